//! Start: what needs somebody now comes first, then how things stand.

use std::collections::{BTreeMap, BTreeSet};

use axum::response::Response;
use domain::{
    message::{Args, Lang},
    permission::{Action, Role, allows},
    register,
    severity::{Kind, Severity},
};
use report::model::{Figure, PostureRow};
use serde::Serialize;
use text::{long_date, say, word};

use super::{
    layout::{Page, Place, page},
    parts::Mark,
};
use crate::{
    edge::{failure::Failure, href::href, visit::Visit},
    service::{
        management,
        view::{self, View},
    },
};

/// Rows of the queue: what one can take in; the rest is counted below.
const QUEUE: usize = 8;
/// Rows of the vacancies.
const VACANCIES: usize = 6;

#[derive(Serialize)]
struct Start {
    day: String,
    count: String,
    queue: Vec<Item>,
    more: String,
    vacancies: Vec<Vacancy>,
    vacancies_more: String,
    figures: Vec<Figure>,
    posture: Vec<PostureRow>,
    posture_note: String,
}

#[derive(Serialize)]
struct Item {
    #[serde(skip)]
    rank: (Severity, usize),
    mark: Mark,
    what: String,
    detail: String,
    due: String,
    href: String,
    verb: String,
}

#[derive(Serialize)]
struct Vacancy {
    mark: Mark,
    href: String,
    text: String,
    sub: String,
}

pub(super) async fn show(visit: Visit) -> Result<Response, Failure> {
    let view = view::now(&visit.ctx).await?;
    let lang = visit.ctx.lang;
    let report = management::report(&view.situation, &view.judged, None);
    let (queue, waiting) = queue(lang, &view, visit.ctx.actor.role);
    let (vacancies, empty) = vacancies(lang, &view);
    let more = |key: &'static str, left: usize| {
        if left == 0 { String::new() } else { say(lang, key, &Args::new().with("count", left)) }
    };
    let body = Start {
        day: long_date(lang, view.situation.as_of.day),
        count: say(lang, "start-count", &Args::new().with("count", waiting)),
        more: more("and-more", waiting.saturating_sub(queue.len())),
        vacancies_more: more("and-more", empty.saturating_sub(vacancies.len())),
        queue,
        vacancies,
        figures: report.figures,
        posture: report.posture,
        posture_note: report.posture_note,
    };
    page(&visit, &Page::new("start", "nav-start").at(Place::Start), &body)
}

/// What waits, worst first: access findings of one kind in one system are one thing to do.
fn queue(lang: Lang, view: &View, role: Role) -> (Vec<Item>, usize) {
    let mut all = if allows(role, Action::AccessCheck) { access(lang, view) } else { vec![] };
    let vacant = [register::Kind::RoleVacancy, register::Kind::DepartedHolder];
    all.extend(
        view.judged.findings.iter().filter(|it| !vacant.contains(&it.kind)).map(|it| of_register(lang, it)),
    );
    all.sort_by(|a, b| b.rank.cmp(&a.rank).then_with(|| text::compare(lang, &a.what, &b.what)));
    let waiting = all.len();
    all.truncate(QUEUE);
    (all, waiting)
}

fn access(lang: Lang, view: &View) -> Vec<Item> {
    let Some(outcome) = &view.judged.access else { return vec![] };
    let mut groups: BTreeMap<(&str, Kind), (Severity, BTreeSet<&str>)> = BTreeMap::new();
    for it in &outcome.findings {
        let Some(system) = &it.system else { continue };
        let who = it.account.as_deref().or(it.person.as_deref()).unwrap_or_default();
        let group = groups.entry((system, it.kind)).or_insert((it.severity, BTreeSet::new()));
        group.0 = group.0.max(it.severity);
        group.1.insert(who);
    }
    let read_on = view.situation.kept.as_ref().map(|it| it.read_on.to_string()).unwrap_or_default();
    groups
        .into_iter()
        .map(|((system, kind), (severity, who))| {
            let kind: &'static str = kind.into();
            let args = Args::new()
                .with("count", who.len())
                .with("kind", word(lang, &format!("kind-{}", kind.replace('_', "-"))))
                .with("system", view.situation.system_name(lang, system));
            Item {
                rank: (severity, who.len()),
                mark: Mark::severity(lang, severity),
                what: say(lang, "start-access", &args),
                // Nobody is named here: whose account it is stands on a page that hides protected people.
                detail: String::new(),
                due: say(lang, "start-read-on", &Args::new().with("day", read_on.as_str())),
                href: href(&["behorighet", system]),
                verb: word(lang, "start-verb-look"),
            }
        })
        .collect()
}

fn of_register(lang: Lang, it: &register::Finding) -> Item {
    let target = match (&it.asset, &it.system) {
        (Some(asset), _) => href(&["tillgangar", asset]),
        (None, Some(system)) => href(&["system", system]),
        (None, None) => href(&["system"]),
    };
    let kind: &'static str = it.kind.into();
    Item {
        rank: (it.severity, 0),
        mark: Mark::severity(lang, it.severity),
        what: say(lang, it.message.key, &it.message.args),
        detail: text::fix(lang, &it.message),
        due: word(lang, &format!("kind-{}", kind.replace('_', "-"))),
        href: target,
        verb: word(lang, if it.asset.is_some() { "start-verb-classify" } else { "start-verb-mend" }),
    }
}

fn vacancies(lang: Lang, view: &View) -> (Vec<Vacancy>, usize) {
    let vacant = [register::Kind::RoleVacancy, register::Kind::DepartedHolder];
    let mut all: Vec<_> = view.judged.findings.iter().filter(|it| vacant.contains(&it.kind)).collect();
    all.sort_by_key(|it| std::cmp::Reverse(it.severity));
    let shown = all.iter().take(VACANCIES).filter_map(|it| {
        let system = it.system.as_deref()?;
        Some(Vacancy {
            mark: Mark::severity(lang, it.severity),
            href: href(&["system", system]),
            text: say(lang, it.message.key, &it.message.args),
            sub: text::fix(lang, &it.message),
        })
    });
    (shown.collect(), all.len())
}
