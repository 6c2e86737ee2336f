use super::*;

fn directory(dialect: Dialect, names: &[&str], edges: &[(u32, u32)], domain_users: Option<u32>) -> Snapshot {
    let object = |name: &&str| Object {
        key: (*name).to_owned(),
        dn: (*name).to_owned(),
        norm: (*name).to_owned(),
        kind: if name.starts_with('g') { ObjectKind::Group } else { ObjectKind::User },
        name: None,
        sid: None,
        security: true,
        account: name.starts_with('u').then(|| Account { manager: Some(1), ..Account::default() }),
    };
    Snapshot {
        dialect,
        objects: names.iter().map(object).collect(),
        edges: edges.iter().map(|it| Edge { group: it.0, member: it.1, kind: EdgeKind::Member }).collect(),
        domain_users,
        entries: names.len(),
        gaps: vec![],
    }
}

#[test]
fn joined_directories_keep_who_is_whose_member_and_whose_manager() {
    let first = directory(Dialect::OpenLdap, &["g1", "u1"], &[(0, 1)], None);
    let second = directory(Dialect::Ad, &["g2", "u2", "u3"], &[(0, 1), (0, 2)], Some(0));
    let all = Snapshot::joined([first.clone(), second]).unwrap();
    let name = |it: u32| all.objects[it as usize].key.as_str();
    let edges: Vec<_> = all.edges.iter().map(|it| (name(it.group), name(it.member))).collect();
    assert_eq!(edges, [("g1", "u1"), ("g2", "u2"), ("g2", "u3")]);
    let managers: Vec<_> =
        all.objects.iter().filter_map(|it| it.account.as_ref()?.manager).map(name).collect();
    assert_eq!(managers, ["u1", "u2", "u2"]);
    assert_eq!((all.entries, all.domain_users.map(name), all.dialect), (5, Some("g2"), Dialect::Ad));
    assert_eq!(all.counts(), (3, 2));
    assert_eq!(Snapshot::joined([first.clone()]), Some(first), "one alone stays as it is");
    assert_eq!(Snapshot::joined([]), None);
}
