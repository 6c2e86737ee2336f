//! Levels and flags as they stood on the days of observation: what proof of fulfilment was given against.
//!
//! Between two days on which something in the register begins or ends, every day reads the same: such a time is read
//! once, however many observations fall in it.

use std::collections::{BTreeMap, BTreeSet};

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
    turns: BTreeSet<NaiveDate>,
    /// By the turn that began the time; the time before the first has none.
    times: BTreeMap<Option<NaiveDate>, Base<'a>>,
}

impl<'a> History<'a> {
    /// Reads `days`: those of [`observation_days`](super::observation_days), and the day asked about.
    pub fn new(
        catalogue: &'a Catalogue,
        model: &'a Model,
        inventory: &Inventory,
        days: impl IntoIterator<Item = NaiveDate>,
    ) -> Self {
        let mut history = Self { turns: turns(inventory), times: BTreeMap::new() };
        for day in days {
            let time = history.time(day);
            history.times.entry(time).or_insert_with(|| {
                let graph = need::Graph::load(inventory, model, day);
                let needs = graph.bounds(&graph.solve());
                Base::new(catalogue, model, inventory, &needs, day)
            });
        }
        history
    }

    /// Levels and flags of `object` on `day`; none where no day of its time was read, or the object did not stand in
    /// the register.
    pub fn facts(&self, object: &Object, day: NaiveDate) -> Option<Facts> {
        self.times.get(&self.time(day))?.facts(object)
    }

    fn time(&self, day: NaiveDate) -> Option<NaiveDate> {
        self.turns.range(..=day).next_back().copied()
    }
}

/// Days on which something that levels or flags follow from begins or ends.
fn turns(inventory: &Inventory) -> BTreeSet<NaiveDate> {
    let versions = |it: &crate::inventory::Asset| {
        it.history.iter().chain([&it.classification]).filter_map(|it| it.from).collect::<Vec<_>>()
    };
    let decided = inventory.assets.iter().flat_map(versions);
    let overrides = inventory.overrides.iter().flat_map(|it| {
        let expires = it.review.and_then(|it| it.succ_opt());
        [Some(it.from), expires, it.retired].into_iter().flatten()
    });
    let objects = (inventory.units.iter().map(|it| it.retired))
        .chain(inventory.suppliers.iter().map(|it| it.retired))
        .chain(inventory.platforms.iter().map(|it| it.retired))
        .chain(inventory.sites.iter().map(|it| it.retired))
        .chain(inventory.systems.iter().map(|it| it.retired))
        .chain(inventory.assets.iter().map(|it| it.retired))
        .chain(inventory.dependencies.iter().map(|it| it.retired));
    decided.chain(overrides).chain(objects.flatten()).collect()
}
