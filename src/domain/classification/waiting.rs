//! Which proposal waits for a decision.

use super::{Classification, State, in_force};
use crate::inventory::Asset;

/// The proposal that waits for a decision: the newest that nobody has approved.
///
/// A proposal stays in the history when it is approved; the version that says the same and begins no earlier is its
/// approval. What was proposed before that, or begins before the version in force, has been overtaken and waits no more:
/// a proposal states every level, so an old one would take back what has been decided since.
pub fn waiting(asset: &Asset) -> Option<&Classification> {
    let all = || std::iter::once(&asset.classification).chain(&asset.history);
    let approved = |it: &Classification| {
        all().any(|by| by.state == State::Approved && by.from >= it.from && says_the_same(by, it))
    };
    let decided = in_force(asset, chrono::NaiveDate::MAX).and_then(|it| it.from);
    // Newest first: by the day from which it would hold, and of one day as the history states them.
    let mut proposals: Vec<_> = all().filter(|it| it.state == State::Proposed).collect();
    proposals.sort_by_key(|it| std::cmp::Reverse(it.from));
    proposals.into_iter().take_while(|it| !approved(it)).find(|it| it.from >= decided)
}

fn says_the_same(a: &Classification, b: &Classification) -> bool {
    a.levels == b.levels
        && a.because == b.because
        && a.attendees == b.attendees
        && a.proposed_by == b.proposed_by
}
