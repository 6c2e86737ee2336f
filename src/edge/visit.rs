//! A request as handlers see it: who is asking, in which language, and what their page looks like.

use std::{
    net::{IpAddr, SocketAddr},
    sync::Arc,
};

use axum::{
    extract::{ConnectInfo, FromRequestParts},
    http::{HeaderMap, header, request::Parts},
};
use domain::message::Lang;

use super::{app::App, failure::Failure};
use crate::{
    auth::{cookie, token::Secret},
    service::{Ctx, Refusal, ctx, sign_in, sign_in::Signed},
};

/// Header of a request that wants one region of a page.
pub(crate) const FRAGMENT: &str = "x-fragment";

/// A request.
#[derive(Clone)]
pub(crate) struct Visit {
    pub(crate) app: Arc<App>,
    /// Who acts, in which language, when.
    pub(crate) ctx: Ctx,
    pub(crate) signed: Option<Signed>,
    /// `light` or `dark`, where the reader has chosen.
    pub(crate) theme: Option<&'static str>,
    /// Path of the request.
    pub(crate) path: String,
    /// Path and query, to come back to.
    pub(crate) here: String,
    /// The region that is asked for.
    pub(crate) fragment: Option<String>,
    pub(crate) address: Option<IpAddr>,
    /// The session's secret as the browser sent it, recognised or not.
    pub(crate) presented: Option<Secret>,
}

impl std::fmt::Debug for Visit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Visit").field("path", &self.path).finish_non_exhaustive()
    }
}

impl Visit {
    /// Reads cookies and headers, and asks whose session it is.
    pub(crate) async fn of(app: &Arc<App>, parts: &Parts) -> Result<Self, Refusal> {
        let find = |name| cookie::find(cookies(&parts.headers), name);
        let lang: Option<Lang> = find(cookie::LANGUAGE).and_then(|it| it.parse().ok());
        let presented = find(cookie::session_name(app.secure)).and_then(Secret::parse);
        let mut visit = Self {
            app: app.clone(),
            ctx: app.base.for_request(ctx::nobody(), lang),
            signed: None,
            theme: find(cookie::THEME).and_then(theme),
            path: parts.uri.path().to_owned(),
            here: parts.uri.path_and_query().map_or("/", |it| it.as_str()).to_owned(),
            fragment: parts.headers.get(FRAGMENT).and_then(|it| it.to_str().ok()).map(str::to_owned),
            address: parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|it| it.0.ip()),
            presented: presented.clone(),
        };
        if let Some(secret) = presented
            && let Some(signed) = sign_in::recognise(&visit.ctx, secret).await?
        {
            visit.ctx.actor = signed.actor.clone();
            visit.signed = Some(signed);
        }
        Ok(visit)
    }
}

fn cookies(headers: &HeaderMap) -> impl Iterator<Item = &str> {
    headers.get_all(header::COOKIE).iter().filter_map(|it| it.to_str().ok())
}

/// The look that a cookie or a form names.
pub(crate) fn theme(text: &str) -> Option<&'static str> {
    ["light", "dark"].into_iter().find(|it| *it == text)
}

impl FromRequestParts<Arc<App>> for Visit {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Failure> {
        // The guard has made it already, for every route.
        match parts.extensions.get::<Self>() {
            Some(visit) => Ok(visit.clone()),
            None => Ok(Self::of(app, parts).await?),
        }
    }
}
