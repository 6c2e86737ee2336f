//! The HR file (ACCESS section 2, last part): CSV or XLSX → rows of people, the authority on employment.
//!
//! Columns go by name, or by a saved mapping (heading → column); any further column is an attribute that rules may use.
//! A number that stands twice is kept twice: whether a person is ambiguous is judged later.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::{
    access::hr::HrRow,
    message::{Args, Explain, Position},
};

use crate::{
    inventory::{DocumentError, Fault, is_control},
    sheet::{self, Cell, Row, SheetError, Table},
    validate::nearest,
};

/// Columns that must be there.
const REQUIRED: [&str; 2] = ["employee_id", "status"];

/// Columns that mean something of their own.
const KNOWN: [&str; 11] = [
    "employee_id",
    "name",
    "department",
    "title",
    "employee_type",
    "manager_id",
    "status",
    "start",
    "end",
    "email",
    "protected",
];

/// Why an HR file cannot be used. `StatusUnknown` is the message `hr-status-unknown`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, strum::IntoStaticStr, strum::VariantNames)]
#[strum(serialize_all = "kebab-case", prefix = "hr-")]
#[expect(missing_docs, reason = "the fields are what the variant's sentence mentions")]
pub enum HrError {
    /// The file holds nothing.
    #[error("{at}: empty")]
    Empty { at: Position },
    /// A heading and nobody below it.
    #[error("{at}: no people")]
    NobodyListed { at: Position },
    /// A column that must be there is not.
    #[error("{at}: no column {name}")]
    ColumnMissing { at: Position, name: &'static str },
    /// A column that must be there is not, but one with a similar heading.
    #[error("{at}: no column {name}, but {near:?}")]
    ColumnMissingNear { at: Position, name: &'static str, near: String },
    /// A row without employee number.
    #[error("{at}: no employee number")]
    NumberMissing { at: Position },
    /// A row without status.
    #[error("{at}: no status")]
    StatusMissing { at: Position },
    /// A status that is neither active nor ended.
    #[error("{at}: status {value:?}")]
    StatusUnknown { at: Position, value: String },
    /// A day that is none.
    #[error("{at}: {value:?} is no day")]
    NotDay { at: Position, value: String },
    /// A mark of protected identity that is neither yes nor no.
    #[error("{at}: protected {value:?}")]
    ProtectedUnknown { at: Position, value: String },
}

impl Explain for HrError {
    fn key(&self) -> &'static str {
        self.into()
    }

    fn args(&self) -> Args {
        let args = Args::new();
        match self {
            Self::Empty { .. }
            | Self::NobodyListed { .. }
            | Self::NumberMissing { .. }
            | Self::StatusMissing { .. } => args,
            Self::ColumnMissing { name, .. } => args.with("name", *name),
            Self::ColumnMissingNear { name, near, .. } => args.with("name", *name).with("near", near),
            Self::StatusUnknown { value, .. }
            | Self::NotDay { value, .. }
            | Self::ProtectedUnknown { value, .. } => args.with("value", value),
        }
    }

    fn position(&self) -> Option<&Position> {
        match self {
            Self::Empty { at }
            | Self::NobodyListed { at }
            | Self::ColumnMissing { at, .. }
            | Self::ColumnMissingNear { at, .. }
            | Self::NumberMissing { at }
            | Self::StatusMissing { at }
            | Self::StatusUnknown { at, .. }
            | Self::NotDay { at, .. }
            | Self::ProtectedUnknown { at, .. } => Some(at),
        }
    }
}

/// Reads an HR file: CSV, or the first sheet of a workbook. `columns` is the saved mapping, heading → column. Every
/// fault of every row is returned; then no row is.
pub fn read(file: &str, bytes: &[u8], columns: &BTreeMap<String, String>) -> Result<Vec<HrRow>, Vec<Fault>> {
    let sheets = |it: Vec<SheetError>| it.into_iter().map(Fault::Sheet).collect::<Vec<_>>();
    let table = if bytes.starts_with(b"PK") {
        sheet::xlsx(file, bytes).map_err(sheets)?.into_iter().find(|it| !it.rows.is_empty())
    } else {
        Some(sheet::csv(file, bytes).map_err(sheets)?)
    };
    let empty = || vec![Fault::Hr(HrError::Empty { at: Position::File(file.to_owned()) })];
    let table = table.ok_or_else(empty)?;
    let (heading, rows) = table.headed().ok_or_else(empty)?;
    let mut reader = Reader { table: &table, names: BTreeMap::new(), faults: Vec::new() };
    reader.headings(heading, columns);
    if !reader.faults.is_empty() {
        return Err(reader.faults);
    }
    if rows.is_empty() {
        return Err(vec![Fault::Hr(HrError::NobodyListed { at: Position::File(file.to_owned()) })]);
    }
    let people: Vec<HrRow> = rows.iter().map(|row| reader.row(row)).collect();
    if reader.faults.is_empty() { Ok(people) } else { Err(reader.faults) }
}

struct Reader<'a> {
    table: &'a Table,
    /// Name of each column.
    names: BTreeMap<u32, String>,
    faults: Vec<Fault>,
}

impl Reader<'_> {
    fn headings(&mut self, heading: &Row, columns: &BTreeMap<String, String>) {
        for (index, cell) in &heading.cells {
            let written = cell.text();
            let mapped = columns.iter().find(|it| it.0.trim().to_lowercase() == written.to_lowercase());
            let name = mapped.map_or(written.clone(), |it| it.1.trim().to_owned());
            let known = KNOWN.iter().find(|it| it.eq_ignore_ascii_case(&name));
            let name = known.map_or(name, |it| (*it).to_owned());
            if self.names.values().any(|it| *it == name) {
                let at = self.table.at(heading.number, *index);
                self.faults.push(Fault::Sheet(SheetError::HeadingTwice { at, name: written }));
            } else {
                self.names.insert(*index, name);
            }
        }
        for name in REQUIRED {
            if self.names.values().any(|it| it == name) {
                continue;
            }
            let at = self.table.at(heading.number, heading.cells.first().map_or(0, |it| it.0));
            let others = self.names.values().map(String::as_str).filter(|it| !KNOWN.contains(it));
            self.faults.push(Fault::Hr(match nearest(name, others) {
                Some(near) => HrError::ColumnMissingNear { at, name, near: near.to_owned() },
                None => HrError::ColumnMissing { at, name },
            }));
        }
    }

    fn row(&mut self, row: &Row) -> HrRow {
        let mut attributes = BTreeMap::new();
        for (column, cell) in &row.cells {
            if let Cell::Error(value) = cell {
                let at = self.table.at(row.number, *column);
                self.faults.push(Fault::Sheet(SheetError::CellError { at, value: value.clone() }));
            } else if let Some(name) = self.names.get(column) {
                let text = cell.text();
                if let Some(it) = text.chars().find(|it| is_control(*it)) {
                    let (at, character) =
                        (self.table.at(row.number, *column), format!("U+{:04X}", u32::from(it)));
                    self.faults.push(Fault::Document(DocumentError::ControlCharacter { at, character }));
                }
                attributes.insert(name.clone(), text);
            } else {
                let at = self.table.at(row.number, *column);
                self.faults.push(Fault::Sheet(SheetError::ValueWithoutHeading { at }));
            }
        }
        let text = |name: &str| attributes.get(name).cloned();
        let (employee_id, status, protected) = (text("employee_id"), text("status"), text("protected"));
        let (name, manager_id, email) = (text("name"), text("manager_id"), text("email"));
        if employee_id.is_none() {
            let at = self.at(row, "employee_id");
            self.faults.push(Fault::Hr(HrError::NumberMissing { at }));
        }
        HrRow {
            employee_id: employee_id.unwrap_or_default(),
            name: name.unwrap_or_default(),
            active: self.active(row, status),
            start: self.day(row, "start", &attributes),
            end: self.day(row, "end", &attributes),
            manager_id,
            email,
            protected: self.protected(row, protected),
            attributes,
        }
    }

    /// Anything but *active* and *ended* is a fault: an unknown word must not pass for either.
    fn active(&mut self, row: &Row, status: Option<String>) -> bool {
        let at = self.at(row, "status");
        let Some(status) = status else {
            self.faults.push(Fault::Hr(HrError::StatusMissing { at }));
            return false;
        };
        match status.to_lowercase().as_str() {
            "active" => true,
            "ended" => false,
            _ => {
                self.faults.push(Fault::Hr(HrError::StatusUnknown { at, value: status }));
                false
            }
        }
    }

    fn protected(&mut self, row: &Row, mark: Option<String>) -> bool {
        let Some(mark) = mark else { return false };
        match mark.to_lowercase().as_str() {
            "yes" | "ja" | "true" => true,
            "no" | "nej" | "false" => false,
            _ => {
                let at = self.at(row, "protected");
                self.faults.push(Fault::Hr(HrError::ProtectedUnknown { at, value: mark }));
                // Until somebody has said what it means, nobody is shown who may be protected.
                true
            }
        }
    }

    fn day(&mut self, row: &Row, name: &str, attributes: &BTreeMap<String, String>) -> Option<NaiveDate> {
        let written = attributes.get(name)?;
        let day = NaiveDate::parse_from_str(written, "%Y-%m-%d").ok().filter(|it| it.to_string() == *written);
        if day.is_none() {
            let at = self.at(row, name);
            self.faults.push(Fault::Hr(HrError::NotDay { at, value: written.clone() }));
        }
        day
    }

    fn at(&self, row: &Row, name: &str) -> Position {
        let column = self.names.iter().find(|it| it.1 == name).map_or(0, |it| *it.0);
        self.table.at(row.number, column)
    }
}

#[cfg(test)]
mod tests;
