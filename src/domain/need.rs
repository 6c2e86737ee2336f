//! Protection need: what a system must withstand, given the information it handles.
//!
//!     levels of assets ──maximum──► own need ──supply edges──► need ──overrides──► effective need
//!
//! Invariants, each held by a test in `need/tests.rs`:
//! - the drivers alone give the same value, and without them it falls;
//! - one more asset never lowers it;
//! - an unclassified asset is a gap, never the lowest level.

use chrono::NaiveDate;
use serde::Serialize;

use crate::{derived::Derived, inventory::Code, level::Level, message::Message, severity::Severity};

/// What decided a need in one dimension.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Driver {
    /// An information asset of the system, at this level.
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
    /// Code of the override that decided, where one did.
    pub by_override: Option<Code>,
}

impl Need {
    /// Whether the need is only known to be *at least* its level.
    pub fn at_least(&self) -> bool {
        self.by_override.is_none() && !self.computed.gaps.is_empty()
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
