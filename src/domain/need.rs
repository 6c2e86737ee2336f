//! Protection need: what a system must withstand, given the information it handles.
//!
//!     levels of assets ──maximum──► own need ──supply edges──► computed need ──overrides──► effective need
//!
//! `graph` holds the register as plain arrays, `flow` runs it to the fixed point and says what decided each value,
//! `adjust` judges the overrides and names contradictions, `recovery` lets the recovery time follow the same edges.
//!
//! - Closed and retired objects take no part. A planned system has a need of its own, which follows to other planned
//!   systems but never raises that of a system in use.
//! - The computed need knows no overrides. One that raises follows the supply edges into the *effective* need of what
//!   the system depends on; one that lowers does not: where the parts of a system run says nothing about its suppliers.
//! - What cannot be trusted to lower does not: an override without reason or decider, or past its review day, counts only
//!   where it raises, and is named as a contradiction.
//!
//! Invariants, each held by a test in `need/tests.rs`:
//! - the drivers alone give the same value, and without them it falls;
//! - one more asset never lowers it;
//! - an unclassified asset is a gap, never the lowest level.

use chrono::NaiveDate;
use serde::Serialize;

use crate::{
    derived::Derived,
    inventory::{Code, Inventory},
    level::Level,
    message::Message,
    model::{Dimension, Model},
    severity::Severity,
};

mod adjust;
mod check;
mod flow;
mod graph;
mod proof;
mod recovery;
#[cfg(test)]
mod tests;

pub use adjust::contradictions;
pub use check::{NeedError, check};
pub use flow::Solution;
pub use graph::Graph;

/// Keys of the messages that are not variants of an error.
pub const KEYS: &[&str] = &[
    "need-unknown",
    "need-override-without-reason",
    "need-override-without-decider",
    "need-override-against-its-reason",
    "need-override-raises-below",
    "need-override-lowers-above",
    "need-override-expired",
    "need-override-expired-part",
    "need-weaker-than-information",
    "need-restores-too-late",
    "need-driver-asset",
    "need-driver-system",
    "need-gap-unclassified",
    "need-gap-special",
    "need-gap-no-assets",
    "need-gap-system",
];

/// What decided a need in one dimension.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Driver {
    /// An information asset that the system handles or is given along a dependency, at this level.
    Asset(Code, Level),
    /// A system that depends on it, whose need it takes over at this level.
    System(Code, Level),
}

/// Why a need is only a lower bound.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Gap {
    /// An asset that nobody has classified in this dimension.
    Unclassified(Code),
    /// An asset handled in special order: its level is not known here, by design.
    Special(Code),
    /// The system has no information assets in the register.
    NoAssets,
    /// A system that depends on this one has a gap of its own.
    System(Code),
}

/// Need of a system in one dimension.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Need {
    /// From the system's own assets and what depends on it. The value is a lower bound while there are gaps.
    pub computed: Derived<Option<Level>, Driver, Gap>,
    /// After overrides that hold on the day: what counts.
    pub effective: Option<Level>,
    /// Code of the override that decided, where one did: the system's own, or one that raises a system that depends on it.
    pub by_override: Option<Code>,
}

impl Need {
    /// Whether the need is only known to be *at least* its level.
    ///
    /// A decided lowering is certain in spite of gaps; a decided raising is not: what is missing may lie higher still.
    pub fn at_least(&self) -> bool {
        let lowered = self.by_override.is_some() && self.effective < self.computed.value;
        !lowered && !self.computed.gaps.is_empty()
    }
}

/// Need of one system.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SystemNeed {
    /// The system.
    pub system: Code,
    /// One per dimension, in the model's order.
    pub dimensions: Vec<Need>,
    /// Longest tolerable outage that follows from its own goal and from what it restores or feeds, in minutes.
    pub recovery: Option<RecoveryNeed>,
}

/// What counts of the need of a system, without the reasons: what requirements are derived from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bounds<'a> {
    /// The system.
    pub system: &'a str,
    /// One per dimension, in the model's order: the level, and whether it is only known to be *at least* that.
    pub dimensions: Vec<(Option<Level>, bool)>,
}

impl SystemNeed {
    /// What counts, without the reasons.
    pub fn bounds(&self) -> Bounds<'_> {
        let dimensions = self.dimensions.iter().map(|it| (it.effective, it.at_least())).collect();
        Bounds { system: &self.system, dimensions }
    }
}

/// How soon a system must be back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RecoveryNeed {
    /// Its own decided goal, in minutes.
    pub own_minutes: Option<u32>,
    /// The lowest of its own and those of the systems that it restores or feeds, transitively.
    pub needed_minutes: u32,
    /// Systems whose goal decided; empty where its own did.
    pub drivers: Vec<Code>,
}

/// Kinds of contradiction: the register says two things that cannot both hold.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, strum::IntoStaticStr, strum::EnumIter,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum ContradictionKind {
    /// An override below the computed need without a reason.
    OverrideWithoutReason,
    /// An override whose direction or reason does not fit its level (distribution lowers, cumulation raises).
    OverrideContradicts,
    /// An override whose review day has passed.
    OverrideExpired,
    /// The system counts lower than its own information, without an override that says why.
    WeakerThanInformation,
    /// What restores or feeds a system is back later than it.
    RestoresTooLate,
}

/// A contradiction, as a finding of the register.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Contradiction {
    /// Kind.
    pub kind: ContradictionKind,
    /// The system.
    pub system: Code,
    /// The dimension, where it concerns one.
    pub dimension: Option<String>,
    /// Severity.
    pub severity: Severity,
    /// The sentence.
    pub message: Message,
    /// Day that matters: of expiry, say.
    pub on: Option<NaiveDate>,
}

/// The need of every system that is not closed, by code, from `inventory` on `day`.
///
/// References to objects that the register lacks, and levels that the model lacks, say nothing here: [`check`] names
/// them when they enter.
pub fn derive(inventory: &Inventory, model: &Model, day: NaiveDate) -> Vec<SystemNeed> {
    let graph = Graph::load(inventory, model, day);
    let solution = graph.solve();
    let recovery = recovery::derive(&graph, inventory);
    let needs = graph.explain(&solution);
    graph
        .codes()
        .zip(needs)
        .zip(recovery)
        .map(|((system, dimensions), recovery)| SystemNeed {
            system: system.to_owned(),
            dimensions,
            recovery,
        })
        .collect()
}

impl Driver {
    /// What decided, in words.
    pub fn message(&self, dimension: &Dimension) -> Message {
        let (key, code, level) = match self {
            Self::Asset(code, level) => ("need-driver-asset", code, level),
            Self::System(code, level) => ("need-driver-system", code, level),
        };
        Message::new(key).with("code", code).with("level", dimension.label(*level))
    }
}

impl Gap {
    /// What is missing, in words.
    pub fn message(&self) -> Message {
        match self {
            Self::Unclassified(code) => Message::new("need-gap-unclassified").with("code", code),
            Self::Special(code) => Message::new("need-gap-special").with("code", code),
            Self::NoAssets => Message::new("need-gap-no-assets"),
            Self::System(code) => Message::new("need-gap-system").with("code", code),
        }
    }
}
