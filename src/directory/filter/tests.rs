use super::*;

/// Whether `filter` holds of an entry written as `name=value name=value` (underscores are spaces).
fn holds(filter: &str, entry: &str) -> bool {
    let filter = Filter::parse(filter).unwrap();
    filter.holds(|name, test| {
        let values = entry.split(' ').filter_map(|it| it.split_once('=')).filter(|(it, _)| *it == name);
        let values: Vec<_> = values.map(|(_, it)| dn::norm_value(&it.replace('_', " "))).collect();
        test.passes(values.iter().map(String::as_str))
    })
}

#[test]
fn filters_hold_as_ldap_says() {
    let anna = "cn=Anna_Ek ou=IT title=Ekonom title=Chef";
    for (filter, expected) in [
        ("(cn=anna ek)", true),
        ("(CN=ANNA  EK)", true),
        ("(cn=anna)", false),
        ("(cn=*)", true),
        ("(sn=*)", false),
        ("(title=chef)", true),
        ("(cn=an*)", true),
        ("(cn=*ek)", true),
        ("(cn=a*n*k)", true),
        ("(cn=anna *)", true),
        ("(cn=annae*)", false),
        ("(cn=*x*)", false),
        ("(cn=anna ek*anna ek)", false),
        ("(&(ou=it)(title=chef))", true),
        ("(&(ou=it)(title=rektor))", false),
        ("(|(ou=hr)(title=chef))", true),
        ("(!(ou=hr))", true),
        ("(!(!(ou=hr)))", false),
        ("(!(sn=x))", true),
        ("(&)", true),
        ("(|)", false),
        ("(&(|(ou=hr)(ou=it))(!(title=rektor)))", true),
        (r"(cn=\41nna\20ek)", true),
    ] {
        assert_eq!(holds(filter, anna), expected, "{filter}");
    }
    assert!(holds(r"(cn=\c3\a5sa \28x\29 \2a)", "cn=Åsa_(x)_*"));
}

#[test]
fn what_is_not_read_is_refused_with_its_place() {
    for (text, problem, column) in [
        ("", FilterProblem::Parenthesis, 1),
        ("cn=a", FilterProblem::Parenthesis, 1),
        ("(cn=a", FilterProblem::Parenthesis, 2),
        ("(cn=a))", FilterProblem::Parenthesis, 7),
        ("(&(cn=a)", FilterProblem::Parenthesis, 9),
        ("(&(cn=a)x)", FilterProblem::Parenthesis, 9),
        ("(!(cn=a)(cn=b))", FilterProblem::Parenthesis, 9),
        ("(!)", FilterProblem::Comparison, 3),
        ("()", FilterProblem::Comparison, 2),
        ("(=a)", FilterProblem::Comparison, 2),
        ("(uidNumber>=5)", FilterProblem::Unsupported, 2),
        ("(uidNumber<=5)", FilterProblem::Unsupported, 2),
        ("(cn~=a)", FilterProblem::Unsupported, 2),
        ("(cn:caseExactMatch:=a)", FilterProblem::Unsupported, 2),
        ("(cn;lang-sv=a)", FilterProblem::Unsupported, 2),
        ("(&(ou=å)(memberOf=cn=g))", FilterProblem::MemberOf, 10),
        (r"(cn=a\2)", FilterProblem::Escape, 5),
        (r"(cn=\e5)", FilterProblem::Escape, 5),
    ] {
        assert_eq!(Filter::parse(text), Err(FilterError { problem, column }), "{text}");
    }
}

#[test]
fn depth_and_length_have_limits_and_cost_nothing() {
    let deep = format!("{}(cn=a){}", "(!".repeat(100_000), ")".repeat(100_000));
    assert_eq!(Filter::parse(&deep).unwrap_err().problem, FilterProblem::TooLarge);
    let long = format!("(|{})", "(cn=a)".repeat(100_000));
    assert_eq!(Filter::parse(&long).unwrap_err().problem, FilterProblem::TooLarge);
    let ladder = format!("{}(cn=a){}", "(!".repeat(60), ")".repeat(60));
    assert!(holds(&ladder, "cn=a"));
}

#[test]
fn a_necessary_value_is_one_that_every_match_has() {
    for (text, expected) in [
        ("(ou=IT)", Some(("ou", "it"))),
        ("(&(objectClass=person)(ou=IT)(!(cn=x)))", Some(("ou", "it"))),
        ("(&(!(cn=x))(ou=IT))", Some(("ou", "it"))),
        ("(&(|(cn=x)(cn=y))(ou=I*)(l=z))", Some(("l", "z"))),
        ("(|(ou=IT)(cn=x))", None),
        ("(!(ou=IT))", None),
        ("(&(!(ou=IT)))", None),
        ("(&(&(ou=IT)))", None),
        ("(&)", None),
    ] {
        assert_eq!(Filter::parse(text).unwrap().necessary(), expected, "{text}");
    }
}

#[test]
fn urls_say_where_and_what() {
    for (text, expected) in [
        ("ldap:///ou=p,dc=t??sub?(cn=a)", Some(("ou=p,dc=t", Scope::Sub, "(cn=a)"))),
        ("LDAPS://host:636/ou=p,dc=t?cn,sn?one?(cn=a)?x=1", Some(("ou=p,dc=t", Scope::One, "(cn=a)"))),
        ("ldap:///cn=%C3%85sa%2Cdc=t", Some(("cn=Åsa,dc=t", Scope::Base, "(objectClass=*)"))),
        ("ldap:///dc=t??children", Some(("dc=t", Scope::Children, "(objectClass=*)"))),
        ("ldap:///??sub", Some(("", Scope::Sub, "(objectClass=*)"))),
        ("ldap:///dc=t??sub?(cn=a)?!bindname=cn=x", None),
        ("ldap:///dc=t??near", None),
        ("ldap:///dc=%zz", None),
        ("http://dc=t/", None),
        ("ou=p", None),
    ] {
        let url = Url::parse(text);
        assert_eq!(
            url.as_ref().map(|it| (it.base.as_str(), it.scope, it.filter.as_str())),
            expected,
            "{text}"
        );
    }
}
