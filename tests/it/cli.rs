//! The command line as a person meets it: help, errors, exit codes, and the chain on the sample municipality.

use crate::world::{World, bare, sample};

#[test]
fn help_is_in_the_readers_language_and_names_every_command() {
    let swedish = bare(&["--help"]).ended(0).out;
    let english = bare(&["--lang", "en", "--help"]).ended(0).out;
    for command in "init demo serve account import export validate classify need requirements verify posture directory access report audit completions".split(' ') {
        assert!(swedish.contains(&format!("  {command} ")), "{command}: {swedish}");
    }
    assert!(swedish.starts_with("Informationssäkerhet") && swedish.contains("Så skriver du:"), "{swedish}");
    assert!(english.starts_with("Information security") && english.contains("Usage:"), "{english}");
}

#[test]
fn without_data_a_command_says_how_to_begin() {
    let world = World::empty();
    let told = world.run("need").ended(2).err;
    assert!(told.contains("finns inga data") && told.contains("skydd init"), "{told}");
    assert!(!world.data().exists(), "reading creates nothing");
    let english = world.run("--lang en need").ended(2).err;
    assert!(english.starts_with("There is no data of Skydd in "), "{english}");
}

#[test]
fn the_needs_of_the_sample_equal_those_that_its_authors_computed() {
    let world = World::norrvada();
    let needs = world.run("need --format json").ended(0).json();
    let source = std::fs::read_to_string(sample().with_extension("yaml")).unwrap();
    let systems = needs["systems"].as_array().unwrap();
    assert_eq!(systems.len(), 30);
    for system in systems {
        let code = system["code"].as_str().unwrap();
        let block = source.split(&format!("- code: {code}\n")).nth(1).unwrap();
        let classification = block.split("classification:").nth(1).unwrap();
        let inherited = classification.split("inherited:").nth(1).unwrap().split('}').next().unwrap();
        let number = |text: &str, key: &str| -> i64 {
            let rest = text.split(&format!("{key}: ")).nth(1).unwrap();
            rest.chars().take_while(char::is_ascii_digit).collect::<String>().parse().unwrap()
        };
        for (dimension, key) in [("K", "k"), ("R", "r"), ("T", "t")] {
            let need = &system["need"][dimension];
            assert_eq!(need["computed"], number(inherited, key), "{code} {dimension} computed: {need}");
            assert_eq!(need["level"], number(classification, key), "{code} {dimension}: {need}");
            assert!(!need["drivers"].as_array().unwrap().is_empty(), "{code} {dimension} has a driver");
        }
    }
}

#[test]
fn importing_twice_changes_nothing_and_what_is_exported_imports_as_the_same() {
    let world = World::norrvada();
    let again = world.run(&format!("import {} --format json", sample().display())).ended(0).json();
    for part in ["added", "changed", "removed"] {
        assert_eq!(again[part].as_object().unwrap().len(), 0, "{part}: {again}");
    }
    world.run(&format!("export {}", world.path("first").display())).ended(0);
    let other = World::empty();
    other.on_day("2026-11-01");
    other.run(&format!("import {}", world.path("first").display())).ended(0);
    other.run(&format!("export {}", world.path("second").display())).ended(0);
    let read = |folder: &str| {
        let mut all: Vec<_> =
            std::fs::read_dir(world.path(folder)).unwrap().map(|it| it.unwrap().path()).collect();
        all.sort();
        all.into_iter()
            .map(|it| (it.file_name().unwrap().to_owned(), std::fs::read_to_string(it).unwrap()))
            .collect::<Vec<_>>()
    };
    assert!(read("first").len() > 10);
    assert_eq!(read("first"), read("second"));
}

#[test]
fn an_import_with_an_error_names_its_place_and_writes_nothing() {
    let world = World::norrvada();
    let file = world
        .file("fel.yaml", "systems:\n- code: NYTT\n  name: Nytt system\n  unit: FINNS-EJ\n  owner: ingen\n");
    let told = world.run(&format!("import {}", file.display())).ended(2).err;
    assert!(told.contains("fel.yaml:4:9: ") && told.contains("FINNS-EJ"), "{told}");
    assert!(told.contains("fel.yaml:5:10: ") && told.contains("ingen"), "all errors, not the first: {told}");
    assert!(world.run("need NYTT").ended(2).err.contains("NYTT"));
}

#[test]
fn the_demo_finds_the_planted_deviations_and_writes_its_report() {
    let world = World::empty();
    let demo = world.run("demo --no-serve").ended(0);
    assert!(demo.out.contains("Norrvada kommun (fiktiv), 1\u{a0}november 2026"), "{}", demo.out);
    let reports: Vec<_> =
        std::fs::read_dir(world.data().join("reports")).unwrap().map(|it| it.unwrap().path()).collect();
    assert_eq!(reports.len(), 2, "{reports:?}");
    let checked = world.run("access check --format json").ended(1).json();
    let count =
        |kind: &str| checked["findings"].as_array().unwrap().iter().filter(|it| it["kind"] == kind).count();
    let expected = [
        ("unauthorised", 33),
        ("missing_access", 41),
        ("leaver", 3),
        ("sod_conflict", 1),
        ("direct_assignment", 2),
        ("over_limit", 1),
        ("no_person_behind", 31),
    ];
    for (kind, number) in expected {
        assert_eq!(count(kind), number, "{kind}");
    }
    let dormant: std::collections::BTreeSet<_> = checked["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|it| it["kind"] == "stale_logon")
        .map(|it| it["account"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(dormant.len(), 212);
    let total: usize = expected.iter().map(|it| it.1).sum::<usize>() + count("stale_logon");
    assert_eq!(checked["findings"].as_array().unwrap().len(), total, "nothing else is reported");
    let posture = world.run("posture --format json").ended(1).json();
    let register =
        |kind: &str| posture["findings"].as_array().unwrap().iter().filter(|it| it["kind"] == kind).count();
    assert_eq!(
        (register("role_vacancy"), register("departed_holder"), register("stale_classification")),
        (2, 1, 9)
    );
    assert_eq!(
        posture["findings"].as_array().unwrap().len(),
        12,
        "nothing else is reported: {}",
        posture["findings"]
    );
    for (lang, rule, ground) in [
        (
            "sv",
            "POL-12 (VSS-Barnochunga): Behöriga: enhet är SOF-IFO och befattning är ",
            "Grund: SN 2026/61, beslutad",
        ),
        (
            "en",
            "POL-12 (VSS-Barnochunga): Authorised: unit is SOF-IFO and title is ",
            "Ground: SN 2026/61, decided",
        ),
    ] {
        let shown = world.run(&format!("--lang {lang} access check --system VSS")).ended(1).out;
        assert!(shown.contains(rule) && shown.contains(ground) && shown.contains("603"), "{shown}");
    }
    world.run("demo --no-serve").ended(0);
    world.run("audit verify --deep").ended(0);
}

#[test]
fn the_demo_leaves_another_organisation_alone() {
    let world = World::empty();
    world.run_all(&["init", "--name", "Annan kommun"]).ended(0);
    let told = world.run("demo --no-serve").ended(2).err;
    assert!(told.contains("finns en annan organisation"), "{told}");
}

#[test]
fn a_stop_level_is_refused_and_leaves_no_trace() {
    let world = World::norrvada();
    let told = world.run_all(&["classify", "INF-001", "K=4", "--because", "hemligt innehåll"]).ended(2).err;
    assert!(told.contains("särskild ordning") && told.contains("--special"), "{told}");
    assert!(!told.contains("hemligt innehåll"));
    world.run("classify INF-001 --special --owner idastr01 --date 2026-10-15").ended(0);
    let needs = world.run("need EKO --format json").ended(0).json();
    assert_eq!(needs["systems"][0]["need"]["K"]["at_least"], true, "{needs}");
}

#[test]
fn a_proposal_counts_in_nothing_until_it_is_decided() {
    let world = World::norrvada();
    let level = |world: &World| {
        world.run("need INT --format json").ended(0).json()["systems"][0]["need"]["K"]["level"].clone()
    };
    assert_eq!(level(&world), 1);
    world.run_all(&["classify", "INF-068", "K=3", "--because", "Skadar enskilda"]).ended(0);
    assert_eq!(level(&world), 1);
    world.run("classify INF-068 --decided-by idastr01").ended(0);
    assert_eq!(level(&world), 3);
    let told = world.run("classify INF-068 --decided-by idastr01").ended(2).err;
    assert!(told.contains("Inget förslag för INF-068 väntar"), "{told}");
    let lower =
        ["classify", "INF-068", "K=1", "--because", "Uppgifterna är flyttade", "--decided-by", "idastr01"];
    world.run_all(&lower).ended(0);
    assert_eq!(level(&world), 1);
    world.run("audit verify").ended(0);
}

#[test]
fn a_known_gap_is_recorded_and_stays() {
    let world = World::norrvada();
    let gaps =
        |world: &World| world.run("posture --format json").json()["organisation"]["gap"].as_i64().unwrap();
    let before = gaps(&world);
    world
        .run_all(&[
            "verify",
            "add",
            "BAC-03",
            "--on",
            "EKO",
            "--status",
            "gap",
            "--because",
            "Återläsning har aldrig provats",
        ])
        .ended(0);
    assert_eq!(gaps(&world), before + 1);
    let later =
        world.run("posture --as-of 2031-01-01 --format json").json()["organisation"]["gap"].as_i64().unwrap();
    assert!(later > before, "a known gap never fades: {later}");
    let own = world.run_all(&[
        "verify",
        "add",
        "BAC-03",
        "--status",
        "met",
        "--because",
        "x",
        "--observer",
        "idastr01",
        "--accepted-by",
        "idastr01",
    ]);
    assert!(own.ended(2).err.contains("kan inte själv godta"));
}

#[test]
fn the_catalogue_and_the_models_pass_their_own_lint() {
    let told = bare(&["validate"]).ended(0).out;
    assert!(told.contains("122 säkerhetsåtgärder"), "{told}");
}
