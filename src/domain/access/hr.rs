//! The HR file: the authority on employment, and whose an account is.
//!
//! Invariant: what cannot be told apart is never authorised. A number that stands on two rows names nobody.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::graph::number;

/// A row of the HR file. An account belongs to the row whose `employee_id` is its own.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct HrRow {
    /// Employee number.
    pub employee_id: String,
    /// Name.
    pub name: String,
    /// `status` is `active`, not `ended` or anything else.
    pub active: bool,
    /// First day of the employment.
    pub start: Option<NaiveDate>,
    /// Day from whose first minute, in the organisation's time zone, the employment no longer holds.
    pub end: Option<NaiveDate>,
    /// Employee number of the nearest manager.
    pub manager_id: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// Protected identity.
    pub protected: bool,
    /// Every column of the row by name, those above included, for rules.
    pub attributes: BTreeMap<String, String>,
}

/// The moment for which access is judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct AsOf {
    /// The instant: accounts and named persons expire at one.
    pub instant: DateTime<Utc>,
    /// The day that it is at that instant in the organisation's time zone: employments begin and end with one.
    pub day: NaiveDate,
}

/// What an HR row says of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Employment {
    /// Works here.
    Active,
    /// No longer.
    Ended,
    /// Begins on this later day.
    NotStarted(NaiveDate),
}

impl HrRow {
    /// Whether the employment holds on `day`. The day of its end is the first without it.
    pub fn employment(&self, day: NaiveDate) -> Employment {
        match (self.start, self.end) {
            _ if !self.active => Employment::Ended,
            (_, Some(end)) if end <= day => Employment::Ended,
            (Some(start), _) if start > day => Employment::NotStarted(start),
            _ => Employment::Active,
        }
    }
}

/// The people of an HR file, numbered in order of employee number. Rows that share one are not among them.
#[derive(Debug, Clone)]
pub struct People<'a> {
    rows: Vec<&'a HrRow>,
    doubled: BTreeSet<&'a str>,
}

/// Whom a number names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Match {
    /// The person with this number among [`People`].
    Person(u32),
    /// More than one row.
    Ambiguous,
    /// No row.
    Nobody,
}

impl<'a> People<'a> {
    /// The people of `rows`. A row without a number can be nobody's.
    pub fn new(rows: &'a [HrRow]) -> Self {
        let mut sorted: Vec<&HrRow> = rows.iter().filter(|it| !it.employee_id.is_empty()).collect();
        sorted.sort_by(|a, b| a.employee_id.cmp(&b.employee_id));
        let (mut unique, mut doubled) = (Vec::with_capacity(sorted.len()), BTreeSet::new());
        for same in sorted.chunk_by(|a, b| a.employee_id == b.employee_id) {
            match same {
                [one] => unique.push(*one),
                _ => doubled.extend(same.iter().map(|it| it.employee_id.as_str())),
            }
        }
        Self { rows: unique, doubled }
    }

    /// The rows, in order of employee number.
    pub fn rows(&self) -> &[&'a HrRow] {
        &self.rows
    }

    /// Whom `employee_id` names.
    pub fn find(&self, employee_id: &str) -> Match {
        if self.doubled.contains(employee_id) {
            return Match::Ambiguous;
        }
        match self.rows.binary_search_by(|it| it.employee_id.as_str().cmp(employee_id)) {
            Ok(place) => Match::Person(number(place)),
            Err(_) => Match::Nobody,
        }
    }
}

#[cfg(test)]
mod tests;
