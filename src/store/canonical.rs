//! Canonical JSON (RFC 8785), so that the same document has the same hash everywhere.
//!
//! Keys are sorted here, by UTF-16 code units as the RFC says: the maps of `serde_json` keep the order of the writer.
//! Numbers are whole in all that we hash; a fraction is refused rather than written in a form of our own.

use serde::Serialize;
use serde_json::Value;

use crate::StoreError;

/// The canonical form of `value`.
///
/// # Errors
/// [`StoreError::Unreadable`] where it holds a number with a fraction.
pub fn canonical(value: &impl Serialize) -> Result<String, StoreError> {
    let value = serde_json::to_value(value).map_err(|it| StoreError::unreadable("document", it))?;
    let mut out = String::new();
    write(&value, &mut out)?;
    Ok(out)
}

fn write(value: &Value, out: &mut String) -> Result<(), StoreError> {
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(true) => out.push_str("true"),
        Value::Bool(false) => out.push_str("false"),
        Value::Number(number) if number.is_f64() => {
            return Err(StoreError::unreadable("document", format!("{number} is not a whole number")));
        }
        Value::Number(number) => out.push_str(&number.to_string()),
        Value::String(text) => string(text, out)?,
        Value::Array(items) => {
            out.push('[');
            for (place, item) in items.iter().enumerate() {
                if place > 0 {
                    out.push(',');
                }
                write(item, out)?;
            }
            out.push(']');
        }
        Value::Object(map) => {
            let mut pairs: Vec<_> = map.iter().collect();
            pairs.sort_by(|a, b| a.0.encode_utf16().cmp(b.0.encode_utf16()));
            out.push('{');
            for (place, (key, item)) in pairs.into_iter().enumerate() {
                if place > 0 {
                    out.push(',');
                }
                string(key, out)?;
                out.push(':');
                write(item, out)?;
            }
            out.push('}');
        }
    }
    Ok(())
}

/// `serde_json` escapes as the RFC asks: the short forms, else `\u00xx` in lower case, and nothing beyond control characters.
fn string(text: &str, out: &mut String) -> Result<(), StoreError> {
    let escaped = serde_json::to_string(text).map_err(|it| StoreError::unreadable("document", it))?;
    out.push_str(&escaped);
    Ok(())
}
