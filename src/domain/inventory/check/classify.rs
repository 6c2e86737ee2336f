//! Levels, justification and decider of classifications, overrides and dependencies.

use super::{
    Asset, BTreeMap, Checker, Classification, InventoryFault, LevelCode, List, Model, State, is_stop,
};
use crate::inventory::{Direction, OverrideReason};

const PEOPLE: (List, &str) = (List::People, "list-people");

impl Checker<'_> {
    pub(super) fn classifications(&mut self) {
        let before: BTreeMap<&str, &Asset> =
            self.known.current.assets.iter().map(|it| (it.code.as_str(), it)).collect();
        let incoming = self.incoming;
        for (row, asset) in incoming.assets.iter().enumerate() {
            let stored = before.get(asset.code.as_str()).copied();
            self.version(row, "", &asset.classification, previous(asset, stored));
            self.own_proposal(row, &asset.classification, stored);
            for (index, old) in asset.history.iter().enumerate() {
                self.old_version(row, &format!("/history/{index}"), old);
            }
        }
        for (row, it) in incoming.overrides.iter().enumerate() {
            let list = List::Overrides;
            if self.dimension(list, row, "/dimension", &it.dimension) {
                self.level(list, row, "/level".to_owned(), &it.dimension, &it.level);
            }
            let reason = match (it.reason, it.direction) {
                (OverrideReason::Cumulation, Direction::Lower) => "inventory-reason-cumulation",
                (OverrideReason::Distribution, Direction::Raise) => "inventory-reason-distribution",
                _ => continue,
            };
            self.fault(list, row, "/reason", InventoryFault::OverrideAgainstReason { reason });
        }
        for (row, it) in incoming.dependencies.iter().enumerate() {
            let list = List::Dependencies;
            for (index, dimension) in it.follows.iter().flatten().enumerate() {
                self.dimension(list, row, &format!("/follows/{index}"), dimension);
            }
            for (dimension, level) in &it.cap {
                let field = format!("/cap/{dimension}");
                if self.dimension(list, row, &field, dimension) {
                    self.level(list, row, field, dimension, level);
                }
            }
        }
    }

    /// The classification of the row: all rules hold.
    fn version(&mut self, row: usize, at: &str, it: &Classification, previous: Option<&Classification>) {
        if self.refused(row, at, it) {
            return;
        }
        if *it != Classification::default() {
            self.content(row, at, it);
        }
        if it.because.as_deref().is_none_or(|it| it.trim().is_empty()) {
            self.reason(row, at, it, previous);
        }
    }

    /// An earlier version: the reasons that it needed were judged in its own time.
    fn old_version(&mut self, row: usize, at: &str, it: &Classification) {
        if !self.refused(row, at, it) {
            self.content(row, at, it);
        }
    }

    /// What every version must have: people who exist, levels of the model, and a decider where it is approved.
    fn content(&mut self, row: usize, at: &str, it: &Classification) {
        let list = List::Assets;
        self.people(row, at, it);
        for (dimension, level) in &it.levels {
            let field = format!("{at}/levels/{dimension}");
            if self.dimension(list, row, &field, dimension) {
                self.level(list, row, field, dimension, level);
            }
        }
        if it.is_empty() {
            self.fault(list, row, at, InventoryFault::LevelsMissing);
        } else if it.state == State::Approved && it.special.is_none() && it.decided_by.is_none() {
            self.fault(list, row, format!("{at}/levels"), InventoryFault::DeciderMissing);
        }
    }

    /// A decision that is new here, by the person who proposed the same levels here.
    fn own_proposal(&mut self, row: usize, it: &Classification, stored: Option<&Asset>) {
        let (Some(stored), Some(decider), State::Approved) = (stored, &it.decided_by, it.state) else {
            return;
        };
        let own = |version: &Classification| {
            version.state == State::Proposed
                && version.proposed_by.as_ref() == Some(decider)
                && version.levels == it.levels
        };
        let mut known = std::iter::once(&stored.classification).chain(&stored.history);
        if it.proposed_by.is_none() && known.clone().all(|version| version != it) && known.any(own) {
            let what = InventoryFault::DecidedByProposer { person: decider.clone() };
            self.fault(List::Assets, row, "/decided_by", what);
        }
    }

    /// What must not be recorded at all. When so, nothing else is said of the row.
    fn refused(&mut self, row: usize, at: &str, it: &Classification) -> bool {
        if let Some(model) = self.model
            && let Some((dimension, _)) = it.levels.iter().find(|(dim, level)| is_stop(model, dim, level))
        {
            let field = format!("{at}/levels/{dimension}");
            self.fault(List::Assets, row, field, InventoryFault::StopLevel);
            return true;
        }
        let content = !it.levels.is_empty() || it.because.is_some() || !it.attendees.is_empty();
        if it.special.is_some() && (content || it.state != State::Approved) {
            self.fault(List::Assets, row, format!("{at}/special"), InventoryFault::SpecialWithContent);
            return true;
        }
        false
    }

    fn people(&mut self, row: usize, at: &str, it: &Classification) {
        let list = List::Assets;
        let special = it.special.as_ref().map(|it| &it.owner);
        let one = [
            ("/proposed_by", "inventory-field-proposed-by", it.proposed_by.as_ref()),
            ("/decided_by", "inventory-field-decided-by", it.decided_by.as_ref()),
            ("/special/owner", "inventory-field-special-owner", special),
        ];
        for (field, word, code) in one {
            self.refer(list, row, format!("{at}{field}"), word, PEOPLE, code);
        }
        for (index, code) in it.attendees.iter().enumerate() {
            let field = format!("{at}/attendees/{index}");
            self.refer(list, row, field, "inventory-field-attendee", PEOPLE, Some(code));
        }
        if let (Some(proposer), Some(decider)) = (&it.proposed_by, &it.decided_by)
            && proposer == decider
        {
            let what = InventoryFault::DecidedByProposer { person: decider.clone() };
            self.fault(list, row, format!("{at}/decided_by"), what);
        }
    }

    /// Levels that need a justification: from the model's thresholds, and where one was lowered.
    fn reason(&mut self, row: usize, at: &str, it: &Classification, previous: Option<&Classification>) {
        let Some(model) = self.model else { return };
        for (dimension, level) in &it.levels {
            let Some(known) = model.index(dimension).and_then(|it| model.dimensions.get(it)) else {
                continue;
            };
            let Some(rank) = known.level(level) else { continue };
            let before = previous.and_then(|it| it.levels.get(dimension));
            let lowered = before.filter(|it| known.level(it).is_some_and(|before| rank < before));
            let what = if known.describe(rank).is_some_and(|it| it.reason_required) {
                InventoryFault::ReasonMissing { dimension: dimension.clone(), level: level.to_string() }
            } else if let Some(before) = lowered {
                InventoryFault::LoweredWithoutReason {
                    dimension: dimension.clone(),
                    before: before.to_string(),
                }
            } else {
                continue;
            };
            self.fault(List::Assets, row, format!("{at}/levels/{dimension}"), what);
        }
    }

    fn dimension(&mut self, list: List, row: usize, field: &str, dimension: &str) -> bool {
        let Some(model) = self.model else { return false };
        if model.index(dimension).is_some() {
            return true;
        }
        let allowed = model.dimensions.iter().map(|it| it.code.clone()).collect();
        self.fault(
            list,
            row,
            field,
            InventoryFault::UnknownDimension { dimension: dimension.to_owned(), allowed },
        );
        false
    }

    fn level(&mut self, list: List, row: usize, field: String, dimension: &str, level: &LevelCode) {
        let Some(model) = self.model else { return };
        let Some(known) = model.index(dimension).and_then(|it| model.dimensions.get(it)) else { return };
        if is_stop(model, dimension, level) {
            self.fault(list, row, field, InventoryFault::StopLevel);
        } else if known.level(level).is_none() {
            let allowed = allowed(model, dimension);
            let (dimension, level) = (dimension.to_owned(), level.to_string());
            self.fault(list, row, field, InventoryFault::UnknownLevel { dimension, level, allowed });
        }
    }
}

/// Levels that may be recorded in `dimension`, as documents write them.
fn allowed(model: &Model, dimension: &str) -> Vec<String> {
    let known = model.index(dimension).and_then(|it| model.dimensions.get(it));
    let levels = known.map(|it| it.levels.as_slice()).unwrap_or_default();
    levels.iter().filter(|it| !it.stop).map(|it| it.code.to_string()).collect()
}

/// The decided classification before the row's own: of its history or of the register, whichever is latest.
fn previous<'a>(asset: &'a Asset, current: Option<&'a Asset>) -> Option<&'a Classification> {
    let stored = current.into_iter().flat_map(|it| std::iter::once(&it.classification).chain(&it.history));
    asset
        .history
        .iter()
        .chain(stored)
        .filter(|it| it.state == State::Approved && !it.levels.is_empty() && **it != asset.classification)
        .filter(|it| asset.classification.from.is_none() || it.from <= asset.classification.from)
        .max_by_key(|it| it.from)
}
