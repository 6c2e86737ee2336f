//! How serious a finding is: one table, with the steps that circumstances add or take away.
//!
//! An organisation may change it later; until then this file is the only place that decides a severity.

use serde::{Deserialize, Serialize};

use crate::{model::Model, need::SystemNeed};

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

    /// One step up; the highest and a hinder stay.
    #[must_use]
    pub const fn up(self) -> Self {
        match self {
            Self::Hinder => Self::Hinder,
            Self::Low => Self::Medium,
            Self::Medium => Self::High,
            Self::High | Self::Critical => Self::Critical,
        }
    }

    /// One step down; the lowest and a hinder stay.
    #[must_use]
    pub const fn down(self) -> Self {
        match self {
            Self::Hinder => Self::Hinder,
            Self::Low | Self::Medium => Self::Low,
            Self::High => Self::Medium,
            Self::Critical => Self::High,
        }
    }
}

/// Kinds of finding: those of the access check (ACCESS section 2), then those of the register.
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
    strum::EnumIter,
    strum::EnumString,
    strum::IntoStaticStr,
    strum::Display,
    strum::VariantNames,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Kind {
    /// Reaches outside the rule.
    Unauthorised,
    /// Reaches, and no row of the HR file has the account's number.
    Orphan,
    /// Reaches, and the employment has ended.
    Leaver,
    /// Reaches, and it cannot be told which person it is.
    AmbiguousPerson,
    /// A disabled account that is still a member.
    DisabledMember,
    /// An expired account that is still a member.
    ExpiredMember,
    /// A member that is locked for a while.
    LockedMember,
    /// A member that has not signed in for long: a dormant account.
    StaleLogon,
    /// A member that has never signed in.
    NeverLoggedOn,
    /// A member that is not in the directory.
    Dangling,
    /// A member from another directory whom nobody here can name.
    ForeignUnresolved,
    /// Open to everybody.
    BroadPrincipal,
    /// A member that is no person: a computer, a contact.
    NonPerson,
    /// An account put straight into the granting group, although the rule asks for a role group.
    DirectAssignment,
    /// Entitled, has a working account, and does not reach.
    MissingAccess,
    /// Entitled, and has no account.
    MissingAccount,
    /// Holds two rights that nobody may hold together.
    SodConflict,
    /// Member only through a distribution group, which opens nothing.
    ViaDistributionGroup,
    /// Groups that contain each other.
    Cycle,
    /// The granting group is not in the directory.
    GrantGroupMissing,
    /// More accounts reach than the rule's ceiling.
    OverLimit,
    /// A service account without an owner.
    NoPersonBehind,
    /// Nobody holds a role of a system.
    RoleVacancy,
    /// Who holds a role of a system no longer works here.
    DepartedHolder,
    /// The register says two things that cannot both hold.
    Contradiction,
    /// A classification whose review is overdue.
    StaleClassification,
}

impl Kind {
    /// Whether it says that something is *not* there: a read of which a part is missing cannot show it.
    pub const fn rests_on_absence(self) -> bool {
        matches!(
            self,
            Self::Dangling
                | Self::MissingAccess
                | Self::MissingAccount
                | Self::GrantGroupMissing
                | Self::ViaDistributionGroup
                | Self::NoPersonBehind
                | Self::NeverLoggedOn
        )
    }

    /// Severity before any step.
    pub const fn base(self) -> Severity {
        match self {
            Self::Leaver
            | Self::Orphan
            | Self::SodConflict
            | Self::BroadPrincipal
            | Self::GrantGroupMissing => Severity::High,
            Self::Unauthorised
            | Self::ForeignUnresolved
            | Self::OverLimit
            | Self::NoPersonBehind
            | Self::RoleVacancy
            | Self::DepartedHolder
            | Self::Contradiction => Severity::Medium,
            Self::AmbiguousPerson
            | Self::DisabledMember
            | Self::ExpiredMember
            | Self::LockedMember
            | Self::StaleLogon
            | Self::NeverLoggedOn
            | Self::Dangling
            | Self::NonPerson
            | Self::DirectAssignment
            | Self::ViaDistributionGroup
            | Self::Cycle
            | Self::StaleClassification => Severity::Low,
            Self::MissingAccess | Self::MissingAccount => Severity::Hinder,
        }
    }

    /// Severity after the steps of its circumstances.
    pub const fn severity(self, circumstances: Circumstances) -> Severity {
        let mut out = self.base();
        match circumstances.weight {
            Weight::Top | Weight::Unknown => out = out.up(),
            Weight::Middle | Weight::LowerHalf => {}
        }
        if circumstances.privileged {
            out = out.up();
        }
        if matches!(circumstances.weight, Weight::LowerHalf) {
            out = out.down();
        }
        if circumstances.moved {
            out = out.down();
        }
        out
    }
}

/// How much hangs on a system: where its highest need lies in the scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Weight {
    /// In the lower half of the scale.
    LowerHalf,
    /// Between the two.
    Middle,
    /// Not known, or only known to be *at least* something.
    #[default]
    Unknown,
    /// At the top level below `stop`.
    Top,
}

impl Weight {
    /// The weight of a system with `need`, by the scales of `model`. Dimensions may differ in scale, so each is judged
    /// in its own: one at the top is enough, one that is not known weighs before the others, and all must lie in the
    /// lower half for the system to.
    pub fn of(need: &SystemNeed, model: &Model) -> Self {
        need.dimensions
            .iter()
            .zip(&model.dimensions)
            .filter(|(need, dimension)| !(dimension.optional && need.effective.is_none()))
            .map(|(need, dimension)| match (need.effective, dimension.top()) {
                (Some(level), Some(top)) if level >= top => Self::Top,
                (Some(_), Some(_)) if need.at_least() => Self::Unknown,
                (Some(level), Some(top)) if u16::from(level.rank()) * 2 < u16::from(top.rank()) => {
                    Self::LowerHalf
                }
                (Some(_), Some(_)) => Self::Middle,
                (None, _) | (_, None) => Self::Unknown,
            })
            .max()
            .unwrap_or_default()
    }
}

/// What moves a severity from its base.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Circumstances {
    /// How much hangs on the system; `Middle` for what concerns no system.
    pub weight: Weight,
    /// The right is marked privileged.
    pub privileged: bool,
    /// The account moved within the organisation.
    pub moved: bool,
}

impl Circumstances {
    /// No steps: the base holds.
    pub const NONE: Self = Self { weight: Weight::Middle, privileged: false, moved: false };

    /// The circumstances of a system of this weight.
    pub const fn of(weight: Weight) -> Self {
        Self { weight, privileged: false, moved: false }
    }
}

#[cfg(test)]
mod tests;
