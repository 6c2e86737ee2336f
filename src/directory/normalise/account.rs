//! State and attributes of an account.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::access::snapshot::{Account, Dialect};

use super::{Place, entry::Entry};
use crate::{
    dialect, dn,
    error::Problems,
    names::{NameId, Names},
};

/// Longest value that a rule may ask for, in bytes: longer ones are certificates and pictures.
const LONGEST: usize = 4_096;

/// How accounts are read.
pub(super) struct Accounts<'a> {
    pub(super) dialect: Dialect,
    pub(super) names: &'a Names,
    /// By name: whether its value is kept.
    pub(super) keep: Vec<bool>,
    pub(super) places: &'a [Place<'a>],
}

/// By name: whether its value is kept for rules. Secrets are not, nor what is read by itself.
pub(super) fn kept(names: &Names) -> Vec<bool> {
    names
        .all()
        .map(|it| !it.contains(';') && !dialect::is_secret(it) && !dialect::is_bookkeeping(it))
        .collect()
}

impl Accounts<'_> {
    /// The account of an entry, its manager left out.
    pub(super) fn account(&self, entry: &Entry<'_>, problems: &mut Problems<'_>) -> Account {
        let mut account = match self.dialect {
            Dialect::Ad => active_directory(entry, problems),
            Dialect::OpenLdap => openldap(entry, problems),
        };
        account.employee_id = [NameId::EMPLOYEE_ID, NameId::EMPLOYEE_NUMBER]
            .into_iter()
            .filter_map(|it| entry.first(it))
            .find(|it| !it.is_empty())
            .map(std::borrow::Cow::into_owned);
        account.attributes = self.attributes(entry);
        account
    }

    fn attributes(&self, entry: &Entry<'_>) -> BTreeMap<String, String> {
        let mut attributes = BTreeMap::new();
        for attribute in entry.attributes() {
            if !self.keep.get(attribute.name.place()).copied().unwrap_or(false) {
                continue;
            }
            let name = self.names.text(attribute.name);
            if attributes.contains_key(name) || attribute.value.bytes.len() > LONGEST {
                continue;
            }
            if let Some(text) = attribute.value.text().filter(|it| !it.contains('\0')) {
                attributes.insert(name.to_owned(), text.into_owned());
            }
        }
        for place in self.places.iter().filter(|it| dn::has_parts(&entry.norm, &it.norm)) {
            attributes.insert(place.attribute.clone(), place.value.to_owned());
        }
        attributes
    }
}

fn active_directory(entry: &Entry<'_>, problems: &mut Problems<'_>) -> Account {
    let mut number = |name| entry.number(name, problems).unwrap_or(0);
    let control = number(NameId::USER_ACCOUNT_CONTROL);
    let computed = number(NameId::USER_ACCOUNT_CONTROL_COMPUTED);
    let expires = number(NameId::ACCOUNT_EXPIRES);
    let locked = number(NameId::LOCKOUT_TIME);
    let logon = number(NameId::LAST_LOGON_TIMESTAMP);
    let password = number(NameId::PWD_LAST_SET);
    Account {
        disabled: control & dialect::ACCOUNT_DISABLE != 0,
        expires: dialect::account_expires(expires),
        locked: locked != 0 || computed & dialect::LOCKOUT != 0,
        last_logon: Some(logon).filter(|it| *it > 0).and_then(dialect::filetime),
        password_set: Some(password).filter(|it| *it > 0).and_then(dialect::filetime),
        ..Account::default()
    }
}

fn openldap(entry: &Entry<'_>, problems: &mut Problems<'_>) -> Account {
    // "Locked for good" is a value of its own: the year 0 is not a time at which something happened.
    let locked = entry.first(NameId::PWD_ACCOUNT_LOCKED_TIME).filter(|it| !it.trim().is_empty());
    let for_good = locked.as_deref().is_some_and(|it| it.trim() == dialect::LOCKED_FOR_GOOD);
    let off = entry.first(NameId::NS_ACCOUNT_LOCK).is_some_and(|it| it.trim().eq_ignore_ascii_case("true"));
    let mut time = |name| entry.read(name, problems, dialect::generalised);
    let logon: [Option<DateTime<Utc>>; 2] = [time(NameId::PWD_LAST_SUCCESS), time(NameId::AUTH_TIMESTAMP)];
    let changed = time(NameId::PWD_CHANGED_TIME);
    let expires = entry.number(NameId::SHADOW_EXPIRE, problems).and_then(dialect::shadow_day);
    let shadow = entry.number(NameId::SHADOW_LAST_CHANGE, problems).filter(|it| *it > 0);
    Account {
        disabled: for_good || off,
        expires,
        locked: locked.is_some() && !for_good,
        last_logon: logon.into_iter().flatten().max(),
        password_set: changed.or_else(|| shadow.and_then(dialect::shadow_day)),
        ..Account::default()
    }
}
