//! Searches, page by page. The library's own paging says *success* after a search that broke in the midst of a page, so the
//! pages are asked for here, one search each.

use directory::live::{Given, Part};
use ldap3::{
    Ldap, Scope,
    controls::{ControlType, MakeCritical as _, PagedResults, RawControl},
};
use tokio::sync::mpsc::Sender;

use crate::{
    FetchError, Target,
    entry::{self, Answer},
    error::shortened,
};

/// Empty pages in a row after which a server is taken to give them without end.
const EMPTY_PAGES: usize = 100;

/// The proof that a search was read to its end: made only where the last page was full of success and named no other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub struct Reached(());

impl Reached {
    /// The proof of a read of two parts.
    pub(crate) fn both(_: Self, _: Self) -> Self {
        Self(())
    }
}

/// What a search gave since the last time.
#[derive(Debug)]
pub(crate) struct Page {
    pub(crate) part: Part,
    pub(crate) entries: Vec<Given>,
    pub(crate) references: Vec<String>,
    /// Whether the server has named it whole.
    pub(crate) whole: bool,
}

/// What is searched for.
#[derive(Debug, Clone)]
pub(crate) struct Search {
    pub(crate) part: Part,
    pub(crate) filter: String,
    pub(crate) attributes: Vec<String>,
    pub(crate) controls: Vec<RawControl>,
}

/// Reads a search to its end, handing over each page; of one that broke, what came of it.
pub(crate) async fn all(
    target: &Target,
    mut ldap: Ldap,
    search: &Search,
    pages: &Sender<Page>,
) -> Result<Reached, FetchError> {
    let (mut cookie, mut empty) = (Vec::new(), 0);
    loop {
        let mut page = Page { part: search.part, entries: Vec::new(), references: Vec::new(), whole: false };
        let next = one(target, &mut ldap, search, cookie, &mut page).await;
        page.whole = next.is_ok();
        empty = if page.entries.is_empty() { empty + 1 } else { 0 };
        // Nobody takes pages any more: the read has been given up, and says why itself.
        pages.send(page).await.map_err(|_gone| FetchError::Closed { why: String::new() })?;
        cookie = next?;
        if cookie.is_empty() {
            return Ok(Reached(()));
        }
        if empty > EMPTY_PAGES {
            return Err(FetchError::PagingLoop);
        }
    }
}

/// Reads a search that gives few entries to its end.
pub(crate) async fn list(
    target: &Target,
    ldap: &mut Ldap,
    search: &Search,
) -> Result<Vec<Given>, FetchError> {
    let mut page = Page { part: search.part, entries: Vec::new(), references: Vec::new(), whole: false };
    let mut cookie = Vec::new();
    loop {
        let before = page.entries.len();
        cookie = one(target, ldap, search, cookie, &mut page).await?;
        if cookie.is_empty() {
            return Ok(page.entries);
        }
        if page.entries.len() == before {
            return Err(FetchError::PagingLoop);
        }
        if page.entries.len() > target.limits.entries {
            return Err(FetchError::TooMany { limit: target.limits.entries });
        }
    }
}

/// Reads one page; gives the mark of the next, which is empty after the last.
async fn one(
    target: &Target,
    ldap: &mut Ldap,
    search: &Search,
    cookie: Vec<u8>,
    page: &mut Page,
) -> Result<Vec<u8>, FetchError> {
    let broke = |it| target.broke(&it);
    let mut controls = search.controls.clone();
    controls.push(PagedResults { size: target.limits.page, cookie }.critical().into());
    let mut stream = ldap
        .with_timeout(target.limits.stall)
        .with_controls(controls)
        .streaming_search(&target.base, Scope::Subtree, &search.filter, search.attributes.as_slice())
        .await
        .map_err(broke)?;
    while let Some(answer) = stream.next().await.map_err(broke)? {
        match entry::read(answer).ok_or_else(not_understood)? {
            Answer::Entry(it) => page.entries.push(it),
            Answer::References(mut urls) => page.references.append(&mut urls),
            Answer::Remark => {}
        }
    }
    let result = stream.finish().await;
    if result.rc != 0 {
        page.references.extend(result.refs);
        return Err(FetchError::Result { code: result.rc, text: shortened(&result.text) });
    }
    let control = result.ctrls.iter().find(|it| matches!(it.0, Some(ControlType::PagedResults)));
    let control = control.filter(|it| it.1.val.is_some()).ok_or(FetchError::PagingIgnored)?;
    Ok(control.1.parse::<PagedResults>().cookie)
}

/// One entry by its name; none where the server says that it is not there or not for us.
pub(crate) async fn base(
    target: &Target,
    ldap: &mut Ldap,
    dn: &str,
    attributes: &[&str],
    controls: Vec<RawControl>,
) -> Result<Result<Given, u32>, FetchError> {
    const NOT_THERE: [u32; 2] = [32, 50];
    let broke = |it| target.broke(&it);
    let mut stream = ldap
        .with_timeout(target.limits.stall)
        .with_controls(controls)
        .streaming_search(dn, Scope::Base, "(objectClass=*)", attributes)
        .await
        .map_err(broke)?;
    let mut found = None;
    while let Some(answer) = stream.next().await.map_err(broke)? {
        if let Answer::Entry(it) = entry::read(answer).ok_or_else(not_understood)? {
            found = Some(it);
        }
    }
    let result = stream.finish().await;
    match (result.rc, found) {
        (0, Some(it)) => Ok(Ok(it)),
        (0, None) => Ok(Err(NOT_THERE[0])),
        (code, _) if NOT_THERE.contains(&code) => Ok(Err(code)),
        (code, _) => Err(FetchError::Result { code, text: shortened(&result.text) }),
    }
}

fn not_understood() -> FetchError {
    FetchError::Answer { why: "search".to_owned() }
}
