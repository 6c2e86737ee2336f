//! Members of dynamic groups (`memberURL`): the entries that a filter picks.

use std::collections::{BTreeMap, HashMap};

use domain::access::snapshot::{EdgeKind, Gap, ObjectKind};

use super::{
    entry::{Entry, name},
    member::{Members, Node},
};
use crate::{
    dialect, dn,
    error::{LdifError, Problems},
    filter::{Filter, Url},
    ldif::Value,
    names::{NameId, Names},
};

/// Most tests of an entry in one file: thousands of dynamic groups over a large directory take seconds, more is hostile.
const WORK: usize = 100_000_000;

/// Attributes whose values are DNs and are compared as such.
const DNS: [&str; 7] = ["manager", "owner", "secretary", "seealso", "member", "uniquemember", "roleoccupant"];

/// The values of one attribute over all entries, normalised.
struct Column {
    values: Vec<Vec<String>>,
    places: HashMap<String, Vec<usize>>,
}

/// Adds the members of all dynamic groups; gives what cannot be told. Errors are noted.
pub(super) fn expand(members: &mut Members<'_, '_>, names: &Names, problems: &mut Problems<'_>) -> Vec<Gap> {
    let mut columns: BTreeMap<String, Column> = BTreeMap::new();
    let mut gaps = Vec::new();
    let mut work = 0_usize;
    for (group, entry) in members.of_kind(ObjectKind::Group) {
        for value in entry.values(NameId::MEMBER_URL) {
            let Some((url, base, filter)) = read(value, problems) else { continue };
            for attribute in filter.attributes() {
                if !columns.contains_key(attribute) {
                    columns.insert(attribute.to_owned(), column(&members.entries.list, attribute, names));
                }
                if columns.get(attribute).is_some_and(|it| it.places.is_empty()) {
                    let gap =
                        Gap::FilterAttribute { group: entry.dn.clone(), attribute: attribute.to_owned() };
                    if !gaps.contains(&gap) {
                        gaps.push(gap);
                    }
                }
            }
            let candidates = candidates(&filter, &columns, members.entries.list.len());
            work = work.saturating_add(candidates.len().saturating_mul(filter.steps().len()));
            if work > WORK {
                problems.add(value.line, value.column, |at| LdifError::FilterWork { limit: WORK, at });
                return gaps;
            }
            for place in candidates {
                let Some(it) = members.entries.list.get(place) else { continue };
                let holds = |attribute: &str, test: &crate::filter::Test| {
                    columns
                        .get(attribute)
                        .and_then(|it| it.values.get(place))
                        .is_some_and(|it| test.passes(it))
                };
                if url.reaches(&base, &it.norm) && filter.holds(holds) {
                    members.add(group, Node::at(place), EdgeKind::MemberUrl);
                }
            }
            if !members.entries.list.iter().any(|it| dn::is_within(&it.norm, &base)) {
                gaps.push(Gap::Referral { url: value.shown() });
            }
        }
    }
    gaps
}

/// URL, normal form of its base, and filter; what is wrong is noted.
fn read(value: &Value<'_>, problems: &mut Problems<'_>) -> Option<(Url, String, Filter)> {
    let Some(url) = value.text().and_then(|it| Url::parse(&it)) else {
        problems.add(value.line, value.column, |at| LdifError::MemberUrl { url: value.shown(), at });
        return None;
    };
    let base = Value { bytes: url.base.as_bytes().into(), line: value.line, column: value.column };
    let (_, base) = name(&base, "memberURL", problems)?;
    match Filter::parse(&url.filter) {
        Ok(filter) => Some((url, base, filter.comparing_dns(&DNS))),
        Err(error) => {
            problems.add(value.line, value.column, |at| LdifError::Filter {
                filter: url.filter.chars().take(200).collect(),
                problem: error.problem.into(),
                column: error.column,
                at,
            });
            None
        }
    }
}

/// The entries that can pass: those with a value that every match must have, or all.
fn candidates(filter: &Filter, columns: &BTreeMap<String, Column>, all: usize) -> Vec<usize> {
    match filter.necessary() {
        Some((attribute, value)) => {
            columns.get(attribute).and_then(|it| it.places.get(value)).cloned().unwrap_or_default()
        }
        None => (0..all).collect(),
    }
}

fn column(entries: &[Entry<'_>], attribute: &str, names: &Names) -> Column {
    let is_dn = DNS.contains(&attribute);
    let is_class = attribute == "objectclass";
    let name = names.get(attribute);
    let mut column = Column { values: Vec::with_capacity(entries.len()), places: HashMap::new() };
    for (place, entry) in entries.iter().enumerate() {
        let texts = name.into_iter().flat_map(|it| entry.values(it)).filter_map(Value::text);
        let mut values: Vec<String> = texts
            .map(|it| {
                if is_dn {
                    dn::norm(&it).unwrap_or_else(|_| dn::norm_value(&it))
                } else {
                    dn::norm_value(&it)
                }
            })
            .collect();
        if is_class {
            let superior: Vec<&str> = values.iter().flat_map(|it| dialect::superior(it)).copied().collect();
            values.extend(superior.into_iter().map(str::to_owned).collect::<Vec<_>>());
        }
        for value in &values {
            let places = column.places.entry(value.clone()).or_default();
            if places.last() != Some(&place) {
                places.push(place);
            }
        }
        column.values.push(values);
    }
    column
}
