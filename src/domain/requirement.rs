//! Requirements: control × scope object × strength, with the facts that drive them.

use serde::Serialize;

use crate::{
    catalogue::{ParamValue, Scope},
    inventory::Code,
};

/// What a requirement is on. The organisation has no code.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Object {
    /// Kind of object.
    pub scope: Scope,
    /// Its code; empty for the organisation.
    pub code: Code,
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
    /// Catalogue level of the highest aspect, which sets the re-verification interval.
    pub level: u8,
    /// Days after which a proof of fulfilment is stale.
    pub reverify_days: u32,
    /// Why it applies.
    pub because: Vec<Because>,
    /// A level that decided it is assumed: something is unclassified, so it is always *not verified*.
    pub assumed: bool,
}
