//! What a supervisor asks: whether the process lives, and whether it can answer.

use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};

use super::{assets, guard::Shared, routes::Routes};

/// Health, readiness and assets.
pub(crate) fn routes() -> Routes {
    Routes::default()
        .public("/healthz", healthy)
        .public("/readyz", ready)
        .public("/static/{name}", assets::serve)
}

async fn healthy() -> &'static str {
    "ok\n"
}

async fn ready(State(app): Shared) -> Response {
    match app.base.store.ping().await {
        Ok(()) => "ready\n".into_response(),
        Err(error) => {
            tracing::warn!(error = &error as &dyn std::error::Error, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "not ready\n").into_response()
        }
    }
}
