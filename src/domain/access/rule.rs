//! Boolean rules over attributes of people and accounts.
//!
//!     expression ──► steps (postfix) ──► a set of people, or a test of each account where one of its own attributes counts
//!
//! Values compare as the directory's do: NFKC, lower case, spaces squeezed. A missing attribute makes a clause false.

use serde::{Deserialize, Serialize};

pub(super) mod program;
mod value;

pub use value::{column, fold, is_space, norm_value, squeeze};

/// What stands before the name of an attribute of the account itself.
pub const ACCOUNT: &str = "account.";

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

/// One step of an expression in postfix order: its parts come before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part<'a> {
    /// A comparison.
    Clause {
        /// Attribute.
        attr: &'a str,
        /// Operator.
        op: Op,
        /// Values.
        values: &'a [String],
    },
    /// At least one of the so many parts before it.
    Any(usize),
    /// All of the so many parts before it.
    All(usize),
    /// Not the part before it.
    Not,
}

impl Expr {
    /// The expression in postfix order, however deep it is nested, without recursion.
    pub fn postfix(&self) -> Vec<Part<'_>> {
        // Written backwards, each node before its parts and the last part first, it is postfix when turned round.
        let (mut out, mut todo) = (vec![], vec![self]);
        while let Some(node) = todo.pop() {
            match node {
                Self::Any { any } => {
                    out.push(Part::Any(any.len()));
                    todo.extend(any);
                }
                Self::All { all } => {
                    out.push(Part::All(all.len()));
                    todo.extend(all);
                }
                Self::Not { not } => {
                    out.push(Part::Not);
                    todo.push(not);
                }
                Self::Clause { attr, op, values } => out.push(Part::Clause { attr, op: *op, values }),
            }
        }
        out.reverse();
        out
    }

    /// Normalised values that the expression names for an HR column, outside every *not*: the units of a rule, say.
    pub fn named_values(&self, of: &str) -> Vec<String> {
        let (of, mut out, mut todo) = (column(of), vec![], vec![self]);
        while let Some(node) = todo.pop() {
            match node {
                Self::Any { any: parts } | Self::All { all: parts } => todo.extend(parts),
                Self::Clause { attr, op: Op::Eq | Op::In, values }
                    if !attr.starts_with(ACCOUNT) && column(attr) == of =>
                {
                    out.extend(values.iter().map(|it| norm_value(it)));
                }
                Self::Not { .. } | Self::Clause { .. } => {}
            }
        }
        out.sort();
        out.dedup();
        out
    }
}

#[cfg(test)]
mod tests;
