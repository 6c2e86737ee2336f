//! One rule made ready, and its verdict on an account.

use std::collections::BTreeMap;

use super::{Tally, accounts::Owner, world::World};
use crate::{
    access::{
        finding::Detail,
        graph::index,
        hr::{Employment, Match},
        rule::program::{Compiler, Program},
    },
    inventory::{Code, Entitled, Right, Rule},
    severity::Circumstances,
};
use chrono::{DateTime, Utc};

/// A named person's permission.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Permission {
    Ended(DateTime<Utc>),
    Holds,
}

/// What a rule says of an account that stands in its groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    Authorised,
    Ambiguous(Detail),
    Orphan(Option<Detail>),
    Leaver(Option<Detail>),
    Unauthorised(Option<Detail>),
}

pub(super) struct Ruling<'a> {
    pub(super) rule: &'a Rule,
    /// The right that the rule covers, where it is a single one.
    pub(super) right: Option<&'a Code>,
    /// Circumstances of the rule; an account's may add to them.
    pub(super) circumstances: Circumstances,
    pub(super) entitled: Option<Program>,
    allow: Program,
    forbid: Program,
    named: BTreeMap<&'a str, Permission>,
}

impl<'a> Ruling<'a> {
    pub(super) fn new(
        world: &World<'a>,
        compiler: &mut Compiler<'a>,
        rule: &'a Rule,
        covered: &[&'a Right],
    ) -> Self {
        let mut named = BTreeMap::new();
        for person in &rule.named {
            let permission = match person.ends {
                Some(end) if end <= world.check.as_of.instant => Permission::Ended(end),
                _ => Permission::Holds,
            };
            let known = named.entry(person.employee_id.as_str()).or_insert(permission);
            *known = (*known).max(permission);
        }
        let mut ready = |it: &Option<_>| it.as_ref().map_or_else(Program::nobody, |it| compiler.compile(it));
        let (allow, forbid) = (ready(&rule.allow), ready(&rule.forbid));
        let entitled = match &rule.entitled {
            Entitled::Nobody => None,
            Entitled::Allowed => Some(allow.clone()),
            Entitled::Rule(expr) => Some(compiler.compile(expr)),
        };
        Self {
            rule,
            right: match covered {
                [one] => Some(&one.code),
                _ => None,
            },
            circumstances: Circumstances::of(world.weight(&rule.system)),
            entitled,
            allow,
            forbid,
            named,
        }
    }

    /// The verdict on an account, before it is known whether it moved.
    ///
    /// In this order: who it is must be certain; a named permission wins over everything but `forbid`, also over an
    /// ended employment; then employment; then `forbid`; then `allow`.
    pub(super) fn verdict(&self, world: &World<'_>, account: u32) -> Verdict {
        let facts = world.account(account);
        let person = match world.accounts.facts(account).owner {
            Owner::TwoRecords => return Verdict::Ambiguous(Detail::TwoRecords),
            Owner::TwoAccounts => return Verdict::Ambiguous(Detail::TwoAccounts),
            Owner::Person(person) => Some(person),
            Owner::Nobody => None,
        };
        let forbidden = self.forbid.holds(person, facts);
        let named = facts.and_then(|it| it.employee_id.as_deref()).and_then(|it| self.named.get(it));
        let expired = match named {
            Some(Permission::Holds) if !forbidden => return Verdict::Authorised,
            Some(Permission::Ended(on)) => Some(Detail::ExpiredGrant(*on)),
            Some(Permission::Holds) | None => None,
        };
        let Some(person) = person else { return Verdict::Orphan(expired) };
        match Self::employment(world, person) {
            Employment::Ended => Verdict::Leaver(expired),
            _ if forbidden => Verdict::Unauthorised(Some(Detail::Forbidden)),
            Employment::NotStarted(day) => Verdict::Unauthorised(Some(Detail::NotStarted(day))),
            Employment::Active if self.allow.holds(Some(person), facts) => Verdict::Authorised,
            Employment::Active => Verdict::Unauthorised(expired),
        }
    }

    fn employment(world: &World<'_>, person: u32) -> Employment {
        if world.active.contains(person) {
            return Employment::Active;
        }
        let row = world.people.rows().get(index(person));
        row.map_or(Employment::Ended, |it| it.employment(world.check.as_of.day))
    }

    /// People who must have the access: in work, picked, not forbidden.
    pub(super) fn entitled_people<'r>(&'r self, world: &'r World<'_>) -> impl Iterator<Item = u32> + 'r {
        self.entitled
            .as_ref()
            .into_iter()
            .flat_map(|entitled| world.active.iter().map(move |person| (entitled, person)))
            .filter(|(entitled, person)| self.with_any_account(world, entitled, *person))
            .map(|(_, person)| person)
    }

    /// Whether `program` holds for the person, and `forbid` does not, with some working account or without any.
    fn with_any_account(&self, world: &World<'_>, program: &Program, person: u32) -> bool {
        let passes = |account: Option<u32>| {
            let facts = account.and_then(|it| world.account(it));
            program.holds(Some(person), facts) && !self.forbid.holds(Some(person), facts)
        };
        match (program, &self.forbid) {
            (Program::People { .. }, Program::People { .. }) => passes(None),
            _ => {
                passes(None)
                    || world
                        .accounts
                        .of(person)
                        .iter()
                        .any(|it| world.accounts.usable(*it) && passes(Some(*it)))
            }
        }
    }

    /// Adds whom the rule allows.
    pub(super) fn count(&self, world: &World<'a>, tally: &mut Tally<'a>) {
        tally
            .authorised
            .extend(world.active.iter().filter(|it| self.with_any_account(world, &self.allow, *it)));
        for (id, permission) in &self.named {
            if *permission != Permission::Holds {
                continue;
            }
            match world.people.find(id) {
                Match::Person(person) => {
                    if !self.forbid.holds(Some(person), None) {
                        tally.authorised.insert(person);
                    }
                }
                Match::Nobody => {
                    tally.named.insert(id);
                }
                Match::Ambiguous => {}
            }
        }
    }
}
