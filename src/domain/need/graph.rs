//! The register as plain arrays: what the fixed point runs over.
//!
//! Systems, assets and dependencies get dense numbers in the order of their codes, so that every result is in that order
//! whatever the order of the rows. Invariant: numbers are only made by [`Graph::load`], for arrays of its own.
#![expect(clippy::indexing_slicing, reason = "numbers are made by `load` for these very arrays")]

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::adjust::Ruling;
use crate::{
    classification::in_force,
    inventory::{Asset, Code, Dependency, Inventory, Lifecycle, System},
    level::Levels,
    model::{Dimension, Flow, Model},
};

/// A level as the arrays hold it: 0 is unknown, otherwise the rank and one.
pub(super) type Value = u8;

/// No cap.
const OPEN: Value = Value::MAX;

/// What is known of an asset in one dimension.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fact {
    Level(Value),
    Unclassified,
    Special,
    /// An optional dimension that nobody has scored: no gap.
    NotScored,
}

/// How a dimension follows an edge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Carry {
    /// What the consumer needs follows.
    pub(super) full: bool,
    /// The highest level of the delivered assets follows.
    pub(super) delivered: bool,
    /// Highest value that follows.
    pub(super) cap: Value,
}

/// A dependency between two systems that take part.
#[derive(Debug)]
pub(super) struct Edge {
    pub(super) consumer: u32,
    pub(super) supplier: u32,
    /// Delivered assets.
    pub(super) assets: Vec<u32>,
}

/// Rows of numbers, one after another.
#[derive(Debug, Default)]
pub(super) struct Rows {
    start: Vec<u32>,
    items: Vec<u32>,
}

impl Rows {
    /// Groups `pairs` of row and item; the items of a row keep their order.
    fn new(rows: usize, pairs: &[(u32, u32)]) -> Self {
        let mut start = vec![0_u32; rows + 1];
        for (row, _) in pairs {
            start[*row as usize + 1] += 1;
        }
        for row in 0..rows {
            start[row + 1] += start[row];
        }
        let (mut next, mut items) = (start.clone(), vec![0; pairs.len()]);
        for (row, item) in pairs {
            items[next[*row as usize] as usize] = *item;
            next[*row as usize] += 1;
        }
        Self { start, items }
    }

    pub(super) fn of(&self, row: u32) -> &[u32] {
        &self.items[self.start[row as usize] as usize..self.start[row as usize + 1] as usize]
    }
}

/// The part of a register that need is derived from, on one day, as arrays.
///
/// For what computes many times over the same register: load once, [`set`](Self::set) the levels of an asset, and
/// [`solve`](Self::solve).
#[derive(Debug)]
pub struct Graph<'a> {
    pub(super) model: &'a Model,
    pub(super) day: NaiveDate,
    pub(super) systems: Vec<&'a System>,
    pub(super) assets: Vec<&'a Asset>,
    /// Per asset and dimension.
    pub(super) facts: Vec<Fact>,
    /// System → its assets.
    pub(super) own: Rows,
    pub(super) edges: Vec<Edge>,
    /// Per edge and dimension.
    pub(super) carries: Vec<Carry>,
    /// Consumer → edges.
    pub(super) out: Rows,
    /// Supplier → edges.
    pub(super) into: Rows,
    /// Per system and dimension: the override that holds.
    pub(super) rulings: BTreeMap<(u32, usize), Ruling<'a>>,
}

/// Whether a row is in the register on `day`.
pub(super) fn present(retired: Option<NaiveDate>, day: NaiveDate) -> bool {
    retired.is_none_or(|it| day < it)
}

fn number(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

fn sorted<'a, T>(rows: impl Iterator<Item = &'a T>, code: fn(&T) -> &Code) -> Vec<&'a T> {
    let mut rows: Vec<&T> = rows.collect();
    rows.sort_by(|a, b| code(a).cmp(code(b)));
    rows.dedup_by(|a, b| code(a) == code(b));
    rows
}

/// Codes in order, to find the number of one. Their first eight bytes stand beside them: most comparisons end there,
/// without a step into the text.
pub(super) struct Numbers<'a>(Vec<(u64, &'a str)>);

impl<'a> Numbers<'a> {
    fn new(codes: impl Iterator<Item = &'a str>) -> Self {
        Self(codes.map(|it| (start_of(it), it)).collect())
    }

    pub(super) fn get(&self, code: &str) -> Option<u32> {
        self.0.binary_search_by(|it| it.cmp(&(start_of(code), code))).ok().map(number)
    }
}

/// The first eight bytes as a number that sorts as they do.
fn start_of(code: &str) -> u64 {
    let mut bytes = [0; 8];
    for (byte, it) in bytes.iter_mut().zip(code.bytes()) {
        *byte = it;
    }
    u64::from_be_bytes(bytes)
}

impl<'a> Graph<'a> {
    /// Reads the rows that take part on `day`.
    pub fn load(inventory: &'a Inventory, model: &'a Model, day: NaiveDate) -> Self {
        let takes_part = |it: &&System| present(it.retired, day) && it.lifecycle != Lifecycle::Closed;
        let systems = sorted(inventory.systems.iter().filter(takes_part), |it| &it.code);
        let assets = sorted(inventory.assets.iter().filter(|it| present(it.retired, day)), |it| &it.code);
        let system_numbers = Numbers::new(systems.iter().map(|it| it.code.as_str()));
        let asset_numbers = Numbers::new(assets.iter().map(|it| it.code.as_str()));

        let mut facts = Vec::with_capacity(assets.len() * model.dimensions.len());
        let mut owned = vec![];
        for (at, asset) in assets.iter().enumerate() {
            facts.extend(facts_of(model, asset, day));
            owned.extend(asset.systems.iter().filter_map(|it| Some((system_numbers.get(it)?, number(at)))));
        }
        owned.sort_unstable();
        owned.dedup();

        let (mut edges, mut carries) = (vec![], vec![]);
        let mut rows: Vec<&Dependency> =
            inventory.dependencies.iter().filter(|it| present(it.retired, day)).collect();
        rows.sort_by(|a, b| a.code.cmp(&b.code));
        for row in rows {
            let consumer = system_numbers.get(&row.consumer);
            let Some((consumer, supplier)) = consumer.zip(system_numbers.get(&row.supplier)) else {
                continue;
            };
            let planned = |it: u32| systems[it as usize].lifecycle == Lifecycle::Planned;
            if consumer == supplier || (planned(consumer) && !planned(supplier)) {
                continue;
            }
            let delivered = row.assets.iter().filter_map(|it| asset_numbers.get(it));
            edges.push(Edge { consumer, supplier, assets: delivered.collect() });
            carries.extend(model.dimensions.iter().map(|it| carry(row, it)));
        }
        let ends = |end: fn(&Edge) -> u32| -> Vec<(u32, u32)> {
            edges.iter().enumerate().map(|(at, it)| (end(it), number(at))).collect()
        };
        let (out, into) = (ends(|it| it.consumer), ends(|it| it.supplier));
        let rows = systems.len();
        let rulings = super::adjust::rulings(inventory, model, day, &system_numbers);
        Self {
            model,
            day,
            assets,
            facts,
            own: Rows::new(rows, &owned),
            carries,
            out: Rows::new(rows, &out),
            into: Rows::new(rows, &into),
            edges,
            systems,
            rulings,
        }
    }

    /// Number of dimensions.
    pub(super) fn width(&self) -> usize {
        self.model.dimensions.len()
    }

    /// Codes of the systems that take part, in order.
    pub fn codes(&self) -> impl ExactSizeIterator<Item = &'a str> {
        self.systems.iter().map(|it| it.code.as_str())
    }

    /// Number of the asset with `code`, for [`set`](Self::set).
    pub fn asset(&self, code: &str) -> Option<usize> {
        self.assets.binary_search_by(|it| it.code.as_str().cmp(code)).ok()
    }

    /// Gives the asset at `index` other levels, as if they had been approved: for what-ifs. A number of none is ignored.
    pub fn set(&mut self, index: usize, levels: &Levels) {
        let width = self.width();
        for (at, dimension) in self.model.dimensions.iter().enumerate() {
            let Some(fact) = self.facts.get_mut(index * width + at) else { return };
            *fact = match levels.get(at) {
                Some(level) => Fact::Level(level.rank() + 1),
                None if dimension.optional => Fact::NotScored,
                None => Fact::Unclassified,
            };
        }
    }

    pub(super) fn fact(&self, asset: u32, dimension: usize) -> Fact {
        self.facts[asset as usize * self.width() + dimension]
    }

    pub(super) fn carry(&self, edge: u32, dimension: usize) -> Carry {
        self.carries[edge as usize * self.width() + dimension]
    }
}

/// What the version in force says per dimension. A stop level that got into the register reads as special order.
fn facts_of(model: &Model, asset: &Asset, day: NaiveDate) -> impl Iterator<Item = Fact> {
    let version = in_force(asset, day);
    let special = version.is_some_and(|it| it.special.is_some());
    let fact = move |dimension: &Dimension| {
        let level = version.and_then(|it| it.levels.get(&dimension.code)).and_then(|it| dimension.level(it));
        match level {
            _ if special => Fact::Special,
            Some(level) if dimension.describe(level).is_some_and(|it| it.stop) => Fact::Special,
            Some(level) => Fact::Level(level.rank() + 1),
            None if dimension.optional => Fact::NotScored,
            None => Fact::Unclassified,
        }
    };
    model.dimensions.iter().map(fact)
}

/// How a dimension follows an edge: see [`Dependency`]. A cap that the model does not know caps nothing.
fn carry(row: &Dependency, dimension: &Dimension) -> Carry {
    let cap =
        row.cap.get(&dimension.code).and_then(|it| dimension.level(it)).map_or(OPEN, |it| it.rank() + 1);
    match &row.follows {
        Some(follows) => Carry { full: follows.contains(&dimension.code), delivered: false, cap },
        None => {
            Carry { full: dimension.flow == Flow::Supply, delivered: dimension.flow == Flow::Delivered, cap }
        }
    }
}
