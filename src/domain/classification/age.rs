//! When a classification is old: the interval of TIL-05, unless it states a review day of its own.

use chrono::{Months, NaiveDate};
use serde::Serialize;

use super::Classification;
use crate::{level::Levels, model::Model};

/// How old a classification is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, strum::IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Age {
    /// Within its time.
    Current,
    /// Its time ended with this day.
    Old(NaiveDate),
    /// It states neither a first day nor a review day: nobody can say that it is current.
    Unknown,
}

/// How old `classification` is on `day`.
///
/// Old when its review day has passed or, where none is stated, after `months` for its level: the interval of TIL-05 at
/// the catalogue's levels 0-3, of the highest aspect. What is not classified counts as the highest level, and so does
/// information in special order, from the day of its analysis.
pub fn age(model: &Model, classification: &Classification, months: [u32; 4], day: NaiveDate) -> Age {
    let analysis = classification.special.as_ref().map(|it| it.date);
    let ends = match (classification.review, classification.from.or(analysis)) {
        (Some(review), _) => review,
        (None, None) => return Age::Unknown,
        (None, Some(from)) => {
            let interval = months.get(usize::from(highest(model, classification))).or(months.last());
            let ends = interval.and_then(|it| from.checked_add_months(Months::new(*it)));
            // Beyond the calendar it never ends.
            ends.unwrap_or(NaiveDate::MAX)
        }
    };
    if day > ends { Age::Old(ends) } else { Age::Current }
}

/// Whether a classification may no longer be leant on: old, or of unknown age.
pub fn stale(model: &Model, classification: &Classification, months: [u32; 4], day: NaiveDate) -> bool {
    age(model, classification, months, day) != Age::Current
}

const HIGHEST: u8 = 3;

/// The catalogue's level of the highest aspect; the highest of all while an aspect is not classified.
fn highest(model: &Model, classification: &Classification) -> u8 {
    let rank = |dimension: &crate::model::Dimension| {
        classification.levels.get(&dimension.code).and_then(|it| dimension.level(it))
    };
    let levels = Levels(model.dimensions.iter().map(rank).collect());
    let unknown = model.dimensions.iter().enumerate().any(|(index, dimension)| {
        dimension.aspect.is_some() && !dimension.optional && levels.get(index).is_none()
    });
    if unknown || classification.special.is_some() {
        return HIGHEST;
    }
    model.catalogue_levels(&levels).into_values().max().unwrap_or(HIGHEST)
}
