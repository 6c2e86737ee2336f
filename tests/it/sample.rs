//! The fictional municipality: each planted deviation that the directory or the register can show is found, in its
//! number, and nothing else is reported.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::world::{World, sample};

fn check(world: &World) -> Vec<Value> {
    let (ldif, hr) = (sample().join("directory.ldif"), sample().join("hr.csv"));
    let line = format!("--format json access check --ldif {} --hr {}", ldif.display(), hr.display());
    let answer = world.run(&line).ended(1).json();
    answer["findings"].as_array().unwrap().clone()
}

fn text<'a>(finding: &'a Value, key: &str) -> &'a str {
    finding[key].as_str().unwrap_or_default()
}

/// The first words of `detail`: what follows them is a day or a number.
fn detail(finding: &Value) -> &str {
    let detail = text(finding, "detail");
    ["forbidden", "moved", "expired grant"].into_iter().find(|it| detail.starts_with(it)).unwrap_or_default()
}

#[test]
fn the_planted_deviations_of_the_directory_are_found_and_nothing_else() {
    let world = World::norrvada();
    let mut counts: BTreeMap<(String, String, &str), usize> = BTreeMap::new();
    let findings = check(&world);
    for it in findings.iter().filter(|it| text(it, "kind") != "stale_logon") {
        let key = (text(it, "kind").to_owned(), text(it, "rule").to_owned(), detail(it));
        *counts.entry(key).or_default() += 1;
    }
    let expected = [
        ("unauthorised", "POL-12", "forbidden", 1),     // DEV-01
        ("direct_assignment", "POL-12", "", 1),         // DEV-01
        ("unauthorised", "POL-16", "", 23),             // DEV-02
        ("unauthorised", "POL-02", "", 1),              // DEV-03
        ("sod_conflict", "SOD-01", "", 1),              // DEV-03
        ("leaver", "POL-05", "", 1),                    // DEV-04
        ("leaver", "POL-08", "", 1),                    // DEV-04
        ("leaver", "POL-36", "", 1),                    // DEV-04
        ("unauthorised", "POL-33", "expired grant", 1), // DEV-05
        ("unauthorised", "POL-27", "forbidden", 1),     // DEV-06
        ("direct_assignment", "POL-27", "", 1),         // DEV-06
        ("unauthorised", "POL-37", "", 4),              // DEV-07
        ("over_limit", "POL-37", "", 1),                // DEV-07
        ("missing_access", "POL-24", "", 41),           // DEV-08
        ("unauthorised", "POL-19", "moved", 2),         // DEV-09
        ("no_person_behind", "", "", 31),               // DEV-11
    ];
    let expected: BTreeMap<(String, String, &str), usize> = expected
        .into_iter()
        .map(|(kind, rule, detail, count)| ((kind.to_owned(), rule.to_owned(), detail), count))
        .collect();
    assert_eq!(counts, expected);
}

#[test]
fn dormant_accounts_are_certain_and_counted_once_each() {
    let world = World::norrvada();
    let findings = check(&world);
    let stale: Vec<&Value> = findings.iter().filter(|it| text(it, "kind") == "stale_logon").collect();
    let accounts: BTreeSet<&str> = stale.iter().map(|it| text(it, "account")).collect();
    assert_eq!(accounts.len(), 212);
    assert!(
        stale.iter().all(|it| text(it, "detail").starts_with("certain")),
        "past the margin of the stored time"
    );
    let others: BTreeSet<&str> = findings
        .iter()
        .filter(|it| text(it, "kind") != "stale_logon")
        .map(|it| text(it, "account"))
        .collect();
    assert!(accounts.is_disjoint(&others), "none of the other deviations is dormant");
}

#[test]
fn every_path_goes_from_the_granting_group_to_the_account() {
    let world = World::norrvada();
    let mut seen = 0;
    for it in check(&world).iter().filter(|it| ["unauthorised", "leaver"].contains(&text(it, "kind"))) {
        let path = it["path"].as_array().unwrap();
        assert!(text(&path[0], "dn").starts_with("CN=DL-") && path[0]["edge"].is_null(), "{it}");
        assert!(path[1..].iter().all(|step| step["edge"] == "member"), "{it}");
        seen += 1;
    }
    assert_eq!(seen, 36);
    let pool = check(&world);
    let pool: Vec<&Value> =
        pool.iter().filter(|it| text(it, "rule") == "POL-16" && it["kind"] == "unauthorised").collect();
    assert!(
        pool.iter().all(|it| text(&it["path"][1], "dn").starts_with("CN=LEG-Vikariepool,")),
        "one common cause"
    );
}

#[test]
fn what_the_register_shows_is_found_and_nothing_else() {
    let world = World::norrvada();
    let answer = world.run("--format json posture").json();
    let mut found: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for it in answer["findings"].as_array().unwrap() {
        let on = [text(it, "system"), text(it, "asset")].concat();
        found.entry(text(it, "kind")).or_default().push(on);
    }
    for it in found.values_mut() {
        it.sort();
    }
    let stale =
        ["INF-008", "INF-016", "INF-024", "INF-032", "INF-040", "INF-048", "INF-056", "INF-064", "INF-072"];
    assert_eq!(found.remove("role_vacancy").unwrap_or_default(), ["BIB", "FRI"]); // DEV-12
    assert_eq!(found.remove("departed_holder").unwrap_or_default(), ["GIS"]); // DEV-12
    assert_eq!(found.remove("stale_classification").unwrap_or_default(), stale); // DEV-14
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn folder_rights_that_nobody_has_read_are_said_to_be_not_looked_at() {
    let world = World::norrvada();
    let (ldif, hr) = (sample().join("directory.ldif"), sample().join("hr.csv"));
    let answer = world.run(&format!("access check --ldif {} --hr {}", ldif.display(), hr.display())).ended(1);
    assert!(answer.out.lines().any(|it| it.contains("FIL")), "DEV-13: {}", answer.out);
    let findings = check(&world);
    assert!(findings.iter().all(|it| text(it, "system") != "FIL"), "and nothing is claimed about them");
}

#[test]
fn people_with_protected_identity_have_no_finding_here() {
    let world = World::norrvada();
    let hr = std::fs::read_to_string(sample().join("hr.csv")).unwrap();
    let protected: Vec<Vec<&str>> =
        hr.lines().map(|it| it.split(';').collect::<Vec<_>>()).filter(|it| it[10] == "yes").collect();
    assert_eq!(protected.len(), 2, "there must be somebody to look for");
    let findings = Value::from(check(&world)).to_string();
    for row in protected {
        assert!(!findings.contains(row[0]), "{}", row[0]);
    }
}
