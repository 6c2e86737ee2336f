//! Registers of all kinds for the property tests: every list, every field, references that hold.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::{
    access::rule::{Expr, Op},
    classification::{Classification, Special, State},
    inventory::{
        Asset, Conflict, Contract, ContractKind, Dependency, DependencyKind, Dialect, Direction, Entitled,
        Evidence, Grant, GrantKind, Ground, Hosting, Inventory, Lifecycle, Named, Organisation, Override,
        OverrideReason, OwnAccounts, Person, PersonKind, PlaceFact, Platform, Recovery, Right, Rule, Site,
        Source, SourceKind, Status, Supplier, System, Unit, UnitKind,
    },
    message::Lang,
    model::LevelCode,
};
use strum::VariantNames as _;

/// Choices, taken from bytes that the property test gives: fewer and smaller bytes make a smaller register.
pub(crate) struct Dice<'a> {
    bytes: std::slice::Iter<'a, u8>,
    unique: u32,
}

const TEXTS: [&str; 6] =
    ["Ärende", "O'Brien \"x\" \\", "rad\nrad", "=1+1", "𝔘 ß İ ı", "<b>&amp;</b> ' OR 1=1 --"];

impl<'a> Dice<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes: bytes.iter(), unique: 0 }
    }

    fn below(&mut self, sides: usize) -> usize {
        usize::from(*self.bytes.next().unwrap_or(&0)) % sides.max(1)
    }

    fn flag(&mut self) -> bool {
        self.below(2) == 1
    }

    fn pick<T: Clone>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())].clone()
    }

    fn maybe<T>(&mut self, make: impl FnOnce(&mut Self) -> T) -> Option<T> {
        self.flag().then(|| make(self))
    }

    fn text(&mut self) -> String {
        self.pick(&TEXTS).to_owned()
    }

    fn new_text(&mut self) -> String {
        self.unique += 1;
        format!("{} {}", self.text(), self.unique)
    }

    fn day(&mut self) -> NaiveDate {
        let first = NaiveDate::from_ymd_opt(2024, 1, 1).unwrap();
        first + TimeDelta::days(i64::try_from(self.below(256) * 8).unwrap())
    }

    fn instant(&mut self) -> DateTime<Utc> {
        self.day().and_hms_nano_opt(23, 59, 1, 123_456_700).unwrap().and_utc()
    }

    /// Codes `X1` … of a list; how many there are is fixed, so that a second register changes the first.
    fn codes(prefix: &str, count: usize) -> Vec<String> {
        (1..=count).map(|it| format!("{prefix}{it}")).collect()
    }

    fn some(&mut self, all: &[String]) -> Vec<String> {
        let mut out: Vec<String> = all.iter().filter(|_| self.flag()).cloned().collect();
        if self.flag() {
            out.reverse();
        }
        out
    }

    fn levels(&mut self) -> BTreeMap<String, LevelCode> {
        let mut out = BTreeMap::new();
        if self.flag() {
            out.insert("H".to_owned(), LevelCode::Word(self.pick(&["low", "mid"]).to_owned()));
        }
        if self.flag() {
            out.insert("L".to_owned(), LevelCode::Number(i64::try_from(self.below(7)).unwrap()));
        }
        out
    }

    fn version(&mut self, people: &[String]) -> Classification {
        if self.below(5) == 4 {
            let special = Special { owner: self.pick(people), date: self.day() };
            return Classification {
                special: Some(special),
                from: Some(self.day()),
                ..Classification::default()
            };
        }
        let state = self.pick(&[State::Draft, State::Proposed, State::Approved, State::Approved]);
        Classification {
            levels: self.levels(),
            because: Some(self.new_text()),
            state,
            proposed_by: self.maybe(|it| it.pick(people)),
            decided_by: (state == State::Approved).then(|| self.pick(people)),
            attendees: self.some(people),
            from: self.maybe(Self::day),
            review: self.maybe(Self::day),
            special: None,
        }
    }

    fn expr(&mut self, depth: usize) -> Expr {
        match self.below(if depth == 0 { 1 } else { 4 }) {
            0 => {
                let op = self.pick(&[Op::Eq, Op::In, Op::Prefix, Op::Present, Op::ReportsTo]);
                let values = if op == Op::Present { vec![] } else { vec![self.text()] };
                Expr::Clause { attr: self.pick(&["department", "account.tier"]).to_owned(), op, values }
            }
            1 => Expr::Any { any: vec![self.expr(depth - 1), self.expr(depth - 1)] },
            2 => Expr::All { all: vec![self.expr(depth - 1)] },
            _ => Expr::Not { not: Box::new(self.expr(depth - 1)) },
        }
    }

    pub(crate) fn register(&mut self) -> Inventory {
        let units = Self::codes("U", 4);
        let people = Self::codes("P", 5);
        let suppliers = Self::codes("LEV", 2);
        let systems = Self::codes("S", 3);
        let assets = Self::codes("I", 3);
        let rights = Self::codes("R", 3);
        let sites = Self::codes("PL", 2);
        let platforms = Self::codes("VM", 1);
        let sources = Self::codes("K", 2);
        let flags: Vec<String> =
            ["personal_data", "internet_exposed", "art9"].iter().map(|it| (*it).to_owned()).collect();
        let retired = |it: &mut Self| it.maybe(Self::day);
        Inventory {
            organisation: Some(Organisation {
                name: self.text(),
                language: self.pick(&[Lang::Sv, Lang::En]),
                time_zone: "Europe/Stockholm".to_owned(),
                model: "klassa-0-4".to_owned(),
            }),
            units: units
                .iter()
                .enumerate()
                .map(|(place, code)| Unit {
                    code: code.clone(),
                    name: self.text(),
                    name_en: self.maybe(Self::text),
                    kind: self.pick(&[UnitKind::Board, UnitKind::Administration, UnitKind::External]),
                    parent: if place > 0 { self.maybe(|it| units[it.below(place)].clone()) } else { None },
                    retired: retired(self),
                })
                .collect(),
            people: people
                .iter()
                .enumerate()
                .map(|(place, code)| Person {
                    code: code.clone(),
                    name: self.text(),
                    employee_id: (place % 3 > 0).then(|| format!("100{place}")),
                    email: self.maybe(Self::text),
                    kind: self.pick(&[PersonKind::Employee, PersonKind::Elected]),
                    unit: self.maybe(|it| it.pick(&units)),
                    title: self.maybe(Self::text),
                    protected: self.flag(),
                    ended: self.maybe(Self::day),
                    retired: retired(self),
                })
                .collect(),
            suppliers: suppliers
                .iter()
                .map(|code| Supplier {
                    code: code.clone(),
                    name: self.text(),
                    org_number: self.maybe(Self::text),
                    unit: self.maybe(|it| it.pick(&units)),
                    retired: retired(self),
                })
                .collect(),
            contracts: Self::codes("AVT", 2)
                .into_iter()
                .map(|code| Contract {
                    code,
                    supplier: self.pick(&suppliers),
                    kind: self.pick(&[ContractKind::Contract, ContractKind::ProcessorAgreement]),
                    systems: self.some(&systems),
                    reference: self.maybe(Self::text),
                    terms: self.some(&["LEV-03".to_owned(), "LEV-04".to_owned()]),
                    from: self.maybe(Self::day),
                    ends: self.maybe(Self::day),
                    retired: retired(self),
                })
                .collect(),
            platforms: platforms
                .iter()
                .map(|code| Platform {
                    code: code.clone(),
                    name: self.text(),
                    hosting: self.maybe(|it| it.pick(&[Hosting::Saas, Hosting::OnPrem])),
                    unit: self.maybe(|it| it.pick(&units)),
                    retired: retired(self),
                })
                .collect(),
            sites: sites
                .iter()
                .map(|code| Site {
                    code: code.clone(),
                    name: self.text(),
                    unit: self.maybe(|it| it.pick(&units)),
                    retired: retired(self),
                })
                .collect(),
            systems: systems
                .iter()
                .map(|code| System {
                    code: code.clone(),
                    name: self.text(),
                    name_en: self.maybe(Self::text),
                    unit: self.pick(&units),
                    owner: self.maybe(|it| it.pick(&people)),
                    manager: self.maybe(|it| it.pick(&people)),
                    administrator: self.maybe(|it| it.pick(&people)),
                    owner_deputy: self.maybe(|it| it.pick(&people)),
                    manager_deputy: self.maybe(|it| it.pick(&people)),
                    administrator_deputy: self.maybe(|it| it.pick(&people)),
                    supplier: self.maybe(|it| it.pick(&suppliers)),
                    platform: self.maybe(|it| it.pick(&platforms)),
                    hosting: self.maybe(|it| it.pick(&[Hosting::Saas, Hosting::Hybrid])),
                    sites: self.some(&sites),
                    flags: self.some(&flags),
                    vital: self.flag(),
                    lifecycle: self.pick(&[Lifecycle::Planned, Lifecycle::InUse, Lifecycle::Closed]),
                    own_accounts: self.pick(&[OwnAccounts::Yes, OwnAccounts::Unknown]),
                    replaced: self.maybe(Self::day),
                    note: self.maybe(Self::text),
                    retired: retired(self),
                })
                .collect(),
            assets: assets
                .iter()
                .map(|code| Asset {
                    code: code.clone(),
                    name: self.text(),
                    unit: self.pick(&units),
                    owner: self.maybe(|it| it.pick(&units)),
                    systems: self.some(&systems),
                    flags: self.some(&flags),
                    law: self.maybe(Self::text),
                    retention: self.maybe(Self::text),
                    classification: if self.flag() {
                        self.version(&people)
                    } else {
                        Classification::default()
                    },
                    history: (0..self.below(3)).map(|_| self.version(&people)).collect(),
                    retired: retired(self),
                })
                .collect(),
            dependencies: Self::codes("B", 2)
                .into_iter()
                .enumerate()
                .map(|(place, code)| Dependency {
                    code,
                    consumer: systems[place].clone(),
                    supplier: systems[place + 1].clone(),
                    kind: self.pick(&[DependencyKind::Feeds, DependencyKind::Restores]),
                    follows: self.maybe(|it| it.some(&["H".to_owned(), "L".to_owned()])),
                    cap: self.levels(),
                    assets: self.some(&assets),
                    because: self.maybe(Self::text),
                    retired: retired(self),
                })
                .collect(),
            rights: rights
                .iter()
                .map(|code| Right {
                    code: code.clone(),
                    system: self.pick(&systems),
                    name: self.text(),
                    privileged: self.flag(),
                    grants: (0..self.below(3))
                        .map(|_| Grant {
                            kind: GrantKind::Group,
                            object: self.new_text(),
                            source: self.maybe(|it| it.pick(&sources)),
                        })
                        .collect(),
                    retired: retired(self),
                })
                .collect(),
            rules: Self::codes("REG", 2)
                .into_iter()
                .map(|code| Rule {
                    code,
                    system: self.pick(&systems),
                    rights: self.some(&rights),
                    words: self.maybe(Self::text),
                    allow: self.maybe(|it| it.expr(2)),
                    forbid: self.maybe(|it| it.expr(1)),
                    named: (0..self.below(3))
                        .map(|_| Named {
                            employee_id: self.pick(&["1001", "1002", "9001", "9002"]).to_owned(),
                            because: self.text(),
                            case: self.maybe(Self::text),
                            ends: self.maybe(Self::instant),
                        })
                        .collect(),
                    entitled: match self.below(3) {
                        0 => Entitled::Nobody,
                        1 => Entitled::Allowed,
                        _ => Entitled::Rule(self.expr(1)),
                    },
                    role_group: self.flag(),
                    ceiling: self.maybe(|it| u32::try_from(it.below(9)).unwrap()),
                    ground: self.maybe(|it| Ground {
                        analysis: it.text(),
                        decided_by: it.pick(&people),
                        decided: it.day(),
                        review: it.maybe(Self::day),
                    }),
                    retired: retired(self),
                })
                .collect(),
            conflicts: vec![Conflict {
                code: "KON1".to_owned(),
                left: rights[0].clone(),
                right: self.pick(&rights[1..]),
                because: self.maybe(Self::text),
                retired: retired(self),
            }],
            overrides: Self::codes("A", 2)
                .into_iter()
                .map(|code| {
                    let reason = self.pick(&[
                        OverrideReason::Cumulation,
                        OverrideReason::Distribution,
                        OverrideReason::Manual,
                    ]);
                    Override {
                        code,
                        system: self.pick(&systems),
                        part: self.maybe(Self::text),
                        dimension: "L".to_owned(),
                        direction: match reason {
                            OverrideReason::Cumulation => Direction::Raise,
                            OverrideReason::Distribution | OverrideReason::Manual => Direction::Lower,
                        },
                        reason,
                        level: LevelCode::Number(i64::try_from(self.below(7)).unwrap()),
                        because: self.maybe(Self::text),
                        decided_by: self.maybe(|it| it.pick(&people)),
                        from: self.day(),
                        review: self.maybe(Self::day),
                        retired: retired(self),
                    }
                })
                .collect(),
            recovery: vec![Recovery {
                code: "ATER1".to_owned(),
                system: self.pick(&systems),
                rto_minutes: u32::MAX,
                rpo_minutes: self.maybe(|it| u32::try_from(it.below(200)).unwrap()),
                decided_by: self.maybe(|it| it.pick(&people)),
                from: self.maybe(Self::day),
                retired: retired(self),
            }],
            evidence: Self::codes("BEV", 3)
                .into_iter()
                .map(|code| {
                    let who = self.maybe(|it| it.below(4));
                    Evidence {
                        code,
                        control: self.pick(&["LOG-01", "BEH-04"]).to_owned(),
                        on: self.maybe(|it| it.pick(&["S1", "U1", "I2", "LEV1", "VM1", "PL2"]).to_owned()),
                        status: self.pick(&[Status::Met, Status::Partly, Status::Gap, Status::Na]),
                        because: self.text(),
                        value: self.maybe(Self::text),
                        method: self.pick(&["manual_evidence", "register"]).to_owned(),
                        observed: self.day(),
                        observer: who.map(|it| people[it].clone()),
                        accepted_by: self
                            .maybe(|it| people[who.map_or_else(|| it.below(5), |who| who + 1)].clone()),
                        attachment: self.maybe(|it| format!("{:02x}", it.below(256)).repeat(32)),
                        retired: retired(self),
                    }
                })
                .collect(),
            sources: sources
                .iter()
                .map(|code| Source {
                    code: code.clone(),
                    kind: self.pick(SourceKind::VARIANTS).parse().unwrap(),
                    name: self.maybe(Self::text),
                    dialect: self.maybe(|it| it.pick(&[Dialect::Ad, Dialect::OpenLdap])),
                    stale_days: self.maybe(|it| u32::try_from(it.below(99)).unwrap()),
                    logon_lag_days: self.maybe(|it| u32::try_from(it.below(99)).unwrap()),
                    service_accounts: (0..self.below(2)).map(|_| self.text()).collect(),
                    places: (0..self.below(2))
                        .map(|_| PlaceFact { under: self.text(), attribute: self.text(), value: self.text() })
                        .collect(),
                    columns: (0..self.below(2)).map(|_| (self.text(), self.text())).collect(),
                    retired: retired(self),
                })
                .collect(),
        }
    }
}
