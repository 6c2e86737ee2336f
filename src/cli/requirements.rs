//! `skydd requirements`: what is required of what, how strictly, and why.

use domain::{
    catalogue::{
        ParamValue,
        wording::{Mood, Part, wording},
    },
    message::{Args, Lang},
    requirement::{Because, Requirement, Strength},
};
use report::table::Table;
use serde_json::{Value, json};
use text::{decimal, say, word};

use super::{args::Derive, exit::Exit, output::Output};
use crate::service::{Ctx, Refusal, Situation, situation};

pub(super) async fn run(ctx: &Ctx, out: Output, args: &Derive) -> Result<Exit, Refusal> {
    let situation = situation::load(ctx, args.as_of.when()).await?;
    let requirements = situation.requirements_of(args.system.as_deref())?;
    let lang = out.lang;
    let titles =
        ["col-control", "col-requirement", "col-on", "col-strength", "col-why"].map(|it| word(lang, it));
    let mut table = Table::new(titles.iter().map(String::as_str));
    for it in &requirements {
        let title = situation
            .catalogue
            .control(&it.control)
            .map(|it| it.title.get(lang).to_owned())
            .unwrap_or_default();
        let on = situation.object_name(lang, &it.object);
        table.push([
            it.control.clone(),
            title,
            on,
            strength(lang, &situation, it),
            because(lang, it, &situation),
        ]);
    }
    out.rows(&table, || document(lang, &situation, &requirements));
    let planned = requirements.iter().filter(|it| it.planned).count();
    out.say(&say(
        lang,
        "requirements-count",
        &Args::new().with("count", requirements.len()).with("planned", planned),
    ));
    Ok(Exit::Clean)
}

fn strength(lang: Lang, situation: &Situation, requirement: &Requirement) -> String {
    let one =
        |it: &Strength| format!("{}: {}", label(lang, situation, &requirement.control, it), value(lang, it));
    requirement.strength.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// Name of a parameter in the reader's language.
pub(super) fn label(lang: Lang, situation: &Situation, control: &str, strength: &Strength) -> String {
    let params = situation.catalogue.control(control).map(|it| it.params.as_slice()).unwrap_or_default();
    let found = params.iter().find(|it| it.key == strength.key);
    found.map_or_else(|| strength.key.clone(), |it| it.label.get(lang).to_owned())
}

/// Value of a parameter in the reader's language.
pub(super) fn value(lang: Lang, strength: &Strength) -> String {
    match &strength.value {
        ParamValue::Number(number) => decimal(lang, *number),
        ParamValue::Word(word) => word.get(lang).to_owned(),
    }
}

/// The facts that make it apply, in words.
fn because(lang: Lang, requirement: &Requirement, situation: &Situation) -> String {
    requirement.because.iter().map(|it| reason(lang, it, situation)).collect::<Vec<_>>().join(", ")
}

pub(super) fn reason(lang: Lang, because: &Because, situation: &Situation) -> String {
    match because {
        Because::Always => word(lang, "because-always"),
        Because::Unmapped(aspect) => {
            let aspect: &'static str = (*aspect).into();
            say(
                lang,
                "because-unmapped",
                &Args::new().with("aspect", word(lang, &format!("aspect-{aspect}"))),
            )
        }
        Because::Flag(flag) => {
            situation.catalogue.flags.get(flag).map_or_else(|| flag.clone(), |it| it.get(lang).to_owned())
        }
        Because::Level { dimension, level, assumed } => {
            let model = &situation.model;
            let found = model.index(dimension).and_then(|it| model.dimensions.get(it));
            let label = found.map(|it| it.label(*level).get(lang).to_owned()).unwrap_or_default();
            let key = if *assumed { "because-level-assumed" } else { "because-level" };
            say(lang, key, &Args::new().with("dimension", dimension.clone()).with("level", label))
        }
    }
}

/// The wording of a requirement with its strength filled in.
pub(super) fn worded(lang: Lang, requirement: &Requirement, situation: &Situation) -> String {
    let control = situation.catalogue.control(&requirement.control);
    let parts = control.and_then(|it| wording(it, &requirement.strength, lang, Mood::Is)).unwrap_or_default();
    parts
        .into_iter()
        .map(|it| match it {
            Part::Text(text) => text.to_owned(),
            Part::Number(number) => decimal(lang, number),
        })
        .collect()
}

fn document(lang: Lang, situation: &Situation, requirements: &[Requirement]) -> Value {
    let row = |it: &Requirement| {
        let strength: Vec<Value> = it
            .strength
            .iter()
            .map(|it| {
                let value = match &it.value {
                    ParamValue::Number(number) => json!(number),
                    ParamValue::Word(word) => json!(word.get(lang)),
                };
                json!({ "key": it.key, "level": it.level, "value": value })
            })
            .collect();
        let because: Vec<String> = it.because.iter().map(|it| reason(lang, it, situation)).collect();
        let scope: &'static str = it.object.scope.into();
        json!({
            "control": it.control,
            "scope": scope,
            "on": it.object.code,
            "wording": worded(lang, it, situation),
            "level": it.level,
            "reverify_days": it.reverify_days,
            "strength": strength,
            "because": because,
            "assumed": it.assumed,
            "planned": it.planned,
        })
    };
    json!({ "as_of": situation.as_of.instant, "requirements": requirements.iter().map(row).collect::<Vec<_>>() })
}
