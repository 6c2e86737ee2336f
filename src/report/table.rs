//! Tables for the terminal, and the same rows as CSV that no spreadsheet takes for formulas.

use comfy_table::{CellAlignment, ContentArrangement, LineStyle, Table as Grid, TableStyle};

/// A line under the headings is enough: rows stand close, as in a list.
const STYLE: TableStyle = TableStyle::new().header_separator(LineStyle::none().fill('─').junction('─'));

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Heading.
    pub title: String,
    /// Numbers stand to the right.
    pub number: bool,
}

/// Rows under headings.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// Columns.
    pub columns: Vec<Column>,
    /// Rows, as long as the columns.
    pub rows: Vec<Vec<String>>,
}

impl Table {
    /// An empty table with these headings; one that begins with `#` is a column of numbers.
    pub fn new<'a>(titles: impl IntoIterator<Item = &'a str>) -> Self {
        let column = |title: &str| match title.strip_prefix('#') {
            Some(number) => Column { title: number.to_owned(), number: true },
            None => Column { title: title.to_owned(), number: false },
        };
        Self { columns: titles.into_iter().map(column).collect(), rows: vec![] }
    }

    /// Adds a row.
    pub fn push(&mut self, row: impl IntoIterator<Item = String>) {
        self.rows.push(row.into_iter().collect());
    }

    /// The table as text, within `width` columns where one is given.
    pub fn text(&self, width: Option<u16>) -> String {
        let mut grid = Grid::new();
        grid.load_style(STYLE).set_content_arrangement(ContentArrangement::Dynamic);
        if let Some(width) = width {
            grid.set_width(width);
        }
        grid.set_header(self.columns.iter().map(|it| shown(&it.title)));
        for (column, shape) in grid.column_iter_mut().zip(&self.columns) {
            column.set_cell_alignment(if shape.number { CellAlignment::Right } else { CellAlignment::Left });
        }
        for row in &self.rows {
            grid.add_row(row.iter().map(|it| shown(it)));
        }
        grid.lines().map(|it| it.trim_end().to_owned()).collect::<Vec<_>>().join("\n")
    }

    /// The table as CSV (RFC 4180, UTF-8). A cell that a spreadsheet would run gets an apostrophe before it.
    pub fn csv(&self) -> String {
        let mut out = line(self.columns.iter().map(|it| it.title.as_str()));
        for row in &self.rows {
            out.push_str(&line(row.iter().map(String::as_str)));
        }
        out
    }
}

fn line<'a>(cells: impl Iterator<Item = &'a str>) -> String {
    let mut out = cells.map(cell).collect::<Vec<_>>().join(",");
    out.push_str("\r\n");
    out
}

/// A cell whose characters only show, and neither move the cursor nor hide; breaks of line stay.
fn shown(text: &str) -> String {
    text.split('\n').map(text::visible).collect::<Vec<_>>().join("\n")
}

fn cell(text: &str) -> String {
    let runs = text.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
        || text.starts_with(['\t', '\r', '\n']);
    let text = shown(text);
    let safe = if runs && text.parse::<f64>().is_err() { format!("'{text}") } else { text };
    if safe.contains(['"', ',', '\n', '\r', ';']) {
        format!("\"{}\"", safe.replace('"', "\"\""))
    } else {
        safe
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn csv_quotes_what_must_be_and_disarms_formulas() {
        let mut table = Table::new(["Namn", "#Antal"]);
        table.push(["=1+1".to_owned(), "-3".to_owned()]);
        table.push(["Ö, \"x\"".to_owned(), "2".to_owned()]);
        table.push([" @SUM(1)\u{1b}[31m".to_owned(), "＝1".to_owned()]);
        insta::assert_snapshot!(table.csv(), @r#"
        Namn,Antal
        '=1+1,-3
        "Ö, ""x""",2
        ' @SUM(1)\u{1b}[31m,'＝1
        "#);
    }

    #[test]
    fn a_cell_shows_its_control_characters_and_the_terminal_obeys_none() {
        let mut table = Table::new(["Namn"]);
        table.push(["a\u{1b}[31mb\u{0}\u{9b}c\rd\ne".to_owned()]);
        let text = table.text(Some(80));
        assert!(text.chars().all(|it| it == '\n' || !it.is_control()), "{text:?}");
        assert!(text.contains("a\\u{1b}[31mb\\u{0}\\u{9b}c\\u{d}d"), "{text}");
    }

    #[test]
    fn a_table_has_numbers_to_the_right() {
        let mut table = Table::new(["Namn", "#Antal"]);
        table.push(["Ekonomi".to_owned(), "12".to_owned()]);
        insta::assert_snapshot!(table.text(Some(40)), @r"
         Namn      Antal
        ─────────────────
         Ekonomi      12
        ");
    }
}
