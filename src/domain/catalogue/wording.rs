//! Wordings with places for the strength: `sparas {retention_months} månader`.
//!
//! - `{key}`: the value, a number without its unit or a word;
//! - `{key|=1 one day|# days}`: one of several forms. `=N` begins the form for exactly that number, the last form is
//!   for all others, and `#` in a form is the number.
//!
//! The result is parts, not a string: numbers are written by `text`, in the reader's language.

use super::{Control, ParamValue, Shall};
use crate::{message::Lang, requirement::Strength};

/// Which of a control's two wordings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mood {
    /// *Is*: own operations.
    Is,
    /// *Shall*: suppliers.
    Shall,
}

/// A part of a wording.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Part<'a> {
    /// Text as it stands; also a value that is a word.
    Text(&'a str),
    /// A number, to be written in the reader's language.
    Number(f64),
}

/// A part of a wording before any strength is known.
#[derive(Debug, Clone, PartialEq)]
pub enum Piece<'a> {
    /// Text.
    Text(&'a str),
    /// The place of a parameter, with its forms; none where only the value stands.
    Place(&'a str, Vec<Form<'a>>),
}

/// One form of a place: the number that it is for, or all others, and its text.
#[derive(Debug, Clone, PartialEq)]
pub struct Form<'a> {
    /// The number; none for all others.
    pub only: Option<f64>,
    /// The text; `#` is the number.
    pub text: &'a str,
}

/// Takes a wording apart. `None` where braces or forms do not add up.
pub fn pieces(wording: &str) -> Option<Vec<Piece<'_>>> {
    let mut pieces = vec![];
    let mut rest = wording;
    loop {
        let Some((before, after)) = rest.split_once('{') else {
            if rest.contains('}') {
                return None;
            }
            pieces.extend((!rest.is_empty()).then_some(Piece::Text(rest)));
            return Some(pieces);
        };
        let (place, after) = after.split_once('}')?;
        if before.contains('}') || place.contains('{') {
            return None;
        }
        pieces.extend((!before.is_empty()).then_some(Piece::Text(before)));
        pieces.push(place_of(place)?);
        rest = after;
    }
}

fn place_of(text: &str) -> Option<Piece<'_>> {
    let mut parts = text.split('|');
    let key = parts.next()?;
    let is_key =
        !key.is_empty() && key.chars().all(|it| it.is_ascii_lowercase() || it.is_ascii_digit() || it == '_');
    let forms = parts.map(form).collect::<Option<Vec<_>>>()?;
    let (last, others) = forms.split_last().map_or((true, true), |(last, others)| {
        (last.only.is_none(), others.iter().all(|it| it.only.is_some()))
    });
    (is_key && last && others).then_some(Piece::Place(key, forms))
}

fn form(text: &str) -> Option<Form<'_>> {
    match text.strip_prefix('=') {
        None => Some(Form { only: None, text }),
        Some(rest) => {
            let (number, text) = rest.split_once(' ')?;
            Some(Form { only: Some(number.parse().ok()?), text })
        }
    }
}

/// The wording of `control` in `mood` and `lang`, at `strength`. `None` where there is no such wording, or where a place
/// has no value: the lint holds that a built-in control never has the latter.
pub fn wording<'a>(
    control: &'a Control,
    strength: &'a [Strength],
    lang: Lang,
    mood: Mood,
) -> Option<Vec<Part<'a>>> {
    let text = match (mood, &control.shall) {
        (Mood::Is, _) => control.is.get(lang),
        (Mood::Shall, Some(Shall::Text(text))) => text.get(lang),
        (Mood::Shall, Some(Shall::None(_)) | None) => return None,
    };
    let mut parts = vec![];
    for piece in pieces(text)? {
        match piece {
            Piece::Text(text) => parts.push(Part::Text(text)),
            Piece::Place(key, forms) => {
                let value = &strength.iter().find(|it| it.key == key)?.value;
                fill(value, &forms, lang, &mut parts);
            }
        }
    }
    Some(parts)
}

fn fill<'a>(value: &'a ParamValue, forms: &[Form<'a>], lang: Lang, parts: &mut Vec<Part<'a>>) {
    let number = match value {
        ParamValue::Word(word) => return parts.push(Part::Text(word.get(lang))),
        ParamValue::Number(number) => *number,
    };
    let chosen = forms.iter().find(|it| it.only.is_none_or(|only| (only - number).abs() < f64::EPSILON));
    let Some(form) = chosen else { return parts.push(Part::Number(number)) };
    for (at, text) in form.text.split('#').enumerate() {
        parts.extend((at > 0).then_some(Part::Number(number)));
        parts.extend((!text.is_empty()).then_some(Part::Text(text)));
    }
}

#[cfg(test)]
mod tests;
