use domain::{
    level::Level,
    message::{Bilingual, Lang},
    model::{Dimension, Flow, ModelLevel},
};
use proptest::prelude::*;

use super::*;
use crate::read as text_of;

mod world;

use world::any_document;

/// A model such as KLASSA's, without words.
pub(crate) fn klassa() -> Model {
    let words = ["försumbar", "måttlig", "betydande", "allvarlig", "synnerligen allvarlig"];
    let english = ["negligible", "moderate", "significant", "serious", "exceptionally serious"];
    let level = |code: usize| ModelLevel {
        code: LevelCode::Number(i64::try_from(code).unwrap_or_default()),
        word: Bilingual { sv: words[code].to_owned(), en: english[code].to_owned() },
        consequence: Bilingual::default(),
        stop: code == 4,
        reason_required: code == 3,
        catalogue: u8::try_from(code).ok().filter(|it| *it < 4),
    };
    let dimension = |(code, sv, en): (&str, &str, &str)| Dimension {
        code: code.to_owned(),
        name: Bilingual { sv: sv.to_owned(), en: en.to_owned() },
        question: Bilingual::default(),
        aspect: None,
        flow: Flow::None,
        optional: false,
        levels: (0..5).map(level).collect(),
    };
    let dimensions = [
        ("K", "konfidentialitet", "confidentiality"),
        ("R", "riktighet", "integrity"),
        ("T", "tillgänglighet", "availability"),
    ];
    Model {
        code: "klassa-0-4".to_owned(),
        name: Bilingual::default(),
        dimensions: dimensions.map(dimension).to_vec(),
    }
}

/// Reads files into an empty register and says what is wrong, a line each.
fn faults(lang: Lang, files: &[(&str, &str)]) -> String {
    let models = [klassa()];
    let current = Inventory::default();
    let files: Vec<_> = files.iter().map(|it| (it.0.to_owned(), it.1.as_bytes().to_vec())).collect();
    match read(&files, &known(&current, &models), None, None) {
        Ok(_) => "nothing".to_owned(),
        Err(faults) => faults.iter().map(|it| text::explain(lang, it)).collect::<Vec<_>>().join("\n"),
    }
}

pub(crate) const fn known<'a>(current: &'a Inventory, models: &'a [Model]) -> Known<'a> {
    Known::new(current, models)
}

const UNITS: (&str, &str) = ("units.yaml", "units:\n  - {code: N, name: Nämnden, kind: board}\n");

#[test]
fn rows_of_many_files_become_one_inventory_with_the_place_of_every_field() {
    let systems = "systems:\n  - code: EKO\n    name: Ekonomi\n    unit: N\n";
    let more = r#"{"systems": [{"code": "LON", "name": "Lön", "unit": "N", "sites": []}]}"#;
    let models = [klassa()];
    let current = Inventory::default();
    let files: Vec<_> = [UNITS, ("a.yaml", systems), ("b.json", more), ("directory.ldif", "dn: x")]
        .iter()
        .map(|it| (it.0.to_owned(), it.1.as_bytes().to_vec()))
        .collect();
    let loaded = read(&files, &known(&current, &models), None, None).unwrap();
    let codes: Vec<_> = loaded.inventory.systems.iter().map(|it| it.code.as_str()).collect();
    assert_eq!(codes, ["EKO", "LON"]);
    let place = |row, field| loaded.places.find(Some(List::Systems), row, field).map(|it| it.to_string());
    assert_eq!(place(0, "/name").as_deref(), Some("a.yaml:3:11"));
    assert_eq!(place(1, "/unit").as_deref(), Some("b.json:1:53"));
    assert_eq!(place(2, ""), None);
    assert_eq!(loaded.not_imported, ["directory.ldif"]);
}

#[test]
fn every_error_of_every_file_is_reported_and_a_bad_row_is_not_missed_by_those_that_name_it() {
    let people = "people:\n  - {code: P1, name: Åsa, kind: chef}\n  - {code: P1, name: Bo}\n";
    let systems = "systems:\n  - {code: EKO, name: Ekonomi, unit: N, owner: P1, manager: '9417'}\norganisation: {name: A}\n";
    let other = "organisation: {name: B}\nunits:\n  - {code: M, name: M, kind: board, parent: M}\n";
    let broken = "systems: [\n";
    let files =
        [UNITS, ("people.yaml", people), ("systems.yaml", systems), ("x.yaml", other), ("y.yaml", broken)];
    insta::assert_snapshot!(faults(Lang::Sv, &files), @r#"
    people.yaml:2:33: Värdet ”chef” finns inte att välja. Välj en av: employee, elected, external.
    people.yaml:3:12: Koden ”P1” finns redan i samma lista: people.yaml:2:12. Ta bort den ena raden eller ändra koden.
    systems.yaml:2:61: Systemförvaltaren ”9417” finns inte i registret över personer. Lägg till raden bland personer eller rätta koden.
    x.yaml:1:1: Organisationen anges mer än en gång. Behåll den i en fil.
    x.yaml:3:45: Enheten ”M” ligger under sig själv. Rätta vilken enhet den hör till.
    y.yaml:2:1: Texten går inte att läsa här: ett värde saknas. Rätta skrivsättet på raden, eller på raden före.
    "#);
    insta::assert_snapshot!(faults(Lang::En, &files), @r#"
    people.yaml:2:33: The value "chef" cannot be chosen. Choose one of: employee, elected, external.
    people.yaml:3:12: The code "P1" stands already in the same list: people.yaml:2:12. Remove one of the rows or change the code.
    systems.yaml:2:61: The system manager "9417" is not in the register of people. Add the row to the people or correct the code.
    x.yaml:1:1: The organisation is given more than once. Keep it in one file.
    x.yaml:3:45: The unit "M" lies below itself. Correct which unit it belongs to.
    y.yaml:2:1: The text cannot be read here: a value is missing. Correct the line, or the one before it.
    "#);
}

#[test]
fn of_a_row_at_a_stop_level_only_the_place_is_said() {
    for levels in [
        "{K: 4}",
        "{R: 1, T: '4'}",
        "{K: 1}, history: [{levels: {K: 4}}]",
        "{K: Synnerligen allvarlig}",
        "{K: exceptionally serious (4)}",
    ] {
        let row = format!(
            "assets:\n  - {{code: HEMLIG, name: Hemlig, unit: Hemlig, hemlig: 1, because: 7, law: [Hemlig], levels: {levels}}}\n"
        );
        for lang in [Lang::Sv, Lang::En] {
            let said = faults(lang, &[UNITS, ("assets.yaml", &row)]);
            assert_eq!(said.lines().count(), 1, "{said}");
            assert!(said.starts_with("assets.yaml:2:"), "{said}");
            assert!(said.contains("classify"), "{said}");
            assert!(!said.to_lowercase().contains("hemlig"), "{said}");
        }
    }
}

#[test]
fn a_stop_level_is_refused_by_its_word_in_sheets_overrides_and_caps_too() {
    let sheet = "code;name;unit;levels.K;because\nHEMLIG;Hemlig;N;synnerligen allvarlig skada;Hemlig\n";
    let over = "overrides:\n  - {code: HEMLIG, system: HEMLIG, dimension: K, level: synnerligen allvarlig, because: Hemlig}\n";
    let cap = "dependencies:\n  - {code: HEMLIG, consumer: HEMLIG, supplier: HEMLIG, cap: {K: 4}}\n";
    for file in [("assets.csv", sheet), ("a.yaml", over), ("b.yaml", cap)] {
        let said = faults(Lang::Sv, &[UNITS, file]);
        assert!(said.lines().count() == 1 && said.contains("särskild ordning"), "{said}");
        assert!(said.starts_with(file.0) && !said.contains("emlig"), "{said}");
    }
}

#[test]
fn what_a_document_leaves_out_of_the_organisation_stays() {
    let own = Model { code: "own".to_owned(), ..klassa() };
    let models = [klassa(), own];
    let organisation = Organisation {
        name: "Staden".to_owned(),
        language: Lang::En,
        time_zone: "Europe/Helsinki".to_owned(),
        model: "own".to_owned(),
    };
    let current = Inventory { organisation: Some(organisation.clone()), ..Inventory::default() };
    let load = |text: &str| {
        let files = [("a.yaml".to_owned(), text.as_bytes().to_vec())];
        read(&files, &known(&current, &models), None, None).unwrap().inventory.organisation.unwrap()
    };
    assert_eq!(
        load("organisation: {name: Byn}"),
        Organisation { name: "Byn".to_owned(), ..organisation.clone() }
    );
    let said = load("organisation: {name: Staden, language: sv}");
    assert_eq!(said, Organisation { language: Lang::Sv, ..organisation });
}

#[test]
fn control_characters_and_files_of_models_are_refused_with_their_place() {
    let text = "units:\n  - {code: N, name: \"a\\e[31mb\", kind: board}\n  - {code: M, name: \"a\\0\\x9b\", kind: board}\nsystems:\n  - code: S\n    name: S\n    unit: N\n    note: \"rad\\n\\trad\"\n";
    let model = "x-code: own\nproperties: {}\n";
    insta::assert_snapshot!(faults(Lang::En, &[("a.yaml", text), ("m.yaml", model)]), @r"
    a.yaml:2:21: The text has the control character U+001B, which belongs in no text. Write the text without it.
    a.yaml:3:21: The text has the control character U+0000, which belongs in no text. Write the text without it.
    m.yaml:1:1: The file is a classification model, which is no part of the register. Put it in the folder models in the data folder, and state its code as the organisation's model.
    ");
}

#[test]
fn every_message_of_this_module_has_a_text_in_both_languages() {
    use strum::VariantNames;
    for key in DocumentError::VARIANTS.iter().chain(InventoryFault::VARIANTS).chain(check::KEYS) {
        for lang in [Lang::Sv, Lang::En] {
            assert!(text::has(lang, key), "{key} in {lang}");
        }
    }
}

#[test]
fn every_list_and_every_field_of_a_row_stands_in_the_schema_in_the_same_order() {
    let schema = validate::source(SCHEMA).unwrap();
    let lists: Vec<_> = schema["properties"].as_object().unwrap().keys().skip(1).cloned().collect();
    assert_eq!(lists, List::iter().map(|it| <&str>::from(it).to_owned()).collect::<Vec<_>>());
    // A row with every field the schema knows comes back with its keys in the order of the schema.
    for seed in 0..20 {
        let whole = any_document(seed, true);
        let inventory: Inventory = serde_json::from_value(whole.clone()).unwrap();
        for (name, text) in emit(&inventory) {
            let tree = text_of::yaml(&name, text.as_bytes()).unwrap();
            let list = name.trim_end_matches(".yaml");
            let Some(row) = tree.root.get(list).and_then(|it| it.items().first()) else { continue };
            let code = row.get("code").and_then(Node::text);
            let given =
                whole[list].as_array().unwrap().iter().find(|it| it["code"].as_str() == code).unwrap();
            let got: Vec<_> = row.entries().iter().map(|it| &it.key).collect();
            // Values that equal their default are left out by either side.
            let want: Vec<_> = given.as_object().unwrap().keys().filter(|it| got.contains(it)).collect();
            assert_eq!(got, want, "{name}");
        }
    }
    assert!(Level::from_rank(0) < Level::from_rank(1));
}

#[test]
fn the_sample_is_read_without_a_fault_and_comes_back_the_same() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/norrvada");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|it| it.unwrap().path())
        .map(|it| (it.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read(&it).unwrap()))
        .collect();
    files.sort();
    assert!(files.len() > 10, "the sample must be seen to prove anything");
    let models = [crate::model::built_in("klassa-0-4").unwrap()];
    let catalogue = &crate::catalogue::built_in().unwrap().catalogue;
    let flags = catalogue.flags.keys().cloned().collect();
    let controls = catalogue.controls.iter().map(|it| it.code.clone()).collect();
    let current = Inventory::default();
    let known = Known { flags: Some(&flags), controls: Some(&controls), ..known(&current, &models) };
    let said =
        |it: Vec<Fault>| it.iter().map(|it| text::explain(Lang::En, it)).collect::<Vec<_>>().join("\n");
    let loaded = read(&files, &known, None, None).map_err(said).unwrap();
    assert_eq!((loaded.inventory.systems.len(), loaded.inventory.assets.len()), (30, 76));
    assert!(loaded.hr.is_some_and(|it| it.len() > 2_000));
    assert_eq!(loaded.not_imported, ["directory.ldif"]);

    let emitted: Vec<_> = emit(&loaded.inventory).into_iter().map(|it| (it.0, it.1.into_bytes())).collect();
    let again = read(&emitted, &known, None, None).map_err(said).unwrap();
    let mut sorted = loaded.inventory;
    each_list(&mut Sort(&mut sorted));
    assert_eq!(again.inventory, sorted);
}

/// Puts the rows of every list in order of code.
struct Sort<'a>(&'a mut Inventory);

impl EachList for Sort<'_> {
    fn visit<R: Row>(&mut self) {
        R::list_mut(self.0).sort_by(|a, b| a.code().cmp(b.code()));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    #[test]
    fn what_follows_the_schema_is_read_and_export_and_import_give_it_back(seed: u64) {
        let document = any_document(seed, false);
        let tree = text_of::yaml("a.json", document.to_string().as_bytes());
        prop_assert!(tree.is_ok() || document.to_string().contains("\\ud"), "{:?}", tree);
        let tree = text_of::json("a.json", document.to_string().as_bytes()).unwrap();
        let wrong = validate::check(SCHEMA, &tree);
        prop_assert!(wrong.is_empty(), "{:?}\n{}", wrong, document);
        let first: Inventory = serde_json::from_value(document).map_err(|it| TestCaseError::fail(it.to_string()))?;

        let files = emit(&first);
        let mut second = Gather::default();
        for (name, text) in &files {
            let tree = text_of::yaml(name, text.as_bytes()).map_err(|it| TestCaseError::fail(format!("{it:?}\n{text}")))?;
            second.tree(&tree, None);
        }
        prop_assert!(second.faults.is_empty(), "{:?}", second.faults);
        let mut sorted = first;
        each_list(&mut Sort(&mut sorted));
        prop_assert_eq!(&second.inventory, &sorted);
        prop_assert_eq!(emit(&second.inventory), files);
    }
}
