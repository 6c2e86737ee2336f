//! Own need, supply edges to a fixed point, and what decided each value.
//!
//! Values only rise and there are finitely many levels, so that the fixed point is reached and is the same whatever the
//! order of the edges, also over cycles.
#![expect(clippy::indexing_slicing, reason = "numbers are made by `Graph::load` for these very arrays")]

use std::collections::BTreeMap;

use super::{
    Bounds, Driver, Gap, Need,
    graph::{Fact, Graph, Value},
    proof::Proof,
};
use crate::{
    derived::Derived,
    inventory::Code,
    level::{Level, Levels},
};

/// Need of every system as plain arrays, without the reasons: for what derives thousands of times.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Solution {
    width: usize,
    /// Per dimension, then per system.
    pub(super) computed: Vec<Vec<Value>>,
    /// Per dimension, then per system: after overrides that raise.
    raised: Vec<Vec<Value>>,
    /// Per dimension, then per system: after all overrides.
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

    fn bound(&self, system: usize, dimension: usize) -> (Option<Level>, bool) {
        (self.effective(system, dimension), self.at_least(system, dimension))
    }
}

pub(super) fn level(value: Value) -> Option<Level> {
    value.checked_sub(1).map(Level::from_rank)
}

impl<'a> Graph<'a> {
    /// The need of every system, computed and effective.
    pub fn solve(&self) -> Solution {
        let width = self.width();
        let mut solution =
            Solution { width, computed: vec![], raised: vec![], effective: vec![], open: vec![] };
        for dimension in 0..width {
            let mut values = self.start(dimension);
            let every: Vec<u32> = (0_u32..).take(values.len()).collect();
            self.spread(dimension, &mut values, every.clone());
            let raised = self.raised(dimension, &values);
            solution.effective.push(self.lowered(dimension, &raised));
            solution.raised.push(raised);
            let mut open = vec![false; values.len()];
            self.spread_gaps(dimension, &values, &mut open, &every);
            solution.open.push(open);
            solution.computed.push(values);
        }
        solution
    }

    /// Gives the asset at `index` other levels, as if they had been approved, and solves anew what they can reach.
    /// Returns the systems whose need, or what is known of it, became another.
    ///
    /// The result is that of [`solve`](Self::solve): values of systems that the asset cannot reach stand, and the fixed
    /// point of the others is taken over these.
    pub fn change(&mut self, index: usize, levels: &Levels, solution: &mut Solution) -> Vec<usize> {
        self.set(index, levels);
        let reached = self.reached_from(index);
        let consumers =
            reached.iter().flat_map(|it| self.into.of(*it)).map(|it| self.edges[*it as usize].consumer);
        let mut work: Vec<u32> = consumers.chain(reached.iter().copied()).collect();
        work.sort_unstable();
        work.dedup();
        let mut changed = vec![];
        for dimension in 0..solution.width {
            let before: Vec<_> = reached.iter().map(|it| solution.bound(*it as usize, dimension)).collect();
            self.solve_part(dimension, &reached, &work, solution);
            let pairs = reached.iter().zip(before);
            let moved = pairs.filter(|(it, before)| solution.bound(**it as usize, dimension) != *before);
            changed.extend(moved.map(|it| *it.0 as usize));
        }
        changed.sort_unstable();
        changed.dedup();
        changed
    }

    /// One dimension of the systems in `part`, from which no edge that carries anything leads out; `work` is these and
    /// those that depend on them.
    fn solve_part(&self, dimension: usize, part: &[u32], work: &[u32], solution: &mut Solution) {
        let computed = &mut solution.computed[dimension];
        for it in part {
            computed[*it as usize] = self.start_of(*it, dimension);
        }
        self.spread(dimension, computed, work.to_vec());
        let raised = &mut solution.raised[dimension];
        for it in part {
            raised[*it as usize] = self.raised_own(*it, dimension, computed[*it as usize]);
        }
        self.spread(dimension, raised, work.to_vec());
        for it in part {
            solution.effective[dimension][*it as usize] =
                self.lowered_own(*it, dimension, raised[*it as usize]);
            solution.open[dimension][*it as usize] = false;
        }
        self.spread_gaps(dimension, &solution.computed[dimension], &mut solution.open[dimension], work);
    }

    /// The systems that handle or are given an asset, and all that they depend on.
    fn reached_from(&self, asset: usize) -> Vec<u32> {
        let is_asset = |it: &u32| *it as usize == asset;
        let all = (0_u32..).take(self.systems.len());
        let own = all.filter(|it| self.own.of(*it).iter().any(is_asset));
        let given = self.edges.iter().filter(|it| it.assets.iter().any(is_asset)).map(|it| it.supplier);
        let mut seen = vec![false; self.systems.len()];
        let mut work: Vec<u32> = own.chain(given).collect();
        let mut reached = vec![];
        while let Some(system) = work.pop() {
            if !std::mem::replace(&mut seen[system as usize], true) {
                reached.push(system);
                work.extend(self.out.of(system).iter().map(|it| self.edges[*it as usize].supplier));
            }
        }
        reached
    }

    /// What counts for the system at `system` of [`codes`](Self::codes), without the reasons.
    pub fn bounds_of(&self, solution: &Solution, system: usize) -> Option<Bounds<'a>> {
        let code = self.systems.get(system)?.code.as_str();
        let dimensions = (0..solution.width).map(|it| solution.bound(system, it)).collect();
        Some(Bounds { system: code, dimensions })
    }

    /// What counts for every system, without the reasons.
    pub fn bounds(&self, solution: &Solution) -> Vec<Bounds<'a>> {
        (0..self.systems.len()).filter_map(|it| self.bounds_of(solution, it)).collect()
    }

    /// The highest level among the own assets of each system and those delivered to it.
    pub(super) fn start(&self, dimension: usize) -> Vec<Value> {
        (0_u32..).take(self.systems.len()).map(|it| self.start_of(it, dimension)).collect()
    }

    fn start_of(&self, system: u32, dimension: usize) -> Value {
        let own = self.highest(self.own.of(system), dimension);
        let given = self.into.of(system).iter().map(|at| {
            let (carry, edge) = (self.carry(*at, dimension), &self.edges[*at as usize]);
            if carry.delivered { self.highest(&edge.assets, dimension).min(carry.cap) } else { 0 }
        });
        given.fold(own, Value::max)
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

    /// Marks the systems in `work` whose need something that is missing could raise, and lets it follow the supply edges.
    fn spread_gaps(&self, dimension: usize, values: &[Value], open: &mut [bool], work: &[u32]) {
        for it in work {
            open[*it as usize] |= self.gaps_of_own(*it, dimension, values).next().is_some();
        }
        let mut work: Vec<u32> = work.iter().copied().filter(|it| open[*it as usize]).collect();
        while let Some(consumer) = work.pop() {
            for edge in self.out.of(consumer) {
                let supplier = self.edges[*edge as usize].supplier;
                if !open[supplier as usize] && self.could_raise(*edge, dimension, values) {
                    open[supplier as usize] = true;
                    work.push(supplier);
                }
            }
        }
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
