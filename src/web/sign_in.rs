//! Signing in and out.

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use serde::Serialize;

use super::layout::{Page, bare};
use crate::{
    auth::cookie,
    edge::{failure::Failure, fields::Fields, fields::Posted, href::own, visit::Visit},
    service::{Refusal, sign_in},
};

#[derive(Serialize)]
struct SignIn<'a> {
    organisation: String,
    back: &'a str,
    login: &'a str,
    /// Why the last try did not work; empty before any.
    errors: Vec<String>,
}

/// The form. Who has signed in already goes on.
pub(super) async fn show(visit: Visit, fields: Fields) -> Result<Response, Failure> {
    let back = own(fields.get("till").unwrap_or("/"));
    if visit.signed.is_some() {
        return Ok(Redirect::to(back).into_response());
    }
    form(&visit, back, "", vec![])
}

/// Begins a session and goes on to where the reader wanted.
pub(super) async fn begin(visit: Visit, Posted(fields): Posted) -> Result<Response, Failure> {
    let back = own(fields.get("back").unwrap_or("/")).to_owned();
    let login = fields.get("login").unwrap_or_default().to_owned();
    // A password is taken as it was typed, blanks included.
    let password = fields.0.iter().find(|it| it.0 == "password").map(|it| it.1.clone()).unwrap_or_default();
    let typed = sign_in::Typed {
        login: login.clone(),
        password,
        address: visit.address,
        before: visit.presented.clone(),
    };
    match sign_in::sign_in(&visit.ctx, typed).await {
        Ok(secret) => with_cookie(
            Redirect::to(&back).into_response(),
            &cookie::session(&secret.reveal(), visit.app.secure),
        ),
        Err(refusal @ Refusal::Told(_)) => form(&visit, &back, &login, refusal.lines(visit.ctx.lang)),
        Err(other) => Err(other.into()),
    }
}

/// Ends the session.
pub(super) async fn end(visit: Visit, Posted(_): Posted) -> Result<Response, Failure> {
    if let Some(signed) = &visit.signed {
        sign_in::sign_out(&visit.ctx, &signed.secret).await?;
    }
    with_cookie(Redirect::to("/logga-in").into_response(), &cookie::gone(visit.app.secure))
}

fn form(visit: &Visit, back: &str, login: &str, errors: Vec<String>) -> Result<Response, Failure> {
    let wrong = !errors.is_empty();
    let page = Page::new("sign-in", "sign-in-title").wrong(wrong);
    let organisation = visit.ctx.cache.organisation();
    let mut response = bare(visit, &page, &SignIn { organisation, back, login, errors })?;
    if wrong {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

fn with_cookie(mut response: Response, cookie: &str) -> Result<Response, Failure> {
    let value = HeaderValue::from_str(cookie).map_err(|_unreadable| Failure::Unreadable)?;
    response.headers_mut().append(header::SET_COOKIE, value);
    Ok(response)
}
