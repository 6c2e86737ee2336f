//! Headings of a list's sheet: keys of its rows or their titles in either language, from the schema.

use std::sync::{LazyLock, Mutex, PoisonError};

use domain::{inventory::List, model::Model};
use serde_json::Value;
use strum::IntoEnumIterator;

use crate::validate;

/// What a column holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Form {
    /// Text.
    Text,
    /// A civil day.
    Date,
    /// A whole number.
    Integer,
    /// A level: a number or a word.
    Level,
    /// Levels per dimension, each in a column of its own (`levels.K`), or together in one cell.
    Levels,
    /// A truth value.
    Bool,
    /// One of the program's words: value, and how people write it.
    Choice(Vec<(String, Vec<String>)>),
    /// Several codes, separated by commas.
    Codes,
    /// Several texts, a line each: distinguished names have commas of their own.
    Lines,
    /// Groups that give a right, a line each.
    Groups,
    /// Anything else, written as JSON or YAML in the cell.
    Nested,
}

/// A column that a list can have.
#[derive(Debug, Clone)]
pub(crate) struct Column {
    /// Keys from the row to the value: `["special", "owner"]`.
    pub path: Vec<String>,
    /// What people may write as heading, in small letters.
    pub headings: Vec<String>,
    /// What it holds.
    pub form: Form,
}

/// The columns of `list`; of the organisation without one.
pub(crate) fn of(list: Option<List>, models: &[Model]) -> Vec<Column> {
    static READY: Mutex<Vec<(Option<List>, Vec<Column>)>> = Mutex::new(Vec::new());
    let mut ready = READY.lock().unwrap_or_else(PoisonError::into_inner);
    let mut columns = match ready.iter().find(|it| it.0 == list) {
        Some(it) => it.1.clone(),
        None => {
            let columns = columns(list);
            ready.push((list, columns.clone()));
            columns
        }
    };
    // Dimensions are the model's, not the schema's.
    let maps: Vec<Column> = columns.iter().filter(|it| it.form == Form::Levels).cloned().collect();
    let dimensions = || models.iter().flat_map(|it| &it.dimensions);
    for (parent, dimension) in maps.iter().flat_map(|it| dimensions().map(move |dimension| (it, dimension))) {
        let mut path = parent.path.clone();
        path.push(dimension.code.clone());
        if columns.iter().all(|it| it.path != path) {
            let names = [&dimension.code, &dimension.name.sv, &dimension.name.en].map(|it| it.to_lowercase());
            let under = |it: &String| names.clone().map(|name| format!("{it}.{name}"));
            let headings = parent.headings.iter().flat_map(under).collect();
            columns.push(Column { path, headings, form: Form::Level });
        }
    }
    columns
}

/// What a sheet or a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Holds {
    /// The organisation, in its one row.
    Organisation,
    /// The rows of a list.
    Rows(List),
}

impl Holds {
    /// The list; none for the organisation.
    pub(crate) const fn list(self) -> Option<List> {
        match self {
            Self::Organisation => None,
            Self::Rows(list) => Some(list),
        }
    }
}

/// What a sheet or a file of that name holds; names are keys or titles in either language.
pub(crate) fn holds(name: &str) -> Option<Holds> {
    let name = name.trim().to_lowercase();
    let schema = &*SCHEMA;
    let properties = schema.get("properties")?.as_object()?;
    let (key, _) =
        properties.iter().find(|(key, it)| key.to_lowercase() == name || titles(it).contains(&name))?;
    if key == "organisation" {
        return Some(Holds::Organisation);
    }
    List::iter().find(|it| <&str>::from(*it) == key).map(Holds::Rows)
}

static SCHEMA: LazyLock<Value> = LazyLock::new(|| validate::source("inventory").unwrap_or_default());
static RULE: LazyLock<Value> = LazyLock::new(|| validate::source("access-rule").unwrap_or_default());

fn columns(list: Option<List>) -> Vec<Column> {
    let name: &str = list.map_or("organisation", Into::into);
    let property = SCHEMA.get("properties").and_then(|it| it.get(name));
    let row = property.map(|it| if list.is_some() { it.get("items").unwrap_or(it) } else { it });
    let mut columns = Vec::new();
    if let Some(row) = row {
        let (row, root) = resolve(row, &SCHEMA);
        add(row, root, &[], &[], &mut columns);
    }
    columns
}

/// Follows `$ref` within the document, or into the schema of access rules.
fn resolve<'a>(schema: &'a Value, root: &'a Value) -> (&'a Value, &'a Value) {
    match schema.get("$ref").and_then(Value::as_str) {
        Some(target) => match target.strip_prefix('#') {
            Some(pointer) => (root.pointer(pointer).unwrap_or(&Value::Null), root),
            None => (&*RULE, &*RULE),
        },
        None => (schema, root),
    }
}

/// Adds the columns of an object; objects in it give dotted headings (`special.owner`).
fn add(object: &Value, root: &Value, path: &[String], above: &[String], columns: &mut Vec<Column>) {
    let Some(properties) = object.get("properties").and_then(Value::as_object) else { return };
    for (key, property) in properties {
        let mut path = path.to_vec();
        path.push(key.clone());
        let mut names = titles(property);
        names.insert(0, key.to_lowercase());
        let mut headings: Vec<String> = match above {
            [] => names,
            _ => above.iter().flat_map(|it| names.iter().map(move |name| format!("{it}.{name}"))).collect(),
        };
        headings.dedup();
        let (target, target_root) = resolve(property, root);
        if target.get("properties").is_some() {
            add(target, target_root, &path, &headings, columns);
        }
        columns.push(Column { path, headings, form: form(property, target, target_root) });
    }
}

fn titles(property: &Value) -> Vec<String> {
    let titles = ["title", "x-title-sv"].into_iter().filter_map(|it| property.get(it)?.as_str());
    titles.map(str::to_lowercase).collect()
}

fn form(property: &Value, target: &Value, root: &Value) -> Form {
    if let Some(values) = target.get("enum").and_then(Value::as_array) {
        let words = property.get("x-words");
        let choice = |value: &str| {
            let words = words.and_then(|it| it.get(value)).and_then(Value::as_object);
            let words = words.into_iter().flat_map(|it| it.values()).filter_map(Value::as_str);
            (value.to_owned(), words.map(str::to_lowercase).collect())
        };
        return Form::Choice(values.iter().filter_map(Value::as_str).map(choice).collect());
    }
    match target.get("type") {
        Some(Value::Array(_)) => Form::Level,
        Some(Value::String(kind)) => match kind.as_str() {
            "string" if target.get("format").and_then(Value::as_str) == Some("date") => Form::Date,
            "string" => Form::Text,
            "integer" => Form::Integer,
            "boolean" => Form::Bool,
            "array" => {
                let items = target.get("items").unwrap_or(&Value::Null);
                let items = resolve(items, root).0;
                match items.get("type").and_then(Value::as_str) {
                    Some("string") if items.get("pattern").is_some() => Form::Codes,
                    Some("string") => Form::Lines,
                    _ if items.get("properties").is_some_and(|it| it.get("object").is_some()) => Form::Groups,
                    _ => Form::Nested,
                }
            }
            "object" if target.get("additionalProperties").is_some_and(|it| it.get("$ref").is_some()) => {
                Form::Levels
            }
            _ => Form::Nested,
        },
        _ => Form::Nested,
    }
}
