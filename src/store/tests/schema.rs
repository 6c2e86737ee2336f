//! The schema: classes, guards by attack on both databases, starters that race.

use std::collections::BTreeSet;

use migrations::{Class, tables};
use sea_orm::Value;

use super::{Db, hour, on_both, stamp, world::Dice};
use crate::{Options, Store, StoreError, sql};

fn rich() -> Vec<u8> {
    // Ones: every optional field is there.
    vec![1; 4_000]
}

async fn filled(db: &Db) {
    db.import(Dice::new(&rich()).register(), hour(1)).await;
    crate::tests::access::kept_run(db, hour(2)).await;
}

async fn names(db: &Db) -> BTreeSet<String> {
    let query = if db.is_postgres() {
        "SELECT tablename::text FROM pg_tables WHERE schemaname = current_schema()"
    } else {
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
    };
    let rows = sql::all(&db.store.write, query, Vec::<Value>::new()).await.unwrap();
    rows.iter().map(|it| it.try_get_by_index(0).unwrap()).collect()
}

on_both! {
    async fn every_table_has_a_class_and_there_are_no_others(db) {
        let mut described: BTreeSet<String> = tables().map(|it| it.name.to_owned()).collect();
        assert_eq!(described.len(), tables().count(), "one class each");
        described.extend(tables().filter(|it| it.class == Class::Revised).map(migrations::Table::history));
        described.insert("seaql_migrations".to_owned());
        assert_eq!(names(db).await, described);
        assert!(described.len() > 60, "the walk must see tables to prove anything");
    }

    async fn every_append_only_row_refuses_update_delete_and_truncate(db) {
        filled(db).await;
        let mut attacked = 0;
        for table in tables() {
            let guarded = match table.class {
                Class::Fact | Class::Observation | Class::Event => vec![table.name.to_owned()],
                Class::Revised => vec![table.history()],
                Class::Personal if table.redaction.is_some() => vec![table.name.to_owned()],
                Class::Personal | Class::Working | Class::Cache => vec![],
            };
            for name in guarded {
                let rows = db.number(&format!("SELECT count(*) FROM {name}")).await;
                let column = table.key[0];
                if rows > 0 {
                    attacked += 1;
                    refused(db, &format!("UPDATE {name} SET {column} = {column}")).await;
                    refused(db, &format!("DELETE FROM {name}")).await;
                }
                if db.is_postgres() {
                    refused(db, &format!("TRUNCATE {name} CASCADE")).await;
                } else if rows > 0 {
                    refused(db, &format!("INSERT OR REPLACE INTO {name} SELECT * FROM {name}")).await;
                }
                assert_eq!(db.number(&format!("SELECT count(*) FROM {name}")).await, rows, "{name}");
            }
        }
        assert!(attacked > 30, "only {attacked} tables had rows to attack");
    }

    async fn every_revised_row_changes_only_under_a_later_entry_and_stays(db) {
        filled(db).await;
        let mut attacked = 0;
        for table in tables().filter(|it| it.class == Class::Revised) {
            let name = table.name;
            if db.number(&format!("SELECT count(*) FROM {name}")).await == 0 {
                continue;
            }
            attacked += 1;
            refused(db, &format!("UPDATE {name} SET tx = tx")).await;
            refused(db, &format!("DELETE FROM {name}")).await;
            if db.is_postgres() {
                refused(db, &format!("TRUNCATE {name} CASCADE")).await;
            } else {
                refused(db, &format!("INSERT OR REPLACE INTO {name} SELECT * FROM {name}")).await;
            }
        }
        assert!(attacked > 10, "only {attacked} tables had rows to attack");
    }

    async fn no_fact_is_without_an_audit_entry(db) {
        let statement = "INSERT INTO setting (key, doc, tx) VALUES ('x', '{}', 999)";
        refused(db, statement).await;
    }

    async fn the_head_of_the_log_moves_only_to_the_next_number(db) {
        filled(db).await;
        refused(db, "UPDATE audit_head SET seq = seq + 2").await;
        refused(db, "UPDATE audit_head SET seq = seq - 1").await;
        refused(db, "DELETE FROM audit_head").await;
    }

    async fn the_log_cannot_fork(db) {
        filled(db).await;
        let columns = "form, at, actor_kind, actor_id, via, action, detail_hash, prev, hash";
        let other = if db.is_postgres() { "decode(repeat('ab', 32), 'hex')" } else { "zeroblob(32)" };
        let from = "form, at, actor_kind, actor_id, via, action, detail_hash, prev";
        refused(db, &format!("INSERT INTO audit (seq, {columns}) SELECT 999, {from}, {other} FROM audit WHERE seq = 1")).await;
    }

    async fn a_label_of_a_protected_person_is_refused(db) {
        let mut both = Dice::new(&rich()).register();
        both.people[0].protected = false;
        db.import(both, hour(1)).await;
        assert!(db.number("SELECT count(*) FROM protected_label").await > 0);
        refused(db, "INSERT INTO person_label (person_id, display) SELECT person_id, 'x' FROM protected_label").await;
        refused(db, "UPDATE person SET protected = (1 = 1), tx = 2 WHERE id IN (SELECT person_id FROM person_label WHERE display <> '')").await;
    }

    async fn a_classification_that_breaks_its_checks_is_refused(db) {
        filled(db).await;
        let id = if db.is_postgres() { "gen_random_uuid()" } else { "randomblob(16)" };
        let insert = |columns: &str, values: &str| format!(
            "INSERT INTO classification (id, asset_id, model_id, place, tx, {columns})
             SELECT {id}, a.id, m.id, 0, 1, {values} FROM asset a, model m, person p WHERE p.code = 'P1' AND a.code = 'I1'"
        );
        let none = if db.is_postgres() { "'\\xffff'::bytea" } else { "x'ffff'" };
        refused(db, &insert("state, origin, levels", &format!("'approved', 'import', {none}"))).await;
        refused(db, &insert("state, origin, levels, decided_by", &format!("'approved', 'tool', {none}, p.id"))).await;
        refused(db, &insert("state, origin, levels, decided_by, proposed_by", &format!("'approved', 'tool', {none}, p.id, p.id"))).await;
        refused(db, &insert("state, origin, levels", &format!("'special', 'import', {none}"))).await;
        refused(db, &insert("state, origin", "'special', 'import'")).await;
        db.attack(&insert("state, origin, levels", &format!("'proposed', 'tool', {none}"))).await.unwrap();
        let level = "INSERT INTO classification_level (classification_id, model_id, dim, level, stop, tx)
                     SELECT c.id, c.model_id, 0, 2, STOP, 1 FROM classification c WHERE c.state = 'proposed' AND c.origin = 'tool'";
        refused(db, &level.replace("STOP", "0")).await;
        refused(db, &level.replace("STOP", "1")).await;
    }

    async fn a_stop_level_cannot_be_stored_whatever_the_code_does(db) {
        filled(db).await;
        let id = if db.is_postgres() { "gen_random_uuid()" } else { "randomblob(16)" };
        let stop = if db.is_postgres() { "'\\x02ff'::bytea" } else { "x'02ff'" };
        db.attack(&format!(
            "INSERT INTO classification (id, asset_id, model_id, place, tx, state, origin, levels)
             SELECT {id}, a.id, m.id, 0, 1, 'draft', 'tool', {stop} FROM asset a, model m WHERE a.code = 'I1'"
        )).await.unwrap();
        let level = "INSERT INTO classification_level (classification_id, model_id, dim, level, stop, tx)
                     SELECT c.id, c.model_id, 0, 2, STOP, 1 FROM classification c WHERE c.state = 'draft' AND c.origin = 'tool'";
        refused(db, &level.replace("STOP", "0")).await;
        refused(db, &level.replace("STOP", "1")).await;
    }

    async fn an_override_in_the_wrong_direction_is_refused(db) {
        filled(db).await;
        let copy = "INSERT INTO need_override (id, code, system_id, model_id, dim, level, stop, direction, reason, doc_hash, from_on, valid_on, tx)
                    SELECT id, code, system_id, model_id, dim, LEVEL, 0, DIRECTION, doc_hash, from_on, valid_on + 1, tx FROM need_override WHERE code = 'A1'";
        refused(db, &copy.replace("LEVEL", "level").replace("DIRECTION", "'lower', 'cumulation'")).await;
        refused(db, &copy.replace("LEVEL", "level").replace("DIRECTION", "'raise', 'distribution'")).await;
        refused(db, &copy.replace("dim, LEVEL", "0, 2").replace("DIRECTION", "'raise', 'manual'")).await;
    }

    async fn a_finding_is_closed_by_a_proven_run_or_by_evidence_alone(db) {
        filled(db).await;
        crate::tests::access::one_finding(db, hour(3)).await;
        let event = |run: &str, completeness: &str| format!(
            "INSERT INTO finding_event (finding_id, kind, run_num, completeness, tx)
             SELECT id, 'closed', {run}, {completeness}, 1 FROM finding"
        );
        refused(db, &event("NULL", "NULL")).await;
        refused(db, &event("1", "NULL")).await;
        refused(db, &event("1", "'stated'")).await;
        // A completeness that the run does not have.
        refused(db, &event("1", "'proven'")).await;
        refused(db, "UPDATE finding SET state = 'closed'").await;
    }

    async fn only_an_erasure_passes_the_guard_of_a_redactable_text(db) {
        filled(db).await;
        refused(db, "UPDATE evidence SET doc = NULL, salt = NULL").await;
        refused(db, "UPDATE evidence SET doc = '{}', salt = NULL, redacted_tx = 1").await;
        refused(db, "UPDATE evidence SET doc = NULL, salt = NULL, redacted_tx = 1, status = 'met', method = 'x'").await;
        assert!(db.attack("UPDATE evidence SET doc = NULL, salt = NULL, redacted_tx = 1").await.unwrap() > 0);
        refused(db, "UPDATE evidence SET redacted_tx = 2").await;
    }

    async fn starters_that_race_make_the_schema_once(db) {
        // A fresh database beside the one of the test, eight processes of this very test.
        let Some(fresh) = Db::fresh(db).await else { return };
        let exe = std::env::current_exe().unwrap();
        let starters: Vec<_> = (0..8)
            .map(|_| {
                std::process::Command::new(&exe)
                    .args(["--exact", "tests::schema::a_process_that_migrates", "--nocapture"])
                    .env("SKYDD_TEST_RACE", &fresh)
                    .stdout(std::process::Stdio::piped())
                    .stderr(std::process::Stdio::piped())
                    .spawn()
                    .unwrap()
            })
            .collect();
        for starter in starters {
            let out = starter.wait_with_output().unwrap();
            let text = format!("{}{}", String::from_utf8_lossy(&out.stdout), String::from_utf8_lossy(&out.stderr));
            assert!(out.status.success() && text.contains("migrated"), "{text}");
        }
        let options = Options { url: fresh, ..db.options.clone() };
        let store = Store::open(options).await.unwrap();
        let row = sql::one(&store.write, "SELECT count(*) FROM seaql_migrations", []).await.unwrap().unwrap();
        assert_eq!(row.try_get_by_index::<i64>(0).unwrap(), i64::from(migrations::VERSION));
    }

    async fn a_schema_from_a_later_program_is_not_touched(db) {
        db.attack("UPDATE schema_meta SET version = 99, readable_from = 98").await.unwrap();
        let error = db.store.migrate().await.unwrap_err();
        assert!(matches!(error, StoreError::NewerSchema { schema: 99, .. }), "{error}");
        // One that this program can still read is used as it is.
        db.attack("UPDATE schema_meta SET version = 99, readable_from = 1").await.unwrap();
        db.store.migrate().await.unwrap();
    }

    async fn readers_cannot_write(db) {
        if !db.is_postgres() {
            assert!(sql::run(&db.store.read, "DELETE FROM flag", []).await.is_err());
            for (pragma, want) in [("journal_mode", "wal"), ("synchronous", "2"), ("foreign_keys", "1"), ("recursive_triggers", "1")] {
                let row = sql::one(&db.store.write, format!("PRAGMA {pragma}"), []).await.unwrap().unwrap();
                let got = row.try_get_by_index::<String>(0).or_else(|_| row.try_get_by_index::<i64>(0).map(|it| it.to_string()));
                assert_eq!(got.unwrap(), want, "{pragma}");
            }
        }
        let read = db.store.read(&crate::tests::may(domain::permission::Action::InventoryRead)).await.unwrap();
        assert!(sql::run(&read.db, "DELETE FROM flag", []).await.is_err());
    }
}

impl Db {
    /// An address of a database that nobody has opened yet.
    async fn fresh(db: &Self) -> Option<String> {
        if db.is_postgres() {
            let other = Self::postgres().await?;
            sql::run(&other.store.write, "DROP SCHEMA public CASCADE", []).await.unwrap();
            sql::run(&other.store.write, "CREATE SCHEMA public", []).await.unwrap();
            return Some(other.options.url);
        }
        Some(format!("sqlite://{}", db.folder.path().join("fresh.db").display()))
    }
}

/// A guard, a constraint or a foreign key said no.
async fn refused(db: &Db, statement: &str) {
    match db.attack(statement).await {
        Err(StoreError::Refused { rule }) => assert!(!rule.is_empty()),
        other => panic!("{statement}: {other:?}"),
    }
}

/// One of the racing processes; alone, it has nothing to do.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a process of its own, told by its parent and telling it"
)]
async fn a_process_that_migrates() {
    let Ok(url) = std::env::var("SKYDD_TEST_RACE") else { return };
    let store = Store::open(Options { url, blobs: std::env::temp_dir(), key: vec![1] }).await.unwrap();
    store.migrate().await.unwrap();
    let _stamp = stamp(hour(1));
    println!("migrated");
}
