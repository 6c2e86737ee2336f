//! Answers of a search as they come, values as bytes: the library's own reading of entries sorts values into text and binary
//! by chance and panics on references.

use directory::live::Given;
use ldap3::{
    ResultEntry,
    asn1::{PL, StructureTag},
};

/// One answer of a search.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    /// An entry.
    Entry(Given),
    /// References to other servers.
    References(Vec<String>),
    /// A remark of the server, which says nothing of entries.
    Remark,
}

/// Protocol numbers of the answers (RFC 4511, 4.5.2 and 4.13).
const ENTRY: u64 = 4;
const REFERENCE: u64 = 19;
const INTERMEDIATE: u64 = 25;

/// Reads an answer; none where it is no answer of LDAP.
pub(crate) fn read(answer: ResultEntry) -> Option<Answer> {
    let StructureTag { id, payload, .. } = answer.0;
    match id {
        ENTRY => entry(payload).map(Answer::Entry),
        REFERENCE => {
            let urls = constructed(payload)?.into_iter().map(|it| Some(text(&primitive(it.payload)?)));
            urls.collect::<Option<_>>().map(Answer::References)
        }
        INTERMEDIATE => Some(Answer::Remark),
        _ => None,
    }
}

fn entry(payload: PL) -> Option<Given> {
    let mut parts = constructed(payload)?.into_iter();
    let dn = primitive(parts.next()?.payload)?;
    let mut attributes = Vec::new();
    for attribute in constructed(parts.next()?.payload)? {
        let mut parts = constructed(attribute.payload)?.into_iter();
        let name = primitive(parts.next()?.payload)?;
        let values = constructed(parts.next()?.payload)?.into_iter().map(|it| primitive(it.payload));
        attributes.push((name, values.collect::<Option<_>>()?));
    }
    Some(Given { dn, attributes })
}

fn constructed(payload: PL) -> Option<Vec<StructureTag>> {
    match payload {
        PL::C(parts) => Some(parts),
        PL::P(bytes) if bytes.is_empty() => Some(Vec::new()),
        PL::P(_) => None,
    }
}

fn primitive(payload: PL) -> Option<Vec<u8>> {
    match payload {
        PL::P(bytes) => Some(bytes),
        PL::C(_) => None,
    }
}

pub(crate) fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The values of one attribute, case of its name aside.
pub(crate) fn values<'a>(given: &'a Given, name: &str) -> &'a [Vec<u8>] {
    let found = given.attributes.iter().find(|it| it.0.eq_ignore_ascii_case(name.as_bytes()));
    found.map(|it| it.1.as_slice()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use ldap3::asn1::TagClass;

    use super::*;

    fn leaf(text: &[u8]) -> StructureTag {
        StructureTag { class: TagClass::Universal, id: 4, payload: PL::P(text.to_vec()) }
    }

    fn node(id: u64, parts: Vec<StructureTag>) -> StructureTag {
        StructureTag { class: TagClass::Universal, id, payload: PL::C(parts) }
    }

    #[test]
    fn values_stay_bytes_in_their_order() {
        let values = node(17, vec![leaf(b"\xff\x00"), leaf("å".as_bytes())]);
        let attribute = node(16, vec![leaf(b"objectSid"), values]);
        let tag = node(ENTRY, vec![leaf(b"cn=a"), node(16, vec![attribute])]);
        let Some(Answer::Entry(given)) = read(ResultEntry::new(tag)) else { panic!("no entry") };
        assert_eq!(super::values(&given, "OBJECTSID"), [vec![0xff, 0], "å".as_bytes().to_vec()]);
    }

    #[test]
    fn a_reference_is_one_and_nonsense_is_an_error() {
        let reference = read(ResultEntry::new(node(REFERENCE, vec![leaf(b"ldap://b/dc=t")])));
        assert_eq!(reference, Some(Answer::References(vec!["ldap://b/dc=t".into()])));
        for tag in
            [leaf(b"x"), node(ENTRY, vec![]), node(ENTRY, vec![leaf(b"cn=a"), leaf(b"x")]), node(7, vec![])]
        {
            assert_eq!(read(ResultEntry::new(tag.clone())), None, "{tag:?}");
        }
    }
}
