//! Language and light or dark: chosen by a form, kept in cookies, so that the server writes the page right from its start.

use axum::{
    http::{HeaderValue, header},
    response::{IntoResponse, Redirect, Response},
};
use domain::message::Lang;

use crate::{
    auth::cookie,
    edge::{
        failure::Failure,
        fields::Posted,
        href::own,
        visit::{Visit, theme},
    },
};

/// Keeps the choice and goes back.
pub(super) async fn choose(visit: Visit, Posted(fields): Posted) -> Result<Response, Failure> {
    let lang = fields.get("lang").and_then(|it| it.parse::<Lang>().ok());
    let look = fields.get("theme").and_then(theme);
    let back = own(fields.get("back").unwrap_or("/"));
    let mut response = Redirect::to(back).into_response();
    let choices = [(cookie::LANGUAGE, lang.map(<&'static str>::from)), (cookie::THEME, look)];
    for (name, value) in choices {
        let Some(value) = value else { continue };
        let cookie = HeaderValue::from_str(&cookie::choice(name, value, visit.app.secure))
            .map_err(|_unreadable| Failure::Unreadable)?;
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    Ok(response)
}
