//! Forms: what was wrong, beside the field and in the summary above, in the same words.

use domain::message::{Explain, Lang, Position};
use serde::Serialize;

use crate::service::Refusal;

/// Something to correct, with the field that it stands beside.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Fault {
    /// Id of the field that the summary leads to.
    pub(crate) field: String,
    pub(crate) text: String,
}

/// A choice of a select or of radios.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Choice {
    pub(crate) value: String,
    pub(crate) text: String,
    pub(crate) chosen: bool,
}

/// What a service found wrong with a form, where it is the form that is wrong: anything else is passed on.
///
/// `field` gives the id of the field for a message key and a place in the document.
pub(crate) fn faults(
    lang: Lang,
    refusal: Refusal,
    field: impl Fn(&str, &str) -> &'static str,
) -> Result<Vec<Fault>, Refusal> {
    let one = |it: &dyn Explain| {
        let place = match it.position() {
            Some(Position::Pointer(place)) => place.as_str(),
            _ => "",
        };
        Fault { field: field(it.key(), place).to_owned(), text: text::say(lang, it.key(), &it.args()) }
    };
    match refusal {
        Refusal::Invalid(all) => Ok(all.iter().map(|it| one(it.as_ref())).collect()),
        Refusal::Told(message) => Ok(vec![one(&message)]),
        other => Err(other),
    }
}

/// The words beside one field.
pub(crate) fn beside(faults: &[Fault], field: &str) -> String {
    faults.iter().filter(|it| it.field == field).map(|it| it.text.as_str()).collect::<Vec<_>>().join(" ")
}
