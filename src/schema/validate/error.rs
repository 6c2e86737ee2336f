//! What a schema can say against a document, as message keys.

use domain::message::{Arg, Args, Explain, Position};

/// Words for the types of JSON that sentences mention.
pub const KEYS: &[&str] = &[
    "schema-type-array",
    "schema-type-boolean",
    "schema-type-integer",
    "schema-type-integer-or-string",
    "schema-type-null",
    "schema-type-number",
    "schema-type-object",
    "schema-type-other",
    "schema-type-string",
];

/// What a schema says against a value. `UnknownKey` is the message `schema-unknown-key`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, strum::IntoStaticStr, strum::VariantNames)]
#[strum(serialize_all = "kebab-case", prefix = "schema-")]
#[expect(missing_docs, reason = "the fields are what the variant's sentence mentions")]
pub enum SchemaError {
    /// The program has no schema of that name.
    #[error("no schema {name}")]
    NoSuchSchema { name: String },
    /// A schema that does not compile.
    #[error("schema {name}: {problem}")]
    SchemaRefused { name: String, problem: String },
    /// A key that the schema does not know.
    #[error("{at}: unknown key {name:?}")]
    UnknownKey { at: Position, name: String, allowed: Vec<String> },
    /// A key that the schema does not know, near one that it knows.
    #[error("{at}: unknown key {name:?}, near {near:?}")]
    UnknownKeyNear { at: Position, name: String, near: String },
    /// A required key is missing.
    #[error("{at}: key {name:?} is missing")]
    KeyMissing { at: Position, name: String },
    /// A key whose form is not allowed.
    #[error("{at}: key {name:?} has a form that is not allowed")]
    KeyForm { at: Position, name: String },
    /// A value of another type.
    #[error("{at}: {value:?} where {expected} is expected")]
    WrongType { at: Position, value: String, expected: &'static str },
    /// Nothing stands where a value must stand.
    #[error("{at}: nothing where {expected} is expected")]
    ValueMissing { at: Position, expected: &'static str },
    /// A value that is none of the allowed.
    #[error("{at}: {value:?} is not among {allowed:?}")]
    NotAllowed { at: Position, value: String, allowed: Vec<String> },
    /// A date that is none.
    #[error("{at}: {value:?} is no date")]
    NotDate { at: Position, value: String },
    /// An instant that is none.
    #[error("{at}: {value:?} is no instant")]
    NotInstant { at: Position, value: String },
    /// A value without the form that its format asks for.
    #[error("{at}: {value:?} is no {format}")]
    WrongFormat { at: Position, value: String, format: String },
    /// A code with other characters than codes have.
    #[error("{at}: {value:?} is no code")]
    NotCode { at: Position, value: String },
    /// A word of the program's with other characters than such words have.
    #[error("{at}: {value:?} is no flag")]
    NotFlag { at: Position, value: String },
    /// An e-mail address that is none.
    #[error("{at}: {value:?} is no e-mail address")]
    NotEmail { at: Position, value: String },
    /// A hash that is none.
    #[error("{at}: {value:?} is no SHA-256")]
    NotHash { at: Position, value: String },
    /// A text of blanks only.
    #[error("{at}: blank")]
    Blank { at: Position },
    /// A text that does not follow its pattern.
    #[error("{at}: {value:?} does not follow {pattern}")]
    WrongPattern { at: Position, value: String, pattern: String },
    /// A text that is too short.
    #[error("{at}: shorter than {limit}")]
    TextTooShort { at: Position, value: String, limit: u64 },
    /// A text that is too long.
    #[error("{at}: longer than {limit}")]
    TextTooLong { at: Position, value: String, limit: u64 },
    /// A number that is too small.
    #[error("{at}: {value} is below {limit}")]
    NumberTooSmall { at: Position, value: String, limit: String },
    /// A number that is too large.
    #[error("{at}: {value} is above {limit}")]
    NumberTooLarge { at: Position, value: String, limit: String },
    /// Too few values in a list or map.
    #[error("{at}: fewer than {limit}")]
    TooFew { at: Position, limit: u64 },
    /// Too many values in a list or map.
    #[error("{at}: more than {limit}")]
    TooMany { at: Position, limit: u64 },
    /// A value stands twice in a list.
    #[error("{at}: {value:?} stands twice")]
    StandsTwice { at: Position, value: String },
    /// A value that has none of the forms that the schema allows.
    #[error("{at}: {value:?} has none of the allowed forms")]
    NoForm { at: Position, value: String },
    /// Another rule of the schema.
    #[error("{at}: {value:?} breaks the rule {rule}")]
    RuleBroken { at: Position, value: String, rule: String },
}

impl SchemaError {
    /// Order of the document.
    pub(super) fn cmp_place(&self, other: &Self) -> std::cmp::Ordering {
        self.position().cmp(&other.position()).then_with(|| self.key().cmp(other.key()))
    }
}

impl Explain for SchemaError {
    fn key(&self) -> &'static str {
        self.into()
    }

    fn args(&self) -> Args {
        let args = Args::new();
        match self {
            Self::NoSuchSchema { name } | Self::KeyMissing { name, .. } | Self::KeyForm { name, .. } => {
                args.with("name", name)
            }
            Self::SchemaRefused { name, problem } => args.with("name", name).with("problem", problem),
            Self::UnknownKey { name, allowed, .. } => {
                args.with("name", name).with("allowed", allowed.as_slice())
            }
            Self::UnknownKeyNear { name, near, .. } => args.with("name", name).with("near", near),
            Self::WrongType { value, expected, .. } => {
                args.with("value", value).with("expected", Arg::Word(expected))
            }
            Self::ValueMissing { expected, .. } => args.with("expected", Arg::Word(expected)),
            Self::NotAllowed { value, allowed, .. } => {
                args.with("value", value).with("allowed", allowed.as_slice())
            }
            Self::WrongFormat { value, format, .. } => args.with("value", value).with("format", format),
            Self::NotDate { value, .. }
            | Self::NotInstant { value, .. }
            | Self::NotCode { value, .. }
            | Self::NotFlag { value, .. }
            | Self::NotEmail { value, .. }
            | Self::NotHash { value, .. }
            | Self::StandsTwice { value, .. }
            | Self::NoForm { value, .. } => args.with("value", value),
            Self::WrongPattern { value, pattern, .. } => args.with("value", value).with("pattern", pattern),
            Self::TextTooShort { value, limit, .. } | Self::TextTooLong { value, limit, .. } => {
                args.with("value", value).with("limit", number(*limit))
            }
            Self::NumberTooSmall { value, limit, .. } | Self::NumberTooLarge { value, limit, .. } => {
                args.with("value", value).with("limit", limit)
            }
            Self::TooFew { limit, .. } | Self::TooMany { limit, .. } => args.with("limit", number(*limit)),
            Self::RuleBroken { value, rule, .. } => args.with("value", value).with("rule", rule),
            Self::Blank { .. } => args,
        }
    }

    fn position(&self) -> Option<&Position> {
        match self {
            Self::NoSuchSchema { .. } | Self::SchemaRefused { .. } => None,
            Self::UnknownKey { at, .. }
            | Self::UnknownKeyNear { at, .. }
            | Self::KeyMissing { at, .. }
            | Self::KeyForm { at, .. }
            | Self::WrongType { at, .. }
            | Self::ValueMissing { at, .. }
            | Self::NotAllowed { at, .. }
            | Self::NotDate { at, .. }
            | Self::NotInstant { at, .. }
            | Self::WrongFormat { at, .. }
            | Self::NotCode { at, .. }
            | Self::NotFlag { at, .. }
            | Self::NotEmail { at, .. }
            | Self::NotHash { at, .. }
            | Self::Blank { at }
            | Self::WrongPattern { at, .. }
            | Self::TextTooShort { at, .. }
            | Self::TextTooLong { at, .. }
            | Self::NumberTooSmall { at, .. }
            | Self::NumberTooLarge { at, .. }
            | Self::TooFew { at, .. }
            | Self::TooMany { at, .. }
            | Self::StandsTwice { at, .. }
            | Self::NoForm { at, .. }
            | Self::RuleBroken { at, .. } => Some(at),
        }
    }
}

fn number(value: u64) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}
