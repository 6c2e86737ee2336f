//! What a derivation returns: the value, the facts that decided it, and the facts that were missing.

use serde::Serialize;

/// A computed value with its proof: what decided it, and what was missing when it was computed.
#[must_use]
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Derived<T, Driver, Gap> {
    /// As far as the facts reach; a lower bound while there are gaps.
    pub value: T,
    /// The facts that decided it; without them it falls.
    pub drivers: Vec<Driver>,
    /// Facts that should exist and do not.
    pub gaps: Vec<Gap>,
}

impl<T, Driver, Gap> Derived<T, Driver, Gap> {
    /// Whether nothing was missing: only then is the value more than a lower bound.
    pub fn is_certain(&self) -> bool {
        self.gaps.is_empty()
    }
}
