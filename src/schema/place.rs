//! Documents as one tree of values, each with its place: line and column in a text, cell in a sheet.
//!
//! Whatever a document is written in (YAML, JSON, XLSX, CSV), it ends in a [`Tree`], so that one schema validates it
//! and every error can say where it is. [`Tree::place`] turns a JSON pointer (RFC 6901) into a [`Position`].

use domain::message::Position;
use serde_json::{Map, Number, Value};

/// Where a value stands. Small and `Copy`, as every value and key carries one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// Line and column of a text; both from 1, columns in characters.
    Text {
        /// Line, from 1.
        line: u32,
        /// Column in characters, from 1.
        column: u32,
    },
    /// A cell of a sheet; both from 0.
    Cell {
        /// Index into [`Tree::sheets`].
        sheet: u16,
        /// Row, from 0.
        row: u32,
        /// Column, from 0.
        column: u32,
    },
    /// The document as a whole: a value that stands nowhere in it.
    Whole,
}

/// A value of a document with its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// The value.
    pub kind: Kind,
    /// Where it begins.
    pub at: Place,
}

/// Kinds of value, as in JSON.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// Nothing: an empty value, `null`, `~`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number that JSON can hold. A whole number is never kept as a fraction: `3.0` is 3.
    Number(Number),
    /// Text.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// A map; keys are unique and in the order of the document.
    Map(Vec<Entry>),
}

/// A key of a map with its value.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The key.
    pub key: String,
    /// Where the key begins.
    pub key_at: Place,
    /// The value.
    pub value: Node,
}

/// A document that has been read.
#[derive(Debug, Clone, PartialEq)]
pub struct Tree {
    /// Name of the file as the user gave it.
    pub file: String,
    /// Names of the sheets that [`Place::Cell`] refers to; empty for texts.
    pub sheets: Vec<String>,
    /// The document's value.
    pub root: Node,
}

impl Node {
    /// A value at `at`.
    pub const fn new(kind: Kind, at: Place) -> Self {
        Self { kind, at }
    }

    /// The value of `key`, when this is a map that has it.
    pub fn get(&self, key: &str) -> Option<&Self> {
        self.entries().iter().find(|it| it.key == key).map(|it| &it.value)
    }

    /// The entries of a map; none for anything else.
    pub fn entries(&self) -> &[Entry] {
        if let Kind::Map(entries) = &self.kind { entries } else { &[] }
    }

    /// The items of a list; none for anything else.
    pub fn items(&self) -> &[Self] {
        if let Kind::List(items) = &self.kind { items } else { &[] }
    }

    /// The text, when this is text.
    pub fn text(&self) -> Option<&str> {
        if let Kind::Text(text) = &self.kind { Some(text) } else { None }
    }

    /// The whole number, when this is one.
    pub fn integer(&self) -> Option<i64> {
        if let Kind::Number(number) = &self.kind { number.as_i64() } else { None }
    }

    /// The value without places.
    pub fn to_json(&self) -> Value {
        match &self.kind {
            Kind::Null => Value::Null,
            Kind::Bool(it) => Value::Bool(*it),
            Kind::Number(it) => Value::Number(it.clone()),
            Kind::Text(it) => Value::String(it.clone()),
            Kind::List(items) => Value::Array(items.iter().map(Self::to_json).collect()),
            Kind::Map(entries) => {
                let mut map = Map::with_capacity(entries.len());
                map.extend(entries.iter().map(|it| (it.key.clone(), it.value.to_json())));
                Value::Object(map)
            }
        }
    }
}

impl Tree {
    /// The document without places.
    pub fn to_json(&self) -> Value {
        self.root.to_json()
    }

    /// The value at `pointer`.
    pub fn find(&self, pointer: &str) -> Option<&Node> {
        steps(pointer).try_fold(&self.root, |node, step| child(node, &step).map(|it| it.0))
    }

    /// Where the value at `pointer` stands; where it does not exist, the nearest value around it.
    pub fn place(&self, pointer: &str) -> Position {
        self.position(self.walk(pointer).0)
    }

    /// Where the key of the value at `pointer` stands; the value itself where it has none, as in a list.
    pub fn key_place(&self, pointer: &str) -> Position {
        let (value, key) = self.walk(pointer);
        self.position(key.unwrap_or(value))
    }

    /// `place` as people read it, with the name of the file.
    pub fn position(&self, place: Place) -> Position {
        let file = self.file.clone();
        match place {
            Place::Text { line, column } => {
                Position::Line { file, line: line as usize, column: column as usize }
            }
            Place::Cell { sheet, row, column } => {
                let cell = cell_name(row, column);
                let cell = match self.sheets.get(usize::from(sheet)) {
                    Some(name) if !name.is_empty() => format!("{name}!{cell}"),
                    _ => cell,
                };
                Position::Cell { file, cell }
            }
            Place::Whole => Position::File(file),
        }
    }

    /// The place of the deepest value that `pointer` reaches, and of its key where the whole of it was reached.
    fn walk(&self, pointer: &str) -> (Place, Option<Place>) {
        let (mut node, mut key) = (&self.root, None);
        for step in steps(pointer) {
            let Some((next, key_at)) = child(node, &step) else { return (node.at, None) };
            (node, key) = (next, key_at);
        }
        (node.at, key)
    }
}

fn child<'a>(node: &'a Node, step: &str) -> Option<(&'a Node, Option<Place>)> {
    match &node.kind {
        Kind::Map(entries) => entries.iter().find(|it| it.key == step).map(|it| (&it.value, Some(it.key_at))),
        Kind::List(items) => step.parse::<usize>().ok().and_then(|it| items.get(it)).map(|it| (it, None)),
        Kind::Null | Kind::Bool(_) | Kind::Number(_) | Kind::Text(_) => None,
    }
}

/// The steps of a JSON pointer, unescaped.
pub fn steps(pointer: &str) -> impl Iterator<Item = String> + '_ {
    pointer.split('/').skip(1).map(|it| it.replace("~1", "/").replace("~0", "~"))
}

/// `pointer` with one more step, escaped.
pub fn join(pointer: &str, step: &str) -> String {
    format!("{pointer}/{}", step.replace('~', "~0").replace('/', "~1"))
}

/// Name of a cell as sheets show it: row 13 and column 2 are `C14`.
pub fn cell_name(row: u32, column: u32) -> String {
    let mut letters = Vec::new();
    let mut left = column;
    loop {
        letters.push(char::from(b'A' + u8::try_from(left % 26).unwrap_or_default()));
        if left < 26 {
            break;
        }
        left = left / 26 - 1;
    }
    let letters: String = letters.into_iter().rev().collect();
    format!("{letters}{}", row.saturating_add(1))
}

/// Order in which people read: file by file, sheet by sheet, row by row. What has no place comes last.
pub fn reading_order(one: Option<&Position>, other: Option<&Position>) -> std::cmp::Ordering {
    let cell = |it: &str| {
        let (sheet, name) = it.rsplit_once('!').unwrap_or(("", it));
        let letters: String = name.chars().take_while(char::is_ascii_alphabetic).collect();
        let row: u32 = name.trim_start_matches(|it: char| it.is_ascii_alphabetic()).parse().unwrap_or(0);
        (sheet.to_owned(), row, letters.len(), letters)
    };
    match (one, other) {
        (Some(Position::Cell { file, cell: a }), Some(Position::Cell { file: other, cell: b })) => {
            file.cmp(other).then_with(|| cell(a).cmp(&cell(b)))
        }
        (Some(one), Some(other)) => one.cmp(other),
        (one, other) => one.is_none().cmp(&other.is_none()),
    }
}

#[cfg(test)]
mod tests;
