//! Rules made ready: each clause is decided once for all people, so that a hundred rules over many people are fast.

use std::collections::BTreeMap;

use roaring::RoaringBitmap;

use super::{ACCOUNT, Expr, Op, Part, column, norm_value};
use crate::access::{
    graph::{index, number},
    hr::{HrRow, Match, People},
    snapshot::Account,
};

/// A rule's expression, ready to be asked.
#[derive(Debug, Clone)]
pub(crate) enum Program {
    /// Depends on people alone: those whom it picks, and what it says of somebody who is not in the HR file.
    People { set: RoaringBitmap, stranger: bool },
    /// Depends on attributes of the account too.
    Mixed(Vec<Instruction>),
}

/// One step of a mixed program.
#[derive(Debug, Clone)]
pub(crate) enum Instruction {
    /// The person is one of these.
    People(RoaringBitmap),
    /// The account's own attribute.
    Account {
        attribute: String,
        op: Op,
        values: Vec<String>,
    },
    Any(usize),
    All(usize),
    Not,
}

impl Program {
    /// The program that picks nobody.
    pub(crate) fn nobody() -> Self {
        Self::People { set: RoaringBitmap::new(), stranger: false }
    }

    /// Whether it holds for `person` (by number; none for one outside the HR file) with `account`.
    pub(crate) fn holds(&self, person: Option<u32>, account: Option<&Account>) -> bool {
        match (self, person) {
            (Self::People { set, .. }, Some(person)) => set.contains(person),
            (Self::People { stranger, .. }, None) => *stranger,
            (Self::Mixed(steps), _) => run(steps, |step| match step {
                Instruction::People(set) => person.is_some_and(|it| set.contains(it)),
                Instruction::Account { attribute, op, values } => {
                    account.is_some_and(|it| account_clause(it, attribute, *op, values))
                }
                Instruction::Any(_) | Instruction::All(_) | Instruction::Not => false,
            }),
        }
    }
}

/// Runs postfix steps over a stack of truths; `leaf` decides those that are no connective.
fn run(steps: &[Instruction], leaf: impl Fn(&Instruction) -> bool) -> bool {
    let mut stack: Vec<bool> = vec![];
    for step in steps {
        let value = match step {
            Instruction::Any(count) => take(&mut stack, *count).into_iter().any(|it| it),
            Instruction::All(count) => take(&mut stack, *count).into_iter().all(|it| it),
            Instruction::Not => !stack.pop().unwrap_or(false),
            Instruction::People(_) | Instruction::Account { .. } => leaf(step),
        };
        stack.push(value);
    }
    stack.pop().unwrap_or(false)
}

fn take<T>(stack: &mut Vec<T>, count: usize) -> Vec<T> {
    stack.split_off(stack.len().saturating_sub(count))
}

fn account_clause(account: &Account, attribute: &str, op: Op, values: &[String]) -> bool {
    let Some(value) = account.attributes.get(attribute) else { return false };
    compare(&norm_value(value), op, values)
}

/// A normalised value against normalised values. An empty one is missing.
fn compare(value: &str, op: Op, values: &[String]) -> bool {
    !value.is_empty()
        && match op {
            Op::Present => true,
            Op::Eq | Op::In => values.iter().any(|it| it == value),
            Op::Prefix => values.iter().any(|it| value.starts_with(it.as_str())),
            // Reporting is a relation between people, not a value.
            Op::ReportsTo => false,
        }
}

/// A column of the HR file: the distinct normalised values, and which of them each person has.
#[derive(Debug, Default)]
struct Column {
    values: Vec<String>,
    of: Vec<usize>,
}

/// Makes programs over one HR file; what several rules ask is decided once.
#[derive(Debug)]
pub(crate) struct Compiler<'a> {
    people: &'a People<'a>,
    names: BTreeMap<String, String>,
    columns: BTreeMap<String, Column>,
    clauses: BTreeMap<(String, Op, Vec<String>), RoaringBitmap>,
}

impl<'a> Compiler<'a> {
    pub(crate) fn new(people: &'a People<'a>) -> Self {
        let mut names = BTreeMap::new();
        // Rows of one file have the same columns, but nothing here depends on it.
        let mut last: Option<&BTreeMap<String, String>> = None;
        for row in people.rows() {
            if last.is_some_and(|it| it.keys().eq(row.attributes.keys())) {
                continue;
            }
            last = Some(&row.attributes);
            for name in row.attributes.keys() {
                names.entry(name.clone()).or_insert_with(|| column(name));
            }
        }
        Self { people, names, columns: BTreeMap::new(), clauses: BTreeMap::new() }
    }

    /// Everybody in the HR file.
    pub(crate) fn everybody(&self) -> RoaringBitmap {
        (0..number(self.people.rows().len())).collect()
    }

    /// Makes `expr` ready.
    pub(crate) fn compile(&mut self, expr: &Expr) -> Program {
        let mut mixed = false;
        let steps: Vec<Instruction> = expr
            .postfix()
            .into_iter()
            .map(|part| match part {
                Part::Any(count) => Instruction::Any(count),
                Part::All(count) => Instruction::All(count),
                Part::Not => Instruction::Not,
                Part::Clause { attr, op, values } => match attr.strip_prefix(ACCOUNT) {
                    Some(attribute) if op != Op::ReportsTo => {
                        mixed = true;
                        Instruction::Account {
                            attribute: attribute.to_lowercase(),
                            op,
                            values: values.iter().map(|it| norm_value(it)).collect(),
                        }
                    }
                    _ => Instruction::People(self.clause(attr, op, values)),
                },
            })
            .collect();
        if mixed { Program::Mixed(steps) } else { self.fold(steps) }
    }

    /// A program without attributes of accounts, as one set.
    fn fold(&self, steps: Vec<Instruction>) -> Program {
        let stranger = run(&steps, |_| false);
        let mut stack: Vec<RoaringBitmap> = vec![];
        for step in steps {
            let set = match step {
                Instruction::People(set) => set,
                Instruction::Account { .. } => RoaringBitmap::new(),
                Instruction::Not => self.everybody() - stack.pop().unwrap_or_default(),
                Instruction::Any(count) => {
                    take(&mut stack, count).into_iter().fold(RoaringBitmap::new(), |a, b| a | b)
                }
                Instruction::All(count) => {
                    take(&mut stack, count).into_iter().fold(self.everybody(), |a, b| a & b)
                }
            };
            stack.push(set);
        }
        Program::People { set: stack.pop().unwrap_or_default(), stranger }
    }

    fn clause(&mut self, attr: &str, op: Op, values: &[String]) -> RoaringBitmap {
        if op == Op::ReportsTo {
            return self.reports_to(values);
        }
        let column = column(attr);
        let mut values: Vec<String> = values.iter().map(|it| norm_value(it)).collect();
        values.sort();
        values.dedup();
        let key = (column, op, values);
        if let Some(set) = self.clauses.get(&key) {
            return set.clone();
        }
        let column = self.column(&key.0);
        let hit: Vec<bool> = column.values.iter().map(|it| compare(it, op, &key.2)).collect();
        let set: RoaringBitmap = column
            .of
            .iter()
            .enumerate()
            .filter(|(_, value)| hit.get(**value).copied().unwrap_or(false))
            .map(|(person, _)| number(person))
            .collect();
        self.clauses.insert(key, set.clone());
        set
    }

    fn column(&mut self, name: &str) -> &Column {
        if !self.columns.contains_key(name) {
            let column = self.read_column(name);
            self.columns.insert(name.to_owned(), column);
        }
        self.columns.entry(name.to_owned()).or_default()
    }

    fn read_column(&self, name: &str) -> Column {
        // The file's own columns first, in order of name, then what every row has.
        let spellings: Vec<&str> =
            self.names.iter().filter(|(_, it)| *it == name).map(|(it, _)| it.as_str()).collect();
        let (mut raw, mut normal) = (BTreeMap::<&str, usize>::new(), BTreeMap::<String, usize>::new());
        let mut of = Vec::with_capacity(self.people.rows().len());
        for row in self.people.rows() {
            let text = spellings
                .iter()
                .find_map(|it| row.attributes.get(*it))
                .map_or_else(|| own_column(row, name), String::as_str);
            let place = match raw.get(text) {
                Some(place) => *place,
                None => {
                    let next = normal.len();
                    let place = *normal.entry(norm_value(text)).or_insert(next);
                    raw.insert(text, place);
                    place
                }
            };
            of.push(place);
        }
        let mut values = vec![String::new(); normal.len()];
        for (value, place) in normal {
            if let Some(it) = values.get_mut(place) {
                *it = value;
            }
        }
        Column { values, of }
    }

    /// Everybody who reports to one of `bosses`, directly or through others. A circle of managers ends the search.
    fn reports_to(&self, bosses: &[String]) -> RoaringBitmap {
        let rows = self.people.rows();
        let mut answer: Vec<Option<bool>> = vec![None; rows.len()];
        let mut chain = vec![];
        for start in 0..rows.len() {
            chain.clear();
            let mut at = start;
            let found = loop {
                match answer.get(at).copied().flatten() {
                    Some(known) => break known,
                    // For now no, so that a circle ends; the true answer of the whole chain replaces it below.
                    None => {
                        if let Some(it) = answer.get_mut(at) {
                            *it = Some(false);
                        }
                        chain.push(at);
                    }
                }
                let Some(boss) = rows.get(at).and_then(|it| manager(it)) else { break false };
                if bosses.iter().any(|it| it == boss) {
                    break true;
                }
                match self.people.find(boss) {
                    Match::Person(next) => at = index(next),
                    Match::Ambiguous | Match::Nobody => break false,
                }
            };
            for place in &chain {
                if let Some(it) = answer.get_mut(*place) {
                    *it = Some(found);
                }
            }
        }
        answer
            .iter()
            .enumerate()
            .filter(|(_, it)| **it == Some(true))
            .map(|(person, _)| number(person))
            .collect()
    }
}

fn manager(row: &HrRow) -> Option<&str> {
    row.manager_id.as_deref().filter(|it| !it.is_empty())
}

fn own_column<'a>(row: &'a HrRow, name: &str) -> &'a str {
    match name {
        "employeeid" => &row.employee_id,
        "name" => &row.name,
        "managerid" => row.manager_id.as_deref().unwrap_or_default(),
        "email" => row.email.as_deref().unwrap_or_default(),
        _ => "",
    }
}
