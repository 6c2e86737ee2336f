//! Levels are ranks within their own dimension: 0 is the model's lowest. No code assumes how many there are.

use serde::{Deserialize, Serialize};

/// A rank in the levels of one dimension of a classification model; 0 is the lowest.
///
/// It says nothing alone: `Model` turns it into the word and the number that people see, and levels of two
/// dimensions or two models must never be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Level(u8);

impl Level {
    /// The level that stands at `rank` in the model's order.
    pub const fn from_rank(rank: u8) -> Self {
        Self(rank)
    }

    /// Place in the model's order; 0 is the lowest.
    pub const fn rank(self) -> u8 {
        self.0
    }
}

/// One level per dimension, in the model's order; `None` where nobody has classified.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Levels(pub Vec<Option<Level>>);

impl Levels {
    /// Nothing classified in any of `dimensions` dimensions.
    pub fn unknown(dimensions: usize) -> Self {
        Self(vec![None; dimensions])
    }

    /// The level in the dimension at `index`; `None` also where the model has no such dimension.
    pub fn get(&self, index: usize) -> Option<Level> {
        self.0.get(index).copied().flatten()
    }

    /// Whether every dimension has a level.
    pub fn is_complete(&self) -> bool {
        !self.0.is_empty() && self.0.iter().all(Option::is_some)
    }
}
