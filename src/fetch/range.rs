//! Long groups of Active Directory: a server gives the first 1,500 members (or what its settings say) under
//! `member;range=0-1499`, and the rest only when asked for, range by range.
//!
//! A group that changes in the midst of it is read again from its first member: what was read of two states is neither.

use directory::live::Given;
use ldap3::Ldap;

use crate::{FetchError, Target, entry, page, read};

/// How many times a group is begun anew.
const TIMES: usize = 4;
/// Most ranges of one group.
const RANGES: usize = 100_000;

/// All values of `attribute` of `dn`.
pub(crate) async fn all(
    target: &Target,
    ldap: &mut Ldap,
    dn: &str,
    attribute: &str,
) -> Result<Vec<Vec<u8>>, FetchError> {
    for _ in 0..TIMES {
        if let Some(values) = once(target, ldap, dn, attribute).await? {
            return Ok(values);
        }
    }
    Err(FetchError::Unstable { group: dn.to_owned() })
}

/// All values, or none where the group changed while they were read.
async fn once(
    target: &Target,
    ldap: &mut Ldap,
    dn: &str,
    attribute: &str,
) -> Result<Option<Vec<Vec<u8>>>, FetchError> {
    let (mut values, mut state) = (Vec::new(), None);
    for _ in 0..RANGES {
        let wanted = format!("{attribute};range={}-*", values.len());
        let asked = [wanted.as_str(), "uSNChanged", "whenChanged"];
        let found = page::base(target, ldap, dn, &asked, vec![read::extended_names()]).await?;
        let given = found.map_err(|_gone| FetchError::Unstable { group: dn.to_owned() })?;
        let now: Vec<Vec<u8>> =
            ["uSNChanged", "whenChanged"].iter().flat_map(|it| entry::values(&given, it).to_vec()).collect();
        if *state.get_or_insert_with(|| now.clone()) != now {
            return Ok(None);
        }
        let (more, is_last) = piece(given, attribute);
        let none = more.is_empty();
        values.extend(more);
        if is_last {
            return Ok(Some(values));
        }
        if none {
            return Err(FetchError::Answer { why: format!("{attribute};range") });
        }
        if values.len() > target.limits.entries.saturating_mul(read::VALUES) {
            return Err(FetchError::TooMany { limit: target.limits.entries });
        }
    }
    Err(FetchError::Answer { why: format!("{attribute};range") })
}

/// The values of an answer, and whether they are the last: `;range=a-*`, or no range at all.
fn piece(given: Given, attribute: &str) -> (Vec<Vec<u8>>, bool) {
    let (mut plain, mut ranged) = (Vec::new(), None);
    for (name, values) in given.attributes {
        let name = entry::text(&name).to_ascii_lowercase();
        match name.split_once(';') {
            None if name == attribute => plain = values,
            Some((of, option)) if of == attribute && option.starts_with("range=") => {
                ranged = Some((values, option.ends_with("-*")));
            }
            _ => {}
        }
    }
    ranged.unwrap_or((plain, true))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(attributes: &[(&str, &[&str])]) -> Given {
        let bytes = |it: &&str| it.as_bytes().to_vec();
        let attributes = attributes
            .iter()
            .map(|it| (it.0.as_bytes().to_vec(), it.1.iter().map(bytes).collect()))
            .collect();
        Given { dn: vec![], attributes }
    }

    #[test]
    fn a_range_tells_whether_it_is_the_last() {
        let of = |attributes: &[(&str, &[&str])]| {
            let (values, is_last) = piece(given(attributes), "member");
            (values.len(), is_last)
        };
        assert_eq!(of(&[("member", &[]), ("member;range=0-1499", &["a", "b"])]), (2, false));
        assert_eq!(of(&[("Member;Range=1500-*", &["c"])]), (1, true));
        assert_eq!(of(&[("member", &["a"])]), (1, true));
        assert_eq!(of(&[("whenChanged", &["x"])]), (0, true));
    }
}
