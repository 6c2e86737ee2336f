use super::*;

#[test]
fn the_commands_ask_for_what_a_check_needs_and_for_nothing_secret() {
    let ad = commands(Dialect::Ad, Some("DC=ad,DC=test"));
    insta::assert_snapshot!(ad.join("\n"), @r#"ldifde -f skydd.ldf -u -d "DC=ad,DC=test" -r "(|(objectCategory=person)(objectCategory=group)(objectClass=computer)(objectClass=foreignSecurityPrincipal))" -l objectGUID,objectSid,objectClass,cn,displayName,sAMAccountName,userAccountControl,accountExpires,lastLogonTimestamp,pwdLastSet,employeeID,department,title,manager,groupType,member,primaryGroupID,lockoutTime,employeeType"#);
    let openldap = commands(Dialect::OpenLdap, Some("dc=test")).join("\n");
    assert!(openldap.starts_with("ldapsearch -x ") && openldap.contains(" -b 'dc=test' '(|("), "{openldap}");
    for wanted in [
        "member ",
        "uniqueMember",
        "memberUid",
        "memberURL",
        "roleOccupant",
        "pwdAccountLockedTime",
        "employeeNumber",
        "entryUUID",
    ] {
        assert!(openldap.contains(wanted), "{wanted}");
    }
    for unwanted in ["memberOf", "assword", "-LLL", " + "] {
        assert!(!openldap.contains(unwanted), "{unwanted}");
    }
}

#[test]
fn a_base_is_quoted_for_its_shell_and_may_be_left_out() {
    assert!(commands(Dialect::OpenLdap, Some("ou=O'Brien")).join("").contains(r"-b 'ou=O'\''Brien'"));
    assert!(commands(Dialect::Ad, Some(r#"OU=a\"b"#)).join("").contains(r#"-d "OU=a\\\"b""#));
    assert!(!commands(Dialect::Ad, None).join("").contains(" -d "));
}
