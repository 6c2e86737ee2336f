//! What dependencies and overrides say that the model does not know: to be asked when they enter.

use crate::{
    inventory::{Code, Dependency, Inventory, List, Override},
    message::{Args, Bilingual, Explain, Position},
    model::{LevelCode, Model},
};

/// A dimension or a level that the organisation's model lacks. `UnknownLevel` is the message `need-unknown-level`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, strum::IntoStaticStr, strum::VariantNames)]
#[strum(serialize_all = "kebab-case", prefix = "need-")]
#[expect(missing_docs, reason = "the fields are what the variant's sentence mentions")]
pub enum NeedError {
    /// The model has no such dimension.
    #[error("{code}: no dimension {dimension:?} in the model")]
    UnknownDimension { code: Code, dimension: String, allowed: Vec<String>, at: Position },
    /// The model has no such level in that dimension.
    #[error("{code}: no level {level:?} in dimension {dimension}")]
    UnknownLevel { code: Code, dimension: String, level: String, allowed: Bilingual, at: Position },
    /// A level that is handled in special order: the tool has no need at that level.
    #[error("{code}: a level that is handled in special order")]
    StopLevel { code: Code, at: Position },
}

impl Explain for NeedError {
    fn key(&self) -> &'static str {
        self.into()
    }

    fn args(&self) -> Args {
        match self {
            Self::UnknownDimension { code, dimension, allowed, .. } => {
                Args::new().with("code", code).with("dimension", dimension).with("allowed", allowed.clone())
            }
            Self::UnknownLevel { code, dimension, level, allowed, .. } => Args::new()
                .with("code", code)
                .with("dimension", dimension)
                .with("level", level)
                .with("allowed", allowed),
            Self::StopLevel { code, .. } => Args::new().with("code", code),
        }
    }

    fn position(&self) -> Option<&Position> {
        match self {
            Self::UnknownDimension { at, .. }
            | Self::UnknownLevel { at, .. }
            | Self::StopLevel { at, .. } => Some(at),
        }
    }
}

/// Everything in the dependencies and overrides of `inventory` that `model` does not know.
///
/// `at` gives the place of a field of a row: the list, the row's code, and the JSON pointer below the row.
pub fn check(
    inventory: &Inventory,
    model: &Model,
    at: &dyn Fn(List, &str, &str) -> Position,
) -> Vec<NeedError> {
    let mut errors = vec![];
    for row in &inventory.dependencies {
        errors.extend(dependency(row, model, at));
    }
    for row in &inventory.overrides {
        errors.extend(override_row(row, model, at));
    }
    errors
}

fn dependency(row: &Dependency, model: &Model, at: &dyn Fn(List, &str, &str) -> Position) -> Vec<NeedError> {
    let place = |field: &str| at(List::Dependencies, &row.code, field);
    let mut errors = vec![];
    for (index, dimension) in row.follows.iter().flatten().enumerate() {
        if model.index(dimension).is_none() {
            errors.push(unknown(&row.code, dimension, model, place(&format!("/follows/{index}"))));
        }
    }
    for (dimension, level) in &row.cap {
        errors.extend(judge(&row.code, dimension, level, model, place(&format!("/cap/{dimension}"))));
    }
    errors
}

fn override_row(
    row: &Override,
    model: &Model,
    at: &dyn Fn(List, &str, &str) -> Position,
) -> Option<NeedError> {
    let field = if model.index(&row.dimension).is_some() { "/level" } else { "/dimension" };
    judge(&row.code, &row.dimension, &row.level, model, at(List::Overrides, &row.code, field))
}

fn unknown(code: &str, dimension: &str, model: &Model, at: Position) -> NeedError {
    let allowed = model.dimensions.iter().map(|it| it.code.clone()).collect();
    NeedError::UnknownDimension { code: code.to_owned(), dimension: dimension.to_owned(), allowed, at }
}

fn judge(code: &str, dimension: &str, level: &LevelCode, model: &Model, at: Position) -> Option<NeedError> {
    let Some(found) = model.index(dimension).and_then(|it| model.dimensions.get(it)) else {
        return Some(unknown(code, dimension, model, at));
    };
    match found.level(level) {
        Some(rank) if found.describe(rank).is_some_and(|it| it.stop) => {
            Some(NeedError::StopLevel { code: code.to_owned(), at })
        }
        Some(_) => None,
        None => Some(NeedError::UnknownLevel {
            code: code.to_owned(),
            dimension: dimension.to_owned(),
            level: level.to_string(),
            allowed: found.choices(),
            at,
        }),
    }
}
