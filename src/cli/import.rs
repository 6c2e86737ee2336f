//! `skydd import` and `skydd export`.

use domain::{
    inventory::{Inventory, List},
    message::{Args, Lang},
};
use report::table::Table;
use serde_json::{Value, json};
use text::{say, word};

use super::{
    args::{Export, Import, Numbering},
    exit::Exit,
    output::{self, Output},
};
use crate::service::{
    Ctx, Refusal, export,
    import::{self, Imported, Options},
};

pub(super) async fn import(ctx: &Ctx, out: Output, args: &Import) -> Result<Exit, Refusal> {
    let options = Options {
        dry_run: args.dry_run,
        replace: args.replace,
        numbering: args.numbering.map(|it| match it {
            Numbering::ZeroToFour => schema::klassa::Numbering::ZeroToFour,
            Numbering::OneToFour => schema::klassa::Numbering::OneToFour,
        }),
        mapping: args.mapping.clone(),
    };
    let progress = output::progress(word(out.lang, "import-progress"));
    let imported = import::import(ctx, &args.paths, &options).await;
    progress.finish_and_clear();
    let imported = match imported {
        Err(refusal) if asks_for_numbering(&refusal) && output::can_ask() => {
            for line in refusal.lines(out.lang) {
                output::note(&line);
            }
            let answer = output::ask(&word(out.lang, "import-which-numbering"));
            match answer.parse() {
                Ok(numbering) => {
                    let options = Options { numbering: Some(numbering), ..options };
                    import::import(ctx, &args.paths, &options).await?
                }
                Err(_neither) => return Err(refusal),
            }
        }
        other => other?,
    };
    let titles = ["col-change", "col-list", "col-codes"].map(|it| word(out.lang, it));
    let mut table = Table::new(titles.iter().map(String::as_str));
    for (key, part) in changes(&imported) {
        if part.organisation.is_some() {
            table.push([word(out.lang, key), word(out.lang, "list-organisation"), String::new()]);
        }
        for (list, codes) in import::by_list(part) {
            table.push([word(out.lang, key), list_name(out.lang, list), shorten(out.lang, &codes)]);
        }
    }
    if out.format != super::args::Format::Table || !table.rows.is_empty() {
        out.rows(&table, || document(&imported));
    }
    out.say(&summary(out.lang, &imported));
    for name in &imported.left_out {
        out.say(&say(out.lang, "import-not-imported", &Args::new().with("name", name)));
    }
    Ok(Exit::Clean)
}

/// Whether the one thing that is missing is what the numbers of a sheet mean.
fn asks_for_numbering(refusal: &Refusal) -> bool {
    matches!(refusal, Refusal::Invalid(faults) if faults.iter().any(|it| it.key() == "klassa-numbering-needed"))
}

fn changes(imported: &Imported) -> [(&'static str, &Inventory); 3] {
    let plan = &imported.plan;
    [("import-added", &plan.added), ("import-changed", &plan.changed), ("import-removed", &plan.removed)]
}

fn summary(lang: Lang, imported: &Imported) -> String {
    let [added, changed, removed] = changes(imported).map(|it| import::count(it.1));
    let args = Args::new()
        .with("added", added)
        .with("changed", changed)
        .with("removed", removed)
        .with("people", imported.people_read.unwrap_or(0));
    let key = match (imported.dry_run, imported.plan.is_empty()) {
        (true, _) => "import-would",
        (false, true) => "import-nothing",
        (false, false) => "import-did",
    };
    let mut out = say(lang, key, &args);
    if imported.people_read.is_some() {
        out.push(' ');
        out.push_str(&say(lang, "import-staff", &args));
    }
    out
}

fn list_name(lang: Lang, list: List) -> String {
    let list: &'static str = list.into();
    word(lang, &format!("list-{list}"))
}

/// The first codes, and how many more.
fn shorten(lang: Lang, codes: &[String]) -> String {
    const SHOWN: usize = 6;
    let mut out = codes.iter().take(SHOWN).map(|it| text::visible(it)).collect::<Vec<_>>().join(", ");
    if codes.len() > SHOWN {
        out.push_str(", ");
        out.push_str(&say(lang, "and-more", &Args::new().with("count", codes.len() - SHOWN)));
    }
    out
}

fn document(imported: &Imported) -> Value {
    let part = |part: &Inventory| -> Value {
        let mut map: serde_json::Map<String, Value> = import::by_list(part)
            .into_iter()
            .map(|(list, codes)| (<&'static str>::from(list).to_owned(), json!(codes)))
            .collect();
        if let Some(organisation) = &part.organisation {
            map.insert("organisation".to_owned(), json!(organisation.name));
        }
        Value::Object(map)
    };
    json!({
        "dry_run": imported.dry_run,
        "added": part(&imported.plan.added),
        "changed": part(&imported.plan.changed),
        "removed": part(&imported.plan.removed),
        "people_read": imported.people_read,
        "not_imported": imported.left_out,
    })
}

pub(super) async fn export(ctx: &Ctx, out: Output, args: &Export) -> Result<Exit, Refusal> {
    let files = export::export(ctx, &args.path).await?;
    let mut table = Table::new([word(out.lang, "col-file").as_str()]);
    for name in &files {
        table.push([args.path.join(name).display().to_string()]);
    }
    out.rows(&table, || json!({ "folder": args.path.display().to_string(), "files": files }));
    out.say(&word(out.lang, "export-secrecy"));
    Ok(Exit::Clean)
}
