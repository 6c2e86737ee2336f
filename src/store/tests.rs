//! Both databases pass the same tests. PostgreSQL is the server that `SKYDD_TEST_POSTGRES` names; each test makes a database
//! of its own there. Without that, the half says that it was skipped.

use std::sync::atomic::{AtomicU64, Ordering};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::{
    id::{ActorId, Tx},
    inventory::{Inventory, plan},
    model::{Dimension, LevelCode, Model, ModelLevel},
    permission::{Action, Actor, Permit, Role, decide},
};
use sea_orm::{ConnectOptions, Database};
use tempfile::TempDir;
use uuid::Uuid;

use crate::{AsOf, Entry, Options, Origin, Stamp, Store, StoreError, Write, sql, sqlite_url};

mod access;
mod audit;
mod register;
mod schema;
mod world;

/// Each test twice: on SQLite and on PostgreSQL.
macro_rules! on_both {
    ($($(#[doc = $doc:literal])* async fn $name:ident($db:ident) $body:block)*) => { $(
        mod $name {
            #[allow(unused_imports, clippy::allow_attributes, reason = "not every test names all")]
            use super::*;

            async fn test($db: &$crate::tests::Db) $body

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_sqlite() {
                test(&$crate::tests::Db::sqlite().await).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_postgres() {
                match $crate::tests::Db::postgres().await {
                    Some(db) => test(&db).await,
                    None => $crate::tests::skipped(),
                }
            }
        }
    )* };
}
pub(crate) use on_both;

#[expect(clippy::print_stderr, reason = "a half that did not run must say so")]
pub(crate) fn skipped() {
    eprintln!("skipped: SKYDD_TEST_POSTGRES names no server");
}

static COUNT: AtomicU64 = AtomicU64::new(1);

fn count() -> u64 {
    COUNT.fetch_add(1, Ordering::Relaxed)
}

/// A database of the test's own, with its schema.
pub(crate) struct Db {
    pub(crate) store: Store,
    pub(crate) options: Options,
    folder: TempDir,
}

impl Db {
    pub(crate) async fn sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        // A folder may be called anything.
        let url = sqlite_url(&folder.path().join("Ärende 100% klart? #1.db"));
        Self::open(url, folder).await
    }

    pub(crate) async fn postgres() -> Option<Self> {
        #[expect(clippy::disallowed_methods, reason = "the test's own setting")]
        let server = std::env::var("SKYDD_TEST_POSTGRES").ok()?;
        let name = format!("skydd_test_{}_{}", std::process::id(), count());
        let mut options = ConnectOptions::new(&server);
        options.max_connections(1).sqlx_logging(false);
        let admin = Database::connect(options).await.unwrap();
        sql::run(&admin, format!("DROP DATABASE IF EXISTS {name}"), []).await.unwrap();
        sql::run(&admin, format!("CREATE DATABASE {name}"), []).await.unwrap();
        let (base, query) =
            server.split_once('?').map_or((server.as_str(), String::new()), |(a, b)| (a, format!("?{b}")));
        let (base, _) = base.rsplit_once('/').unwrap();
        Some(Self::open(format!("{base}/{name}{query}"), tempfile::tempdir().unwrap()).await)
    }

    async fn open(url: String, folder: TempDir) -> Self {
        let options = Options { url, blobs: folder.path().join("blobs"), key: b"a key of the test".to_vec() };
        let store = Store::open(options.clone()).await.unwrap();
        store.migrate().await.unwrap();
        if !options.url.starts_with("postgres") {
            assert!(folder.path().join("Ärende 100% klart? #1.db").exists());
        }
        Self { store, options, folder }
    }

    pub(crate) fn is_postgres(&self) -> bool {
        self.options.url.starts_with("postgres")
    }

    pub(crate) async fn write(&self, now: DateTime<Utc>) -> Write {
        self.store.write(may(Action::InventoryImport), stamp(now)).await.unwrap()
    }

    /// Plans `incoming` over what is there, keeps it, and gives what the register should hold then.
    pub(crate) async fn import(&self, incoming: Inventory, now: DateTime<Utc>) -> (Tx, Inventory) {
        let mut write = self.write(now).await;
        write.ensure_model(&model(), &serde_json::json!({ "title": "test" })).await.unwrap();
        let current = write.inventory().await.unwrap();
        let plan = plan::plan(&current, incoming, false, now.date_naive());
        write.apply(&plan, Origin::Import).await.unwrap();
        let tx = write.commit(Entry::new("inventory-import")).await.unwrap();
        (tx, plan::apply(&current, &plan))
    }

    pub(crate) async fn inventory(&self, as_of: AsOf) -> Inventory {
        self.store.read(&may(Action::InventoryExport)).await.unwrap().inventory(as_of).await.unwrap()
    }

    /// Runs a statement behind the store's back.
    pub(crate) async fn attack(&self, statement: &str) -> Result<u64, StoreError> {
        sql::run(&self.store.write, statement, []).await
    }

    /// A whole number that a statement gives.
    pub(crate) async fn number(&self, statement: &str) -> i64 {
        let row = sql::one(&self.store.write, statement, []).await.unwrap().unwrap();
        row.try_get_by_index(0).unwrap()
    }
}

pub(crate) fn may(action: Action) -> Permit {
    let id = ActorId(Uuid::from_u128(7));
    decide(&Actor { id, role: Role::Administrator, via: "cli" }, action).unwrap()
}

pub(crate) fn stamp(now: DateTime<Utc>) -> Stamp {
    Stamp {
        now,
        day: now.date_naive(),
        mint: Box::new(|| Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 + u128::from(count()))),
        salt: Box::new(|| u128::from(count()).to_be_bytes()),
    }
}

pub(crate) fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// So far ahead that nothing is recorded later.
pub(crate) fn now() -> AsOf {
    AsOf::known_then(day("2100-01-01"), at("2100-01-01T00:00:00Z"))
}

pub(crate) fn hour(number: i64) -> DateTime<Utc> {
    at("2026-11-01T08:00:00Z") + TimeDelta::hours(number)
}

/// Two dimensions of three and seven levels, the highest of the first a stop level.
pub(crate) fn model() -> Model {
    let level = |code, stop| ModelLevel {
        code,
        word: Default::default(),
        consequence: Default::default(),
        stop,
        reason_required: false,
        catalogue: None,
    };
    let dimension = |code: &str, levels| Dimension {
        code: code.to_owned(),
        name: Default::default(),
        question: Default::default(),
        aspect: None,
        flow: Default::default(),
        optional: false,
        levels,
    };
    let words = ["low", "mid", "high"].map(|it| level(LevelCode::Word(it.to_owned()), it == "high"));
    let numbers = (0..7).map(|it| level(LevelCode::Number(it), false));
    Model {
        code: "klassa-0-4".to_owned(),
        name: Default::default(),
        dimensions: vec![dimension("H", words.to_vec()), dimension("L", numbers.collect())],
    }
}
