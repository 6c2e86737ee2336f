//! The check: every rule against everybody who stands in its groups, and the other way round.
//!
//!     grants ─► reach ─┐
//!     rule + people ───┴─► verdict per rule and account ─► findings
//!     entitled people ───► those who do not reach ───────► hinders
//!
//! How findings are counted is fixed: per rule and account, per grant, per rule and circle, per conflict and account
//! (ACCESS section 2). What nobody has said who may hold is no finding but a gap of the answer.
//!
//! Invariants, each held by a test in `check/tests.rs`:
//! - the same facts give the same answer, in whatever order they come;
//! - whom nothing tells apart is never authorised; who is in no token reaches nothing;
//! - a granting group that is not there is a finding, never an empty system.

mod accounts;
mod conflict;
mod grants;
mod member;
mod moved;
mod ruling;
mod service;
mod world;

use std::collections::{BTreeMap, BTreeSet};

use roaring::RoaringBitmap;

use self::{member::judge_rule, ruling::Ruling, world::World};
use super::{
    AccessError,
    finding::Finding,
    graph::Graph,
    hr::{AsOf, HrRow, People},
    reach::{BUDGET, Reaches, Walker},
    rule::program::Compiler,
    snapshot::Snapshot,
};
use crate::{
    inventory::{Code, Inventory, Right, Rule, Source},
    message::Message,
    severity::Weight,
};

/// Code of the source that a directory from a file is read as.
pub const DIRECTORY: &str = "directory";

/// Everything that a check judges.
#[derive(Debug, Clone, Copy)]
pub struct Check<'a> {
    /// What the directory said.
    pub snapshot: &'a Snapshot,
    /// The HR file.
    pub hr: &'a [HrRow],
    /// Systems, rights, rules, conflicts and the source [`DIRECTORY`].
    pub inventory: &'a Inventory,
    /// The moment.
    pub as_of: AsOf,
    /// How much hangs on each system; one that is left out counts as unknown.
    pub weights: &'a BTreeMap<Code, Weight>,
    /// The normal form of a DN, as the snapshot's reader makes it; none for what is no DN.
    pub norm_dn: fn(&str) -> Option<String>,
    /// Memberships that may be looked at in all; [`BUDGET`] by custom.
    pub budget: u64,
    /// Codes of the directories that the snapshot was read from, beside [`DIRECTORY`].
    pub sources: &'a [Code],
}

impl<'a> Check<'a> {
    /// A check with the customary budget, in which every system's weight is unknown until given.
    pub fn new(
        snapshot: &'a Snapshot,
        hr: &'a [HrRow],
        inventory: &'a Inventory,
        as_of: AsOf,
        norm_dn: fn(&str) -> Option<String>,
    ) -> Self {
        const NONE: &BTreeMap<Code, Weight> = &BTreeMap::new();
        Self { snapshot, hr, inventory, as_of, weights: NONE, norm_dn, budget: BUDGET, sources: &[] }
    }

    /// Whether the snapshot was read from `source`.
    pub(crate) fn is_from(&self, source: &str) -> bool {
        source == DIRECTORY || self.sources.iter().any(|it| it == source)
    }
}

/// What the register says of the directories that were read: the source of one of them that says anything, else
/// [`DIRECTORY`].
pub fn settings<'a>(inventory: &'a Inventory, sources: &[Code]) -> Option<&'a Source> {
    let found = |code: &str| inventory.sources.iter().find(|it| it.code == code);
    let says = |it: &&Source| {
        it.dialect.is_some()
            || it.stale_days.is_some()
            || it.logon_lag_days.is_some()
            || !it.service_accounts.is_empty()
            || !it.places.is_empty()
    };
    sources.iter().filter_map(|it| found(it)).find(says).or_else(|| found(DIRECTORY))
}

/// Who may and who can reach a system, counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SystemAccess {
    /// The system.
    pub code: Code,
    /// People whom a rule allows.
    pub authorised: u64,
    /// User accounts among the members of its granting groups, whatever their state.
    pub members: u64,
    /// Those of them who really get in: by token, neither disabled nor expired.
    pub reach: u64,
}

/// What kept the check from judging something. None of these is a finding, and none means that all is well.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gap {
    /// No right of the system is recorded.
    NoRight {
        /// The system.
        system: Code,
    },
    /// No rule says who may hold the right.
    NoRule {
        /// The system.
        system: Code,
        /// The right.
        right: Code,
    },
    /// Nothing says what gives the right.
    NoGrant {
        /// The system.
        system: Code,
        /// The right.
        right: Code,
    },
    /// The right is given by another source than the one that was read.
    OtherSource {
        /// The system.
        system: Code,
        /// The right.
        right: Code,
        /// The source.
        source: Code,
    },
    /// A rule or a conflict names a right that is not there.
    UnknownRight {
        /// The rule or conflict.
        rule: Code,
        /// The right.
        right: Code,
    },
    /// A place of service accounts that is no DN.
    UnreadablePlace {
        /// What the source says.
        place: String,
    },
}

impl Gap {
    /// The sentence.
    pub fn message(&self) -> Message {
        match self {
            Self::NoRight { system } => Message::new("access-gap-no-right").with("system", system),
            Self::NoRule { system, right } => {
                Message::new("access-gap-no-rule").with("system", system).with("right", right)
            }
            Self::NoGrant { system, right } => {
                Message::new("access-gap-no-grant").with("system", system).with("right", right)
            }
            Self::OtherSource { system, right, source } => Message::new("access-gap-other-source")
                .with("system", system)
                .with("right", right)
                .with("source", source),
            Self::UnknownRight { rule, right } => {
                Message::new("access-gap-unknown-right").with("rule", rule).with("right", right)
            }
            Self::UnreadablePlace { place } => {
                Message::new("access-gap-unreadable-place").with("place", place)
            }
        }
    }

    /// The system that it concerns, where it concerns one.
    pub fn system(&self) -> Option<&Code> {
        match self {
            Self::NoRight { system }
            | Self::NoRule { system, .. }
            | Self::NoGrant { system, .. }
            | Self::OtherSource { system, .. } => Some(system),
            Self::UnknownRight { .. } | Self::UnreadablePlace { .. } => None,
        }
    }
}

/// Keys of the sentences of [`Gap`].
pub const KEYS: &[&str] = &[
    "access-gap-no-right",
    "access-gap-no-rule",
    "access-gap-no-grant",
    "access-gap-other-source",
    "access-gap-unknown-right",
    "access-gap-unreadable-place",
];

/// What a check found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Outcome {
    /// Systems with a right, in order of code.
    pub systems: Vec<SystemAccess>,
    /// Findings, by system, rule, kind and account.
    pub findings: Vec<Finding>,
    /// What could not be judged.
    pub gaps: Vec<Gap>,
}

/// Judges everything.
///
/// # Errors
/// [`AccessError::OverBudget`] when the groups are nested in too many ways to be walked; then nothing is answered.
pub fn check(check: &Check<'_>) -> Result<Outcome, AccessError> {
    let graph = Graph::new(check.snapshot);
    let people = People::new(check.hr);
    let world = World::new(check, &graph, &people);
    let mut walker = Walker::new(&graph, check.budget);
    let mut compiler = Compiler::new(&people);
    let mut out = Outcome { gaps: world.gaps(), ..Outcome::default() };
    for (system, rights) in world.systems() {
        judge_system(&world, &mut walker, &mut compiler, system, &rights, &mut out)?;
    }
    conflict::judge(&world, &mut walker, &mut out)?;
    service::judge(&world, &mut out);
    out.findings.sort_by(|a, b| a.order(check.snapshot).cmp(&b.order(check.snapshot)));
    out.gaps.sort();
    out.gaps.dedup();
    Ok(out)
}

/// Whom the rules of one system allow, and who stands in its groups.
#[derive(Debug, Default)]
struct Tally<'a> {
    authorised: RoaringBitmap,
    named: BTreeSet<&'a str>,
    members: RoaringBitmap,
    reach: RoaringBitmap,
}

fn judge_system<'a>(
    world: &World<'a>,
    walker: &mut Walker<'a>,
    compiler: &mut Compiler<'a>,
    system: &'a str,
    rights: &[&'a Right],
    out: &mut Outcome,
) -> Result<(), AccessError> {
    let mut tally = Tally::default();
    let mut ruled = BTreeSet::new();
    for rule in world.rules_of(system).iter().copied() {
        let covered = covered(rule, rights, out);
        ruled.extend(covered.iter().map(|it| it.code.as_str()));
        let ruling = Ruling::new(world, compiler, rule, &covered);
        ruling.count(world, &mut tally);
        judge_rule(world, walker, &ruling, &covered, &mut tally, out)?;
    }
    for right in rights {
        note_gaps(world.check, right, ruled.contains(right.code.as_str()), out);
        if !ruled.contains(right.code.as_str()) {
            count_unruled(world, walker, right, &mut tally, out)?;
        }
    }
    out.systems.push(SystemAccess {
        code: system.to_owned(),
        authorised: tally.authorised.len() + u64::try_from(tally.named.len()).unwrap_or(u64::MAX),
        members: tally.members.len(),
        reach: tally.reach.len(),
    });
    Ok(())
}

/// The rights of the system that `rule` covers.
fn covered<'a>(rule: &'a Rule, rights: &[&'a Right], out: &mut Outcome) -> Vec<&'a Right> {
    let mut covered = vec![];
    for code in &rule.rights {
        match rights.iter().find(|it| it.code == *code) {
            Some(right) => covered.push(*right),
            None => out.gaps.push(Gap::UnknownRight { rule: rule.code.clone(), right: code.clone() }),
        }
    }
    covered
}

fn note_gaps(check: &Check<'_>, right: &Right, ruled: bool, out: &mut Outcome) {
    let (system, code) = (right.system.clone(), right.code.clone());
    if !ruled {
        out.gaps.push(Gap::NoRule { system: system.clone(), right: code.clone() });
    }
    if right.grants.is_empty() {
        out.gaps.push(Gap::NoGrant { system: system.clone(), right: code.clone() });
    }
    for source in right.grants.iter().filter_map(|it| it.source.as_ref()).filter(|it| !check.is_from(it)) {
        out.gaps.push(Gap::OtherSource {
            system: system.clone(),
            right: code.clone(),
            source: source.clone(),
        });
    }
}

/// A right without a rule: nobody is judged, but who reaches the system is counted all the same.
fn count_unruled<'a>(
    world: &World<'a>,
    walker: &mut Walker<'a>,
    right: &'a Right,
    tally: &mut Tally<'a>,
    out: &mut Outcome,
) -> Result<(), AccessError> {
    for grant in world.grants_of(right) {
        match grant.target {
            Err(detail) => out.findings.push(world.missing_group(None, right, grant.named, detail)),
            Ok(root) if world.graph.is_group(root) => {
                let reaches = Reaches::of(walker, root)?;
                tally.members.extend(world.accounts_in(reaches.member()));
                tally
                    .reach
                    .extend(world.accounts_in(reaches.token()).filter(|it| world.accounts.usable(*it)));
            }
            Ok(_) => {}
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
