//! Classification of an information asset: versioned documents, never overwritten.
//!
//!     draft ──propose──► proposal (counts in nothing) ──approve──► approved: in force from its day
//!
//! Invariants, each held by a test in `classification/tests.rs`:
//! - a draft and a proposal count in nothing;
//! - nobody approves what they proposed;
//! - a stop level is refused, and the refusal repeats nothing of what was given.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    inventory::{Asset, Code},
    model::LevelCode,
};

mod age;
mod decide;
mod error;
mod resolve;
#[cfg(test)]
mod tests;
mod waiting;

pub use age::{Age, age, stale};
pub use decide::{Draft, Proposal, approve, propose};
pub use error::ClassificationError;
pub use resolve::resolve;
pub use waiting::waiting;

/// State of a classification.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Default,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::EnumString,
    strum::VariantNames,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum State {
    /// Being written; counts in nothing.
    Draft,
    /// Proposed; counts in nothing until somebody else has approved it.
    Proposed,
    /// Decided: holds from its day.
    #[default]
    Approved,
}

/// *Handled in special order*: the one row that is kept about information at a stop level. Nothing of the content.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Special {
    /// Who answers for the separate analysis: a person.
    pub owner: Code,
    /// Day of the separate analysis.
    pub date: NaiveDate,
}

/// One version of the classification of an asset.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Classification {
    /// Level per dimension of the organisation's model; a dimension that is absent is not classified.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub levels: BTreeMap<String, LevelCode>,
    /// Justification: required from the model's thresholds, and when a level is lowered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub because: Option<String>,
    /// State; approved when left out.
    #[serde(default, skip_serializing_if = "is_approved")]
    pub state: State,
    /// Who proposed: a person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proposed_by: Option<Code>,
    /// Who decided: a person, other than the proposer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided_by: Option<Code>,
    /// Who took part.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attendees: Vec<Code>,
    /// Civil day from which it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<NaiveDate>,
    /// Day by which it is reviewed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<NaiveDate>,
    /// Handled in special order: then there are no levels and no justification.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub special: Option<Special>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
fn is_approved(state: &State) -> bool {
    *state == State::Approved
}

impl Classification {
    /// Whether there is none: no level and no special order.
    pub fn is_empty(&self) -> bool {
        self.levels.is_empty() && self.special.is_none()
    }
}

/// The version of an asset's classification that is in force on `day`: approved, begun, and the latest of those.
///
/// The row's own classification is the latest by its place: without a day of its own it holds from the newest dated
/// version on, and always where none is dated. An earlier version without a day is older than every dated one.
pub fn in_force(asset: &Asset, day: NaiveDate) -> Option<&Classification> {
    let counts = |it: &&Classification| it.state == State::Approved && !it.is_empty();
    let newest = asset.history.iter().filter(counts).filter_map(|it| it.from).max();
    let own = std::iter::once(&asset.classification).map(|it| (it.from.or(newest), it));
    let earlier = asset.history.iter().map(|it| (it.from, it));
    let mut found: Option<(Option<NaiveDate>, &Classification)> = None;
    for (from, version) in own.chain(earlier).filter(|(_, it)| counts(it)) {
        let begun = from.is_none_or(|it| it <= day);
        if begun && found.is_none_or(|(best, _)| from > best) {
            found = Some((from, version));
        }
    }
    found.map(|(_, version)| version)
}
