//! The register comes back as it was given, as of any day.

use std::collections::BTreeMap;

use domain::{
    classification::{Classification, State},
    id::Tx,
    inventory::{Asset, Inventory, Organisation, Person, PersonKind, System, Unit, UnitKind, plan},
    message::Lang,
    model::LevelCode,
};
use proptest::prelude::*;

use super::{Db, at, day, hour, may, now, on_both, world::Dice};
use crate::{AsOf, Entry, HIDDEN, Origin, StoreError, keep_hidden};

fn sorted(mut inventory: Inventory) -> Inventory {
    // The lists of the test world are in order of code already, save where there are more than nine.
    inventory.units.sort_by(|a, b| a.code.cmp(&b.code));
    inventory
}

/// Registers one after the other in one database: each comes back equal, and the earlier ones as of their time.
async fn come_back(db: &Db, seeds: &[Vec<u8>]) {
    let mut steps: Vec<(Tx, Inventory)> = Vec::new();
    for (seed, number) in seeds.iter().zip(1..) {
        let incoming = Dice::new(seed).register();
        let (tx, expected) = db.import(incoming.clone(), hour(number)).await;
        let write = db.write(hour(number)).await;
        let stored = write.inventory().await.unwrap();
        assert_eq!(stored, sorted(expected.clone()));
        // Planned again, the same document changes nothing.
        let again = plan::plan(&stored, incoming, false, day("2026-11-01"));
        assert!(again.is_empty(), "{again:?}");
        steps.push((tx, stored));
    }
    for ((_, expected), number) in steps.iter().zip(1..) {
        let as_of = AsOf::known_then(day("2026-11-30"), hour(number));
        let seen = db.inventory(as_of).await;
        let mut hidden = expected.clone();
        for (person, seen) in hidden.people.iter_mut().zip(&seen.people) {
            // Labels have no history, on purpose.
            person.clone_from(&Person {
                kind: person.kind,
                protected: person.protected,
                ended: person.ended,
                retired: person.retired,
                ..seen.clone()
            });
        }
        assert_eq!(seen, hidden, "as of step {number}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn what_a_register_holds_comes_back_equal_from_sqlite(
        seeds in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..700), 1..4),
    ) {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(async { come_back(&Db::sqlite().await, &seeds).await });
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn what_a_register_holds_comes_back_equal_from_postgres(
        seeds in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..700), 1..4),
    ) {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(async {
            match Db::postgres().await {
                Some(db) => come_back(&db, &seeds).await,
                None => super::skipped(),
            }
        });
    }
}

fn unit(code: &str) -> Unit {
    Unit {
        code: code.to_owned(),
        name: code.to_owned(),
        name_en: None,
        kind: UnitKind::Board,
        parent: None,
        retired: None,
    }
}

fn person(code: &str, protected: bool) -> Person {
    Person {
        code: code.to_owned(),
        name: format!("Namn {code}"),
        employee_id: Some(format!("9{code}")),
        email: Some("x@example.org".to_owned()),
        kind: PersonKind::Employee,
        unit: Some("U1".to_owned()),
        title: Some("Handläggare".to_owned()),
        protected,
        ended: None,
        retired: None,
    }
}

fn asset(code: &str) -> Asset {
    Asset {
        code: code.to_owned(),
        name: code.to_owned(),
        unit: "U1".to_owned(),
        owner: None,
        systems: vec![],
        flags: vec![],
        law: None,
        retention: None,
        classification: Classification::default(),
        history: vec![],
        retired: None,
    }
}

fn level(code: &str) -> BTreeMap<String, LevelCode> {
    BTreeMap::from([("H".to_owned(), LevelCode::Word(code.to_owned()))])
}

fn small() -> Inventory {
    Inventory {
        organisation: Some(Organisation {
            name: "Kommunen".to_owned(),
            language: Lang::Sv,
            time_zone: "Europe/Stockholm".to_owned(),
            model: "klassa-0-4".to_owned(),
        }),
        units: vec![unit("U1"), unit("U2")],
        people: vec![person("P1", false), person("P2", true)],
        assets: vec![asset("I1")],
        ..Inventory::default()
    }
}

async fn refused(db: &Db, change: impl FnOnce(&mut Inventory), origin: Origin) -> StoreError {
    let mut write = db.write(hour(2)).await;
    let current = write.inventory().await.unwrap();
    let mut incoming = current.clone();
    change(&mut incoming);
    let plan = plan::plan(&current, incoming, false, day("2026-11-01"));
    match write.apply(&plan, origin).await {
        Err(error) => error,
        // What only the database sees, it sees at the latest when the change is kept.
        Ok(()) => write.commit(Entry::new("test")).await.unwrap_err(),
    }
}

on_both! {
    async fn a_person_with_protected_identity_has_neither_name_nor_unit_for_those_not_entitled(db) {
        db.import(small(), hour(1)).await;
        let seen = db.inventory(now()).await;
        let hidden = seen.people.iter().find(|it| it.code == "P2").unwrap();
        assert_eq!((hidden.name.as_str(), &hidden.email, &hidden.unit, &hidden.title), (HIDDEN, &None, &None, &None));
        assert_eq!(seen.people[0].name, "Namn P1");
        assert!(!format!("{seen:?}").contains("Namn P2"));
        assert_eq!(db.number("SELECT count(*) FROM person_label").await, 1);
        assert_eq!(db.number("SELECT count(*) FROM person_rev").await, 2);

        // An export without the name that comes back changes nothing.
        let write = db.write(hour(2)).await;
        let current = write.inventory().await.unwrap();
        let mut incoming = seen;
        keep_hidden(&current, &mut incoming);
        assert!(plan::plan(&current, incoming, false, day("2026-11-01")).is_empty());
    }

    async fn a_stop_level_is_refused_by_the_program_and_by_the_database(db) {
        db.import(small(), hour(1)).await;
        let stop = |it: &mut Inventory| {
            it.assets[0].classification = Classification {
                levels: level("high"), decided_by: Some("P1".to_owned()), ..Classification::default()
            };
        };
        let error = refused(db, stop, Origin::Import).await;
        assert!(matches!(error, StoreError::StopLevel { .. }), "{error}");
        assert!(!error.to_string().contains("high"));
    }

    async fn an_approval_names_a_decider_and_in_the_tool_another_proposer(db) {
        db.import(small(), hour(1)).await;
        let approve = |by: Option<&str>, proposed: Option<&str>| {
            let (by, proposed) = (by.map(str::to_owned), proposed.map(str::to_owned));
            move |it: &mut Inventory| {
                it.assets[0].classification = Classification {
                    levels: level("mid"), state: State::Approved, decided_by: by, proposed_by: proposed,
                    ..Classification::default()
                };
            }
        };
        let none = refused(db, approve(None, None), Origin::Import).await;
        assert!(matches!(none, StoreError::NoDecider { .. }), "{none}");
        let own = refused(db, approve(Some("P1"), Some("P1")), Origin::Tool).await;
        assert!(matches!(own, StoreError::NoDecider { .. }), "{own}");
    }

    async fn a_reference_to_nothing_names_list_and_code(db) {
        db.import(small(), hour(1)).await;
        let error = refused(db, |it| it.assets[0].unit = "U9".to_owned(), Origin::Import).await;
        assert!(matches!(&error, StoreError::UnknownCode { list: "units", code } if code == "U9"), "{error}");
    }

    async fn a_unit_that_moves_takes_its_subtree_along_and_none_stands_below_itself(db) {
        let mut tree = small();
        tree.units.push(Unit { parent: Some("U1".to_owned()), ..unit("U3") });
        tree.units.push(Unit { parent: Some("U3".to_owned()), ..unit("U4") });
        db.import(tree.clone(), hour(1)).await;
        tree.units[2].parent = Some("U2".to_owned());
        db.import(tree.clone(), hour(2)).await;
        let below = "SELECT count(*) FROM unit WHERE path >= '0002.' AND path < '0002/'";
        assert_eq!(db.number(below).await, 3);
        let error = refused(db, |it| it.units[1].parent = Some("U4".to_owned()), Origin::Import).await;
        assert!(matches!(error, StoreError::UnitCycle { .. }), "{error}");
    }

    async fn what_is_dropped_uncommitted_did_not_happen(db) {
        db.import(small(), hour(1)).await;
        let before = db.inventory(now()).await;
        let mut write = db.write(hour(2)).await;
        let current = write.inventory().await.unwrap();
        let mut incoming = current.clone();
        incoming.units.push(unit("U3"));
        write.apply(&plan::plan(&current, incoming, false, day("2026-11-01")), Origin::Import).await.unwrap();
        drop(write);
        assert_eq!(db.inventory(now()).await, before);
        assert_eq!(db.number("SELECT count(*) FROM audit").await, 1);
        // The next one gets the number that was not used: no hole.
        let (tx, _) = db.import(Inventory { units: vec![unit("U5")], ..Inventory::default() }, hour(3)).await;
        assert_eq!(tx, Tx(2));
    }

    async fn later_corrections_are_seen_only_where_they_are_asked_for(db) {
        let mut first = small();
        first.systems = vec![System {
            code: "S1".to_owned(), name: "System".to_owned(), name_en: None, unit: "U1".to_owned(), owner: None,
            manager: None, administrator: None, owner_deputy: None, manager_deputy: None, administrator_deputy: None,
            supplier: None, platform: None, hosting: None, sites: vec![], flags: vec![], vital: false,
            lifecycle: Default::default(), own_accounts: Default::default(), replaced: None, note: None, retired: None,
        }];
        db.import(first, at("2026-11-01T08:00:00Z")).await;
        let goal = domain::inventory::Recovery {
            code: "A1".to_owned(), system: "S1".to_owned(), rto_minutes: 60, rpo_minutes: None, decided_by: None,
            from: Some(day("2026-11-10")), retired: None,
        };
        let (tx, _) = db.import(Inventory { recovery: vec![goal], ..Inventory::default() }, at("2026-11-20T08:00:00Z")).await;
        let then = AsOf::known_then(day("2026-11-15"), at("2026-11-15T22:59:59Z"));
        assert_eq!(db.inventory(then).await.recovery, []);
        assert_eq!(db.inventory(AsOf { known: Some(tx), ..then }).await.recovery.len(), 1);
        let before = AsOf { day: day("2026-11-09"), until: at("2026-11-09T22:59:59Z"), known: Some(tx) };
        assert_eq!(db.inventory(before).await.recovery, []);
    }

    async fn permits_that_only_read_open_no_change(db) {
        let error = db.store.write(may(domain::permission::Action::InventoryExport), crate::tests::stamp(hour(1))).await;
        assert!(matches!(error.unwrap_err(), StoreError::WrongPermit { .. }));
    }
}

/// 20,000 assets in one import: printed, as times differ between machines; the bench compares.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn twenty_thousand_assets_are_kept_in_one_change() {
    let db = Db::sqlite().await;
    let mut all = small();
    all.assets = (0..20_000)
        .map(|it| Asset {
            classification: Classification {
                levels: level("mid"),
                decided_by: Some("P1".to_owned()),
                ..Classification::default()
            },
            ..asset(&format!("I{it:05}"))
        })
        .collect();
    let (_, expected) = db.import(all, hour(1)).await;
    assert_eq!(db.inventory(now()).await.assets, expected.assets);
}
