use super::*;
use crate::{
    level::Level,
    message::{Explain, Position},
    model::{Model, fixture},
};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// `K3 R2` as a document writes it.
fn levels(text: &str) -> BTreeMap<String, LevelCode> {
    let level = |it: &str| (it.split_at(1).0.to_owned(), LevelCode::from(it.split_at(1).1));
    text.split_whitespace().map(level).collect()
}

fn version(text: &str, from: &str, state: State) -> Classification {
    let from = (from != "-").then(|| day(from));
    Classification { levels: levels(text), from, state, ..Classification::default() }
}

fn asset(own: Classification, history: Vec<Classification>) -> Asset {
    Asset {
        code: "A".into(),
        name: "A".into(),
        unit: "U".into(),
        owner: None,
        systems: vec![],
        flags: vec![],
        law: None,
        retention: None,
        classification: own,
        history,
        retired: None,
    }
}

fn pointer(key: &str) -> Position {
    Position::Pointer(format!("/levels/{key}").trim_end_matches('/').to_owned())
}

fn keys(errors: &[ClassificationError]) -> Vec<&'static str> {
    errors.iter().map(Explain::key).collect()
}

#[test]
fn levels_become_ranks_and_every_error_is_reported_with_its_choices() {
    let model = fixture::klassa();
    let found = resolve(&model, &levels("K3 T0"), &pointer).unwrap();
    assert_eq!(found.0, [Some(Level::from_rank(3)), None, Some(Level::from_rank(0)), None]);
    let errors = resolve(&model, &levels("K9 X1 R2"), &pointer).unwrap_err();
    assert_eq!(keys(&errors), ["classification-unknown-level", "classification-unknown-dimension"]);
    assert!(format!("{:?}", errors[0].args()).contains("3 (level3)"));
    assert_eq!(errors[0].position(), Some(&Position::Pointer("/levels/K".into())));
    assert!(format!("{:?}", errors[1].args()).contains("\"R\""));
}

#[test]
fn a_model_of_two_dimensions_with_three_and_seven_levels_is_resolved_and_proposed() {
    let model = fixture::two_by_three_and_seven();
    let given: BTreeMap<String, LevelCode> =
        [("trust".to_owned(), "kept".into()), ("life".to_owned(), "6".into())].into();
    let found = resolve(&model, &given, &pointer).unwrap();
    assert_eq!(found.0, [Some(Level::from_rank(1)), Some(Level::from_rank(6))]);
    let draft = Draft { levels: given, ..Draft::default() };
    let errors = propose(&model, None, &draft, day("2026-11-01")).unwrap_err();
    assert_eq!(
        keys(&errors),
        ["classification-reason-required"],
        "life 6 passes the threshold, trust kept does not"
    );
    let draft = Draft { because: Some("pumps stop".into()), ..draft };
    assert_eq!(propose(&model, None, &draft, day("2026-11-01")).unwrap().version().state, State::Proposed);
}

#[test]
fn a_stop_level_is_refused_alone_and_repeats_nothing() {
    let model = fixture::klassa();
    let errors = resolve(&model, &levels("K4 R9 X1"), &pointer).unwrap_err();
    assert_eq!(errors, [ClassificationError::StopLevel { at: Position::Pointer("/levels".into()) }]);
    let draft = Draft {
        levels: levels("T4"),
        because: Some("a secret".into()),
        review: Some(day("2020-01-01")),
        ..Draft::default()
    };
    let errors = propose(&model, None, &draft, day("2026-11-01")).unwrap_err();
    let said = format!("{errors:?} {}", errors[0]);
    assert_eq!(keys(&errors), ["classification-stop-level"]);
    assert!(!said.contains('T') && !said.contains('4') && !said.contains("secret"), "{said}");
}

#[test]
fn the_latest_approved_version_that_has_begun_is_in_force() {
    let (draft, proposed, approved) = (State::Draft, State::Proposed, State::Approved);
    let old = version("K1", "2024-01-01", approved);
    let new = version("K2", "2026-01-01", approved);
    for (own, history, on, expected) in [
        (new.clone(), vec![old.clone()], "2026-06-01", Some("K2")),
        (new.clone(), vec![old.clone()], "2025-06-01", Some("K1")),
        (new.clone(), vec![old.clone()], "2023-06-01", None),
        (version("K3", "2026-02-01", proposed), vec![new.clone(), old.clone()], "2026-06-01", Some("K2")),
        (version("K3", "2026-02-01", draft), vec![old.clone()], "2026-06-01", Some("K1")),
        (old.clone(), vec![version("K3", "2026-02-01", proposed)], "2026-06-01", Some("K1")),
        (version("K2", "-", approved), vec![old.clone()], "2026-06-01", Some("K2")),
        (version("K2", "-", approved), vec![], "2000-01-01", Some("K2")),
        (old.clone(), vec![version("K2", "-", approved)], "2026-06-01", Some("K1")),
        (Classification::default(), vec![], "2026-06-01", None),
    ] {
        let asset = asset(own, history);
        let found = in_force(&asset, day(on)).map(|it| it.levels.clone());
        assert_eq!(found, expected.map(levels), "on {on}: {asset:?}");
    }
}

#[test]
fn a_reason_is_required_at_the_threshold_and_when_a_level_is_lowered() {
    let model = fixture::klassa();
    let current = version("K2 R3", "2025-01-01", State::Approved);
    for (given, because, expected) in [
        ("K2 R2", None, vec!["classification-lowered-without-reason"]),
        ("K3", None, vec!["classification-reason-required"]),
        ("K1 R3", None, vec!["classification-lowered-without-reason", "classification-reason-required"]),
        (
            "K1 R3",
            Some("  "),
            vec!["classification-lowered-without-reason", "classification-reason-required"],
        ),
        ("K1 R3", Some("halved"), vec![]),
        ("K2", None, vec![]),
        ("", None, vec!["classification-no-levels"]),
    ] {
        let draft = Draft { levels: levels(given), because: because.map(str::to_owned), ..Draft::default() };
        let errors = propose(&model, Some(&current), &draft, day("2026-11-01")).err().unwrap_or_default();
        assert_eq!(keys(&errors), expected, "{given:?} because {because:?}");
    }
}

#[test]
fn a_dimension_that_is_left_out_keeps_the_level_in_force() {
    let current = version("K2 R3", "2025-01-01", State::Approved);
    let draft = Draft { levels: levels("K1"), because: Some("fewer".into()), ..Draft::default() };
    let proposal = propose(&fixture::klassa(), Some(&current), &draft, day("2026-11-01")).unwrap();
    assert_eq!(proposal.version().levels, levels("K1 R3"));
    assert_eq!(proposal.version().from, Some(day("2026-11-01")));
}

#[test]
fn a_proposal_is_approved_by_somebody_else_and_by_nobody_who_proposed() {
    let draft = Draft { levels: levels("K1"), proposed_by: Some("P1".into()), ..Draft::default() };
    let proposal = propose(&fixture::klassa(), None, &draft, day("2026-11-01")).unwrap();
    let refused = approve(proposal.clone(), "P1").unwrap_err();
    assert_eq!(keys(&refused), ["classification-own-proposal"]);
    let approved = approve(proposal, "P2").unwrap();
    assert_eq!((approved.state, approved.decided_by.as_deref()), (State::Approved, Some("P2")));
    assert_eq!(Proposal::stored(approved), None, "what is decided is no proposal");
}

#[test]
fn days_in_the_wrong_order_are_refused() {
    let current = version("K1", "2026-01-01", State::Approved);
    let draft = Draft {
        levels: levels("K1"),
        from: Some(day("2025-01-01")),
        review: Some(day("2024-01-01")),
        ..Draft::default()
    };
    let errors = propose(&fixture::klassa(), Some(&current), &draft, day("2026-11-01")).unwrap_err();
    assert_eq!(keys(&errors), ["classification-begins-before-current", "classification-review-before-start"]);
}

#[test]
fn special_order_keeps_one_row_with_owner_and_date() {
    let model: Model = fixture::klassa();
    let special = Some(Special { owner: "P1".into(), date: day("2026-10-01") });
    let draft = Draft { special: special.clone(), ..Draft::default() };
    let stored = propose(&model, None, &draft, day("2026-11-01")).unwrap().into_version();
    assert_eq!((&stored.special, stored.levels.len(), &stored.because), (&special, 0, &None));
    let more = Draft { because: Some("why".into()), ..draft };
    let errors = propose(&model, None, &more, day("2026-11-01")).unwrap_err();
    assert_eq!(keys(&errors), ["classification-special-with-content"]);
    let leaving = Draft { levels: levels("K1"), ..Draft::default() };
    let errors = propose(&model, Some(&stored), &leaving, day("2026-11-02")).unwrap_err();
    assert_eq!(keys(&errors), ["classification-special-left-without-reason"]);
}

#[test]
fn a_classification_is_old_after_its_review_day_or_after_the_interval_of_its_level() {
    let (model, months) = (fixture::klassa(), [36, 24, 12, 12]);
    let dated = |text: &str, from: &str| version(text, from, State::Approved);
    let reviewed = |text: &str, from: &str, review: &str| Classification {
        review: Some(day(review)),
        ..version(text, from, State::Approved)
    };
    let old = |text: &str| Age::Old(day(text));
    for (given, expected) in [
        (dated("K0 R0 T0", "2024-01-01"), Age::Current),
        (dated("K0 R1 T0", "2024-11-01"), Age::Current),
        (dated("K0 R1 T0", "2024-10-31"), old("2026-10-31")),
        (dated("K0 R2 T0", "2025-10-31"), old("2026-10-31")),
        (dated("K0 R0", "2025-10-31"), old("2026-10-31")),
        (dated("K0 R0 T0", "-"), Age::Unknown),
        (reviewed("K0 R0 T0", "-", "2026-11-01"), Age::Current),
        (reviewed("K0 R0 T0", "2026-01-01", "2026-10-31"), old("2026-10-31")),
        (reviewed("K3 R3 T3", "2020-01-01", "2027-01-01"), Age::Current),
    ] {
        assert_eq!(age(&model, &given, months, day("2026-11-01")), expected, "{given:?}");
        assert_eq!(stale(&model, &given, months, day("2026-11-01")), expected != Age::Current);
    }
    let special = Some(Special { owner: "P1".into(), date: day("2025-10-01") });
    let special = Classification { special, ..Classification::default() };
    assert_eq!(age(&model, &special, months, day("2026-11-01")), old("2026-10-01"));
}

#[test]
fn the_newest_proposal_that_nobody_has_approved_or_overtaken_waits() {
    let proposal = |levels: &str, from: &str| version(levels, from, State::Proposed);
    let waits = |own: Classification, history: Vec<Classification>| {
        waiting(&asset(own, history)).map(|it| format!("{:?} {}", it.levels, it.from.unwrap()))
    };
    let decided = || version("K1", "2026-03-01", State::Approved);
    assert_eq!(waits(decided(), vec![]), None);
    let (old, new) = (proposal("K2", "2026-04-01"), proposal("K3", "2026-05-01"));
    let shown = waits(decided(), vec![old.clone(), new.clone()]).unwrap();
    assert!(shown.ends_with("Number(3)} 2026-05-01"), "{shown}");
    let approved =
        Classification { decided_by: Some("P".into()), ..version("K3", "2026-05-20", State::Approved) };
    assert_eq!(waits(approved.clone(), vec![new.clone(), decided()]), None, "approved as it stands");
    assert_eq!(waits(approved.clone(), vec![new, old, decided()]), None, "the older one has been overtaken");
    let same_day =
        Classification { decided_by: Some("P".into()), ..version("K3", "2026-05-01", State::Approved) };
    let history = vec![proposal("K3", "2026-05-01"), proposal("K2", "2026-05-01"), decided()];
    assert_eq!(waits(same_day, history), None, "proposed the same day, but before the one that was approved");
    let again = waits(approved, vec![proposal("K3", "2026-06-01"), decided()]);
    assert!(again.is_some(), "proposed again after a decision that said the same");
}
