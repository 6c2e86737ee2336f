//! Which proposal waits for a decision.

use super::{Classification, State, in_force};
use crate::inventory::Asset;

/// The proposal that waits for a decision: of those that nobody has approved, the one that begins last; of several from
/// the same day, the one that the history states first, which is the newest.
///
/// A proposal stays in the history when it is approved; the version that says the same and begins no earlier is its
/// approval. One that begins before the version in force has been overtaken, and waits no more.
pub fn waiting(asset: &Asset) -> Option<&Classification> {
    let all = || std::iter::once(&asset.classification).chain(&asset.history);
    let approved = |it: &Classification| {
        all().any(|by| by.state == State::Approved && by.from >= it.from && says_the_same(by, it))
    };
    let newest = in_force(asset, chrono::NaiveDate::MAX).and_then(|it| it.from);
    let waits = |it: &&Classification| it.state == State::Proposed && it.from >= newest && !approved(it);
    all().filter(waits).reduce(|best, it| if it.from > best.from { it } else { best })
}

fn says_the_same(a: &Classification, b: &Classification) -> bool {
    a.levels == b.levels
        && a.because == b.because
        && a.attendees == b.attendees
        && a.proposed_by == b.proposed_by
}
