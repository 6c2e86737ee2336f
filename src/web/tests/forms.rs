//! Forms: what a reader fills in is saved once, faults stand beside their field, and a preview saves nothing.

use axum::http::{Method, Request, StatusCode, header};
use domain::permission::Role;

use super::{Answer, Server, Signed};
use crate::edge::href::with_query;

async fn signed(server: &Server, role: Role) -> Signed {
    let login: &'static str = role.into();
    server.account(login, role).await;
    server.sign_in(login).await
}

/// The value of a hidden field of a page.
fn hidden(answer: &Answer, name: &str) -> String {
    let after = answer.body.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap();
    after.split('"').next().unwrap().to_owned()
}

fn form(fields: &[(&str, &str)]) -> String {
    with_query("", fields.iter().copied()).trim_start_matches('?').to_owned()
}

async fn entries(server: &Server) -> i64 {
    crate::service::audit::verify(&server.ctx, false).await.unwrap().entries
}

const ASSET: &str = "/tillgangar/INF-001/klassa";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_preview_shows_what_changes_and_saves_nothing() {
    let server = Server::with_sample().await;
    let signed = signed(&server, Role::SystemOwner).await;
    let before = entries(&server).await;
    let fields = form(&[("token", &signed.token), ("K.niva", "3"), ("R.niva", "3"), ("T.niva", "3")]);
    let path = format!("{ASSET}/forhandsgranska");
    let whole = server.post(&path, &signed.cookie, &fields).await;
    assert_eq!(whole.status, StatusCode::OK);
    assert!(
        whole.body.starts_with("<!doctype html>") && whole.body.contains("verifiering per år"),
        "without script: a page"
    );
    let request = Request::builder()
        .method(Method::POST)
        .uri(&path)
        .header(header::COOKIE, &signed.cookie)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header("x-fragment", "forhandsgranskning");
    let part = server.send(request.body(fields.clone().into()).unwrap()).await;
    assert!(
        part.body.trim_start().starts_with("<div class=\"in\" id=\"forhandsgranskning\""),
        "{}",
        part.body
    );
    assert!(whole.body.contains(part.body.trim()), "the part is the same as in the page");
    assert!(part.header("vary").contains("x-fragment") && !part.header("x-title").is_empty());
    let stop = form(&[("token", &signed.token), ("K.niva", "4")]);
    let stop = server.post(&path, &signed.cookie, &stop).await;
    assert!(stop.body.contains("särskild ordning. Inget härleds"), "a stop level derives nothing");
    assert_eq!(entries(&server).await, before, "nothing is saved");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_classification_is_saved_once_and_a_second_one_sees_the_first() {
    let server = Server::with_sample().await;
    let signed = signed(&server, Role::SystemOwner).await;
    let page = server.get(ASSET, &signed.cookie).await;
    let base = hidden(&page, "bas");
    let levels =
        [("K.niva", "2"), ("R.niva", "2"), ("T.niva", "2"), ("motivering", "Några får vänta på beslut.")];
    let mut fields = vec![("token", signed.token.as_str()), ("bas", base.as_str())];
    fields.extend(levels);
    let saved = server.post(ASSET, &signed.cookie, &form(&fields)).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    assert_eq!(saved.header(header::LOCATION), "/tillgangar/INF-001?sparat=forslag");
    let shown = server.get("/tillgangar/INF-001?sparat=forslag", &signed.cookie).await;
    assert!(shown.body.contains("Det räknas först när någon annan har godkänt det."), "{}", shown.body);
    assert!(shown.body.contains("Förslag K2 R2 T2"));
    let late = server.post(ASSET, &signed.cookie, &form(&fields)).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.body.contains("Den andra versionen: ") && late.body.contains("Några får vänta på beslut."));
    let again = hidden(&late, "bas");
    assert_ne!(again, base, "what is saved now is saved in full knowledge");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_missing_justification_stands_beside_its_field_and_in_the_summary() {
    let server = Server::with_sample().await;
    let signed = signed(&server, Role::Security).await;
    let fields =
        [("token", signed.token.as_str()), ("K.niva", "3"), ("R.niva", "0"), ("galler-fran", "i morgon")];
    let wrong = server.post(ASSET, &signed.cookie, &form(&fields)).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("<title>Fel: "));
    assert!(wrong.body.contains("<li><a href=\"#galler-fran\">Ange ett datum som 2026-11-23.</a></li>"));
    let fields = [("token", signed.token.as_str()), ("K.niva", "3"), ("R.niva", "0")];
    let wrong = server.post(ASSET, &signed.cookie, &form(&fields)).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("<a href=\"#motivering\">"), "{}", wrong.body);
    assert!(wrong.body.contains("id=\"motivering-fel\""));
    assert!(wrong.body.contains("name=\"K.niva\" value=\"3\" checked"), "what was chosen stays chosen");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_who_may_approve_can_record_a_decision() {
    let server = Server::with_sample().await;
    let owner = signed(&server, Role::SystemOwner).await;
    let person = {
        let view = crate::service::view::now(&server.ctx).await.unwrap();
        let people = &view.situation.inventory.people;
        people.iter().find(|it| !it.protected && it.retired.is_none()).unwrap().code.clone()
    };
    let fields = |signed: &Signed| {
        let token = signed.token.clone();
        form(&[("token", &token), ("K.niva", "1"), ("motivering", "Prövat."), ("beslutad-av", &person)])
    };
    let refused = server.post(ASSET, &owner.cookie, &fields(&owner)).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN, "{}", refused.body);
    let security = signed(&server, Role::Security).await;
    let saved = server.post(ASSET, &security.cookie, &fields(&security)).await;
    assert_eq!(saved.header(header::LOCATION), "/tillgangar/INF-001?sparat=beslut", "{}", saved.body);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn special_order_keeps_owner_and_day_and_nothing_else_of_the_form() {
    let server = Server::with_sample().await;
    let signed = signed(&server, Role::Administrator).await;
    let token = signed.token.as_str();
    let none = form(&[("token", token), ("gor", "sarskild"), ("K.niva", "4")]);
    let wrong = server.post(ASSET, &signed.cookie, &none).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("<a href=\"#sarskild-agare\">"));
    let person = {
        let view = crate::service::view::now(&server.ctx).await.unwrap();
        view.situation.inventory.people.iter().find(|it| !it.protected).unwrap().code.clone()
    };
    let fields = form(&[
        ("token", token),
        ("gor", "sarskild"),
        ("K.niva", "4"),
        ("motivering", "hemligt-om-innehållet"),
        ("sarskild.agare", &person),
        ("sarskild.datum", "2026-11-01"),
    ]);
    let saved = server.post(ASSET, &signed.cookie, &fields).await;
    assert_eq!(saved.header(header::LOCATION), "/tillgangar/INF-001?sparat=sarskild", "{}", saved.body);
    let shown = server.get("/tillgangar/INF-001", &signed.cookie).await;
    assert!(
        shown.body.contains("Inget om innehållet finns här.")
            && !shown.body.contains("hemligt-om-innehållet")
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn evidence_is_recorded_and_changes_the_verdict_with_its_reason() {
    let server = Server::with_sample().await;
    let signed = signed(&server, Role::It).await;
    let path = "/sakerhetsatgarder/LOG-01/underlag";
    let token = signed.token.as_str();
    let empty = server.post(path, &signed.cookie, &form(&[("token", token)])).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    for field in ["galler", "utfall-met", "dag", "sag"] {
        assert!(empty.body.contains(&format!("<a href=\"#{field}\">")), "{field}");
        assert!(empty.body.contains(&format!("id=\"{field}\"")), "{field} is there to go to");
    }
    let hostile = "<script>alert(1)</script> \u{202e}=1+1";
    let fields =
        [("token", token), ("galler", "EKO"), ("utfall", "gap"), ("sag", hostile), ("dag", "2026-11-01")];
    let saved = server.post(path, &signed.cookie, &form(&fields)).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    assert!(saved.header(header::LOCATION).starts_with("/sakerhetsatgarder/LOG-01?sparat=U-"));
    let system = server.get("/system/EKO", &signed.cookie).await;
    let row = system.body.split("<span class=\"sub\">LOG-01</span>").nth(1).unwrap();
    let row = row.split("</tr>").next().unwrap();
    assert!(row.contains("Brist") && row.contains("Känd brist sedan den 2026-11-01"), "{row}");
    let report = server.get("/rapport", &signed.cookie).await;
    assert!(!report.body.contains("<script>alert") && !report.body.contains('\u{202e}'));
    let future =
        [("token", token), ("galler", "EKO"), ("utfall", "met"), ("sag", "x"), ("dag", "2027-01-01")];
    let future = server.post(path, &signed.cookie, &form(&future)).await;
    assert!(future.body.contains("<a href=\"#dag\">"), "{}", future.body);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_list_is_filtered_ordered_and_paged_by_its_address_alone() {
    let server = Server::with_sample().await;
    let signed = signed(&server, Role::Management).await;
    let get = async |path: &str| server.get(path, &signed.cookie).await.body;
    let rows = |body: &str| body.matches("<tr role=\"row\"><th scope=\"row\"").count();
    let all = get("/sakerhetsatgarder").await;
    assert_eq!(rows(&all), 50, "a page");
    assert!(all.contains("1–50 av 122") && all.contains("href=\"/sakerhetsatgarder?sida=2\""));
    let last = get("/sakerhetsatgarder?sida=3").await;
    assert!(last.contains("101–122 av 122") && rows(&last) == 22);
    let found = get("/sakerhetsatgarder?q=LOG-0&sortera=kod").await;
    assert!(rows(&found) < 10 && found.contains("aria-sort=\"ascending\""), "{} rows", rows(&found));
    assert!(found.contains("href=\"/sakerhetsatgarder?sortera=kod\""), "a chip takes the search away");
    let none = get("/system?q=finns-inte-alls").await;
    assert!(rows(&none) == 0 && none.contains("Ta bort ett filter."));
    assert!(get("/system?sida=9999&sortera=x&namnd=y").await.contains("0–0 av 0"), "odd addresses answer");
}
