//! Trigger expressions: when a control applies, over levels of the catalogue's aspects and flags.
//!
//!     always | expression of and/or/not/parentheses over c, i, a, max compared with integers, and flags

use serde::Serialize;

use crate::model::Aspect;

/// What a comparison looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Operand {
    /// One aspect.
    Aspect(Aspect),
    /// The highest of all aspects.
    Max,
}

/// Comparison operators.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Comparison {
    /// `>=`
    AtLeast,
    /// `<=`
    AtMost,
    /// `>`
    Above,
    /// `<`
    Below,
    /// `==`
    Equal,
}

/// A parsed trigger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Trigger {
    /// Applies to everything.
    Always,
    /// All hold.
    And(Vec<Trigger>),
    /// At least one holds.
    Or(Vec<Trigger>),
    /// Does not hold.
    Not(Box<Trigger>),
    /// A level compared with a number 0-3.
    Level(Operand, Comparison, u8),
    /// A flag is set.
    Flag(String),
}
