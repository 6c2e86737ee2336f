//! Overrides: which hold on the day, what they do to the need, and where they contradict the register.
#![expect(clippy::indexing_slicing, reason = "numbers are made by `Graph::load` for these very arrays")]

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{
    Contradiction, ContradictionKind, SystemNeed,
    flow::level,
    graph::{Fact, Graph, Numbers, Value, present},
};
use crate::{
    classification::in_force,
    inventory::{Code, Direction, Inventory, Override, OverrideReason},
    level::Level,
    message::{Arg, Message},
    model::Model,
    severity::{Circumstances, Kind, Weight},
};

/// The override that holds for a system in a dimension.
#[derive(Debug)]
pub(super) struct Ruling<'a> {
    row: &'a Override,
    level: Value,
    expired: bool,
}

impl Ruling<'_> {
    /// Whether it may lower: decided, with a reason that fits, and within its time.
    fn lowers(&self) -> bool {
        self.row.direction == Direction::Lower
            && self.row.reason != OverrideReason::Cumulation
            && self.has_reason()
            && self.row.decided_by.is_some()
            && !self.expired
    }

    fn has_reason(&self) -> bool {
        self.row.because.as_deref().is_some_and(|it| !it.trim().is_empty())
    }
}

fn begun(row: &Override, day: NaiveDate) -> bool {
    present(row.retired, day) && row.from <= day
}

fn expired(row: &Override, day: NaiveDate) -> bool {
    row.review.is_some_and(|it| it < day)
}

/// The override that holds per system and dimension: the latest begun, of two from the same day the one with the later
/// code. An override of a part says nothing about the system.
pub(super) fn rulings<'a>(
    inventory: &'a Inventory,
    model: &Model,
    day: NaiveDate,
    systems: &Numbers<'_>,
) -> BTreeMap<(u32, usize), Ruling<'a>> {
    let mut out: BTreeMap<(u32, usize), Ruling<'a>> = BTreeMap::new();
    for row in inventory.overrides.iter().filter(|it| begun(it, day) && it.part.is_none()) {
        let place = systems.get(&row.system).zip(model.index(&row.dimension));
        let Some((place, dimension)) = place.and_then(|it| Some((it, model.dimensions.get(it.1)?))) else {
            continue;
        };
        let Some(level) =
            dimension.level(&row.level).filter(|it| dimension.top().is_some_and(|top| *it <= top))
        else {
            continue;
        };
        let later = |it: &Ruling<'_>| (row.from, &row.code) > (it.row.from, &it.row.code);
        if out.get(&place).is_none_or(later) {
            out.insert(place, Ruling { row, level: level.rank() + 1, expired: expired(row, day) });
        }
    }
    out
}

impl Graph<'_> {
    /// The computed values with what raises, which follows the supply edges.
    pub(super) fn raised(&self, dimension: usize, computed: &[Value]) -> Vec<Value> {
        let (mut values, mut work) = (computed.to_vec(), vec![]);
        for (system, _) in self.rulings.keys().filter(|it| it.1 == dimension) {
            let value = &mut values[*system as usize];
            let raised = self.raised_own(*system, dimension, *value);
            if raised > *value {
                *value = raised;
                work.push(*system);
            }
        }
        self.spread(dimension, &mut values, work);
        values
    }

    /// The value of a system with its own override, where that raises.
    pub(super) fn raised_own(&self, system: u32, dimension: usize, value: Value) -> Value {
        let ruling = self.rulings.get(&(system, dimension));
        ruling.filter(|it| it.row.direction == Direction::Raise).map_or(value, |it| it.level.max(value))
    }

    /// What counts: the raised values, lowered where an override may lower.
    pub(super) fn lowered(&self, dimension: usize, raised: &[Value]) -> Vec<Value> {
        let mut values = raised.to_vec();
        for (system, _) in self.rulings.keys().filter(|it| it.1 == dimension) {
            let value = &mut values[*system as usize];
            *value = self.lowered_own(*system, dimension, *value);
        }
        values
    }

    /// The value of a system with its own override, where that may lower.
    pub(super) fn lowered_own(&self, system: u32, dimension: usize, value: Value) -> Value {
        let ruling = self.rulings.get(&(system, dimension));
        ruling.filter(|it| it.lowers()).map_or(value, |it| it.level.min(value))
    }

    /// The override that decided, per system where one did: its own, or the first of those that raise a consumer.
    pub(super) fn decided_by(
        &self,
        dimension: usize,
        computed: &[Value],
        effective: &[Value],
    ) -> Vec<((u32, usize), &Code)> {
        let raised = self.raised(dimension, computed);
        let mut by: Vec<Option<&Code>> = vec![None; computed.len()];
        let mut work = vec![];
        for ((system, _), ruling) in self.rulings.iter().filter(|(it, _)| it.1 == dimension) {
            let at = *system as usize;
            let raises = ruling.row.direction == Direction::Raise;
            if raises && raised[at] > computed[at] && raised[at] == ruling.level {
                by[at] = Some(&ruling.row.code);
                work.push(*system);
            }
        }
        while let Some(consumer) = work.pop() {
            for edge in self.out.of(consumer) {
                let (carry, supplier) =
                    (self.carry(*edge, dimension), self.edges[*edge as usize].supplier as usize);
                let given = raised[consumer as usize].min(carry.cap);
                let decides = carry.full && given == raised[supplier] && given > computed[supplier];
                let code = by[consumer as usize];
                if decides && by[supplier].is_none_or(|it| code.is_some_and(|code| code < it)) {
                    by[supplier] = code;
                    work.push(self.edges[*edge as usize].supplier);
                }
            }
        }
        for ((system, _), ruling) in self.rulings.iter().filter(|(it, _)| it.1 == dimension) {
            let at = *system as usize;
            if effective[at] < raised[at] {
                by[at] = Some(&ruling.row.code);
            }
        }
        (0_u32..).zip(by).filter_map(|(system, code)| Some(((system, dimension), code?))).collect()
    }

    /// The highest level among the system's own assets that lies above `decided` and has been raised since `day`.
    ///
    /// Only a version that the history holds proves a raise: registers that enter without their history would otherwise
    /// cry wolf at every yearly classification.
    fn raised_since(&self, system: u32, at: usize, decided: Value, day: NaiveDate) -> Option<Level> {
        let dimension = self.model.dimensions.get(at)?;
        let raised = |it: &u32| match self.fact(*it, at) {
            Fact::Level(value) if value > decided => {
                let before = in_force(self.assets[*it as usize], day)?.levels.get(&dimension.code)?;
                level(value).filter(|now| dimension.level(before).is_some_and(|before| before < *now))
            }
            Fact::Level(_) | Fact::Unclassified | Fact::Special | Fact::NotScored => None,
        };
        self.own.of(system).iter().filter_map(raised).max()
    }
}

/// What the register says twice, and cannot both be so: overrides against the facts, and recovery goals against the
/// systems that they serve. By system, dimension and kind.
///
/// `needs` are those of [`derive`](super::derive) for the same register and day. Severity is that of the kind, a step up
/// or down for the need of the system.
pub fn contradictions(
    inventory: &Inventory,
    model: &Model,
    needs: &[SystemNeed],
    day: NaiveDate,
) -> Vec<Contradiction> {
    let graph = Graph::load(inventory, model, day);
    let needs: BTreeMap<&str, &SystemNeed> = needs.iter().map(|it| (it.system.as_str(), it)).collect();
    let mut out = vec![];
    for ((system, dimension), ruling) in &graph.rulings {
        let computed = needs.get(ruling.row.system.as_str()).and_then(|it| it.dimensions.get(*dimension));
        let computed = computed.and_then(|it| it.computed.value);
        out.extend(judge(&graph, *system, *dimension, ruling, computed));
    }
    let parts = inventory.overrides.iter().filter(|it| begun(it, day) && expired(it, day));
    let live = |it: &&Override| graph.codes().any(|code| code == it.system);
    for (row, part) in parts.filter(live).filter_map(|it| Some((it, it.part.as_ref()?))) {
        let message = Message::new("need-override-expired-part").with("part", part);
        let message = message.with("override", &row.code).with("system", &row.system);
        let message = row.review.iter().fold(message, |message, it| message.with("review", *it));
        let dimension = Some(row.dimension.clone());
        out.push(finding(ContradictionKind::OverrideExpired, &row.system, dimension, message, row.review));
    }
    out.extend(needs.values().filter_map(|it| restores_too_late(it)));
    for it in &mut out {
        let weight = needs.get(it.system.as_str()).map_or(Weight::Unknown, |need| Weight::of(need, model));
        it.severity = Kind::Contradiction.severity(Circumstances::of(weight));
    }
    out.sort_by(|a, b| (&a.system, &a.dimension, a.kind).cmp(&(&b.system, &b.dimension, b.kind)));
    out
}

fn finding(
    kind: ContradictionKind,
    system: &str,
    dimension: Option<String>,
    message: Message,
    on: Option<NaiveDate>,
) -> Contradiction {
    Contradiction {
        kind,
        system: system.to_owned(),
        dimension,
        severity: Kind::Contradiction.base(),
        message,
        on,
    }
}

fn judge(
    graph: &Graph<'_>,
    system: u32,
    dimension: usize,
    ruling: &Ruling<'_>,
    computed: Option<Level>,
) -> Vec<Contradiction> {
    use ContradictionKind::{
        OverrideContradicts, OverrideExpired, OverrideWithoutReason, WeakerThanInformation,
    };
    let Some(row_dimension) = graph.model.dimensions.get(dimension) else { return vec![] };
    let (row, decided) = (ruling.row, level(ruling.level));
    let label = |it: Option<Level>| it.map_or(Arg::Word("need-unknown"), |it| row_dimension.label(it).into());
    let say = |key: &'static str| {
        Message::new(key)
            .with("override", &row.code)
            .with("system", &row.system)
            .with("dimension", &row_dimension.name)
            .with("level", label(decided))
            .with("computed", label(computed))
    };
    let mut found = vec![];
    let against = match row.direction {
        Direction::Raise => row.reason == OverrideReason::Distribution,
        Direction::Lower => row.reason == OverrideReason::Cumulation,
    };
    if against {
        found.push((OverrideContradicts, say("need-override-against-its-reason"), None));
    }
    match row.direction {
        Direction::Raise if decided < computed => {
            found.push((OverrideContradicts, say("need-override-raises-below"), None));
        }
        Direction::Lower if computed.is_some() && decided > computed => {
            found.push((OverrideContradicts, say("need-override-lowers-above"), None));
        }
        Direction::Lower if decided < computed && !ruling.has_reason() => {
            found.push((OverrideWithoutReason, say("need-override-without-reason"), None));
        }
        Direction::Lower if decided < computed && row.decided_by.is_none() => {
            found.push((OverrideWithoutReason, say("need-override-without-decider"), None));
        }
        Direction::Raise | Direction::Lower => {}
    }
    if let Some(review) = row.review.filter(|_| ruling.expired) {
        found.push((OverrideExpired, say("need-override-expired").with("review", review), Some(review)));
    }
    let raised = graph.raised_since(system, dimension, ruling.level, row.from);
    if let Some(raised) = raised.filter(|_| ruling.lowers()) {
        let message = say("need-weaker-than-information").with("information", label(Some(raised)));
        found.push((WeakerThanInformation, message.with("from", row.from), None));
    }
    let dimension = Some(row.dimension.clone());
    found.into_iter().map(|(kind, say, on)| finding(kind, &row.system, dimension.clone(), say, on)).collect()
}

fn restores_too_late(need: &SystemNeed) -> Option<Contradiction> {
    let recovery = need.recovery.as_ref()?;
    let own = recovery.own_minutes.filter(|it| *it > recovery.needed_minutes)?;
    let message = [("own", own), ("needed", recovery.needed_minutes)].into_iter().fold(
        Message::new("need-restores-too-late")
            .with("system", &need.system)
            .with("drivers", recovery.drivers.clone()),
        |message, (name, minutes)| duration(message, name, minutes),
    );
    Some(finding(ContradictionKind::RestoresTooLate, &need.system, None, message, None))
}

/// A time as people say it: days where it is whole days, hours where it is whole hours, else minutes.
fn duration(message: Message, name: &str, minutes: u32) -> Message {
    let (unit, count) = match minutes {
        0 => ("minutes", 0),
        it if it % 1440 == 0 => ("days", it / 1440),
        it if it % 60 == 0 => ("hours", it / 60),
        it => ("minutes", it),
    };
    match name {
        "own" => message.with("own", count).with("own-unit", unit),
        _ => message.with("needed", count).with("needed-unit", unit),
    }
}
