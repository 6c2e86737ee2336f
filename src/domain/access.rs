//! Access: who may reach a system, who actually can, and the path as proof.
//!
//!     Snapshot ──► graph ──► reach ─┐
//!     rules + HR file ─► authorised ┴──► findings, each with a shortest path

pub mod hr;
pub mod rule;
pub mod snapshot;
