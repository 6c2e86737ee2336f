//! What moved between two days, on the requirements that stood at both.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Figure;
use crate::{
    assurance::{Judgement, Verdict},
    message::Message,
    requirement::Object,
};

/// Every key that this module can say.
pub const KEYS: &[&str] =
    &["posture-improved", "posture-no-claim", "posture-nothing-common", "posture-worsened"];

/// What moved between two days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Movement {
    /// Figure of the first day over the requirements that stood at both.
    pub before: Figure,
    /// Figure of the second day over the same requirements.
    pub after: Figure,
    /// Requirements that came.
    pub came: usize,
    /// Requirements that went.
    pub went: usize,
    /// Not verified before, verified after: we know more.
    pub learned: usize,
    /// Verified before, not verified after: proof expired.
    pub expired: usize,
    /// Verified at both and not met before, met after.
    pub mended: usize,
    /// Met before, partly or gap after.
    pub broken: usize,
}

impl Movement {
    /// Whether improvement may be claimed: met of verified rose, and so did the number met.
    ///
    /// The second condition is ours: a share can rise because a *partly* has gone stale, and then nothing got better.
    pub fn improved(&self) -> bool {
        self.after.met_of_verified().exceeds(self.before.met_of_verified())
            && self.after.met > self.before.met
    }

    /// Whether met of verified fell.
    pub fn worsened(&self) -> bool {
        self.before.met_of_verified().exceeds(self.after.met_of_verified())
    }

    /// The sentence that a report may say, and no other.
    pub fn claim(&self) -> Message {
        let key = if self.before.total() == 0 {
            return Message::new("posture-nothing-common");
        } else if self.improved() {
            "posture-improved"
        } else if self.worsened() {
            "posture-worsened"
        } else {
            "posture-no-claim"
        };
        let (before, after) = (self.before.met_of_verified(), self.after.met_of_verified());
        Message::new(key)
            .with("before", before.part)
            .with("before_of", before.whole)
            .with("after", after.part)
            .with("after_of", after.whole)
            .with("common", self.before.total())
    }
}

/// Compares two days. Both are over requirements that count ([`super::counted`]); the same control on the same object
/// is the same requirement, whatever its strength.
pub fn compare<'a>(
    before: impl IntoIterator<Item = &'a Judgement>,
    after: impl IntoIterator<Item = &'a Judgement>,
) -> Movement {
    let earlier: BTreeMap<(&str, &Object), &Judgement> =
        before.into_iter().map(|it| ((it.control.as_str(), &it.object), it)).collect();
    let mut movement = Movement {
        before: Figure::default(),
        after: Figure::default(),
        came: 0,
        went: 0,
        learned: 0,
        expired: 0,
        mended: 0,
        broken: 0,
    };
    for now in after {
        let Some(then) = earlier.get(&(now.control.as_str(), &now.object)) else {
            movement.came += 1;
            continue;
        };
        movement.before.count(then);
        movement.after.count(now);
        match (then.verdict(), now.verdict()) {
            (Verdict::NotVerified, Verdict::NotVerified) => {}
            (Verdict::NotVerified, _) => movement.learned += 1,
            (_, Verdict::NotVerified) => movement.expired += 1,
            (Verdict::Partly | Verdict::Gap | Verdict::Exception, Verdict::Met) => movement.mended += 1,
            (Verdict::Met, Verdict::Partly | Verdict::Gap) => movement.broken += 1,
            (
                Verdict::Met | Verdict::Partly | Verdict::Gap | Verdict::Exception | Verdict::NotApplicable,
                _,
            ) => {}
        }
    }
    movement.went = earlier.len() - movement.before.total();
    movement
}
