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
    filter::{Filter, Test, Url},
    ldif::Value,
    names::{NameId, Names},
};

/// Most steps for all filters of one file, about a second: more is hostile, or needs narrower filters.
const WORK: usize = 100_000_000;

/// Attributes whose values are DNs and are compared as such.
const DNS: [&str; 7] = ["manager", "owner", "secretary", "seealso", "member", "uniquemember", "roleoccupant"];

/// The values of one attribute over all entries, each text once.
#[derive(Default)]
struct Column {
    /// Normalised.
    texts: Vec<String>,
    numbers: HashMap<String, usize>,
    /// Place of the entry → its texts; entries without a value are left out.
    of: HashMap<usize, Vec<usize>>,
    /// By text: the places of the entries that have it.
    places: Vec<Vec<usize>>,
}

impl Column {
    fn number(&mut self, text: String) -> usize {
        if let Some(number) = self.numbers.get(&text) {
            return *number;
        }
        let number = self.texts.len();
        self.texts.push(text.clone());
        self.places.push(Vec::new());
        self.numbers.insert(text, number);
        number
    }
}

/// Adds the members of all dynamic groups; gives what cannot be told. Errors are noted.
pub(super) fn expand(members: &mut Members<'_, '_>, names: &Names, problems: &mut Problems<'_>) -> Vec<Gap> {
    let mut columns: BTreeMap<String, Column> = BTreeMap::new();
    let mut gaps = Vec::new();
    let entries = members.entries;
    let mut left = WORK;
    for (group, entry) in members.of_kind(ObjectKind::Group) {
        let mut missing = None;
        for value in entry.values(NameId::MEMBER_URL) {
            let Some((url, base, filter)) = read(value, problems) else { continue };
            for attribute in filter.attributes() {
                if !columns.contains_key(attribute) {
                    left = left.saturating_sub(entries.list.len());
                    columns.insert(attribute.to_owned(), column(&entries.list, attribute, names));
                }
                if missing.is_none() && columns.get(attribute).is_some_and(|it| it.texts.is_empty()) {
                    missing = Some(attribute.to_owned());
                }
            }
            let candidates = candidates(&filter, &columns, entries.list.len());
            left = left.saturating_sub(entries.list.len());
            for place in candidates {
                let Some(it) = entries.list.get(place) else { continue };
                let holds = |attribute: &str, test: &Test| {
                    let column = columns.get(attribute);
                    let numbers = column.and_then(|it| it.of.get(&place)).map_or(&[][..], Vec::as_slice);
                    let texts = numbers.iter().filter_map(|it| column?.texts.get(*it));
                    let texts = texts.inspect(|it| left = left.saturating_sub(1 + it.len() / 32));
                    test.passes(texts.map(String::as_str))
                };
                if url.reaches(&base, &it.norm) && filter.holds(holds) {
                    members.add(group, Node::at(place), EdgeKind::MemberUrl);
                }
                left = left.saturating_sub(filter.steps().len());
                if left == 0 {
                    problems.add(value.line, value.column, |at| LdifError::FilterWork { limit: WORK, at });
                    return gaps;
                }
            }
            if !entries.list.iter().any(|it| dn::is_within(&it.norm, &base)) {
                gaps.push(Gap::Referral { url: value.shown() });
            }
        }
        gaps.extend(missing.map(|attribute| Gap::FilterAttribute { group: entry.dn.clone(), attribute }));
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
        Some((attribute, value)) => columns
            .get(attribute)
            .and_then(|it| it.places.get(*it.numbers.get(value)?))
            .cloned()
            .unwrap_or_default(),
        None => (0..all).collect(),
    }
}

fn column(entries: &[Entry<'_>], attribute: &str, names: &Names) -> Column {
    let mut column = Column::default();
    let Some(name) = names.get(attribute) else { return column };
    // As written → its numbers: nearly all entries share a few spellings of a class or a department.
    let mut spellings: HashMap<&[u8], Vec<usize>> = HashMap::new();
    for (place, entry) in entries.iter().enumerate() {
        for value in entry.values(name) {
            let bytes: &[u8] = &value.bytes;
            if !spellings.contains_key(bytes) {
                let texts = normalised(value, attribute);
                let numbers = texts.into_iter().map(|it| column.number(it)).collect();
                spellings.insert(bytes, numbers);
            }
            for number in spellings.get(bytes).into_iter().flatten() {
                column.of.entry(place).or_default().push(*number);
                if let Some(places) = column.places.get_mut(*number)
                    && places.last() != Some(&place)
                {
                    places.push(place);
                }
            }
        }
    }
    column
}

/// What a value is compared as; a class also as those above it.
fn normalised(value: &Value<'_>, attribute: &str) -> Vec<String> {
    let Some(text) = value.text() else { return Vec::new() };
    if DNS.contains(&attribute) {
        return vec![dn::norm(&text).unwrap_or_else(|_| dn::norm_value(&text))];
    }
    let text = dn::norm_value(&text);
    let superior = if attribute == "objectclass" { dialect::superior(&text) } else { &[] };
    superior.iter().map(|it| (*it).to_owned()).chain([text]).collect()
}
