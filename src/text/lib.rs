//! Words for people: message keys and arguments in, sentences out, in Swedish and English.
//!
//! The texts stand in `locales/{sv,en}/*.ftl` (Fluent) and are embedded. A directory of the user's own may override them
//! later; nothing here reads files.
//!
//! Invariants, held by `coverage` and its tests: both languages have the same messages, attributes and arguments.

use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate};
use domain::message::{Arg, Args, Explain, Lang};
use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use rust_embed::RustEmbed;

pub mod coverage;
pub mod rule;
mod sort;

pub use sort::{compare, sort_key};

type Bundle = FluentBundle<FluentResource>;

#[derive(RustEmbed)]
#[folder = "../../locales"]
struct Locales;

static SV: LazyLock<Bundle> = LazyLock::new(|| bundle(Lang::Sv));
static EN: LazyLock<Bundle> = LazyLock::new(|| bundle(Lang::En));

/// The text of `key` in `lang`.
///
/// A key or an argument that is missing shows as `⟨key⟩`: a test holds that no key of the program is without a text, so
/// that only an organisation's own override can ever show it.
pub fn say(lang: Lang, key: &str, args: &Args) -> String {
    format(lang, key, None, args).unwrap_or_else(|| format!("⟨{key}⟩"))
}

/// The text of `key`, which takes no arguments.
pub fn word(lang: Lang, key: &str) -> String {
    say(lang, key, &Args::new())
}

/// Whether there is a text for `key`.
pub fn has(lang: Lang, key: &str) -> bool {
    of(lang).get_message(key).is_some_and(|it| it.value().is_some())
}

/// *Where*: *what is wrong*. *What to do.*
pub fn explain(lang: Lang, what: &dyn Explain) -> String {
    let (key, args) = (what.key(), what.args());
    let place = what.position().map(|it| format!("{}: ", visible(&it.to_string()))).unwrap_or_default();
    let fix = format(lang, key, Some("fix"), &args).map(|it| format!(" {it}")).unwrap_or_default();
    format!("{place}{}{fix}", say(lang, key, &args))
}

/// *What to do*, alone; empty where the message has no such part.
pub fn fix(lang: Lang, what: &dyn Explain) -> String {
    format(lang, what.key(), Some("fix"), &what.args()).unwrap_or_default()
}

/// A whole number, grouped as the language does: 16 000, 16,000.
pub fn number(lang: Lang, value: i64) -> String {
    group(value, separator(lang))
}

/// A number with at most one decimal, with the language's decimal sign; whole numbers without.
pub fn decimal(lang: Lang, value: f64) -> String {
    let text = if value.fract() == 0.0 { format!("{value:.0}") } else { format!("{value:.1}") };
    match lang {
        Lang::Sv => text.replace('.', ","),
        Lang::En => text,
    }
}

/// A share as whole per cent: `62 %`, `62%`. It is cut, never rounded up: 99.9 % is not all. A dash where there is nothing to share.
pub fn percent(lang: Lang, part: usize, whole: usize) -> String {
    let Some(value) = (part * 100).checked_div(whole) else { return "–".to_owned() };
    match lang {
        Lang::Sv => format!("{value}\u{a0}%"),
        Lang::En => format!("{value}%"),
    }
}

/// A day in running text: *23 november 2026*, *23 November 2026*.
pub fn long_date(lang: Lang, day: NaiveDate) -> String {
    const MONTHS: [&str; 12] = [
        "month-1", "month-2", "month-3", "month-4", "month-5", "month-6", "month-7", "month-8", "month-9",
        "month-10", "month-11", "month-12",
    ];
    let month = MONTHS.get(day.month0() as usize).map_or_else(String::new, |key| word(lang, key));
    format!("{}\u{a0}{month} {}", day.day(), day.year())
}

/// The text with control and direction characters made visible, so that hostile input neither hides nor moves anything.
pub fn visible(text: &str) -> String {
    if !text.chars().any(is_hidden) {
        return text.to_owned();
    }
    text.chars()
        .map(|it| if is_hidden(it) { format!("\\u{{{:x}}}", u32::from(it)) } else { it.to_string() })
        .collect()
}

fn is_hidden(it: char) -> bool {
    it.is_control()
        || matches!(it, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{61c}')
}

fn of(lang: Lang) -> &'static Bundle {
    match lang {
        Lang::Sv => &SV,
        Lang::En => &EN,
    }
}

fn folder(lang: Lang) -> &'static str {
    match lang {
        Lang::Sv => "sv/",
        Lang::En => "en/",
    }
}

/// The texts of one language as they are embedded: name of the file, source.
fn sources(lang: Lang) -> Vec<(String, String)> {
    let mut names: Vec<_> = Locales::iter().filter(|it| it.starts_with(folder(lang))).collect();
    names.sort();
    let text = |name: &str| Locales::get(name).map(|it| String::from_utf8_lossy(&it.data).into_owned());
    names.iter().filter_map(|name| Some((name.to_string(), text(name)?))).collect()
}

fn bundle(lang: Lang) -> Bundle {
    let id = match lang {
        Lang::Sv => unic_langid::langid!("sv-SE"),
        Lang::En => unic_langid::langid!("en-GB"),
    };
    let mut bundle = FluentBundle::new_concurrent(vec![id]);
    // Isolation marks (U+2068, U+2069) would land in PDF text, search and copies.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(match lang {
        Lang::Sv => grouped_sv,
        Lang::En => grouped_en,
    }));
    for (_, source) in sources(lang) {
        // What does not parse is left out here and named by `coverage::faults`, which a test holds empty.
        let resource = FluentResource::try_new(source).unwrap_or_else(|(good, _)| good);
        bundle.add_resource_overriding(resource);
    }
    bundle
}

fn format(lang: Lang, key: &str, attribute: Option<&str>, args: &Args) -> Option<String> {
    let bundle = of(lang);
    let message = bundle.get_message(key)?;
    let pattern = match attribute {
        None => message.value()?,
        Some(name) => message.get_attribute(name)?.value(),
    };
    let args: FluentArgs = args.0.iter().map(|(name, value)| (*name, fluent(lang, value))).collect();
    let mut errors = vec![];
    let text = bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned();
    errors.is_empty().then_some(text)
}

fn fluent(lang: Lang, value: &Arg) -> FluentValue<'static> {
    match value {
        Arg::Text(text) => visible(text).into(),
        Arg::Number(number) => (*number).into(),
        Arg::Date(day) => day.to_string().into(),
        Arg::List(items) => items.iter().map(|it| visible(it)).collect::<Vec<_>>().join(", ").into(),
        Arg::Word(key) => word(lang, key).into(),
        Arg::Both(text) => visible(text.get(lang)).into(),
    }
}

fn separator(lang: Lang) -> char {
    match lang {
        Lang::Sv => '\u{a0}',
        Lang::En => ',',
    }
}

// A Fluent formatter is a plain `fn` and holds no language, hence one each.
fn grouped_sv<M>(value: &FluentValue<'_>, _: &M) -> Option<String> {
    grouped(value, separator(Lang::Sv))
}
fn grouped_en<M>(value: &FluentValue<'_>, _: &M) -> Option<String> {
    grouped(value, separator(Lang::En))
}
#[expect(clippy::cast_possible_truncation, reason = "arguments are i64 before Fluent makes them f64")]
fn grouped(value: &FluentValue<'_>, separator: char) -> Option<String> {
    match value {
        FluentValue::Number(it) if it.value.fract() == 0.0 => Some(group(it.value as i64, separator)),
        _ => None,
    }
}

fn group(value: i64, separator: char) -> String {
    let digits = value.unsigned_abs().to_string();
    let mut out = String::from(if value < 0 { "−" } else { "" });
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(separator);
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests;
