//! Records → [`Snapshot`]: kinds of objects, memberships, states of accounts, and what is missing.
//!
//! The truth about who is a member is what groups say (`member` and its kin, the filters of dynamic groups) and what the
//! members themselves say (`primaryGroupID`, `gidNumber`); `memberOf` is never used. An entry that is neither account nor
//! group is kept only where something names it.
//!
//! Invariants, each held by a test:
//! - a pair of group and member stands once, with the first kind in the order of `EdgeKind`, save that a primary group
//!   goes before all;
//! - within a group, members stand in the order of their normal form;
//! - the same bytes give the same snapshot, number by number.

mod account;
mod dynamic;
mod entry;
mod member;

use std::collections::HashMap;

use domain::{
    access::snapshot::{Dialect, Gap, Object, ObjectKind, Snapshot},
    inventory::PlaceFact,
};

use self::{
    account::Accounts,
    entry::{Entries, Entry},
    member::{Members, Node},
};
use crate::{
    Options,
    dialect::{self, Classes},
    dn,
    error::{LdifError, Problems},
    ldif::File,
    names::{NameId, Names},
};

/// From how many accounts or groups on it is a sign that an attribute was not exported when none of them has it.
/// Below that it may be a piece written by hand.
const MANY: usize = 10;

/// The snapshot; none after an error that leaves nothing to go on with. Errors are noted in `problems`.
pub(crate) fn normalise(
    file: &File<'_>,
    options: &Options<'_>,
    problems: &mut Problems<'_>,
) -> Option<Snapshot> {
    let damaged = problems.any();
    let places = places(options.places, problems);
    let entries = Entries::collect(file, damaged, problems);
    if entries.list.is_empty() {
        if !problems.any() {
            problems.whole(|at| LdifError::Empty { at });
        }
        return None;
    }
    let Some(dialect) = options.dialect.or_else(|| dialect::detect(&file.records)) else {
        if !problems.any() {
            problems.whole(|at| LdifError::Dialect { at });
        }
        return None;
    };
    let kinds: Vec<ObjectKind> = entries.list.iter().map(|it| it.kind(dialect)).collect();
    let mut gaps = gaps(file, &entries, dialect, &kinds, options.stated_entries);
    let mut members = Members::new(&entries, &kinds);
    members.of_groups(problems);
    gaps.extend(dynamic::expand(&mut members, &file.names, problems));
    let domain_users = match dialect {
        Dialect::Ad => members.of_primary_groups(problems),
        Dialect::OpenLdap => {
            members.of_gid_numbers();
            None
        }
    };
    let accounts =
        Accounts { dialect, names: &file.names, keep: account::kept(&file.names), places: &places };
    Some(snapshot(dialect, members, &accounts, domain_users, gaps, problems))
}

/// A place of the settings with its normal form.
struct Place<'a> {
    norm: String,
    attribute: String,
    value: &'a str,
}

/// The places, the widest first, so that a narrower one has the last word; errors are noted.
fn places<'a>(facts: &'a [PlaceFact], problems: &mut Problems<'_>) -> Vec<Place<'a>> {
    let mut places = Vec::new();
    for fact in facts {
        match dn::norm(&fact.under) {
            Ok(norm) => {
                places.push(Place { norm, attribute: fact.attribute.to_lowercase(), value: &fact.value });
            }
            Err(error) => problems.outside(LdifError::Place {
                under: fact.under.clone(),
                problem: error.problem.into(),
                column: error.column,
            }),
        }
    }
    places.sort_by_key(|it| it.norm.len());
    places
}

/// What is known to be missing, dynamic groups aside.
fn gaps(
    file: &File<'_>,
    entries: &Entries<'_>,
    dialect: Dialect,
    kinds: &[ObjectKind],
    stated: Option<usize>,
) -> Vec<Gap> {
    let read = entries.list.len();
    let remarks = &file.remarks;
    let mut gaps = Vec::new();
    for stated in stated.into_iter().chain(remarks.counted).filter(|it| *it != read) {
        let gap = Gap::EntryCount { stated, read };
        if !gaps.contains(&gap) {
            gaps.push(gap);
        }
    }
    gaps.extend(
        remarks.failures.iter().map(|(code, text)| Gap::SearchResult { code: *code, text: text.clone() }),
    );
    if remarks.is_cut_off() {
        gaps.push(Gap::EndMissing);
    }
    gaps.extend(remarks.referrals.iter().map(|url| Gap::Referral { url: url.clone() }));
    for entry in &entries.list {
        if entry.classes.has(Classes::REFERRAL) {
            let url = entry.first(NameId::REF).unwrap_or_else(|| entry.dn.clone().into());
            gaps.push(Gap::Referral { url: url.into_owned() });
        }
        if entry.classes.has(Classes::NETGROUP) {
            gaps.push(Gap::Netgroup { group: entry.dn.clone() });
        }
        if entry.is_range_unfinished() {
            gaps.push(Gap::RangeUnfinished { group: entry.dn.clone() });
        }
    }
    gaps.extend(attributes_missing(&file.names, entries, dialect, kinds));
    gaps
}

/// Attributes that every account or group of such a directory has, and of which there is no value at all.
fn attributes_missing(
    names: &Names,
    entries: &Entries<'_>,
    dialect: Dialect,
    kinds: &[ObjectKind],
) -> Vec<Gap> {
    const OF_USERS: &[&[NameId]] =
        &[&[NameId::USER_ACCOUNT_CONTROL], &[NameId::PRIMARY_GROUP_ID], &[NameId::OBJECT_SID]];
    const OF_GROUPS: &[&[NameId]] = &[&[NameId::GROUP_TYPE], &[NameId::MEMBER]];
    const OPENLDAP_OF_GROUPS: &[&[NameId]] = &[&[
        NameId::MEMBER,
        NameId::UNIQUE_MEMBER,
        NameId::ROLE_OCCUPANT,
        NameId::MEMBER_UID,
        NameId::MEMBER_URL,
    ]];
    // The state of an account stands in operational attributes, which come only when they are asked for. Most accounts
    // have none of them, but every entry has one of these.
    const OPENLDAP_OF_USERS: &[&[NameId]] = &[&[
        NameId::ENTRY_UUID,
        NameId::ENTRY_CSN,
        NameId::NS_UNIQUE_ID,
        NameId::CREATE_TIMESTAMP,
        NameId::MODIFY_TIMESTAMP,
        NameId::PWD_CHANGED_TIME,
        NameId::PWD_LAST_SUCCESS,
        NameId::PWD_ACCOUNT_LOCKED_TIME,
    ]];
    let (of_users, of_groups) = match dialect {
        Dialect::Ad => (OF_USERS, OF_GROUPS),
        Dialect::OpenLdap => (OPENLDAP_OF_USERS, OPENLDAP_OF_GROUPS),
    };
    let mut gaps = Vec::new();
    for (kind, wanted) in [(ObjectKind::User, of_users), (ObjectKind::Group, of_groups)] {
        let those: Vec<&Entry<'_>> =
            entries.list.iter().zip(kinds).filter(|(_, it)| **it == kind).map(|(it, _)| it).collect();
        if those.len() < MANY {
            continue;
        }
        for alternatives in wanted {
            let found =
                those.iter().any(|it| alternatives.iter().any(|name| it.values(*name).next().is_some()));
            if let (false, Some(first)) = (found, alternatives.first()) {
                gaps.push(Gap::AttributeMissing { attribute: names.text(*first).to_owned() });
            }
        }
    }
    gaps
}

/// Puts the parts together: leaves out what nothing names, and numbers the rest in the order of the file.
fn snapshot(
    dialect: Dialect,
    mut members: Members<'_, '_>,
    accounts: &Accounts<'_>,
    domain_users: Option<Node>,
    gaps: Vec<Gap>,
    problems: &mut Problems<'_>,
) -> Snapshot {
    let (entries, kinds) = (members.entries, members.kinds);
    let managers: Vec<Option<Node>> = entries
        .list
        .iter()
        .zip(kinds)
        .map(|(it, kind)| if *kind == ObjectKind::User { members.manager(it, problems) } else { None })
        .collect();
    let named = members.named(&managers);
    let mut numbers: Vec<Option<u32>> = Vec::with_capacity(named.len());
    let mut next = 0;
    for (place, named) in named.iter().enumerate() {
        let kept = *named || kinds.get(place).is_some_and(|it| *it != ObjectKind::Other);
        numbers.push(kept.then_some(next));
        next += u32::from(kept);
    }
    let number = |node: Node| numbers.get(node.place()).copied().flatten();

    let mut objects = Vec::new();
    let mut keys: HashMap<String, usize> = HashMap::new();
    for (place, (entry, kind)) in entries.list.iter().zip(kinds).enumerate() {
        if numbers.get(place).copied().flatten().is_none() {
            continue;
        }
        let mut object = object(entry, *kind, dialect, problems);
        if let Some(other) = keys.insert(object.key.clone(), place).and_then(|it| entries.list.get(it)) {
            let (dn, other) = (entry.dn.clone(), other.dn.clone());
            problems.add(entry.line, 1, |at| LdifError::DuplicateKey { dn, other, at });
        }
        if *kind == ObjectKind::User {
            let mut account = accounts.account(entry, problems);
            account.manager = managers.get(place).copied().flatten().and_then(number);
            object.account = Some(account);
        }
        objects.push(object);
    }
    let edges = members.edges(&members.ranks(), &number);
    for (dn, norm) in members.take_dangling() {
        let key = norm.clone();
        let kind = ObjectKind::Dangling;
        objects.push(Object { key, dn, norm, kind, name: None, sid: None, security: true, account: None });
    }
    let domain_users = domain_users.and_then(number);
    Snapshot { dialect, objects, edges, domain_users, entries: entries.list.len(), gaps }
}

fn object(entry: &Entry<'_>, kind: ObjectKind, dialect: Dialect, problems: &mut Problems<'_>) -> Object {
    let sid = entry.sid(kind, problems);
    let key = entry.guid(problems).or_else(|| sid.clone()).unwrap_or_else(|| entry.norm.clone());
    let name = [NameId::SAM_ACCOUNT_NAME, NameId::UID].into_iter().find_map(|it| entry.first(it));
    // A group whose type is not known counts as one that opens: leaving it out would make its members look harmless.
    let security = dialect == Dialect::OpenLdap
        || kind != ObjectKind::Group
        || entry.number(NameId::GROUP_TYPE, problems).is_none_or(|it| it & dialect::SECURITY_ENABLED != 0);
    Object {
        key,
        dn: entry.dn.clone(),
        norm: entry.norm.clone(),
        kind,
        name: name.map(std::borrow::Cow::into_owned).filter(|it| !it.is_empty()),
        sid,
        security,
        account: None,
    }
}

#[cfg(test)]
mod tests;
