//! Compiled JSON Schemas (draft 2020-12) and what they say about a [`Tree`].
//!
//! Every document that enters is validated by the schema of its kind in `schemas/`. Compiled once per schema, without
//! any way to reach the network or the file system; formats are asserted, patterns run in linear time. All errors of a
//! document come out, each with its place and as a message key, never as the library's own English.
//!
//! Invariant: the value of a property that its schema marks `writeOnly` (a secret) is never repeated.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, LazyLock, Mutex, PoisonError},
};

use jsonschema::{Registry, Validator};
use rust_embed::RustEmbed;
use serde_json::Value;

use crate::place::Tree;

mod error;
mod explain;
mod near;

pub use error::{KEYS, SchemaError};
pub use near::nearest;

#[derive(RustEmbed)]
#[folder = "../../schemas"]
struct Schemas;

/// Where relative references between our schemas start: a scheme that nothing can fetch.
const BASE: &str = "skydd:/schemas/";

/// A schema that is ready to judge documents.
#[derive(Debug)]
pub struct Compiled {
    validator: Validator,
    /// The schema itself, for what an error does not carry: the keys that it knows.
    schema: Value,
    /// Properties whose values are never shown.
    secret: BTreeSet<String>,
}

/// What is wrong with a value, and where it is in the document (RFC 6901).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Located {
    /// JSON pointer to the value.
    pub pointer: String,
    /// What is wrong.
    pub error: SchemaError,
}

/// Everything that the schema `name` (`inventory`, `models/klassa-0-4`) says against `tree`, in the order of the document.
pub fn check(name: &str, tree: &Tree) -> Vec<SchemaError> {
    located(name, tree, &tree.to_json()).into_iter().map(|it| it.error).collect()
}

/// As [`check`], with pointers, for a document whose JSON the caller has already made.
pub fn located(name: &str, tree: &Tree, json: &Value) -> Vec<Located> {
    match compiled(name) {
        Ok(it) => it.check(tree, json),
        Err(error) => vec![Located { pointer: String::new(), error }],
    }
}

/// The schema `name` of the program, compiled; the first call compiles it.
pub fn compiled(name: &str) -> Result<Arc<Compiled>, SchemaError> {
    static READY: Mutex<BTreeMap<String, Arc<Compiled>>> = Mutex::new(BTreeMap::new());
    if let Some(it) = READY.lock().unwrap_or_else(PoisonError::into_inner).get(name) {
        return Ok(Arc::clone(it));
    }
    let schema = source(name).ok_or_else(|| SchemaError::NoSuchSchema { name: name.to_owned() })?;
    let it = Arc::new(Compiled::new(name, schema)?);
    READY.lock().unwrap_or_else(PoisonError::into_inner).insert(name.to_owned(), Arc::clone(&it));
    Ok(it)
}

/// The text of the schema `name` as JSON, or none.
pub fn source(name: &str) -> Option<Value> {
    serde_json::from_slice(&bytes(name)?).ok()
}

/// The text of the schema `name` as it is embedded, or none.
pub(crate) fn bytes(name: &str) -> Option<Cow<'static, [u8]>> {
    Schemas::get(&format!("{name}.schema.json")).map(|it| it.data)
}

/// Names of all schemas of the program, sorted: `inventory`, `models/klassa-0-4`, `output/need` …
pub fn names() -> Vec<String> {
    let mut names: Vec<String> =
        Schemas::iter().filter_map(|it| it.strip_suffix(".schema.json").map(str::to_owned)).collect();
    names.sort();
    names
}

impl Compiled {
    /// Compiles `schema`, which may refer to the program's own; `name` is for errors and for relative references.
    pub fn new(name: &str, schema: Value) -> Result<Self, SchemaError> {
        let refused = |problem: String| SchemaError::SchemaRefused { name: name.to_owned(), problem };
        let registry = REGISTRY.as_ref().map_err(|problem| refused(problem.clone()))?;
        let validator = jsonschema::options()
            .with_draft(jsonschema::Draft::Draft202012)
            .offline()
            .with_registry(registry)
            .with_base_uri(format!("{BASE}{name}.schema.json"))
            .should_validate_formats(true)
            .should_ignore_unknown_formats(false)
            .with_pattern_options(jsonschema::PatternOptions::regex())
            .build(&schema)
            .map_err(|error| refused(error.to_string()))?;
        let mut secret = BTreeSet::new();
        secrets(&schema, &mut secret);
        Ok(Self { validator, schema, secret })
    }

    /// Everything that the schema says against `tree`, whose JSON is `json`, in the order of the document.
    pub fn check(&self, tree: &Tree, json: &Value) -> Vec<Located> {
        let mut found = Vec::new();
        for error in self.validator.iter_errors(json) {
            explain::explain(self, tree, &error, &mut found);
        }
        found.sort_by(|a, b| a.error.cmp_place(&b.error));
        found.dedup();
        found
    }
}

/// The schemas that others refer to, by name of file.
static REGISTRY: LazyLock<Result<Registry<'static>, String>> = LazyLock::new(|| {
    let mut registry = Registry::new();
    for name in ["access-rule", "inventory"] {
        let schema = source(name).ok_or_else(|| format!("no schema {name}"))?;
        registry =
            registry.add(format!("{BASE}{name}.schema.json"), schema).map_err(|error| error.to_string())?;
    }
    registry.prepare().map_err(|error| error.to_string())
});

/// Collects the names of properties marked `writeOnly`.
fn secrets(schema: &Value, into: &mut BTreeSet<String>) {
    match schema {
        Value::Object(map) => {
            if let Some(Value::Object(properties)) = map.get("properties") {
                let marked = properties.iter().filter(|it| it.1.get("writeOnly") == Some(&Value::Bool(true)));
                into.extend(marked.map(|it| it.0.clone()));
            }
            map.values().for_each(|it| secrets(it, into));
        }
        Value::Array(items) => items.iter().for_each(|it| secrets(it, into)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[cfg(test)]
mod tests;
