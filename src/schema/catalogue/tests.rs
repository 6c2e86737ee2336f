use domain::{
    catalogue::{
        lint::{lint, uncovered},
        trigger::WIDEST,
        wording::{Mood, Part, wording},
    },
    message::Lang,
    requirement::Strength,
};
use strum::VariantNames;

use super::*;

fn loaded() -> &'static Loaded {
    built_in().unwrap_or_else(|problems| panic!("{problems:#?}"))
}

fn explained(problems: &[Problem]) -> Vec<String> {
    problems.iter().map(|it| text::explain(Lang::En, it)).collect()
}

#[test]
fn the_built_in_catalogue_is_whole() {
    let catalogue = &loaded().catalogue;
    let count = |holds: fn(&&Control) -> bool| catalogue.controls.iter().filter(holds).count();
    assert_eq!(catalogue.controls.len(), 122);
    assert_eq!(count(|it| it.category == Category::Administrative), 67);
    assert_eq!(
        [Scope::Organisation, Scope::System, Scope::Information, Scope::Supplier, Scope::Site]
            .map(|scope| catalogue.controls.iter().filter(|it| it.scope == scope).count()),
        [66, 42, 4, 5, 5]
    );
    assert_eq!(count(|it| it.start), 30);
    assert_eq!(catalogue.controls.iter().map(|it| it.params.len()).sum::<usize>(), 87);
    assert_eq!(count(|it| it.applies_when == Trigger::Always), 72);
    assert!(catalogue.flags.len() > WIDEST, "a trigger may ask for fewer flags than there are");
}

#[test]
fn the_built_in_catalogue_gives_the_lint_nothing_to_say() {
    let faults = lint(&loaded().catalogue, &loaded().places);
    assert_eq!(faults.iter().map(|it| text::explain(Lang::En, it)).collect::<Vec<_>>(), Vec::<String>::new());
}

#[test]
fn every_identifier_of_every_framework_has_a_control() {
    let catalogue = &loaded().catalogue;
    let counts: Vec<_> = catalogue.frameworks.iter().map(|(name, ids)| (name.as_str(), ids.len())).collect();
    assert_eq!(
        counts,
        [("cis-8", 153), ("ir-2024-2690", 53), ("iso-27001-2022", 93), ("nis2-21", 10), ("nist-csf-2", 106)]
    );
    assert_eq!(uncovered(catalogue), []);
}

#[test]
fn every_control_that_suppliers_may_deliver_has_a_shall_wording_or_a_reason() {
    let asked = |it: &&Control| matches!(it.scope, Scope::System | Scope::Information | Scope::Supplier);
    let controls: Vec<_> = loaded().catalogue.controls.iter().filter(asked).collect();
    let none: Vec<_> = controls.iter().filter(|it| matches!(it.shall, Some(Shall::None(_)))).collect();
    assert_eq!(controls.len(), 51);
    assert_eq!(none.iter().map(|it| it.code.as_str()).collect::<Vec<_>>(), ["LEV-02", "STY-03", "TIL-05"]);
    for control in controls {
        if let Some(Shall::Text(text)) = &control.shall {
            assert!(text.sv.starts_with("Leverantören ska "), "{}", control.code);
            assert!(text.en.starts_with("The supplier shall "), "{}", control.code);
        }
    }
}

#[test]
fn only_what_was_seen_in_a_primary_source_says_so() {
    let standing = |of: Standing| {
        let controls = loaded().catalogue.controls.iter();
        let mut ids: Vec<_> = controls
            .flat_map(|it| &it.references)
            .filter(|it| it.standing == of)
            .map(|it| (it.framework.as_str(), it.id.as_str()))
            .collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    };
    assert_eq!(
        standing(Standing::Seen),
        [
            ("law", "CSL 2 kap. 2 §"),
            ("law", "Lag (2018:1937) 10-14 §§"),
            ("law", "PDL 4 kap. 1-4 §§"),
            ("law", "PDL 4 kap. 2 §"),
            ("law", "PDL 4 kap. 3 §"),
        ]
    );
    assert_eq!(standing(Standing::NotRead), [("law", "MCFFS 2026:11")]);
}

/// The wording at catalogue level `level` of everything, with numbers as they are.
fn said(code: &str, level: u8, lang: Lang, mood: Mood) -> Option<String> {
    let control = loaded().catalogue.control(code)?;
    let strength = control.params.iter().map(|it| Strength {
        key: it.key.clone(),
        level,
        value: it.value(level).clone(),
    });
    let strength: Vec<_> = strength.collect();
    let parts = wording(control, &strength, lang, mood)?;
    let part = |it: &Part<'_>| match it {
        Part::Text(text) => (*text).to_owned(),
        Part::Number(number) => number.to_string(),
    };
    Some(parts.iter().map(part).collect())
}

#[test]
fn wordings_take_their_strength() {
    let is = |code, level, lang| said(code, level, lang, Mood::Is).unwrap();
    assert_eq!(
        is("INC-04", 2, Lang::Sv),
        "Upplysning lämnas inom 24 timmar, incidentanmälan inom 72 timmar och slutrapport inom en månad efter anmälan."
    );
    assert!(is("AUT-01", 0, Lang::Sv).ends_with("lägsta nivå: eget lösenord, ingen tillitsnivå."));
    assert!(is("AUT-01", 2, Lang::Sv).ends_with("lägsta nivå: tillitsnivå 3."));
    assert!(is("STY-03", 0, Lang::Sv).ends_with("som är kända av IT."));
    assert!(
        is("STY-03", 2, Lang::En).ends_with("and at least one of the three roles has an appointed deputy.")
    );
    assert!(is("BEH-06", 3, Lang::En).contains("at least every day and"));
    assert!(is("TIL-07", 3, Lang::En).contains("secure messaging/SDK with recipient check"));
    assert_eq!(
        said("BAC-03", 3, Lang::En, Mood::Shall).unwrap(),
        "The supplier shall at least once per 3 months test a restore, check that the content is correct, and give the \
         customer the record."
    );
    assert_eq!(said("STY-03", 3, Lang::En, Mood::Shall), None);
    for control in &loaded().catalogue.controls {
        for level in 0..=3 {
            for lang in [Lang::Sv, Lang::En] {
                let text = is(&control.code, level, lang);
                assert!(text.ends_with('.') && !text.contains(['{', '|', '#']), "{}: {text}", control.code);
            }
        }
    }
}

#[test]
fn every_unit_of_a_parameter_has_words() {
    for param in loaded().catalogue.controls.iter().flat_map(|it| &it.params) {
        let key = format!("strength-{}", param.unit);
        assert!(param.unit == "word" || (text::has(Lang::Sv, &key) && text::has(Lang::En, &key)), "{key}");
    }
}

#[test]
fn every_message_of_the_catalogue_has_words() {
    let keys = CatalogueError::VARIANTS
        .iter()
        .chain(domain::catalogue::lint::Fault::VARIANTS)
        .chain(domain::catalogue::trigger::TriggerProblem::VARIANTS)
        .chain(domain::catalogue::lint::KEYS);
    for key in keys {
        assert!(text::has(Lang::Sv, key) && text::has(Lang::En, key), "{key}");
    }
}

#[test]
fn every_error_is_named_with_its_place() {
    let family = "family: TST\ntitle: {sv: Prov, en: Test}\ncontrols:\n";
    let control = |code: &str, trigger: &str, more: &str| {
        format!(
            "  - code: {code}\n    title: {{sv: a, en: b}}\n    category: technical\n    scope: organisation\n    \
             applies_when: {trigger}\n    is: {{sv: a., en: b.}}\n    usability: none\n    references: {{}}\n    \
             methods: [manual_evidence]\n    reverify_days: [1, 1, 1, 1]\n    evidence: [{{sv: a, en: b}}]\n{more}"
        )
    };
    let file = |name: &str, text: String| (name.to_owned(), text.into_bytes());
    let files = [
        file("a.yaml", format!("{family}{}", control("TST-01", "c >= 9", ""))),
        file("b.yaml", format!("{family}{}", control("LOG-01", "always", ""))),
        file("c.yaml", "kind: other\n".to_owned()),
        file("d.yaml", format!("{family}{}", control("TST-02", "always", "    tier: last\n"))),
        file("e.yaml", "family: [\n".to_owned()),
    ];
    let problems = load(&files).unwrap_err();
    let places: Vec<_> =
        problems.iter().map(|it| (it.key(), it.position().map(ToString::to_string))).collect();
    let at = |place: &str| Some(place.to_owned());
    assert_eq!(
        places.iter().take(4).cloned().collect::<Vec<_>>(),
        [
            ("trigger-level", at("a.yaml:8:19")),
            ("catalogue-duplicate-family", at("b.yaml:1:9")),
            ("catalogue-family-mismatch", at("b.yaml:4:11")),
            ("catalogue-unknown-file", at("c.yaml")),
        ]
    );
    assert!(places.len() >= 6, "{:#?}", explained(&problems));
}

#[test]
fn the_manifest_holds_every_file() {
    let names: Vec<_> = loaded().manifest.keys().map(String::as_str).collect();
    assert_eq!(names.len(), 24 + 1 + 5);
    assert!(
        names.contains(&"log.yaml")
            && names.contains(&"frameworks/cis-8.yaml")
            && names.contains(&"flags.yaml")
    );
}
