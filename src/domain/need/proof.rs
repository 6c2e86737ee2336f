//! Which consumers prove a need, and which only echo it.
//!
//! In a cycle each system depends on the other, so that both reach the level that one of them has by its own information.
//! The other then proves nothing: take its consumer away and it falls. That is what dominators say: in the graph of all
//! ways along which a level follows from information to systems, `a` rests on `b` when every way to `a` passes `b`.
//! Cooper, Harvey and Kennedy, *A Simple, Fast Dominance Algorithm* (2001).
#![expect(
    clippy::indexing_slicing,
    reason = "numbers are made by `Graph::load` and `Ways::new` for these arrays"
)]

use std::collections::BTreeMap;

use super::graph::{Graph, Value};

/// The ways of every dimension and level that somebody has asked about; none where the register has no cycle.
pub(super) struct Proof<'a> {
    graph: &'a Graph<'a>,
    cyclic: Vec<bool>,
    ways: BTreeMap<(usize, Value), Ways>,
}

impl<'a> Proof<'a> {
    pub(super) fn new(graph: &'a Graph<'a>) -> Self {
        Self { graph, cyclic: cyclic(graph), ways: BTreeMap::new() }
    }

    /// Whether `consumer` reaches `level` in `dimension` only through `system`, whose values are `values`.
    pub(super) fn rests_on(
        &mut self,
        consumer: u32,
        system: u32,
        dimension: usize,
        values: &[Value],
        level: Value,
    ) -> bool {
        if !(self.cyclic[consumer as usize] && self.cyclic[system as usize]) {
            return false;
        }
        let ways = self
            .ways
            .entry((dimension, level))
            .or_insert_with(|| Ways::new(self.graph, dimension, values, level));
        ways.all_pass(consumer, system)
    }
}

/// Systems on a cycle, or between two: what is left when systems without consumers, then those without suppliers, are
/// taken away again and again.
fn cyclic(graph: &Graph<'_>) -> Vec<bool> {
    let count = graph.systems.len();
    let mut left = vec![true; count];
    for outward in [true, false] {
        let (from, to) = if outward { (&graph.into, &graph.out) } else { (&graph.out, &graph.into) };
        let end = |edge: u32| {
            let edge = &graph.edges[edge as usize];
            if outward { (edge.consumer, edge.supplier) } else { (edge.supplier, edge.consumer) }
        };
        let standing = |it: u32| from.of(it).iter().filter(|edge| left[end(**edge).0 as usize]).count();
        let mut waiting: Vec<usize> = (0_u32..).take(count).map(standing).collect();
        let mut work: Vec<u32> =
            (0_u32..).take(count).filter(|it| left[*it as usize] && waiting[*it as usize] == 0).collect();
        while let Some(gone) = work.pop() {
            left[gone as usize] = false;
            for edge in to.of(gone) {
                let next = end(*edge).1 as usize;
                waiting[next] -= 1;
                if waiting[next] == 0 && left[next] {
                    work.push(end(*edge).1);
                }
            }
        }
    }
    left
}

/// Dominators of the ways along which one level follows; place 0 is where all ways begin.
struct Ways {
    /// System → its place in reverse postorder.
    place: Vec<Option<usize>>,
    /// Place → place of its immediate dominator.
    above: Vec<usize>,
}

impl Ways {
    fn new(graph: &Graph<'_>, dimension: usize, values: &[Value], level: Value) -> Self {
        let passes = |edge: u32| {
            let carry = graph.carry(edge, dimension);
            carry.full && carry.cap >= level && values[graph.edges[edge as usize].consumer as usize] >= level
        };
        let begins: Vec<bool> = graph.start(dimension).iter().map(|it| *it >= level).collect();
        let order = reverse_postorder(graph, &begins, &passes);
        let mut place = vec![None; graph.systems.len()];
        for (at, system) in order.iter().enumerate() {
            place[*system as usize] = Some(at + 1);
        }
        let mut above: Vec<Option<usize>> = vec![None; order.len() + 1];
        above[0] = Some(0);
        let mut changed = true;
        while changed {
            changed = false;
            for (at, system) in order.iter().enumerate().map(|(at, it)| (at + 1, *it)) {
                let edges = graph.into.of(system).iter().filter(|it| passes(**it));
                let consumers = edges.filter_map(|it| place[graph.edges[*it as usize].consumer as usize]);
                let roots = begins[system as usize].then_some(0);
                let known = roots.into_iter().chain(consumers).filter(|it| above[*it].is_some());
                let found = known.reduce(|a, b| meet(&above, a, b));
                if above[at] != found {
                    above[at] = found;
                    changed = true;
                }
            }
        }
        Self { place, above: above.into_iter().map(|it| it.unwrap_or(0)).collect() }
    }

    /// Whether every way to `system` passes `through`.
    fn all_pass(&self, system: u32, through: u32) -> bool {
        let Some((mut at, goal)) = self.place[system as usize].zip(self.place[through as usize]) else {
            return false;
        };
        while at > goal {
            at = self.above[at];
        }
        at == goal
    }
}

/// The nearest place that all ways to `a` and to `b` pass.
fn meet(above: &[Option<usize>], mut a: usize, mut b: usize) -> usize {
    while a != b {
        if a > b {
            a = above[a].unwrap_or(0);
        } else {
            b = above[b].unwrap_or(0);
        }
    }
    a
}

fn reverse_postorder(graph: &Graph<'_>, begins: &[bool], passes: &dyn Fn(u32) -> bool) -> Vec<u32> {
    let (mut seen, mut order) = (vec![false; begins.len()], vec![]);
    for root in (0_u32..).take(begins.len()).filter(|it| begins[*it as usize]) {
        if std::mem::replace(&mut seen[root as usize], true) {
            continue;
        }
        let mut path = vec![(root, 0)];
        while let Some((system, next)) = path.last_mut() {
            let Some(edge) = graph.out.of(*system).get(*next) else {
                order.push(*system);
                path.pop();
                continue;
            };
            *next += 1;
            let supplier = graph.edges[*edge as usize].supplier;
            if passes(*edge) && !std::mem::replace(&mut seen[supplier as usize], true) {
                path.push((supplier, 0));
            }
        }
    }
    order.reverse();
    order
}
