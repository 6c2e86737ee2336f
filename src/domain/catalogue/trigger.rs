//! Trigger expressions: when a control applies, over levels of the catalogue's aspects and flags.
//!
//!     always | expression of and/or/not/parentheses over c, i, a, max compared with integers, and flags
//!
//! `not` binds closest, then `and`, then `or`. A level that is not known is an interval, and the answer has three
//! values: *unknown* is not *no*.
//!
//! Invariants, each held by a test in `trigger/tests.rs`:
//! - what is written and read again is the same expression;
//! - a narrower interval never turns yes into no or no into yes.

use std::{collections::BTreeSet, fmt};

use serde::Serialize;

use super::{Facts, TOP, parse};
use crate::model::Aspect;

pub use parse::{TriggerError, TriggerProblem};

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

/// A parsed trigger. `F` is how it names flags: by their code, or by a bit where speed matters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Trigger<F = String> {
    /// Applies to everything.
    Always,
    /// All hold.
    And(Vec<Self>),
    /// At least one holds.
    Or(Vec<Self>),
    /// Does not hold.
    Not(Box<Self>),
    /// A level compared with a number 0-3.
    Level(Operand, Comparison, u8),
    /// A flag is set.
    Flag(F),
}

/// Whether a trigger holds; ordered so that *and* is the least and *or* the greatest of its parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Truth {
    /// It does not, whatever the unknown levels are.
    No,
    /// It depends on a level that is not known.
    Unknown,
    /// It does, whatever the unknown levels are.
    Yes,
}

impl std::ops::Not for Truth {
    type Output = Self;

    fn not(self) -> Self {
        match self {
            Self::No => Self::Yes,
            Self::Unknown => Self::Unknown,
            Self::Yes => Self::No,
        }
    }
}

/// What is known of a level on the catalogue's scale: at least `low`, at most `high`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Span {
    /// It is at least this.
    pub low: u8,
    /// It is at most this.
    pub high: u8,
}

impl Span {
    /// Nothing is known.
    pub const UNKNOWN: Self = Self { low: 0, high: TOP };

    /// A known level.
    pub const fn exactly(level: u8) -> Self {
        Self { low: level, high: level }
    }

    /// The span of the higher of two levels.
    #[must_use]
    pub fn max(self, other: Self) -> Self {
        Self { low: self.low.max(other.low), high: self.high.max(other.high) }
    }

    fn compare(self, comparison: Comparison, level: u8) -> Truth {
        let (low, high) = (self.low, self.high);
        let (always, never) = match comparison {
            Comparison::AtLeast => (low >= level, high < level),
            Comparison::AtMost => (high <= level, low > level),
            Comparison::Above => (low > level, high <= level),
            Comparison::Below => (high < level, low >= level),
            Comparison::Equal => (low == level && high == level, low > level || high < level),
        };
        match (always, never) {
            (true, _) => Truth::Yes,
            (_, true) => Truth::No,
            (false, false) => Truth::Unknown,
        }
    }
}

/// What is known of the three aspects.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Spans {
    /// Confidentiality.
    pub c: Span,
    /// Integrity.
    pub i: Span,
    /// Availability.
    pub a: Span,
}

impl Spans {
    /// Nothing is known of any aspect.
    pub const UNKNOWN: Self = Self { c: Span::UNKNOWN, i: Span::UNKNOWN, a: Span::UNKNOWN };

    /// What is known of `aspect`.
    pub const fn get(self, aspect: Aspect) -> Span {
        match aspect {
            Aspect::C => self.c,
            Aspect::I => self.i,
            Aspect::A => self.a,
        }
    }

    /// What is known of the highest aspect.
    #[must_use]
    pub fn max(self) -> Span {
        self.c.max(self.i).max(self.a)
    }

    fn operand(self, operand: Operand) -> Span {
        match operand {
            Operand::Aspect(aspect) => self.get(aspect),
            Operand::Max => self.max(),
        }
    }
}

impl From<&Facts> for Spans {
    fn from(facts: &Facts) -> Self {
        let span = |aspect| facts.levels.get(&aspect).map_or(Span::UNKNOWN, |level| Span::exactly(*level));
        Self { c: span(Aspect::C), i: span(Aspect::I), a: span(Aspect::A) }
    }
}

impl<F> Trigger<F> {
    /// Whether it holds for `spans` and the flags of which `has` says yes.
    pub fn truth_of(&self, spans: &Spans, has: &impl Fn(&F) -> bool) -> Truth {
        match self {
            Self::Always => Truth::Yes,
            Self::And(parts) => parts.iter().map(|it| it.truth_of(spans, has)).min().unwrap_or(Truth::Yes),
            Self::Or(parts) => parts.iter().map(|it| it.truth_of(spans, has)).max().unwrap_or(Truth::No),
            Self::Not(part) => !part.truth_of(spans, has),
            Self::Level(operand, comparison, level) => spans.operand(*operand).compare(*comparison, *level),
            Self::Flag(flag) if has(flag) => Truth::Yes,
            Self::Flag(_) => Truth::No,
        }
    }

    /// The same trigger with flags named otherwise.
    pub fn with_flags<G>(&self, rename: &impl Fn(&F) -> G) -> Trigger<G> {
        let all = |parts: &[Self]| parts.iter().map(|it| it.with_flags(rename)).collect();
        match self {
            Self::Always => Trigger::Always,
            Self::And(parts) => Trigger::And(all(parts)),
            Self::Or(parts) => Trigger::Or(all(parts)),
            Self::Not(part) => Trigger::Not(Box::new(part.with_flags(rename))),
            Self::Level(operand, comparison, level) => Trigger::Level(*operand, *comparison, *level),
            Self::Flag(flag) => Trigger::Flag(rename(flag)),
        }
    }

    /// Lets `visit` see every comparison and flag.
    pub fn each_leaf<'a>(&'a self, visit: &mut impl FnMut(&'a Self)) {
        match self {
            Self::And(parts) | Self::Or(parts) => parts.iter().for_each(|it| it.each_leaf(visit)),
            Self::Not(part) => part.each_leaf(visit),
            Self::Always | Self::Level(..) | Self::Flag(_) => visit(self),
        }
    }
}

impl Trigger {
    /// Reads an expression.
    ///
    /// # Errors
    /// All of it is wrong where a part is: the first fault is named, with its column.
    pub fn parse(text: &str) -> Result<Self, TriggerError> {
        parse::parse(text)
    }

    /// Whether it holds for `facts`. A level that is missing there is unknown; a flag that is missing is not set.
    pub fn truth(&self, facts: &Facts) -> Truth {
        self.truth_of(&Spans::from(facts), &|flag: &String| facts.flags.contains(flag))
    }

    /// The flags that it asks for.
    pub fn flags(&self) -> BTreeSet<&str> {
        let mut flags = BTreeSet::new();
        self.each_leaf(&mut |leaf| {
            if let Self::Flag(flag) = leaf {
                flags.insert(flag.as_str());
            }
        });
        flags
    }

    /// Whether any levels 0-3 and flags make it hold: tried one by one. `None` with more than [`WIDEST`] flags.
    pub fn can_fire(&self) -> Option<bool> {
        let flags: Vec<&str> = self.flags().into_iter().collect();
        if flags.len() > WIDEST {
            return None;
        }
        let bits =
            self.with_flags(&|flag| flags.iter().position(|it| it == flag).map_or(0, |at| 1_u32 << at));
        let sets = 0..1_u32 << flags.len();
        let fires = |spans: &Spans, set: u32| bits.truth_of(spans, &|bit: &u32| set & bit != 0) == Truth::Yes;
        Some(every_level().any(|spans| sets.clone().any(|set| fires(&spans, set))))
    }
}

/// Most flags that one trigger may ask for, so that all sets of them can be tried.
pub const WIDEST: usize = 12;

fn every_level() -> impl Iterator<Item = Spans> {
    let levels = || (0..=TOP).map(Span::exactly);
    levels().flat_map(move |c| levels().flat_map(move |i| levels().map(move |a| Spans { c, i, a })))
}

impl fmt::Display for Operand {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Aspect(aspect) => aspect.into(),
            Self::Max => "max",
        })
    }
}

impl fmt::Display for Comparison {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::AtLeast => ">=",
            Self::AtMost => "<=",
            Self::Above => ">",
            Self::Below => "<",
            Self::Equal => "==",
        })
    }
}

impl fmt::Display for Trigger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let joined = |parts: &[Self], word: &str, inside: fn(&Self) -> bool| {
            let part = |it: &Self| if inside(it) { format!("({it})") } else { it.to_string() };
            parts.iter().map(part).collect::<Vec<_>>().join(word)
        };
        match self {
            Self::Always => f.write_str("always"),
            Self::And(parts) => {
                f.write_str(&joined(parts, " and ", |it| matches!(it, Self::And(_) | Self::Or(_))))
            }
            Self::Or(parts) => f.write_str(&joined(parts, " or ", |it| matches!(it, Self::Or(_)))),
            Self::Not(part) if matches!(**part, Self::And(_) | Self::Or(_)) => write!(f, "not ({part})"),
            Self::Not(part) => write!(f, "not {part}"),
            Self::Level(operand, comparison, level) => write!(f, "{operand} {comparison} {level}"),
            Self::Flag(flag) => f.write_str(flag),
        }
    }
}

#[cfg(test)]
mod tests;
