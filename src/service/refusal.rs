//! Why a service did not do what it was asked: what the user is told, and, apart from it, what the log is told.

use std::path::PathBuf;

use domain::{
    message::{Args, Explain, Lang, Message},
    permission::Denied,
};
use store::StoreError;

use crate::auth::password::HashError;

/// How often a change is planned anew where another came between.
pub(crate) const ATTEMPTS: usize = 20;

/// A service refused. Nothing was saved.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Refusal {
    /// The permission table says no.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Everything that is wrong with what was given.
    #[error("{} faults in what was given", .0.len())]
    Invalid(Vec<Box<dyn Explain + Send + Sync>>),
    /// There is no such object, or none that the reader may see: the two are not told apart.
    #[error("{}", .0.key)]
    Absent(Message),
    /// Somebody has changed it since it was read.
    #[error("changed since it was read")]
    Changed,
    /// Another change came between the plan and its writing, again and again.
    #[error("overtaken by another change")]
    Overtaken,
    /// A document of our own could not be written.
    #[error(transparent)]
    Document(#[from] serde_json::Error),
    /// A sentence says it all.
    #[error("{}", .0.key)]
    Told(Message),
    /// A file could not be read or written.
    #[error("{path}: {source}")]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A report could not be rendered.
    #[error(transparent)]
    Render(#[from] report::RenderError),
    /// A password could not be hashed.
    #[error(transparent)]
    Hash(#[from] HashError),
    /// A thread that derived something ended before it answered.
    #[error("a deriving thread ended")]
    Ended(#[from] tokio::task::JoinError),
}

impl Refusal {
    /// A refusal that is one sentence.
    pub(crate) fn told(message: Message) -> Self {
        Self::Told(message)
    }

    /// All faults of one kind.
    pub(crate) fn invalid<E: Explain + Send + Sync + 'static>(faults: impl IntoIterator<Item = E>) -> Self {
        Self::Invalid(faults.into_iter().map(|it| Box::new(it) as Box<dyn Explain + Send + Sync>).collect())
    }

    /// What the database or the system said, for whoever runs the program: in its own words, without secrets. Never for a
    /// page.
    pub(crate) fn cause(&self) -> Option<String> {
        match self {
            // What cannot be reached may be told with the address and its password.
            Self::Store(StoreError::Unreachable { address, .. }) if !address.starts_with("sqlite") => None,
            Self::Store(error) => std::error::Error::source(error).map(ToString::to_string),
            Self::File { source, .. } => match source.kind() {
                std::io::ErrorKind::NotFound | std::io::ErrorKind::PermissionDenied => None,
                _ => Some(source.to_string()),
            },
            Self::Hash(_) | Self::Ended(_) | Self::Document(_) | Self::Render(_) => Some(self.to_string()),
            Self::Denied(_)
            | Self::Invalid(_)
            | Self::Absent(_)
            | Self::Changed
            | Self::Overtaken
            | Self::Told(_) => None,
        }
    }

    /// What the user is told, a line each.
    pub(crate) fn lines(&self, lang: Lang) -> Vec<String> {
        match self {
            Self::Denied(denied) => {
                let action: &'static str = denied.action.into();
                vec![text::say(lang, "cli-denied", &Args::new().with("action", action))]
            }
            Self::Store(error) => vec![text::explain(lang, error)],
            Self::Invalid(faults) => faults.iter().map(|it| text::explain(lang, it.as_ref())).collect(),
            Self::Told(message) | Self::Absent(message) => vec![text::explain(lang, message)],
            Self::File { path, source } => {
                let args = Args::new().with("path", path.display().to_string());
                let key = match source.kind() {
                    std::io::ErrorKind::NotFound => "cli-file-not-found",
                    std::io::ErrorKind::PermissionDenied => "cli-file-denied",
                    _ => "cli-file-failed",
                };
                vec![text::say(lang, key, &args)]
            }
            Self::Render(_) => vec![text::word(lang, "cli-report-failed")],
            Self::Changed | Self::Overtaken => vec![text::word(lang, "cli-changed")],
            Self::Hash(_) | Self::Ended(_) | Self::Document(_) => vec![text::word(lang, "cli-failed")],
        }
    }
}

/// Reads a file, or says which could not be read.
pub(crate) fn read_file(path: &std::path::Path) -> Result<Vec<u8>, Refusal> {
    std::fs::read(path).map_err(|source| Refusal::File { path: path.to_owned(), source })
}

/// Writes a file whole or not at all: beside it first, then in its place.
pub(crate) fn write_file(path: &std::path::Path, bytes: &[u8]) -> Result<(), Refusal> {
    let wrong = |source| Refusal::File { path: path.to_owned(), source };
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".new");
    let beside = path.with_file_name(name);
    std::fs::write(&beside, bytes).and_then(|()| std::fs::rename(&beside, path)).map_err(wrong)
}
