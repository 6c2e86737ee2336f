//! What a check found: each finding with its kind, its severity, whom it concerns, and a shortest path as proof.
//!
//! A finding holds numbers of the snapshot that it was found in, and codes of the register; it is identified by stable
//! keys, never by names or paths ([`Finding::key`]). Words for people are messages, [`Finding::message`].

use std::fmt;

use chrono::{DateTime, NaiveDate, Utc};
use strum::IntoEnumIterator;

use super::{
    graph::index,
    reach::Step,
    snapshot::{EdgeKind, Object, ObjectKind, Snapshot},
};
use crate::{
    inventory::Code,
    message::{Arg, Message},
    severity::Severity,
};

pub use crate::severity::Kind;

/// What narrows a kind. It never makes a second finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Detail {
    /// The rule's `forbid` names the person.
    Forbidden,
    /// The person works in another unit than the role group belongs to.
    Moved,
    /// A named person's permission ended at this instant.
    ExpiredGrant(DateTime<Utc>),
    /// The employment begins on this later day.
    NotStarted(NaiveDate),
    /// More than one row of the HR file has the number.
    TwoRecords,
    /// More than one working account has the number, and nothing tells them apart.
    TwoAccounts,
    /// The two rights are held by two accounts of one person.
    AcrossAccounts,
    /// Longer ago than the stored time can lag.
    Certain,
    /// The stored time may lag behind the true one.
    Possible,
    /// What the member is instead of a person.
    Thing(ObjectKind),
    /// Also without signing in.
    Anonymous,
    /// Everybody who can sign in.
    Everybody,
    /// The directory has more than one object of that name.
    AmbiguousName,
    /// The object that the grant names is no group.
    NotAGroup,
    /// So many accounts reach, against the rule's ceiling.
    Standing {
        /// Accounts that reach.
        accounts: u32,
        /// Most accounts that may.
        ceiling: u32,
    },
    /// The password was set at this instant, more than five years back.
    OldPassword(DateTime<Utc>),
}

impl Detail {
    /// Key of its words.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Forbidden => "access-detail-forbidden",
            Self::Moved => "access-detail-moved",
            Self::ExpiredGrant(_) => "access-detail-expired-grant",
            Self::NotStarted(_) => "access-detail-not-started",
            Self::TwoRecords => "access-detail-two-records",
            Self::TwoAccounts => "access-detail-two-accounts",
            Self::AcrossAccounts => "access-detail-across-accounts",
            Self::Certain => "access-detail-certain",
            Self::Possible => "access-detail-possible",
            Self::Thing(ObjectKind::Computer) => "access-detail-computer",
            Self::Thing(ObjectKind::Contact) => "access-detail-contact",
            Self::Thing(
                ObjectKind::User
                | ObjectKind::Group
                | ObjectKind::Foreign
                | ObjectKind::Dangling
                | ObjectKind::Other,
            ) => "access-detail-other",
            Self::Anonymous => "access-detail-anonymous",
            Self::Everybody => "access-detail-everybody",
            Self::AmbiguousName => "access-detail-ambiguous-name",
            Self::NotAGroup => "access-detail-not-a-group",
            Self::Standing { .. } => "access-detail-standing",
            Self::OldPassword(_) => "access-detail-old-password",
        }
    }

    /// The words, with what they mention.
    pub fn message(&self) -> Message {
        let message = Message::new(self.key());
        match self {
            Self::ExpiredGrant(at) | Self::OldPassword(at) => message.with("on", at.date_naive()),
            Self::NotStarted(day) => message.with("on", *day),
            Self::Standing { accounts, ceiling } => {
                message.with("accounts", *accounts).with("ceiling", *ceiling)
            }
            Self::Forbidden
            | Self::Moved
            | Self::TwoRecords
            | Self::TwoAccounts
            | Self::AcrossAccounts
            | Self::Certain
            | Self::Possible
            | Self::Thing(_)
            | Self::Anonymous
            | Self::Everybody
            | Self::AmbiguousName
            | Self::NotAGroup => message,
        }
    }
}

/// As documents and JSON write it: `forbidden`, `expired grant`, `7 of 3`.
impl fmt::Display for Detail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Self::Standing { accounts, ceiling } = self {
            return write!(f, "{accounts} of {ceiling}");
        }
        f.write_str(&self.key().trim_start_matches("access-detail-").replace('-', " "))
    }
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Kind.
    pub kind: Kind,
    /// Severity, with the steps of its circumstances.
    pub severity: Severity,
    /// The system; none for a conflict and for what concerns no system.
    pub system: Option<Code>,
    /// The rule, or the conflict.
    pub rule: Option<Code>,
    /// The right: of the path where there is one, else the rule's where it covers a single one.
    pub right: Option<Code>,
    /// Logon name, else DN or SID; a broad principal by its SID, Domain Users by that name. None where the person has no account.
    pub account: Option<String>,
    /// Employee number.
    pub person: Option<String>,
    /// From the granting group to the account, both included.
    pub path: Vec<Step>,
    /// Path of one right of a conflict.
    pub left_path: Vec<Step>,
    /// Path of the other.
    pub right_path: Vec<Step>,
    /// What narrows the kind.
    pub detail: Option<Detail>,
    /// Number of the account, or of what stands in its place.
    pub object: Option<u32>,
    /// Number of the granting group, for what counts per grant.
    pub grant: Option<u32>,
    /// The group as the grant names it, where it was not found.
    pub group: Option<String>,
    /// All groups of a circle, by number.
    pub circle: Vec<u32>,
}

impl Finding {
    /// A finding of this kind and nothing else.
    pub(super) fn new(kind: Kind, severity: Severity) -> Self {
        Self {
            kind,
            severity,
            system: None,
            rule: None,
            right: None,
            account: None,
            person: None,
            path: vec![],
            left_path: vec![],
            right_path: vec![],
            detail: None,
            object: None,
            grant: None,
            group: None,
            circle: vec![],
        }
    }

    /// What identifies the finding from one run to the next: its kind and the stable keys of what it concerns. The same
    /// after a rename, a move, or when another path leads to the same account.
    pub fn key(&self, snapshot: &Snapshot) -> Vec<String> {
        let stable = |it: u32| object(snapshot, it).map_or_else(String::new, |it| it.key.clone());
        let named = |name: &str, value: Option<&String>| value.map(|it| format!("{name}:{it}"));
        let mut out = vec![self.kind.to_string()];
        out.extend(named("rule", self.rule.as_ref()));
        // A right of a verdict is only the one of the shown path, which may change.
        if self.grant.is_some() || self.group.is_some() || self.rule.is_none() {
            out.extend(named("right", self.right.as_ref()));
        }
        out.extend(self.grant.map(|it| format!("grant:{}", stable(it))));
        out.extend(named("group", self.group.as_ref()));
        match self.object {
            Some(it) => out.push(format!("account:{}", stable(it))),
            None => out.extend(named("person", self.person.as_ref())),
        }
        let mut circle: Vec<String> =
            self.circle.iter().map(|it| format!("circle:{}", stable(*it))).collect();
        circle.sort();
        out.extend(circle);
        out
    }

    /// The sentence: who, what and where. [`Detail::message`] says the rest.
    pub fn message(&self, snapshot: &Snapshot) -> Message {
        let text = |value: &Option<String>| Arg::Text(value.clone().unwrap_or_default());
        let who = self.account.as_ref().or(self.person.as_ref()).cloned().unwrap_or_default();
        let group = self.group.clone().or_else(|| {
            let first = self.path.first().or(self.left_path.first())?;
            object(snapshot, first.object).map(|it| it.dn.clone())
        });
        let circle = self.circle.iter().filter_map(|it| object(snapshot, *it)).map(ident).collect::<Vec<_>>();
        Message::new(sentence(self.kind))
            .with("account", who)
            .with("person", self.person.clone().unwrap_or_default())
            .with("system", text(&self.system))
            .with("rule", text(&self.rule))
            .with("right", text(&self.right))
            .with("group", text(&group))
            .with("circle", circle)
    }

    /// Order of findings in an answer: by system, rule and kind, then by whom they concern.
    pub(super) fn order<'f>(&'f self, snapshot: &'f Snapshot) -> impl Ord + use<'f> {
        let norm = |it: Option<u32>| it.and_then(|it| object(snapshot, it)).map(|it| it.norm.as_str());
        (
            (&self.system, &self.rule, self.kind),
            (norm(self.object), &self.person),
            (norm(self.grant), &self.group, &self.right),
            self.circle.iter().map(|it| norm(Some(*it))).min(),
        )
    }
}

/// The DN of each step with how it stands in the one before it, as people see a path.
pub fn steps<'s>(path: &[Step], snapshot: &'s Snapshot) -> Vec<(&'s str, Option<EdgeKind>)> {
    path.iter().map(|it| (object(snapshot, it.object).map_or("", |it| it.dn.as_str()), it.edge)).collect()
}

/// Keys of the words of kinds, sentences and details, for the test that each has a text.
pub const KEYS: &[&str] = &[
    "access-kind-unauthorised",
    "access-kind-orphan",
    "access-kind-leaver",
    "access-kind-ambiguous-person",
    "access-kind-disabled-member",
    "access-kind-expired-member",
    "access-kind-locked-member",
    "access-kind-stale-logon",
    "access-kind-never-logged-on",
    "access-kind-dangling",
    "access-kind-foreign-unresolved",
    "access-kind-broad-principal",
    "access-kind-non-person",
    "access-kind-direct-assignment",
    "access-kind-missing-access",
    "access-kind-missing-account",
    "access-kind-sod-conflict",
    "access-kind-via-distribution-group",
    "access-kind-cycle",
    "access-kind-grant-group-missing",
    "access-kind-over-limit",
    "access-kind-no-person-behind",
    "access-kind-role-vacancy",
    "access-kind-departed-holder",
    "access-kind-contradiction",
    "access-kind-stale-classification",
    "access-finding-unauthorised",
    "access-finding-orphan",
    "access-finding-leaver",
    "access-finding-ambiguous-person",
    "access-finding-disabled-member",
    "access-finding-expired-member",
    "access-finding-locked-member",
    "access-finding-stale-logon",
    "access-finding-never-logged-on",
    "access-finding-dangling",
    "access-finding-foreign-unresolved",
    "access-finding-broad-principal",
    "access-finding-non-person",
    "access-finding-direct-assignment",
    "access-finding-missing-access",
    "access-finding-missing-account",
    "access-finding-sod-conflict",
    "access-finding-via-distribution-group",
    "access-finding-cycle",
    "access-finding-grant-group-missing",
    "access-finding-over-limit",
    "access-finding-no-person-behind",
    "access-detail-forbidden",
    "access-detail-moved",
    "access-detail-expired-grant",
    "access-detail-not-started",
    "access-detail-two-records",
    "access-detail-two-accounts",
    "access-detail-across-accounts",
    "access-detail-certain",
    "access-detail-possible",
    "access-detail-computer",
    "access-detail-contact",
    "access-detail-other",
    "access-detail-anonymous",
    "access-detail-everybody",
    "access-detail-ambiguous-name",
    "access-detail-not-a-group",
    "access-detail-standing",
    "access-detail-old-password",
];

/// The kinds of the access check; the others are the register's.
pub fn kinds() -> impl Iterator<Item = Kind> {
    Kind::iter().take_while(|it| *it != Kind::RoleVacancy)
}

/// Key of the word for a kind.
pub const fn word(kind: Kind) -> &'static str {
    words(kind).0
}

/// Key of the sentence of a kind.
const fn sentence(kind: Kind) -> &'static str {
    words(kind).1
}

/// The word and the sentence of a kind. Findings of the register bring a sentence of their own.
const fn words(kind: Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::Unauthorised => ("access-kind-unauthorised", "access-finding-unauthorised"),
        Kind::Orphan => ("access-kind-orphan", "access-finding-orphan"),
        Kind::Leaver => ("access-kind-leaver", "access-finding-leaver"),
        Kind::AmbiguousPerson => ("access-kind-ambiguous-person", "access-finding-ambiguous-person"),
        Kind::DisabledMember => ("access-kind-disabled-member", "access-finding-disabled-member"),
        Kind::ExpiredMember => ("access-kind-expired-member", "access-finding-expired-member"),
        Kind::LockedMember => ("access-kind-locked-member", "access-finding-locked-member"),
        Kind::StaleLogon => ("access-kind-stale-logon", "access-finding-stale-logon"),
        Kind::NeverLoggedOn => ("access-kind-never-logged-on", "access-finding-never-logged-on"),
        Kind::Dangling => ("access-kind-dangling", "access-finding-dangling"),
        Kind::ForeignUnresolved => ("access-kind-foreign-unresolved", "access-finding-foreign-unresolved"),
        Kind::BroadPrincipal => ("access-kind-broad-principal", "access-finding-broad-principal"),
        Kind::NonPerson => ("access-kind-non-person", "access-finding-non-person"),
        Kind::DirectAssignment => ("access-kind-direct-assignment", "access-finding-direct-assignment"),
        Kind::MissingAccess => ("access-kind-missing-access", "access-finding-missing-access"),
        Kind::MissingAccount => ("access-kind-missing-account", "access-finding-missing-account"),
        Kind::SodConflict => ("access-kind-sod-conflict", "access-finding-sod-conflict"),
        Kind::ViaDistributionGroup => {
            ("access-kind-via-distribution-group", "access-finding-via-distribution-group")
        }
        Kind::Cycle => ("access-kind-cycle", "access-finding-cycle"),
        Kind::GrantGroupMissing => ("access-kind-grant-group-missing", "access-finding-grant-group-missing"),
        Kind::OverLimit => ("access-kind-over-limit", "access-finding-over-limit"),
        Kind::NoPersonBehind => ("access-kind-no-person-behind", "access-finding-no-person-behind"),
        Kind::RoleVacancy => ("access-kind-role-vacancy", "access-kind-role-vacancy"),
        Kind::DepartedHolder => ("access-kind-departed-holder", "access-kind-departed-holder"),
        Kind::Contradiction => ("access-kind-contradiction", "access-kind-contradiction"),
        Kind::StaleClassification => ("access-kind-stale-classification", "access-kind-stale-classification"),
    }
}

pub(super) fn object(snapshot: &Snapshot, number: u32) -> Option<&Object> {
    snapshot.objects.get(index(number))
}

/// How an object is named in a finding: logon name, else DN.
pub(super) fn ident(object: &Object) -> String {
    object.name.clone().unwrap_or_else(|| object.dn.clone())
}
