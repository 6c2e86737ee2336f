//! Validation: the built-in catalogue and models, or documents that somebody gives.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

use domain::{
    catalogue::lint,
    inventory::{Inventory, check::Known},
    message::{Explain, Message},
};

use super::{
    builtin,
    folder::Folder,
    refusal::{Refusal, read_file},
};

/// What the lint and the schemas say.
pub(crate) struct Validated {
    /// What was looked at, with how many things it holds.
    pub(crate) looked_at: Vec<Message>,
    /// Documents that are invalid.
    pub(crate) errors: Vec<Box<dyn Explain + Send + Sync>>,
    /// What a valid document still does wrong.
    pub(crate) lints: Vec<Box<dyn Explain + Send + Sync>>,
}

/// Validates documents; without any, what the program brings with it.
pub(crate) fn validate(folder: &Folder, paths: &[PathBuf]) -> Result<Validated, Refusal> {
    if paths.is_empty() { built_in(folder) } else { documents(folder, paths) }
}

fn boxed<E: Explain + Send + Sync + 'static>(all: Vec<E>) -> Vec<Box<dyn Explain + Send + Sync>> {
    all.into_iter().map(|it| Box::new(it) as Box<dyn Explain + Send + Sync>).collect()
}

fn built_in(folder: &Folder) -> Result<Validated, Refusal> {
    let mut out = Validated { looked_at: vec![], errors: vec![], lints: vec![] };
    let loaded = builtin::loaded()?;
    let catalogue = &loaded.catalogue;
    out.lints.extend(boxed(lint::lint(catalogue, &loaded.places)));
    out.lints.extend(boxed(lint::uncovered(catalogue)));
    out.looked_at.push(Message::new("validate-catalogue").with("controls", catalogue.controls.len()));
    for (framework, items) in &catalogue.frameworks {
        let referred: BTreeSet<&str> = catalogue
            .controls
            .iter()
            .flat_map(|it| &it.references)
            .filter(|it| it.framework == *framework)
            .map(|it| it.id.as_str())
            .collect();
        let message = Message::new("validate-framework")
            .with("framework", framework)
            .with("covered", items.iter().filter(|it| referred.contains(it.id.as_str())).count())
            .with("total", items.len());
        out.looked_at.push(message);
    }
    match builtin::models(folder) {
        Ok(models) => out.looked_at.push(Message::new("validate-models").with("count", models.len())),
        Err(Refusal::Invalid(errors)) => out.errors.extend(errors),
        Err(other) => return Err(other),
    }
    Ok(out)
}

/// What a file is, its content says: a model, controls, settings, or rows of the register.
fn documents(folder: &Folder, paths: &[PathBuf]) -> Result<Validated, Refusal> {
    let mut out = Validated { looked_at: vec![], errors: vec![], lints: vec![] };
    let (mut rows, mut controls) = (vec![], vec![]);
    let mut models: BTreeMap<String, String> = BTreeMap::new();
    for path in files(paths)? {
        let name = path.display().to_string();
        let bytes = read_file(&path)?;
        match kind(&name, &bytes) {
            Kind::Model => match schema::model::parse(&name, &bytes) {
                Ok(model) => {
                    let first = models.insert(model.code.clone(), name.clone());
                    out.errors.extend(boxed(builtin::code_twice(&name, &model, first).into_iter().collect()));
                    out.looked_at.push(Message::new("validate-document").with("name", &name));
                }
                Err(errors) => out.errors.extend(boxed(errors)),
            },
            Kind::Catalogue => controls.push((name, bytes)),
            Kind::Settings => {
                match crate::config::settings(&name, &bytes, &crate::config::Environment::default()) {
                    Ok(_) => out.looked_at.push(Message::new("validate-document").with("name", &name)),
                    Err(errors) => out.errors.extend(errors),
                }
            }
            Kind::Rows => rows.push((name, bytes)),
            Kind::Other => out.looked_at.push(Message::new("import-not-imported").with("name", &name)),
        }
    }
    if !controls.is_empty() {
        catalogue(&controls, &mut out);
    }
    if !rows.is_empty() {
        register(folder, &rows, &mut out)?;
    }
    Ok(out)
}

/// Files of controls as one catalogue, so that what stands in two of them shows.
fn catalogue(files: &[(String, Vec<u8>)], out: &mut Validated) {
    match schema::catalogue::load(files) {
        Ok(loaded) => {
            let loaded = loaded.or_built_in();
            out.lints.extend(boxed(lint::lint(&loaded.catalogue, &loaded.places)));
            let names = files.iter().map(|it| Message::new("validate-document").with("name", &it.0));
            out.looked_at.extend(names);
        }
        Err(errors) => out.errors.extend(boxed(errors)),
    }
}

fn register(folder: &Folder, rows: &[(String, Vec<u8>)], out: &mut Validated) -> Result<(), Refusal> {
    let (catalogue, models, current) =
        (builtin::catalogue()?, builtin::models(folder)?, Inventory::default());
    let flags = catalogue.flags.keys().cloned().collect();
    let controls = catalogue.controls.iter().map(|it| it.code.clone()).collect();
    let methods = builtin::methods()?;
    let known = Known {
        flags: Some(&flags),
        controls: Some(&controls),
        methods: Some(&methods),
        is_time_zone: |name| name.parse::<chrono_tz::Tz>().is_ok(),
        is_dn: |text| directory::dn::norm(text).is_ok(),
        ..Known::new(&current, &models)
    };
    match schema::inventory::read(rows, &known, None, None) {
        Ok(_) => {
            out.looked_at.extend(rows.iter().map(|it| Message::new("validate-document").with("name", &it.0)));
        }
        Err(errors) => out.errors.extend(boxed(errors)),
    }
    Ok(())
}

enum Kind {
    Model,
    Catalogue,
    Settings,
    Rows,
    Other,
}

fn kind(name: &str, bytes: &[u8]) -> Kind {
    let path = Path::new(name);
    let extension = path.extension().and_then(|it| it.to_str()).map(str::to_lowercase).unwrap_or_default();
    match extension.as_str() {
        "csv" | "xlsx" => return Kind::Rows,
        "yaml" | "yml" | "json" => {}
        _ => return Kind::Other,
    }
    if path.file_name().is_some_and(|it| it == "skydd.yaml") {
        return Kind::Settings;
    }
    let tree =
        if extension == "json" { schema::read::json(name, bytes) } else { schema::read::yaml(name, bytes) };
    let Ok(tree) = tree else { return Kind::Rows };
    let has = |key: &str| tree.root.get(key).is_some();
    if has("$schema") || has("x-code") {
        Kind::Model
    } else if ["family", "controls", "flags", "framework"].into_iter().any(has) {
        Kind::Catalogue
    } else {
        Kind::Rows
    }
}

/// The files themselves, and those of folders and of folders in them; what is hidden or a link is not looked at.
fn files(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Refusal> {
    let mut out = vec![];
    for path in paths {
        if !path.is_dir() {
            out.push(path.clone());
            continue;
        }
        let wrong = |source| Refusal::File { path: path.clone(), source };
        let mut inside = vec![];
        for entry in std::fs::read_dir(path).map_err(wrong)? {
            let entry = entry.map_err(wrong)?;
            let hidden = entry.file_name().to_string_lossy().starts_with(['.', '~']);
            if !hidden && !entry.file_type().map_err(wrong)?.is_symlink() {
                inside.push(entry.path());
            }
        }
        inside.sort();
        out.extend(files(&inside)?);
    }
    Ok(out)
}
