//! What an import would do: added, changed, removed. Decided here, shown by `--dry-run`, carried out by the store.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{Asset, EachList, Inventory, List, Row, each_list};
use crate::classification::Classification;

/// The rows that an import adds, changes and retires; all else is left alone.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Plan {
    /// Rows whose code is new in their list.
    pub added: Inventory,
    /// Rows that differ from what the register holds, as they will be.
    pub changed: Inventory,
    /// Rows that are retired, as they will be.
    pub removed: Inventory,
}

impl Plan {
    /// Whether nothing would be written.
    pub fn is_empty(&self) -> bool {
        let nothing = Inventory::default();
        self.added == nothing && self.changed == nothing && self.removed == nothing
    }
}

/// Plans the import of `incoming` over `current`.
///
/// A row replaces the row of its code. What history an asset has stays, whatever the document leaves out. With
/// `replace`, a row that the document does not mention is retired on `day`; evidence stays, as what was seen was seen.
pub fn plan(current: &Inventory, incoming: Inventory, replace: bool, day: NaiveDate) -> Plan {
    let mut visitor =
        Planner { current, incoming: keep_history(current, incoming), replace, day, plan: Plan::default() };
    each_list(&mut visitor);
    let Planner { incoming, mut plan, .. } = visitor;
    match (&current.organisation, incoming.organisation) {
        (None, Some(new)) => plan.added.organisation = Some(new),
        (Some(old), Some(new)) if *old != new => plan.changed.organisation = Some(new),
        _ => {}
    }
    plan
}

/// The register after `plan`: for derivations that look ahead, and for tests. Lists come out in order of code.
pub fn apply(current: &Inventory, plan: &Plan) -> Inventory {
    let mut visitor = Applier { plan, after: current.clone() };
    each_list(&mut visitor);
    let mut after = visitor.after;
    if let Some(organisation) = plan.changed.organisation.as_ref().or(plan.added.organisation.as_ref()) {
        after.organisation = Some(organisation.clone());
    }
    after
}

struct Planner<'a> {
    current: &'a Inventory,
    incoming: Inventory,
    replace: bool,
    day: NaiveDate,
    plan: Plan,
}

impl EachList for Planner<'_> {
    fn visit<R: Row>(&mut self) {
        let known: BTreeMap<&str, &R> = R::list(self.current).iter().map(|it| (it.code(), it)).collect();
        let incoming = std::mem::take(R::list_mut(&mut self.incoming));
        if self.replace && R::LIST != List::Evidence {
            let mentioned: BTreeSet<&str> = incoming.iter().map(Row::code).collect();
            let gone = R::list(self.current)
                .iter()
                .filter(|it| it.retired().is_none() && !mentioned.contains(it.code()));
            R::list_mut(&mut self.plan.removed).extend(gone.map(|it| it.clone().retire(self.day)));
        }
        for row in incoming {
            match known.get(row.code()) {
                None => R::list_mut(&mut self.plan.added).push(row),
                Some(old) if **old != row => R::list_mut(&mut self.plan.changed).push(row),
                Some(_) => {}
            }
        }
    }
}

struct Applier<'a> {
    plan: &'a Plan,
    after: Inventory,
}

impl EachList for Applier<'_> {
    fn visit<R: Row>(&mut self) {
        let new: BTreeMap<&str, &R> = R::list(&self.plan.changed)
            .iter()
            .chain(R::list(&self.plan.removed))
            .map(|it| (it.code(), it))
            .collect();
        let list = R::list_mut(&mut self.after);
        for row in list.iter_mut() {
            if let Some(changed) = new.get(row.code()) {
                *row = (*changed).clone();
            }
        }
        list.extend(R::list(&self.plan.added).iter().cloned());
        list.sort_by(|a, b| a.code().cmp(b.code()));
    }
}

/// Classifications are never overwritten: an earlier one moves to the history, and a row without levels keeps its own.
fn keep_history(current: &Inventory, mut incoming: Inventory) -> Inventory {
    let known: BTreeMap<&str, &Asset> = current.assets.iter().map(|it| (it.code.as_str(), it)).collect();
    for asset in &mut incoming.assets {
        let old = known.get(asset.code.as_str());
        if let Some(old) = old.filter(|_| asset.classification.is_empty()) {
            asset.classification = old.classification.clone();
        }
        // One order, and each version once, whatever the document's: else the same document would change it again.
        let stated = std::mem::take(&mut asset.history);
        let kept = old.into_iter().flat_map(|it| std::iter::once(&it.classification).chain(&it.history));
        for version in stated.iter().chain(kept.filter(|it| **it != Classification::default())) {
            if *version != asset.classification && !asset.history.contains(version) {
                asset.history.push(version.clone());
            }
        }
        asset.history.sort_by_key(|it| std::cmp::Reverse(it.from));
    }
    incoming
}
