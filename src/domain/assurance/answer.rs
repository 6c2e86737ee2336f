//! How proofs that count combine to one verdict: methods on one object, then what the object shares.

use super::{Coverage, Proof, Verdict};
use crate::inventory::Status;

/// Order of statuses when they combine: the higher one stands.
pub(super) const fn badness(status: Status) -> u8 {
    match status {
        Status::Gap => 3,
        Status::Partly => 2,
        Status::Met => 1,
        Status::Na => 0,
    }
}

/// The verdict that `deciding` gives; all of them say the same.
pub(super) fn verdict(deciding: &[&Proof]) -> Verdict {
    match deciding.first() {
        None => Verdict::NotVerified,
        Some(proof) if proof.coverage == Coverage::Part && proof.status == Status::Met => Verdict::Partly,
        Some(proof) => proof.status.into(),
    }
}

/// The proofs that decide. `answers` holds what counts per object: the object itself first, the organisation last.
///
/// INVARIANT: adding a gap anywhere never makes the result better.
pub(super) fn combine<'p>(answers: &[Vec<&'p Proof>]) -> Vec<&'p Proof> {
    let whole = decide(answers, |it| it.coverage == Coverage::Whole || it.status == Status::Gap);
    if whole.is_empty() { decide(answers, |_| true) } else { whole }
}

fn decide<'p>(answers: &[Vec<&'p Proof>], speaks: impl Fn(&Proof) -> bool) -> Vec<&'p Proof> {
    let mut deciding: Option<Vec<&Proof>> = None;
    let mut overruling: Vec<&Proof> = Vec::new();
    // The latest day of anything nearer: what is farther away must be later than all of it to overrule. Later than
    // the nearest alone would let a gap turn into met once the nearest has gone stale.
    let mut nearer = None;
    for object in answers {
        let speaking: Vec<&Proof> = object.iter().copied().filter(|it| speaks(it)).collect();
        let latest = speaking.iter().map(|it| it.observed).max();
        match deciding.as_deref().and_then(<[_]>::first) {
            Some(nearest) => overruling.extend(
                speaking
                    .into_iter()
                    .filter(|it| badness(it.status) > badness(nearest.status) && Some(it.observed) > nearer),
            ),
            None if latest.is_some() => deciding = Some(worst(speaking)),
            None => {}
        }
        nearer = nearer.max(latest);
    }
    if overruling.is_empty() { deciding.unwrap_or_default() } else { worst(overruling) }
}

/// Those with the worst status, the latest first.
fn worst(mut proofs: Vec<&Proof>) -> Vec<&Proof> {
    let Some(bad) = proofs.iter().map(|it| badness(it.status)).max() else { return proofs };
    proofs.retain(|it| badness(it.status) == bad);
    proofs.sort_by_key(|it| std::cmp::Reverse(it.observed));
    proofs
}
