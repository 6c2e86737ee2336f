//! What `--format json` prints follows the schema of its command in `schemas/output/`.

use std::collections::BTreeSet;

use crate::world::{World, bare, sample};

/// What a run printed against the schema `output/NAME`; every fault with its place.
#[track_caller]
fn follows(name: &str, printed: &str) {
    let tree = schema::read::json(name, printed.as_bytes())
        .unwrap_or_else(|faults| panic!("{name}: {faults:?}\n{printed}"));
    let faults: Vec<String> = schema::validate::check(&format!("output/{name}"), &tree)
        .iter()
        .map(|it| text::explain(domain::message::Lang::En, it))
        .collect();
    let shown = &faults[..faults.len().min(10)];
    assert!(faults.is_empty(), "{} faults: {shown:#?}", faults.len());
}

#[test]
fn what_the_register_answers_follows_the_schemas() {
    let world = World::norrvada();
    let import = |more: &str| format!("import {} {more} --format json", sample().display());
    let classify = "classify INF-001 K=3 --because Skada --from 2026-11-01 --format json";
    let add = "verify add BAC-03 --because Provad --format json";
    let (attachment, export) = (world.file("protokoll.txt", "Provad."), world.path("export"));
    let cases = [
        ("import", import("--dry-run")),
        ("import", import("--dry-run --replace")),
        ("export", format!("export {} --format json", export.display())),
        ("classify", format!("{classify} --dry-run")),
        ("classify", classify.to_owned()),
        ("classify", format!("{classify} --decided-by idastr01 --review 2027-11-01")),
        (
            "classify",
            "classify INF-002 --special --owner idastr01 --date 2026-10-15 --format json".to_owned(),
        ),
        ("verify-add", format!("{add} --status gap")),
        (
            "verify-add",
            format!(
                "{add} --status met --on EKO --value 4h --observed 2026-10-30 --observer idastr01 --file {}",
                attachment.display()
            ),
        ),
        ("need", "need --format json".to_owned()),
        ("need", "need EKO --as-of 2026-11-02 --format json".to_owned()),
        ("requirements", "requirements --format json".to_owned()),
        ("requirements", "requirements EKO --format json".to_owned()),
        ("audit-verify", "audit verify --format json".to_owned()),
        ("audit-verify", "audit verify --deep --format json".to_owned()),
    ];
    for (name, line) in cases {
        follows(name, &world.run(&line).ended(0).out);
    }
    follows("posture", &world.run("posture --format json").ended(1).out);
    let new = world.file("ny.yaml", "units:\n- code: NY\n  name: Ny enhet\n  kind: department\n");
    follows("import", &world.run(&format!("import {} --format json", new.display())).ended(0).out);
}

#[test]
fn what_the_demo_answers_follows_the_schemas() {
    let world = World::empty();
    follows("demo", &world.run("demo --no-serve --format json").ended(0).out);
    follows("access-check", &world.run("access check --format json").ended(1).out);
    follows("access-check", &world.run("access check --system EKO --fail-on critical --format json").out);
    follows("posture", &world.run("posture --format json").ended(1).out);
    let reports = format!("--to {}", world.path("rapport.html").display());
    follows("report", &world.run(&format!("report management {reports} --format json")).ended(0).out);
}

#[test]
fn what_needs_no_register_answers_after_the_schemas() {
    let world = World::empty();
    follows("init", &world.run("init --name Kommun --format json").ended(0).out);
    follows("need", &world.run("need --format json").ended(0).out);
    follows("validate", &bare(&["validate", "--format", "json"]).ended(0).out);
    let wrong = world.file("fel.yaml", "systems:\n- code: A\n  naem: Fel\n");
    let told = world.run(&format!("validate {} --format json", wrong.display())).ended(2).out;
    follows("validate", &told);
    assert!(told.contains("naem"), "{told}");
}

#[test]
fn what_directories_answer_follows_the_schemas() {
    let world = World::empty();
    world.run("init").ended(0);
    let password = world.file("losen", "hemligt\n");
    let ca = world.file("ca.pem", crate::live::CERTIFICATE);
    let add = format!(
        "directory add ad --url ldaps://127.0.0.1:9 --base dc=t --bind-dn cn=skydd,dc=t --password-file {} --ca {} \
         --canary cn=g,dc=t --format json",
        password.display(),
        ca.display()
    );
    let added = world.run(&add).ended(0).out;
    follows("directory", &added);
    assert!(!added.contains("hemligt"), "{added}");
    follows("directory", &world.run("directory show ad --format json").ended(0).out);
    follows("directory-list", &world.run("directory list --format json").ended(0).out);
    follows("directory", &world.run("directory remove ad --format json").ended(0).out);
    follows("directory-list", &world.run("directory list --format json").ended(0).out);
}

#[test]
fn every_schema_of_an_output_is_held_by_a_test() {
    let held = std::fs::read_to_string(file!()).unwrap();
    let all: BTreeSet<String> = schema::validate::names()
        .iter()
        .filter_map(|it| it.strip_prefix("output/").map(str::to_owned))
        .collect();
    assert_eq!(all.len(), 15, "{all:?}");
    let free: Vec<_> = all.iter().filter(|it| !held.contains(&format!("\"{it}\""))).collect();
    assert!(free.is_empty(), "{free:?}");
}
