//! YAML and JSON text → a [`Tree`].
//!
//! The reader walks events and never recurses. What could mean two things, or grow without bound, is refused with its
//! place: aliases, anchors, tags, merge keys, keys that stand twice, keys that are not plain, several documents in a
//! file, nesting beyond [`MAX_DEPTH`], documents beyond [`MAX_BYTES`]. Scalars follow YAML 1.2: `no` is text.

use domain::message::{Arg, Args, Explain, Position};
use saphyr::{Scalar, ScalarStyle};
use saphyr_parser::{Event, Marker, Parser, Span};
use serde_json::Number;

use crate::place::{Entry, Kind, Node, Place, Tree};

mod json;

pub use json::json;

/// Deepest nesting of lists and maps that is read.
pub const MAX_DEPTH: usize = 64;

/// Largest document that is read, in bytes.
pub const MAX_BYTES: usize = 64 << 20;

/// Why a text cannot be read. `DuplicateKey` is the message `schema-duplicate-key`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, strum::IntoStaticStr, strum::VariantNames)]
#[strum(serialize_all = "kebab-case", prefix = "schema-")]
#[expect(missing_docs, reason = "the fields are what the variant's sentence mentions")]
pub enum ReadError {
    /// The text does not follow the syntax.
    #[error("{at}: syntax: {problem}")]
    Syntax { at: Position, problem: String },
    /// The bytes are not UTF-8.
    #[error("{at}: not UTF-8")]
    NotUtf8 { at: Position },
    /// The document is larger than [`MAX_BYTES`].
    #[error("{at}: more than {limit_mb} MiB")]
    TooLarge { at: Position, limit_mb: usize },
    /// Nested deeper than [`MAX_DEPTH`].
    #[error("{at}: nested deeper than {limit}")]
    TooDeep { at: Position, limit: usize },
    /// More than one document in a file.
    #[error("{at}: more than one document")]
    SeveralDocuments { at: Position },
    /// `*name`.
    #[error("{at}: alias")]
    AliasRefused { at: Position },
    /// `&name`.
    #[error("{at}: anchor")]
    AnchorRefused { at: Position },
    /// `!tag`.
    #[error("{at}: tag")]
    TagRefused { at: Position },
    /// `<<: …`.
    #[error("{at}: merge key")]
    MergeKeyRefused { at: Position },
    /// The same key twice in a map.
    #[error("{at}: key {key:?} stands already on line {first_line}")]
    DuplicateKey { at: Position, key: String, first_line: usize },
    /// A list or a map as a key.
    #[error("{at}: a key that is not plain text")]
    KeyNotText { at: Position },
    /// `.inf`, `.nan`, or a number out of range.
    #[error("{at}: {value:?} is no number that can be kept")]
    NumberOutOfRange { at: Position, value: String },
}

impl Explain for ReadError {
    fn key(&self) -> &'static str {
        self.into()
    }

    fn args(&self) -> Args {
        let args = Args::new();
        match self {
            Self::Syntax { problem, .. } => args.with("problem", Arg::Word(mistake(problem))),
            Self::TooLarge { limit_mb, .. } => args.with("limit", *limit_mb),
            Self::TooDeep { limit, .. } => args.with("limit", *limit),
            Self::DuplicateKey { key, first_line, .. } => args.with("name", key).with("line", *first_line),
            Self::NumberOutOfRange { value, .. } => args.with("value", value),
            Self::NotUtf8 { .. }
            | Self::SeveralDocuments { .. }
            | Self::AliasRefused { .. }
            | Self::AnchorRefused { .. }
            | Self::TagRefused { .. }
            | Self::MergeKeyRefused { .. }
            | Self::KeyNotText { .. } => args,
        }
    }

    fn position(&self) -> Option<&Position> {
        match self {
            Self::Syntax { at, .. }
            | Self::NotUtf8 { at }
            | Self::TooLarge { at, .. }
            | Self::TooDeep { at, .. }
            | Self::SeveralDocuments { at }
            | Self::AliasRefused { at }
            | Self::AnchorRefused { at }
            | Self::TagRefused { at }
            | Self::MergeKeyRefused { at }
            | Self::DuplicateKey { at, .. }
            | Self::KeyNotText { at }
            | Self::NumberOutOfRange { at, .. } => Some(at),
        }
    }
}

/// What a syntax error is, in words of ours: the parsers speak English, and of their own insides.
pub const KEYS: &[&str] = &[
    "syntax-open-map",
    "syntax-open-list",
    "syntax-quote",
    "syntax-tab",
    "syntax-character",
    "syntax-indent",
    "syntax-value",
    "syntax-depth",
    "syntax-other",
];

fn mistake(problem: &str) -> &'static str {
    let signs: [(&str, &[&str]); 8] = [
        ("syntax-depth", &["recursion limit"]),
        ("syntax-open-map", &["flow mapping", "… , }"]),
        ("syntax-open-list", &["flow sequence", "flow construct", "… , ]"]),
        ("syntax-tab", &["tab cannot", "tabs disallowed", "found a tab"]),
        ("syntax-quote", &["quoted scalar", "escape", "… \"", "EOF while parsing a string"]),
        ("syntax-character", &["unprintable", "unexpected character", "control character"]),
        (
            "syntax-indent",
            &[
                "indentation",
                "block ",
                "mapping values",
                "mapping keys",
                "illegal placement",
                "simple key",
                "… :",
            ],
        ),
        ("syntax-value", &["node content", "… value", "unexpected eof", "unexpected end", "… end of file"]),
    ];
    let found = signs.iter().find(|(_, all)| all.iter().any(|it| problem.contains(it)));
    found.map_or("syntax-other", |it| it.0)
}

/// Reads a YAML document; `file` is its name as the user gave it. Returns all that is wrong up to the first place
/// after which nothing can be told.
pub fn yaml(file: &str, bytes: &[u8]) -> Result<Tree, Vec<ReadError>> {
    let text = decode(file, bytes).map_err(|it| vec![it])?;
    let mut reader = Reader { file, open: Vec::new(), root: None, documents: 0, faults: Vec::new() };
    for event in Parser::new_from_str(text) {
        let (event, span) = match event {
            Ok(it) => it,
            Err(error) => {
                let at = reader.at(place(*error.marker()));
                reader.faults.push(ReadError::Syntax { at, problem: error.info().to_owned() });
                break;
            }
        };
        if !reader.take(event, span) {
            break;
        }
    }
    if !reader.faults.is_empty() {
        return Err(reader.faults);
    }
    let root = reader.root.unwrap_or(Node::new(Kind::Null, Place::Text { line: 1, column: 1 }));
    Ok(Tree { file: file.to_owned(), sheets: Vec::new(), root })
}

/// The text of a file: UTF-8, with or without a byte order mark.
fn decode<'a>(file: &str, bytes: &'a [u8]) -> Result<&'a str, ReadError> {
    if bytes.len() > MAX_BYTES {
        return Err(ReadError::TooLarge { at: Position::File(file.to_owned()), limit_mb: MAX_BYTES >> 20 });
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    str::from_utf8(bytes).map_err(|error| {
        let good = bytes.get(..error.valid_up_to()).unwrap_or_default();
        let good = String::from_utf8_lossy(good);
        let line = good.matches('\n').count() + 1;
        let column = good.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        ReadError::NotUtf8 { at: Position::Line { file: file.to_owned(), line, column } }
    })
}

/// A list or map that has begun and not ended.
enum Open {
    List(Vec<Node>, Place),
    Map(Vec<Entry>, Option<(String, Place)>, Place),
}

struct Reader<'a> {
    file: &'a str,
    open: Vec<Open>,
    root: Option<Node>,
    documents: usize,
    faults: Vec<ReadError>,
}

impl Reader<'_> {
    fn at(&self, place: Place) -> Position {
        position(self.file, place)
    }

    /// Takes one event; false when nothing that follows can be told.
    fn take(&mut self, event: Event<'_>, span: Span) -> bool {
        let here = place(span.start);
        match event {
            Event::DocumentStart(_) => {
                self.documents += 1;
                if self.documents > 1 {
                    self.faults.push(ReadError::SeveralDocuments { at: self.at(here) });
                    return false;
                }
            }
            Event::Alias(_) => {
                self.faults.push(ReadError::AliasRefused { at: self.at(here) });
                self.scalar(std::borrow::Cow::Borrowed("alias"), ScalarStyle::DoubleQuoted, here);
            }
            Event::Scalar(text, style, anchor, tag) => {
                self.refuse_properties(anchor, tag.is_some(), here);
                self.scalar(text, style, here);
            }
            Event::SequenceStart(anchor, tag) => {
                self.refuse_properties(anchor, tag.is_some(), here);
                return self.begin(Open::List(Vec::new(), here), here);
            }
            Event::MappingStart(anchor, tag) => {
                self.refuse_properties(anchor, tag.is_some(), here);
                return self.begin(Open::Map(Vec::new(), None, here), here);
            }
            Event::SequenceEnd | Event::MappingEnd => match self.open.pop() {
                Some(Open::List(items, at)) => self.close(Node::new(Kind::List(items), at)),
                Some(Open::Map(entries, _, at)) => {
                    for (key_at, key, first_line) in duplicates(&entries) {
                        let at = self.at(key_at);
                        self.faults.push(ReadError::DuplicateKey { at, key, first_line });
                    }
                    self.close(Node::new(Kind::Map(entries), at));
                }
                None => {}
            },
            Event::StreamStart | Event::StreamEnd | Event::DocumentEnd | Event::Nothing => {}
        }
        true
    }

    fn refuse_properties(&mut self, anchor: usize, tagged: bool, here: Place) {
        if anchor != 0 {
            self.faults.push(ReadError::AnchorRefused { at: self.at(here) });
        }
        if tagged {
            self.faults.push(ReadError::TagRefused { at: self.at(here) });
        }
    }

    fn scalar(&mut self, text: std::borrow::Cow<'_, str>, style: ScalarStyle, here: Place) {
        if let Some(Open::Map(_, key @ None, _)) = self.open.last_mut() {
            *key = Some((text.to_string(), here));
            if text == "<<" {
                self.faults.push(ReadError::MergeKeyRefused { at: self.at(here) });
            }
            return;
        }
        let written = text.clone();
        let kind = match Scalar::parse_from_cow_and_metadata(text, style, None) {
            Some(Scalar::Null) => Kind::Null,
            Some(Scalar::Boolean(it)) => Kind::Bool(it),
            Some(Scalar::Integer(it)) => Kind::Number(it.into()),
            Some(Scalar::String(it)) => Kind::Text(it.into_owned()),
            Some(Scalar::FloatingPoint(it)) => match number(it.0) {
                Some(it) => Kind::Number(it),
                None => self.out_of_range(&written, here),
            },
            None => self.out_of_range(&written, here),
        };
        self.close(Node::new(kind, here));
    }

    fn out_of_range(&mut self, written: &str, here: Place) -> Kind {
        self.faults.push(ReadError::NumberOutOfRange { at: self.at(here), value: written.to_owned() });
        Kind::Null
    }

    fn begin(&mut self, open: Open, here: Place) -> bool {
        if self.open.len() >= MAX_DEPTH {
            self.faults.push(ReadError::TooDeep { at: self.at(here), limit: MAX_DEPTH });
            return false;
        }
        if matches!(self.open.last(), Some(Open::Map(_, None, _))) {
            self.faults.push(ReadError::KeyNotText { at: self.at(here) });
            return false;
        }
        self.open.push(open);
        true
    }

    fn close(&mut self, node: Node) {
        match self.open.last_mut() {
            None => self.root = Some(node),
            Some(Open::List(items, _)) => items.push(node),
            Some(Open::Map(entries, key, _)) => {
                if let Some((key, key_at)) = key.take() {
                    entries.push(Entry { key, key_at, value: node });
                }
            }
        }
    }
}

/// Keys that stand already in the same map, with the line of the first.
fn duplicates(entries: &[Entry]) -> Vec<(Place, String, usize)> {
    let mut order: Vec<&Entry> = entries.iter().collect();
    order.sort_by(|a, b| a.key.cmp(&b.key));
    let twice = order.windows(2).filter_map(|pair| match pair {
        [first, second] if first.key == second.key => {
            let line = if let Place::Text { line, .. } = first.key_at { line as usize } else { 1 };
            Some((second.key_at, second.key.clone(), line))
        }
        _ => None,
    });
    twice.collect()
}

fn position(file: &str, place: Place) -> Position {
    match place {
        Place::Text { line, column } => {
            Position::Line { file: file.to_owned(), line: line as usize, column: column as usize }
        }
        Place::Cell { .. } | Place::Whole => Position::File(file.to_owned()),
    }
}

/// A fraction as a number; a whole one as a whole number.
fn number(value: f64) -> Option<Number> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    if value.fract() == 0.0 && value.abs() < EXACT {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "whole, and within what a double holds exactly"
        )]
        return Some(Number::from(value as i64));
    }
    Number::from_f64(value)
}

/// saphyr counts lines from 1 and columns from 0, in characters.
fn place(marker: Marker) -> Place {
    let cut = |it: usize| u32::try_from(it).unwrap_or(u32::MAX);
    Place::Text { line: cut(marker.line()), column: cut(marker.col() + 1) }
}

#[cfg(test)]
mod tests;
