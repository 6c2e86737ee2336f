//! Why a request was not answered as asked: a status and a sentence for the reader, the causes for the log.

use std::sync::Arc;

use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use domain::message::Lang;
use store::StoreError;

use crate::service::Refusal;

/// What went wrong. A handler returns it; the guard around it, which knows the reader, words it.
#[derive(Debug)]
pub(crate) enum Failure {
    /// A service refused.
    Refused(Refusal),
    /// There is nothing at that address, or nothing that the reader may see.
    NotFound,
    /// There is something, but not for that method.
    Method,
    /// Nobody has signed in.
    SignedOut,
    /// The form did not come from a page of this session.
    Foreign,
    /// The body is larger than what is read, or no form at all.
    Unreadable,
}

/// The failure in the answer of a handler, for the guard to take out.
#[derive(Clone)]
pub(crate) struct Carried(pub(crate) Arc<Failure>);

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            // One answer for what is not there and for what is not the reader's.
            Refusal::Absent(_) => Self::NotFound,
            other => Self::Refused(other),
        }
    }
}

impl From<report::RenderError> for Failure {
    fn from(error: report::RenderError) -> Self {
        Self::Refused(Refusal::Render(error))
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(Carried(Arc::new(self)));
        response
    }
}

impl Failure {
    pub(crate) fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::SignedOut => StatusCode::UNAUTHORIZED,
            Self::Foreign => StatusCode::FORBIDDEN,
            Self::Unreadable => StatusCode::BAD_REQUEST,
            Self::Refused(refusal) => of_refusal(refusal),
        }
    }

    /// Key of the sentence that heads it.
    pub(crate) fn title(&self) -> &'static str {
        match self.status() {
            StatusCode::NOT_FOUND => "failure-not-found",
            StatusCode::METHOD_NOT_ALLOWED => "failure-method",
            StatusCode::UNAUTHORIZED => "failure-signed-out",
            StatusCode::FORBIDDEN if matches!(self, Self::Foreign) => "failure-foreign",
            StatusCode::FORBIDDEN => "failure-denied",
            StatusCode::BAD_REQUEST => "failure-unreadable",
            StatusCode::CONFLICT => "failure-conflict",
            StatusCode::UNPROCESSABLE_ENTITY => "failure-invalid",
            StatusCode::SERVICE_UNAVAILABLE => "failure-busy",
            _ => "failure-internal",
        }
    }

    /// What the reader is told beside the title: nothing of what lies inside the program.
    pub(crate) fn lines(&self, lang: Lang) -> Vec<String> {
        match self {
            Self::Refused(Refusal::Denied(_)) => vec![],
            Self::Refused(refusal) if !self.status().is_server_error() => refusal.lines(lang),
            _ => vec![],
        }
    }

    /// Writes what somebody must act on to the log, with its causes.
    pub(crate) fn log(&self) {
        if let Self::Refused(refusal) = self
            && self.status().is_server_error()
        {
            let mut causes = vec![refusal.to_string()];
            let mut cause: Option<&dyn std::error::Error> = std::error::Error::source(refusal);
            while let Some(it) = cause {
                causes.push(it.to_string());
                cause = it.source();
            }
            tracing::error!(error.key = self.title(), error.causes = causes.join(": "), "request failed");
        }
    }
}

fn of_refusal(refusal: &Refusal) -> StatusCode {
    match refusal {
        Refusal::Denied(_) => StatusCode::FORBIDDEN,
        Refusal::Absent(_) => StatusCode::NOT_FOUND,
        Refusal::Invalid(_) | Refusal::Told(_) => StatusCode::UNPROCESSABLE_ENTITY,
        Refusal::Store(StoreError::Busy(_)) => StatusCode::SERVICE_UNAVAILABLE,
        Refusal::Changed | Refusal::Overtaken | Refusal::Store(StoreError::Refused { .. }) => {
            StatusCode::CONFLICT
        }
        Refusal::Store(_)
        | Refusal::File { .. }
        | Refusal::Render(_)
        | Refusal::Hash(_)
        | Refusal::Document(_)
        | Refusal::Ended(_) => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// Keys of titles: a test holds that each has a text.
#[cfg(test)]
pub(crate) const KEYS: &[&str] = &[
    "failure-not-found",
    "failure-method",
    "failure-signed-out",
    "failure-foreign",
    "failure-denied",
    "failure-unreadable",
    "failure-conflict",
    "failure-invalid",
    "failure-busy",
    "failure-internal",
];
