//! Notation: `"S met 10; P gap 20 file own"` = seen on system S, met, day 10 of the year; on platform P, a gap, day 20,
//! by an imported file, an own statement. Objects: S system, P platform, L supplier, E unit, N the unit above, O
//! organisation. The requirement is on S, is checked every 90 days, and day 0 is 1 January 2026.

use proptest::prelude::*;

use super::*;
use crate::{
    catalogue::{Category, Scope, Trigger, Usability},
    inventory::{Hosting, Lifecycle, OwnAccounts, Platform, Supplier, System, Unit, UnitKind},
    message::Bilingual,
    model::Aspect,
};

fn day(number: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 1, 1).unwrap() + Days::new(number)
}

fn object(letter: &str) -> Object {
    let scope = match letter {
        "S" => Scope::System,
        "P" => Scope::Platform,
        "L" => Scope::Supplier,
        "E" | "N" => Scope::Unit,
        _ => return Object { scope: Scope::Organisation, code: String::new() },
    };
    Object { scope, code: letter.to_owned() }
}

fn inventory() -> Inventory {
    let unit = |code: &str, parent: Option<&str>| Unit {
        code: code.into(),
        name: code.into(),
        name_en: None,
        kind: UnitKind::Department,
        parent: parent.map(Into::into),
        retired: None,
    };
    Inventory {
        units: vec![unit("N", None), unit("E", Some("N"))],
        suppliers: vec![Supplier {
            code: "L".into(),
            name: "L".into(),
            org_number: None,
            unit: None,
            retired: None,
        }],
        platforms: vec![Platform {
            code: "P".into(),
            name: "P".into(),
            hosting: Some(Hosting::OnPrem),
            unit: None,
            retired: None,
        }],
        systems: vec![System {
            code: "S".into(),
            name: "S".into(),
            name_en: None,
            unit: "E".into(),
            owner: None,
            manager: None,
            administrator: None,
            owner_deputy: None,
            manager_deputy: None,
            administrator_deputy: None,
            supplier: Some("L".into()),
            platform: Some("P".into()),
            hosting: None,
            sites: vec![],
            flags: vec![],
            vital: false,
            lifecycle: Lifecycle::InUse,
            own_accounts: OwnAccounts::Unknown,
            replaced: None,
            note: None,
            retired: None,
        }],
        ..Inventory::default()
    }
}

fn catalogue(revised: Option<NaiveDate>) -> Catalogue {
    let control = Control {
        code: "BAC-01".into(),
        revision: 1,
        revised,
        title: Bilingual::default(),
        category: Category::Technical,
        scope: Scope::System,
        applies_when: Trigger::Always,
        is: Bilingual::default(),
        shall: None,
        params: vec![],
        usability: Usability::None,
        references: vec![],
        methods: vec![Method::FileImport, Method::ManualEvidence],
        hint: None,
        reverify_days: [90; 4],
        minutes: 15,
        start: true,
        evidence: vec![],
    };
    Catalogue { controls: vec![control], ..Catalogue::default() }
}

fn material(notation: &str) -> Material {
    let proofs = notation.split(';').map(str::trim).filter(|it| !it.is_empty()).map(|one| {
        let words: Vec<&str> = one.split_whitespace().collect();
        let own = words.contains(&"own");
        let program = words.contains(&"program") || words.contains(&"stated");
        Proof {
            evidence: Some(one.to_owned()),
            control: "BAC-01".into(),
            object: object(words[0]),
            status: words[1].parse().unwrap(),
            method: if words.contains(&"file") { Method::FileImport } else { Method::ManualEvidence },
            observed: day(words[2].parse().unwrap()),
            observer: Some("P1".into()),
            accepted_by: (!own && !program).then(|| "P2".into()),
            standing: match (own, program) {
                (true, _) => Standing::OwnStatement,
                (_, true) if words.contains(&"stated") => Standing::ProgramStated,
                (_, true) => Standing::Program,
                _ => Standing::Accepted,
            },
            coverage: if words.contains(&"part") { Coverage::Part } else { Coverage::Whole },
            value: None,
            because: None,
        }
    });
    Material { proofs: proofs.collect(), unproven: vec![] }
}

/// What may differ between cases; the rest is the notation's.
#[derive(Debug, Clone)]
struct World {
    on: u64,
    level: u8,
    then: Option<u8>,
    everywhere: bool,
    assumed: bool,
    revised: Option<u64>,
    replaced: Option<u64>,
    flag_since: Option<u64>,
}

impl Default for World {
    fn default() -> Self {
        Self {
            on: 60,
            level: 2,
            then: Some(2),
            everywhere: false,
            assumed: false,
            revised: None,
            replaced: None,
            flag_since: None,
        }
    }
}

impl World {
    fn judge(&self, material: &Material) -> Judgement {
        let mut inventory = inventory();
        inventory.systems[0].replaced = self.replaced.map(day);
        let catalogue = catalogue(self.revised.map(day));
        let facts_on = |_: &Object, on: NaiveDate| {
            let level = if on == day(self.on) { Some(self.level) } else { self.then };
            level.map(|level| Facts {
                levels: [(Aspect::C, level)].into(),
                flags: self
                    .flag_since
                    .filter(|since| day(*since) <= on)
                    .map(|_| "cloud".to_owned())
                    .into_iter()
                    .collect(),
            })
        };
        let context = Context {
            on: day(self.on),
            inventory: &inventory,
            catalogue: &catalogue,
            top_level: 3,
            second_person_everywhere: self.everywhere,
            facts_on: &facts_on,
        };
        let requirement = Requirement {
            control: "BAC-01".into(),
            object: object("S"),
            strength: vec![],
            level: self.level,
            reverify_days: 90,
            because: vec![],
            assumed: self.assumed,
            planned: false,
        };
        judge(&[requirement], material, &context).remove(0)
    }

    fn says(&self, notation: &str) -> (Verdict, &'static str) {
        let judgement = self.judge(&material(notation));
        (judgement.verdict(), judgement.reason.key)
    }
}

use Verdict::{Gap, Met, NotApplicable, NotVerified, Partly};

#[test]
fn proof_of_fulfilment_counts_through_the_last_day_of_its_interval() {
    for (on, verdict) in [(10, Met), (100, Met), (101, NotVerified)] {
        assert_eq!(World { on, ..World::default() }.says("S met 10").0, verdict, "day {on}");
    }
    let judgement = World::default().judge(&material("S met 10"));
    assert_eq!(judgement.holds_through, Some(day(100)));
    assert_eq!(World { on: 101, ..World::default() }.says("S met 10").1, "assurance-stale");
}

#[test]
fn what_has_not_been_seen_yet_does_not_count() {
    assert_eq!(World::default().says("S met 61"), (NotVerified, "assurance-nothing-recorded"));
    assert_eq!(World::default().says("S met 60").0, Met);
}

#[test]
fn nothing_recorded_is_not_verified() {
    assert_eq!(World::default().says(""), (NotVerified, "assurance-nothing-recorded"));
}

#[test]
fn a_known_gap_never_fades_and_only_a_later_answer_by_the_same_method_closes_it() {
    let late = World { on: 3000, ..World::default() };
    for (notation, verdict) in [
        ("S gap 10", Gap),
        ("S gap 10; S met 5", Gap),
        ("S gap 10; S met 10", Gap),
        ("S gap 10; S met 2990 file", Gap),
        ("S gap 10; S met 2990", Met),
        ("S gap 10; S partly 2990", Partly),
        // It was closed, and what closed it is too old: nothing is known.
        ("S gap 10; S met 20", NotVerified),
        ("S gap 10; S met 20; S gap 30", Gap),
    ] {
        assert_eq!(late.says(notation).0, verdict, "{notation}");
    }
}

#[test]
fn not_applicable_closes_a_gap_only_when_somebody_else_has_accepted_it() {
    let world = World::default();
    assert_eq!(world.says("S gap 10; S na 20").0, NotApplicable);
    assert_eq!(world.says("S gap 10; S na 20 own").0, Gap);
    assert_eq!(world.says("S na 20 own"), (NotApplicable, "assurance-not-applicable-own-statement"));
}

#[test]
fn an_own_statement_counts_marked_below_the_top_and_proves_nothing_at_it() {
    let top = World { level: 3, then: Some(3), ..World::default() };
    let everywhere = World { everywhere: true, ..World::default() };
    assert_eq!(World::default().says("S met 10 own"), (Met, "assurance-shown-own-statement"));
    assert_eq!(top.says("S met 10 own"), (NotVerified, "assurance-own-statement-at-top"));
    assert_eq!(everywhere.says("S met 10 own"), (NotVerified, "assurance-own-statement-everywhere"));
    assert_eq!(top.says("S met 10").0, Met);
    assert_eq!(top.says("S gap 10; S met 20 own").0, Gap, "it closes no gap");
    assert_eq!(top.says("S gap 10 own").0, Gap, "to hide a gap that somebody told would make it unknown");
    assert!(World::default().judge(&material("S met 10 own")).is_own_statement());
}

#[test]
fn a_fact_that_moved_makes_proof_stale_and_leaves_gaps() {
    let world = World::default();
    for (moved, key) in [
        (World { then: Some(1), ..world.clone() }, "assurance-level-raised"),
        (World { then: None, ..world.clone() }, "assurance-level-unknown"),
        (World { revised: Some(11), ..world.clone() }, "assurance-control-revised"),
        (World { replaced: Some(11), ..world.clone() }, "assurance-system-replaced"),
    ] {
        assert_eq!(moved.says("S met 10"), (NotVerified, key));
        assert_eq!(moved.says("S gap 10").0, Gap, "{key}");
    }
    // A lowered level, and a revision or a replacement on the same day, leave the proof alone.
    assert_eq!(World { then: Some(3), ..world.clone() }.says("S met 10").0, Met);
    assert_eq!(World { revised: Some(10), ..world.clone() }.says("S met 10").0, Met);
    // The platform was not replaced with the system.
    assert_eq!(World { replaced: Some(11), ..world.clone() }.says("P met 10").0, Met);
    let flagged = World { flag_since: Some(11), ..world };
    assert_eq!(flagged.says("S na 10"), (NotVerified, "assurance-flags-added"));
    assert_eq!(flagged.says("S met 10").0, Met);
}

#[test]
fn methods_combine_to_the_worst_that_counts() {
    for (notation, verdict) in [
        ("S met 10; S partly 5 file", Partly),
        ("S met 10 file; S gap 5", Gap),
        ("S na 10; S met 5 file", Met),
        ("S met 10; S met 20 file", Met),
        ("S met 20; S partly 10", Met),
        ("S partly 20; S met 10", Partly),
    ] {
        assert_eq!(World::default().says(notation).0, verdict, "{notation}");
    }
}

#[test]
fn what_the_program_sees_of_a_part_gives_way_to_proof_of_the_whole_and_its_gaps_stand() {
    for (notation, verdict) in [
        ("S met 60 file program part", Partly),
        ("S met 60 file program part; S met 10", Met),
        ("S gap 60 file program part; S met 10", Gap),
        ("S met 60 file program", Met),
    ] {
        assert_eq!(World::default().says(notation).0, verdict, "{notation}");
    }
    assert_eq!(World::default().says("S met 60 file program part").1, "assurance-part");
    assert_eq!(World::default().says("S met 60 file stated").1, "assurance-shown-stated");
}

#[test]
fn one_proof_serves_all_that_share_it_and_the_own_answer_stands_unless_the_shared_is_worse_and_later() {
    for (notation, verdict, inherited) in [
        ("P met 10", Met, true),
        ("L met 10", Met, true),
        ("N met 10", Met, true),
        ("O met 10", Met, true),
        ("P met 10; O partly 9", Met, true),
        ("S met 20; P gap 10", Met, false),
        ("S met 10; P gap 20", Gap, true),
        ("S gap 10; P met 20", Gap, false),
        ("S partly 10; P met 20", Partly, false),
        ("P met 10; O gap 20", Gap, true),
        // Met later on something nearer than the gap: a gap here would turn into met when S goes stale.
        ("S met 30; P met 55; O gap 43", Met, false),
    ] {
        let judgement = World::default().judge(&material(notation));
        assert_eq!(judgement.verdict(), verdict, "{notation}");
        assert!(judgement.verdict.drivers.iter().all(|it| it.inherited == inherited), "{notation}");
    }
    // An own answer that no longer counts does not stand in the way of a shared one that does.
    assert_eq!(World { on: 105, ..World::default() }.says("S met 10; P met 50").0, Met);
}

#[test]
fn an_assumed_level_is_never_verified_but_a_known_gap_stands() {
    let assumed = World { assumed: true, ..World::default() };
    assert_eq!(assumed.says("S met 10"), (NotVerified, "assurance-assumed"));
    assert_eq!(assumed.says("S gap 10"), (Gap, "assurance-assumed-with-gap"));
}

#[test]
fn the_verdict_names_the_proof_that_decided_and_those_that_do_not_count() {
    let judgement = World { on: 101, ..World::default() }.judge(&material("S met 10; P partly 90 file"));
    let [driver] = judgement.verdict.drivers.as_slice() else { panic!("{judgement:?}") };
    assert_eq!((driver.proof.object.code.as_str(), driver.inherited, driver.age_days), ("P", true, 11));
    assert!(matches!(
        judgement.verdict.gaps.as_slice(),
        [Lack::PassedOver { why: Why::Interval { days: 90 }, .. }]
    ));
    assert_eq!(judgement.holds_through, Some(day(180)));
}

#[test]
fn what_the_program_could_not_see_is_the_reason_where_nobody_has_shown_anything() {
    let mut material = material("");
    material.unproven.push(Unproven {
        control: "BAC-01".into(),
        object: object("S"),
        why: Message::new("register-not-read"),
    });
    assert_eq!(World::default().judge(&material).reason.key, "register-not-read");
}

#[test]
fn evidence_is_placed_on_what_it_names_and_what_cannot_be_placed_is_told() {
    let mut inventory = inventory();
    let evidence = |code: &str, control: &str, on: Option<&str>, method: &str| crate::inventory::Evidence {
        code: code.into(),
        control: control.into(),
        on: on.map(Into::into),
        status: Status::Met,
        because: "seen".into(),
        value: None,
        method: method.into(),
        observed: day(10),
        observer: Some("P1".into()),
        accepted_by: None,
        attachment: None,
        retired: None,
    };
    inventory.evidence = vec![
        evidence("a", "BAC-01", Some("P"), "manual_evidence"),
        evidence("b", "BAC-99", None, "manual_evidence"),
        evidence("c", "BAC-01", Some("?"), "manual_evidence"),
        evidence("d", "BAC-01", None, "guessing"),
        crate::inventory::Evidence {
            retired: Some(day(20)),
            ..evidence("e", "BAC-01", None, "manual_evidence")
        },
        crate::inventory::Evidence {
            accepted_by: Some("P1".into()),
            ..evidence("f", "BAC-01", None, "file_import")
        },
    ];
    let (proofs, unplaced) = from_register(&inventory, &catalogue(None), day(20));
    let placed: Vec<_> = proofs.iter().map(|it| (it.evidence.as_deref().unwrap(), it.standing)).collect();
    assert_eq!(placed, [("a", Standing::OwnStatement), ("f", Standing::OwnStatement)]);
    assert_eq!(proofs[0].object, object("P"));
    let told: Vec<_> = unplaced.iter().map(|it| it.message.key).collect();
    assert_eq!(told, ["assurance-unknown-control", "assurance-unknown-object", "assurance-unknown-method"]);
}

fn any_proof() -> impl Strategy<Value = String> {
    let words = (
        prop::sample::select(vec!["S", "S", "P", "L", "N", "O"]),
        prop::sample::select(vec!["met", "partly", "gap", "na"]),
        0_u64..120,
        prop::sample::select(vec!["", "file"]),
        prop::sample::select(vec!["", "own", "program", "program part"]),
    );
    words.prop_map(|(object, status, on, method, standing)| {
        format!("{object} {status} {on} {method} {standing}")
    })
}

prop_compose! {
    fn any_world()(level in 0_u8..4, then in 0_u8..4, everywhere: bool, assumed in prop::bool::weighted(0.1),
                   revised in prop::option::of(0_u64..120), replaced in prop::option::of(0_u64..120),
                   flag_since in prop::option::of(0_u64..120)) -> World {
        World { on: 120, level, then: Some(then), everywhere, assumed, revised, replaced, flag_since }
    }
}

proptest! {
    #[test]
    fn one_more_gap_never_makes_anything_met(
        world in any_world(), given in prop::collection::vec(any_proof(), 0..8), more in any_proof(),
    ) {
        let before = world.judge(&material(&given.join(";"))).verdict();
        let gap = material(&more).proofs.into_iter().map(|it| Proof { status: Status::Gap, ..it });
        let after = world.judge(&material(&given.join(";")).and(Material { proofs: gap.collect(), unproven: vec![] }));
        prop_assert!(after.verdict() != Met || before == Met);
    }

    #[test]
    fn taking_a_proof_away_never_verifies_unless_it_closed_a_gap(
        world in any_world(), given in prop::collection::vec(any_proof(), 1..8), index: prop::sample::Index,
    ) {
        let mut less = material(&given.join(";"));
        let before = world.judge(&less).verdict();
        let removed = less.proofs.remove(index.index(given.len()));
        let closed_a_gap = removed.status != Status::Gap && less.proofs.iter().any(|it| {
            it.status == Status::Gap && it.object == removed.object && it.method == removed.method
                && it.observed < removed.observed
        });
        let after = world.judge(&less).verdict();
        // where a level is assumed, nothing but a gap is ever verified
        let uncovered = world.assumed && after == Gap;
        prop_assert!(before.is_verified() || !after.is_verified() || closed_a_gap || uncovered);
    }

    #[test]
    fn time_alone_turns_no_gap_into_anything_else_and_verifies_nothing(
        world in any_world(), given in prop::collection::vec(any_proof(), 0..8), later in 121_u64..400,
    ) {
        let world = World { then: Some(world.level), flag_since: None, ..world };
        let before = world.judge(&material(&given.join(";"))).verdict();
        let after = World { on: later, ..world }.judge(&material(&given.join(";"))).verdict();
        prop_assert!(before != Gap || after == Gap);
        let uncovered = world.assumed && after == Gap;
        prop_assert!(before.is_verified() || !after.is_verified() || uncovered);
    }

    #[test]
    fn a_verdict_rests_on_its_drivers_alone(
        world in any_world(), given in prop::collection::vec(any_proof(), 0..8),
    ) {
        let full = world.judge(&material(&given.join(";")));
        let drivers = full.verdict.drivers.iter().map(|it| it.proof.clone()).collect();
        let alone = world.judge(&Material { proofs: drivers, unproven: vec![] });
        prop_assert_eq!(alone.verdict(), full.verdict());
        prop_assert!(!full.verdict.drivers.is_empty() || full.verdict() == NotVerified);
    }
}
