//! The two doors: [`Read`] sees one state of the database, [`Write`] makes one change with its audit entry.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    id::Tx,
    permission::{Action, Permit},
};
use migrations::Table;
use sea_orm::{DatabaseTransaction, DbBackend};
use uuid::Uuid;

use crate::{
    Options, Store, StoreError, audit,
    audit::{Entry, Head},
    open,
    sql::{self, Row},
};

/// The time of a change, and what it takes identifiers and salts from. The store has neither of its own.
pub struct Stamp {
    /// Now, by the one clock.
    pub now: DateTime<Utc>,
    /// The civil day of `now` in the organisation's time zone.
    pub day: NaiveDate,
    /// Gives a new identifier.
    pub mint: Box<dyn FnMut() -> Uuid + Send + Sync>,
    /// Gives 16 random bytes: the salt of a commitment.
    pub salt: Box<dyn FnMut() -> [u8; 16] + Send + Sync>,
}

impl std::fmt::Debug for Stamp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Stamp").field("now", &self.now).finish_non_exhaustive()
    }
}

/// One state of the database.
#[derive(Debug)]
pub struct Read {
    pub(crate) db: DatabaseTransaction,
    pub(crate) permit: Permit,
    pub(crate) head: i64,
    pub(crate) options: Arc<Options>,
}

/// One change. Dropped without [`Write::commit`], nothing happened.
#[derive(Debug)]
pub struct Write {
    pub(crate) db: DatabaseTransaction,
    pub(crate) permit: Permit,
    pub(crate) stamp: Stamp,
    /// Number of the entry that the change will have.
    pub(crate) tx: i64,
    pub(crate) options: Arc<Options>,
    head: Head,
    facts: BTreeMap<&'static str, Vec<[u8; 32]>>,
    touched: BTreeSet<(Uuid, &'static str)>,
}

/// What a permit must be for, to change anything.
const fn changes(action: Action) -> bool {
    match action {
        Action::InventoryImport
        | Action::ClassificationPropose
        | Action::ClassificationApprove
        | Action::EvidenceRecord
        | Action::AccessCheck
        | Action::DirectoryConfigure
        | Action::ReportWrite
        | Action::AccountManage
        | Action::SignIn
        | Action::Initialise => true,
        Action::InventoryRead
        | Action::InventoryExport
        | Action::PostureRead
        | Action::ProtectedRead
        | Action::AuditVerify => false,
    }
}

impl Store {
    /// Opens one state of the database to read.
    ///
    /// # Errors
    /// [`StoreError`] where the database cannot be read.
    pub async fn read(&self, permit: &Permit) -> Result<Read, StoreError> {
        let db = self.begin_read().await?;
        let head = Head::of(&db, "").await?;
        Ok(Read { db, permit: permit.clone(), head: head.seq, options: self.options.clone() })
    }

    /// Opens a change: takes the write lock and the head of the audit log first, so changes stand one after the other.
    ///
    /// # Errors
    /// [`StoreError::WrongPermit`] where the permit is not for a change, [`StoreError::Busy`] where another holds the lock.
    pub async fn write(&self, permit: Permit, stamp: Stamp) -> Result<Write, StoreError> {
        if !changes(permit.action()) {
            return Err(StoreError::WrongPermit { action: format!("{:?}", permit.action()) });
        }
        let db = self.begin_write().await?;
        let lock = if self.backend() == DbBackend::Postgres { " FOR UPDATE" } else { "" };
        let head = Head::of(&db, lock).await?;
        Ok(Write {
            db,
            permit,
            stamp,
            tx: head.seq + 1,
            options: self.options.clone(),
            head,
            facts: BTreeMap::new(),
            touched: BTreeSet::new(),
        })
    }
}

impl Read {
    /// The last entry that this state holds.
    pub fn known(&self) -> Tx {
        Tx(self.head)
    }

    /// Whether names of people with protected identity may be read.
    pub(crate) fn entitled(&self) -> bool {
        self.permit.action() == Action::ProtectedRead
    }
}

impl Write {
    /// The number that the entry of this change will have.
    pub fn tx(&self) -> Tx {
        Tx(self.tx)
    }

    /// Keeps the change, with the entry that says what it was.
    ///
    /// # Errors
    /// [`StoreError`]; then nothing happened.
    pub async fn commit(mut self, entry: Entry) -> Result<Tx, StoreError> {
        let touched = std::mem::take(&mut self.touched);
        let rows: Vec<Row> =
            touched.into_iter().map(|(object, kind)| sql::row![object, self.tx, kind]).collect();
        sql::insert(&self.db, sql::table("touch")?, &rows).await?;
        audit::append(&self.db, &self.head, &self.permit, &mut self.stamp, &self.facts, entry).await?;
        let tx = self.tx;
        open::commit(self.db).await?;
        Ok(Tx(tx))
    }

    /// Inserts rows of `table`; the entry commits to their hashes.
    pub(crate) async fn insert(&mut self, table: &'static str, rows: Vec<Row>) -> Result<(), StoreError> {
        let table = sql::table(table)?;
        sql::insert(&self.db, table, &rows).await?;
        self.note(table, &rows);
        Ok(())
    }

    /// Writes rows of `table` over those of the same key; the entry commits to their hashes.
    pub(crate) async fn update(&mut self, table: &'static str, rows: Vec<Row>) -> Result<(), StoreError> {
        let table = sql::table(table)?;
        sql::update(&self.db, table, &rows).await?;
        self.note(table, &rows);
        Ok(())
    }

    fn note(&mut self, table: &'static Table, rows: &[Row]) {
        if sql::is_fact(table) && !rows.is_empty() {
            let hashes = rows.iter().map(|it| sql::row_hash(table, it));
            self.facts.entry(table.name).or_default().extend(hashes);
        }
    }

    /// Says that the object has changed, for its history and for *changed since*.
    pub(crate) fn touch(&mut self, object: Uuid, kind: &'static str) {
        self.touched.insert((object, kind));
    }

    pub(crate) fn mint(&mut self) -> Uuid {
        (self.stamp.mint)()
    }

    /// The next dense number of `table`, which is given under the write lock and never again.
    pub(crate) async fn next_num(&self, table: &'static str, column: &str) -> Result<i32, StoreError> {
        let row = sql::one(&self.db, format!("SELECT max({column}) FROM {table}"), []).await?;
        let max: Option<i32> = row.map(|it| it.try_get_by_index(0)).transpose()?.flatten();
        Ok(max.unwrap_or(0) + 1)
    }
}
