//! A notation for small worlds, used by the tests of this module.
//!
//!     DL: GG anna            a group and its members; `bo/url` stands in it by a filter, `bo/pg` by primary group
//!     LIST~: carl            a distribution group
//!     anna = E1              an account of employee E1; also: disabled expired locked never old maybe tier:T0 pw:2019-01-01 owner:bo in:ou=svc
//!     PC = computer          also: contact, other, foreign
//!
//! Members that have no line of their own are dangling.

use std::collections::BTreeMap;

use chrono::{DateTime, Duration, NaiveDate, Utc};

use super::{
    check::{Check, Outcome, check},
    finding::{Finding, steps},
    hr::{AsOf, HrRow},
    reach::Step,
    rule::{Expr, Op},
    snapshot::{Account, Dialect, Edge, EdgeKind, Object, ObjectKind, Snapshot},
};
use crate::{
    inventory::{
        Conflict, Grant, GrantKind, Inventory, Lifecycle, PlaceFact, Right, Rule, Source, SourceKind, System,
    },
    severity::Weight,
};

pub(super) fn instant(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

pub(super) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(super) fn now() -> AsOf {
    AsOf { instant: instant("2026-11-01T12:00:00Z"), day: day("2026-11-01") }
}

/// The snapshot that the notation describes.
pub(super) fn snapshot(text: &str) -> Snapshot {
    let mut objects: Vec<Object> = vec![];
    let mut members: Vec<(String, String, EdgeKind)> = vec![];
    let mut owners: Vec<(String, String)> = vec![];
    for line in text.lines().map(str::trim).filter(|it| !it.is_empty()) {
        if let Some((name, words)) = line.split_once(" = ") {
            objects.push(thing(name, words, &mut owners));
        } else {
            let (name, list) = line.split_once(':').unwrap();
            let security = !name.ends_with('~');
            let name = name.trim_end_matches('~');
            objects.push(Object { security, ..object(name, ObjectKind::Group) });
            for member in list.split_whitespace() {
                let (member, kind) = match member.split_once('/') {
                    Some((member, "url")) => (member, EdgeKind::MemberUrl),
                    Some((member, "pg")) => (member, EdgeKind::PrimaryGroup),
                    _ => (member, EdgeKind::Member),
                };
                members.push((name.to_owned(), member.to_owned(), kind));
            }
        }
    }
    let entries = objects.len();
    for (_, member, _) in &members {
        if !objects.iter().any(|it| it.name.as_ref() == Some(member)) {
            objects.push(object(member, ObjectKind::Dangling));
        }
    }
    let number = |name: &str| -> u32 {
        let place = objects.iter().position(|it| it.name.as_deref() == Some(name)).unwrap();
        u32::try_from(place).unwrap()
    };
    let mut edges: Vec<Edge> = members
        .iter()
        .map(|(group, member, kind)| Edge { group: number(group), member: number(member), kind: *kind })
        .collect();
    edges.sort_by_key(|it| (it.group, objects[it.member as usize].norm.clone()));
    let owners: Vec<(u32, u32)> = owners.iter().map(|(of, owner)| (number(of), number(owner))).collect();
    let domain_users = objects.iter().position(|it| it.dn == "CN=DU").map(|it| u32::try_from(it).unwrap());
    for (of, owner) in owners {
        objects[of as usize].account.as_mut().unwrap().manager = Some(owner);
    }
    Snapshot { dialect: Dialect::Ad, objects, edges, domain_users, entries, gaps: vec![] }
}

fn object(name: &str, kind: ObjectKind) -> Object {
    Object {
        key: format!("key-{name}"),
        dn: format!("CN={name}"),
        norm: format!("cn={}", name.to_lowercase()),
        kind,
        name: Some(name.to_owned()),
        sid: None,
        security: true,
        account: None,
    }
}

fn thing(name: &str, words: &str, owners: &mut Vec<(String, String)>) -> Object {
    let kind = match words {
        "computer" => ObjectKind::Computer,
        "contact" => ObjectKind::Contact,
        "other" => ObjectKind::Other,
        "foreign" => ObjectKind::Foreign,
        _ => ObjectKind::User,
    };
    let mut out = object(name, kind);
    if kind == ObjectKind::Foreign {
        out.sid = Some(name.to_owned());
    }
    if kind != ObjectKind::User {
        return out;
    }
    let ago = |days| Some(now().instant - Duration::days(days));
    let mut account = Account { last_logon: ago(1), ..Account::default() };
    for word in words.split_whitespace() {
        match word.split_once(':') {
            Some(("tier", tier)) => {
                account.attributes.insert("tier".into(), tier.into());
            }
            Some(("pw", text)) => account.password_set = Some(instant(&format!("{text}T00:00:00Z"))),
            Some(("owner", owner)) => owners.push((name.to_owned(), owner.to_owned())),
            Some(("in", place)) => {
                out.norm = format!("{},{place},dc=x", out.norm);
                out.dn = format!("{},{place},DC=x", out.dn);
            }
            _ => match word {
                "disabled" => account.disabled = true,
                "expired" => account.expires = Some(now().instant),
                "locked" => account.locked = true,
                "never" => account.last_logon = None,
                "old" => account.last_logon = ago(120),
                "maybe" => account.last_logon = ago(95),
                "-" => {}
                id => account.employee_id = Some(id.to_owned()),
            },
        }
    }
    out.account = Some(account);
    out
}

/// HR rows, one a line: `E1 KLK-EKO Assistent`; also `ended`, `start:DAY`, `end:DAY`, `mgr:E2`.
pub(super) fn hr(text: &str) -> Vec<HrRow> {
    text.lines().map(str::trim).filter(|it| !it.is_empty()).map(hr_row).collect()
}

fn hr_row(line: &str) -> HrRow {
    let mut row = HrRow { active: true, ..HrRow::default() };
    let columns = ["employee_id", "department", "title"];
    for (place, word) in line.split_whitespace().enumerate() {
        match (word.split_once(':'), columns.get(place)) {
            (Some(("start", it)), _) => row.start = Some(day(it)),
            (Some(("end", it)), _) => row.end = Some(day(it)),
            (Some(("mgr", it)), _) => row.manager_id = Some(it.to_owned()),
            (None, _) if word == "ended" => row.active = false,
            (None, Some(column)) => {
                row.attributes.insert((*column).to_owned(), word.to_owned());
            }
            other => panic!("{line}: {other:?}"),
        }
    }
    row.employee_id = row.attributes["employee_id"].clone();
    row
}

pub(super) fn clause(attr: &str, op: Op, values: &[&str]) -> Expr {
    Expr::Clause { attr: attr.into(), op, values: values.iter().map(ToString::to_string).collect() }
}

/// `attr is value`
pub(super) fn is(attr: &str, value: &str) -> Expr {
    clause(attr, Op::Eq, &[value])
}

/// Everybody in the HR file.
pub(super) fn anyone() -> Expr {
    clause("employee_id", Op::Present, &[])
}

pub(super) fn all(parts: Vec<Expr>) -> Expr {
    Expr::All { all: parts }
}

/// A right of the system before the dash: `EKO-pay`, given by these groups.
pub(super) fn right(code: &str, groups: &[&str]) -> Right {
    Right {
        code: code.into(),
        system: code.split('-').next().unwrap().into(),
        name: code.into(),
        privileged: false,
        grants: groups
            .iter()
            .map(|it| Grant { kind: GrantKind::Group, object: (*it).into(), source: None })
            .collect(),
        retired: None,
    }
}

/// A rule over one right that allows everybody.
pub(super) fn rule(code: &str, right: &str) -> Rule {
    Rule {
        code: code.into(),
        system: right.split('-').next().unwrap().into(),
        rights: vec![right.into()],
        words: None,
        allow: Some(anyone()),
        forbid: None,
        named: vec![],
        entitled: crate::inventory::Entitled::Nobody,
        role_group: false,
        ceiling: None,
        ground: None,
        retired: None,
    }
}

fn system(code: &str) -> System {
    System {
        code: code.into(),
        name: code.into(),
        name_en: None,
        unit: "U".into(),
        owner: None,
        manager: None,
        administrator: None,
        owner_deputy: None,
        manager_deputy: None,
        administrator_deputy: None,
        supplier: None,
        platform: None,
        hosting: None,
        sites: vec![],
        flags: vec![],
        vital: false,
        lifecycle: Lifecycle::InUse,
        own_accounts: crate::inventory::OwnAccounts::Unknown,
        replaced: None,
        note: None,
        retired: None,
    }
}

/// Everything that a check judges, to build up step by step.
#[derive(Debug, Clone)]
pub(super) struct Small {
    pub(super) snapshot: Snapshot,
    pub(super) hr: Vec<HrRow>,
    pub(super) inventory: Inventory,
    pub(super) weights: BTreeMap<String, Weight>,
    pub(super) budget: u64,
}

pub(super) fn norm_dn(text: &str) -> Option<String> {
    text.contains('=').then(|| text.to_lowercase())
}

impl Small {
    pub(super) fn new(directory: &str, people: &str) -> Self {
        let source = Source {
            code: "directory".into(),
            kind: SourceKind::Ldif,
            name: None,
            dialect: None,
            stale_days: None,
            logon_lag_days: None,
            service_accounts: vec!["ou=svc".into()],
            places: vec![PlaceFact { under: "OU=T0".into(), attribute: "tier".into(), value: "T0".into() }],
            columns: BTreeMap::new(),
            retired: None,
        };
        Self {
            snapshot: snapshot(directory),
            hr: hr(people),
            inventory: Inventory { sources: vec![source], ..Inventory::default() },
            weights: BTreeMap::new(),
            budget: super::reach::BUDGET,
        }
    }

    /// Adds a right with its system, of middling weight.
    pub(super) fn right(mut self, right: Right) -> Self {
        if !self.inventory.systems.iter().any(|it| it.code == right.system) {
            self.inventory.systems.push(system(&right.system));
            self.weights.insert(right.system.clone(), Weight::Middle);
        }
        self.inventory.rights.push(right);
        self
    }

    pub(super) fn rule(mut self, rule: Rule) -> Self {
        self.inventory.rules.push(rule);
        self
    }

    pub(super) fn conflict(mut self, code: &str, left: &str, right: &str) -> Self {
        self.inventory.conflicts.push(Conflict {
            code: code.into(),
            left: left.into(),
            right: right.into(),
            because: None,
            retired: None,
        });
        self
    }

    pub(super) fn weight(mut self, system: &str, weight: Weight) -> Self {
        self.weights.insert(system.into(), weight);
        self
    }

    pub(super) fn outcome(&self) -> Outcome {
        check(&self.check()).unwrap()
    }

    pub(super) fn check(&self) -> Check<'_> {
        Check {
            weights: &self.weights,
            budget: self.budget,
            ..Check::new(&self.snapshot, &self.hr, &self.inventory, now(), norm_dn)
        }
    }

    /// The findings, one a line: severity, kind, who (detail) by which path.
    pub(super) fn told(&self) -> String {
        let outcome = self.outcome();
        outcome.findings.iter().map(|it| self.line(it)).collect::<Vec<_>>().join("\n")
    }

    fn line(&self, it: &Finding) -> String {
        let mut words = vec![it.severity.to_string(), it.kind.to_string()];
        words.extend(it.account.clone().or(it.group.clone()).or(it.person.clone()));
        words.extend(it.detail.map(|it| format!("({it})")));
        for path in [&it.path, &it.left_path, &it.right_path] {
            if !path.is_empty() {
                words.push(self.path(path));
            }
        }
        words.join(" ")
    }

    pub(super) fn path(&self, path: &[Step]) -> String {
        let names = steps(path, &self.snapshot).into_iter();
        names.map(|(dn, _)| dn.trim_start_matches("CN=")).collect::<Vec<_>>().join(">")
    }
}
