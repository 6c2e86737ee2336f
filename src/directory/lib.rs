//! What a directory said, from a file or live: bytes → records → [`Snapshot`]. The fetching itself is the crate `fetch`.
//!
//!     bytes ──decode──► UTF-8 ──ldif──► records ──normalise──► objects, memberships, gaps
//!     entries as a server gives them ──live──┘
//!                                                   │
//!                               dn (equality), dialect (meaning), filter (dynamic groups)
//!
//! Architecture invariants:
//! - pure: no file, no clock, no network; hostile input of any kind gives an error or a snapshot, never a panic;
//! - nothing recurses over the data, and no step takes more than `n log n`, save filters, which have a budget;
//! - what is not understood and would change the meaning is an error, and what is known to be missing is a gap;
//! - all errors are reported, each with its line, and of a file with errors nothing is used;
//! - text is kept as it came, hostile or not: showing it safely is for those who show it; secrets are not kept.

pub mod command;
mod decode;
mod dialect;
pub mod dn;
mod error;
pub mod filter;
pub mod fuzz;
mod gap;
pub mod ldif;
pub mod live;
mod names;
mod normalise;

use domain::{
    access::snapshot::{Dialect, Snapshot},
    inventory::PlaceFact,
};

pub use self::{
    command::commands,
    error::{LdifError, SHOWN},
    gap::{KEYS, gap_message},
};
use crate::error::Problems;

/// How a file is to be read.
#[derive(Debug, Clone, Copy)]
pub struct Options<'a> {
    /// Name of the file, for errors.
    pub file: &'a str,
    /// Dialect that the source states; found from the content when none.
    pub dialect: Option<Dialect>,
    /// Attributes that follow from the place of an account.
    pub places: &'a [PlaceFact],
    /// Number of entries that the giver of the file states.
    pub stated_entries: Option<usize>,
}

impl<'a> Options<'a> {
    /// Nothing stated about the file.
    pub fn new(file: &'a str) -> Self {
        Self { file, dialect: None, places: &[], stated_entries: None }
    }
}

/// Reads an LDIF file. What is known to be missing stands in [`Snapshot::gaps`]; errors are all errors, in the order of
/// the file, and then there is no snapshot.
pub fn read(bytes: &[u8], options: &Options<'_>) -> Result<Snapshot, Vec<LdifError>> {
    let mut problems = Problems::new(options.file);
    let Some(bytes) = decode::decode(bytes) else {
        problems.whole(|at| LdifError::Utf16 { at });
        return Err(problems.into_list());
    };
    let file = ldif::parse(&bytes, &mut problems);
    match normalise::normalise(&file, options, &mut problems) {
        Some(snapshot) if !problems.any() => Ok(snapshot),
        _ => Err(problems.into_list()),
    }
}
