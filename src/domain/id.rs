//! Identifiers: newtypes over `UUIDv7`, minted outside the domain. People see codes (`LOG-01`, `EKO`) beside them.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => { $(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);
    )* };
}

ids! {
    /// An object of the register, whatever its list: unit, system, asset, rule …
    ObjectId;
    /// Who acts: a user of the tool, or the local administrator of the command line.
    ActorId;
    /// A person, as a pseudonym: names stand apart and can be erased.
    PersonId;
    /// A stored file or text, by its own row.
    EvidenceId;
    /// An object of a directory source, stable over renames and moves.
    DirectoryObjectId;
    /// A finding of an access check.
    FindingId;
}

/// Number of the audit entry that wrote a row: the recorded time, and the version of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Tx(pub i64);
