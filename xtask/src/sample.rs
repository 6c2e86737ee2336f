//! The fictional municipality Norrvada: `examples/norrvada/`, written from `examples/norrvada.yaml`.
//!
//!     norrvada.yaml ──► staff (HR file) ──► register (inventory lists)
//!                                      └──► directory (LDIF), with the planted deviations
//!
//! Invariants, held by `sample/tests.rs` and, for what a check finds, by the tests of the product:
//! - the same source gives the same bytes on every machine;
//! - a check finds the planted deviations, each in its number, and nothing else.

use std::{collections::BTreeMap, fs, path::Path};

use anyhow::{Context, Result};

use self::{date::Date, directory::Directory, register::Register, source::Source, staff::Staff};

mod assets;
mod date;
mod directory;
mod evidence;
mod names;
mod random;
mod register;
mod rules;
mod source;
mod staff;
mod systems;
mod yaml;

/// The sample's day, 2026-11-01: the demo's clock starts there.
const AS_OF: Date = Date(20_758);

/// All files of the sample, by name.
pub fn files() -> Result<BTreeMap<String, String>> {
    let source = Source::read()?;
    let staff = Staff::invent(&source)?;
    let mut register = Register::new(&source, &staff);
    let mut files = register.documents()?;
    files.insert("directory.ldif".to_owned(), Directory::build(&source, &staff)?.ldif());
    files.insert("hr.csv".to_owned(), staff.csv());
    Ok(files)
}

fn has_ending(name: &str, ending: &str) -> bool {
    Path::new(name).extension().is_some_and(|it| it == ending)
}

/// Writes the sample to `folder`, and removes documents there that are no longer part of it.
pub fn write(folder: &Path) -> Result<()> {
    let files = files()?;
    fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_name().to_str().is_some_and(|it| has_ending(it, "yaml") && !files.contains_key(it)) {
            fs::remove_file(entry.path())?;
        }
    }
    for (name, text) in files {
        fs::write(folder.join(&name), text).with_context(|| name)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests;
