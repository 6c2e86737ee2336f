//! Overrides, contradictions and recovery.

use insta::assert_snapshot;

use super::{
    super::*,
    world::{day, show, world},
};
use crate::model::fixture;

/// What counts in T per system, and the contradictions, on 2026-11-01.
fn judged(text: &str) -> String {
    let (inventory, model, today) = (world(text), fixture::klassa(), day("2026-11-01"));
    let needs = derive(&inventory, &model, today);
    let shown = show(&model, &needs);
    let lines =
        shown.lines().filter(|it| it.contains(" T ")).map(|it| it.split(" < ").next().unwrap().to_owned());
    let found = contradictions(&inventory, &model, &needs, today).into_iter().map(|it| {
        let kind: &str = it.kind.into();
        assert!(KEYS.contains(&it.message.key), "{}", it.message.key);
        format!(
            "! {} {kind}: {}{}",
            it.system,
            it.message.key,
            it.on.map(|it| format!(" {it}")).unwrap_or_default()
        )
    });
    lines.chain(found).collect::<Vec<_>>().join("\n")
}

#[test]
fn an_override_counts_from_its_day_and_leaves_the_computed_value_beside_it() {
    for (given, expected) in [
        ("O1 EKO T lower 1 distribution because decided", "EKO T 1 (2, O1)"),
        ("O1 EKO T raise 3 cumulation", "EKO T 3 (2, O1)"),
        ("O1 EKO T raise 3 cumulation from 2026-11-02", "EKO T 2"),
        ("O1 EKO T raise 3 cumulation part", "EKO T 2"),
        ("O1 EKO T lower 1 manual because decided review 2026-11-01", "EKO T 1 (2, O1)"),
    ] {
        assert_eq!(judged(&format!("A: K2 R2 T2 in EKO\n{given}")), expected, "{given}");
    }
}

#[test]
fn of_several_overrides_the_latest_holds() {
    assert_snapshot!(judged("
        A: K2 R2 T2 in EKO
        O1 EKO T raise 3 cumulation from 2026-03-01
        O2 EKO T lower 1 distribution because decided from 2026-02-01
    "), @"EKO T 3 (2, O1)");
}

#[test]
fn what_cannot_be_trusted_to_lower_does_not_and_is_named() {
    for (given, expected) in [
        (
            "lower 1 distribution decided",
            "EKO T 2\n! EKO override_without_reason: need-override-without-reason",
        ),
        ("lower 1 manual because", "EKO T 2\n! EKO override_without_reason: need-override-without-decider"),
        (
            "lower 1 cumulation because decided",
            "EKO T 2\n! EKO override_contradicts: need-override-against-its-reason",
        ),
        (
            "lower 1 distribution because decided review 2026-10-31",
            "EKO T 2\n! EKO override_expired: need-override-expired 2026-10-31",
        ),
        (
            "raise 3 cumulation review 2026-10-31",
            "EKO T 3 (2, O1)\n! EKO override_expired: need-override-expired 2026-10-31",
        ),
        (
            "raise 3 distribution",
            "EKO T 3 (2, O1)\n! EKO override_contradicts: need-override-against-its-reason",
        ),
        ("raise 1 cumulation", "EKO T 2\n! EKO override_contradicts: need-override-raises-below"),
        (
            "lower 3 distribution because decided",
            "EKO T 2\n! EKO override_contradicts: need-override-lowers-above",
        ),
        (
            "lower 1 distribution part review 2026-10-31",
            "EKO T 2\n! EKO override_expired: need-override-expired-part 2026-10-31",
        ),
    ] {
        assert_eq!(judged(&format!("A: K2 R2 T2 in EKO\nO1 EKO T {given}")), expected, "{given}");
    }
}

#[test]
fn a_lowering_whose_information_has_been_raised_since_is_named() {
    let mut inventory = world("A: K2 R2 T2 in EKO\nO1 EKO T lower 1 distribution because decided");
    let (model, today) = (fixture::klassa(), day("2026-11-01"));
    let kinds = |inventory: &Inventory| {
        let needs = derive(inventory, &model, today);
        contradictions(inventory, &model, &needs, today).into_iter().map(|it| it.kind).collect::<Vec<_>>()
    };
    assert_eq!(kinds(&inventory), [], "undated information is older than the decision");
    let asset = &mut inventory.assets[0];
    let mut earlier = asset.classification.clone();
    asset.classification.from = Some(day("2026-06-01"));
    assert_eq!(kinds(&inventory), [], "no earlier version shows that it was raised");
    earlier.from = Some(day("2025-06-01"));
    inventory.assets[0].history = vec![earlier];
    assert_eq!(kinds(&inventory), [], "classified anew at the same level");
    inventory.assets[0].classification.levels.extend([("T".to_owned(), "3".into())]);
    assert_eq!(kinds(&inventory), [ContradictionKind::WeakerThanInformation], "raised after it");
}

#[test]
fn a_contradiction_weighs_more_where_the_need_is_high_or_unknown() {
    use crate::severity::Severity::{High, Low, Medium};
    let (model, today) = (fixture::klassa(), day("2026-11-01"));
    for (levels, expected) in [("K3 R0 T1", High), ("K0 R2 T1", Medium), ("K1 R1 T1", Low), ("K1 T1", High)] {
        let rule = "O1 EKO T raise 0 cumulation";
        let inventory = world(&format!("A: {levels} in EKO\n{rule}"));
        let needs = derive(&inventory, &model, today);
        let found = contradictions(&inventory, &model, &needs, today);
        assert_eq!(found.iter().map(|it| it.severity).collect::<Vec<_>>(), [expected], "{levels}");
    }
}

#[test]
fn what_raises_follows_to_the_suppliers_and_what_lowers_does_not() {
    assert_snapshot!(judged("
        A: K1 R1 T1 in FIL
        B: K3 R3 T3 in WEB
        N: K0 R0 T0 in NAT
        M: K0 R0 T0 in TEL
        FIL -> NAT
        NAT -> FIL
        WEB -> TEL
        O1 FIL T raise 2 cumulation
        O2 WEB T lower 2 distribution because decided
    "), @"
    FIL T 2 (1, O1)
    NAT T 2 (1, O1)
    TEL T 3
    WEB T 2 (3, O2)
    ");
}

#[test]
fn an_override_of_what_is_unknown_raises_to_at_least_its_level_and_lowers_nothing() {
    assert_snapshot!(judged("
        A: K1 in ONE
        B: K1 in TWO
        O1 ONE T raise 2 cumulation
        O2 TWO T lower 2 distribution because decided
    "), @"
    ONE T 2+ (-, O1) ? A
    TWO T -+ ? B
    ");
}

/// Own goal, need and drivers per system that has any, and the contradictions.
fn back(text: &str) -> String {
    let (inventory, model, today) = (world(text), fixture::klassa(), day("2026-11-01"));
    let needs = derive(&inventory, &model, today);
    let lines = needs.iter().filter_map(|it| {
        let recovery = it.recovery.as_ref()?;
        let own = recovery.own_minutes.map_or("-".to_owned(), |it| it.to_string());
        Some(format!("{} {own} -> {} {}", it.system, recovery.needed_minutes, recovery.drivers.join(",")))
    });
    let found = contradictions(&inventory, &model, &needs, today);
    let found = found.iter().map(|it| format!("! {} {:?}", it.system, it.message.args.0));
    lines.map(|it| it.trim().to_owned()).chain(found).collect::<Vec<_>>().join("\n")
}

#[test]
fn what_restores_or_feeds_a_system_must_be_back_no_later_than_it() {
    assert_snapshot!(back("
        TRL back 60
        EKO back 1440
        BKP back 2880
        TRL -> BKP restores
        BKP -> NAT
        EKO -> NAT
        NAT -> EKO
        INT
    "), @r#"
    BKP 2880 -> 60 TRL
    EKO 1440 -> 60 TRL
    NAT - -> 60 TRL
    TRL 60 -> 60
    ! BKP {"drivers": List(["TRL"]), "needed": Number(1), "needed-unit": Text("hours"), "own": Number(2), "own-unit": Text("days"), "system": Text("BKP")}
    ! EKO {"drivers": List(["TRL"]), "needed": Number(1), "needed-unit": Text("hours"), "own": Number(1), "own-unit": Text("days"), "system": Text("EKO")}
    "#);
}

#[test]
fn a_goal_that_is_short_enough_contradicts_nothing_and_a_closed_system_drives_nothing() {
    assert_snapshot!(back("
        TRL back 60
        BKP back 60
        OLD back 5
        TRL -> BKP restores
        OLD -> BKP
        OLD closed
    "), @"
    BKP 60 -> 60
    TRL 60 -> 60
    ");
}
