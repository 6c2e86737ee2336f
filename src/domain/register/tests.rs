use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use super::*;
use crate::{
    access::{
        check::{Gap, SystemAccess},
        finding::{Detail, Finding as AccessFinding, Kind as AccessKind},
        snapshot::{Account, Dialect, Object as DirectoryObject, ObjectKind},
    },
    assurance::{Context, Verdict, judge},
    catalogue::{Category, Control, DriverAspect, Param, Scope, Stricter, Trigger, Usability},
    message::Bilingual,
    model::{Dimension, Flow, LevelCode, ModelLevel},
    requirement::{Object, Strength},
    severity::{Severity, Weight},
};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn instant(text: &str) -> DateTime<Utc> {
    format!("{text}T12:00:00Z").parse().unwrap()
}

const TODAY: &str = "2026-11-01";

/// A small register in the form of documents; the lists given stand in place of those of the same name.
fn inventory(lists: &Value) -> Inventory {
    let mut all = json!({
        "units": [{"code": "E", "name": "Enheten", "kind": "department"}],
        "people": [
            {"code": "anna", "name": "Anna", "employee_id": "1"},
            {"code": "bo", "name": "Bo", "employee_id": "2", "ended": "2026-10-01"},
            {"code": "cia", "name": "Cia", "employee_id": "3", "protected": true},
        ],
        "systems": [{"code": "S", "name": "Systemet", "unit": "E", "owner": "anna", "manager": "anna",
                     "administrator": "anna", "hosting": "on_prem", "own_accounts": "no"}],
        "assets": [{"code": "A", "name": "Akten", "unit": "E", "owner": "E", "systems": ["S"],
                    "levels": {"K": 2}, "from": "2026-06-01"}],
    });
    for (name, list) in lists.as_object().unwrap() {
        all[name] = list.clone();
    }
    serde_json::from_value(all).unwrap()
}

fn model() -> Model {
    let level = |number: i64| ModelLevel {
        code: LevelCode::Number(number),
        word: Bilingual::default(),
        consequence: Bilingual::default(),
        stop: number == 4,
        reason_required: false,
        catalogue: u8::try_from(number).ok().filter(|it| *it < 4),
    };
    let dimension = |code: &str, optional| Dimension {
        code: code.into(),
        name: Bilingual::default(),
        question: Bilingual::default(),
        aspect: Some(crate::model::Aspect::C),
        flow: Flow::None,
        levels: (0..5).map(level).collect(),
        optional,
    };
    Model {
        code: "test".into(),
        name: Bilingual::default(),
        dimensions: vec![dimension("K", false), dimension("S", true)],
    }
}

/// TIL-05 with its months; nothing else is asked of the catalogue.
fn catalogue() -> Catalogue {
    let months = Param {
        key: "reclass_months".into(),
        unit: "months".into(),
        label: Bilingual::default(),
        driver: DriverAspect::Max,
        stricter: Stricter::Lower,
        values: [36.0, 24.0, 12.0, 12.0].map(ParamValue::Number),
    };
    let control = |code: &str, params: Vec<Param>| Control {
        code: code.into(),
        revision: 1,
        revised: None,
        title: Bilingual::default(),
        category: Category::Administrative,
        scope: Scope::System,
        applies_when: Trigger::Always,
        is: Bilingual::default(),
        shall: None,
        params,
        usability: Usability::None,
        references: vec![],
        methods: vec![],
        hint: None,
        reverify_days: [30; 4],
        minutes: 0,
        start: true,
        evidence: vec![],
    };
    Catalogue {
        controls: vec![control("TIL-05", vec![months]), control("BEH-06", vec![])],
        ..Catalogue::default()
    }
}

fn requirement(control: &str, object: Object, limits: &[(&str, f64)]) -> Requirement {
    Requirement {
        control: control.into(),
        object,
        strength: limits
            .iter()
            .map(|(key, value)| Strength { key: (*key).into(), level: 2, value: ParamValue::Number(*value) })
            .collect(),
        level: 2,
        reverify_days: 30,
        because: vec![],
        assumed: false,
        planned: false,
    }
}

fn system() -> Object {
    Object { scope: Scope::System, code: "S".into() }
}
fn supplier() -> Object {
    Object { scope: Scope::Supplier, code: "L".into() }
}
fn asset() -> Object {
    Object { scope: Scope::Information, code: "A".into() }
}
fn organisation() -> Object {
    Object { scope: Scope::Organisation, code: String::new() }
}

fn staff(number: &str, end: Option<&str>) -> HrRow {
    HrRow { employee_id: number.into(), active: true, end: end.map(day), ..HrRow::default() }
}

fn account(number: Option<&str>, signed_in: Option<&str>) -> DirectoryObject {
    DirectoryObject {
        key: format!("{number:?}"),
        dn: String::new(),
        norm: String::new(),
        kind: ObjectKind::User,
        name: None,
        sid: None,
        security: false,
        account: Some(Account {
            employee_id: number.map(Into::into),
            last_logon: signed_in.map(instant),
            ..Account::default()
        }),
    }
}

fn snapshot(objects: Vec<DirectoryObject>) -> Snapshot {
    Snapshot {
        dialect: Dialect::Ad,
        entries: objects.len(),
        objects,
        edges: vec![],
        domain_users: None,
        gaps: vec![],
    }
}

fn found(kind: AccessKind, rule: &str) -> AccessFinding {
    AccessFinding {
        kind,
        severity: Severity::Low,
        system: Some("S".into()),
        rule: Some(rule.into()),
        right: None,
        account: Some("a1".into()),
        person: None,
        path: vec![],
        left_path: vec![],
        right_path: vec![],
        detail: None,
        object: None,
        grant: None,
        group: None,
        circle: vec![],
    }
}

fn outcome(findings: Vec<AccessFinding>) -> Outcome {
    let code = "S".to_owned();
    Outcome {
        systems: vec![SystemAccess { code, authorised: 1, members: 1, reach: 1 }],
        findings,
        gaps: vec![],
    }
}

/// One world to ask.
struct World {
    inventory: Inventory,
    staff: Option<Vec<HrRow>>,
    access: Option<(Outcome, Snapshot, Completeness)>,
    reported: Option<NaiveDate>,
}

impl World {
    fn new(lists: &Value) -> Self {
        Self { inventory: inventory(lists), staff: None, access: None, reported: None }
    }

    fn read(mut self, outcome: Outcome, objects: Vec<DirectoryObject>, completeness: Completeness) -> Self {
        self.access = Some((outcome, snapshot(objects), completeness));
        self
    }

    fn with<T>(&self, ask: impl FnOnce(&Facts<'_>) -> T) -> T {
        let (model, catalogue) = (model(), catalogue());
        let index = Index::new(&self.inventory, self.staff.as_deref());
        ask(&Facts {
            on: day(TODAY),
            inventory: &self.inventory,
            index: &index,
            model: &model,
            catalogue: &catalogue,
            staff: self.staff.as_deref(),
            access: self.access.as_ref().map(|(outcome, snapshot, completeness)| Access {
                sources: &[],
                outcome,
                snapshot,
                completeness: *completeness,
                as_of: AsOf { instant: instant(TODAY), day: day(TODAY) },
            }),
            reported: self.reported,
        })
    }

    /// `met`, `part` (the part that can be seen is met), `partly`, `gap`, or the key of what could not be seen.
    fn says(&self, control: &str, object: Object, limits: &[(&str, f64)]) -> &'static str {
        let material = self.with(|facts| verify(facts, &[requirement(control, object, limits)]));
        match (material.proofs.as_slice(), material.unproven.as_slice()) {
            ([proof], []) => match (proof.status, proof.coverage) {
                (Status::Met, Coverage::Part) => "part",
                (status, _) => status.into(),
            },
            ([], [unproven]) => unproven.why.key,
            _ => panic!("one answer: {material:?}"),
        }
    }

    fn findings(&self, weight: Weight) -> Vec<Finding> {
        let weights = [("S".to_owned(), weight)].into();
        self.with(|facts| findings(facts, &[], &weights))
    }
}

#[test]
fn the_document_lists_exactly_what_is_checked() {
    let document = include_str!("../../../docs/verified-by-skydd.md");
    let rows: Vec<Vec<&str>> = document
        .lines()
        .filter(|it| it.starts_with("| `"))
        .map(|it| it.trim_matches('|').split('|').map(str::trim).collect())
        .collect();
    let told: Vec<String> =
        rows.iter().map(|it| format!("{} {} {}", it[0].trim_matches('`'), it[1], it[2])).collect();
    let done: Vec<String> = CHECKS
        .iter()
        .map(|it| {
            let (from, coverage): (&str, &str) = (it.from.into(), it.coverage.into());
            format!("{} {from} {coverage}", it.control)
        })
        .collect();
    assert_eq!(told, done);
    assert!(done.len() >= 20 && done.is_sorted());
    assert!(document.contains(&format!("{} of the 122 controls", done.len())));
}

#[test]
fn roles_are_met_only_when_every_holder_is_still_here_and_deputies_suffice() {
    let roles = |roles: Value| {
        let mut row = json!({"code": "S", "name": "S", "unit": "E"});
        for (key, value) in roles.as_object().unwrap() {
            row[key] = value.clone();
        }
        World::new(&json!({"systems": [row]})).says("STY-03", system(), &[("deputies", 1.0)])
    };
    let three = json!({"owner": "anna", "manager": "anna", "administrator": "anna"});
    assert_eq!(roles(three.clone()), "partly");
    let mut all = three.clone();
    all["owner_deputy"] = json!("cia");
    assert_eq!(roles(all.clone()), "met");
    all["owner_deputy"] = json!("bo");
    assert_eq!(roles(all), "partly", "a deputy who has left is none");
    let mut gone = three;
    gone["manager"] = json!("bo");
    assert_eq!(roles(gone), "gap");
    assert_eq!(roles(json!({"owner": "anna"})), "gap");
}

#[test]
fn vacancies_and_departed_holders_are_found_once_per_role_and_protected_people_are_not_named() {
    let mut world = World::new(&json!({
        "systems": [{"code": "S", "name": "S", "unit": "E", "owner": "bo", "administrator": "cia"}],
    }));
    world.staff = Some(vec![staff("1", None), staff("3", Some("2026-11-01"))]);
    let found = world.findings(Weight::Middle);
    let told: Vec<_> = found.iter().map(|it| (it.kind, it.role, it.person.as_deref(), it.severity)).collect();
    assert_eq!(
        told,
        [
            (Kind::RoleVacancy, Some(Role::Manager), None, Severity::Medium),
            (Kind::DepartedHolder, Some(Role::Owner), Some("bo"), Severity::Medium),
            (Kind::DepartedHolder, Some(Role::Administrator), None, Severity::Medium),
        ]
    );
    assert!(!format!("{:?}", found[2]).contains("ia\""), "neither code nor name of a protected person");
    assert_eq!(world.findings(Weight::Top)[0].severity, Severity::High);
    assert_eq!(world.findings(Weight::LowerHalf)[0].severity, Severity::Low);
}

#[test]
fn an_employee_whom_the_staff_file_does_not_know_is_not_here_and_an_external_may_be() {
    let mut world = World::new(&json!({
        "people": [{"code": "anna", "name": "Anna", "employee_id": "1"},
                   {"code": "ext", "name": "Ext", "employee_id": "9", "kind": "external"}],
        "systems": [{"code": "S", "name": "S", "unit": "E", "owner": "anna", "manager": "ext", "administrator": "ext"}],
    }));
    assert_eq!(world.findings(Weight::Middle), []);
    world.staff = Some(vec![]);
    let found = world.findings(Weight::Middle);
    assert_eq!(found.iter().map(|it| it.message.key).collect::<Vec<_>>(), ["register-departed-not-in-staff"]);
}

#[test]
fn classifications_are_found_old_by_review_day_or_interval_and_missing_ones_apart() {
    for (asset, kind) in [
        (json!({"levels": {"K": 2}, "from": "2025-11-01"}), None),
        (json!({"levels": {"K": 2}, "from": "2025-10-31"}), Some(Kind::StaleClassification)),
        (json!({"levels": {"K": 1}, "from": "2025-10-31"}), None),
        (json!({"levels": {"K": 2}, "from": "2023-01-01", "review": "2026-11-01"}), None),
        (
            json!({"levels": {"K": 2}, "from": "2026-01-01", "review": "2026-10-31"}),
            Some(Kind::StaleClassification),
        ),
        (json!({"levels": {"K": 2}}), Some(Kind::StaleClassification)),
        (json!({"levels": {"S": 2}, "from": "2026-01-01"}), Some(Kind::Unclassified)),
        (json!({}), Some(Kind::Unclassified)),
        (json!({"special": {"owner": "anna", "date": "2026-01-01"}}), None),
    ] {
        let mut row = json!({"code": "A", "name": "A", "unit": "E", "owner": "E", "systems": ["S"]});
        for (key, value) in asset.as_object().unwrap() {
            row[key] = value.clone();
        }
        let world = World::new(&json!({"assets": [row]}));
        let found: Vec<_> = world.findings(Weight::Middle).iter().map(|it| it.kind).collect();
        assert_eq!(found, kind.into_iter().collect::<Vec<_>>(), "{asset}");
        let says = world.says("TIL-05", self::asset(), &[]);
        assert_eq!(says == "met", kind.is_none() && asset.get("special").is_none(), "{asset}: {says}");
    }
}

#[test]
fn a_system_without_assets_is_found_and_a_closed_one_is_not_looked_at() {
    let world = World::new(&json!({"assets": []}));
    assert_eq!(world.findings(Weight::Middle).iter().map(|it| it.kind).collect::<Vec<_>>(), [Kind::NoAssets]);
    let world = World::new(&json!({
        "assets": [], "systems": [{"code": "S", "name": "S", "unit": "E", "lifecycle": "closed"}],
    }));
    assert_eq!(world.findings(Weight::Middle), []);
}

#[test]
fn the_registers_lists_are_met_when_complete_partly_when_some_and_unknown_when_empty() {
    let complete = World::new(&json!({}));
    assert_eq!(complete.says("TIL-01", organisation(), &[]), "met");
    assert_eq!(complete.says("TIL-02", organisation(), &[]), "part");
    let empty = World::new(&json!({"assets": [], "systems": []}));
    assert_eq!(empty.says("TIL-01", organisation(), &[]), "register-no-assets");
    assert_eq!(empty.says("TIL-02", organisation(), &[]), "register-no-systems");
    let lacking = World::new(&json!({"systems": [
        {"code": "S", "name": "S", "unit": "E", "hosting": "on_prem"},
        {"code": "T", "name": "T", "unit": "E", "hosting": "saas", "supplier": "L"},
    ], "suppliers": [{"code": "L", "name": "L"}]}));
    assert_eq!(lacking.says("TIL-01", organisation(), &[]), "partly", "T handles nothing");
    assert_eq!(lacking.says("TIL-02", organisation(), &[]), "partly", "T has no contract");
    assert_eq!(lacking.says("LEV-01", organisation(), &[]), "gap");
    assert_eq!(complete.says("LEV-01", organisation(), &[]), "register-no-supplier");
    assert_eq!(complete.says("TIL-08", system(), &[]), "register-no-dependency");
    assert_eq!(complete.says("DAT-03", asset(), &[]), "register-no-retention");
    assert_eq!(complete.says("DAT-01", organisation(), &[]), "register-no-personal-data");
}

#[test]
fn contracts_show_terms_only_where_they_are_recorded_and_in_force() {
    let with = |contract: Value| {
        let mut row = json!({"code": "C", "supplier": "L", "kind": "contract", "systems": ["S"]});
        for (key, value) in contract.as_object().unwrap() {
            row[key] = value.clone();
        }
        World::new(&json!({
            "contracts": [row], "suppliers": [{"code": "L", "name": "L", "unit": "E"}],
            "systems": [{"code": "S", "name": "S", "unit": "E", "supplier": "L", "flags": ["personal_data"]}],
        }))
    };
    for (contract, terms, procurement) in [
        (json!({"terms": ["LEV-03"]}), "met", "part"),
        (json!({"terms": ["LOG-01"]}), "gap", "part"),
        (json!({}), "register-terms-missing", "register-no-terms"),
        (json!({"terms": ["LEV-03"], "ends": "2026-11-01"}), "gap", "register-no-terms"),
        (json!({"terms": ["LEV-03"], "from": "2026-11-02"}), "gap", "register-no-terms"),
        (
            json!({"terms": ["LEV-03"], "kind": "processor_agreement"}),
            "register-no-contract",
            "register-no-terms",
        ),
    ] {
        assert_eq!(with(contract.clone()).says("LEV-03", supplier(), &[]), terms, "{contract}");
        assert_eq!(with(contract.clone()).says("LEV-02", system(), &[]), procurement, "{contract}");
    }
    for (contract, agreement) in [
        (json!({"kind": "processor_agreement"}), "part"),
        (json!({"kind": "processor_agreement", "ends": "2026-01-01"}), "gap"),
        (json!({}), "register-no-processor-agreement"),
    ] {
        assert_eq!(with(contract.clone()).says("LEV-04", supplier(), &[]), agreement, "{contract}");
    }
    assert_eq!(with(json!({})).says("LEV-01", organisation(), &[]), "part");
}

#[test]
fn a_recovery_goal_must_be_decided_and_within_what_the_level_tolerates() {
    let limits = [("rto_hours", 24.0), ("rpo_hours", 4.0)];
    for (goal, says) in [
        (json!({"rto_minutes": 1440, "rpo_minutes": 240, "decided_by": "anna"}), "part"),
        (json!({"rto_minutes": 1440, "rpo_minutes": 241, "decided_by": "anna"}), "partly"),
        (json!({"rto_minutes": 1440, "decided_by": "anna"}), "partly"),
        (json!({"rto_minutes": 1440, "rpo_minutes": 240}), "partly"),
        (json!({"rto_minutes": 1441, "rpo_minutes": 240, "decided_by": "anna"}), "gap"),
        (json!({"rto_minutes": 1, "from": "2026-11-02"}), "register-no-recovery"),
    ] {
        let mut row = json!({"code": "R", "system": "S"});
        for (key, value) in goal.as_object().unwrap() {
            row[key] = value.clone();
        }
        assert_eq!(World::new(&json!({"recovery": [row]})).says("KON-02", system(), &limits), says, "{goal}");
    }
}

#[test]
fn deviations_must_be_decided_and_end_and_an_expired_one_is_a_gap() {
    let limits = [("max_exception_months", 12.0)];
    let with = |review: Value| {
        World::new(&json!({"overrides": [{"code": "O", "system": "S", "dimension": "K", "direction": "lower",
            "reason": "distribution", "level": 1, "because": "delad", "decided_by": "anna", "from": "2026-01-01",
            "review": review}]}))
    };
    assert_eq!(with(json!("2027-11-01")).says("STY-13", organisation(), &limits), "part");
    assert_eq!(with(json!("2027-11-02")).says("STY-13", organisation(), &limits), "gap", "none ends in time");
    assert_eq!(with(json!("2026-10-31")).says("STY-13", organisation(), &limits), "gap");
    assert_eq!(World::new(&json!({})).says("STY-13", organisation(), &limits), "register-no-deviation");
}

#[test]
fn reports_to_management_must_be_recent() {
    let mut world = World::new(&json!({}));
    let limits = [("report_months", 3.0)];
    assert_eq!(world.says("EFT-02", organisation(), &limits), "register-no-report");
    for (reported, says) in
        [("2026-08-01", "met"), ("2026-07-31", "gap"), ("2026-11-02", "register-no-report")]
    {
        world.reported = Some(day(reported));
        assert_eq!(world.says("EFT-02", organisation(), &limits), says, "{reported}");
    }
}

fn with_rules(ground: &Value) -> Value {
    json!({
        "rights": [{"code": "R1", "system": "S", "name": "Läsa", "privileged": true,
                    "grants": [{"kind": "group", "object": "DL-S"}]}],
        "rules": [{"code": "P1", "system": "S", "rights": ["R1"], "ceiling": 3, "ground": ground}],
        "conflicts": [{"code": "C1", "left": "R1", "right": "R2"}],
    })
}

#[test]
fn a_rule_is_decided_when_its_ground_is() {
    let decided = json!({"analysis": "KS 1", "decided_by": "anna", "decided": "2026-01-01"});
    let overdue =
        json!({"analysis": "KS 1", "decided_by": "anna", "decided": "2026-01-01", "review": "2026-10-31"});
    assert_eq!(World::new(&with_rules(&decided)).says("BEH-01", system(), &[]), "met");
    assert_eq!(World::new(&with_rules(&overdue)).says("BEH-01", system(), &[]), "partly");
    assert_eq!(World::new(&with_rules(&Value::Null)).says("BEH-01", system(), &[]), "partly");
    assert_eq!(World::new(&json!({})).says("BEH-01", system(), &[]), "register-no-rule");
    let direct = outcome(vec![found(AccessKind::DirectAssignment, "P1")]);
    let world = World::new(&with_rules(&decided)).read(direct, vec![], Completeness::Stated);
    assert_eq!(world.says("BEH-01", system(), &[]), "partly", "given to a person, not by group");
}

#[test]
fn without_a_read_nothing_about_accounts_is_known() {
    let world = World::new(&with_rules(&Value::Null));
    for check in CHECKS.iter().filter(|it| it.from == From::Directory) {
        let object = if ["BEH-06", "STY-04"].contains(&check.control) { system() } else { organisation() };
        assert_eq!(world.says(check.control, object, &[]), "register-not-read", "{}", check.control);
    }
}

#[test]
fn findings_of_the_access_check_are_gaps_and_their_absence_is_met_as_far_as_the_directory_reaches() {
    let service = json!([{"code": "directory", "kind": "ldif", "service_accounts": ["OU=T"]}]);
    let mut lists = with_rules(&Value::Null);
    lists["sources"] = service;
    let ask = |findings: Vec<AccessFinding>, completeness, control, object| {
        let mut world = World::new(&lists).read(outcome(findings), vec![], completeness);
        world.staff = Some(vec![]);
        world.says(control, object, &[])
    };
    for (kind, rule, control, object, clean) in [
        (AccessKind::Unauthorised, "P1", "BEH-06", system(), "met"),
        (AccessKind::MissingAccess, "P1", "BEH-06", system(), "met"),
        (AccessKind::SodConflict, "C1", "STY-04", system(), "met"),
        (AccessKind::OverLimit, "P1", "BEH-07", organisation(), "part"),
        (AccessKind::NoPersonBehind, "P1", "BEH-09", organisation(), "part"),
    ] {
        let one = || vec![found(kind, rule)];
        assert_eq!(ask(vec![], Completeness::Stated, control, object.clone()), clean, "{control}");
        assert_eq!(
            ask(vec![], Completeness::Incomplete, control, object.clone()),
            "register-incomplete",
            "{control}"
        );
        assert_eq!(ask(one(), Completeness::Stated, control, object.clone()), "gap", "{control}");
        assert_eq!(ask(one(), Completeness::Incomplete, control, object), "gap", "{control}");
    }
    let stale = vec![found(AccessKind::StaleLogon, "P1"), found(AccessKind::SodConflict, "C9")];
    assert_eq!(ask(stale.clone(), Completeness::Stated, "BEH-06", system()), "met", "rule and access agree");
    assert_eq!(ask(stale, Completeness::Stated, "STY-04", system()), "met", "another conflict");
}

#[test]
fn what_could_not_be_judged_is_unknown_and_own_accounts_make_it_a_part() {
    let mut judged = outcome(vec![]);
    judged.gaps = vec![Gap::NoRule { system: "S".into(), right: "R1".into() }];
    let world = World::new(&with_rules(&Value::Null)).read(judged, vec![], Completeness::Proven);
    assert_eq!(world.says("BEH-06", system(), &[]), "register-not-judged");
    let world = World::new(&json!({})).read(Outcome::default(), vec![], Completeness::Proven);
    assert_eq!(world.says("BEH-06", system(), &[]), "register-no-right");
    assert_eq!(world.says("STY-04", system(), &[]), "register-no-conflict");
    for own in ["yes", "unknown"] {
        let lists = json!({"systems": [{"code": "S", "name": "S", "unit": "E", "own_accounts": own}]});
        let world = World::new(&lists).read(outcome(vec![]), vec![], Completeness::Proven);
        assert_eq!(world.says("BEH-06", system(), &[]), "part", "{own}");
    }
}

#[test]
fn accounts_must_be_somebodys_end_with_the_employment_and_be_used() {
    let limits = [("revoke_hours", 24.0), ("dormant_days", 60.0), ("max_grant_days", 180.0)];
    let ask = |control: &str, objects: Vec<DirectoryObject>| {
        let mut world = World::new(&json!({"people": [
            {"code": "ext", "name": "Ext", "employee_id": "9", "kind": "external"},
        ]}))
        .read(outcome(vec![]), objects, Completeness::Stated);
        world.staff =
            Some(vec![staff("1", None), staff("2", Some("2026-10-30")), staff("3", Some("2026-10-31"))]);
        world.says(control, organisation(), &limits)
    };
    let used = "2026-10-20";
    assert_eq!(ask("BEH-02", vec![account(Some("1"), None)]), "part");
    assert_eq!(ask("BEH-02", vec![account(None, None)]), "gap");
    let mut owned = account(None, None);
    owned.account.as_mut().unwrap().manager = Some(0);
    assert_eq!(ask("BEH-02", vec![owned]), "part");
    assert_eq!(ask("BEH-04", vec![account(Some("3"), None)]), "met", "ended one day ago: within 24 hours");
    assert_eq!(ask("BEH-04", vec![account(Some("2"), None)]), "gap");
    let mut disabled = account(Some("2"), None);
    disabled.account.as_mut().unwrap().disabled = true;
    assert_eq!(ask("BEH-04", vec![disabled]), "met");
    assert_eq!(ask("BEH-10", vec![account(Some("1"), Some(used))]), "met");
    assert_eq!(ask("BEH-10", vec![account(Some("1"), Some("2026-08-19"))]), "met", "60 days and 14 of lag");
    assert_eq!(ask("BEH-10", vec![account(Some("1"), Some("2026-08-18"))]), "gap");
    assert_eq!(ask("BEH-10", vec![account(Some("1"), Some(used)), account(Some("1"), None)]), "partly");
    assert_eq!(ask("BEH-11", vec![account(Some("1"), None)]), "register-no-external");
    let external = |expires: Option<&str>| {
        let mut it = account(Some("9"), None);
        it.account.as_mut().unwrap().manager = Some(0);
        it.account.as_mut().unwrap().expires = expires.map(instant);
        vec![it]
    };
    assert_eq!(ask("BEH-11", external(Some("2027-04-30"))), "part");
    assert_eq!(ask("BEH-11", external(Some("2027-05-01"))), "gap");
    assert_eq!(ask("BEH-11", external(None)), "gap");
}

#[test]
fn access_left_after_a_move_is_not_removed_in_time() {
    let moved = AccessFinding { detail: Some(Detail::Moved), ..found(AccessKind::Unauthorised, "P1") };
    let mut world = World::new(&json!({})).read(outcome(vec![moved]), vec![], Completeness::Stated);
    assert_eq!(world.says("BEH-04", organisation(), &[]), "register-no-staff");
    world.staff = Some(vec![]);
    assert_eq!(world.says("BEH-04", organisation(), &[]), "gap");
}

#[test]
fn a_stated_read_is_marked_in_the_verdict_and_grows_old_from_its_own_day() {
    let world = World::new(&json!({})).read(outcome(vec![]), vec![], Completeness::Stated);
    let requirement = requirement("BEH-06", system(), &[]);
    let verdict = |on: NaiveDate| {
        world.with(|facts| {
            let context = Context {
                on,
                inventory: facts.inventory,
                catalogue: facts.catalogue,
                top_level: 3,
                second_person_everywhere: true,
                facts_on: &|_, _| {
                    Some(crate::catalogue::Facts {
                        levels: [(crate::model::Aspect::C, 2)].into(),
                        ..Default::default()
                    })
                },
            };
            let requirements = std::slice::from_ref(&requirement);
            judge(requirements, &verify(facts, requirements), &context).remove(0)
        })
    };
    let today = verdict(day(TODAY));
    assert_eq!((today.verdict(), today.is_stated()), (Verdict::Met, true));
    assert_eq!(verdict(day("2026-12-01")).verdict(), Verdict::Met);
    assert_eq!(verdict(day("2026-12-02")).verdict(), Verdict::NotVerified);
}
