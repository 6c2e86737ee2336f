//! The reason of a verdict as one sentence: a key of `locales/*/assurance.ftl` with its arguments.

use super::{Driver, Lack, Standing, Verdict, Why};
use crate::{
    catalogue::{Method, Scope},
    inventory::Status,
    message::{Arg, Message},
    requirement::Object,
};

/// Every key that this module and its parts can say.
pub const KEYS: &[&str] = &[
    "assurance-assumed",
    "assurance-cannot-answer",
    "assurance-assumed-with-gap",
    "assurance-closes-no-gap",
    "assurance-control-revised",
    "assurance-flags-added",
    "assurance-gap",
    "assurance-gap-shared",
    "assurance-level-raised",
    "assurance-level-unknown",
    "assurance-method-directory-query",
    "assurance-method-file-import",
    "assurance-method-manual-evidence",
    "assurance-method-network-probe",
    "assurance-method-register-check",
    "assurance-method-scanner-import",
    "assurance-not-applicable",
    "assurance-not-applicable-own-statement",
    "assurance-nothing-recorded",
    "assurance-organisation",
    "assurance-own-statement-at-top",
    "assurance-own-statement-everywhere",
    "assurance-part",
    "assurance-partly",
    "assurance-partly-own-statement",
    "assurance-partly-shared",
    "assurance-shown",
    "assurance-shown-own-statement",
    "assurance-shown-shared",
    "assurance-shown-stated",
    "assurance-stale",
    "assurance-system-replaced",
    "assurance-unknown-control",
    "assurance-unknown-method",
    "assurance-unknown-object",
    "assurance-verdict-exception",
    "assurance-verdict-gap",
    "assurance-verdict-met",
    "assurance-verdict-not-applicable",
    "assurance-verdict-not-verified",
    "assurance-verdict-partly",
];

impl Verdict {
    /// Key of the word that people see.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Met => "assurance-verdict-met",
            Self::Partly => "assurance-verdict-partly",
            Self::Gap => "assurance-verdict-gap",
            Self::NotVerified => "assurance-verdict-not-verified",
            Self::Exception => "assurance-verdict-exception",
            Self::NotApplicable => "assurance-verdict-not-applicable",
        }
    }
}

/// Key of the word for a method.
pub(super) const fn method(method: Method) -> &'static str {
    match method {
        Method::ManualEvidence => "assurance-method-manual-evidence",
        Method::RegisterCheck => "assurance-method-register-check",
        Method::DirectoryQuery => "assurance-method-directory-query",
        Method::NetworkProbe => "assurance-method-network-probe",
        Method::ScannerImport => "assurance-method-scanner-import",
        Method::FileImport => "assurance-method-file-import",
    }
}

/// The sentence behind a verdict: of the proof that decided it, or of what is missing.
pub(super) fn reason(verdict: Verdict, drivers: &[Driver], lacks: &[Lack]) -> Message {
    if lacks.contains(&Lack::Assumed) {
        let known = verdict == Verdict::Gap;
        return Message::new(if known { "assurance-assumed-with-gap" } else { "assurance-assumed" });
    }
    drivers.first().map_or_else(|| missing(lacks), |driver| shown(verdict, driver))
}

fn shown(verdict: Verdict, driver: &Driver) -> Message {
    let own = driver.proof.standing == Standing::OwnStatement;
    let key = match (driver.proof.status, verdict) {
        (Status::Met, Verdict::Partly) => "assurance-part",
        (Status::Met, _) if own => "assurance-shown-own-statement",
        (Status::Met, _) if driver.inherited => "assurance-shown-shared",
        (Status::Met, _) if driver.proof.standing == Standing::ProgramStated => "assurance-shown-stated",
        (Status::Met, _) => "assurance-shown",
        (Status::Partly, _) if own => "assurance-partly-own-statement",
        (Status::Partly, _) if driver.inherited => "assurance-partly-shared",
        (Status::Partly, _) => "assurance-partly",
        (Status::Gap, _) if driver.inherited => "assurance-gap-shared",
        (Status::Gap, _) => "assurance-gap",
        (Status::Na, _) if own => "assurance-not-applicable-own-statement",
        (Status::Na, _) => "assurance-not-applicable",
    };
    about(key, driver)
}

fn missing(lacks: &[Lack]) -> Message {
    let latest = lacks
        .iter()
        .filter_map(|it| match it {
            Lack::PassedOver { driver, why } => Some((driver, why)),
            Lack::Assumed | Lack::NothingRecorded | Lack::Unproven(_) => None,
        })
        .max_by_key(|(driver, _)| driver.proof.observed);
    if let Some((driver, why)) = latest {
        return passed_over(driver, why);
    }
    lacks
        .iter()
        .find_map(|it| match it {
            Lack::Unproven(message) => Some(message.clone()),
            Lack::Assumed | Lack::NothingRecorded | Lack::PassedOver { .. } => None,
        })
        .unwrap_or_else(|| Message::new("assurance-nothing-recorded"))
}

/// Why a proof does not count, as a sentence.
fn passed_over(driver: &Driver, why: &Why) -> Message {
    match why {
        Why::Interval { days } => about("assurance-stale", driver).with("limit", *days),
        Why::LevelRaised => about("assurance-level-raised", driver),
        Why::LevelUnknown => about("assurance-level-unknown", driver),
        Why::ControlRevised { revised } => {
            about("assurance-control-revised", driver).with("revised", *revised)
        }
        Why::SystemReplaced { replaced } => {
            about("assurance-system-replaced", driver).with("replaced", *replaced)
        }
        Why::FlagsAdded { flags } => about("assurance-flags-added", driver).with("flags", flags.as_slice()),
        Why::OwnStatementAtTop => about("assurance-own-statement-at-top", driver),
        Why::OwnStatementEverywhere => about("assurance-own-statement-everywhere", driver),
        Why::ClosesNoGap => about("assurance-closes-no-gap", driver),
    }
}

impl Lack {
    /// What is missing, or why a proof does not count, as a sentence.
    pub fn message(&self) -> Message {
        match self {
            Self::Assumed => Message::new("assurance-assumed"),
            Self::NothingRecorded => Message::new("assurance-nothing-recorded"),
            Self::PassedOver { driver, why } => passed_over(driver, why),
            Self::Unproven(message) => message.clone(),
        }
    }
}

fn about(key: &'static str, driver: &Driver) -> Message {
    let mut message = Message::new(key).with("observed", driver.proof.observed).with("days", driver.age_days);
    message.args.0.insert("object", object(&driver.proof.object));
    message.args.0.insert("method", Arg::Word(method(driver.proof.method)));
    message
}

/// The organisation has no code: its word stands instead.
fn object(object: &Object) -> Arg {
    match object.scope {
        Scope::Organisation => Arg::Word("assurance-organisation"),
        Scope::Unit
        | Scope::Supplier
        | Scope::Platform
        | Scope::Site
        | Scope::System
        | Scope::Information => Arg::Text(object.code.clone()),
    }
}
