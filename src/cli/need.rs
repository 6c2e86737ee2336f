//! `skydd need`: protection needs, with what drives them and what is missing.

use domain::{
    message::Lang,
    model::{Dimension, LevelCode, Model},
    need::{Driver, Gap, Need, SystemNeed},
};
use report::table::Table;
use serde_json::{Map, Value, json};
use text::{say, word};

use super::{
    args::Derive,
    exit::Exit,
    output::{self, Output},
};
use crate::service::{Ctx, Refusal, Situation, situation};

pub(super) async fn run(ctx: &Ctx, out: Output, args: &Derive) -> Result<Exit, Refusal> {
    let situation = situation::load(ctx, args.as_of.when()).await?;
    output::basis(out.lang, &situation);
    let needs = situation.needs_of(args.system.as_deref())?;
    let (lang, model) = (out.lang, &situation.model);
    let titles: Vec<String> = [word(lang, "col-code"), word(lang, "col-system")]
        .into_iter()
        .chain(model.dimensions.iter().map(|it| it.name.get(lang).to_owned()))
        .chain([word(lang, "col-drivers")])
        .collect();
    let mut table = Table::new(titles.iter().map(String::as_str));
    for need in &needs {
        let levels =
            need.dimensions.iter().zip(&model.dimensions).map(|(it, dimension)| level(lang, it, dimension));
        let head = [need.system.clone(), situation.system_name(lang, &need.system)];
        table.push(head.into_iter().chain(levels).chain([drivers(lang, need, model)]));
    }
    out.rows(&table, || document(&situation, &needs));
    if args.system.is_some() && out.format == super::args::Format::Table {
        for need in &needs {
            explain(lang, need, model);
        }
    }
    Ok(Exit::Clean)
}

/// `minst 2 betydande`, `3 allvarlig (beräknat 2 betydande)`, `okänt`.
fn level(lang: Lang, need: &Need, dimension: &Dimension) -> String {
    let label = |level| dimension.label(level).get(lang).to_owned();
    let unknown = || if dimension.optional { "–".to_owned() } else { word(lang, "need-unknown") };
    let shown = need.effective.map_or_else(unknown, label);
    let args = domain::message::Args::new().with("level", shown.clone());
    let shown =
        if need.at_least() && need.effective.is_some() { say(lang, "need-at-least", &args) } else { shown };
    match (&need.by_override, need.computed.value) {
        (Some(_), Some(computed)) if need.effective != Some(computed) => say(
            lang,
            "need-beside-computed",
            &domain::message::Args::new().with("level", shown).with("computed", label(computed)),
        ),
        _ => shown,
    }
}

/// What drives the need, in short: each driver once, with the dimensions that it decides.
fn drivers(lang: Lang, need: &SystemNeed, model: &Model) -> String {
    const SHOWN: usize = 3;
    let mut all: Vec<(String, Vec<&str>)> = vec![];
    for (it, dimension) in need.dimensions.iter().zip(&model.dimensions) {
        for driver in &it.computed.drivers {
            let (Driver::Asset(code, _) | Driver::System(code, _)) = driver;
            match all.iter_mut().find(|seen| seen.0 == *code) {
                Some(seen) => seen.1.push(&dimension.code),
                None => all.push((code.clone(), vec![&dimension.code])),
            }
        }
    }
    all.sort_by_key(|it| std::cmp::Reverse(it.1.len()));
    let mut shown: Vec<String> =
        all.iter().take(SHOWN).map(|(code, of)| format!("{code} {}", dimensions(of))).collect();
    if all.len() > SHOWN {
        let more = domain::message::Args::new().with("count", all.len() - SHOWN);
        shown.push(say(lang, "and-more", &more));
    }
    shown.join(", ")
}

/// Dimensions of one letter stand together as people write them: KRT.
fn dimensions(codes: &[&str]) -> String {
    codes.join(if codes.iter().all(|it| it.chars().count() == 1) { "" } else { "+" })
}

/// Every driver and gap of one system, a line each.
fn explain(lang: Lang, need: &SystemNeed, model: &Model) {
    for (it, dimension) in need.dimensions.iter().zip(&model.dimensions) {
        let drivers = it.computed.drivers.iter().map(|driver| driver.message(dimension));
        let gaps = it.computed.gaps.iter().map(Gap::message);
        for line in drivers.chain(gaps) {
            output::line(&format!("  {}: {}", dimension.code, text::explain(lang, &line)));
        }
        if let Some(code) = &it.by_override {
            let args = domain::message::Args::new().with("code", code.clone());
            output::line(&format!("  {}: {}", dimension.code, say(lang, "need-by-override", &args)));
        }
    }
    if let Some(recovery) = &need.recovery {
        let args = domain::message::Args::new()
            .with("minutes", recovery.needed_minutes)
            .with("drivers", recovery.drivers.clone());
        output::line(&format!("  {}", say(lang, "need-recovery", &args)));
    }
}

fn document(situation: &Situation, needs: &[SystemNeed]) -> Value {
    let systems: Vec<Value> = needs.iter().map(|it| system(situation, it)).collect();
    json!({ "as_of": situation.as_of.instant, "model": situation.model.code, "systems": systems })
}

fn system(situation: &Situation, need: &SystemNeed) -> Value {
    let by_dimension: Map<String, Value> = need
        .dimensions
        .iter()
        .zip(&situation.model.dimensions)
        .filter(|(it, dimension)| {
            !(dimension.optional && it.computed.value.is_none() && it.effective.is_none())
        })
        .map(|(it, dimension)| (dimension.code.clone(), dimension_document(situation.lang, it, dimension)))
        .collect();
    let mut out = json!({
        "code": need.system,
        "name": situation.system_name(situation.lang, &need.system),
        "lifecycle": situation.lifecycle(&need.system),
        "need": by_dimension,
    });
    if let (Some(recovery), Some(map)) = (&need.recovery, out.as_object_mut()) {
        map.insert(
            "recovery".to_owned(),
            json!({ "own_minutes": recovery.own_minutes, "needed_minutes": recovery.needed_minutes, "drivers": recovery.drivers }),
        );
    }
    out
}

fn dimension_document(lang: Lang, need: &Need, dimension: &Dimension) -> Value {
    let code = |level| dimension.describe(level).map(|it| code_value(&it.code));
    let words = |level| dimension.describe(level).map(|it| it.word.get(lang).to_owned());
    let drivers: Vec<Value> = need
        .computed
        .drivers
        .iter()
        .map(|it| match it {
            Driver::Asset(asset, level) => json!({ "asset": asset, "level": code(*level) }),
            Driver::System(system, level) => json!({ "system": system, "level": code(*level) }),
        })
        .collect();
    let gaps: Vec<Value> = need
        .computed
        .gaps
        .iter()
        .map(|it| match it {
            Gap::Unclassified(asset) => json!({ "kind": "unclassified", "asset": asset }),
            Gap::Special(asset) => json!({ "kind": "special", "asset": asset }),
            Gap::NoAssets => json!({ "kind": "no_assets" }),
            Gap::System(system) => json!({ "kind": "system", "system": system }),
        })
        .collect();
    let mut out = json!({
        "level": need.effective.and_then(code),
        "word": need.effective.and_then(words),
        "at_least": need.at_least(),
        "computed": need.computed.value.and_then(code),
        "drivers": drivers,
        "gaps": gaps,
    });
    if let (Some(by), Some(map)) = (&need.by_override, out.as_object_mut()) {
        map.insert("override".to_owned(), json!(by));
    }
    out
}

/// A level as documents write it.
pub(super) fn code_value(code: &LevelCode) -> Value {
    match code {
        LevelCode::Number(number) => json!(number),
        LevelCode::Word(word) => json!(word),
    }
}
