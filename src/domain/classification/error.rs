//! Why a classification cannot be stored, with its place.

use chrono::NaiveDate;

use crate::{
    inventory::Code,
    message::{Args, Bilingual, Explain, Position},
};

/// Why a classification cannot be stored. `UnknownLevel` is the message `classification-unknown-level`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, strum::IntoStaticStr, strum::VariantNames)]
#[strum(serialize_all = "kebab-case", prefix = "classification-")]
#[expect(missing_docs, reason = "the fields are what the variant's sentence mentions")]
pub enum ClassificationError {
    /// The model has no such dimension.
    #[error("no dimension {dimension:?} in the model")]
    UnknownDimension { dimension: String, allowed: Vec<String>, at: Position },
    /// The model has no such level in that dimension.
    #[error("no level {level:?} in dimension {dimension}")]
    UnknownLevel { dimension: String, level: String, allowed: Bilingual, at: Position },
    /// The level is handled in special order. Neither level nor dimension stands here: nothing of it may be kept.
    #[error("a level that is handled in special order")]
    StopLevel { at: Position },
    /// Neither a level nor special order.
    #[error("no levels")]
    NoLevels { at: Position },
    /// Special order keeps owner and date only.
    #[error("a row in special order holds more than owner and date")]
    SpecialWithContent { at: Position },
    /// The level needs a justification.
    #[error("a reason is required in {}", .dimension.en)]
    ReasonRequired { dimension: Bilingual, level: Bilingual, at: Position },
    /// A lowered level needs a justification.
    #[error("{} is lowered without a reason", .dimension.en)]
    LoweredWithoutReason { dimension: Bilingual, before: Bilingual, level: Bilingual, at: Position },
    /// Special order is left for recorded levels, without a justification.
    #[error("special order is left without a reason")]
    SpecialLeftWithoutReason { at: Position },
    /// It would begin before the version in force, and so never count.
    #[error("begins {from}, before the version in force, {current}")]
    BeginsBeforeCurrent { from: NaiveDate, current: NaiveDate, at: Position },
    /// Its review day comes before its first day.
    #[error("reviewed {review}, before it begins, {from}")]
    ReviewBeforeStart { review: NaiveDate, from: NaiveDate, at: Position },
    /// The decider is the proposer.
    #[error("{person} proposed it and cannot approve it")]
    OwnProposal { person: Code, at: Position },
}

impl Explain for ClassificationError {
    fn key(&self) -> &'static str {
        self.into()
    }

    fn args(&self) -> Args {
        let args = Args::new();
        match self {
            Self::UnknownDimension { dimension, allowed, .. } => {
                args.with("dimension", dimension).with("allowed", allowed.clone())
            }
            Self::UnknownLevel { dimension, level, allowed, .. } => {
                args.with("dimension", dimension).with("level", level).with("allowed", allowed)
            }
            Self::StopLevel { .. }
            | Self::NoLevels { .. }
            | Self::SpecialWithContent { .. }
            | Self::SpecialLeftWithoutReason { .. } => args,
            Self::ReasonRequired { dimension, level, .. } => {
                args.with("dimension", dimension).with("level", level)
            }
            Self::LoweredWithoutReason { dimension, before, level, .. } => {
                args.with("dimension", dimension).with("before", before).with("level", level)
            }
            Self::BeginsBeforeCurrent { from, current, .. } => {
                args.with("from", *from).with("current", *current)
            }
            Self::ReviewBeforeStart { review, from, .. } => args.with("review", *review).with("from", *from),
            Self::OwnProposal { person, .. } => args.with("person", person),
        }
    }

    fn position(&self) -> Option<&Position> {
        match self {
            Self::UnknownDimension { at, .. }
            | Self::UnknownLevel { at, .. }
            | Self::StopLevel { at }
            | Self::NoLevels { at }
            | Self::SpecialWithContent { at }
            | Self::ReasonRequired { at, .. }
            | Self::LoweredWithoutReason { at, .. }
            | Self::SpecialLeftWithoutReason { at }
            | Self::BeginsBeforeCurrent { at, .. }
            | Self::ReviewBeforeStart { at, .. }
            | Self::OwnProposal { at, .. } => Some(at),
        }
    }
}
