//! The pure core: facts in, derived values out, each with its drivers and its gaps.
//!
//!     information asset → classification → need of the system → requirement → verdict → posture
//!     directory snapshot → graph → reach → finding
//!
//! Architecture invariants, held by `tests/it/layers.rs`:
//! - nothing here reads a clock, a file, a socket or the environment; time and identifiers are arguments;
//! - nothing here knows a database, a document format or a language: words for people are message keys;
//! - unknown is a value: a missing fact is a gap in the answer, never the lowest level and never "ok".
#![warn(clippy::wildcard_enum_match_arm, clippy::missing_errors_doc)]

pub mod access;
pub mod assurance;
pub mod catalogue;
pub mod classification;
pub mod derived;
pub mod id;
pub mod inventory;
pub mod level;
pub mod message;
pub mod model;
pub mod need;
pub mod permission;
pub mod posture;
pub mod register;
pub mod requirement;
pub mod severity;
