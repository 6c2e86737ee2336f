//! Reads come back, findings live across runs.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::{
    access::{
        hr::HrRow,
        snapshot::{Account, Completeness, Dialect, Edge, EdgeKind, Gap, Object, ObjectKind, Snapshot},
    },
    inventory::SourceKind,
    permission::Action,
    severity::Severity,
};
use proptest::prelude::*;

use super::{Db, at, hour, may, on_both};
use crate::{Entry, FindingRecord, HIDDEN, NewRun, Recorded, RunNum, pack};

fn attributes(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect()
}

fn account(number: u32, employee: Option<&str>) -> Object {
    Object {
        key: format!("guid-{number}"),
        dn: format!("CN=Anna Åkesson {number},OU=Skola,DC=x"),
        norm: format!("cn=anna åkesson {number},ou=skola,dc=x"),
        name: Some(format!("annåke{number}")),
        kind: ObjectKind::User,
        sid: Some(format!("S-1-5-21-{number}")),
        security: false,
        account: Some(Account {
            disabled: number.is_multiple_of(2),
            expires: Some(at("2026-12-31T23:00:00.1234567Z")),
            locked: number.is_multiple_of(3),
            last_logon: Some(at("2026-10-01T00:00:00Z")),
            password_set: None,
            employee_id: employee.map(str::to_owned),
            manager: Some(0),
            attributes: attributes(&[
                ("department", "Skola"),
                ("displayname", "Anna Åkesson"),
                ("custom", "7"),
            ]),
        }),
    }
}

pub(crate) fn snapshot(accounts: u32) -> Snapshot {
    let group = Object {
        key: "guid-g".to_owned(),
        dn: "CN=G,DC=x".to_owned(),
        norm: "cn=g,dc=x".to_owned(),
        name: Some("G".to_owned()),
        kind: ObjectKind::Group,
        sid: None,
        security: true,
        account: None,
    };
    let people = (1..=accounts).map(|it| account(it, Some(if it == 1 { "1001" } else { "5005" })));
    Snapshot {
        dialect: Dialect::Ad,
        objects: std::iter::once(group).chain(people).collect(),
        edges: (1..=accounts).map(|member| Edge { group: 0, member, kind: EdgeKind::Member }).collect(),
        domain_users: Some(0),
        entries: 3,
        gaps: vec![Gap::EndMissing, Gap::EntryCount { stated: 4, read: 3 }],
    }
}

pub(crate) fn staff() -> Vec<HrRow> {
    let row = |number: &str, protected| HrRow {
        employee_id: number.to_owned(),
        name: format!("Namn {number}"),
        active: true,
        start: Some("2020-01-01".parse().unwrap()),
        end: None,
        manager_id: Some("7".to_owned()),
        email: Some("a@example.org".to_owned()),
        protected,
        attributes: attributes(&[
            ("employee_id", number),
            ("department", "Skola"),
            ("name", "Namn"),
            ("shoe_size", "41"),
        ]),
    };
    vec![row("1001", true), row("5005", false)]
}

fn new_run(as_of: DateTime<Utc>, completeness: Completeness) -> NewRun {
    NewRun {
        source: "directory".to_owned(),
        kind: SourceKind::Ldif,
        as_of,
        completeness,
        content_hash: [3; 32],
        file: Some("directory.ldif".to_owned()),
        stated_by: None,
        entries: 3,
        stated_entries: Some(4),
        live: None,
    }
}

pub(crate) async fn kept_run(db: &Db, now: DateTime<Utc>) -> RunNum {
    let mut write = db.write(now).await;
    let new = new_run(now, Completeness::Stated);
    let run = write.add_run(&new, Some(&snapshot(2)), Some(&staff())).await.unwrap();
    write.commit(Entry::new("access-check").with("entries", 3)).await.unwrap();
    run
}

fn finding(number: u8, severity: Severity) -> FindingRecord {
    FindingRecord {
        key: [number; 32],
        kind: "leaver".to_owned(),
        severity,
        system: None,
        unit: None,
        right: None,
        account: Some("guid-1".to_owned()),
    }
}

pub(crate) async fn one_finding(db: &Db, now: DateTime<Utc>) {
    record(db, now, Completeness::Stated, &[1]).await;
}

async fn record(db: &Db, now: DateTime<Utc>, completeness: Completeness, keys: &[u8]) -> Recorded {
    let mut write = db.write(now).await;
    let run = write.add_run(&new_run(now, completeness), Some(&snapshot(2)), None).await.unwrap();
    let all: Vec<_> = keys.iter().map(|it| finding(*it, Severity::High)).collect();
    let recorded = write.record_findings(run, &all, None).await.unwrap();
    write.commit(Entry::new("access-check")).await.unwrap();
    recorded
}

on_both! {
    async fn a_kept_read_comes_back_whole_and_hides_the_protected(db) {
        kept_run(db, hour(1)).await;
        let read = db.store.read(&may(Action::AccessCheck)).await.unwrap();
        let (run, seen) = read.last_run(Some("directory")).await.unwrap().unwrap();
        assert_eq!((run.as_of, run.completeness, run.entries, run.stated_entries), (hour(1), Completeness::Stated, 3, Some(4)));
        assert_eq!(run.file.as_deref(), Some("directory.ldif"));
        let mut expected = snapshot(2);
        // The first account belongs to a person with protected identity: neither name nor path, but the same key.
        let hidden = &mut expected.objects[1];
        hidden.dn.clone_from(&seen.objects[1].dn);
        assert!(hidden.dn.starts_with(HIDDEN));
        hidden.norm.clone_from(&hidden.dn);
        hidden.name = None;
        hidden.account.as_mut().unwrap().attributes.remove("displayname");
        assert_eq!(seen, expected);

        let (_, rows) = read.last_hr().await.unwrap().unwrap();
        let mut expected = staff();
        expected[0].name = HIDDEN.to_owned();
        expected[0].email = None;
        expected[0].attributes.remove("name");
        assert_eq!(rows, expected);
        assert!(read.last_run(Some("other")).await.unwrap().is_none());
    }

    async fn no_name_stands_outside_the_label_tables(db) {
        kept_run(db, hour(1)).await;
        let mut looked = 0;
        for table in migrations::tables().filter(|it| it.class != migrations::Class::Personal) {
            let rows = crate::sql::all(&db.store.write, format!("SELECT {} FROM {}", table.column_list(), table.name), []).await.unwrap();
            for row in rows {
                for cell in crate::sql::read_row(table, &row).unwrap() {
                    let text = match cell {
                        crate::sql::Cell::Text(it) => it,
                        crate::sql::Cell::Bytes(it) => String::from_utf8_lossy(&it).into_owned(),
                        _ => continue,
                    };
                    looked += 1;
                    for name in ["Åkesson", "annåke", "Namn 1001", "example.org"] {
                        assert!(!text.contains(name), "{name} in {}", table.name);
                    }
                }
            }
        }
        assert!(looked > 20, "only {looked} values looked at");
    }

    async fn only_a_proven_run_closes_what_it_does_not_show(db) {
        let first = record(db, hour(1), Completeness::Stated, &[1, 2]).await;
        assert_eq!(first, Recorded { new: 2, ..Recorded::default() });
        let stated = record(db, hour(2), Completeness::Stated, &[1]).await;
        assert_eq!(stated, Recorded { seen: 1, not_seen: 1, ..Recorded::default() });
        let incomplete = record(db, hour(3), Completeness::Incomplete, &[]).await;
        assert_eq!(incomplete, Recorded { not_seen: 2, ..Recorded::default() });
        let proven = record(db, hour(4), Completeness::Proven, &[1]).await;
        assert_eq!(proven, Recorded { seen: 1, closed: 1, ..Recorded::default() });
        let back = record(db, hour(5), Completeness::Stated, &[1, 2]).await;
        assert_eq!(back, Recorded { seen: 1, regressed: 1, ..Recorded::default() });
        let read = db.store.read(&may(Action::AccessCheck)).await.unwrap();
        let open = read.open_findings().await.unwrap();
        assert_eq!(open.len(), 2);
        assert!(open.iter().all(|it| it.first_at == hour(1) && it.last_at == hour(5)), "{open:?}");
        assert_eq!(open[0].severity, Severity::High);
    }

    async fn blobs_come_back_whether_small_or_large(db) {
        let mut write = db.write(hour(1)).await;
        let large = vec![7_u8; (1 << 20) + 1];
        let (a, b) = (write.add_blob(b"small", "text/plain").await.unwrap(), write.add_blob(&large, "x/y").await.unwrap());
        assert_eq!(write.add_blob(b"small", "text/plain").await.unwrap(), a);
        write.commit(Entry::new("test")).await.unwrap();
        let read = db.store.read(&may(Action::InventoryRead)).await.unwrap();
        assert_eq!(read.blob(a).await.unwrap().unwrap(), b"small");
        assert_eq!(read.blob(b).await.unwrap().unwrap(), large);
        assert_eq!(read.blob([0; 32]).await.unwrap(), None);
        let name = hex::encode(b);
        let (folder, rest) = name.split_at(2);
        let file = db.options.blobs.join(folder).join(rest);
        std::fs::write(&file, b"other").unwrap();
        assert!(read.blob(b).await.is_err());
    }

    async fn catalogue_and_model_are_kept_once_and_found_by_day(db) {
        let files = BTreeMap::from([("controls/log.yaml".to_owned(), "a: 1\n".to_owned())]);
        let mut write = db.write(hour(1)).await;
        let (hash, new) = write.ensure_catalogue(&files, "built-in").await.unwrap();
        assert!(new);
        assert_eq!(write.ensure_catalogue(&files, "built-in").await.unwrap(), (hash, false));
        let document = serde_json::json!({ "x": 1 });
        assert!(write.ensure_model(&crate::tests::model(), &document).await.unwrap());
        assert!(!write.ensure_model(&crate::tests::model(), &document).await.unwrap());
        write.commit(Entry::new("init")).await.unwrap();
        let read = db.store.read(&may(Action::InventoryRead)).await.unwrap();
        assert_eq!(read.catalogue(crate::tests::day("2026-11-01")).await.unwrap(), Some((hash, files)));
        assert_eq!(read.catalogue(crate::tests::day("2026-10-31")).await.unwrap(), None);
        assert_eq!(read.models().await.unwrap()["klassa-0-4"], document);
    }
}

#[test]
fn the_places_of_a_findings_columns_are_those_of_the_schema() {
    use crate::finding::{FIRST_AT, LAST_RUN, STATE, TX};
    let table = migrations::table("finding").unwrap();
    for (place, name) in [(STATE, "state"), (FIRST_AT, "first_at"), (LAST_RUN, "last_run"), (TX, "tx")] {
        assert_eq!(table.columns[place].name, name);
    }
}

proptest! {
    #[test]
    fn what_is_packed_comes_back_save_the_names(accounts in 0_u32..40, cut in 0_usize..400) {
        let mut whole = snapshot(accounts);
        let nums: Vec<i32> = (1..).take(whole.objects.len()).collect();
        let bytes = pack::snapshot(&whole, &nums).unwrap();
        let (back, back_nums) = pack::open_snapshot(&bytes).unwrap();
        for object in &mut whole.objects {
            object.key.clear();
            object.dn.clear();
            object.norm.clear();
            object.name = None;
            if let Some(account) = &mut object.account {
                account.attributes.retain(|name, _| name == "department");
            }
        }
        prop_assert_eq!((back, back_nums), (whole, nums));
        // Cut anywhere, it is an error and no panic.
        if cut < bytes.len() {
            prop_assert!(pack::open_snapshot(&bytes[..cut]).is_err());
        }
    }
}
