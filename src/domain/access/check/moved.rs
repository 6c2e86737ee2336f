//! Whether somebody outside a rule got there by moving within the organisation: still in the role group of the old unit.

use std::collections::BTreeMap;

use super::{
    accounts::Owner,
    ruling::{Ruling, Verdict},
    world::World,
};
use crate::access::{
    graph::{Class, index},
    rule::{column, norm_value},
};

/// Column of the HR file that names the unit of a person.
const UNIT: &str = "department";

/// Finds movers under one rule; what it learns of a role group serves everybody in it.
pub(super) struct Movers {
    units: Vec<String>,
    homes: BTreeMap<u32, Option<String>>,
}

impl Movers {
    pub(super) fn new(ruling: &Ruling<'_>) -> Self {
        let units = ruling.rule.allow.as_ref().map(|it| it.named_values(UNIT)).unwrap_or_default();
        Self { units, homes: BTreeMap::new() }
    }

    /// Whether `account`, which is unauthorised and came through the role group `group`, moved.
    ///
    /// It did where the rule names units, most of the group are people whom the rule allows and who all work in one of
    /// those units, and the account's person works in none of them.
    pub(super) fn moved(
        &mut self,
        world: &World<'_>,
        ruling: &Ruling<'_>,
        account: u32,
        group: Option<u32>,
    ) -> bool {
        let (Some(group), Some(unit)) = (group, unit_of(world, account)) else { return false };
        if self.units.is_empty() || self.units.contains(&unit) {
            return false;
        }
        if !self.homes.contains_key(&group) {
            let home = self.home(world, ruling, group);
            self.homes.insert(group, home);
        }
        self.homes.get(&group).is_some_and(Option::is_some)
    }

    /// The one unit of the people in the role group whom the rule allows, where they are most of it.
    fn home(&self, world: &World<'_>, ruling: &Ruling<'_>, group: u32) -> Option<String> {
        let members = world.graph.members(group).iter().map(|(it, _)| *it);
        let (mut all, mut allowed, mut units) = (0usize, 0usize, vec![]);
        for account in members.filter(|it| world.graph.class(*it) == Class::User) {
            all += 1;
            if ruling.verdict(world, account) == Verdict::Authorised {
                allowed += 1;
                units.extend(unit_of(world, account));
            }
        }
        units.sort();
        units.dedup();
        match units.as_slice() {
            [one] if allowed * 2 > all && self.units.contains(one) => Some(one.clone()),
            _ => None,
        }
    }
}

/// The unit that the HR file gives for the person of an account, for comparison.
fn unit_of(world: &World<'_>, account: u32) -> Option<String> {
    let Owner::Person(person) = world.accounts.facts(account).owner else { return None };
    let row = world.people.rows().get(index(person))?;
    let unit = row
        .attributes
        .get(UNIT)
        .or_else(|| row.attributes.iter().find(|(name, _)| column(name) == UNIT).map(|(_, value)| value))?;
    Some(norm_value(unit)).filter(|it| !it.is_empty())
}
