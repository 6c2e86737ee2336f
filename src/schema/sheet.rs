//! XLSX and CSV → tables of cells, each with its place.
//!
//! A workbook is measured before it is opened: the reader unpacks without limit and its dense ranges turn one far cell
//! into gigabytes, so the unpacked bytes are counted first and cells are then read one by one. CSV takes `;`, `,` or a
//! tab as the heading shows, in UTF-8 (with or without a byte order mark), UTF-16 with one, or Windows-1252.

use std::io::{Cursor, Read as _};

use calamine::{Data, Reader as _, Xlsx};
use chrono::NaiveDateTime;
use domain::message::{Args, Explain, Position};

use crate::place::{Place, Tree, cell_name};

pub(crate) mod columns;
pub(crate) mod rows;

/// Most bytes that a workbook may unpack to.
const MAX_UNPACKED: u64 = 256 << 20;

/// Most cells that are read of a file.
const MAX_CELLS: usize = 5_000_000;

/// A table: one sheet of a workbook, or a CSV file.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Name of the file as the user gave it.
    pub file: String,
    /// Name of the sheet; empty for CSV.
    pub sheet: String,
    /// Rows that have cells, in order.
    pub rows: Vec<Row>,
}

/// A row that has cells.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Row of the sheet, from 0.
    pub number: u32,
    /// Cells that hold something: column, from 0, and value.
    pub cells: Vec<(u32, Cell)>,
}

/// What a cell holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Text, without blanks at its ends.
    Text(String),
    /// A number.
    Number(f64),
    /// A truth value.
    Bool(bool),
    /// A day, with time of day where there is one.
    Date(NaiveDateTime),
    /// An error of the sheet's own, such as `#REF!`.
    Error(String),
}

/// Why a sheet cannot be read. `UnknownHeading` is the message `schema-unknown-heading`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, strum::IntoStaticStr, strum::VariantNames)]
#[strum(serialize_all = "kebab-case", prefix = "schema-")]
#[expect(missing_docs, reason = "the fields are what the variant's sentence mentions")]
pub enum SheetError {
    /// The file is no workbook, or is damaged.
    #[error("{at}: no workbook: {problem}")]
    NotWorkbook { at: Position, problem: String },
    /// The workbook unpacks to too much.
    #[error("{at}: unpacks to more than {limit_mb} MiB")]
    UnpacksToTooMuch { at: Position, limit_mb: u64 },
    /// The file has too many cells.
    #[error("{at}: more than {limit} cells")]
    TooManyCells { at: Position, limit: usize },
    /// A CSV file whose quotes do not match, say.
    #[error("{at}: {problem}")]
    CsvBroken { at: Position, problem: String },
    /// A quotation mark that nothing closes.
    #[error("{at}: a quotation mark that is not closed")]
    QuoteOpen { at: Position },
    /// Bytes that are no text in any of the encodings that are read.
    #[error("{at}: no text")]
    NotText { at: Position },
    /// A formula of the sheet went wrong.
    #[error("{at}: {value}")]
    CellError { at: Position, value: String },
    /// A heading that means nothing here.
    #[error("{at}: unknown heading {name:?}")]
    UnknownHeading { at: Position, name: String, allowed: Vec<String> },
    /// A heading that means nothing here, near one that does.
    #[error("{at}: unknown heading {name:?}, near {near:?}")]
    UnknownHeadingNear { at: Position, name: String, near: String },
    /// Two columns with the same heading.
    #[error("{at}: heading {name:?} stands twice")]
    HeadingTwice { at: Position, name: String },
    /// A value to the right of the last heading.
    #[error("{at}: a value without heading")]
    ValueWithoutHeading { at: Position },
}

impl Explain for SheetError {
    fn key(&self) -> &'static str {
        self.into()
    }

    fn args(&self) -> Args {
        let args = Args::new();
        match self {
            Self::NotWorkbook { problem, .. } | Self::CsvBroken { problem, .. } => {
                args.with("problem", problem)
            }
            Self::UnpacksToTooMuch { limit_mb, .. } => {
                args.with("limit", i64::try_from(*limit_mb).unwrap_or(i64::MAX))
            }
            Self::TooManyCells { limit, .. } => args.with("limit", *limit),
            Self::CellError { value, .. } => args.with("value", value),
            Self::UnknownHeading { name, allowed, .. } => {
                args.with("name", name).with("allowed", allowed.as_slice())
            }
            Self::UnknownHeadingNear { name, near, .. } => args.with("name", name).with("near", near),
            Self::HeadingTwice { name, .. } => args.with("name", name),
            Self::QuoteOpen { .. } | Self::NotText { .. } | Self::ValueWithoutHeading { .. } => args,
        }
    }

    fn position(&self) -> Option<&Position> {
        match self {
            Self::NotWorkbook { at, .. }
            | Self::UnpacksToTooMuch { at, .. }
            | Self::TooManyCells { at, .. }
            | Self::CsvBroken { at, .. }
            | Self::QuoteOpen { at }
            | Self::NotText { at }
            | Self::CellError { at, .. }
            | Self::UnknownHeading { at, .. }
            | Self::UnknownHeadingNear { at, .. }
            | Self::HeadingTwice { at, .. }
            | Self::ValueWithoutHeading { at } => Some(at),
        }
    }
}

impl Table {
    /// The heading row and the rows below it; none when the sheet is empty.
    pub fn headed(&self) -> Option<(&Row, &[Row])> {
        self.rows.split_first()
    }

    /// Where a cell stands.
    pub fn at(&self, row: u32, column: u32) -> Position {
        let cell = cell_name(row, column);
        let cell = if self.sheet.is_empty() { cell } else { format!("{}!{cell}", self.sheet) };
        Position::Cell { file: self.file.clone(), cell }
    }
}

impl Row {
    /// What stands in `column`.
    pub fn cell(&self, column: u32) -> Option<&Cell> {
        self.cells.iter().find(|it| it.0 == column).map(|it| &it.1)
    }
}

impl Cell {
    /// The cell as text: whole numbers without decimals, days as `2026-11-23`.
    pub fn text(&self) -> String {
        match self {
            Self::Text(it) | Self::Error(it) => it.clone(),
            Self::Number(it) => it.to_string(),
            Self::Bool(it) => it.to_string(),
            Self::Date(it) if it.time() == chrono::NaiveTime::MIN => it.date().to_string(),
            Self::Date(it) => it.format("%Y-%m-%dT%H:%M:%SZ").to_string(),
        }
    }
}

/// The sheets of a workbook, in order.
pub fn xlsx(file: &str, bytes: &[u8]) -> Result<Vec<Table>, Vec<SheetError>> {
    workbook(file, bytes).map_err(|it| vec![it])
}

fn workbook(file: &str, bytes: &[u8]) -> Result<Vec<Table>, SheetError> {
    let damaged = |problem: String| SheetError::NotWorkbook { at: Position::File(file.to_owned()), problem };
    measure(file, bytes)?;
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes))
        .map_err(|it: calamine::XlsxError| damaged(it.to_string()))?;
    let mut tables = Vec::new();
    let mut count = 0;
    for sheet in book.sheet_names() {
        let mut rows: Vec<Row> = Vec::new();
        let mut cells = book.worksheet_cells_reader(&sheet).map_err(|it| damaged(it.to_string()))?;
        while let Some(it) = cells.next_cell().map_err(|it| damaged(it.to_string()))? {
            count += 1;
            if count > MAX_CELLS {
                return Err(SheetError::TooManyCells {
                    at: Position::File(file.to_owned()),
                    limit: MAX_CELLS,
                });
            }
            let (number, column) = it.get_position();
            let Some(cell) = cell(Data::from(it.get_value().clone())) else { continue };
            match rows.last_mut() {
                Some(row) if row.number == number => row.cells.push((column, cell)),
                _ => rows.push(Row { number, cells: vec![(column, cell)] }),
            }
        }
        tables.push(Table { file: file.to_owned(), sheet, rows });
    }
    Ok(tables)
}

/// Counts what the archive unpacks to, by unpacking it: what its directory says is not to be believed.
fn measure(file: &str, bytes: &[u8]) -> Result<(), SheetError> {
    let at = || Position::File(file.to_owned());
    let damaged = |problem: String| SheetError::NotWorkbook { at: at(), problem };
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|it| damaged(it.to_string()))?;
    let mut left = MAX_UNPACKED;
    for index in 0..archive.len() {
        let entry = archive.by_index(index).map_err(|it| damaged(it.to_string()))?;
        let mut entry = entry.take(left + 1);
        let size = std::io::copy(&mut entry, &mut std::io::sink()).map_err(|it| damaged(it.to_string()))?;
        let too_much = || SheetError::UnpacksToTooMuch { at: at(), limit_mb: MAX_UNPACKED >> 20 };
        left = left.checked_sub(size).ok_or_else(too_much)?;
    }
    Ok(())
}

fn cell(data: Data) -> Option<Cell> {
    match data {
        Data::Int(it) => {
            #[expect(clippy::cast_precision_loss, reason = "a sheet holds doubles only")]
            let number = it as f64;
            Some(Cell::Number(number))
        }
        Data::Float(it) => Some(Cell::Number(it)),
        Data::Bool(it) => Some(Cell::Bool(it)),
        Data::DateTime(it) => match it.as_datetime() {
            Some(day) if it.is_datetime() => Some(Cell::Date(day)),
            _ => Some(Cell::Number(it.as_f64())),
        },
        Data::DateTimeIso(it) => Some(text_cell(&it)?),
        Data::DurationIso(it) => Some(text_cell(&it)?),
        Data::String(it) => Some(text_cell(&it)?),
        Data::Error(it) => Some(Cell::Error(it.to_string())),
        Data::Empty => None,
    }
}

fn text_cell(text: &str) -> Option<Cell> {
    let text = text.trim();
    (!text.is_empty()).then(|| Cell::Text(text.to_owned()))
}

/// The table of a CSV file.
pub fn csv(file: &str, bytes: &[u8]) -> Result<Table, Vec<SheetError>> {
    let text = decode(bytes);
    if text.contains('\0') {
        return Err(vec![SheetError::NotText { at: Position::File(file.to_owned()) }]);
    }
    let delimiter = delimiter(&text);
    if let Some(line) = open_quote(&text, delimiter) {
        let at = Position::Line { file: file.to_owned(), line, column: 1 };
        return Err(vec![SheetError::QuoteOpen { at }]);
    }
    let mut rows = Vec::new();
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    // Breaks of line inside cells: a sheet counts such a row once, a text counts its lines.
    let mut inside = 0;
    let mut count = 0;
    for record in reader.records() {
        let record = record.map_err(|it| {
            let line = it.position().map_or(1, csv::Position::line);
            let at =
                Position::Line { file: file.to_owned(), line: usize::try_from(line).unwrap_or(1), column: 1 };
            vec![SheetError::CsvBroken { at, problem: it.to_string() }]
        })?;
        count += record.len();
        if count > MAX_CELLS {
            return Err(vec![SheetError::TooManyCells {
                at: Position::File(file.to_owned()),
                limit: MAX_CELLS,
            }]);
        }
        let line = record.position().map_or(1, csv::Position::line) + blank_lines(&text, record.position());
        let number = u32::try_from(line.saturating_sub(1 + inside)).unwrap_or(u32::MAX);
        inside += record.iter().map(|it| it.matches('\n').count() as u64).sum::<u64>();
        let cells: Vec<_> =
            (0..).zip(record.iter()).filter_map(|(column, it)| Some((column, text_cell(it)?))).collect();
        if !cells.is_empty() {
            rows.push(Row { number, cells });
        }
    }
    Ok(Table { file: file.to_owned(), sheet: String::new(), rows })
}

/// Lines without a value before a record, which the reader skips and a sheet counts.
fn blank_lines(text: &str, start: Option<&csv::Position>) -> u64 {
    let start = start.and_then(|it| usize::try_from(it.byte()).ok()).unwrap_or(0);
    let rest = text.as_bytes().get(start..).unwrap_or_default();
    let blanks = rest.iter().take_while(|it| matches!(it, b'\r' | b'\n'));
    blanks.filter(|it| **it == b'\n').count() as u64
}

/// UTF-8 or, when it is not, Windows-1252, in which every byte is a character; a byte order mark decides alone.
fn decode(bytes: &[u8]) -> String {
    if let Some((encoding, _)) = encoding_rs::Encoding::for_bom(bytes) {
        return encoding.decode_with_bom_removal(bytes).0.into_owned();
    }
    match str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(),
    }
}

/// The line of a quotation mark that begins a cell and is not closed: all that follows would be one cell.
fn open_quote(text: &str, delimiter: u8) -> Option<usize> {
    let (mut line, mut start, mut begins, mut open) = (1, 1, true, false);
    let mut before = b'\n';
    for byte in text.bytes() {
        match byte {
            b'"' if open => open = false,
            b'"' if begins => {
                open = true;
                // Within a cell a second mark stands for one: it closes and opens again.
                start = if before == b'"' { start } else { line };
            }
            _ => {}
        }
        line += usize::from(byte == b'\n');
        begins = byte == delimiter || matches!(byte, b'\n' | b'\r' | b'"');
        before = byte;
    }
    open.then_some(start)
}

/// The separator that the heading shows: the one of `;`, `,` and tab that it has most of, outside quotes.
fn delimiter(text: &str) -> u8 {
    let heading = text.lines().find(|it| !it.trim().is_empty()).unwrap_or_default();
    let mut quoted = false;
    let mut counts = [(b';', 0), (b',', 0), (b'\t', 0)];
    for byte in heading.bytes() {
        quoted ^= byte == b'"';
        for (separator, count) in &mut counts {
            *count += usize::from(!quoted && byte == *separator);
        }
    }
    // Of equals the first: a Swedish spreadsheet writes `;`.
    counts.into_iter().rev().max_by_key(|it| it.1).map_or(b';', |it| it.0)
}

/// A tree without rows, for tables of one file to be put into.
pub(crate) fn tree(file: &str, tables: &[Table]) -> Tree {
    Tree {
        file: file.to_owned(),
        sheets: tables.iter().map(|it| it.sheet.clone()).collect(),
        root: crate::place::Node::new(crate::place::Kind::Map(Vec::new()), Place::Whole),
    }
}

#[cfg(test)]
mod tests;
