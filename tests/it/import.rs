//! Registers and sheets as they come in through the command line, and what follows from them.

use std::fs;

use rust_xlsxwriter::Workbook;
use serde_json::{Value, json};

use super::world::World;

/// A register of one system, with `more` beside it.
fn small(world: &World, more: &str) {
    let text = format!(
        "organisation: {{name: Verket, language: sv}}
units: [{{code: V, name: Verket, kind: department}}]
people: [{{code: ada, name: Ada Berg}}]
systems:
- {{code: PUMP, name: Pumpstyrning, unit: V, owner: ada, manager: ada, administrator: ada}}
- {{code: NAT, name: Nät, unit: V, owner: ada, manager: ada, administrator: ada}}
{more}"
    );
    let file = world.file("register.yaml", &text);
    world.run(&format!("import {}", file.display())).ended(0);
}

fn need(world: &World, system: &str) -> Value {
    world.run(&format!("need {system} --format json")).ended(0).json()["systems"][0]["need"].clone()
}

#[test]
fn bare_numbers_are_refused_with_both_readings_until_the_scale_is_said() {
    let world = World::empty();
    small(&world, "");
    let sheet = world.file(
        "klassning.csv",
        "Kod;Informationstillgång;Konfidentialitet;Riktighet;Tillgänglighet;Enhet;System;Motivering;Beslutad av;Datum\n\
         K1;Doser;3;2;2;V;PUMP;Fel dos skadar;ada;2026-02-01\n",
    );
    let import = format!("import {}", sheet.display());
    let told = world.run(&import).ended(2).err;
    assert!(told.contains("--numbering"), "{told}");
    assert!(told.contains("3 betyder ”allvarlig” i skalan 0-4 och ”betydande” i skalan 1-4"), "{told}");
    assert_eq!(need(&world, "PUMP")["K"]["level"], Value::Null, "nothing was written");
    for (numbering, level, word) in [("1-4", 2, "betydande"), ("0-4", 3, "allvarlig")] {
        let world = World::empty();
        small(&world, "");
        world.run(&format!("{import} --numbering {numbering}")).ended(0);
        let need = need(&world, "PUMP");
        assert_eq!((&need["K"]["level"], &need["K"]["word"]), (&json!(level), &json!(word)), "{numbering}");
    }
    // the top of 0-4 is handled in special order: the row is refused, and nothing of it is repeated
    let top = world.file(
        "topp.csv",
        "Kod;Namn;K;R;T;Enhet;Motivering;Beslutad av\nK2;Skyddsobjekt;4;1;1;V;hemligt;ada\n",
    );
    let told = world.run(&format!("import {} --numbering 0-4", top.display())).ended(2).err;
    assert!(
        told.contains("--special") && !told.contains("hemligt") && !told.contains("Skyddsobjekt"),
        "{told}"
    );
}

#[test]
fn a_workbook_has_a_sheet_per_list_and_its_errors_name_their_cells() {
    let world = World::empty();
    small(&world, "");
    let write = |unit: &str| {
        let mut book = Workbook::new();
        let systems = book.add_worksheet();
        systems.set_name("System").unwrap();
        for (column, text) in ["Kod", "Namn", "Enhet", "flags"].iter().enumerate() {
            systems.write(0, u16::try_from(column).unwrap(), *text).unwrap();
        }
        for (column, text) in ["ARK", "Arkiv", unit, "personal_data"].iter().enumerate() {
            systems.write(1, u16::try_from(column).unwrap(), *text).unwrap();
        }
        let assets = book.add_worksheet();
        assets.set_name("assets").unwrap();
        let heads = ["code", "name", "unit", "systems", "levels.K", "because", "decided_by", "from"];
        for (column, text) in heads.iter().enumerate() {
            assets.write(0, u16::try_from(column).unwrap(), *text).unwrap();
        }
        for (column, text) in
            ["A1", "Akter", "V", "ARK", "3", "Skadar enskilda", "ada", "2026-01-01"].iter().enumerate()
        {
            assets.write(1, u16::try_from(column).unwrap(), *text).unwrap();
        }
        let path = world.path("bok.xlsx");
        book.save(&path).unwrap();
        path
    };
    let path = write("FINNS-INTE");
    let told = world.run(&format!("import {}", path.display())).ended(2).err;
    assert!(told.contains("System") && told.contains("C2") && told.contains("FINNS-INTE"), "{told}");
    let path = write("V");
    let planned = world.run(&format!("import {} --dry-run", path.display())).ended(0).out;
    assert!(planned.contains("ARK") && planned.contains("A1"), "{planned}");
    world.run("need ARK").ended(2);
    world.run(&format!("import {}", path.display())).ended(0);
    assert_eq!(need(&world, "ARK")["K"]["level"], 3);
}

#[test]
fn replacing_retires_what_is_not_there_and_keeps_it_with_its_day() {
    let world = World::empty();
    small(&world, "");
    let less = world.file(
        "mindre.yaml",
        "units: [{code: V, name: Verket, kind: department}]
people: [{code: ada, name: Ada Berg}]
systems: [{code: PUMP, name: Pumpstyrning, unit: V, owner: ada, manager: ada, administrator: ada}]
",
    );
    world.run(&format!("import {}", less.display())).ended(0);
    world.run("need NAT").ended(0);
    let planned =
        world.run(&format!("import {} --replace --dry-run --format json", less.display())).ended(0).out;
    assert!(planned.contains("NAT"), "{planned}");
    world.run("need NAT").ended(0);
    world.run(&format!("import {} --replace", less.display())).ended(0);
    world.run("need NAT").ended(2);
    let out = world.path("ut");
    world.run(&format!("export {}", out.display())).ended(0);
    let systems = fs::read_to_string(out.join("systems.yaml")).unwrap();
    assert!(systems.contains("code: NAT") && systems.contains("retired:"), "{systems}");
}

#[test]
fn looking_back_shows_what_was_known_then() {
    let world = World::empty();
    let asset = |levels: &str, from: &str| {
        format!(
            "assets: [{{code: A1, name: Doser, unit: V, systems: [PUMP], levels: {levels}, because: Fel dos skadar, decided_by: ada, from: {from}}}]\n"
        )
    };
    world.on_day("2026-03-01");
    small(&world, &asset("{K: 1, R: 1, T: 1}", "2026-03-01"));
    world.on_day("2026-09-01");
    small(&world, &asset("{K: 3, R: 3, T: 3}", "2026-09-01"));
    let level = |as_of: &str| {
        world.run(&format!("need PUMP --as-of {as_of} --format json")).ended(0).json()["systems"][0]["need"]["K"]["level"].clone()
    };
    assert_eq!((level("2026-05-01"), level("2026-09-02")), (json!(1), json!(3)));
    // before the first import nothing was known: what is known now of that day is shown, and that it is so
    let before = world.run("need PUMP --as-of 2026-01-01 --format json").ended(0);
    assert!(before.err.contains("Registret fördes inte den 2026-01-01"), "{}", before.err);
    assert_eq!(
        before.json()["systems"][0]["need"]["K"]["level"],
        Value::Null,
        "and it was not classified then"
    );
}

#[test]
fn what_restores_a_system_must_be_back_no_later_than_it() {
    let world = World::empty();
    small(
        &world,
        "assets: [{code: A1, name: Doser, unit: V, systems: [PUMP, NAT], levels: {K: 1, R: 1, T: 2}, because: Skadar, decided_by: ada, from: 2026-01-01}]
dependencies: [{code: D1, consumer: PUMP, supplier: NAT}]
recovery:
- {code: R1, system: PUMP, rto_minutes: 240, rpo_minutes: 60, decided_by: ada, from: 2026-01-01}
- {code: R2, system: NAT, rto_minutes: 2880, rpo_minutes: 60, decided_by: ada, from: 2026-01-01}
",
    );
    let needs = world.run("need NAT --format json").ended(0).json();
    let recovery = &needs["systems"][0]["recovery"];
    assert_eq!(
        (&recovery["own_minutes"], &recovery["needed_minutes"]),
        (&json!(2880), &json!(240)),
        "{needs}"
    );
    assert_eq!(recovery["drivers"], json!(["PUMP"]));
    let posture = world.run("posture --format json").ended(1).json();
    let kinds: Vec<&str> =
        posture["findings"].as_array().unwrap().iter().filter_map(|it| it["kind"].as_str()).collect();
    assert!(kinds.iter().any(|it| it.contains("restores") || it.contains("contradiction")), "{posture}");
}

#[test]
fn a_model_of_two_dimensions_with_three_and_seven_levels_drives_the_whole_chain() {
    let world = World::empty();
    world.run("init").ended(0);
    let level = |code: Value, name: &str, catalogue: u8| {
        json!({ "const": code, "title": name, "x-title-sv": format!("{name} sv"), "description": format!("Harm: {name}."),
                "x-description-sv": format!("Skada: {name}."), "x-catalogue": catalogue })
    };
    let dimension = |name: &str, aspect: &str, flow: &str, reason: Value, levels: Vec<Value>| {
        json!({ "title": name, "x-title-sv": format!("{name} sv"), "description": "d", "x-description-sv": "d",
                "x-question": "What happens to people?", "x-question-sv": "Vad händer med människor?",
                "x-catalogue": aspect, "x-flow": flow, "x-reason-required": reason, "oneOf": levels })
    };
    let trust = [("kept", 0), ("shaken", 2), ("lost", 3)].map(|(name, to)| level(json!(name), name, to));
    let life = (0..7_u8).map(|it| level(json!(it), &format!("step {it}"), (it / 2).min(3)));
    let model = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "own-2.schema.json", "title": "Own",
        "x-title-sv": "Egen", "description": "Two dimensions.", "x-description-sv": "Två dimensioner.", "x-code": "own-2",
        "type": "object", "additionalProperties": false, "minProperties": 1,
        "properties": {
            "trust": dimension("trust", "c", "delivered", json!("lost"), trust.to_vec()),
            "life": dimension("life", "a", "supply", json!(4), life.collect()),
        },
    });
    let path = world.data().join("models/own-2.schema.json");
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, model.to_string()).unwrap();
    world.run(&format!("validate {}", path.display())).ended(0);
    let file = world.file(
        "register.yaml",
        "organisation: {name: Verket, language: sv, model: own-2}
units: [{code: V, name: Verket, kind: department}]
people: [{code: ada, name: Ada Berg}]
systems: [{code: PUMP, name: Pumpstyrning, unit: V}, {code: NAT, name: Nät, unit: V}]
assets: [{code: A1, name: Doser, unit: V, systems: [PUMP], levels: {trust: kept, life: 5}, because: Fel dos kan döda, decided_by: ada, from: 2026-01-01}]
dependencies: [{code: D1, consumer: PUMP, supplier: NAT}]
",
    );
    world.run(&format!("import {}", file.display())).ended(0);
    let (pump, nat) = (need(&world, "PUMP"), need(&world, "NAT"));
    assert_eq!(
        (&pump["trust"]["level"], &pump["life"]["level"], &pump["life"]["word"]),
        (&json!("kept"), &json!(5), &json!("step 5 sv"))
    );
    assert_eq!(
        (&nat["life"]["level"], &nat["trust"]["level"]),
        (&json!(5), &Value::Null),
        "life follows supply"
    );
    let told = world.run("classify A1 trust=lost --dry-run").ended(2).err;
    assert!(told.contains("trust sv") || told.contains("lost sv"), "a reason from its threshold: {told}");
    let told = world.run("classify A1 life=9 --because Ja").ended(2).err;
    assert!(told.contains('6'), "the choices are named: {told}");
    let ahead = world.run_all(&[
        "classify",
        "A1",
        "trust=lost",
        "life=6",
        "--because",
        "Ja",
        "--dry-run",
        "--format",
        "json",
    ]);
    assert!(!ahead.ended(0).json()["tightened"].as_array().unwrap().is_empty());
    let required = world.run("requirements PUMP --format json").ended(0).json();
    assert!(required["requirements"].as_array().unwrap().len() > 10, "the same catalogue serves it");
    let report = world.path("rapport.html");
    world.run(&format!("report management --to {}", report.display())).ended(0);
}

#[test]
fn a_directory_that_shrinks_or_is_not_as_large_as_stated_is_no_ground() {
    let world = World::norrvada();
    let sample = super::world::sample();
    let check = |ldif: &std::path::Path, more: &str| {
        let hr = sample.join("hr.csv");
        world.run(&format!("access check --ldif {} --hr {} {more}", ldif.display(), hr.display()))
    };
    let whole = sample.join("directory.ldif");
    check(&whole, "").ended(1);
    check(&whole, "--fail-on critical").ended(1);
    let text = fs::read_to_string(&whole).unwrap().replace("\r\n", "\n");
    let records: Vec<&str> = text.split("\n\n").collect();
    let half = world.file("half.ldif", &records[..records.len() / 2].join("\n\n"));
    let told = check(&half, "").ended(2).err;
    assert!(told.contains("--accept-drop"), "{told}");
    let findings = |answer: super::world::Answer| answer.json()["findings"].as_array().unwrap().len();
    let before = findings(world.run("access check --format json").ended(1));
    assert!(before > 100, "the read that was stopped left nothing behind: {before}");
    let part = check(&half, "--accept-drop --format json").ended(1);
    assert!(findings(part) > 0);
    let short = check(&whole, "--entries 9999 --format json").ended(2).json();
    assert_eq!(short["run"]["completeness"], "incomplete");
}

#[test]
fn own_headings_are_mapped_by_a_source_that_comes_in_with_the_sheet_or_before_it() {
    let world = World::empty();
    let register = world.file(
        "register.yaml",
        "units: [{code: V, name: Verket, kind: department}]
people: [{code: ada, name: Ada Berg}]
systems: [{code: PUMP, name: Pumpstyrning, unit: V}]
assets: [{code: A1, name: Doser, unit: V, systems: [PUMP]}]
",
    );
    let source = world.file(
        "källa.yaml",
        "sources: [{code: klassa, kind: classification, columns: {Konf.: K, Objekt: name, Vem: decided_by, Varför: because}}]\n",
    );
    let sheet = |level: &str| {
        world.file("ark.csv", &format!("Objekt;Konf.;Vem;Varför\nDoser;{level};Ada Berg;Fel dos skadar\n"))
    };
    let (source, ark) = (source.display().to_string(), sheet("3").display().to_string());
    let mapped = |files: &[&str]| {
        let parts = [&["import"], files, &["--mapping", "klassa", "--numbering", "0-4"]].concat();
        world.run_all(&parts)
    };
    mapped(&[&source, &ark]).ended(2);
    assert!(!world.data().exists(), "a first import that fails leaves nothing behind");
    world.run(&format!("import {}", register.display())).ended(0);
    mapped(&[&source, &ark]).ended(0);
    assert_eq!(need(&world, "PUMP")["K"]["level"], 3);
    sheet("2");
    mapped(&[&ark]).ended(0);
    assert_eq!(need(&world, "PUMP")["K"]["level"], 2, "the saved mapping serves alone");
}

#[test]
fn what_would_damage_the_register_is_refused_whether_planned_or_carried_out() {
    let world = World::empty();
    small(
        &world,
        "assets: [{code: A1, name: Doser, unit: V, systems: [PUMP], levels: {K: 3}, because: Skadar, decided_by: ada, from: 2026-01-01}]
evidence: [{code: U-1, control: LOG-01, on: PUMP, status: gap, because: Saknas, observed: 2026-01-01}]
",
    );
    let entries = || world.run("audit verify").ended(0).out;
    let before = entries();
    let cases = [
        ("organisation: {name: Verket, model: msb-1-4}\n", "", "msb-1-4"),
        (
            "people: [{code: bo, name: Bo, employee_id: '7'}, {code: cia, name: Cia, employee_id: '7'}]\n",
            "",
            "”bo”",
        ),
        ("people: [{code: bo, name: '***', protected: true}]\n", "", "dolt"),
        (
            "overrides: [{code: O, system: PUMP, dimension: K, direction: lower, reason: cumulation, level: 1, from: 2026-01-01}]\n",
            "",
            "Ansamling",
        ),
        (
            "assets: [{code: A2, name: B, unit: V, because: x, history: [{levels: {K: 2}, from: 2024-01-01}]}]\n",
            "",
            "levels",
        ),
        (
            "evidence: [{code: U-1, control: LOG-01, on: PUMP, status: met, because: Finns, observed: 2026-01-01}]\n",
            "",
            "U-1",
        ),
        (
            "evidence: [{code: U-2, control: LOG-01, status: met, because: Finns, observed: 2999-01-01}]\n",
            "",
            "efter i dag",
        ),
        (
            "evidence: [{code: U-2, control: LOG-01, status: met, because: Finns, method: spadom, observed: 2026-01-01}]\n",
            "",
            "spadom",
        ),
        ("units: [{code: PUMP, name: Pump, kind: department}]\n", "", "PUMP"),
        ("sources: [{code: d, kind: ldif, service_accounts: [inget]}]\n", "", "inget"),
        (
            "people: [{code: ada, name: Ada Berg}]\nsystems: [{code: PUMP, name: Pumpstyrning, unit: V}]\n",
            "--replace",
            "”V”",
        ),
    ];
    for (text, more, said) in cases {
        let file = world.file("fel.yaml", text);
        for dry in ["--dry-run", ""] {
            let told = world.run(&format!("import {} {more} {dry}", file.display())).ended(2).err;
            assert!(
                told.contains(said) && told.contains("fel.yaml:") && !told.contains("CHECK"),
                "{text}: {told}"
            );
        }
    }
    assert_eq!(entries(), before, "nothing was written");
    // A name alone leaves model, language and time zone as they are.
    let name = world.file("namn.yaml", "organisation: {name: Byn}\n");
    world.run(&format!("import {}", name.display())).ended(0);
    let out = world.path("ut");
    world.run(&format!("export {}", out.display())).ended(0);
    let organisation = fs::read_to_string(out.join("organisation.yaml")).unwrap();
    assert!(organisation.contains("Byn") && organisation.contains("language: sv"), "{organisation}");
    // Evidence is not retired by a document that leaves it out; an export over an older one leaves no list behind.
    let rest = world.file("rest.yaml", "units: [{code: V, name: Verket, kind: department}]\n");
    world.run(&format!("import {} --replace", rest.display())).ended(0);
    fs::write(out.join("rules.yaml"), "rules: []\n").unwrap();
    world.run(&format!("export {}", out.display())).ended(0);
    assert!(!fs::read_to_string(out.join("evidence.yaml")).unwrap().contains("retired"));
    assert!(!out.join("rules.yaml").exists());
    let told = world.run("need PUMP").ended(2).err;
    assert!(told.contains("avfört") && !told.contains("Menade"), "{told}");
}

#[test]
fn the_same_folder_a_second_time_writes_nothing_and_what_is_not_read_is_named() {
    let world = World::empty();
    world.file(
        "mapp/register.yaml",
        "units: [{code: V, name: Verket, kind: department}]
people: [{code: eva, name: Eva Dold, unit: V, title: Chef, email: eva@exempel.se, protected: true, employee_id: '7'}]
",
    );
    world.file("mapp/hr.csv", "employee_id;name;status;protected\n7;Eva Dold;active;yes\n8;Bo;active;no\n");
    world.file("mapp/~$register.xlsx", "lås");
    world.file("mapp/.gömd.yaml", "units: 7");
    world.file("mapp/under/fil.yaml", "units: 7");
    let import = format!("import {}", world.path("mapp").display());
    let first = world.run(&import).ended(0).out;
    for name in ["~$register.xlsx", ".gömd.yaml", "under"] {
        assert!(
            first.contains(&format!("Inte inläst: {}", world.path("mapp").join(name).display())),
            "{first}"
        );
    }
    let before = world.run("audit verify").ended(0).out;
    assert!(world.run(&import).ended(0).out.contains("Inget att ändra"));
    assert_eq!(world.run("audit verify").ended(0).out, before);
    // What an export hides comes back as it was, beside a change of what it shows.
    let out = world.path("ut");
    world.run(&format!("export {}", out.display())).ended(0);
    let people = fs::read_to_string(out.join("people.yaml")).unwrap();
    assert!(people.contains("***") && !people.contains("Dold"), "{people}");
    fs::write(out.join("people.yaml"), format!("{people}    ended: 2026-10-01\n")).unwrap();
    world.run(&format!("import {}", out.display())).ended(0);
    let file = world.file("eva.yaml", "people: [{code: eva, name: Eva Dold, unit: V, title: Chef, email: eva@exempel.se, protected: true, employee_id: '7', ended: 2026-10-01}]\n");
    let again = world.run(&format!("import {}", file.display())).ended(0).out;
    assert!(again.contains("Inget att ändra"), "the name was kept: {again}");
}

#[test]
fn validation_sees_a_folder_as_a_whole_and_knows_every_file_of_the_catalogue() {
    let world = World::empty();
    let controls = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("controls");
    world.run(&format!("validate {}", controls.display())).ended(0);
    let lists = |name: &str| format!("units: [{{code: V, name: {name}, kind: department}}]\n");
    world.file("mapp/a.yaml", &lists("A"));
    world.file("mapp/b.yaml", &lists("B"));
    let told = world.run(&format!("validate {}", world.path("mapp").display())).ended(2).out;
    assert!(told.contains("a.yaml") && told.contains("b.yaml"), "{told}");
    // Models: what is no model is left alone; a code stands for one of them.
    world.run("init").ended(0);
    let models = world.data().join("models");
    fs::create_dir_all(models.join("gamla")).unwrap();
    for (name, text) in [(".DS_Store", "x"), ("README.md", "# Läs")] {
        fs::write(models.join(name), text).unwrap();
    }
    world.run("validate").ended(0);
    let built_in = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas/models/bsi.schema.json");
    let text = fs::read_to_string(built_in).unwrap();
    fs::write(models.join("bsi.json"), &text).unwrap();
    world.run("validate").ended(0);
    fs::write(models.join("bsi.json"), text.replace("sehr-hoch", "hoechst")).unwrap();
    assert!(world.run("validate").ended(2).out.contains("inbyggd"));
    let own = text.replace("\"x-code\": \"bsi\"", "\"x-code\": \"egen\"");
    fs::write(models.join("bsi.json"), &own).unwrap();
    fs::write(models.join("egen.json"), &own).unwrap();
    assert!(world.run("validate").ended(2).out.contains("bsi.json"));
    fs::remove_file(models.join("egen.json")).unwrap();
    world.run("validate").ended(0);
    let told = world.run(&format!("import {}", models.join("bsi.json").display())).ended(2).err;
    assert!(told.contains("models"), "{told}");
}
