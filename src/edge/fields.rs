//! Fields of a query or a form, as they came: names may repeat.

use std::sync::Arc;

use axum::{
    Form,
    extract::{FromRequest, FromRequestParts, Query, Request},
    http::request::Parts,
};

use super::{app::App, failure::Failure, visit::Visit};

/// Name of the field that carries the token of the session.
pub(crate) const TOKEN: &str = "token";

/// Names and values, in order.
#[derive(Debug, Clone, Default)]
pub(crate) struct Fields(pub(crate) Vec<(String, String)>);

impl Fields {
    /// The first value of a field that is not blank.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().filter(|it| it.0 == name).map(|it| it.1.trim()).find(|it| !it.is_empty())
    }
}

impl FromRequestParts<Arc<App>> for Fields {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Failure> {
        let Query(all) = Query::<Vec<(String, String)>>::from_request_parts(parts, app)
            .await
            .map_err(|_unreadable| Failure::Unreadable)?;
        Ok(Self(all))
    }
}

/// The fields of a form that a page of this session sent.
#[derive(Debug)]
pub(crate) struct Posted(pub(crate) Fields);

impl FromRequest<Arc<App>> for Posted {
    type Rejection = Failure;

    async fn from_request(request: Request, app: &Arc<App>) -> Result<Self, Failure> {
        let visit = request.extensions().get::<Visit>().cloned();
        let Form(all) = Form::<Vec<(String, String)>>::from_request(request, app)
            .await
            .map_err(|_unreadable| Failure::Unreadable)?;
        let fields = Fields(all);
        // Before anybody has signed in there is nothing that another site's form could do in their name.
        if let Some(signed) = visit.and_then(|it| it.signed) {
            let given = fields.get(TOKEN).unwrap_or_default();
            if !signed.secret.is_form_token(given) {
                return Err(Failure::Foreign);
            }
        }
        Ok(Self(fields))
    }
}
