//! Proposing and approving: what a new version must carry, judged against the version in force.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Classification, ClassificationError, Special, State, resolve};
use crate::{
    inventory::Code,
    level::{Level, Levels},
    message::Position,
    model::{LevelCode, Model},
};

/// What somebody has written, before anything is decided.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Draft {
    /// Level per dimension. A dimension that is left out keeps the level that is in force.
    pub levels: BTreeMap<String, LevelCode>,
    /// Justification.
    pub because: Option<String>,
    /// Who proposes: a person; none where the register has nobody for the one who acts.
    pub proposed_by: Option<Code>,
    /// Who took part.
    pub attendees: Vec<Code>,
    /// Civil day from which it is to hold; the day of the proposal when left out.
    pub from: Option<NaiveDate>,
    /// Day by which it is reviewed.
    pub review: Option<NaiveDate>,
    /// Handled in special order: then nothing but the proposer stands beside it.
    pub special: Option<Special>,
}

/// A classification that somebody proposes; it counts in nothing until somebody else has approved it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal(Classification);

impl Proposal {
    /// The version as it is stored.
    pub fn version(&self) -> &Classification {
        &self.0
    }

    /// The version as it is stored.
    pub fn into_version(self) -> Classification {
        self.0
    }

    /// A stored proposal, to approve; nothing where the version is not one.
    pub fn stored(version: Classification) -> Option<Self> {
        (version.state == State::Proposed).then_some(Self(version))
    }
}

fn pointer(to: &str) -> Position {
    Position::Pointer(to.to_owned())
}

/// Judges `draft` against the model and the version in force.
///
/// # Errors
/// All that stands in the way: levels that the model lacks, a stop level (then alone, repeating nothing), a missing
/// justification at the model's thresholds or where any level is lowered, days in the wrong order.
pub fn propose(
    model: &Model,
    current: Option<&Classification>,
    draft: &Draft,
    day: NaiveDate,
) -> Result<Proposal, Vec<ClassificationError>> {
    let from = draft.from.unwrap_or(day);
    let mut errors = days(current, draft, from);
    let mut version = Classification {
        state: State::Proposed,
        proposed_by: draft.proposed_by.clone(),
        from: Some(from),
        ..Classification::default()
    };
    if let Some(special) = &draft.special {
        let more = !draft.levels.is_empty() || draft.because.is_some() || !draft.attendees.is_empty();
        if more || draft.review.is_some() {
            errors.push(ClassificationError::SpecialWithContent { at: pointer("/special") });
        }
        version.special = Some(special.clone());
    } else {
        let ranks = resolve(model, &draft.levels, &|key| match key {
            "" => pointer("/levels"),
            key => pointer(&format!("/levels/{key}")),
        });
        match ranks {
            Ok(_) if draft.levels.is_empty() => {
                errors.push(ClassificationError::NoLevels { at: pointer("/levels") });
            }
            Ok(ranks) => errors.extend(reasons(model, current, draft, &ranks)),
            Err(refused) if refused.iter().any(|it| matches!(it, ClassificationError::StopLevel { .. })) => {
                return Err(refused);
            }
            Err(unknown) => errors.extend(unknown),
        }
        version.levels = carried(model, current, &draft.levels);
        version.because.clone_from(&draft.because);
        version.attendees.clone_from(&draft.attendees);
        version.review = draft.review;
    }
    if errors.is_empty() { Ok(Proposal(version)) } else { Err(errors) }
}

/// Makes the proposal a decision.
///
/// # Errors
/// The decider is the proposer.
pub fn approve(proposal: Proposal, decided_by: &str) -> Result<Classification, Vec<ClassificationError>> {
    let Proposal(version) = proposal;
    if version.proposed_by.as_deref() == Some(decided_by) {
        let (person, at) = (decided_by.to_owned(), pointer("/decided_by"));
        return Err(vec![ClassificationError::OwnProposal { person, at }]);
    }
    Ok(Classification { state: State::Approved, decided_by: Some(decided_by.to_owned()), ..version })
}

/// What is proposed, and what stays in force beside it.
fn carried(
    model: &Model,
    current: Option<&Classification>,
    levels: &BTreeMap<String, LevelCode>,
) -> BTreeMap<String, LevelCode> {
    let kept = current.iter().flat_map(|it| &it.levels).filter(|(code, _)| model.index(code).is_some());
    kept.chain(levels).map(|(code, level)| (code.clone(), level.clone())).collect()
}

fn days(current: Option<&Classification>, draft: &Draft, from: NaiveDate) -> Vec<ClassificationError> {
    let mut errors = vec![];
    if let Some(current) = current.and_then(|it| it.from).filter(|it| from < *it) {
        errors.push(ClassificationError::BeginsBeforeCurrent { from, current, at: pointer("/from") });
    }
    if let Some(review) = draft.review.filter(|it| *it < from) {
        errors.push(ClassificationError::ReviewBeforeStart { review, from, at: pointer("/review") });
    }
    errors
}

fn reasons(
    model: &Model,
    current: Option<&Classification>,
    draft: &Draft,
    proposed: &Levels,
) -> Vec<ClassificationError> {
    if draft.because.as_deref().is_some_and(|it| !it.trim().is_empty()) {
        return vec![];
    }
    let at = || pointer("/because");
    let mut errors = vec![];
    if current.is_some_and(|it| it.special.is_some()) {
        errors.push(ClassificationError::SpecialLeftWithoutReason { at: at() });
    }
    let before = |code: &str| current.and_then(|it| it.levels.get(code));
    for (index, dimension) in model.dimensions.iter().enumerate() {
        let Some(level) = proposed.get(index) else { continue };
        let name = || dimension.name.clone();
        let old: Option<Level> = before(&dimension.code).and_then(|it| dimension.level(it));
        match old.filter(|it| level < *it) {
            Some(old) => errors.push(ClassificationError::LoweredWithoutReason {
                dimension: name(),
                before: dimension.label(old),
                level: dimension.label(level),
                at: at(),
            }),
            None if dimension.describe(level).is_some_and(|it| it.reason_required) => {
                errors.push(ClassificationError::ReasonRequired {
                    dimension: name(),
                    level: dimension.label(level),
                    at: at(),
                });
            }
            None => {}
        }
    }
    errors
}
