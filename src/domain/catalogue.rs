//! The catalogue of controls: what may be required, of what, when and how strictly.
//!
//! The controls themselves stand in `controls/`, one file per family; `schema::catalogue` reads them into this. A control
//! speaks of three aspects at levels 0-3, whatever classification model the organisation uses: the model maps its own
//! dimensions and levels to them.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{message::Bilingual, model::Aspect};

pub mod lint;
mod parse;
pub mod trigger;
pub mod wording;

pub use trigger::Trigger;

/// The catalogue's highest level; its lowest is 0.
pub const TOP: u8 = 3;

/// Administrative or technical.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, strum::IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Category {
    /// Rules, roles, routines.
    Administrative,
    /// Built into technology, perimeters included.
    Technical,
}

/// What a control is required of.
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
    strum::IntoStaticStr,
    strum::EnumString,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Scope {
    /// Once for the whole organisation.
    Organisation,
    /// Each unit.
    Unit,
    /// Each supplier.
    Supplier,
    /// Each hosting platform.
    Platform,
    /// Each site.
    Site,
    /// Each system.
    System,
    /// Each information asset.
    Information,
}

/// Methods of verification.
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
    strum::IntoStaticStr,
    strum::EnumString,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Method {
    /// A person attaches evidence and vouches for it.
    ManualEvidence,
    /// Derived from the tool's own registers.
    RegisterCheck,
    /// Read in the directory.
    DirectoryQuery,
    /// Measured against an address.
    NetworkProbe,
    /// Result of a scanner.
    ScannerImport,
    /// A report of another system: HR, MDM, backup, LMS, door system.
    FileImport,
}

impl Method {
    /// Minutes that one verification takes, unless the control says otherwise.
    pub const fn minutes(self) -> u32 {
        match self {
            Self::ManualEvidence => 15,
            Self::ScannerImport | Self::FileImport => 5,
            Self::RegisterCheck | Self::DirectoryQuery | Self::NetworkProbe => 0,
        }
    }
}

/// How much users notice a control.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, strum::IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Usability {
    /// Not at all.
    None,
    /// Seldom.
    Low,
    /// Daily: needs a judgement.
    Medium,
    /// Changes how people work: needs a pilot.
    High,
}

/// Which way a parameter tightens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stricter {
    /// A lower value is stricter.
    Lower,
    /// A higher value is stricter.
    Higher,
    /// The values are words, in order of level.
    Ordered,
}

/// What a parameter or an interval follows: one aspect, or the highest of all.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, strum::IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum DriverAspect {
    /// Confidentiality.
    C,
    /// Integrity.
    I,
    /// Availability.
    A,
    /// The highest of the three.
    Max,
}

/// The value of a parameter at one level.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum ParamValue {
    /// A number, in the parameter's unit.
    Number(f64),
    /// A word, in both languages.
    Word(Bilingual),
}

impl Param {
    /// The value at `level`; beyond the scale, that of its end.
    pub fn value(&self, level: u8) -> &ParamValue {
        let [none, low, middle, top] = &self.values;
        match level {
            0 => none,
            1 => low,
            2 => middle,
            _ => top,
        }
    }
}

impl Control {
    /// Days after which a proof of fulfilment is stale where the highest aspect is at `level`.
    pub const fn reverify_at(&self, level: u8) -> u32 {
        let [none, low, middle, top] = self.reverify_days;
        match level {
            0 => none,
            1 => low,
            2 => middle,
            _ => top,
        }
    }
}

/// Strength of a control in one respect, per catalogue level 0-3.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Param {
    /// Key; stands as `{key}` in the wordings.
    pub key: String,
    /// Unit: `months`, `count` …; its words stand in `locales/`.
    pub unit: String,
    /// Name.
    pub label: Bilingual,
    /// What it follows.
    pub driver: DriverAspect,
    /// Which way it tightens.
    pub stricter: Stricter,
    /// Value at the catalogue's levels 0, 1, 2, 3.
    pub values: [ParamValue; 4],
}

/// What stands behind a reference.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, strum::IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Standing {
    /// Seen in a primary source (DOMAIN marks it so).
    Seen,
    /// Our reading: never shown as the law's words.
    OurReading,
    /// The text has not been read (MCFFS 2026:11).
    NotRead,
}

/// A reference to a framework or a statute.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reference {
    /// Framework: `iso-27001-2022`, `nist-csf-2`, `cis-8`, `nis2-21`, `ir-2024-2690`, `law`.
    pub framework: String,
    /// Identifier within it.
    pub id: String,
    /// What stands behind it.
    pub standing: Standing,
}

/// The *shall* wording for suppliers, or the decision that there is none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Shall {
    /// The wording.
    Text(Bilingual),
    /// There is none, and why.
    None(Bilingual),
}

/// A control.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Control {
    /// Code: `LOG-01`.
    pub code: String,
    /// Revision of its meaning; proofs from before `revised` are stale by fact.
    pub revision: u32,
    /// Day from which the present revision holds; none for the first.
    pub revised: Option<NaiveDate>,
    /// Title.
    pub title: Bilingual,
    /// Administrative or technical.
    pub category: Category,
    /// What it is required of.
    pub scope: Scope,
    /// When it applies.
    pub applies_when: Trigger,
    /// *Is* wording: own operations.
    pub is: Bilingual,
    /// *Shall* wording: suppliers. Only scopes system, information and supplier have one.
    pub shall: Option<Shall>,
    /// Strength.
    pub params: Vec<Param>,
    /// How much users notice.
    pub usability: Usability,
    /// References.
    pub references: Vec<Reference>,
    /// Methods, the preferred first.
    pub methods: Vec<Method>,
    /// How to verify it.
    pub hint: Option<Bilingual>,
    /// Days after which a proof of fulfilment is stale, per catalogue level 0-3 of the highest aspect.
    pub reverify_days: [u32; 4],
    /// Minutes that one verification takes; by method when left out (by hand 15, list or scanner file 5, else 0).
    pub minutes: u32,
    /// One of the thirty to begin with.
    pub start: bool,
    /// What counts as evidence.
    pub evidence: Vec<Bilingual>,
}

/// Levels per aspect on the catalogue's scale, and flags: what triggers and parameters ask for.
///
/// `None` = not classified, or no dimension of the model drives that aspect.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Facts {
    /// Level 0-3 per aspect.
    pub levels: BTreeMap<Aspect, u8>,
    /// Flags that are set.
    pub flags: std::collections::BTreeSet<String>,
}

impl Facts {
    /// Level that drives a parameter: that of one aspect, or the highest.
    pub fn driver(&self, driver: DriverAspect) -> Option<u8> {
        match driver {
            DriverAspect::C => self.levels.get(&Aspect::C).copied(),
            DriverAspect::I => self.levels.get(&Aspect::I).copied(),
            DriverAspect::A => self.levels.get(&Aspect::A).copied(),
            DriverAspect::Max => self.levels.values().max().copied(),
        }
    }
}

/// All controls, and the identifier lists of the frameworks that they are mapped to.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Catalogue {
    /// Controls, sorted by code.
    pub controls: Vec<Control>,
    /// Families with their titles: `LOG`, the part of the code before the dash.
    pub families: BTreeMap<String, Bilingual>,
    /// Flags that exist, with their meaning.
    pub flags: BTreeMap<String, Bilingual>,
    /// Identifiers per framework, in the framework's own order.
    pub frameworks: BTreeMap<String, Vec<FrameworkItem>>,
    /// Names of the frameworks, as their issuers write them.
    pub titles: BTreeMap<String, String>,
}

/// An identifier of a framework with our own short label.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FrameworkItem {
    /// Identifier.
    pub id: String,
    /// Our own short label; none where we have none.
    pub label: Option<Bilingual>,
    /// Group from which it is expected (CIS implementation groups 1-3), where the framework has such.
    pub group: Option<u8>,
}

impl Catalogue {
    /// The control with `code`.
    pub fn control(&self, code: &str) -> Option<&Control> {
        self.controls.iter().find(|it| it.code == code)
    }
}
