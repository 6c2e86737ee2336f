//! Writes inventory documents as a person would: block style, plain words where YAML allows, short lists on one line.

use super::date::Date;

/// A value of a document.
#[derive(Debug, Clone)]
pub(super) enum Value {
    /// A text.
    Text(String),
    /// A day.
    Day(Date),
    /// A number.
    Number(i64),
    /// Yes or no.
    Flag(bool),
    /// A list, one item a line.
    List(Vec<Value>),
    /// A list on one line.
    Line(Vec<Value>),
    /// A map, one key a line.
    Map(Row),
    /// A map on one line.
    Pair(Row),
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<Date> for Value {
    fn from(day: Date) -> Self {
        Self::Day(day)
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<bool> for Value {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

impl From<&[String]> for Value {
    fn from(items: &[String]) -> Self {
        Self::Line(items.iter().map(|it| Self::from(it.as_str())).collect())
    }
}

/// A row under construction, its keys in order.
#[derive(Debug, Clone, Default)]
pub(super) struct Row(Vec<(String, Value)>);

impl Row {
    /// A row with its code.
    pub(super) fn new(code: &str) -> Self {
        Self::default().with("code", code)
    }

    /// The row with one more key.
    #[must_use]
    pub(super) fn with(mut self, key: &str, value: impl Into<Value>) -> Self {
        self.0.push((key.to_owned(), value.into()));
        self
    }

    /// The row with one more key, where there is a value.
    #[must_use]
    pub(super) fn maybe(self, key: &str, value: Option<impl Into<Value>>) -> Self {
        match value {
            Some(value) => self.with(key, value),
            None => self,
        }
    }

    /// The row with one more list, unless it is empty.
    #[must_use]
    pub(super) fn list(self, key: &str, items: &[String]) -> Self {
        if items.is_empty() { self } else { self.with(key, items) }
    }
}

/// A document: one list of rows, or one map.
pub(super) fn document(name: &str, value: &Value) -> String {
    let mut out = format!("{name}:");
    block(&mut out, value, 1);
    out
}

fn block(out: &mut String, value: &Value, indent: usize) {
    match value {
        Value::List(items) => {
            out.push('\n');
            for item in items {
                out.push_str(&"  ".repeat(indent - 1));
                out.push('-');
                match item {
                    Value::Map(row) => {
                        out.push(' ');
                        keys(out, row, indent, true);
                    }
                    other => block(out, other, indent + 1),
                }
            }
        }
        Value::Map(row) => {
            out.push('\n');
            keys(out, row, indent, false);
        }
        other => {
            out.push(' ');
            out.push_str(&inline(other, false));
            out.push('\n');
        }
    }
}

fn keys(out: &mut String, row: &Row, indent: usize, mut first: bool) {
    for (key, value) in &row.0 {
        if !first {
            out.push_str(&"  ".repeat(indent));
        }
        first = false;
        out.push_str(&inline(&Value::Text(key.clone()), false));
        out.push(':');
        block(out, value, indent + 1);
    }
}

fn inline(value: &Value, flow: bool) -> String {
    match value {
        Value::Text(text) if plain(text, flow) => text.clone(),
        Value::Text(text) => format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"")),
        Value::Day(day) => day.to_string(),
        Value::Number(number) => number.to_string(),
        Value::Flag(flag) => flag.to_string(),
        Value::List(items) | Value::Line(items) => {
            format!("[{}]", items.iter().map(|it| inline(it, true)).collect::<Vec<_>>().join(", "))
        }
        Value::Map(row) | Value::Pair(row) => {
            let pairs = row.0.iter().map(|(key, it)| {
                let key = inline(&Value::Text(key.clone()), true);
                format!("{key}: {}", inline(it, true))
            });
            format!("{{{}}}", pairs.collect::<Vec<_>>().join(", "))
        }
    }
}

/// Whether every YAML reader, those of version 1.1 too, takes `text` as a text without quotes.
fn plain(text: &str, flow: bool) -> bool {
    const WORDS: [&str; 9] = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"];
    let special = text.ends_with([':', ' ']) || text.contains(": ") || text.contains(" #");
    let ends_a_flow = flow && text.contains([',', '[', ']', '{', '}']);
    let word = WORDS.contains(&text.to_lowercase().as_str());
    text.starts_with(char::is_alphabetic) && !special && !ends_a_flow && !word
}
