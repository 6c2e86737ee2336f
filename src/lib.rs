//! Skydd: information-security controls and compliance, from asset to decision.
//!
//!     cli ──► service ──► domain (pure)
//!                  └────► store, schema, directory, report, text
//!
//! Edges parse, call one service and render. Services authorise, load, derive and store. The domain calls nothing.
//! `tests/it/layers.rs` holds that nobody calls back.

mod cli;
pub mod config;
mod service;

pub use cli::main;
