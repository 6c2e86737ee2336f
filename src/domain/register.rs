//! What the program verifies itself, and what the register shows to be wrong.
//!
//!     register, HR file, access check ──checks──► proofs of the program ──► `assurance`
//!                                     └─findings─► vacancies, departed holders, old classifications, contradictions
//!
//! Each check says no more than its facts prove; `docs/verified-by-skydd.md` lists them and is held equal to [`CHECKS`]
//! by a test. What always holds:
//! - what the register does not say is unknown, never met and never a gap;
//! - an incomplete read shows gaps and nothing else; a stated one also fulfilment, marked as stated;
//! - a check that sees only a part of a requirement never shows the whole of it as met.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use crate::{
    access::{
        check::Outcome,
        hr::{AsOf, HrRow, People},
        snapshot::{Completeness, Snapshot},
    },
    assurance::{Coverage, Material, Proof, Standing, Unproven, Words},
    catalogue::{Catalogue, Method, ParamValue},
    inventory::{Asset, Code, Inventory, Person, Status, System},
    message::Message,
    model::Model,
    requirement::Requirement,
};

mod accounts;
mod finding;
mod holders;
mod objects;

pub use finding::{Finding, Kind, findings, reclassify_months};
pub use holders::Role;

/// The rows of a register by their codes: every requirement is checked on an object of its own.
#[derive(Debug)]
pub struct Index<'a> {
    systems: BTreeMap<&'a str, &'a System>,
    assets: BTreeMap<&'a str, &'a Asset>,
    people: BTreeMap<&'a str, &'a Person>,
    staff: Option<People<'a>>,
}

impl<'a> Index<'a> {
    /// Of a register, and of the HR file where one has been read.
    pub fn new(inventory: &'a Inventory, staff: Option<&'a [HrRow]>) -> Self {
        Self {
            systems: inventory.systems.iter().map(|it| (it.code.as_str(), it)).collect(),
            assets: inventory.assets.iter().map(|it| (it.code.as_str(), it)).collect(),
            people: inventory.people.iter().map(|it| (it.code.as_str(), it)).collect(),
            staff: staff.map(People::new),
        }
    }
}

/// What the program can look at.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    /// The day asked about.
    pub on: NaiveDate,
    /// The register on that day.
    pub inventory: &'a Inventory,
    /// Its rows by code.
    pub index: &'a Index<'a>,
    /// The classification model in use.
    pub model: &'a Model,
    /// The catalogue in force.
    pub catalogue: &'a Catalogue,
    /// The HR file, where one has been read.
    pub staff: Option<&'a [HrRow]>,
    /// The latest access check, where there is one.
    pub access: Option<Access<'a>>,
    /// Day of the latest management report, where the store knows of one.
    pub reported: Option<NaiveDate>,
}

/// An access check and the read that it judged.
#[derive(Debug, Clone, Copy)]
pub struct Access<'a> {
    /// What it found.
    pub outcome: &'a Outcome,
    /// What was read.
    pub snapshot: &'a Snapshot,
    /// How complete the read is.
    pub completeness: Completeness,
    /// The moment it was judged for.
    pub as_of: AsOf,
    /// Codes of the directories that were read.
    pub sources: &'a [Code],
}

/// What a check answers about one requirement.
#[derive(Debug, Clone, PartialEq)]
enum Answer {
    /// It saw something.
    Shown { status: Status, coverage: Coverage, value: Message },
    /// It could not see, and why.
    Unknown(Message),
}

impl Answer {
    fn whole(status: Status, value: Message) -> Self {
        Self::Shown { status, coverage: Coverage::Whole, value }
    }

    fn part(status: Status, value: Message) -> Self {
        Self::Shown { status, coverage: Coverage::Part, value }
    }

    fn unknown(key: &'static str) -> Self {
        Self::Unknown(Message::new(key))
    }
}

/// What a check looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, strum::IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum From {
    /// The register alone.
    Register,
    /// The directory, judged against the register and the HR file.
    Directory,
}

/// A control that the program verifies itself.
#[derive(Debug, Clone, Copy)]
pub struct Check {
    /// Code of the control.
    pub control: &'static str,
    /// What it looks at.
    pub from: From,
    /// The most it can speak for.
    pub coverage: Coverage,
    run: fn(&Facts<'_>, &Requirement) -> Answer,
}

const fn register(
    control: &'static str,
    coverage: Coverage,
    run: fn(&Facts<'_>, &Requirement) -> Answer,
) -> Check {
    Check { control, from: From::Register, coverage, run }
}

const fn directory(
    control: &'static str,
    coverage: Coverage,
    run: fn(&Facts<'_>, &Requirement) -> Answer,
) -> Check {
    Check { control, from: From::Directory, coverage, run }
}

/// Every control that the program verifies itself, in order of code.
pub const CHECKS: &[Check] = &[
    register("BEH-01", Coverage::Whole, objects::rules_decided),
    directory("BEH-02", Coverage::Part, accounts::tied_to_people),
    directory("BEH-04", Coverage::Whole, accounts::removed_in_time),
    directory("BEH-06", Coverage::Whole, accounts::reconciled),
    directory("BEH-07", Coverage::Part, accounts::privileged_few),
    directory("BEH-09", Coverage::Part, accounts::service_accounts_owned),
    directory("BEH-10", Coverage::Whole, accounts::dormant_closed),
    directory("BEH-11", Coverage::Part, accounts::external_limited),
    register("DAT-01", Coverage::Part, objects::processing_recorded),
    register("DAT-03", Coverage::Part, objects::retention_decided),
    register("EFT-02", Coverage::Whole, objects::reported),
    register("KON-02", Coverage::Part, objects::recovery_decided),
    register("LEV-01", Coverage::Part, objects::suppliers_followed),
    register("LEV-02", Coverage::Part, objects::terms_in_contract),
    register("LEV-03", Coverage::Whole, objects::security_terms),
    register("LEV-04", Coverage::Part, objects::processor_agreements),
    register("STY-03", Coverage::Whole, holders::appointed),
    directory("STY-04", Coverage::Whole, accounts::duties_apart),
    register("STY-13", Coverage::Part, objects::deviations_limited),
    register("TIL-01", Coverage::Whole, objects::assets_recorded),
    register("TIL-02", Coverage::Part, objects::systems_recorded),
    register("TIL-05", Coverage::Whole, objects::classified),
    register("TIL-08", Coverage::Part, objects::dependencies_recorded),
];

/// What the program can show about `requirements`, and where it looked and could not see.
pub fn verify(facts: &Facts<'_>, requirements: &[Requirement]) -> Material {
    let mut material = Material::default();
    for requirement in requirements {
        let Some(check) = CHECKS.iter().find(|it| it.control == requirement.control) else { continue };
        match check.answer(facts, requirement) {
            Answer::Shown { status, coverage, value } => {
                material.proofs.push(check.proof(facts, requirement, status, coverage, value));
            }
            Answer::Unknown(why) => material.unproven.push(Unproven {
                control: requirement.control.clone(),
                object: requirement.object.clone(),
                why,
            }),
        }
    }
    material
}

impl Check {
    fn answer(&self, facts: &Facts<'_>, requirement: &Requirement) -> Answer {
        let answer = (self.run)(facts, requirement);
        let shows_fulfilment = matches!(&answer, Answer::Shown { status, .. } if *status != Status::Gap);
        match (self.from, facts.access) {
            // What was not read can hide anything: only what was found stands.
            (From::Directory, Some(access))
                if shows_fulfilment && access.completeness == Completeness::Incomplete =>
            {
                Answer::unknown("register-incomplete")
            }
            (From::Directory | From::Register, _) => answer,
        }
    }

    fn proof(
        &self,
        facts: &Facts<'_>,
        requirement: &Requirement,
        status: Status,
        coverage: Coverage,
        value: Message,
    ) -> Proof {
        let (method, observed, standing) = match (self.from, facts.access) {
            (From::Directory, Some(access)) => {
                let proven = access.completeness == Completeness::Proven;
                let standing = if proven { Standing::Program } else { Standing::ProgramStated };
                (Method::DirectoryQuery, access.as_of.day, standing)
            }
            (From::Directory | From::Register, _) => (Method::RegisterCheck, facts.on, Standing::Program),
        };
        Proof {
            evidence: None,
            control: requirement.control.clone(),
            object: requirement.object.clone(),
            status,
            method,
            observed,
            observer: None,
            accepted_by: None,
            standing,
            // A check never speaks for more than its row says.
            coverage: coverage.max(self.coverage),
            value: Some(Words::Said(value)),
            because: None,
        }
    }
}

/// The number that a requirement sets for `key`; none where it sets none.
fn limit(requirement: &Requirement, key: &str) -> Option<u32> {
    let strength = requirement.strength.iter().find(|it| it.key == key)?;
    match &strength.value {
        ParamValue::Number(value) => whole(*value),
        ParamValue::Word(_) => None,
    }
}

/// Parameters are whole numbers that fit, by the schema of controls.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "checked to be whole and in range"
)]
fn whole(value: f64) -> Option<u32> {
    (value.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(&value)).then_some(value as u32)
}

/// All: met; some: partly; none: a gap.
fn share(ok: usize, total: usize) -> Status {
    match ok {
        _ if ok == total => Status::Met,
        0 => Status::Gap,
        _ => Status::Partly,
    }
}

/// Every key that this module and its parts can say.
pub const KEYS: &[&str] = &[
    "register-administrator",
    "register-administrator-deputy",
    "register-assets-recorded",
    "register-classified",
    "register-contract-ended",
    "register-dependencies",
    "register-departed-holder",
    "register-departed-not-in-staff",
    "register-deviations",
    "register-dormant",
    "register-duties-apart",
    "register-external",
    "register-incomplete",
    "register-manager",
    "register-manager-deputy",
    "register-no-assets",
    "register-no-ceiling",
    "register-no-classification-day",
    "register-no-conflict",
    "register-no-contract",
    "register-no-dependency",
    "register-no-deviation",
    "register-no-external",
    "register-no-personal-data",
    "register-no-processor-agreement",
    "register-no-recovery",
    "register-no-report",
    "register-no-retention",
    "register-no-right",
    "register-no-rule",
    "register-no-service-place",
    "register-no-staff",
    "register-no-supplier",
    "register-no-systems",
    "register-no-terms",
    "register-not-judged",
    "register-not-read",
    "register-owner",
    "register-owner-deputy",
    "register-person-protected",
    "register-privileged",
    "register-processing",
    "register-processor-agreements",
    "register-reconciled",
    "register-recovery",
    "register-removed",
    "register-reported",
    "register-retention",
    "register-role-vacancy",
    "register-roles",
    "register-rules",
    "register-security-terms",
    "register-service-accounts",
    "register-special",
    "register-stale-classification",
    "register-suppliers",
    "register-system-without-assets",
    "register-systems-recorded",
    "register-terms",
    "register-terms-missing",
    "register-tied",
    "register-unclassified",
    "register-unclassified-in-part",
];

#[cfg(test)]
mod tests;
