use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::access::{
    graph::tests::deep,
    snapshot::{Edge, ObjectKind, Snapshot},
    testing::snapshot,
};

fn walk(given: &Snapshot, root: u32, view: View) -> Reach {
    Walker::new(&Graph::new(given), BUDGET).walk(root, view).unwrap()
}

/// The path to each object found, by name, `>` between steps.
fn paths(text: &str, view: View) -> String {
    let given = snapshot(text);
    let reach = walk(&given, 0, view);
    let path = |place| {
        let steps = reach.path(place);
        steps
            .iter()
            .map(|it| given.objects[it.object as usize].name.clone().unwrap())
            .collect::<Vec<_>>()
            .join(">")
    };
    (0..reach.found().len()).map(path).collect::<Vec<_>>().join(" ")
}

#[test]
fn paths_are_shortest_and_ties_go_to_the_parent_found_first() {
    let diamond = "TOP: R L\nL: BOT\nR: BOT b\nBOT: a b\na = -\nb = -";
    assert_eq!(paths(diamond, View::Member), "TOP>L TOP>R TOP>L>BOT TOP>R>b TOP>L>BOT>a");
}

#[test]
fn a_distribution_group_breaks_the_chain_in_the_token_only() {
    let given = "DL: LIST GG\nLIST~: a b\nGG: M\nM: a\na = -\nb = -";
    assert_eq!(paths(given, View::Member), "DL>GG DL>LIST DL>GG>M DL>LIST>a DL>LIST>b");
    assert_eq!(paths(given, View::Token), "DL>GG DL>GG>M DL>GG>M>a");
    assert_eq!(paths("LIST~: a\na = -", View::Token), "");
    assert_eq!(paths("LIST~: a\na = -", View::Member), "LIST>a");
}

#[test]
fn the_views_are_walked_apart_only_where_they_differ() {
    for (text, differ) in
        [("DL: GG\nGG: a\na = -", false), ("DL: L\nL~: a\na = -", true), ("L~: a\na = -", true)]
    {
        let given = snapshot(text);
        let graph = Graph::new(&given);
        let reaches = Reaches::of(&mut Walker::new(&graph, BUDGET), 0).unwrap();
        assert_eq!(reaches.differ(), differ, "{text}");
    }
}

#[test]
fn circles_end_and_a_group_is_not_among_its_own_members() {
    assert_eq!(paths("A: B a\nB: A b\na = -\nb = -", View::Member), "A>a A>B A>B>b");
    assert_eq!(paths("S: S a\na = -", View::Member), "S>a");
}

#[test]
fn a_walk_past_the_budget_is_an_error_and_no_shorter_answer() {
    let given = snapshot("A: B a\nB: b c\na = -\nb = -\nc = -");
    let graph = Graph::new(&given);
    assert_eq!(Walker::new(&graph, 4).walk(0, View::Member).unwrap().found().len(), 4);
    assert_eq!(Walker::new(&graph, 3).walk(0, View::Member), Err(AccessError::OverBudget { budget: 3 }));
    let mut twice = Walker::new(&graph, 5);
    assert!(twice.walk(0, View::Member).is_ok());
    assert!(twice.walk(0, View::Member).is_err(), "the budget is for all walks together");
}

#[test]
fn a_chain_of_two_hundred_thousand_groups_is_walked_to_its_end() {
    let given = deep(200_000, false);
    let reach = walk(&given, 0, View::Token);
    assert_eq!(reach.found().len(), 200_000);
    assert_eq!(reach.path(199_999).len(), 200_001);
}

/// Groups 0-5, of which some are distribution groups, and users 6-9, with any memberships.
fn any_world() -> impl Strategy<Value = Snapshot> {
    let edges = prop::collection::btree_set((0u32..6, 0u32..10), 0..30);
    (edges, prop::collection::vec(any::<bool>(), 6)).prop_map(|(edges, security)| {
        let mut out = snapshot("0:\n1:\n2:\n3:\n4:\n5:\n6 = -\n7 = -\n8 = -\n9 = -");
        for (object, security) in out.objects.iter_mut().zip(security) {
            object.security = security;
        }
        out.edges =
            edges.into_iter().map(|(group, member)| Edge { group, member, kind: EdgeKind::Member }).collect();
        out
    })
}

/// Distances by relaxation until nothing changes: slow, plain, and another algorithm.
fn distances(given: &Snapshot, view: View) -> BTreeMap<u32, u32> {
    let closed = |it: u32| {
        let object = &given.objects[it as usize];
        view == View::Token && object.kind == ObjectKind::Group && !object.security
    };
    let mut out = BTreeMap::from([(0, 0)]);
    for _ in 0..given.objects.len() {
        for edge in &given.edges {
            let Some(depth) = out.get(&edge.group).copied() else { continue };
            if closed(edge.group) || closed(edge.member) {
                continue;
            }
            let known = out.entry(edge.member).or_insert(u32::MAX);
            *known = (*known).min(depth + 1);
        }
    }
    out.remove(&0);
    out
}

proptest! {
    #[test]
    fn paths_exist_and_are_as_short_as_another_algorithm_says(given in any_world(), token in any::<bool>()) {
        let view = if token { View::Token } else { View::Member };
        let reach = walk(&given, 0, view);
        let depths: BTreeMap<u32, u32> = reach.found().iter().map(|it| (it.object, it.depth)).collect();
        prop_assert_eq!(&depths, &distances(&given, view));
        prop_assert_eq!(depths.len(), reach.found().len(), "everything is found once");
        for (place, found) in reach.found().iter().enumerate() {
            let path = reach.path(place);
            prop_assert_eq!(path.len(), found.depth as usize + 1);
            for pair in path.windows(2) {
                let step = Edge { group: pair[0].object, member: pair[1].object, kind: pair[1].edge.unwrap() };
                prop_assert!(given.edges.contains(&step), "no such membership: {:?}", step);
            }
        }
    }

    #[test]
    fn one_more_membership_never_takes_anybody_out(given in any_world(), group in 0u32..6, member in 0u32..10) {
        let mut more = given.clone();
        let edge = Edge { group, member, kind: EdgeKind::Member };
        if !more.edges.contains(&edge) {
            more.edges.push(edge);
        }
        for view in [View::Member, View::Token] {
            let after: Vec<u32> = walk(&more, 0, view).found().iter().map(|it| it.object).collect();
            for found in walk(&given, 0, view).found() {
                prop_assert!(after.contains(&found.object));
            }
        }
    }

    #[test]
    fn the_token_never_holds_more_than_the_members(given in any_world()) {
        let members: Vec<u32> = walk(&given, 0, View::Member).found().iter().map(|it| it.object).collect();
        for found in walk(&given, 0, View::Token).found() {
            prop_assert!(members.contains(&found.object));
        }
    }
}
