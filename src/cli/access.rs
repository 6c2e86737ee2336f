//! `skydd access check`: who reaches what outside the rule, and who should and cannot, each with its path.

use domain::{
    access::snapshot::{Completeness, EdgeKind},
    inventory::Ground,
    message::{Args, Lang},
    severity::Severity,
};
use report::table::Table;
use serde_json::{Value, json};
use text::{number, say, word};

use super::{
    args::{AccessCheck, Format},
    exit::Exit,
    output::{self, Output},
};
use crate::service::{
    Ctx, Refusal,
    check_access::{self, Asked, Checked, Given, Shown, Sources},
};

pub(super) async fn check(ctx: &Ctx, out: Output, args: &AccessCheck) -> Result<Exit, Refusal> {
    let asked = match &args.ldif {
        Some(ldif) => Asked::File(Given {
            ldif: ldif.clone(),
            hr: args.hr.clone(),
            entries: args.entries,
            stated_by: args.stated_by.clone(),
            accept_drop: args.accept_drop,
        }),
        None => Asked::Live(Sources {
            names: args.source.clone(),
            hr: args.hr.clone(),
            accept_drop: args.accept_drop,
        }),
    };
    let progress = output::progress(word(out.lang, "access-progress"));
    let checked = check_access::check(ctx, &asked, &args.system, args.as_of.when()).await;
    progress.finish_and_clear();
    let checked = checked?;
    output::corrected(out.lang, checked.corrected);
    show(out, &checked);
    let found =
        Exit::of(checked.findings.iter().map(|it| it.severity), args.fail_on.or(ctx.settings.fail_on));
    Ok(if checked.run.completeness == Completeness::Incomplete { Exit::Failed } else { found })
}

/// Everything that was found, as the reader asked for it.
pub(super) fn show(out: Output, checked: &Checked) {
    let lang = out.lang;
    let incomplete = checked.run.completeness == Completeness::Incomplete;
    if incomplete {
        for line in reasons(lang, checked) {
            if out.format == Format::Table { out.say(&line) } else { output::note(&line) }
        }
    }
    let titles = ["col-severity", "col-kind", "col-system", "col-right", "col-account", "col-path"];
    let titles = titles.map(|it| word(lang, it));
    let mut table = Table::new(titles.iter().map(String::as_str));
    let mut all: Vec<&Shown> = checked.findings.iter().collect();
    all.sort_by_key(|it| std::cmp::Reverse(it.severity));
    for it in all {
        table.push([
            severity(lang, it.severity),
            kind(lang, it),
            it.system.clone().unwrap_or_else(|| "–".to_owned()),
            it.right.clone().or_else(|| it.rule.clone()).unwrap_or_default(),
            who(lang, it),
            path(lang, it),
        ]);
    }
    if out.format != Format::Table || !table.rows.is_empty() {
        out.rows(&table, || document(checked));
    }
    for line in rules(lang, checked).into_iter().chain(notes(lang, checked)) {
        out.say(&line);
    }
}

/// The rules by which the systems that were asked for are judged, as sentences, each with its ground.
fn rules(lang: Lang, checked: &Checked) -> Vec<String> {
    let mut out = vec![];
    for system in checked.systems.iter().filter(|it| checked.rules.iter().any(|rule| rule.system == it.code))
    {
        let args = Args::new()
            .with("system", &system.code)
            .with("authorised", number(lang, i64::try_from(system.authorised).unwrap_or(i64::MAX)))
            .with("members", number(lang, i64::try_from(system.members).unwrap_or(i64::MAX)))
            .with("reach", number(lang, i64::try_from(system.reach).unwrap_or(i64::MAX)));
        out.push(say(lang, "access-system-sum", &args));
        for rule in checked.rules.iter().filter(|it| it.system == system.code) {
            let args = Args::new()
                .with("rule", &rule.code)
                .with("rights", rule.rights.clone())
                .with("sentence", text::rule::sentence(lang, rule))
                .with("ground", ground(lang, rule.ground.as_ref()));
            out.push(say(lang, "access-rule-line", &args));
        }
    }
    out
}

/// That the read was not complete, why, and what holds meanwhile: the first thing that is said.
fn reasons(lang: Lang, checked: &Checked) -> Vec<String> {
    let mut out = vec![word(lang, "access-incomplete")];
    out.extend(checked.run.gaps.iter().map(|it| text::explain(lang, it)));
    if let Some(at) = checked.run.last_complete {
        let age = (checked.run.read_at - at).num_days();
        let args = Args::new().with("day", at.date_naive()).with("days", age);
        out.push(say(lang, "access-last-complete", &args));
    }
    out
}

fn ground(lang: Lang, ground: Option<&Ground>) -> String {
    let Some(ground) = ground else { return word(lang, "access-ground-none") };
    let args = Args::new().with("analysis", &ground.analysis).with("decided", ground.decided);
    let args = ground.review.iter().fold(args, |args, it| args.with("review", *it));
    say(lang, if ground.review.is_some() { "access-ground-until" } else { "access-ground" }, &args)
}

fn notes(lang: Lang, checked: &Checked) -> Vec<String> {
    let completeness: &'static str = checked.run.completeness.into();
    let args = Args::new()
        .with("findings", checked.findings.len())
        .with("systems", checked.systems.len())
        .with("entries", checked.run.entries)
        .with("people", checked.run.people)
        .with("completeness", word(lang, &format!("completeness-{completeness}")))
        .with("closed", checked.run.closed)
        .with("not_seen", checked.run.not_seen);
    let mut out = vec![say(lang, "access-sum", &args)];
    if checked.run.completeness != Completeness::Incomplete {
        out.extend(checked.run.gaps.iter().map(|it| text::explain(lang, it)));
    }
    out.extend(checked.gaps.iter().map(|it| text::explain(lang, &it.1)));
    if checked.run.closed > 0 {
        out.push(say(lang, "access-closed", &args));
    }
    if checked.run.not_seen > 0 {
        out.push(say(lang, "access-not-seen", &args));
    }
    out
}

pub(super) fn severity(lang: Lang, severity: Severity) -> String {
    let severity: &'static str = severity.into();
    word(lang, &format!("severity-{severity}"))
}

pub(super) fn kind(lang: Lang, it: &Shown) -> String {
    let kind: &'static str = it.kind.into();
    let kind = word(lang, &format!("kind-{}", kind.replace('_', "-")));
    match &it.detail_words {
        Some(detail) => format!("{kind} ({})", text::explain(lang, detail).trim_end_matches('.')),
        None => kind,
    }
}

fn who(lang: Lang, it: &Shown) -> String {
    if it.protected {
        return word(lang, "person-protected");
    }
    text::visible(it.account.as_deref().or(it.person.as_deref()).unwrap_or("–"))
}

/// The path as people read it: the granting group first, `→` to each member.
pub(super) fn path(lang: Lang, it: &Shown) -> String {
    if it.protected {
        return word(lang, "path-protected");
    }
    let one = |steps: &[(String, Option<EdgeKind>)]| {
        steps.iter().map(|step| first_name(&step.0)).collect::<Vec<_>>().join(" → ")
    };
    if it.left_path.is_empty() {
        one(&it.path)
    } else {
        format!("{} / {}", one(&it.left_path), one(&it.right_path))
    }
}

/// The first part of a DN, which is how people know a group or an account.
fn first_name(dn: &str) -> String {
    let first = directory::dn::parse(dn).ok().and_then(|it| it.first()?.first().map(|ava| ava.value.clone()));
    text::visible(&first.unwrap_or_else(|| dn.to_owned()))
}

fn document(checked: &Checked) -> Value {
    let steps = |path: &[(String, Option<EdgeKind>)]| -> Vec<Value> {
        path.iter().map(|(dn, edge)| json!({ "dn": dn, "edge": edge })).collect()
    };
    let findings: Vec<Value> = checked
        .findings
        .iter()
        .map(|it| {
            let mut row = json!({
                "kind": it.kind, "severity": it.severity, "system": it.system, "rule": it.rule, "right": it.right,
                "account": it.account, "person": it.person, "path": steps(&it.path), "detail": it.detail,
            });
            if let Some(map) = row.as_object_mut() {
                if !it.left_path.is_empty() {
                    map.insert("left_path".to_owned(), json!(steps(&it.left_path)));
                    map.insert("right_path".to_owned(), json!(steps(&it.right_path)));
                }
                if it.protected {
                    map.insert("protected".to_owned(), json!(true));
                }
                if let Some(first_seen) = it.first_seen {
                    map.insert("first_seen".to_owned(), json!(first_seen));
                }
            }
            row
        })
        .collect();
    let systems: Vec<Value> = checked
        .systems
        .iter()
        .map(|it| json!({ "code": it.code, "authorised": it.authorised, "members": it.members, "reach": it.reach }))
        .collect();
    let run = &checked.run;
    json!({
        "run": {
            "completeness": run.completeness, "as_of": run.as_of, "read_at": run.read_at,
            "source": run.sources.join(", "), "reason": run.gaps.first().map(|it| text::explain(Lang::En, it)),
            "last_complete": run.last_complete, "closed": run.closed,
            "file": run.file, "stated_by": run.stated_by, "entries": run.entries, "people": run.people,
            "content_hash": run.content_hash, "not_seen": run.not_seen,
            "gaps": run.gaps.iter().map(|it| it.key).collect::<Vec<_>>(),
        },
        "systems": systems,
        "findings": findings,
    })
}

/// Counts of findings by kind, worst first, for the screen of the demo.
pub(super) fn by_kind(lang: Lang, checked: &Checked) -> Table {
    let mut counts: std::collections::BTreeMap<(std::cmp::Reverse<Severity>, &'static str), usize> =
        Default::default();
    for it in &checked.findings {
        *counts.entry((std::cmp::Reverse(it.severity), it.kind.into())).or_default() += 1;
    }
    let titles =
        [word(lang, "col-severity"), word(lang, "col-kind"), format!("#{}", word(lang, "col-count"))];
    let mut table = Table::new(titles.iter().map(String::as_str));
    for ((level, kind), count) in counts {
        let words = word(lang, &format!("kind-{}", kind.replace('_', "-")));
        table.push([severity(lang, level.0), words, number(lang, i64::try_from(count).unwrap_or(i64::MAX))]);
    }
    table
}
