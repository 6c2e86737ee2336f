//! Boolean rules over attributes of people and accounts.

use serde::{Deserialize, Serialize};

/// Operators of a clause.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, strum::IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Op {
    /// Equals one of the values (one value by custom).
    Eq,
    /// Equals one of the values.
    In,
    /// Begins with one of the values.
    Prefix,
    /// Has any value at all.
    Present,
    /// Reports, directly or through others, to one of the persons (employee numbers).
    ReportsTo,
}

/// An expression. A bare attribute is a column of the HR file; `account.NAME` is one of the account's own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Expr {
    /// At least one holds.
    Any {
        /// The alternatives.
        any: Vec<Expr>,
    },
    /// All hold.
    All {
        /// The conditions.
        all: Vec<Expr>,
    },
    /// Does not hold.
    Not {
        /// What must not hold.
        not: Box<Expr>,
    },
    /// A comparison of one attribute.
    Clause {
        /// Attribute.
        attr: String,
        /// Operator.
        op: Op,
        /// Values.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        values: Vec<String>,
    },
}
