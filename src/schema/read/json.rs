//! JSON text → a [`Tree`]. YAML's reader nearly does, but knows no pairs of surrogates (`\ud83d\ude00`) and limits keys
//! to 1,024 characters; JSON here is exactly RFC 8259, with the same limits as YAML.

use std::{iter::Peekable, str::CharIndices};

use domain::message::Position;
use serde_json::Number;

use super::{MAX_DEPTH, ReadError, decode, duplicates, number};
use crate::place::{Entry, Kind, Node, Place, Tree};

/// Reads a JSON document; `file` is its name as the user gave it. Returns the first break of syntax, or every key
/// that stands twice.
pub fn json(file: &str, bytes: &[u8]) -> Result<Tree, Vec<ReadError>> {
    let text = decode(file, bytes).map_err(|it| vec![it])?;
    let mut reader =
        Reader { file, text, chars: text.char_indices().peekable(), line: 1, column: 1, faults: vec![] };
    let root = reader.document();
    match root {
        Ok(root) if reader.faults.is_empty() => Ok(Tree { file: file.to_owned(), sheets: Vec::new(), root }),
        Ok(_) => Err(reader.faults),
        Err(error) => {
            reader.faults.push(error);
            Err(reader.faults)
        }
    }
}

struct Reader<'a> {
    file: &'a str,
    text: &'a str,
    chars: Peekable<CharIndices<'a>>,
    line: u32,
    column: u32,
    faults: Vec<ReadError>,
}

impl<'a> Reader<'a> {
    fn document(&mut self) -> Result<Node, ReadError> {
        let root = self.value(0)?;
        self.skip_blanks();
        if self.chars.peek().is_some() { Err(self.expected("end of file")) } else { Ok(root) }
    }

    fn value(&mut self, depth: usize) -> Result<Node, ReadError> {
        self.skip_blanks();
        let at = self.here();
        let kind = match self.chars.peek().map(|it| it.1) {
            Some('{' | '[') if depth >= MAX_DEPTH => {
                return Err(ReadError::TooDeep { at: self.position(at), limit: MAX_DEPTH });
            }
            Some('{') => self.map(depth)?,
            Some('[') => self.list(depth)?,
            Some('"') => Kind::Text(self.string()?),
            Some('-' | '0'..='9') => self.number(at)?,
            Some('a'..='z') => {
                let word = self.while_matching(|it| it.is_ascii_alphabetic());
                match word {
                    "null" => Kind::Null,
                    "true" => Kind::Bool(true),
                    "false" => Kind::Bool(false),
                    _ => return Err(ReadError::Syntax { at: self.position(at), problem: word.to_owned() }),
                }
            }
            _ => return Err(self.expected("value")),
        };
        Ok(Node::new(kind, at))
    }

    fn map(&mut self, depth: usize) -> Result<Kind, ReadError> {
        self.next();
        let mut entries = Vec::new();
        self.skip_blanks();
        if self.skip('}') {
            return Ok(Kind::Map(entries));
        }
        loop {
            self.skip_blanks();
            let key_at = self.here();
            if self.chars.peek().map(|it| it.1) != Some('"') {
                return Err(self.expected("\"key\""));
            }
            let key = self.string()?;
            self.skip_blanks();
            if !self.skip(':') {
                return Err(self.expected(":"));
            }
            let value = self.value(depth + 1)?;
            entries.push(Entry { key, key_at, value });
            self.skip_blanks();
            if self.skip('}') {
                break;
            }
            if !self.skip(',') {
                return Err(self.expected(", }"));
            }
        }
        for (key_at, key, first_line) in duplicates(&entries) {
            let at = self.position(key_at);
            self.faults.push(ReadError::DuplicateKey { at, key, first_line });
        }
        Ok(Kind::Map(entries))
    }

    fn list(&mut self, depth: usize) -> Result<Kind, ReadError> {
        self.next();
        let mut items = Vec::new();
        self.skip_blanks();
        if self.skip(']') {
            return Ok(Kind::List(items));
        }
        loop {
            items.push(self.value(depth + 1)?);
            self.skip_blanks();
            if self.skip(']') {
                return Ok(Kind::List(items));
            }
            if !self.skip(',') {
                return Err(self.expected(", ]"));
            }
        }
    }

    /// The string that begins here; `serde_json` judges and unescapes it.
    fn string(&mut self) -> Result<String, ReadError> {
        let at = self.here();
        let start = self.offset();
        self.next();
        loop {
            match self.next() {
                Some('\\') => {
                    self.next();
                }
                Some('"') => break,
                Some(_) => {}
                None => return Err(self.expected("\"")),
            }
        }
        let written = self.text.get(start..self.offset()).unwrap_or_default();
        serde_json::from_str(written)
            .map_err(|error| ReadError::Syntax { at: self.position(at), problem: error.to_string() })
    }

    fn number(&mut self, at: Place) -> Result<Kind, ReadError> {
        let written = self.while_matching(|it| matches!(it, '0'..='9' | '-' | '+' | '.' | 'e' | 'E'));
        let value: Number = serde_json::from_str(written).map_err(|error| ReadError::Syntax {
            at: self.position(at),
            problem: format!("{written}: {error}"),
        })?;
        let value = if value.is_f64() { value.as_f64().and_then(number) } else { Some(value) };
        match value {
            Some(value) => Ok(Kind::Number(value)),
            None => Err(ReadError::NumberOutOfRange { at: self.position(at), value: written.to_owned() }),
        }
    }

    fn while_matching(&mut self, wanted: impl Fn(char) -> bool) -> &'a str {
        let start = self.offset();
        while self.chars.peek().is_some_and(|it| wanted(it.1)) {
            self.next();
        }
        let end = self.offset();
        self.text.get(start..end).unwrap_or_default()
    }

    fn skip_blanks(&mut self) {
        while self.chars.peek().is_some_and(|it| matches!(it.1, ' ' | '\t' | '\r' | '\n')) {
            self.next();
        }
    }

    fn skip(&mut self, wanted: char) -> bool {
        let found = self.chars.peek().is_some_and(|it| it.1 == wanted);
        if found {
            self.next();
        }
        found
    }

    fn next(&mut self) -> Option<char> {
        let (_, it) = self.chars.next()?;
        if it == '\n' {
            (self.line, self.column) = (self.line.saturating_add(1), 1);
        } else {
            self.column = self.column.saturating_add(1);
        }
        Some(it)
    }

    fn offset(&mut self) -> usize {
        self.chars.peek().map_or(self.text.len(), |it| it.0)
    }

    const fn here(&self) -> Place {
        Place::Text { line: self.line, column: self.column }
    }

    fn position(&self, place: Place) -> Position {
        super::position(self.file, place)
    }

    fn expected(&self, what: &str) -> ReadError {
        ReadError::Syntax { at: self.position(self.here()), problem: format!("… {what}") }
    }
}
