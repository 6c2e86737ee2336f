use domain::access::snapshot::{EdgeKind, ObjectKind};
use proptest::prelude::*;

use super::*;

fn given(dn: &str, attributes: &[(&str, &[&str])]) -> Given {
    let bytes = |it: &&str| it.as_bytes().to_vec();
    let attributes = attributes
        .iter()
        .map(|(name, values)| (name.as_bytes().to_vec(), values.iter().map(bytes).collect()))
        .collect();
    Given { dn: dn.as_bytes().to_vec(), attributes }
}

fn user(name: &str, uuid: u32) -> Given {
    let uuid = format!("00000000-0000-0000-0000-{uuid:012}");
    given(
        &format!("uid={name},dc=t"),
        &[("objectClass", &["inetOrgPerson"]), ("uid", &[name]), ("entryUUID", &[&uuid])],
    )
}

fn group(name: &str, uuid: u32) -> Given {
    let uuid = format!("00000000-0000-0000-0000-{uuid:012}");
    given(
        &format!("cn={name},dc=t"),
        &[("objectClass", &["groupOfNames"]), ("cn", &[name]), ("entryUUID", &[&uuid])],
    )
}

fn members(name: &str, of: &[&str]) -> Given {
    given(&format!("cn={name},dc=t"), &[("objectClass", &["groupOfNames"]), ("member", of)])
}

fn read(all: &Collector, dialect: Dialect) -> Snapshot {
    all.snapshot(&LiveOptions { source: "katalog", dialect, places: &[], referrals: &[] }).unwrap()
}

/// `group: member …`, names only.
fn edges(snapshot: &Snapshot) -> Vec<String> {
    let name = |it: u32| snapshot.objects[it as usize].norm.clone();
    snapshot.edges.iter().map(|it| format!("{} {}", name(it.group), name(it.member))).collect()
}

#[test]
fn members_are_read_beside_their_groups() {
    let mut all = Collector::default();
    all.add(Part::Members, members("g", &["uid=anna,dc=t", "UID=Bo,DC=T", "uid=gone,dc=t"]));
    for it in [user("anna", 1), user("bo", 2), group("g", 3)] {
        all.add(Part::Entry, it);
    }
    let snapshot = read(&all, Dialect::OpenLdap);
    assert_eq!(
        edges(&snapshot),
        ["cn=g,dc=t uid=anna,dc=t", "cn=g,dc=t uid=bo,dc=t", "cn=g,dc=t uid=gone,dc=t"]
    );
    assert_eq!((all.entries(), snapshot.entries), (3, 3));
    assert_eq!(snapshot.objects.last().unwrap().kind, ObjectKind::Dangling);
}

#[test]
fn a_group_that_came_while_reading_is_taken_from_the_search_of_members() {
    let mut all = Collector::default();
    all.add(Part::Entry, user("anna", 1));
    all.add(Part::Members, members("ny", &["uid=anna,dc=t"]));
    assert_eq!(edges(&read(&all, Dialect::OpenLdap)), ["cn=ny,dc=t uid=anna,dc=t"]);
}

#[test]
fn an_entry_that_moved_between_two_pages_stands_once_as_it_was_last() {
    let mut all = Collector::default();
    all.add(Part::Entry, user("anna", 1));
    all.add(Part::Entry, user("anna-berg", 1));
    let snapshot = read(&all, Dialect::OpenLdap);
    assert_eq!(
        snapshot.objects.iter().map(|it| it.norm.as_str()).collect::<Vec<_>>(),
        ["uid=anna-berg,dc=t"]
    );
}

#[test]
fn a_member_named_by_its_identity_is_that_entry_whatever_it_was_called() {
    let guid = [1_u8, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16];
    let mut anna =
        given("CN=Anna Berg,DC=t", &[("objectClass", &["user"]), ("userAccountControl", &["512"])]);
    anna.attributes.push((b"objectGUID".to_vec(), vec![guid.to_vec()]));
    let mut all = Collector::default();
    all.add(Part::Entry, anna);
    all.add(Part::Entry, given("CN=g,DC=t", &[("objectClass", &["group"]), ("groupType", &["-2147483646"])]));
    let old = "<GUID=04030201-0605-0807-090a-0b0c0d0e0f10>;<SID=S-1-5-21-1-2-3-1105>;CN=Anna Ek,DC=t";
    let name = "<GUID=11111111-0605-0807-090a-0b0c0d0e0f10>;<SID=S-1-5-21-1-2-3-1200>;CN=g,DC=t";
    all.add(Part::Members, given(name, &[("member", &[]), ("member;range=0-*", &[old])]));
    assert_eq!(all.unfinished(), []);
    let snapshot = read(&all, Dialect::Ad);
    assert_eq!(edges(&snapshot), ["cn=g,dc=t cn=anna berg,dc=t"]);
    assert_eq!(snapshot.edges[0].kind, EdgeKind::Member);
}

#[test]
fn a_long_group_is_whole_only_with_its_last_range() {
    let mut all = Collector::default();
    all.add(Part::Entry, user("anna", 1));
    all.add(Part::Entry, user("bo", 2));
    all.add(Part::Entry, group("g", 3));
    all.add(Part::Members, given("cn=g,dc=t", &[("member", &[]), ("member;range=0-0", &["uid=anna,dc=t"])]));
    let unfinished = all.unfinished();
    assert_eq!(
        unfinished.iter().map(|it| (&*it.dn, &*it.attribute)).collect::<Vec<_>>(),
        [("cn=g,dc=t", "member")]
    );
    assert_eq!(read(&all, Dialect::OpenLdap).gaps.len(), 1, "without the rest it is incomplete");
    all.finish(&unfinished[0], vec![b"uid=anna,dc=t".to_vec(), b"uid=bo,dc=t".to_vec()]);
    assert_eq!(all.unfinished(), []);
    let snapshot = read(&all, Dialect::OpenLdap);
    assert_eq!((snapshot.gaps.as_slice(), snapshot.edges.len()), (&[][..], 2));
}

#[test]
fn secrets_that_a_server_gives_unasked_are_not_kept() {
    let mut all = Collector::default();
    all.add(
        Part::Entry,
        given("uid=a,dc=t", &[("objectClass", &["inetOrgPerson"]), ("userPassword", &["hemligt"])]),
    );
    assert!(!String::from_utf8_lossy(&all.bytes).contains("hemligt"));
}

proptest! {
    #[test]
    fn the_order_of_answers_does_not_matter(order in Just((0..8_usize).collect::<Vec<_>>()).prop_shuffle()) {
        let parts = [
            (Part::Entry, user("a", 1)),
            (Part::Entry, user("b", 2)),
            (Part::Entry, user("c", 3)),
            (Part::Entry, group("g", 4)),
            (Part::Entry, group("h", 5)),
            (Part::Members, members("g", &["uid=a,dc=t", "uid=b,dc=t"])),
            (Part::Members, members("h", &["cn=g,dc=t", "uid=c,dc=t"])),
            (Part::Members, members("i", &["cn=h,dc=t"])),
        ];
        let collect = |order: &[usize]| {
            let mut all = Collector::default();
            for it in order {
                all.add(parts[*it].0, parts[*it].1.clone());
            }
            read(&all, Dialect::OpenLdap)
        };
        prop_assert_eq!(collect(&order), collect(&(0..8).collect::<Vec<_>>()));
    }
}
