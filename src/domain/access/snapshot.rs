//! What a read of a directory contains, with what is missing. Dense numbers stand for objects.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

pub use crate::inventory::Dialect;

/// How complete a read is. Only a proven one closes findings; an incomplete one adds and never closes.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::EnumString,
    strum::VariantNames,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Completeness {
    /// Something is known to be missing.
    Incomplete,
    /// A file: complete as far as its giver says.
    Stated,
    /// A live read that reached its end without any error.
    Proven,
}

/// Kinds of directory object.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, strum::IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum ObjectKind {
    /// An account that can sign in.
    User,
    /// A group of any kind.
    Group,
    /// A computer or device.
    Computer,
    /// A contact: cannot sign in.
    Contact,
    /// A foreign security principal (AD), resolved only where it is a well-known SID.
    Foreign,
    /// Named as a member, but not in the read.
    Dangling,
    /// Anything else that was named as a member.
    Other,
}

/// State and attributes of an account.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Account {
    /// Disabled, or locked for good.
    pub disabled: bool,
    /// Instant from which it no longer works (equal to now = expired); none = never.
    pub expires: Option<DateTime<Utc>>,
    /// Locked for a while: information, not absence of access.
    pub locked: bool,
    /// Last sign-in as the directory keeps it; none = never signed in.
    pub last_logon: Option<DateTime<Utc>>,
    /// When the password was last set.
    pub password_set: Option<DateTime<Utc>>,
    /// Employee number that joins it to the HR file.
    pub employee_id: Option<String>,
    /// Object number of the manager or owner named in the entry (may be dangling).
    pub manager: Option<u32>,
    /// Attributes by lower-case name, for `account.NAME` in rules; first value each, those from its place included.
    pub attributes: BTreeMap<String, String>,
}

/// One object.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Object {
    /// Stable key within the source: objectGUID, entryUUID, SID, else the normalised DN.
    pub key: String,
    /// DN as the directory writes it (of a dangling one, as it was named).
    pub dn: String,
    /// DN normalised for comparison.
    pub norm: String,
    /// Kind.
    pub kind: ObjectKind,
    /// Logon name (`sAMAccountName`, `uid`).
    pub name: Option<String>,
    /// SID in text form.
    pub sid: Option<String>,
    /// Group in whose token members stand; a distribution group is not. True for every group outside AD.
    pub security: bool,
    /// Account facts; only users have them.
    pub account: Option<Account>,
}

/// How a member stands in its group.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, strum::IntoStaticStr,
)]
#[serde(rename_all = "camelCase")]
#[strum(serialize_all = "camelCase")]
pub enum EdgeKind {
    /// `member`
    Member,
    /// `uniqueMember`
    UniqueMember,
    /// `roleOccupant`
    RoleOccupant,
    /// `memberUid`
    MemberUid,
    /// `memberURL`: picked by the filter of a dynamic group.
    #[serde(rename = "memberURL")]
    #[strum(serialize = "memberURL")]
    MemberUrl,
    /// `primaryGroupID` of the member itself.
    #[serde(rename = "primaryGroupID")]
    #[strum(serialize = "primaryGroupID")]
    PrimaryGroup,
    /// `gidNumber` of the member itself.
    GidNumber,
}

/// A membership. At most one per pair: the first kind that was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Edge {
    /// Number of the group.
    pub group: u32,
    /// Number of the member.
    pub member: u32,
    /// How it stands in it.
    pub kind: EdgeKind,
}

/// A whole read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot {
    /// Dialect.
    pub dialect: Dialect,
    /// Objects; an object's number is its place here.
    pub objects: Vec<Object>,
    /// Memberships, grouped by group; within a group children in order of `norm`.
    pub edges: Vec<Edge>,
    /// Number of the group *Domain Users* (AD).
    pub domain_users: Option<u32>,
    /// Entries read, before anything was added for dangling members.
    pub entries: usize,
    /// What makes the read incomplete, as message keys with arguments in `directory`; empty when nothing is known to be missing.
    pub gaps: Vec<Gap>,
}

impl Snapshot {
    /// What several directories said, as one: numbers of the later ones come after those of the earlier. Nothing of one names
    /// anything of another. None of none.
    pub fn joined(parts: impl IntoIterator<Item = Self>) -> Option<Self> {
        let mut parts = parts.into_iter();
        let mut all = parts.next()?;
        for part in parts {
            // Both are far below the range: a read is bounded.
            let first = u32::try_from(all.objects.len()).unwrap_or(u32::MAX);
            let moved = |it: u32| it.saturating_add(first);
            all.objects.extend(part.objects.into_iter().map(|mut it| {
                if let Some(account) = &mut it.account {
                    account.manager = account.manager.map(moved);
                }
                it
            }));
            all.edges.extend(part.edges.into_iter().map(|it| Edge {
                group: moved(it.group),
                member: moved(it.member),
                kind: it.kind,
            }));
            // The time of the last sign-in lags in Active Directory: the larger lag accuses nobody.
            if part.dialect == Dialect::Ad {
                all.dialect = Dialect::Ad;
            }
            all.domain_users = all.domain_users.or_else(|| part.domain_users.map(moved));
            all.entries += part.entries;
            all.gaps.extend(part.gaps);
        }
        Some(all)
    }

    /// Nothing at all.
    pub fn nothing() -> Self {
        Self {
            dialect: Dialect::OpenLdap,
            objects: Vec::new(),
            edges: Vec::new(),
            domain_users: None,
            entries: 0,
            gaps: Vec::new(),
        }
    }

    /// How many accounts and how many groups there are: what an implausible drop is told by.
    pub fn counts(&self) -> (usize, usize) {
        let of = |kind: ObjectKind| self.objects.iter().filter(|it| it.kind == kind).count();
        (of(ObjectKind::User), of(ObjectKind::Group))
    }
}

/// Something that a read did not contain although it should.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Gap {
    /// Another number of entries than stated.
    EntryCount {
        /// What was stated.
        stated: usize,
        /// What was read.
        read: usize,
    },
    /// `member;range=` values without the last range: members are missing.
    RangeUnfinished {
        /// DN of the group.
        group: String,
    },
    /// A search reference stands in the file: another part of the tree was not read.
    Referral {
        /// The URL.
        url: String,
    },
    /// The search that wrote the file ended in another way than success, such as at a size limit.
    SearchResult {
        /// LDAP result code (RFC 4511, 4.1.9).
        code: u32,
        /// What the tool wrote beside it.
        text: String,
    },
    /// The file was begun by a tool that ends with a result, and has none, or more pages were to come: it is cut off.
    EndMissing,
    /// Every account or group of such a directory has this attribute, and none here has: it was not asked for, or hidden.
    AttributeMissing {
        /// Name of the attribute.
        attribute: String,
    },
    /// A dynamic group's filter asks for an attribute that no entry here has: its members cannot be told.
    FilterAttribute {
        /// DN of the group.
        group: String,
        /// Name of the attribute.
        attribute: String,
    },
    /// A netgroup (`nisNetgroup`): its members are not read.
    Netgroup {
        /// DN of the netgroup.
        group: String,
    },
}

#[cfg(test)]
mod tests;
