//! The management report as plain text and shares: everything that a page of it says, and nothing else.

use std::collections::BTreeMap;

use serde::Serialize;

/// Headings and other fixed words of a report: key without its prefix → text.
pub type Labels = BTreeMap<&'static str, String>;

/// A report to management and the board, two pages.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Management {
    /// `sv` or `en`: the language of the document.
    pub lang: &'static str,
    /// Region of the language, for hyphenation: `SE`, `GB`.
    pub region: &'static str,
    /// Day of the report, for the document's own date.
    pub day: Day,
    /// Title.
    pub title: String,
    /// Organisation and kind of report.
    pub subtitle: String,
    /// As of when, and what was known then.
    pub as_of: String,
    /// Mark of secrecy (OSL 18:8).
    pub secrecy: String,
    /// Fixed words.
    pub labels: Labels,
    /// In plain words: the first sentence of each stands out.
    pub summary: Vec<Point>,
    /// Figures with what they are compared with.
    pub figures: Vec<Figure>,
    /// Decisions that are needed, the most pressing first.
    pub decisions: Vec<Decision>,
    /// Posture per board and administration; the last row is the whole organisation.
    pub posture: Vec<PostureRow>,
    /// What the denominator holds.
    pub posture_note: String,
    /// Access per system with findings, worst first.
    pub access: Vec<AccessRow>,
    /// What was read, how complete it is, and what was not looked at.
    pub access_note: String,
    /// Known gaps, worst first.
    pub gaps: Vec<GapRow>,
    /// What stands beside the gaps: how many more there are.
    pub gaps_note: String,
    /// How it was counted.
    pub method: Vec<String>,
}

/// A civil day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Day {
    /// Year.
    pub year: i32,
    /// Month, from 1.
    pub month: u32,
    /// Day, from 1.
    pub day: u32,
}

/// A sentence that stands out, and what follows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Point {
    /// What stands out.
    pub lead: String,
    /// The rest.
    pub text: String,
}

/// A figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Figure {
    /// What it is.
    pub label: String,
    /// The figure.
    pub value: String,
    /// What it is compared with, or of how many.
    pub note: String,
}

/// A decision that is needed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Decision {
    /// Number in the list.
    pub number: String,
    /// What is to be decided.
    pub title: String,
    /// Why.
    pub text: String,
    /// What is proposed.
    pub proposal: String,
    /// Who decides.
    pub who: String,
}

/// Posture of a unit.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PostureRow {
    /// Name of the unit.
    pub name: String,
    /// Below the board: an administration.
    pub indent: bool,
    /// The whole organisation.
    pub total_row: bool,
    /// Requirements.
    pub total: String,
    /// Share verified.
    pub verified: String,
    /// Share met of verified.
    pub met: String,
    /// Number of gaps.
    pub gaps: String,
    /// Parts of the bar, in per cent of the whole: met, partly, gap, not verified.
    pub bar: Bar,
    /// The bar in words.
    pub bar_text: String,
}

/// Parts of a bar: where each begins and how wide it is, in per cent.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Bar {
    /// Met.
    pub met: f64,
    /// Partly met.
    pub partly: f64,
    /// Not met.
    pub gap: f64,
    /// Start of partly.
    pub partly_at: f64,
    /// Start of gap.
    pub gap_at: f64,
}

impl Bar {
    /// The bar of so many requirements; what is left is not verified.
    #[expect(clippy::cast_precision_loss, reason = "counts of requirements are far below 2^52")]
    pub fn of(met: usize, partly: usize, gap: usize, total: usize) -> Self {
        let share =
            |n: usize| if total == 0 { 0.0 } else { (n as f64 * 1000.0 / total as f64).round() / 10.0 };
        let (met, partly, gap) = (share(met), share(partly), share(gap));
        Self { met, partly, gap, partly_at: met, gap_at: met + partly }
    }
}

/// Access to one system.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AccessRow {
    /// Name of the system.
    pub system: String,
    /// Authorised persons.
    pub authorised: String,
    /// Accounts that reach it.
    pub reach: String,
    /// Accounts that reach it outside the rule.
    pub outside: String,
    /// Authorised persons who cannot.
    pub hinder: String,
    /// The worst finding, in words.
    pub worst: String,
}

/// A known gap.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GapRow {
    /// Code of the control.
    pub control: String,
    /// Title of the control.
    pub title: String,
    /// What it is on.
    pub on: String,
    /// What was seen.
    pub why: String,
    /// Since when it is known.
    pub since: String,
}
