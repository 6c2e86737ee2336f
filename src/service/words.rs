//! Words for requirements: names of parameters, their values, why a requirement applies, and its wording.

use domain::{
    catalogue::{
        ParamValue,
        wording::{Mood, Part, wording},
    },
    message::{Args, Lang},
    requirement::{Because, Requirement, Strength},
};
use text::{decimal, say, word};

use super::situation::Situation;

/// Name of a parameter in the reader's language.
pub(crate) fn label(lang: Lang, situation: &Situation, control: &str, strength: &Strength) -> String {
    let params = situation.catalogue.control(control).map(|it| it.params.as_slice()).unwrap_or_default();
    let found = params.iter().find(|it| it.key == strength.key);
    found.map_or_else(|| strength.key.clone(), |it| it.label.get(lang).to_owned())
}

/// Value of a parameter in the reader's language.
pub(crate) fn value(lang: Lang, strength: &Strength) -> String {
    match &strength.value {
        ParamValue::Number(number) => decimal(lang, *number),
        ParamValue::Word(word) => word.get(lang).to_owned(),
    }
}

/// A fact that makes a requirement apply.
pub(crate) fn reason(lang: Lang, because: &Because, situation: &Situation) -> String {
    match because {
        Because::Always => word(lang, "because-always"),
        Because::Unmapped(aspect) => {
            let aspect: &'static str = (*aspect).into();
            say(
                lang,
                "because-unmapped",
                &Args::new().with("aspect", word(lang, &format!("aspect-{aspect}"))),
            )
        }
        Because::Flag(flag) => {
            situation.catalogue.flags.get(flag).map_or_else(|| flag.clone(), |it| it.get(lang).to_owned())
        }
        Because::Level { dimension, level, assumed } => {
            let model = &situation.model;
            let found = model.index(dimension).and_then(|it| model.dimensions.get(it));
            let label = found.map(|it| it.label(*level).get(lang).to_owned()).unwrap_or_default();
            let key = if *assumed { "because-level-assumed" } else { "because-level" };
            say(lang, key, &Args::new().with("dimension", dimension.clone()).with("level", label))
        }
    }
}

/// The wording of a requirement with its strength filled in.
pub(crate) fn worded(lang: Lang, requirement: &Requirement, situation: &Situation) -> String {
    let control = situation.catalogue.control(&requirement.control);
    let parts = control.and_then(|it| wording(it, &requirement.strength, lang, Mood::Is)).unwrap_or_default();
    parts
        .into_iter()
        .map(|it| match it {
            Part::Text(text) => text.to_owned(),
            Part::Number(number) => decimal(lang, number),
        })
        .collect()
}
