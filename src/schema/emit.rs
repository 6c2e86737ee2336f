//! Values → YAML text: deterministic, one value a line, quoted exactly where some reader would see something else.
//!
//! Text is quoted when a YAML 1.1 or 1.2 reader could take it for anything but that text: words such as `no` and `on`,
//! dates, numbers, text with characters that mean something to YAML, blanks at its ends, control or direction characters.
//! Keys stand in the order of the value, which for rows is that of their schema.

use std::fmt::Write as _;

use serde::Serialize;
use serde_json::Value;

/// Words that YAML 1.1 or 1.2 takes for a boolean, for nothing or for a number.
const WORDS: [&str; 12] =
    ["y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf", "infinity"];

/// Longest list that stands on one line, in characters.
const ONE_LINE: usize = 80;

/// A document with one key.
pub fn document(key: &str, value: &Value) -> String {
    let mut out = String::new();
    entry(&mut out, key, value, 0);
    out
}

/// A row as a value, keys in its own order.
pub(crate) fn value(row: &impl Serialize) -> Value {
    // Rows have text keys and finite numbers, so that this cannot fail.
    serde_json::to_value(row).unwrap_or(Value::Null)
}

/// `key: value`, and what belongs to it on the lines below.
fn entry(out: &mut String, key: &str, value: &Value, indent: usize) {
    scalar(out, key);
    out.push(':');
    match value {
        Value::Object(map) if !map.is_empty() => match one_line(value) {
            Some(line) => {
                out.push(' ');
                out.push_str(&line);
                out.push('\n');
            }
            None => {
                out.push('\n');
                for (key, value) in map {
                    blanks(out, indent + 2);
                    entry(out, key, value, indent + 2);
                }
            }
        },
        Value::Array(items) if !items.is_empty() => match one_line(value) {
            Some(line) => {
                out.push(' ');
                out.push_str(&line);
                out.push('\n');
            }
            None => {
                out.push('\n');
                for it in items {
                    blanks(out, indent + 2);
                    item(out, it, indent + 2);
                }
            }
        },
        _ => {
            out.push(' ');
            flow(out, value);
            out.push('\n');
        }
    }
}

/// `- value`; the first key of a map stands on the same line.
fn item(out: &mut String, value: &Value, indent: usize) {
    out.push_str("- ");
    match value {
        Value::Object(map) if !map.is_empty() => {
            for (index, (key, value)) in map.iter().enumerate() {
                if index > 0 {
                    blanks(out, indent + 2);
                }
                entry(out, key, value, indent + 2);
            }
        }
        _ => {
            flow(out, value);
            out.push('\n');
        }
    }
}

/// A list or map of plain values that is short enough for one line.
fn one_line(value: &Value) -> Option<String> {
    let flat = match value {
        Value::Array(items) => items.iter().all(|it| !it.is_array() && !it.is_object()),
        Value::Object(map) => map.values().all(Value::is_number),
        _ => true,
    };
    let mut line = String::new();
    if flat {
        flow(&mut line, value);
    }
    (flat && line.chars().count() <= ONE_LINE).then_some(line)
}

/// A value on one line, in flow style.
fn flow(out: &mut String, value: &Value) {
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(it) => out.push_str(if *it { "true" } else { "false" }),
        Value::Number(it) => out.push_str(&it.to_string()),
        Value::String(it) => scalar(out, it),
        Value::Array(items) => {
            out.push('[');
            for (index, it) in items.iter().enumerate() {
                if index > 0 {
                    out.push_str(", ");
                }
                flow(out, it);
            }
            out.push(']');
        }
        Value::Object(map) => {
            out.push('{');
            for (index, (key, it)) in map.iter().enumerate() {
                if index > 0 {
                    out.push_str(", ");
                }
                scalar(out, key);
                out.push_str(": ");
                flow(out, it);
            }
            out.push('}');
        }
    }
}

fn scalar(out: &mut String, text: &str) {
    if is_plain(text) {
        out.push_str(text);
    } else {
        quote(out, text);
    }
}

/// Whether every reader takes the bare text for that text, in block and in flow style.
fn is_plain(text: &str) -> bool {
    let safe = |it: char| it.is_alphanumeric() || matches!(it, ' ' | '_' | '-' | '.' | '/' | '(' | ')' | '+');
    text.chars().next().is_some_and(char::is_alphabetic)
        && text.chars().all(safe)
        && !text.ends_with(' ')
        && !WORDS.contains(&text.to_lowercase().as_str())
}

fn quote(out: &mut String, text: &str) {
    out.push('"');
    for it in text.chars() {
        match it {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            it if is_hidden(it) => {
                let code = u32::from(it);
                // Writing to a text cannot fail.
                let written =
                    if code > 0xFFFF { write!(out, "\\U{code:08X}") } else { write!(out, "\\u{code:04X}") };
                debug_assert!(written.is_ok());
            }
            it => out.push(it),
        }
    }
    out.push('"');
}

/// Characters that a reader of the file would not see, or that YAML does not allow as they are.
fn is_hidden(it: char) -> bool {
    it.is_control()
        || matches!(it, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
        || matches!(it, '\u{a0}' | '\u{ad}' | '\u{e0000}'..='\u{e007f}')
        || u32::from(it) & 0xFFFE == 0xFFFE
}

fn blanks(out: &mut String, count: usize) {
    out.extend(std::iter::repeat_n(' ', count));
}

#[cfg(test)]
mod tests;
