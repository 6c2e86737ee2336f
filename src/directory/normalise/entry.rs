//! Entries: records with the same name put together, and what kind of thing each is.

use std::{borrow::Cow, collections::HashMap};

use domain::access::snapshot::{Dialect, ObjectKind};

use crate::{
    dialect::{self, Classes},
    dn,
    error::{LdifError, Problems, size},
    ldif::{Attribute, Change, File, Piece, Record, Value},
    names::NameId,
};

/// An entry with the records that add to it.
#[derive(Debug)]
pub(super) struct Entry<'f> {
    /// As written.
    pub(super) dn: String,
    /// Normal form.
    pub(super) norm: String,
    /// Where it begins.
    pub(super) line: u32,
    pub(super) classes: Classes,
    record: &'f Record<'f>,
    more: Vec<&'f Record<'f>>,
}

/// All entries in the order of the file.
#[derive(Debug)]
pub(super) struct Entries<'f> {
    pub(super) list: Vec<Entry<'f>>,
    /// Normal form → place in the list.
    pub(super) places: HashMap<String, usize>,
}

impl<'f> Entries<'f> {
    /// Puts records together. Of a `damaged` file some are missing, so that additions without entry say nothing.
    pub(super) fn collect(file: &'f File<'f>, damaged: bool, problems: &mut Problems<'_>) -> Self {
        let mut all = Self { list: Vec::with_capacity(file.records.len()), places: HashMap::new() };
        for record in file.records.iter().filter(|it| it.change == Change::Entry) {
            all.entry(record, problems);
        }
        for record in file.records.iter().filter(|it| it.change == Change::More) {
            let Some((dn, norm)) = name(&record.dn, "dn", problems) else { continue };
            match all.places.get(&norm).and_then(|it| all.list.get_mut(*it)) {
                Some(entry) => entry.more.push(record),
                None if damaged => {}
                None => problems.add(record.dn.line, record.dn.column, |at| LdifError::NoTarget { dn, at }),
            }
        }
        all
    }

    fn entry(&mut self, record: &'f Record<'f>, problems: &mut Problems<'_>) {
        let Some((dn, norm)) = name(&record.dn, "dn", problems) else { return };
        if let Some(earlier) = self.places.get(&norm).and_then(|it| self.list.get_mut(*it)) {
            // A long group that was asked for piece by piece stands once for each of them.
            let is_piece = !record.pieces.is_empty()
                && record
                    .attributes
                    .iter()
                    .all(|it| it.name.is_membership() || it.name == NameId::OBJECT_CLASS);
            if is_piece {
                earlier.more.push(record);
            } else {
                let first = size(earlier.line);
                problems.add(record.dn.line, record.dn.column, |at| LdifError::Duplicate { dn, first, at });
            }
            return;
        }
        let classes = record
            .attributes
            .iter()
            .filter(|it| it.name == NameId::OBJECT_CLASS)
            .fold(Classes::default(), |sum, it| sum.and(Classes::named(it.value.bytes.trim_ascii())));
        self.places.insert(norm.clone(), self.list.len());
        self.list.push(Entry { dn, norm, line: record.dn.line, classes, record, more: Vec::new() });
    }
}

/// A DN as text and in normal form; none when it is wrong, which is noted.
pub(super) fn name(
    value: &Value<'_>,
    attribute: &str,
    problems: &mut Problems<'_>,
) -> Option<(String, String)> {
    let Some(text) = value.text() else {
        problems.add(value.line, value.column, |at| LdifError::Dn {
            attribute: attribute.to_owned(),
            dn: value.shown(),
            problem: dn::DnProblem::Utf8.into(),
            column: 1,
            at,
        });
        return None;
    };
    match dn::norm(&text) {
        Ok(norm) => Some((text.into_owned(), norm)),
        Err(error) => {
            problems.add(value.line, value.column, |at| LdifError::Dn {
                attribute: attribute.to_owned(),
                dn: value.shown(),
                problem: error.problem.into(),
                column: error.column,
                at,
            });
            None
        }
    }
}

impl<'f> Entry<'f> {
    /// All attributes, those of added records last.
    pub(super) fn attributes(&self) -> impl Iterator<Item = &'f Attribute<'f>> + use<'f, '_> {
        let more = self.more.iter().flat_map(|it| it.attributes.iter());
        self.record.attributes.iter().chain(more)
    }

    /// The values of one attribute.
    pub(super) fn values(&self, name: NameId) -> impl Iterator<Item = &'f Value<'f>> + use<'f, '_> {
        self.attributes().filter(move |it| it.name == name).map(|it| &it.value)
    }

    /// The first value of an attribute of the entry itself, as text.
    pub(super) fn first(&self, name: NameId) -> Option<Cow<'f, str>> {
        self.one(name).and_then(Value::text)
    }

    /// The first value of an attribute of the entry itself. Only memberships can stand in added records.
    fn one(&self, name: NameId) -> Option<&'f Value<'f>> {
        self.record.attributes.iter().find(|it| it.name == name).map(|it| &it.value)
    }

    /// A number; one that is none is noted.
    pub(super) fn number(&self, name: NameId, problems: &mut Problems<'_>) -> Option<i64> {
        self.read(name, problems, |text| text.parse().ok())
    }

    /// A value as `parse` takes it; one that it does not take is noted. An empty one is none.
    pub(super) fn read<T>(
        &self,
        name: NameId,
        problems: &mut Problems<'_>,
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        let value = self.one(name)?;
        let text = value.text();
        let text = text.as_deref().map_or("", str::trim);
        if text.is_empty() && value.bytes.is_empty() {
            return None;
        }
        let parsed = parse(text);
        if parsed.is_none() {
            self.note(name, value, problems);
        }
        parsed
    }

    fn note(&self, name: NameId, value: &Value<'_>, problems: &mut Problems<'_>) {
        let attribute = NameId::known(name).to_owned();
        problems.add(value.line, value.column, |at| LdifError::Value {
            attribute,
            value: value.shown(),
            dn: self.dn.clone(),
            at,
        });
    }

    /// Whether pieces of a long attribute are missing between its first and its last value.
    pub(super) fn is_range_unfinished(&self) -> bool {
        let mut pieces: Vec<Piece> = self.record.pieces.clone();
        pieces.extend(self.more.iter().flat_map(|it| it.pieces.iter().copied()));
        if pieces.is_empty() {
            return false;
        }
        pieces.sort_unstable_by_key(|it| (it.name, it.from, it.to.is_none(), it.to));
        pieces.chunk_by(|a, b| a.name == b.name).any(|of_one| {
            let mut next = Some(0);
            for piece in of_one {
                match next {
                    Some(from) if piece.from <= from => {
                        next = piece.to.map(|to| from.max(to.saturating_add(1)));
                    }
                    Some(_) => return true,
                    None => {}
                }
            }
            next.is_some()
        })
    }

    /// Objects that Active Directory has deleted, or that lie among the deleted.
    fn is_deleted(&self) -> bool {
        self.first(NameId::IS_DELETED).is_some_and(|it| it.trim().eq_ignore_ascii_case("true"))
            || self.rdn_holds("DEL:")
            || dn::has_parts(&self.norm, "cn=deleted objects")
    }

    /// Whether the name is one that Active Directory gives: a line break and `CNF:` (of two with the same name) or `DEL:`.
    fn rdn_holds(&self, mark: &str) -> bool {
        let rdn = dn::first_rdn(&self.dn);
        rdn.match_indices(mark).any(|(at, _)| {
            let before = rdn.get(..at).unwrap_or_default();
            before.ends_with("\\0A") || before.ends_with("\\0a") || before.ends_with('\n')
        })
    }

    /// What it is. A person without the class of an account cannot sign in; one with a POSIX account can.
    pub(super) fn kind(&self, dialect: Dialect) -> ObjectKind {
        let classes = self.classes;
        let is_group = classes.has(Classes::GROUP) && !classes.has(Classes::SIMPLE_SECURITY);
        let is_ad = dialect == Dialect::Ad;
        if is_ad && (self.is_deleted() || (!is_group && self.rdn_holds("CNF:"))) {
            return ObjectKind::Other;
        }
        let can_sign_in = classes.has(Classes::USER.and(Classes::POSIX_ACCOUNT));
        if is_group {
            ObjectKind::Group
        } else if classes.has(Classes::COMPUTER) {
            ObjectKind::Computer
        } else if classes.has(Classes::CONTACT) || (classes.has(Classes::PERSON) && !can_sign_in) {
            ObjectKind::Contact
        } else if can_sign_in {
            ObjectKind::User
        } else if classes.has(Classes::FOREIGN) {
            ObjectKind::Foreign
        } else {
            ObjectKind::Other
        }
    }

    /// Its SID as text; that of a foreign principal is also its name.
    pub(super) fn sid(&self, kind: ObjectKind, problems: &mut Problems<'_>) -> Option<String> {
        if let Some(value) = self.one(NameId::OBJECT_SID) {
            let sid = dialect::sid(&value.bytes);
            if sid.is_none() {
                self.note(NameId::OBJECT_SID, value, problems);
            }
            return sid;
        }
        let named = || dn::first_rdn(&self.dn).split_once('=').map(|(_, it)| it.trim().to_ascii_uppercase());
        if kind == ObjectKind::Foreign {
            named().filter(|it| dialect::sid(it.as_bytes()).is_some())
        } else {
            None
        }
    }

    /// Its identity as text: objectGUID, entryUUID, nsUniqueId.
    pub(super) fn guid(&self, problems: &mut Problems<'_>) -> Option<String> {
        for name in [NameId::OBJECT_GUID, NameId::ENTRY_UUID] {
            if let Some(value) = self.one(name) {
                let guid = dialect::guid(&value.bytes);
                if guid.is_none() {
                    self.note(name, value, problems);
                }
                return guid;
            }
        }
        self.first(NameId::NS_UNIQUE_ID).map(|it| it.trim().to_ascii_lowercase()).filter(|it| !it.is_empty())
    }
}
