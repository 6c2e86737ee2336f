//! `skydd validate`.

use domain::message::Args;
use report::table::Table;
use serde_json::{Value, json};
use text::{explain, say, word};

use super::{
    args::{Format, Validate},
    exit::Exit,
    output::Output,
};
use crate::service::{Refusal, folder::Folder, validate};

pub(super) fn run(folder: &Folder, out: Output, args: &Validate) -> Result<Exit, Refusal> {
    let validated = validate::validate(folder, &args.paths)?;
    let lang = out.lang;
    let titles = ["col-what", "col-finding"].map(|it| word(lang, it));
    let mut table = Table::new(titles.iter().map(String::as_str));
    for it in &validated.errors {
        table.push([word(lang, "validate-error"), explain(lang, it.as_ref())]);
    }
    for it in &validated.lints {
        table.push([word(lang, "validate-lint"), explain(lang, it.as_ref())]);
    }
    if out.format != Format::Table || !table.rows.is_empty() {
        out.rows(&table, || {
            let rows = |all: &[Box<dyn domain::message::Explain + Send + Sync>]| -> Vec<Value> {
                all.iter()
                    .map(|it| {
                        let at = it.position().map(ToString::to_string);
                        json!({ "key": it.key(), "at": at, "message": explain(lang, it.as_ref()) })
                    })
                    .collect()
            };
            let looked_at: Vec<String> = validated.looked_at.iter().map(|it| explain(lang, it)).collect();
            json!({ "looked_at": looked_at, "errors": rows(&validated.errors), "lints": rows(&validated.lints) })
        });
    }
    for it in &validated.looked_at {
        out.say(&explain(lang, it));
    }
    let args = Args::new().with("errors", validated.errors.len()).with("lints", validated.lints.len());
    out.say(&say(lang, "validate-sum", &args));
    Ok(if !validated.errors.is_empty() {
        Exit::Failed
    } else if !validated.lints.is_empty() {
        Exit::Findings
    } else {
        Exit::Clean
    })
}
