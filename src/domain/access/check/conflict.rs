//! Rights that nobody may hold together.
//!
//! A conflict holds both ways and for a person: also where one account holds the one right and another account of the
//! same person the other. Accounts whose person cannot be told are judged each by itself.

use std::collections::{BTreeMap, BTreeSet};

use super::{Gap, Outcome, accounts::Owner, world::World};
use crate::{
    access::{
        AccessError,
        finding::{Detail, Kind},
        reach::{Step, View, Walker},
    },
    inventory::{Conflict, Right},
    severity::Circumstances,
};

/// Accounts that hold a right by token, with a shortest path each.
type Holders = BTreeMap<u32, Vec<Step>>;

pub(super) fn judge<'a>(
    world: &World<'a>,
    walker: &mut Walker<'a>,
    out: &mut Outcome,
) -> Result<(), AccessError> {
    let rights: BTreeMap<&str, &Right> =
        world.rights().into_iter().map(|it| (it.code.as_str(), it)).collect();
    for conflict in world.conflicts() {
        let (Some(left), Some(right)) =
            (rights.get(conflict.left.as_str()), rights.get(conflict.right.as_str()))
        else {
            let unknown = [&conflict.left, &conflict.right];
            out.gaps.extend(
                unknown
                    .into_iter()
                    .filter(|it| !rights.contains_key(it.as_str()))
                    .map(|it| Gap::UnknownRight { rule: conflict.code.clone(), right: it.clone() }),
            );
            continue;
        };
        let circumstances = Circumstances {
            weight: world.weight(&left.system).max(world.weight(&right.system)),
            privileged: left.privileged || right.privileged,
            moved: false,
        };
        let (lefts, rights) = (holders(world, walker, left)?, holders(world, walker, right)?);
        by_account(world, conflict, circumstances, &lefts, &rights, out);
        across_accounts(world, conflict, circumstances, &lefts, &rights, out);
    }
    Ok(())
}

fn holders<'a>(world: &World<'a>, walker: &mut Walker<'a>, right: &'a Right) -> Result<Holders, AccessError> {
    let mut out = Holders::new();
    for root in world.grants_of(right).iter().filter_map(|it| it.target.ok()) {
        let reach = walker.walk(root, View::Token)?;
        for (place, found) in reach.found().iter().enumerate() {
            if world.account(found.object).is_none() {
                continue;
            }
            let path = reach.path(place);
            let best = out.entry(found.object).or_insert_with(|| path.clone());
            if path.len() < best.len() {
                *best = path;
            }
        }
    }
    Ok(out)
}

fn by_account(
    world: &World<'_>,
    conflict: &Conflict,
    circumstances: Circumstances,
    lefts: &Holders,
    rights: &Holders,
    out: &mut Outcome,
) {
    for (account, left) in lefts {
        let Some(right) = rights.get(account) else { continue };
        let mut finding = world.about(Kind::SodConflict, circumstances, *account);
        finding.rule = Some(conflict.code.clone());
        finding.left_path.clone_from(left);
        finding.right_path.clone_from(right);
        out.findings.push(finding);
    }
}

fn across_accounts(
    world: &World<'_>,
    conflict: &Conflict,
    circumstances: Circumstances,
    lefts: &Holders,
    rights: &Holders,
    out: &mut Outcome,
) {
    let person = |account: &u32| match world.accounts.facts(*account) {
        it if !it.usable() => None,
        it => match it.owner {
            Owner::Person(person) => Some(person),
            Owner::Nobody | Owner::TwoRecords | Owner::TwoAccounts => None,
        },
    };
    let people: BTreeSet<u32> = lefts.keys().filter_map(person).collect();
    for person in people {
        let working = |it: &&u32| world.accounts.usable(**it);
        let accounts = || world.accounts.of(person).iter().filter(working);
        if accounts().any(|it| lefts.contains_key(it) && rights.contains_key(it)) {
            continue;
        }
        let left = accounts().find_map(|it| lefts.get(it).map(|path| (*it, path)));
        let right = accounts().find_map(|it| rights.get(it));
        let (Some((account, left)), Some(right)) = (left, right) else { continue };
        let mut finding = world.about(Kind::SodConflict, circumstances, account);
        finding.rule = Some(conflict.code.clone());
        finding.left_path.clone_from(left);
        finding.right_path.clone_from(right);
        finding.detail = Some(Detail::AcrossAccounts);
        out.findings.push(finding);
    }
}
