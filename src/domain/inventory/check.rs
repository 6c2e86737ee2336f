//! What a schema cannot see: references, cycles, order of days, levels of the model, and who decided.
//!
//! Pure: rows in, faults out, each with list, row and field, which `schema` turns into a cell or a line. All faults are
//! given. References may lead to rows of the same document or of the register as it stands.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{Asset, EachList, Inventory, List, Row, each_list};
use crate::{
    classification::{Classification, State},
    message::{Arg, Args, Explain},
    model::{LevelCode, Model, ModelCode},
};

mod classify;
mod refer;
mod whole;

/// What rows are checked against.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// The register as it stands.
    pub current: &'a Inventory,
    /// The models that there are.
    pub models: &'a [Model],
    /// Flags that the catalogue knows; not checked when left out.
    pub flags: Option<&'a BTreeSet<String>>,
    /// Codes of the catalogue's controls; not checked when left out.
    pub controls: Option<&'a BTreeSet<String>>,
    /// Methods of verification of the catalogue; not checked when left out.
    pub methods: Option<&'a BTreeSet<String>>,
    /// Day of today, after which nothing can have been observed; not checked when left out.
    pub today: Option<NaiveDate>,
    /// Rows of the register that the document does not mention will be retired: nothing may refer to them.
    pub replace: bool,
    /// Whether a name is an IANA time zone.
    pub is_time_zone: fn(&str) -> bool,
    /// Whether a text is a distinguished name, or part of one.
    pub is_dn: fn(&str) -> bool,
}

impl<'a> Known<'a> {
    /// The register and the models alone: nothing else is checked.
    pub const fn new(current: &'a Inventory, models: &'a [Model]) -> Self {
        Self {
            current,
            models,
            flags: None,
            controls: None,
            methods: None,
            today: None,
            replace: false,
            is_time_zone: |_| true,
            is_dn: |_| true,
        }
    }
}

/// A fault of one field of one row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The list; none for the organisation.
    pub list: Option<List>,
    /// Index of the row in its list.
    pub row: usize,
    /// The field: a JSON pointer within the row, such as `/systems/0`.
    pub field: String,
    /// What is wrong.
    pub what: InventoryFault,
}

/// What is wrong with a row. `UnknownReference` is the message `inventory-unknown-reference`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, strum::IntoStaticStr, strum::VariantNames)]
#[strum(serialize_all = "kebab-case", prefix = "inventory-")]
#[expect(missing_docs, reason = "the fields are what the variant's sentence mentions")]
pub enum InventoryFault {
    /// A reference that leads nowhere.
    #[error("{field} {code:?} is not among {among}")]
    UnknownReference { field: &'static str, code: String, among: &'static str },
    /// A reference to what this import retires.
    #[error("{field} {code:?} would be retired")]
    ReferenceRetired { field: &'static str, code: String, among: &'static str },
    /// The object of a proof is none of the kinds that a proof can concern.
    #[error("nothing that a proof can concern has the code {code:?}")]
    UnknownObject { code: String },
    /// A control that the catalogue does not have.
    #[error("no control {code:?}")]
    UnknownControl { code: String },
    /// A method of verification that the catalogue does not have.
    #[error("no method {code:?}")]
    UnknownMethod { code: String, allowed: Vec<String> },
    /// A flag that the catalogue does not know.
    #[error("no flag {flag:?}")]
    UnknownFlag { flag: String },
    /// A classification model that does not exist.
    #[error("no model {code:?}")]
    UnknownModel { code: String, allowed: Vec<String> },
    /// A time zone that does not exist.
    #[error("no time zone {name:?}")]
    UnknownTimeZone { name: String },
    /// Another model than the one that the register is classified in: its numbers would come to mean something else.
    #[error("classified in {current:?}, not in {code:?}")]
    ModelInUse { code: String, current: String },
    /// A dimension that the model does not have.
    #[error("no dimension {dimension:?}")]
    UnknownDimension { dimension: String, allowed: Vec<String> },
    /// A level that the dimension does not have.
    #[error("no level {level:?} in {dimension:?}")]
    UnknownLevel { dimension: String, level: String, allowed: Vec<String> },
    /// A level that may not be recorded. Deliberately without the row's code, name and dimension.
    #[error("a level that is handled in special order")]
    StopLevel,
    /// A row handled in special order that says more than owner and date.
    #[error("handled in special order, yet with content")]
    SpecialWithContent,
    /// Units that belong to each other in a circle.
    #[error("unit {code:?} lies in a circle")]
    UnitCycle { code: String },
    /// A system that depends on itself.
    #[error("{code:?} depends on itself")]
    DependsOnItself { code: String },
    /// A right in conflict with itself.
    #[error("{code:?} conflicts with itself")]
    ConflictsWithItself { code: String },
    /// A rule for a right of another system.
    #[error("right {right:?} belongs to {system:?}")]
    RightOfOtherSystem { right: String, system: String },
    /// A later day that comes before an earlier one.
    #[error("{last} comes before {first}")]
    DaysOutOfOrder { first: NaiveDate, last: NaiveDate },
    /// An approved classification without decider.
    #[error("approved, but no decider")]
    DeciderMissing,
    /// Something is said of a classification that has no level.
    #[error("a classification without levels")]
    LevelsMissing,
    /// Proposed and decided by the same person.
    #[error("{person:?} both proposed and decided")]
    DecidedByProposer { person: String },
    /// A level that needs a justification, without one.
    #[error("{dimension} at {level} needs a reason")]
    ReasonMissing { dimension: String, level: String },
    /// A level that was lowered, without a justification.
    #[error("{dimension} was lowered from {before} without a reason")]
    LoweredWithoutReason { dimension: String, before: String },
    /// A proof that its own observer accepted.
    #[error("{person:?} accepted what they observed themselves")]
    AcceptedByObserver { person: String },
    /// A proof of a day to come.
    #[error("observed after {today}")]
    ObservedInTheFuture { today: NaiveDate },
    /// A proof that the register holds, with another content.
    #[error("evidence {code:?} is there already, with another content")]
    EvidenceChanged { code: String },
    /// An employee number that another person has.
    #[error("the employee number of {other:?}")]
    EmployeeNumberTaken { other: String },
    /// What an export shows in place of a protected person's name, for a person whose name the register does not have.
    #[error("{name:?} hides a name")]
    NameHidden { name: String },
    /// A code that an object of another kind has.
    #[error("{code:?} is in {among} already")]
    CodeOfOtherObject { code: String, among: &'static str },
    /// Cumulation that lowers, or distribution that raises.
    #[error("{reason} cannot be a reason for that direction")]
    OverrideAgainstReason { reason: &'static str },
    /// No distinguished name.
    #[error("{text:?} is no distinguished name")]
    NotDn { text: String },
}

/// Words for fields and for the lists that they refer to.
pub const KEYS: &[&str] = &[
    "inventory-reason-cumulation",
    "inventory-reason-distribution",
    "inventory-field-accepted-by",
    "inventory-field-administrator",
    "inventory-field-administrator-deputy",
    "inventory-field-asset",
    "inventory-field-attendee",
    "inventory-field-consumer",
    "inventory-field-decided-by",
    "inventory-field-information-owner",
    "inventory-field-manager",
    "inventory-field-manager-deputy",
    "inventory-field-observer",
    "inventory-field-owner",
    "inventory-field-owner-deputy",
    "inventory-field-parent",
    "inventory-field-platform",
    "inventory-field-proposed-by",
    "inventory-field-right",
    "inventory-field-site",
    "inventory-field-source",
    "inventory-field-special-owner",
    "inventory-field-supplier",
    "inventory-field-supplier-system",
    "inventory-field-system",
    "inventory-field-unit",
];

impl Explain for InventoryFault {
    fn key(&self) -> &'static str {
        self.into()
    }

    fn args(&self) -> Args {
        let args = Args::new();
        match self {
            Self::UnknownReference { field, code, among } | Self::ReferenceRetired { field, code, among } => {
                args.with("field", Arg::Word(field)).with("code", code).with("among", Arg::Word(among))
            }
            Self::UnknownObject { code }
            | Self::UnknownControl { code }
            | Self::UnitCycle { code }
            | Self::DependsOnItself { code }
            | Self::ConflictsWithItself { code }
            | Self::EvidenceChanged { code } => args.with("code", code),
            Self::ModelInUse { code, current } => args.with("code", code).with("current", current),
            Self::CodeOfOtherObject { code, among } => {
                args.with("code", code).with("among", Arg::Word(among))
            }
            Self::ObservedInTheFuture { today } => args.with("today", *today),
            Self::EmployeeNumberTaken { other } => args.with("other", other),
            Self::OverrideAgainstReason { reason } => args.with("reason", Arg::Word(reason)),
            Self::NotDn { text } => args.with("text", text),
            Self::UnknownMethod { code, allowed } | Self::UnknownModel { code, allowed } => {
                args.with("code", code).with("allowed", allowed.as_slice())
            }
            Self::UnknownFlag { flag } => args.with("flag", flag),
            Self::UnknownTimeZone { name } | Self::NameHidden { name } => args.with("name", name),
            Self::UnknownDimension { dimension, allowed } => {
                args.with("dimension", dimension).with("allowed", allowed.as_slice())
            }
            Self::UnknownLevel { dimension, level, allowed } => {
                args.with("dimension", dimension).with("level", level).with("allowed", allowed.as_slice())
            }
            Self::RightOfOtherSystem { right, system } => args.with("right", right).with("system", system),
            Self::DaysOutOfOrder { first, last } => args.with("first", *first).with("last", *last),
            Self::DecidedByProposer { person } | Self::AcceptedByObserver { person } => {
                args.with("person", person)
            }
            Self::ReasonMissing { dimension, level } => {
                args.with("dimension", dimension).with("level", level)
            }
            Self::LoweredWithoutReason { dimension, before } => {
                args.with("dimension", dimension).with("before", before)
            }
            Self::StopLevel | Self::SpecialWithContent | Self::DeciderMissing | Self::LevelsMissing => args,
        }
    }
}

/// The model in which `incoming` is classified: its own, else that of the register, else the default.
pub fn model_code(incoming: &Inventory, current: &Inventory) -> ModelCode {
    let organisation = incoming.organisation.as_ref().or(current.organisation.as_ref());
    organisation.map_or_else(super::klassa, |it| it.model.clone())
}

/// Whether `model` says that `level` in `dimension` may not be recorded.
pub fn is_stop(model: &Model, dimension: &str, level: &LevelCode) -> bool {
    let dimension = model.index(dimension).and_then(|it| model.dimensions.get(it));
    let level = dimension.and_then(|it| it.levels.iter().find(|known| known.code == *level));
    level.is_some_and(|it| it.stop)
}

/// Everything that is wrong with `incoming`, in order of list, row and field.
pub fn check(incoming: &Inventory, known: &Known<'_>) -> Vec<Fault> {
    let code = model_code(incoming, known.current);
    let model = known.models.iter().find(|it| it.code == code);
    let mut checker = Checker { incoming, known, model, codes: codes(incoming, known), faults: Vec::new() };
    checker.organisation(&code);
    checker.references();
    checker.unit_cycles();
    checker.classifications();
    checker.days();
    checker.whole();
    checker.faults.sort_by(|a, b| (a.list, a.row, &a.field).cmp(&(b.list, b.row, &b.field)));
    checker.faults
}

/// The codes of a list that references may name.
type Codes = BTreeMap<List, BTreeSet<String>>;

struct Checker<'a> {
    incoming: &'a Inventory,
    known: &'a Known<'a>,
    model: Option<&'a Model>,
    codes: Codes,
    faults: Vec<Fault>,
}

fn codes(incoming: &Inventory, known: &Known<'_>) -> Codes {
    struct Collect<'a>(Codes, &'a Inventory, &'a Known<'a>);
    impl EachList for Collect<'_> {
        fn visit<R: Row>(&mut self) {
            let codes = self.0.entry(R::LIST).or_default();
            codes.extend(R::list(self.1).iter().map(|it| it.code().to_owned()));
            // What this import retires cannot be referred to; what has been retired before can.
            let kept = |it: &&R| !self.2.replace || it.retired().is_some();
            codes.extend(R::list(self.2.current).iter().filter(kept).map(|it| it.code().to_owned()));
        }
    }
    let mut collect = Collect(Codes::new(), incoming, known);
    each_list(&mut collect);
    collect.0
}

impl Checker<'_> {
    fn fault(&mut self, list: List, row: usize, field: impl Into<String>, what: InventoryFault) {
        self.faults.push(Fault { list: Some(list), row, field: field.into(), what });
    }

    fn organisation(&mut self, code: &str) {
        let Some(organisation) = &self.incoming.organisation else { return };
        let mut fault = |field: &str, what| {
            self.faults.push(Fault { list: None, row: 0, field: field.to_owned(), what });
        };
        if self.model.is_none() {
            let allowed = self.known.models.iter().map(|it| it.code.clone()).collect();
            fault("/model", InventoryFault::UnknownModel { code: code.to_owned(), allowed });
        }
        if !(self.known.is_time_zone)(&organisation.time_zone) {
            fault("/time_zone", InventoryFault::UnknownTimeZone { name: organisation.time_zone.clone() });
        }
    }

    /// Units that lie in a circle, among those that are imported.
    fn unit_cycles(&mut self) {
        let rows = self.known.current.units.iter().chain(&self.incoming.units);
        let parents: BTreeMap<&str, &str> =
            rows.filter_map(|it| Some((it.code.as_str(), it.parent.as_deref()?))).collect();
        for (row, unit) in self.incoming.units.iter().enumerate() {
            let mut seen = BTreeSet::new();
            let mut at = unit.code.as_str();
            while let Some(parent) = parents.get(at)
                && seen.insert(*parent)
            {
                at = parent;
            }
            if seen.contains(unit.code.as_str()) {
                self.fault(
                    List::Units,
                    row,
                    "/parent",
                    InventoryFault::UnitCycle { code: unit.code.clone() },
                );
            }
        }
    }

    /// Days of which one must not come before the other.
    fn days(&mut self) {
        let incoming = self.incoming;
        for (row, it) in incoming.contracts.iter().enumerate() {
            self.order(List::Contracts, row, "/ends", it.from, it.ends);
        }
        for (row, it) in incoming.overrides.iter().enumerate() {
            self.order(List::Overrides, row, "/review", Some(it.from), it.review);
        }
        for (row, it) in incoming.rules.iter().enumerate() {
            if let Some(ground) = &it.ground {
                self.order(List::Rules, row, "/ground/review", Some(ground.decided), ground.review);
            }
        }
        for (row, it) in incoming.assets.iter().enumerate() {
            self.order(List::Assets, row, "/review", it.classification.from, it.classification.review);
            for (index, old) in it.history.iter().enumerate() {
                self.order(List::Assets, row, &format!("/history/{index}/review"), old.from, old.review);
            }
        }
    }

    fn order(
        &mut self,
        list: List,
        row: usize,
        field: &str,
        first: Option<NaiveDate>,
        last: Option<NaiveDate>,
    ) {
        if let (Some(first), Some(last)) = (first, last)
            && last < first
        {
            self.fault(list, row, field, InventoryFault::DaysOutOfOrder { first, last });
        }
    }
}

#[cfg(test)]
mod tests;
