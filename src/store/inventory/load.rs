//! Tables → register, in a fixed number of statements, whatever the size.

use std::collections::{BTreeMap, HashMap};

use domain::{
    inventory::{
        Asset, Code, Conflict, Contract, Dependency, Evidence, Inventory, Organisation, Override, Platform,
        Recovery, Site, Supplier, System, Unit,
    },
    model::LevelCode,
};
use sea_orm::ConnectionTrait;
use serde_json::Value;
use uuid::Uuid;

use super::Known;
use crate::{
    StoreError, access, catalogue, classification, people,
    sql::{self, Columns},
};

/// What every list needs to turn identifiers into codes.
pub(crate) struct Loader<'a, C> {
    pub(crate) db: &'a C,
    pub(crate) known: Known,
    pub(crate) codes: HashMap<Uuid, Code>,
}

pub(super) async fn inventory<C: ConnectionTrait>(
    db: &C,
    known: Known,
    entitled: bool,
) -> Result<Inventory, StoreError> {
    let it = Loader { db, known, codes: codes(db).await? };
    let labels = people::labels(db, entitled).await?;
    let models = catalogue::models(db).await?;
    let flags = flags(db).await?;
    Ok(Inventory {
        organisation: it.organisation().await?,
        units: it.units().await?,
        people: people::load(&it, &labels).await?,
        suppliers: it.suppliers().await?,
        contracts: it.contracts().await?,
        platforms: it.platforms().await?,
        sites: it.sites().await?,
        systems: it.systems(&flags).await?,
        assets: it.assets(&flags, &models).await?,
        dependencies: it.dependencies().await?,
        rights: access::rights(&it).await?,
        rules: access::rules(&it, &labels).await?,
        conflicts: it.conflicts().await?,
        overrides: it.overrides(&models).await?,
        recovery: it.recovery().await?,
        evidence: it.evidence().await?,
        sources: access::sources(&it).await?,
    })
}

/// The organisation as it stands.
pub(super) async fn organisation(db: &impl ConnectionTrait) -> Result<Option<Organisation>, StoreError> {
    Loader { db, known: Known::all(), codes: HashMap::new() }.organisation().await
}

/// Code of everything that something else refers to. A code never changes, so the present state serves every day.
pub(crate) async fn codes(db: &impl ConnectionTrait) -> Result<HashMap<Uuid, Code>, StoreError> {
    let tables =
        ["unit", "person", "supplier", "platform", "site", "system", "asset", "access_right", "source"];
    let parts = tables.map(|it| format!("SELECT id, code FROM {it} WHERE code IS NOT NULL"));
    let mut out = HashMap::new();
    for row in sql::all(db, parts.join(" UNION ALL "), []).await? {
        let mut it = Columns::of(&row);
        out.insert(it.take()?, it.take()?);
    }
    Ok(out)
}

/// Bit → word of the flags.
pub(crate) async fn flags(db: &impl ConnectionTrait) -> Result<BTreeMap<i32, Code>, StoreError> {
    let rows = sql::all(db, "SELECT bit, code FROM flag", []).await?;
    rows.iter().map(|row| Ok((row.try_get_by_index(0)?, row.try_get_by_index(1)?))).collect()
}

/// The words of a bit set in their own order, or in the order that the document of the row keeps.
fn words(bits: i64, doc: Option<&str>, flags: &BTreeMap<i32, Code>) -> Result<Vec<Code>, StoreError> {
    if let Some(doc) = doc {
        let mut doc: Value = json(doc)?;
        if let Some(kept) = doc.get_mut("flags").map(Value::take) {
            return from_json(kept);
        }
    }
    let mut out: Vec<Code> =
        flags.iter().filter(|(bit, _)| bits >> **bit & 1 == 1).map(|it| it.1.clone()).collect();
    out.sort();
    Ok(out)
}

pub(crate) fn json<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(|it| StoreError::unreadable("document", it))
}

pub(crate) fn from_json<T: serde::de::DeserializeOwned>(value: Value) -> Result<T, StoreError> {
    serde_json::from_value(value).map_err(|it| StoreError::unreadable("document", it))
}

/// Takes a field out of a document; none where it is absent or null.
pub(crate) fn taken<T: serde::de::DeserializeOwned>(
    doc: &mut Value,
    key: &str,
) -> Result<Option<T>, StoreError> {
    doc.get_mut(key).map(Value::take).filter(|it| !it.is_null()).map(from_json).transpose()
}

/// Children of each parent, in their places.
pub(crate) type Links = HashMap<Uuid, Vec<Code>>;

impl<C: ConnectionTrait> Loader<'_, C> {
    /// Columns of what this sees of a table. The statement may go on after it: `ORDER BY …`.
    pub(crate) async fn select(
        &self,
        table: &'static str,
        columns: &str,
        rest: &str,
    ) -> Result<Vec<sea_orm::QueryResult>, StoreError> {
        let from = self.known.rows(table)?;
        sql::all(self.db, format!("SELECT {columns} FROM {from} AS t {rest}"), []).await
    }

    pub(crate) fn code(&self, id: Uuid) -> Result<Code, StoreError> {
        self.codes.get(&id).cloned().ok_or_else(|| StoreError::unreadable("reference", id))
    }

    pub(crate) fn maybe(&self, id: Option<Uuid>) -> Result<Option<Code>, StoreError> {
        id.map(|it| self.code(it)).transpose()
    }

    /// The live links of a table, by parent.
    async fn links(&self, table: &'static str, parent: &str, child: &str) -> Result<Links, StoreError> {
        let (columns, rest) = (format!("{parent}, {child}"), format!("WHERE live ORDER BY {parent}, place"));
        let mut out = Links::new();
        for row in self.select(table, &columns, &rest).await? {
            let mut it = Columns::of(&row);
            let parent = it.take()?;
            out.entry(parent).or_default().push(self.code(it.take()?)?);
        }
        Ok(out)
    }

    async fn organisation(&self) -> Result<Option<Organisation>, StoreError> {
        let rows = self.select("setting", "doc", "WHERE key = 'organisation'").await?;
        rows.first().map(|row| json(&row.try_get_by_index::<String>(0)?)).transpose()
    }

    async fn units(&self) -> Result<Vec<Unit>, StoreError> {
        let rows =
            self.select("unit", "code, name, name_en, kind, parent_id, retired_on", "ORDER BY code").await?;
        let unit = |row| {
            let mut it = Columns::of(row);
            Ok(Unit {
                code: it.take()?,
                name: it.take()?,
                name_en: it.take()?,
                kind: it.word()?,
                parent: self.maybe(it.take()?)?,
                retired: it.day()?,
            })
        };
        rows.iter().map(unit).collect()
    }

    async fn suppliers(&self) -> Result<Vec<Supplier>, StoreError> {
        let rows =
            self.select("supplier", "code, name, org_number, unit_id, retired_on", "ORDER BY code").await?;
        let supplier = |row| {
            let mut it = Columns::of(row);
            Ok(Supplier {
                code: it.take()?,
                name: it.take()?,
                org_number: it.take()?,
                unit: self.maybe(it.take()?)?,
                retired: it.day()?,
            })
        };
        rows.iter().map(supplier).collect()
    }

    async fn contracts(&self) -> Result<Vec<Contract>, StoreError> {
        // Systems go with the statement that named them.
        let mut systems: HashMap<(Uuid, i64), Vec<Code>> = HashMap::new();
        let order = "ORDER BY contract_id, tx, place";
        for row in self.select("contract_system", "contract_id, tx, system_id", order).await? {
            let mut it = Columns::of(&row);
            let key = (it.take()?, it.take()?);
            systems.entry(key).or_default().push(self.code(it.take()?)?);
        }
        let columns = "id, tx, code, supplier_id, kind, reference, terms, from_on, ends_on, retired_on";
        let mut out = Vec::new();
        for row in self.select("contract", columns, "ORDER BY code").await? {
            let mut it = Columns::of(&row);
            let key = (it.take()?, it.take()?);
            out.push(Contract {
                systems: systems.remove(&key).unwrap_or_default(),
                code: it.take()?,
                supplier: self.code(it.take()?)?,
                kind: it.word()?,
                reference: it.take()?,
                terms: it.take::<Option<String>>()?.map(|it| json(&it)).transpose()?.unwrap_or_default(),
                from: it.day()?,
                ends: it.day()?,
                retired: it.day()?,
            });
        }
        Ok(out)
    }

    async fn platforms(&self) -> Result<Vec<Platform>, StoreError> {
        let rows =
            self.select("platform", "code, name, hosting, unit_id, retired_on", "ORDER BY code").await?;
        let platform = |row| {
            let mut it = Columns::of(row);
            Ok(Platform {
                code: it.take()?,
                name: it.take()?,
                hosting: it.word_or_none()?,
                unit: self.maybe(it.take()?)?,
                retired: it.day()?,
            })
        };
        rows.iter().map(platform).collect()
    }

    async fn sites(&self) -> Result<Vec<Site>, StoreError> {
        let rows = self.select("site", "code, name, unit_id, retired_on", "ORDER BY code").await?;
        let site = |row| {
            let mut it = Columns::of(row);
            Ok(Site { code: it.take()?, name: it.take()?, unit: self.maybe(it.take()?)?, retired: it.day()? })
        };
        rows.iter().map(site).collect()
    }

    async fn systems(&self, flags: &BTreeMap<i32, Code>) -> Result<Vec<System>, StoreError> {
        let mut sites = self.links("system_site", "system_id", "site_id").await?;
        let mut roles: HashMap<(Uuid, String, bool), Code> = HashMap::new();
        let columns = "scope_id, role, deputy, person_id";
        for row in self.select("role_holder", columns, "WHERE person_id IS NOT NULL").await? {
            let mut it = Columns::of(&row);
            let key = (it.take()?, it.take()?, it.take()?);
            roles.insert(key, self.code(it.take()?)?);
        }
        let columns = "id, code, name, name_en, unit_id, supplier_id, platform_id, hosting, flags, doc, vital, lifecycle,
                       own_accounts, replaced_on, note, retired_on";
        let mut out = Vec::new();
        for row in self.select("system", columns, "ORDER BY code").await? {
            let mut it = Columns::of(&row);
            let id: Uuid = it.take()?;
            let mut holder = |role: &str, deputy| roles.remove(&(id, role.to_owned(), deputy));
            out.push(System {
                owner: holder("owner", false),
                manager: holder("manager", false),
                administrator: holder("administrator", false),
                owner_deputy: holder("owner", true),
                manager_deputy: holder("manager", true),
                administrator_deputy: holder("administrator", true),
                sites: sites.remove(&id).unwrap_or_default(),
                code: it.take()?,
                name: it.take()?,
                name_en: it.take()?,
                unit: self.code(it.take()?)?,
                supplier: self.maybe(it.take()?)?,
                platform: self.maybe(it.take()?)?,
                hosting: it.word_or_none()?,
                flags: words(it.take()?, it.take::<Option<String>>()?.as_deref(), flags)?,
                vital: it.take()?,
                lifecycle: it.word()?,
                own_accounts: it.word()?,
                replaced: it.day()?,
                note: it.take()?,
                retired: it.day()?,
            });
        }
        Ok(out)
    }

    async fn assets(
        &self,
        flags: &BTreeMap<i32, Code>,
        models: &[catalogue::StoredModel],
    ) -> Result<Vec<Asset>, StoreError> {
        let mut systems = self.links("asset_system", "asset_id", "system_id").await?;
        let mut versions = classification::versions(self, models).await?;
        let columns = "id, code, name, unit_id, owner_unit_id, flags, doc, law, retention, retired_on";
        let mut out = Vec::new();
        for row in self.select("asset", columns, "ORDER BY code").await? {
            let mut it = Columns::of(&row);
            let id: Uuid = it.take()?;
            let versions = versions.remove(&id).unwrap_or_default();
            out.push(Asset {
                systems: systems.remove(&id).unwrap_or_default(),
                classification: versions.current.unwrap_or_default(),
                history: versions.history,
                code: it.take()?,
                name: it.take()?,
                unit: self.code(it.take()?)?,
                owner: self.maybe(it.take()?)?,
                flags: words(it.take()?, it.take::<Option<String>>()?.as_deref(), flags)?,
                law: it.take()?,
                retention: it.take()?,
                retired: it.day()?,
            });
        }
        Ok(out)
    }

    async fn dependencies(&self) -> Result<Vec<Dependency>, StoreError> {
        let mut assets = self.links("dependency_asset", "dependency_id", "asset_id").await?;
        let columns = "id, code, consumer_id, supplier_id, kind, attenuation, reason, retired_on";
        let mut out = Vec::new();
        for row in self.select("dependency", columns, "ORDER BY code").await? {
            let mut it = Columns::of(&row);
            let id: Uuid = it.take()?;
            let (code, consumer, supplier) = (it.take()?, self.code(it.take()?)?, self.code(it.take()?)?);
            let kind = it.word()?;
            let attenuation: Option<String> = it.take()?;
            let mut doc: Value = attenuation.map(|it| json(&it)).transpose()?.unwrap_or_default();
            out.push(Dependency {
                code,
                consumer,
                supplier,
                kind,
                follows: taken(&mut doc, "follows")?,
                cap: taken(&mut doc, "cap")?.unwrap_or_default(),
                assets: assets.remove(&id).unwrap_or_default(),
                because: it.take()?,
                retired: it.day()?,
            });
        }
        Ok(out)
    }

    async fn conflicts(&self) -> Result<Vec<Conflict>, StoreError> {
        let rows = self
            .select("access_conflict", "code, left_id, right_id, reason, retired_on", "ORDER BY code")
            .await?;
        let conflict = |row| {
            let mut it = Columns::of(row);
            Ok(Conflict {
                code: it.take()?,
                left: self.code(it.take()?)?,
                right: self.code(it.take()?)?,
                because: it.take()?,
                retired: it.day()?,
            })
        };
        rows.iter().map(conflict).collect()
    }

    async fn overrides(&self, models: &[catalogue::StoredModel]) -> Result<Vec<Override>, StoreError> {
        let columns =
            "code, system_id, model_id, dim, level, direction, reason, doc, decided_by, from_on, review_on,
                       retired_on";
        let mut out = Vec::new();
        for row in self.select("need_override", columns, "ORDER BY code").await? {
            let mut it = Columns::of(&row);
            let (code, system) = (it.take()?, self.code(it.take()?)?);
            let (dimension, level) = catalogue::level(models, it.take()?, it.take()?, it.take()?)?;
            let (direction, reason) = (it.word()?, it.word()?);
            let doc: Option<String> = it.take()?;
            let mut doc: Value = doc.map(|it| json(&it)).transpose()?.unwrap_or_default();
            out.push(Override {
                code,
                system,
                part: taken(&mut doc, "part")?,
                dimension,
                direction,
                reason,
                level,
                because: taken(&mut doc, "because")?,
                decided_by: self.maybe(it.take()?)?,
                from: it.day()?.ok_or_else(|| StoreError::unreadable("override", "no first day"))?,
                review: it.day()?,
                retired: it.day()?,
            });
        }
        Ok(out)
    }

    async fn recovery(&self) -> Result<Vec<Recovery>, StoreError> {
        let columns = "code, system_id, rto_minutes, rpo_minutes, decided_by, from_on, retired_on";
        let rows = self.select("recovery_goal", columns, "ORDER BY code").await?;
        let goal = |row| {
            let mut it = Columns::of(row);
            let minutes = |it: i64| u32::try_from(it).map_err(|it| StoreError::unreadable("minutes", it));
            Ok(Recovery {
                code: it.take()?,
                system: self.code(it.take()?)?,
                rto_minutes: minutes(it.take()?)?,
                rpo_minutes: it.take::<Option<i64>>()?.map(minutes).transpose()?,
                decided_by: self.maybe(it.take()?)?,
                from: it.day()?,
                retired: it.day()?,
            })
        };
        rows.iter().map(goal).collect()
    }

    async fn evidence(&self) -> Result<Vec<Evidence>, StoreError> {
        let mut about: HashMap<(Uuid, i64), (Code, Option<Code>)> = HashMap::new();
        let sql = "SELECT e.evidence_id, e.tx, c.code, k.scope_kind, k.scope_id FROM evidence_req e
                   JOIN req_key k ON k.num = e.req_num JOIN control c ON c.num = k.control_num";
        for row in sql::all(self.db, sql, []).await? {
            let mut it = Columns::of(&row);
            let key = (it.take()?, it.take()?);
            let control = it.take()?;
            let whole = it.take::<String>()? == "organisation";
            let on = if whole { None } else { Some(self.code(it.take()?)?) };
            about.insert(key, (control, on));
        }
        let mut files: HashMap<(Uuid, i64), String> = HashMap::new();
        for row in sql::all(self.db, "SELECT evidence_id, tx, hash FROM evidence_blob", []).await? {
            let mut it = Columns::of(&row);
            let key = (it.take()?, it.take()?);
            files.insert(key, hex::encode(it.hash()?));
        }
        let columns = "id, tx, code, status, doc, method, observed_on, observer_id, validator_id, retired_on";
        let mut out = Vec::new();
        for row in self.select("evidence", columns, "ORDER BY code").await? {
            let mut it = Columns::of(&row);
            let key = (it.take()?, it.take()?);
            let (control, on) =
                about.remove(&key).ok_or_else(|| StoreError::unreadable("evidence", "of no requirement"))?;
            let (code, status) = (it.take()?, it.word()?);
            let doc: Option<String> = it.take()?;
            let mut doc: Value = doc.map(|it| json(&it)).transpose()?.unwrap_or_default();
            out.push(Evidence {
                code,
                control,
                on,
                status,
                // Redacted by decision: the fact stays, its words do not.
                because: taken(&mut doc, "because")?.unwrap_or_default(),
                value: taken(&mut doc, "value")?,
                method: it.take()?,
                observed: it.day()?.ok_or_else(|| StoreError::unreadable("evidence", "no day"))?,
                observer: self.maybe(it.take()?)?,
                accepted_by: self.maybe(it.take()?)?,
                attachment: files.remove(&key),
                retired: it.day()?,
            });
        }
        Ok(out)
    }
}

/// A level as `model_level` keeps it.
pub(crate) fn level_code(text: &str) -> Result<LevelCode, StoreError> {
    json(text)
}

/// A word of an enumeration that has no parser of its own.
pub(crate) fn one_of<T: Copy + Into<&'static str>>(text: &str, all: &[T]) -> Result<T, StoreError> {
    all.iter().copied().find(|it| text == (*it).into()).ok_or_else(|| StoreError::unreadable("word", text))
}
