//! Order of names as the language has it: å ä ö after z, `E-9` before `E-10`.

use std::cmp::Ordering;

use domain::message::Lang;
use icu_collator::{
    Collator, CollatorBorrowed, CollatorPreferences,
    options::{CollatorOptions, Strength},
    preferences::CollationNumericOrdering,
};
use icu_locale_core::locale;

/// Compares two names in the order of `lang`.
pub fn compare(lang: Lang, left: &str, right: &str) -> Ordering {
    collator(lang).map_or_else(|| left.cmp(right), |it| it.compare(left, right))
}

/// Bytes that sort as the language does: one column then gives the same order in every database.
pub fn sort_key(lang: Lang, name: &str) -> Vec<u8> {
    let mut key = vec![];
    if let Some(it) = collator(lang) {
        // Writing to a vector cannot fail.
        let Ok(()) = it.write_sort_key_to(name, &mut key);
    }
    key
}

fn collator(lang: Lang) -> Option<CollatorBorrowed<'static>> {
    let locale = match lang {
        Lang::Sv => locale!("sv"),
        Lang::En => locale!("en"),
    };
    let mut options = CollatorOptions::default();
    options.strength = Some(Strength::Tertiary);
    let mut preferences = CollatorPreferences::from(&locale);
    preferences.numeric_ordering = Some(CollationNumericOrdering::True);
    Collator::try_new(preferences, options).ok()
}
