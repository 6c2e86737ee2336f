//! Directories that are read live: configured here, read here. Of a password only its file is known to the database; it is
//! read when it is needed and wiped afterwards.

use std::{collections::BTreeSet, path::Path, time::Duration};

use domain::{
    access::{
        check::settings,
        rule::{ACCOUNT, Expr, Part},
        snapshot::{Completeness, Dialect, ObjectKind, Snapshot},
    },
    inventory::{Code, Entitled, Inventory, PlaceFact, Rule},
    message::Message,
    permission::Action,
};
use fetch::{Address, FetchError, Limits, Password, Reading, Roots, Target, Wanted};
use serde_json::{Value, json};
use store::{Directory, Entry};

use super::{
    check_access,
    ctx::Ctx,
    refusal::{Refusal, read_file},
    situation::no_such,
};
use crate::config::Settings;

/// Configures a directory, or changes the one of that name. Nothing is connected to.
pub(crate) async fn add(ctx: &Ctx, directory: Directory) -> Result<Directory, Refusal> {
    let permit = ctx.may(Action::DirectoryConfigure)?;
    check(&directory)?;
    let mut write = ctx.store.write(permit, ctx.stamp()).await?;
    write.save_directory(&directory).await?;
    let entry = Entry::new("directory-add")
        .with("name", directory.name.clone())
        .with("url", directory.url.clone())
        .with("base", directory.base.clone())
        .with("bind_dn", directory.bind_dn.clone());
    write.commit(entry).await?;
    Ok(directory)
}

/// The configured directories, by name.
pub(crate) async fn list(ctx: &Ctx) -> Result<Vec<Directory>, Refusal> {
    let permit = ctx.may(Action::AccessCheck)?;
    Ok(ctx.store.read(&permit).await?.directories().await?)
}

/// One of them.
pub(crate) async fn show(ctx: &Ctx, name: &str) -> Result<Directory, Refusal> {
    one(list(ctx).await?, name)
}

/// Takes a directory out of use; what was read from it stays.
pub(crate) async fn remove(ctx: &Ctx, name: &str) -> Result<Directory, Refusal> {
    let permit = ctx.may(Action::DirectoryConfigure)?;
    let found = one(ctx.store.read(&permit).await?.directories().await?, name)?;
    let mut write = ctx.store.write(permit, ctx.stamp()).await?;
    write.retire_directory(&found).await?;
    write.commit(Entry::new("directory-remove").with("name", name)).await?;
    Ok(found)
}

fn one(all: Vec<Directory>, name: &str) -> Result<Directory, Refusal> {
    let known: Vec<Code> = all.iter().map(|it| it.name.clone()).collect();
    let found = all.into_iter().find(|it| it.name == name);
    found.ok_or_else(|| no_such(name, "list-directories", known.iter().map(String::as_str)))
}

/// Everything that is wrong with a configuration.
fn check(it: &Directory) -> Result<(), Refusal> {
    let mut faults: Vec<Box<dyn domain::message::Explain + Send + Sync>> = Vec::new();
    let is_name = !it.name.is_empty()
        && it.name.chars().all(|it| it.is_ascii_alphanumeric() || matches!(it, '-' | '_' | '.'));
    if !is_name {
        faults.push(Box::new(Message::new("directory-config-name").with("name", &it.name)));
    }
    if let Err(error) = Address::parse(&it.url, it.starttls) {
        faults.push(Box::new(error));
    }
    for (key, dn) in [("directory-config-base", &it.base), ("directory-config-bind-dn", &it.bind_dn)]
        .into_iter()
        .chain(it.canaries.iter().map(|it| ("directory-config-canary", it)))
    {
        // Active Directory also takes `name@domain`, which is no DN.
        let is_account = key == "directory-config-bind-dn" && dn.contains('@') && !dn.contains('=');
        if !is_account && directory::dn::norm(dn).is_ok_and(|it| !it.is_empty()) {
            continue;
        }
        if !is_account {
            faults.push(Box::new(Message::new(key).with("dn", dn)));
        }
    }
    if let Err(error) = password(it) {
        faults.push(error);
    }
    if let Err(error) = roots(it) {
        faults.push(error);
    }
    if faults.is_empty() { Ok(()) } else { Err(Refusal::Invalid(faults)) }
}

type Fault = Box<dyn domain::message::Explain + Send + Sync>;

fn password(it: &Directory) -> Result<Password, Fault> {
    let path = Path::new(&it.password_file);
    let bytes = std::fs::read(path).map_err(|error| unreadable(path, &error))?;
    Password::of_file(bytes).map_err(|_empty| -> Fault {
        Box::new(Message::new("directory-config-password-empty").with("path", &it.password_file))
    })
}

fn roots(it: &Directory) -> Result<Roots, Fault> {
    let Some(file) = &it.ca_file else { return Roots::of_machine().map_err(|it| Box::new(it) as Fault) };
    let path = Path::new(file);
    let pem = std::fs::read(path).map_err(|error| unreadable(path, &error))?;
    Roots::of_pem(file, &pem).map_err(|it| Box::new(it) as Fault)
}

fn unreadable(path: &Path, error: &std::io::Error) -> Fault {
    let key = match error.kind() {
        std::io::ErrorKind::NotFound => "cli-file-not-found",
        std::io::ErrorKind::PermissionDenied => "cli-file-denied",
        _ => "cli-file-failed",
    };
    Box::new(Message::new(key).with("path", path.display().to_string()))
}

/// A read of one directory.
#[derive(Debug)]
pub(crate) struct Live {
    pub(crate) directory: Directory,
    pub(crate) reading: Reading,
    /// What makes it incomplete, the reason first.
    pub(crate) gaps: Vec<Message>,
}

impl Live {
    pub(crate) fn completeness(&self) -> Completeness {
        if self.gaps.is_empty() { self.reading.completeness() } else { Completeness::Incomplete }
    }

    /// Facts of the read that are kept with its run.
    pub(crate) fn facts(&self) -> Value {
        let facts = &self.reading.facts;
        let dialect: Option<&str> = facts.dialect.map(Into::into);
        json!({
            "address": self.directory.url, "starttls": self.directory.starttls, "base": self.directory.base,
            "bind_dn": self.directory.bind_dn, "dialect": dialect, "filters": facts.filters, "pages": facts.pages,
            "values": facts.values, "bytes": facts.bytes, "long_groups": facts.ranges,
            "references": facts.references, "milliseconds": facts.milliseconds,
            "incomplete_because": self.gaps.iter().map(|it| it.key).collect::<Vec<_>>(),
        })
    }
}

/// Reads the directories called `names`, or all that are configured, one after the other.
pub(crate) async fn read(
    ctx: &Ctx,
    names: &[Code],
    inventory: &Inventory,
    accept_drop: bool,
) -> Result<Vec<Live>, Refusal> {
    let permit = ctx.may(Action::AccessCheck)?;
    let store = ctx.store.read(&permit).await?;
    let mut all = store.directories().await?;
    for name in names {
        one(all.clone(), name)?;
    }
    all.retain(|it| names.is_empty() || names.contains(&it.name));
    let mut out = Vec::new();
    for directory in all {
        let before = store.last_run(Some(&directory.name)).await?;
        let before = before.filter(|it| it.0.completeness != Completeness::Incomplete && !accept_drop);
        let before = before.map(|it| it.1);
        let wanted = wanted(inventory, &directory.name, before.as_ref());
        let reading = match target(&directory, &ctx.settings) {
            Ok(target) => fetch::read(&target, &wanted).await,
            Err(fault) => return Err(Refusal::Invalid(vec![fault])),
        };
        let mut gaps = gaps(&reading);
        if let Some(before) = &before {
            gaps.extend(drop_in(before, reading.snapshot.as_ref()));
        }
        out.push(Live { directory, reading, gaps });
    }
    Ok(out)
}

fn target(it: &Directory, settings: &Settings) -> Result<Target, Fault> {
    Ok(Target {
        address: Address::parse(&it.url, it.starttls).map_err(|it| Box::new(it) as Fault)?,
        roots: roots(it)?,
        base: it.base.clone(),
        bind_dn: it.bind_dn.clone(),
        password: password(it)?,
        dialect: it.dialect,
        canaries: it.canaries.clone(),
        limits: limits(settings),
    })
}

fn limits(settings: &Settings) -> Limits {
    let custom = Limits::default();
    let seconds = |it: Option<u64>, otherwise| it.map_or(otherwise, Duration::from_secs);
    Limits {
        connect: seconds(settings.directory_connect_seconds, custom.connect),
        stall: seconds(settings.directory_stall_seconds, custom.stall),
        whole: settings.directory_read_minutes.map_or(custom.whole, Duration::from_mins),
        entries: settings.directory_max_entries.unwrap_or(custom.entries),
        bytes: settings.directory_max_megabytes.map_or(custom.bytes, |it| it << 20),
        page: settings.directory_page_size.unwrap_or(custom.page),
    }
}

/// What rules and places ask for.
fn wanted(inventory: &Inventory, name: &Code, before: Option<&Snapshot>) -> Wanted {
    let settings = settings(inventory, std::slice::from_ref(name));
    let places: Vec<PlaceFact> = settings.map(|it| it.places.clone()).unwrap_or_default();
    let mut attributes = BTreeSet::new();
    for rule in inventory.rules.iter().filter(|it| it.retired.is_none()) {
        asked(rule, &mut attributes);
    }
    let known = before.iter().flat_map(|it| &it.objects);
    let kept = known.filter(|it| matches!(it.kind, ObjectKind::User | ObjectKind::Group));
    let containers = kept.map(|it| directory::dn::parent(&it.norm).to_owned()).collect();
    Wanted { source: name.clone(), attributes, places, containers }
}

/// The `account.NAME` of a rule.
fn asked(rule: &Rule, out: &mut BTreeSet<String>) {
    let entitled = match &rule.entitled {
        Entitled::Rule(expr) => Some(expr),
        Entitled::Allowed | Entitled::Nobody => None,
    };
    for part in rule.allow.iter().chain(&rule.forbid).chain(entitled).flat_map(Expr::postfix) {
        if let Part::Clause { attr, .. } = part {
            out.extend(attr.strip_prefix(ACCOUNT).map(str::to_owned));
        }
    }
}

/// What makes a read incomplete: why it broke, what cannot be understood, what is known to be missing.
fn gaps(reading: &Reading) -> Vec<Message> {
    let message = |it: &dyn domain::message::Explain| Message { key: it.key(), args: it.args() };
    let broken = reading.broken.iter().map(|it: &FetchError| message(it));
    let errors = reading.errors.iter().map(|it| message(it));
    let missing = reading.snapshot.iter().flat_map(|it| &it.gaps).map(directory::gap_message);
    let vanished = reading.vanished.iter().map(|it| Message::new("access-subtree-gone").with("dn", it));
    broken.chain(errors).chain(vanished).chain(missing).collect()
}

/// Many fewer accounts or groups than in the last complete read are more likely a fault of the read than a fact.
fn drop_in(before: &Snapshot, now: Option<&Snapshot>) -> Option<Message> {
    let now = now?.counts();
    let before = before.counts();
    let fell = |before: usize, now: usize| {
        before > 0 && (now * check_access::DROP < before * (check_access::DROP - 1) || now == 0)
    };
    (fell(before.0, now.0) || fell(before.1, now.1)).then(|| {
        Message::new("access-live-drop")
            .with("accounts_before", before.0)
            .with("accounts", now.0)
            .with("groups_before", before.1)
            .with("groups", now.1)
    })
}

/// The dialect, as it is written.
pub(crate) fn dialect(it: Option<Dialect>) -> &'static str {
    it.map_or("auto", Into::into)
}

/// Makes a path whole, so that it means the same wherever the program is started.
pub(crate) fn whole_path(path: &Path) -> Result<String, Refusal> {
    read_file(path)?;
    let whole =
        std::fs::canonicalize(path).map_err(|source| Refusal::File { path: path.to_owned(), source })?;
    Ok(whole.display().to_string())
}
