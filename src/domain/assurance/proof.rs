//! Proofs: what people and the program have seen, on which object, by which method and on which day.

use std::str::FromStr;

use chrono::NaiveDate;
use serde::Serialize;

use crate::{
    catalogue::{Catalogue, Method, Scope},
    inventory::{Code, Evidence, Inventory, Row, Status},
    message::Message,
    requirement::Object,
};

/// Who stands behind a proof, weakest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, strum::IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Standing {
    /// Nobody other than its observer has accepted it: an *own statement*, and marked so everywhere.
    OwnStatement,
    /// The program saw it in a read that is complete only as far as its giver says.
    ProgramStated,
    /// The program saw it in its own registers, or in a read that proved itself complete.
    Program,
    /// Another person than the observer has accepted it.
    Accepted,
}

impl Standing {
    /// Whether the program itself is the observer.
    pub const fn is_program(self) -> bool {
        matches!(self, Self::Program | Self::ProgramStated)
    }
}

/// How much of the requirement a proof can speak for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, strum::IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Coverage {
    /// All of it.
    Whole,
    /// A part. A gap in a part is a gap of the whole; a part that holds shows at most *partly*, and gives way to
    /// any proof of the whole.
    Part,
}

/// What was seen or why: a person's own words, or a sentence of the program.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Words {
    /// As a person wrote it.
    Written(String),
    /// Said by the program, in the reader's language.
    Said(Message),
}

/// One observation about one control on one object.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Proof {
    /// Code of the evidence; none for what the program saw itself.
    pub evidence: Option<Code>,
    /// Code of the control.
    pub control: Code,
    /// What it was seen on.
    pub object: Object,
    /// What it says.
    pub status: Status,
    /// How it was seen.
    pub method: Method,
    /// Day of observation, never of registration.
    pub observed: NaiveDate,
    /// Who saw it.
    pub observer: Option<Code>,
    /// Who accepted it.
    pub accepted_by: Option<Code>,
    /// Who stands behind it.
    pub standing: Standing,
    /// How much of the requirement it speaks for.
    pub coverage: Coverage,
    /// The value that was seen.
    pub value: Option<Words>,
    /// Why, in words.
    pub because: Option<Words>,
}

/// A requirement that the program examines itself and could not prove this time, with the reason.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Unproven {
    /// Code of the control.
    pub control: Code,
    /// What it is required of.
    pub object: Object,
    /// Why nothing is proved: no read, an incomplete read, something unknown.
    pub why: Message,
}

/// Everything that verdicts rest on.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Material {
    /// What has been seen.
    pub proofs: Vec<Proof>,
    /// What the program looked for and could not see.
    pub unproven: Vec<Unproven>,
}

impl Material {
    /// Both together.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.proofs.extend(other.proofs);
        self.unproven.extend(other.unproven);
        self
    }
}

/// Evidence that speaks for no requirement: it is told, never dropped in silence.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Unplaced {
    /// Code of the evidence.
    pub evidence: Code,
    /// What it names that does not exist.
    pub message: Message,
}

/// The register's evidence as proofs, as it stood on `on`; and what could not be placed.
///
/// Evidence retired on or before `on` and observations after `on` are left out: they say nothing about that day.
pub fn from_register(
    inventory: &Inventory,
    catalogue: &Catalogue,
    on: NaiveDate,
) -> (Vec<Proof>, Vec<Unplaced>) {
    let mut proofs = Vec::new();
    let mut unplaced = Vec::new();
    for evidence in &inventory.evidence {
        if evidence.retired.is_some_and(|day| day <= on) || evidence.observed > on {
            continue;
        }
        match proof(evidence, inventory, catalogue) {
            Ok(proof) => proofs.push(proof),
            Err(message) => unplaced.push(Unplaced { evidence: evidence.code.clone(), message }),
        }
    }
    (proofs, unplaced)
}

/// A row of evidence as proof.
///
/// # Errors
/// What keeps it from speaking for any requirement: an unknown control, method or object, or an object of a kind whose
/// answers the control's objects do not inherit.
pub fn proof(evidence: &Evidence, inventory: &Inventory, catalogue: &Catalogue) -> Result<Proof, Message> {
    let control = catalogue.control(&evidence.control).ok_or_else(|| {
        Message::new("assurance-unknown-control")
            .with("evidence", &evidence.code)
            .with("control", &evidence.control)
    })?;
    let method = Method::from_str(&evidence.method).map_err(|_unknown| {
        Message::new("assurance-unknown-method")
            .with("evidence", &evidence.code)
            .with("method", &evidence.method)
    })?;
    let object = match &evidence.on {
        None => Object { scope: Scope::Organisation, code: Code::new() },
        Some(code) => place(code, control.scope, inventory).ok_or_else(|| {
            Message::new("assurance-unknown-object").with("evidence", &evidence.code).with("object", code)
        })?,
    };
    if !answers_for(object.scope, control.scope) {
        let (object, scope): (&str, &'static str) = (&object.code, control.scope.into());
        return Err(Message::new("assurance-cannot-answer")
            .with("evidence", &evidence.code)
            .with("object", object)
            .with("control", &control.code)
            .with("scope", scope));
    }
    // Whoever registers evidence without naming an observer saw it; an acceptor is a named, other person.
    let accepted = evidence.accepted_by.is_some() && evidence.accepted_by != evidence.observer;
    Ok(Proof {
        evidence: Some(evidence.code.clone()),
        control: evidence.control.clone(),
        object,
        status: evidence.status,
        method,
        observed: evidence.observed,
        observer: evidence.observer.clone(),
        accepted_by: evidence.accepted_by.clone().filter(|_| accepted),
        standing: if accepted { Standing::Accepted } else { Standing::OwnStatement },
        coverage: Coverage::Whole,
        value: evidence.value.clone().map(Words::Written),
        because: Some(Words::Written(evidence.because.clone())),
    })
}

/// What `code` names: the control's own kind of object first, then the kinds that can answer for it, nearest first.
fn place(code: &str, scope: Scope, inventory: &Inventory) -> Option<Object> {
    const ORDER: [Scope; 6] =
        [Scope::System, Scope::Platform, Scope::Supplier, Scope::Unit, Scope::Site, Scope::Information];
    std::iter::once(scope)
        .chain(ORDER)
        .find(|scope| has(*scope, code, inventory))
        .map(|scope| Object { scope, code: code.to_owned() })
}

/// Whether what is seen on an object of kind `seen` can answer for objects of kind `asked`: its own kind, what carries it,
/// and the whole organisation (see `lineage`).
const fn answers_for(seen: Scope, asked: Scope) -> bool {
    match (asked, seen) {
        (_, Scope::Organisation) => true,
        (Scope::Organisation, _) => false,
        (Scope::System, Scope::System | Scope::Platform | Scope::Supplier | Scope::Unit) => true,
        (Scope::Unit, Scope::Unit) => true,
        (Scope::Supplier, Scope::Supplier | Scope::Unit) => true,
        (Scope::Platform, Scope::Platform | Scope::Unit) => true,
        (Scope::Site, Scope::Site | Scope::Unit) => true,
        (Scope::Information, Scope::Information | Scope::Unit) => true,
        (
            Scope::System
            | Scope::Unit
            | Scope::Supplier
            | Scope::Platform
            | Scope::Site
            | Scope::Information,
            _,
        ) => false,
    }
}

fn has(scope: Scope, code: &str, inventory: &Inventory) -> bool {
    fn in_list<R: Row>(list: &[R], code: &str) -> bool {
        list.iter().any(|it| it.code() == code)
    }
    match scope {
        Scope::Organisation => false,
        Scope::Unit => in_list(&inventory.units, code),
        Scope::Supplier => in_list(&inventory.suppliers, code),
        Scope::Platform => in_list(&inventory.platforms, code),
        Scope::Site => in_list(&inventory.sites, code),
        Scope::System => in_list(&inventory.systems, code),
        Scope::Information => in_list(&inventory.assets, code),
    }
}
