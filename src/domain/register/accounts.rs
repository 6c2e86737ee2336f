//! Checks of the directory, judged against the register and the HR file.

use std::collections::BTreeSet;

use chrono::TimeDelta;

use super::{Access, Answer, Facts, holders::system, limit};
use crate::{
    access::{
        check::Gap,
        finding::{Detail, Finding, Kind},
        hr::{Employment, HrRow, Match, People},
        snapshot::{Account, Dialect, ObjectKind},
    },
    inventory::{OwnAccounts, PersonKind, Status},
    message::Message,
    requirement::Requirement,
};

const NOT_READ: &str = "register-not-read";

fn clean(found: usize) -> Status {
    if found == 0 { Status::Met } else { Status::Gap }
}

/// Accounts of users that work at the moment of the check.
fn working<'a>(access: &Access<'a>) -> impl Iterator<Item = &'a Account> {
    let now = access.as_of.instant;
    access
        .snapshot
        .objects
        .iter()
        .filter(|it| it.kind == ObjectKind::User)
        .filter_map(|it| it.account.as_ref())
        .filter(move |it| !it.disabled && it.expires.is_none_or(|at| at > now))
}

fn row<'a>(people: &People<'a>, account: &Account) -> Option<&'a HrRow> {
    match people.find(account.employee_id.as_deref()?) {
        Match::Person(place) => people.rows().get(place as usize).copied(),
        Match::Ambiguous | Match::Nobody => None,
    }
}

/// BEH-02: every working account has a row in the HR file or a named owner.
pub(super) fn tied_to_people(facts: &Facts<'_>, _: &Requirement) -> Answer {
    let Some(access) = facts.access else { return Answer::unknown(NOT_READ) };
    let Some(staff) = facts.staff else { return Answer::unknown("register-no-staff") };
    let people = People::new(staff);
    let (mut total, mut loose) = (0_usize, 0_usize);
    for account in working(&access) {
        total += 1;
        loose += usize::from(row(&people, account).is_none() && account.manager.is_none());
    }
    Answer::part(clean(loose), Message::new("register-tied").with("loose", loose).with("total", total))
}

/// BEH-04: no working account of somebody whose employment ended longer ago than allowed, nor access left after a move.
pub(super) fn removed_in_time(facts: &Facts<'_>, requirement: &Requirement) -> Answer {
    let Some(access) = facts.access else { return Answer::unknown(NOT_READ) };
    let Some(staff) = facts.staff else { return Answer::unknown("register-no-staff") };
    let people = People::new(staff);
    let allowed = TimeDelta::hours(limit(requirement, "revoke_hours").unwrap_or(0).into());
    let day = access.as_of.day;
    let late = |row: &&HrRow| {
        row.employment(day) == Employment::Ended && row.end.is_none_or(|end| day - end > allowed)
    };
    let left = working(&access).filter_map(|it| row(&people, it)).filter(late).count();
    let moved: BTreeSet<_> = access
        .outcome
        .findings
        .iter()
        .filter(|it| it.detail == Some(Detail::Moved))
        .map(|it| (&it.system, &it.account))
        .collect();
    let value = Message::new("register-removed").with("left", left).with("moved", moved.len());
    Answer::whole(clean(left + moved.len()), value)
}

/// BEH-06: nobody reaches the system outside its rules, and nobody entitled is without. Speaks for a part where the
/// system keeps accounts of its own, or nobody has said that it does not.
pub(super) fn reconciled(facts: &Facts<'_>, requirement: &Requirement) -> Answer {
    let code = &requirement.object.code;
    let Some(access) = facts.access else { return Answer::unknown(NOT_READ) };
    if !access.outcome.systems.iter().any(|it| it.code == *code) {
        return Answer::unknown("register-no-right");
    }
    let found = access.outcome.findings.iter();
    let found = found.filter(|it| it.system.as_ref() == Some(code) && is_deviation(it.kind)).count();
    if found == 0 && access.outcome.gaps.iter().any(|it| it.system() == Some(code)) {
        return Answer::unknown("register-not-judged");
    }
    of_system(facts, code, clean(found), Message::new("register-reconciled").with("found", found))
}

/// Whether a finding says that access and rule differ; the others concern the account or the groups alone.
const fn is_deviation(kind: Kind) -> bool {
    match kind {
        Kind::Unauthorised
        | Kind::Orphan
        | Kind::Leaver
        | Kind::AmbiguousPerson
        | Kind::DisabledMember
        | Kind::ExpiredMember
        | Kind::Dangling
        | Kind::ForeignUnresolved
        | Kind::BroadPrincipal
        | Kind::NonPerson
        | Kind::MissingAccess
        | Kind::MissingAccount
        | Kind::ViaDistributionGroup
        | Kind::GrantGroupMissing
        | Kind::OverLimit => true,
        Kind::LockedMember
        | Kind::StaleLogon
        | Kind::NeverLoggedOn
        | Kind::DirectAssignment
        | Kind::SodConflict
        | Kind::Cycle
        | Kind::NoPersonBehind
        | Kind::RoleVacancy
        | Kind::DepartedHolder
        | Kind::Contradiction
        | Kind::StaleClassification => false,
    }
}

/// The directory speaks for the whole of a system only where the system has no accounts of its own.
fn of_system(facts: &Facts<'_>, code: &str, status: Status, value: Message) -> Answer {
    let own = system(facts, code).map(|it| it.own_accounts);
    match own {
        Some(OwnAccounts::No) => Answer::whole(status, value),
        Some(OwnAccounts::Yes | OwnAccounts::Unknown) | None => Answer::part(status, value),
    }
}

/// STY-04: conflicting rights are defined for the system, and nobody holds both of a pair.
pub(super) fn duties_apart(facts: &Facts<'_>, requirement: &Requirement) -> Answer {
    let code = &requirement.object.code;
    let Some(access) = facts.access else { return Answer::unknown(NOT_READ) };
    let rights: BTreeSet<&str> =
        facts.inventory.rights.iter().filter(|it| it.system == *code).map(|it| it.code.as_str()).collect();
    let conflicts: BTreeSet<&str> = facts
        .inventory
        .conflicts
        .iter()
        .filter(|it| it.retired.is_none_or(|day| day > facts.on))
        .filter(|it| rights.contains(it.left.as_str()) || rights.contains(it.right.as_str()))
        .map(|it| it.code.as_str())
        .collect();
    if conflicts.is_empty() {
        return Answer::unknown("register-no-conflict");
    }
    let concerns = |it: &&Finding| {
        it.kind == Kind::SodConflict && it.rule.as_deref().is_some_and(|rule| conflicts.contains(rule))
    };
    let found = access.outcome.findings.iter().filter(concerns).count();
    let unjudged = access.outcome.gaps.iter().any(|it| match it {
        Gap::UnknownRight { rule, .. } => conflicts.contains(rule.as_str()),
        Gap::NoGrant { right, .. } | Gap::OtherSource { right, .. } => rights.contains(right.as_str()),
        Gap::NoRight { .. } | Gap::NoRule { .. } | Gap::UnreadablePlace { .. } => false,
    });
    if found == 0 && unjudged {
        return Answer::unknown("register-not-judged");
    }
    let value = Message::new("register-duties-apart").with("found", found).with("pairs", conflicts.len());
    of_system(facts, code, clean(found), value)
}

/// BEH-07: no privileged right is held by more accounts than its ceiling. Emergency accounts are not seen.
pub(super) fn privileged_few(facts: &Facts<'_>, _: &Requirement) -> Answer {
    let Some(access) = facts.access else { return Answer::unknown(NOT_READ) };
    let live = |day: Option<chrono::NaiveDate>| day.is_none_or(|day| day > facts.on);
    let privileged: BTreeSet<&str> = facts
        .inventory
        .rights
        .iter()
        .filter(|it| it.privileged && live(it.retired))
        .map(|it| it.code.as_str())
        .collect();
    let limited: BTreeSet<&str> = facts
        .inventory
        .rules
        .iter()
        .filter(|it| it.ceiling.is_some() && live(it.retired))
        .filter(|it| it.rights.iter().any(|right| privileged.contains(right.as_str())))
        .map(|it| it.code.as_str())
        .collect();
    if limited.is_empty() {
        return Answer::unknown("register-no-ceiling");
    }
    let over = |it: &&Finding| {
        it.kind == Kind::OverLimit && it.rule.as_deref().is_some_and(|rule| limited.contains(rule))
    };
    let found = access.outcome.findings.iter().filter(over).count();
    let value = Message::new("register-privileged").with("found", found).with("rules", limited.len());
    Answer::part(clean(found), value)
}

/// BEH-09: every account in a place of service accounts has an owner. Purpose and least privilege are not seen.
pub(super) fn service_accounts_owned(facts: &Facts<'_>, _: &Requirement) -> Answer {
    let Some(access) = facts.access else { return Answer::unknown(NOT_READ) };
    let named = facts.inventory.sources.iter().any(|it| !it.service_accounts.is_empty());
    let unreadable = access.outcome.gaps.iter().any(|it| matches!(it, Gap::UnreadablePlace { .. }));
    let loose = access.outcome.findings.iter().filter(|it| it.kind == Kind::NoPersonBehind).count();
    if !named || (unreadable && loose == 0) {
        return Answer::unknown("register-no-service-place");
    }
    Answer::part(clean(loose), Message::new("register-service-accounts").with("loose", loose))
}

/// BEH-10: no working account has gone unused for longer than allowed, beyond what the stored time may lag.
pub(super) fn dormant_closed(facts: &Facts<'_>, requirement: &Requirement) -> Answer {
    let Some(access) = facts.access else { return Answer::unknown(NOT_READ) };
    let source = crate::access::check::settings(facts.inventory, access.sources);
    // AD writes lastLogonTimestamp only every 9 to 14 days.
    let lag = source.and_then(|it| it.logon_lag_days).unwrap_or(match access.snapshot.dialect {
        Dialect::Ad => 14,
        Dialect::OpenLdap => 0,
    });
    let days = limit(requirement, "dormant_days").unwrap_or(90);
    let since = access.as_of.instant - TimeDelta::days(i64::from(days) + i64::from(lag));
    let dormant = working(&access).filter(|it| it.last_logon.is_some_and(|at| at < since)).count();
    let never = working(&access).filter(|it| it.last_logon.is_none()).count();
    let status = match (dormant, never) {
        (0, 0) => Status::Met,
        // Whether an account that nobody has signed in to is new or forgotten is not seen.
        (0, _) => Status::Partly,
        _ => Status::Gap,
    };
    let value =
        Message::new("register-dormant").with("dormant", dormant).with("never", never).with("days", days);
    Answer::whole(status, value)
}

/// BEH-11: the accounts of external people whom the register knows have an owner and end in time.
pub(super) fn external_limited(facts: &Facts<'_>, requirement: &Requirement) -> Answer {
    let Some(access) = facts.access else { return Answer::unknown(NOT_READ) };
    let external: BTreeSet<&str> = facts
        .inventory
        .people
        .iter()
        .filter(|it| it.kind == PersonKind::External && it.retired.is_none_or(|day| day > facts.on))
        .filter_map(|it| it.employee_id.as_deref())
        .collect();
    let accounts: Vec<&Account> = working(&access)
        .filter(|it| it.employee_id.as_deref().is_some_and(|number| external.contains(number)))
        .collect();
    if accounts.is_empty() {
        return Answer::unknown("register-no-external");
    }
    let longest = TimeDelta::days(limit(requirement, "max_grant_days").unwrap_or(365).into());
    let last = access.as_of.instant + longest;
    let loose =
        accounts.iter().filter(|it| it.manager.is_none() || it.expires.is_none_or(|at| at > last)).count();
    let value = Message::new("register-external").with("loose", loose).with("total", accounts.len());
    Answer::part(clean(loose), value)
}
