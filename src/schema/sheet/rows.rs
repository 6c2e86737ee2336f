//! Tables → rows of a list, as the same tree that YAML gives, so that the same schema validates them.

use serde_json::Number;

use super::{
    Cell, Row, SheetError, Table,
    columns::{Column, Form},
};
use crate::{
    place::{Entry, Kind, Node, Place},
    read,
    validate::nearest,
};

/// The rows of `table`, whose columns are `columns`; `sheet` is its index in the tree.
///
pub(crate) fn rows(table: &Table, sheet: u16, columns: &[Column], faults: &mut Vec<SheetError>) -> Vec<Node> {
    let Some((heading, rows)) = table.headed() else { return Vec::new() };
    let headed = headings(table, heading, columns, faults);
    rows.iter().map(|row| node(table, sheet, row, &headed, faults)).collect()
}

/// The column of each heading.
pub(crate) fn headings<'a>(
    table: &Table,
    heading: &Row,
    columns: &'a [Column],
    faults: &mut Vec<SheetError>,
) -> Vec<(u32, &'a Column)> {
    let mut headed: Vec<(u32, &Column)> = Vec::new();
    for (index, cell) in &heading.cells {
        let name = cell.text();
        let at = table.at(heading.number, *index);
        let wanted = name.trim().to_lowercase();
        match columns.iter().find(|it| it.headings.contains(&wanted)) {
            Some(column) if headed.iter().any(|it| it.1.path == column.path) => {
                faults.push(SheetError::HeadingTwice { at, name });
            }
            Some(column) => headed.push((*index, column)),
            None => faults.push(unknown(at, name, columns)),
        }
    }
    headed
}

fn unknown(at: domain::message::Position, name: String, columns: &[Column]) -> SheetError {
    let all = columns.iter().flat_map(|it| it.headings.iter().map(String::as_str));
    match nearest(&name, all) {
        Some(near) => SheetError::UnknownHeadingNear { at, name, near: near.to_owned() },
        None => {
            let allowed = columns.iter().filter_map(|it| it.headings.first().cloned()).collect();
            SheetError::UnknownHeading { at, name, allowed }
        }
    }
}

fn node(
    table: &Table,
    sheet: u16,
    row: &Row,
    headed: &[(u32, &Column)],
    faults: &mut Vec<SheetError>,
) -> Node {
    let first = row.cells.first().map_or(0, |it| it.0);
    let mut node = Node::new(Kind::Map(Vec::new()), Place::Cell { sheet, row: row.number, column: first });
    for (index, cell) in &row.cells {
        let at = Place::Cell { sheet, row: row.number, column: *index };
        if let Cell::Error(value) = cell {
            let at = table.at(row.number, *index);
            faults.push(SheetError::CellError { at, value: value.clone() });
            continue;
        }
        match headed.iter().find(|it| it.0 == *index) {
            Some((_, column)) => insert(&mut node, &column.path, value(cell, &column.form, at), at),
            None if headed.iter().all(|it| it.0 < *index) => {
                faults.push(SheetError::ValueWithoutHeading { at: table.at(row.number, *index) });
            }
            // Below a heading that is unknown, which has been said.
            None => {}
        }
    }
    node
}

/// Puts `value` at `path`, making the maps on the way.
pub(crate) fn insert(node: &mut Node, path: &[String], value: Node, at: Place) {
    let Some((key, rest)) = path.split_first() else { return };
    let Kind::Map(entries) = &mut node.kind else { return };
    if rest.is_empty() {
        entries.retain(|it| it.key != *key);
        entries.push(Entry { key: key.clone(), key_at: at, value });
        return;
    }
    let index = entries.iter().position(|it| it.key == *key).unwrap_or_else(|| {
        let value = Node::new(Kind::Map(Vec::new()), at);
        entries.push(Entry { key: key.clone(), key_at: at, value });
        entries.len() - 1
    });
    if let Some(entry) = entries.get_mut(index) {
        insert(&mut entry.value, rest, value, at);
    }
}

/// A cell as its column has it; text where it does not fit.
pub(crate) fn value(cell: &Cell, form: &Form, at: Place) -> Node {
    let text = cell.text();
    let kind = match (form, cell) {
        (Form::Integer | Form::Level, Cell::Number(it)) => number(*it),
        (Form::Integer | Form::Level, _) => match text.parse::<i64>() {
            Ok(it) => Kind::Number(it.into()),
            Err(_) => Kind::Text(text),
        },
        (Form::Bool, Cell::Bool(it)) => Kind::Bool(*it),
        (Form::Bool, _) => match text.to_lowercase().as_str() {
            "true" | "yes" | "ja" | "x" | "1" | "sant" => Kind::Bool(true),
            "false" | "no" | "nej" | "0" | "falskt" => Kind::Bool(false),
            _ => Kind::Text(text),
        },
        (Form::Choice(choices), _) => {
            let wanted = text.to_lowercase();
            let found = choices.iter().find(|it| it.0 == wanted || it.1.contains(&wanted));
            Kind::Text(found.map_or(text, |it| it.0.clone()))
        }
        (Form::Codes | Form::Lines | Form::Groups | Form::Levels | Form::Nested, _)
            if text.starts_with(['[', '{']) =>
        {
            return read::yaml("", text.as_bytes())
                .map_or(Node::new(Kind::Text(text), at), |it| moved(it.root, at));
        }
        (Form::Codes, _) => list(text.split(',').map(str::trim), at),
        (Form::Lines, _) => list(text.lines().map(str::trim), at),
        (Form::Groups, _) => groups(&text, at),
        (Form::Levels | Form::Nested, _) => Kind::Text(text),
        (Form::Text | Form::Date, _) => Kind::Text(text),
    };
    Node::new(kind, at)
}

fn number(value: f64) -> Kind {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    if value.fract() == 0.0 && value.abs() < EXACT {
        #[expect(clippy::cast_possible_truncation, reason = "whole, and within what a double holds exactly")]
        let whole = value as i64;
        return Kind::Number(whole.into());
    }
    Number::from_f64(value).map_or_else(|| Kind::Text(value.to_string()), Kind::Number)
}

fn list<'a>(items: impl Iterator<Item = &'a str>, at: Place) -> Kind {
    Kind::List(items.filter(|it| !it.is_empty()).map(|it| Node::new(Kind::Text(it.to_owned()), at)).collect())
}

/// A group a line, as `grants` has them.
fn groups(text: &str, at: Place) -> Kind {
    let entry = |key: &str, value: &str| {
        let value = Node::new(Kind::Text(value.to_owned()), at);
        Entry { key: key.to_owned(), key_at: at, value }
    };
    let group = |it| Node::new(Kind::Map(vec![entry("kind", "group"), entry("object", it)]), at);
    Kind::List(text.lines().map(str::trim).filter(|it| !it.is_empty()).map(group).collect())
}

/// The same value with every place at the cell.
fn moved(node: Node, at: Place) -> Node {
    let kind = match node.kind {
        Kind::List(items) => Kind::List(items.into_iter().map(|it| moved(it, at)).collect()),
        Kind::Map(entries) => Kind::Map(
            entries
                .into_iter()
                .map(|it| Entry { key: it.key, key_at: at, value: moved(it.value, at) })
                .collect(),
        ),
        other => other,
    };
    Node::new(kind, at)
}
