use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::{
    catalogue::{
        Category, Control, DriverAspect, Method, Param, Shall, Stricter, Trigger, Usability,
        trigger::{Comparison, Truth},
    },
    derived::Derived,
    inventory::{Asset, System},
    level::Level,
    message::Bilingual,
    model::{Dimension, Flow, LevelCode, ModelLevel},
    need::{Bounds, Gap, Need},
};

fn text(text: &str) -> Bilingual {
    Bilingual { sv: text.to_owned(), en: text.to_owned() }
}

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 1).unwrap()
}

fn dimension(code: &str, aspect: Option<Aspect>, catalogue: &[Option<u8>]) -> Dimension {
    let levels = (0..).zip(catalogue).map(|(at, catalogue)| ModelLevel {
        code: LevelCode::Number(at),
        word: text("word"),
        consequence: text("harm"),
        stop: catalogue.is_none(),
        reason_required: false,
        catalogue: *catalogue,
    });
    let (name, question) = (text(code), text("?"));
    let levels = levels.collect();
    Dimension { code: code.to_owned(), name, question, aspect, flow: Flow::Supply, optional: false, levels }
}

/// K, R, T at 0-3 and a stop level 4; S drives nothing.
fn klassa() -> Model {
    let levels = [Some(0), Some(1), Some(2), Some(3), None];
    let dimensions = vec![
        dimension("K", Some(Aspect::C), &levels),
        dimension("R", Some(Aspect::I), &levels),
        dimension("T", Some(Aspect::A), &levels),
        dimension("S", None, &levels),
    ];
    Model { code: "klassa".to_owned(), name: text("KLASSA"), dimensions }
}

fn param(key: &str, driver: DriverAspect, stricter: Stricter, values: [f64; 4]) -> Param {
    let values = values.map(ParamValue::Number);
    Param { key: key.to_owned(), unit: "days".to_owned(), label: text(key), driver, stricter, values }
}

fn control(code: &str, scope: Scope, when: &str, params: Vec<Param>) -> Control {
    Control {
        code: code.to_owned(),
        revision: 1,
        revised: None,
        title: text(code),
        category: Category::Technical,
        scope,
        applies_when: Trigger::parse(when).unwrap(),
        is: text("x"),
        shall: Some(Shall::None(text("x"))),
        params,
        usability: Usability::Low,
        references: vec![],
        methods: vec![Method::ManualEvidence],
        hint: None,
        reverify_days: [365, 365, 180, 90],
        minutes: 15,
        start: false,
        evidence: vec![],
    }
}

fn catalogue() -> Catalogue {
    let lower = |key, driver| param(key, driver, Stricter::Lower, [90.0, 30.0, 7.0, 1.0]);
    let controls = vec![
        control("ORG-01", Scope::Organisation, "always", vec![lower("days", DriverAspect::Max)]),
        control("UNI-01", Scope::Unit, "c >= 2", vec![]),
        control("LEV-01", Scope::Supplier, "cloud and max >= 1", vec![lower("days", DriverAspect::C)]),
        control("PLA-01", Scope::Platform, "a >= 2", vec![]),
        control("FYS-01", Scope::Site, "always", vec![]),
        control("SYS-01", Scope::System, "always", vec![]),
        control(
            "SYS-02",
            Scope::System,
            "c >= 2",
            vec![lower("days", DriverAspect::C), lower("more", DriverAspect::Max)],
        ),
        control("SYS-03", Scope::System, "personal_data and c >= 3 or sensitive", vec![]),
        control("SYS-04", Scope::System, "a < 2", vec![]),
        control("INF-01", Scope::Information, "c >= 1", vec![]),
    ];
    let flags = ["cloud", "personal_data", "sensitive"].map(|it| (it.to_owned(), text(it)));
    Catalogue { controls, flags: flags.into(), ..Catalogue::default() }
}

fn inventory() -> Inventory {
    register(&[
        ("EKO", "EKO-ENH", "in_use"),
        ("VARD", "SOF-AO", "in_use"),
        ("NYTT", "SOF-AO", "planned"),
        ("GAMMAL", "SOF-AO", "closed"),
    ])
}

fn register(systems: &[(&str, &str, &str)]) -> Inventory {
    let mut inventory = Inventory::default();
    for (code, parent) in
        [("KS", None), ("EKO-ENH", Some("KS")), ("SN", None), ("SOF", Some("SN")), ("SOF-AO", Some("SOF"))]
    {
        inventory.units.push(crate::inventory::Unit {
            code: code.to_owned(),
            name: code.to_owned(),
            name_en: None,
            kind: crate::inventory::UnitKind::Department,
            parent: parent.map(str::to_owned),
            retired: None,
        });
    }
    inventory.systems = systems.iter().map(|(code, unit, lifecycle)| system(code, unit, lifecycle)).collect();
    inventory
}

fn system(code: &str, unit: &str, lifecycle: &str) -> System {
    System {
        code: code.to_owned(),
        name: code.to_owned(),
        name_en: None,
        unit: unit.to_owned(),
        owner: None,
        manager: None,
        administrator: None,
        owner_deputy: None,
        manager_deputy: None,
        administrator_deputy: None,
        supplier: None,
        platform: None,
        hosting: None,
        sites: vec![],
        flags: vec![],
        vital: false,
        lifecycle: lifecycle.parse().unwrap(),
        own_accounts: crate::inventory::OwnAccounts::Unknown,
        replaced: None,
        note: None,
        retired: None,
    }
}

fn asset(code: &str, system: &str, levels: &[(&str, i64)], flags: &[&str]) -> Asset {
    let levels = levels.iter().map(|(dimension, level)| ((*dimension).to_owned(), LevelCode::Number(*level)));
    Asset {
        code: code.to_owned(),
        name: code.to_owned(),
        unit: "SOF-AO".to_owned(),
        owner: None,
        systems: vec![system.to_owned()],
        flags: flags.iter().map(|it| (*it).to_owned()).collect(),
        law: None,
        retention: None,
        classification: crate::classification::Classification {
            levels: levels.collect(),
            ..Default::default()
        },
        history: vec![],
        retired: None,
    }
}

/// `K2 R? T>=1`: known, unknown, at least.
fn need(system: &str, notation: &str) -> SystemNeed {
    let dimensions = notation.split(' ').map(|it| {
        let (_, level) = it.split_at(1);
        let (level, gap) = match (level, level.strip_prefix(">=")) {
            ("?", _) => (None, true),
            (_, Some(level)) => (Some(level), true),
            (level, None) => (Some(level), false),
        };
        let level = level.map(|it| Level::from_rank(it.parse().unwrap()));
        let gaps = if gap { vec![Gap::NoAssets] } else { vec![] };
        Need {
            computed: Derived { value: level, drivers: vec![], gaps },
            effective: level,
            by_override: None,
        }
    });
    SystemNeed { system: system.to_owned(), dimensions: dimensions.collect(), recovery: None }
}

fn needs(eko: &str, vard: &str) -> Vec<SystemNeed> {
    vec![need("EKO", eko), need("VARD", vard), need("NYTT", "K3 R3 T3"), need("GAMMAL", "K3 R3 T3")]
}

/// `SYS-02 system EKO days=1 more=7 because K3` lines of what is derived.
fn lines(requirements: &[Requirement], scope: Scope, code: &str) -> Vec<String> {
    let here = requirements.iter().filter(|it| it.object == Object::new(scope, code));
    here.map(|it| {
        let strength: Vec<_> = it
            .strength
            .iter()
            .map(|it| match &it.value {
                ParamValue::Number(number) => format!(" {}={number}", it.key),
                ParamValue::Word(word) => format!(" {}={}", it.key, word.en),
            })
            .collect();
        let because: Vec<_> = it
            .because
            .iter()
            .map(|it| match it {
                Because::Always => "always".to_owned(),
                Because::Level { dimension, level, assumed } => {
                    format!("{dimension}{}{}", level.rank(), if *assumed { "?" } else { "" })
                }
                Because::Unmapped(aspect) => format!("no-{}", <&str>::from(aspect)),
                Because::Flag(flag) => flag.clone(),
            })
            .collect();
        let assumed = if it.assumed { " assumed" } else { "" };
        let planned = if it.planned { " planned" } else { "" };
        format!(
            "{}{} {}d: {}{assumed}{planned}",
            it.control,
            strength.concat(),
            it.reverify_days,
            because.join(" ")
        )
    })
    .collect()
}

fn derived(inventory: &Inventory, needs: &[SystemNeed]) -> Vec<Requirement> {
    derive(&catalogue(), &klassa(), inventory, needs, day())
}

#[test]
fn a_system_gets_what_its_need_and_flags_ask_for() {
    let mut inventory = inventory();
    inventory.systems[0].flags = vec!["personal_data".to_owned()];
    let all = derived(&inventory, &needs("K2 R1 T3", "K3 R0 T0"));
    assert_eq!(lines(&all, Scope::System, "EKO"), ["SYS-01 90d: always", "SYS-02 days=7 more=1 90d: K2 T3"]);
    assert_eq!(
        lines(&all, Scope::System, "VARD"),
        ["SYS-01 90d: always", "SYS-02 days=1 more=1 90d: K3", "SYS-04 90d: T0"]
    );
}

#[test]
fn a_system_has_the_flags_of_its_assets() {
    let mut inventory = inventory();
    inventory.assets = vec![asset("A", "EKO", &[("K", 0), ("R", 0), ("T", 3)], &["sensitive"])];
    let all = derived(&inventory, &needs("K0 R0 T3", "K0 R0 T3"));
    assert_eq!(lines(&all, Scope::System, "EKO"), ["SYS-01 90d: always", "SYS-03 90d: sensitive"]);
    inventory.assets[0].retired = Some(day());
    let all = derived(&inventory, &needs("K0 R0 T3", "K0 R0 T3"));
    assert_eq!(lines(&all, Scope::System, "EKO"), ["SYS-01 90d: always"]);
}

#[test]
fn what_is_not_classified_counts_as_the_highest_level_and_is_marked() {
    let all = derived(&inventory(), &needs("K? R1 T3", "K>=2 R0 T0"));
    assert_eq!(
        lines(&all, Scope::System, "EKO"),
        ["SYS-01 90d: always", "SYS-02 days=1 more=1 90d: K3? T3 assumed"]
    );
    assert_eq!(
        lines(&all, Scope::System, "VARD"),
        ["SYS-01 90d: always", "SYS-02 days=1 more=1 90d: K3? assumed", "SYS-04 90d: T0"]
    );
}

#[test]
fn an_unknown_level_never_makes_a_control_not_apply() {
    let all = derived(&inventory(), &needs("K0 R0 T?", "K0 R0 T2"));
    assert_eq!(lines(&all, Scope::System, "EKO"), ["SYS-01 90d: always", "SYS-04 90d: T3? assumed"]);
    assert_eq!(lines(&all, Scope::System, "VARD"), ["SYS-01 180d: always"]);
}

#[test]
fn a_system_without_a_need_is_unknown() {
    let all = derived(&inventory(), &[]);
    assert_eq!(
        lines(&all, Scope::System, "EKO"),
        ["SYS-01 90d: always", "SYS-02 days=1 more=1 90d: K3? R3? T3? assumed", "SYS-04 90d: T3? assumed",]
    );
}

#[test]
fn an_aspect_that_no_dimension_drives_is_assumed() {
    let mut model = klassa();
    model.dimensions.truncate(2);
    let all = derive(&catalogue(), &model, &inventory(), &[need("EKO", "K1 R1")], day());
    assert_eq!(lines(&all, Scope::System, "EKO"), ["SYS-01 90d: always", "SYS-04 90d: no-a assumed"]);
}

#[test]
fn a_model_with_other_scales_drives_the_same_catalogue() {
    let dimensions = vec![
        dimension("secrecy", Some(Aspect::C), &[Some(1), Some(2), Some(3)]),
        dimension("care", Some(Aspect::C), &[Some(0), Some(0), Some(1), Some(1), Some(2), Some(2), Some(3)]),
    ];
    let model = Model { code: "two".to_owned(), name: text("two"), dimensions };
    let all = derive(&catalogue(), &model, &inventory(), &[need("EKO", "s0 c5")], day());
    let lines = lines(&all, Scope::System, "EKO");
    assert_eq!(lines[1], "SYS-02 days=7 more=1 90d: care5 no-i no-a assumed");
}

#[test]
fn closed_and_retired_leave_and_planned_is_marked() {
    let mut inventory = inventory();
    let all = derived(&inventory, &needs("K0 R0 T3", "K0 R0 T3"));
    assert_eq!(lines(&all, Scope::System, "GAMMAL"), Vec::<String>::new());
    assert_eq!(lines(&all, Scope::System, "NYTT")[0], "SYS-01 90d: always planned");
    assert_eq!(lines(&all, Scope::Unit, "SOF-AO"), Vec::<String>::new(), "a planned system raises nothing");
    inventory.systems[1].lifecycle = crate::inventory::Lifecycle::Closed;
    let all = derived(&inventory, &needs("K0 R0 T3", "K0 R0 T3"));
    assert_eq!(lines(&all, Scope::Unit, "SOF-AO"), ["UNI-01 90d: K3 planned"], "unless there is no other");
    inventory.systems[0].retired = Some(day());
    let all = derived(&inventory, &needs("K0 R0 T3", "K0 R0 T3"));
    assert_eq!(lines(&all, Scope::System, "EKO"), Vec::<String>::new());
}

#[test]
fn groups_have_the_highest_levels_and_all_flags_of_their_systems() {
    let mut inventory = inventory();
    let named = |code: &str| (code.to_owned(), code.to_owned());
    let (code, name) = named("LEV");
    inventory.suppliers =
        vec![crate::inventory::Supplier { code, name, org_number: None, unit: None, retired: None }];
    let (code, name) = named("DRIFT");
    inventory.platforms =
        vec![crate::inventory::Platform { code, name, hosting: None, unit: None, retired: None }];
    let (code, name) = named("HALL");
    inventory.sites = vec![crate::inventory::Site { code, name, unit: None, retired: None }];
    for system in &mut inventory.systems {
        system.supplier = Some("LEV".to_owned());
        system.platform = Some("DRIFT".to_owned());
        system.sites = vec!["HALL".to_owned()];
    }
    inventory.systems[0].flags = vec!["cloud".to_owned()];
    let all = derived(&inventory, &needs("K1 R0 T2", "K2 R2 T1"));
    assert_eq!(lines(&all, Scope::Organisation, ""), ["ORG-01 days=7 180d: always K2 R2 T2"]);
    assert_eq!(lines(&all, Scope::Supplier, "LEV"), ["LEV-01 days=7 180d: K2 R2 T2 cloud"]);
    assert_eq!(lines(&all, Scope::Platform, "DRIFT"), ["PLA-01 180d: T2"]);
    assert_eq!(lines(&all, Scope::Site, "HALL"), ["FYS-01 180d: always"]);
    for (unit, expected) in [("SOF-AO", 1), ("SOF", 1), ("SN", 1), ("EKO-ENH", 0), ("KS", 0)] {
        assert_eq!(lines(&all, Scope::Unit, unit).len(), expected, "{unit}");
    }
}

#[test]
fn a_known_top_level_makes_the_unknown_ones_matter_less() {
    let all = derived(&inventory(), &needs("K3 R3 T3", "K? R? T?"));
    assert_eq!(lines(&all, Scope::Organisation, ""), ["ORG-01 days=1 90d: always K3 R3 T3"]);
}

#[test]
fn a_cycle_in_the_units_ends() {
    let mut inventory = inventory();
    inventory.units[0].parent = Some("EKO-ENH".to_owned());
    let all = derived(&inventory, &needs("K2 R0 T0", "K0 R0 T0"));
    assert_eq!(lines(&all, Scope::Unit, "KS"), ["UNI-01 180d: K2"]);
}

#[test]
fn an_asset_has_its_own_classification() {
    let mut inventory = inventory();
    inventory.assets = vec![
        asset("LOW", "EKO", &[("K", 0), ("R", 3), ("T", 3)], &[]),
        asset("HIGH", "EKO", &[("K", 2), ("R", 0), ("T", 0)], &[]),
        asset("OPEN", "EKO", &[("R", 0), ("T", 0)], &[]),
        asset("NONE", "EKO", &[], &[]),
    ];
    let all = derived(&inventory, &needs("K2 R3 T3", "K0 R0 T0"));
    assert_eq!(lines(&all, Scope::Information, "LOW"), Vec::<String>::new());
    assert_eq!(lines(&all, Scope::Information, "HIGH"), ["INF-01 180d: K2"]);
    assert_eq!(lines(&all, Scope::Information, "OPEN"), ["INF-01 90d: K3? assumed"]);
    assert_eq!(lines(&all, Scope::Information, "NONE"), ["INF-01 90d: K3? assumed"]);
}

#[test]
fn a_preview_says_what_comes_goes_tightens_and_costs() {
    let catalogue = catalogue();
    let inventory = inventory();
    let before = derived(&inventory, &needs("K1 R0 T1", "K0 R0 T0"));
    let after = derived(&inventory, &needs("K3 R0 T3", "K0 R0 T0"));
    let shown = preview(&before, &after, &catalogue);
    let codes = |list: &[Requirement]| {
        list.iter().map(|it| format!("{} {}", it.control, it.object.code)).collect::<Vec<_>>()
    };
    assert_eq!(codes(&shown.added), ["UNI-01 EKO-ENH", "UNI-01 KS", "SYS-02 EKO"]);
    assert_eq!(codes(&shown.removed), ["SYS-04 EKO"]);
    let tightened: Vec<_> = shown
        .tightened
        .iter()
        .map(|it| match &it.change {
            Respect::Strength(before, after) => {
                format!("{} {} {}-{}", it.control, before.key, before.level, after.level)
            }
            Respect::Interval(before, after) => format!("{} {before}-{after}", it.control),
        })
        .collect();
    assert_eq!(tightened, ["ORG-01 days 1-3", "ORG-01 365-90", "SYS-01 365-90"]);
    assert!(shown.loosened.is_empty());
    // 15 minutes each: four more proofs a year for ORG-01, SYS-01, and three new ones less one gone.
    let yearly = |days: f64| 15.0 * 365.0 / days;
    let minutes = 2.0 * (yearly(90.0) - yearly(365.0)) + 3.0 * yearly(90.0) - yearly(365.0);
    assert_eq!(format!("{minutes:.0}"), shown.minutes_per_year.to_string());
    assert_eq!(shown.usability, [(Usability::Low, 4)].into());
    let back = preview(&after, &before, &catalogue);
    assert_eq!(
        (back.loosened.len(), back.tightened.len(), back.minutes_per_year),
        (3, 0, -shown.minutes_per_year)
    );
    assert!(preview(&after, &after, &catalogue).is_empty());
}

#[test]
fn a_change_of_one_asset_gives_what_reading_anew_gives() {
    let (catalogue, model) = (catalogue(), klassa());
    let mut inventory = inventory();
    inventory.assets = vec![asset("A", "EKO", &[("K", 1), ("R", 0), ("T", 1)], &["personal_data"])];
    let mut base = Base::new(&catalogue, &model, &inventory, &bounds(&needs("K1 R0 T1", "K0 R0 T0")), day());
    let changed = asset("A", "EKO", &[("K", 3), ("R", 0), ("T", 1)], &["personal_data"]);
    let touched = base.change(&changed, &bounds(&[need("EKO", "K3 R0 T1")]));
    let touched: Vec<_> = touched.iter().map(|it| it.code.as_str()).collect();
    assert_eq!(touched, ["", "EKO-ENH", "KS", "EKO", "A"]);
    inventory.assets = vec![changed];
    assert_eq!(
        base.requirements(),
        derive(&catalogue, &model, &inventory, &needs("K3 R0 T1", "K0 R0 T0"), day())
    );
}

#[test]
fn facts_are_those_that_requirements_are_derived_from() {
    let (catalogue, model) = (catalogue(), klassa());
    let inventory = inventory();
    let base = Base::new(&catalogue, &model, &inventory, &bounds(&needs("K1 R? T2", "K0 R0 T0")), day());
    let facts = base.facts(&Object::new(Scope::System, "EKO")).unwrap();
    assert_eq!(facts.levels, BTreeMap::from([(Aspect::C, 1), (Aspect::I, 3), (Aspect::A, 2)]));
    assert_eq!(base.facts(&Object::new(Scope::System, "NONE")), None);
}

fn bounds(needs: &[SystemNeed]) -> Vec<Bounds<'_>> {
    needs.iter().map(SystemNeed::bounds).collect()
}

fn is_monotone(trigger: &Trigger) -> bool {
    match trigger {
        Trigger::Always | Trigger::Flag(_) => true,
        Trigger::Not(_) => false,
        Trigger::And(parts) | Trigger::Or(parts) => parts.iter().all(is_monotone),
        Trigger::Level(_, comparison, _) => matches!(comparison, Comparison::AtLeast | Comparison::Above),
    }
}

fn notation() -> impl Strategy<Value = Vec<(Option<u8>, bool)>> {
    prop::collection::vec((prop::option::of(0..4_u8), any::<bool>()), 3)
}

fn written(levels: &[(Option<u8>, bool)]) -> String {
    let one = |(level, gap): &(Option<u8>, bool)| match (level, gap) {
        (None, _) => "K?".to_owned(),
        (Some(level), true) => format!("K>={level}"),
        (Some(level), false) => format!("K{level}"),
    };
    levels.iter().map(one).collect::<Vec<_>>().join(" ")
}

proptest! {
    #[test]
    fn raising_a_level_takes_nothing_away_and_loosens_nothing(eko in notation(), vard in notation(), at in 0..3_usize) {
        let (catalogue, inventory) = (catalogue(), inventory());
        let before = derived(&inventory, &needs(&written(&eko), &written(&vard)));
        let mut raised = eko.clone();
        raised[at] = (raised[at].0.map(|it| (it + 1).min(3)), raised[at].1);
        let after = derived(&inventory, &needs(&written(&raised), &written(&vard)));
        let shown = preview(&before, &after, &catalogue);
        for gone in &shown.removed {
            prop_assert!(!is_monotone(&catalogue.control(&gone.control).unwrap().applies_when), "{gone:?}");
        }
        prop_assert!(shown.loosened.is_empty(), "{:?}", shown.loosened);
    }

    #[test]
    fn the_driving_facts_alone_give_the_same(eko in notation(), personal: bool, sensitive: bool) {
        let catalogue = catalogue();
        let mut inventory = inventory();
        inventory.systems.truncate(1);
        for (set, flag) in [(personal, "personal_data"), (sensitive, "sensitive")] {
            inventory.systems[0].flags.extend(set.then(|| flag.to_owned()));
        }
        for it in derived(&inventory, &[need("EKO", &written(&eko))]) {
            let mut facts = crate::catalogue::Facts::default();
            for because in &it.because {
                match because {
                    Because::Level { dimension, level, .. } => {
                        let aspect = match dimension.as_str() { "K" => Aspect::C, "R" => Aspect::I, _ => Aspect::A };
                        facts.levels.insert(aspect, level.rank());
                    }
                    Because::Flag(flag) => { facts.flags.insert(flag.clone()); }
                    Because::Always | Because::Unmapped(_) => {}
                }
            }
            let control = catalogue.control(&it.control).unwrap();
            let holds = control.applies_when.truth(&facts);
            prop_assert!(holds == Truth::Yes || (it.assumed && !is_monotone(&control.applies_when)), "{it:?}");
            for (strength, param) in it.strength.iter().zip(&control.params) {
                prop_assert_eq!(param.value(facts.driver(param.driver).unwrap_or(0)), &strength.value, "{:?}", it);
            }
        }
    }
}
