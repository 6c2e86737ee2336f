use std::fmt::Write as _;

use domain::message::{Explain, Position};

use super::*;
use crate::Options;

/// Records as `dn: name=value name=value`, those that add to an entry with `+` first.
fn records(bytes: &[u8]) -> String {
    let mut problems = Problems::new("f.ldf");
    let decoded = decode::decode(bytes).unwrap();
    let file = parse(&decoded, &mut problems);
    assert_eq!(problems.into_list(), []);
    let mut out = String::new();
    for record in &file.records {
        let mark = if record.change == Change::More { "+" } else { "" };
        write!(out, "{mark}{}:", record.dn.text().unwrap()).unwrap();
        for attribute in &record.attributes {
            let value = attribute.value.text().map_or_else(|| "(bytes)".into(), Cow::into_owned);
            write!(out, " {}={value}", file.names.text(attribute.name)).unwrap();
        }
        out.push('\n');
    }
    out
}

fn remarks(text: &str) -> Remarks {
    let mut problems = Problems::new("f.ldf");
    let remarks = parse(text.as_bytes(), &mut problems).remarks;
    assert_eq!(problems.into_list(), []);
    remarks
}

/// Errors of the format alone, as `line:column key`.
fn refused(bytes: &[u8]) -> Vec<String> {
    let mut problems = Problems::new("f.ldf");
    parse(bytes, &mut problems);
    problems.into_list().iter().map(said).collect()
}

fn said(error: &LdifError) -> String {
    match error.position() {
        Some(Position::Line { file, line, column }) => {
            assert_eq!(file, "f.ldf");
            format!("{line}:{column} {}", error.key())
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn base64_continued_lines_comments_and_the_version_are_read() {
    let text = "version: 1\r\n# a person,\r\n  whose comment goes on\r\ndn:: Y249w4VzYSxkYz10ZXN0\r\ncn:: w4Vz\r\n YQ==\r\n\
                description: one\r\n  two\r\n# between\r\nsn:   Ek\r\nempty:\r\n\r\n\r\ndn: cn=b\r\nSN: Al";
    assert_eq!(
        records(text.as_bytes()),
        "cn=Åsa,dc=test: cn=Åsa description=one two sn=Ek empty=\ncn=b: sn=Al\n"
    );
}

#[test]
fn the_version_may_stand_apart_and_a_file_may_end_without_a_line_break() {
    assert_eq!(records(b"version: 1\n\ndn: cn=a\ncn: a"), "cn=a: cn=a\n");
}

#[test]
fn every_encoding_of_ldifde_gives_the_same_text() {
    let text = "dn: CN=Åsa Öberg,DC=test\r\ncn: Åsa Öberg €\r\n\r\n";
    let expected = "CN=Åsa Öberg,DC=test: cn=Åsa Öberg €\n";
    let utf16 = |mark: &[u8], bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
        mark.iter().copied().chain(text.encode_utf16().flat_map(bytes)).collect()
    };
    let (ansi, _, _) = encoding_rs::WINDOWS_1252.encode(text);
    let forms = [
        text.as_bytes().to_vec(),
        ["\u{feff}", text].concat().into_bytes(),
        utf16(&[0xFF, 0xFE], u16::to_le_bytes),
        utf16(&[0xFE, 0xFF], u16::to_be_bytes),
        utf16(&[], u16::to_le_bytes),
        utf16(&[], u16::to_be_bytes),
        ansi.into_owned(),
    ];
    for form in forms {
        assert_eq!(records(&form), expected, "{:?}", form.get(..8));
    }
}

#[test]
fn the_code_page_is_decided_value_by_value() {
    let mut bytes = "dn: cn=Åsa\n".as_bytes().to_vec();
    bytes.extend_from_slice(b"sn: \xC5sa\n");
    assert_eq!(records(&bytes), "cn=Åsa: sn=Åsa\n");
}

#[test]
fn broken_utf_16_is_refused() {
    for bytes in [&[0xFF, 0xFE, b'd', 0, b'n'][..], &[0xFF, 0xFE, b'd', 0, 0x00, 0xD8, b'n', 0][..]] {
        let errors = crate::read(bytes, &Options::new("f.ldf")).unwrap_err();
        assert_eq!(errors, [LdifError::Utf16 { at: Position::File("f.ldf".into()) }]);
    }
}

#[test]
fn binary_values_keep_their_bytes() {
    let mut problems = Problems::new("f.ldf");
    let file = parse(b"dn: cn=a\nobjectGUID:: AAECA/8=\n", &mut problems);
    let value = &file.records[0].attributes[0].value;
    assert_eq!(
        (&*value.bytes, value.text(), value.line, value.column),
        (&[0, 1, 2, 3, 255][..], None, 2, 14)
    );
}

#[test]
fn an_addition_is_an_entry_and_more_members_are_more_of_it() {
    let text = "dn: cn=g\nchangetype: add\ncn: g\nmember: cn=a\n\n\
                dn: cn=g\nchangetype: modify\nadd: member\nmember: cn=b\nmember: cn=c\n-\nadd: uniqueMember\nuniqueMember: cn=d\n-\n\n\
                dn: cn=g\nchangetype: modify\nadd: memberOf\nmemberOf: cn=h\n\n\
                dn: cn=g\nchangetype: modify\nadd: member\n-\n";
    assert_eq!(
        records(text.as_bytes()),
        "cn=g: cn=g member=cn=a\n+cn=g: member=cn=b member=cn=c uniquemember=cn=d\n+cn=g: memberof=cn=h\n"
    );
}

#[test]
fn whatever_would_change_the_meaning_is_refused_with_its_place() {
    for (text, expected) in [
        ("dn: cn=a\nchangetype: delete\n", &["2:13 directory-change-type"][..]),
        ("dn: cn=a\nchangetype: modrdn\nnewrdn: cn=b\ndeleteoldrdn: 1\n", &["2:13 directory-change-type"]),
        ("dn: cn=a\nchangetype: moddn\nnewrdn: cn=b\n", &["2:13 directory-change-type"]),
        ("dn: cn=a\nchangetype: sudo\n", &["2:13 directory-change-type"]),
        (
            "dn: cn=a\nchangetype: modify\ndelete: member\nmember: cn=b\nmember: cn=c\n-\n",
            &["3:1 directory-modification"],
        ),
        ("dn: cn=a\nchangetype: modify\ndelete: member\n-\n", &["3:1 directory-modification"]),
        ("dn: cn=a\nchangetype: modify\nreplace: member\nmember: cn=b\n-\n", &["3:1 directory-modification"]),
        (
            "dn: cn=a\nchangetype: modify\nincrement: uidNumber\nuidNumber: 1\n-\n",
            &["3:1 directory-modification"],
        ),
        (
            "dn: cn=a\nchangetype: modify\nadd: userAccountControl\nuserAccountControl: 2\n-\n",
            &["3:1 directory-modification"],
        ),
        (
            "dn: cn=a\nchangetype: modify\nadd: member\nuniqueMember: cn=b\n-\n",
            &["4:1 directory-modification-value"],
        ),
        ("dn: cn=a\ncontrol: 1.2.840.113556.1.4.805 true\nchangetype: delete\n", &["2:1 directory-control"]),
        ("dn: cn=a\ncn: a\nchangetype: add\n", &["3:1 directory-misplaced"]),
        ("dn: cn=a\ncn: a\ndn: cn=b\ncn: b\n", &["3:1 directory-misplaced"]),
        ("dn: cn=a\njpegPhoto:< file:///etc/passwd\n", &["2:1 directory-url"]),
        ("dn:< file:///etc/passwd\ncn: a\n", &["1:1 directory-url"]),
        ("version: 2\ndn: cn=a\n", &["1:10 directory-version"]),
        ("cn: a\n\ndn: cn=b\n", &["1:1 directory-no-dn"]),
        ("dn: cn=a\nwithout a colon\n", &["2:1 directory-line"]),
        ("dn: cn=a\n-\n", &["2:1 directory-line"]),
        ("dn: cn=a\nc n: a\n", &["2:1 directory-attribute-name"]),
        ("dn: cn=a\n: a\n", &["2:1 directory-attribute-name"]),
        ("dn: cn=a\nmember;range=a-b: cn=b\n", &["2:1 directory-attribute-name"]),
        ("dn: cn=a\nsn:: w4V\n", &["2:6 directory-base64"]),
        (" dn: cn=a\n", &["1:1 directory-continuation"]),
        ("dn: cn=a\n\n sn: b\n", &["3:1 directory-continuation"]),
    ] {
        assert_eq!(refused(text.as_bytes()), expected, "{text:?}");
    }
}

#[test]
fn all_errors_are_reported_and_the_multitude_is_counted() {
    let text = "dn: cn=a\nsn:: !\ncn:: !\n\nsn: b\nsn: c\n\ndn: cn=d\nchangetype: delete\n";
    assert_eq!(
        refused(text.as_bytes()),
        ["2:6 directory-base64", "3:6 directory-base64", "5:1 directory-no-dn", "9:13 directory-change-type"]
    );
    let many = "dn: cn=a\nchangetype: delete\n\n".repeat(crate::SHOWN + 7);
    let errors = crate::read(many.as_bytes(), &Options::new("f.ldf")).unwrap_err();
    assert_eq!(errors.len(), crate::SHOWN + 1);
    assert_eq!(errors.last(), Some(&LdifError::More { count: 7, at: Position::File("f.ldf".into()) }));
}

#[test]
fn a_line_beyond_every_size_is_refused_folded_or_not() {
    let long = format!("dn: cn=a\nsn: {}\n", "x".repeat(MAX_LINE));
    assert_eq!(refused(long.as_bytes()), ["2:1 directory-value-too-large"]);
    let folded =
        format!("dn: cn=a\nsn: x\n{}", format!(" {}\n", "x".repeat(1023)).repeat(MAX_LINE / 1023 + 1));
    assert_eq!(refused(folded.as_bytes()), ["2:1 directory-value-too-large"]);
}

#[test]
fn option_tags_are_understood() {
    let text = "dn: cn=g\nmember;range=0-1: cn=a\nmember;range=0-1: cn=b\nMember;Range=2-*: cn=c\nmember;x-own: cn=d\n\
                cn;lang-sv: grupp\nuserCertificate;binary:: AAA=\n";
    let mut problems = Problems::new("f.ldf");
    let file = parse(text.as_bytes(), &mut problems);
    let pieces: Vec<_> = file.records[0].pieces.iter().map(|it| (it.from, it.to)).collect();
    assert_eq!(pieces, [(0, Some(1)), (2, None)]);
    assert_eq!(
        records(text.as_bytes()),
        "cn=g: member=cn=a member=cn=b member=cn=c member=cn=d cn;lang-sv=grupp usercertificate=\0\0\n"
    );
}

#[test]
fn the_words_of_ldapsearch_around_the_entries_are_understood() {
    let whole = "# extended LDIF\n#\n# LDAPv3\n\n# a\ndn: cn=a\ncn: a\n\n# search result\nsearch: 2\nresult: 0 Success\n\n\
                 # numResponses: 2\n# numEntries: 1\n";
    assert_eq!((remarks(whole).is_cut_off(), remarks(whole).counted), (false, Some(1)));
    assert_eq!((remarks(whole).failures, remarks(whole).referrals), (vec![], vec![]));

    let cut = "# extended LDIF\n\ndn: cn=a\ncn: a\n";
    assert!(remarks(cut).is_cut_off());

    let pages = "# extended LDIF\n\ndn: cn=a\n\nsearch: 2\nresult: 0 Success\ncontrol: 1.2.840.113556.1.4.319 false MAUC\npagedresults: cookie=AAA=\n\n# numEntries: 1\n\n";
    assert!(remarks(pages).is_cut_off(), "a further page was to come");
    let last = "dn: cn=b\n\nsearch: 3\nresult: 0 Success\npagedresults: cookie=\n\n# numEntries: 1\n";
    let both = remarks(&[pages, last].concat());
    assert_eq!((both.is_cut_off(), both.counted), (false, Some(2)));

    let limit = remarks("dn: cn=a\n\nsearch: 2\nresult: 4 Size limit exceeded\n");
    assert_eq!(limit.failures, [(4, "Size limit exceeded".to_owned())]);
    assert_eq!(remarks("# result: 11 Administrative limit exceeded\n").failures.len(), 1);
}

#[test]
fn references_to_other_servers_are_seen_in_every_form_of_the_output() {
    for text in [
        "dn: cn=a\n\n# search reference\nref: ldap://other.test/dc=other\n\n",
        "dn: cn=a\n\n# refldap://other.test/dc=other\n",
        "dn: cn=a\n\n# ref: ldap://other.test/dc=other\n",
    ] {
        assert_eq!(remarks(text).referrals, ["ldap://other.test/dc=other"], "{text:?}");
    }
}

#[test]
fn the_names_that_the_code_speaks_of_have_their_own_numbers() {
    let names = Names::new();
    for (id, text) in
        [(NameId::DN, "dn"), (NameId::MEMBER_URL, "memberurl"), (NameId::MODIFY_TIMESTAMP, "modifytimestamp")]
    {
        assert_eq!((names.get(text), names.text(id), id.known()), (Some(id), text, text));
    }
}
