use super::*;
use crate::{
    inventory::{
        Conflict, Dependency, DependencyKind, Direction, Evidence, HIDDEN, Override, OverrideReason,
        PlaceFact, Right, Rule, Source, SourceKind, Status, System, Unit, UnitKind,
    },
    level::Level,
    message::Bilingual,
    model::{Dimension, Flow, ModelLevel},
};

fn model() -> Model {
    let level = |code: i64| ModelLevel {
        code: LevelCode::Number(code),
        word: Bilingual::default(),
        consequence: Bilingual::default(),
        stop: code == 4,
        reason_required: code == 3,
        catalogue: u8::try_from(code).ok(),
    };
    let dimension = |code: &str| Dimension {
        code: code.to_owned(),
        name: Bilingual::default(),
        question: Bilingual::default(),
        aspect: None,
        flow: Flow::None,
        optional: false,
        levels: (0..=4).map(level).collect(),
    };
    Model {
        code: "klassa-0-4".to_owned(),
        name: Bilingual::default(),
        dimensions: ["K", "R"].map(dimension).to_vec(),
    }
}

fn day(day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(2026, 11, day)
}

fn unit(code: &str, parent: Option<&str>) -> Unit {
    let parent = parent.map(str::to_owned);
    Unit {
        code: code.to_owned(),
        name: code.to_owned(),
        name_en: None,
        kind: UnitKind::Board,
        parent,
        retired: None,
    }
}

fn system(code: &str) -> System {
    System {
        code: code.to_owned(),
        name: code.to_owned(),
        name_en: None,
        unit: "N".to_owned(),
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
        lifecycle: Default::default(),
        own_accounts: Default::default(),
        replaced: None,
        note: None,
        retired: None,
    }
}

fn asset(levels: &[(&str, i64)]) -> Asset {
    let levels = levels.iter().map(|it| (it.0.to_owned(), LevelCode::Number(it.1))).collect();
    Asset {
        code: "INF-1".to_owned(),
        name: "Löner".to_owned(),
        unit: "N".to_owned(),
        owner: None,
        systems: vec![],
        flags: vec![],
        law: None,
        retention: None,
        classification: Classification {
            levels,
            decided_by: Some("P1".to_owned()),
            from: day(1),
            ..Classification::default()
        },
        history: vec![],
        retired: None,
    }
}

/// A register with the unit N, the people P1 and P2 and the system EKO.
fn register() -> Inventory {
    let person = |code: &str| super::super::Person {
        code: code.to_owned(),
        name: code.to_owned(),
        employee_id: None,
        email: None,
        kind: Default::default(),
        unit: None,
        title: None,
        protected: false,
        ended: None,
        retired: None,
    };
    Inventory {
        units: vec![unit("N", None)],
        people: vec![person("P1"), person("P2")],
        systems: vec![system("EKO")],
        ..Inventory::default()
    }
}

fn faults_of(current: &Inventory, incoming: &Inventory) -> Vec<String> {
    faults_when(current, incoming, false)
}

fn faults_when(current: &Inventory, incoming: &Inventory, replace: bool) -> Vec<String> {
    let models = [model()];
    let flags = BTreeSet::from(["cloud".to_owned()]);
    let known = Known {
        flags: Some(&flags),
        is_time_zone: |name| name == "Europe/Stockholm",
        is_dn: |text| text.contains('='),
        today: day(20),
        replace,
        ..Known::new(current, &models)
    };
    let list = |it: Option<List>| it.map_or("organisation", Into::into);
    check(incoming, &known)
        .into_iter()
        .map(|it| format!("{}/{}{}: {}", list(it.list), it.row, it.field, it.what))
        .collect()
}

fn faults(incoming: &Inventory) -> Vec<String> {
    faults_of(&register(), incoming)
}

#[test]
fn references_lead_to_rows_of_the_document_or_of_the_register() {
    let mut good = system("LON");
    (good.owner, good.sites) = (Some("P1".to_owned()), vec![]);
    let mut bad = system("ARK");
    (bad.owner, bad.unit, bad.sites) = (Some("9417".to_owned()), "X".to_owned(), vec!["S".to_owned()]);
    bad.flags = vec!["cloud".to_owned(), "clod".to_owned()];
    let incoming = Inventory { systems: vec![good, bad], ..Inventory::default() };
    assert_eq!(
        faults(&incoming),
        [
            "systems/1/flags/1: no flag \"clod\"",
            "systems/1/owner: inventory-field-owner \"9417\" is not among list-people",
            "systems/1/sites/0: inventory-field-site \"S\" is not among list-sites",
            "systems/1/unit: inventory-field-unit \"X\" is not among list-units",
        ]
    );
}

#[test]
fn units_in_a_circle_are_named_and_those_below_them_are_not() {
    let units = vec![unit("N", Some("A")), unit("A", Some("B")), unit("B", Some("A")), unit("C", Some("C"))];
    let incoming = Inventory { units, ..Inventory::default() };
    assert_eq!(
        faults(&incoming),
        [
            "units/1/parent: unit \"A\" lies in a circle",
            "units/2/parent: unit \"B\" lies in a circle",
            "units/3/parent: unit \"C\" lies in a circle",
        ]
    );
    // The document closes a circle that the register began.
    let mut current = register();
    current.units.push(unit("D", Some("N")));
    let incoming = Inventory { units: vec![unit("N", Some("D"))], ..Inventory::default() };
    assert_eq!(faults_of(&current, &incoming), ["units/0/parent: unit \"N\" lies in a circle"]);
}

#[test]
fn a_classification_needs_known_levels_a_decider_a_reason_and_days_in_order() {
    let assets = |it: Asset| Inventory { assets: vec![it], ..Inventory::default() };
    assert_eq!(faults(&assets(asset(&[("K", 2), ("R", 0)]))), Vec::<String>::new());

    let mut bad = asset(&[("K", 3), ("Q", 1), ("R", 7)]);
    bad.classification.decided_by = None;
    bad.classification.review = day(1).and_then(|it| it.pred_opt());
    assert_eq!(
        faults(&assets(bad)),
        [
            "assets/0/levels: approved, but no decider",
            "assets/0/levels/K: K at 3 needs a reason",
            "assets/0/levels/Q: no dimension \"Q\"",
            "assets/0/levels/R: no level \"7\" in \"R\"",
            "assets/0/review: 2026-10-31 comes before 2026-11-01",
        ]
    );

    let mut own = asset(&[("K", 1)]);
    own.classification.proposed_by = Some("P1".to_owned());
    assert_eq!(faults(&assets(own)), ["assets/0/decided_by: \"P1\" both proposed and decided"]);

    let mut proposal = asset(&[("K", 1)]);
    (proposal.classification.state, proposal.classification.decided_by) = (State::Proposed, None);
    assert_eq!(faults(&assets(proposal)), Vec::<String>::new());
}

#[test]
fn a_lowered_level_needs_a_reason_whether_the_earlier_one_is_in_the_row_or_in_the_register() {
    let mut lowered = asset(&[("K", 1), ("R", 1)]);
    lowered.classification.from = day(10);
    let earlier = asset(&[("K", 2), ("R", 1)]);
    let want = ["assets/0/levels/K: K was lowered from 2 without a reason"];

    let mut current = register();
    current.assets.push(earlier.clone());
    let incoming = Inventory { assets: vec![lowered.clone()], ..Inventory::default() };
    assert_eq!(faults_of(&current, &incoming), want);

    lowered.history.push(earlier.classification);
    let incoming = Inventory { assets: vec![lowered.clone()], ..Inventory::default() };
    assert_eq!(faults(&incoming), want);

    lowered.classification.because = Some("Uppgifterna är offentliga.".to_owned());
    let incoming = Inventory { assets: vec![lowered], ..Inventory::default() };
    assert_eq!(faults(&incoming), Vec::<String>::new());
    assert!(Level::from_rank(1) < Level::from_rank(2));
}

#[test]
fn a_stop_level_says_nothing_of_the_row_and_special_order_carries_no_content() {
    let mut secret = asset(&[("K", 4), ("Q", 1)]);
    (secret.classification.decided_by, secret.classification.because) =
        (Some("X".to_owned()), Some("h".to_owned()));
    let mut special = asset(&[]);
    special.classification.because = Some("hemligt".to_owned());
    special.classification.special =
        day(1).map(|date| crate::classification::Special { owner: "P1".to_owned(), date });
    let mut bare = special.clone();
    bare.classification.because = None;
    let incoming = Inventory { assets: vec![secret, special, bare], ..Inventory::default() };
    assert_eq!(
        faults(&incoming),
        [
            "assets/0/levels/K: a level that is handled in special order",
            "assets/1/special: handled in special order, yet with content",
        ]
    );
}

#[test]
fn rights_rules_conflicts_and_dependencies_fit_together() {
    let right = |code: &str, system: &str| Right {
        code: code.to_owned(),
        system: system.to_owned(),
        name: code.to_owned(),
        privileged: false,
        grants: vec![],
        retired: None,
    };
    let rule = Rule {
        code: "POL-1".to_owned(),
        system: "EKO".to_owned(),
        rights: vec!["EKO-A".to_owned(), "LON-A".to_owned(), "X".to_owned()],
        words: None,
        allow: None,
        forbid: None,
        named: vec![],
        entitled: Default::default(),
        role_group: false,
        ceiling: None,
        ground: None,
        retired: None,
    };
    let incoming = Inventory {
        systems: vec![system("LON")],
        rights: vec![right("EKO-A", "EKO"), right("LON-A", "LON")],
        rules: vec![rule],
        conflicts: vec![Conflict {
            code: "SOD".to_owned(),
            left: "EKO-A".to_owned(),
            right: "EKO-A".to_owned(),
            because: None,
            retired: None,
        }],
        dependencies: vec![Dependency {
            code: "D".to_owned(),
            consumer: "EKO".to_owned(),
            supplier: "EKO".to_owned(),
            kind: DependencyKind::Feeds,
            follows: Some(vec!["R".to_owned(), "T".to_owned()]),
            cap: BTreeMap::from([("K".to_owned(), LevelCode::Word("high".to_owned()))]),
            assets: vec![],
            because: None,
            retired: None,
        }],
        ..Inventory::default()
    };
    assert_eq!(
        faults(&incoming),
        [
            "dependencies/0/cap/K: no level \"high\" in \"K\"",
            "dependencies/0/follows/1: no dimension \"T\"",
            "dependencies/0/supplier: \"EKO\" depends on itself",
            "rules/0/rights/1: right \"LON-A\" belongs to \"LON\"",
            "rules/0/rights/2: inventory-field-right \"X\" is not among list-rights",
            "conflicts/0/right: \"EKO-A\" conflicts with itself",
        ]
    );
}

#[test]
fn an_organisation_names_a_model_and_a_time_zone_that_exist() {
    let organisation = crate::inventory::Organisation {
        name: "K".to_owned(),
        language: Default::default(),
        time_zone: "Europe/Sthlm".to_owned(),
        model: "own".to_owned(),
    };
    let incoming = Inventory { organisation: Some(organisation), ..Inventory::default() };
    assert_eq!(
        faults(&incoming),
        ["organisation/0/model: no model \"own\"", "organisation/0/time_zone: no time zone \"Europe/Sthlm\""]
    );
}

#[test]
fn what_the_store_would_refuse_is_a_fault_with_its_place() {
    let mut content = asset(&[]);
    content.classification = Classification { because: Some("z".to_owned()), ..Classification::default() };
    let mut history = asset(&[("K", 1)]);
    history.code = "INF-2".to_owned();
    history.history = vec![
        Classification { because: Some("z".to_owned()), ..Classification::default() },
        Classification { decided_by: None, from: day(1), ..asset(&[("K", 2)]).classification },
        asset(&[("K", 7)]).classification,
    ];
    let mut special = asset(&[]);
    special.code = "INF-3".to_owned();
    special.classification = Classification {
        attendees: vec!["P1".to_owned()],
        special: day(1).map(|date| crate::classification::Special { owner: "P1".to_owned(), date }),
        ..Classification::default()
    };
    let mut blank = asset(&[("K", 3)]);
    blank.code = "INF-4".to_owned();
    blank.classification.because = Some(" \n ".to_owned());
    let over = |code: &str, direction, reason| Override {
        code: code.to_owned(),
        system: "EKO".to_owned(),
        part: None,
        dimension: "K".to_owned(),
        direction,
        reason,
        level: LevelCode::Number(1),
        because: Some("Därför".to_owned()),
        decided_by: Some("P1".to_owned()),
        from: day(1).unwrap(),
        review: None,
        retired: None,
    };
    let overrides = vec![
        over("A1", Direction::Lower, OverrideReason::Cumulation),
        over("A2", Direction::Raise, OverrideReason::Distribution),
        over("A3", Direction::Raise, OverrideReason::Cumulation),
        over("A4", Direction::Lower, OverrideReason::Distribution),
        over("A5", Direction::Lower, OverrideReason::Manual),
    ];
    let incoming =
        Inventory { assets: vec![content, history, special, blank], overrides, ..Inventory::default() };
    assert_eq!(
        faults(&incoming),
        [
            "assets/0: a classification without levels",
            "assets/1/history/0: a classification without levels",
            "assets/1/history/1/levels: approved, but no decider",
            "assets/1/history/2/levels/K: no level \"7\" in \"K\"",
            "assets/2/special: handled in special order, yet with content",
            "assets/3/levels/K: K at 3 needs a reason",
            "overrides/0/reason: inventory-reason-cumulation cannot be a reason for that direction",
            "overrides/1/reason: inventory-reason-distribution cannot be a reason for that direction",
        ]
    );
}

#[test]
fn an_employee_number_is_one_persons_whether_in_the_document_or_in_the_register() {
    let with = |code: &str, number: &str| {
        let mut person = register().people[0].clone();
        (person.code, person.employee_id) = (code.to_owned(), Some(number.to_owned()));
        person
    };
    let twice = Inventory { people: vec![with("P1", "7"), with("P2", " 7")], ..Inventory::default() };
    assert_eq!(faults(&twice), ["people/1/employee_id: the employee number of \"P1\""]);
    let mut current = register();
    current.people = vec![with("P1", "7"), with("P2", "8")];
    let taken = Inventory { people: vec![with("P3", "7")], ..Inventory::default() };
    assert_eq!(faults_of(&current, &taken), ["people/0/employee_id: the employee number of \"P1\""]);
    let swapped = Inventory { people: vec![with("P1", "8"), with("P2", "7")], ..Inventory::default() };
    assert_eq!(faults_of(&current, &swapped), Vec::<String>::new());
}

#[test]
fn a_hidden_name_is_taken_only_where_the_register_has_the_name() {
    let mut hidden = register().people[0].clone();
    hidden.name = HIDDEN.to_owned();
    let incoming = Inventory { people: vec![hidden.clone()], ..Inventory::default() };
    assert_eq!(faults(&incoming), ["people/0/name: \"***\" hides a name"]);
    let mut current = register();
    current.people[0].protected = true;
    assert_eq!(faults_of(&current, &incoming), Vec::<String>::new());
}

#[test]
fn the_model_stays_while_anything_is_classified_in_it() {
    let organisation = |model: &str| crate::inventory::Organisation {
        name: "K".to_owned(),
        language: Default::default(),
        time_zone: "Europe/Stockholm".to_owned(),
        model: model.to_owned(),
    };
    let models = [model(), Model { code: "own".to_owned(), ..model() }];
    let told = |current: &Inventory| {
        let incoming = Inventory { organisation: Some(organisation("own")), ..Inventory::default() };
        let known = Known::new(current, &models);
        check(&incoming, &known).into_iter().map(|it| it.what.to_string()).collect::<Vec<_>>()
    };
    let mut current = register();
    current.organisation = Some(organisation("klassa-0-4"));
    assert_eq!(told(&current), Vec::<String>::new());
    let mut old = asset(&[]);
    old.classification = Classification::default();
    old.history = vec![asset(&[("K", 1)]).classification];
    current.assets = vec![old];
    assert_eq!(told(&current), ["classified in \"klassa-0-4\", not in \"own\""]);
    // A register without an organisation is classified in the default.
    current.organisation = None;
    assert_eq!(told(&current), ["classified in \"klassa-0-4\", not in \"own\""]);
    current.organisation = Some(organisation("own"));
    assert_eq!(told(&current), Vec::<String>::new());
}

#[test]
fn nobody_decides_their_own_proposal_by_leaving_out_that_they_proposed() {
    let mut current = register();
    let mut stored = asset(&[("K", 1)]);
    let proposal = Classification {
        state: State::Proposed,
        proposed_by: Some("P2".to_owned()),
        decided_by: None,
        ..asset(&[("K", 2)]).classification
    };
    stored.history = vec![proposal];
    current.assets = vec![stored.clone()];
    let decided = |by: &str| {
        let mut row = asset(&[("K", 2)]);
        (row.classification.decided_by, row.classification.from) = (Some(by.to_owned()), day(9));
        Inventory { assets: vec![row], ..Inventory::default() }
    };
    let own = ["assets/0/decided_by: \"P2\" both proposed and decided"];
    assert_eq!(faults_of(&current, &decided("P2")), own);
    assert_eq!(faults_of(&current, &decided("P1")), Vec::<String>::new());
    // What the register holds comes back from its export, whatever was proposed since.
    let mut later = decided("P2").assets.remove(0);
    later.history = stored.history;
    current.assets = vec![later.clone()];
    let incoming = Inventory { assets: vec![later], ..Inventory::default() };
    assert_eq!(faults_of(&current, &incoming), Vec::<String>::new());
}

#[test]
fn what_is_replaced_is_not_referred_to() {
    let mut current = register();
    current.units.push(unit("M", None));
    let mut gone = unit("G", None);
    gone.retired = day(1);
    current.units.push(gone);
    let in_unit = |code: &str, unit: &str| System { unit: unit.to_owned(), ..system(code) };
    let systems = vec![in_unit("EKO", "M"), in_unit("LON", "N"), in_unit("ARK", "G"), in_unit("X", "Y")];
    let incoming = Inventory { units: vec![unit("N", None)], systems, ..Inventory::default() };
    let unknown = "systems/3/unit: inventory-field-unit \"Y\" is not among list-units";
    assert_eq!(faults_of(&current, &incoming), [unknown]);
    assert_eq!(
        faults_when(&current, &incoming, true),
        ["systems/0/unit: inventory-field-unit \"M\" would be retired", unknown]
    );
}

#[test]
fn an_object_has_its_code_alone_and_a_place_in_a_directory_is_a_name() {
    let source = Source {
        code: "directory".to_owned(),
        kind: SourceKind::Ldif,
        name: None,
        dialect: None,
        stale_days: None,
        logon_lag_days: None,
        service_accounts: vec!["OU=Svc,DC=x".to_owned(), "[\"a\"]".to_owned()],
        places: vec![PlaceFact {
            under: "T0".to_owned(),
            attribute: "tier".to_owned(),
            value: "T0".to_owned(),
        }],
        columns: BTreeMap::new(),
        retired: None,
    };
    let incoming = Inventory {
        units: vec![unit("F", None), unit("EKO", None)],
        systems: vec![system("F")],
        sources: vec![source],
        ..Inventory::default()
    };
    assert_eq!(
        faults(&incoming),
        [
            "units/0/code: \"F\" is in list-systems already",
            "units/1/code: \"EKO\" is in list-systems already",
            "systems/0/code: \"F\" is in list-units already",
            "sources/0/places/0/under: \"T0\" is no distinguished name",
            "sources/0/service_accounts/1: \"[\\\"a\\\"]\" is no distinguished name",
        ]
    );
}

#[test]
fn evidence_is_of_the_past_and_is_added_not_changed() {
    let proof = |code: &str, status, observed: u32| Evidence {
        code: code.to_owned(),
        control: "LOG-01".to_owned(),
        on: None,
        status,
        because: "Sett".to_owned(),
        value: None,
        method: "manual_evidence".to_owned(),
        observed: day(observed).unwrap(),
        observer: None,
        accepted_by: None,
        attachment: None,
        retired: None,
    };
    let mut current = register();
    current.evidence = vec![proof("U-1", Status::Gap, 3)];
    let evidence =
        vec![proof("U-1", Status::Met, 3), proof("U-2", Status::Met, 20), proof("U-3", Status::Met, 21)];
    let incoming = Inventory { evidence, ..Inventory::default() };
    assert_eq!(
        faults_of(&current, &incoming),
        [
            "evidence/0/code: evidence \"U-1\" is there already, with another content",
            "evidence/2/observed: observed after 2026-11-20"
        ]
    );
    let same = Inventory { evidence: current.evidence.clone(), ..Inventory::default() };
    assert_eq!(faults_of(&current, &same), Vec::<String>::new());
    let plan = crate::inventory::plan::plan(&current, Inventory::default(), true, day(20).unwrap());
    assert!(plan.removed.evidence.is_empty() && !plan.removed.systems.is_empty(), "{plan:?}");
}
