//! The guard around every handler: who is asking, whether they may, and how a failure is worded for them.

use std::sync::Arc;

use axum::{
    Router,
    extract::{Request, State},
    http::{Method, header},
    middleware::{self, Next},
    response::{IntoResponse, Redirect, Response},
};
use domain::permission::{Denied, allows};

use super::{
    app::App,
    failure::{Carried, Failure},
    frame, href, probe,
    routes::{Access, PUBLIC, Routes},
    visit::Visit,
};
use crate::service::Refusal;

/// Words a failure for the reader of a visit.
pub(crate) type Worded = fn(&Visit, &Failure) -> Response;

/// The whole server: `pages` and what belongs to no edge, each route behind its guard, all in the frame.
pub(crate) fn router(app: &Arc<App>, pages: Routes, worded: Worded) -> Router {
    let mut router = Router::new();
    for (route, handler) in probe::routes().and(pages).0 {
        // A route that calls itself public and is not on the list is nobody's.
        if route.access == Access::Public && !PUBLIC.contains(&route.path) {
            continue;
        }
        let access = route.access;
        let state = app.clone();
        let guarded = handler.layer(middleware::from_fn(move |request: Request, next: Next| {
            guard(state.clone(), access, worded, request, next)
        }));
        router = router.route(route.path, guarded);
    }
    // What is not declared answers through the same guard, so that it is worded alike.
    let state = app.clone();
    let missing = move |failure: fn() -> Failure| {
        let state = state.clone();
        move |request: Request| {
            let state = state.clone();
            async move {
                let (parts, _) = request.into_parts();
                match Visit::of(&state, &parts).await {
                    Ok(visit) => worded(&visit, &failure()),
                    Err(refusal) => Failure::Refused(refusal).into_response(),
                }
            }
        }
    };
    let router = router
        .fallback(missing(|| Failure::NotFound))
        .method_not_allowed_fallback(missing(|| Failure::Method))
        .with_state(app.clone());
    frame::around(router, app)
}

async fn guard(app: Arc<App>, access: Access, worded: Worded, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let visit = match Visit::of(&app, &parts).await {
        Ok(visit) => visit,
        Err(refusal) => {
            let failure = Failure::Refused(refusal);
            failure.log();
            return failure.into_response();
        }
    };
    if let Some(failure) = refused(&visit, access) {
        if matches!(failure, Failure::SignedOut) && parts.method == Method::GET && visit.fragment.is_none() {
            let sign_in = href::with_query("/logga-in", [("till", visit.here.as_str())]);
            return Redirect::to(if visit.here == "/" { "/logga-in" } else { &sign_in }).into_response();
        }
        return worded(&visit, &failure);
    }
    let signed = visit.signed.is_some();
    parts.extensions.insert(visit.clone());
    let mut response = next.run(Request::from_parts(parts, body)).await;
    if let Some(Carried(failure)) = response.extensions_mut().remove::<Carried>() {
        failure.log();
        response = worded(&visit, &failure);
    }
    if signed && !response.headers().contains_key(header::CACHE_CONTROL) {
        response.headers_mut().insert(header::CACHE_CONTROL, header::HeaderValue::from_static("no-store"));
    }
    response
}

/// Why a visit stops here.
fn refused(visit: &Visit, access: Access) -> Option<Failure> {
    let Access::Needs(action) = access else { return None };
    let Some(signed) = &visit.signed else { return Some(Failure::SignedOut) };
    let role = signed.actor.role;
    (!allows(role, action)).then(|| Failure::Refused(Refusal::Denied(Denied { role, action })))
}

/// The server's own state, where a handler wants it without a visit.
pub(crate) type Shared = State<Arc<App>>;
