//! The store: facts in SQLite or PostgreSQL, every change with an audit entry.
//!
//!     Permit ──► Store ──► Read   (one snapshot of the database)
//!                     └──► Write  (one transaction) ──commit(Entry)──► Tx
//!
//! Architecture invariants:
//! - nothing here reads a clock or makes up an identifier: a [`Stamp`] brings both, and the salt of commitments;
//! - [`Write::commit`] is the only way to keep a change, and it takes the audit entry; dropped, nothing happened;
//! - no other crate knows that there is a database below: rows, statements and its errors stay inside.

use std::path::PathBuf;

use sea_orm::{DatabaseConnection, DbBackend};

mod access;
mod account;
mod audit;
mod blob;
mod canonical;
mod catalogue;
mod classification;
mod directory;
mod error;
mod finding;
mod inventory;
mod open;
mod pack;
mod people;
mod report;
mod run;
mod session;
mod sql;

#[cfg(test)]
mod tests;

pub use account::{Account, NewAccount, NewSession, Session};
pub use audit::{Break, Broken, Entry, Logged, Verification};
pub use canonical::canonical;
pub use directory::Directory;
pub use domain::inventory::HIDDEN;
pub use error::StoreError;
pub use finding::{FindingRecord, KnownFinding, Recorded};
pub use inventory::{AsOf, Origin};
pub use people::keep_hidden;
pub use report::NewReport;
pub use run::{NewRun, Run, RunNum};
pub use session::{Read, Stamp, Write};

/// Where the data is, and the key that numbers of people are hashed with.
#[derive(Clone)]
pub struct Options {
    /// `sqlite://PATH` or `postgres://…`.
    pub url: String,
    /// Folder of attachments over 1 MiB, each named by its hash; made when it is first needed.
    pub blobs: PathBuf,
    /// The organisation's key for numbers of people.
    pub key: Vec<u8>,
}

/// The address of a SQLite file, whatever characters its path has.
pub fn sqlite_url(path: &std::path::Path) -> String {
    // The address is decoded again, so that these few would change it.
    let path = path.to_string_lossy().replace('%', "%25").replace('?', "%3F").replace('#', "%23");
    format!("sqlite://{path}")
}

impl std::fmt::Debug for Options {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Neither the key nor a password in the address may reach a log.
        f.debug_struct("Options").field("url", &open::without_password(&self.url)).finish_non_exhaustive()
    }
}

/// The open database.
///
/// Two pools on SQLite, one connection that writes and four that can only read; one pool on PostgreSQL.
#[derive(Debug, Clone)]
pub struct Store {
    write: DatabaseConnection,
    read: DatabaseConnection,
    options: std::sync::Arc<Options>,
}

impl Store {
    fn backend(&self) -> DbBackend {
        self.write.get_database_backend()
    }
}
