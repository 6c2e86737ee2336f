use super::*;
use crate::message::Bilingual;

fn say(text: &str, value: ParamValue, lang: Lang) -> Option<String> {
    let pieces = pieces(text)?;
    let strength = Strength { key: "n".to_owned(), level: 1, value };
    let mut parts = vec![];
    for piece in pieces {
        match piece {
            Piece::Text(text) => parts.push(Part::Text(text)),
            Piece::Place(_, forms) => fill(&strength.value, &forms, lang, &mut parts),
        }
    }
    let said = parts.iter().map(|part| match part {
        Part::Text(text) => (*text).to_owned(),
        Part::Number(number) => format!("<{number}>"),
    });
    Some(said.collect())
}

#[test]
fn a_place_takes_the_value_or_the_form_for_it() {
    for (text, value, said) in [
        ("kept {n} months", 6.0, "kept <6> months"),
        ("within {n|=1 one month|# months}.", 1.0, "within one month."),
        ("within {n|=1 one month|# months}.", 12.0, "within <12> months."),
        ("known{n|=0 |, and # deputies}.", 0.0, "known."),
        ("known{n|=0 |=1 , and one deputy|, and # of # deputies}.", 3.0, "known, and <3> of <3> deputies."),
        ("no places", 3.0, "no places"),
    ] {
        assert_eq!(say(text, ParamValue::Number(value), Lang::En).as_deref(), Some(said), "{text}");
    }
    let word = ParamValue::Word(Bilingual { sv: "ingen".to_owned(), en: "none".to_owned() });
    assert_eq!(say("lägst: {n}", word.clone(), Lang::Sv).as_deref(), Some("lägst: ingen"));
    assert_eq!(say("at least: {n}", word, Lang::En).as_deref(), Some("at least: none"));
}

#[test]
fn braces_and_forms_that_do_not_add_up_are_refused() {
    for text in
        ["{n", "n}", "{}", "{n|=1 one}", "{n|other|=1 one}", "{n|=x one|other}", "{a{n}}", "{N}", "{n|a|b}"]
    {
        assert_eq!(pieces(text), None, "{text}");
    }
}
