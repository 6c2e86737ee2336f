//! Classification models: dimensions, each with its own ordered levels. A model is itself a JSON Schema
//! (`schemas/models/`); this is what the program reads out of one.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    level::{Level, Levels},
    message::Bilingual,
};

#[cfg(test)]
pub(crate) mod fixture;
#[cfg(test)]
mod tests;

/// Code of a model: `klassa-0-4`.
pub type ModelCode = String;

/// A level as a model writes it (`const`): a number such as 3, or a word such as `high`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(untagged)]
pub enum LevelCode {
    /// A number.
    Number(i64),
    /// A word.
    Word(String),
}

impl std::fmt::Display for LevelCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Number(number) => write!(f, "{number}"),
            Self::Word(word) => f.write_str(word),
        }
    }
}

impl From<&str> for LevelCode {
    /// As people type it: digits are a number, anything else is a word.
    fn from(text: &str) -> Self {
        text.trim().parse().map_or_else(|_| Self::Word(text.trim().to_owned()), Self::Number)
    }
}

/// The aspects that the catalogue's triggers and parameters speak of.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::EnumString,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Aspect {
    /// Confidentiality (konfidentialitet).
    C,
    /// Integrity (riktighet).
    I,
    /// Availability (tillgänglighet).
    A,
}

/// How a dimension follows a dependency when the edge does not say otherwise.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Default,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::EnumString,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Flow {
    /// Follows supply in full: what a system needs, its suppliers need (R and T).
    Supply,
    /// Follows only with the data that is delivered (K).
    Delivered,
    /// Does not follow.
    #[default]
    None,
}

/// One level of one dimension.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ModelLevel {
    /// As documents write it.
    pub code: LevelCode,
    /// The word that people see: *allvarlig*.
    pub word: Bilingual,
    /// What harm it stands for: to whom, how many, reversible or not.
    pub consequence: Bilingual,
    /// May not be recorded here: handled in special order.
    pub stop: bool,
    /// A justification is required.
    pub reason_required: bool,
    /// The catalogue's level, 0-3; none at a stop level.
    pub catalogue: Option<u8>,
}

/// One dimension of a model.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Dimension {
    /// Key in documents: `K`.
    pub code: String,
    /// Name: *konfidentialitet*.
    pub name: Bilingual,
    /// The question that a classifier answers.
    pub question: Bilingual,
    /// Aspect of the catalogue that it drives; none where the catalogue has no such aspect.
    pub aspect: Option<Aspect>,
    /// How it follows a dependency.
    pub flow: Flow,
    /// May be left out (KLASSA's traceability): a missing level is then no gap. False for most.
    pub optional: bool,
    /// Levels, lowest first.
    pub levels: Vec<ModelLevel>,
}

/// A classification model.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Model {
    /// Code.
    pub code: ModelCode,
    /// Name.
    pub name: Bilingual,
    /// Dimensions, in the order of the schema's properties.
    pub dimensions: Vec<Dimension>,
}

impl ModelLevel {
    /// Number or code, and word: `3 allvarlig`. Where the code is a word, in any language, the level's word stands alone.
    pub fn label(&self) -> Bilingual {
        match &self.code {
            LevelCode::Number(number) => Bilingual {
                sv: format!("{number} {}", self.word.sv),
                en: format!("{number} {}", self.word.en),
            },
            LevelCode::Word(_) => self.word.clone(),
        }
    }
}

impl Dimension {
    /// The level that documents write as `code`.
    pub fn level(&self, code: &LevelCode) -> Option<Level> {
        let rank = self.levels.iter().position(|it| it.code == *code)?;
        u8::try_from(rank).ok().map(Level::from_rank)
    }

    /// What the model says of `level`.
    pub fn describe(&self, level: Level) -> Option<&ModelLevel> {
        self.levels.get(usize::from(level.rank()))
    }

    /// The highest level that may be recorded: the one below `stop`.
    pub fn top(&self) -> Option<Level> {
        let rank = self.levels.iter().rposition(|it| !it.stop)?;
        u8::try_from(rank).ok().map(Level::from_rank)
    }

    /// `level` as people see it, number and word; nothing where the model has no such level.
    pub fn label(&self, level: Level) -> Bilingual {
        self.describe(level).map(ModelLevel::label).unwrap_or_default()
    }

    /// Codes of the levels that may be recorded, lowest first, each with its word: the choices of a classifier.
    pub fn choices(&self) -> Bilingual {
        let all: Vec<(String, &Bilingual)> =
            self.levels.iter().filter(|it| !it.stop).map(|it| (it.code.to_string(), &it.word)).collect();
        let join = |word: fn(&Bilingual) -> &str| {
            let each = all.iter().map(|(code, both)| match word(both) {
                word if word == code => code.clone(),
                word => format!("{code} ({word})"),
            });
            each.collect::<Vec<_>>().join(", ")
        };
        Bilingual { sv: join(|it| &it.sv), en: join(|it| &it.en) }
    }
}

impl Model {
    /// Place of the dimension with `code`.
    pub fn index(&self, code: &str) -> Option<usize> {
        self.dimensions.iter().position(|it| it.code == code)
    }

    /// `levels` on the catalogue's scale, 0-3 per aspect: what triggers and parameters ask for.
    ///
    /// An aspect is absent where no dimension drives it, or where that dimension has no level; where several drive it,
    /// the highest counts.
    pub fn catalogue_levels(&self, levels: &Levels) -> BTreeMap<Aspect, u8> {
        let mut out = BTreeMap::new();
        for (index, dimension) in self.dimensions.iter().enumerate() {
            let level = levels.get(index).and_then(|it| dimension.describe(it)?.catalogue);
            let (Some(aspect), Some(level)) = (dimension.aspect, level) else { continue };
            out.entry(aspect).and_modify(|it: &mut u8| *it = level.max(*it)).or_insert(level);
        }
        out
    }
}
