//! The register as documents carry it: one map of lists, every row with a `code`.
//!
//! One form serves import, export and derivation. References are codes, which are unique and never reused; the store
//! keeps the identifiers beside them. Field names are the keys of `schemas/inventory.schema.json`.
//!
//! Invariants, each held by a test in `inventory/tests.rs`:
//! - a plan names every row once: added, changed, removed or left alone;
//! - applying the plan of a document and planning it again gives an empty plan.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    access::rule::Expr,
    classification::Classification,
    model::{LevelCode, ModelCode},
};

pub mod check;
pub mod plan;

/// What stands in place of the name of a person with protected identity, where the reader may not see it.
pub const HIDDEN: &str = "***";

/// Code of an object as people write it (`EKO`, `INF-001`, `POL-12`): unique in its list, never reused.
pub type Code = String;

/// The organisation itself. One per database.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Organisation {
    /// Name as in reports.
    pub name: String,
    /// Language of the organisation: `sv` or `en`.
    #[serde(default)]
    pub language: crate::message::Lang,
    /// IANA name of the time zone in which decisions hold from a day; `Europe/Stockholm` when left out.
    #[serde(default = "stockholm")]
    pub time_zone: String,
    /// Code of the classification model in use.
    #[serde(default = "klassa")]
    pub model: ModelCode,
}

fn stockholm() -> String {
    "Europe/Stockholm".to_owned()
}

fn klassa() -> ModelCode {
    "klassa-0-4".to_owned()
}

/// Kinds of unit in the tree: the nämnd answers, its förvaltning works, the enhet is where people are; a bolag stands beside.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::EnumString,
    strum::VariantNames,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum UnitKind {
    /// Nämnd.
    Board,
    /// Förvaltning.
    Administration,
    /// Enhet.
    Department,
    /// Bolag.
    Company,
    /// Outside the organisation.
    External,
}

/// A unit of the organisation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unit {
    /// Code.
    pub code: Code,
    /// Name.
    pub name: String,
    /// Name in English, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name_en: Option<String>,
    /// What kind of unit.
    pub kind: UnitKind,
    /// The unit above it; none for the top.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<Code>,
    /// Day on which it left the register.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retired: Option<NaiveDate>,
}

/// Kinds of person.
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
pub enum PersonKind {
    /// Employed.
    #[default]
    Employee,
    /// Elected representative.
    Elected,
    /// Works for somebody else.
    External,
}

/// A person who holds a role or is named in a rule or a decision. The rest of the staff comes with the HR file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Code, by which the register names the person.
    pub code: Code,
    /// Name.
    pub name: String,
    /// Employee number, which joins the person to the HR file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub employee_id: Option<String>,
    /// E-mail address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Kind.
    #[serde(default)]
    pub kind: PersonKind,
    /// Unit of the person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Code>,
    /// Title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Protected identity (OSL 21:3): name, unit and path are hidden save for those entitled.
    #[serde(default, skip_serializing_if = "is_false")]
    pub protected: bool,
    /// Day from which the person no longer works here, as far as the register knows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended: Option<NaiveDate>,
    /// Day on which it left the register.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retired: Option<NaiveDate>,
}

/// A supplier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Supplier {
    /// Code.
    pub code: Code,
    /// Name.
    pub name: String,
    /// Organisation number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub org_number: Option<String>,
    /// Unit that follows the supplier up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Code>,
    /// Day on which it left the register.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retired: Option<NaiveDate>,
}

/// Kinds of contract.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::EnumString,
    strum::VariantNames,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum ContractKind {
    /// The agreement itself.
    Contract,
    /// Data processing agreement (GDPR art. 28).
    ProcessorAgreement,
    /// Agreement with a sub-processor.
    SubProcessor,
}

/// A contract with a supplier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contract {
    /// Code.
    pub code: Code,
    /// The supplier.
    pub supplier: Code,
    /// Kind.
    pub kind: ContractKind,
    /// Systems that it covers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub systems: Vec<Code>,
    /// Reference, such as a registration number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// Codes of the controls whose *shall* wording it holds: the security terms.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub terms: Vec<Code>,
    /// First day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<NaiveDate>,
    /// Day from which it no longer holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ends: Option<NaiveDate>,
    /// Day on which it left the register.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retired: Option<NaiveDate>,
}

/// Forms of hosting.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::EnumString,
    strum::VariantNames,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Hosting {
    /// In own rooms.
    OnPrem,
    /// A service of a supplier.
    Saas,
    /// A platform of a supplier.
    Paas,
    /// Machines of a supplier.
    Iaas,
    /// Partly own, partly a supplier's.
    Hybrid,
}

/// A hosting platform that systems share: one proof on it serves them all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Platform {
    /// Code.
    pub code: Code,
    /// Name.
    pub name: String,
    /// Form of hosting.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hosting: Option<Hosting>,
    /// Unit that runs it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Code>,
    /// Day on which it left the register.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retired: Option<NaiveDate>,
}

/// A site: premises where systems or people are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Site {
    /// Code.
    pub code: Code,
    /// Name.
    pub name: String,
    /// Unit that answers for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Code>,
    /// Day on which it left the register.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retired: Option<NaiveDate>,
}

/// Life cycle of a system. Planned ones are derived and shown apart; closed ones leave need, requirements and posture.
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
pub enum Lifecycle {
    /// Decided, not yet in use.
    Planned,
    /// In use.
    #[default]
    InUse,
    /// On its way out.
    Closing,
    /// No longer in use.
    Closed,
}

/// Whether a system keeps accounts of its own beside the directory.
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
pub enum OwnAccounts {
    /// It does.
    Yes,
    /// It does not.
    No,
    /// Nobody has said: never "no".
    #[default]
    Unknown,
}

/// A system.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct System {
    /// Code.
    pub code: Code,
    /// Name.
    pub name: String,
    /// Name in English, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name_en: Option<String>,
    /// Home unit.
    pub unit: Code,
    /// Systemägare: a person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<Code>,
    /// Systemförvaltare: a person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub manager: Option<Code>,
    /// Systemadministratör: a person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub administrator: Option<Code>,
    /// Deputy of the systemägare.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner_deputy: Option<Code>,
    /// Deputy of the systemförvaltare.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub manager_deputy: Option<Code>,
    /// Deputy of the systemadministratör.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub administrator_deputy: Option<Code>,
    /// Supplier.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supplier: Option<Code>,
    /// Hosting platform.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub platform: Option<Code>,
    /// Form of hosting.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hosting: Option<Hosting>,
    /// Sites at which it stands.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sites: Vec<Code>,
    /// Flags that triggers ask for (`personal_data`, `internet_exposed` …); the system also has those of its assets.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub flags: Vec<String>,
    /// The unit cannot do its task without it: sorts first, raises no requirement.
    #[serde(default, skip_serializing_if = "is_false")]
    pub vital: bool,
    /// Life cycle.
    #[serde(default)]
    pub lifecycle: Lifecycle,
    /// Whether it keeps accounts of its own.
    #[serde(default)]
    pub own_accounts: OwnAccounts,
    /// Day from which the present system stands in place of an earlier one: proofs from before are stale by fact.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaced: Option<NaiveDate>,
    /// Free note.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Day on which it left the register.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retired: Option<NaiveDate>,
}

/// An information asset, with its classification in force and the earlier ones.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asset {
    /// Code.
    pub code: Code,
    /// Name.
    pub name: String,
    /// Unit that works with it.
    pub unit: Code,
    /// Informationsägare: a unit, usually the board (nämnd).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<Code>,
    /// Systems that handle it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub systems: Vec<Code>,
    /// Flags of the content.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub flags: Vec<String>,
    /// Statutes that govern it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub law: Option<String>,
    /// How long it is kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retention: Option<String>,
    /// The latest classification: `levels` and what belongs to them stand on the row itself.
    #[serde(flatten)]
    pub classification: Classification,
    /// Earlier classifications, and proposals.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub history: Vec<Classification>,
    /// Day on which it left the register.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retired: Option<NaiveDate>,
}

/// A dependency: the consumer cannot work without what the supplier system gives.
///
/// Without `follows`, those dimensions follow that the model says follow supply (R and T), and those that follow
/// delivered data (K) take the highest level of `assets`. A dimension in `follows` follows in full.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dependency {
    /// Code.
    pub code: Code,
    /// The system that needs the other.
    pub consumer: Code,
    /// The system that is needed.
    pub supplier: Code,
    /// Kind of supply.
    #[serde(default)]
    pub kind: DependencyKind,
    /// Dimensions that follow, instead of the model's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follows: Option<Vec<String>>,
    /// Highest level that follows, per dimension.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub cap: BTreeMap<String, LevelCode>,
    /// Information assets that are delivered along it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub assets: Vec<Code>,
    /// Why it is attenuated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub because: Option<String>,
    /// Day on which it left the register.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retired: Option<NaiveDate>,
}

/// Kinds of dependency. `restores` and `feeds` carry the recovery time.
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
pub enum DependencyKind {
    /// The supplier gives what the consumer runs on or works with.
    #[default]
    Feeds,
    /// The supplier restores the consumer: backup.
    Restores,
}

/// What kind of thing gives a right.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::EnumString,
    strum::VariantNames,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum GrantKind {
    /// Membership in a directory group, by DN, or by name where it is unique.
    Group,
}

/// What gives a right: the granting group in the directory.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grant {
    /// Kind.
    pub kind: GrantKind,
    /// The group: its DN, or its name where the directory has only one of that name.
    pub object: String,
    /// Code of the source; the directory when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Code>,
}

/// A right in a system, which one or more grants give.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Right {
    /// Code.
    pub code: Code,
    /// The system.
    pub system: Code,
    /// Name, as the system's users say it: *Administrera*.
    pub name: String,
    /// Administrators' right: findings stand one step higher.
    #[serde(default, skip_serializing_if = "is_false")]
    pub privileged: bool,
    /// What gives it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub grants: Vec<Grant>,
    /// Day on which it left the register.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retired: Option<NaiveDate>,
}

/// A person named in a rule, beside the expression.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// Employee number, as in the HR file.
    pub employee_id: String,
    /// Why.
    pub because: String,
    /// Case number of the decision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case: Option<String>,
    /// Instant from which it no longer holds; at it and after it the person is outside the rule (ACCESS point 28).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ends: Option<DateTime<Utc>>,
}

/// Who must have the access: only these can be reported as missing it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Entitled {
    /// Nobody is reported as missing.
    #[default]
    Nobody,
    /// Everyone whom the rule allows.
    Allowed,
    /// Those whom this expression picks.
    Rule(Expr),
}

/// The ground of a rule: the decided needs-and-risk analysis behind it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ground {
    /// Reference to the analysis.
    pub analysis: String,
    /// Who decided: a person.
    pub decided_by: Code,
    /// Day of the decision.
    pub decided: NaiveDate,
    /// Day by which it is examined again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<NaiveDate>,
}

/// An access rule: who is authorised for one or more rights of one system.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    /// Code.
    pub code: Code,
    /// The system.
    pub system: Code,
    /// Rights that it covers, by code.
    pub rights: Vec<Code>,
    /// The rule in the organisation's own words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
    /// Who is allowed; nobody but named persons when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub allow: Option<Expr>,
    /// Who is not, whatever `allow` says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub forbid: Option<Expr>,
    /// Persons allowed by name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub named: Vec<Named>,
    /// Who must have the access.
    #[serde(default)]
    pub entitled: Entitled,
    /// Access must come through a role group, never directly.
    #[serde(default, skip_serializing_if = "is_false")]
    pub role_group: bool,
    /// Most accounts that may hold it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ceiling: Option<u32>,
    /// The decided analysis; without it the answer is *by rule, not examined*.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ground: Option<Ground>,
    /// Day on which it left the register.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retired: Option<NaiveDate>,
}

/// Two rights that nobody may hold together; it holds both ways.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conflict {
    /// Code.
    pub code: Code,
    /// One right.
    pub left: Code,
    /// The other.
    pub right: Code,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub because: Option<String>,
    /// Day on which it left the register.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retired: Option<NaiveDate>,
}

/// Direction of an override.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::EnumString,
    strum::VariantNames,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Direction {
    /// The need is higher than computed.
    Raise,
    /// The need is lower than computed.
    Lower,
}

/// Reason of an override (BSI 200-2): cumulation raises, distribution lowers.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::EnumString,
    strum::VariantNames,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum OverrideReason {
    /// Many things together do more harm than each alone.
    Cumulation,
    /// The need is spread over several parts, or only a part runs here.
    Distribution,
    /// Another reason, given in words.
    Manual,
}

/// A decided deviation from the computed need; the computed value stays visible beside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Override {
    /// Code.
    pub code: Code,
    /// The system.
    pub system: Code,
    /// A part of the system, in words; such an override never changes the system's need.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
    /// Dimension of the model.
    pub dimension: String,
    /// Direction.
    pub direction: Direction,
    /// Reason.
    pub reason: OverrideReason,
    /// The level that holds instead.
    pub level: LevelCode,
    /// Why, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub because: Option<String>,
    /// Who decided: a person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided_by: Option<Code>,
    /// First day.
    pub from: NaiveDate,
    /// Day by which it is reviewed; after it, it has expired.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<NaiveDate>,
    /// Day on which it left the register.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retired: Option<NaiveDate>,
}

/// How soon a system must be back, and how much work may be lost.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recovery {
    /// Code.
    pub code: Code,
    /// The system.
    pub system: Code,
    /// Longest tolerable outage, in minutes.
    pub rto_minutes: u32,
    /// Longest tolerable loss of work, in minutes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rpo_minutes: Option<u32>,
    /// Who decided: a person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided_by: Option<Code>,
    /// First day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<NaiveDate>,
    /// Day on which it left the register.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retired: Option<NaiveDate>,
}

/// What a proof says about a requirement.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::EnumString,
    strum::VariantNames,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Status {
    /// Fulfilled.
    Met,
    /// Partly fulfilled.
    Partly,
    /// Not fulfilled.
    Gap,
    /// Does not apply, with the reason.
    Na,
}

/// Evidence: what somebody saw, when, how, and who accepted it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// Code.
    pub code: Code,
    /// Code of the control.
    pub control: Code,
    /// Code of the system, unit, supplier, platform, site or asset; the organisation when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<Code>,
    /// What it says.
    pub status: Status,
    /// Why, in words.
    pub because: String,
    /// The value that was seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// Method of verification: one of the catalogue's; by hand when left out.
    #[serde(default = "by_hand")]
    pub method: String,
    /// Day of observation, never the day of registration.
    pub observed: NaiveDate,
    /// Who saw it: a person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub observer: Option<Code>,
    /// Who accepted it: another person. Without one it is an *own statement*.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accepted_by: Option<Code>,
    /// SHA-256 of the attachment, in hexadecimal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attachment: Option<String>,
    /// Day on which it left the register.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retired: Option<NaiveDate>,
}

fn by_hand() -> String {
    "manual_evidence".to_owned()
}

/// Kinds of source.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::EnumString,
    strum::VariantNames,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum SourceKind {
    /// A directory, read from an LDIF file.
    Ldif,
    /// The HR file.
    Hr,
    /// Classification sheets such as KLASSA's, for their saved mapping of columns.
    Classification,
}

/// Dialects of directory.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::EnumString,
    strum::VariantNames,
)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
pub enum Dialect {
    /// Active Directory.
    Ad,
    /// OpenLDAP and its kin.
    OpenLdap,
}

/// What the place of an entry says about it: `OU=Admin,OU=T0` gives `account.tier` = `T0`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlaceFact {
    /// Entries at or below this DN; a DN without the suffix matches anywhere as consecutive parts.
    pub under: String,
    /// Attribute name, asked for in rules as `account.NAME`.
    pub attribute: String,
    /// Its value.
    pub value: String,
}

/// A source of observations.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Code; the directory of `access check` is `directory`.
    pub code: Code,
    /// Kind.
    pub kind: SourceKind,
    /// Name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Dialect; found from the content when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dialect: Option<Dialect>,
    /// Days without sign-in after which an account is dormant; 90 when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stale_days: Option<u32>,
    /// Days by which the stored last sign-in may lag; 14 in AD, else 0, when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub logon_lag_days: Option<u32>,
    /// DNs below which service accounts stand: each of them needs an owner (`manager`).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub service_accounts: Vec<String>,
    /// Attributes that follow from the place of an entry.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<PlaceFact>,
    /// Heading of the file → column of Skydd, where they differ: the saved mapping.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub columns: BTreeMap<String, String>,
    /// Day on which it left the register.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retired: Option<NaiveDate>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
fn is_false(value: &bool) -> bool {
    !*value
}

/// A row of one of the lists.
pub trait Row: Clone + PartialEq + Serialize + serde::de::DeserializeOwned {
    /// Which list it stands in.
    const LIST: List;
    /// Its code.
    fn code(&self) -> &str;
    /// Day on which it left the register.
    fn retired(&self) -> Option<NaiveDate>;
    /// The same row, retired on `day`.
    #[must_use]
    fn retire(self, day: NaiveDate) -> Self;
    /// The list in an inventory.
    fn list(inventory: &Inventory) -> &Vec<Self>;
    /// The list in an inventory, to change.
    fn list_mut(inventory: &mut Inventory) -> &mut Vec<Self>;
}

/// Code that treats all lists alike: `visit` is called once per list, in order.
pub trait EachList {
    /// One list.
    fn visit<R: Row>(&mut self);
}

macro_rules! lists {
    ($($field:ident: $row:ident, $list:ident;)*) => {
        /// The lists of an inventory, in the order of documents and of import: what is referred to comes first.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, strum::IntoStaticStr, strum::EnumString, strum::EnumIter, strum::VariantNames)]
        #[serde(rename_all = "snake_case")]
        #[strum(serialize_all = "snake_case")]
        pub enum List { $(#[doc = concat!("`", stringify!($field), "`")] $list,)* }

        /// The whole register, or the part of it that a document mentions.
        #[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
        pub struct Inventory {
            /// The organisation.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            pub organisation: Option<Organisation>,
            $(#[doc = concat!("`", stringify!($field), "`")] #[serde(default, skip_serializing_if = "Vec::is_empty")] pub $field: Vec<$row>,)*
        }

        $(impl Row for $row {
            const LIST: List = List::$list;
            fn code(&self) -> &str { &self.code }
            fn retired(&self) -> Option<NaiveDate> { self.retired }
            fn retire(mut self, day: NaiveDate) -> Self { self.retired = Some(day); self }
            fn list(inventory: &Inventory) -> &Vec<Self> { &inventory.$field }
            fn list_mut(inventory: &mut Inventory) -> &mut Vec<Self> { &mut inventory.$field }
        })*

        /// Lets `visitor` see every list once, in order. For code that treats all lists alike.
        pub fn each_list(visitor: &mut impl EachList) {
            $(visitor.visit::<$row>();)*
        }
    };
}

lists! {
    units: Unit, Units;
    people: Person, People;
    suppliers: Supplier, Suppliers;
    contracts: Contract, Contracts;
    platforms: Platform, Platforms;
    sites: Site, Sites;
    systems: System, Systems;
    assets: Asset, Assets;
    dependencies: Dependency, Dependencies;
    rights: Right, Rights;
    rules: Rule, Rules;
    conflicts: Conflict, Conflicts;
    overrides: Override, Overrides;
    recovery: Recovery, Recovery;
    evidence: Evidence, Evidence;
    sources: Source, Sources;
}
