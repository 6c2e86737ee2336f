//! `skydd requirements`: what is required of what, how strictly, and why.

use domain::{
    catalogue::ParamValue,
    message::{Args, Lang},
    requirement::{Requirement, Strength},
};
use report::table::Table;
use serde_json::{Value, json};
use text::{say, word};

use super::{
    args::Derive,
    exit::Exit,
    output::{self, Output},
};
use crate::service::{
    Ctx, Refusal, Situation, situation,
    words::{label, reason, value, worded},
};

pub(super) async fn run(ctx: &Ctx, out: Output, args: &Derive) -> Result<Exit, Refusal> {
    let situation = situation::load(ctx, args.as_of.when()).await?;
    output::basis(out.lang, &situation);
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

/// The facts that make it apply, in words.
fn because(lang: Lang, requirement: &Requirement, situation: &Situation) -> String {
    requirement.because.iter().map(|it| reason(lang, it, situation)).collect::<Vec<_>>().join(", ")
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
