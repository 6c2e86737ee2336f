//! Exit codes. Where several apply, the highest counts.

use std::process::ExitCode;

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

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}
