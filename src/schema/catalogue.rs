//! The catalogue of controls: the files of `controls/`, or those that a user gives, as a [`Catalogue`].
//!
//! A file is what its first key says: `family` (controls), `flags` or `framework`. Every file is validated by its
//! schema; errors of all files come out together, each with its place. What only shows when the parts are seen together
//! is the lint's: `domain::catalogue::lint`.

use std::{collections::BTreeMap, sync::LazyLock};

use domain::{
    catalogue::{
        Catalogue, Category, Control, DriverAspect, FrameworkItem, Method, Param, ParamValue, Reference,
        Scope, Shall, Standing, Stricter, Trigger, Usability, lint::Places, trigger::TriggerError,
    },
    message::{Args, Bilingual, Explain, Position},
};
use rust_embed::RustEmbed;
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::Value;

use crate::{
    place::{Node, Tree},
    read::{self, ReadError},
    validate::{self, SchemaError},
};

#[derive(RustEmbed)]
#[folder = "../../controls"]
struct Controls;

/// What the files of a catalogue may not do beside what their schemas say. `UnknownFile` is `catalogue-unknown-file`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, strum::IntoStaticStr, strum::VariantNames)]
#[strum(serialize_all = "kebab-case", prefix = "catalogue-")]
#[expect(missing_docs, reason = "the fields are what the variant's sentence mentions")]
pub enum CatalogueError {
    /// The file begins with none of the keys that say what it is.
    #[error("{at}: neither controls, flags nor framework")]
    UnknownFile { at: Position },
    /// The code of a control does not begin with the family of its file.
    #[error("{at}: {control} is not of {family}")]
    FamilyMismatch { control: String, family: String, at: Position },
    /// A family stands in two files.
    #[error("{at}: family {family} again")]
    DuplicateFamily { family: String, at: Position },
    /// A framework stands in two files.
    #[error("{at}: framework {framework} again")]
    DuplicateFramework { framework: String, at: Position },
    /// The schema lets something through that the program cannot hold.
    #[error("{at}: {problem}")]
    Unreadable { problem: String, at: Position },
}

impl Explain for CatalogueError {
    fn key(&self) -> &'static str {
        self.into()
    }
    fn args(&self) -> Args {
        match self {
            Self::UnknownFile { .. } => Args::new(),
            Self::FamilyMismatch { control, family, .. } => {
                Args::new().with("control", control).with("family", family)
            }
            Self::DuplicateFamily { family, .. } => Args::new().with("family", family),
            Self::DuplicateFramework { framework, .. } => Args::new().with("framework", framework),
            Self::Unreadable { problem, .. } => Args::new().with("problem", problem),
        }
    }
    fn position(&self) -> Option<&Position> {
        match self {
            Self::UnknownFile { at }
            | Self::FamilyMismatch { at, .. }
            | Self::DuplicateFamily { at, .. }
            | Self::DuplicateFramework { at, .. }
            | Self::Unreadable { at, .. } => Some(at),
        }
    }
}

/// Anything that is wrong with the files of a catalogue.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// A file cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// A file is not as its schema says.
    #[error(transparent)]
    Schema(#[from] SchemaError),
    /// A trigger cannot be read.
    #[error(transparent)]
    Trigger(#[from] TriggerError),
    /// Anything else.
    #[error(transparent)]
    Catalogue(#[from] CatalogueError),
}

impl Problem {
    fn inner(&self) -> &dyn Explain {
        match self {
            Self::Read(it) => it,
            Self::Schema(it) => it,
            Self::Trigger(it) => it,
            Self::Catalogue(it) => it,
        }
    }
}

impl Explain for Problem {
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

/// A catalogue with where its parts stand and the texts that it was read from.
#[derive(Debug, Clone, Default)]
pub struct Loaded {
    /// The catalogue.
    pub catalogue: Catalogue,
    /// Where its parts stand, for the lint.
    pub places: Places,
    /// Texts by path below `controls/`, for the hash that says which catalogue a figure was derived from.
    pub manifest: BTreeMap<String, String>,
}

/// The catalogue that is built into the program, read once.
///
/// # Errors
/// Everything that is wrong with its files; a test holds that nothing is.
pub fn built_in() -> Result<&'static Loaded, &'static [Problem]> {
    static READ: LazyLock<Result<Loaded, Vec<Problem>>> = LazyLock::new(|| {
        let mut names: Vec<_> = Controls::iter().filter(|it| it.ends_with(".yaml")).collect();
        names.sort();
        let file = |name: &str| Some((name.to_owned(), Controls::get(name)?.data.into_owned()));
        load(&names.iter().filter_map(|it| file(it)).collect::<Vec<_>>())
    });
    READ.as_ref().map_err(Vec::as_slice)
}

/// Reads files of a catalogue: name and bytes. What they leave out, flags or frameworks, is not in the result; see
/// [`Loaded::or_built_in`].
///
/// # Errors
/// Everything that is wrong with them.
pub fn load(files: &[(String, Vec<u8>)]) -> Result<Loaded, Vec<Problem>> {
    let mut reading = Reading::default();
    for (name, bytes) in files {
        reading.file(name, bytes);
    }
    let Reading { mut loaded, problems } = reading;
    loaded.catalogue.controls.sort_by(|one, other| one.code.cmp(&other.code));
    if problems.is_empty() { Ok(loaded) } else { Err(problems) }
}

impl Loaded {
    /// The same, with the built-in flags and frameworks where the files hold none: for controls that a user checks.
    #[must_use]
    pub fn or_built_in(mut self) -> Self {
        if let Ok(built_in) = built_in() {
            if self.catalogue.flags.is_empty() {
                self.catalogue.flags.clone_from(&built_in.catalogue.flags);
            }
            if self.catalogue.frameworks.is_empty() {
                self.catalogue.frameworks.clone_from(&built_in.catalogue.frameworks);
            }
        }
        self
    }
}

#[derive(Default)]
struct Reading {
    loaded: Loaded,
    problems: Vec<Problem>,
}

impl Reading {
    fn file(&mut self, name: &str, bytes: &[u8]) {
        let tree = match read::yaml(name, bytes) {
            Ok(tree) => tree,
            Err(errors) => return self.problems.extend(errors.into_iter().map(Problem::from)),
        };
        self.loaded.manifest.insert(name.to_owned(), String::from_utf8_lossy(bytes).into_owned());
        let kinds = [
            ("family", "control", Self::family as fn(&mut Self, &Tree, Value)),
            ("flags", "flags", Self::flags),
            ("framework", "framework", Self::framework),
        ];
        let Some((_, schema, take)) = kinds.into_iter().find(|(key, ..)| tree.root.get(key).is_some()) else {
            return self
                .problems
                .push(CatalogueError::UnknownFile { at: Position::File(name.to_owned()) }.into());
        };
        let json = tree.to_json();
        let errors = validate::located(schema, &tree, &json);
        if errors.is_empty() {
            take(self, &tree, json);
        } else {
            self.problems.extend(errors.into_iter().map(|it| it.error.into()));
        }
    }

    fn family(&mut self, tree: &Tree, json: Value) {
        let Some(document) = self.take::<Family>(tree, "", json) else { return };
        let family = document.code;
        if self.loaded.catalogue.families.insert(family.clone(), document.title).is_some() {
            let at = tree.place("/family");
            self.problems.push(CatalogueError::DuplicateFamily { family: family.clone(), at }.into());
        }
        for (at, control) in document.controls.into_iter().enumerate() {
            let pointer = format!("/controls/{at}");
            if let Some(document) = self.take::<ControlDocument>(tree, &pointer, control) {
                self.control(tree, &pointer, &family, document);
            }
        }
    }

    fn control(&mut self, tree: &Tree, pointer: &str, family: &str, document: ControlDocument) {
        let code = document.code.clone();
        let code_at = tree.place(&format!("{pointer}/code"));
        if code.split('-').next() != Some(family) {
            let (control, family, at) = (code.clone(), family.to_owned(), code_at.clone());
            self.problems.push(CatalogueError::FamilyMismatch { control, family, at }.into());
        }
        for entry in tree.find(pointer).into_iter().flat_map(Node::entries) {
            self.loaded.places.0.insert(format!("{code}/{}", entry.key), tree.position(entry.key_at));
        }
        self.loaded.places.0.insert(code, code_at);
        match Trigger::parse(&document.applies_when) {
            Ok(trigger) => self.loaded.catalogue.controls.push(document.into_control(trigger)),
            Err(error) => {
                let at = Some(tree.place(&format!("{pointer}/applies_when")));
                self.problems.push(TriggerError { at, ..error }.into());
            }
        }
    }

    fn flags(&mut self, tree: &Tree, json: Value) {
        let Some(document) = self.take::<Flags>(tree, "", json) else { return };
        self.loaded.catalogue.flags.extend(document.flags);
    }

    fn framework(&mut self, tree: &Tree, json: Value) {
        let Some(document) = self.take::<Framework>(tree, "", json) else { return };
        let items = document.items.into_iter();
        let items = items.map(|it| FrameworkItem { id: it.id, label: it.label, group: it.group }).collect();
        let framework = document.code;
        self.loaded.catalogue.titles.insert(framework.clone(), document.title);
        if self.loaded.catalogue.frameworks.insert(framework.clone(), items).is_some() {
            let at = tree.place("/framework");
            self.problems.push(CatalogueError::DuplicateFramework { framework, at }.into());
        }
    }

    fn take<T: DeserializeOwned>(&mut self, tree: &Tree, pointer: &str, json: Value) -> Option<T> {
        match serde_json::from_value(json) {
            Ok(it) => Some(it),
            Err(error) => {
                let at = tree.place(pointer);
                self.problems.push(CatalogueError::Unreadable { problem: error.to_string(), at }.into());
                None
            }
        }
    }
}

#[derive(Deserialize)]
struct Family {
    #[serde(rename = "family")]
    code: String,
    title: Bilingual,
    controls: Vec<Value>,
}

#[derive(Deserialize)]
struct Flags {
    flags: BTreeMap<String, Bilingual>,
}

#[derive(Deserialize)]
struct Framework {
    #[serde(rename = "framework")]
    code: String,
    title: String,
    items: Vec<ItemDocument>,
}

#[derive(Deserialize)]
struct ItemDocument {
    id: String,
    label: Option<Bilingual>,
    group: Option<u8>,
}

#[derive(Deserialize)]
struct ControlDocument {
    code: String,
    #[serde(default = "first")]
    revision: u32,
    revised: Option<chrono::NaiveDate>,
    title: Bilingual,
    tier: Option<String>,
    category: Category,
    scope: Scope,
    applies_when: String,
    is: Bilingual,
    shall: Option<ShallDocument>,
    shall_reason: Option<Bilingual>,
    #[serde(default)]
    params: Vec<ParamDocument>,
    usability: Usability,
    references: BTreeMap<String, References>,
    methods: Vec<Method>,
    hint: Option<Bilingual>,
    reverify_days: [u32; 4],
    minutes: Option<u32>,
    evidence: Vec<Bilingual>,
}

const fn first() -> u32 {
    1
}

#[derive(Deserialize)]
#[serde(untagged)]
enum ShallDocument {
    Text(Bilingual),
    /// The schema allows only `none`.
    Word(#[expect(dead_code, reason = "says nothing but that it is none")] String),
}

#[derive(Deserialize)]
struct ParamDocument {
    key: String,
    unit: String,
    label: Bilingual,
    driver: DriverAspect,
    stricter: Stricter,
    values: [ParamValue; 4],
}

#[derive(Deserialize)]
struct References {
    #[serde(default)]
    seen: Vec<String>,
    #[serde(default)]
    our_reading: Vec<String>,
    #[serde(default)]
    not_read: Vec<String>,
}

impl ControlDocument {
    fn into_control(self, applies_when: Trigger) -> Control {
        let by_method = self.methods.first().map_or(0, |it| it.minutes());
        let shall = match (self.shall, self.shall_reason) {
            (Some(ShallDocument::Text(text)), _) => Some(Shall::Text(text)),
            (Some(ShallDocument::Word(_)), Some(reason)) => Some(Shall::None(reason)),
            (Some(ShallDocument::Word(_)) | None, _) => None,
        };
        let params = self.params.into_iter().map(|it| Param {
            key: it.key,
            unit: it.unit,
            label: it.label,
            driver: it.driver,
            stricter: it.stricter,
            values: it.values,
        });
        Control {
            code: self.code,
            revision: self.revision,
            revised: self.revised,
            title: self.title,
            category: self.category,
            scope: self.scope,
            applies_when,
            is: self.is,
            shall,
            params: params.collect(),
            usability: self.usability,
            references: self
                .references
                .into_iter()
                .flat_map(|(name, it)| it.into_references(&name))
                .collect(),
            methods: self.methods,
            hint: self.hint,
            reverify_days: self.reverify_days,
            minutes: self.minutes.unwrap_or(by_method),
            start: self.tier.is_some(),
            evidence: self.evidence,
        }
    }
}

impl References {
    fn into_references(self, framework: &str) -> Vec<Reference> {
        let of = |standing, ids: Vec<String>| {
            let framework = framework.to_owned();
            ids.into_iter().map(move |id| Reference { framework: framework.clone(), id, standing })
        };
        of(Standing::Seen, self.seen)
            .chain(of(Standing::OurReading, self.our_reading))
            .chain(of(Standing::NotRead, self.not_read))
            .collect()
    }
}

#[cfg(test)]
mod tests;
