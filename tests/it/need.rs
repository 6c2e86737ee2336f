//! Protection need on the fictional municipality: what is computed and what counts is what its makers worked out by hand.

use std::path::PathBuf;

use domain::{
    inventory::{Inventory, check::Known},
    level::Level,
    need,
};
use schema::{inventory, model, place::Node, read};

fn examples() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("examples")
}

/// The register of the sample.
fn norrvada(models: &[domain::model::Model]) -> Inventory {
    let mut files: Vec<(String, Vec<u8>)> = vec![];
    for entry in std::fs::read_dir(examples().join("norrvada")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|it| it == "yaml") {
            files.push((path.display().to_string(), std::fs::read(&path).unwrap()));
        }
    }
    let nothing = Inventory::default();
    let known = Known::new(&nothing, models);
    inventory::read(&files, &known, None, None).unwrap().inventory
}

/// `k: 3, r: 2, t: 2` below `at`, as `322`.
fn levels(at: &Node) -> String {
    ["k", "r", "t"].iter().map(|it| at.get(it).and_then(Node::integer).unwrap().to_string()).collect()
}

#[test]
fn the_computed_and_the_effective_need_of_every_system_are_those_of_the_sample() {
    let models = model::BUILT_IN.map(|code| model::built_in(code).unwrap());
    let (register, day) = (norrvada(&models), "2026-11-01".parse().unwrap());
    let klassa = &models[0];
    let needs = need::derive(&register, klassa, day);

    let facit =
        read::yaml("norrvada.yaml", &std::fs::read(examples().join("norrvada.yaml")).unwrap()).unwrap();
    let mut expected: Vec<String> = facit
        .root
        .get("systems")
        .unwrap()
        .items()
        .iter()
        .map(|it| {
            let classification = it.get("classification").unwrap();
            let inherited = levels(classification.get("inherited").unwrap());
            format!("{} {inherited} {}", it.get("code").and_then(Node::text).unwrap(), levels(classification))
        })
        .collect();
    expected.sort();
    assert_eq!(expected.len(), 30);

    let number = |it: Option<Level>| it.map_or("-".to_owned(), |it| it.rank().to_string());
    let found: Vec<String> = needs
        .iter()
        .map(|it| {
            let krt = it.dimensions.iter().take(3);
            let computed: String = krt.clone().map(|it| number(it.computed.value)).collect();
            let effective: String = krt.map(|it| number(it.effective)).collect();
            format!("{} {computed} {effective}", it.system)
        })
        .collect();
    assert_eq!(found, expected);

    for need in needs.iter().flat_map(|it| it.dimensions.iter().take(3)) {
        assert!(!need.at_least() && !need.computed.drivers.is_empty(), "everything is classified: {need:?}");
    }
    assert_eq!(need::contradictions(&register, klassa, &needs, day), []);
}
