//! Who stands in a group, directly or through others, with one shortest path each.
//!
//! Two views: as *member*, every nested group counts; as *token* (what Active Directory puts in a person's sign-in),
//! distribution groups break the chain. Access goes by token; who is a member only, is shown as such.
//!
//! Invariants, each held by a test in `reach/tests.rs`:
//! - paths are shortest and every step of one exists;
//! - one more membership never takes anybody out;
//! - ties go to the parent found first, and among members to the lowest normalised DN;
//! - a walk that would pass the budget is an error, never a shorter answer.

use std::mem;

use super::{
    error::AccessError,
    graph::{Class, Graph, index, number},
    snapshot::EdgeKind,
};

/// Memberships that one check may look at before it gives up: about a minute of work.
pub const BUDGET: u64 = 4_000_000_000;

/// How membership is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum View {
    /// Every nested group counts.
    Member,
    /// Distribution groups open nothing.
    Token,
}

/// One step of a path: the object, and how it stands in the one before it; the first stands in none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Step {
    /// Number of the object.
    pub object: u32,
    /// How it stands in the step before.
    pub edge: Option<EdgeKind>,
}

/// One object that a walk found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    /// Number of the object.
    pub object: u32,
    /// Memberships between it and the group where the walk began.
    pub depth: u32,
    /// Place, in the same answer, of the group in which it was found.
    from: u32,
    edge: EdgeKind,
}

/// All that a walk found, nearest first. The group where it began is not among them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reach {
    root: u32,
    found: Vec<Found>,
    /// Whether a distribution group was met: only then do the two views differ.
    pub distribution: bool,
}

/// `from` of what stands in the root itself.
const ROOT: u32 = u32::MAX;

impl Reach {
    /// The group where the walk began.
    pub fn root(&self) -> u32 {
        self.root
    }

    /// Everything found, nearest first.
    pub fn found(&self) -> &[Found] {
        &self.found
    }

    /// Whether what stands at `place` is a direct member of the root, and how.
    pub fn direct(&self, place: usize) -> Option<EdgeKind> {
        self.found.get(place).filter(|it| it.from == ROOT).map(|it| it.edge)
    }

    /// The group in which what stands at `place` was found; none where that is the root.
    pub fn parent(&self, place: usize) -> Option<u32> {
        let found = self.found.get(place)?;
        self.found.get(index(found.from)).map(|it| it.object)
    }

    /// The path from the root to what stands at `place`, both included.
    pub fn path(&self, place: usize) -> Vec<Step> {
        let mut out = vec![];
        let mut at = place;
        while let Some(found) = self.found.get(at) {
            out.push(Step { object: found.object, edge: Some(found.edge) });
            at = index(found.from);
        }
        out.push(Step { object: self.root, edge: None });
        out.reverse();
        out
    }
}

/// Walks a graph again and again, with one budget for all walks.
#[derive(Debug)]
pub struct Walker<'a> {
    graph: &'a Graph,
    seen: Vec<u32>,
    stamp: u32,
    left: u64,
    budget: u64,
}

impl<'a> Walker<'a> {
    /// A walker that may look at `budget` memberships in all.
    pub fn new(graph: &'a Graph, budget: u64) -> Self {
        Self { graph, seen: vec![0; graph.len()], stamp: 0, left: budget, budget }
    }

    /// Everything in `root`, breadth first.
    ///
    /// # Errors
    /// [`AccessError::OverBudget`] when more memberships would have to be looked at than allowed.
    pub fn walk(&mut self, root: u32, view: View) -> Result<Reach, AccessError> {
        self.next_stamp();
        self.mark(root);
        let mut out =
            Reach { root, found: vec![], distribution: self.graph.class(root) == Class::Distribution };
        if view == View::Token && out.distribution {
            return Ok(out);
        }
        let (mut group, mut from, mut depth, mut next) = (root, ROOT, 0, 0);
        loop {
            self.expand(&mut out, group, from, depth, view)?;
            // The found ones are the queue: each is looked at once, in the order found.
            let Some((place, found)) =
                out.found.iter().enumerate().skip(next).find(|(_, it)| self.graph.is_group(it.object))
            else {
                return Ok(out);
            };
            (group, from, depth, next) = (found.object, number(place), found.depth, place + 1);
        }
    }

    fn expand(
        &mut self,
        out: &mut Reach,
        group: u32,
        from: u32,
        depth: u32,
        view: View,
    ) -> Result<(), AccessError> {
        let members = self.graph.members(group);
        let cost = u64::try_from(members.len()).unwrap_or(u64::MAX);
        self.left = self.left.checked_sub(cost).ok_or(AccessError::OverBudget { budget: self.budget })?;
        for (member, edge) in members {
            let distribution = self.graph.class(*member) == Class::Distribution;
            if view == View::Token && distribution {
                continue;
            }
            if self.mark(*member) {
                out.distribution |= distribution;
                out.found.push(Found { object: *member, depth: depth + 1, from, edge: *edge });
            }
        }
        Ok(())
    }

    fn next_stamp(&mut self) {
        self.stamp = self.stamp.checked_add(1).unwrap_or_else(|| {
            self.seen.fill(0);
            1
        });
    }

    /// Marks `object`; whether it was not marked before.
    fn mark(&mut self, object: u32) -> bool {
        self.seen.get_mut(index(object)).is_some_and(|it| mem::replace(it, self.stamp) != self.stamp)
    }
}

/// Both views of one group.
#[derive(Debug, Clone)]
pub struct Reaches {
    member: Reach,
    token: Option<Reach>,
}

impl Reaches {
    /// Walks `root` in both views; once where no distribution group makes them differ.
    ///
    /// # Errors
    /// As [`Walker::walk`].
    pub fn of(walker: &mut Walker<'_>, root: u32) -> Result<Self, AccessError> {
        let member = walker.walk(root, View::Member)?;
        let token = if member.distribution { Some(walker.walk(root, View::Token)?) } else { None };
        Ok(Self { member, token })
    }

    /// Everything that stands in it.
    pub fn member(&self) -> &Reach {
        &self.member
    }

    /// What has it in its token.
    pub fn token(&self) -> &Reach {
        self.token.as_ref().unwrap_or(&self.member)
    }

    /// Whether the views differ.
    pub fn differ(&self) -> bool {
        self.token.is_some()
    }
}

#[cfg(test)]
mod tests;
