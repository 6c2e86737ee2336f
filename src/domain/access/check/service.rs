//! Service accounts without an owner: accounts in the places that the source names for them.

use chrono::Months;

use super::{Gap, Outcome, world::World};
use crate::{
    access::{
        finding::{Detail, Kind},
        graph::number,
        snapshot::{Account, ObjectKind},
    },
    severity::Circumstances,
};

/// Passwords older than this are told beside the finding.
const OLD: Months = Months::new(60);

pub(super) fn judge(world: &World<'_>, out: &mut Outcome) {
    let mut places = vec![];
    for place in world.source().map(|it| it.service_accounts.as_slice()).unwrap_or_default() {
        match (world.check.norm_dn)(place).filter(|it| !it.is_empty()) {
            Some(norm) => places.push(norm),
            None => out.gaps.push(Gap::UnreadablePlace { place: place.clone() }),
        }
    }
    for (place, object) in world.check.snapshot.objects.iter().enumerate() {
        let account = number(place);
        if object.kind != ObjectKind::User || !world.accounts.usable(account) {
            continue;
        }
        let Some(facts) = &object.account else { continue };
        if places.iter().any(|it| stands_below(&object.norm, it)) && !has_owner(world, facts) {
            let mut finding = world.about(Kind::NoPersonBehind, Circumstances::NONE, account);
            finding.detail = old_password(world, facts);
            out.findings.push(finding);
        }
    }
}

/// An owner who is only a dangling name is none.
fn has_owner(world: &World<'_>, account: &Account) -> bool {
    account.manager.and_then(|it| world.object(it)).is_some_and(|it| it.kind != ObjectKind::Dangling)
}

fn old_password(world: &World<'_>, account: &Account) -> Option<Detail> {
    let set = account.password_set?;
    let limit = world.check.as_of.instant.checked_sub_months(OLD)?;
    (set < limit).then_some(Detail::OldPassword(set))
}

/// Whether the normalised DN `name` stands below `place`, which may leave out the end of the tree: then its parts stand
/// anywhere above the entry. In a normal form a comma of a value is escaped, so a bare one is always a border.
fn stands_below(name: &str, place: &str) -> bool {
    name.match_indices(place).any(|(at, _)| {
        let (before, after) = name.split_at(at);
        let rest = after.strip_prefix(place).unwrap_or_default();
        before.ends_with(',') && !before.ends_with("\\,") && (rest.is_empty() || rest.starts_with(','))
    })
}
