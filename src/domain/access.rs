//! Access: who may reach a system, who actually can, and the path as proof.
//!
//!     Snapshot ──► graph ──► reach ─┐
//!     rules + HR file ─► authorised ┴──► findings, each with a shortest path

pub mod check;
mod error;
pub mod finding;
pub mod graph;
pub mod hr;
pub mod reach;
pub mod rule;
pub mod snapshot;
#[cfg(test)]
mod testing;

pub use check::check;
pub use error::AccessError;
