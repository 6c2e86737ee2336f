//! Messages to people: a key, arguments and a place. The words stand in `locales/`, in both languages.
//!
//! An error is an enum whose variant names are message keys (`strum`, kebab-case with the module as prefix), and
//! implements [`Explain`]. `tests/it/messages.rs` holds that every key has a text in both languages.

use std::{collections::BTreeMap, fmt};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A text that an organisation or a catalogue gives in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Bilingual {
    /// Swedish.
    pub sv: String,
    /// English.
    pub en: String,
}

/// The language of the reader.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    Default,
    Serialize,
    Deserialize,
    strum::EnumString,
    strum::IntoStaticStr,
    strum::Display,
)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
pub enum Lang {
    /// Swedish, which comes first.
    #[default]
    Sv,
    /// English.
    En,
}

impl Bilingual {
    /// The text in `lang`.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Sv => &self.sv,
            Lang::En => &self.en,
        }
    }
}

/// Where in what somebody gave us something is wrong.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Position {
    /// In a text file; line and column count from 1, columns in characters.
    Line {
        /// Name of the file as the user gave it.
        file: String,
        /// Line, from 1.
        line: usize,
        /// Column in characters, from 1.
        column: usize,
    },
    /// In a sheet: `inventory.xlsx, System!C14`.
    Cell {
        /// Name of the file as the user gave it.
        file: String,
        /// Sheet and cell, `System!C14`.
        cell: String,
    },
    /// In a document that has no lines: a JSON pointer (RFC 6901).
    Pointer(String),
    /// A whole file.
    File(String),
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Line { file, line, column } => write!(f, "{file}:{line}:{column}"),
            Self::Cell { file, cell } => write!(f, "{file}, {cell}"),
            Self::Pointer(pointer) => f.write_str(pointer),
            Self::File(file) => f.write_str(file),
        }
    }
}

/// An argument of a message, formatted in the reader's language by `text`.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Arg {
    /// Shown as it is, with control and direction characters made visible.
    Text(String),
    /// Grouped and with the language's decimal sign; also chooses the plural.
    Number(i64),
    /// A civil day.
    Date(NaiveDate),
    /// Joined by commas.
    List(Vec<String>),
    /// The text of another message, by key: a word that itself is translated.
    Word(&'static str),
    /// A text that a model, a catalogue or an organisation gives in both languages: the word of a level.
    Both(Bilingual),
}

impl From<&str> for Arg {
    fn from(value: &str) -> Self {
        Self::Text(value.to_owned())
    }
}
impl From<String> for Arg {
    fn from(value: String) -> Self {
        Self::Text(value)
    }
}
impl From<Bilingual> for Arg {
    fn from(value: Bilingual) -> Self {
        Self::Both(value)
    }
}
impl From<&Bilingual> for Arg {
    fn from(value: &Bilingual) -> Self {
        Self::Both(value.clone())
    }
}
impl From<&String> for Arg {
    fn from(value: &String) -> Self {
        Self::Text(value.clone())
    }
}
impl From<usize> for Arg {
    fn from(value: usize) -> Self {
        Self::Number(i64::try_from(value).unwrap_or(i64::MAX))
    }
}
impl From<i64> for Arg {
    fn from(value: i64) -> Self {
        Self::Number(value)
    }
}
impl From<u32> for Arg {
    fn from(value: u32) -> Self {
        Self::Number(i64::from(value))
    }
}
impl From<NaiveDate> for Arg {
    fn from(value: NaiveDate) -> Self {
        Self::Date(value)
    }
}
impl From<Vec<String>> for Arg {
    fn from(value: Vec<String>) -> Self {
        Self::List(value)
    }
}
impl From<&[String]> for Arg {
    fn from(value: &[String]) -> Self {
        Self::List(value.to_vec())
    }
}

/// The named arguments of a message.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[serde(transparent)]
pub struct Args(pub BTreeMap<&'static str, Arg>);

impl Args {
    /// No arguments.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one argument.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Arg>) -> Self {
        self.0.insert(name, value.into());
        self
    }
}

/// Something that can be said in the reader's language: a key, its arguments, and where it is wrong.
pub trait Explain: fmt::Debug {
    /// Key of the message; its attribute `.fix`, where there is one, says what to do.
    fn key(&self) -> &'static str;
    /// What the sentence mentions.
    fn args(&self) -> Args;
    /// Where it is wrong, when there is a place.
    fn position(&self) -> Option<&Position> {
        None
    }
}

/// A message with its arguments: what a derivation says about a result, in no language yet.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Message {
    /// Key in `locales/`.
    pub key: &'static str,
    /// Arguments of the text.
    pub args: Args,
}

impl Message {
    /// A message without arguments.
    pub fn new(key: &'static str) -> Self {
        Self { key, args: Args::new() }
    }

    /// Adds one argument.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Arg>) -> Self {
        self.args = self.args.with(name, value);
        self
    }
}

impl Explain for Message {
    fn key(&self) -> &'static str {
        self.key
    }
    fn args(&self) -> Args {
        self.args.clone()
    }
}
