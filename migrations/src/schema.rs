//! What a table is: its columns by kind, its class, and the definition that follows for either database.

use sea_orm_migration::sea_orm::DbBackend;

/// What may happen to the rows of a table (DATA 1.1); decides its guards and how it is read as of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Class {
    /// Objects of the register: changed under a later `tx`, retired, never deleted; each state is kept in `<table>_rev`.
    Revised,
    /// What somebody decided or stated: insert only, a later row of the same key counts.
    Fact,
    /// What a source reported: insert only.
    Observation,
    /// What happened: insert only.
    Event,
    /// State of work and dictionaries: free.
    Working,
    /// Names and labels of people and accounts: free and erasable, without history on purpose.
    Personal,
    /// May be dropped at any time.
    Cache,
}

/// Kinds of column: one type in Rust, one in each database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// UUID: 16 bytes.
    Id,
    /// Dense number given under the write lock; never shown, in no hash.
    Num,
    /// Number of the audit entry that wrote the row: `i64`.
    Tx,
    /// Milliseconds since 1970 UTC: `i64`.
    At,
    /// Days since 1970: `i32`.
    On,
    /// Text.
    Text,
    /// One of these words.
    Word(&'static [&'static str]),
    /// 32 bytes.
    Hash,
    /// Bytes.
    Bytes,
    /// Canonical JSON (RFC 8785).
    Doc,
    /// Yes or no.
    Bool,
    /// `i32`.
    Int,
    /// `i64`.
    Big,
}

/// A column.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Name.
    pub name: &'static str,
    /// Kind.
    pub kind: Kind,
    /// Whether it may be empty.
    pub null: bool,
    /// What it refers to: `unit(id)`.
    pub to: Option<&'static str>,
}

/// What may be erased from a row that is otherwise never changed.
#[derive(Debug, Clone, Copy)]
pub struct Redaction {
    /// Columns that become NULL, together.
    pub cleared: &'static [&'static str],
    /// Column that gets the `tx` of the decision.
    pub marked: &'static str,
}

/// A table.
#[derive(Debug, Clone, Copy)]
pub struct Table {
    /// Name.
    pub name: &'static str,
    /// Class.
    pub class: Class,
    /// Columns of the primary key.
    pub key: &'static [&'static str],
    /// Columns, in the order in which rows are written and hashed.
    pub columns: &'static [Column],
    /// Columns that are unique together.
    pub unique: &'static [&'static [&'static str]],
    /// Further constraints, the same text on both databases.
    pub checks: &'static [&'static str],
    /// Indexes.
    pub index: &'static [&'static [&'static str]],
    /// What may be erased.
    pub redaction: Option<Redaction>,
}

const fn column(name: &'static str, kind: Kind) -> Column {
    Column { name, kind, null: false, to: None }
}

/// The column that all tables but the audit log itself share.
pub(crate) const TX: Column = Column { name: "tx", kind: Kind::Tx, null: false, to: Some("audit(seq)") };

pub(crate) const fn id(name: &'static str) -> Column {
    column(name, Kind::Id)
}
pub(crate) const fn num(name: &'static str) -> Column {
    column(name, Kind::Num)
}
pub(crate) const fn at(name: &'static str) -> Column {
    column(name, Kind::At)
}
pub(crate) const fn on(name: &'static str) -> Column {
    column(name, Kind::On)
}
pub(crate) const fn text(name: &'static str) -> Column {
    column(name, Kind::Text)
}
pub(crate) const fn word(name: &'static str, words: &'static [&'static str]) -> Column {
    column(name, Kind::Word(words))
}
pub(crate) const fn hash(name: &'static str) -> Column {
    column(name, Kind::Hash)
}
pub(crate) const fn bytes(name: &'static str) -> Column {
    column(name, Kind::Bytes)
}
pub(crate) const fn doc(name: &'static str) -> Column {
    column(name, Kind::Doc)
}
pub(crate) const fn bool(name: &'static str) -> Column {
    column(name, Kind::Bool)
}
pub(crate) const fn int(name: &'static str) -> Column {
    column(name, Kind::Int)
}
pub(crate) const fn big(name: &'static str) -> Column {
    column(name, Kind::Big)
}

impl Column {
    /// May be empty.
    pub(crate) const fn null(mut self) -> Self {
        self.null = true;
        self
    }

    /// Refers to a column of another table.
    pub(crate) const fn to(mut self, target: &'static str) -> Self {
        self.to = Some(target);
        self
    }

    fn sql(&self, backend: DbBackend, refers: bool) -> String {
        let name = self.name;
        let postgres = backend == DbBackend::Postgres;
        let (sqlite, other, check) = match self.kind {
            Kind::Id => ("BLOB", "uuid", (!postgres).then(|| format!("length({name}) = 16"))),
            Kind::Num | Kind::On | Kind::Int => ("INTEGER", "integer", None),
            Kind::Tx | Kind::At | Kind::Big => ("INTEGER", "bigint", None),
            Kind::Text | Kind::Doc => ("TEXT", "text COLLATE \"C\"", None),
            Kind::Word(words) => {
                let list = words.iter().map(|it| format!("'{it}'")).collect::<Vec<_>>().join(", ");
                ("TEXT", "text COLLATE \"C\"", Some(format!("{name} IN ({list})")))
            }
            Kind::Hash => ("BLOB", "bytea", Some(format!("length({name}) = 32"))),
            Kind::Bytes => ("BLOB", "bytea", None),
            Kind::Bool => ("INTEGER", "boolean", (!postgres).then(|| format!("{name} IN (0, 1)"))),
        };
        let mut sql = format!("{name} {}", if postgres { other } else { sqlite });
        if !self.null {
            sql += " NOT NULL";
        }
        if let Some(check) = check {
            sql.extend([" CHECK (", &check, ")"]);
        }
        if let Some(target) = self.to.filter(|_| refers) {
            sql.extend([" REFERENCES ", target, " DEFERRABLE INITIALLY DEFERRED"]);
        }
        sql
    }
}

impl Table {
    /// A table without anything beside its columns and its key.
    pub(crate) const fn new(
        name: &'static str,
        class: Class,
        key: &'static [&'static str],
        columns: &'static [Column],
    ) -> Self {
        Self { name, class, key, columns, unique: &[], checks: &[], index: &[], redaction: None }
    }
    pub(crate) const fn unique(mut self, unique: &'static [&'static [&'static str]]) -> Self {
        self.unique = unique;
        self
    }
    pub(crate) const fn checks(mut self, checks: &'static [&'static str]) -> Self {
        self.checks = checks;
        self
    }
    pub(crate) const fn index(mut self, index: &'static [&'static [&'static str]]) -> Self {
        self.index = index;
        self
    }
    pub(crate) const fn redaction(mut self, cleared: &'static [&'static str], marked: &'static str) -> Self {
        self.redaction = Some(Redaction { cleared, marked });
        self
    }

    /// Name of the table that keeps the history of a revised one.
    pub fn history(&self) -> String {
        format!("{}_rev", self.name)
    }

    /// Names of the columns, as a list in SQL.
    pub fn column_list(&self) -> String {
        self.columns.iter().map(|it| it.name).collect::<Vec<_>>().join(", ")
    }

    /// The statements that make the table, its history and its indexes.
    pub(crate) fn create(&self, backend: DbBackend) -> Vec<String> {
        let columns = |refers: bool| {
            self.columns.iter().map(|it| it.sql(backend, refers || it.name == "tx")).collect::<Vec<_>>()
        };
        let mut parts = columns(true);
        parts.push(format!("PRIMARY KEY ({})", self.key.join(", ")));
        parts.extend(self.unique.iter().map(|it| format!("UNIQUE ({})", it.join(", "))));
        parts.extend(self.checks.iter().map(|&it| it.to_owned()));
        let mut out = vec![finish(self.name, &parts, self.key.len(), backend)];
        for columns in self.index {
            let (name, list) = (columns.join("_"), columns.join(", "));
            out.push(format!("CREATE INDEX {}_by_{name} ON {} ({list})", self.name, self.name));
        }
        if self.class == Class::Revised {
            let mut parts = columns(false);
            parts.push(format!("PRIMARY KEY ({}, tx)", self.key.join(", ")));
            out.push(finish(&self.history(), &parts, 2, backend));
        }
        out
    }
}

fn finish(name: &str, parts: &[String], key_columns: usize, backend: DbBackend) -> String {
    // A key of several columns is the table itself: no second index beside the rows.
    let options = match (backend, key_columns) {
        (DbBackend::Sqlite, 1) => " STRICT",
        (DbBackend::Sqlite, _) => " STRICT, WITHOUT ROWID",
        _ => "",
    };
    format!("CREATE TABLE {name} (\n  {}\n){options}", parts.join(",\n  "))
}
