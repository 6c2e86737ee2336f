//! The commands that give a file with everything a check needs, and nothing secret.

use domain::access::snapshot::Dialect;

/// Persons, contacts, groups, computers (which are members too) and foreign principals.
const AD_FILTER: &str = "(|(objectCategory=person)(objectCategory=group)(objectClass=computer)(objectClass=foreignSecurityPrincipal))";
const AD_ATTRIBUTES: &str = "objectGUID,objectSid,objectClass,cn,displayName,sAMAccountName,userAccountControl,accountExpires,lastLogonTimestamp,pwdLastSet,employeeID,department,title,manager,groupType,member,primaryGroupID,lockoutTime,employeeType";

const OPENLDAP_FILTER: &str = "(|(objectClass=person)(objectClass=account)(objectClass=posixAccount)(objectClass=device)(objectClass=groupOfNames)(objectClass=groupOfUniqueNames)(objectClass=groupOfURLs)(objectClass=posixGroup)(objectClass=organizationalRole)(objectClass=nisNetgroup))";
/// Never `memberOf` or `+`: with them some servers give the members of nested groups as if they were direct.
const OPENLDAP_ATTRIBUTES: &str = "objectClass cn displayName uid employeeNumber employeeType departmentNumber title manager owner member uniqueMember roleOccupant memberUid memberURL gidNumber entryUUID pwdAccountLockedTime pwdChangedTime pwdLastSuccess authTimestamp shadowExpire shadowLastChange nsAccountLock";

/// The attributes that a check needs of such a directory, without those that only rules or filters ask for.
pub fn attributes(dialect: Dialect) -> Vec<&'static str> {
    match dialect {
        Dialect::Ad => AD_ATTRIBUTES.split(',').collect(),
        Dialect::OpenLdap => OPENLDAP_ATTRIBUTES.split(' ').collect(),
    }
}

/// The commands to run, one a line: `ldifde` in a Windows command prompt, `ldapsearch` in a shell. Without `base` the
/// tools take their own default; the shell's `LDAP_HOST` and `BIND_DN` name the server and the reading account. `ldapsearch` runs in its long form: its last lines tell that the file is whole.
pub fn commands(dialect: Dialect, base: Option<&str>) -> Vec<String> {
    match dialect {
        Dialect::Ad => {
            let place = base.map(|it| format!(" -d {}", windows_quoted(it))).unwrap_or_default();
            vec![format!("ldifde -f skydd.ldf -u{place} -r \"{AD_FILTER}\" -l {AD_ATTRIBUTES}")]
        }
        Dialect::OpenLdap => {
            let place = base.map(|it| format!(" -b {}", shell_quoted(it))).unwrap_or_default();
            vec![format!(
                "ldapsearch -x -H \"ldaps://$LDAP_HOST\" -D \"$BIND_DN\" -W -E pr=500/noprompt{place} '{OPENLDAP_FILTER}' {OPENLDAP_ATTRIBUTES} > skydd.ldif"
            )]
        }
    }
}

/// In double quotes as Windows programs read their arguments: a quote and the backslashes before it are escaped.
fn windows_quoted(text: &str) -> String {
    let mut out = String::from("\"");
    let mut slashes = 0;
    for c in text.chars() {
        match c {
            '\\' => slashes += 1,
            '"' => {
                out.push_str(&"\\".repeat(slashes + 1));
                slashes = 0;
            }
            _ => slashes = 0,
        }
        out.push(c);
    }
    out.push_str(&"\\".repeat(slashes));
    out.push('"');
    out
}

/// In single quotes as a POSIX shell reads them.
fn shell_quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}

#[cfg(test)]
mod tests;
