//! LDIF (RFC 2849) as the tools of directories write it: bytes → records, each value with its line.
//!
//! Understood: base64, continued lines, comments, `version: 1`, `changetype: add`, `changetype: modify` with `add:` of
//! memberships (`ldifde` splits a long group so), option tags, `member;range=0-1499`, and what `ldapsearch` writes around
//! the entries: references to other servers, the result of the search and its counts. All else that would change the
//! meaning is an error: deletions, renames, replacements, controls, values that lie at a URL.
//!
//! Values are borrowed from the file where they stand in it as they are. Nothing recurses, and every size has a limit.

use std::{borrow::Cow, collections::HashMap, ops::Range};

use base64::{Engine as _, engine::general_purpose::STANDARD};

use crate::{
    decode,
    error::{LdifError, Problems},
    names::{NameId, Names},
};

/// Longest line, continued or not, in bytes.
pub const MAX_LINE: usize = 8 * 1024 * 1024;
/// Most records.
pub const MAX_RECORDS: usize = 2_000_000;
/// Most values.
pub const MAX_VALUES: usize = 40_000_000;

/// A value with its place.
#[derive(Debug, Clone)]
pub(crate) struct Value<'a> {
    /// UTF-8 where it is text.
    pub(crate) bytes: Cow<'a, [u8]>,
    /// Line where its attribute stands, from 1.
    pub(crate) line: u32,
    /// Column where it begins, from 1.
    pub(crate) column: u32,
}

impl Value<'_> {
    /// The value as text. Bytes that are not UTF-8 are Windows-1252, unless they hold what no text holds.
    pub(crate) fn text(&self) -> Option<Cow<'_, str>> {
        if let Ok(text) = std::str::from_utf8(&self.bytes) {
            return Some(Cow::Borrowed(text));
        }
        let binary = self.bytes.iter().any(|it| *it < b' ' && !matches!(it, b'\t' | b'\n' | b'\r'));
        (!binary).then(|| Cow::Owned(decode::windows(&self.bytes)))
    }

    /// The value to show in an error.
    pub(crate) fn shown(&self) -> String {
        const LONGEST: usize = 200;
        self.text().unwrap_or(Cow::Borrowed("…")).chars().take(LONGEST).collect()
    }
}

/// A value of an attribute.
#[derive(Debug, Clone)]
pub(crate) struct Attribute<'a> {
    pub(crate) name: NameId,
    pub(crate) value: Value<'a>,
}

/// Which values of a long attribute a line holds: `member;range=0-1499`; without an end, the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Piece {
    pub(crate) name: NameId,
    pub(crate) from: u64,
    pub(crate) to: Option<u64>,
}

/// What a record does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Change {
    /// It is an entry.
    Entry,
    /// It adds values to one.
    More,
}

/// A record.
#[derive(Debug, Clone)]
pub(crate) struct Record<'a> {
    pub(crate) dn: Value<'a>,
    pub(crate) change: Change,
    pub(crate) attributes: Vec<Attribute<'a>>,
    pub(crate) pieces: Vec<Piece>,
}

/// What the tool that wrote the file says about the search.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Remarks {
    /// References to other servers.
    pub(crate) referrals: Vec<String>,
    /// Results other than success.
    pub(crate) failures: Vec<(u32, String)>,
    /// Sum of its counts of entries.
    pub(crate) counted: Option<usize>,
    /// It began as a tool begins that ends with a result.
    begun: bool,
    /// A result stands last.
    ended: bool,
    /// The last page names a further one.
    more_pages: bool,
}

impl Remarks {
    /// Those of a read whose end is known: references alone.
    pub(crate) fn of_referrals(referrals: Vec<String>) -> Self {
        Self { referrals, ..Self::default() }
    }

    /// Whether the end is missing.
    pub(crate) fn is_cut_off(&self) -> bool {
        self.more_pages || (self.begun && !self.ended)
    }
}

/// A file.
#[derive(Debug)]
pub(crate) struct File<'a> {
    pub(crate) records: Vec<Record<'a>>,
    pub(crate) names: Names,
    pub(crate) remarks: Remarks,
}

/// Reads `bytes`, which [`decode::decode`] has freed from UTF-16; records with errors are left out and the errors noted.
pub(crate) fn parse<'a>(bytes: &'a [u8], problems: &mut Problems<'_>) -> File<'a> {
    let mut parser = Parser {
        file: File { records: Vec::new(), names: Names::new(), remarks: Remarks::default() },
        tags: HashMap::new(),
        last: (Vec::new(), None),
        state: State::Between,
        values: 0,
        problems,
    };
    let mut lines = Lines { rest: bytes, number: 0 };
    while let Some(line) = lines.next() {
        if !parser.line(&line) {
            break;
        }
    }
    parser.end_record();
    parser.file
}

/// A line with its continuations.
struct Line<'a> {
    bytes: Cow<'a, [u8]>,
    number: u32,
    too_long: bool,
}

impl<'a> Line<'a> {
    /// A part of the line, borrowed from the file where the line is.
    fn part(&self, range: Range<usize>) -> Cow<'a, [u8]> {
        match &self.bytes {
            Cow::Borrowed(bytes) => Cow::Borrowed(bytes.get(range).unwrap_or_default()),
            Cow::Owned(bytes) => Cow::Owned(bytes.get(range).unwrap_or_default().to_vec()),
        }
    }
}

struct Lines<'a> {
    rest: &'a [u8],
    number: u32,
}

impl<'a> Lines<'a> {
    fn physical(&mut self) -> Option<&'a [u8]> {
        if self.rest.is_empty() {
            return None;
        }
        self.number = self.number.saturating_add(1);
        let mut split = self.rest.splitn(2, |it| *it == b'\n');
        let line = split.next().unwrap_or_default();
        self.rest = split.next().unwrap_or_default();
        Some(line.strip_suffix(b"\r").unwrap_or(line))
    }

    fn next(&mut self) -> Option<Line<'a>> {
        let first = self.physical()?;
        let number = self.number;
        if first.is_empty() || self.rest.first() != Some(&b' ') {
            return Some(Line { bytes: Cow::Borrowed(first), number, too_long: first.len() > MAX_LINE });
        }
        let mut whole = first.to_vec();
        while self.rest.first() == Some(&b' ') {
            let more = self.physical()?;
            if whole.len() <= MAX_LINE {
                whole.extend_from_slice(more.get(1..).unwrap_or_default());
            }
        }
        let too_long = whole.len() > MAX_LINE;
        Some(Line { bytes: Cow::Owned(whole), number, too_long })
    }
}

/// What the lines up to the next empty one belong to.
enum State<'a> {
    /// No record yet.
    Between,
    /// An entry.
    Entry(Record<'a>),
    /// A modification.
    Modify(Record<'a>, Section),
    /// What `ldapsearch` writes after the entries.
    Trailer,
    /// A record with an error: the rest of it says nothing more.
    Skip,
}

/// Part of a modification, up to `-`.
#[derive(Clone, Copy)]
enum Section {
    /// None yet.
    None,
    /// Values of this attribute are added.
    Add(NameId),
    /// It was refused.
    Refused,
}

/// Range and further options of an attribute's name.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Tag {
    pub(crate) name: NameId,
    pub(crate) range: Option<(u64, Option<u64>)>,
}

/// A line split at its colon.
struct Field<'a, 'l> {
    tag: Tag,
    /// Attribute as written: the parser has held that it is ASCII.
    name: &'l str,
    value: Option<Value<'a>>,
    column: u32,
}

struct Parser<'a, 'p, 'f> {
    file: File<'a>,
    /// Names as written → what they mean.
    tags: HashMap<Vec<u8>, Tag>,
    /// The last name and its meaning: members come in long runs.
    last: (Vec<u8>, Option<Tag>),
    state: State<'a>,
    values: usize,
    problems: &'p mut Problems<'f>,
}

impl<'a> Parser<'a, '_, '_> {
    /// Takes in one line; false when no more are taken.
    fn line(&mut self, line: &Line<'a>) -> bool {
        let bytes: &[u8] = &line.bytes;
        if line.too_long {
            self.problems.add(line.number, 1, |at| LdifError::ValueTooLarge { limit: MAX_LINE, at });
            self.state = State::Skip;
            return true;
        }
        match bytes.first() {
            None => self.end_record(),
            Some(b'#') => self.comment(bytes),
            Some(b' ') if bytes.iter().all(|it| *it == b' ') => self.end_record(),
            Some(b' ') => self.problems.add(line.number, 1, |at| LdifError::Continuation { at }),
            Some(_) if matches!(self.state, State::Skip) => {}
            Some(b'-') if bytes == b"-" && matches!(self.state, State::Modify(..)) => {
                if let State::Modify(_, section) = &mut self.state {
                    *section = Section::None;
                }
            }
            Some(_) => self.field(line),
        }
        let full = self.file.records.len() > MAX_RECORDS || self.values > MAX_VALUES;
        if full {
            let limit = if self.values > MAX_VALUES { MAX_VALUES } else { MAX_RECORDS };
            self.problems.add(line.number, 1, |at| LdifError::TooMany { limit, at });
        }
        !full
    }

    fn end_record(&mut self) {
        match std::mem::replace(&mut self.state, State::Between) {
            State::Entry(record) => self.file.records.push(record),
            State::Modify(record, _) if !record.attributes.is_empty() => self.file.records.push(record),
            State::Modify(..) | State::Between | State::Trailer | State::Skip => {}
        }
    }

    /// Comments carry the counts and, in the short forms of the output, also references and results.
    fn comment(&mut self, bytes: &[u8]) {
        let text = String::from_utf8_lossy(bytes.get(1..).unwrap_or_default());
        let text = text.trim();
        let remarks = &mut self.file.remarks;
        if text == "extended LDIF" {
            remarks.begun = true;
            remarks.ended = false;
        } else if let Some(count) =
            text.strip_prefix("numEntries:").and_then(|it| it.trim().parse::<usize>().ok())
        {
            remarks.counted = Some(remarks.counted.unwrap_or(0).saturating_add(count));
        } else if let Some(url) = text.strip_prefix("ref").map(|it| it.trim_start_matches([':', ' ']))
            && url.starts_with("ldap")
        {
            remarks.referrals.push(url.to_owned());
        } else if let Some(result) = text.strip_prefix("result:") {
            self.result(result);
        }
    }

    fn result(&mut self, text: &str) {
        let (code, words) = text.trim().split_once(' ').unwrap_or((text.trim(), ""));
        let Ok(code) = code.parse::<u32>() else { return };
        self.file.remarks.ended = true;
        self.file.remarks.more_pages = false;
        if code != 0 {
            self.file.remarks.failures.push((code, words.to_owned()));
        }
    }

    fn field(&mut self, line: &Line<'a>) {
        let Some(field) = self.split(line) else {
            self.state = State::Skip;
            return;
        };
        self.state = match std::mem::replace(&mut self.state, State::Between) {
            State::Between => self.first(field, line.number),
            State::Entry(record) => self.entry(record, field, line.number),
            State::Modify(record, section) => self.modify(record, section, field, line.number),
            State::Trailer => {
                self.trailer(&field);
                State::Trailer
            }
            State::Skip => State::Skip,
        };
    }

    /// `name: value`, `name:: base64`; the value is none when it is wrong, which has then been noted.
    fn split<'l>(&mut self, line: &'l Line<'a>) -> Option<Field<'a, 'l>> {
        let bytes: &'l [u8] = &line.bytes;
        let Some(colon) = bytes.iter().position(|it| *it == b':') else {
            self.problems.add(line.number, 1, |at| LdifError::Line { at });
            return None;
        };
        let name = bytes.get(..colon).unwrap_or_default();
        let (Some(tag), Ok(text)) = (self.tag(name), std::str::from_utf8(name)) else {
            let name = String::from_utf8_lossy(name).chars().take(100).collect();
            self.problems.add(line.number, 1, |at| LdifError::AttributeName { name, at });
            return None;
        };
        let mark = bytes.get(colon + 1).copied();
        let coded = mark == Some(b':');
        let from = colon + 1 + usize::from(coded);
        let spaces = bytes.get(from..).unwrap_or_default().iter().take_while(|it| **it == b' ').count();
        let from = from + spaces;
        // The name is ASCII, so that bytes before the value are characters.
        let column = u32::try_from(from + 1).unwrap_or(u32::MAX);
        let bytes = if mark == Some(b'<') {
            self.problems.add(line.number, 1, |at| LdifError::Url { attribute: text.to_owned(), at });
            None
        } else if coded {
            let value = STANDARD.decode(bytes.get(from..).unwrap_or_default().trim_ascii_end()).ok();
            if value.is_none() {
                self.problems
                    .add(line.number, column, |at| LdifError::Base64 { attribute: text.to_owned(), at });
            }
            value.map(Cow::Owned)
        } else {
            Some(decode::utf8(line.part(from..bytes.len())))
        };
        self.values += 1;
        let value = bytes.map(|bytes| Value { bytes, line: line.number, column });
        Some(Field { tag, name: text, value, column })
    }

    /// What a name means; none when it is no name.
    fn tag(&mut self, written: &[u8]) -> Option<Tag> {
        if self.last.0 == written {
            return self.last.1;
        }
        let tag = match self.tags.get(written) {
            Some(tag) => *tag,
            None => self.new_tag(written)?,
        };
        self.last.0.clear();
        self.last.0.extend_from_slice(written);
        self.last.1 = Some(tag);
        Some(tag)
    }

    fn new_tag(&mut self, written: &[u8]) -> Option<Tag> {
        let tag = tag(&mut self.file.names, written)?;
        self.tags.insert(written.to_vec(), tag);
        Some(tag)
    }

    /// The first line of a record.
    fn first(&mut self, field: Field<'a, '_>, line: u32) -> State<'a> {
        let name = field.name.to_ascii_lowercase();
        match (name.as_str(), field.value) {
            ("version", Some(value)) => {
                if value.bytes.trim_ascii() != b"1" {
                    let version = value.shown();
                    self.problems.add(line, value.column, |at| LdifError::Version { version, at });
                }
                State::Between
            }
            ("dn", Some(dn)) => {
                self.file.remarks.ended = false;
                State::Entry(Record { dn, change: Change::Entry, attributes: Vec::new(), pieces: Vec::new() })
            }
            ("search" | "ref" | "result", value) => {
                let field = Field { value, ..field };
                self.trailer(&field);
                State::Trailer
            }
            ("dn" | "version", None) => State::Skip,
            _ => {
                self.problems.add(line, 1, |at| LdifError::NoDn { attribute: field.name.to_owned(), at });
                State::Skip
            }
        }
    }

    fn entry(&mut self, mut record: Record<'a>, field: Field<'a, '_>, line: u32) -> State<'a> {
        match field.tag.name {
            NameId::DN => return self.misplaced(field.name, line),
            NameId::CONTROL => {
                self.problems.add(line, 1, |at| LdifError::Control { at });
                return State::Skip;
            }
            NameId::CHANGE_TYPE if !record.attributes.is_empty() => return self.misplaced(field.name, line),
            NameId::CHANGE_TYPE => return self.change(record, field, line),
            _ => {}
        }
        let Some(value) = field.value else { return State::Entry(record) };
        if let Some((from, to)) = field.tag.range {
            let piece = Piece { name: field.tag.name, from, to };
            if record.pieces.last() != Some(&piece) {
                record.pieces.push(piece);
            }
        }
        record.attributes.push(Attribute { name: field.tag.name, value });
        State::Entry(record)
    }

    fn misplaced(&mut self, name: &str, line: u32) -> State<'a> {
        self.problems.add(line, 1, |at| LdifError::Misplaced { attribute: name.to_owned(), at });
        State::Skip
    }

    fn change(&mut self, record: Record<'a>, field: Field<'a, '_>, line: u32) -> State<'a> {
        let Some(value) = field.value else { return State::Skip };
        let change = value.shown().trim().to_ascii_lowercase();
        match change.as_str() {
            "add" => State::Entry(record),
            "modify" => State::Modify(Record { change: Change::More, ..record }, Section::None),
            _ => {
                let dn = record.dn.shown();
                self.problems.add(line, field.column, |at| LdifError::ChangeType { change, dn, at });
                State::Skip
            }
        }
    }

    fn modify(
        &mut self,
        mut record: Record<'a>,
        section: Section,
        field: Field<'a, '_>,
        line: u32,
    ) -> State<'a> {
        let section = match section {
            Section::Refused => Section::Refused,
            Section::None => self.operation(&record, &field, line),
            Section::Add(name) => {
                if field.tag.name == name {
                    record.attributes.extend(field.value.map(|value| Attribute { name, value }));
                } else {
                    let expected = self.file.names.text(name).to_owned();
                    let found = field.name.to_owned();
                    self.problems.add(line, 1, |at| LdifError::ModificationValue { expected, found, at });
                }
                Section::Add(name)
            }
        };
        State::Modify(record, section)
    }

    /// `add: member`; every other operation changes what the entry said.
    fn operation(&mut self, record: &Record<'a>, field: &Field<'a, '_>, line: u32) -> Section {
        let attribute = field.value.as_ref().map(Value::shown).unwrap_or_default();
        let name = self.tag(attribute.trim().as_bytes()).map(|it| it.name);
        match name {
            Some(name) if field.name.eq_ignore_ascii_case("add") && name.may_be_split() => Section::Add(name),
            _ => {
                let (operation, dn) = (field.name.to_owned(), record.dn.shown());
                self.problems.add(line, 1, |at| LdifError::Modification { operation, attribute, dn, at });
                Section::Refused
            }
        }
    }

    /// `search: 2`, `result: 4 Size limit exceeded`, `ref: ldap://…`, `pagedresults: cookie=…`.
    fn trailer(&mut self, field: &Field<'a, '_>) {
        let Some(value) = &field.value else { return };
        let text = value.text().unwrap_or_default();
        match field.name.to_ascii_lowercase().as_str() {
            "result" => self.result(&text),
            "ref" => self.file.remarks.referrals.push(text.into_owned()),
            "pagedresults" => {
                let cookie = text.split_once("cookie=").map_or("", |(_, cookie)| cookie.trim());
                self.file.remarks.more_pages = !cookie.is_empty();
            }
            _ => {}
        }
    }
}

/// What the name of an attribute means, options included; none when it is no name.
pub(crate) fn tag(names: &mut Names, written: &[u8]) -> Option<Tag> {
    let name = std::str::from_utf8(written).ok()?.to_ascii_lowercase();
    let legal = |it: u8| it.is_ascii_alphanumeric() || matches!(it, b'-' | b'.' | b'_' | b';' | b'=' | b'*');
    if !name.starts_with(|it: char| it.is_ascii_alphanumeric()) || !name.bytes().all(legal) {
        return None;
    }
    let mut parts = name.split(';');
    let mut full = parts.next()?.to_owned();
    if !full.bytes().all(|it| it.is_ascii_alphanumeric() || matches!(it, b'-' | b'.' | b'_')) {
        return None;
    }
    let mut range = None;
    let plain = names.id(&full);
    for option in parts {
        match option.strip_prefix("range=") {
            Some(text) => range = Some(piece(text)?),
            // Members are members under any option; other attributes are others in another language.
            None if option == "binary" || plain.is_membership() => {}
            None => {
                full.push(';');
                full.push_str(option);
            }
        }
    }
    Some(Tag { name: names.id(&full), range })
}

/// `0-1499` or `1500-*`.
fn piece(text: &str) -> Option<(u64, Option<u64>)> {
    let (from, to) = text.split_once('-')?;
    let to = match to {
        "*" => None,
        digits => Some(digits.parse().ok()?),
    };
    Some((from.parse().ok()?, to))
}

#[cfg(test)]
mod tests;
