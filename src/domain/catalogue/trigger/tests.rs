use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::*;

fn facts(levels: &[(Aspect, u8)], flags: &[&str]) -> Facts {
    Facts {
        levels: levels.iter().copied().collect::<BTreeMap<_, _>>(),
        flags: flags.iter().map(|it| (*it).to_owned()).collect::<BTreeSet<_>>(),
    }
}

fn known(c: u8, i: u8, a: u8, flags: &[&str]) -> Facts {
    facts(&[(Aspect::C, c), (Aspect::I, i), (Aspect::A, a)], flags)
}

fn parse(text: &str) -> Trigger {
    Trigger::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

#[test]
fn not_binds_closest_then_and_then_or() {
    for (text, same) in [
        ("c >= 1 or i >= 2 and a >= 3", "c >= 1 or (i >= 2 and a >= 3)"),
        ("not cloud and ot", "(not cloud) and ot"),
        ("not cloud or ot and cloud", "(not cloud) or (ot and cloud)"),
        ("(c >= 1 or ot) and a >= 3", "(((c >= 1) or ot)) and (a >= 3)"),
        ("not not ot", "not (not ot)"),
    ] {
        assert_eq!(parse(text), parse(same), "{text}");
    }
    assert_ne!(parse("(c >= 1 or i >= 2) and a >= 3"), parse("c >= 1 or i >= 2 and a >= 3"));
}

#[test]
fn a_trigger_holds_as_it_reads() {
    let trigger = parse("sensitive_personal_data or (personal_data and c >= 3)");
    for (facts, truth) in [
        (known(0, 0, 0, &["sensitive_personal_data"]), Truth::Yes),
        (known(3, 0, 0, &["personal_data"]), Truth::Yes),
        (known(2, 3, 3, &["personal_data"]), Truth::No),
        (known(3, 3, 3, &[]), Truth::No),
        (facts(&[], &["personal_data"]), Truth::Unknown),
        (facts(&[], &[]), Truth::No),
        (facts(&[], &["sensitive_personal_data"]), Truth::Yes),
    ] {
        assert_eq!(trigger.truth(&facts), truth, "{facts:?}");
    }
}

#[test]
fn an_unknown_level_is_never_silently_low() {
    let only_c = facts(&[(Aspect::C, 1)], &[]);
    for (text, truth) in [
        ("c >= 1", Truth::Yes),
        ("c >= 2", Truth::No),
        ("a >= 1", Truth::Unknown),
        ("a < 1", Truth::Unknown),
        ("not a >= 1", Truth::Unknown),
        ("max >= 1", Truth::Yes),
        ("max >= 2", Truth::Unknown),
        ("a >= 0", Truth::Yes),
        ("a > 3", Truth::No),
        ("a == 2", Truth::Unknown),
        ("c == 1", Truth::Yes),
        ("c >= 2 and a >= 1", Truth::No),
        ("c >= 1 or a >= 1", Truth::Yes),
    ] {
        assert_eq!(parse(text).truth(&only_c), truth, "{text}");
    }
}

#[test]
fn an_error_names_its_column() {
    for (text, problem, column, found) in [
        ("", TriggerProblem::End, 1, ""),
        ("c >=", TriggerProblem::End, 5, ""),
        ("c >= 2 personal_data", TriggerProblem::Unexpected, 8, "personal_data"),
        ("c 2", TriggerProblem::Comparison, 3, "2"),
        ("c >= 4", TriggerProblem::Level, 6, "4"),
        ("c >= 300", TriggerProblem::Level, 6, "300"),
        ("c >= ot", TriggerProblem::Level, 6, "ot"),
        ("c = 2", TriggerProblem::Character, 3, "="),
        ("ot & cloud", TriggerProblem::Character, 4, "&"),
        ("å >= 2", TriggerProblem::Character, 1, "å"),
        ("(ot", TriggerProblem::End, 4, ""),
        ("ot)", TriggerProblem::Unexpected, 3, ")"),
        ("always or ot", TriggerProblem::Always, 1, "always"),
        ("and ot", TriggerProblem::Unexpected, 1, "and"),
    ] {
        let error = Trigger::parse(text).unwrap_err();
        assert_eq!((error.problem, error.column, error.found.as_str()), (problem, column, found), "{text}");
    }
    let deep = format!("{}ot{}", "(".repeat(10_000), ")".repeat(10_000));
    assert_eq!(Trigger::parse(&deep).unwrap_err().problem, TriggerProblem::Deep);
}

#[test]
fn what_can_never_hold_is_found_by_trying_everything() {
    for (text, can) in [
        ("always", true),
        ("c >= 3 and not c >= 3", false),
        ("max < 1 and a >= 1", false),
        ("ot and not ot", false),
        ("c > 3", false),
        ("c >= 1 and max <= 1", true),
        ("(ot or cloud) and not (ot or cloud)", false),
        ("not (c >= 0)", false),
    ] {
        assert_eq!(parse(text).can_fire(), Some(can), "{text}");
    }
    let wide: Vec<String> = (0..=WIDEST).map(|it| format!("f{it}")).collect();
    assert_eq!(parse(&wide.join(" or ")).can_fire(), None);
}

fn trigger() -> impl Strategy<Value = Trigger> {
    let operand = prop_oneof![
        Just(Operand::Max),
        Just(Operand::Aspect(Aspect::C)),
        Just(Operand::Aspect(Aspect::I)),
        Just(Operand::Aspect(Aspect::A)),
    ];
    let comparison = prop_oneof![
        Just(Comparison::AtLeast),
        Just(Comparison::AtMost),
        Just(Comparison::Above),
        Just(Comparison::Below),
        Just(Comparison::Equal),
    ];
    let leaf = prop_oneof![
        (operand, comparison, 0..=TOP).prop_map(|(of, by, level)| Trigger::Level(of, by, level)),
        prop_oneof![Just("ot"), Just("cloud")].prop_map(|flag| Trigger::Flag(flag.to_owned())),
    ];
    leaf.prop_recursive(4, 16, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 2..4).prop_map(Trigger::And),
            prop::collection::vec(inner.clone(), 2..4).prop_map(Trigger::Or),
            inner.prop_map(|it| Trigger::Not(Box::new(it))),
        ]
    })
}

fn span() -> impl Strategy<Value = Span> {
    (0..=TOP, 0..=TOP).prop_map(|(one, other)| Span { low: one.min(other), high: one.max(other) })
}

proptest! {
    #[test]
    fn what_is_written_and_read_again_is_the_same(trigger in trigger()) {
        prop_assert_eq!(Trigger::parse(&trigger.to_string()), Ok(trigger));
    }

    #[test]
    fn a_certain_answer_holds_for_every_level_within(trigger in trigger(), c in span(), i in span(), a in span(), ot: bool) {
        let has = |flag: &String| ot && flag == "ot";
        let answer = trigger.truth_of(&Spans { c, i, a }, &has);
        for c in c.low..=c.high {
            for i in i.low..=i.high {
                for a in a.low..=a.high {
                    let exact = Spans { c: Span::exactly(c), i: Span::exactly(i), a: Span::exactly(a) };
                    let exact = trigger.truth_of(&exact, &has);
                    prop_assert!(exact != Truth::Unknown && (answer == Truth::Unknown || answer == exact));
                }
            }
        }
    }

    #[test]
    fn no_text_breaks_the_parser(text in ".{0,60}") {
        if let Ok(trigger) = Trigger::parse(&text) {
            prop_assert_eq!(Trigger::parse(&trigger.to_string()), Ok(trigger));
        }
    }
}
