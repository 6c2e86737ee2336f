//! All that can be wrong with the files of an import, under one roof.

use domain::{
    inventory::check::InventoryFault,
    message::{Args, Explain, Position},
};

use crate::{
    hr::HrError, klassa::KlassaError, place::reading_order, read::ReadError, sheet::SheetError,
    validate::SchemaError,
};

/// What is wrong with the files of an import.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// A text cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// A document does not follow its schema.
    #[error(transparent)]
    Schema(#[from] SchemaError),
    /// A sheet cannot be read.
    #[error(transparent)]
    Sheet(#[from] SheetError),
    /// A classification sheet cannot be used.
    #[error(transparent)]
    Klassa(#[from] KlassaError),
    /// The HR file cannot be used.
    #[error(transparent)]
    Hr(#[from] HrError),
    /// Documents do not fit together.
    #[error(transparent)]
    Document(#[from] DocumentError),
    /// A row says what cannot be.
    #[error("{at}: {what}")]
    Row {
        /// Where.
        at: Position,
        /// What.
        what: InventoryFault,
    },
}

/// Why documents do not fit together. `DuplicateCode` is the message `inventory-duplicate-code`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, strum::IntoStaticStr, strum::VariantNames)]
#[strum(serialize_all = "kebab-case", prefix = "inventory-")]
#[expect(missing_docs, reason = "the fields are what the variant's sentence mentions")]
pub enum DocumentError {
    /// The same code twice in a list, in one file or in two.
    #[error("{at}: code {code:?} stands already at {first}")]
    DuplicateCode { at: Position, code: String, first: String },
    /// The organisation is given more than once.
    #[error("{at}: the organisation is given already")]
    OrganisationTwice { at: Position },
    /// A row that follows the schema and yet cannot be used.
    #[error("{at}: {problem}")]
    RowRefused { at: Position, problem: String },
    /// A character that no text has.
    #[error("{at}: {character}")]
    ControlCharacter { at: Position, character: String },
    /// A classification model, which is no part of the register.
    #[error("{at}: a classification model")]
    ModelFile { at: Position },
    /// Two HR files in one import.
    #[error("{at}: an HR file already")]
    HrTwice { at: Position },
    /// A saved mapping that does not exist.
    #[error("no mapping {name:?}")]
    UnknownMapping { name: String },
}

impl Explain for DocumentError {
    fn key(&self) -> &'static str {
        self.into()
    }

    fn args(&self) -> Args {
        match self {
            Self::DuplicateCode { code, first, .. } => Args::new().with("code", code).with("first", first),
            Self::OrganisationTwice { .. } | Self::ModelFile { .. } | Self::HrTwice { .. } => Args::new(),
            Self::RowRefused { problem, .. } => Args::new().with("problem", problem),
            Self::ControlCharacter { character, .. } => Args::new().with("character", character),
            Self::UnknownMapping { name } => Args::new().with("name", name),
        }
    }

    fn position(&self) -> Option<&Position> {
        match self {
            Self::UnknownMapping { .. } => None,
            Self::DuplicateCode { at, .. }
            | Self::OrganisationTwice { at }
            | Self::RowRefused { at, .. }
            | Self::ControlCharacter { at, .. }
            | Self::ModelFile { at }
            | Self::HrTwice { at } => Some(at),
        }
    }
}

impl Fault {
    /// Whether it asks what the numbers of a classification sheet mean: the one thing that a person can answer at once.
    pub const fn is_numbering_question(&self) -> bool {
        matches!(self, Self::Klassa(KlassaError::NumberingNeeded { .. } | KlassaError::Reading { .. }))
    }

    /// Order of files and of places in them; what has no place comes last.
    pub(super) fn cmp_place(&self, other: &Self) -> std::cmp::Ordering {
        reading_order(self.position(), other.position()).then_with(|| self.key().cmp(other.key()))
    }

    const fn inner(&self) -> &dyn Explain {
        match self {
            Self::Read(it) => it,
            Self::Schema(it) => it,
            Self::Sheet(it) => it,
            Self::Klassa(it) => it,
            Self::Hr(it) => it,
            Self::Document(it) => it,
            Self::Row { what, .. } => what,
        }
    }
}

impl Explain for Fault {
    fn key(&self) -> &'static str {
        self.inner().key()
    }

    fn args(&self) -> Args {
        self.inner().args()
    }

    fn position(&self) -> Option<&Position> {
        if let Self::Row { at, .. } = self { Some(at) } else { self.inner().position() }
    }
}
