//! A directory that is read live: entries as a server gives them → records → [`Snapshot`], as from a file.
//!
//! Two searches give what is kept: one of every entry ([`Part::Entry`]) and one of what groups say of their members
//! ([`Part::Members`]), since both can run at once. A group that the first has not seen is taken from the second.
//!
//! Invariants, each held by a test:
//! - the order in which a server answers does not matter: records stand in the order of their names;
//! - an entry that was given twice, under one name or under two, stands once, as it was given last;
//! - a member that carries the identity of an entry (the extended form of Active Directory's names) is that entry, whatever
//!   it was called when the group was read.
//!
//! All bytes lie in one buffer, each member's name once, so that memory grows with the content and not with the protocol.

use std::{
    borrow::Cow,
    collections::{BTreeSet, HashMap},
};

use domain::{
    access::snapshot::{Dialect, Snapshot},
    inventory::PlaceFact,
};

use crate::{
    Options, dialect, dn,
    error::{LdifError, Problems},
    ldif::{self, Attribute, Change, File, Piece, Record, Remarks, Tag, Value},
    names::{NameId, Names},
    normalise,
};

/// Which of the two searches gave an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The search of every entry.
    Entry,
    /// The search of what groups say of their members.
    Members,
}

/// An entry as a server gives it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Given {
    /// Its name, plain or in the extended form `<GUID=…>;<SID=…>;DN`.
    pub dn: Vec<u8>,
    /// Attributes with their values; a name may carry options, `range=` among them.
    pub attributes: Vec<(Vec<u8>, Vec<Vec<u8>>)>,
}

/// A long attribute of which only the first values were given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unfinished {
    /// The entry.
    pub dn: String,
    /// The attribute.
    pub attribute: String,
    /// Where it stands among what was collected.
    place: usize,
}

/// How what was collected is to be read.
#[derive(Debug, Clone, Copy)]
pub struct LiveOptions<'a> {
    /// Name of the source, for errors.
    pub source: &'a str,
    /// Dialect of the server.
    pub dialect: Dialect,
    /// Attributes that follow from the place of an account.
    pub places: &'a [PlaceFact],
    /// References to other parts of the tree, which were not read.
    pub referrals: &'a [String],
}

/// Where bytes lie in the buffer.
#[derive(Debug, Clone, Copy)]
struct Span {
    from: usize,
    len: u32,
}

/// An entry as it is kept.
#[derive(Debug)]
struct Kept {
    dn: Span,
    part: Part,
    /// Its attributes stand from here to those of the next.
    first: usize,
    pieces: Vec<Piece>,
    /// It was asked for again, whole.
    superseded: bool,
}

/// Entries while they are being read.
#[derive(Debug)]
pub struct Collector {
    bytes: Vec<u8>,
    entries: Vec<Kept>,
    attributes: Vec<(NameId, Span)>,
    names: Names,
    tags: HashMap<Vec<u8>, Tag>,
    /// Names of members → where they lie: most are named by many groups.
    known: HashMap<Vec<u8>, Span>,
    count: usize,
}

impl Default for Collector {
    fn default() -> Self {
        Self {
            bytes: Vec::new(),
            entries: Vec::new(),
            attributes: Vec::new(),
            names: Names::new(),
            tags: HashMap::new(),
            known: HashMap::new(),
            count: 0,
        }
    }
}

impl Collector {
    /// Takes in an entry. An attribute whose name is none, and one that holds a secret, is left out.
    pub fn add(&mut self, part: Part, given: Given) {
        let first = self.attributes.len();
        let mut pieces = Vec::new();
        for (name, values) in given.attributes {
            let Some(tag) = self.tag(&name) else { continue };
            if dialect::is_secret(self.names.text(tag.name)) {
                continue;
            }
            if let Some((from, to)) = tag.range {
                pieces.push(Piece { name: tag.name, from, to });
            }
            for value in values {
                let span = if tag.name.is_membership() { self.member(value) } else { self.keep(&value) };
                self.attributes.push((tag.name, span));
            }
        }
        let dn = self.keep(&given.dn);
        self.count += usize::from(part == Part::Entry);
        self.entries.push(Kept { dn, part, first, pieces, superseded: false });
    }

    /// Entries so far: those of the search of every entry.
    pub fn entries(&self) -> usize {
        self.count
    }

    /// Values so far.
    pub fn values(&self) -> usize {
        self.attributes.len()
    }

    /// Bytes that are held.
    pub fn bytes(&self) -> usize {
        self.bytes.len()
    }

    /// Attributes of which only the first values were given: the rest is to be asked for.
    pub fn unfinished(&self) -> Vec<Unfinished> {
        let mut out = Vec::new();
        for (place, it) in self.entries.iter().enumerate().filter(|it| !it.1.superseded) {
            for piece in it.pieces.iter().filter(|it| it.to.is_some() && it.name.is_membership()) {
                out.push(Unfinished {
                    dn: String::from_utf8_lossy(plain(self.at(it.dn))).into_owned(),
                    attribute: self.names.text(piece.name).to_owned(),
                    place,
                });
            }
        }
        out
    }

    /// Takes in all values of a long attribute in the place of the first ones.
    pub fn finish(&mut self, unfinished: &Unfinished, values: Vec<Vec<u8>>) {
        let Some(dn) = self.entries.get_mut(unfinished.place).map(|it| {
            it.superseded = true;
            it.dn
        }) else {
            return;
        };
        let dn = self.at(dn).to_vec();
        let identity: Vec<(Vec<u8>, Vec<Vec<u8>>)> = self
            .attributes_of(unfinished.place)
            .iter()
            .filter(|it| !it.0.is_membership())
            .map(|it| (self.names.text(it.0).as_bytes().to_vec(), vec![self.at(it.1).to_vec()]))
            .collect();
        let long = (unfinished.attribute.as_bytes().to_vec(), values);
        self.add(Part::Members, Given { dn, attributes: identity.into_iter().chain([long]).collect() });
    }

    /// Of some names in normal form, those that no entry has.
    pub fn without_entry(&self, names: BTreeSet<String>) -> BTreeSet<String> {
        let mut left = names;
        for place in 0..self.entries.len() {
            if left.is_empty() {
                break;
            }
            if let Ok(norm) = dn::norm(&String::from_utf8_lossy(self.name(place))) {
                left.remove(&norm);
            }
        }
        left
    }

    /// What was collected as a snapshot. Errors are all errors, and then there is none.
    pub fn snapshot(&self, options: &LiveOptions<'_>) -> Result<Snapshot, Vec<LdifError>> {
        let mut problems = Problems::live(options.source);
        let mut file = self.file();
        file.remarks = Remarks::of_referrals(options.referrals.to_vec());
        let as_file = Options {
            file: options.source,
            dialect: Some(options.dialect),
            places: options.places,
            stated_entries: None,
        };
        match normalise::normalise(&file, &as_file, &mut problems) {
            Some(snapshot) if !problems.any() => Ok(snapshot),
            _ => Err(problems.into_list()),
        }
    }

    fn tag(&mut self, written: &[u8]) -> Option<Tag> {
        if let Some(tag) = self.tags.get(written) {
            return Some(*tag);
        }
        let tag = ldif::tag(&mut self.names, written)?;
        // Ranges differ from group to group: remembering them would grow with the directory.
        if tag.range.is_none() {
            self.tags.insert(written.to_vec(), tag);
        }
        Some(tag)
    }

    fn keep(&mut self, value: &[u8]) -> Span {
        let span = Span { from: self.bytes.len(), len: u32::try_from(value.len()).unwrap_or(u32::MAX) };
        self.bytes.extend_from_slice(value);
        span
    }

    fn member(&mut self, value: Vec<u8>) -> Span {
        if let Some(span) = self.known.get(&value) {
            return *span;
        }
        let span = self.keep(&value);
        self.known.insert(value, span);
        span
    }

    fn at(&self, span: Span) -> &[u8] {
        let len = usize::try_from(span.len).unwrap_or(usize::MAX);
        self.bytes.get(span.from..).and_then(|it| it.get(..len)).unwrap_or_default()
    }

    fn attributes_of(&self, place: usize) -> &[(NameId, Span)] {
        let from = self.entries.get(place).map_or(0, |it| it.first);
        let to = self.entries.get(place + 1).map_or(self.attributes.len(), |it| it.first);
        self.attributes.get(from..to).unwrap_or_default()
    }

    /// Identity of an entry, as its bytes; that of a name in the extended form is there too.
    fn identity(&self, place: usize) -> Option<&[u8]> {
        let own = self.attributes_of(place).iter();
        own.filter(|it| it.0 == NameId::OBJECT_GUID || it.0 == NameId::ENTRY_UUID)
            .map(|it| self.at(it.1))
            .next()
    }

    /// The entries that count, each with the records that add to it: sorted by name, each identity once.
    fn file(&self) -> File<'_> {
        let mut last: HashMap<&[u8], usize> = HashMap::new();
        let mut named: HashMap<&[u8], usize> = HashMap::new();
        for (place, _) in self.entries.iter().enumerate().filter(|it| it.1.part == Part::Entry) {
            if let Some(identity) = self.identity(place) {
                last.insert(identity, place);
            }
            named.insert(self.name(place), place);
        }
        let is_last = |place: usize| {
            named.get(self.name(place)) == Some(&place)
                && self.identity(place).is_none_or(|it| last.get(it) == Some(&place))
        };
        let by_guid = self.by_guid(&last);
        let mut order: Vec<(&[u8], usize, Change)> = Vec::with_capacity(self.entries.len());
        let mut alone: HashMap<&[u8], usize> = HashMap::new();
        for (place, it) in self.entries.iter().enumerate().filter(|it| !it.1.superseded) {
            let name = self.name(place);
            match it.part {
                Part::Entry if is_last(place) => order.push((name, place, Change::Entry)),
                Part::Entry => {}
                Part::Members => {
                    let target = self.identity(place).and_then(|it| last.get(it)).map(|it| self.name(*it));
                    match target.or_else(|| named.contains_key(name).then_some(name)) {
                        Some(target) => order.push((target, place, Change::More)),
                        None if alone.contains_key(name) => order.push((name, place, Change::More)),
                        None => {
                            alone.insert(name, place);
                            order.push((name, place, Change::Entry));
                        }
                    }
                }
            }
        }
        order.sort_by(|a, b| (a.0, a.2 == Change::More, a.1).cmp(&(b.0, b.2 == Change::More, b.1)));
        let records = (1_u32..).zip(&order).map(|(line, it)| self.record(line, it, &by_guid)).collect();
        File { records, names: self.names.clone(), remarks: Remarks::default() }
    }

    fn name(&self, place: usize) -> &[u8] {
        self.entries.get(place).map_or(&[], |it| plain(self.at(it.dn)))
    }

    /// GUIDs of Active Directory, as names write them → the entry's name.
    fn by_guid<'s>(&'s self, last: &HashMap<&[u8], usize>) -> HashMap<String, &'s [u8]> {
        let text = |it: &[u8]| dialect::guid(it).filter(|_| it.len() == 16);
        last.iter().filter_map(|(guid, place)| Some((text(guid)?, self.name(*place)))).collect()
    }

    fn record<'s>(
        &'s self,
        line: u32,
        (name, place, change): &(&'s [u8], usize, Change),
        by_guid: &HashMap<String, &'s [u8]>,
    ) -> Record<'s> {
        let value = |bytes: &'s [u8]| Value { bytes: Cow::Borrowed(bytes), line, column: 1 };
        let wanted = |it: &&(NameId, Span)| *change == Change::Entry || it.0.is_membership();
        let attributes = self.attributes_of(*place).iter().filter(wanted).map(|(name, span)| {
            let bytes = self.at(*span);
            let bytes = if name.is_membership() {
                guid(bytes).and_then(|it| by_guid.get(&it)).copied().unwrap_or_else(|| plain(bytes))
            } else {
                bytes
            };
            Attribute { name: *name, value: value(bytes) }
        });
        let pieces = self.entries.get(*place).map(|it| it.pieces.clone()).unwrap_or_default();
        Record { dn: value(name), change: *change, attributes: attributes.collect(), pieces }
    }
}

/// Attributes that are never asked for and never kept.
pub fn is_secret(name: &str) -> bool {
    dialect::is_secret(name)
}

/// The GUID of a name in the extended form, as text.
fn guid(name: &[u8]) -> Option<String> {
    let rest = name.strip_prefix(b"<GUID=")?;
    let end = rest.iter().position(|it| *it == b'>')?;
    dialect::guid(rest.get(..end)?)
}

/// A name without what the extended form puts before it.
fn plain(mut name: &[u8]) -> &[u8] {
    while name.starts_with(b"<GUID=") || name.starts_with(b"<SID=") {
        let Some(rest) = name.iter().position(|it| *it == b'>').and_then(|it| name.get(it + 1..)) else {
            break;
        };
        name = rest.strip_prefix(b";").unwrap_or(rest);
    }
    name
}

#[cfg(test)]
mod tests;
