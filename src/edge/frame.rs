//! Around everything: an id and a log line for each request, the security headers, and no change on the word of another site.

use std::{sync::Arc, time::Duration};

use axum::{
    Router,
    extract::{DefaultBodyLimit, MatchedPath, Request, State},
    http::{HeaderName, HeaderValue, Method, StatusCode, header},
    middleware::{self, Next},
    response::{IntoResponse, Response},
};
use tower_http::{catch_panic::CatchPanicLayer, compression::CompressionLayer, timeout::TimeoutLayer};
use tracing::Instrument as _;

use super::app::App;
use crate::service::{clock, mint};

/// Longest that an answer may take.
const LONGEST: Duration = Duration::from_mins(1);
/// Largest form, in bytes.
const LARGEST: usize = 1 << 20;

/// Nothing but our own style, script, pictures and forms; no frame around us.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; img-src 'self' data:; \
     connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

const HEADERS: [(&str, &str); 7] = [
    ("content-security-policy", POLICY),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=()"),
    ("x-robots-tag", "noindex, nofollow"),
];

pub(super) fn around(router: Router, app: &Arc<App>) -> Router {
    router
        .layer(DefaultBodyLimit::max(LARGEST))
        .layer(CompressionLayer::new())
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, LONGEST))
        .layer(CatchPanicLayer::new())
        .layer(middleware::from_fn(same_site))
        .layer(middleware::from_fn_with_state(app.clone(), frame))
}

async fn frame(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let timer = clock::Timer::start();
    let id = mint::id(app.base.for_request(app.base.actor.clone(), None).now);
    let method = request.method().clone();
    // The route and never the address: an address can hold what somebody searched for.
    let route = request.extensions().get::<MatchedPath>().map_or("-", |it| it.as_str()).to_owned();
    let span = tracing::info_span!("request", request.id = %id);
    let mut response = next.run(request).instrument(span.clone()).await;
    let status = response.status().as_u16();
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    if app.secure {
        headers.insert(
            header::STRICT_TRANSPORT_SECURITY,
            HeaderValue::from_static("max-age=63072000; includeSubDomains"),
        );
    }
    if let Ok(value) = HeaderValue::from_str(&id.to_string()) {
        headers.insert(HeaderName::from_static("x-request-id"), value);
    }
    span.in_scope(|| {
        tracing::info!(%method, route, status, duration_ms = timer.milliseconds(), "answered");
    });
    response
}

/// Browsers say where a request comes from, and no page can make them lie.
async fn same_site(request: Request, next: Next) -> Response {
    let safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if safe || from_here(&request) { next.run(request).await } else { StatusCode::FORBIDDEN.into_response() }
}

fn from_here(request: &Request) -> bool {
    let text = |name: HeaderName| request.headers().get(name).and_then(|it| it.to_str().ok());
    if let Some(site) = text(HeaderName::from_static("sec-fetch-site")) {
        return matches!(site, "same-origin" | "none");
    }
    // An older browser tells at least the origin; a program tells neither, and has no cookies of anybody's.
    match text(header::ORIGIN) {
        Some(origin) => {
            let host = origin.split_once("://").map(|it| it.1);
            host.is_some() && host == text(header::HOST)
        }
        None => true,
    }
}
