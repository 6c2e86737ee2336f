//! Reading a directory live, over LDAP: the one place that knows the protocol.
//!
//!     Target ──connect, bind, prove──► two paged streams at once ──► Collector ──► Snapshot
//!              (tls, session)           (page, entry)   └─range─┘    (crate `directory`)
//!
//! Architecture invariants:
//! - no password leaves before TLS with a verified server, and nothing turns the verification off;
//! - nobody signs in anonymously: neither an empty name nor an empty password is sent, and a server that takes us for
//!   anonymous is left;
//! - [`Reached`] is made only where a search ended with success and without a further page, so that nothing that broke can
//!   be taken for whole;
//! - references to other servers are recorded and never followed;
//! - every stream has a connection of its own, which is never used again; what is dropped stops reading.
//!
//! The protocol's library panics on some answers that no server gives: each stream is a task, and its panic an error.

mod address;
mod entry;
mod error;
mod page;
mod range;
mod read;
mod session;
mod tls;

pub use self::{
    address::{Address, AddressError},
    error::{FetchError, TLS_KEYS},
    page::Reached,
    read::{Facts, Reading, Wanted, read},
    session::{Limits, Password, Target},
    tls::Roots,
};
