//! Exit codes. Where several apply, the highest counts.

use std::process::ExitCode;

use domain::severity::Severity;

/// What a command ended in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Exit {
    /// Done, with nothing to say.
    Clean = 0,
    /// Findings at or above `--fail-on`, or something for the lint to say.
    Findings = 1,
    /// Could not do it, an invalid document, or an incomplete read.
    Failed = 2,
}

impl Exit {
    /// Whether any of these findings lies at or above the threshold: `low` where none is set, so any.
    pub(crate) fn of(findings: impl IntoIterator<Item = Severity>, threshold: Option<Severity>) -> Self {
        let threshold = threshold.unwrap_or(Severity::Low).rank();
        if findings.into_iter().any(|it| it.rank() >= threshold) { Self::Findings } else { Self::Clean }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}
