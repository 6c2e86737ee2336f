//! The chain: what was changed behind the program's back is named.

use domain::{
    id::Tx,
    inventory::{Inventory, List},
    permission::Action,
};
use proptest::prelude::*;
use serde_json::json;

use super::{Db, hour, may, on_both, stamp, world::Dice};
use crate::{Break, Broken, Entry, Store, StoreError, Verification, canonical};

async fn verify(db: &Db, deep: bool) -> Verification {
    db.store.read(&may(Action::AuditVerify)).await.unwrap().verify_audit(deep).await.unwrap()
}

/// Five entries with facts.
async fn five(db: &Db) {
    for number in 1..=3_u8 {
        db.import(Dice::new(&[number; 900]).register(), hour(i64::from(number))).await;
    }
    crate::tests::access::kept_run(db, hour(4)).await;
    crate::tests::access::one_finding(db, hour(5)).await;
}

/// Takes the guards off, as the owner of the database can.
async fn unguarded(db: &Db, table: &str, statement: &str) {
    if db.is_postgres() {
        db.attack(&format!("ALTER TABLE {table} DISABLE TRIGGER ALL")).await.unwrap();
    } else {
        for suffix in ["no_update", "no_delete", "no_replace", "no_rewrite", "rev_update"] {
            db.attack(&format!("DROP TRIGGER IF EXISTS {table}_{suffix}")).await.unwrap();
        }
        db.attack("PRAGMA foreign_keys = OFF").await.unwrap();
    }
    assert!(db.attack(statement).await.unwrap() > 0, "{statement}");
}

on_both! {
    async fn an_untouched_log_holds_deep_and_shallow(db) {
        assert_eq!(verify(db, true).await, Verification { entries: 0, last_at: None, erased: 0, broken: None });
        five(db).await;
        for deep in [false, true] {
            let seen = verify(db, deep).await;
            assert_eq!(seen, Verification { entries: 5, last_at: Some(hour(5)), erased: 0, broken: None });
        }
    }

    async fn a_changed_entry_is_named(db) {
        five(db).await;
        unguarded(db, "audit", "UPDATE audit SET action = 'nothing' WHERE seq = 3").await;
        assert_eq!(verify(db, false).await.broken, Some(Broken { seq: 3, what: Break::Content }));
    }

    async fn a_removed_entry_is_named(db) {
        five(db).await;
        unguarded(db, "audit", "DELETE FROM audit WHERE seq = 2").await;
        assert_eq!(verify(db, false).await.broken, Some(Broken { seq: 2, what: Break::Missing }));
    }

    async fn a_cut_end_is_seen_by_the_head(db) {
        five(db).await;
        unguarded(db, "audit", "DELETE FROM audit WHERE seq = 5").await;
        assert_eq!(verify(db, false).await.broken, Some(Broken { seq: 5, what: Break::Missing }));
    }

    async fn a_changed_detail_is_named_and_an_erased_one_is_not_an_error(db) {
        five(db).await;
        unguarded(db, "audit_detail", "UPDATE audit_detail SET body = '{}' WHERE seq = 4").await;
        assert_eq!(verify(db, false).await.broken, Some(Broken { seq: 4, what: Break::Detail }));
        db.attack("UPDATE audit_detail SET body = NULL, salt = NULL, erased_tx = 5 WHERE seq = 4").await.unwrap();
        let seen = verify(db, true).await;
        assert_eq!((seen.broken, seen.erased), (None, 1));
    }

    async fn a_fact_changed_behind_the_programs_back_is_found_only_deep(db) {
        five(db).await;
        unguarded(db, "evidence", "UPDATE evidence SET status = CASE status WHEN 'met' THEN 'gap' ELSE 'met' END WHERE tx = 2").await;
        assert_eq!(verify(db, false).await.broken, None);
        let facts = |table: &str| Break::Facts { table: table.to_owned() };
        assert_eq!(verify(db, true).await.broken, Some(Broken { seq: 2, what: facts("evidence") }));
    }

    async fn a_fact_that_was_removed_or_slipped_in_is_found(db) {
        five(db).await;
        unguarded(db, "asset_rev", "DELETE FROM asset_rev WHERE tx = 3").await;
        let seen = verify(db, true).await.broken.unwrap();
        assert_eq!((seen.seq, seen.what), (3, Break::Facts { table: "asset".to_owned() }));
    }

    async fn a_register_row_changed_without_an_entry_is_found(db) {
        five(db).await;
        unguarded(db, "system", "UPDATE system SET name = 'another' WHERE code = 'S1'").await;
        let seen = verify(db, true).await.broken.unwrap();
        assert_eq!(seen.what, Break::Facts { table: "system".to_owned() });
    }

    async fn entries_written_at_once_stand_one_after_the_other_without_a_hole(db) {
        let jobs: Vec<_> = (0..4).map(|number| {
            let options = db.options.clone();
            #[expect(clippy::disallowed_methods, reason = "the test's own writers")]
            tokio::spawn(async move {
                let store = Store::open(options).await.unwrap();
                for _ in 0..5 {
                    let write = store.write(may(Action::Initialise), stamp(hour(number))).await.unwrap();
                    write.commit(Entry::new("test").with("number", number)).await.unwrap();
                }
            })
        }).collect();
        for job in jobs {
            job.await.unwrap();
        }
        let seen = verify(db, true).await;
        // The clocks of the writers differ by hours; the log's time never decreases.
        assert_eq!((seen.entries, seen.last_at, seen.broken), (20, Some(hour(3)), None));
    }

    async fn an_entry_names_its_object_and_an_unknown_one_is_refused(db) {
        db.import(Dice::new(&[]).register(), hour(1)).await;
        let write = db.write(hour(2)).await;
        write.commit(Entry::new("test").on(List::Systems, "S1")).await.unwrap();
        assert_eq!(db.number("SELECT count(*) FROM audit a JOIN system s ON s.id = a.object_id").await, 1);
        let write = db.write(hour(3)).await;
        let error = write.commit(Entry::new("test").on(List::Systems, "S99")).await.unwrap_err();
        assert!(matches!(error, StoreError::UnknownCode { .. }), "{error}");
        assert_eq!(db.import(Inventory::default(), hour(4)).await.0, Tx(3));
    }

    async fn verifying_takes_a_permit_for_it(db) {
        let read = db.store.read(&may(Action::InventoryRead)).await.unwrap();
        assert!(matches!(read.verify_audit(false).await.unwrap_err(), StoreError::WrongPermit { .. }));
    }
}

#[test]
fn canonical_json_is_that_of_rfc_8785() {
    // Section 3.2.3 of the RFC: keys by UTF-16 code units; the escapes of 3.2.2.2.
    let value = json!({
        "\u{20ac}": "Euro Sign", "\r": "Carriage Return", "\u{fb33}": "Hebrew Letter Dalet With Dagesh",
        "1": "One", "\u{1f600}": "Emoji", "\u{80}": "Control", "\u{f6}": "\u{f}\n\"\\/<",
    });
    assert_eq!(
        canonical(&value).unwrap(),
        "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u{80}\":\"Control\",\"\u{f6}\":\"\\u000f\\n\\\"\\\\/<\",\
         \"\u{20ac}\":\"Euro Sign\",\"\u{1f600}\":\"Emoji\",\"\u{fb33}\":\"Hebrew Letter Dalet With Dagesh\"}"
    );
    assert!(canonical(&json!({ "share": 0.5 })).is_err(), "a fraction has no form of ours");
}

proptest! {
    #[test]
    fn canonical_json_does_not_depend_on_the_order_of_keys(keys in prop::collection::btree_set("\\PC{0,4}", 0..6)) {
        let forwards: serde_json::Map<_, _> = keys.iter().map(|it| (it.clone(), json!(it))).collect();
        let backwards: serde_json::Map<_, _> = keys.iter().rev().map(|it| (it.clone(), json!(it))).collect();
        let text = canonical(&forwards).unwrap();
        prop_assert_eq!(&text, &canonical(&backwards).unwrap());
        let back: serde_json::Value = serde_json::from_str(&text).unwrap();
        prop_assert_eq!(back, serde_json::Value::Object(forwards));
    }
}

#[test]
fn a_password_never_leaves_the_address() {
    for (given, shown) in [
        ("postgres://u:se@cret@h:5432/d?x=1", "postgres://u@h:5432/d"),
        ("postgres://h/d", "postgres://h/d"),
        ("sqlite:///a/b.db", "sqlite:///a/b.db"),
    ] {
        assert_eq!(crate::open::without_password(given), shown);
    }
}

#[test]
fn a_number_is_hashed_as_rfc_4231_says() {
    // Test case 2 of RFC 4231.
    let hash = crate::people::number_hash(b"Jefe", "what do ya want for nothing?");
    assert_eq!(hex::encode(hash), "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}
