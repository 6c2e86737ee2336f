//! Directories read live, from real servers: what is read agrees with the oracle and with what the server itself says.

use std::collections::{BTreeMap, BTreeSet};

use domain::access::snapshot::{Completeness, Dialect, Edge, EdgeKind, ObjectKind, Snapshot};
use fetch::{Address, FetchError};

use crate::{
    oracle::{World, python},
    rig::{Helper, Server, free_port, proven, read, servers},
};

/// Generates a directory; gives the folder.
fn generated(dialect: &str, users: u32, seed: u32) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let script = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rig/gen.py");
    let (users, seed) = (users.to_string(), seed.to_string());
    let arguments = ["--dialect", dialect, "--users", &users, "--groups", "200", "--seed", &seed, "--out"];
    python(&script, &arguments, &[&folder.path().to_path_buf()]);
    folder
}

fn slapd(users: u32, seed: u32, settings: &[(&str, &str)]) -> Server {
    Server::slapd(&generated("openldap", users, seed).path().join("01-entries.ldif"), settings)
}

#[test]
fn a_live_openldap_agrees_with_the_oracle_on_directories_of_several_seeds() {
    if !servers() {
        return;
    }
    for (seed, overlay) in [(1, "overlay"), (2, "dynlist"), (3, "none"), (4, "dynlist"), (5, "overlay")] {
        World::read("openldap", seed, |rig, _| {
            let server = Server::slapd(&rig.join("01-entries.ldif"), &[("RIG_MEMBEROF", overlay)]);
            proven(&server.target(), Dialect::OpenLdap)
        })
        .agrees();
    }
}

#[test]
fn a_live_active_directory_agrees_with_the_oracle_and_with_its_own_tokens() {
    if !servers() {
        return;
    }
    for seed in [1, 2] {
        let mut tokens = BTreeMap::new();
        let world = World::read("ad", seed, |rig, _| {
            let server = Server::samba(rig);
            let snapshot = proven(&server.target(), Dialect::Ad);
            tokens = tokens_of(&server, &snapshot);
            without_builtin(snapshot)
        });
        world.agrees();
        let ours =
            groups_of(&world.snapshot, |kind| matches!(kind, EdgeKind::Member | EdgeKind::PrimaryGroup));
        let mut compared = 0;
        for (account, theirs) in &tokens {
            // Those that were left out above.
            if !ours.contains_key(account) {
                continue;
            }
            let named: BTreeSet<&str> = ours.get(account).into_iter().flatten().map(String::as_str).collect();
            let known: BTreeSet<&str> = theirs.iter().map(String::as_str).collect();
            assert_eq!(named, known, "seed {seed}, {account}");
            compared += named.len();
        }
        assert!(tokens.len() > 80 && compared > 500, "{} accounts, {compared} groups", tokens.len());
    }
}

/// The snapshot without the accounts that every such server has and the oracle does not know.
fn without_builtin(mut snapshot: Snapshot) -> Snapshot {
    const BUILTIN: [&str; 5] = ["Administrator", "Guest", "krbtgt", "svc-audit", "svc-other"];
    let mut numbers = Vec::new();
    let mut next = 0_u32;
    for it in &snapshot.objects {
        let kept = !it.name.as_deref().is_some_and(|it| BUILTIN.contains(&it));
        numbers.push(kept.then_some(next));
        next += u32::from(kept);
    }
    let number = |it: u32| numbers[it as usize];
    snapshot.edges = snapshot
        .edges
        .iter()
        .filter_map(|it| Some(Edge { group: number(it.group)?, member: number(it.member)?, kind: it.kind }))
        .collect();
    snapshot.domain_users = snapshot.domain_users.and_then(number);
    let objects = std::mem::take(&mut snapshot.objects);
    snapshot.objects = objects.into_iter().zip(&numbers).filter(|it| it.1.is_some()).map(|it| it.0).collect();
    for account in snapshot.objects.iter_mut().filter_map(|it| it.account.as_mut()) {
        account.manager = account.manager.and_then(number);
    }
    snapshot
}

/// For some accounts, the groups of the snapshot that the server itself counts into their token, by SID.
fn tokens_of(server: &Server, snapshot: &Snapshot) -> BTreeMap<String, BTreeSet<String>> {
    let groups: BTreeSet<&str> = snapshot
        .objects
        .iter()
        .filter(|it| it.kind == ObjectKind::Group)
        .filter_map(|it| it.sid.as_deref())
        .collect();
    let accounts = snapshot.objects.iter().filter(|it| it.kind == ObjectKind::User);
    let mut out = BTreeMap::new();
    for it in accounts.step_by(4) {
        let answer = server.search(&["-s", "base", "-b", &it.dn, "tokenGroups"]);
        let sids = answer.lines().filter_map(|it| it.strip_prefix("tokenGroups:: ")).map(sid);
        out.insert(it.sid.clone().unwrap(), sids.filter(|it| groups.contains(it.as_str())).collect());
    }
    out
}

/// The bytes that base64 stands for.
fn base64(text: &str) -> Vec<u8> {
    const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let (mut bits, mut held, mut bytes) = (0_u32, 0, Vec::new());
    for c in text.bytes().filter(|it| *it != b'=') {
        let value = DIGITS.iter().position(|it| *it == c).unwrap();
        bits = bits << 6 | u32::try_from(value).unwrap();
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push(u8::try_from(bits >> held & 0xff).unwrap());
        }
    }
    bytes
}

/// The values of an attribute in an entry that `ldapsearch` printed.
fn values(entry: &str, name: &str) -> Vec<String> {
    let value = |line: &str| {
        let rest = line.strip_prefix(name)?.strip_prefix(':')?;
        Some(match rest.strip_prefix(": ") {
            Some(coded) => String::from_utf8(base64(coded)).unwrap(),
            None => rest.trim_start().to_owned(),
        })
    };
    entry.lines().filter_map(value).collect()
}

/// A SID as text, from base64.
fn sid(text: &str) -> String {
    let bytes = base64(text);
    let authority = bytes[2..8].iter().fold(0_u64, |sum, it| sum << 8 | u64::from(*it));
    let parts = bytes[8..].chunks(4).map(|it| format!("-{}", u32::from_le_bytes(it.try_into().unwrap())));
    format!("S-1-{authority}{}", parts.collect::<String>())
}

/// For each account, by SID or else by normal form, the groups that it is in through memberships of the kinds given, along
/// groups that count in a token.
fn groups_of(snapshot: &Snapshot, counts: impl Fn(EdgeKind) -> bool) -> BTreeMap<String, BTreeSet<String>> {
    let mut above: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for edge in snapshot.edges.iter().filter(|it| counts(it.kind)) {
        above.entry(edge.member).or_default().push(edge.group);
    }
    let name = |it: u32| {
        let object = &snapshot.objects[it as usize];
        object.sid.clone().unwrap_or_else(|| object.norm.clone())
    };
    let mut out = BTreeMap::new();
    for (number, _) in (0_u32..).zip(&snapshot.objects).filter(|it| it.1.kind == ObjectKind::User) {
        let (mut seen, mut open) = (BTreeSet::new(), vec![number]);
        while let Some(it) = open.pop() {
            for group in above.get(&it).into_iter().flatten() {
                if snapshot.objects[*group as usize].security && seen.insert(*group) {
                    open.push(*group);
                }
            }
        }
        out.insert(name(number), seen.into_iter().map(name).collect());
    }
    out
}

#[test]
fn what_is_read_agrees_with_the_memberships_that_openldap_itself_computes() {
    if !servers() {
        return;
    }
    let server = slapd(400, 11, &[("RIG_MEMBEROF", "dynlist")]);
    let snapshot = proven(&server.target(), Dialect::OpenLdap);
    let ours = groups_of(&snapshot, |kind| matches!(kind, EdgeKind::Member | EdgeKind::MemberUrl));
    let answer = server.search(&[
        "-E",
        "pr=500/noprompt",
        "-b",
        server.of("RIG_BASE"),
        "(objectClass=inetOrgPerson)",
        "memberOf",
    ]);
    let norm = |it: &String| directory::dn::norm(it).unwrap();
    let mut theirs: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for entry in answer.split("\n\n").filter(|it| it.starts_with("dn:")) {
        let name = values(entry, "dn").first().map(norm).unwrap();
        theirs.insert(name, values(entry, "memberOf").iter().map(norm).collect());
    }
    let compared: usize = theirs.values().map(BTreeSet::len).sum();
    assert!(compared > 1_000, "{compared} memberships are too few to prove anything");
    // Other kinds of group than theirs, which memberOf does not count.
    for (account, groups) in &theirs {
        let named = ours.get(account).cloned().unwrap_or_default();
        let missed: Vec<_> = groups.difference(&named).collect();
        assert!(missed.is_empty(), "{account}: {missed:?}");
        let extra: Vec<_> = named.difference(groups).filter(|it| is_counted(&snapshot, it)).collect();
        assert!(extra.is_empty(), "{account}: {extra:?}");
    }
}

/// Whether dynlist counts the group: one with `member` or `memberURL`.
fn is_counted(snapshot: &Snapshot, norm: &str) -> bool {
    let number = snapshot.objects.iter().position(|it| it.norm == norm).unwrap();
    snapshot
        .edges
        .iter()
        .any(|it| it.group as usize == number && matches!(it.kind, EdgeKind::Member | EdgeKind::MemberUrl))
}

#[test]
fn long_groups_of_active_directory_are_read_range_by_range() {
    if !servers() {
        return;
    }
    let rig = generated("ad", 300, 9);
    let server = Server::samba(rig.path());
    let direct = proven(&server.target(), Dialect::Ad);
    for limit in ["75", "100", "299"] {
        let port = free_port();
        let env = server.folder().join("env");
        let _proxy = Helper::start(
            "adlimits-proxy.py",
            port,
            &[env.to_str().unwrap(), "--max-page", "50", "--max-val", limit],
        );
        let mut target = server.target();
        target.address = Address::parse(&format!("ldaps://localhost:{port}"), false).unwrap();
        let reading = read(&target);
        assert_eq!((&reading.broken, reading.completeness()), (&None, Completeness::Proven), "{limit}");
        assert!(reading.facts.ranges > 0, "{limit}: {:?}", reading.facts);
        let through = reading.snapshot.unwrap();
        assert_eq!((through.objects.len(), &through.edges), (direct.objects.len(), &direct.edges), "{limit}");
    }
}

#[test]
fn references_of_active_directory_are_recorded_and_not_followed() {
    if !servers() {
        return;
    }
    let server = Server::samba(generated("ad", 100, 4).path());
    let reading = read(&server.target());
    assert_eq!(reading.completeness(), Completeness::Proven);
    assert_eq!(reading.facts.references.len(), 3, "{:?}", reading.facts.references);
}

#[test]
fn tls_is_verified_and_nothing_is_sent_before_it() {
    if !servers() {
        return;
    }
    let server = slapd(100, 1, &[]);
    let broken = |target: &fetch::Target| read(target).broken.unwrap();
    let mut wrong_ca = server.target();
    wrong_ca.roots = server.roots("RIG_WRONG_CA");
    let told = broken(&wrong_ca);
    assert!(matches!(told, FetchError::Tls { problem: "fetch-tls-issuer", .. }), "{told:?}");

    let port = free_port();
    let to = format!("127.0.0.1:{}", server.port());
    let _proxy = Helper::start("proxy.py", port, &[&to, "--host", "0.0.0.0"]);
    let mut wrong_name = server.target();
    wrong_name.address = Address::parse(&format!("ldaps://127.0.0.2:{port}"), false).unwrap();
    let told = broken(&wrong_name);
    assert!(matches!(told, FetchError::Tls { problem: "fetch-tls-name", .. }), "{told:?}");

    let mut starttls = server.target();
    starttls.address = Address::parse(server.of("RIG_STARTTLS_URL"), true).unwrap();
    assert_eq!(read(&starttls).completeness(), Completeness::Proven);
    starttls.roots = server.roots("RIG_WRONG_CA");
    assert!(matches!(broken(&starttls), FetchError::Tls { problem: "fetch-tls-issuer", .. }));
}

#[test]
fn a_server_that_strips_starttls_never_sees_the_password() {
    use std::io::{Read as _, Write as _};
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let seen = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut bytes = vec![0; 4_096];
        let first = stream.read(&mut bytes).unwrap();
        // extendedResp, message 1, unwillingToPerform
        stream.write_all(&[0x30, 0x0c, 2, 1, 1, 0x78, 7, 0x0a, 1, 53, 4, 0, 4, 0]).unwrap();
        let second = stream.read(&mut bytes[first..]).unwrap_or(0);
        bytes.truncate(first + second);
        bytes
    });
    let target = fetch::Target {
        address: Address::parse(&format!("ldap://127.0.0.1:{port}"), true).unwrap(),
        roots: fetch::Roots::of_pem("ca", CERTIFICATE.as_bytes()).unwrap(),
        base: "dc=t".into(),
        bind_dn: "cn=skydd,dc=t".into(),
        password: fetch::Password::of_file(b"hemligt-losen".to_vec()).unwrap(),
        dialect: None,
        canaries: vec![],
        limits: fetch::Limits::default(),
    };
    let told = read(&target).broken.unwrap();
    assert!(matches!(told, FetchError::StartTls { code: 53, .. }), "{told:?}");
    let seen = String::from_utf8_lossy(&seen.join().unwrap()).into_owned();
    assert!(seen.contains("1.3.6.1.4.1.1466.20037"), "StartTLS was asked for");
    assert!(!seen.contains("hemligt") && !seen.contains("cn=skydd"), "{seen:?}");
}

#[test]
fn limits_refusals_and_hidden_objects_make_a_read_incomplete() {
    if !servers() {
        return;
    }
    let server = slapd(600, 6, &[]);
    let hidden = "cn=kanarie,ou=hidden,dc=kommun,dc=test";
    server.modify(&format!(
        "dn: {hidden}\nchangetype: add\nobjectClass: groupOfNames\ncn: kanarie\nmember: cn=svc-audit,ou=services,dc=kommun,dc=test\n"
    ));
    let as_account = |name: &str| {
        let (dn, password) = server.account(name);
        let mut target = server.target_of(&dn, &password);
        target.canaries = vec![hidden.to_owned()];
        target
    };
    let whole = read(&as_account("svc-audit"));
    assert_eq!((&whole.broken, whole.completeness()), (&None, Completeness::Proven));

    let paged = |name: &str| {
        let mut target = as_account(name);
        target.limits.page = 200;
        target
    };
    let code = |name: &str| match read(&paged(name)).broken {
        Some(FetchError::Result { code, .. }) => code,
        other => panic!("{name}: {other:?}"),
    };
    assert_eq!((code("svc-limited"), code("svc-nopage")), (4, 11));
    let limited = read(&paged("svc-limited"));
    assert!(
        limited.facts.entries > 100 && limited.reached.is_none(),
        "what came is kept: {:?}",
        limited.facts
    );

    let blind = read(&as_account("svc-blind"));
    assert_eq!(blind.broken, Some(FetchError::Canary { dn: hidden.to_owned() }));

    let mut wide = as_account("svc-audit");
    wide.limits.page = 2_000;
    assert!(matches!(read(&wide).broken, Some(FetchError::Result { code: 11, .. })));

    let bind = |dn: &str, password: &str| read(&server.target_of(dn, password)).broken.unwrap();
    assert!(matches!(bind(server.of("RIG_BIND_DN"), "fel"), FetchError::Bind { code: 49, .. }));
    assert_eq!(bind(" ", "fel"), FetchError::NoName);

    let mut elsewhere = as_account("svc-audit");
    elsewhere.canaries.clear();
    elsewhere.base = "ou=finns-ej,dc=kommun,dc=test".into();
    assert!(matches!(read(&elsewhere).broken, Some(FetchError::Base { code: 32, .. })));

    let mut small = as_account("svc-audit");
    small.limits.entries = 100;
    assert_eq!(read(&small).broken, Some(FetchError::TooMany { limit: 100 }));
    let mut small = as_account("svc-audit");
    small.limits.bytes = 10_000;
    assert_eq!(read(&small).broken, Some(FetchError::TooLarge { limit: 10_000 }));
}

#[test]
fn a_group_that_must_have_members_and_shows_none_makes_a_read_incomplete() {
    if !servers() {
        return;
    }
    let server = slapd(100, 2, &[]);
    let group = "cn=tom,dc=kommun,dc=test";
    server.modify(&format!("dn: {group}\nchangetype: add\nobjectClass: groupOfNames\ncn: tom\nmember:\n"));
    let mut target = server.target();
    target.canaries = vec![group.to_owned()];
    assert_eq!(read(&target).broken, Some(FetchError::CanaryEmpty { dn: group.to_owned() }));
}

/// Of nobody: only its form counts.
pub(crate) const CERTIFICATE: &str = include_str!("certificate.pem");
