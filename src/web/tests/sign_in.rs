//! Signing in and out.

use axum::http::{StatusCode, header};
use chrono::TimeDelta;
use domain::permission::Role;

use super::{PASSWORD, Server};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn signing_in_begins_a_session_and_signing_out_ends_it() {
    let server = Server::empty().await;
    server.account("anna", Role::Security).await;
    let answer = server.try_sign_in(" Anna ", PASSWORD).await;
    assert_eq!((answer.status, answer.header(header::LOCATION)), (StatusCode::SEE_OTHER, "/"));
    let set = answer.header(header::SET_COOKIE);
    assert!(set.ends_with("; Path=/; HttpOnly; SameSite=Lax"), "{set}");
    let cookie = answer.cookie();
    let start = server.get("/", &cookie).await;
    assert_eq!(start.status, StatusCode::OK);
    assert!(start.body.contains("Person På Prov"));
    let out = server.post("/logga-ut", &cookie, &format!("token={}", start.token())).await;
    assert_eq!((out.status, out.header(header::LOCATION)), (StatusCode::SEE_OTHER, "/logga-in"));
    assert_eq!(server.get("/", &cookie).await.status, StatusCode::SEE_OTHER, "the old cookie opens nothing");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn signing_in_again_replaces_a_session_that_was_there_before() {
    let server = Server::empty().await;
    server.account("anna", Role::Security).await;
    let before = server.sign_in("anna").await;
    let form = format!("login=anna&password={}", PASSWORD.replace(' ', "+"));
    let after = server.post("/logga-in", &before.cookie, &format!("{form}&token={}", before.token)).await;
    assert_eq!(after.status, StatusCode::SEE_OTHER);
    assert_ne!(after.cookie(), before.cookie);
    assert_eq!(server.get("/", &before.cookie).await.status, StatusCode::SEE_OTHER);
    assert_eq!(server.get("/", &after.cookie()).await.status, StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_wrong_name_and_a_wrong_password_read_the_same_and_must_wait_after_five() {
    let server = Server::empty().await;
    server.account("anna", Role::Security).await;
    let password = server.try_sign_in("anna", "fel").await;
    let name = server.try_sign_in("inte-anna", "fel").await;
    assert_eq!(password.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(password.body.replace("anna", "x"), name.body.replace("inte-anna", "x"));
    assert!(password.body.contains("<title>Fel: ") && password.body.contains("role=\"alert\""));
    assert!(!password.body.contains("value=\"fel\""), "a password never comes back");
    for _ in 0..4 {
        server.try_sign_in("anna", "fel").await;
    }
    let waits = server.try_sign_in("anna", PASSWORD).await;
    assert_eq!(waits.status, StatusCode::UNPROCESSABLE_ENTITY, "even the right one must wait");
    assert!(waits.body.contains("För många försök"), "{}", waits.body);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_session_ends_when_it_is_idle_and_when_it_is_old() {
    let server = Server::empty().await;
    server.account("anna", Role::Security).await;
    let signed = server.sign_in("anna").await;
    let secret = crate::auth::token::Secret::parse(signed.cookie.trim_start_matches("skydd=")).unwrap();
    let known = async |minutes: i64| {
        let mut ctx = server.ctx.for_request(crate::service::ctx::nobody(), None);
        ctx.now += TimeDelta::minutes(minutes);
        crate::service::sign_in::recognise(&ctx, secret.clone()).await.unwrap().is_some()
    };
    assert!(!known(61).await, "idle for more than an hour");
    for minutes in [50, 100, 150, 200, 250, 300, 350, 400, 450, 500, 550, 600, 650, 700] {
        assert!(known(minutes).await, "used within the hour, after {minutes} minutes");
    }
    assert!(!known(721).await, "older than twelve hours");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sign_ins_and_attempts_are_in_the_audit_log_and_the_secrets_are_nowhere() {
    let server = Server::empty().await;
    server.account("anna", Role::Security).await;
    let signed = server.sign_in("anna").await;
    server.try_sign_in("anna", "ett-fel-lösenord").await;
    let found = crate::service::audit::verify(&server.ctx, true).await.unwrap();
    assert_eq!(found.broken, None);
    assert_eq!(found.entries, 3, "account, sign-in, failed sign-in");
    let secret = signed.cookie.trim_start_matches("skydd=").to_owned();
    let mut read = 0;
    for entry in std::fs::read_dir(server.folder().join("data")).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            let text = String::from_utf8_lossy(&std::fs::read(&path).unwrap()).into_owned();
            for planted in [secret.as_str(), PASSWORD, "ett-fel-lösenord"] {
                assert!(!text.contains(planted), "{} holds {planted}", path.display());
            }
            read += text.len();
        }
    }
    assert!(read > 10_000, "the database must be read to prove anything");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stranger_is_taken_to_where_they_wanted_and_never_to_another_site() {
    let server = Server::empty().await;
    server.account("anna", Role::Security).await;
    let form = |back: &str| format!("login=anna&password={}&back={back}", PASSWORD.replace(' ', "+"));
    let there = server.post("/logga-in", "", &form("%2Fsystem%3Fsida%3D2")).await;
    assert_eq!(there.header(header::LOCATION), "/system?sida=2");
    let evil = server.post("/logga-in", "", &form("%2F%2Fevil.example")).await;
    assert_eq!(evil.header(header::LOCATION), "/");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn language_and_look_come_from_cookies_so_that_nothing_flashes() {
    let server = Server::empty().await;
    let chosen = server.post("/installningar/utseende", "", "lang=en&theme=dark&back=/logga-in").await;
    let cookies: Vec<String> = chosen
        .headers
        .get_all(header::SET_COOKIE)
        .iter()
        .map(|it| it.to_str().unwrap().split(';').next().unwrap().to_owned())
        .collect();
    assert_eq!(cookies, ["skydd-lang=en", "skydd-theme=dark"]);
    let page = server.get("/logga-in", &cookies.join("; ")).await;
    assert!(page.body.contains("<html lang=\"en\" data-theme=\"dark\">"), "{}", page.body);
    assert!(page.body.contains("Sign in to Skydd"));
    let odd = server.get("/logga-in", "skydd-lang=xx; skydd-theme=\"><script>").await;
    assert!(odd.body.contains("<html lang=\"sv\">"));
}
