//! How serious a finding is.

use serde::{Deserialize, Serialize};

/// Severity of a finding. `Hinder` stands beside the scale and ranks as low for `--fail-on`.
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
    Deserialize,
    strum::EnumString,
    strum::IntoStaticStr,
    strum::Display,
    strum::VariantNames,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Severity {
    /// Authorised, but cannot reach: protection or disorder stands in the way of work.
    Hinder,
    /// Worth mending.
    Low,
    /// Must be mended.
    Medium,
    /// Must be mended soon.
    High,
    /// Must be mended now.
    Critical,
}

impl Severity {
    /// Rank for thresholds: a hinder ranks as low.
    pub const fn rank(self) -> u8 {
        match self {
            Self::Hinder | Self::Low => 1,
            Self::Medium => 2,
            Self::High => 3,
            Self::Critical => 4,
        }
    }
}
