//! One function per thing a user can do: authorise → load facts → derive → store with an audit entry.
//!
//! Pages, the API, jobs and the command line call these and nothing else. A change without a permit or without an entry
//! does not compile; dropped uncommitted, nothing happened.

pub(crate) mod accounts;
pub(crate) mod audit;
pub(crate) mod builtin;
pub(crate) mod check_access;
pub(crate) mod classify;
pub(crate) mod clock;
pub(crate) mod ctx;
pub(crate) mod demo;
pub(crate) mod directory;
pub(crate) mod export;
pub(crate) mod folder;
pub(crate) mod import;
pub(crate) mod management;
pub(crate) mod mint;
pub(crate) mod open;
pub(crate) mod preview;
pub(crate) mod refusal;
pub(crate) mod report;
pub(crate) mod sign_in;
pub(crate) mod situation;
pub(crate) mod validate;
pub(crate) mod verify;
pub(crate) mod view;
pub(crate) mod words;

pub(crate) use ctx::Ctx;
pub(crate) use refusal::Refusal;
pub(crate) use situation::{Judged, Situation};
