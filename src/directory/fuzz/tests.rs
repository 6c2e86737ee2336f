use std::{fs, path::Path};

use proptest::prelude::*;

use super::*;

/// Runs every file of a corpus.
fn run(corpus: &str, target: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus").join(corpus);
    let mut count = 0;
    for file in fs::read_dir(&folder).unwrap() {
        target(&fs::read(file.unwrap().path()).unwrap());
        count += 1;
    }
    assert!(count >= 5, "{} holds {count} files", folder.display());
}

#[test]
fn the_corpora_neither_panic_nor_break_an_invariant() {
    run("ldif", ldif);
    run("dn", dn);
    run("filter", filter);
}

/// Lines that files are made of, right and wrong, in any order.
fn lines() -> impl Strategy<Value = String> {
    let line = prop_oneof![
        Just("dn: cn=a,dc=t"),
        Just("dn: cn=b,dc=t"),
        Just("dn: CN=g\\, h,dc=t"),
        Just("dn:: w4U="),
        Just(""),
        Just(""),
        Just(""),
        Just("objectClass: group"),
        Just("objectClass: user"),
        Just("objectClass: inetOrgPerson"),
        Just("objectClass: groupOfURLs"),
        Just("objectClass: posixGroup"),
        Just("member: cn=a,dc=t"),
        Just("member: cn=b, dc=t"),
        Just("member:"),
        Just("member: x"),
        Just("member;range=0-1: cn=b,dc=t"),
        Just("memberUid: a"),
        Just("uid: a"),
        Just("uniqueMember: cn=a,dc=t#'01'B"),
        Just("memberURL: ldap:///dc=t??sub?(uid=a)"),
        Just("memberURL: ldap:///dc=t??sub?(|(!(uid=a))(cn=*b*))"),
        Just("objectSid: S-1-5-21-1-2-3-513"),
        Just("primaryGroupID: 513"),
        Just("gidNumber: 5"),
        Just("changetype: add"),
        Just("changetype: modify"),
        Just("add: member"),
        Just("-"),
        Just(" "),
        Just("# result: 4 x"),
        Just("result: 0 x"),
        Just("accountExpires: 9223372036854775807"),
        Just("lastLogonTimestamp: -1"),
        Just("shadowExpire: -9"),
        Just("manager: cn=z"),
    ];
    proptest::collection::vec(line, 0..40).prop_map(|it| it.join("\n"))
}

proptest! {
    #[test]
    fn no_file_breaks_the_reader(text in lines()) {
        ldif(text.as_bytes());
    }

    #[test]
    fn no_bytes_break_the_reader(bytes in any::<Vec<u8>>()) {
        ldif(&bytes);
        dn(&bytes);
        filter(&bytes);
    }

    #[test]
    fn no_filter_breaks_the_reader(text in "[()&|!=*\\\\a-c0-9å]{0,40}") {
        filter(text.as_bytes());
    }
}
