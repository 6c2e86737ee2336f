//! Assurance: evidence → verdict, for each requirement, with what decided it and what did not count.
//!
//!     proofs per object and method ──latest that counts──► answers per object ──own, else shared──► verdict
//!
//! How it is decided, in order (told to readers in `docs/concepts.md`):
//! 1. A requirement whose level is assumed, since something is unclassified, is *not verified*, whatever was seen.
//! 2. Per object and method the latest observation counts. Several on one day: the worst. The day is that of the
//!    observation, never that of registration, and observations after the day asked about do not exist yet.
//! 3. Proof of fulfilment (met, partly, not applicable) stops counting by interval and by fact: a level raised since,
//!    the control revised, the system replaced, for *not applicable* also a flag added. **A gap never stops
//!    counting**; only a later proof by the same method closes it, *not applicable* only when another person has
//!    accepted it.
//! 4. An own statement of fulfilment counts below the highest level; at that level, and everywhere where the
//!    organisation demands it, it proves nothing and closes no gap. An own statement of a gap always counts.
//! 5. Methods combine to the worst of what counts: gap, partly, met, not applicable. What the program proves of a
//!    part only gives way to any proof of the whole; a gap in a part is a gap.
//! 6. The object's own answer stands, unless what it shares (platform, supplier, unit and those above, organisation)
//!    has an answer that is both worse and later than everything nearer. Without an own answer the nearest shared one
//!    takes its place.
//!
//! Invariants, each held by a property in `assurance/tests.rs`:
//! - one more gap never makes anything met;
//! - time alone never turns a gap into anything else, and never verifies anything;
//! - taking a proof away never verifies anything, unless it was what closed a gap.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use serde::Serialize;

use crate::{
    catalogue::{Catalogue, Control, Facts, Method},
    derived::Derived,
    inventory::{Code, Inventory, Status},
    message::Message,
    model::Model,
    requirement::{Object, Requirement},
};

mod answer;
mod history;
mod lineage;
mod proof;
mod words;

pub use history::History;
pub use proof::{Coverage, Material, Proof, Standing, Unplaced, Unproven, Words, from_register, proof};
pub use words::KEYS;

use lineage::Lineage;

/// What is known about a requirement.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    strum::IntoStaticStr,
    strum::EnumIter,
    strum::VariantNames,
    strum::EnumString,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Verdict {
    /// Fulfilled.
    Met,
    /// Partly fulfilled.
    Partly,
    /// Not fulfilled.
    Gap,
    /// Nobody has shown anything that still counts. Unknown is never ok.
    NotVerified,
    /// A decided exception holds. Nothing sets it yet.
    Exception,
    /// Decided not to apply.
    NotApplicable,
}

impl Verdict {
    /// Whether something that counts has been shown, whatever it showed.
    pub const fn is_verified(self) -> bool {
        !matches!(self, Self::NotVerified)
    }
}

impl From<Status> for Verdict {
    fn from(status: Status) -> Self {
        match status {
            Status::Met => Self::Met,
            Status::Partly => Self::Partly,
            Status::Gap => Self::Gap,
            Status::Na => Self::NotApplicable,
        }
    }
}

/// A proof as it stands to one requirement on one day.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Driver {
    /// The proof.
    pub proof: Proof,
    /// It was seen on something that the object shares, not on the object itself.
    pub inherited: bool,
    /// Whole days from observation to the day asked about.
    pub age_days: i64,
}

/// Why a proof does not count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// Older than the interval.
    Interval {
        /// Most days that it counts.
        days: u32,
    },
    /// The level was lower when it was seen.
    LevelRaised,
    /// The level on the day of observation is not known.
    LevelUnknown,
    /// The control has another meaning since.
    ControlRevised {
        /// Day of the revision.
        revised: NaiveDate,
    },
    /// The system stands in place of an earlier one since.
    SystemReplaced {
        /// Day of replacement.
        replaced: NaiveDate,
    },
    /// Flags added since an answer that it does not apply.
    FlagsAdded {
        /// The flags.
        flags: Vec<String>,
    },
    /// An own statement at the highest level.
    OwnStatementAtTop,
    /// An own statement, where the organisation demands a second person everywhere.
    OwnStatementEverywhere,
    /// It cannot close the known gap before it.
    ClosesNoGap,
}

/// What is missing for a requirement to be verified, or was looked at and does not count.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Lack {
    /// A level is assumed: something is unclassified.
    Assumed,
    /// Nothing has been recorded.
    NothingRecorded,
    /// A proof that does not count.
    PassedOver {
        /// The proof.
        driver: Box<Driver>,
        /// Why not.
        why: Why,
    },
    /// The program looked and could not prove it.
    Unproven(Message),
}

/// The verdict on one requirement, with its reason.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Judgement {
    /// Code of the control.
    pub control: Code,
    /// What it is required of.
    pub object: Object,
    /// A level is assumed.
    pub assumed: bool,
    /// The object is planned, or all its systems are: shown apart.
    pub planned: bool,
    /// The verdict, the proofs that decided it, and what is missing or does not count.
    pub verdict: Derived<Verdict, Driver, Lack>,
    /// The reason as one sentence.
    pub reason: Message,
    /// Last day on which the verdict holds if nothing else happens; none for a gap and for what is not verified.
    pub holds_through: Option<NaiveDate>,
}

impl Judgement {
    /// The verdict alone.
    pub fn verdict(&self) -> Verdict {
        self.verdict.value
    }

    /// Whether it rests on an own statement alone: marked so wherever the verdict is shown.
    pub fn is_own_statement(&self) -> bool {
        self.every_driver(|it| it == Standing::OwnStatement)
    }

    /// Whether it rests on a read alone that is complete only as far as its giver says.
    pub fn is_stated(&self) -> bool {
        self.every_driver(|it| it == Standing::ProgramStated)
    }

    fn every_driver(&self, holds: impl Fn(Standing) -> bool) -> bool {
        let drivers = &self.verdict.drivers;
        !drivers.is_empty() && drivers.iter().all(|it| holds(it.proof.standing))
    }
}

/// What verdicts are reached against.
pub struct Context<'a> {
    /// The day asked about.
    pub on: NaiveDate,
    /// The register, for who answers for whom.
    pub inventory: &'a Inventory,
    /// The catalogue in force that day.
    pub catalogue: &'a Catalogue,
    /// The catalogue's level that the highest level below `stop` maps to; see [`top_level`].
    pub top_level: u8,
    /// No own statement of fulfilment counts at any level (a setting of the organisation).
    pub second_person_everywhere: bool,
    /// Levels and flags of an object on a day, as the requirements of that day were derived from them, assumed levels
    /// included; none where nothing is known of the object that day, and then proofs from that day do not count.
    /// By custom [`History::facts`].
    pub facts_on: &'a dyn Fn(&Object, NaiveDate) -> Option<Facts>,
}

/// The catalogue's level of the highest level below `stop`, over all dimensions of `model`.
pub fn top_level(model: &Model) -> u8 {
    model.dimensions.iter().flat_map(|it| &it.levels).filter_map(|it| it.catalogue).max().unwrap_or(0)
}

/// Days on which something was seen: those for which [`Context::facts_on`] will be asked, beside the day itself.
pub fn observation_days(material: &Material) -> std::collections::BTreeSet<NaiveDate> {
    material.proofs.iter().map(|it| it.observed).collect()
}

/// The verdict on each of `requirements`, in their order.
pub fn judge(requirements: &[Requirement], material: &Material, context: &Context<'_>) -> Vec<Judgement> {
    let lineage = Lineage::new(context.inventory);
    let mut proofs: BTreeMap<(&str, &Object), Vec<&Proof>> = BTreeMap::new();
    for proof in material.proofs.iter().filter(|it| it.observed <= context.on) {
        proofs.entry((&proof.control, &proof.object)).or_default().push(proof);
    }
    let mut unproven: BTreeMap<(&str, &Object), Vec<&Message>> = BTreeMap::new();
    for it in &material.unproven {
        unproven.entry((&it.control, &it.object)).or_default().push(&it.why);
    }
    requirements
        .iter()
        .map(|requirement| {
            let case = Case {
                requirement,
                control: context.catalogue.control(&requirement.control),
                lineage: &lineage,
                context,
            };
            let objects = lineage.answering(&requirement.object);
            let seen = objects
                .iter()
                .filter_map(|object| proofs.get(&(requirement.control.as_str(), object)).map(Vec::as_slice));
            let whys = unproven.get(&(requirement.control.as_str(), &requirement.object));
            case.judge(seen, whys.map_or(&[], Vec::as_slice))
        })
        .collect()
}

/// One requirement to reach a verdict on.
struct Case<'a> {
    requirement: &'a Requirement,
    control: Option<&'a Control>,
    lineage: &'a Lineage<'a>,
    context: &'a Context<'a>,
}

impl Case<'_> {
    fn judge<'p>(&self, seen: impl Iterator<Item = &'p [&'p Proof]>, unproven: &[&Message]) -> Judgement {
        let mut answers = Vec::new();
        let mut lacks = Vec::new();
        for proofs in seen {
            let (counting, passed) = self.answers(proofs);
            lacks.extend(
                passed
                    .into_iter()
                    .map(|(proof, why)| Lack::PassedOver { driver: Box::new(self.driver(proof)), why }),
            );
            if !counting.is_empty() {
                answers.push(counting);
            }
        }
        let deciding = answer::combine(&answers);
        let recorded = !answers.is_empty() || !lacks.is_empty();
        lacks.extend(unproven.iter().map(|it| Lack::Unproven((*it).clone())));
        let mut value = answer::verdict(&deciding);
        if self.requirement.assumed {
            // Somebody has seen that it is lacking: that stands, whatever the level turns out to be.
            let seen = deciding.iter().any(|it| it.status == Status::Gap && it.evidence.is_some());
            value = if value == Verdict::Gap && seen { Verdict::Gap } else { Verdict::NotVerified };
            lacks.insert(0, Lack::Assumed);
        } else if !recorded {
            lacks.push(Lack::NothingRecorded);
        }
        let holds_through = match value {
            Verdict::Met | Verdict::Partly | Verdict::NotApplicable => {
                deciding.iter().filter_map(|it| self.last_day(it)).min()
            }
            Verdict::Gap | Verdict::NotVerified | Verdict::Exception => None,
        };
        let drivers: Vec<Driver> = deciding.into_iter().map(|it| self.driver(it)).collect();
        let reason = words::reason(value, &drivers, &lacks);
        Judgement {
            control: self.requirement.control.clone(),
            object: self.requirement.object.clone(),
            assumed: self.requirement.assumed,
            planned: self.requirement.planned,
            verdict: Derived { value, drivers, gaps: lacks },
            reason,
            holds_through,
        }
    }

    fn driver(&self, proof: &Proof) -> Driver {
        Driver {
            inherited: proof.object != self.requirement.object,
            age_days: (self.context.on - proof.observed).num_days(),
            proof: proof.clone(),
        }
    }

    /// What counts of the proofs on one object, at most one per method; and what does not, with the reason.
    fn answers<'p>(&self, proofs: &[&'p Proof]) -> (Vec<&'p Proof>, Vec<(&'p Proof, Why)>) {
        let mut by_method: BTreeMap<(Method, bool), Vec<&Proof>> = BTreeMap::new();
        for &proof in proofs {
            by_method.entry((proof.method, proof.standing.is_program())).or_default().push(proof);
        }
        let mut counting = Vec::new();
        let mut passed = Vec::new();
        for mut proofs in by_method.into_values() {
            // The worst of a day comes last, so that it stands.
            proofs.sort_by_key(|it| (it.observed, answer::badness(it.status)));
            let mut current: Option<&Proof> = None;
            let mut last_passed = None;
            for proof in proofs {
                match self.counts(proof, current) {
                    Ok(()) => {
                        current = Some(proof);
                        last_passed = None;
                    }
                    Err(why) => {
                        // What closes a gap and has itself stopped counting leaves nothing known.
                        if current.is_some_and(|gap| gap.status == Status::Gap) && why.is_staleness() {
                            current = None;
                        }
                        last_passed = Some((proof, why));
                    }
                }
            }
            counting.extend(current);
            passed.extend(last_passed);
        }
        (counting, passed)
    }

    /// Whether `proof` takes the place of what counted before it by the same method.
    fn counts(&self, proof: &Proof, before: Option<&Proof>) -> Result<(), Why> {
        if proof.status == Status::Gap {
            return Ok(());
        }
        if proof.standing == Standing::OwnStatement {
            if self.requirement.level >= self.context.top_level {
                return Err(Why::OwnStatementAtTop);
            }
            if self.context.second_person_everywhere {
                return Err(Why::OwnStatementEverywhere);
            }
        }
        let after_gap = before.is_some_and(|it| it.status == Status::Gap);
        if after_gap && proof.status == Status::Na && proof.standing == Standing::OwnStatement {
            return Err(Why::ClosesNoGap);
        }
        self.still_holds(proof)
    }

    /// Whether a proof of fulfilment is neither too old nor overtaken by a fact.
    fn still_holds(&self, proof: &Proof) -> Result<(), Why> {
        if let Some(revised) = self.control.and_then(|it| it.revised)
            && proof.observed < revised
        {
            return Err(Why::ControlRevised { revised });
        }
        if let Some(replaced) = self.lineage.replaced(&proof.object)
            && proof.observed < replaced
        {
            return Err(Why::SystemReplaced { replaced });
        }
        self.levels_hold(proof)?;
        if self.last_day(proof).is_none_or(|day| day < self.context.on) {
            return Err(Why::Interval { days: self.requirement.reverify_days });
        }
        Ok(())
    }

    /// The strength that the proof was given against must reach what is required now.
    fn levels_hold(&self, proof: &Proof) -> Result<(), Why> {
        if proof.observed == self.context.on {
            return Ok(());
        }
        let then = (self.context.facts_on)(&proof.object, proof.observed).ok_or(Why::LevelUnknown)?;
        let top = self.context.top_level;
        let reached = |driver| then.driver(driver).unwrap_or(top);
        let highest = then.driver(crate::catalogue::DriverAspect::Max).unwrap_or(top);
        let raised = self.requirement.level > highest
            || self.requirement.strength.iter().any(|strength| {
                self.control
                    .and_then(|it| it.params.iter().find(|param| param.key == strength.key))
                    .is_some_and(|param| strength.level > reached(param.driver))
            });
        if raised {
            return Err(Why::LevelRaised);
        }
        if proof.status == Status::Na {
            let now = (self.context.facts_on)(&self.requirement.object, self.context.on).unwrap_or_default();
            let flags: Vec<String> = now.flags.difference(&then.flags).cloned().collect();
            if !flags.is_empty() {
                return Err(Why::FlagsAdded { flags });
            }
        }
        Ok(())
    }

    fn last_day(&self, proof: &Proof) -> Option<NaiveDate> {
        proof.observed.checked_add_days(Days::new(u64::from(self.requirement.reverify_days)))
    }
}

impl Why {
    /// Whether the proof once counted and was overtaken, rather than never counted.
    const fn is_staleness(&self) -> bool {
        match self {
            Self::Interval { .. }
            | Self::LevelRaised
            | Self::LevelUnknown
            | Self::ControlRevised { .. }
            | Self::SystemReplaced { .. }
            | Self::FlagsAdded { .. } => true,
            Self::OwnStatementAtTop | Self::OwnStatementEverywhere | Self::ClosesNoGap => false,
        }
    }
}

#[cfg(test)]
mod tests;
