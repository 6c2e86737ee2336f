use std::collections::BTreeSet;

use domain::{
    access::{check, finding},
    severity::Kind,
};
use strum::{IntoEnumIterator, VariantNames};

use super::*;
use crate::has;

fn is(attr: &str, values: &[&str]) -> Expr {
    Expr::Clause { attr: attr.into(), op: Op::Eq, values: values.iter().map(ToString::to_string).collect() }
}

fn op(attr: &str, op: Op, values: &[&str]) -> Expr {
    Expr::Clause { attr: attr.into(), op, values: values.iter().map(ToString::to_string).collect() }
}

fn all(all: Vec<Expr>) -> Expr {
    Expr::All { all }
}

fn any(any: Vec<Expr>) -> Expr {
    Expr::Any { any }
}

fn not(not: Expr) -> Expr {
    Expr::Not { not: Box::new(not) }
}

fn rule() -> Rule {
    Rule {
        code: "POL-01".into(),
        system: "EKO".into(),
        rights: vec!["EKO-a".into()],
        words: None,
        allow: Some(all(vec![
            is("department", &["KLK-EKO"]),
            is("title", &["Ekonomiassistent"]),
            is("employeeType", &["tillsvidare", "visstid"]),
        ])),
        forbid: None,
        named: vec![],
        entitled: Entitled::Nobody,
        role_group: false,
        ceiling: None,
        ground: None,
        retired: None,
    }
}

fn named(id: &str, ends: Option<&str>) -> Named {
    Named {
        employee_id: id.into(),
        because: "beslut".into(),
        case: None,
        ends: ends.map(|it| it.parse().unwrap()),
    }
}

#[test]
fn a_rule_reads_as_a_sentence_in_both_languages() {
    insta::assert_snapshot!(sentence(Lang::Sv, &rule()), @"Behöriga: enhet är KLK-EKO och befattning är Ekonomiassistent och anställningsform är tillsvidare eller visstid.");
    insta::assert_snapshot!(sentence(Lang::En, &rule()), @"Authorised: unit is KLK-EKO and title is Ekonomiassistent and form of employment is tillsvidare or visstid.");
}

#[test]
fn everything_that_a_rule_can_hold_is_said() {
    let rule = Rule {
        forbid: Some(any(vec![is("department", &["KLK-IT"]), is("account.tier", &["T0", "T1"])])),
        named: vec![named("100", None), named("101", Some("2026-12-01T00:00:00Z"))],
        entitled: Entitled::Allowed,
        role_group: true,
        ceiling: Some(3),
        ..rule()
    };
    insta::assert_snapshot!(sentence(Lang::Sv, &rule), @"Behöriga: enhet är KLK-EKO och befattning är Ekonomiassistent och anställningsform är tillsvidare eller visstid. Aldrig: enhet är KLK-IT eller kontots nivå är T0 eller T1. Dessutom namngivna: 100 (beslut), 101 till 2026-12-01 (beslut). Alla behöriga ska nå. Åtkomst ges bara genom en rollgrupp. Högst 3 konton.");
    insta::assert_snapshot!(sentence(Lang::En, &rule), @"Authorised: unit is KLK-EKO and title is Ekonomiassistent and form of employment is tillsvidare or visstid. Never: unit is KLK-IT or the account's tier is T0 or T1. Also, by name: 100 (beslut), 101 until 2026-12-01 (beslut). Everyone authorised should reach it. Access is given through a role group only. At most 3 accounts.");
}

#[test]
fn a_rule_without_allow_names_nobody_or_only_the_named() {
    let mut rule = Rule { allow: None, ceiling: Some(1), ..rule() };
    rule.entitled = Entitled::Rule(op("employee_id", Op::Present, &[]));
    insta::assert_snapshot!(sentence(Lang::Sv, &rule), @"Behöriga: ingen. Ska nå: har anställningsnummer. Högst ett konto.");
    rule.named = vec![named("100", None)];
    insta::assert_snapshot!(sentence(Lang::Sv, &rule), @"Behöriga: bara de namngivna. Namngivna: 100 (beslut). Ska nå: har anställningsnummer. Högst ett konto.");
}

#[test]
fn nesting_is_shown_by_parentheses_so_that_the_sentence_means_what_the_rule_means() {
    let (a, b, c) = (|| is("a", &["1"]), || is("b", &["2", "3", "4"]), || is("c", &["5"]));
    let told = |it: &Expr| expression(Lang::Sv, it);
    for (expr, expected) in [
        (any(vec![all(vec![a(), b()]), c()]), "(a är 1 och b är 2, 3 eller 4) eller c är 5"),
        (all(vec![any(vec![a(), c()]), b()]), "(a är 1 eller c är 5) och b är 2, 3 eller 4"),
        (all(vec![all(vec![a(), c()]), c()]), "a är 1 och c är 5 och c är 5"),
        (any(vec![all(vec![a()])]), "a är 1"),
        (not(a()), "a är inte 1"),
        (not(not(a())), "a är 1"),
        (not(any(vec![a(), c()])), "inte (a är 1 eller c är 5)"),
        (not(all(vec![a(), c()])), "inte (a är 1 och c är 5)"),
        (any(vec![]), "ingen"),
        (all(vec![]), "alla i personalfilen"),
        (op("title", Op::Prefix, &["Chef"]), "befattning börjar med Chef"),
        (not(op("delegation", Op::Present, &[])), "saknar delegation"),
        (op("manager", Op::ReportsTo, &["7"]), "rapporterar till 7, direkt eller genom andra"),
    ] {
        assert_eq!(told(&expr), expected);
    }
}

#[test]
fn hidden_characters_in_a_rule_are_made_visible() {
    let told = expression(Lang::En, &is("a\u{202e}b", &["x\u{202e}y"]));
    assert_eq!(told, "a\\u{202e}b is x\\u{202e}y");
}

#[test]
fn a_deep_rule_needs_no_deep_stack() {
    let mut expr = is("a", &["1"]);
    for _ in 0..10_000 {
        expr = not(expr);
    }
    assert_eq!(expression(Lang::Sv, &expr), "a är 1");
    // Dropping a box within a box within … does recurse; documents are refused long before this depth.
    std::mem::forget(expr);
}

#[test]
fn every_key_of_access_has_a_text_in_both_languages() {
    let mut keys: BTreeSet<&str> = KEYS.iter().chain(finding::KEYS).chain(check::KEYS).copied().collect();
    keys.extend(domain::access::AccessError::VARIANTS);
    for lang in [Lang::Sv, Lang::En] {
        for key in &keys {
            assert!(has(lang, key), "{key} in {lang}");
        }
        for kind in Kind::iter() {
            assert!(keys.contains(finding::word(kind)), "{kind}");
        }
    }
}
