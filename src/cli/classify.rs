//! `skydd classify`: a proposal or a decision, with what it brings.

use domain::{
    classification::{Classification, State},
    message::{Args, Lang},
    model::Dimension,
    requirement::{Preview, Requirement, Respect},
};
use report::table::Table;
use serde_json::{Value, json};
use text::{number, say, word};

use super::{args::Classify, exit::Exit, need::code_value, output::Output};
use crate::service::{
    Ctx, Refusal, Situation,
    classify::{self, Ask, Classified},
    words::{label, value},
};

pub(super) async fn run(ctx: &Ctx, out: Output, args: &Classify) -> Result<Exit, Refusal> {
    let ask = Ask {
        asset: args.asset.clone(),
        levels: args.levels.clone(),
        because: args.because.clone(),
        decided_by: args.decided_by.clone(),
        from: args.from,
        review: args.review,
        special: args.owner.clone().zip(args.date).filter(|_| args.special),
        dry_run: args.dry_run,
        base: None,
    };
    let classified = classify::classify(ctx, &ask).await?;
    let lang = out.lang;
    let titles = ["col-change", "col-control", "col-on", "col-strength"].map(|it| word(lang, it));
    let mut table = Table::new(titles.iter().map(String::as_str));
    for [change, control, on, strength] in rows(lang, &classified) {
        table.push([change, control, on, strength]);
    }
    if out.format != super::args::Format::Table || !table.rows.is_empty() {
        out.rows(&table, || document(lang, &ask, &classified));
    }
    for line in summary(lang, &ask, &classified) {
        out.say(&line);
    }
    Ok(Exit::Clean)
}

fn rows(lang: Lang, classified: &Classified) -> Vec<[String; 4]> {
    let (preview, situation) = (&classified.preview, &classified.before);
    let whole = |key: &str, it: &Requirement| {
        [
            word(lang, key),
            control(lang, situation, &it.control),
            situation.object_name(lang, &it.object),
            String::new(),
        ]
    };
    let part = |key: &str, it: &domain::requirement::Change| {
        [
            word(lang, key),
            control(lang, situation, &it.control),
            situation.object_name(lang, &it.object),
            respect(lang, situation, it),
        ]
    };
    let mut out: Vec<_> = preview.added.iter().map(|it| whole("classify-added", it)).collect();
    out.extend(preview.removed.iter().map(|it| whole("classify-removed", it)));
    out.extend(preview.tightened.iter().map(|it| part("classify-tightened", it)));
    out.extend(preview.loosened.iter().map(|it| part("classify-loosened", it)));
    out
}

fn control(lang: Lang, situation: &Situation, code: &str) -> String {
    let title = situation.catalogue.control(code).map(|it| it.title.get(lang)).unwrap_or_default();
    format!("{code} {title}")
}

fn respect(lang: Lang, situation: &Situation, change: &domain::requirement::Change) -> String {
    match &change.change {
        Respect::Strength(before, after) => {
            let label = label(lang, situation, &change.control, before);
            format!("{label}: {} → {}", value(lang, before), value(lang, after))
        }
        Respect::Interval(before, after) => {
            say(lang, "classify-interval", &Args::new().with("before", *before).with("after", *after))
        }
    }
}

fn summary(lang: Lang, ask: &Ask, classified: &Classified) -> Vec<String> {
    let preview = &classified.preview;
    let minutes = preview.minutes_per_year;
    let args = Args::new()
        .with("asset", ask.asset.clone())
        .with("added", preview.added.len())
        .with("removed", preview.removed.len())
        .with("tightened", preview.tightened.len())
        .with("loosened", preview.loosened.len())
        .with("minutes", format!("{}{}", if minutes > 0 { "+" } else { "" }, number(lang, minutes)));
    let mut out = vec![say(lang, "classify-sum", &args)];
    for (impact, count) in &preview.usability {
        let impact: &'static str = (*impact).into();
        if impact != "none" {
            let args =
                Args::new().with("count", *count).with("impact", word(lang, &format!("usability-{impact}")));
            out.push(say(lang, "classify-usability", &args));
        }
    }
    out.push(say(lang, saved(&classified.version, ask.dry_run), &args));
    let levels = levels(lang, classified);
    if !levels.is_empty() {
        out.push(levels);
    }
    out
}

/// The levels of the version in words: also those that stay as they were.
fn levels(lang: Lang, classified: &Classified) -> String {
    let level = |dimension: &Dimension| {
        let level = dimension.level(classified.version.levels.get(&dimension.code)?)?;
        Some(format!("{}: {}", dimension.name.get(lang), dimension.label(level).get(lang)))
    };
    classified.before.model.dimensions.iter().filter_map(level).collect::<Vec<_>>().join(", ")
}

fn saved(version: &Classification, dry_run: bool) -> &'static str {
    match (dry_run, &version.special, version.state) {
        (true, _, _) => "classify-not-saved",
        (false, Some(_), _) => "classify-special-saved",
        (false, None, State::Approved) => "classify-saved",
        (false, None, _) => "classify-proposed",
    }
}

fn document(lang: Lang, ask: &Ask, classified: &Classified) -> Value {
    let (version, situation) = (&classified.version, &classified.before);
    let levels: serde_json::Map<String, Value> =
        version.levels.iter().map(|(dimension, level)| (dimension.clone(), code_value(level))).collect();
    let whole = |it: &Requirement| {
        let scope: &'static str = it.object.scope.into();
        json!({ "control": it.control, "scope": scope, "on": it.object.code })
    };
    let part = |it: &domain::requirement::Change| {
        let scope: &'static str = it.object.scope.into();
        json!({ "control": it.control, "scope": scope, "on": it.object.code, "change": respect(lang, situation, it) })
    };
    let preview: &Preview = &classified.preview;
    let state: &'static str = version.state.into();
    let usability: serde_json::Map<String, Value> = preview
        .usability
        .iter()
        .map(|(impact, count)| (<&'static str>::from(*impact).to_owned(), json!(count)))
        .collect();
    json!({
        "asset": ask.asset,
        "saved": !classified.dry_run,
        "state": state,
        "special": version.special.is_some(),
        "levels": levels,
        "from": version.from,
        "review": version.review,
        "added": preview.added.iter().map(whole).collect::<Vec<_>>(),
        "removed": preview.removed.iter().map(whole).collect::<Vec<_>>(),
        "tightened": preview.tightened.iter().map(part).collect::<Vec<_>>(),
        "loosened": preview.loosened.iter().map(part).collect::<Vec<_>>(),
        "minutes_per_year": preview.minutes_per_year,
        "usability": usability,
    })
}
