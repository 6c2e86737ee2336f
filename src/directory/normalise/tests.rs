use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
};

use domain::{
    access::snapshot::{Account, EdgeKind},
    message::Explain as _,
};
use strum::VariantNames as _;

use super::*;
use crate::{LdifError, dn::DnProblem, filter::FilterProblem, gap_message, read};

fn snapshot(text: &str) -> Snapshot {
    read(text.as_bytes(), &Options::new("f.ldf")).unwrap()
}

fn of(dialect: Dialect, text: &str) -> Snapshot {
    let options = Options { dialect: Some(dialect), ..Options::new("f.ldf") };
    read(text.as_bytes(), &options).unwrap()
}

fn errors(text: &str) -> Vec<String> {
    let errors =
        read(text.as_bytes(), &Options { dialect: Some(Dialect::Ad), ..Options::new("f.ldf") }).unwrap_err();
    let place = |it: &LdifError| it.position().map_or_else(String::new, ToString::to_string);
    errors.iter().map(|it| format!("{} {}", place(it), it.key())).collect()
}

fn name(snapshot: &Snapshot, number: u32) -> &str {
    let norm = snapshot.objects[usize::try_from(number).unwrap()].norm.as_str();
    norm.split(',').next().unwrap().trim_start_matches("cn=")
}

/// Memberships as `group: member(kind) …`.
fn edges(snapshot: &Snapshot) -> String {
    let mut out = String::new();
    let mut group = None;
    for edge in &snapshot.edges {
        if group != Some(edge.group) {
            let line = if group.is_some() { "\n" } else { "" };
            write!(out, "{line}{}:", name(snapshot, edge.group)).unwrap();
            group = Some(edge.group);
        }
        write!(out, " {}({})", name(snapshot, edge.member), <&str>::from(edge.kind)).unwrap();
    }
    out
}

fn kinds(snapshot: &Snapshot) -> BTreeMap<&str, &'static str> {
    (0..).zip(&snapshot.objects).map(|(at, it)| (name(snapshot, at), it.kind.into())).collect()
}

fn account(text: &str) -> Account {
    snapshot(text).objects.into_iter().find_map(|it| it.account).unwrap()
}

const AD: &str = "dn: CN=Domain Users,CN=Users,DC=t\nobjectClass: top\nobjectClass: group\ngroupType: -2147483646\nobjectSid: S-1-5-21-1-2-3-513\n\n";

#[test]
fn kinds_are_told_by_class() {
    let text = "dn: cn=u\nobjectClass: top\nobjectClass: person\nobjectClass: organizationalPerson\nobjectClass: user\n\n\
        dn: cn=pc\nobjectClass: user\nobjectClass: computer\n\n\
        dn: cn=c\nobjectClass: person\nobjectClass: contact\n\n\
        dn: cn=p\nobjectClass: person\n\n\
        dn: cn=x\nobjectClass: person\nobjectClass: posixAccount\n\n\
        dn: cn=i\nobjectClass: inetOrgPerson\n\n\
        dn: cn=f\nobjectClass: foreignSecurityPrincipal\nobjectSid: S-1-5-11\n\n\
        dn: cn=r\nobjectClass: organizationalRole\nobjectClass: simpleSecurityObject\n\n\
        dn: ou=o\nobjectClass: organizationalUnit\n\n\
        dn: cn=g\nobjectClass: group\nmember: cn=r\nmember: cn=gone\n";
    let read = snapshot(text);
    let expected = [
        ("u", "user"),
        ("pc", "computer"),
        ("c", "contact"),
        ("p", "contact"),
        ("x", "user"),
        ("i", "user"),
        ("f", "foreign"),
        ("r", "other"),
        ("g", "group"),
        ("gone", "dangling"),
    ];
    assert_eq!(kinds(&read), BTreeMap::from(expected));
    assert_eq!(
        (read.entries, read.dialect),
        (10, Dialect::Ad),
        "an organisational unit is read and not kept"
    );
    assert!(read.objects.iter().all(|it| it.account.is_some() == (it.kind == ObjectKind::User)));
}

#[test]
fn members_of_every_kind_count_once_by_the_first() {
    let text = "dn: uid=a,ou=p,dc=t\nobjectClass: inetOrgPerson\nuid: a\ngidNumber: 5\nl: x\n\n\
        dn: uid=b,ou=p,dc=t\nobjectClass: inetOrgPerson\nuid: b\ngidNumber: 6\nl: x\n\n\
        dn: cn=g1\nobjectClass: groupOfNames\nmember: uid=b, OU=P,dc=t\nmember: uid=a,ou=p,dc=t\nmember: UID=A,ou=p,dc=t\nmember:\n\n\
        dn: cn=g2\nobjectClass: groupOfUniqueNames\nuniqueMember: uid=a,ou=p,dc=t#'0101'B\n\n\
        dn: cn=g3\nobjectClass: posixGroup\ngidNumber: 5\nmemberUid: b\nmemberUid: nobody\n\n\
        dn: cn=g4\nobjectClass: organizationalRole\nroleOccupant: uid=b,ou=p,dc=t\n\n\
        dn: cn=g5\nobjectClass: groupOfURLs\nmemberURL: ldap:///ou=p,dc=t??one?(l=X)\nmember: uid=a,ou=p,dc=t\n\n\
        dn: cn=g6\nobjectClass: posixGroup\ngidNumber: 6\nmemberUid: b\n\n\
        dn: cn=g7\nobjectClass: groupOfNames\nmember: cn=g7\nmember: cn=g1\n\n\
        dn: cn=g8\nobjectClass: groupOfNames\nmember:\n";
    let read = snapshot(text);
    insta::assert_snapshot!(edges(&read), @r"
    g1: uid=a(member) uid=b(member)
    g2: uid=a(uniqueMember)
    g3: uid=a(gidNumber) uid=b(memberUid) uid=nobody(memberUid)
    g4: uid=b(roleOccupant)
    g5: uid=a(member) uid=b(memberURL)
    g6: uid=b(memberUid)
    g7: g1(member) g7(member)
    ");
    assert!(read.objects.iter().all(|it| it.security), "every group counts outside Active Directory");
    assert_eq!(read.gaps, []);
}

#[test]
fn the_primary_group_is_the_one_with_that_number_and_goes_before_all() {
    let text = [
        AD,
        "dn: CN=Primär,DC=t\nobjectClass: group\ngroupType: -2147483646\nobjectSid: S-1-5-21-1-2-3-1000\nmember: CN=b,DC=t\n\n\
         dn: CN=a,DC=t\nobjectClass: user\nobjectSid: S-1-5-21-1-2-3-2001\n\n\
         dn: CN=b,DC=t\nobjectClass: user\nobjectSid: S-1-5-21-1-2-3-2002\nprimaryGroupID: 1000\n\n\
         dn: CN=c,DC=t\nobjectClass: user\nobjectSid: S-1-5-21-7-7-7-2003\nprimaryGroupID: 1000\n\n\
         dn: CN=pc,DC=t\nobjectClass: computer\nobjectSid: S-1-5-21-1-2-3-2004\nprimaryGroupID: 515\n\n\
         dn: CN=Domain Computers,CN=Users,DC=t\nobjectClass: group\nobjectSid: S-1-5-21-1-2-3-515\n",
    ]
    .concat();
    let read = snapshot(&text);
    insta::assert_snapshot!(edges(&read), @r"
    domain users: a(primaryGroupID)
    primär: b(primaryGroupID)
    domain computers: pc(primaryGroupID)
    ");
    assert_eq!(read.domain_users, Some(0));
    let renamed = read_renamed_domain_users();
    assert_eq!(
        renamed.domain_users.map(|it| name(&renamed, it)),
        Some("domänanvändare"),
        "found by its number"
    );
}

fn read_renamed_domain_users() -> Snapshot {
    snapshot(&AD.replace("CN=Domain Users,CN=Users", "CN=Domänanvändare,OU=Egna"))
}

#[test]
fn a_distribution_group_is_told_by_its_type_and_an_unknown_type_opens() {
    let group = |kind: &str| format!("dn: cn=g\nobjectClass: group\nsAMAccountName: g\n{kind}\n");
    for (kind, security) in [
        ("groupType: 8", false),
        ("groupType: 2", false),
        ("groupType: -2147483646", true),
        ("groupType: 2147483650", true),
        ("description: none", true),
    ] {
        assert_eq!(snapshot(&group(kind)).objects[0].security, security, "{kind}");
    }
}

#[test]
fn the_state_of_an_account_in_active_directory() {
    let user = "dn: CN=a,DC=t\nobjectClass: user\nsAMAccountName: a\nemployeeID: E1\n";
    let plain = account(user);
    assert_eq!((plain.disabled, plain.locked, plain.expires, plain.last_logon), (false, false, None, None));
    assert_eq!(plain.employee_id.as_deref(), Some("E1"));
    let full = account(&format!(
        "{user}userAccountControl: 514\naccountExpires: 134064288000000000\nlockoutTime: 134064288000000000\n\
         lastLogonTimestamp: 134064288000000000\npwdLastSet: 134064288000000000\n"
    ));
    let then = "2025-11-01T00:00:00Z".parse().ok();
    assert_eq!((full.disabled, full.locked), (true, true));
    assert_eq!((full.expires, full.last_logon, full.password_set), (then, then, then));
    let never = account(&format!(
        "{user}accountExpires: 9223372036854775807\nlockoutTime: 0\nlastLogonTimestamp: 0\npwdLastSet: -1\n"
    ));
    assert_eq!(
        (never.expires, never.locked, never.last_logon, never.password_set),
        (None, false, None, None)
    );
    assert!(account(&format!("{user}msDS-User-Account-Control-Computed: 16\n")).locked);
}

#[test]
fn the_state_of_an_account_in_openldap() {
    let user = "dn: uid=a,dc=t\nobjectClass: inetOrgPerson\nuid: a\nemployeeNumber: E1\n";
    let with = |more: &str| account(&format!("{user}{more}"));
    let for_good = with("pwdAccountLockedTime: 000001010000Z\n");
    assert_eq!((for_good.disabled, for_good.locked), (true, false));
    let for_a_while = with("pwdAccountLockedTime: 20261101000000Z\n");
    assert_eq!((for_a_while.disabled, for_a_while.locked), (false, true));
    assert!(with("nsAccountLock: TRUE\n").disabled && !with("nsAccountLock: false\n").disabled);
    assert_eq!(with("shadowExpire: 20393\n").expires, "2025-11-01T00:00:00Z".parse().ok());
    assert_eq!(with("shadowExpire: -1\n").expires, None);
    let last = with(
        "pwdLastSuccess: 20251030000000Z\nauthTimestamp: 20251101000000Z\npwdChangedTime: 20240101000000Z\n",
    );
    assert_eq!(last.last_logon, "2025-11-01T00:00:00Z".parse().ok());
    assert_eq!(last.password_set, "2024-01-01T00:00:00Z".parse().ok());
    assert_eq!(last.employee_id.as_deref(), Some("E1"));
}

#[test]
fn attributes_are_kept_for_rules_and_secrets_and_sign_ins_are_not() {
    let text = "dn: CN=a,OU=Konton,OU=T0,OU=Admin,DC=t\nobjectClass: user\nsAMAccountName: =cmd|'/c calc'!A0\nDepartment: \u{202e}Ekonomi <b>\n\
        department: Andra\nTitle:: AAEC/w==\ncn;lang-en: x\nuserPassword: hemligt\nunicodePwd:: AAA=\nms-Mcs-AdmPwd: hemligt\nmsLAPS-Password: hemligt\n\
        lastLogonTimestamp: 134064288000000000\nmemberOf: CN=g\nl: \n";
    let fact = |under: &str, value: &str| PlaceFact {
        under: under.into(),
        attribute: "Tier".into(),
        value: value.into(),
    };
    let places = [
        fact("OU=T0,OU=Admin", "T0"),
        fact("OU=Admin,DC=t", "any"),
        fact("OU=T1,OU=Admin", "T1"),
        fact("OU=T", "no"),
    ];
    let read = read(text.as_bytes(), &Options { places: &places, ..Options::new("f.ldf") }).unwrap();
    assert_eq!(read.objects[0].name.as_deref(), Some("=cmd|'/c calc'!A0"));
    let attributes = &read.objects[0].account.as_ref().unwrap().attributes;
    let expected = [
        ("department", "\u{202e}Ekonomi <b>"),
        ("l", ""),
        ("samaccountname", "=cmd|'/c calc'!A0"),
        ("tier", "T0"),
    ];
    assert_eq!(attributes.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect::<Vec<_>>(), expected);
    assert!(!format!("{read:?}").contains("hemligt"));
}

#[test]
fn managers_are_linked_even_when_they_are_gone() {
    let text = "dn: CN=a,DC=t\nobjectClass: user\nmanager: CN=b,DC=T\n\ndn: CN=b,DC=t\nobjectClass: user\nmanager: CN=gone,DC=t\n";
    let read = snapshot(text);
    let managers: Vec<_> =
        read.objects.iter().filter_map(|it| it.account.as_ref()?.manager).map(|it| name(&read, it)).collect();
    assert_eq!(managers, ["b", "gone"]);
    assert_eq!(kinds(&read)["gone"], "dangling");
    assert_eq!(read.edges, []);
}

#[test]
fn identity_is_the_guid_then_the_sid_then_the_name() {
    let key =
        |more: &str| snapshot(&format!("dn: CN=a,DC=t\nobjectClass: user\n{more}")).objects[0].key.clone();
    assert_eq!(
        key("objectGUID:: MyIRAFVEd2aImaq7zN3u/w==\nobjectSid: S-1-5-21-1-2-3-9\n"),
        "00112233-4455-6677-8899-aabbccddeeff"
    );
    assert_eq!(
        key("entryUUID: 00112233-4455-6677-8899-AABBCCDDEEFF\n"),
        "00112233-4455-6677-8899-aabbccddeeff"
    );
    assert_eq!(key("objectSid:: AQUAAAAAAAUVAAAAAQAAAAIAAAADAAAACQAAAA==\n"), "S-1-5-21-1-2-3-9");
    assert_eq!(key(""), "cn=a,dc=t");
    let foreign = snapshot(
        "dn: CN=S-1-5-11,CN=ForeignSecurityPrincipals,DC=t\nobjectClass: foreignSecurityPrincipal\n",
    );
    assert_eq!(foreign.objects[0].sid.as_deref(), Some("S-1-5-11"));
}

#[test]
fn conflict_objects_and_deleted_ones_are_not_people() {
    let text = "dn: CN=a\\0ACNF:00112233-4455-6677-8899-aabbccddeeff,DC=t\nobjectClass: user\n\n\
        dn:: Q049YgpERUw6MDAxMTIyMzMsREM9dA==\nobjectClass: user\n\n\
        dn: CN=c,CN=Deleted Objects,DC=t\nobjectClass: user\n\n\
        dn: CN=d,DC=t\nobjectClass: user\nisDeleted: TRUE\n\n\
        dn: CN=e,OU=x\\0ACNF:1,DC=t\nobjectClass: user\n\n\
        dn: CN=k\\0ACNF:2,DC=t\nobjectClass: group\nmember: CN=e,OU=x\\0ACNF:1,DC=t\nmember: CN=d,DC=t\n";
    let read = snapshot(text);
    let people: Vec<_> =
        read.objects.iter().filter(|it| it.kind == ObjectKind::User).map(|it| it.dn.as_str()).collect();
    assert_eq!(people, ["CN=e,OU=x\\0ACNF:1,DC=t"]);
    assert_eq!(
        read.objects.iter().filter(|it| it.kind == ObjectKind::Group).count(),
        1,
        "a group in conflict still has members"
    );
    assert_eq!(read.edges.len(), 2);
}

#[test]
fn a_group_that_ldifde_splits_is_one_group() {
    let text = "dn: cn=g,dc=t\nchangetype: modify\nadd: member\nmember: cn=c,dc=t\n-\n\n\
        dn: cn=g,dc=t\nchangetype: add\nobjectClass: group\nmember: cn=a,dc=t\n\n\
        dn: CN=G,DC=T\nchangetype: modify\nadd: member\nmember: cn=b,dc=t\nmember: cn=a,dc=t\n-\n";
    assert_eq!(edges(&snapshot(text)), "g: a(member) b(member) c(member)");
}

#[test]
fn pieces_of_a_group_are_joined_and_a_missing_piece_is_a_gap() {
    let head = "dn: cn=g\nobjectClass: group\nmember:\nmember;range=0-1: cn=a\nmember;range=0-1: cn=b\n\n";
    let last = "dn: cn=g\nmember;range=2-*: cn=c\n\n";
    let whole = snapshot(&[head, last].concat());
    assert_eq!((edges(&whole).as_str(), whole.gaps.len()), ("g: a(member) b(member) c(member)", 0));
    let gap = [Gap::RangeUnfinished { group: "cn=g".into() }];
    assert_eq!(snapshot(head).gaps, gap);
    assert_eq!(snapshot(&[head, "dn: cn=g\nmember;range=3-*: cn=d\n"].concat()).gaps, gap, "2 is missing");
    assert_eq!(snapshot("dn: cn=g\nobjectClass: group\nmember;range=1-*: cn=a\n").gaps, gap, "0 is missing");
    assert_eq!(snapshot("dn: cn=g\nobjectClass: group\nmember;range=0-*: cn=a\n").gaps, []);
}

#[test]
fn what_is_known_to_be_missing_is_a_gap() {
    let text = "# extended LDIF\n\ndn: cn=a,dc=t\nobjectClass: inetOrgPerson\nuid: a\n\n\
        dn: cn=n,dc=t\nobjectClass: nisNetgroup\n\n\
        dn: ou=away,dc=t\nobjectClass: referral\nref: ldap://away.test/\n\n\
        dn: cn=d,dc=t\nobjectClass: groupOfURLs\nmemberURL: ldap:///dc=t??sub?(departmentNumber=1)\nmemberURL: ldap:///dc=other??sub?(uid=a)\n\n\
        # search reference\nref: ldap://other.test/\n\nsearch: 2\nresult: 4 Size limit exceeded\npagedresults: cookie=AA=\n\n# numEntries: 9\n";
    let read = read(text.as_bytes(), &Options { stated_entries: Some(5), ..Options::new("f.ldf") }).unwrap();
    assert_eq!(
        read.gaps,
        [
            Gap::EntryCount { stated: 5, read: 4 },
            Gap::EntryCount { stated: 9, read: 4 },
            Gap::SearchResult { code: 4, text: "Size limit exceeded".into() },
            Gap::EndMissing,
            Gap::Referral { url: "ldap://other.test/".into() },
            Gap::Netgroup { group: "cn=n,dc=t".into() },
            Gap::Referral { url: "ldap://away.test/".into() },
            Gap::Referral { url: "ldap:///dc=other??sub?(uid=a)".into() },
            Gap::FilterAttribute { group: "cn=d,dc=t".into(), attribute: "departmentnumber".into() },
        ]
    );
    assert!(!read.objects.iter().any(|it| it.dn == "cn=n,dc=t"), "a netgroup is no group without members");
}

#[test]
fn an_attribute_that_many_should_have_and_none_has_is_a_gap() {
    let all = |count: usize, one: &dyn Fn(usize) -> String| (0..count).map(one).collect::<String>();
    let missing = |dialect, text: &str| -> Vec<String> {
        let names = of(dialect, text).gaps.into_iter();
        names
            .map(
                |it| if let Gap::AttributeMissing { attribute } = it { attribute } else { format!("{it:?}") },
            )
            .collect()
    };
    let user = |at: usize| format!("dn: cn=u{at}\nobjectClass: user\nobjectSid: S-1-5-21-1-2-3-{at}\n\n");
    let group = |at: usize| format!("dn: cn=g{at}\nobjectClass: group\ngroupType: 2\n\n");
    assert_eq!(missing(Dialect::Ad, &all(10, &user)), ["useraccountcontrol", "primarygroupid"]);
    assert_eq!(missing(Dialect::Ad, &all(10, &group)), ["member"]);
    assert_eq!(missing(Dialect::Ad, &all(9, &user)), [""; 0], "a piece written by hand");
    let person = |at: usize| format!("dn: cn=p{at}\nobjectClass: inetOrgPerson\nuid: {at}\n\n");
    assert_eq!(
        missing(Dialect::OpenLdap, &all(10, &person)),
        ["entryuuid"],
        "operational attributes were not asked for"
    );
}

#[test]
fn filters_pick_below_their_base_by_normalised_values() {
    let person =
        |name: &str, more: &str| format!("dn: cn={name},ou=p,dc=t\nobjectClass: inetOrgPerson\n{more}\n\n");
    let people = [
        person("a", "departmentNumber: IT-avdelningen\nemployeeType: Konsult"),
        person("b", "departmentNumber:  it-AVDELNINGEN\nmanager: cn=A, ou=p,dc=t"),
        person("c", "departmentNumber: HR"),
        "dn: cn=d,ou=q,dc=t\nobjectClass: inetOrgPerson\ndepartmentNumber: IT-avdelningen\n\n".to_owned(),
    ]
    .concat();
    for (url, expected) in [
        (
            "ldap:///ou=p,dc=t??sub?(&(objectClass=person)(departmentNumber=IT-avdelningen)(!(employeeType=konsult)))",
            "g: b(memberURL)",
        ),
        ("ldap:///dc=t??sub?(departmentNumber=it*)", "g: a(memberURL) b(memberURL) d(memberURL)"),
        ("ldap:///ou=p,dc=t??one?(!(departmentNumber=*avd*))", "g: c(memberURL)"),
        ("ldap:///cn=c,ou=p,dc=t", "g: c(memberURL)"),
        ("ldap:///dc=t??sub?(manager=CN=a,OU=p,DC=t)", "g: b(memberURL)"),
        ("ldap:///dc=t??sub?(departmentNumber=HR%20x)", ""),
    ] {
        let read = of(
            Dialect::OpenLdap,
            &format!("{people}dn: cn=g,dc=x\nobjectClass: groupOfURLs\nmemberURL: {url}\n"),
        );
        assert_eq!((edges(&read).as_str(), read.gaps.len()), (expected, 0), "{url}");
    }
}

#[test]
fn wrong_content_is_refused_with_line_and_column() {
    for (text, expected) in [
        ("dn: cn\nobjectClass: user\n", &["f.ldf:1:5 directory-dn"][..]),
        (
            "dn: cn=g\nobjectClass: group\nmember: cn=a,b\nmember:: Y249YQ==\nmember: x\n",
            &["f.ldf:3:9 directory-dn", "f.ldf:5:9 directory-dn"],
        ),
        ("dn: cn=a\nobjectClass: user\nmanager: b\n", &["f.ldf:3:10 directory-dn"]),
        (
            "dn: cn=a\nobjectClass: user\naccountExpires: soon\nlockoutTime: 99999999999999999999\n",
            &["f.ldf:3:17 directory-value", "f.ldf:4:14 directory-value"],
        ),
        (
            "dn: cn=a\nobjectClass: user\nobjectSid:: AAAA\nobjectGUID: x\n",
            &["f.ldf:3:13 directory-value", "f.ldf:4:13 directory-value"],
        ),
        ("dn: cn=a\nobjectClass: user\n\ndn: CN=A\nobjectClass: user\n", &["f.ldf:4:5 directory-duplicate"]),
        (
            "dn: cn=a\nobjectClass: user\nobjectSid: S-1-5-1\n\ndn: cn=b\nobjectClass: user\nobjectSid: S-1-5-1\n",
            &["f.ldf:5:1 directory-duplicate-key"],
        ),
        (
            "dn: cn=a\nobjectClass: user\n\ndn: cn=g\nchangetype: modify\nadd: member\nmember: cn=a\n-\n",
            &["f.ldf:4:5 directory-no-target"],
        ),
        ("dn: cn=g\nobjectClass: group\nmemberURL: http://x/\n", &["f.ldf:3:12 directory-member-url"]),
        (
            "dn: cn=g\nobjectClass: group\nmemberURL: ldap:///dc=t??sub?(a>=1)\n",
            &["f.ldf:3:12 directory-filter"],
        ),
        ("dn: cn=g\nobjectClass: group\nmemberURL: ldap:///t??sub?(a=1)\n", &["f.ldf:3:12 directory-dn"]),
        ("", &["f.ldf directory-empty"]),
        ("version: 1\n", &["f.ldf directory-empty"]),
    ] {
        assert_eq!(errors(text), expected, "{text:?}");
    }
}

#[test]
fn the_dialect_is_found_from_the_content_unless_it_is_stated() {
    for (text, dialect) in [
        ("dn: cn=a\nobjectClass: user\nobjectSid: S-1-5-21-1-2-3-4\n", Dialect::Ad),
        ("dn: cn=a\nobjectClass: group\n", Dialect::Ad),
        ("dn: cn=a\nobjectClass: inetOrgPerson\nsAMAccountName: a\n", Dialect::Ad),
        ("dn: cn=a\nobjectClass: inetOrgPerson\n", Dialect::OpenLdap),
        ("dn: cn=a\nobjectClass: posixGroup\nsambaSID: S-1-5-21-1-2-3-4\n", Dialect::OpenLdap),
        (
            "dn: cn=a\nobjectClass: organizationalUnit\nentryUUID: 00112233-4455-6677-8899-aabbccddeeff\n",
            Dialect::OpenLdap,
        ),
    ] {
        assert_eq!(snapshot(text).dialect, dialect, "{text}");
    }
    let bare = "dn: cn=a\nobjectClass: organizationalUnit\n";
    let refused = read(bare.as_bytes(), &Options::new("f.ldf")).unwrap_err();
    assert_eq!(refused.iter().map(LdifError::key).collect::<Vec<_>>(), ["directory-dialect"]);
    assert_eq!(of(Dialect::OpenLdap, bare).dialect, Dialect::OpenLdap);
}

#[test]
fn a_wrong_place_of_the_settings_is_refused() {
    let places = [PlaceFact { under: "T0".into(), attribute: "tier".into(), value: "T0".into() }];
    let text = "dn: cn=a\nobjectClass: user\n";
    let refused = read(text.as_bytes(), &Options { places: &places, ..Options::new("f.ldf") }).unwrap_err();
    let expected = LdifError::Place { under: "T0".into(), problem: DnProblem::NoEquals.into(), column: 1 };
    assert_eq!(refused, [expected]);
}

#[test]
fn the_same_bytes_give_the_same_snapshot() {
    let text =
        [AD, "dn: CN=g,DC=t\nobjectClass: group\nmember: CN=x\nmember: CN=y\nmember: CN=z\nmemberUid: q\n"]
            .concat();
    assert_eq!(snapshot(&text), snapshot(&text));
    assert_eq!(snapshot(&text).edges[0].kind, EdgeKind::Member);
}

#[test]
fn ten_thousand_groups_in_a_chain_and_a_group_of_a_hundred_thousand_are_read() {
    let mut text = String::from("dn: cn=g0\nobjectClass: group\n");
    for at in 1..10_000 {
        write!(text, "member: cn=g{at}\n\ndn: cn=g{at}\nobjectClass: group\ngroupType: -2147483646\n")
            .unwrap();
    }
    text.push_str("\ndn: cn=big\nobjectClass: group\n");
    for at in 0..100_000 {
        writeln!(text, "member: cn=u{at}").unwrap();
    }
    assert_eq!(snapshot(&text).edges.len(), 9_999 + 100_000);
}

#[test]
fn every_key_has_a_text_in_both_languages() {
    let keys = LdifError::VARIANTS
        .iter()
        .chain(DnProblem::VARIANTS)
        .chain(FilterProblem::VARIANTS)
        .chain(crate::KEYS);
    let keys: BTreeSet<&str> = keys.copied().collect();
    for text in
        [include_str!("../../../locales/sv/directory.ftl"), include_str!("../../../locales/en/directory.ftl")]
    {
        let texts =
            text.lines().filter(|it| !it.starts_with([' ', '#', '}'])).filter_map(|it| it.split_once(" = "));
        let texts: BTreeSet<&str> = texts.map(|(key, _)| key).collect();
        assert_eq!(keys, texts);
    }
    let gap = gap_message(&Gap::Netgroup { group: "cn=n".into() });
    assert!(keys.contains(gap.key));
}
