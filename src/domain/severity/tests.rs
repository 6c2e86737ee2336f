use strum::IntoEnumIterator;

use super::*;
use crate::{
    derived::Derived,
    level::Level,
    message::Bilingual,
    model::{Dimension, Flow, LevelCode, ModelLevel},
    need::{Gap, Need},
};

fn of_severity(severity: Severity) -> String {
    let names: Vec<&str> = Kind::iter().filter(|it| it.base() == severity).map(Into::into).collect();
    names.join(" ")
}

#[test]
fn the_table_is_that_of_the_fixed_words() {
    insta::assert_snapshot!(of_severity(Severity::High), @"orphan leaver broad_principal sod_conflict grant_group_missing");
    insta::assert_snapshot!(of_severity(Severity::Medium), @"unauthorised foreign_unresolved over_limit no_person_behind role_vacancy departed_holder contradiction");
    insta::assert_snapshot!(of_severity(Severity::Hinder), @"missing_access missing_account");
    insta::assert_snapshot!(of_severity(Severity::Low), @"ambiguous_person disabled_member expired_member locked_member stale_logon never_logged_on dangling non_person direct_assignment via_distribution_group cycle stale_classification");
}

#[test]
fn circumstances_move_a_severity_by_steps_within_the_scale() {
    use Severity::{Critical, High, Low, Medium};
    for (kind, weight, privileged, moved, expected) in [
        (Kind::Unauthorised, Weight::Middle, false, false, Medium),
        (Kind::Unauthorised, Weight::Top, false, false, High),
        (Kind::Unauthorised, Weight::Unknown, false, false, High),
        (Kind::Unauthorised, Weight::Unknown, true, false, Critical),
        (Kind::Unauthorised, Weight::LowerHalf, false, false, Low),
        (Kind::Unauthorised, Weight::LowerHalf, true, false, Medium),
        (Kind::Unauthorised, Weight::Top, false, true, Medium),
        (Kind::Unauthorised, Weight::LowerHalf, false, true, Low),
        (Kind::Leaver, Weight::Top, true, false, Critical),
        (Kind::Cycle, Weight::LowerHalf, false, false, Low),
    ] {
        let given = Circumstances { weight, privileged, moved };
        assert_eq!(kind.severity(given), expected, "{kind} {given:?}");
    }
}

#[test]
fn a_hinder_stays_a_hinder() {
    for kind in [Kind::MissingAccess, Kind::MissingAccount] {
        for weight in [Weight::Top, Weight::Unknown, Weight::Middle, Weight::LowerHalf] {
            let given = Circumstances { weight, privileged: true, moved: true };
            assert_eq!(kind.severity(given), Severity::Hinder);
        }
    }
    assert_eq!(Severity::Hinder.rank(), Severity::Low.rank());
}

/// A dimension with so many levels, the last of them `stop` when asked for.
fn dimension(levels: usize, stop: bool, optional: bool) -> Dimension {
    let level = |rank: usize| ModelLevel {
        code: LevelCode::Number(i64::try_from(rank).unwrap()),
        word: Bilingual::default(),
        consequence: Bilingual::default(),
        stop: stop && rank + 1 == levels,
        reason_required: false,
        catalogue: None,
    };
    Dimension {
        code: "K".into(),
        name: Bilingual::default(),
        question: Bilingual::default(),
        aspect: None,
        flow: Flow::Supply,
        optional,
        levels: (0..levels).map(level).collect(),
    }
}

/// `3` = level 3, `3+` = at least level 3, `-` = not known.
fn weight(given: &str, dimensions: Vec<Dimension>) -> Weight {
    let need = |text: &str| {
        let level = text.trim_end_matches('+').parse().ok().map(Level::from_rank);
        let gaps = if text.ends_with('+') { vec![Gap::NoAssets] } else { vec![] };
        Need {
            computed: Derived { value: level, drivers: vec![], gaps },
            effective: level,
            by_override: None,
        }
    };
    let system =
        SystemNeed { system: "EKO".into(), dimensions: given.split(' ').map(need).collect(), recovery: None };
    Weight::of(&system, &Model { code: "m".into(), name: Bilingual::default(), dimensions })
}

#[test]
fn the_weight_of_a_system_follows_from_the_scale_of_each_dimension() {
    for (given, expected) in [
        ("3", Weight::Top),
        ("3+", Weight::Top),
        ("2", Weight::Middle),
        ("2+", Weight::Unknown),
        ("1", Weight::LowerHalf),
        ("1+", Weight::Unknown),
        ("-", Weight::Unknown),
    ] {
        assert_eq!(weight(given, vec![dimension(5, true, false)]), expected, "{given}");
    }
    let two = || vec![dimension(3, false, false), dimension(7, false, false)];
    assert_eq!(weight("0 2", two()), Weight::LowerHalf);
    assert_eq!(weight("0 3", two()), Weight::Middle);
    assert_eq!(weight("2 0", two()), Weight::Top);
    assert_eq!(weight("0 -", two()), Weight::Unknown);
}

#[test]
fn an_optional_dimension_that_nobody_set_weighs_nothing() {
    let dimensions = vec![dimension(5, true, false), dimension(5, true, true)];
    assert_eq!(weight("1 -", dimensions), Weight::LowerHalf);
}
