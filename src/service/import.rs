//! Import: files → plan → one change. Every error is told, nothing is written on error, and a second time changes nothing.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

use domain::{
    access::snapshot::Completeness,
    inventory::{
        Inventory, List, SourceKind,
        check::Known,
        plan::{Plan, plan},
    },
    message::Message,
    permission::Action,
};
use schema::inventory::Loaded;
use sha2::{Digest, Sha256};
use store::{Entry, NewRun, Origin};

use super::{
    builtin,
    ctx::{Ctx, When},
    refusal::{Refusal, read_file},
};

/// Code of the source of an HR file that comes with a register.
const STAFF: &str = "hr";

/// A file to import: name as the user knows it, content.
pub(crate) type File = (String, Vec<u8>);

/// How to import.
#[derive(Debug, Clone, Default)]
pub(crate) struct Options {
    pub(crate) dry_run: bool,
    pub(crate) replace: bool,
    pub(crate) numbering: Option<schema::klassa::Numbering>,
    pub(crate) mapping: Option<String>,
}

/// What was or would be changed.
#[derive(Debug)]
pub(crate) struct Imported {
    pub(crate) plan: Plan,
    pub(crate) dry_run: bool,
    /// Rows of the HR file that came with the folder.
    pub(crate) people_read: Option<usize>,
    /// Files that wait for another command, or that nothing here reads.
    pub(crate) left_out: Vec<String>,
}

/// Imports files and folders.
pub(crate) async fn import(ctx: &Ctx, paths: &[PathBuf], options: &Options) -> Result<Imported, Refusal> {
    let (mut files, mut left_out) = (vec![], vec![]);
    for path in paths {
        collect(path, &mut files, &mut left_out)?;
    }
    if files.is_empty() {
        return Err(Refusal::told(Message::new("import-no-files")));
    }
    let mut imported = import_files(ctx, &files, options).await?;
    imported.left_out.extend(left_out);
    Ok(imported)
}

/// Imports files that have been read already.
pub(crate) async fn import_files(ctx: &Ctx, files: &[File], options: &Options) -> Result<Imported, Refusal> {
    let permit = ctx.may(Action::InventoryImport)?;
    let as_of = ctx.as_of(When::Now);
    let read = ctx.store.read(&permit).await?;
    let last_staff = read.last_hr().await?.map(|it| it.0.content_hash);
    drop(read);
    // With the names of people with protected identity: else each of them would differ from the register each time.
    let mut write = ctx.store.write(permit, ctx.stamp()).await?;
    let current = write.inventory().await?;
    let mut loaded = load(ctx, files, &current, options)?;
    store::keep_hidden(&current, &mut loaded.inventory);
    let plan = plan(&current, loaded.inventory, options.replace, as_of.day);
    let imported = Imported {
        people_read: loaded.hr.as_ref().map(Vec::len),
        plan,
        dry_run: options.dry_run,
        left_out: loaded.not_imported,
    };
    let content_hash: [u8; 32] = Sha256::digest(staff_file(files).map_or(&[][..], |it| &it.1)).into();
    // The same bytes say something else only where a source has come to read them in another way.
    let read_anew = !imported.plan.added.sources.is_empty() || !imported.plan.changed.sources.is_empty();
    let staff = loaded.hr.as_ref().filter(|_| last_staff != Some(content_hash) || read_anew);
    if options.dry_run || (imported.plan.is_empty() && staff.is_none()) {
        return Ok(imported);
    }
    builtin::keep(ctx, &mut write).await?;
    write.apply(&imported.plan, Origin::Import).await?;
    if let Some(hr) = staff {
        let new = NewRun {
            source: STAFF.to_owned(),
            kind: SourceKind::Hr,
            as_of: ctx.now,
            completeness: Completeness::Stated,
            content_hash,
            file: staff_file(files).map(|it| it.0.clone()),
            stated_by: None,
            entries: hr.len(),
            stated_entries: None,
            live: None,
        };
        write.add_run(&new, None, Some(hr.as_slice())).await?;
    }
    let entry = Entry::new("inventory-import")
        .with("added", count(&imported.plan.added))
        .with("changed", count(&imported.plan.changed))
        .with("removed", count(&imported.plan.removed));
    write.commit(entry).await?;
    Ok(imported)
}

/// The file that the HR rows came from.
fn staff_file(files: &[File]) -> Option<&File> {
    files.iter().find(|it| Path::new(&it.0).file_stem().is_some_and(|it| it == "hr"))
}

fn load(ctx: &Ctx, files: &[File], current: &Inventory, options: &Options) -> Result<Loaded, Refusal> {
    let catalogue = builtin::catalogue()?;
    let models = builtin::models(&ctx.folder)?;
    let flags: BTreeSet<String> = catalogue.flags.keys().cloned().collect();
    let controls: BTreeSet<String> = catalogue.controls.iter().map(|it| it.code.clone()).collect();
    let methods = builtin::methods()?;
    let known = Known {
        flags: Some(&flags),
        controls: Some(&controls),
        methods: Some(&methods),
        today: Some(ctx.as_of(When::Now).day),
        replace: options.replace,
        is_time_zone: |name| name.parse::<chrono_tz::Tz>().is_ok(),
        is_dn: |text| directory::dn::norm(text).is_ok(),
        ..Known::new(current, &models)
    };
    schema::inventory::read(files, &known, options.numbering, options.mapping.as_deref())
        .map_err(Refusal::invalid)
}

/// Rows of every list together.
pub(crate) fn count(inventory: &Inventory) -> usize {
    by_list(inventory).iter().map(|it| it.1.len()).sum::<usize>()
        + usize::from(inventory.organisation.is_some())
}

/// Codes per list, for lists that have rows.
pub(crate) fn by_list(inventory: &Inventory) -> Vec<(List, Vec<String>)> {
    struct Codes<'a>(&'a Inventory, Vec<(List, Vec<String>)>);
    impl domain::inventory::EachList for Codes<'_> {
        fn visit<R: domain::inventory::Row>(&mut self) {
            let codes: Vec<String> = R::list(self.0).iter().map(|it| it.code().to_owned()).collect();
            if !codes.is_empty() {
                self.1.push((R::LIST, codes));
            }
        }
    }
    let mut codes = Codes(inventory, vec![]);
    domain::inventory::each_list(&mut codes);
    codes.1
}

/// The files of a folder, not of folders in it, in order of name; or the one file. What is hidden, a lock of an office
/// program, a link or a folder is named as left out.
fn collect(path: &Path, out: &mut Vec<File>, left_out: &mut Vec<String>) -> Result<(), Refusal> {
    let wrong = |source| Refusal::File { path: path.to_owned(), source };
    if !path.is_dir() {
        out.push((path.display().to_string(), read_file(path)?));
        return Ok(());
    }
    let mut names = vec![];
    for entry in std::fs::read_dir(path).map_err(wrong)? {
        let entry = entry.map_err(wrong)?;
        let hidden = entry.file_name().to_string_lossy().starts_with(['.', '~']);
        if entry.file_type().map_err(wrong)?.is_file() && !hidden {
            names.push(entry.path());
        } else {
            left_out.push(entry.path().display().to_string());
        }
    }
    names.sort();
    left_out.sort();
    for name in names {
        out.push((name.display().to_string(), read_file(&name)?));
    }
    Ok(())
}
