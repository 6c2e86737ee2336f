//! Requirements: control × scope object × strength, with the facts that drive them.
//!
//!     need of systems ─┐
//!     flags, assets ───┼─► facts per object ──trigger, parameters──► requirement ──► preview of a change
//!     units, suppliers ┘
//!
//! A system has its need and its own flags with those of its assets. An organisation, unit, supplier, platform or site
//! has the highest levels and all flags of its systems; those in use decide, planned ones only where there are no
//! others. An information asset has its own classification and flags.
//!
//! Invariants, each held by a test in `requirement/tests.rs`:
//! - an unclassified dimension counts as the highest level below `stop`; where that decides, the requirement is
//!   *assumed*;
//! - raising a level neither removes a requirement of a trigger without `not`, `<`, `<=` and `==`, nor loosens any
//!   strength;
//! - the driving facts alone give the same requirement and the same strength.

use chrono::NaiveDate;
use serde::Serialize;

use crate::{
    catalogue::{Catalogue, ParamValue, Scope},
    inventory::{Code, Inventory},
    model::{Aspect, Model},
    need::SystemNeed,
};

mod base;
mod because;
mod facts;
mod preview;

pub use base::{Base, Row};
pub use preview::{Change, Preview, Respect, preview};

/// What a requirement is on. The organisation has no code.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Object {
    /// Kind of object.
    pub scope: Scope,
    /// Its code; empty for the organisation.
    pub code: Code,
}

impl Object {
    /// The object of kind `scope` with `code`.
    pub fn new(scope: Scope, code: impl Into<Code>) -> Self {
        Self { scope, code: code.into() }
    }

    /// The organisation.
    pub fn organisation() -> Self {
        Self::new(Scope::Organisation, "")
    }
}

/// Strength in one respect.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Strength {
    /// Key of the parameter.
    pub key: String,
    /// Catalogue level that it follows, 0-3.
    pub level: u8,
    /// Value at that level.
    pub value: ParamValue,
}

/// A fact that makes a control apply, or that decides its strength.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Because {
    /// It always applies.
    Always,
    /// A level of a dimension of the model: `K` at the model's rank, so that the reader sees the word.
    Level {
        /// Code of the dimension.
        dimension: String,
        /// Rank in the model.
        level: crate::level::Level,
        /// Assumed, since something is unclassified.
        assumed: bool,
    },
    /// No dimension of the model drives this aspect of the catalogue, so that the highest level is assumed.
    Unmapped(Aspect),
    /// A flag.
    Flag(String),
}

/// A requirement.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Requirement {
    /// Code of the control.
    pub control: Code,
    /// What it is on.
    pub object: Object,
    /// Strength per parameter of the control.
    pub strength: Vec<Strength>,
    /// Catalogue level of the highest aspect, which sets the re-verification interval; the highest possible where it is
    /// not known.
    pub level: u8,
    /// Days after which a proof of fulfilment is stale.
    pub reverify_days: u32,
    /// Why it applies, and why so strictly.
    pub because: Vec<Because>,
    /// A level that decided it is assumed: something is unclassified, so it is always *not verified*.
    pub assumed: bool,
    /// The object is planned, or all its systems are: shown apart.
    pub planned: bool,
}

/// Every requirement on `day`, by object and control.
pub fn derive(
    catalogue: &Catalogue,
    model: &Model,
    inventory: &Inventory,
    needs: &[SystemNeed],
    day: NaiveDate,
) -> Vec<Requirement> {
    let bounds: Vec<_> = needs.iter().map(SystemNeed::bounds).collect();
    Base::new(catalogue, model, inventory, &bounds, day).requirements()
}

#[cfg(test)]
mod tests;
