//! The audit log, latest first.

use axum::response::Response;
use domain::message::{Args, Lang};
use serde::Serialize;
use serde_json::Value;
use store::Logged;
use text::{say, word};

use super::layout::{Page, Place, page};
use crate::{
    edge::{failure::Failure, fields::Fields, href::with_query, visit::Visit},
    service::audit,
};

/// Entries on a page.
const ROWS: usize = 50;

/// What is done to the database: each has words of its own.
#[cfg(test)]
const ACTIONS: [&str; 13] = [
    "initialise",
    "inventory-import",
    "classification-approve",
    "classification-propose",
    "classification-special",
    "evidence-record",
    "access-check",
    "report-management",
    "account-create",
    "account-password",
    "sign-in",
    "sign-in-failed",
    "sign-out",
];

/// Fields of a detail that are shown, in this order.
const DETAILS: [&str; 7] = ["added", "changed", "removed", "findings", "entries", "people", "files"];

#[derive(Serialize)]
struct Log {
    rows: Vec<Row>,
    older: String,
    newest: bool,
}

#[derive(Serialize)]
struct Row {
    number: String,
    at: String,
    who: String,
    via: String,
    what: String,
    object: String,
    detail: String,
}

pub(super) async fn show(visit: Visit, fields: Fields) -> Result<Response, Failure> {
    let lang = visit.ctx.lang;
    let before = fields.get("fore").and_then(|it| it.parse().ok());
    let entries = audit::read(&visit.ctx, before, ROWS + 1).await?;
    let older = entries.get(ROWS).and_then(|_| entries.get(ROWS - 1)).map(|it| it.seq.to_string());
    let zone = visit.ctx.zone;
    let row = |it: &Logged| Row {
        number: it.seq.to_string(),
        at: it.at.with_timezone(&zone).format("%Y-%m-%d %H.%M.%S").to_string(),
        who: who(lang, it),
        via: word(lang, if it.via == "cli" { "log-via-cli" } else { "log-via-session" }),
        what: word(lang, &format!("log-action-{}", it.action)),
        object: it.object.as_ref().and_then(|it| it.1.as_deref()).map(text::visible).unwrap_or_default(),
        detail: detail(lang, it.detail.as_ref()),
    };
    let body = Log {
        rows: entries.iter().take(ROWS).map(row).collect(),
        older: older.map(|it| with_query("/handelselogg", [("fore", it.as_str())])).unwrap_or_default(),
        newest: before.is_none(),
    };
    page(&visit, &Page::new("log", "nav-log").at(Place::Log), &body)
}

fn who(lang: Lang, it: &Logged) -> String {
    match &it.account {
        Some(name) => text::visible(name),
        None => word(lang, &format!("tool-role-{}", it.role.replace('_', "-"))),
    }
}

fn detail(lang: Lang, detail: Option<&Value>) -> String {
    let Some(detail) = detail else { return word(lang, "log-erased") };
    let one = |key: &&str| {
        let count = detail.get(*key)?.as_i64()?;
        Some(say(lang, &format!("log-detail-{key}"), &Args::new().with("count", count)))
    };
    DETAILS.iter().filter_map(one).collect::<Vec<_>>().join(", ")
}

/// Keys that are put together here: a test holds that each has a text.
#[cfg(test)]
pub(super) fn keys() -> Vec<String> {
    let actions = ACTIONS.iter().map(|it| format!("log-action-{it}"));
    actions.chain(DETAILS.iter().map(|it| format!("log-detail-{it}"))).collect()
}
