//! What the fuzzers call, and the tests of their corpora: plain functions that must neither panic nor run long.

use crate::{Options, dn, filter::Filter, read};

/// Any bytes as a file.
pub fn ldif(bytes: &[u8]) {
    match read(bytes, &Options::new("fuzz.ldif")) {
        Ok(snapshot) => {
            let size = u32::try_from(snapshot.objects.len()).unwrap_or(u32::MAX);
            let within = snapshot.edges.iter().all(|it| it.group < size && it.member < size);
            assert!(within, "an edge leads outside the objects");
            let sorted = snapshot
                .edges
                .is_sorted_by(|a, b| (a.group, a.member) != (b.group, b.member) && a.group <= b.group);
            assert!(sorted, "edges are grouped, and no pair stands twice");
        }
        Err(errors) => assert!(!errors.is_empty(), "a file is refused without a reason"),
    }
}

/// Any bytes as a DN: its normal form is a DN, and its own normal form.
pub fn dn(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    // Escapes and composition may make the form of the longest names longer than a name may be.
    if let Ok(norm) = dn::norm(text)
        && norm.len() <= dn::MAX_DN
    {
        assert_eq!(dn::norm(&norm).as_ref(), Ok(&norm), "{text:?}");
    }
}

/// Any bytes as a filter.
pub fn filter(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    if let Ok(filter) = Filter::parse(text) {
        let none = filter.holds(|_, _| false);
        let all = filter.holds(|_, _| true);
        assert!(filter.necessary().is_none() || !none, "{text:?} holds of nothing at all: {none} {all}");
    }
}

#[cfg(test)]
mod tests;
