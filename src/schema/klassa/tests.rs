use domain::message::{Bilingual, Lang};
use domain::model::{Flow, ModelLevel};
use rust_xlsxwriter::Workbook;

use super::*;
use crate::inventory::{
    self, Loaded,
    tests::{klassa, known},
};

/// Another model: 1-4, no level at which it stops.
fn four_step() -> Model {
    let mut model = klassa();
    model.code = "msb-1-4".to_owned();
    for dimension in &mut model.dimensions {
        dimension.levels.retain(|it| !it.stop);
        for (code, level) in (1..).zip(&mut dimension.levels) {
            level.code = LevelCode::Number(code);
        }
    }
    model
}

/// A model of two dimensions with words of its own for levels.
fn three_words() -> Model {
    let level = |code: &str, sv: &str, catalogue| ModelLevel {
        code: LevelCode::Word(code.to_owned()),
        word: Bilingual { sv: sv.to_owned(), en: code.to_owned() },
        consequence: Bilingual::default(),
        stop: false,
        reason_required: false,
        catalogue: Some(catalogue),
    };
    let dimension = |code: &str, sv: &str| Dimension {
        code: code.to_owned(),
        name: Bilingual { sv: sv.to_owned(), en: sv.to_owned() },
        question: Bilingual::default(),
        aspect: None,
        flow: Flow::None,
        optional: false,
        levels: vec![level("low", "låg", 1), level("middle", "mellan", 2), level("high", "hög", 3)],
    };
    Model {
        code: "own".to_owned(),
        name: Bilingual::default(),
        dimensions: vec![dimension("S", "sekretess"), dimension("D", "drift")],
    }
}

/// A model of one dimension with seven numbered levels and one at which it stops.
fn seven_steps() -> Model {
    let mut model = klassa();
    model.code = "seven".to_owned();
    model.dimensions.truncate(1);
    for dimension in &mut model.dimensions {
        let step = |code: i64| {
            let mut level = dimension.levels[0].clone();
            (level.code, level.stop) = (LevelCode::Number(code), code == 7);
            level.word = Bilingual { sv: format!("steg {code}"), en: format!("step {code}") };
            level.catalogue = u8::try_from(code / 2).ok().filter(|_| code < 7);
            level
        };
        dimension.levels = (0..=7).map(step).collect();
    }
    model
}

fn register(model: &str) -> Inventory {
    let row = |code: &str, name: &str| serde_json::json!({"code": code, "name": name, "unit": "N", "flags": ["personal_data"]});
    serde_json::from_value(serde_json::json!({
        "organisation": {"name": "Kommunen", "model": model},
        "units": [{"code": "N", "name": "Nämnden", "kind": "board"}],
        "people": [{"code": "P1", "name": "Åsa Ek"}],
        "assets": [row("I1", "Löner"), row("I2", "Elevakter"), row("I3", "Dubbel"), row("I4", "dubbel")],
    }))
    .unwrap()
}

fn sheet(rows: &[&[&str]]) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("Klassning").unwrap();
    for (r, row) in (0..).zip(rows) {
        for (c, cell) in (0..).zip(*row) {
            match cell.parse::<f64>() {
                Ok(number) => sheet.write_number(r, c, number).unwrap(),
                Err(_) => sheet.write_string(r, c, *cell).unwrap(),
            };
        }
    }
    book.save_to_buffer().unwrap()
}

fn load(
    model: &str,
    rows: &[&[&str]],
    numbering: Option<Numbering>,
    mapping: Option<&str>,
    more: &[(&str, &str)],
) -> Result<Loaded, String> {
    load_over(&register(model), rows, numbering, mapping, more)
}

/// The sheet over a register that holds more.
fn load_over(
    current: &Inventory,
    rows: &[&[&str]],
    numbering: Option<Numbering>,
    mapping: Option<&str>,
    more: &[(&str, &str)],
) -> Result<Loaded, String> {
    let models = [klassa(), four_step(), three_words(), seven_steps()];
    let mut files = vec![("klassning.xlsx".to_owned(), sheet(rows))];
    files.extend(more.iter().map(|it| (it.0.to_owned(), it.1.as_bytes().to_vec())));
    inventory::read(&files, &known(current, &models), numbering, mapping)
        .map_err(|it| it.iter().map(|it| text::explain(Lang::Sv, it)).collect::<Vec<_>>().join("\n"))
}

/// Code, levels and state of each asset.
fn levels(loaded: &Loaded) -> Vec<String> {
    let assets = loaded.inventory.assets.iter();
    let text = |it: &Asset| {
        let levels: Vec<_> = it.classification.levels.iter().map(|it| format!("{}{}", it.0, it.1)).collect();
        let state: &str = it.classification.state.into();
        format!("{} {} {state}", it.code, levels.join(" "))
    };
    assets.map(text).collect()
}

const NUMBERS: &[&[&str]] = &[
    &["Informationsmängd", "K", "Riktighet", "T", "Beslutad av", "Gäller från", "Motivering"],
    &["Löner", "2", "1", "3", "Åsa Ek", "2026-01-01", "Därför"],
    &["elevakter", "3", "", "1", "", "", "Därför"],
];

#[test]
fn bare_numbers_are_refused_with_both_readings_until_somebody_says_the_scale() {
    insta::assert_snapshot!(load("klassa-0-4", NUMBERS, None, None, &[]).unwrap_err(), @r#"
    klassning.xlsx, Klassning!B2: Nivåerna är siffror utan ord, och två skalor är i bruk där samma siffra betyder olika. Ange vilken skala arket har: --numbering 0-4 eller --numbering 1-4.
    klassning.xlsx, Klassning!B2: 1 betyder ”måttlig” i skalan 0-4 och ”försumbar” i skalan 1-4.
    klassning.xlsx, Klassning!B2: 2 betyder ”betydande” i skalan 0-4 och ”måttlig” i skalan 1-4.
    klassning.xlsx, Klassning!B2: 3 betyder ”allvarlig” i skalan 0-4 och ”betydande” i skalan 1-4.
    "#);
    let zero = load("klassa-0-4", NUMBERS, Some(Numbering::ZeroToFour), None, &[]).unwrap();
    assert_eq!(levels(&zero), ["I1 K2 R1 T3 approved", "I2 K3 T1 proposed"]);
    assert_eq!(zero.inventory.assets[0].classification.decided_by.as_deref(), Some("P1"));
    assert_eq!(zero.inventory.assets[0].flags, ["personal_data"], "what the register holds stays");
    let one = load("klassa-0-4", NUMBERS, Some(Numbering::OneToFour), None, &[]).unwrap();
    assert_eq!(levels(&one), ["I1 K1 R0 T2 approved", "I2 K2 T0 proposed"]);
}

#[test]
fn numbers_of_a_model_with_a_scale_of_its_own_are_its_codes_and_nothing_is_asked() {
    let rows: &[&[&str]] = &[&["Namn", "K"], &["Löner", "6"], &["Elevakter", "2"]];
    let loaded = load("seven", rows, None, None, &[]).unwrap();
    assert_eq!(levels(&loaded), ["I1 K6 proposed", "I2 K2 proposed"]);
    let stop: &[&[&str]] = &[&["Namn", "K", "Motivering"], &["Löner", "7", "Hemligt"]];
    let said = load("seven", stop, None, None, &[]).unwrap_err();
    assert!(said.contains("särskild ordning") && !said.contains("Hemligt"), "{said}");
    let none: &[&[&str]] = &[&["Namn", "K"], &["Löner", "8"]];
    assert!(load("seven", none, None, None, &[]).unwrap_err().contains("0, 1, 2, 3, 4, 5, 6"));
    assert!(
        [klassa(), four_step(), three_words()]
            .iter()
            .flat_map(|it| &it.dimensions)
            .all(|it| !has_own_numbers(it))
    );
}

#[test]
fn a_sheet_keeps_the_levels_that_it_does_not_state() {
    let mut current = register("klassa-0-4");
    let decided = |k: i64| domain::classification::Classification {
        levels: BTreeMap::from([
            ("K".to_owned(), LevelCode::Number(k)),
            ("T".to_owned(), LevelCode::Number(1)),
        ]),
        because: Some("Därför".to_owned()),
        decided_by: Some("P1".to_owned()),
        ..Default::default()
    };
    current.assets[0].classification = decided(3);
    // A proposal on the row has not been decided: what was, stands in the history.
    current.assets[1].classification = decided(0);
    current.assets[1].classification.state = State::Proposed;
    current.assets[1].history = vec![decided(2)];
    let rows: &[&[&str]] = &[
        &["Informationsmängd", "Konfidentialitet", "Riktighet", "Motivering"],
        &["Löner", "", "2", "Därför"],
        &["Elevakter", "1", "", "Därför"],
    ];
    let loaded = load_over(&current, rows, Some(Numbering::ZeroToFour), None, &[]).unwrap();
    assert_eq!(levels(&loaded), ["I1 K3 R2 T1 proposed", "I2 K1 T1 proposed"]);
    let silent: &[&[&str]] = &[&["Informationsmängd", "Konfidentialitet"], &["Löner", ""]];
    let loaded = load_over(&current, silent, Some(Numbering::ZeroToFour), None, &[]).unwrap();
    assert_eq!(levels(&loaded), ["I1  approved"], "a row without levels says nothing of them");
}

#[test]
fn both_readings_stand_by_their_question_whatever_else_is_wrong() {
    let more = [("systems.csv", "code;name;unit\nS;S;X\n")];
    let said = load("klassa-0-4", NUMBERS, None, None, &more).unwrap_err();
    let places: Vec<_> = said.lines().map(|it| it.contains("betyder ”")).collect();
    assert_eq!(places, [false, true, true, true, false], "{said}");
}

#[test]
fn either_scale_fits_either_model() {
    let zero = load("msb-1-4", NUMBERS, Some(Numbering::ZeroToFour), None, &[]).unwrap();
    assert_eq!(levels(&zero), ["I1 K3 R2 T4 approved", "I2 K4 T2 proposed"]);
    let one = load("msb-1-4", NUMBERS, Some(Numbering::OneToFour), None, &[]).unwrap();
    assert_eq!(levels(&one), ["I1 K2 R1 T3 approved", "I2 K3 T1 proposed"]);
    let own: &[&[&str]] = &[&["Namn", "S", "Drift"], &["Löner", "2", "hög"], &["Elevakter", "0", "1"]];
    let said = load("own", own, Some(Numbering::ZeroToFour), None, &[]).unwrap_err();
    insta::assert_snapshot!(said, @"klassning.xlsx, Klassning!B3: Organisationens modell har ingen nivå som motsvarar ”försumbar”. Skriv nivån med modellens eget ord.");
}

#[test]
fn words_need_no_numbering_with_or_without_a_number_beside_them() {
    let rows: &[&[&str]] = &[
        &["Kod", "Konfidentialitet", "Riktighet", "Tillgänglighet", "Eget", "Motivering"],
        &["I1", "Måttlig (2)", "3 - Allvarlig skada", "ingen eller försumbar skada", "x", "Därför"],
        &["I2", "SIGNIFICANT", "", "Betydande", "", ""],
    ];
    let loaded = load("klassa-0-4", rows, None, None, &[]).unwrap();
    assert_eq!(levels(&loaded), ["I1 K1 R3 T0 proposed", "I2 K2 T2 proposed"]);
    assert_eq!(loaded.not_imported, ["klassning.xlsx, Klassning!E1: Eget"]);
    let own: &[&[&str]] = &[&["Namn", "sekretess", "D"], &["Löner", "Hög", "mellan"]];
    assert_eq!(levels(&load("own", own, None, None, &[]).unwrap()), ["I1 Dmiddle Shigh proposed"]);
}

#[test]
fn a_saved_mapping_names_the_columns() {
    let rows: &[&[&str]] = &[&["Objekt", "Konf.", "Rikt.", "Kommentar"], &["Löner", "2", "1", "Inget"]];
    let source = "sources:\n  - code: verktyget\n    kind: classification\n    columns: {Objekt: name, Konf.: levels.K, Rikt.: R}\n";
    let with = [("sources.yaml", source)];
    assert!(load("klassa-0-4", rows, None, Some("verktyget"), &with).unwrap_err().contains("--numbering"));
    let loaded = load("klassa-0-4", rows, Some(Numbering::OneToFour), Some("verktyget"), &with).unwrap();
    assert_eq!(levels(&loaded), ["I1 K1 R0 proposed"]);
    assert_eq!(
        load("klassa-0-4", rows, None, None, &[]).unwrap().not_imported,
        ["klassning.xlsx, Klassning"]
    );
    insta::assert_snapshot!(load("klassa-0-4", rows, None, Some("verktyg"), &[]).unwrap_err(), @"Det finns ingen sparad kolumnöversättning ”verktyg”. Lägg den under sources (kind: classification, columns).");
}

#[test]
fn a_stop_level_says_nothing_of_the_row_whatever_the_scale_and_the_model() {
    let rows = |level| [vec!["Namn", "K", "R", "Motivering"], vec!["Hemligt", level, "nonsens", "Hemligt"]];
    for (model, level, numbering) in [
        ("klassa-0-4", "4", Some(Numbering::ZeroToFour)),
        ("msb-1-4", "4", Some(Numbering::ZeroToFour)),
        ("klassa-0-4", "Synnerligen allvarlig", None),
        ("msb-1-4", "synnerligen allvarlig skada", None),
    ] {
        let rows = rows(level);
        let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
        let said = load(model, &rows, numbering, None, &[]).unwrap_err();
        assert_eq!(said.lines().count(), 1, "{said}");
        assert!(said.starts_with("klassning.xlsx, Klassning!B2: ") && !said.contains("Hemligt"), "{said}");
    }
}

#[test]
fn what_cannot_be_placed_is_said_with_its_cell() {
    let rows: &[&[&str]] = &[
        &["Namn", "K", "T"],
        &["Elevakte", "1", "7"],
        &["Dubbel", "1", "1"],
        &["Någonting helt annat", "1", "hög"],
        &["Löner", "1", "hög"],
    ];
    insta::assert_snapshot!(load("klassa-0-4", rows, Some(Numbering::ZeroToFour), None, &[]).unwrap_err(), @r#"
    klassning.xlsx, Klassning!A2: Informationstillgången ”Elevakte” finns inte i registret. Menade du ”Elevakter”?
    klassning.xlsx, Klassning!C2: Siffran ”7” finns inte i skalan 0-4. Rätta siffran eller ange den andra skalan.
    klassning.xlsx, Klassning!A3: Flera informationstillgångar heter ”Dubbel”. Ange koden: I3, I4.
    klassning.xlsx, Klassning!A4: Informationstillgången ”Någonting helt annat” finns inte i registret. Rätta namnet, eller lägg till kolumner för kod och enhet så att den kan läggas till.
    klassning.xlsx, Klassning!C5: Nivån ”hög” finns inte i T. Välj en av: 0, 1, 2, 3.
    "#);
}

#[test]
fn a_row_that_says_all_makes_a_new_asset() {
    let rows: &[&[&str]] = &[&["Kod", "Namn", "Enhet", "K"], &["I9", "Nytt", "N", "måttlig"]];
    assert_eq!(levels(&load("klassa-0-4", rows, None, None, &[]).unwrap()), ["I9 K1 proposed"]);
}

#[test]
fn every_message_of_this_module_has_a_text_in_both_languages() {
    use strum::VariantNames;
    for key in KlassaError::VARIANTS.iter().chain(KEYS) {
        for lang in [Lang::Sv, Lang::En] {
            assert!(text::has(lang, key), "{key} in {lang}");
        }
    }
}
