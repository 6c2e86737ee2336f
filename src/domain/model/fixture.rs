//! Models for tests: the shape of KLASSA, and one that is unlike it in every number.

use super::{Aspect, Dimension, Flow, LevelCode, Model, ModelLevel};
use crate::message::Bilingual;

fn both(text: &str) -> Bilingual {
    Bilingual { sv: text.to_owned(), en: text.to_owned() }
}

/// A dimension with numbered levels from 0; `catalogue` gives one step per level, and none makes the level a stop.
pub(crate) fn dimension(
    code: &str,
    aspect: Option<Aspect>,
    flow: Flow,
    reason_from: i64,
    catalogue: &[Option<u8>],
) -> Dimension {
    let level = |(number, step): (i64, &Option<u8>)| ModelLevel {
        code: LevelCode::Number(number),
        word: both(&format!("level{number}")),
        consequence: both("harm"),
        stop: step.is_none(),
        reason_required: step.is_some() && number >= reason_from,
        catalogue: *step,
    };
    Dimension {
        code: code.to_owned(),
        name: both(code),
        question: both("?"),
        aspect,
        flow,
        optional: false,
        levels: (0..).zip(catalogue).map(level).collect(),
    }
}

/// K, R, T in 0-4 with a stop level, and an optional S.
pub(crate) fn klassa() -> Model {
    let steps = [Some(0), Some(1), Some(2), Some(3), None];
    let traceability = Dimension { optional: true, ..dimension("S", None, Flow::None, 3, &steps) };
    Model {
        code: "klassa-0-4".to_owned(),
        name: both("klassa"),
        dimensions: vec![
            dimension("K", Some(Aspect::C), Flow::Delivered, 3, &steps),
            dimension("R", Some(Aspect::I), Flow::Supply, 3, &steps),
            dimension("T", Some(Aspect::A), Flow::Supply, 3, &steps),
            traceability,
        ],
    }
}

/// Two dimensions, of three levels in words and of seven in numbers, without a stop level.
pub(crate) fn two_by_three_and_seven() -> Model {
    let mut trust = dimension("trust", Some(Aspect::C), Flow::Supply, 2, &[Some(0), Some(2), Some(3)]);
    for (level, word) in trust.levels.iter_mut().zip(["open", "kept", "sealed"]) {
        level.code = LevelCode::Word(word.to_owned());
        level.word = both(word);
    }
    let steps = [Some(0), Some(0), Some(1), Some(1), Some(2), Some(2), Some(3)];
    let life = dimension("life", Some(Aspect::A), Flow::Supply, 5, &steps);
    Model { code: "own".to_owned(), name: both("own"), dimensions: vec![trust, life] }
}
