//! Who is asking: passwords, session secrets, cookies. Never what they may; that is the permission table's.
//!
//!     name + password ──► Gate (back-off, hashing) ──► Secret ──► cookie
//!     cookie ──► Secret ──► its hash ──► session in the store
//!
//! What always holds: a secret is never stored nor shown in a log, and hashing never takes more memory than a few
//! passwords at a time.

pub(crate) mod backoff;
pub(crate) mod cookie;
pub(crate) mod password;
pub(crate) mod token;

use std::sync::Mutex;

use self::{backoff::Backoff, password::Hasher};

/// What stands before a sign-in: one for the whole process.
#[derive(Debug, Default)]
pub(crate) struct Gate {
    pub(crate) hasher: Hasher,
    backoff: Mutex<Backoff>,
}

impl Gate {
    /// Does something with the record of failures. A thread that died in between has left nothing half-done in it.
    pub(crate) fn backoff<T>(&self, with: impl FnOnce(&mut Backoff) -> T) -> T {
        with(&mut self.backoff.lock().unwrap_or_else(std::sync::PoisonError::into_inner))
    }
}
