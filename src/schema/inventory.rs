//! The register in and out: files → [`Inventory`] with the place of every row, and back.
//!
//!     files ──read, sheet──► trees ──schema──► rows ──check──► Loaded
//!     Inventory ──emit──► one YAML file per list
//!
//! Invariants, each held by a test in `inventory/tests.rs`:
//! - reading what was emitted gives the same inventory, and emitting that gives the same bytes;
//! - every error of every file is reported, and then nothing is loaded;
//! - of a row at a stop level, nothing but its place is ever said.

use std::collections::{BTreeMap, BTreeSet, btree_map::Entry};

use domain::{
    access::hr::HrRow,
    inventory::{
        EachList, Inventory, List, Organisation, Row,
        check::{self, InventoryFault, Known},
        each_list,
    },
    message::Position,
    model::{LevelCode, Model},
};
use serde_json::Value;
use strum::IntoEnumIterator;

use crate::{
    emit,
    klassa::{self, Numbering},
    place::{Kind, Node, Tree},
    validate,
};

mod fault;
mod files;

pub use fault::{DocumentError, Fault};

/// Name of the schema of the register.
pub const SCHEMA: &str = "inventory";

/// What the files held.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// The rows of all files.
    pub inventory: Inventory,
    /// Where each of them stands.
    pub places: Places,
    /// Rows of the HR file, where there was one.
    pub hr: Option<Vec<HrRow>>,
    /// Files, sheets and headings that wait for another command, or that nothing here reads.
    pub not_imported: Vec<String>,
}

/// Where the rows of an inventory stand in the files that they came from.
#[derive(Debug, Clone, Default)]
pub struct Places {
    trees: Vec<Tree>,
    organisation: Option<usize>,
    /// Per list and row: the tree, and the index of the row in it.
    rows: BTreeMap<List, Vec<(usize, usize)>>,
}

impl Places {
    /// Where a field of a row stands; `field` is a JSON pointer within the row, empty for the row itself. Without a
    /// list it is a field of the organisation.
    pub fn find(&self, list: Option<List>, row: usize, field: &str) -> Option<Position> {
        let (tree, pointer) = match list {
            None => (self.organisation?, format!("/organisation{field}")),
            Some(list) => {
                let (tree, index) = *self.rows.get(&list)?.get(row)?;
                let name: &str = list.into();
                (tree, format!("/{name}/{index}{field}"))
            }
        };
        self.trees.get(tree).map(|it| it.place(&pointer))
    }
}

/// Reads the files of an import, `(name, content)` each, and checks their rows against `known`.
///
/// What a file is, its name says: `.yaml`, `.yml`, `.json` and `.xlsx` hold any lists, a `.csv` the list that it is named
/// after, `hr.csv` or `hr.xlsx` is the HR file. A sheet that is no list but names assets and their levels is a
/// classification sheet: `numbering` says what its bare numbers mean, `mapping` names the source whose columns it has.
/// Every error of every file is returned, sorted by place; then nothing is loaded.
pub fn read(
    files: &[(String, Vec<u8>)],
    known: &Known<'_>,
    numbering: Option<Numbering>,
    mapping: Option<&str>,
) -> Result<Loaded, Vec<Fault>> {
    let files = files::read(files, known, numbering, mapping);
    let mut faults = files.faults;
    let (inventory, places, mut found) = gather(files.trees, known);
    faults.append(&mut found);
    if faults.is_empty() {
        return Ok(Loaded { inventory, places, hr: files.hr, not_imported: files.not_imported });
    }
    faults.sort_by(Fault::cmp_place);
    faults.dedup();
    Err(faults)
}

/// One YAML file per list that has rows, `(name, text)`, in order of import; rows by code.
pub fn emit(inventory: &Inventory) -> Vec<(String, String)> {
    struct Emit<'a>(&'a Inventory, Vec<(String, String)>);
    impl EachList for Emit<'_> {
        fn visit<R: Row>(&mut self) {
            let mut rows: Vec<&R> = R::list(self.0).iter().collect();
            if rows.is_empty() {
                return;
            }
            rows.sort_by(|a, b| a.code().cmp(b.code()));
            let name: &str = R::LIST.into();
            let rows = rows.into_iter().map(emit::value).collect();
            self.1.push((format!("{name}.yaml"), emit::document(name, &Value::Array(rows))));
        }
    }
    let mut out = Emit(inventory, Vec::new());
    if let Some(organisation) = &inventory.organisation {
        let text = emit::document("organisation", &emit::value(organisation));
        out.1.push(("organisation.yaml".to_owned(), text));
    }
    each_list(&mut out);
    out.1
}

/// Rows of all trees with their places, and all that is wrong with them.
fn gather(trees: Vec<Tree>, known: &Known<'_>) -> (Inventory, Places, Vec<Fault>) {
    let model = model(&trees.iter().collect::<Vec<_>>(), known);
    let mut gather = Gather { stored: known.current.organisation.clone(), ..Gather::default() };
    for tree in &trees {
        gather.tree(tree, model);
    }
    gather.places.trees = trees;
    let Gather { inventory, places, mut faults, failed, .. } = gather;
    // A row that could not be read exists all the same: what refers to it is not at fault.
    let excused = |what: &InventoryFault| {
        if let InventoryFault::UnknownReference { code, .. } | InventoryFault::UnknownObject { code } = what {
            failed.contains(code)
        } else {
            false
        }
    };
    for fault in check::check(&inventory, known) {
        if !excused(&fault.what) {
            let at = places.find(fault.list, fault.row, &fault.field);
            faults.push(Fault::Row { at: at.unwrap_or(Position::Pointer(fault.field)), what: fault.what });
        }
    }
    (inventory, places, faults)
}

/// The model in which the documents are classified, found before they are validated: what is at a stop level must not
/// be repeated by any error.
fn model<'a>(trees: &[&Tree], known: &Known<'a>) -> Option<&'a Model> {
    let stated = trees.iter().find_map(|it| it.root.get("organisation")?.get("model")?.text());
    let code = stated.map_or_else(|| check::model_code(&Inventory::default(), known.current), str::to_owned);
    known.models.iter().find(|it| it.code == code)
}

/// A row of a document: its list as the document names it, and its index.
type RowKey = (String, usize);

#[derive(Default)]
struct Gather {
    inventory: Inventory,
    places: Places,
    faults: Vec<Fault>,
    /// The organisation as the register holds it: what a document leaves out stays.
    stored: Option<Organisation>,
    /// Codes of rows that could not be read.
    failed: BTreeSet<String>,
    /// First place of each code, per list.
    seen: BTreeMap<(List, String), Position>,
    /// Index of the tree at hand.
    tree: usize,
    /// Its rows that are not read.
    skipped: BTreeSet<RowKey>,
    /// Its lists.
    lists: serde_json::Map<String, Value>,
}

impl Gather {
    fn tree(&mut self, tree: &Tree, model: Option<&Model>) {
        let json = tree.to_json();
        let stopped = self.refuse_stop_levels(tree, model);
        self.skipped.clone_from(&stopped);
        self.refuse_control_characters(tree);
        for it in validate::located(SCHEMA, tree, &json) {
            let mut steps = crate::place::steps(&it.pointer);
            let row = steps.next().zip(steps.next().and_then(|it| it.parse::<usize>().ok()));
            if row.as_ref().is_none_or(|row| !stopped.contains(row)) {
                self.faults.push(Fault::Schema(it.error));
            }
            self.skipped.extend(row);
        }
        if let Value::Object(lists) = json {
            self.lists = lists;
            self.organisation(tree);
            self.refuse_duplicates(tree);
            each_list(self);
        }
        self.tree += 1;
    }

    /// Rows with a level that is handled in special order; nothing else is said of them.
    fn refuse_stop_levels(&mut self, tree: &Tree, model: Option<&Model>) -> BTreeSet<RowKey> {
        let mut stopped = BTreeSet::new();
        let Some(model) = model else { return stopped };
        for list in [List::Assets, List::Dependencies, List::Overrides] {
            let name: &str = list.into();
            for (index, row) in tree.root.get(name).map(Node::items).unwrap_or_default().iter().enumerate() {
                let found = levels(row).into_iter().find(|it| is_stop(model, it.0, it.1));
                if let Some((_, level)) = found {
                    let at = tree.position(level.at);
                    self.faults.push(Fault::Row { at, what: InventoryFault::StopLevel });
                    stopped.insert((name.to_owned(), index));
                }
            }
        }
        stopped
    }

    /// Characters that no text has, and that a terminal would obey. Breaks of line and tabs are text.
    fn refuse_control_characters(&mut self, tree: &Tree) {
        let mut left: Vec<&Node> = self.unskipped(tree);
        while let Some(node) = left.pop() {
            let keys = node.entries().iter().map(|it| (it.key.as_str(), it.key_at));
            for (text, at) in keys.chain(node.text().map(|it| (it, node.at))) {
                if let Some(it) = text.chars().find(|it| is_control(*it)) {
                    let (at, character) = (tree.position(at), format!("U+{:04X}", u32::from(it)));
                    self.faults.push(Fault::Document(DocumentError::ControlCharacter { at, character }));
                }
            }
            left.extend(node.items());
            left.extend(node.entries().iter().map(|it| &it.value));
        }
    }

    /// The values of a document, without rows that nothing more is said of.
    fn unskipped<'a>(&self, tree: &'a Tree) -> Vec<&'a Node> {
        let mut out = Vec::new();
        for list in tree.root.entries() {
            let items = list.value.items().iter().enumerate();
            let kept = items.filter(|(index, _)| !self.skipped.contains(&(list.key.clone(), *index)));
            out.extend(kept.map(|it| it.1));
            out.extend(list.value.entries().iter().map(|it| &it.value));
        }
        out
    }

    fn organisation(&mut self, tree: &Tree) {
        let Some(value) = self.lists.remove("organisation") else { return };
        if self.places.organisation.is_some() {
            let at = tree.key_place("/organisation");
            self.faults.push(Fault::Document(DocumentError::OrganisationTwice { at }));
            return;
        }
        let stored = self.stored.as_ref().map(emit::value);
        let mut value = value;
        if let (Value::Object(stated), Some(Value::Object(stored))) = (&mut value, stored) {
            for (key, kept) in stored {
                stated.entry(key).or_insert(kept);
            }
        }
        // What does not fit has been said by the schema.
        if let Ok(organisation) = serde_json::from_value(value) {
            self.inventory.organisation = Some(organisation);
            self.places.organisation = Some(self.tree);
        }
    }

    fn refuse_duplicates(&mut self, tree: &Tree) {
        for list in List::iter() {
            let name: &str = list.into();
            let rows = tree.root.get(name).map(Node::items).unwrap_or_default();
            for (index, row) in rows.iter().enumerate() {
                let Some(code) = row.get("code") else { continue };
                let Some(text) = code.text() else { continue };
                if self.skipped.contains(&(name.to_owned(), index)) {
                    self.failed.insert(text.to_owned());
                }
                match self.seen.entry((list, text.to_owned())) {
                    Entry::Vacant(slot) => {
                        slot.insert(tree.position(code.at));
                    }
                    Entry::Occupied(first) => {
                        let (at, first) = (tree.position(code.at), first.get().to_string());
                        let fault = DocumentError::DuplicateCode { at, code: text.to_owned(), first };
                        self.faults.push(Fault::Document(fault));
                    }
                }
            }
        }
    }
}

impl EachList for Gather {
    fn visit<R: Row>(&mut self) {
        let name: &str = R::LIST.into();
        let Some(Value::Array(rows)) = self.lists.remove(name) else { return };
        for (index, row) in rows.into_iter().enumerate() {
            if self.skipped.contains(&(name.to_owned(), index)) {
                continue;
            }
            match serde_json::from_value::<R>(row) {
                Ok(row) => {
                    R::list_mut(&mut self.inventory).push(row);
                    self.places.rows.entry(R::LIST).or_default().push((self.tree, index));
                }
                Err(problem) => {
                    let pointer = format!("/{name}/{index}");
                    let fault = DocumentError::RowRefused {
                        at: Position::Pointer(pointer),
                        problem: problem.to_string(),
                    };
                    self.faults.push(Fault::Document(fault));
                }
            }
        }
    }
}

/// A character that stands in no text: a control character other than breaks of line and tabs.
pub(crate) fn is_control(it: char) -> bool {
    it.is_control() && !matches!(it, '\n' | '\r' | '\t')
}

/// The levels of a row with their dimensions: of its classifications, of what follows at most, or of an override.
fn levels(row: &Node) -> Vec<(&str, &Node)> {
    let history = row.get("history").map(Node::items).unwrap_or_default();
    let versions = std::iter::once(row).chain(history).filter_map(|it| it.get("levels"));
    let maps = versions.chain(row.get("cap")).flat_map(Node::entries);
    let own = row.get("dimension").and_then(Node::text).zip(row.get("level"));
    maps.map(|it| (it.key.as_str(), &it.value)).chain(own).collect()
}

/// Whether a level, as a document writes it, may not be recorded: by code, where a number in quotes counts as the
/// number, or by word.
fn is_stop(model: &Model, dimension: &str, level: &Node) -> bool {
    let code = match &level.kind {
        Kind::Number(number) => number.as_i64().map(LevelCode::Number),
        Kind::Text(text) => {
            if klassa::is_stop_word(model, dimension, text) {
                return true;
            }
            let number = text.trim().parse().ok().map(LevelCode::Number);
            number
                .filter(|it| check::is_stop(model, dimension, it))
                .or_else(|| Some(LevelCode::Word(text.clone())))
        }
        Kind::Null | Kind::Bool(_) | Kind::List(_) | Kind::Map(_) => None,
    };
    code.is_some_and(|it| check::is_stop(model, dimension, &it))
}

#[cfg(test)]
pub(crate) mod tests;
