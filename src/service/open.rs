//! Opening a data folder: settings, key, database, the organisation's language and time zone.

use std::{path::Path, sync::Arc};

use chrono_tz::Tz;
use domain::{
    inventory::{Inventory, Organisation as Row, plan::Plan},
    message::{Lang, Message},
    permission::Action,
};
use store::{Entry, Options, Origin, Store};

use super::{
    builtin, clock,
    ctx::{Ctx, local_administrator},
    demo,
    folder::Folder,
    refusal::{Refusal, read_file},
};
use crate::config::{self, Environment, Settings};

/// Where a command line wants to work, and in which language.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Asked<'a> {
    pub(crate) folder: &'a Path,
    pub(crate) lang: Option<Lang>,
    pub(crate) environment: &'a Environment,
}

impl Asked<'_> {
    pub(crate) fn folder(&self) -> Folder {
        Folder::at(self.folder)
    }
}

/// What `init` is told of the organisation.
#[derive(Debug, Clone, Default)]
pub(crate) struct Organisation {
    pub(crate) name: Option<String>,
    pub(crate) language: Option<Lang>,
    pub(crate) time_zone: Option<String>,
    pub(crate) model: Option<String>,
}

/// What a new `skydd.yaml` says.
const SETTINGS: &str = "# Inställningar för Skydd. Varje nyckel förklaras i docs/configuration.md.
# Settings of Skydd. docs/configuration.md explains each key.
";

/// Opens a folder that is there.
pub(crate) async fn open(asked: &Asked<'_>) -> Result<Ctx, Refusal> {
    let folder = asked.folder();
    if !folder.exists() {
        return Err(Refusal::told(
            Message::new("cli-no-data").with("path", folder.path().display().to_string()),
        ));
    }
    let settings = settings(&folder, asked)?;
    let url = settings.database_url.clone().unwrap_or_else(|| store::sqlite_url(&folder.database()));
    let options = Options { url, blobs: folder.blobs(), key: folder.key()?.to_vec() };
    let store = Store::open(options).await?;
    store.migrate().await?;
    let mut ctx = Ctx {
        now: clock::now(settings.clock_offset_seconds),
        lang: asked.lang.or(settings.language).unwrap_or_default(),
        zone: chrono_tz::Europe::Stockholm,
        actor: local_administrator(),
        gate: Arc::default(),
        cache: Arc::default(),
        store,
        folder,
        settings,
    };
    adopt(&mut ctx, asked).await?;
    Ok(ctx)
}

/// The organisation's language and time zone, where it has said.
async fn adopt(ctx: &mut Ctx, asked: &Asked<'_>) -> Result<(), Refusal> {
    let permit = ctx.may(Action::InventoryRead)?;
    let Some(organisation) = ctx.store.read(&permit).await?.organisation().await? else { return Ok(()) };
    ctx.lang = asked.lang.or(ctx.settings.language).unwrap_or(organisation.language);
    ctx.zone = zone(&organisation.time_zone)?;
    ctx.cache.named(&organisation.name);
    Ok(())
}

fn zone(name: &str) -> Result<Tz, Refusal> {
    name.parse().map_err(|_unknown| Refusal::told(Message::new("cli-no-such-zone").with("name", name)))
}

fn settings(folder: &Folder, asked: &Asked<'_>) -> Result<Settings, Refusal> {
    let path = folder.settings();
    config::settings(&path.display().to_string(), &read_file(&path)?, asked.environment)
        .map_err(Refusal::Invalid)
}

/// Opens a folder, and creates it first where it is not there.
pub(crate) async fn or_create(asked: &Asked<'_>) -> Result<Ctx, Refusal> {
    asked.folder().create(SETTINGS)?;
    open(asked).await
}

/// Creates a folder with an organisation.
pub(crate) async fn init(asked: &Asked<'_>, wanted: &Organisation) -> Result<Ctx, Refusal> {
    let folder = asked.folder();
    let exists =
        || Refusal::told(Message::new("init-exists").with("path", folder.path().display().to_string()));
    if folder.exists() {
        return Err(exists());
    }
    // Checked before anything is written.
    let time_zone = wanted.time_zone.clone().unwrap_or_else(|| "Europe/Stockholm".to_owned());
    zone(&time_zone)?;
    let model = builtin::model(wanted.model.as_deref().unwrap_or(builtin::DEFAULT_MODEL), &folder)?.code;
    let mut ctx = or_create(asked).await?;
    if let Some(name) = &wanted.name {
        let language = wanted.language.or(asked.lang).unwrap_or_default();
        let organisation = Row { name: name.clone(), language, time_zone, model };
        let added = Inventory { organisation: Some(organisation), ..Inventory::default() };
        let mut write = ctx.store.write(ctx.may(Action::Initialise)?, ctx.stamp()).await?;
        if write.organisation().await?.is_some() {
            // another process was quicker
            return Err(exists());
        }
        builtin::keep(&ctx, &mut write).await?;
        write.apply(&Plan { added, ..Plan::default() }, Origin::Tool).await?;
        write.commit(Entry::new("initialise")).await?;
        adopt(&mut ctx, asked).await?;
    }
    Ok(ctx)
}

/// Opens the demo's folder, and creates it with the clock of the sample's day.
pub(crate) async fn demo(asked: &Asked<'_>) -> Result<Ctx, Refusal> {
    let offset = demo::clock_offset(clock::now(0));
    asked.folder().create(&format!("{SETTINGS}clock_offset_seconds: {offset}\n"))?;
    open(asked).await
}
