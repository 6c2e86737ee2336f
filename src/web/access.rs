//! Behörighetsavstämning: who may reach a system against who can, per system, each finding with its path.

use std::collections::{BTreeMap, BTreeSet};

use axum::{extract::Path, response::Response};
use domain::{
    access::snapshot::EdgeKind,
    inventory::{OwnAccounts, Right, Rule},
    message::{Args, Lang},
    need::SystemNeed,
    severity::Severity,
};
use serde::Serialize;

use super::{
    layout::{Page, Place, page},
    list::{Asked, Filter, Heading, Pager, plain},
    parts::{Link, Mark},
    words::{Lv, Words, capital, live},
};
use crate::{
    edge::{failure::Failure, fields::Fields, href::href, visit::Visit},
    service::{
        check_access::{self, Shown},
        management,
        view::View,
    },
};

#[derive(Serialize)]
struct List {
    lede: String,
    completeness: Vec<Source>,
    unread: bool,
    q: String,
    filters: Vec<Filter>,
    chips: Vec<Link>,
    headings: Vec<Heading>,
    rows: Vec<Row>,
    pager: Pager,
}

/// A row of the completeness line.
#[derive(Serialize)]
struct Source {
    name: String,
    mark: Mark,
    note: String,
}

#[derive(Serialize)]
struct Row {
    link: Link,
    krt: Vec<Lv>,
    judged: bool,
    authorised: String,
    reach: String,
    outside: String,
    hinder: String,
    late: bool,
    worst: Option<Mark>,
    worst_kind: String,
    #[serde(skip)]
    order: (Option<Severity>, usize),
}

/// What was found in one system, counted by people.
#[derive(Default)]
struct Count<'a> {
    outside: BTreeSet<&'a str>,
    hinder: BTreeSet<&'a str>,
    worst: Option<&'a Shown>,
}

impl<'a> Count<'a> {
    fn add(&mut self, it: &'a Shown) {
        let who = it.account.as_deref().or(it.person.as_deref()).unwrap_or_default();
        if management::is_outside(it.kind) {
            self.outside.insert(who);
        }
        if management::is_hinder(it.kind) {
            self.hinder.insert(who);
        }
        if self.worst.is_none_or(|worst| it.severity > worst.severity) {
            self.worst = Some(it);
        }
    }
}

pub(super) async fn list(visit: Visit, fields: Fields) -> Result<Response, Failure> {
    let seen = check_access::seen(&visit.ctx, None).await?;
    let words = Words { lang: visit.ctx.lang, situation: &seen.view.situation };
    let asked = Asked { path: "/behorighet", fields: &fields };
    let mut counts: BTreeMap<&str, Count<'_>> = BTreeMap::new();
    for it in &seen.findings {
        if let Some(system) = it.system.as_deref() {
            counts.entry(system).or_default().add(it);
        }
    }
    let needs: BTreeMap<&str, &SystemNeed> =
        words.situation.needs().iter().map(|it| (it.system.as_str(), it)).collect();
    let mut rows: Vec<Row> = live(words.situation)
        .filter(|it| needs.contains_key(it.code.as_str()))
        .filter(|it| {
            asked.matches(&[&it.code, &words.situation.system_name(words.lang, &it.code)])
                && asked.get("namnd").is_none_or(|board| words.board(&it.unit).as_deref() == Some(board))
                && match asked.get("visa") {
                    Some("utanfor") => counts.get(it.code.as_str()).is_some_and(|it| !it.outside.is_empty()),
                    Some("hinder") => counts.get(it.code.as_str()).is_some_and(|it| !it.hinder.is_empty()),
                    _ => true,
                }
        })
        .map(|it| {
            row(
                &words,
                &seen.view,
                &it.code,
                needs.get(it.code.as_str()).copied(),
                counts.get(it.code.as_str()),
            )
        })
        .collect();
    rows.sort_by(|a, b| {
        b.order.cmp(&a.order).then_with(|| text::compare(words.lang, &a.link.text, &b.link.text))
    });
    let filters = vec![
        asked.filter("namnd", words.word("list-board"), words.word("list-all"), words.boards()),
        asked.filter(
            "visa",
            words.word("access-show"),
            words.word("list-all"),
            vec![
                ("utanfor".to_owned(), words.word("access-only-outside")),
                ("hinder".to_owned(), words.word("access-only-hinder")),
            ],
        ),
    ];
    let (rows, pager) = asked.page(words.lang, rows);
    let column = |key: &str, class| plain(words.word(key), class);
    let headings = vec![
        column("col-system", ""),
        column("systems-need", ""),
        column("report-authorised", "num"),
        column("report-reach", "num"),
        column("report-outside", "num"),
        column("report-hinder", "num"),
        column("report-worst", ""),
    ];
    let body = List {
        lede: words.say("access-lede", &Args::new().with("count", seen.findings.len())),
        completeness: completeness(&words, None),
        unread: words.situation.kept.is_none(),
        q: asked.get("q").unwrap_or_default().to_owned(),
        chips: asked.chips(&filters),
        filters,
        headings,
        rows,
        pager,
    };
    let page_ = Page::new("access", "nav-access").at(Place::Access).regions(&[("lista", "access-list")]);
    page(&visit, &page_, &body)
}

fn row(
    words: &Words<'_>,
    view: &View,
    code: &str,
    need: Option<&SystemNeed>,
    count: Option<&Count<'_>>,
) -> Row {
    let counted = view.judged.access.as_ref().and_then(|it| it.systems.iter().find(|it| it.code == code));
    let digits = |it: Option<u64>| {
        it.map_or_else(|| "–".to_owned(), |it| words.count(usize::try_from(it).unwrap_or(usize::MAX)))
    };
    let of = |chosen: fn(&Count<'_>) -> usize| match (counted, count) {
        (None, _) => "–".to_owned(),
        (Some(_), count) => words.count(count.map_or(0, chosen)),
    };
    let worst = count.and_then(|it| it.worst);
    let mut link = words.system(code);
    link.href = href(&["behorighet", code]);
    Row {
        link,
        krt: need.map(|it| words.need(it)).unwrap_or_default(),
        judged: counted.is_some(),
        authorised: digits(counted.map(|it| it.authorised)),
        reach: digits(counted.map(|it| it.reach)),
        outside: of(|it| it.outside.len()),
        hinder: of(|it| it.hinder.len()),
        late: count.is_some_and(|it| !it.outside.is_empty()),
        worst: worst.map(|it| Mark::severity(words.lang, it.severity)),
        worst_kind: worst.map(|it| capital(&kind(words.lang, it))).unwrap_or_default(),
        order: (worst.map(|it| it.severity), count.map_or(0, |it| it.outside.len() + it.hinder.len())),
    }
}

/// What was read, and what was not: each by how sure it is.
fn completeness(words: &Words<'_>, own_accounts: Option<OwnAccounts>) -> Vec<Source> {
    let unknown =
        |key: &str| Mark { class: "st st-unk".to_owned(), icon: "s-unk".to_owned(), text: words.word(key) };
    let mut out = vec![];
    match &words.situation.kept {
        Some(kept) => {
            let args = Args::new()
                .with("entries", kept.snapshot.entries)
                .with("day", kept.read_on)
                .with("file", kept.file.clone().unwrap_or_default());
            let by = kept.stated_by.as_ref().map_or_else(String::new, |name| {
                format!(" {}", words.say("access-stated-by", &Args::new().with("name", name)))
            });
            out.push(Source {
                name: words.word("access-source-directory"),
                mark: words.completeness(kept.completeness),
                note: format!("{}{by}", words.say("access-source-directory-note", &args)),
            });
            out.push(Source {
                name: words.word("access-source-staff"),
                mark: words.completeness(domain::access::snapshot::Completeness::Stated),
                note: words.say("access-source-staff-note", &Args::new().with("count", kept.hr.len())),
            });
        }
        None => out.push(Source {
            name: words.word("access-source-directory"),
            mark: unknown("access-not-read"),
            note: words.word("access-nothing-known"),
        }),
    }
    if let Some(own) = own_accounts {
        let (mark, note) = match own {
            OwnAccounts::No => (
                Mark {
                    class: "st st-na".to_owned(),
                    icon: "s-na".to_owned(),
                    text: words.word("access-own-none"),
                },
                String::new(),
            ),
            OwnAccounts::Yes => (unknown("access-not-read"), words.word("access-own-not-read")),
            OwnAccounts::Unknown => (unknown("access-not-read"), words.word("access-own-unknown")),
        };
        out.push(Source { name: words.word("access-source-system"), mark, note });
    }
    out
}

#[derive(Serialize)]
struct Detail {
    name: String,
    krt: Vec<Lv>,
    unit: String,
    system: Link,
    completeness: Vec<Source>,
    stats: Vec<Stat>,
    rules: Vec<RuleRow>,
    groups: Vec<GroupRow>,
    common: Vec<Common>,
    gaps: Vec<String>,
    severities: Vec<Group>,
    chips: Vec<Link>,
    filters: Vec<Filter>,
    q: String,
    pager: Pager,
    judged: bool,
}

#[derive(Serialize)]
struct Stat {
    label: String,
    value: String,
    note: String,
    late: bool,
}

#[derive(Serialize)]
struct RuleRow {
    code: String,
    sentence: String,
    words: String,
    rights: String,
    mark: Mark,
    ground: String,
}

#[derive(Serialize)]
struct GroupRow {
    name: String,
    right: String,
    privileged: bool,
    outside: String,
    late: bool,
}

/// A group that many findings pass through.
#[derive(Serialize)]
struct Common {
    name: String,
    count: String,
}

#[derive(Serialize)]
struct Group {
    id: String,
    mark: Mark,
    count: String,
    findings: Vec<FindingRow>,
}

#[derive(Serialize)]
struct FindingRow {
    who: String,
    sub: String,
    kind: String,
    right: String,
    first_seen: String,
    protected: bool,
    label: String,
    paths: Vec<Vec<Node>>,
}

#[derive(Serialize, Clone)]
struct Node {
    class: &'static str,
    icon: &'static str,
    name: String,
    sub: String,
    why: String,
    into: String,
}

pub(super) async fn system(
    visit: Visit,
    Path(code): Path<String>,
    fields: Fields,
) -> Result<Response, Failure> {
    let seen = check_access::seen(&visit.ctx, Some(&code)).await?;
    let words = Words { lang: visit.ctx.lang, situation: &seen.view.situation };
    let inventory = &words.situation.inventory;
    let system = live(words.situation).find(|it| it.code == code).ok_or(Failure::NotFound)?;
    let path = href(&["behorighet", &code]);
    let asked = Asked { path: &path, fields: &fields };
    let rights: Vec<&Right> =
        inventory.rights.iter().filter(|it| it.system == code && it.retired.is_none()).collect();
    let mut shown: Vec<&Shown> = seen
        .findings
        .iter()
        .filter(|it| {
            let severity: &'static str = it.severity.into();
            let kind: &'static str = it.kind.into();
            asked.matches(&[
                it.account.as_deref().unwrap_or_default(),
                it.person.as_deref().unwrap_or_default(),
            ]) && asked.get("allvar").is_none_or(|wanted| wanted == severity)
                && asked.get("avvikelse").is_none_or(|wanted| wanted == kind)
        })
        .collect();
    shown.sort_by(|a, b| {
        b.severity.cmp(&a.severity).then(a.kind.cmp(&b.kind)).then(a.account.cmp(&b.account))
    });
    let severities = [Severity::Critical, Severity::High, Severity::Medium, Severity::Low, Severity::Hinder];
    let name = |it: Severity| -> &'static str { it.into() };
    let filters = vec![
        asked.filter(
            "allvar",
            words.word("col-severity"),
            words.word("list-all"),
            severities
                .iter()
                .map(|it| (name(*it).to_owned(), words.word(&format!("access-only-{}", name(*it)))))
                .collect(),
        ),
        asked.filter(
            "avvikelse",
            words.word("col-kind"),
            words.word("list-all"),
            kinds(&words, &seen.findings),
        ),
    ];
    let (shown, pager) = asked.page(words.lang, shown);
    let judged =
        seen.view.judged.access.as_ref().is_some_and(|it| it.systems.iter().any(|it| it.code == code));
    let needs = words.situation.needs();
    let title = words.system(&code).text;
    let body = Detail {
        krt: needs.iter().find(|it| it.system == code).map(|it| words.need(it)).unwrap_or_default(),
        unit: words.unit(&system.unit),
        system: words.system(&code),
        completeness: completeness(&words, Some(system.own_accounts)),
        stats: stats(&words, &seen.view, &code, &seen.findings),
        rules: inventory
            .rules
            .iter()
            .filter(|it| it.system == code && it.retired.is_none())
            .map(|it| rule(&words, it, &rights))
            .collect(),
        groups: groups(&words, &rights, &seen.findings),
        common: common(&words, &seen.findings),
        gaps: gaps(&words, &seen.view, &code),
        severities: severities
            .iter()
            .filter_map(|severity| group(&words, *severity, &shown, &title, &rights))
            .collect(),
        chips: asked.chips(&filters),
        filters,
        q: asked.get("q").unwrap_or_default().to_owned(),
        pager,
        judged,
        name: title.clone(),
    };
    let page_ = Page::new("access-system", "nav-access")
        .called(title)
        .at(Place::Access)
        .regions(&[("lista", "access-findings")]);
    page(&visit, &page_, &body)
}

fn kinds(words: &Words<'_>, findings: &[Shown]) -> Vec<(String, String)> {
    let found: BTreeSet<&'static str> = findings.iter().map(|it| it.kind.into()).collect();
    let label = |it: &str| capital(&words.word(&format!("kind-{}", it.replace('_', "-"))));
    found.into_iter().map(|it| (it.to_owned(), label(it))).collect()
}

fn stats(words: &Words<'_>, view: &View, code: &str, findings: &[Shown]) -> Vec<Stat> {
    let Some(counted) =
        view.judged.access.as_ref().and_then(|it| it.systems.iter().find(|it| it.code == code))
    else {
        return vec![];
    };
    let mut count = Count::default();
    for it in findings {
        count.add(it);
    }
    let digits = |it: u64| words.count(usize::try_from(it).unwrap_or(usize::MAX));
    let stat = |key: &str, value: String, late: bool| Stat {
        label: words.word(&format!("report-{key}")),
        value,
        note: words.word(&format!("access-stat-{key}")),
        late,
    };
    vec![
        stat("reach", digits(counted.reach), false),
        stat("authorised", digits(counted.authorised), false),
        stat("outside", words.count(count.outside.len()), !count.outside.is_empty()),
        stat("hinder", words.count(count.hinder.len()), false),
    ]
}

fn rule(words: &Words<'_>, rule: &Rule, rights: &[&Right]) -> RuleRow {
    let named: Vec<String> = rule
        .rights
        .iter()
        .map(|code| {
            let found = rights.iter().find(|it| it.code == *code);
            text::visible(found.map_or(code, |it| &it.name))
        })
        .collect();
    let (shape, key) =
        if rule.ground.is_some() { ("ok", "access-ground-examined") } else { ("unk", "access-no-ground") };
    let ground = rule.ground.as_ref().map_or_else(
        || words.word("access-no-ground-note"),
        |it| {
            let args = Args::new()
                .with("analysis", &it.analysis)
                .with("day", it.decided)
                .with("name", words.person(&it.decided_by));
            let review = it.review.map_or_else(String::new, |day| {
                format!(" {}", words.say("access-ground-review", &Args::new().with("day", day)))
            });
            format!("{}{review}", words.say("access-ground-note", &args))
        },
    );
    RuleRow {
        code: text::visible(&rule.code),
        sentence: text::rule::sentence(words.lang, rule),
        words: rule.words.as_deref().map(text::visible).unwrap_or_default(),
        rights: named.join(", "),
        mark: Mark { class: format!("st st-{shape}"), icon: format!("s-{shape}"), text: words.word(key) },
        ground,
    }
}

fn groups(words: &Words<'_>, rights: &[&Right], findings: &[Shown]) -> Vec<GroupRow> {
    let mut out = vec![];
    for right in rights {
        let outside: BTreeSet<&str> = findings
            .iter()
            .filter(|it| management::is_outside(it.kind) && it.right.as_ref() == Some(&right.code))
            .filter_map(|it| it.account.as_deref().or(it.person.as_deref()))
            .collect();
        for grant in &right.grants {
            out.push(GroupRow {
                name: first_name(&grant.object),
                right: text::visible(&right.name),
                privileged: right.privileged,
                outside: words.count(outside.len()),
                late: !outside.is_empty(),
            });
        }
    }
    out
}

/// Groups that more than one path outside the rule passes through: one membership to look at first.
fn common(words: &Words<'_>, findings: &[Shown]) -> Vec<Common> {
    const SHOWN: usize = 5;
    let mut through: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for it in findings.iter().filter(|it| management::is_outside(it.kind)) {
        // The path begins with the granting group; a membership of a group in another is what can be cut for many.
        let groups = it.path.len().saturating_sub(1);
        for pair in it.path.get(..groups).unwrap_or_default().windows(2) {
            if let [outer, inner] = pair {
                *through.entry((&outer.0, &inner.0)).or_default() += 1;
            }
        }
    }
    let mut all: Vec<_> = through.into_iter().filter(|it| it.1 > 1).collect();
    all.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    all.into_iter()
        .take(SHOWN)
        .map(|((outer, inner), count)| Common {
            name: words.say(
                "access-common-edge",
                &Args::new().with("inner", first_name(inner)).with("outer", first_name(outer)),
            ),
            count: words.say("access-common-count", &Args::new().with("count", count)),
        })
        .collect()
}

fn gaps(words: &Words<'_>, view: &View, code: &str) -> Vec<String> {
    let all = view.judged.access.iter().flat_map(|it| &it.gaps);
    all.filter(|it| it.system().is_some_and(|it| it == code))
        .map(|it| text::explain(words.lang, &it.message()))
        .collect()
}

fn group(
    words: &Words<'_>,
    severity: Severity,
    shown: &[&Shown],
    system: &str,
    rights: &[&Right],
) -> Option<Group> {
    let findings: Vec<FindingRow> = shown
        .iter()
        .filter(|it| it.severity == severity)
        .map(|it| finding(words, it, system, rights))
        .collect();
    let name: &'static str = severity.into();
    (!findings.is_empty()).then(|| Group {
        id: format!("allvar-{name}"),
        mark: Mark::severity(words.lang, severity),
        count: words.say("access-count", &Args::new().with("count", findings.len())),
        findings,
    })
}

fn finding(words: &Words<'_>, it: &Shown, system: &str, rights: &[&Right]) -> FindingRow {
    let right = it.right.as_ref().map_or_else(String::new, |code| {
        let found = rights.iter().find(|it| it.code == *code);
        text::visible(found.map_or(code, |it| &it.name))
    });
    let who = if it.protected {
        words.word("person-protected")
    } else {
        text::visible(it.account.as_deref().or(it.person.as_deref()).unwrap_or("–"))
    };
    let sub = it.person.as_deref().filter(|_| !it.protected && it.account.is_some());
    let paths: Vec<&[(String, Option<EdgeKind>)]> =
        if it.left_path.is_empty() { vec![&it.path] } else { vec![&it.left_path, &it.right_path] };
    FindingRow {
        label: words.say("access-path-of", &Args::new().with("who", who.as_str()).with("system", system)),
        sub: sub.map(|it| words.say("access-number", &Args::new().with("number", it))).unwrap_or_default(),
        kind: capital(&kind(words.lang, it)),
        first_seen: it.first_seen.map(|it| it.date_naive().to_string()).unwrap_or_default(),
        protected: it.protected,
        paths: paths
            .into_iter()
            .filter(|it| !it.is_empty())
            .map(|path| nodes(words, path, system, &right, management::is_outside(it.kind)))
            .collect(),
        who,
        right,
    }
}

/// The path from the account to the system. The last membership before the grant carries the label: that is the edge to
/// look at.
fn nodes(
    words: &Words<'_>,
    path: &[(String, Option<EdgeKind>)],
    system: &str,
    right: &str,
    outside: bool,
) -> Vec<Node> {
    let last = path.len().saturating_sub(1);
    let mut out: Vec<Node> = path
        .iter()
        .enumerate()
        .rev()
        .map(|(place, (dn, _))| {
            let user = place == last && last > 0;
            let hit = place == 0 && outside && last > 0;
            Node {
                class: match (user, hit) {
                    (true, _) => "p-user",
                    (false, true) => "p-group hit",
                    (false, false) => "p-group",
                },
                icon: if user { "i-user" } else { "i-group" },
                name: first_name(dn),
                sub: String::new(),
                why: if hit { words.word("access-why-outside") } else { String::new() },
                into: if user { String::new() } else { words.word("access-member-of") },
            }
        })
        .collect();
    out.push(Node {
        class: "p-sys",
        icon: "i-server",
        name: system.to_owned(),
        sub: right.to_owned(),
        why: String::new(),
        into: words.word("access-gives"),
    });
    out
}

/// What a finding is, in words.
fn kind(lang: Lang, it: &Shown) -> String {
    let kind: &'static str = it.kind.into();
    let kind = text::word(lang, &format!("kind-{}", kind.replace('_', "-")));
    match &it.detail_words {
        Some(detail) => format!("{kind} ({})", text::explain(lang, detail).trim_end_matches('.')),
        None => kind,
    }
}

/// The first part of a DN, which is how people know a group or an account.
fn first_name(dn: &str) -> String {
    let first = directory::dn::parse(dn).ok().and_then(|it| it.first()?.first().map(|ava| ava.value.clone()));
    text::visible(&first.unwrap_or_else(|| dn.to_owned()))
}
