//! When two values, and two names of a column, are the same.

use std::borrow::Cow;

use icu_normalizer::ComposingNormalizerBorrowed;

/// A value for comparison: NFKC, lower case, runs of white space as one space, none at the ends.
pub fn norm_value(text: &str) -> String {
    squeeze(&fold(text))
}

/// Runs of white space as one space, none at the ends.
pub fn squeeze(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split(is_space).filter(|it| !it.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// NFKC and lower case, spaces untouched.
pub fn fold(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return if text.bytes().any(|it| it.is_ascii_uppercase()) {
            Cow::Owned(text.to_ascii_lowercase())
        } else {
            Cow::Borrowed(text)
        };
    }
    let nfkc = const { ComposingNormalizerBorrowed::new_nfkc() };
    let lower = nfkc.normalize(text).to_lowercase();
    // Lower case can take a text out of normal form (the dotted I), so it is composed again.
    Cow::Owned(nfkc.normalize(&lower).into_owned())
}

/// White space, with the four separators of ASCII that Unicode does not count.
pub fn is_space(c: char) -> bool {
    c.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&c)
}

/// The name of an HR column for comparison: `employee_type`, `employeeType` and *Employee type* are one, and the names
/// that LDAP has for the columns of the HR file stand for them.
pub fn column(name: &str) -> String {
    let bare: String = norm_value(name).chars().filter(|it| !matches!(it, '_' | '-' | ' ')).collect();
    let known = match bare.as_str() {
        "employeenumber" => "employeeid",
        "departmentnumber" => "department",
        "displayname" | "cn" => "name",
        "mail" => "email",
        "manager" => "managerid",
        _ => return bare,
    };
    known.to_owned()
}
