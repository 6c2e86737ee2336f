//! Recovery time along the dependencies: what restores or feeds a system must be back no later than it.
//!
//! The lowest goal wins, over every edge and transitively; it only falls and there are finitely many goals, so that the
//! fixed point is reached over cycles too.
#![expect(clippy::indexing_slicing, reason = "numbers are made by `Graph::load` for these very arrays")]

use std::collections::{BTreeMap, BTreeSet};

use super::{
    RecoveryNeed,
    graph::{Graph, present},
};
use crate::inventory::{Code, Inventory, Recovery};

/// How soon each system of `graph` must be back; nothing where no goal reaches it.
pub(super) fn derive(graph: &Graph<'_>, inventory: &Inventory) -> Vec<Option<RecoveryNeed>> {
    let own = goals(graph, inventory);
    let mut needed = own.clone();
    let mut work: Vec<u32> = (0_u32..).take(own.len()).filter(|it| own[*it as usize].is_some()).collect();
    while let Some(consumer) = work.pop() {
        let Some(minutes) = needed[consumer as usize] else { continue };
        for edge in graph.out.of(consumer) {
            let supplier = graph.edges[*edge as usize].supplier;
            if needed[supplier as usize].is_none_or(|it| minutes < it) {
                needed[supplier as usize] = Some(minutes);
                work.push(supplier);
            }
        }
    }
    let need = |system: u32| {
        let (own_minutes, needed_minutes) = (own[system as usize], needed[system as usize]?);
        let drivers =
            if own_minutes == Some(needed_minutes) { vec![] } else { drivers(graph, &own, &needed, system) };
        Some(RecoveryNeed { own_minutes, needed_minutes, drivers })
    };
    (0_u32..).take(own.len()).map(need).collect()
}

/// The goal that holds per system: the latest begun, of two from the same day the one with the later code.
fn goals(graph: &Graph<'_>, inventory: &Inventory) -> Vec<Option<u32>> {
    let holds = |it: &&Recovery| present(it.retired, graph.day) && it.from.is_none_or(|it| it <= graph.day);
    let mut latest: BTreeMap<&str, &Recovery> = BTreeMap::new();
    for row in inventory.recovery.iter().filter(holds) {
        let later = |it: &&Recovery| (row.from, &row.code) > (it.from, &it.code);
        if latest.get(row.system.as_str()).is_none_or(later) {
            latest.insert(&row.system, row);
        }
    }
    graph.codes().map(|it| latest.get(it).map(|row| row.rto_minutes)).collect()
}

/// Systems whose own goal is the one that reached `system`: back along the edges, over systems that need the same.
fn drivers(graph: &Graph<'_>, own: &[Option<u32>], needed: &[Option<u32>], system: u32) -> Vec<Code> {
    let goal = needed[system as usize];
    let (mut seen, mut work, mut found) = (BTreeSet::from([system]), vec![system], BTreeSet::new());
    while let Some(at) = work.pop() {
        for edge in graph.into.of(at) {
            let consumer = graph.edges[*edge as usize].consumer;
            if needed[consumer as usize] != goal || !seen.insert(consumer) {
                continue;
            }
            work.push(consumer);
            if own[consumer as usize] == goal {
                found.insert(graph.systems[consumer as usize].code.clone());
            }
        }
    }
    found.into_iter().collect()
}
