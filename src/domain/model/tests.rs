use super::{fixture, *};

#[test]
fn the_top_is_the_highest_level_below_stop() {
    let top = |model: Model| model.dimensions.iter().map(|it| it.top().map(Level::rank)).collect::<Vec<_>>();
    assert_eq!(top(fixture::klassa()), [Some(3); 4]);
    assert_eq!(top(fixture::two_by_three_and_seven()), [Some(2), Some(6)]);
}

#[test]
fn levels_reach_the_catalogue_through_the_models_own_mapping() {
    let ranks = |levels: &[Option<u8>]| Levels(levels.iter().map(|it| it.map(Level::from_rank)).collect());
    let own = fixture::two_by_three_and_seven();
    for (given, c, a) in [
        ([Some(1), Some(6)], Some(2), Some(3)),
        ([None, Some(1)], None, Some(0)),
        ([Some(2), None], Some(3), None),
    ] {
        let found = own.catalogue_levels(&ranks(&given));
        assert_eq!((found.get(&Aspect::C).copied(), found.get(&Aspect::A).copied()), (c, a), "{given:?}");
        assert!(!found.contains_key(&Aspect::I), "no dimension drives integrity");
    }
    let klassa = fixture::klassa();
    assert!(
        !klassa.catalogue_levels(&ranks(&[Some(4), None, None])).contains_key(&Aspect::C),
        "a stop level has none"
    );
}

#[test]
fn choices_show_the_word_beside_the_number_and_never_the_stop_level() {
    let klassa = fixture::klassa();
    let choices = klassa.dimensions.first().map(Dimension::choices).unwrap_or_default();
    assert_eq!(choices.sv, "0 (level0), 1 (level1), 2 (level2), 3 (level3)");
    let own = fixture::two_by_three_and_seven();
    assert_eq!(own.dimensions.first().map(|it| it.choices().en), Some("open, kept, sealed".to_owned()));
}

#[test]
fn a_level_is_read_as_people_type_it() {
    assert_eq!(LevelCode::from(" 3 "), LevelCode::Number(3));
    assert_eq!(LevelCode::from("high"), LevelCode::Word("high".to_owned()));
}
