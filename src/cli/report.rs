//! `skydd report management`, and `skydd audit verify`.

use ::report::table::Table;
use domain::message::Args;
use serde_json::json;
use text::{say, word};

use super::{
    args::{AuditVerify, Management},
    exit::Exit,
    output::Output,
};
use crate::service::{Ctx, Refusal, audit, report};

pub(super) async fn management(ctx: &Ctx, out: Output, args: &Management) -> Result<Exit, Refusal> {
    let written = report::management(ctx, &args.to, args.as_of.when()).await?;
    let files: Vec<String> = written.iter().map(|it| it.display().to_string()).collect();
    let mut table = Table::new([word(out.lang, "col-file").as_str()]);
    for file in &files {
        table.push([file.clone()]);
    }
    out.rows(&table, || json!({ "files": files }));
    out.say(&word(out.lang, "report-written-secrecy"));
    Ok(Exit::Clean)
}

pub(super) async fn audit(ctx: &Ctx, out: Output, args: &AuditVerify) -> Result<Exit, Refusal> {
    let verified = audit::verify(ctx, args.deep).await?;
    let titles = ["#col-entries", "#col-erased", "col-result"];
    let titles = titles.map(|it| match it.strip_prefix('#') {
        Some(key) => format!("#{}", word(out.lang, key)),
        None => word(out.lang, it),
    });
    let mut table = Table::new(titles.iter().map(String::as_str));
    let result = match &verified.broken {
        None => word(out.lang, "audit-whole"),
        Some(broken) => text::explain(out.lang, broken),
    };
    table.push([verified.entries.to_string(), verified.erased.to_string(), result.clone()]);
    out.rows(&table, || {
        json!({
            "entries": verified.entries,
            "erased": verified.erased,
            "whole": verified.broken.is_none(),
            "broken": verified.broken.as_ref().map(|it| json!({ "entry": it.seq, "what": result })),
        })
    });
    if verified.broken.is_some() {
        out.say(&say(out.lang, "audit-broken-fix", &Args::new()));
        return Ok(Exit::Failed);
    }
    Ok(Exit::Clean)
}
