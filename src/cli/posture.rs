//! `skydd posture`: two figures, never netted, and what the register shows to be wrong.

use domain::{
    message::{Args, Lang},
    posture::{Figure, Share},
    register::Finding,
};
use report::table::Table;
use serde_json::{Value, json};
use text::{number, percent, say, word};

use super::{
    args::AsOf,
    exit::Exit,
    output::{self, Output},
};
use crate::service::{Ctx, Judged, Refusal, Situation, situation};

pub(super) async fn run(ctx: &Ctx, out: Output, args: &AsOf) -> Result<Exit, Refusal> {
    let situation = situation::load(ctx, args.when()).await?;
    output::basis(out.lang, &situation);
    let judged = situation.judge()?;
    let lang = out.lang;
    let titles = [
        "col-what",
        "col-requirements",
        "col-verified",
        "col-met",
        "col-gap",
        "col-partly",
        "col-not-verified",
    ];
    let titles: Vec<String> = titles
        .iter()
        .enumerate()
        .map(|(i, it)| format!("{}{}", if i > 0 { "#" } else { "" }, word(lang, it)))
        .collect();
    let mut table = Table::new(titles.iter().map(String::as_str));
    let posture = &judged.posture;
    table.push(row(lang, word(lang, "report-whole"), posture.organisation));
    table.push(row(lang, format!("  {}", word(lang, "report-common")), posture.organisation_own));
    for (depth, code) in units(&situation) {
        let Some(unit) = posture.units.get(&code).filter(|it| it.subtree.total() > 0) else { continue };
        let name = format!("{}{}", "  ".repeat(depth + 1), situation.unit_name(lang, &code));
        table.push(row(lang, name, unit.subtree));
    }
    for (code, figure) in &posture.systems {
        table.push(row(lang, format!("{code} {}", situation.system_name(lang, code)), *figure));
    }
    for (code, figure) in &posture.planned_systems {
        let name =
            say(lang, "posture-planned-system", &Args::new().with("name", situation.system_name(lang, code)));
        table.push(row(lang, format!("{code} {name}"), *figure));
    }
    out.rows(&table, || document(lang, &situation, &judged));
    out.say(&note(lang, &judged));
    if out.format == super::args::Format::Table {
        findings(lang, &judged);
    }
    for it in &judged.unplaced {
        output::note(&text::explain(lang, &it.message));
    }
    Ok(Exit::of(judged.findings.iter().map(|it| it.severity), ctx.settings.fail_on))
}

fn row(lang: Lang, name: String, figure: Figure) -> [String; 7] {
    let digits = |value: usize| number(lang, i64::try_from(value).unwrap_or(i64::MAX));
    let share = |share: Share| percent(lang, share.part, share.whole);
    [
        name,
        digits(figure.total()),
        share(figure.verified()),
        share(figure.met_of_verified()),
        digits(figure.gap),
        digits(figure.partly),
        digits(figure.not_verified),
    ]
}

fn note(lang: Lang, judged: &Judged) -> String {
    let whole = judged.posture.organisation;
    let args = Args::new()
        .with("rest", whole.not_verified)
        .with("total", whole.total())
        .with("assumed", whole.assumed)
        .with("own", whole.own_statement)
        .with("planned", judged.posture.planned.total());
    say(lang, "report-posture-note", &args)
}

fn findings(lang: Lang, judged: &Judged) {
    if judged.findings.is_empty() {
        output::line(&word(lang, "posture-no-findings"));
        return;
    }
    output::line("");
    let titles = ["col-severity", "col-finding"].map(|it| word(lang, it));
    let mut table = Table::new(titles.iter().map(String::as_str));
    let mut all: Vec<&Finding> = judged.findings.iter().collect();
    all.sort_by_key(|it| std::cmp::Reverse(it.severity));
    for it in all {
        table.push([severity(lang, it), text::explain(lang, &it.message)]);
    }
    output::line(&table.text(Some(110)));
}

fn severity(lang: Lang, finding: &Finding) -> String {
    let severity: &'static str = finding.severity.into();
    word(lang, &format!("severity-{severity}"))
}

/// Units in the order of the tree, with their depth.
fn units(situation: &Situation) -> Vec<(usize, String)> {
    let units: Vec<_> = situation.inventory.units.iter().filter(|it| it.retired.is_none()).collect();
    let mut out = vec![];
    let mut open: Vec<(usize, &str)> = vec![];
    let below = |parent: Option<&str>, depth: usize| {
        let mut found: Vec<_> = units.iter().filter(|it| it.parent.as_deref() == parent).collect();
        found.sort_by(|a, b| text::compare(situation.lang, &a.name, &b.name));
        found.into_iter().rev().map(|it| (depth, it.code.as_str())).collect::<Vec<_>>()
    };
    open.extend(below(None, 0));
    while let Some((depth, code)) = open.pop() {
        out.push((depth, code.to_owned()));
        open.extend(below(Some(code), depth + 1));
    }
    out
}

fn document(lang: Lang, situation: &Situation, judged: &Judged) -> Value {
    let posture = &judged.posture;
    let systems = |all: &std::collections::BTreeMap<String, Figure>| -> Vec<Value> {
        all.iter()
            .map(|(code, it)| json!({ "code": code, "name": situation.system_name(lang, code), "figure": figure(*it) }))
            .collect()
    };
    let units: Vec<Value> = posture
        .units
        .iter()
        .map(|(code, it)| {
            json!({ "code": code, "name": situation.unit_name(lang, code), "own": figure(it.own), "subtree": figure(it.subtree) })
        })
        .collect();
    let findings: Vec<Value> = judged
        .findings
        .iter()
        .map(|it| {
            json!({
                "kind": it.kind, "severity": it.severity, "system": it.system, "asset": it.asset, "role": it.role,
                "person": it.person, "message": text::explain(lang, &it.message),
            })
        })
        .collect();
    json!({
        "as_of": situation.as_of.instant,
        "organisation": figure(posture.organisation),
        "common": figure(posture.organisation_own),
        "units": units,
        "systems": systems(&posture.systems),
        "planned": figure(posture.planned),
        "planned_systems": systems(&posture.planned_systems),
        "findings": findings,
    })
}

fn figure(it: Figure) -> Value {
    json!({
        "total": it.total(),
        "verified": it.verified().part,
        "met": it.met, "partly": it.partly, "gap": it.gap, "not_verified": it.not_verified,
        "exception": it.exception, "not_applicable": it.not_applicable,
        "assumed": it.assumed, "own_statement": it.own_statement, "stated": it.stated,
    })
}
