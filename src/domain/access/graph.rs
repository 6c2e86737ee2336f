//! The memberships of a snapshot as a graph that can be walked fast, and its circles.
//!
//! Invariants, each held by a test in `graph/tests.rs`:
//! - the members of a group come in order of their normalised DN, whatever the order of the edges;
//! - nothing recurses over the data: a chain of 200,000 groups needs no deeper stack than one of two.

use super::snapshot::{EdgeKind, ObjectKind, Snapshot};

/// What a walk needs to know of an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// An account.
    User,
    /// A group in whose token its members stand.
    Security,
    /// A distribution group (AD): it opens nothing.
    Distribution,
    /// Anything else: it has no members.
    Leaf,
}

/// Memberships, dense: the members of group `g` stand together.
#[derive(Debug, Clone)]
pub struct Graph {
    classes: Vec<Class>,
    starts: Vec<usize>,
    members: Vec<(u32, EdgeKind)>,
}

/// A number of objects or memberships as an index. Numbers are `u32`, which every supported machine can index with.
pub(super) fn index(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

/// An index as the number that it came from.
pub(super) fn number(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

impl Graph {
    /// The graph of `snapshot`. Edges that name an object that is not there are left out.
    pub fn new(snapshot: &Snapshot) -> Self {
        let classes: Vec<Class> = snapshot
            .objects
            .iter()
            .map(|it| match it.kind {
                ObjectKind::User => Class::User,
                ObjectKind::Group if it.security => Class::Security,
                ObjectKind::Group => Class::Distribution,
                ObjectKind::Computer
                | ObjectKind::Contact
                | ObjectKind::Foreign
                | ObjectKind::Dangling
                | ObjectKind::Other => Class::Leaf,
            })
            .collect();
        let norm = |it: u32| snapshot.objects.get(index(it)).map(|it| it.norm.as_str());
        let known = |it: u32| index(it) < classes.len();
        let mut edges: Vec<_> =
            snapshot.edges.iter().filter(|it| known(it.group) && known(it.member)).collect();
        // A reader writes them in this order, so this is one pass; anything else would change the shown paths.
        if !edges.is_sorted_by(|a, b| (a.group, norm(a.member)) <= (b.group, norm(b.member))) {
            edges.sort_by(|a, b| (a.group, norm(a.member)).cmp(&(b.group, norm(b.member))));
        }
        let mut counts = vec![0usize; classes.len()];
        for edge in &edges {
            if let Some(count) = counts.get_mut(index(edge.group)) {
                *count += 1;
            }
        }
        let mut starts = Vec::with_capacity(classes.len() + 1);
        starts.push(0);
        let mut sum = 0;
        starts.extend(counts.into_iter().map(|count| {
            sum += count;
            sum
        }));
        Self { classes, starts, members: edges.into_iter().map(|it| (it.member, it.kind)).collect() }
    }

    /// Number of objects.
    pub fn len(&self) -> usize {
        self.classes.len()
    }

    /// Whether there are no objects.
    pub fn is_empty(&self) -> bool {
        self.classes.is_empty()
    }

    /// What kind of thing `object` is for a walk.
    pub fn class(&self, object: u32) -> Class {
        self.classes.get(index(object)).copied().unwrap_or(Class::Leaf)
    }

    /// Whether `object` is a group.
    pub fn is_group(&self, object: u32) -> bool {
        matches!(self.class(object), Class::Security | Class::Distribution)
    }

    /// Members of `group`, in order of normalised DN, with how they stand in it.
    pub fn members(&self, group: u32) -> &[(u32, EdgeKind)] {
        let at = index(group);
        let (Some(from), Some(to)) = (self.starts.get(at), self.starts.get(at + 1)) else { return &[] };
        self.members.get(*from..*to).unwrap_or_default()
    }

    /// The circles: sets of groups each of which contains all the others, and groups that contain themselves.
    ///
    /// Each is sorted by number. Tarjan's algorithm with a stack of its own.
    pub fn circles(&self) -> Vec<Vec<u32>> {
        let mut search = Tarjan::new(self);
        for root in 0..number(self.len()) {
            if self.is_group(root) {
                search.from(root);
            }
        }
        search.circles
    }
}

const UNSEEN: u32 = u32::MAX;

struct Tarjan<'a> {
    graph: &'a Graph,
    order: Vec<u32>,
    low: Vec<u32>,
    open: Vec<bool>,
    stack: Vec<u32>,
    work: Vec<(u32, usize)>,
    next: u32,
    circles: Vec<Vec<u32>>,
}

impl<'a> Tarjan<'a> {
    fn new(graph: &'a Graph) -> Self {
        let n = graph.len();
        Self {
            graph,
            order: vec![UNSEEN; n],
            low: vec![UNSEEN; n],
            open: vec![false; n],
            stack: vec![],
            work: vec![],
            next: 0,
            circles: vec![],
        }
    }

    fn from(&mut self, root: u32) {
        if self.order(root) != UNSEEN {
            return;
        }
        self.enter(root);
        while let Some((group, at)) = self.work.pop() {
            match self.graph.members(group).get(at) {
                None => self.leave(group),
                Some((member, _)) => {
                    self.work.push((group, at + 1));
                    self.look(group, *member);
                }
            }
        }
    }

    fn look(&mut self, group: u32, member: u32) {
        if !self.graph.is_group(member) {
            return;
        }
        if self.order(member) == UNSEEN {
            self.enter(member);
        } else if self.open.get(index(member)).copied().unwrap_or(false) {
            self.lower(group, self.order(member));
        }
    }

    fn enter(&mut self, group: u32) {
        let order = self.next;
        self.next += 1;
        for list in [&mut self.order, &mut self.low] {
            if let Some(it) = list.get_mut(index(group)) {
                *it = order;
            }
        }
        self.set_open(group, true);
        self.stack.push(group);
        self.work.push((group, 0));
    }

    fn leave(&mut self, group: u32) {
        let low = self.low.get(index(group)).copied().unwrap_or(UNSEEN);
        if let Some((above, _)) = self.work.last() {
            self.lower(*above, low);
        }
        if low != self.order(group) {
            return;
        }
        let mut circle = vec![];
        while let Some(it) = self.stack.pop() {
            self.set_open(it, false);
            circle.push(it);
            if it == group {
                break;
            }
        }
        if circle.len() > 1 || self.graph.members(group).iter().any(|(it, _)| *it == group) {
            circle.sort_unstable();
            self.circles.push(circle);
        }
    }

    fn order(&self, group: u32) -> u32 {
        self.order.get(index(group)).copied().unwrap_or(UNSEEN)
    }

    fn lower(&mut self, group: u32, to: u32) {
        if let Some(low) = self.low.get_mut(index(group)) {
            *low = (*low).min(to);
        }
    }

    fn set_open(&mut self, group: u32, value: bool) {
        if let Some(open) = self.open.get_mut(index(group)) {
            *open = value;
        }
    }
}

#[cfg(test)]
pub(super) mod tests;
