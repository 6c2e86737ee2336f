//! Files of an import → trees: what each file and each sheet is, by its name and its headings.

use std::collections::BTreeMap;

use domain::{
    access::hr::HrRow,
    inventory::{List, SourceKind, check::Known},
    message::Position,
    model::Model,
};

use super::{DocumentError, Fault};
use crate::{
    hr,
    klassa::{self, Numbering},
    place::{Entry, Kind, Node, Place, Tree},
    read,
    sheet::{self, Table, columns, rows},
};

/// Heading → column, as a source saves it.
type Columns = BTreeMap<String, String>;

/// The files of an import, read.
#[derive(Default)]
pub(super) struct Files {
    pub trees: Vec<Tree>,
    pub hr: Option<Vec<HrRow>>,
    pub not_imported: Vec<String>,
    pub faults: Vec<Fault>,
}

pub(super) fn read(
    files: &[(String, Vec<u8>)],
    known: &Known<'_>,
    numbering: Option<Numbering>,
    mapping: Option<&str>,
) -> Files {
    let mut out = Files::default();
    let mut sheets: Vec<(&str, Vec<Table>)> = Vec::new();
    let mut staff: Vec<(&str, &[u8])> = Vec::new();
    for (name, bytes) in files {
        let (stem, extension) = parts(name);
        match extension.as_str() {
            "csv" | "xlsx" if stem == "hr" => staff.push((name, bytes)),
            "yaml" | "yml" => out.text(read::yaml(name, bytes)),
            "json" => out.text(read::json(name, bytes)),
            "csv" => match sheet::csv(name, bytes) {
                Ok(table) => sheets.push((name, vec![table])),
                Err(faults) => out.faults.extend(faults.into_iter().map(Fault::Sheet)),
            },
            "xlsx" => match sheet::xlsx(name, bytes) {
                Ok(tables) => sheets.push((name, tables)),
                Err(faults) => out.faults.extend(faults.into_iter().map(Fault::Sheet)),
            },
            _ => out.not_imported.push(name.clone()),
        }
    }
    // The organisation, which names the model, and sources, which hold mappings, may stand in a sheet themselves; what is
    // a classification sheet is therefore read last.
    let mut books = Vec::new();
    for (name, tables) in sheets {
        let mut tree = sheet::tree(name, &tables);
        let rest = out.lists(&mut tree, tables, known);
        books.push((tree, rest));
    }
    let lists: Vec<&Tree> = out.trees.iter().chain(books.iter().map(|it| &it.0)).collect();
    let model = super::model(&lists, known);
    let columns = match mapping {
        Some(name) => saved(&lists, known, name, None),
        None => Ok(Columns::new()),
    };
    let staff_columns = saved(&lists, known, "", Some(SourceKind::Hr));
    let columns = columns.unwrap_or_else(|fault| {
        out.faults.push(Fault::Document(fault));
        Columns::new()
    });
    let context = klassa::Context { current: known.current, model, numbering, mapping: &columns };
    for (mut tree, rest) in books {
        out.classifications(&mut tree, &rest, &context);
        if !tree.root.entries().is_empty() {
            out.trees.push(tree);
        }
    }
    out.staff(&staff, &staff_columns.unwrap_or_default());
    out
}

impl Files {
    fn text(&mut self, tree: Result<Tree, Vec<read::ReadError>>) {
        match tree {
            Ok(tree) if tree.root.get("x-code").is_some() => {
                let at = tree.key_place("/x-code");
                self.faults.push(Fault::Document(DocumentError::ModelFile { at }));
            }
            Ok(tree) => self.trees.push(tree),
            Err(faults) => self.faults.extend(faults.into_iter().map(Fault::Read)),
        }
    }

    /// Puts tables that are named after a list into `tree`; returns the others, each with its index.
    fn lists(&mut self, tree: &mut Tree, tables: Vec<Table>, known: &Known<'_>) -> Vec<(u16, Table)> {
        let mut rest = Vec::new();
        for (index, table) in (0..).zip(tables) {
            if table.rows.is_empty() {
                continue;
            }
            let name = if table.sheet.is_empty() { parts(&table.file).0 } else { table.sheet.clone() };
            match columns::holds(&name).map(columns::Holds::list) {
                Some(list) if list != Some(List::Assets) || !is_bare(&table, known.models) => {
                    let mut faults = Vec::new();
                    let rows = rows::rows(&table, index, &columns::of(list, known.models), &mut faults);
                    self.faults.extend(faults.into_iter().map(Fault::Sheet));
                    if let (None, Some(second)) = (list, rows.get(1)) {
                        let at = tree.position(second.at);
                        self.faults.push(Fault::Document(DocumentError::OrganisationTwice { at }));
                    }
                    add(tree, index, list, rows);
                }
                _ => rest.push((index, table)),
            }
        }
        rest
    }

    /// Puts the rows of classification sheets into `tree`; what is none is named as not imported.
    fn classifications(&mut self, tree: &mut Tree, tables: &[(u16, Table)], context: &klassa::Context<'_>) {
        for (index, table) in tables {
            let Some(sheet) = klassa::recognise(table, context) else {
                let whole = if table.sheet.is_empty() { String::new() } else { format!(", {}", table.sheet) };
                self.not_imported.push(format!("{}{whole}", table.file));
                continue;
            };
            let rows = sheet.rows(*index, context, &mut self.faults);
            self.not_imported.extend(sheet.unread);
            add(tree, *index, Some(List::Assets), rows);
        }
    }

    fn staff(&mut self, files: &[(&str, &[u8])], columns: &Columns) {
        for (name, bytes) in files {
            if self.hr.is_some() {
                let at = Position::File((*name).to_owned());
                self.faults.push(Fault::Document(DocumentError::HrTwice { at }));
                continue;
            }
            match hr::read(name, bytes, columns) {
                Ok(people) => self.hr = Some(people),
                Err(faults) => self.faults.extend(faults),
            }
        }
    }
}

/// Whether a sheet of assets has columns for dimensions without `levels.` before them: then its numbers are of a scale
/// that nobody has stated.
fn is_bare(table: &Table, models: &[Model]) -> bool {
    let Some((heading, _)) = table.headed() else { return false };
    let names: Vec<String> = heading.cells.iter().map(|it| it.1.text().to_lowercase()).collect();
    let dimensions = models.iter().flat_map(|it| &it.dimensions);
    let mut called =
        dimensions.flat_map(|it| [&it.code, &it.name.sv, &it.name.en]).map(|it| it.to_lowercase());
    called.any(|it| names.contains(&it))
}

/// Adds rows to a list of a tree; the organisation is its one row.
fn add(tree: &mut Tree, sheet: u16, list: Option<List>, rows: Vec<Node>) {
    let at = Place::Cell { sheet, row: 0, column: 0 };
    let Kind::Map(entries) = &mut tree.root.kind else { return };
    let Some(list) = list else {
        let values =
            rows.into_iter().map(|value| Entry { key: "organisation".to_owned(), key_at: at, value });
        entries.extend(values);
        return;
    };
    let name: &str = list.into();
    match entries.iter_mut().find(|it| it.key == name) {
        Some(Entry { value: Node { kind: Kind::List(items), .. }, .. }) => items.extend(rows),
        _ => {
            let value = Node::new(Kind::List(rows), at);
            entries.push(Entry { key: name.to_owned(), key_at: at, value });
        }
    }
}

/// The columns that a source saves: the one of that name, or of that kind.
fn saved(
    trees: &[&Tree],
    known: &Known<'_>,
    name: &str,
    kind: Option<SourceKind>,
) -> Result<Columns, DocumentError> {
    let wanted: &str = kind.map_or("", Into::into);
    let fits = |code: &str, of: &str| if kind.is_some() { of == wanted } else { code == name };
    let rows = trees.iter().filter_map(|it| it.root.get("sources")).flat_map(Node::items);
    for row in rows {
        let text = |key| row.get(key).and_then(Node::text).unwrap_or_default();
        if fits(text("code"), text("kind"))
            && let Some(columns) = row.get("columns")
        {
            let pairs =
                columns.entries().iter().filter_map(|it| Some((it.key.clone(), it.value.text()?.to_owned())));
            return Ok(pairs.collect());
        }
    }
    let mut current = known.current.sources.iter().filter(|it| it.retired.is_none());
    let found = current.find(|it| fits(&it.code, it.kind.into()));
    match found {
        Some(source) => Ok(source.columns.clone()),
        None => Err(DocumentError::UnknownMapping { name: name.to_owned() }),
    }
}

/// Name without folders and extension, and the extension, both in small letters.
fn parts(name: &str) -> (String, String) {
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name).to_lowercase();
    match name.rsplit_once('.') {
        Some((stem, extension)) => (stem.to_owned(), extension.to_owned()),
        None => (name, String::new()),
    }
}
