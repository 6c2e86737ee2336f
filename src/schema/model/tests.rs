use std::collections::BTreeMap;

use domain::{
    classification::{self, Draft},
    level::{Level, Levels},
    message::Lang,
};
use insta::assert_snapshot;

use super::*;
use crate::validate::Compiled;

/// Two dimensions with scales of their own, as an organisation would write them.
const OWN: &str = "
$schema: https://json-schema.org/draft/2020-12/schema
title: Waterworks
x-title-sv: Vattenverket
x-code: water
type: object
additionalProperties: false
properties:
  trust:
    title: trust
    x-title-sv: förtroende
    x-question: Who loses?
    x-question-sv: Vem förlorar?
    x-catalogue: c
    x-flow: delivered
    oneOf:
    - {const: open, title: open, x-title-sv: öppen, description: Nobody, x-description-sv: Ingen, x-catalogue: 0}
    - {const: kept, title: kept, x-title-sv: hållen, description: Some, x-description-sv: Några, x-catalogue: 2}
    - {const: sealed, title: sealed, x-title-sv: stängd, description: Many, x-description-sv: Många, x-catalogue: 3}
  life:
    title: life
    x-title-sv: liv
    x-question: Who is hurt?
    x-question-sv: Vem skadas?
    x-catalogue: a
    x-flow: supply
    x-reason-required: 5
    oneOf:
    - {const: 0, title: l0, x-title-sv: n0, description: d, x-description-sv: d, x-catalogue: 0}
    - {const: 1, title: l1, x-title-sv: n1, description: d, x-description-sv: d, x-catalogue: 0}
    - {const: 2, title: l2, x-title-sv: n2, description: d, x-description-sv: d, x-catalogue: 1}
    - {const: 3, title: l3, x-title-sv: n3, description: d, x-description-sv: d, x-catalogue: 1}
    - {const: 4, title: l4, x-title-sv: n4, description: d, x-description-sv: d, x-catalogue: 2}
    - {const: 5, title: l5, x-title-sv: n5, description: d, x-description-sv: d, x-catalogue: 2}
    - {const: 6, title: l6, x-title-sv: n6, description: d, x-description-sv: d, x-catalogue: 3}
";

fn explained(lang: Lang, errors: &[ModelError]) -> String {
    errors.iter().map(|it| text::explain(lang, it)).collect::<Vec<_>>().join("\n")
}

/// One line per dimension: `K c delivered: 0>0 1>1 2>2 3>3! 4stop`, `!` where a reason is required.
fn shown(model: &Model) -> String {
    let line = |it: &Dimension| {
        let aspect: &str = it.aspect.map_or("-", Into::into);
        let flow: &str = it.flow.into();
        let levels = it.levels.iter().map(|it| {
            let step = it.catalogue.map(|it| format!(">{it}")).unwrap_or_default();
            let (stop, reason) =
                (if it.stop { "stop" } else { "" }, if it.reason_required { "!" } else { "" });
            format!("{}{step}{stop}{reason}", it.code)
        });
        let optional = if it.optional { "?" } else { "" };
        format!("{}{optional} {aspect} {flow}: {}", it.code, levels.collect::<Vec<_>>().join(" "))
    };
    model.dimensions.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn every_built_in_model_follows_its_schema_and_drives_the_catalogue() {
    let all = BUILT_IN.map(|code| {
        let model = built_in(code).unwrap_or_else(|it| panic!("{}", explained(Lang::En, &it)));
        assert_eq!(model.code, code);
        format!("{code}\n{}", shown(&model))
    });
    assert_snapshot!(all.join("\n"), @"
    klassa-0-4
    K c delivered: 0>0 1>1 2>2 3>3! 4stop
    R i supply: 0>0 1>1 2>2 3>3! 4stop
    T a supply: 0>0 1>1 2>2 3>3! 4stop
    S? - none: 0 1 2 3! 4stop
    msb-1-4
    K c delivered: 1>0 2>1 3>2 4>3!
    R i supply: 1>0 2>1 3>2 4>3!
    T a supply: 1>0 2>1 3>2 4>3!
    bsi
    C c delivered: normal>1 hoch>2 sehr-hoch>3!
    I i supply: normal>1 hoch>2 sehr-hoch>3!
    A a supply: normal>1 hoch>2 sehr-hoch>3!
    fips-199
    C c delivered: low>1 moderate>2 high>3!
    I i supply: low>1 moderate>2 high>3!
    A a supply: low>1 moderate>2 high>3!
    ");
    let files: Vec<String> = validate::names().into_iter().filter(|it| it.starts_with("models/")).collect();
    assert_eq!(files.len(), BUILT_IN.len(), "every file is listed: {files:?}");
    assert!(built_in("inventory").is_err() && built_in("../inventory").is_err());
}

#[test]
fn the_words_of_both_numberings_stand_for_the_same_harm() {
    let (klassa, msb) = (built_in("klassa-0-4").unwrap(), built_in("msb-1-4").unwrap());
    for (wide, narrow) in klassa.dimensions.iter().zip(&msb.dimensions) {
        for (left, right) in wide.levels.iter().zip(&narrow.levels) {
            assert_eq!((&left.word, left.catalogue), (&right.word, right.catalogue), "{}", wide.code);
        }
        assert_eq!(wide.levels.len(), narrow.levels.len() + 1);
    }
    let words: Vec<&str> = klassa.dimensions[0].levels.iter().map(|it| it.word.sv.as_str()).collect();
    assert_eq!(words, ["försumbar", "måttlig", "betydande", "allvarlig", "synnerligen allvarlig"]);
}

#[test]
fn consequences_speak_of_harm_and_never_of_secrecy() {
    let mut seen = 0;
    for model in BUILT_IN.map(|code| built_in(code).unwrap()) {
        for level in model.dimensions.iter().flat_map(|it| &it.levels) {
            let said = format!("{} {}", level.consequence.sv, level.consequence.en).to_lowercase();
            for banned in ["sekret", "hemlig", "secre", "confidential", "klassificera"] {
                assert!(!said.contains(banned), "{}: {said}", model.code);
            }
            assert!(level.consequence.sv != level.consequence.en, "{said}");
            seen += 1;
        }
    }
    assert_eq!(seen, 4 * 5 + 3 * 4 + 9 + 9);
}

#[test]
fn a_model_as_it_stands_validates_levels_and_names_all_choices() {
    let schema = validate::compiled("models/klassa-0-4").unwrap();
    let said = |lang, document: &str| {
        let tree = read::yaml("a.yaml", document.as_bytes()).unwrap();
        let found = schema.check(&tree, &tree.to_json());
        found.iter().map(|it| text::explain(lang, &it.error)).collect::<Vec<_>>().join("\n")
    };
    assert_eq!(said(Lang::Sv, "{K: 3, R: 2, T: 2}"), "");
    assert_eq!(said(Lang::Sv, "{K: 3}"), "", "what is left out stays unclassified");
    let wrong = "{K: 9, R: high}";
    assert!(said(Lang::Sv, wrong).contains("0, 1, 2, 3, 4"), "{}", said(Lang::Sv, wrong));
    assert_eq!(said(Lang::En, wrong).lines().count(), 2);
    assert!(said(Lang::En, "{X: 1}").starts_with("a.yaml:1:2: "));
}

#[test]
fn an_organisations_own_model_goes_through_validation_resolution_proposal_and_catalogue() {
    let model =
        parse("water.yaml", OWN.as_bytes()).unwrap_or_else(|it| panic!("{}", explained(Lang::En, &it)));
    assert_snapshot!(shown(&model), @"
    trust c delivered: open>0 kept>2 sealed>3
    life a supply: 0>0 1>0 2>1 3>1 4>2 5>2! 6>3!
    ");
    let tree = read::yaml("water.yaml", OWN.as_bytes()).unwrap();
    let schema = Compiled::new("models/water", tree.to_json()).unwrap();
    let levels = read::yaml("levels.yaml", b"{trust: kept, life: 6}").unwrap();
    assert_eq!(schema.check(&levels, &levels.to_json()), []);

    let given: BTreeMap<String, LevelCode> =
        [("trust".to_owned(), "kept".into()), ("life".to_owned(), "6".into())].into();
    let ranks = classification::resolve(&model, &given, &|it| Position::Pointer(it.to_owned())).unwrap();
    assert_eq!(ranks, Levels(vec![Some(Level::from_rank(1)), Some(Level::from_rank(6))]));
    assert_eq!(model.catalogue_levels(&ranks), BTreeMap::from([(Aspect::C, 2), (Aspect::A, 3)]));
    let day = "2026-11-01".parse().unwrap();
    let draft = Draft { levels: given, ..Draft::default() };
    let refused = classification::propose(&model, None, &draft, day).unwrap_err();
    assert_snapshot!(refused.iter().map(|it| text::explain(Lang::Sv, it)).collect::<Vec<_>>().join("\n"), @"/because: Nivån 6 n6 i liv saknar motivering. Skriv vem som skadas och hur. Skriv inte av uppgifterna.");
    assert_eq!(
        read::yaml("water.json", OWN.as_bytes()).is_ok(),
        parse("water.json", OWN.as_bytes()).is_err(),
        "JSON is JSON"
    );
}

#[test]
fn a_model_that_contradicts_itself_is_told_everything() {
    let broken = OWN
        .replace("{const: kept,", "{const: open,")
        .replace("x-catalogue: 3}\n  life", "x-stop: true, x-catalogue: 3}\n  life")
        .replace("x-catalogue: a", "x-catalogue: c")
        .replace("x-reason-required: 5", "x-reason-required: 7")
        .replace(
            "title: l1, x-title-sv: n1, description: d, x-description-sv: d, x-catalogue: 0",
            "title: l1, x-title-sv: n1, description: d, x-description-sv: d, x-stop: true",
        )
        .replace(
            "title: l3, x-title-sv: n3, description: d, x-description-sv: d, x-catalogue: 1",
            "title: l3, x-title-sv: n3, description: d, x-description-sv: d, x-catalogue: 0",
        )
        .replace(
            "title: l6, x-title-sv: n6, description: d, x-description-sv: d, x-catalogue: 3",
            "title: l6, x-title-sv: n6, description: d, x-description-sv: d",
        );
    let errors = parse("water.yaml", broken.as_bytes()).unwrap_err();
    assert_snapshot!(explained(Lang::Sv, &errors), @"
    water.yaml:18:7: Nivån open står två gånger i dimensionen trust. Ge varje nivå ett eget värde i const.
    water.yaml:19:7: Nivån sealed i dimensionen trust anger en nivå i katalogen som aldrig används: dimensionen styr ingen aspekt, eller nivån är en stoppnivå. Ta bort x-catalogue på nivån, eller ange på dimensionen vilken aspekt den styr.
    water.yaml:25:18: Dimensionerna trust och life styr samma aspekt i katalogen, c. Låt högst en dimension styra varje aspekt.
    water.yaml:27:24: Dimensionen life kräver motivering från nivån 7, som inte finns bland nivåerna som får skrivas in. Ange en av dimensionens nivåer i x-reason-required.
    water.yaml:30:7: Nivån 1 i dimensionen life är en stoppnivå men har nivåer över sig. Bara den översta nivån kan ha x-stop. Flytta den överst eller ta bort x-stop.
    water.yaml:32:7: Nivån 3 i dimensionen life motsvarar 0 i katalogen, men nivån under motsvarar 1. Ordna nivåerna från den lägsta till den högsta och låt x-catalogue aldrig sjunka.
    water.yaml:35:7: Nivån 6 i dimensionen life säger inte vilken nivå i katalogen den motsvarar. Ange x-catalogue med 0, 1, 2 eller 3.
    ");
    assert_snapshot!(explained(Lang::En, &errors), @"
    water.yaml:18:7: The level open stands twice in the dimension trust. Give every level a const of its own.
    water.yaml:19:7: The level sealed of the dimension trust gives a level of the catalogue that is never used: the dimension drives no aspect, or the level is a stop level. Remove x-catalogue from the level, or say on the dimension which aspect it drives.
    water.yaml:25:18: The dimensions trust and life drive the same aspect of the catalogue, c. Let at most one dimension drive each aspect.
    water.yaml:27:24: The dimension life requires a justification from the level 7, which is not among the levels that may be recorded. Give one of the dimension's levels in x-reason-required.
    water.yaml:30:7: The level 1 of the dimension life is a stop level with levels above it. Only the top level may have x-stop. Move it to the top or remove x-stop.
    water.yaml:32:7: The level 3 of the dimension life stands for 0 in the catalogue, but the level below it stands for 1. Order the levels from the lowest to the highest and let x-catalogue never fall.
    water.yaml:35:7: The level 6 of the dimension life does not say which level of the catalogue it stands for. Give x-catalogue as 0, 1, 2 or 3.
    ");
}

#[test]
fn both_languages_are_required_and_unknown_keywords_refused() {
    let broken = OWN.replace("    x-title-sv: liv\n", "").replace("x-flow: supply", "x-flows: supply");
    let errors = parse("water.yaml", broken.as_bytes()).unwrap_err();
    assert_snapshot!(explained(Lang::Sv, &errors), @"
    water.yaml:21:5: Nyckeln ”x-title-sv” saknas. Lägg till den.
    water.yaml:25:5: Nyckeln ”x-flows” finns inte. Menade du ”x-flow”?
    ");
}

#[test]
fn one_dimension_with_one_level_below_stop_is_too_few() {
    let one = OWN
        .replace("const: kept", "const: open")
        .replace("x-catalogue: 2}\n    - {const: sealed", "x-catalogue: 2}\n    - {const: top");
    let start = one.find("    - {const: open, title: kept").unwrap();
    let end = one.find("    - {const: top").unwrap();
    let one = format!("{}{}", one.split_at(start).0, one.split_at(end).1)
        .replace("x-description-sv: Många, x-catalogue: 3", "x-description-sv: Många, x-stop: true");
    let errors = parse("water.yaml", one.as_bytes()).unwrap_err();
    assert_eq!(errors.iter().map(Explain::key).collect::<Vec<_>>(), ["model-too-few-levels"]);
}

#[test]
fn two_levels_of_a_dimension_are_not_called_the_same() {
    let twice = OWN.replace("title: l3, x-title-sv: n3", "title: L2, x-title-sv: n3");
    let errors = parse("own.yaml", twice.as_bytes()).unwrap_err();
    assert_snapshot!(explained(Lang::En, &errors), @r#"own.yaml:32:7: Two levels of the dimension life are called "L2". Give each level a word of its own."#);
}
