//! Classification models: documents that are JSON Schemas themselves, ours (`schemas/models/`) or an organisation's.
//!
//!     JSON or YAML ──read──► Tree ──classification-model schema──► lints ──► domain::model::Model
//!
//! One text serves all: compiled as it stands it validates the `levels` of documents, and the same keywords are what
//! import, form and derivation know of the model. What a schema can say of a model alone stands in
//! `schemas/classification-model.schema.json`; what takes two places to see is a lint here.

use std::{collections::BTreeMap, ffi::OsStr, path::Path};

use domain::{
    message::{Args, Bilingual, Explain, Position},
    model::{Aspect, Dimension, Flow, LevelCode, Model, ModelLevel},
};

use crate::{
    place::{Node, Tree, join},
    read::{self, ReadError},
    validate::{self, SchemaError},
};

mod lint;

pub use lint::ModelLint;

/// Codes of the models of the program.
pub const BUILT_IN: [&str; 4] = ["klassa-0-4", "msb-1-4", "bsi", "fips-199"];

/// Why a document is no classification model.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ModelError {
    /// It cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// It does not follow `classification-model.schema.json`.
    #[error(transparent)]
    Schema(#[from] SchemaError),
    /// It contradicts itself.
    #[error(transparent)]
    Lint(#[from] ModelLint),
}

impl ModelError {
    fn inner(&self) -> &dyn Explain {
        match self {
            Self::Read(it) => it,
            Self::Schema(it) => it,
            Self::Lint(it) => it,
        }
    }
}

impl Explain for ModelError {
    fn key(&self) -> &'static str {
        self.inner().key()
    }
    fn args(&self) -> Args {
        self.inner().args()
    }
    fn position(&self) -> Option<&Position> {
        self.inner().position()
    }
}

/// The program's own model with that code.
///
/// # Errors
/// The program has no such model.
pub fn built_in(code: &str) -> Result<Model, Vec<ModelError>> {
    let name = format!("models/{code}");
    match validate::bytes(&name) {
        Some(bytes) if BUILT_IN.contains(&code) => parse(&format!("{code}.schema.json"), &bytes),
        _ => Err(vec![SchemaError::NoSuchSchema { name }.into()]),
    }
}

/// Reads a model of an organisation's own; `file` is its name as the user gave it, JSON where it ends in `.json`.
///
/// # Errors
/// Everything that is wrong, each with its place.
pub fn parse(file: &str, bytes: &[u8]) -> Result<Model, Vec<ModelError>> {
    let is_json =
        Path::new(file).extension().and_then(OsStr::to_str).is_some_and(|it| it.eq_ignore_ascii_case("json"));
    let tree = if is_json { read::json(file, bytes) } else { read::yaml(file, bytes) };
    from_tree(&tree.map_err(|errors| errors.into_iter().map(ModelError::from).collect::<Vec<_>>())?)
}

/// The model that a document has been read into.
///
/// # Errors
/// Everything that its schema says against it or, where that is nothing, everything in which it contradicts itself.
pub fn from_tree(tree: &Tree) -> Result<Model, Vec<ModelError>> {
    let errors = validate::check("classification-model", tree);
    if !errors.is_empty() {
        return Err(errors.into_iter().map(ModelError::from).collect());
    }
    let lints = lint::lint(tree);
    if !lints.is_empty() {
        return Err(lints.into_iter().map(ModelError::from).collect());
    }
    let dimensions = tree.root.get("properties").map(Node::entries).unwrap_or_default();
    Ok(Model {
        code: text(&tree.root, "x-code"),
        name: both(&tree.root, "title", "x-title-sv"),
        dimensions: dimensions.iter().map(|it| dimension(&it.key, &it.value)).collect(),
    })
}

fn text(node: &Node, key: &str) -> String {
    node.get(key).and_then(Node::text).unwrap_or_default().to_owned()
}

fn both(node: &Node, en: &str, sv: &str) -> Bilingual {
    Bilingual { sv: text(node, sv), en: text(node, en) }
}

fn is_true(node: &Node, key: &str) -> bool {
    node.get(key).is_some_and(|it| it.to_json() == serde_json::Value::Bool(true))
}

/// A level as the model writes it.
fn code(node: &Node) -> Option<LevelCode> {
    node.integer().map(LevelCode::Number).or_else(|| node.text().map(|it| LevelCode::Word(it.to_owned())))
}

fn dimension(key: &str, node: &Node) -> Dimension {
    let threshold = node.get("x-reason-required").and_then(code);
    let mut past = false;
    let levels = node.get("oneOf").map(Node::items).unwrap_or_default();
    let level = |it: &Node| {
        let own = it.get("const").and_then(code).unwrap_or(LevelCode::Number(0));
        past |= threshold.as_ref() == Some(&own);
        let stop = is_true(it, "x-stop");
        ModelLevel {
            code: own,
            word: both(it, "title", "x-title-sv"),
            consequence: both(it, "description", "x-description-sv"),
            stop,
            reason_required: past && !stop,
            catalogue: it.get("x-catalogue").and_then(Node::integer).and_then(|it| u8::try_from(it).ok()),
        }
    };
    Dimension {
        code: key.to_owned(),
        name: both(node, "title", "x-title-sv"),
        question: both(node, "x-question", "x-question-sv"),
        aspect: node.get("x-catalogue").and_then(Node::text).and_then(|it| it.parse::<Aspect>().ok()),
        flow: node
            .get("x-flow")
            .and_then(Node::text)
            .and_then(|it| it.parse::<Flow>().ok())
            .unwrap_or_default(),
        optional: is_true(node, "x-optional"),
        levels: levels.iter().map(level).collect(),
    }
}

#[cfg(test)]
mod tests;
