//! Own need, supply edges to a fixed point, and what decided each value.
//!
//! Values only rise and there are finitely many levels, so that the fixed point is reached and is the same whatever the
//! order of the edges, also over cycles.
#![expect(clippy::indexing_slicing, reason = "numbers are made by `Graph::load` for these very arrays")]

use std::collections::BTreeMap;

use super::{
    Driver, Gap, Need,
    graph::{Fact, Graph, Value},
    proof::Proof,
};
use crate::{derived::Derived, inventory::Code, level::Level};

/// Need of every system as plain arrays, without the reasons: for what derives thousands of times.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Solution {
    width: usize,
    /// Per dimension, then per system.
    pub(super) computed: Vec<Vec<Value>>,
    /// Per dimension, then per system: after overrides.
    pub(super) effective: Vec<Vec<Value>>,
    /// Per dimension, then per system: something is missing, so that the computed need is a lower bound.
    pub(super) open: Vec<Vec<bool>>,
}

impl Solution {
    /// Number of dimensions.
    pub fn dimensions(&self) -> usize {
        self.width
    }

    /// What counts for the system at `system` (in the order of [`Graph::codes`]) in the dimension at `dimension`.
    pub fn effective(&self, system: usize, dimension: usize) -> Option<Level> {
        level(*self.effective.get(dimension)?.get(system)?)
    }

    /// The need before overrides.
    pub fn computed(&self, system: usize, dimension: usize) -> Option<Level> {
        level(*self.computed.get(dimension)?.get(system)?)
    }

    /// Whether the need is only known to be *at least* its level: as [`Need::at_least`].
    pub fn at_least(&self, system: usize, dimension: usize) -> bool {
        let open = self.open.get(dimension).and_then(|it| it.get(system)).copied().unwrap_or(true);
        open && self.effective(system, dimension) >= self.computed(system, dimension)
    }
}

pub(super) fn level(value: Value) -> Option<Level> {
    value.checked_sub(1).map(Level::from_rank)
}

impl Graph<'_> {
    /// The need of every system, computed and effective.
    pub fn solve(&self) -> Solution {
        let width = self.width();
        let (mut computed, mut effective, mut open) = (vec![], vec![], vec![]);
        for dimension in 0..width {
            let mut values = self.start(dimension);
            let every: Vec<u32> = (0_u32..).take(values.len()).collect();
            self.spread(dimension, &mut values, every);
            effective.push(self.adjusted(dimension, &values));
            open.push(self.open(dimension, &values));
            computed.push(values);
        }
        Solution { width, computed, effective, open }
    }

    /// The highest level among the system's own assets and those delivered to it.
    pub(super) fn start(&self, dimension: usize) -> Vec<Value> {
        let mut values = vec![0; self.systems.len()];
        for (system, value) in (0_u32..).zip(&mut values) {
            *value = self.highest(self.own.of(system), dimension);
        }
        for (at, edge) in (0_u32..).zip(&self.edges) {
            let carry = self.carry(at, dimension);
            if carry.delivered && !edge.assets.is_empty() {
                let value = &mut values[edge.supplier as usize];
                *value = (*value).max(self.highest(&edge.assets, dimension).min(carry.cap));
            }
        }
        values
    }

    fn highest(&self, assets: &[u32], dimension: usize) -> Value {
        let value = |it: &u32| match self.fact(*it, dimension) {
            Fact::Level(value) => value,
            Fact::Unclassified | Fact::Special | Fact::NotScored => 0,
        };
        assets.iter().map(value).max().unwrap_or(0)
    }

    /// Lets what the systems in `work` need follow the supply edges until nothing rises.
    pub(super) fn spread(&self, dimension: usize, values: &mut [Value], mut work: Vec<u32>) {
        while let Some(consumer) = work.pop() {
            let needed = values[consumer as usize];
            for edge in self.out.of(consumer) {
                let carry = self.carry(*edge, dimension);
                let supplier = self.edges[*edge as usize].supplier;
                if carry.full && needed.min(carry.cap) > values[supplier as usize] {
                    values[supplier as usize] = needed.min(carry.cap);
                    work.push(supplier);
                }
            }
        }
    }

    /// Whether something that is missing could raise a system's need.
    fn open(&self, dimension: usize, values: &[Value]) -> Vec<bool> {
        let all = (0_u32..).take(self.systems.len());
        let mut open: Vec<bool> =
            all.clone().map(|it| self.gaps_of_own(it, dimension, values).next().is_some()).collect();
        let mut work: Vec<u32> = all.filter(|it| open[*it as usize]).collect();
        while let Some(consumer) = work.pop() {
            for edge in self.out.of(consumer) {
                let supplier = self.edges[*edge as usize].supplier;
                if !open[supplier as usize] && self.could_raise(*edge, dimension, values) {
                    open[supplier as usize] = true;
                    work.push(supplier);
                }
            }
        }
        open
    }

    /// Whether a higher need of the consumer would raise the supplier's: not where the edge's cap is reached.
    fn could_raise(&self, edge: u32, dimension: usize, values: &[Value]) -> bool {
        let carry = self.carry(edge, dimension);
        carry.full && values[self.edges[edge as usize].supplier as usize] < carry.cap
    }

    /// What is missing among the system's own assets and those delivered to it.
    fn gaps_of_own(&self, system: u32, dimension: usize, values: &[Value]) -> impl Iterator<Item = Gap> {
        let own = self.own.of(system);
        let nothing = own.is_empty() && !self.model.dimensions[dimension].optional;
        let value = values[system as usize];
        let delivered = self.into.of(system).iter().filter(move |it| {
            let carry = self.carry(**it, dimension);
            carry.delivered && value < carry.cap
        });
        let assets = own.iter().chain(delivered.flat_map(|it| &self.edges[*it as usize].assets));
        let missing = assets.filter_map(move |asset| {
            let code = || self.assets[*asset as usize].code.clone();
            match self.fact(*asset, dimension) {
                Fact::Level(_) | Fact::NotScored => None,
                Fact::Unclassified => Some(Gap::Unclassified(code())),
                Fact::Special => Some(Gap::Special(code())),
            }
        });
        nothing.then_some(Gap::NoAssets).into_iter().chain(missing)
    }

    /// Every need with its drivers and gaps, per system in order.
    pub(super) fn explain(&self, solution: &Solution) -> Vec<Vec<Need>> {
        let mut proof = Proof::new(self);
        let by = self.deciding(solution);
        let mut out = Vec::with_capacity(self.systems.len());
        for system in (0_u32..).take(self.systems.len()) {
            let need = |dimension: usize| {
                let values = &solution.computed[dimension];
                let computed = Derived {
                    value: level(values[system as usize]),
                    drivers: self.drivers(system, dimension, values, &mut proof),
                    gaps: self.gaps(system, dimension, values, &solution.open[dimension]),
                };
                let effective = solution.effective(system as usize, dimension);
                Need {
                    computed,
                    effective,
                    by_override: by.get(&(system, dimension)).map(|it| (*it).clone()),
                }
            };
            out.push((0..self.width()).map(need).collect());
        }
        out
    }

    fn deciding(&self, solution: &Solution) -> BTreeMap<(u32, usize), &Code> {
        let mut by = BTreeMap::new();
        for dimension in 0..self.width() {
            by.extend(self.decided_by(
                dimension,
                &solution.computed[dimension],
                &solution.effective[dimension],
            ));
        }
        by
    }

    fn drivers(&self, system: u32, dimension: usize, values: &[Value], proof: &mut Proof<'_>) -> Vec<Driver> {
        let value = values[system as usize];
        let Some(reached) = level(value) else { return vec![] };
        let mut drivers = vec![];
        let asset = |it: &u32| Driver::Asset(self.assets[*it as usize].code.clone(), reached);
        let at = |it: &u32, cap: Value| matches!(self.fact(*it, dimension), Fact::Level(own) if own.min(cap) == value);
        drivers.extend(self.own.of(system).iter().filter(|it| at(it, Value::MAX)).map(asset));
        for edge in self.into.of(system) {
            let (carry, row) = (self.carry(*edge, dimension), &self.edges[*edge as usize]);
            if carry.delivered {
                drivers.extend(row.assets.iter().filter(|it| at(it, carry.cap)).map(asset));
            }
            let given = values[row.consumer as usize].min(carry.cap);
            // A consumer that needs the level only because this very system does proves nothing.
            if carry.full && given == value && !proof.rests_on(row.consumer, system, dimension, values, value)
            {
                drivers.push(Driver::System(self.systems[row.consumer as usize].code.clone(), reached));
            }
        }
        drivers.sort();
        drivers.dedup();
        drivers
    }

    fn gaps(&self, system: u32, dimension: usize, values: &[Value], open: &[bool]) -> Vec<Gap> {
        if !open[system as usize] {
            return vec![];
        }
        let mut gaps: Vec<Gap> = self.gaps_of_own(system, dimension, values).collect();
        for edge in self.into.of(system) {
            let consumer = self.edges[*edge as usize].consumer;
            if open[consumer as usize] && self.could_raise(*edge, dimension, values) {
                gaps.push(Gap::System(self.systems[consumer as usize].code.clone()));
            }
        }
        gaps.sort();
        gaps.dedup();
        gaps
    }
}
