mod adjust;
mod laws;
mod world;

use insta::assert_snapshot;
use world::{day, show, world};

use super::*;
use crate::model::fixture;

/// Needs of `text` on the day of the tests.
fn needs(text: &str) -> String {
    let model = fixture::klassa();
    show(&model, &derive(&world(text), &model, day("2026-11-01")))
}

#[test]
fn own_need_is_the_highest_level_and_names_every_asset_at_it() {
    assert_snapshot!(needs("
        Loner: K3 R1 in HRL
        Schema: K1 R1 T2 in HRL
        Avtal: K3 T0 in HRL
    "), @"
    HRL K 3 < Avtal 3, Loner 3
    HRL R 1+ < Loner 1, Schema 1 ? Avtal
    HRL T 2+ < Schema 2 ? Loner
    ");
}

#[test]
fn what_is_missing_is_a_gap_and_never_the_lowest_level() {
    assert_snapshot!(needs("
        A: - in EKO
        B: special in EKO
        TOM
    "), @"
    EKO K -+ ? A, B!
    EKO R -+ ? A, B!
    EKO T -+ ? A, B!
    EKO S - ? B!
    TOM K -+ ? nothing
    TOM R -+ ? nothing
    TOM T -+ ? nothing
    ");
}

#[test]
fn an_optional_dimension_is_no_gap_until_somebody_scores_it() {
    assert_snapshot!(needs("A: K0 R0 T0 in EKO
        B: K0 R0 T0 S2 in EKO"), @"
    EKO K 0 < A 0, B 0
    EKO R 0 < A 0, B 0
    EKO T 0 < A 0, B 0
    EKO S 2 < B 2
    ");
}

#[test]
fn integrity_and_availability_follow_supply_and_confidentiality_what_is_delivered() {
    assert_snapshot!(needs("
        A: K3 R3 T2 in EKO
        B: K2 R0 T0 in EKO
        N: K0 R0 T0 in NAT
        EKO -> NAT
        EKO -> ARK gives B
        ARK -> NAT
    "), @"
    ARK K 2+ < B 2 ? nothing
    ARK R 3+ < EKO> 3 ? nothing
    ARK T 2+ < EKO> 2 ? nothing
    EKO K 3 < A 3
    EKO R 3 < A 3
    EKO T 2 < A 2
    NAT K 0 < N 0
    NAT R 3+ < ARK> 3, EKO> 3 ? ARK>
    NAT T 2+ < ARK> 2, EKO> 2 ? ARK>
    ");
}

#[test]
fn follows_replaces_the_default_and_a_cap_caps() {
    assert_snapshot!(needs("
        A: K3 R3 T3 in EKO
        B: K0 R0 T0 in BKP
        N: K0 R0 T0 in NAT
        EKO -> BKP follows K,R cap R1
        EKO -> NAT cap T2
    "), @"
    BKP K 3 < EKO> 3
    BKP R 1 < EKO> 1
    BKP T 0 < B 0
    EKO K 3 < A 3
    EKO R 3 < A 3
    EKO T 3 < A 3
    NAT K 0 < N 0
    NAT R 3 < EKO> 3
    NAT T 2 < EKO> 2
    ");
}

#[test]
fn a_gap_follows_the_edges_unless_a_cap_is_reached() {
    assert_snapshot!(needs("
        A: K0 R2 in EKO
        N: K0 R2 T2 in NAT
        M: K0 R0 T0 in TEL
        EKO -> NAT cap T2
        EKO -> TEL
    "), @"
    EKO K 0 < A 0
    EKO R 2 < A 2
    EKO T -+ ? A
    NAT K 0 < N 0
    NAT R 2 < N 2, EKO> 2
    NAT T 2 < N 2
    TEL K 0 < M 0
    TEL R 2 < EKO> 2
    TEL T 0+ < M 0 ? EKO>
    ");
}

#[test]
fn in_a_cycle_an_echo_is_no_driver() {
    assert_snapshot!(needs("
        A: K0 R0 T3 in ONE
        B: K0 R0 T0 in TWO
        C: K0 R0 T3 in TRE
        ONE -> TWO
        TWO -> ONE
        TRE -> TWO
    ").lines().filter(|it| it.contains(" T ")).collect::<Vec<_>>().join("\n"), @"
    ONE T 3 < A 3, TWO> 3
    TRE T 3 < C 3
    TWO T 3 < ONE> 3, TRE> 3
    ");
    assert_snapshot!(needs("
        A: K0 R0 T3 in ONE
        B: K0 R0 T0 in TWO
        ONE -> TWO
        TWO -> ONE
    ").lines().filter(|it| it.contains(" T ")).collect::<Vec<_>>().join("\n"), @"
    ONE T 3 < A 3
    TWO T 3 < ONE> 3
    ");
}

#[test]
fn closed_and_retired_take_no_part_and_planned_never_raise_what_is_in_use() {
    assert_snapshot!(needs("
        A: K1 R1 T1 in EKO
        B: K3 R3 T3 in NYA KOM
        C: K3 R3 T3 in OLD
        N: K0 R0 T0 in NAT
        EKO -> NAT
        NYA -> NAT
        NYA -> KOM
        OLD -> NAT
        NYA planned
        KOM planned
        OLD closed
    ").lines().filter(|it| it.contains(" T ")).collect::<Vec<_>>().join("\n"), @"
    EKO T 1 < A 1
    KOM T 3 < B 3, NYA> 3
    NAT T 1 < EKO> 1
    NYA T 3 < B 3
    ");
}

#[test]
fn a_model_of_two_dimensions_with_three_and_seven_levels_is_derived() {
    let model = fixture::two_by_three_and_seven();
    let mut inventory = world("A: - in EKO\nN: - in NAT\nEKO -> NAT");
    for (asset, trust, life) in [(0, "sealed", 6), (1, "open", 4)] {
        let levels = &mut inventory.assets[asset].classification.levels;
        levels.insert("trust".to_owned(), trust.into());
        levels.insert("life".to_owned(), crate::model::LevelCode::Number(life));
    }
    inventory.dependencies[0].cap.insert("trust".to_owned(), "kept".into());
    let needs = derive(&inventory, &model, day("2026-11-01"));
    assert_snapshot!(show(&model, &needs), @"
    EKO trust sealed < A sealed
    EKO life 6 < A 6
    NAT trust kept < EKO> kept
    NAT life 6 < EKO> 6
    ");
    let levels = crate::level::Levels(needs[1].dimensions.iter().map(|it| it.effective).collect());
    let facts = model.catalogue_levels(&levels);
    assert_eq!(facts.into_values().collect::<Vec<_>>(), [2, 3]);
}

#[test]
fn proposals_count_in_nothing() {
    let mut inventory = world("A: K3 R3 T3 in EKO");
    inventory.assets[0].classification.state = crate::classification::State::Proposed;
    let model = fixture::klassa();
    let needs = derive(&inventory, &model, day("2026-11-01"));
    assert!(needs[0].dimensions[0].effective.is_none() && needs[0].dimensions[0].at_least());
}

#[test]
fn another_level_of_an_asset_can_be_tried_without_loading_again() {
    let (inventory, model) = (world("A: K1 R1 T1 in EKO\nN: K0 R0 T0 in NAT\nEKO -> NAT"), fixture::klassa());
    let mut graph = Graph::load(&inventory, &model, day("2026-11-01"));
    let before = graph.solve();
    let asset = graph.asset("A").unwrap();
    let levels =
        |ranks: [Option<u8>; 4]| crate::level::Levels(ranks.map(|it| it.map(Level::from_rank)).to_vec());
    graph.set(asset, &levels([Some(1), Some(1), Some(3), None]));
    let after = graph.solve();
    assert_eq!(graph.codes().collect::<Vec<_>>(), ["EKO", "NAT"]);
    assert_eq!(
        (before.effective(1, 2), after.effective(1, 2)),
        (Some(Level::from_rank(1)), Some(Level::from_rank(3)))
    );
    graph.set(asset, &levels([None; 4]));
    assert!(graph.solve().at_least(1, 2) && !after.at_least(1, 2));
    graph.set(asset, &levels([Some(1), Some(1), Some(1), None]));
    assert_eq!(graph.solve(), before);
}

#[test]
fn what_the_model_does_not_know_is_named_with_its_place() {
    use crate::{
        inventory::List,
        message::{Explain, Position},
    };
    let inventory = world(
        "
        EKO -> NAT follows K,X cap T9
        O1 EKO T lower 4 distribution
        O2 EKO Z raise 1 manual
    ",
    );
    let at = |list: List, code: &str, field: &str| Position::Pointer(format!("{list:?} {code} {field}"));
    let errors = check(&inventory, &fixture::klassa(), &at);
    let said: Vec<_> = errors.iter().map(|it| format!("{} {}", it.key(), it.position().unwrap())).collect();
    assert_eq!(
        said,
        [
            "need-unknown-dimension Dependencies EKO-NAT /follows/1",
            "need-unknown-level Dependencies EKO-NAT /cap/T",
            "need-stop-level Overrides O1 /level",
            "need-unknown-dimension Overrides O2 /dimension",
        ]
    );
}
