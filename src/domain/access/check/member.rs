//! One rule against everybody and everything that stands in its groups.

use std::collections::BTreeSet;

use super::{
    Outcome, Tally,
    accounts::Logon,
    moved::Movers,
    ruling::{Ruling, Verdict},
    world::World,
};
use crate::{
    access::{
        AccessError,
        finding::{Detail, Finding, Kind},
        graph::{Class, index, number},
        reach::{Reach, Reaches, Step, Walker},
        snapshot::{Dialect, EdgeKind, Object, ObjectKind},
    },
    inventory::Right,
    severity::Circumstances,
};

/// A granting group with everything in it.
struct Entry<'a> {
    right: &'a Right,
    root: u32,
    reaches: Reaches,
}

/// An account in the granting groups of a rule, with the best of its paths: one that works, then a short one, then that
/// of the grant named first.
#[derive(Debug, Clone, Copy)]
struct Member {
    account: u32,
    token: bool,
    depth: u32,
    entry: usize,
    place: usize,
    /// It holds a privileged right.
    privileged: bool,
}

pub(super) fn judge_rule<'a>(
    world: &World<'a>,
    walker: &mut Walker<'a>,
    ruling: &Ruling<'a>,
    covered: &[&'a Right],
    tally: &mut Tally<'a>,
    out: &mut Outcome,
) -> Result<(), AccessError> {
    let mut job = Job { world, ruling, entries: vec![], findings: &mut out.findings };
    job.walk(walker, covered)?;
    for at in 0..job.entries.len() {
        job.per_grant(at);
    }
    job.circles();
    let members = job.members();
    let mut movers = Movers::new(ruling);
    for member in &members {
        job.verdict(member, &mut movers);
        job.state(member);
    }
    job.over_limit(&members, covered);
    job.missing(&members);
    tally.members.extend(members.iter().map(|it| it.account));
    tally.reach.extend(members.iter().filter(|it| reaches(world, it)).map(|it| it.account));
    Ok(())
}

/// By token, neither disabled nor expired.
fn reaches(world: &World<'_>, member: &Member) -> bool {
    member.token && world.accounts.usable(member.account)
}

struct Job<'j, 'a> {
    world: &'j World<'a>,
    ruling: &'j Ruling<'a>,
    entries: Vec<Entry<'a>>,
    findings: &'j mut Vec<Finding>,
}

impl<'a> Job<'_, 'a> {
    fn walk(&mut self, walker: &mut Walker<'a>, covered: &[&'a Right]) -> Result<(), AccessError> {
        for right in covered {
            for grant in self.world.grants_of(right) {
                match grant.target {
                    Ok(root) => self.entries.push(Entry { right, root, reaches: Reaches::of(walker, root)? }),
                    Err(detail) => {
                        let rule = Some(&self.ruling.rule.code);
                        self.findings.push(self.world.missing_group(rule, right, grant.named, detail));
                    }
                }
            }
        }
        Ok(())
    }

    /// What counts once per grant: whatever is no account, and accounts put straight into the group.
    fn per_grant(&mut self, at: usize) {
        let Some(entry) = self.entries.get(at) else { return };
        let mut found = vec![];
        if let Some(finding) = self.thing(entry, entry.root, vec![Step { object: entry.root, edge: None }]) {
            found.push(finding);
        }
        let reach = entry.reaches.member();
        for (place, it) in reach.found().iter().enumerate() {
            if self.world.graph.class(it.object) == Class::User {
                found.extend(self.direct(entry, reach, place, it.object));
            } else {
                found.extend(self.thing(entry, it.object, reach.path(place)));
            }
        }
        self.findings.extend(found);
    }

    fn direct(&self, entry: &Entry<'_>, reach: &Reach, place: usize, account: u32) -> Option<Finding> {
        // A filter picks its members itself: that is a rule, not an assignment.
        let by_hand = reach.direct(place).is_some_and(|it| it != EdgeKind::MemberUrl);
        (self.ruling.rule.role_group && by_hand).then(|| {
            let mut finding = self.world.about(Kind::DirectAssignment, self.of(entry.right), account);
            finding.path = reach.path(place);
            self.placed(finding, entry)
        })
    }

    /// A finding about something in the group that is no account; none for an ordinary group.
    fn thing(&self, entry: &Entry<'_>, number: u32, path: Vec<Step>) -> Option<Finding> {
        let object = self.world.object(number)?;
        let (kind, account, detail) = self.what(number, object)?;
        let mut finding = self.world.about(kind, self.of(entry.right), number);
        finding.account = Some(account);
        finding.detail = detail;
        finding.path = path;
        Some(self.placed(finding, entry))
    }

    fn what(&self, number: u32, object: &Object) -> Option<(Kind, String, Option<Detail>)> {
        let sid = || object.sid.clone().unwrap_or_else(|| self.world.ident(number));
        match object.kind {
            ObjectKind::User => None,
            ObjectKind::Group => {
                let name = self.broad_group(number, object)?;
                Some((Kind::BroadPrincipal, name.to_owned(), Some(Detail::Everybody)))
            }
            ObjectKind::Foreign => Some(match object.sid.as_deref().and_then(broad_sid) {
                Some(detail) => (Kind::BroadPrincipal, sid(), Some(detail)),
                None => (Kind::ForeignUnresolved, sid(), None),
            }),
            ObjectKind::Dangling => Some((Kind::Dangling, object.dn.clone(), None)),
            ObjectKind::Computer | ObjectKind::Contact | ObjectKind::Other => {
                Some((Kind::NonPerson, self.world.ident(number), Some(Detail::Thing(object.kind))))
            }
        }
    }

    /// The name of a group that holds everybody of a kind: in Active Directory by the last part of its SID.
    fn broad_group(&self, number: u32, object: &Object) -> Option<&'static str> {
        let snapshot = self.world.check.snapshot;
        if snapshot.domain_users == Some(number) {
            return Some("Domain Users");
        }
        let sid = object.sid.as_deref().filter(|it| it.starts_with("S-1-5-21-"))?;
        match (snapshot.dialect, sid.rsplit('-').next()) {
            (Dialect::Ad, Some("513")) => Some("Domain Users"),
            (Dialect::Ad, Some("514")) => Some("Domain Guests"),
            (Dialect::Ad, Some("515")) => Some("Domain Computers"),
            _ => None,
        }
    }

    /// Circles that the granting groups lead into, each once, with the way there and once round.
    fn circles(&mut self) {
        let mut told = BTreeSet::new();
        let mut nearest: Vec<(u32, usize, Option<usize>, u32)> = vec![];
        for (at, entry) in self.entries.iter().enumerate() {
            nearest.push((0, at, None, entry.root));
            let found = entry.reaches.member().found().iter().enumerate();
            nearest.extend(
                found
                    .filter(|(_, it)| self.world.circle_of.contains_key(&it.object))
                    .map(|(place, it)| (it.depth, at, Some(place), it.object)),
            );
        }
        // Stable: of two groups equally near, the one found first.
        nearest.sort_by_key(|it| it.0);
        for (_, at, place, group) in nearest {
            let Some(circle) = self.world.circle_of.get(&group).filter(|it| told.insert(**it)) else {
                continue;
            };
            let (Some(entry), Some(groups)) = (self.entries.get(at), self.world.circles.get(*circle)) else {
                continue;
            };
            let mut path = match place {
                None => vec![Step { object: group, edge: None }],
                Some(place) => entry.reaches.member().path(place),
            };
            path.extend(once_round(self.world, groups, group));
            let kind = Kind::Cycle;
            let mut finding = Finding::new(kind, kind.severity(self.of(entry.right)));
            finding.path = path;
            finding.circle.clone_from(groups);
            finding.right = Some(entry.right.code.clone());
            self.findings.push(self.ruled(finding));
        }
    }

    /// Every account in the groups, once.
    fn members(&self) -> Vec<Member> {
        let mut slots: Vec<u32> = vec![u32::MAX; self.world.graph.len()];
        let mut out: Vec<Member> = vec![];
        for (at, entry) in self.entries.iter().enumerate() {
            self.collect(entry.reaches.token(), true, at, &mut slots, &mut out);
            if entry.reaches.differ() {
                self.collect(entry.reaches.member(), false, at, &mut slots, &mut out);
            }
        }
        out
    }

    fn collect(&self, reach: &Reach, token: bool, entry: usize, slots: &mut [u32], out: &mut Vec<Member>) {
        let privileged = token && self.entries.get(entry).is_some_and(|it| it.right.privileged);
        for (place, found) in reach.found().iter().enumerate() {
            if self.world.graph.class(found.object) != Class::User {
                continue;
            }
            let Some(slot) = slots.get_mut(index(found.object)) else { continue };
            let new = Member { account: found.object, token, depth: found.depth, entry, place, privileged };
            match out.get_mut(index(*slot)) {
                None => {
                    *slot = number(out.len());
                    out.push(new);
                }
                Some(known) => {
                    let privileged = known.privileged || privileged;
                    if (!new.token, new.depth) < (!known.token, known.depth) {
                        *known = new;
                    }
                    known.privileged = privileged;
                }
            }
        }
    }

    /// What the rule says of the account. Who is in no token reaches nothing, so only that is said.
    fn verdict(&mut self, member: &Member, movers: &mut Movers) {
        if !member.token {
            let finding = self.with_path(Kind::ViaDistributionGroup, member, false);
            self.findings.push(finding);
            return;
        }
        let (kind, detail) = match self.ruling.verdict(self.world, member.account) {
            Verdict::Authorised => return,
            Verdict::Ambiguous(detail) => (Kind::AmbiguousPerson, Some(detail)),
            Verdict::Orphan(detail) => (Kind::Orphan, detail),
            Verdict::Leaver(detail) => (Kind::Leaver, detail),
            Verdict::Unauthorised(Some(detail)) => (Kind::Unauthorised, Some(detail)),
            Verdict::Unauthorised(None) => {
                let group = self.entry(member).and_then(|it| it.reaches.token().parent(member.place));
                let moved = movers.moved(self.world, self.ruling, member.account, group);
                (Kind::Unauthorised, moved.then_some(Detail::Moved))
            }
        };
        let mut finding = self.with_path(kind, member, detail == Some(Detail::Moved));
        finding.detail = detail;
        self.findings.push(finding);
    }

    /// What the state of the account says, whatever the rule does.
    fn state(&mut self, member: &Member) {
        let facts = self.world.accounts.facts(member.account);
        let states = [
            (facts.disabled, Kind::DisabledMember),
            (facts.expired, Kind::ExpiredMember),
            (facts.locked, Kind::LockedMember),
        ];
        for (_, kind) in states.into_iter().filter(|(holds, _)| *holds) {
            let finding = self.with_path(kind, member, false);
            self.findings.push(finding);
        }
        if !facts.usable() {
            return;
        }
        let (kind, detail) = match facts.logon {
            Logon::Recent => return,
            Logon::Never => (Kind::NeverLoggedOn, None),
            Logon::PossiblyStale => (Kind::StaleLogon, Some(Detail::Possible)),
            Logon::Stale => (Kind::StaleLogon, Some(Detail::Certain)),
        };
        let mut finding = self.with_path(kind, member, false);
        finding.detail = detail;
        self.findings.push(finding);
    }

    fn over_limit(&mut self, members: &[Member], covered: &[&Right]) {
        let Some(ceiling) = self.ruling.rule.ceiling else { return };
        let accounts = number(members.iter().filter(|it| reaches(self.world, it)).count());
        if accounts <= ceiling {
            return;
        }
        let privileged = covered.iter().any(|it| it.privileged);
        let kind = Kind::OverLimit;
        let severity = kind.severity(Circumstances { privileged, ..self.ruling.circumstances });
        let mut finding = Finding::new(kind, severity);
        finding.detail = Some(Detail::Standing { accounts, ceiling });
        finding.right = self.ruling.right.cloned();
        self.findings.push(self.ruled(finding));
    }

    /// Entitled people who do not reach: none of their working accounts does, or they have no account.
    fn missing(&mut self, members: &[Member]) {
        if self.ruling.entitled.is_none() || !self.world.in_use(&self.ruling.rule.system) {
            return;
        }
        let inside: BTreeSet<u32> = members.iter().filter(|it| it.token).map(|it| it.account).collect();
        for person in self.ruling.entitled_people(self.world) {
            let accounts = self.world.accounts.of(person);
            let mut working = accounts.iter().filter(|it| self.world.accounts.usable(**it));
            let mut finding = if accounts.is_empty() {
                let kind = Kind::MissingAccount;
                let mut finding = Finding::new(kind, kind.severity(self.ruling.circumstances));
                let row = self.world.people.rows().get(index(person));
                finding.person = row.map(|it| it.employee_id.clone());
                finding
            } else if working.clone().any(|it| inside.contains(it)) {
                continue;
            } else {
                let Some(account) = working.next() else { continue };
                self.world.about(Kind::MissingAccess, self.ruling.circumstances, *account)
            };
            finding.right = self.ruling.right.cloned();
            self.findings.push(self.ruled(finding));
        }
    }

    fn entry(&self, member: &Member) -> Option<&Entry<'a>> {
        self.entries.get(member.entry)
    }

    /// A finding about a member, with its path.
    fn with_path(&self, kind: Kind, member: &Member, moved: bool) -> Finding {
        let circumstances =
            Circumstances { privileged: member.privileged, moved, ..self.ruling.circumstances };
        let mut finding = self.world.about(kind, circumstances, member.account);
        if let Some(entry) = self.entry(member) {
            let reach = if member.token { entry.reaches.token() } else { entry.reaches.member() };
            finding.path = reach.path(member.place);
            finding.right = Some(entry.right.code.clone());
        }
        self.ruled(finding)
    }

    /// Circumstances of one right of the rule.
    fn of(&self, right: &Right) -> Circumstances {
        Circumstances { privileged: right.privileged, ..self.ruling.circumstances }
    }

    fn placed(&self, mut finding: Finding, entry: &Entry<'_>) -> Finding {
        finding.right = Some(entry.right.code.clone());
        finding.grant = Some(entry.root);
        self.ruled(finding)
    }

    fn ruled(&self, mut finding: Finding) -> Finding {
        finding.system = Some(self.ruling.rule.system.clone());
        finding.rule = Some(self.ruling.rule.code.clone());
        finding
    }
}

/// Well-known principals that stand for everybody (of Microsoft's list of well-known SIDs).
fn broad_sid(sid: &str) -> Option<Detail> {
    match sid {
        // Anonymous needs no account at all, which is worse than any of the others: Everyone, Network, Interactive,
        // Authenticated Users, This Organization.
        "S-1-5-7" => Some(Detail::Anonymous),
        "S-1-1-0" | "S-1-5-2" | "S-1-5-4" | "S-1-5-11" | "S-1-5-15" => Some(Detail::Everybody),
        _ => None,
    }
}

/// The shortest way from `start` round its circle back to itself.
fn once_round(world: &World<'_>, circle: &[u32], start: u32) -> Vec<Step> {
    let mut queue = vec![(start, usize::MAX, None)];
    let mut seen = BTreeSet::new();
    let mut next = 0;
    while let Some((group, _, _)) = queue.get(next).copied() {
        for (member, edge) in world.graph.members(group) {
            if *member == start {
                let mut out = vec![Step { object: start, edge: Some(*edge) }];
                let mut at = next;
                while let Some((object, from, Some(edge))) = queue.get(at).copied() {
                    out.push(Step { object, edge: Some(edge) });
                    at = from;
                }
                out.reverse();
                return out;
            }
            if circle.binary_search(member).is_ok() && seen.insert(*member) {
                queue.push((*member, next, Some(*edge)));
            }
        }
        next += 1;
    }
    vec![]
}
