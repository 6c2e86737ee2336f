//! Skydd: information-security controls and compliance, from asset to decision.
//!
//!     cli, web ──► service ──► domain (pure)
//!       └─ edge ─┘    └────► store, schema, directory, report, text, auth
//!
//! Edges parse, call one service and render. Services authorise, load, derive and store. The domain calls nothing.
//! `tests/it/layers.rs` holds that nobody calls back.

mod auth;
mod cli;
pub mod config;
mod edge;
mod service;
mod web;

pub use cli::main;
