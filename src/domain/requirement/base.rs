//! The facts of every object, and the rows that follow from them.
//!
//! A row is a control, an object and whether it is assumed; the rest of a requirement follows from the two, and is
//! written out when it is asked for. One change of an asset or a need touches its objects and those that contain them,
//! and nothing else.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{
    Object, Requirement, Strength,
    because::because,
    facts::{Facts, Reading},
};
use crate::{
    catalogue::{
        Catalogue, Control, DriverAspect, Param, Scope,
        trigger::{Span, Trigger, Truth},
    },
    classification::in_force,
    inventory::{Asset, Inventory, Lifecycle, System},
    model::{Aspect, Model},
    need::Bounds,
};

/// A requirement in short: places in [`Base`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    control: u16,
    object: u32,
    assumed: bool,
}

/// A control made ready: flags as bits, and per parameter which levels have the same value.
#[derive(Debug)]
pub(super) struct Rule<'a> {
    pub(super) control: &'a Control,
    trigger: Trigger<u128>,
    pub(super) params: Vec<Steps>,
}

/// Which levels of a parameter have the same value: the first level that has it, per level.
#[derive(Debug)]
pub(super) struct Steps {
    pub(super) driver: DriverAspect,
    first: [u8; 4],
}

impl Steps {
    fn new(param: &Param) -> Self {
        let first_with = |value| param.values.iter().position(|it| it == value).unwrap_or(0);
        let first = [0, 1, 2, 3].map(|level| u8::try_from(first_with(param.value(level))).unwrap_or(level));
        Self { driver: param.driver, first }
    }

    pub(super) fn varies(&self) -> bool {
        self.first != [0; 4]
    }

    fn same(&self, span: Span) -> bool {
        let at = |level: u8| self.first.get(usize::from(level));
        span.low == span.high || at(span.low) == at(span.high)
    }
}

#[derive(Debug)]
struct Entry {
    object: Object,
    facts: Facts,
    planned: bool,
    /// Systems that it stands for; empty for systems and assets.
    members: Vec<u32>,
    /// What it is a member of; for systems.
    holders: Vec<u32>,
}

/// The facts of every object on a day, ready to derive from, and to change.
#[derive(Debug)]
pub struct Base<'a> {
    catalogue: &'a Catalogue,
    reading: Reading<'a>,
    rules: BTreeMap<Scope, Vec<(u16, Rule<'a>)>>,
    entries: Vec<Entry>,
    index: BTreeMap<Object, u32>,
    day: NaiveDate,
}

impl<'a> Base<'a> {
    /// Reads the facts of every object that is in the register on `day`.
    pub fn new(
        catalogue: &'a Catalogue,
        model: &'a Model,
        inventory: &Inventory,
        needs: &[Bounds<'_>],
        day: NaiveDate,
    ) -> Self {
        let reading = Reading::new(catalogue, model);
        let rules = rules(catalogue, &reading);
        let mut base = Self { catalogue, reading, rules, entries: vec![], index: BTreeMap::new(), day };
        base.read(inventory, needs);
        base
    }

    fn read(&mut self, inventory: &Inventory, needs: &[Bounds<'_>]) {
        let day = self.day;
        let holds = |retired: Option<NaiveDate>| retired.is_none_or(|it| it > day);
        self.add(Object::organisation());
        for it in inventory.units.iter().filter(|it| holds(it.retired)) {
            self.add(Object::new(Scope::Unit, &it.code));
        }
        for it in inventory.suppliers.iter().filter(|it| holds(it.retired)) {
            self.add(Object::new(Scope::Supplier, &it.code));
        }
        for it in inventory.platforms.iter().filter(|it| holds(it.retired)) {
            self.add(Object::new(Scope::Platform, &it.code));
        }
        for it in inventory.sites.iter().filter(|it| holds(it.retired)) {
            self.add(Object::new(Scope::Site, &it.code));
        }
        let parents: BTreeMap<&str, &str> =
            inventory.units.iter().filter_map(|it| Some((it.code.as_str(), it.parent.as_deref()?))).collect();
        let needs: BTreeMap<&str, &Bounds<'_>> = needs.iter().map(|it| (it.system, it)).collect();
        let assets = || inventory.assets.iter().filter(|it| holds(it.retired));
        let mut flags: BTreeMap<&str, u128> = BTreeMap::new();
        for asset in assets() {
            let bits = self.reading.flags(&asset.flags);
            asset.systems.iter().for_each(|it| *flags.entry(it).or_default() |= bits);
        }
        let here = |it: &&System| holds(it.retired) && it.lifecycle != Lifecycle::Closed;
        for system in inventory.systems.iter().filter(here) {
            let mut facts = self.reading.need(needs.get(system.code.as_str()).copied());
            facts.flags = self.reading.flags(&system.flags) | flags.get(system.code.as_str()).unwrap_or(&0);
            let at = self.add(Object::new(Scope::System, &system.code));
            self.join(at, &holders(system, &parents));
            if let Some(entry) = self.entry_mut(at) {
                (entry.facts, entry.planned) = (facts, system.lifecycle == Lifecycle::Planned);
            }
        }
        for asset in assets() {
            let facts = self.asset(asset);
            let at = self.add(Object::new(Scope::Information, &asset.code));
            if let Some(entry) = self.entry_mut(at) {
                entry.facts = facts;
            }
        }
        let groups: Vec<u32> = self.index.values().copied().filter(|it| self.is_group(*it)).collect();
        for group in groups {
            self.sum(group);
        }
    }

    fn add(&mut self, object: Object) -> u32 {
        let at = u32::try_from(self.entries.len()).unwrap_or(u32::MAX);
        let facts = self.reading.unknown();
        self.index.insert(object.clone(), at);
        self.entries.push(Entry { object, facts, planned: false, members: vec![], holders: vec![] });
        at
    }

    fn join(&mut self, system: u32, holders: &[Object]) {
        let holders: Vec<u32> = holders.iter().filter_map(|it| self.index.get(it).copied()).collect();
        for holder in &holders {
            if let Some(entry) = self.entry_mut(*holder) {
                entry.members.push(system);
            }
        }
        if let Some(entry) = self.entry_mut(system) {
            entry.holders = holders;
        }
    }

    fn asset(&self, asset: &Asset) -> Facts {
        let mut facts = self.reading.classification(in_force(asset, self.day));
        facts.flags = self.reading.flags(&asset.flags);
        facts
    }

    /// The highest levels and all flags of the members in use; of the planned ones where there are no others.
    fn sum(&mut self, at: u32) {
        let Some(entry) = self.entry(at) else { return };
        let members = || entry.members.iter().filter_map(|it| self.entry(*it));
        let sum = |planned: bool| {
            let facts = members().filter(|it| it.planned == planned).map(|it| it.facts);
            facts.reduce(|sum, it| sum.and(&it))
        };
        let (facts, planned) = match (sum(false), sum(true)) {
            (Some(facts), _) => (facts, false),
            (None, Some(facts)) => (facts, true),
            (None, None) => (self.reading.unknown(), false),
        };
        if let Some(entry) = self.entry_mut(at) {
            (entry.facts, entry.planned) = (facts, planned);
        }
    }

    fn is_group(&self, at: u32) -> bool {
        self.entry(at).is_some_and(|it| !matches!(it.object.scope, Scope::System | Scope::Information))
    }

    fn entry(&self, at: u32) -> Option<&Entry> {
        self.entries.get(at as usize)
    }

    fn entry_mut(&mut self, at: u32) -> Option<&mut Entry> {
        self.entries.get_mut(at as usize)
    }

    /// Takes in the new classification of an asset and the needs that follow from it. Returns the objects whose facts
    /// changed. Flags and the rest of the register stay as they were read: when they change, read anew.
    pub fn change(&mut self, asset: &Asset, needs: &[Bounds<'_>]) -> Vec<Object> {
        let mut touched = BTreeSet::new();
        let facts = self.asset(asset);
        self.set(&Object::new(Scope::Information, &asset.code), facts, &mut touched);
        let mut groups = BTreeSet::new();
        for need in needs {
            let object = Object::new(Scope::System, need.system);
            let Some(entry) = self.index.get(&object).and_then(|at| self.entry(*at)) else { continue };
            let (flags, holders) = (entry.facts.flags, entry.holders.clone());
            let facts = Facts { flags, ..self.reading.need(Some(need)) };
            if self.set(&object, facts, &mut touched) {
                groups.extend(holders);
            }
        }
        for group in groups {
            let before = self.entry(group).map(|it| it.facts);
            self.sum(group);
            let after = self.entry(group).filter(|it| Some(it.facts) != before);
            touched.extend(after.map(|it| it.object.clone()));
        }
        touched.into_iter().collect()
    }

    fn set(&mut self, object: &Object, facts: Facts, touched: &mut BTreeSet<Object>) -> bool {
        let Some(at) = self.index.get(object).copied() else { return false };
        let changed = self.entry(at).is_some_and(|it| it.facts != facts);
        if changed {
            if let Some(entry) = self.entry_mut(at) {
                entry.facts = facts;
            }
            touched.insert(object.clone());
        }
        changed
    }

    /// Every requirement in short, by object and control.
    pub fn rows(&self) -> Vec<Row> {
        let mut rows = vec![];
        self.index.values().for_each(|at| self.rows_at(*at, &mut rows));
        rows
    }

    fn rows_at(&self, at: u32, rows: &mut Vec<Row>) {
        let Some(entry) = self.entry(at) else { return };
        let spans = entry.facts.spans();
        for (control, rule) in self.rules.get(&entry.object.scope).into_iter().flatten() {
            let truth = rule.trigger.truth_of(&spans, &|bit: &u128| entry.facts.flags & bit != 0);
            if truth != Truth::No {
                let certain = |it: &Steps| it.same(entry.facts.driver(it.driver));
                let assumed = truth == Truth::Unknown || !rule.params.iter().all(certain);
                rows.push(Row { control: *control, object: at, assumed });
            }
        }
    }

    /// Every requirement, by object and control.
    pub fn requirements(&self) -> Vec<Requirement> {
        self.rows().iter().filter_map(|it| self.requirement(it)).collect()
    }

    /// The requirements on one object; none where it is not in the register.
    pub fn requirements_on(&self, object: &Object) -> Vec<Requirement> {
        let mut rows = vec![];
        self.index.get(object).into_iter().for_each(|at| self.rows_at(*at, &mut rows));
        rows.iter().filter_map(|it| self.requirement(it)).collect()
    }

    /// A row written out. `None` only for a row of another base.
    pub fn requirement(&self, row: &Row) -> Option<Requirement> {
        let entry = self.entry(row.object)?;
        let rules = self.rules.get(&entry.object.scope)?;
        let (_, rule) = rules.iter().find(|(at, _)| *at == row.control)?;
        let level = |driver| {
            let span = entry.facts.driver(driver);
            if row.assumed { span.high } else { span.low }
        };
        let strength = |param: &Param| {
            let level = level(param.driver);
            Strength { key: param.key.clone(), level, value: param.value(level).clone() }
        };
        let highest = entry.facts.spans().max().high;
        Some(Requirement {
            control: rule.control.code.clone(),
            object: entry.object.clone(),
            strength: rule.control.params.iter().map(strength).collect(),
            level: highest,
            reverify_days: rule.control.reverify_at(highest),
            because: because(rule, &entry.facts, row.assumed, &self.reading),
            assumed: row.assumed,
            planned: entry.planned,
        })
    }

    /// Levels and flags of an object as its requirements are derived from them: the highest possible level where
    /// something is unclassified. `None` where it is not in the register.
    pub fn facts(&self, object: &Object) -> Option<crate::catalogue::Facts> {
        let facts = &self.entry(*self.index.get(object)?)?.facts;
        let levels = [Aspect::C, Aspect::I, Aspect::A].map(|it| (it, facts.get(it).high.level));
        let set = self.reading.bits.iter().filter(|(_, bit)| facts.flags & **bit != 0);
        let flags = set.map(|(flag, _)| (*flag).to_owned()).collect();
        Some(crate::catalogue::Facts { levels: BTreeMap::from(levels), flags })
    }

    /// The catalogue from which it derives.
    pub fn catalogue(&self) -> &'a Catalogue {
        self.catalogue
    }
}

fn rules<'a>(catalogue: &'a Catalogue, reading: &Reading<'a>) -> BTreeMap<Scope, Vec<(u16, Rule<'a>)>> {
    let mut rules: BTreeMap<Scope, Vec<_>> = BTreeMap::new();
    for (at, control) in (0..).zip(&catalogue.controls) {
        let trigger = control.applies_when.with_flags(&|it| reading.flags([it]));
        let params = control.params.iter().map(Steps::new).collect();
        rules.entry(control.scope).or_default().push((at, Rule { control, trigger, params }));
    }
    rules
}

/// What a system is a member of: the organisation, its unit and those above, its supplier, platform and sites.
fn holders(system: &System, parents: &BTreeMap<&str, &str>) -> Vec<Object> {
    let mut holders = BTreeSet::from([Object::organisation()]);
    let mut unit = Some(system.unit.as_str());
    while let Some(code) = unit {
        // A cycle in the tree is a fault of the register; here it ends the walk.
        if !holders.insert(Object::new(Scope::Unit, code)) {
            break;
        }
        unit = parents.get(code).copied();
    }
    holders.extend(system.supplier.iter().map(|it| Object::new(Scope::Supplier, it)));
    holders.extend(system.platform.iter().map(|it| Object::new(Scope::Platform, it)));
    holders.extend(system.sites.iter().map(|it| Object::new(Scope::Site, it)));
    holders.into_iter().collect()
}
