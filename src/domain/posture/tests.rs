//! Notation: `"A:mmg- B:m"` = judgements on systems A and B: m met, p partly, g gap, - not verified, a assumed,
//! n not applicable, f not verified and planned. A stands in unit E under N, B in N, C is planned, D is closed; O is the organisation.

use proptest::prelude::*;

use super::*;
use crate::{
    derived::Derived,
    inventory::{OwnAccounts, System, Unit, UnitKind},
    message::Message,
};

fn judgements(notation: &str) -> Vec<Judgement> {
    let mut all = Vec::new();
    for part in notation.split_whitespace() {
        let (code, verdicts) = part.split_once(':').unwrap();
        for (number, letter) in verdicts.chars().enumerate() {
            all.push(judgement(code, number, letter));
        }
    }
    all
}

fn judgement(code: &str, number: usize, letter: char) -> Judgement {
    let value = match letter {
        'm' => Verdict::Met,
        'p' => Verdict::Partly,
        'g' => Verdict::Gap,
        'n' => Verdict::NotApplicable,
        _ => Verdict::NotVerified,
    };
    let object = match code {
        "O" => Object { scope: Scope::Organisation, code: Code::new() },
        "E" | "N" => Object { scope: Scope::Unit, code: code.into() },
        _ => Object { scope: Scope::System, code: code.into() },
    };
    Judgement {
        control: format!("C{number}"),
        object,
        assumed: letter == 'a',
        planned: letter == 'f',
        verdict: Derived { value, drivers: vec![], gaps: vec![] },
        reason: Message::new("assurance-nothing-recorded"),
        holds_through: None,
    }
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
    let system = |code: &str, unit: &str, lifecycle| System {
        code: code.into(),
        name: code.into(),
        name_en: None,
        unit: unit.into(),
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
        lifecycle,
        own_accounts: OwnAccounts::Unknown,
        replaced: None,
        note: None,
        retired: None,
    };
    Inventory {
        units: vec![unit("N", None), unit("E", Some("N"))],
        systems: vec![
            system("A", "E", Lifecycle::InUse),
            system("B", "N", Lifecycle::Closing),
            system("C", "E", Lifecycle::Planned),
            system("D", "E", Lifecycle::Closed),
        ],
        ..Inventory::default()
    }
}

fn totals(notation: &str) -> Posture {
    posture(&judgements(notation), &inventory())
}

#[test]
fn the_two_figures_are_counted_apart_and_not_applicable_is_verified_but_neither_met_nor_unmet() {
    let figure = totals("A:mmpgn-a").organisation;
    assert_eq!(figure.verified(), Share { part: 5, whole: 7 });
    assert_eq!(figure.met_of_verified(), Share { part: 2, whole: 4 });
    assert_eq!((figure.not_verified, figure.assumed), (2, 1));
}

#[test]
fn nothing_verified_is_no_share_met_rather_than_all_or_none() {
    let figure = totals("A:--").organisation;
    assert_eq!(figure.verified().percent(), Some(0));
    assert_eq!(figure.met_of_verified().percent(), None);
    assert_eq!(Share { part: 199, whole: 200 }.percent(), Some(99), "100 means all");
}

#[test]
fn a_requirement_is_counted_once_in_its_unit_and_in_every_unit_above() {
    let posture = totals("A:mg B:m O:p- E:n");
    let unit = |code: &str| posture.units.get(code).map(|it| (it.own.total(), it.subtree.total()));
    assert_eq!((unit("E"), unit("N")), (Some((3, 3)), Some((1, 4))));
    assert_eq!((posture.organisation_own.total(), posture.organisation.total()), (2, 6));
    assert_eq!(posture.systems.get("A").map(|it| it.total()), Some(2));
}

#[test]
fn planned_systems_stand_apart_and_closed_ones_are_left_out() {
    let posture = totals("A:m C:-- D:g");
    assert_eq!((posture.organisation.total(), posture.planned.total()), (1, 2));
    assert_eq!(posture.planned_systems.keys().collect::<Vec<_>>(), ["C"]);
    assert_eq!(posture.systems.keys().collect::<Vec<_>>(), ["A"]);
    assert_eq!(counted(&judgements("A:m C:-- D:g"), &inventory()).len(), 1);
    // A supplier, say, all of whose systems are planned.
    assert_eq!((totals("X:f").organisation.total(), totals("X:f").planned.total()), (0, 1));
}

#[test]
fn what_the_register_does_not_know_stays_in_the_denominator() {
    let posture = totals("X:--");
    assert_eq!((posture.organisation.total(), posture.organisation_own.total()), (2, 2));
}

#[test]
fn improvement_is_claimed_only_when_met_of_verified_rose_on_what_stood_at_both() {
    for (before, after, key) in [
        ("A:gm", "A:mm", "posture-improved"),
        ("A:gm", "A:gmmmm", "posture-no-claim"),
        ("A:gm", "A:-m", "posture-no-claim"),
        ("A:mp", "A:m-", "posture-no-claim"),
        ("A:--", "A:mm", "posture-no-claim"),
        ("A:m-", "A:mm", "posture-no-claim"),
        ("A:mm", "A:mg", "posture-worsened"),
        ("A:mm", "B:mm", "posture-nothing-common"),
        ("", "A:m", "posture-nothing-common"),
    ] {
        let movement = compare(&judgements(before), &judgements(after));
        assert_eq!(movement.claim().key, key, "{before} → {after}");
        assert_eq!(movement.improved(), key == "posture-improved", "{before} → {after}");
    }
}

#[test]
fn a_movement_says_what_we_learned_mended_broke_and_forgot() {
    let movement = compare(&judgements("A:-mgmg"), &judgements("A:g-mg B:m"));
    assert_eq!(
        (movement.learned, movement.expired, movement.mended, movement.broken, movement.came, movement.went),
        (1, 1, 1, 1, 1, 1)
    );
}

proptest! {
    #[test]
    fn the_parts_sum_to_the_total(given in "(A:[mpgna-]{1,6} )?(B:[mpgna-]{1,6} )?(O:[mpgna-]{1,6} )?(X:[mpgna-]{1,4})?") {
        let posture = totals(&given);
        let own: usize = posture.units.values().map(|it| it.own.total()).sum();
        prop_assert_eq!(own + posture.organisation_own.total(), posture.organisation.total());
        prop_assert_eq!(judgements(&given).len(), posture.organisation.total());
        prop_assert!(posture.organisation.assumed <= posture.organisation.not_verified);
        let top = posture.units.get("N").map(|it| it.subtree.total());
        prop_assert_eq!(top, Some(own));
    }

    #[test]
    fn improvement_is_never_claimed_without_more_that_is_met(
        before in "A:[mpgna-]{1,8}", after in "A:[mpgna-]{1,8}",
    ) {
        let movement = compare(&judgements(&before), &judgements(&after));
        prop_assert!(!movement.improved() || movement.after.met > movement.before.met);
        prop_assert!(!(movement.improved() && movement.worsened()));
    }
}
