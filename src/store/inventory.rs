//! The register: rows of documents in, rows of tables out, codes on one side and identifiers on the other.
//!
//!     Plan ──save──► tables (+ history by triggers) ──load, as of a day──► Inventory
//!
//! What has a code is stated as a whole: the later statement of a code counts, however far back its own days reach. The
//! rows carry those days (`from`, `ends`, `retired`); whether they hold on a day is for the derivations to say.
//!
//! Invariants, held by tests on both databases:
//! - what an inventory holds comes back equal;
//! - looking back is a parameter: what was recorded later is not seen, and nothing is rewritten.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    id::Tx,
    inventory::{Code, Inventory, List, Organisation},
    permission::Scope,
};
use migrations::Class;
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use crate::{
    Read, StoreError, Write,
    sql::{self, Columns},
};

mod load;
mod save;

pub(crate) use load::{Loader, codes, from_json, json, level_code, one_of, taken};
pub(crate) use save::{Saver, planned};

/// As of when the register is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AsOf {
    /// The civil day.
    pub day: NaiveDate,
    /// The last instant that counts: now, or the end of `day` in the organisation's time zone.
    pub until: DateTime<Utc>,
    /// None: what was known then. Some: with later corrections, as recorded up to this entry.
    pub known: Option<Tx>,
}

impl AsOf {
    /// What was known on `day` at `until`.
    pub const fn known_then(day: NaiveDate, until: DateTime<Utc>) -> Self {
        Self { day, until, known: None }
    }

    /// What holds on `day`, as it is known by now: with later corrections.
    pub const fn corrected(day: NaiveDate, until: DateTime<Utc>, known: Tx) -> Self {
        Self { day, until, known: Some(known) }
    }
}

/// Where a change to the register comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// Made in the tool: an approval names who else proposed.
    Tool,
    /// Taken over from documents: an approval names its decider.
    Import,
}

/// An [`AsOf`] in terms of entries. `None` = the present state.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Known {
    pub(crate) revised: Option<i64>,
    pub(crate) facts: i64,
    pub(crate) day: i32,
}

impl Known {
    /// Everything, whatever its day.
    pub(crate) const fn all() -> Self {
        Self { revised: None, facts: i64::MAX, day: i32::MAX }
    }

    async fn resolve(read: &Read, as_of: AsOf) -> Result<Self, StoreError> {
        let until = as_of.until.timestamp_millis();
        let sql = "SELECT seq FROM audit WHERE at <= $1 ORDER BY at DESC, seq DESC LIMIT 1";
        let last = sql::one(&read.db, sql, [until.into()]).await?;
        let last: i64 = last.map(|it| it.try_get_by_index(0)).transpose()?.unwrap_or(0);
        let known = as_of.known.map_or(last, |it| it.0);
        Ok(Self { revised: (known < read.head).then_some(known), facts: known, day: sql::days(as_of.day) })
    }

    /// The rows of a table that this sees, as something to select from: for facts, the last one of each key.
    pub(crate) fn rows(&self, name: &'static str) -> Result<String, StoreError> {
        let table = sql::table(name)?;
        let same =
            |key: &[&str]| key.iter().map(|it| format!("m.{it} = r.{it}")).collect::<Vec<_>>().join(" AND ");
        Ok(match (table.class, self.revised) {
            (Class::Revised, None) => name.to_owned(),
            (Class::Revised, Some(tx)) => {
                let history = table.history();
                let same = same(table.key);
                format!(
                    "(SELECT * FROM {history} r WHERE r.tx =
                       (SELECT max(m.tx) FROM {history} m WHERE {same} AND m.tx <= {tx}))"
                )
            }
            (Class::Fact, _) if table.key.contains(&"valid_on") => {
                let key: Vec<_> =
                    table.key.iter().copied().filter(|it| !["valid_on", "tx"].contains(it)).collect();
                let (same, tx, day) = (same(&key), self.facts, self.day);
                format!(
                    "(SELECT * FROM {name} r WHERE r.tx =
                       (SELECT max(m.tx) FROM {name} m WHERE {same} AND m.tx <= {tx} AND m.valid_on <= {day}))"
                )
            }
            _ => format!("(SELECT * FROM {name} r WHERE r.tx <= {})", self.facts),
        })
    }
}

impl Read {
    /// The organisation as it stands: its language and time zone are needed before anything else.
    ///
    /// # Errors
    /// [`StoreError`] where it cannot be read.
    pub async fn organisation(&self) -> Result<Option<Organisation>, StoreError> {
        load::organisation(&self.db).await
    }

    /// The register as of a day. Names of people with protected identity are [`crate::HIDDEN`], and their units and titles
    /// left out, unless the permit is for reading them.
    ///
    /// # Errors
    /// [`StoreError`] where it cannot be read.
    pub async fn inventory(&self, as_of: AsOf) -> Result<Inventory, StoreError> {
        match self.permit.scope() {
            Scope::Nothing => Ok(Inventory::default()),
            Scope::All => {
                let known = Known::resolve(self, as_of).await?;
                load::inventory(&self.db, known, self.entitled()).await
            }
        }
    }
}

impl Write {
    /// The organisation as it stands.
    ///
    /// # Errors
    /// [`StoreError`] where it cannot be read.
    pub async fn organisation(&self) -> Result<Option<Organisation>, StoreError> {
        load::organisation(&self.db).await
    }

    /// The whole register as it stands, to plan a change from; with the names of people with protected identity, so it
    /// must not be shown. See [`crate::keep_hidden`].
    ///
    /// # Errors
    /// [`StoreError`] where it cannot be read.
    pub async fn inventory(&self) -> Result<Inventory, StoreError> {
        load::inventory(&self.db, Known::all(), true).await
    }
}

/// Tables whose rows have a code, by list.
const CODED: &[(List, &str)] = &[
    (List::Units, "unit"),
    (List::People, "person"),
    (List::Suppliers, "supplier"),
    (List::Contracts, "contract"),
    (List::Platforms, "platform"),
    (List::Sites, "site"),
    (List::Systems, "system"),
    (List::Assets, "asset"),
    (List::Dependencies, "dependency"),
    (List::Rights, "access_right"),
    (List::Rules, "access_rule"),
    (List::Conflicts, "access_conflict"),
    (List::Overrides, "need_override"),
    (List::Recovery, "recovery_goal"),
    (List::Evidence, "evidence"),
    (List::Sources, "source"),
];

/// Identifier of each code of each list.
#[derive(Debug, Default)]
pub(crate) struct Ids(HashMap<List, HashMap<Code, Uuid>>);

impl Ids {
    pub(crate) async fn load(db: &impl ConnectionTrait) -> Result<Self, StoreError> {
        let parts = CODED.iter().enumerate().map(|(place, (_, table))| {
            format!("SELECT DISTINCT {place} AS list, id, code FROM {table} WHERE code IS NOT NULL")
        });
        let sql = parts.collect::<Vec<_>>().join(" UNION ALL ");
        let mut ids = Self::default();
        for row in sql::all(db, sql, []).await? {
            let mut it = Columns::of(&row);
            let place: i32 = it.take()?;
            let known = usize::try_from(place).ok().and_then(|it| CODED.get(it));
            let list = known.ok_or_else(|| StoreError::unreadable("list", place))?.0;
            let id = it.take()?;
            ids.add(list, it.take()?, id);
        }
        Ok(ids)
    }

    pub(crate) fn add(&mut self, list: List, code: Code, id: Uuid) {
        self.0.entry(list).or_default().insert(code, id);
    }

    pub(crate) fn find(&self, list: List, code: &str) -> Option<Uuid> {
        self.0.get(&list)?.get(code).copied()
    }

    pub(crate) fn get(&self, list: List, code: &str) -> Result<Uuid, StoreError> {
        self.find(list, code)
            .ok_or_else(|| StoreError::UnknownCode { list: list.into(), code: code.to_owned() })
    }

    pub(crate) fn maybe(&self, list: List, code: Option<&Code>) -> Result<Option<Uuid>, StoreError> {
        code.map(|it| self.get(list, it)).transpose()
    }
}

/// SQL for the code of an object whose list and identifier stand in two columns.
pub(crate) fn code_of(kind: &str, id: &str) -> String {
    let each = CODED.iter().map(|(list, table)| {
        let list: &str = (*list).into();
        format!("WHEN '{list}' THEN (SELECT max(code) FROM {table} WHERE id = {id})")
    });
    format!("CASE {kind} {} END", each.collect::<Vec<_>>().join(" "))
}

/// Identifier of one code.
pub(crate) async fn id_of(db: &impl ConnectionTrait, list: List, code: &str) -> Result<Uuid, StoreError> {
    let unknown = || StoreError::UnknownCode { list: list.into(), code: code.to_owned() };
    let (_, table) = CODED.iter().find(|it| it.0 == list).ok_or_else(unknown)?;
    let sql = format!("SELECT id FROM {table} WHERE code = $1 LIMIT 1");
    let row = sql::one(db, sql, [code.into()]).await?.ok_or_else(unknown)?;
    Ok(row.try_get_by_index(0)?)
}
