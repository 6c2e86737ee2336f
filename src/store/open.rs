//! Opening the database and bringing its schema up to date, safe with several processes at once.

use std::{sync::Arc, time::Duration};

use migrations::Migrator;
use sea_orm::{
    ConnectOptions, Database, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr,
    SqliteTransactionMode, TransactionOptions, TransactionTrait,
};
use sea_orm_migration::MigratorTrait;
use sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};

use crate::{Options, Store, StoreError, sql};

/// Reads beside the one writer on SQLite.
const READERS: u32 = 4;
/// How often a first opening that meets another one is tried again: 50 times 100 ms.
const TRIES: u32 = 50;

impl Store {
    /// Opens the database; makes the file of a SQLite address when it is absent. The schema is left as it is.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`], with the address but never its password.
    pub async fn open(options: Options) -> Result<Self, StoreError> {
        let unreachable = |cause| StoreError::Unreachable { address: without_password(&options.url), cause };
        let (write, read) = if options.url.starts_with("sqlite:") {
            // Two starters that switch a new file to WAL at once: one of them is told that it is locked, without waiting.
            let write = connect_patiently(&sqlite(&options.url, 1, false)).await.map_err(unreachable)?;
            let read = connect_patiently(&sqlite(&options.url, READERS, true)).await.map_err(unreachable)?;
            (write, read)
        } else {
            let mut pool = ConnectOptions::new(&options.url);
            pool.max_connections(8).acquire_timeout(Duration::from_secs(10)).sqlx_logging(false);
            let pool = Database::connect(pool).await.map_err(unreachable)?;
            (pool.clone(), pool)
        };
        Ok(Self { write, read, options: Arc::new(options) })
    }

    /// Runs all pending steps of the schema in one transaction under a lock; without any, it only looks.
    ///
    /// # Errors
    /// [`StoreError::NewerSchema`] where a later program has changed it beyond what this one reads.
    pub async fn migrate(&self) -> Result<(), StoreError> {
        if is_current(&self.read).await? {
            return Ok(());
        }
        let tx = self.begin_write().await?;
        if self.backend() == DbBackend::Postgres {
            sql::run(&tx, "SELECT pg_advisory_xact_lock(7236451)", []).await?;
        }
        if is_current(&tx).await? {
            return Ok(());
        }
        Migrator::up(&tx, None).await?;
        sql::run(
            &tx,
            "UPDATE schema_meta SET version = $1, readable_from = $2",
            [migrations::VERSION.into(), migrations::READABLE_FROM.into()],
        )
        .await?;
        if self.backend() == DbBackend::Sqlite
            && let Some(row) = sql::one(&tx, "PRAGMA foreign_key_check", []).await?
        {
            let table: String = row.try_get_by_index(0)?;
            return Err(StoreError::Refused { rule: format!("foreign key of {table}") });
        }
        commit(tx).await
    }

    /// A transaction that holds the write lock from its start, begun in a task of its own.
    pub(crate) async fn begin_write(&self) -> Result<DatabaseTransaction, StoreError> {
        let mode = Some(SqliteTransactionMode::Immediate);
        begin(self.write.clone(), TransactionOptions { sqlite_transaction_mode: mode, ..Default::default() })
            .await
    }

    /// A transaction that sees one state of the database.
    pub(crate) async fn begin_read(&self) -> Result<DatabaseTransaction, StoreError> {
        let options = match self.backend() {
            DbBackend::Postgres => TransactionOptions {
                isolation_level: Some(sea_orm::IsolationLevel::RepeatableRead),
                access_mode: Some(sea_orm::AccessMode::ReadOnly),
                ..Default::default()
            },
            _ => TransactionOptions {
                sqlite_transaction_mode: Some(SqliteTransactionMode::Deferred),
                ..Default::default()
            },
        };
        begin(self.read.clone(), options).await
    }
}

async fn begin(
    pool: DatabaseConnection,
    options: TransactionOptions,
) -> Result<DatabaseTransaction, StoreError> {
    // A future dropped inside `begin` would leave a session of the pool inside a transaction (sqlx#4393): a task is not
    // dropped with its caller.
    #[expect(clippy::disallowed_methods, reason = "the store's own task, see above")]
    let task = tokio::spawn(async move { pool.begin_with_options(options).await });
    Ok(task.await.map_err(StoreError::Interrupted)??)
}

/// Commits in a task of its own, so that a caller that goes away does not leave it half-way.
pub(crate) async fn commit(tx: DatabaseTransaction) -> Result<(), StoreError> {
    #[expect(clippy::disallowed_methods, reason = "the store's own task, see above")]
    let task = tokio::spawn(async move { tx.commit().await });
    Ok(task.await.map_err(StoreError::Interrupted)??)
}

async fn connect_patiently(options: &ConnectOptions) -> Result<DatabaseConnection, DbErr> {
    let mut tries = 0;
    loop {
        match Database::connect(options.clone()).await {
            Err(cause) if tries < TRIES && is_locked(&cause) => {
                tries += 1;
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
            other => return other,
        }
    }
}

fn is_locked(cause: &DbErr) -> bool {
    let text = cause.to_string();
    text.contains("database is locked") || text.contains("database table is locked")
}

fn sqlite(url: &str, connections: u32, read_only: bool) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(connections)
        .min_connections(1)
        .acquire_timeout(Duration::from_secs(10))
        .sqlx_logging(false)
        .map_sqlx_sqlite_opts(move |it| {
            let it = it
                .create_if_missing(!read_only)
                .journal_mode(SqliteJournalMode::Wal)
                .synchronous(SqliteSynchronous::Full)
                .foreign_keys(true)
                .busy_timeout(Duration::from_secs(5))
                .pragma("recursive_triggers", "ON")
                .pragma("trusted_schema", "OFF")
                .pragma("cache_size", "-16000")
                .pragma("temp_store", "MEMORY");
            if read_only { it.pragma("query_only", "ON") } else { it }
        });
    options
}

/// Whether the schema is this program's; an error where it is a later one that we cannot read.
async fn is_current(db: &impl sea_orm::ConnectionTrait) -> Result<bool, StoreError> {
    let exists = match db.get_database_backend() {
        DbBackend::Postgres => {
            "SELECT 1 FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'schema_meta'"
        }
        _ => "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'schema_meta'",
    };
    if sql::one(db, exists, []).await?.is_none() {
        return Ok(false);
    }
    let Some(row) = sql::one(db, "SELECT version, readable_from FROM schema_meta", []).await? else {
        return Ok(false);
    };
    let (version, readable): (i32, i32) = (row.try_get_by_index(0)?, row.try_get_by_index(1)?);
    if readable > migrations::VERSION {
        return Err(StoreError::NewerSchema { schema: version, program: migrations::VERSION });
    }
    Ok(version >= migrations::VERSION)
}

/// The address as messages and logs may have it.
pub(crate) fn without_password(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else { return url.to_owned() };
    // The last `@` before the path: a password may hold one that is not escaped.
    let (authority, path) = rest.split_once('/').unwrap_or((rest, ""));
    let path = path.split('?').next().unwrap_or_default();
    match authority.rsplit_once('@') {
        Some((user, host)) => {
            let user = user.split(':').next().unwrap_or_default();
            format!("{scheme}://{user}@{host}/{path}")
        }
        None => format!("{scheme}://{authority}/{path}"),
    }
}
