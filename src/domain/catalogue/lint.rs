//! What a catalogue may not do, beyond its form: the faults that only show when its parts are seen together.
//!
//! `lint` looks at the controls, `uncovered` at the frameworks; both name every fault, in the order of the controls.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Catalogue, Control, Param, ParamValue, Scope, Shall, Stricter, trigger,
    wording::{Piece, pieces},
};
use crate::message::{Arg, Args, Bilingual, Explain, Lang, Position};

/// Where the parts of controls stand: `LOG-01`, and `LOG-01/applies_when` for a key of it.
#[derive(Debug, Clone, Default)]
pub struct Places(pub BTreeMap<String, Position>);

impl Places {
    /// Where `key` of a control stands, or else the control.
    pub fn of(&self, control: &str, key: &str) -> Option<Position> {
        self.0.get(&format!("{control}/{key}")).or_else(|| self.0.get(control)).cloned()
    }
}

/// A fault of a catalogue. `NeverFires` is the message `lint-never-fires`.
#[derive(Debug, Clone, PartialEq, thiserror::Error, strum::IntoStaticStr, strum::VariantNames)]
#[strum(serialize_all = "kebab-case", prefix = "lint-")]
#[expect(missing_docs, reason = "the fields are what the variant's sentence mentions")]
pub enum Fault {
    /// Two controls have the same code.
    #[error("{control} is there twice")]
    DuplicateCode { control: String, at: Option<Position> },
    /// No levels and flags make it apply.
    #[error("{control}: {trigger} never fires")]
    NeverFires { control: String, trigger: String, at: Option<Position> },
    /// More flags than can be tried.
    #[error("{control}: {count} flags")]
    TooManyFlags { control: String, count: usize, most: usize, at: Option<Position> },
    /// A trigger asks for a flag that is not in the list of flags.
    #[error("{control}: no flag {flag}")]
    UnknownFlag { control: String, flag: String, known: Vec<String>, at: Option<Position> },
    /// A reference to a framework that is not there.
    #[error("{control}: no framework {framework}")]
    UnknownFramework { control: String, framework: String, known: Vec<String>, at: Option<Position> },
    /// A reference to an identifier that the framework does not have.
    #[error("{control}: no {id} in {framework}")]
    UnknownReference { control: String, framework: String, id: String, at: Option<Position> },
    /// A wording has a place for a parameter that the control does not have.
    #[error("{control}: no parameter for {place}")]
    PlaceWithoutParam { control: String, place: String, mood: &'static str, lang: Lang, at: Option<Position> },
    /// A parameter has no place in a wording.
    #[error("{control}: no place for {param}")]
    ParamWithoutPlace { control: String, param: String, mood: &'static str, lang: Lang, at: Option<Position> },
    /// Braces or forms of a wording do not add up.
    #[error("{control}: wording cannot be read")]
    WordingUnreadable { control: String, mood: &'static str, lang: Lang, at: Option<Position> },
    /// Two parameters have the same key.
    #[error("{control}: {param} is there twice")]
    DuplicateParam { control: String, param: String, at: Option<Position> },
    /// A higher level asks for less.
    #[error("{control}: {param} loosens at {level}")]
    StrengthLoosens { control: String, param: String, level: usize, at: Option<Position> },
    /// A higher level may wait longer for the next verification.
    #[error("{control}: interval lengthens at {level}")]
    IntervalLengthens { control: String, level: usize, at: Option<Position> },
    /// A text is missing in one of the languages.
    #[error("{control}: {field} lacks {lang}")]
    MissingTranslation { control: String, field: &'static str, lang: Lang, at: Option<Position> },
    /// Suppliers may deliver what the control is about, and nobody has written or declined the shall wording.
    #[error("{control}: no decision on the shall wording")]
    ShallUndecided { control: String, at: Option<Position> },
    /// Identifiers of a framework to which no control refers.
    #[error("{framework}: {count} identifiers not covered")]
    Uncovered { framework: String, ids: Vec<String>, count: usize },
}

/// What references may name without a list of its identifiers: statutes, and the clauses of ISO 27001 beside its annex.
pub const FREE: &[&str] = &["law", "iso-27001-2022-clauses"];

/// Words that arguments name: the keys of the two moods and the two languages.
pub const KEYS: &[&str] = &["mood-is", "mood-shall", "in-swedish", "in-english"];

fn lang_key(lang: Lang) -> &'static str {
    match lang {
        Lang::Sv => "in-swedish",
        Lang::En => "in-english",
    }
}

impl Explain for Fault {
    fn key(&self) -> &'static str {
        self.into()
    }

    fn args(&self) -> Args {
        let on = |control: &String| Args::new().with("control", control);
        let wording = |args: Args, mood: &'static str, lang: Lang| {
            let mut args = args;
            args.0.insert("mood", Arg::Word(mood));
            args.0.insert("lang", Arg::Word(lang_key(lang)));
            args
        };
        match self {
            Self::DuplicateCode { control, .. } | Self::ShallUndecided { control, .. } => on(control),
            Self::NeverFires { control, trigger, .. } => on(control).with("trigger", trigger),
            Self::TooManyFlags { control, count, most, .. } => {
                on(control).with("count", *count).with("most", *most)
            }
            Self::UnknownFlag { control, flag, known, .. } => {
                on(control).with("flag", flag).with("known", known.as_slice())
            }
            Self::UnknownFramework { control, framework, known, .. } => {
                on(control).with("framework", framework).with("known", known.as_slice())
            }
            Self::UnknownReference { control, framework, id, .. } => {
                on(control).with("framework", framework).with("id", id)
            }
            Self::PlaceWithoutParam { control, place, mood, lang, .. } => {
                wording(on(control).with("place", place), mood, *lang)
            }
            Self::ParamWithoutPlace { control, param, mood, lang, .. } => {
                wording(on(control).with("param", param), mood, *lang)
            }
            Self::WordingUnreadable { control, mood, lang, .. } => wording(on(control), mood, *lang),
            Self::DuplicateParam { control, param, .. } => on(control).with("param", param),
            Self::StrengthLoosens { control, param, level, .. } => {
                on(control).with("param", param).with("level", *level)
            }
            Self::IntervalLengthens { control, level, .. } => on(control).with("level", *level),
            Self::MissingTranslation { control, field, lang, .. } => {
                let mut args = on(control).with("field", *field);
                args.0.insert("lang", Arg::Word(lang_key(*lang)));
                args
            }
            Self::Uncovered { framework, ids, count } => {
                Args::new().with("framework", framework).with("ids", ids.as_slice()).with("count", *count)
            }
        }
    }

    fn position(&self) -> Option<&Position> {
        match self {
            Self::DuplicateCode { at, .. }
            | Self::NeverFires { at, .. }
            | Self::TooManyFlags { at, .. }
            | Self::UnknownFlag { at, .. }
            | Self::UnknownFramework { at, .. }
            | Self::UnknownReference { at, .. }
            | Self::PlaceWithoutParam { at, .. }
            | Self::ParamWithoutPlace { at, .. }
            | Self::WordingUnreadable { at, .. }
            | Self::DuplicateParam { at, .. }
            | Self::StrengthLoosens { at, .. }
            | Self::IntervalLengthens { at, .. }
            | Self::MissingTranslation { at, .. }
            | Self::ShallUndecided { at, .. } => at.as_ref(),
            Self::Uncovered { .. } => None,
        }
    }
}

/// Every fault of the controls.
pub fn lint(catalogue: &Catalogue, places: &Places) -> Vec<Fault> {
    let mut lint = Lint { catalogue, places, faults: vec![] };
    let mut seen = BTreeSet::new();
    for control in &catalogue.controls {
        if !seen.insert(&control.code) {
            let at = places.of(&control.code, "code");
            lint.faults.push(Fault::DuplicateCode { control: control.code.clone(), at });
        }
        lint.trigger(control);
        lint.references(control);
        lint.params(control);
        lint.wordings(control);
        lint.translations(control);
    }
    lint.faults
}

/// Identifiers of each framework to which no control refers.
pub fn uncovered(catalogue: &Catalogue) -> Vec<Fault> {
    let referred: BTreeSet<(&str, &str)> = catalogue
        .controls
        .iter()
        .flat_map(|it| &it.references)
        .map(|it| (it.framework.as_str(), it.id.as_str()))
        .collect();
    let missing = |framework: &str, items: &[super::FrameworkItem]| -> Vec<String> {
        let missing = items.iter().filter(|it| !referred.contains(&(framework, it.id.as_str())));
        missing.map(|it| it.id.clone()).collect()
    };
    let faults = catalogue.frameworks.iter().map(|(framework, items)| {
        let ids = missing(framework, items);
        Fault::Uncovered { framework: framework.clone(), count: ids.len(), ids }
    });
    faults.filter(|it| !matches!(it, Fault::Uncovered { count: 0, .. })).collect()
}

struct Lint<'a> {
    catalogue: &'a Catalogue,
    places: &'a Places,
    faults: Vec<Fault>,
}

impl Lint<'_> {
    fn trigger(&mut self, control: &Control) {
        let at = self.places.of(&control.code, "applies_when");
        let (code, trigger) = (control.code.clone(), &control.applies_when);
        let flags = trigger.flags();
        for flag in &flags {
            if !self.catalogue.flags.contains_key(*flag) {
                let known = self.catalogue.flags.keys().cloned().collect();
                let (control, flag, at) = (code.clone(), (*flag).to_owned(), at.clone());
                self.faults.push(Fault::UnknownFlag { control, flag, known, at });
            }
        }
        self.faults.extend(match trigger.can_fire() {
            Some(true) => None,
            Some(false) => Some(Fault::NeverFires { control: code, trigger: trigger.to_string(), at }),
            None => {
                let (count, most) = (flags.len(), trigger::WIDEST);
                Some(Fault::TooManyFlags { control: code, count, most, at })
            }
        });
    }

    fn references(&mut self, control: &Control) {
        for reference in &control.references {
            let Some(items) = self.catalogue.frameworks.get(&reference.framework) else {
                self.framework(control, &reference.framework);
                continue;
            };
            if !items.iter().any(|it| it.id == reference.id) {
                self.faults.push(Fault::UnknownReference {
                    control: control.code.clone(),
                    framework: reference.framework.clone(),
                    id: reference.id.clone(),
                    at: self.places.of(&control.code, "references"),
                });
            }
        }
    }

    fn framework(&mut self, control: &Control, framework: &str) {
        if FREE.contains(&framework) {
            return;
        }
        let listed = self.catalogue.frameworks.keys().map(String::as_str);
        self.faults.push(Fault::UnknownFramework {
            control: control.code.clone(),
            framework: framework.to_owned(),
            known: listed.chain(FREE.iter().copied()).map(str::to_owned).collect(),
            at: self.places.of(&control.code, "references"),
        });
    }

    fn params(&mut self, control: &Control) {
        let at = self.places.of(&control.code, "params");
        let code = || control.code.clone();
        let mut keys = BTreeSet::new();
        for param in &control.params {
            if !keys.insert(&param.key) {
                let (control, param, at) = (code(), param.key.clone(), at.clone());
                self.faults.push(Fault::DuplicateParam { control, param, at });
            }
            if let Some(level) = loosens_at(param) {
                let (control, param, at) = (code(), param.key.clone(), at.clone());
                self.faults.push(Fault::StrengthLoosens { control, param, level, at });
            }
        }
        let longer = control.reverify_days.windows(2).position(|it| matches!(it, [low, high] if high > low));
        if let Some(level) = longer {
            let at = self.places.of(&control.code, "reverify_days");
            self.faults.push(Fault::IntervalLengthens { control: code(), level: level + 1, at });
        }
    }

    fn wordings(&mut self, control: &Control) {
        self.wording(control, &control.is, "mood-is", "is");
        match &control.shall {
            Some(Shall::Text(text)) => self.wording(control, text, "mood-shall", "shall"),
            Some(Shall::None(_)) => {}
            None if matches!(control.scope, Scope::System | Scope::Information | Scope::Supplier) => {
                let at = self.places.of(&control.code, "shall");
                self.faults.push(Fault::ShallUndecided { control: control.code.clone(), at });
            }
            None => {}
        }
    }

    fn wording(&mut self, control: &Control, text: &Bilingual, mood: &'static str, key: &str) {
        for lang in [Lang::Sv, Lang::En] {
            let (code, at) = (|| control.code.clone(), self.places.of(&control.code, key));
            let Some(pieces) = pieces(text.get(lang)) else {
                self.faults.push(Fault::WordingUnreadable { control: code(), mood, lang, at });
                continue;
            };
            let places: BTreeSet<&str> = pieces.iter().filter_map(place).collect();
            let params: BTreeSet<&str> = control.params.iter().map(|it| it.key.as_str()).collect();
            for place in places.difference(&params) {
                let (place, at) = ((*place).to_owned(), at.clone());
                self.faults.push(Fault::PlaceWithoutParam { control: code(), place, mood, lang, at });
            }
            for param in params.difference(&places) {
                let (param, at) = ((*param).to_owned(), at.clone());
                self.faults.push(Fault::ParamWithoutPlace { control: code(), param, mood, lang, at });
            }
        }
    }

    fn translations(&mut self, control: &Control) {
        let shall = control.shall.as_ref().map(|it| match it {
            Shall::Text(text) => ("shall", text),
            Shall::None(text) => ("shall_reason", text),
        });
        let words = control.params.iter().flat_map(|it| &it.values).filter_map(|value| match value {
            ParamValue::Word(word) => Some(("params", word)),
            ParamValue::Number(_) => None,
        });
        let texts = [("title", &control.title), ("is", &control.is)]
            .into_iter()
            .chain(shall)
            .chain(control.params.iter().map(|it| ("params", &it.label)))
            .chain(words)
            .chain(control.hint.iter().map(|it| ("hint", it)))
            .chain(control.evidence.iter().map(|it| ("evidence", it)));
        for (field, text) in texts {
            for lang in [Lang::Sv, Lang::En] {
                if text.get(lang).trim().is_empty() {
                    let at = self.places.of(&control.code, field);
                    let control = control.code.clone();
                    self.faults.push(Fault::MissingTranslation { control, field, lang, at });
                }
            }
        }
    }
}

fn place<'a>(piece: &Piece<'a>) -> Option<&'a str> {
    match piece {
        Piece::Text(_) => None,
        Piece::Place(key, _) => Some(key),
    }
}

/// The first level at which a parameter asks for less than at the level below; for words, where an earlier word returns.
fn loosens_at(param: &Param) -> Option<usize> {
    let loosens = |low: &ParamValue, high: &ParamValue| match (low, high) {
        (ParamValue::Number(low), ParamValue::Number(high)) => match param.stricter {
            Stricter::Lower => high > low,
            Stricter::Higher => high < low,
            Stricter::Ordered => true,
        },
        (ParamValue::Word(_), ParamValue::Word(_)) => param.stricter != Stricter::Ordered,
        (ParamValue::Number(_), ParamValue::Word(_)) | (ParamValue::Word(_), ParamValue::Number(_)) => true,
    };
    let returns = |level: usize, value: &ParamValue| {
        let (before, _) = param.values.split_at(level);
        before.last() != Some(value) && before.contains(value)
    };
    let pairs = param.values.iter().zip(param.values.iter().skip(1)).enumerate();
    pairs
        .filter(|(at, (low, high))| {
            loosens(low, high) || (param.stricter == Stricter::Ordered && returns(at + 1, high))
        })
        .map(|(at, _)| at + 1)
        .next()
}

#[cfg(test)]
mod tests;
