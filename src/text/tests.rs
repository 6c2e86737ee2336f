use chrono::NaiveDate;
use domain::message::{Args, Explain, Lang, Message, Position};

use super::*;

#[test]
fn both_languages_have_the_same_messages_attributes_and_arguments() {
    assert!(coverage::texts(Lang::Sv).len() > 20, "the embedded texts must be there to prove anything");
    assert_eq!(coverage::faults(), Vec::<String>::new());
}

#[test]
fn numbers_shares_and_days_are_written_as_the_language_does() {
    assert_eq!(number(Lang::Sv, 16_000), "16\u{a0}000");
    assert_eq!(number(Lang::En, -1_234_567), "−1,234,567");
    assert_eq!(decimal(Lang::Sv, 1.5), "1,5");
    assert_eq!(percent(Lang::Sv, 999, 1000), "99\u{a0}%");
    assert_eq!(percent(Lang::En, 0, 0), "–");
    let day = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
    assert_eq!(long_date(Lang::Sv, day), "23\u{a0}november 2026");
    assert_eq!(long_date(Lang::En, day), "23\u{a0}November 2026");
}

#[test]
fn names_sort_with_swedish_letters_last_and_numbers_by_value() {
    let mut names = ["Ödla", "Zon", "E-10", "E-9", "Ärende", "Åker"];
    names.sort_by(|a, b| compare(Lang::Sv, a, b));
    assert_eq!(names, ["E-9", "E-10", "Zon", "Åker", "Ärende", "Ödla"]);
    assert!(sort_key(Lang::Sv, "Zon") < sort_key(Lang::Sv, "Åker"));
}

#[test]
fn hidden_characters_are_made_visible() {
    assert_eq!(visible("a\u{202e}b\tc"), "a\\u{202e}b\\u{9}c");
    assert_eq!(visible("Åsa"), "Åsa");
}

#[test]
fn an_explanation_says_where_what_and_what_to_do() {
    #[derive(Debug)]
    struct Unknown(Position);
    impl Explain for Unknown {
        fn key(&self) -> &'static str {
            "cli-no-such-object"
        }
        fn args(&self) -> Args {
            Args::new()
                .with("what", Arg::Word("list-systems"))
                .with("code", "EKOO")
                .with("near", vec!["EKO".to_owned()])
        }
        fn position(&self) -> Option<&Position> {
            Some(&self.0)
        }
    }
    let at = Position::Line { file: "a.yaml".into(), line: 3, column: 7 };
    assert!(explain(Lang::Sv, &Unknown(at)).starts_with("a.yaml:3:7: "));
    assert_eq!(say(Lang::Sv, "no-such-key", &Args::new()), "⟨no-such-key⟩");
    assert_eq!(Message::new("month-1").key(), "month-1");
}
