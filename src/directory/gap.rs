//! What is missing from a read, in words.

use domain::{access::snapshot::Gap, message::Message};

const ENTRY_COUNT: &str = "directory-gap-entry-count";
const RANGE_UNFINISHED: &str = "directory-gap-range-unfinished";
const REFERRAL: &str = "directory-gap-referral";
const SEARCH_RESULT: &str = "directory-gap-search-result";
const END_MISSING: &str = "directory-gap-end-missing";
const ATTRIBUTE_MISSING: &str = "directory-gap-attribute-missing";
const FILTER_ATTRIBUTE: &str = "directory-gap-filter-attribute";
const NETGROUP: &str = "directory-gap-netgroup";

/// Keys of the messages that [`gap_message`] makes.
pub const KEYS: &[&str] = &[
    ENTRY_COUNT,
    RANGE_UNFINISHED,
    REFERRAL,
    SEARCH_RESULT,
    END_MISSING,
    ATTRIBUTE_MISSING,
    FILTER_ATTRIBUTE,
    NETGROUP,
];

/// What a gap says to people; its `.fix` says how the next read gets whole.
pub fn gap_message(gap: &Gap) -> Message {
    match gap {
        Gap::EntryCount { stated, read } => {
            Message::new(ENTRY_COUNT).with("stated", *stated).with("read", *read)
        }
        Gap::RangeUnfinished { group } => Message::new(RANGE_UNFINISHED).with("group", group),
        Gap::Referral { url } => Message::new(REFERRAL).with("url", url),
        Gap::SearchResult { code, text } => {
            Message::new(SEARCH_RESULT).with("code", *code).with("text", text)
        }
        Gap::EndMissing => Message::new(END_MISSING),
        Gap::AttributeMissing { attribute } => Message::new(ATTRIBUTE_MISSING).with("attribute", attribute),
        Gap::FilterAttribute { group, attribute } => {
            Message::new(FILTER_ATTRIBUTE).with("group", group).with("attribute", attribute)
        }
        Gap::Netgroup { group } => Message::new(NETGROUP).with("group", group),
    }
}
