//! Posture: verdicts → two figures that are never netted: how much has been verified, and how much of that is met.
//!
//!     share verified  = (met + partly + gap + exception + not applicable) / all requirements
//!     met of verified =  met / (met + partly + gap + exception)
//!
//! - Everything that is required stays in the first denominator: unclassified, unmapped and unread requirements are
//!   *not verified*, never left out. A decided *not applicable* is an answer, so it counts as verified; it can be
//!   neither met nor unmet, so it stands outside the second figure.
//! - Every requirement has one home and is counted once: a system's and an asset's is its unit, a site's, platform's
//!   and supplier's the unit that answers for it, a unit's the unit itself. What no unit answers for, and what is
//!   required of the organisation, is the organisation's own. A unit's figure is that of its own objects, beside it
//!   that of its whole subtree; the organisation's is everything.
//! - Planned systems stand apart. Closed and retired ones are left out.
//!
//! Invariants, each held by a property in `posture/tests.rs`: the parts sum to the total; the units' own figures and
//! the organisation's own sum to the organisation's.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::{
    assurance::{Judgement, Verdict},
    catalogue::Scope,
    inventory::{Code, Inventory, Lifecycle},
    requirement::Object,
};

mod movement;

pub use movement::{KEYS, Movement, compare};

/// A part of a whole. Two shares are compared exactly, never by rounded percent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Share {
    /// How many.
    pub part: usize,
    /// Of how many.
    pub whole: usize,
}

impl Share {
    /// Whole percent, rounded down so that 100 means all; none of nothing.
    pub fn percent(self) -> Option<usize> {
        self.part.checked_mul(100)?.checked_div(self.whole)
    }

    /// Whether this share is larger than `other`; a share of nothing is larger than none.
    pub fn exceeds(self, other: Self) -> bool {
        self.whole > 0 && other.whole > 0 && self.part * other.whole > other.part * self.whole
    }
}

/// Verdicts, counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Figure {
    /// Fulfilled.
    pub met: usize,
    /// Partly fulfilled.
    pub partly: usize,
    /// Not fulfilled.
    pub gap: usize,
    /// Not verified.
    pub not_verified: usize,
    /// Under a decided exception.
    pub exception: usize,
    /// Decided not to apply.
    pub not_applicable: usize,
    /// Of those not verified: because a level is assumed, since something is unclassified.
    pub assumed: usize,
    /// Of those verified: on nothing but an own statement.
    pub own_statement: usize,
    /// Of those verified: on nothing but a read that is complete only as far as its giver says.
    pub stated: usize,
}

impl Figure {
    /// All requirements.
    pub const fn total(self) -> usize {
        self.met + self.partly + self.gap + self.not_verified + self.exception + self.not_applicable
    }

    /// How much of what is required has been shown, whatever it showed.
    pub const fn verified(self) -> Share {
        Share { part: self.total() - self.not_verified, whole: self.total() }
    }

    /// How much of what has been shown, and applies, is met.
    pub const fn met_of_verified(self) -> Share {
        Share { part: self.met, whole: self.met + self.partly + self.gap + self.exception }
    }

    /// Counts one more judgement.
    pub fn count(&mut self, judgement: &Judgement) {
        self.count_verdict(judgement.verdict());
        if judgement.verdict().is_verified() {
            self.own_statement += usize::from(judgement.is_own_statement());
            self.stated += usize::from(judgement.is_stated());
        } else {
            self.assumed += usize::from(judgement.assumed);
        }
    }

    fn count_verdict(&mut self, verdict: Verdict) {
        let place = match verdict {
            Verdict::Met => &mut self.met,
            Verdict::Partly => &mut self.partly,
            Verdict::Gap => &mut self.gap,
            Verdict::NotVerified => &mut self.not_verified,
            Verdict::Exception => &mut self.exception,
            Verdict::NotApplicable => &mut self.not_applicable,
        };
        *place += 1;
    }

    /// Adds another figure over other requirements.
    pub fn add(&mut self, other: Self) {
        self.met += other.met;
        self.partly += other.partly;
        self.gap += other.gap;
        self.not_verified += other.not_verified;
        self.exception += other.exception;
        self.not_applicable += other.not_applicable;
        self.assumed += other.assumed;
        self.own_statement += other.own_statement;
        self.stated += other.stated;
    }
}

/// Figures of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct UnitFigure {
    /// What has its home in the unit itself.
    pub own: Figure,
    /// The same with all units below.
    pub subtree: Figure,
}

/// The posture of an organisation on one day.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Posture {
    /// Everything that is required, each requirement once.
    pub organisation: Figure,
    /// Of that, what no unit answers for: requirements of the organisation as a whole, and objects without a unit.
    pub organisation_own: Figure,
    /// Per unit that has not been retired; a unit without any requirement has a figure of nothing.
    pub units: BTreeMap<Code, UnitFigure>,
    /// Per system in use or closing: what is required of the system itself.
    pub systems: BTreeMap<Code, Figure>,
    /// Planned systems, and what only they have: assets, suppliers, platforms. Apart from all the above.
    pub planned: Figure,
    /// Per planned system.
    pub planned_systems: BTreeMap<Code, Figure>,
}

/// Counts `judgements` over the units of `inventory`.
pub fn posture(judgements: &[Judgement], inventory: &Inventory) -> Posture {
    let places = Places::new(inventory);
    let mut posture = Posture {
        units: inventory
            .units
            .iter()
            .filter(|it| it.retired.is_none())
            .map(|it| (it.code.clone(), UnitFigure::default()))
            .collect(),
        ..Posture::default()
    };
    for judgement in judgements {
        let system = (judgement.object.scope == Scope::System).then(|| judgement.object.code.clone());
        match places.stage(judgement) {
            Stage::Left => {}
            Stage::Planned => {
                posture.planned.count(judgement);
                if let Some(code) = system {
                    posture.planned_systems.entry(code).or_default().count(judgement);
                }
            }
            Stage::Current => {
                posture.organisation.count(judgement);
                if let Some(code) = system {
                    posture.systems.entry(code).or_default().count(judgement);
                }
                match places.home(&judgement.object).and_then(|it| posture.units.get_mut(it)) {
                    Some(unit) => unit.own.count(judgement),
                    None => posture.organisation_own.count(judgement),
                }
            }
        }
    }
    sum_subtrees(&mut posture.units, &places);
    posture
}

/// The judgements that count: without planned, closed and retired objects. What [`compare`] is meant for.
pub fn counted<'j>(judgements: &'j [Judgement], inventory: &Inventory) -> Vec<&'j Judgement> {
    let places = Places::new(inventory);
    judgements.iter().filter(|it| places.stage(it) == Stage::Current).collect()
}

fn sum_subtrees(units: &mut BTreeMap<Code, UnitFigure>, places: &Places<'_>) {
    let own: Vec<(Code, Figure)> = units.iter().map(|(code, it)| (code.clone(), it.own)).collect();
    for (code, figure) in own {
        for unit in places.upwards(&code) {
            if let Some(above) = units.get_mut(unit) {
                above.subtree.add(figure);
            }
        }
    }
}

/// Whether an object counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    Current,
    Planned,
    Left,
}

/// Home unit and stage of every object.
struct Places<'a> {
    parents: BTreeMap<&'a str, &'a str>,
    homes: BTreeMap<(Scope, &'a str), &'a str>,
    stages: BTreeMap<(Scope, &'a str), Stage>,
}

impl<'a> Places<'a> {
    fn new(inventory: &'a Inventory) -> Self {
        let mut places = Self { parents: BTreeMap::new(), homes: BTreeMap::new(), stages: BTreeMap::new() };
        for it in &inventory.units {
            places.parents.extend(it.parent.as_deref().map(|parent| (it.code.as_str(), parent)));
            places.put(Scope::Unit, &it.code, Some(&it.code), it.retired.is_some());
        }
        for it in &inventory.suppliers {
            places.put(Scope::Supplier, &it.code, it.unit.as_deref(), it.retired.is_some());
        }
        for it in &inventory.platforms {
            places.put(Scope::Platform, &it.code, it.unit.as_deref(), it.retired.is_some());
        }
        for it in &inventory.sites {
            places.put(Scope::Site, &it.code, it.unit.as_deref(), it.retired.is_some());
        }
        for it in &inventory.systems {
            places.put(Scope::System, &it.code, Some(&it.unit), it.retired.is_some());
            if it.retired.is_none() {
                places.stages.insert((Scope::System, &it.code), stage(it.lifecycle));
            }
        }
        for it in &inventory.assets {
            places.put(Scope::Information, &it.code, Some(&it.unit), it.retired.is_some());
            let only_planned = !it.systems.is_empty()
                && it
                    .systems
                    .iter()
                    .all(|code| places.stages.get(&(Scope::System, code.as_str())) == Some(&Stage::Planned));
            if it.retired.is_none() && only_planned {
                places.stages.insert((Scope::Information, &it.code), Stage::Planned);
            }
        }
        places
    }

    fn put(&mut self, scope: Scope, code: &'a str, home: Option<&'a str>, retired: bool) {
        self.homes.extend(home.map(|unit| ((scope, code), unit)));
        self.stages.insert((scope, code), if retired { Stage::Left } else { Stage::Current });
    }

    /// An object that the register does not know still counts: nothing leaves the denominator by being unknown.
    fn stage(&self, judgement: &Judgement) -> Stage {
        let object = &judgement.object;
        match self.stages.get(&(object.scope, object.code.as_str())) {
            Some(Stage::Left) => Stage::Left,
            Some(Stage::Planned) => Stage::Planned,
            Some(Stage::Current) | None if judgement.planned => Stage::Planned,
            Some(Stage::Current) | None => Stage::Current,
        }
    }

    /// The unit where an object's requirements are counted; the nearest above it where that unit has been retired.
    fn home(&self, object: &Object) -> Option<&'a str> {
        let unit = self.homes.get(&(object.scope, object.code.as_str())).copied()?;
        self.upwards(unit)
            .into_iter()
            .find(|it| self.stages.get(&(Scope::Unit, *it)) == Some(&Stage::Current))
    }

    fn upwards<'b>(&self, from: &'b str) -> Vec<&'b str>
    where
        'a: 'b,
    {
        let mut seen = BTreeSet::new();
        let mut path = Vec::new();
        let mut next = Some(from);
        while let Some(unit) = next
            && seen.insert(unit)
        {
            path.push(unit);
            next = self.parents.get(unit).copied();
        }
        path
    }
}

const fn stage(lifecycle: Lifecycle) -> Stage {
    match lifecycle {
        Lifecycle::Planned => Stage::Planned,
        Lifecycle::InUse | Lifecycle::Closing => Stage::Current,
        Lifecycle::Closed => Stage::Left,
    }
}

#[cfg(test)]
mod tests;
