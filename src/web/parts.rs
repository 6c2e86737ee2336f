//! Views of the small parts that many pages share, each with a template of its own.

use domain::{message::Lang, severity::Severity};
use serde::Serialize;
use text::word;

/// A link by its words.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Link {
    pub(crate) href: String,
    pub(crate) text: String,
}

/// Shape and word: `bad` is the diamond with *Brist*.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Mark {
    /// `st-bad`, `sv-krit`.
    pub(crate) class: String,
    pub(crate) icon: String,
    pub(crate) text: String,
}

impl Mark {
    /// A severity of a finding.
    pub(crate) fn severity(lang: Lang, severity: Severity) -> Self {
        let shape = match severity {
            Severity::Critical => "krit",
            Severity::High => "hog",
            Severity::Medium => "med",
            Severity::Low => "lag",
            Severity::Hinder => "hind",
        };
        let name: &'static str = severity.into();
        Self {
            class: format!("sv sv-{shape}"),
            icon: format!("v-{shape}"),
            text: word(lang, &format!("severity-{name}")),
        }
    }
}
