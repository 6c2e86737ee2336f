//! From the levels that a document writes to ranks in the model.

use std::collections::BTreeMap;

use super::ClassificationError;
use crate::{
    level::Levels,
    message::Position,
    model::{LevelCode, Model},
};

/// The levels of a document as ranks in `model`, one per dimension in its order; a dimension left out stays unknown.
///
/// `at` gives the place of a key below `levels`; for the empty key, that of `levels` itself.
///
/// # Errors
/// Every level and every dimension that the model lacks. A stop level is refused once, at the place of `levels`, so that
/// nothing says which dimension it was or what was written.
pub fn resolve(
    model: &Model,
    levels: &BTreeMap<String, LevelCode>,
    at: &dyn Fn(&str) -> Position,
) -> Result<Levels, Vec<ClassificationError>> {
    let mut out = Levels::unknown(model.dimensions.len());
    let (mut errors, mut stopped) = (vec![], false);
    for (code, level) in levels {
        let Some(index) = model.index(code) else {
            errors.push(unknown_dimension(model, code, at(code)));
            continue;
        };
        let Some((dimension, place)) = model.dimensions.get(index).zip(out.0.get_mut(index)) else {
            continue;
        };
        match dimension.level(level) {
            Some(rank) if dimension.describe(rank).is_some_and(|it| it.stop) => stopped = true,
            Some(rank) => *place = Some(rank),
            None => errors.push(ClassificationError::UnknownLevel {
                dimension: code.clone(),
                level: level.to_string(),
                allowed: dimension.choices(),
                at: at(code),
            }),
        }
    }
    if stopped {
        // Alone: beside another error, what is not mentioned there would give the dimension away.
        return Err(vec![ClassificationError::StopLevel { at: at("") }]);
    }
    if errors.is_empty() { Ok(out) } else { Err(errors) }
}

fn unknown_dimension(model: &Model, code: &str, at: Position) -> ClassificationError {
    let allowed = model.dimensions.iter().map(|it| it.code.clone()).collect();
    ClassificationError::UnknownDimension { dimension: code.to_owned(), allowed, at }
}
