//! What can be wrong in a file from a directory, each with its place; all of it is reported, up to [`SHOWN`].

use domain::message::{Arg, Args, Explain, Position};

/// Errors that are reported one by one; beyond them only their number is told.
pub const SHOWN: usize = 100;

/// Why a file cannot be read. Nothing of a file with errors is used: half of it would look like a whole directory.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, strum::IntoStaticStr, strum::VariantNames)]
#[strum(serialize_all = "kebab-case", prefix = "directory-")]
#[expect(missing_docs, reason = "the fields are what the variant's sentence mentions")]
pub enum LdifError {
    /// There is no entry in the file.
    #[error("no entry")]
    Empty { at: Position },
    /// The file begins as UTF-16 and does not go on so.
    #[error("not UTF-16 all through")]
    Utf16 { at: Position },
    /// A line continues nothing.
    #[error("a continued line continues nothing")]
    Continuation { at: Position },
    /// A line that is not `name: value`.
    #[error("no attribute name and colon")]
    Line { at: Position },
    /// A name that no attribute can have.
    #[error("not an attribute name: {name}")]
    AttributeName { name: String, at: Position },
    /// A format version other than 1.
    #[error("version {version}")]
    Version { version: String, at: Position },
    /// A record that does not begin with `dn:`.
    #[error("the record begins with {attribute}")]
    NoDn { attribute: String, at: Position },
    /// `dn:` or `changetype:` in the midst of a record: an empty line is missing before it.
    #[error("{attribute} in the midst of a record")]
    Misplaced { attribute: String, at: Position },
    /// A value that should be base64 and is not.
    #[error("{attribute} is not base64")]
    Base64 { attribute: String, at: Position },
    /// `name:< url`: the value lies somewhere else.
    #[error("{attribute} points to a URL")]
    Url { attribute: String, at: Position },
    /// `control:` lines: the record means what its control says.
    #[error("a control")]
    Control { at: Position },
    /// Another change than an addition.
    #[error("changetype {change} of {dn}")]
    ChangeType { change: String, dn: String, at: Position },
    /// Another modification than more values of a membership.
    #[error("modify {operation} {attribute} of {dn}")]
    Modification { operation: String, attribute: String, dn: String, at: Position },
    /// A value of another attribute than the one that the modification names.
    #[error("{found} under add: {expected}")]
    ModificationValue { expected: String, found: String, at: Position },
    /// Values are added to an entry that the file does not hold.
    #[error("values for {dn}, which is not here")]
    NoTarget { dn: String, at: Position },
    /// The same entry twice.
    #[error("{dn} twice, first at line {first}")]
    Duplicate { dn: String, first: usize, at: Position },
    /// Two entries with the same identity (objectGUID, entryUUID or SID).
    #[error("{dn} and {other} are the same object")]
    DuplicateKey { dn: String, other: String, at: Position },
    /// A line longer than any value of a directory.
    #[error("a line of more than {limit} bytes")]
    ValueTooLarge { limit: usize, at: Position },
    /// More records or values than are read.
    #[error("more than {limit} records or values")]
    TooMany { limit: usize, at: Position },
    /// A DN that is not one; `problem` is a message of its own.
    #[error("{attribute} holds no DN: {problem} at {column}")]
    Dn { attribute: String, dn: String, problem: &'static str, column: usize, at: Position },
    /// `memberURL` that is not an LDAP URL, or asks for something that is not read.
    #[error("memberURL {url}")]
    MemberUrl { url: String, at: Position },
    /// A filter of a dynamic group that is not read; `problem` is a message of its own.
    #[error("filter {filter}: {problem} at {column}")]
    Filter { filter: String, problem: &'static str, column: usize, at: Position },
    /// The filters of dynamic groups ask for more comparisons than are made.
    #[error("more than {limit} comparisons for dynamic groups")]
    FilterWork { limit: usize, at: Position },
    /// A value that should be a number, a time, a SID or a GUID and is not.
    #[error("{attribute} of {dn} is {value}")]
    Value { attribute: String, value: String, dn: String, at: Position },
    /// The content does not show which kind of directory it comes from.
    #[error("no sign of a dialect")]
    Dialect { at: Position },
    /// A place of the source's settings that is not a DN; `problem` is a message of its own.
    #[error("place {under}: {problem} at {column}")]
    Place { under: String, problem: &'static str, column: usize },
    /// Errors beyond those shown.
    #[error("{count} more errors")]
    More { count: usize, at: Position },
}

impl Explain for LdifError {
    fn key(&self) -> &'static str {
        self.into()
    }

    fn args(&self) -> Args {
        let args = Args::new();
        match self {
            Self::Empty { .. }
            | Self::Utf16 { .. }
            | Self::Continuation { .. }
            | Self::Line { .. }
            | Self::Control { .. }
            | Self::Dialect { .. } => args,
            Self::AttributeName { name, .. } => args.with("name", name),
            Self::Version { version, .. } => args.with("version", version),
            Self::NoDn { attribute, .. }
            | Self::Misplaced { attribute, .. }
            | Self::Base64 { attribute, .. }
            | Self::Url { attribute, .. } => args.with("attribute", attribute),
            Self::ChangeType { change, dn, .. } => args.with("change", change).with("dn", dn),
            Self::Modification { operation, attribute, dn, .. } => {
                args.with("operation", operation).with("attribute", attribute).with("dn", dn)
            }
            Self::ModificationValue { expected, found, .. } => {
                args.with("expected", expected).with("found", found)
            }
            Self::NoTarget { dn, .. } => args.with("dn", dn),
            Self::Duplicate { dn, first, .. } => args.with("dn", dn).with("first", *first),
            Self::DuplicateKey { dn, other, .. } => args.with("dn", dn).with("other", other),
            Self::ValueTooLarge { limit, .. }
            | Self::TooMany { limit, .. }
            | Self::FilterWork { limit, .. } => args.with("limit", *limit),
            Self::Dn { attribute, dn, problem, column, .. } => args
                .with("attribute", attribute)
                .with("dn", dn)
                .with("problem", Word(problem))
                .with("column", *column),
            Self::MemberUrl { url, .. } => args.with("url", url),
            Self::Filter { filter, problem, column, .. } => {
                args.with("filter", filter).with("problem", Word(problem)).with("column", *column)
            }
            Self::Value { attribute, value, dn, .. } => {
                args.with("attribute", attribute).with("value", value).with("dn", dn)
            }
            Self::Place { under, problem, column } => {
                args.with("under", under).with("problem", Word(problem)).with("column", *column)
            }
            Self::More { count, .. } => args.with("count", *count),
        }
    }

    fn position(&self) -> Option<&Position> {
        match self {
            Self::Empty { at }
            | Self::Utf16 { at }
            | Self::Continuation { at }
            | Self::Line { at }
            | Self::AttributeName { at, .. }
            | Self::Version { at, .. }
            | Self::NoDn { at, .. }
            | Self::Misplaced { at, .. }
            | Self::Base64 { at, .. }
            | Self::Url { at, .. }
            | Self::Control { at }
            | Self::ChangeType { at, .. }
            | Self::Modification { at, .. }
            | Self::ModificationValue { at, .. }
            | Self::NoTarget { at, .. }
            | Self::Duplicate { at, .. }
            | Self::DuplicateKey { at, .. }
            | Self::ValueTooLarge { at, .. }
            | Self::TooMany { at, .. }
            | Self::Dn { at, .. }
            | Self::MemberUrl { at, .. }
            | Self::Filter { at, .. }
            | Self::FilterWork { at, .. }
            | Self::Value { at, .. }
            | Self::Dialect { at }
            | Self::More { at, .. } => Some(at),
            Self::Place { .. } => None,
        }
    }
}

/// A key whose text is put into the sentence.
struct Word(&'static str);

impl From<Word> for Arg {
    fn from(word: Word) -> Self {
        Self::Word(word.0)
    }
}

/// Collects errors; keeps the first [`SHOWN`] and counts the rest, so that a hostile file cannot fill the memory with them.
#[derive(Debug)]
pub(crate) struct Problems<'a> {
    file: &'a str,
    /// A live read has no lines.
    is_file: bool,
    list: Vec<LdifError>,
    more: usize,
}

impl<'a> Problems<'a> {
    pub(crate) fn new(file: &'a str) -> Self {
        Self { file, is_file: true, list: Vec::new(), more: 0 }
    }

    /// Those of a read without lines: their place is the source.
    pub(crate) fn live(source: &'a str) -> Self {
        Self { is_file: false, ..Self::new(source) }
    }

    /// Notes what `error` makes of its place.
    pub(crate) fn add(&mut self, line: u32, column: u32, error: impl FnOnce(Position) -> LdifError) {
        if self.list.len() < SHOWN {
            let file = self.file.to_owned();
            let at = if self.is_file {
                Position::Line { file, line: size(line), column: size(column) }
            } else {
                Position::File(file)
            };
            self.list.push(error(at));
        } else {
            self.more += 1;
        }
    }

    /// Notes what is wrong with the file as a whole.
    pub(crate) fn whole(&mut self, error: impl FnOnce(Position) -> LdifError) {
        self.list.push(error(Position::File(self.file.to_owned())));
    }

    /// Notes what is wrong outside the file.
    pub(crate) fn outside(&mut self, error: LdifError) {
        self.list.push(error);
    }

    pub(crate) fn any(&self) -> bool {
        !self.list.is_empty()
    }

    /// All errors in the order of the file.
    pub(crate) fn into_list(mut self) -> Vec<LdifError> {
        self.list.sort_by_key(|it| match it.position() {
            Some(Position::Line { line, column, .. }) => (*line, *column),
            Some(Position::Cell { .. } | Position::Pointer(_) | Position::File(_)) | None => (0, 0),
        });
        if self.more > 0 {
            let at = Position::File(self.file.to_owned());
            self.list.push(LdifError::More { count: self.more, at });
        }
        self.list
    }
}

/// A count in the file's own width as a size.
pub(crate) fn size(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}
