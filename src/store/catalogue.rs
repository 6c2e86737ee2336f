//! Versions of catalogue and models, so that an old day is derived with the old texts; numbers of controls and requirements.

use std::collections::{BTreeMap, HashMap};

use domain::{
    inventory::Code,
    model::{LevelCode, Model},
};
use sea_orm::ConnectionTrait;
use serde_json::Value;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::{
    Read, StoreError, Write, canonical,
    inventory::{Known, json, level_code},
    sql::{self, Columns, Row, row},
};

/// A stored model: what turns levels of documents into ranks and back.
#[derive(Debug, Clone)]
pub(crate) struct StoredModel {
    pub(crate) id: Uuid,
    pub(crate) code: String,
    /// Code and levels of each dimension; a level with whether it is a stop level.
    dimensions: Vec<(String, Vec<(LevelCode, bool)>)>,
}

/// All models, the latest version of each code before its earlier ones.
pub(crate) async fn models(db: &impl ConnectionTrait) -> Result<Vec<StoredModel>, StoreError> {
    let rows = sql::all(db, "SELECT id, code FROM model ORDER BY code, version DESC", []).await?;
    let mut models = rows
        .iter()
        .map(|row| {
            Ok(StoredModel {
                id: row.try_get_by_index(0)?,
                code: row.try_get_by_index(1)?,
                dimensions: vec![],
            })
        })
        .collect::<Result<Vec<_>, StoreError>>()?;
    let places: HashMap<Uuid, usize> = models.iter().enumerate().map(|(place, it)| (it.id, place)).collect();
    let sql = "SELECT model_id, dim, dimension, code, stop FROM model_level ORDER BY model_id, dim, level";
    for row in sql::all(db, sql, []).await? {
        let mut it = Columns::of(&row);
        let model: Uuid = it.take()?;
        let dim: i32 = it.take()?;
        let (dimension, code, stop): (String, String, i32) = (it.take()?, it.take()?, it.take()?);
        let Some(model) = places.get(&model).and_then(|place| models.get_mut(*place)) else { continue };
        if usize::try_from(dim).is_ok_and(|it| it >= model.dimensions.len()) {
            model.dimensions.push((dimension, vec![]));
        }
        if let Some((_, levels)) = model.dimensions.last_mut() {
            levels.push((level_code(&code)?, stop == 1));
        }
    }
    Ok(models)
}

/// Dimension and level as documents write them.
pub(crate) fn level(
    models: &[StoredModel],
    model: Uuid,
    dim: i32,
    level: i32,
) -> Result<(String, LevelCode), StoreError> {
    let place = |it: i32| usize::try_from(it).unwrap_or(usize::MAX);
    let model = models.iter().find(|it| it.id == model);
    let found = model.and_then(|it| it.dimensions.get(place(dim)));
    let found = found.and_then(|(name, levels)| Some((name.clone(), levels.get(place(level))?.0.clone())));
    found.ok_or_else(|| StoreError::unreadable("level", format!("{level} of dimension {dim}")))
}

/// The first model that knows all of `levels`, with dimension and rank of each.
pub(crate) fn place(
    models: &[StoredModel],
    code: &str,
    levels: &BTreeMap<String, LevelCode>,
) -> Result<(Uuid, Vec<(i32, i32)>), StoreError> {
    let mut first = None;
    for model in models {
        match ranks(model, code, levels) {
            Ok(ranks) => return Ok((model.id, ranks)),
            Err(error) => first = first.or(Some(error)),
        }
    }
    Err(first.unwrap_or_else(|| StoreError::UnknownModel { model: String::new() }))
}

fn ranks(
    model: &StoredModel,
    code: &str,
    levels: &BTreeMap<String, LevelCode>,
) -> Result<Vec<(i32, i32)>, StoreError> {
    let rank = |(dimension, level): (&String, &LevelCode)| {
        let unknown = || StoreError::UnknownLevel {
            code: code.to_owned(),
            dimension: dimension.clone(),
            level: level.to_string(),
        };
        let dim = model.dimensions.iter().position(|it| it.0 == *dimension).ok_or_else(unknown)?;
        let known = model.dimensions.get(dim).map(|it| it.1.as_slice()).unwrap_or_default();
        let rank = known.iter().position(|it| it.0 == *level).ok_or_else(unknown)?;
        if known.get(rank).is_some_and(|it| it.1) {
            return Err(StoreError::StopLevel { code: code.to_owned() });
        }
        Ok((i32::try_from(dim).unwrap_or(i32::MAX), i32::try_from(rank).unwrap_or(i32::MAX)))
    };
    levels.iter().map(rank).collect()
}

/// How many dimensions a model has.
pub(crate) fn dimensions(models: &[StoredModel], model: Uuid) -> usize {
    models.iter().find(|it| it.id == model).map_or(0, |it| it.dimensions.len())
}

impl Write {
    /// Keeps the text of a model; a text that is the latest of its code already is not kept twice. Whether it was new.
    ///
    /// # Errors
    /// [`StoreError`] where it cannot be kept.
    pub async fn ensure_model(&mut self, model: &Model, document: &Value) -> Result<bool, StoreError> {
        let doc = canonical(document)?;
        let hash: [u8; 32] = Sha256::digest(doc.as_bytes()).into();
        let sql = "SELECT doc_hash, version FROM model WHERE code = $1 ORDER BY version DESC LIMIT 1";
        let mut version = 0;
        if let Some(row) = sql::one(&self.db, sql, [model.code.as_str().into()]).await? {
            let mut it = Columns::of(&row);
            if it.hash()? == hash {
                return Ok(false);
            }
            version = it.take()?;
        }
        let (id, day, tx) = (self.mint(), self.stamp.day, self.tx);
        self.insert("model", vec![row![id, &model.code, version + 1, doc, hash, day, false, tx]]).await?;
        let mut rows: Vec<Row> = Vec::new();
        for (dimension, dim) in model.dimensions.iter().zip(0_i32..) {
            for (level, rank) in dimension.levels.iter().zip(0_i32..) {
                let (stop, code) = (i32::from(level.stop), canonical(&level.code)?);
                rows.push(row![id, dim, rank, stop, &dimension.code, code, &level.word.sv, tx]);
            }
        }
        self.insert("model_level", rows).await?;
        Ok(true)
    }

    /// Keeps the texts of a catalogue, by path; one that is there already is not kept twice. Its hash, and whether it was new.
    ///
    /// # Errors
    /// [`StoreError`] where it cannot be kept.
    pub async fn ensure_catalogue(
        &mut self,
        files: &BTreeMap<String, String>,
        origin: &str,
    ) -> Result<([u8; 32], bool), StoreError> {
        let manifest: BTreeMap<&str, String> = files
            .iter()
            .map(|(path, text)| (path.as_str(), hex::encode(Sha256::digest(text.as_bytes()))))
            .collect();
        let manifest = canonical(&manifest)?;
        let hash: [u8; 32] = Sha256::digest(manifest.as_bytes()).into();
        let sql = "SELECT 1 FROM catalogue_version WHERE hash = $1";
        if sql::one(&self.db, sql, [hash.to_vec().into()]).await?.is_some() {
            return Ok((hash, false));
        }
        for text in files.values() {
            self.add_blob(text.as_bytes(), "application/yaml").await?;
        }
        let (id, day, tx) = (self.mint(), self.stamp.day, self.tx);
        self.insert("catalogue_version", vec![row![id, hash, manifest, origin, day, tx]]).await?;
        Ok((hash, true))
    }
}

impl Read {
    /// Hash of the catalogue in force as of a day, and its texts by path; none before the first was kept.
    ///
    /// # Errors
    /// [`StoreError`] where a text of it is not there.
    pub async fn catalogue(
        &self,
        day: chrono::NaiveDate,
    ) -> Result<Option<([u8; 32], BTreeMap<String, String>)>, StoreError> {
        let sql = "SELECT hash, manifest FROM catalogue_version WHERE valid_on <= $1 ORDER BY valid_on DESC, tx DESC LIMIT 1";
        let Some(row) = sql::one(&self.db, sql, [sql::days(day).into()]).await? else { return Ok(None) };
        let mut it = Columns::of(&row);
        let hash = it.hash()?;
        let manifest: BTreeMap<String, String> = json(&it.take::<String>()?)?;
        let mut texts = BTreeMap::new();
        for (path, name) in manifest {
            let name = hex::decode(&name).ok().and_then(|it| <[u8; 32]>::try_from(it.as_slice()).ok());
            let bytes = match name {
                Some(name) => self.blob(name).await?,
                None => None,
            };
            let text = bytes.and_then(|it| String::from_utf8(it).ok());
            let text = text.ok_or_else(|| StoreError::unreadable("catalogue", &path))?;
            texts.insert(path, text);
        }
        Ok(Some((hash, texts)))
    }

    /// Latest text of each stored model, by code.
    ///
    /// # Errors
    /// [`StoreError`] where it cannot be read.
    pub async fn models(&self) -> Result<BTreeMap<String, Value>, StoreError> {
        let rows = Known::all().rows("model")?;
        let sql = format!("SELECT code, doc FROM {rows} AS t ORDER BY code, version");
        let mut out = BTreeMap::new();
        for row in sql::all(&self.db, sql, []).await? {
            let mut it = Columns::of(&row);
            out.insert(it.take()?, json(&it.take::<String>()?)?);
        }
        Ok(out)
    }
}

/// Numbers of controls and of possible requirements, made as they are first named.
pub(crate) struct Requirements {
    controls: HashMap<Code, i32>,
    keys: HashMap<(Uuid, i32, String), i32>,
}

impl Requirements {
    pub(crate) async fn load(db: &impl ConnectionTrait) -> Result<Self, StoreError> {
        let rows = sql::all(db, "SELECT code, num FROM control", []).await?;
        let controls = rows.iter().map(|it| Ok((it.try_get_by_index(0)?, it.try_get_by_index(1)?)));
        let controls = controls.collect::<Result<_, StoreError>>()?;
        let rows = sql::all(db, "SELECT scope_id, control_num, method, num FROM req_key", []).await?;
        let keys = rows.iter().map(|row| {
            let mut it = Columns::of(row);
            Ok(((it.take()?, it.take()?, it.take()?), it.take()?))
        });
        Ok(Self { controls, keys: keys.collect::<Result<_, StoreError>>()? })
    }

    pub(crate) async fn number(
        &mut self,
        db: &impl ConnectionTrait,
        control: &str,
        scope: &str,
        object: Uuid,
        method: &str,
    ) -> Result<i32, StoreError> {
        let next = |len: usize| i32::try_from(len).unwrap_or(i32::MAX).saturating_add(1);
        let known = self.controls.get(control).copied();
        let control = match known {
            Some(num) => num,
            None => {
                let num = next(self.controls.len());
                sql::insert(db, sql::table("control")?, &[row![num, control]]).await?;
                self.controls.insert(control.to_owned(), num);
                num
            }
        };
        let key = (object, control, method.to_owned());
        if let Some(num) = self.keys.get(&key) {
            return Ok(*num);
        }
        let num = next(self.keys.len());
        sql::insert(db, sql::table("req_key")?, &[row![num, control, scope, object, method]]).await?;
        self.keys.insert(key, num);
        Ok(num)
    }
}
