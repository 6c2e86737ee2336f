//! The state of each account, and whose it is.

use std::collections::BTreeMap;

use chrono::Duration;

use super::{Check, world::source};
use crate::{
    access::{
        graph::{index, number},
        hr::{Match, People},
        snapshot::{Account, Dialect, ObjectKind},
    },
    inventory::Source,
};

/// Whose an account is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Owner {
    /// No row of the HR file has its number.
    #[default]
    Nobody,
    /// The person with this number.
    Person(u32),
    /// Its number stands on several rows.
    TwoRecords,
    /// The person has another working account of the same kind: which one is used cannot be told.
    TwoAccounts,
}

/// How long ago an account signed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Logon {
    #[default]
    Recent,
    /// Longer ago than the limit, but within what the stored time may lag.
    PossiblyStale,
    Stale,
    Never,
}

/// What a check asks about an account.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Facts {
    pub(super) owner: Owner,
    pub(super) disabled: bool,
    pub(super) expired: bool,
    pub(super) locked: bool,
    pub(super) logon: Logon,
}

impl Facts {
    /// Whether one can sign in with it.
    pub(super) fn usable(self) -> bool {
        !self.disabled && !self.expired
    }
}

/// Facts of all accounts, and the accounts of each person.
pub(super) struct Accounts {
    facts: Vec<Facts>,
    of: Vec<Vec<u32>>,
}

const DAYS: i64 = 90;
const LAG_OF_AD: i64 = 14;

impl Accounts {
    pub(super) fn new(check: &Check<'_>, people: &People<'_>) -> Self {
        let mut out = Self {
            facts: vec![Facts::default(); check.snapshot.objects.len()],
            of: vec![vec![]; people.rows().len()],
        };
        let limits = Limits::new(check);
        for (place, object) in check.snapshot.objects.iter().enumerate() {
            let Some(account) = object.account.as_ref().filter(|_| object.kind == ObjectKind::User) else {
                continue;
            };
            let owner = match people.find(account.employee_id.as_deref().unwrap_or_default()) {
                Match::Person(person) => {
                    if let Some(of) = out.of.get_mut(index(person)) {
                        of.push(number(place));
                    }
                    Owner::Person(person)
                }
                Match::Ambiguous => Owner::TwoRecords,
                Match::Nobody => Owner::Nobody,
            };
            if let Some(facts) = out.facts.get_mut(place) {
                *facts = limits.facts(check, account, owner);
            }
        }
        out.sort_and_part(check);
        out
    }

    /// Puts the accounts of each person in order, everyday ones first, and marks those that nothing tells apart.
    ///
    /// Accounts in places that the source tells apart (an administrator's tier) are different by design.
    fn sort_and_part(&mut self, check: &Check<'_>) {
        let places: Vec<String> = source(check).map(place_attributes).unwrap_or_default();
        for person in &mut self.of {
            if person.len() < 2 {
                continue;
            }
            let object = |it: u32| check.snapshot.objects.get(index(it));
            let place = |it: u32| -> Vec<Option<&String>> {
                let account = object(it).and_then(|it| it.account.as_ref());
                places.iter().map(|name| account?.attributes.get(name)).collect()
            };
            person.sort_by_key(|it| (place(*it), object(*it).map(|it| &it.norm)));
            let mut working: BTreeMap<Vec<Option<&String>>, Vec<u32>> = BTreeMap::new();
            for account in person.iter() {
                if self.facts.get(index(*account)).is_some_and(|it| it.usable()) {
                    working.entry(place(*account)).or_default().push(*account);
                }
            }
            for account in working.into_values().filter(|it| it.len() > 1).flatten() {
                if let Some(facts) = self.facts.get_mut(index(account)) {
                    facts.owner = Owner::TwoAccounts;
                }
            }
        }
    }

    pub(super) fn facts(&self, account: u32) -> Facts {
        self.facts.get(index(account)).copied().unwrap_or_default()
    }

    pub(super) fn usable(&self, account: u32) -> bool {
        self.facts(account).usable()
    }

    /// The accounts of a person: everyday ones first, then in order of normalised DN.
    pub(super) fn of(&self, person: u32) -> &[u32] {
        self.of.get(index(person)).map(Vec::as_slice).unwrap_or_default()
    }
}

/// Names of the attributes that follow from the place of an entry.
fn place_attributes(source: &Source) -> Vec<String> {
    let mut out: Vec<String> = source.places.iter().map(|it| it.attribute.to_lowercase()).collect();
    out.sort();
    out.dedup();
    out
}

struct Limits {
    stale: Duration,
    certain: Duration,
}

impl Limits {
    fn new(check: &Check<'_>) -> Self {
        let source = source(check);
        let days = source.and_then(|it| it.stale_days).map_or(DAYS, i64::from);
        let lag = source.and_then(|it| it.logon_lag_days).map_or(
            match check.snapshot.dialect {
                Dialect::Ad => LAG_OF_AD,
                Dialect::OpenLdap => 0,
            },
            i64::from,
        );
        Self { stale: Duration::days(days), certain: Duration::days(days + lag) }
    }

    fn facts(&self, check: &Check<'_>, account: &Account, owner: Owner) -> Facts {
        let now = check.as_of.instant;
        let logon = match account.last_logon.map(|it| now.signed_duration_since(it)) {
            None => Logon::Never,
            Some(age) if age > self.certain => Logon::Stale,
            Some(age) if age > self.stale => Logon::PossiblyStale,
            Some(_) => Logon::Recent,
        };
        Facts {
            owner,
            disabled: account.disabled,
            expired: account.expires.is_some_and(|it| it <= now),
            locked: account.locked,
            logon,
        }
    }
}
