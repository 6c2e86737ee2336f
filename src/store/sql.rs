//! Rows and statements: values by kind of column, inserts and updates of many rows at a time, the hash of a row.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use migrations::{Kind, Table};
use sea_orm::{ConnectionTrait, DbBackend, QueryResult, Statement, TryGetable, Value};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::StoreError;

/// A value on its way to or from a column.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Cell {
    Null,
    Id(Uuid),
    Int(i32),
    Big(i64),
    Text(String),
    Bytes(Vec<u8>),
    Bool(bool),
}

/// Values of a row, in the order of the table's columns.
pub(crate) type Row = Vec<Cell>;

/// Builds a [`Row`] from values of any kind that a column has.
macro_rules! row {
    ($($value:expr),* $(,)?) => { vec![$($crate::sql::Cell::from($value)),*] };
}
pub(crate) use row;

macro_rules! cells {
    ($($from:ty => $make:expr;)*) => { $(impl From<$from> for Cell {
        fn from(value: $from) -> Self { ($make)(value) }
    })* };
}
cells! {
    Uuid => Cell::Id;
    i32 => Cell::Int;
    i64 => Cell::Big;
    u32 => |it: u32| Cell::Big(i64::from(it));
    bool => Cell::Bool;
    String => Cell::Text;
    &str => |it: &str| Cell::Text(it.to_owned());
    &String => |it: &String| Cell::Text(it.clone());
    Vec<u8> => Cell::Bytes;
    [u8; 32] => |it: [u8; 32]| Cell::Bytes(it.to_vec());
    [u8; 16] => |it: [u8; 16]| Cell::Bytes(it.to_vec());
    NaiveDate => |it: NaiveDate| Cell::Int(days(it));
    DateTime<Utc> => |it: DateTime<Utc>| Cell::Big(it.timestamp_millis());
}
impl<T> From<Option<T>> for Cell
where
    Cell: From<T>,
{
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Self::from)
    }
}
impl From<&Option<String>> for Cell {
    fn from(value: &Option<String>) -> Self {
        value.as_ref().map_or(Self::Null, Self::from)
    }
}

/// Days since 1970, as `…_on` columns have them.
pub(crate) fn days(date: NaiveDate) -> i32 {
    // Every date of chrono is within ±96 million days.
    i32::try_from(date.signed_duration_since(epoch()).num_days()).unwrap_or(i32::MAX)
}

/// The civil day that is `days` after 1970.
pub(crate) fn date(days: i32) -> NaiveDate {
    epoch().checked_add_signed(TimeDelta::days(i64::from(days))).unwrap_or(NaiveDate::MAX)
}

fn epoch() -> NaiveDate {
    DateTime::<Utc>::UNIX_EPOCH.date_naive()
}

impl Cell {
    fn bind(self, kind: Kind) -> Value {
        match (self, kind) {
            (Self::Id(it), _) => it.into(),
            (Self::Int(it), Kind::Tx | Kind::At | Kind::Big) => i64::from(it).into(),
            (Self::Int(it), _) => it.into(),
            (Self::Big(it), _) => it.into(),
            (Self::Text(it), _) => it.into(),
            (Self::Bytes(it), _) => it.into(),
            (Self::Bool(it), _) => it.into(),
            (Self::Null, Kind::Id) => None::<Uuid>.into(),
            (Self::Null, Kind::Num | Kind::On | Kind::Int) => None::<i32>.into(),
            (Self::Null, Kind::Tx | Kind::At | Kind::Big) => None::<i64>.into(),
            (Self::Null, Kind::Text | Kind::Word(_) | Kind::Doc) => None::<String>.into(),
            (Self::Null, Kind::Hash | Kind::Bytes) => None::<Vec<u8>>.into(),
            (Self::Null, Kind::Bool) => None::<bool>.into(),
        }
    }

    fn read(row: &QueryResult, place: usize, kind: Kind) -> Result<Self, StoreError> {
        Ok(match kind {
            Kind::Id => row.try_get_by_index::<Option<Uuid>>(place)?.into(),
            Kind::Num | Kind::On | Kind::Int => row.try_get_by_index::<Option<i32>>(place)?.into(),
            Kind::Tx | Kind::At | Kind::Big => row.try_get_by_index::<Option<i64>>(place)?.into(),
            Kind::Text | Kind::Word(_) | Kind::Doc => row.try_get_by_index::<Option<String>>(place)?.into(),
            Kind::Hash | Kind::Bytes => row.try_get_by_index::<Option<Vec<u8>>>(place)?.into(),
            Kind::Bool => row.try_get_by_index::<Option<bool>>(place)?.into(),
        })
    }

    fn digest(&self, hash: &mut Sha256) {
        let (tag, bytes): (u8, &[u8]) = match self {
            Self::Null => (0, &[]),
            Self::Id(it) => (1, it.as_bytes()),
            // A whole number is hashed alike whatever the width of its column.
            Self::Int(it) => return whole(i64::from(*it), hash),
            Self::Big(it) => return whole(*it, hash),
            Self::Text(it) => (3, it.as_bytes()),
            Self::Bytes(it) => (4, it),
            Self::Bool(it) => return whole(i64::from(*it), hash),
        };
        hash.update([tag]);
        hash.update(length(bytes));
        hash.update(bytes);
    }
}

fn whole(value: i64, hash: &mut Sha256) {
    hash.update([2]);
    hash.update(value.to_be_bytes());
}

/// Length of `bytes` as the hashes write it: eight bytes, the highest first.
pub(crate) fn length(bytes: &[u8]) -> [u8; 8] {
    u64::try_from(bytes.len()).unwrap_or(u64::MAX).to_be_bytes()
}

/// Whether rows of the table are facts whose hash the audit log commits to.
pub(crate) fn is_fact(table: &Table) -> bool {
    use migrations::Class::{Cache, Event, Fact, Observation, Personal, Revised, Working};
    match table.class {
        Revised | Fact | Observation | Event => table.columns.iter().any(|it| it.name == "tx"),
        Working | Personal | Cache => false,
    }
}

/// SHA-256 over name and value of each column, save dense numbers and what may be erased.
pub(crate) fn row_hash(table: &Table, row: &[Cell]) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(table.name.as_bytes());
    for (column, cell) in table.columns.iter().zip(row) {
        let erasable =
            table.redaction.is_some_and(|it| it.cleared.contains(&column.name) || it.marked == column.name);
        if column.kind == Kind::Num || erasable {
            continue;
        }
        hash.update(length(column.name.as_bytes()));
        hash.update(column.name.as_bytes());
        cell.digest(&mut hash);
    }
    hash.finalize().into()
}

/// Reads all columns of a table's row.
pub(crate) fn read_row(table: &Table, row: &QueryResult) -> Result<Row, StoreError> {
    table.columns.iter().enumerate().map(|(place, column)| Cell::read(row, place, column.kind)).collect()
}

/// The table of the schema called `name`.
pub(crate) fn table(name: &'static str) -> Result<&'static Table, StoreError> {
    migrations::table(name).ok_or_else(|| StoreError::unreadable("schema", name))
}

/// Most values in one statement: SQLite allows 32,766.
const VALUES: usize = 32_000;

fn chunk_rows(columns: usize) -> usize {
    (VALUES / columns.max(1)).clamp(1, 1_000)
}

/// `(?, ?), (?, ?)`, numbered on PostgreSQL. SQLite looks a numbered name up by walking all before it, so there: no numbers.
fn placeholders(backend: DbBackend, rows: usize, columns: usize) -> String {
    let mut out = String::with_capacity(rows * columns * 7);
    let mut number = 0_usize;
    for row in 0..rows {
        out.push_str(if row == 0 { "(" } else { "), (" });
        for column in 0..columns {
            number += 1;
            if column > 0 {
                out.push(',');
            }
            match backend {
                DbBackend::Postgres => out.extend(["$", &number.to_string()]),
                _ => out.push('?'),
            }
        }
    }
    out.push(')');
    out
}

/// Inserts rows, 1,000 at a time.
pub(crate) async fn insert(db: &impl ConnectionTrait, table: &Table, rows: &[Row]) -> Result<(), StoreError> {
    let (backend, width) = (db.get_database_backend(), table.columns.len());
    for chunk in rows.chunks(chunk_rows(width)) {
        let sql = format!(
            "INSERT INTO {} ({}) VALUES {}",
            table.name,
            table.column_list(),
            placeholders(backend, chunk.len(), width)
        );
        db.execute_raw(Statement::from_sql_and_values(backend, sql, bind(table, chunk)?)).await?;
    }
    Ok(())
}

fn bind(table: &Table, rows: &[Row]) -> Result<Vec<Value>, StoreError> {
    let width = table.columns.len();
    let mut values = Vec::with_capacity(rows.len() * width);
    for row in rows {
        if row.len() != width {
            return Err(StoreError::unreadable(
                "row",
                format!("{}: {} of {width} values", table.name, row.len()),
            ));
        }
        values.extend(row.iter().zip(table.columns).map(|(cell, column)| cell.clone().bind(column.kind)));
    }
    Ok(values)
}

/// Writes rows over those of the same key. Dense numbers of the row itself stay as they are.
pub(crate) async fn update(db: &impl ConnectionTrait, table: &Table, rows: &[Row]) -> Result<(), StoreError> {
    let (backend, width) = (db.get_database_backend(), table.columns.len());
    let names: Vec<&str> = table.columns.iter().map(|it| it.name).collect();
    let set = names.iter().filter(|it| !table.key.contains(it) && **it != "num");
    let set = set.map(|it| format!("{it} = v.{it}")).collect::<Vec<_>>().join(", ");
    let same = table.key.iter().map(|it| format!("t.{it} = v.{it}")).collect::<Vec<_>>().join(" AND ");
    for chunk in rows.chunks(chunk_rows(width)) {
        let sql = format!(
            "WITH v ({}) AS (VALUES {}) UPDATE {} AS t SET {set} FROM v WHERE {same}",
            table.column_list(),
            placeholders(backend, chunk.len(), width),
            table.name,
        );
        let done = db.execute_raw(Statement::from_sql_and_values(backend, sql, bind(table, chunk)?)).await?;
        if done.rows_affected() != u64::try_from(chunk.len()).unwrap_or(u64::MAX) {
            return Err(StoreError::Refused {
                rule: format!("{}: a row to change is not there", table.name),
            });
        }
    }
    Ok(())
}

/// All rows that a statement gives.
pub(crate) async fn all(
    db: &impl ConnectionTrait,
    sql: impl Into<String>,
    values: impl IntoIterator<Item = Value>,
) -> Result<Vec<QueryResult>, StoreError> {
    Ok(db.query_all_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).await?)
}

/// The first row, where there is one.
pub(crate) async fn one(
    db: &impl ConnectionTrait,
    sql: impl Into<String>,
    values: impl IntoIterator<Item = Value>,
) -> Result<Option<QueryResult>, StoreError> {
    Ok(db.query_one_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).await?)
}

/// Runs a statement that gives no rows.
pub(crate) async fn run(
    db: &impl ConnectionTrait,
    sql: impl Into<String>,
    values: impl IntoIterator<Item = Value>,
) -> Result<u64, StoreError> {
    let done = db.execute_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).await?;
    Ok(done.rows_affected())
}

/// Takes the columns of a row one after the other.
pub(crate) struct Columns<'a> {
    row: &'a QueryResult,
    place: usize,
}

impl<'a> Columns<'a> {
    pub(crate) fn of(row: &'a QueryResult) -> Self {
        Self { row, place: 0 }
    }

    pub(crate) fn take<T: TryGetable>(&mut self) -> Result<T, StoreError> {
        let value = self.row.try_get_by_index(self.place)?;
        self.place += 1;
        Ok(value)
    }

    pub(crate) fn day(&mut self) -> Result<Option<NaiveDate>, StoreError> {
        Ok(self.take::<Option<i32>>()?.map(date))
    }

    pub(crate) fn hash(&mut self) -> Result<[u8; 32], StoreError> {
        let bytes: Vec<u8> = self.take()?;
        <[u8; 32]>::try_from(bytes.as_slice()).map_err(|it| StoreError::unreadable("hash", it))
    }

    /// A word of one of the domain's enumerations.
    pub(crate) fn word<T: std::str::FromStr>(&mut self) -> Result<T, StoreError> {
        let text: String = self.take()?;
        parse(&text)
    }

    pub(crate) fn word_or_none<T: std::str::FromStr>(&mut self) -> Result<Option<T>, StoreError> {
        self.take::<Option<String>>()?.map(|it| parse(&it)).transpose()
    }
}

fn parse<T: std::str::FromStr>(text: &str) -> Result<T, StoreError> {
    text.parse().ok().ok_or_else(|| StoreError::unreadable("word", text))
}

/// The time at `millis` since 1970.
pub(crate) fn instant(millis: i64) -> Result<DateTime<Utc>, StoreError> {
    DateTime::from_timestamp_millis(millis).ok_or_else(|| StoreError::unreadable("time", millis))
}
