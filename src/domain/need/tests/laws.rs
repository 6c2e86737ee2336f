//! What holds in every register, on small random ones with cycles, caps and gaps.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::{
    super::*,
    world::{day, world},
};
use crate::{
    inventory::{Dependency, Inventory},
    level::{Level, Levels},
    model::fixture,
};

const TODAY: &str = "2026-11-01";

fn derived(inventory: &Inventory) -> Vec<SystemNeed> {
    derive(inventory, &fixture::klassa(), day(TODAY))
}

/// A register of at most seven systems: each asset in one or two of them, edges anywhere.
fn any_register() -> impl Strategy<Value = Inventory> {
    let level = || prop_oneof![1 => Just("-".to_owned()), 3 => (0..4_u8).prop_map(|it| it.to_string())];
    let asset = ([level(), level(), level()], 0..7_usize, 0..7_usize);
    let edge = (0..7_usize, 0..7_usize, 0..6_u8, 0..4_u8, 0..6_usize);
    let all = (prop::collection::vec(asset, 0..6), prop::collection::vec(edge, 0..14));
    all.prop_map(|(assets, edges)| {
        let mut lines: Vec<String> = (0..7).map(|it| format!("S{it}")).collect();
        for (at, (levels, one, two)) in assets.iter().enumerate() {
            let known = ["K", "R", "T"].iter().zip(levels).filter(|it| it.1 != "-");
            let known: Vec<String> = known.map(|(dimension, level)| format!("{dimension}{level}")).collect();
            let known = if known.is_empty() { "-".to_owned() } else { known.join(" ") };
            lines.push(format!("A{at}: {known} in S{one} S{two}"));
        }
        for (from, to, how, cap, given) in edges {
            let how = match how {
                0 => "follows K,T".to_owned(),
                1 => format!("cap R{cap} cap T{cap}"),
                2 => format!("gives A{given} cap K{cap}"),
                3 => format!("gives A{given}"),
                _ => String::new(),
            };
            lines.push(format!("S{from} -> S{to} {how}"));
        }
        let mut inventory = world(&lines.join("\n"));
        for (at, row) in inventory.dependencies.iter_mut().enumerate() {
            row.code = format!("D{at:02}");
        }
        inventory
    })
}

/// Leaves, of what speaks for `system` in the dimension at `at`, only the drivers that `wanted` accepts.
fn keep(inventory: &mut Inventory, at: usize, system: &str, wanted: &dyn Fn(&str, bool) -> bool) {
    let dimension = ["K", "R", "T"][at].to_owned();
    for row in &mut inventory.assets {
        let kept = wanted(&row.code, false);
        row.systems.retain(|it| it != system || kept);
    }
    let in_full = |row: &Dependency| row.follows.as_ref().map_or(at > 0, |it| it.contains(&dimension));
    inventory.dependencies.retain(|it| it.supplier != system || !in_full(it) || wanted(&it.consumer, true));
    for row in inventory.dependencies.iter_mut().filter(|it| it.supplier == system) {
        row.assets.retain(|it| wanted(it, false));
    }
}

/// Whether a driver is the one of that code, of a system or of an asset.
fn is(driver: &Driver, code: &str, system: bool) -> bool {
    match driver {
        Driver::Asset(it, _) => !system && it == code,
        Driver::System(it, _) => system && it == code,
    }
}

fn value(needs: &[SystemNeed], system: usize, dimension: usize) -> Option<Level> {
    needs[system].dimensions[dimension].computed.value
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn drivers_alone_prove_the_need(all in any_register()) {
        let needs = derived(&all);
        for dimension in 0..3 {
            let mut only = all.clone();
            for need in &needs {
                let drivers = &need.dimensions[dimension].computed.drivers;
                keep(&mut only, dimension, &need.system, &|code, system| drivers.iter().any(|it| is(it, code, system)));
            }
            let again = derived(&only);
            for at in 0..needs.len() {
                prop_assert_eq!(value(&again, at, dimension), value(&needs, at, dimension), "system {}", at);
            }
        }
    }

    #[test]
    fn each_driver_alone_proves_the_need_and_without_all_of_them_it_falls(all in any_register()) {
        let needs = derived(&all);
        for (at, need) in needs.iter().enumerate() {
            for dimension in 0..3 {
                let computed = &need.dimensions[dimension].computed;
                prop_assert_eq!(computed.value.is_some(), !computed.drivers.is_empty());
                let mut without = all.clone();
                keep(&mut without, dimension, &need.system, &|code, system| {
                    !computed.drivers.iter().any(|it| is(it, code, system))
                });
                if computed.value.is_some() {
                    prop_assert!(value(&derived(&without), at, dimension) < computed.value, "{} {:?}", at, computed);
                }
                for driver in &computed.drivers {
                    let mut only = all.clone();
                    keep(&mut only, dimension, &need.system, &|code, system| is(driver, code, system));
                    prop_assert_eq!(value(&derived(&only), at, dimension), computed.value, "{:?}", driver);
                }
            }
        }
    }

    #[test]
    fn one_more_asset_never_lowers_a_need(all in any_register(), level in 0..4_u8, system in 0..7_usize) {
        let mut more = all.clone();
        let line = format!("New: K{level} R{level} T{level} in S{system}");
        more.assets.extend(world(&line).assets);
        for (before, after) in derived(&all).iter().zip(derived(&more)) {
            for (before, after) in before.dimensions.iter().zip(after.dimensions) {
                prop_assert!(after.effective >= before.effective);
            }
        }
    }

    #[test]
    fn the_order_of_rows_changes_nothing(all in any_register(), turn in 1..9_usize) {
        let mut turned = all.clone();
        turned.systems.reverse();
        turned.assets.rotate_left(turn.min(all.assets.len()));
        turned.dependencies.rotate_left(turn.min(all.dependencies.len()));
        turned.dependencies.reverse();
        prop_assert_eq!(derived(&turned), derived(&all));
    }

    #[test]
    fn an_unclassified_asset_is_a_gap_of_its_system(all in any_register()) {
        for need in derived(&all) {
            for (at, code) in ["K", "R", "T"].iter().enumerate() {
                let own: Vec<_> = all.assets.iter().filter(|it| it.systems.contains(&need.system)).collect();
                let missing = own.iter().filter(|it| !it.classification.levels.contains_key(*code));
                let gaps: BTreeSet<&Gap> = need.dimensions[at].computed.gaps.iter().collect();
                for asset in missing {
                    prop_assert!(gaps.contains(&Gap::Unclassified(asset.code.clone())));
                }
                prop_assert_eq!(gaps.contains(&Gap::NoAssets), own.is_empty());
                prop_assert_eq!(need.dimensions[at].at_least(), !gaps.is_empty());
            }
        }
    }

    #[test]
    fn the_lean_form_says_the_same_as_the_whole(all in any_register(), raised in 0..7_usize, lowered in 0..7_usize) {
        let mut all = all;
        let rules = format!(
            "O1 S{raised} T raise 3 cumulation\nO2 S{lowered} R lower 0 manual because decided"
        );
        all.overrides = world(&rules).overrides;
        let model = fixture::klassa();
        let solution = Graph::load(&all, &model, day(TODAY)).solve();
        for (at, need) in derived(&all).iter().enumerate() {
            for (dimension, it) in need.dimensions.iter().enumerate() {
                prop_assert_eq!(solution.effective(at, dimension), it.effective);
                prop_assert_eq!(solution.computed(at, dimension), it.computed.value);
                prop_assert_eq!(solution.at_least(at, dimension), it.at_least());
                prop_assert_eq!(it.by_override.is_some(), it.effective != it.computed.value);
            }
        }
    }

    #[test]
    fn a_change_of_one_asset_gives_what_solving_anew_gives(
        all in any_register(), asset in 0..6_usize, raised in 0..7_usize, lowered in 0..7_usize,
        to in prop::collection::vec(prop::option::of(0..4_u8), 3),
    ) {
        let mut all = all;
        let rules = format!(
            "O1 S{raised} T raise 3 cumulation\nO2 S{lowered} R lower 0 manual because decided"
        );
        all.overrides = world(&rules).overrides;
        let model = fixture::klassa();
        let mut graph = Graph::load(&all, &model, day(TODAY));
        let mut solution = graph.solve();
        let before = graph.bounds(&solution);
        let levels = Levels(to.iter().map(|it| it.map(Level::from_rank)).collect());
        let changed = graph.change(asset, &levels, &mut solution);
        prop_assert_eq!(&solution, &graph.solve());
        for (at, (before, after)) in before.iter().zip(graph.bounds(&solution)).enumerate() {
            prop_assert_eq!(changed.contains(&at), *before != after, "system {}", at);
        }
    }
}
