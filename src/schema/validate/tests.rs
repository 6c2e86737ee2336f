use domain::message::Lang;

use super::*;
use crate::read;

fn say(lang: Lang, text: &str) -> Vec<String> {
    let tree = read::yaml("inventory.yaml", text.as_bytes()).unwrap();
    check("inventory", &tree).iter().map(|it| text::explain(lang, it)).collect()
}

#[test]
fn every_schema_of_the_program_compiles() {
    let names = names();
    assert!(names.len() >= 2, "the schemas must be seen to prove anything: {names:?}");
    for name in names {
        assert_eq!(compiled(&name).err().map(|it| it.to_string()), None, "{name}");
    }
}

#[test]
fn patterns_with_a_sentence_of_their_own_stand_in_the_schemas() {
    let all: String = names().iter().filter_map(|it| source(it)).map(|it| it.to_string()).collect();
    for pattern in explain::KNOWN_PATTERNS {
        assert!(all.contains(&Value::from(pattern).to_string()), "{pattern}");
    }
}

#[test]
fn all_errors_come_in_the_order_of_the_document_with_place_value_and_remedy() {
    let text = "systems:\n  - code: EKO\n    name: Ekonomi\n    onwer: P1\n    unit: 'A B'\n    vital: ja\n    lifecycle: använd\n    replaced: 2026-02-30\n    flags: [Personal]\n    sites: [A, B, A]\n  - name: ' '\nplaneter: []\n";
    insta::assert_snapshot!(say(Lang::Sv, text).join("\n"), @r#"
    inventory.yaml:4:5: Nyckeln ”onwer” finns inte. Menade du ”owner”?
    inventory.yaml:5:11: ”A B” går inte att ha som kod. Använd bokstäver, siffror och tecknen . _ : / @ + - utan mellanslag.
    inventory.yaml:6:12: Här står ”ja”, men true eller false väntas. Skriv true eller false.
    inventory.yaml:7:16: Värdet ”använd” finns inte att välja. Välj en av: planned, in_use, closing, closed.
    inventory.yaml:8:15: ”2026-02-30” är inget datum. Skriv år, månad och dag så här: 2026-11-23.
    inventory.yaml:9:13: ”Personal” är inget av programmets ord. Sådana ord skrivs med små bokstäver a-z, siffror och understreck.
    inventory.yaml:10:19: ”A” står två gånger i listan. Ta bort den ena.
    inventory.yaml:11:5: Nyckeln ”code” saknas. Lägg till den.
    inventory.yaml:11:5: Nyckeln ”unit” saknas. Lägg till den.
    inventory.yaml:11:11: Här står ingen text. Skriv en text eller ta bort nyckeln.
    inventory.yaml:12:1: Nyckeln ”planeter” finns inte. De nycklar som finns här är: organisation, units, people, suppliers, contracts, platforms, sites, systems, assets, dependencies, rights, rules, conflicts, overrides, recovery, evidence, sources.
    "#);
    insta::assert_snapshot!(say(Lang::En, text).join("\n"), @r#"
    inventory.yaml:4:5: There is no key "onwer". Did you mean "owner"?
    inventory.yaml:5:11: "A B" cannot be a code. Use letters, digits and the characters . _ : / @ + - without blanks.
    inventory.yaml:6:12: Here stands "ja", but true or false is expected. Write true or false.
    inventory.yaml:7:16: The value "använd" cannot be chosen. Choose one of: planned, in_use, closing, closed.
    inventory.yaml:8:15: "2026-02-30" is no date. Write year, month and day like this: 2026-11-23.
    inventory.yaml:9:13: "Personal" is none of the program's words. Such words are written with small letters a-z, digits and underscores.
    inventory.yaml:10:19: "A" stands twice in the list. Remove one of them.
    inventory.yaml:11:5: The key "code" is missing. Add it.
    inventory.yaml:11:5: The key "unit" is missing. Add it.
    inventory.yaml:11:11: No text stands here. Write a text or remove the key.
    inventory.yaml:12:1: There is no key "planeter". The keys that exist here are: organisation, units, people, suppliers, contracts, platforms, sites, systems, assets, dependencies, rights, rules, conflicts, overrides, recovery, evidence, sources.
    "#);
}

#[test]
fn of_several_allowed_forms_the_nearest_is_explained() {
    let rule = |allow: &str| format!("rules:\n  - {{code: R, system: S, rights: [A], allow: {allow}}}\n");
    insta::assert_snapshot!(say(Lang::En, &rule("{all: [{attr: title, op: like, values: [x]}]}")).join("\n"), @r#"inventory.yaml:2:71: The value "like" cannot be chosen. Choose one of: eq, in, prefix, present, reports_to."#);
    insta::assert_snapshot!(say(Lang::En, &rule("{attr: title, op: eq}")).join("\n"), @r#"inventory.yaml:2:46: The key "values" is missing. Add it."#);
    insta::assert_snapshot!(say(Lang::En, &rule("{any: [{not: {atr: title, op: present}}]}")).join("\n"), @r#"
    inventory.yaml:2:59: The key "attr" is missing. Add it.
    inventory.yaml:2:60: There is no key "atr". Did you mean "attr"?
    "#);
    insta::assert_snapshot!(say(Lang::En, &rule("everybody")).join("\n"), @r#"inventory.yaml:2:46: "everybody" has none of the forms that are possible here. See the description of the key in the schema."#);
    insta::assert_snapshot!(say(Lang::En, "rules:\n  - {code: R, system: S, rights: [A], entitled: al}\n").join("\n"), @r#"inventory.yaml:2:49: The value "al" cannot be chosen. Choose one of: nobody, allowed."#);
}

#[test]
fn a_schema_reaches_neither_network_nor_files_and_misspelt_formats_and_bad_patterns_are_refused() {
    for schema in [
        serde_json::json!({"$ref": "https://example.org/s.json"}),
        serde_json::json!({"$ref": "file:///etc/hostname"}),
        serde_json::json!({"$ref": "other.schema.json"}),
        serde_json::json!({"format": "dat"}),
        serde_json::json!({"pattern": "(a"}),
        serde_json::json!({"pattern": "(?=a)"}),
    ] {
        let refused = Compiled::new("test", schema.clone());
        assert!(matches!(refused, Err(SchemaError::SchemaRefused { .. })), "{schema}");
    }
}

#[test]
fn a_secret_is_never_repeated() {
    let schema = serde_json::json!({"properties": {
        "database": {"type": "integer", "writeOnly": true},
        "token": {"writeOnly": true, "properties": {"value": {"enum": ["a"]}}},
    }});
    let compiled = Compiled::new("test", schema).unwrap();
    let tree = read::yaml("skydd.yaml", b"database: hemligt\ntoken: {value: hemligt}\n").unwrap();
    let found = compiled.check(&tree, &tree.to_json());
    assert_eq!(found.len(), 2);
    for it in found {
        assert!(!text::explain(Lang::Sv, &it.error).contains("hemligt"), "{it:?}");
        assert!(!it.error.to_string().contains("hemligt"), "{it:?}");
    }
}

#[test]
fn every_message_of_this_module_has_a_text_in_both_languages() {
    use strum::VariantNames;
    let keys = SchemaError::VARIANTS
        .iter()
        .chain(read::ReadError::VARIANTS)
        .chain(crate::sheet::SheetError::VARIANTS)
        .chain(KEYS);
    for key in keys {
        for lang in [Lang::Sv, Lang::En] {
            assert!(text::has(lang, key), "{key} in {lang}");
        }
    }
}

#[test]
fn what_a_command_prints_follows_its_schema_and_nothing_beside_it_does() {
    let good = r#"{"as_of": "2026-11-01T07:00:00Z", "model": "klassa-0-4", "systems": [{"code": "EKO", "name": "Ekonomi",
        "lifecycle": "in_use", "need": {"K": {"level": 3, "word": "allvarlig", "at_least": true, "computed": 3,
        "drivers": [{"asset": "INF-1", "level": 3}, {"system": "HRL", "level": 3}],
        "gaps": [{"kind": "unclassified", "asset": "INF-2"}, {"kind": "no_assets"}]}}}]}"#;
    let found = |text: &str| {
        let tree = read::json("need.json", text.as_bytes()).unwrap();
        check("output/need", &tree).iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(found(good), Vec::<String>::new());
    assert_eq!(found(&good.replace("\"word\"", "\"words\"")).len(), 2);
    assert_eq!(found(&good.replace("\"drivers\": [{\"asset\"", "\"drivers\": [{\"aset\"")).len(), 2);
    assert_eq!(found(&good.replace("2026-11-01T07:00:00Z", "2026-11-01")).len(), 1);
    let outputs = names().into_iter().filter(|it| it.starts_with("output/")).count();
    assert!(outputs >= 9, "{outputs}");
}
