//! Classification sheets such as KLASSA's → rows of the list `assets`, in the organisation's model.
//!
//! Such a sheet has a row per information asset and a column per dimension. Its levels are words, or bare numbers, and
//! of bare numbers two scales are in use: 3 is *serious* in 0-4 and *significant* in 1-4 (DOMAIN 1.1). So numbers mean
//! nothing until somebody says which scale: without it the sheet is refused with both readings. A dimension whose own
//! codes are other numbers than those of the two scales has nothing to ask about: there a number is the model's code.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    classification::State,
    inventory::{Asset, Inventory, List, check::InventoryFault},
    message::{Arg, Args, Explain, Position},
    model::{Dimension, LevelCode, Model, ModelLevel},
};
use serde_json::Value;

use crate::{
    emit,
    inventory::Fault,
    place::{Entry, Kind, Node, Place},
    sheet::{
        Cell, Row, SheetError, Table,
        columns::{self, Column, Form},
        rows::{insert, value},
    },
    validate::nearest,
};

/// What the numbers of a classification sheet mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::EnumString, strum::IntoStaticStr, strum::VariantNames)]
pub enum Numbering {
    /// 0 is negligible, 3 serious, 4 exceptionally serious.
    #[strum(serialize = "0-4")]
    ZeroToFour,
    /// 1 is negligible, 4 serious.
    #[strum(serialize = "1-4")]
    OneToFour,
}

/// Words of the steps that both scales have in common, and of what a scale does not have.
pub const KEYS: &[&str] = &[STEPS[0], STEPS[1], STEPS[2], STEPS[3], STEPS[4], NO_STEP];

const STEPS: [&str; 5] = [
    "klassa-step-negligible",
    "klassa-step-moderate",
    "klassa-step-significant",
    "klassa-step-serious",
    "klassa-step-exceptional",
];
const NO_STEP: &str = "klassa-step-none";

/// The steps as sheets write them, without *skada*.
const WORDS: [&[&str]; 5] = [
    &["försumbar", "ingen eller försumbar", "ingen", "negligible", "none or negligible"],
    &["måttlig", "moderate"],
    &["betydande", "significant"],
    &["allvarlig", "serious"],
    &["synnerligen allvarlig", "exceptionally serious"],
];

/// Headings that such sheets use beside the keys and titles of the list.
const HEADINGS: [(&str, &[&str]); 4] = [
    (
        "name",
        &[
            "informationstillgång",
            "informationsmängd",
            "informationstyp",
            "tillgång",
            "klassningsobjekt",
            "information",
            "information asset",
            "asset",
        ],
    ),
    ("decided_by", &["beslutsfattare", "beslut av", "beslutat av", "decider"]),
    ("from", &["klassningsdatum", "datum", "beslutsdatum", "klassad", "date"]),
    ("because", &["kommentar", "konsekvensbeskrivning", "comment"]),
];

/// Why a classification sheet cannot be used. `NumberingNeeded` is the message `klassa-numbering-needed`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, strum::IntoStaticStr, strum::VariantNames)]
#[strum(serialize_all = "kebab-case", prefix = "klassa-")]
#[expect(missing_docs, reason = "the fields are what the variant's sentence mentions")]
pub enum KlassaError {
    /// Levels are bare numbers, and nobody has said of which scale.
    #[error("{at}: numbers without a scale")]
    NumberingNeeded { at: Position },
    /// What a number of the sheet means in either scale; follows `NumberingNeeded`, at the same place.
    #[error("{number} is {zero} in 0-4 and {one} in 1-4")]
    Reading { at: Position, number: i64, zero: &'static str, one: &'static str },
    /// A number that the stated scale does not have.
    #[error("{at}: {number} is outside {scale}")]
    OutsideScale { at: Position, number: String, scale: &'static str },
    /// A step that the organisation's model does not have, or has more than once.
    #[error("{at}: the model has no level for {word}")]
    NoSuchStep { at: Position, word: &'static str },
    /// No asset of that name or code, and not enough to make one.
    #[error("{at}: no asset {name:?}")]
    UnknownAsset { at: Position, name: String },
    /// No asset of that name, but one of a similar name.
    #[error("{at}: no asset {name:?}, near {near:?}")]
    UnknownAssetNear { at: Position, name: String, near: String },
    /// Two assets of that name.
    #[error("{at}: several assets {name:?}")]
    SeveralAssets { at: Position, name: String, codes: Vec<String> },
}

impl Explain for KlassaError {
    fn key(&self) -> &'static str {
        self.into()
    }

    fn args(&self) -> Args {
        let args = Args::new();
        match self {
            Self::NumberingNeeded { .. } => args,
            Self::Reading { number, zero, one, .. } => {
                let number = number.to_string();
                args.with("number", number).with("zero", Arg::Word(zero)).with("one", Arg::Word(one))
            }
            Self::OutsideScale { number, scale, .. } => args.with("number", number).with("scale", *scale),
            Self::NoSuchStep { word, .. } => args.with("word", Arg::Word(word)),
            Self::UnknownAsset { name, .. } => args.with("name", name),
            Self::UnknownAssetNear { name, near, .. } => args.with("name", name).with("near", near),
            Self::SeveralAssets { name, codes, .. } => {
                args.with("name", name).with("codes", codes.as_slice())
            }
        }
    }

    fn position(&self) -> Option<&Position> {
        match self {
            Self::NumberingNeeded { at }
            | Self::Reading { at, .. }
            | Self::OutsideScale { at, .. }
            | Self::NoSuchStep { at, .. }
            | Self::UnknownAsset { at, .. }
            | Self::UnknownAssetNear { at, .. }
            | Self::SeveralAssets { at, .. } => Some(at),
        }
    }
}

/// What classification sheets are read with.
pub(crate) struct Context<'a> {
    pub current: &'a Inventory,
    pub model: Option<&'a Model>,
    pub numbering: Option<Numbering>,
    /// Saved mapping: heading → column.
    pub mapping: &'a BTreeMap<String, String>,
}

/// A sheet that has been recognised as a classification sheet.
pub(crate) struct Sheet<'a> {
    table: &'a Table,
    columns: Vec<(u32, Column)>,
    /// Columns whose levels are of the sheet's own scale.
    bare: BTreeSet<u32>,
    /// Those of them whose numbers can only be the model's own codes.
    own: BTreeSet<u32>,
    /// Headings that are not read, with their place.
    pub unread: Vec<String>,
}

/// Whether `table` is a classification sheet: it names assets and has a column for a dimension.
pub(crate) fn recognise<'a>(table: &'a Table, context: &Context<'_>) -> Option<Sheet<'a>> {
    let model = context.model?;
    let known = columns::of(Some(List::Assets), std::slice::from_ref(model));
    let (heading, _) = table.headed()?;
    let (bare, own) = (BTreeSet::new(), BTreeSet::new());
    let mut sheet = Sheet { table, columns: Vec::new(), bare, own, unread: Vec::new() };
    for (index, cell) in &heading.cells {
        let written = cell.text();
        let mapped = context.mapping.iter().find(|it| it.0.trim().eq_ignore_ascii_case(written.trim()));
        let name = mapped.map_or(written.as_str(), |it| it.1.as_str()).trim().to_lowercase();
        if let Some(dimension) = dimension(model, &name) {
            let path = vec!["levels".to_owned(), dimension.code.clone()];
            sheet.columns.push((*index, Column { path, headings: Vec::new(), form: Form::Level }));
            sheet.bare.insert(*index);
            if has_own_numbers(dimension) {
                sheet.own.insert(*index);
            }
            continue;
        }
        let synonym = HEADINGS.iter().find(|it| it.1.contains(&name.as_str())).map(|it| it.0.to_owned());
        match known.iter().find(|it| it.headings.contains(synonym.as_ref().unwrap_or(&name))) {
            Some(column) if sheet.columns.iter().all(|it| it.1.path != column.path) => {
                // A mapping to `levels.K` still speaks of the sheet's own numbers.
                if mapped.is_some() && column.form == Form::Level {
                    sheet.bare.insert(*index);
                    let code = column.path.get(1).map(|it| it.to_lowercase());
                    if code.and_then(|it| dimension(model, &it)).is_some_and(has_own_numbers) {
                        sheet.own.insert(*index);
                    }
                }
                sheet.columns.push((*index, column.clone()));
            }
            _ => sheet.unread.push(format!("{}: {written}", table.at(heading.number, *index))),
        }
    }
    let names = |key: &str| sheet.columns.iter().any(|it| it.1.path == [key]);
    ((names("code") || names("name")) && !sheet.bare.is_empty()).then_some(sheet)
}

fn dimension<'a>(model: &'a Model, name: &str) -> Option<&'a Dimension> {
    let called = |it: &&Dimension| {
        [&it.code, &it.name.sv, &it.name.en].iter().any(|known| known.to_lowercase() == name)
    };
    model.dimensions.iter().find(called)
}

impl Sheet<'_> {
    /// The rows of the sheet as rows of the list `assets`; `index` is that of the sheet in its tree.
    pub(crate) fn rows(&self, index: u16, context: &Context<'_>, faults: &mut Vec<Fault>) -> Vec<Node> {
        let Some((_, rows)) = self.table.headed() else { return Vec::new() };
        if context.numbering.is_none() && self.ask(rows, faults) {
            return Vec::new();
        }
        rows.iter().filter_map(|row| self.row(row, index, context, faults)).collect()
    }

    /// Asks which scale the numbers are of, where there are any.
    fn ask(&self, rows: &[Row], faults: &mut Vec<Fault>) -> bool {
        let mut first = None;
        let mut numbers = BTreeSet::new();
        for row in rows {
            let asked = |column: &u32| self.bare.contains(column) && !self.own.contains(column);
            for (column, cell) in row.cells.iter().filter(|it| asked(&it.0)) {
                if let Some(number) = bare_number(cell) {
                    first.get_or_insert_with(|| self.table.at(row.number, *column));
                    numbers.insert(number);
                }
            }
        }
        let Some(at) = first else { return false };
        faults.push(Fault::Klassa(KlassaError::NumberingNeeded { at: at.clone() }));
        let word =
            |it: i64| usize::try_from(it).ok().and_then(|it| STEPS.get(it)).copied().unwrap_or(NO_STEP);
        for number in numbers {
            // The scale 1-4 ends below what is handled in special order.
            let one = if number > 4 { NO_STEP } else { word(number - 1) };
            let (at, zero) = (at.clone(), word(number));
            faults.push(Fault::Klassa(KlassaError::Reading { at, number, zero, one }));
        }
        true
    }

    fn row(&self, row: &Row, sheet: u16, context: &Context<'_>, faults: &mut Vec<Fault>) -> Option<Node> {
        let first = row.cells.first().map_or(0, |it| it.0);
        let at = Place::Cell { sheet, row: row.number, column: first };
        let mut own = Node::new(Kind::Map(Vec::new()), at);
        let mut here = Vec::new();
        let mut stopped = false;
        for (column, cell) in &row.cells {
            let Some((_, known)) = self.columns.iter().find(|it| it.0 == *column) else { continue };
            let at = Place::Cell { sheet, row: row.number, column: *column };
            let position = self.table.at(row.number, *column);
            if let Cell::Error(value) = cell {
                here.push(Fault::Sheet(SheetError::CellError { at: position, value: value.clone() }));
            } else if self.bare.contains(column) {
                match level(cell, known, position.clone(), context) {
                    Ok(Some(kind)) => insert(&mut own, &known.path, Node::new(kind, at), at),
                    // Nothing else is said of the row.
                    Ok(None) => {
                        faults.push(Fault::Row { at: position, what: InventoryFault::StopLevel });
                        stopped = true;
                    }
                    Err(fault) => here.push(Fault::Klassa(fault)),
                }
            } else {
                insert(&mut own, &known.path, value(cell, &known.form, at), at);
            }
        }
        if stopped {
            return None;
        }
        faults.append(&mut here);
        let whole = self.join(own, row, at, context, faults)?;
        Some(whole)
    }

    /// The row over what the register holds of the asset.
    fn join(
        &self,
        mut own: Node,
        row: &Row,
        at: Place,
        context: &Context<'_>,
        faults: &mut Vec<Fault>,
    ) -> Option<Node> {
        name_people(&mut own, context.current);
        let stated = own.get("levels").is_some_and(|it| !it.entries().is_empty());
        if stated && own.get("decided_by").is_none() && own.get("state").is_none() {
            let state = Node::new(Kind::Text("proposed".to_owned()), at);
            insert(&mut own, &["state".to_owned()], state, at);
        }
        let position = self.table.at(row.number, row.cells.first().map_or(0, |it| it.0));
        let base = match find(&own, &context.current.assets) {
            Found::One(asset) => bare_asset(asset),
            // A row that says all that an asset needs makes a new one.
            Found::None if own.get("code").is_some() && own.get("unit").is_some() => Vec::new(),
            Found::None => {
                faults.push(Fault::Klassa(unknown_asset(&own, &context.current.assets, position)));
                return None;
            }
            Found::Several(codes) => {
                let name = own.get("name").and_then(Node::text).unwrap_or_default().to_owned();
                faults.push(Fault::Klassa(KlassaError::SeveralAssets { at: position, name, codes }));
                return None;
            }
        };
        for (path, value) in base {
            // Levels that the sheet does not state stay, where it states any.
            let open = path.len() == 1 || stated;
            if open && path.iter().try_fold(&own, |node, key| node.get(key)).is_none() {
                insert(&mut own, &path, placed(value, at), at);
            }
        }
        Some(own)
    }
}

/// A level of the sheet as the organisation's model writes it; `None` when it is handled in special order.
fn level(
    cell: &Cell,
    column: &Column,
    at: Position,
    context: &Context<'_>,
) -> Result<Option<Kind>, KlassaError> {
    let text = cell.text();
    let known = context
        .model
        .zip(column.path.get(1))
        .and_then(|(model, code)| dimension(model, &code.to_lowercase()));
    let Some(known) = known else { return Ok(Some(Kind::Text(text))) };
    if let Some(number) = bare_number(cell) {
        if has_own_numbers(known) {
            let stops = known.levels.iter().any(|it| it.stop && it.code == LevelCode::Number(number));
            return Ok((!stops).then(|| Kind::Number(number.into())));
        }
        let (least, scale) = match context.numbering {
            Some(Numbering::OneToFour) => (1, Numbering::OneToFour),
            Some(Numbering::ZeroToFour) | None => (0, Numbering::ZeroToFour),
        };
        let step = usize::try_from(number - least).ok().filter(|it| *it < STEPS.len() && number <= 4);
        let scale: &str = scale.into();
        let step = step.ok_or_else(|| KlassaError::OutsideScale { at: at.clone(), number: text, scale })?;
        return at_step(known, step, at);
    }
    let word = words_of(&text);
    let own = known.levels.iter().find(|it| words_of(&it.word.sv) == word || words_of(&it.word.en) == word);
    if let Some(own) = own {
        return Ok((!own.stop).then(|| kind(&own.code)));
    }
    match WORDS.iter().position(|it| it.contains(&word.as_str())) {
        Some(step) => at_step(known, step, at),
        // Not a word of either: the check of the row names those that there are.
        None => Ok(Some(Kind::Text(text))),
    }
}

/// A number that stands alone, as number or as text.
fn bare_number(cell: &Cell) -> Option<i64> {
    cell.text().trim().parse().ok()
}

/// The level of the model that stands for a step; `None` for the highest, which no model records.
fn at_step(dimension: &Dimension, step: usize, at: Position) -> Result<Option<Kind>, KlassaError> {
    if step == STEPS.len() - 1 {
        return Ok(None);
    }
    let mut fit =
        dimension.levels.iter().filter(|it| it.catalogue.map(usize::from) == Some(step) && !it.stop);
    match (fit.next(), fit.next()) {
        (Some(level), None) => Ok(Some(kind(&level.code))),
        _ => Err(KlassaError::NoSuchStep { at, word: STEPS.get(step).copied().unwrap_or(NO_STEP) }),
    }
}

fn kind(code: &LevelCode) -> Kind {
    match code {
        LevelCode::Number(number) => Kind::Number((*number).into()),
        LevelCode::Word(word) => Kind::Text(word.clone()),
    }
}

/// `Måttlig skada (2)` → `måttlig`.
fn words_of(text: &str) -> String {
    let letters: String =
        text.to_lowercase().chars().map(|it| if it.is_alphabetic() { it } else { ' ' }).collect();
    let words: Vec<&str> =
        letters.split_whitespace().filter(|it| !matches!(*it, "skada" | "nivå" | "level")).collect();
    words.join(" ")
}

enum Found<'a> {
    One(&'a Asset),
    None,
    Several(Vec<String>),
}

/// The asset that a row speaks of: by code, else by name.
fn find<'a>(row: &Node, assets: &'a [Asset]) -> Found<'a> {
    if let Some(code) = row.get("code").and_then(Node::text) {
        return assets.iter().find(|it| it.code == code).map_or(Found::None, Found::One);
    }
    let name = row.get("name").and_then(Node::text).unwrap_or_default().to_lowercase();
    let named: Vec<&Asset> =
        assets.iter().filter(|it| it.retired.is_none() && it.name.to_lowercase() == name).collect();
    match named.as_slice() {
        [] => Found::None,
        [one] => Found::One(one),
        several => Found::Several(several.iter().map(|it| it.code.clone()).collect()),
    }
}

fn unknown_asset(row: &Node, assets: &[Asset], at: Position) -> KlassaError {
    let code = row.get("code").and_then(Node::text);
    let name = code.or_else(|| row.get("name").and_then(Node::text)).unwrap_or_default().to_owned();
    let known = assets.iter().map(|it| if code.is_some() { it.code.as_str() } else { it.name.as_str() });
    match nearest(&name, known) {
        Some(near) => KlassaError::UnknownAssetNear { at, near: near.to_owned(), name },
        None => KlassaError::UnknownAsset { at, name },
    }
}

/// What the register holds of an asset, by path: the row, and the levels that have been decided. All else of the
/// classification is what the sheet brings.
fn bare_asset(asset: &Asset) -> Vec<(Vec<String>, Value)> {
    const KEPT: [&str; 8] = ["code", "name", "unit", "owner", "systems", "flags", "law", "retention"];
    let Value::Object(map) = emit::value(asset) else { return Vec::new() };
    let row = map.into_iter().filter(|it| KEPT.contains(&it.0.as_str())).map(|it| (vec![it.0], it.1));
    let versions = std::iter::once(&asset.classification).chain(&asset.history);
    let decided = versions.filter(|it| it.state == State::Approved && !it.is_empty());
    // The row's own comes first, then the history from the latest on.
    let levels = decided.take(1).flat_map(|it| &it.levels);
    let levels =
        levels.map(|(dimension, level)| (vec!["levels".to_owned(), dimension.clone()], emit::value(level)));
    row.chain(levels).collect()
}

/// Whether the levels of a dimension are numbers of its own, so that a bare number can mean nothing else. Those of the
/// two scales are the steps themselves (0 negligible … 3 serious), or the steps counted from 1.
fn has_own_numbers(dimension: &Dimension) -> bool {
    let of_scale = |first: i64| {
        let mut steps = first..;
        let mut kept = dimension.levels.iter().filter(|it| !it.stop);
        kept.clone().count() == STEPS.len() - 1
            && kept.all(|it| {
                let step = steps.next();
                step.map(LevelCode::Number).as_ref() == Some(&it.code)
                    && step.map(|it| it - first) == it.catalogue.map(i64::from)
            })
    };
    let numbers = dimension.levels.iter().any(|it| matches!(it.code, LevelCode::Number(_)));
    numbers && !of_scale(0) && !of_scale(1)
}

/// Whether a text is the word for what is handled in special order: the model's own, or that of the scales.
pub(crate) fn is_stop_word(model: &Model, code: &str, text: &str) -> bool {
    let Some(dimension) = model.dimensions.iter().find(|it| it.code == code) else { return false };
    let word = words_of(text);
    let own = |it: &&ModelLevel| words_of(&it.word.sv) == word || words_of(&it.word.en) == word;
    let of_scales = || WORDS.last().is_some_and(|it| it.contains(&word.as_str()));
    dimension.levels.iter().find(own).map_or_else(of_scales, |it| it.stop)
}

/// Sheets name people by name where the register has codes.
fn name_people(row: &mut Node, current: &Inventory) {
    let Kind::Map(entries) = &mut row.kind else { return };
    for entry in entries.iter_mut().filter(|it| matches!(it.key.as_str(), "decided_by" | "proposed_by")) {
        let Some(written) = entry.value.text() else { continue };
        if current.people.iter().any(|it| it.code == written) {
            continue;
        }
        let mut named = current.people.iter().filter(|it| it.name.eq_ignore_ascii_case(written));
        if let (Some(person), None) = (named.next(), named.next()) {
            entry.value.kind = Kind::Text(person.code.clone());
        }
    }
}

fn placed(value: Value, at: Place) -> Node {
    let kind = match value {
        Value::Null => Kind::Null,
        Value::Bool(it) => Kind::Bool(it),
        Value::Number(it) => Kind::Number(it),
        Value::String(it) => Kind::Text(it),
        Value::Array(items) => Kind::List(items.into_iter().map(|it| placed(it, at)).collect()),
        Value::Object(map) => {
            let entry = |(key, value)| Entry { key, key_at: at, value: placed(value, at) };
            Kind::Map(map.into_iter().map(entry).collect())
        }
    };
    Node::new(kind, at)
}

#[cfg(test)]
mod tests;
