//! The library's errors → ours: the right place, the value, and what to do.

use std::collections::BTreeSet;

use jsonschema::{
    JsonType, ValidationError,
    error::{TypeKind, ValidationErrorKind as K},
};
use serde_json::Value;

use super::{Compiled, Located, SchemaError, near::nearest};
use crate::place::{Tree, join, steps};

/// Patterns of our schemas that have a sentence of their own.
const CODE: &str = r"^[\p{L}\p{N}][\p{L}\p{N}._:/@+-]*$";
const FLAG: &str = "^[a-z][a-z0-9_]*$";
const EMAIL: &str = r"^[^@\s]+@[^@\s]+$";
const HASH: &str = "^[0-9a-f]{64}$";
const DATE: &str = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";
const NOT_BLANK: &str = r"[^\s]";

/// The patterns above, for the test that they still stand in the schemas.
#[cfg(test)]
pub(super) const KNOWN_PATTERNS: [&str; 6] = [CODE, FLAG, EMAIL, HASH, DATE, NOT_BLANK];

/// Longest piece of a value that a sentence repeats, in characters.
const SHOWN: usize = 80;

/// Adds what `error` says, with its place.
pub(super) fn explain(schema: &Compiled, tree: &Tree, error: &ValidationError<'_>, found: &mut Vec<Located>) {
    let pointer = error.instance_path().as_str();
    match error.kind() {
        // The key is at fault, not the whole object.
        K::AdditionalProperties { unexpected } | K::UnevaluatedProperties { unexpected } => {
            let known = known_keys(schema, error);
            for name in unexpected {
                let child = join(pointer, name);
                let at = tree.key_place(&child);
                let error = match nearest(name, known.iter().map(String::as_str)) {
                    Some(near) => {
                        SchemaError::UnknownKeyNear { at, name: name.clone(), near: near.to_owned() }
                    }
                    None => SchemaError::UnknownKey { at, name: name.clone(), allowed: known.clone() },
                };
                found.push(Located { pointer: child, error });
            }
        }
        K::PropertyNames { error: inner } => {
            let name = inner.instance().as_str().unwrap_or_default().to_owned();
            let child = join(pointer, &name);
            let error = SchemaError::KeyForm { at: tree.key_place(&child), name };
            found.push(Located { pointer: child, error });
        }
        K::UniqueItems => {
            for (index, value) in repeated(error.instance()) {
                let child = join(pointer, &index.to_string());
                let value = shown(schema, pointer, value);
                let error = SchemaError::StandsTwice { at: tree.place(&child), value };
                found.push(Located { pointer: child, error });
            }
        }
        K::AnyOf { context } | K::OneOfNotValid { context } => {
            match context.iter().min_by_key(|branch| weight(branch, pointer)) {
                Some(branch)
                    if !branch.is_empty()
                        && !hopeless(branch, pointer)
                        && !only_choices(context, pointer) =>
                {
                    for inner in branch {
                        explain(schema, tree, inner, found);
                    }
                }
                _ => {
                    let error = choices(schema, tree, error, context);
                    found.push(Located { pointer: pointer.to_owned(), error });
                }
            }
        }
        _ => {
            let error = simple(schema, tree, error);
            found.push(Located { pointer: pointer.to_owned(), error });
        }
    }
}

fn simple(schema: &Compiled, tree: &Tree, error: &ValidationError<'_>) -> SchemaError {
    let pointer = error.instance_path().as_str();
    let at = tree.place(pointer);
    let value = shown(schema, pointer, error.instance());
    match error.kind() {
        K::Required { property } => {
            SchemaError::KeyMissing { at, name: property.as_str().unwrap_or_default().to_owned() }
        }
        K::Type { kind } if error.instance().is_null() => {
            SchemaError::ValueMissing { at, expected: expected(kind) }
        }
        K::Type { kind } => SchemaError::WrongType { at, value, expected: expected(kind) },
        K::Enum { options } => SchemaError::NotAllowed { at, value, allowed: texts(options) },
        K::Constant { expected_value } => {
            SchemaError::NotAllowed { at, value, allowed: vec![text(expected_value)] }
        }
        K::Format { format } => match format.as_str() {
            "date" => SchemaError::NotDate { at, value },
            "date-time" => SchemaError::NotInstant { at, value },
            _ => SchemaError::WrongFormat { at, value, format: format.clone() },
        },
        K::Pattern { pattern } => match pattern.as_str() {
            CODE => SchemaError::NotCode { at, value },
            FLAG => SchemaError::NotFlag { at, value },
            EMAIL => SchemaError::NotEmail { at, value },
            HASH => SchemaError::NotHash { at, value },
            DATE => SchemaError::NotDate { at, value },
            NOT_BLANK => SchemaError::Blank { at },
            _ => SchemaError::WrongPattern { at, value, pattern: pattern.clone() },
        },
        K::MinLength { limit: 1 } => SchemaError::Blank { at },
        K::MinLength { limit } => SchemaError::TextTooShort { at, value, limit: *limit },
        K::MaxLength { limit } => SchemaError::TextTooLong { at, value, limit: *limit },
        K::Minimum { limit } | K::ExclusiveMinimum { limit } => {
            SchemaError::NumberTooSmall { at, value, limit: text(limit) }
        }
        K::Maximum { limit } | K::ExclusiveMaximum { limit } => {
            SchemaError::NumberTooLarge { at, value, limit: text(limit) }
        }
        K::MinItems { limit } | K::MinProperties { limit } => SchemaError::TooFew { at, limit: *limit },
        K::MaxItems { limit } | K::MaxProperties { limit } => SchemaError::TooMany { at, limit: *limit },
        K::OneOfMultipleValid { .. } => SchemaError::NoForm { at, value },
        other => SchemaError::RuleBroken { at, value, rule: other.keyword().to_owned() },
    }
}

/// How far a branch is from fitting: a wrong type at the value itself counts most, then the number of errors.
fn weight(branch: &[ValidationError<'_>], pointer: &str) -> usize {
    let one = |it: &ValidationError<'_>| match it.kind() {
        K::Type { .. } if it.instance_path().as_str() == pointer => 1_000,
        K::AdditionalProperties { unexpected } | K::UnevaluatedProperties { unexpected } => {
            2 * unexpected.len()
        }
        K::Required { .. } => 2,
        _ => 1,
    };
    branch.iter().map(one).sum()
}

/// Whether a branch says only that the value is of another type.
fn hopeless(branch: &[ValidationError<'_>], pointer: &str) -> bool {
    weight(branch, pointer) >= 1_000
}

/// Whether every branch names values, as the levels of a classification model do: then all of them are the choices.
fn only_choices(context: &[Vec<ValidationError<'_>>], pointer: &str) -> bool {
    context.iter().flatten().all(|it| {
        matches!(it.kind(), K::Constant { .. } | K::Enum { .. }) && it.instance_path().as_str() == pointer
    })
}

/// When no branch is near: the values that the branches name, or no more than that none fits.
fn choices(
    schema: &Compiled,
    tree: &Tree,
    error: &ValidationError<'_>,
    context: &[Vec<ValidationError<'_>>],
) -> SchemaError {
    let pointer = error.instance_path().as_str();
    let at = tree.place(pointer);
    let value = shown(schema, pointer, error.instance());
    let mut allowed = Vec::new();
    for inner in context.iter().flatten() {
        match inner.kind() {
            K::Constant { expected_value } => allowed.push(text(expected_value)),
            K::Enum { options } => allowed.extend(texts(options)),
            _ => {}
        }
    }
    if allowed.is_empty() {
        SchemaError::NoForm { at, value }
    } else {
        SchemaError::NotAllowed { at, value, allowed }
    }
}

/// The keys that the object at fault may have, from the schema that refused it.
fn known_keys(schema: &Compiled, error: &ValidationError<'_>) -> Vec<String> {
    let location = error.absolute_keyword_location().map(|it| it.as_str().to_owned());
    let Some((uri, pointer)) = location.as_deref().and_then(|it| it.split_once('#')) else {
        return keys_at(&schema.schema, error.schema_path().as_str());
    };
    let name = uri.strip_prefix(super::BASE).and_then(|it| it.strip_suffix(".schema.json"));
    let pointer = decode_percent(pointer);
    match name.and_then(|it| super::compiled(it).ok()) {
        Some(other) => keys_at(&other.schema, &pointer),
        None => keys_at(&schema.schema, &pointer),
    }
}

/// The properties beside the keyword at `pointer`.
fn keys_at(document: &Value, pointer: &str) -> Vec<String> {
    let parent = pointer.rsplit_once('/').map_or("", |it| it.0);
    let keys = document.pointer(parent).and_then(|it| it.get("properties")).and_then(Value::as_object);
    keys.map(|it| it.keys().cloned().collect()).unwrap_or_default()
}

/// `%24defs` → `$defs`: fragments of URIs are escaped.
fn decode_percent(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let digits = [rest.next(), rest.next()].map(|it| it.and_then(|it| char::from(it).to_digit(16)));
        if let [Some(high), Some(low)] = digits {
            bytes.push(u8::try_from(high * 16 + low).unwrap_or_default());
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Values that stand in the list already, with their index.
fn repeated(list: &Value) -> Vec<(usize, &Value)> {
    let items = list.as_array().map(Vec::as_slice).unwrap_or_default();
    let mut seen = BTreeSet::new();
    items.iter().enumerate().filter(|it| !seen.insert(it.1.to_string())).collect()
}

fn expected(kind: &TypeKind) -> &'static str {
    match kind {
        TypeKind::Single(JsonType::Array) => "schema-type-array",
        TypeKind::Single(JsonType::Boolean) => "schema-type-boolean",
        TypeKind::Single(JsonType::Integer) => "schema-type-integer",
        TypeKind::Single(JsonType::Null) => "schema-type-null",
        TypeKind::Single(JsonType::Number) => "schema-type-number",
        TypeKind::Single(JsonType::Object) => "schema-type-object",
        TypeKind::Single(JsonType::String) => "schema-type-string",
        TypeKind::Multiple(types)
            if types.contains(JsonType::Integer) && types.contains(JsonType::String) =>
        {
            "schema-type-integer-or-string"
        }
        TypeKind::Multiple(_) => "schema-type-other",
    }
}

/// A value as a sentence shows it: shortened, and never a secret.
fn shown(schema: &Compiled, pointer: &str, value: &Value) -> String {
    if steps(pointer).any(|it| schema.secret.contains(&it)) {
        return "…".to_owned();
    }
    let text = text(value);
    if text.chars().count() <= SHOWN {
        return text;
    }
    let mut short: String = text.chars().take(SHOWN).collect();
    short.push('…');
    short
}

fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(_) => "[…]".to_owned(),
        Value::Object(_) => "{…}".to_owned(),
        Value::Null | Value::Bool(_) | Value::Number(_) => value.to_string(),
    }
}

fn texts(options: &Value) -> Vec<String> {
    options.as_array().map(|it| it.iter().map(text).collect()).unwrap_or_default()
}
