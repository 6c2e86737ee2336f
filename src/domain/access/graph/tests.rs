use super::*;
use crate::access::{snapshot::Edge, testing::snapshot};

fn circles(text: &str) -> Vec<Vec<u32>> {
    Graph::new(&snapshot(text)).circles()
}

#[test]
fn circles_of_one_two_and_three_are_found_and_nothing_else() {
    assert_eq!(circles("A: B\nB: A u\nu = E1"), [vec![0, 1]]);
    assert_eq!(circles("C: D\nD: E\nE: C"), [vec![0, 1, 2]]);
    assert_eq!(circles("S: S u\nu = E1"), [vec![0]]);
    assert_eq!(circles("A: B C\nB: D\nC: D\nD: u\nu = E1"), Vec::<Vec<u32>>::new());
    assert_eq!(circles("A: B\nB: A\nX: A Y\nY: Y"), [vec![0, 1], vec![3]]);
}

#[test]
fn members_come_in_order_of_their_dn_whatever_the_order_of_the_edges() {
    let mut given = snapshot("A: z a m\nB: a\nz = -\na = -\nm = -");
    given.edges.reverse();
    let graph = Graph::new(&given);
    let members = |it| graph.members(it).iter().map(|it| it.0).collect::<Vec<_>>();
    assert_eq!(members(0), [3, 4, 2]);
    assert_eq!(members(1), [3]);
    assert_eq!(members(2), Vec::<u32>::new());
}

#[test]
fn an_edge_to_an_object_that_is_not_there_is_left_out() {
    let mut given = snapshot("A: a\na = -");
    given.edges.push(Edge { group: 0, member: 99, kind: EdgeKind::Member });
    given.edges.push(Edge { group: 99, member: 0, kind: EdgeKind::Member });
    assert_eq!(Graph::new(&given).members(0).len(), 1);
}

#[test]
fn a_chain_of_two_hundred_thousand_groups_needs_no_deep_stack() {
    let chain = deep(200_000, true);
    let work = || {
        let graph = Graph::new(&chain);
        graph.circles()
    };
    // A thread of the smallest stack that the standard library promises to give.
    let circles = std::thread::scope(|scope| {
        std::thread::Builder::new().stack_size(64 * 1024).spawn_scoped(scope, work).unwrap().join().unwrap()
    });
    assert_eq!(circles.len(), 1);
    assert_eq!(circles[0].len(), 200_000);
}

/// `groups` groups, each in the one before it; closed to a circle when asked for.
pub(in crate::access) fn deep(groups: u32, circle: bool) -> Snapshot {
    let mut out = snapshot("G: u\nu = E1");
    let group = out.objects[0].clone();
    let user = out.objects.remove(1);
    out.objects = (0..groups)
        .map(|it| crate::access::snapshot::Object {
            norm: format!("cn={it:07}"),
            dn: format!("CN={it:07}"),
            ..group.clone()
        })
        .collect();
    out.objects.push(user);
    out.edges = (0..groups).map(|it| Edge { group: it, member: it + 1, kind: EdgeKind::Member }).collect();
    if circle {
        out.edges.push(Edge { group: groups - 1, member: 0, kind: EdgeKind::Member });
    }
    out
}
