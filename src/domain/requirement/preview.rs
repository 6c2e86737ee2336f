//! What a change would do, before it is saved: requirements that come and go, that tighten and loosen, and what that
//! costs those who verify and those who use the systems.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Object, Requirement, Strength};
use crate::{
    catalogue::{Catalogue, Control, ParamValue, Stricter, Usability},
    inventory::Code,
};

/// One respect in which a requirement changes.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Change {
    /// Code of the control.
    pub control: Code,
    /// What the requirement is on.
    pub object: Object,
    /// In what respect, and from what to what.
    pub change: Respect,
}

/// A strength, or how often it is verified.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Respect {
    /// A parameter, before and after.
    Strength(Strength, Strength),
    /// Days to the next verification, before and after.
    Interval(u32, u32),
}

/// What a change of facts does to the requirements.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Preview {
    /// Requirements that did not apply before.
    pub added: Vec<Requirement>,
    /// Requirements that no longer apply.
    pub removed: Vec<Requirement>,
    /// Respects in which a requirement asks for more, or more often.
    pub tightened: Vec<Change>,
    /// Respects in which a requirement asks for less, or less often.
    pub loosened: Vec<Change>,
    /// Minutes of verification per year, more or less than before.
    pub minutes_per_year: i64,
    /// Requirements that are added or tightened in strength, by how much users notice them.
    pub usability: BTreeMap<Usability, usize>,
}

impl Preview {
    /// Whether nothing changes.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty()
            && self.removed.is_empty()
            && self.tightened.is_empty()
            && self.loosened.is_empty()
    }
}

/// The difference between two derivations, of the same or of a part of the same objects.
pub fn preview(before: &[Requirement], after: &[Requirement], catalogue: &Catalogue) -> Preview {
    let controls: BTreeMap<&str, &Control> =
        catalogue.controls.iter().map(|it| (it.code.as_str(), it)).collect();
    let [old, new] = [before, after].map(by_key);
    let mut preview = Preview {
        minutes_per_year: minutes(after, &controls) - minutes(before, &controls),
        ..Preview::default()
    };
    let notice = |preview: &mut Preview, control: &Control| {
        *preview.usability.entry(control.usability).or_default() += 1;
    };
    for (key, it) in &new {
        let Some(control) = controls.get(it.control.as_str()) else { continue };
        match old.get(key) {
            None => {
                notice(&mut preview, control);
                preview.added.push((*it).clone());
            }
            Some(was) => {
                if compare(was, it, control, &mut preview) {
                    notice(&mut preview, control);
                }
            }
        }
    }
    preview.removed =
        old.iter().filter(|(key, _)| !new.contains_key(*key)).map(|(_, it)| (*it).clone()).collect();
    preview
}

type Key<'a> = (&'a Object, &'a str);

fn by_key(requirements: &[Requirement]) -> BTreeMap<Key<'_>, &Requirement> {
    requirements.iter().map(|it| ((&it.object, it.control.as_str()), it)).collect()
}

/// Minutes per year, counted over all of them before rounding.
fn minutes(requirements: &[Requirement], controls: &BTreeMap<&str, &Control>) -> i64 {
    const DAYS: u64 = 365;
    const PARTS: u64 = 1000;
    let each = |it: &Requirement| {
        let minutes = controls.get(it.control.as_str()).map_or(0, |it| u64::from(it.minutes));
        (minutes * DAYS * PARTS).checked_div(u64::from(it.reverify_days)).unwrap_or(0)
    };
    let sum: u64 = requirements.iter().map(each).sum();
    i64::try_from((sum + PARTS / 2) / PARTS).unwrap_or(i64::MAX)
}

/// Notes in which respects a requirement changes; whether its strength tightens.
fn compare(was: &Requirement, is: &Requirement, control: &Control, preview: &mut Preview) -> bool {
    let change = |change| Change { control: is.control.clone(), object: is.object.clone(), change };
    let mut tightened = false;
    for (before, after) in
        was.strength.iter().zip(&is.strength).filter(|(before, after)| before.value != after.value)
    {
        let stricter = control.params.iter().find(|it| it.key == after.key).map(|it| it.stricter);
        let respect = change(Respect::Strength(before.clone(), after.clone()));
        if stricter.is_some_and(|it| tightens(it, before, after)) {
            tightened = true;
            preview.tightened.push(respect);
        } else {
            preview.loosened.push(respect);
        }
    }
    let (before, after) = (was.reverify_days, is.reverify_days);
    match after.cmp(&before) {
        std::cmp::Ordering::Less => preview.tightened.push(change(Respect::Interval(before, after))),
        std::cmp::Ordering::Greater => preview.loosened.push(change(Respect::Interval(before, after))),
        std::cmp::Ordering::Equal => {}
    }
    tightened
}

fn tightens(stricter: Stricter, before: &Strength, after: &Strength) -> bool {
    match (stricter, &before.value, &after.value) {
        (Stricter::Lower, ParamValue::Number(before), ParamValue::Number(after)) => after < before,
        (Stricter::Higher, ParamValue::Number(before), ParamValue::Number(after)) => after > before,
        (Stricter::Ordered | Stricter::Lower | Stricter::Higher, _, _) => after.level > before.level,
    }
}
