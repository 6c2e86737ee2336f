use crate::{
    access::{
        AccessError,
        check::{Gap, check},
        finding::{Detail, Kind, word},
        rule::Op,
        snapshot::Snapshot,
        testing::{Small, all, clause, day, instant, is, right, rule},
    },
    inventory::{Entitled, Lifecycle, Named, Rule},
    severity::Weight,
};

const EKO: &str = "EKO-pay";

/// One system with one right given by `DL`, and one rule over it.
fn one(directory: &str, people: &str, change: impl FnOnce(&mut Rule)) -> Small {
    let mut rule = rule("POL-1", EKO);
    change(&mut rule);
    Small::new(directory, people).right(right(EKO, &["DL"])).rule(rule)
}

fn named(id: &str, ends: Option<&str>) -> Named {
    Named { employee_id: id.into(), because: "b".into(), case: None, ends: ends.map(instant) }
}

#[test]
fn who_reaches_within_the_rule_is_no_finding() {
    let world = one("DL: GG\nGG: anna\nanna = E1", "E1 KLK-EKO Ekonom", |_| {});
    assert_eq!(world.told(), "");
    let outcome = world.outcome();
    let system = &outcome.systems[0];
    assert_eq!((system.code.as_str(), system.authorised, system.members, system.reach), ("EKO", 1, 1, 1));
    assert_eq!(outcome.gaps, []);
}

#[test]
fn who_reaches_outside_the_rule_is_unauthorised_with_a_shortest_path() {
    let world =
        one("DL: GG LEG\nGG: anna\nLEG: GG bo\nanna = E1\nbo = E2", "E1 KLK-EKO x\nE2 KLK-IT x", |it| {
            it.allow = Some(is("department", "KLK-EKO"));
        });
    assert_eq!(world.told(), "medium unauthorised bo DL>LEG>bo");
}

#[test]
fn forbid_wins_over_allow_and_over_a_name_and_is_told_apart() {
    let world = one("DL: GG\nGG: anna bo\nanna = E1\nbo = E2", "E1 KLK-IT x\nE2 KLK-IT x", |it| {
        it.forbid = Some(is("department", "KLK-IT"));
        it.named = vec![named("E1", None)];
    });
    assert_eq!(
        world.told(),
        "medium unauthorised anna (forbidden) DL>GG>anna\nmedium unauthorised bo (forbidden) DL>GG>bo"
    );
    assert_eq!(world.outcome().systems[0].authorised, 0);
}

#[test]
fn a_named_permission_holds_until_its_instant_and_not_at_it() {
    let people = "E1 KLK-IT x\nE2 KLK-IT x\nE3 KLK-IT x";
    let world = one("DL: GG\nGG: anna bo carl\nanna = E1\nbo = E2\ncarl = E3", people, |it| {
        it.allow = None;
        it.named = vec![
            named("E1", Some("2026-11-01T12:00:01Z")),
            named("E2", Some("2026-11-01T12:00:00Z")),
            named("E3", Some("2026-01-01T00:00:00Z")),
            named("E3", None),
        ];
    });
    assert_eq!(world.told(), "medium unauthorised bo (expired grant) DL>GG>bo");
    assert_eq!(world.outcome().systems[0].authorised, 2);
}

#[test]
fn an_ended_employment_is_a_leaver_and_no_employment_an_orphan_save_where_a_name_holds() {
    let people = "E1 KLK-EKO x end:2026-11-01\nE2 KLK-EKO x ended\nE3 KLK-EKO x ended";
    let directory = "DL: GG\nGG: a b c d e f\na = E1\nb = E2\nc = E3\nd = E8\ne = E9\nf = -";
    let world = one(directory, people, |it| it.named = vec![named("E3", None), named("E9", None)]);
    assert_eq!(
        world.told(),
        "high orphan d DL>GG>d\nhigh orphan f DL>GG>f\nhigh leaver a DL>GG>a\nhigh leaver b DL>GG>b"
    );
    assert_eq!(world.outcome().systems[0].authorised, 2, "the two whose names hold");
}

#[test]
fn an_expired_name_is_told_beside_orphan_and_leaver() {
    let directory = "DL: GG\nGG: a d\na = E1\nd = E8";
    let world = one(directory, "E1 KLK-EKO x ended", |it| {
        let past = Some("2026-10-01T00:00:00Z");
        it.named = vec![named("E1", past), named("E8", past)];
    });
    assert_eq!(world.told(), "high orphan d (expired grant) DL>GG>d\nhigh leaver a (expired grant) DL>GG>a");
}

#[test]
fn an_employment_that_has_not_begun_authorises_nobody_yet() {
    let world = one("DL: GG\nGG: a\na = E1", "E1 KLK-EKO x start:2026-11-02", |_| {});
    assert_eq!(world.told(), "medium unauthorised a (not started) DL>GG>a");
    let detail = world.outcome().findings[0].detail;
    assert_eq!(detail, Some(Detail::NotStarted(day("2026-11-02"))));
}

#[test]
fn whom_nothing_tells_apart_is_ambiguous_and_never_authorised() {
    let directory = "DL: GG\nGG: a b1 b2\na = E1\nb1 = E2\nb2 = E2";
    let world = one(directory, "E1 KLK-EKO x\nE1 KLK-IT x\nE2 KLK-EKO x", |it| {
        it.named = vec![named("E1", None), named("E2", None)];
    });
    assert_eq!(
        world.told(),
        "low ambiguous_person a (two records) DL>GG>a\n\
         low ambiguous_person b1 (two accounts) DL>GG>b1\n\
         low ambiguous_person b2 (two accounts) DL>GG>b2"
    );
}

#[test]
fn an_administrators_account_and_an_old_disabled_one_belong_to_the_same_person() {
    let directory = "DL: GG\nGG: adm\neveryday = E1\nadm = E1 tier:T0\nold = E1 disabled";
    let world = one(directory, "E1 KLK-IT x", |it| {
        it.allow = Some(all(vec![is("department", "KLK-IT"), is("account.tier", "T0")]));
        it.entitled = Entitled::Allowed;
    });
    assert_eq!(world.told(), "", "reaches with the one that the rule is for");
    assert_eq!(world.outcome().systems[0].authorised, 1);
    let wrong = one("DL: GG\nGG: everyday\neveryday = E1\nadm = E1 tier:T0", "E1 KLK-IT x", |it| {
        it.allow = Some(all(vec![is("department", "KLK-IT"), is("account.tier", "T0")]));
    });
    assert_eq!(wrong.told(), "medium unauthorised everyday DL>GG>everyday");
}

#[test]
fn states_of_members_are_told_once_each_beside_the_verdict() {
    let directory = "DL: GG\nGG: a b c d e f\na = E1 disabled\nb = E2 expired\nc = E3 locked\nd = E4 old\ne = E5 maybe\nf = E6 never";
    let people = "E1 A x\nE2 A x\nE3 A x\nE4 A x\nE5 A x\nE6 A x";
    let world = one(directory, people, |_| {});
    insta::assert_snapshot!(world.told(), @r"
    low disabled_member a DL>GG>a
    low expired_member b DL>GG>b
    low locked_member c DL>GG>c
    low stale_logon d (certain) DL>GG>d
    low stale_logon e (possible) DL>GG>e
    low never_logged_on f DL>GG>f
    ");
    let system = &world.outcome().systems[0];
    assert_eq!((system.members, system.reach), (6, 4));
}

#[test]
fn the_source_says_after_how_many_days_an_account_is_dormant() {
    let mut world = one("DL: GG\nGG: d\nd = E4 old", "E4 A x", |_| {});
    world.inventory.sources[0].stale_days = Some(120);
    assert_eq!(world.told(), "", "not yet more than 120");
    world.inventory.sources[0].stale_days = Some(119);
    assert_eq!(world.told(), "low stale_logon d (possible) DL>GG>d");
    world.inventory.sources[0].logon_lag_days = Some(0);
    assert_eq!(world.told(), "low stale_logon d (certain) DL>GG>d");
}

#[test]
fn only_through_a_distribution_group_is_said_and_nothing_else_is_judged() {
    let world = one("DL: LIST\nLIST~: a\na = E1", "", |_| {});
    assert_eq!(world.told(), "low via_distribution_group a DL>LIST>a");
    assert_eq!((world.outcome().systems[0].members, world.outcome().systems[0].reach), (1, 0));
}

#[test]
fn the_shown_path_is_one_that_works_though_another_is_shorter() {
    let world = one("DL: LIST G1\nLIST~: a\nG1: G2\nG2: a\na = E9", "", |_| {});
    assert_eq!(world.told(), "high orphan a DL>G1>G2>a");
}

#[test]
fn members_that_are_no_accounts_are_told_once_per_grant() {
    let directory = "DL: GG gone\nD2: GG\nGG: PC X O S-1-5-11 S-1-5-7 S-1-5-21-9-8-7-1105\nPC = computer\nX = contact\nO = other\nS-1-5-11 = foreign\nS-1-5-7 = foreign\nS-1-5-21-9-8-7-1105 = foreign";
    let world = Small::new(directory, "").right(right(EKO, &["DL", "CN=D2"])).rule(rule("POL-1", EKO));
    insta::assert_snapshot!(world.told(), @r"
    low dangling CN=gone DL>gone
    medium foreign_unresolved S-1-5-21-9-8-7-1105 D2>GG>S-1-5-21-9-8-7-1105
    medium foreign_unresolved S-1-5-21-9-8-7-1105 DL>GG>S-1-5-21-9-8-7-1105
    high broad_principal S-1-5-11 (everybody) D2>GG>S-1-5-11
    high broad_principal S-1-5-11 (everybody) DL>GG>S-1-5-11
    high broad_principal S-1-5-7 (anonymous) D2>GG>S-1-5-7
    high broad_principal S-1-5-7 (anonymous) DL>GG>S-1-5-7
    low non_person O (other) D2>GG>O
    low non_person O (other) DL>GG>O
    low non_person PC (computer) D2>GG>PC
    low non_person PC (computer) DL>GG>PC
    low non_person X (contact) D2>GG>X
    low non_person X (contact) DL>GG>X
    ");
}

#[test]
fn domain_users_in_a_granting_group_or_as_one_is_a_broad_principal() {
    let world = one("DL: DU\nDU: a/pg\na = E1", "E1 A x", |_| {});
    assert_eq!(world.told(), "high broad_principal Domain Users (everybody) DL>DU");
    let direct = Small::new("DU: a/pg\na = E1", "E1 A x").right(right(EKO, &["DU"])).rule(rule("POL-1", EKO));
    assert_eq!(direct.told(), "high broad_principal Domain Users (everybody) DU");
}

#[test]
fn an_account_straight_in_the_granting_group_passes_by_the_role_group() {
    let directory = "DL: GG a c/url\nGG: a b\na = E1\nb = E2\nc = E3";
    let people = "E1 A x\nE2 A x\nE3 A x";
    assert_eq!(one(directory, people, |_| {}).told(), "");
    let told = one(directory, people, |it| it.role_group = true).told();
    assert_eq!(told, "low direct_assignment a DL>a", "a filter is no assignment");
}

#[test]
fn entitled_people_who_do_not_reach_are_hindered() {
    let directory =
        "DL: GG LIST\nGG: a off\nLIST~: e\na = E1\nb = E2\noff = E3 disabled\nd = E4 disabled\ne = E5";
    let people = "E1 A x\nE2 A x\nE3 A x\nE4 A x\nE5 A x\nE6 A x\nE7 A x ended\nE8 A x start:2027-01-01";
    let world = one(directory, people, |it| it.entitled = Entitled::Allowed);
    insta::assert_snapshot!(world.told(), @r"
    low disabled_member off DL>GG>off
    hinder missing_access b
    hinder missing_access e
    hinder missing_account E6
    low via_distribution_group e DL>LIST>e
    ");
    let mut planned = world.clone();
    planned.inventory.systems[0].lifecycle = Lifecycle::Planned;
    assert!(!planned.told().contains("hinder"), "nobody misses what is not in use");
    let narrow = one(directory, people, |it| it.entitled = Entitled::Rule(is("employee_id", "E6")));
    assert_eq!(narrow.told().lines().filter(|it| it.contains("hinder")).count(), 1);
    let forbidden = one(directory, people, |it| {
        it.entitled = Entitled::Allowed;
        it.forbid = Some(clause("employee_id", Op::In, &["E2", "E5", "E6"]));
    });
    assert!(!forbidden.told().contains("hinder"), "who is forbidden misses nothing");
}

#[test]
fn the_everyday_account_is_named_as_missing_before_an_administrators() {
    let world = one("DL:\na-adm = E1 tier:T0\nz = E1", "E1 A x", |it| it.entitled = Entitled::Allowed);
    assert_eq!(world.told(), "hinder missing_access z");
}

fn two_rights(directory: &str, people: &str) -> Small {
    Small::new(directory, people)
        .right(right("EKO-a", &["A", "A2"]))
        .right(right("HRL-b", &["B"]))
        .rule(rule("POL-1", "EKO-a"))
        .rule(rule("POL-2", "HRL-b"))
        .conflict("SOD-1", "EKO-a", "HRL-b")
}

#[test]
fn two_rights_that_nobody_may_hold_together_are_shown_with_both_paths() {
    let directory = "A: GA\nA2: a\nGA: a b\nB: L a\nL~: b\na = E1\nb = E2 disabled";
    let world = two_rights(directory, "E1 A x\nE2 A x");
    insta::assert_snapshot!(world.told(), @r"
    high sod_conflict a A2>a B>a
    low disabled_member b A>GA>b
    low disabled_member b B>L>b
    low via_distribution_group b B>L>b
    ");
    let outcome = world.outcome();
    let conflict = outcome.findings.iter().find(|it| it.kind == Kind::SodConflict).unwrap();
    assert_eq!((conflict.system.as_deref(), conflict.rule.as_deref()), (None, Some("SOD-1")));
}

#[test]
fn a_conflict_follows_the_person_over_accounts_and_stays_within_one_person() {
    let people = "E1 A x\nE2 A x";
    let same = two_rights("A: t0\nA2:\nB: t0b\nt0 = E1 tier:T0\nt0b = E1 tier:T0B", people);
    assert_eq!(same.told(), "high sod_conflict t0 (across accounts) A>t0 B>t0b");
    let others = two_rights("A: t0\nA2:\nB: t0b\nt0 = E1 tier:T0\nt0b = E2 tier:T0B", people);
    assert_eq!(others.told(), "");
    let off = two_rights("A: t0\nA2:\nB: t0b\nt0 = E1 tier:T0\nt0b = E1 tier:T0B disabled", people);
    assert_eq!(off.told(), "low disabled_member t0b B>t0b");
}

#[test]
fn circles_under_a_granting_group_are_told_once_with_the_way_round() {
    let directory = "DL: X\nX: C a\nC: D\nD: E\nE: C a\nZ: Z\na = E1";
    let world = one(directory, "E1 A x", |_| {});
    insta::assert_snapshot!(world.told(), @"low cycle DL>X>C>D>E>C");
    let itself = one("DL: DL a\na = E1", "E1 A x", |_| {});
    assert_eq!(itself.told(), "low cycle DL>DL");
}

#[test]
fn a_granting_group_that_is_not_there_is_a_finding_and_no_empty_system() {
    let world = Small::new("G1:\nanna = E1", "E1 A x")
        .right(right(EKO, &["CN=Gone", "anna", "CN=anna", "g1"]))
        .rule(rule("POL-1", EKO));
    insta::assert_snapshot!(world.told(), @r"
    high grant_group_missing CN=Gone
    high grant_group_missing CN=anna (not a group)
    high grant_group_missing anna
    ");
}

#[test]
fn a_name_that_two_groups_have_names_none() {
    let mut world = one("DL: a\nD2: b\na = E1\nb = E2", "", |_| {});
    world.snapshot.objects[1].name = Some("DL".into());
    assert_eq!(world.told(), "high grant_group_missing DL (ambiguous name)");
}

#[test]
fn more_accounts_than_the_ceiling_is_one_finding() {
    let directory = "DL: a b c d\na = E1\nb = E2\nc = E3 disabled\nd = E4";
    let people = "E1 A x\nE2 A x\nE3 A x\nE4 A x";
    let told = one(directory, people, |it| it.ceiling = Some(2)).told();
    assert_eq!(told, "low disabled_member c DL>c\nmedium over_limit (3 of 2)");
    assert!(!one(directory, people, |it| it.ceiling = Some(3)).told().contains("over_limit"));
}

#[test]
fn a_service_account_without_an_owner_has_no_person_behind_it() {
    let directory = "s1 = - in:ou=svc\ns2 = - in:ou=svc pw:2021-11-01\ns3 = - in:ou=svc pw:2021-11-02 owner:bo\n\
                     s4 = - in:ou=svc owner:gone\ns5 = - in:ou=svc disabled\ns6 = - in:ou=notsvc\nbo = E1\nG: gone";
    let world = Small::new(directory, "E1 A x");
    assert_eq!(
        world.told(),
        "medium no_person_behind s1\nmedium no_person_behind s2 (old password)\nmedium no_person_behind s4"
    );
}

#[test]
fn who_moved_is_told_apart_and_weighs_one_step_less() {
    let directory = "DL: SSK\nSSK: a b c m d\na = E1\nb = E2\nc = E3\nm = E4\nd = E5";
    let people = "E1 HSL Ssk\nE2 HSL Ssk\nE3 HSL Ssk\nE4 EHU Ssk\nE5 HSL Adm";
    let allow = |it: &mut Rule| it.allow = Some(all(vec![is("department", "HSL"), is("title", "Ssk")]));
    let world = one(directory, people, allow);
    assert_eq!(world.told(), "medium unauthorised d DL>SSK>d\nlow unauthorised m (moved) DL>SSK>m");
    // A group of people from elsewhere is no role group of the old unit, and neither is the granting group itself.
    let pool = one(
        "DL: SSK POOL\nSSK: a b\nPOOL: m n\na = E1\nb = E2\nm = E4\nn = E6",
        "E1 HSL Ssk\nE2 HSL Ssk\nE4 EHU Ssk\nE6 EHU Ssk",
        allow,
    );
    assert!(!pool.told().contains("moved"), "{}", pool.told());
    let direct = one("DL: a b c m\na = E1\nb = E2\nc = E3\nm = E4", people, allow);
    assert_eq!(direct.told(), "medium unauthorised m DL>m");
    // A rule that names no unit cannot tell that somebody changed it.
    let titles = one(directory, "E1 HSL Ssk\nE2 HSL Ssk\nE3 HSL Ssk\nE4 EHU Adm\nE5 HSL Ssk", |it| {
        it.allow = Some(is("title", "Ssk"));
    });
    assert_eq!(titles.told(), "medium unauthorised m DL>SSK>m");
}

#[test]
fn severity_follows_the_system_and_the_right() {
    let world = |weight, privileged| {
        let mut right = right(EKO, &["DL"]);
        right.privileged = privileged;
        let rule = Rule { allow: None, ..rule("POL-1", EKO) };
        Small::new("DL: a\na = E1", "E1 A x").right(right).rule(rule).weight("EKO", weight).told()
    };
    assert_eq!(world(Weight::Unknown, false), "high unauthorised a DL>a");
    assert_eq!(world(Weight::Top, true), "critical unauthorised a DL>a");
    assert_eq!(world(Weight::LowerHalf, false), "low unauthorised a DL>a");
    let mut unsaid = one("DL: a\na = E9", "", |_| {});
    unsaid.weights.clear();
    assert_eq!(
        unsaid.told(),
        "critical orphan a DL>a",
        "a system of unknown need counts as one of the highest"
    );
}

#[test]
fn a_rule_over_two_rights_judges_each_account_once() {
    let mut rule = rule("POL-1", "EKO-a");
    rule.rights.push("EKO-b".into());
    rule.allow = None;
    let mut second = right("EKO-b", &["B"]);
    second.privileged = true;
    let world = Small::new("A: G\nG: a\nB: a b\na = E1\nb = E2", "E1 A x\nE2 A x")
        .right(right("EKO-a", &["A"]))
        .right(second)
        .rule(rule);
    assert_eq!(world.told(), "high unauthorised a B>a\nhigh unauthorised b B>b");
    assert_eq!(world.outcome().systems[0].members, 2);
}

#[test]
fn a_right_without_a_rule_is_a_gap_and_its_holders_are_counted() {
    let world = Small::new("DL: a b\na = E1\nb = E2 disabled", "E1 A x").right(right(EKO, &["DL"]));
    let outcome = world.outcome();
    assert_eq!(world.told(), "");
    assert_eq!(
        (outcome.systems[0].authorised, outcome.systems[0].members, outcome.systems[0].reach),
        (0, 2, 1)
    );
    assert_eq!(outcome.gaps, [Gap::NoRule { system: "EKO".into(), right: EKO.into() }]);
}

#[test]
fn what_is_not_recorded_or_not_read_is_a_gap() {
    let mut elsewhere = right("EKO-x", &["DL"]);
    elsewhere.grants[0].source = Some("own-list".into());
    let mut rule = rule("POL-1", "EKO-x");
    rule.rights.extend(["EKO-none".into(), "EKO-typo".into()]);
    let mut world = Small::new("DL: a\na = E1", "E1 A x")
        .right(elsewhere)
        .right(right("EKO-none", &[]))
        .right(right("BIB-r", &["DL"]))
        .rule(rule)
        .conflict("SOD-1", "EKO-x", "nowhere");
    world.inventory.rights.retain(|it| it.system != "BIB");
    insta::assert_debug_snapshot!(world.outcome().gaps, @r#"
    [
        NoRight {
            system: "BIB",
        },
        NoGrant {
            system: "EKO",
            right: "EKO-none",
        },
        OtherSource {
            system: "EKO",
            right: "EKO-x",
            source: "own-list",
        },
        UnknownRight {
            rule: "POL-1",
            right: "EKO-typo",
        },
        UnknownRight {
            rule: "SOD-1",
            right: "nowhere",
        },
    ]
    "#);
}

#[test]
fn what_has_left_the_register_is_not_judged() {
    let mut world = one("DL: a\na = E9", "", |_| {});
    world.inventory.rules[0].retired = Some(day("2026-11-01"));
    assert_eq!(world.told(), "");
    assert!(matches!(world.outcome().gaps[..], [Gap::NoRule { .. }]));
    world.inventory.systems[0].retired = Some(day("2026-11-01"));
    assert_eq!(world.outcome().systems, []);
}

#[test]
fn over_budget_there_is_no_answer() {
    let mut world = one("DL: a\na = E1", "E1 A x", |_| {});
    world.budget = 0;
    assert_eq!(check(&world.check()), Err(AccessError::OverBudget { budget: 0 }));
}

#[test]
fn a_finding_keeps_its_key_when_names_and_paths_change() {
    let before = one("DL: GG\nGG: a\na = E9", "", |_| {});
    let mut after = one("DL: X\nX: GG\nGG: a\na = E9", "", |_| {});
    for object in &mut after.snapshot.objects {
        object.dn = format!("{},OU=moved", object.dn);
        object.name = object.name.as_ref().map(|it| if it == "a" { "renamed".into() } else { it.clone() });
    }
    let key = |world: &Small| world.outcome().findings[0].key(&world.snapshot);
    assert_eq!(key(&before), ["orphan", "rule:POL-1", "account:key-a"]);
    assert_eq!(key(&before), key(&after));
}

#[test]
fn keys_tell_every_finding_of_a_run_apart() {
    let world = busy();
    let outcome = world.outcome();
    let mut keys: Vec<_> = outcome.findings.iter().map(|it| it.key(&world.snapshot)).collect();
    assert!(keys.len() > 12, "{}", keys.len());
    keys.sort();
    keys.dedup();
    assert_eq!(keys.len(), outcome.findings.len());
}

/// A world with something of everything.
fn busy() -> Small {
    let directory = "DL: GG LIST C1 PC gone\nGG: a b c d e\nLIST~: f\nC1: C2\nC2: C1 a\nD2: GG S-1-5-11 g\n\
                     a = E1\nb = E2 disabled\nc = E3 old\nd = E4\ne = E9\nf = E5\ng = E6\nh = E7\n\
                     PC = computer\nS-1-5-11 = foreign\ns1 = - in:ou=svc";
    let people = "E1 A x\nE2 A x\nE3 A x\nE4 B x\nE5 A x\nE6 A x ended\nE7 A x\nE8 A x";
    let mut rule_one = rule("POL-1", EKO);
    rule_one.allow = Some(is("department", "A"));
    rule_one.entitled = Entitled::Allowed;
    rule_one.role_group = true;
    rule_one.ceiling = Some(1);
    Small::new(directory, people)
        .right(right(EKO, &["DL", "D2", "nowhere"]))
        .right(right("HRL-b", &["D2"]))
        .rule(rule_one)
        .rule(Rule { allow: Some(is("title", "y")), ..rule("POL-2", "HRL-b") })
        .conflict("SOD-1", EKO, "HRL-b")
}

/// The same world with every object numbered the other way round, and every list reversed.
fn reversed(world: &Small) -> Small {
    let mut out = world.clone();
    let last = u32::try_from(out.snapshot.objects.len()).unwrap() - 1;
    let turn = |it: &mut u32| *it = last - *it;
    let Snapshot { objects, edges, domain_users, .. } = &mut out.snapshot;
    objects.reverse();
    edges.reverse();
    for edge in edges {
        turn(&mut edge.group);
        turn(&mut edge.member);
    }
    if let Some(it) = domain_users {
        turn(it);
    }
    for object in objects {
        if let Some(manager) = object.account.as_mut().and_then(|it| it.manager.as_mut()) {
            turn(manager);
        }
    }
    out.hr.reverse();
    out.inventory.systems.reverse();
    out.inventory.rights.reverse();
    out.inventory.rules.reverse();
    out
}

#[test]
fn the_same_facts_in_another_order_give_the_same_answer() {
    let world = busy();
    insta::assert_snapshot!(world.told(), @r"
    medium no_person_behind s1
    high sod_conflict a DL>GG>a D2>GG>a
    high sod_conflict b DL>GG>b D2>GG>b
    high sod_conflict c DL>GG>c D2>GG>c
    high sod_conflict d DL>GG>d D2>GG>d
    high sod_conflict e DL>GG>e D2>GG>e
    high sod_conflict g D2>g D2>g
    low unauthorised d (moved) DL>GG>d
    high orphan e DL>GG>e
    high leaver g D2>g
    low disabled_member b DL>GG>b
    low stale_logon c (certain) DL>GG>c
    low dangling CN=gone DL>gone
    high broad_principal S-1-5-11 (everybody) D2>S-1-5-11
    low non_person PC (computer) DL>PC
    low direct_assignment g D2>g
    hinder missing_access f
    hinder missing_access h
    hinder missing_account E8
    low via_distribution_group f DL>LIST>f
    low cycle DL>C1>C2>C1
    high grant_group_missing nowhere
    medium over_limit (5 of 1)
    medium unauthorised a D2>GG>a
    medium unauthorised b D2>GG>b
    medium unauthorised c D2>GG>c
    medium unauthorised d D2>GG>d
    high orphan e D2>GG>e
    high leaver g D2>g
    low disabled_member b D2>GG>b
    low stale_logon c (certain) D2>GG>c
    high broad_principal S-1-5-11 (everybody) D2>S-1-5-11
    ");
    let turned = reversed(&world);
    assert_eq!(turned.told(), world.told());
    assert_eq!(turned.outcome().systems, world.outcome().systems);
}

#[test]
fn every_kind_of_the_access_check_has_a_test_above() {
    let source = include_str!("tests.rs");
    for kind in crate::access::finding::kinds() {
        let name: &str = kind.into();
        assert!(source.matches(name).count() > 0, "{name}");
        assert!(word(kind).starts_with("access-kind-"));
    }
}

#[test]
fn an_empty_world_has_no_answer_and_no_finding() {
    let world = Small::new("", "");
    let outcome = world.outcome();
    assert_eq!((outcome.systems.len(), outcome.findings.len(), outcome.gaps.len()), (0, 0, 0));
}
