//! Every document that enters: YAML, JSON, XLSX and CSV → one tree of values with their place → validated by a compiled
//! JSON Schema → rows of the domain.
//!
//!     bytes ──read, sheet──► Tree ──validate──► rows ──domain::inventory::check──► Inventory + Places
//!
//! Architecture invariants:
//! - every error of all documents is reported, each with its place; nothing is half read;
//! - no schema and no document reaches the network or the file system;
//! - values of secrets, and rows at a stop level, are never repeated in an error.

pub mod catalogue;
pub mod emit;
pub mod hr;
pub mod inventory;
pub mod klassa;
pub mod model;
pub mod place;
pub mod read;
pub mod sheet;
pub mod validate;
