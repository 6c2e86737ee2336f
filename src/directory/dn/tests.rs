use proptest::prelude::*;

use super::*;

#[test]
fn two_spellings_of_one_name_are_equal() {
    for (one, other) in [
        ("CN=Anna Ek,OU=Folk,DC=test", "cn=anna ek, ou = folk ,dc=TEST"),
        ("cn=Anna  Ek,dc=test", "cn=Anna Ek,dc=test"),
        (r"cn=Ek\, Anna,dc=test", r"CN=Ek\2C Anna,DC=test"),
        (r"cn=Ek\, Anna,dc=test", r#"cn="Ek, Anna",dc=test"#),
        ("cn=a+uid=b,dc=test", "UID=b + CN=a,dc=test"),
        ("2.5.4.3=a,0.9.2342.19200300.100.1.25=test", "commonName=a,domainComponent=test"),
        ("OID.2.5.4.3=a", "cn=a"),
        ("cn=#0403416E61", "cn=Ana"),
        ("cn=#1E0600410300006E", "cn=A\u{300}n"),
        ("cn=Zoe\u{308} A\u{30a}gren", "cn=Zoë Ågren"),
        (r"cn=\C3\85sa", "cn=åsa"),
        ("cn=a;dc=test", "cn=a,dc=test"),
        (r"cn=a\ ,dc=test", "cn=a,dc=test"),
        (r"cn=a=b", r"cn=a\=b"),
        ("cn=ﬁn", "cn=FIN"),
        ("cn=a\u{a0}b", "cn=a b"),
    ] {
        assert_eq!(norm(one).unwrap(), norm(other).unwrap(), "{one} and {other}");
    }
}

#[test]
fn two_names_are_never_one() {
    let names = [
        "cn=åsa",
        "cn=asa",
        "cn=äsa",
        "cn=ß",
        "cn=ss",
        "cn=i",
        "cn=ı",
        "cn=İ",
        r"cn=a\,ou=b",
        "cn=a,ou=b",
        "cn=a+ou=b",
        "ou=a",
        "cn=",
        "cn=*",
        r"cn=cn\=fake\,ou\=people",
        "cn=fake,ou=people",
        "",
        r"cn=\#0403416E61",
        "cn=ana",
        r#"cn=\"a\""#,
        "cn=a",
    ];
    for (at, one) in names.iter().enumerate() {
        for other in &names[at + 1..] {
            assert_ne!(norm(one).unwrap(), norm(other).unwrap(), "{one} and {other}");
        }
    }
}

#[test]
fn a_wrong_name_is_refused_with_its_place() {
    for (text, problem, column) in [
        ("cn", DnProblem::NoEquals, 1),
        ("cn=å,b", DnProblem::NoEquals, 6),
        ("cn=a,", DnProblem::NoEquals, 6),
        (",cn=a", DnProblem::NoEquals, 1),
        ("=a", DnProblem::NoType, 1),
        ("cn=å,c n=b", DnProblem::NoType, 6),
        (r"cn=å\", DnProblem::Escape, 5),
        ("cn=#04", DnProblem::Hex, 4),
        ("cn=#zz", DnProblem::Hex, 4),
        ("cn=#0402416E61", DnProblem::Hex, 4),
        ("cn=#048FFFFFFFFFFFFFFFFFFFFF", DnProblem::Hex, 4),
        (r#"cn="a,dc=b"#, DnProblem::Quote, 4),
        (r#"cn="a"b"#, DnProblem::Quote, 7),
        (r"ou=a,cn=\E5", DnProblem::Utf8, 9),
        (&format!("cn={}", "a".repeat(MAX_DN)), DnProblem::TooLong, 1),
        (&format!("cn={}", "å".repeat(MAX_DN)), DnProblem::TooLong, 1),
    ] {
        assert_eq!(norm(text), Err(DnError { problem, column }), "{text}");
    }
}

#[test]
fn the_normal_form_can_be_read_again() {
    let hostile = r#"CN=Ek\, Anna \"X\" \+ \#1\; \= \\,OU=\#Hash,DC=test"#;
    let once = norm(hostile).unwrap();
    assert_eq!(once, r#"cn=ek\, anna \"x\" \+ #1\; \= \\,ou=\#hash,dc=test"#);
    assert_eq!(norm(&once).unwrap(), once);
}

#[test]
fn places_are_whole_parts() {
    let name = norm("CN=a,OU=T0,OU=Admin,DC=test").unwrap();
    assert!(
        has_parts(&name, "ou=t0,ou=admin")
            && has_parts(&name, "ou=admin,dc=test")
            && has_parts(&name, "dc=test")
    );
    assert!(
        !has_parts(&name, "ou=t") && !has_parts(&name, "t0,ou=admin") && !has_parts(&name, "ou=t0,dc=test")
    );
    assert!(!has_parts(&norm(r"cn=a\,ou=t0\,ou=admin,dc=test").unwrap(), "ou=t0"));
    assert!(is_within(&name, "dc=test") && is_within(&name, &name) && is_within(&name, ""));
    assert!(!is_within(&name, "c=test") && !is_within("xdc=test", "dc=test"));
    assert_eq!(parent(&norm(r"cn=a\,b,dc=test").unwrap()), "dc=test");
}

fn any_value() -> impl Strategy<Value = String> {
    prop_oneof![any::<String>(), "[ a-cA-C,+=\"\\\\#;<>åÅı*\t-]{0,12}"]
}

proptest! {
    #[test]
    fn the_normal_form_is_its_own(text in prop_oneof![any::<String>(), "(cn|OU|2\\.5\\.4\\.3) ?=[ a-cA-C\\\\,+=#\"å0-9;-]{0,20}"]) {
        if let Ok(once) = norm(&text) {
            prop_assert_eq!(norm(&once), Ok(once));
        }
    }

    #[test]
    fn an_escaped_value_comes_back_and_every_escape_names_the_same(value in any_value()) {
        let plain = format!("cn={},dc=test", escape(&value));
        let hex = value.bytes().fold(String::new(), |sum, it| sum + &format!("\\{it:02x}"));
        let coded = format!("CN={hex}, DC=Test");
        let (from_plain, from_coded) = (parse(&plain).unwrap(), parse(&coded).unwrap());
        prop_assert_eq!(&from_coded[0][0].value, &value);
        prop_assert_eq!(&from_plain[0][0].value, &value);
        prop_assert_eq!(norm(&plain), norm(&coded));
    }

    #[test]
    fn the_quick_way_and_the_long_way_agree(text in "(cn|OU|dc|2\\.5\\.4\\.3|userid) {0,2}= {0,2}[ a-cA-C=]{0,8}(, ?ou=[ a-c]{0,5}){0,2}") {
        let long: Vec<String> = parse(&text).unwrap().into_iter().map(|it| part(&it[0].kind, &norm_value(&it[0].value))).collect();
        prop_assert_eq!(norm(&text).unwrap(), long.join(","));
    }
}
