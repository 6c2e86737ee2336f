//! Levels and flags as they stood on the days of observation: what proof of fulfilment was given against.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::{
    catalogue::{Catalogue, Facts},
    inventory::Inventory,
    model::Model,
    need,
    requirement::{Base, Object},
};

/// The facts of every object on a number of days, for [`Context::facts_on`](super::Context::facts_on).
#[derive(Debug)]
pub struct History<'a> {
    days: BTreeMap<NaiveDate, Base<'a>>,
}

impl<'a> History<'a> {
    /// Reads `days`: those of [`observation_days`](super::observation_days), and the day asked about.
    pub fn new(
        catalogue: &'a Catalogue,
        model: &'a Model,
        inventory: &Inventory,
        days: impl IntoIterator<Item = NaiveDate>,
    ) -> Self {
        let read = |day| {
            let needs = need::derive(inventory, model, day);
            (day, Base::new(catalogue, model, inventory, &needs, day))
        };
        Self { days: days.into_iter().map(read).collect() }
    }

    /// Levels and flags of `object` on `day`; none where that day was not read, or the object did not stand in the
    /// register.
    pub fn facts(&self, object: &Object, day: NaiveDate) -> Option<Facts> {
        self.days.get(&day)?.facts(object)
    }
}
