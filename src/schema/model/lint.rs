//! What a classification model may not say, and what takes two places of it to see.

use super::{Args, BTreeMap, Explain, LevelCode, Node, Position, Tree, code, is_true, join, text};

/// Where a model contradicts itself. `StopBelowTop` is the message `model-stop-below-top`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, strum::IntoStaticStr, strum::VariantNames)]
#[strum(serialize_all = "kebab-case", prefix = "model-")]
#[expect(missing_docs, reason = "the fields are what the variant's sentence mentions")]
pub enum ModelLint {
    /// The same level stands twice in a dimension.
    #[error("{at}: level {level} of {dimension} stands twice")]
    LevelTwice { dimension: String, level: String, at: Position },
    /// A stop level with another level above it.
    #[error("{at}: stop level {level} of {dimension} is not the top")]
    StopBelowTop { dimension: String, level: String, at: Position },
    /// Fewer than two levels that may be recorded.
    #[error("{at}: {dimension} has fewer than two levels below stop")]
    TooFewLevels { dimension: String, at: Position },
    /// A dimension that drives the catalogue has a level without a step of it.
    #[error("{at}: level {level} of {dimension} has no level of the catalogue")]
    CatalogueMissing { dimension: String, level: String, at: Position },
    /// A level has a step of the catalogue that nothing will ask for: the dimension drives no aspect, or the level is a stop.
    #[error("{at}: level {level} of {dimension} has a level of the catalogue that is never used")]
    CatalogueUnused { dimension: String, level: String, at: Position },
    /// A higher level has a lower step of the catalogue.
    #[error("{at}: level {level} of {dimension} falls from {before} to {after} in the catalogue")]
    CatalogueFalls { dimension: String, level: String, before: i64, after: i64, at: Position },
    /// Two dimensions drive the same aspect.
    #[error("{at}: {dimension} drives {aspect}, as {other} does")]
    AspectTwice { dimension: String, other: String, aspect: String, at: Position },
    /// Two levels of a dimension are called the same.
    #[error("{at}: two levels of {dimension} are called {word:?}")]
    WordTwice { dimension: String, word: String, at: Position },
    /// A model has the code of one that the program brings.
    #[error("{at}: {code} is a model of the program")]
    CodeBuiltIn { code: String, at: Position },
    /// Two models have one code.
    #[error("{at}: {code} stands already in {first}")]
    CodeTwice { code: String, first: String, at: Position },
    /// Reasons are required from a level that the dimension lacks, or that is never recorded.
    #[error("{at}: {dimension} has no level {level} to require a reason from")]
    UnknownThreshold { dimension: String, level: String, at: Position },
}

impl Explain for ModelLint {
    fn key(&self) -> &'static str {
        self.into()
    }

    fn args(&self) -> Args {
        let args = Args::new();
        match self {
            Self::TooFewLevels { dimension, .. } => args.with("dimension", dimension),
            Self::WordTwice { dimension, word, .. } => args.with("dimension", dimension).with("word", word),
            Self::CodeBuiltIn { code, .. } => args.with("code", code),
            Self::CodeTwice { code, first, .. } => args.with("code", code).with("first", first),
            Self::LevelTwice { dimension, level, .. }
            | Self::StopBelowTop { dimension, level, .. }
            | Self::CatalogueMissing { dimension, level, .. }
            | Self::CatalogueUnused { dimension, level, .. }
            | Self::UnknownThreshold { dimension, level, .. } => {
                args.with("dimension", dimension).with("level", level)
            }
            Self::CatalogueFalls { dimension, level, before, after, .. } => args
                .with("dimension", dimension)
                .with("level", level)
                .with("before", *before)
                .with("after", *after),
            Self::AspectTwice { dimension, other, aspect, .. } => {
                args.with("dimension", dimension).with("other", other).with("aspect", aspect)
            }
        }
    }

    fn position(&self) -> Option<&Position> {
        match self {
            Self::LevelTwice { at, .. }
            | Self::StopBelowTop { at, .. }
            | Self::TooFewLevels { at, .. }
            | Self::CatalogueMissing { at, .. }
            | Self::CatalogueUnused { at, .. }
            | Self::CatalogueFalls { at, .. }
            | Self::AspectTwice { at, .. }
            | Self::WordTwice { at, .. }
            | Self::CodeBuiltIn { at, .. }
            | Self::CodeTwice { at, .. }
            | Self::UnknownThreshold { at, .. } => Some(at),
        }
    }
}

/// Everything in which a model that follows its schema contradicts itself, in the order of the document.
pub(super) fn lint(tree: &Tree) -> Vec<ModelLint> {
    let mut found = vec![];
    let mut driven: BTreeMap<String, String> = BTreeMap::new();
    for entry in tree.root.get("properties").map(Node::entries).unwrap_or_default() {
        let (dimension, pointer) = (entry.key.clone(), join("/properties", &entry.key));
        let aspect = text(&entry.value, "x-catalogue");
        if let Some(other) = driven.get(&aspect).filter(|_| !aspect.is_empty()) {
            let (other, at) = (other.clone(), tree.place(&join(&pointer, "x-catalogue")));
            found.push(ModelLint::AspectTwice {
                dimension: dimension.clone(),
                other,
                aspect: aspect.clone(),
                at,
            });
        }
        driven.entry(aspect).or_insert(dimension);
        found.extend(levels(tree, &entry.key, &entry.value, &pointer));
    }
    found.sort_by(|a, b| a.position().cmp(&b.position()));
    found
}

fn levels(tree: &Tree, dimension: &str, node: &Node, pointer: &str) -> Vec<ModelLint> {
    let all = node.get("oneOf").map(Node::items).unwrap_or_default();
    let drives = node.get("x-catalogue").is_some();
    let mut found = vec![];
    let mut seen: Vec<LevelCode> = vec![];
    let mut before: Option<i64> = None;
    for (index, level) in all.iter().enumerate() {
        let (at, stop) = (tree.position(level.at), is_true(level, "x-stop"));
        let Some(own) = level.get("const").and_then(code) else { continue };
        let (dimension, shown) = (dimension.to_owned(), own.to_string());
        let step = level.get("x-catalogue").and_then(Node::integer);
        if seen.contains(&own) {
            found.push(ModelLint::LevelTwice {
                dimension: dimension.clone(),
                level: shown.clone(),
                at: at.clone(),
            });
        }
        for title in ["title", "x-title-sv"] {
            let word = text(level, title);
            let same = |it: &Node| text(it, title).to_lowercase() == word.to_lowercase();
            if all.iter().take(index).any(same) {
                let (dimension, at) = (dimension.clone(), at.clone());
                found.push(ModelLint::WordTwice { dimension, word, at });
            }
        }
        if stop && index + 1 < all.len() {
            found.push(ModelLint::StopBelowTop {
                dimension: dimension.clone(),
                level: shown.clone(),
                at: at.clone(),
            });
        }
        match step {
            None if drives && !stop => {
                found.push(ModelLint::CatalogueMissing { dimension, level: shown, at });
            }
            Some(_) if stop || !drives => {
                found.push(ModelLint::CatalogueUnused { dimension, level: shown, at });
            }
            Some(after) => {
                if let Some(before) = before.filter(|it| after < *it) {
                    found.push(ModelLint::CatalogueFalls { dimension, level: shown, before, after, at });
                }
                before = Some(after);
            }
            None => {}
        }
        seen.push(own);
    }
    let recordable: Vec<LevelCode> =
        all.iter().filter(|it| !is_true(it, "x-stop")).filter_map(|it| code(it.get("const")?)).collect();
    if recordable.len() < 2 {
        let at = tree.place(&join(pointer, "oneOf"));
        found.push(ModelLint::TooFewLevels { dimension: dimension.to_owned(), at });
    }
    if let Some(threshold) =
        node.get("x-reason-required").and_then(code).filter(|it| !recordable.contains(it))
    {
        let (at, level) = (tree.place(&join(pointer, "x-reason-required")), threshold.to_string());
        found.push(ModelLint::UnknownThreshold { dimension: dimension.to_owned(), level, at });
    }
    found
}
