//! `skydd verify add`.

use domain::message::Args;
use report::table::Table;
use serde_json::json;
use text::{say, word};

use super::{args::VerifyAdd, exit::Exit, output::Output};
use crate::service::{
    Ctx, Refusal,
    verify::{self, Seen},
};

pub(super) async fn add(ctx: &Ctx, out: Output, args: &VerifyAdd) -> Result<Exit, Refusal> {
    let seen = Seen {
        control: args.control.clone(),
        on: args.on.clone(),
        status: args.status,
        because: args.because.clone(),
        value: args.value.clone(),
        observed: args.observed,
        observer: args.observer.clone(),
        accepted_by: args.accepted_by.clone(),
        file: args.file.clone(),
    };
    let evidence = verify::add(ctx, &seen).await?;
    let status: &'static str = evidence.status.into();
    let titles =
        ["col-code", "col-control", "col-on", "col-status", "col-observed"].map(|it| word(out.lang, it));
    let mut table = Table::new(titles.iter().map(String::as_str));
    table.push([
        evidence.code.clone(),
        evidence.control.clone(),
        evidence.on.clone().unwrap_or_else(|| word(out.lang, "assurance-organisation")),
        word(out.lang, &format!("status-{status}")),
        evidence.observed.to_string(),
    ]);
    out.rows(&table, || {
        let mut row = serde_json::to_value(&evidence).unwrap_or_default();
        if let Some(map) = row.as_object_mut() {
            map.insert("own_statement".to_owned(), json!(evidence.accepted_by.is_none()));
        }
        row
    });
    let key = if evidence.accepted_by.is_some() { "verify-saved" } else { "verify-saved-own-statement" };
    out.say(&say(out.lang, key, &Args::new().with("code", evidence.code.clone())));
    Ok(Exit::Clean)
}
