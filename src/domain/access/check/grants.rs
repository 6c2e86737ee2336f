//! Which group a grant names: by DN, or by a name that only one group has.

use super::Check;
use crate::{
    access::{
        finding::Detail,
        graph::{index, number},
        rule::norm_value,
        snapshot::{Object, ObjectKind},
    },
    inventory::Grant,
};

/// A grant with the number of its group, or why there is none.
pub(super) struct GrantTarget<'a> {
    pub(super) named: &'a Grant,
    pub(super) target: Result<u32, Option<Detail>>,
}

/// Everything that a grant can name, sorted for search.
pub(super) struct Targets<'a> {
    by_dn: Vec<(&'a str, u32)>,
    by_name: Vec<(String, u32)>,
}

impl<'a> Targets<'a> {
    pub(super) fn new(check: &Check<'a>) -> Self {
        let objects = || check.snapshot.objects.iter().enumerate().map(|(place, it)| (number(place), it));
        let mut by_dn: Vec<(&str, u32)> = objects()
            .filter(|(_, it)| it.kind != ObjectKind::Dangling)
            .map(|(number, it)| (it.norm.as_str(), number))
            .collect();
        by_dn.sort_unstable();
        let mut by_name: Vec<(String, u32)> = objects()
            .filter(|(_, it)| matches!(it.kind, ObjectKind::Group | ObjectKind::Foreign))
            .flat_map(|(number, it)| names(it).map(move |name| (name, number)))
            .collect();
        by_name.sort_unstable();
        by_name.dedup();
        Self { by_dn, by_name }
    }

    /// The group, or the foreign principal, that `named` names.
    pub(super) fn find(&self, check: &Check<'_>, named: &str) -> Result<u32, Option<Detail>> {
        if let Some(found) = (check.norm_dn)(named).and_then(|dn| self.dn(&dn)) {
            let kind = check.snapshot.objects.get(index(found)).map(|it| it.kind);
            return match kind {
                Some(ObjectKind::Group | ObjectKind::Foreign) => Ok(found),
                _ => Err(Some(Detail::NotAGroup)),
            };
        }
        let name = norm_value(named);
        let from = self.by_name.partition_point(|(it, _)| *it < name);
        let mut same = self.by_name.iter().skip(from).take_while(|(it, _)| *it == name);
        match (same.next(), same.next()) {
            (Some((_, number)), None) => Ok(*number),
            (Some(_), Some(_)) => Err(Some(Detail::AmbiguousName)),
            (None, _) => Err(None),
        }
    }

    fn dn(&self, dn: &str) -> Option<u32> {
        let place = self.by_dn.binary_search_by(|(it, _)| (*it).cmp(dn)).ok()?;
        self.by_dn.get(place).map(|(_, number)| *number)
    }
}

/// The names of a group: its logon name, and the value of the first part of its DN.
fn names(object: &Object) -> impl Iterator<Item = String> + use<> {
    let first = object.norm.split_once('=').map(|(_, rest)| first_value(rest));
    [object.name.as_deref().map(norm_value), first].into_iter().flatten()
}

/// The value up to the first border of a normalised DN, unescaped.
fn first_value(rest: &str) -> String {
    let (mut out, mut escaped) = (String::new(), false);
    for c in rest.chars() {
        match c {
            _ if escaped => {
                out.push(c);
                escaped = false;
            }
            '\\' => escaped = true,
            ',' | '+' => break,
            _ => out.push(c),
        }
    }
    out
}
