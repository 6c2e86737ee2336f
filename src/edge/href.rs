//! Addresses: each part encoded, so that a code of any signs names one object and nothing else.

use std::fmt::Write as _;

/// The address of `parts` below the root.
pub(crate) fn href(parts: &[&str]) -> String {
    let mut out = String::new();
    for part in parts {
        out.push('/');
        encode(part, &mut out);
    }
    out
}

/// The same with a query.
pub(crate) fn with_query<'a>(path: &str, query: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let mut out = path.to_owned();
    for (place, (name, value)) in query.into_iter().enumerate() {
        out.push(if place == 0 { '?' } else { '&' });
        encode(name, &mut out);
        out.push('=');
        encode(value, &mut out);
    }
    out
}

/// An address of our own that a form brought back; anything else becomes the start page.
pub(crate) fn own(given: &str) -> &str {
    let fine = given.starts_with('/')
        && !given.starts_with("//")
        && !given.starts_with("/\\")
        && given.chars().all(|it| it.is_ascii_graphic());
    if fine { given } else { "/" }
}

/// Percent-encodes what RFC 3986 does not leave unreserved.
pub(crate) fn encode(part: &str, out: &mut String) {
    for byte in part.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            out.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            if write!(out, "%{byte:02X}").is_err() {
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_of_any_signs_stays_one_part_of_the_address() {
        assert_eq!(href(&["system", "A/B ?ä"]), "/system/A%2FB%20%3F%C3%A4");
        assert_eq!(with_query("/system", [("q", "a&b"), ("sida", "2")]), "/system?q=a%26b&sida=2");
    }

    #[test]
    fn a_form_cannot_lead_to_another_site() {
        for there in
            ["//evil.example", "https://evil.example", "/\\evil.example", "", "/a\nb", "javascript:1"]
        {
            assert_eq!(own(there), "/", "{there:?}");
        }
        assert_eq!(own("/system/EKO?sida=2"), "/system/EKO?sida=2");
    }
}
