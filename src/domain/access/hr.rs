//! The HR file: the authority on employment.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

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
