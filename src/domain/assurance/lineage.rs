//! Which objects answer for which: one proof on a platform, a supplier, a unit or the organisation serves all that
//! share it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::{
    catalogue::Scope,
    inventory::{Code, Inventory},
    requirement::Object,
};

/// Links between objects of the register, for looking up who answers for whom.
#[derive(Debug, Default)]
pub(super) struct Lineage<'a> {
    parents: BTreeMap<&'a str, &'a str>,
    systems: BTreeMap<&'a str, SystemLinks<'a>>,
    homes: BTreeMap<(Scope, &'a str), &'a str>,
}

#[derive(Debug)]
struct SystemLinks<'a> {
    platform: Option<&'a str>,
    supplier: Option<&'a str>,
    unit: &'a str,
    replaced: Option<NaiveDate>,
}

impl<'a> Lineage<'a> {
    pub(super) fn new(inventory: &'a Inventory) -> Self {
        let parents =
            inventory.units.iter().filter_map(|it| Some((it.code.as_str(), it.parent.as_deref()?))).collect();
        let systems = inventory
            .systems
            .iter()
            .map(|it| {
                let links = SystemLinks {
                    platform: it.platform.as_deref(),
                    supplier: it.supplier.as_deref(),
                    unit: &it.unit,
                    replaced: it.replaced,
                };
                (it.code.as_str(), links)
            })
            .collect();
        let mut homes = BTreeMap::new();
        for it in &inventory.assets {
            homes.insert((Scope::Information, it.code.as_str()), it.unit.as_str());
        }
        for it in &inventory.platforms {
            homes.extend(it.unit.as_deref().map(|unit| ((Scope::Platform, it.code.as_str()), unit)));
        }
        for it in &inventory.suppliers {
            homes.extend(it.unit.as_deref().map(|unit| ((Scope::Supplier, it.code.as_str()), unit)));
        }
        for it in &inventory.sites {
            homes.extend(it.unit.as_deref().map(|unit| ((Scope::Site, it.code.as_str()), unit)));
        }
        Self { parents, systems, homes }
    }

    /// Day from which a system stands in place of an earlier one.
    pub(super) fn replaced(&self, object: &Object) -> Option<NaiveDate> {
        if object.scope != Scope::System {
            return None;
        }
        self.systems.get(object.code.as_str())?.replaced
    }

    /// The object itself, then what it shares with others, nearest first, the organisation last.
    ///
    /// A system: its platform, its supplier, its unit and the units above. Anything else: its unit and those above.
    pub(super) fn answering(&self, object: &Object) -> Vec<Object> {
        let code = object.code.as_str();
        let mut found = vec![object.clone()];
        let mut unit = None;
        match object.scope {
            Scope::Organisation => return found,
            Scope::System => {
                if let Some(links) = self.systems.get(code) {
                    found.extend(links.platform.map(|it| named(Scope::Platform, it)));
                    found.extend(links.supplier.map(|it| named(Scope::Supplier, it)));
                    unit = Some(links.unit);
                }
            }
            Scope::Unit => unit = self.parents.get(code).copied(),
            Scope::Supplier | Scope::Platform | Scope::Site | Scope::Information => {
                unit = self.homes.get(&(object.scope, code)).copied();
            }
        }
        found.extend(self.upwards(unit).into_iter().map(|it| named(Scope::Unit, it)));
        found.push(Object { scope: Scope::Organisation, code: Code::new() });
        found
    }

    // Import refuses circles in the tree; a register that has one all the same must not hang a report.
    fn upwards(&self, from: Option<&'a str>) -> Vec<&'a str> {
        let mut seen = BTreeSet::new();
        let mut path = Vec::new();
        let mut next = from;
        while let Some(unit) = next
            && seen.insert(unit)
        {
            path.push(unit);
            next = self.parents.get(unit).copied();
        }
        path
    }
}

fn named(scope: Scope, code: &str) -> Object {
    Object { scope, code: code.to_owned() }
}
