//! What the program brings with it: the catalogue and the classification models; and an organisation's own models.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use domain::{
    catalogue::Catalogue,
    message::{Message, Position},
    model::{Model, ModelCode},
};
use schema::{
    catalogue,
    model::{self, ModelLint},
    read, validate,
};
use serde_json::Value;
use store::Write;

use super::{
    ctx::Ctx,
    folder::Folder,
    refusal::{Refusal, read_file},
};

/// The model of an organisation that has not chosen another.
pub(crate) const DEFAULT_MODEL: &str = "klassa-0-4";

/// The built-in catalogue with its texts. A test holds that nothing is wrong with it.
pub(crate) fn catalogue() -> Result<&'static Catalogue, Refusal> {
    loaded().map(|it| &it.catalogue)
}

/// The same, with the place of each part.
pub(crate) fn loaded() -> Result<&'static catalogue::Loaded, Refusal> {
    catalogue::built_in().map_err(|_problems| Refusal::told(Message::new("cli-builtin-damaged")))
}

/// The methods by which the catalogue's controls are verified.
pub(crate) fn methods() -> Result<BTreeSet<String>, Refusal> {
    let all = catalogue()?.controls.iter().flat_map(|it| &it.methods);
    Ok(all.map(|it| <&str>::from(*it).to_owned()).collect())
}

/// Every model with its text: the built-in ones, and those in `models/` of the data folder.
fn with_documents(folder: &Folder) -> Result<Vec<(Model, Value)>, Refusal> {
    let mut out = vec![];
    for code in model::BUILT_IN {
        let document = validate::source(&format!("models/{code}")).unwrap_or_default();
        out.push((model::built_in(code).map_err(Refusal::invalid)?, document));
    }
    let own = folder.path().join("models");
    if own.is_dir() {
        let wrong = |source| Refusal::File { path: own.clone(), source };
        let mut names = vec![];
        for entry in std::fs::read_dir(&own).map_err(wrong)? {
            let path = entry.map_err(wrong)?.path();
            if path.is_file() && is_model(&path) {
                names.push(path);
            }
        }
        names.sort();
        let mut places: BTreeMap<ModelCode, String> = BTreeMap::new();
        for path in names {
            let (name, bytes) = (path.display().to_string(), read_file(&path)?);
            let model = model::parse(&name, &bytes).map_err(Refusal::invalid)?;
            let first = places.insert(model.code.clone(), name.clone());
            if let Some(fault) = code_twice(&name, &model, first) {
                return Err(Refusal::invalid([fault]));
            }
            if model::BUILT_IN.contains(&model.code.as_str()) {
                // A copy of what is there already.
                continue;
            }
            let is_json = path.extension().is_some_and(|it| it.eq_ignore_ascii_case("json"));
            let tree = if is_json { read::json(&name, &bytes) } else { read::yaml(&name, &bytes) };
            out.push((model, tree.map_err(Refusal::invalid)?.to_json()));
        }
    }
    Ok(out)
}

/// Whether a file of `models/` is meant to be a model: what is hidden or of another kind is somebody's own.
fn is_model(path: &Path) -> bool {
    let hidden = path.file_name().is_some_and(|it| it.to_string_lossy().starts_with(['.', '~']));
    let extension = path.extension().and_then(|it| it.to_str()).unwrap_or_default().to_lowercase();
    !hidden && matches!(extension.as_str(), "json" | "yaml" | "yml")
}

/// A model's code is its own: not that of another model that is built in, nor that of the file `first`.
pub(super) fn code_twice(name: &str, found: &Model, first: Option<String>) -> Option<ModelLint> {
    let (at, code) = (Position::File(name.to_owned()), found.code.clone());
    if model::built_in(&code).is_ok_and(|it| it != *found) {
        return Some(ModelLint::CodeBuiltIn { code, at });
    }
    first.map(|first| ModelLint::CodeTwice { code, first, at })
}

/// Every model.
pub(crate) fn models(folder: &Folder) -> Result<Vec<Model>, Refusal> {
    Ok(with_documents(folder)?.into_iter().map(|it| it.0).collect())
}

/// The model with `code`. Of the built-in ones, no more than that one is read.
pub(crate) fn model(code: &str, folder: &Folder) -> Result<Model, Refusal> {
    if model::BUILT_IN.contains(&code) {
        return model::built_in(code).map_err(Refusal::invalid);
    }
    let models = models(folder)?;
    let known: Vec<ModelCode> = models.iter().map(|it| it.code.clone()).collect();
    let found = models.into_iter().find(|it| it.code == code);
    found.ok_or_else(|| {
        let path = folder.path().join("models").display().to_string();
        Refusal::told(
            Message::new("cli-no-such-model").with("code", code).with("known", known).with("path", path),
        )
    })
}

/// Keeps the texts of catalogue and models beside the facts, so that an old day can be derived with the old texts. Gives
/// the hash of the catalogue.
pub(crate) async fn keep(ctx: &Ctx, write: &mut Write) -> Result<[u8; 32], Refusal> {
    for (model, document) in with_documents(&ctx.folder)? {
        write.ensure_model(&model, &document).await?;
    }
    let manifest: BTreeMap<String, String> = loaded()?.manifest.clone();
    Ok(write.ensure_catalogue(&manifest, "built in").await?.0)
}
