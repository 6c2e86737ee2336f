//! Who stands in which group, and how.

use std::{
    borrow::Cow,
    collections::{BTreeMap, HashMap},
};

use domain::access::snapshot::{Edge, EdgeKind, ObjectKind};

use super::entry::{Entries, Entry, name};
use crate::{
    dialect::{self, Classes},
    error::Problems,
    ldif::Value,
    names::NameId,
};

/// An entry (its place in the list) or, behind them, something that was named and is not here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Node(u32);

impl Node {
    /// The number of a place; files are limited far below its range.
    pub(super) fn at(place: usize) -> Self {
        Self(u32::try_from(place).unwrap_or(u32::MAX))
    }

    /// Its place.
    pub(super) fn place(self) -> usize {
        usize::try_from(self.0).unwrap_or(usize::MAX)
    }
}

/// Attributes that hold DNs of members, in the order in which they count.
const LINKS: [(NameId, EdgeKind, &str); 3] = [
    (NameId::MEMBER, EdgeKind::Member, "member"),
    (NameId::UNIQUE_MEMBER, EdgeKind::UniqueMember, "uniqueMember"),
    (NameId::ROLE_OCCUPANT, EdgeKind::RoleOccupant, "roleOccupant"),
];

/// Memberships while they are being found.
#[derive(Debug)]
pub(super) struct Members<'f, 'e> {
    pub(super) entries: &'e Entries<'f>,
    pub(super) kinds: &'e [ObjectKind],
    /// DNs as written → what they name. Most members are named often and in the same spelling.
    spellings: HashMap<&'f [u8], Option<Node>>,
    /// Normal forms that no entry has → what stands for them.
    missing: HashMap<String, Node>,
    /// As first named, with normal form.
    dangling: Vec<(String, String)>,
    found: Vec<(Node, Node, EdgeKind)>,
}

impl<'f, 'e> Members<'f, 'e> {
    pub(super) fn new(entries: &'e Entries<'f>, kinds: &'e [ObjectKind]) -> Self {
        Self {
            entries,
            kinds,
            spellings: HashMap::new(),
            missing: HashMap::new(),
            dangling: Vec::new(),
            found: Vec::new(),
        }
    }

    /// Entries of one kind.
    pub(super) fn of_kind(
        &self,
        kind: ObjectKind,
    ) -> impl Iterator<Item = (Node, &'e Entry<'f>)> + use<'f, 'e> {
        let all = self.entries.list.iter().zip(self.kinds).enumerate();
        all.filter(move |(_, (_, it))| **it == kind).map(|(place, (entry, _))| (Node::at(place), entry))
    }

    pub(super) fn add(&mut self, group: Node, member: Node, kind: EdgeKind) {
        self.found.push((group, member, kind));
    }

    /// What groups name by DN and by logon name.
    pub(super) fn of_groups(&mut self, problems: &mut Problems<'_>) {
        let names = self.logon_names();
        for (group, entry) in self.of_kind(ObjectKind::Group) {
            for attribute in entry.attributes() {
                if let Some((_, kind, text)) = LINKS.iter().find(|(name, ..)| *name == attribute.name) {
                    if let Some(member) = self.named_by(&attribute.value, *kind, text, problems) {
                        self.add(group, member, *kind);
                    }
                } else if attribute.name == NameId::MEMBER_UID {
                    self.by_logon_name(group, &attribute.value, &names);
                }
            }
        }
    }

    /// Accounts by logon name; a name that two accounts share names both.
    fn logon_names(&self) -> HashMap<Cow<'f, str>, Vec<Node>> {
        let mut names: HashMap<Cow<'f, str>, Vec<Node>> = HashMap::new();
        let needed =
            self.of_kind(ObjectKind::Group).any(|(_, it)| it.values(NameId::MEMBER_UID).next().is_some());
        if needed {
            for (node, entry) in self.of_kind(ObjectKind::User) {
                for text in entry.values(NameId::UID).filter_map(Value::text) {
                    names.entry(text).or_default().push(node);
                }
            }
        }
        names
    }

    fn by_logon_name(&mut self, group: Node, value: &'f Value<'f>, names: &HashMap<Cow<'f, str>, Vec<Node>>) {
        let text = value.text().unwrap_or_else(|| value.shown().into());
        if let Some(all) = names.get(&text) {
            for member in all {
                self.add(group, *member, EdgeKind::MemberUid);
            }
        } else {
            let name = format!("uid={text}");
            let member = self.by_norm(name.clone(), name);
            self.add(group, member, EdgeKind::MemberUid);
        }
    }

    /// What a DN names; none for the empty DN, which keeps an empty group legal, and for a wrong one, which is noted.
    fn named_by(
        &mut self,
        value: &'f Value<'f>,
        kind: EdgeKind,
        attribute: &str,
        problems: &mut Problems<'_>,
    ) -> Option<Node> {
        let bytes = if kind == EdgeKind::UniqueMember { without_bits(&value.bytes) } else { &value.bytes };
        if let Some(known) = self.spellings.get(bytes) {
            return *known;
        }
        let plain = Value { bytes: Cow::Borrowed(bytes), line: value.line, column: value.column };
        let node = match name(&plain, attribute, problems) {
            Some((_, norm)) if norm.is_empty() => None,
            Some((dn, norm)) => Some(self.by_norm(dn, norm)),
            None => return None,
        };
        self.spellings.insert(bytes, node);
        node
    }

    fn by_norm(&mut self, dn: String, norm: String) -> Node {
        if let Some(place) = self.entries.places.get(&norm) {
            return Node::at(*place);
        }
        if let Some(node) = self.missing.get(&norm) {
            return *node;
        }
        let node = Node::at(self.entries.list.len() + self.dangling.len());
        self.dangling.push((dn, norm.clone()));
        self.missing.insert(norm, node);
        node
    }

    /// The manager, else the owner, whom an account names.
    pub(super) fn manager(&mut self, entry: &Entry<'f>, problems: &mut Problems<'_>) -> Option<Node> {
        [(NameId::MANAGER, "manager"), (NameId::OWNER, "owner")].into_iter().find_map(|(name, text)| {
            let value = entry.values(name).next()?;
            self.named_by(value, EdgeKind::Member, text, problems)
        })
    }

    /// Accounts and computers in their primary groups (Active Directory); gives *Domain Users*. An account without the
    /// attribute has the one that every new account gets.
    pub(super) fn of_primary_groups(&mut self, problems: &mut Problems<'_>) -> Option<Node> {
        let mut groups: HashMap<String, Node> = HashMap::new();
        let mut domains: BTreeMap<String, usize> = BTreeMap::new();
        for (node, entry) in self.of_kind(ObjectKind::Group) {
            if let Some(sid) = quiet_sid(entry) {
                if let Some((domain, _)) = dialect::domain_and_rid(&sid)
                    && domain.starts_with("S-1-5-21-")
                {
                    *domains.entry(domain.to_owned()).or_default() += 1;
                }
                groups.insert(sid, node);
            }
        }
        // The domain that most groups are of; accounts without a SID are taken for its own.
        let main = domains.iter().max_by_key(|(_, count)| **count).map(|(domain, _)| domain.clone());
        let by_rid = |domain: Option<&str>, rid: u32| groups.get(&format!("{}-{rid}", domain?)).copied();
        let everybody =
            by_rid(main.as_deref(), dialect::DOMAIN_USERS_RID).or_else(|| self.domain_users_by_name());
        for kind in [ObjectKind::User, ObjectKind::Computer] {
            for (node, entry) in self.of_kind(kind) {
                let rid = entry.read(NameId::PRIMARY_GROUP_ID, problems, |it| it.parse::<u32>().ok());
                let rid = rid.or((kind == ObjectKind::User).then_some(dialect::DOMAIN_USERS_RID));
                let Some(rid) = rid else { continue };
                let sid = quiet_sid(entry);
                let own = sid.as_deref().and_then(dialect::domain_and_rid).map(|(domain, _)| domain);
                let domain = own.or(main.as_deref());
                let group = by_rid(domain, rid);
                let is_main = domain == main.as_deref() && rid == dialect::DOMAIN_USERS_RID;
                if let Some(group) = group.or(if is_main { everybody } else { None }) {
                    self.add(group, node, EdgeKind::PrimaryGroup);
                }
            }
        }
        everybody
    }

    /// *Domain Users* in a file without SIDs.
    fn domain_users_by_name(&self) -> Option<Node> {
        let is_it = |it: &Entry<'_>| {
            it.first(NameId::SAM_ACCOUNT_NAME).is_some_and(|it| it.eq_ignore_ascii_case("Domain Users"))
                || it.norm.starts_with("cn=domain users,cn=users,")
        };
        self.of_kind(ObjectKind::Group)
            .find(|(_, it)| quiet_sid(it).is_none() && is_it(it))
            .map(|(node, _)| node)
    }

    /// Accounts in the POSIX groups of their own number; groups with one number are one group to a system.
    pub(super) fn of_gid_numbers(&mut self) {
        let mut groups: HashMap<Cow<'f, str>, Vec<Node>> = HashMap::new();
        for (node, entry) in
            self.of_kind(ObjectKind::Group).filter(|(_, it)| it.classes.has(Classes::POSIX_GROUP))
        {
            if let Some(number) = entry.first(NameId::GID_NUMBER) {
                groups.entry(number).or_default().push(node);
            }
        }
        for (node, entry) in self.of_kind(ObjectKind::User) {
            let own = entry.first(NameId::GID_NUMBER);
            for group in own.and_then(|it| groups.get(&it)).into_iter().flatten() {
                self.found.push((*group, node, EdgeKind::GidNumber));
            }
        }
    }

    /// Which entries and missing ones anything names.
    pub(super) fn named(&self, managers: &[Option<Node>]) -> Vec<bool> {
        let mut named = vec![false; self.entries.list.len()];
        named.resize(self.entries.list.len() + self.dangling.len(), true);
        let members = self.found.iter().map(|(_, member, _)| *member);
        for node in members.chain(managers.iter().flatten().copied()) {
            if let Some(it) = named.get_mut(node.place()) {
                *it = true;
            }
        }
        named
    }

    /// What was named and is not here, as named and in normal form.
    pub(super) fn take_dangling(&mut self) -> Vec<(String, String)> {
        std::mem::take(&mut self.dangling)
    }

    /// The memberships by their final numbers. To be called before the names of what is missing are taken away.
    pub(super) fn edges(&self, ranks: &[u32], number: &impl Fn(Node) -> Option<u32>) -> Vec<Edge> {
        let rank = |node: Node| ranks.get(node.place()).copied().unwrap_or(u32::MAX);
        // The server itself takes a member away when the group becomes its primary one, so that kind goes before all.
        let mut order: Vec<(Node, u32, bool, EdgeKind, Node)> = self
            .found
            .iter()
            .map(|(group, member, kind)| {
                (*group, rank(*member), *kind != EdgeKind::PrimaryGroup, *kind, *member)
            })
            .collect();
        order.sort_unstable();
        order.dedup_by_key(|(group, rank, ..)| (*group, *rank));
        let edge = |(group, _, _, kind, member): &(Node, u32, bool, EdgeKind, Node)| {
            Some(Edge { group: number(*group)?, member: number(*member)?, kind: *kind })
        };
        order.iter().filter_map(edge).collect()
    }

    /// For each entry and missing one, its place in the order of normal forms.
    pub(super) fn ranks(&self) -> Vec<u32> {
        let norms: Vec<&str> = (self.entries.list.iter().map(|it| it.norm.as_str()))
            .chain(self.dangling.iter().map(|(_, norm)| norm.as_str()))
            .collect();
        let mut order: Vec<usize> = (0..norms.len()).collect();
        order.sort_unstable_by_key(|it| norms.get(*it));
        let mut ranks = vec![0; norms.len()];
        for (rank, place) in order.into_iter().enumerate() {
            if let Some(it) = ranks.get_mut(place) {
                *it = Node::at(rank).0;
            }
        }
        ranks
    }
}

/// A SID; whether it is a right one is noted where the object is made.
fn quiet_sid(entry: &Entry<'_>) -> Option<String> {
    entry.values(NameId::OBJECT_SID).next().and_then(|it| dialect::sid(&it.bytes))
}

/// `cn=a#'0101'B`, a name with a unique identifier (RFC 4517, 3.3.21) → `cn=a`.
fn without_bits(bytes: &[u8]) -> &[u8] {
    let without = || {
        let inner = bytes.strip_suffix(b"'B")?;
        let quote = inner.iter().rposition(|it| *it == b'\'')?;
        let bits = inner.get(quote + 1..)?;
        let name = inner.get(..quote)?.strip_suffix(b"#")?;
        bits.iter().all(|it| matches!(it, b'0' | b'1')).then_some(name)
    };
    without().unwrap_or(bytes)
}
