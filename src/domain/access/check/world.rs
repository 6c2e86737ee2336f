//! What all parts of a check look things up in.

use std::collections::{BTreeMap, BTreeSet};

use roaring::RoaringBitmap;

use super::{
    Check, Gap,
    accounts::Accounts,
    grants::{GrantTarget, Targets},
};
use crate::{
    access::{
        finding::{Detail, Finding, Kind, ident, object},
        graph::{Class, Graph, number},
        hr::{Employment, People},
        reach::Reach,
        snapshot::{Account, Object},
    },
    inventory::{Code, Conflict, Lifecycle, Right, Row, Rule, Source, System},
    severity::{Circumstances, Weight},
};

pub(super) struct World<'a> {
    pub(super) check: &'a Check<'a>,
    pub(super) graph: &'a Graph,
    pub(super) people: &'a People<'a>,
    pub(super) accounts: Accounts,
    pub(super) circles: Vec<Vec<u32>>,
    pub(super) circle_of: BTreeMap<u32, usize>,
    /// People whose employment holds.
    pub(super) active: RoaringBitmap,
    targets: Targets<'a>,
    systems: BTreeMap<&'a str, &'a System>,
    rules: BTreeMap<&'a str, Vec<&'a Rule>>,
}

/// Rows that are in the register on the day of the check, in order of code.
fn live<'a, R: Row>(check: &Check<'a>, list: &'a [R]) -> Vec<&'a R> {
    let mut out: Vec<&R> =
        list.iter().filter(|it| it.retired().is_none_or(|day| day > check.as_of.day)).collect();
    out.sort_by(|a, b| a.code().cmp(b.code()));
    out
}

impl<'a> World<'a> {
    pub(super) fn new(check: &'a Check<'a>, graph: &'a Graph, people: &'a People<'a>) -> Self {
        let circles = graph.circles();
        let circle_of = circles
            .iter()
            .enumerate()
            .flat_map(|(place, circle)| circle.iter().map(move |group| (*group, place)))
            .collect();
        let systems = live(check, &check.inventory.systems);
        let mut rules: BTreeMap<&str, Vec<&Rule>> = BTreeMap::new();
        for rule in live(check, &check.inventory.rules) {
            rules.entry(&rule.system).or_default().push(rule);
        }
        let active = people.rows().iter().enumerate();
        let active = active.filter(|(_, it)| it.employment(check.as_of.day) == Employment::Active);
        Self {
            check,
            graph,
            people,
            accounts: Accounts::new(check, people),
            circles,
            circle_of,
            active: active.map(|(person, _)| number(person)).collect(),
            targets: Targets::new(check),
            systems: systems.into_iter().map(|it| (it.code.as_str(), it)).collect(),
            rules,
        }
    }

    /// The source whose snapshot is judged.
    pub(super) fn source(&self) -> Option<&'a Source> {
        source(self.check)
    }

    /// What is missing before anything is judged.
    pub(super) fn gaps(&self) -> Vec<Gap> {
        let with: BTreeSet<&str> = self.rights().into_iter().map(|it| it.system.as_str()).collect();
        self.systems
            .keys()
            .filter(|code| !with.contains(**code))
            .map(|code| Gap::NoRight { system: (*code).to_owned() })
            .collect()
    }

    pub(super) fn rights(&self) -> Vec<&'a Right> {
        live(self.check, &self.check.inventory.rights)
    }

    pub(super) fn conflicts(&self) -> Vec<&'a Conflict> {
        live(self.check, &self.check.inventory.conflicts)
    }

    /// Systems with at least one right or rule, each with its rights; a retired system is none.
    pub(super) fn systems(&self) -> BTreeMap<&'a str, Vec<&'a Right>> {
        let mut out: BTreeMap<&str, Vec<&Right>> = BTreeMap::new();
        for right in self.rights() {
            if self.systems.contains_key(right.system.as_str()) {
                out.entry(&right.system).or_default().push(right);
            }
        }
        out
    }

    pub(super) fn rules_of(&self, system: &str) -> &[&'a Rule] {
        self.rules.get(system).map(Vec::as_slice).unwrap_or_default()
    }

    /// Whether people are expected to work in the system: only then can anybody miss it.
    pub(super) fn in_use(&self, system: &str) -> bool {
        self.systems
            .get(system)
            .is_some_and(|it| matches!(it.lifecycle, Lifecycle::InUse | Lifecycle::Closing))
    }

    pub(super) fn weight(&self, system: &str) -> Weight {
        self.check.weights.get(system).copied().unwrap_or_default()
    }

    /// The grants of `right` in the source that is judged, each with the group that it names.
    pub(super) fn grants_of(&self, right: &'a Right) -> Vec<GrantTarget<'a>> {
        right
            .grants
            .iter()
            .filter(|it| it.source.as_deref().is_none_or(|it| self.check.is_from(it)))
            .map(|named| GrantTarget { named, target: self.targets.find(self.check, &named.object) })
            .collect()
    }

    pub(super) fn object(&self, number: u32) -> Option<&'a Object> {
        object(self.check.snapshot, number)
    }

    pub(super) fn account(&self, number: u32) -> Option<&'a Account> {
        self.object(number)?.account.as_ref()
    }

    pub(super) fn ident(&self, number: u32) -> String {
        self.object(number).map(ident).unwrap_or_default()
    }

    /// User accounts that a walk found.
    pub(super) fn accounts_in<'r>(&'r self, reach: &'r Reach) -> impl Iterator<Item = u32> + 'r {
        reach.found().iter().map(|it| it.object).filter(|it| self.graph.class(*it) == Class::User)
    }

    /// A finding about an account: who it is, and whose.
    pub(super) fn about(&self, kind: Kind, circumstances: Circumstances, account: u32) -> Finding {
        let mut out = Finding::new(kind, kind.severity(circumstances));
        out.account = Some(self.ident(account));
        out.person = self.account(account).and_then(|it| it.employee_id.clone());
        out.object = Some(account);
        out
    }

    /// The granting group is not there.
    pub(super) fn missing_group(
        &self,
        rule: Option<&Code>,
        right: &Right,
        named: &crate::inventory::Grant,
        detail: Option<Detail>,
    ) -> Finding {
        let circumstances =
            Circumstances { weight: self.weight(&right.system), privileged: right.privileged, moved: false };
        let kind = Kind::GrantGroupMissing;
        let mut out = Finding::new(kind, kind.severity(circumstances));
        out.system = Some(right.system.clone());
        out.rule = rule.cloned();
        out.right = Some(right.code.clone());
        out.group = Some(named.object.clone());
        out.detail = detail;
        out
    }
}

/// What the register says of the directories that were read.
pub(super) fn source<'a>(check: &Check<'a>) -> Option<&'a Source> {
    super::settings(check.inventory, check.sources)
}
