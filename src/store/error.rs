//! What can go wrong in the store, in words for people by key; the log gets the sources.

use domain::{
    inventory::Code,
    message::{Arg, Args, Explain},
};
use sea_orm::{DbErr, RuntimeErr};

/// Why something could not be read or kept. Nothing was saved.
#[derive(Debug, thiserror::Error, strum::IntoStaticStr, strum::VariantNames)]
#[strum(serialize_all = "kebab-case", prefix = "store-")]
#[expect(missing_docs, reason = "the fields are what the variant's sentence mentions")]
pub enum StoreError {
    /// Another program holds the write lock for longer than we wait.
    #[error("the database is busy")]
    Busy(#[source] DbErr),
    /// A later version of the program has changed the schema beyond what this one can read.
    #[error("schema {schema} is newer than this program knows ({program})")]
    NewerSchema { schema: i32, program: i32 },
    /// The database cannot be opened. The address is without password.
    #[error("cannot reach {address}")]
    Unreachable {
        address: String,
        #[source]
        cause: DbErr,
    },
    /// The database refused what would break one of its rules.
    #[error("refused by the database: {rule}")]
    Refused { rule: String },
    /// A statement failed for another reason.
    #[error("the database failed")]
    Failed(#[source] DbErr),
    /// A row refers to a code that the list does not have.
    #[error("no {code:?} among {list}")]
    UnknownCode { list: &'static str, code: Code },
    /// No model of that code is in the database.
    #[error("model {model:?} is not stored")]
    UnknownModel { model: String },
    /// The model has no such dimension or level.
    #[error("{code}: no level {level:?} in dimension {dimension:?}")]
    UnknownLevel { code: Code, dimension: String, level: String },
    /// The level is a stop level: information at it is handled in special order, and nothing of it is kept here.
    #[error("{code}: a stop level cannot be stored")]
    StopLevel { code: Code },
    /// A row that is handled in special order keeps owner and date, and nothing of the content.
    #[error("{code}: content beside the special order")]
    SpecialContent { code: Code },
    /// An approved classification states who decided it; made in the tool, also who else proposed it.
    #[error("{code}: an approved classification without decider")]
    NoDecider { code: Code },
    /// More kinds of flag than the bit set holds.
    #[error("more than 63 flags")]
    TooManyFlags,
    /// A unit stands below itself.
    #[error("unit {code} stands below itself")]
    UnitCycle { code: Code },
    /// An attachment is named by something else than a SHA-256 in hexadecimal.
    #[error("{code}: not a SHA-256")]
    BadHash { code: Code },
    /// What is stored cannot be read back.
    #[error("stored {what} cannot be read: {why}")]
    Unreadable { what: &'static str, why: String },
    /// A file of the data folder cannot be read or written.
    #[error("file {path}")]
    File {
        path: String,
        #[source]
        cause: std::io::Error,
    },
    /// The permit is not for that.
    #[error("the permit is for {action}, not for this")]
    WrongPermit { action: String },
    /// The writer's task ended before it answered.
    #[error("the transaction's task ended")]
    Interrupted(#[source] tokio::task::JoinError),
}

impl StoreError {
    pub(crate) fn unreadable(what: &'static str, why: impl std::fmt::Display) -> Self {
        Self::Unreadable { what, why: why.to_string() }
    }
}

impl From<DbErr> for StoreError {
    fn from(cause: DbErr) -> Self {
        let text = match &cause {
            DbErr::Exec(RuntimeErr::SqlxError(it))
            | DbErr::Query(RuntimeErr::SqlxError(it))
            | DbErr::Conn(RuntimeErr::SqlxError(it)) => {
                it.as_database_error().map(|it| (it.code(), it.message().to_owned()))
            }
            _ => None,
        };
        let Some((code, message)) = text else {
            return if matches!(cause, DbErr::ConnectionAcquire(_)) {
                Self::Busy(cause)
            } else {
                Self::Failed(cause)
            };
        };
        let code = code.as_deref().unwrap_or_default();
        // SQLite: 5 busy, 19 constraint, each with extended codes in the higher bytes. PostgreSQL: classes 22 and 23, and P0001 of a guard.
        let primary = code.parse::<u32>().map(|it| it & 0xff).ok().filter(|_| code.len() < 5);
        let postgres_rule = code.starts_with("22") || code.starts_with("23") || code == "P0001";
        match primary {
            Some(5 | 6) => Self::Busy(cause),
            Some(19) => Self::Refused { rule: message },
            None if postgres_rule => Self::Refused { rule: message },
            None if code == "55P03" || code == "40P01" => Self::Busy(cause),
            _ => Self::Failed(cause),
        }
    }
}

impl Explain for StoreError {
    fn key(&self) -> &'static str {
        self.into()
    }

    fn args(&self) -> Args {
        let args = Args::new();
        match self {
            Self::Busy(_) | Self::Failed(_) | Self::TooManyFlags | Self::Interrupted(_) => args,
            Self::NewerSchema { schema, program } => {
                args.with("schema", i64::from(*schema)).with("program", i64::from(*program))
            }
            Self::Unreachable { address, .. } => args.with("address", address),
            Self::Refused { rule } => args.with("rule", rule),
            Self::UnknownCode { list, code } => args.with("list", list_word(list)).with("code", code),
            Self::UnknownModel { model } => args.with("model", model),
            Self::UnknownLevel { code, dimension, level } => {
                args.with("code", code).with("dimension", dimension).with("level", level)
            }
            Self::StopLevel { code }
            | Self::SpecialContent { code }
            | Self::NoDecider { code }
            | Self::UnitCycle { code }
            | Self::BadHash { code } => args.with("code", code),
            Self::Unreadable { what, .. } => args.with("what", *what),
            Self::File { path, .. } => args.with("path", path),
            Self::WrongPermit { action } => args.with("action", action),
        }
    }
}

/// The word of a list, which stands with the words of the register.
fn list_word(list: &str) -> Arg {
    let word = LIST_WORDS.iter().find(|it| it.strip_prefix("list-") == Some(list));
    word.map_or_else(|| list.into(), |it| Arg::Word(it))
}

/// The lists that something can refer to.
const LIST_WORDS: &[&str] = &[
    "list-units",
    "list-people",
    "list-suppliers",
    "list-contracts",
    "list-platforms",
    "list-sites",
    "list-systems",
    "list-assets",
    "list-dependencies",
    "list-rights",
    "list-rules",
    "list-conflicts",
    "list-overrides",
    "list-recovery",
    "list-evidence",
    "list-sources",
];
