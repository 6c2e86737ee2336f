//! A whole read: what the server is, two streams at once, long groups, and what must be seen.

use std::{collections::BTreeSet, sync::Arc};

use directory::{
    LdifError,
    live::{Collector, LiveOptions, Part},
};
use domain::{
    access::snapshot::{Completeness, Dialect, ObjectKind, Snapshot},
    inventory::PlaceFact,
};
use ldap3::{
    Ldap,
    controls::{MakeCritical as _, ManageDsaIt, RawControl},
};
use tokio::{sync::mpsc, task::JoinSet, time::Instant};

use crate::{
    FetchError, Reached, Target,
    entry::{self, text},
    page::{self, Page, Search},
    range, session,
};

/// Values that an entry may have on the average.
pub(crate) const VALUES: usize = 40;
/// Pages that wait to be taken in.
const WAITING: usize = 4;

const PAGED: &str = "1.2.840.113556.1.4.319";
const MANAGE_DSA_IT: &str = "2.16.840.1.113730.3.4.2";
const EXTENDED_DN: &str = "1.2.840.113556.1.4.529";
const WHO_AM_I: &str = "1.3.6.1.4.1.4203.1.11.3";
const ACTIVE_DIRECTORY: &str = "1.2.840.113556.1.4.800";

const EVERYTHING: &str = "(objectClass=*)";
const AD_MEMBERS: &str = "(member=*)";
const AD_OF_MEMBERS: &[&str] =
    &["objectClass", "objectGUID", "objectSid", "sAMAccountName", "groupType", "member"];
const OPENLDAP_MEMBERS: &str = "(|(member=*)(uniqueMember=*)(roleOccupant=*)(memberUid=*)(memberURL=*))";
const OPENLDAP_OF_MEMBERS: &[&str] = &[
    "objectClass",
    "entryUUID",
    "cn",
    "gidNumber",
    "member",
    "uniqueMember",
    "roleOccupant",
    "memberUid",
    "memberURL",
];
/// What the search of every entry leaves to the other.
const MEMBERSHIPS: &[&str] = &["member", "uniqueMember", "roleOccupant", "memberUid", "memberURL"];

/// What is to be known of the directory, beside what every check needs.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// Name of the source, for errors.
    pub source: String,
    /// Attributes of accounts that rules ask for.
    pub attributes: BTreeSet<String>,
    /// Attributes that follow from the place of an account.
    pub places: Vec<PlaceFact>,
    /// Names, in normal form, below which the last complete read saw accounts or groups.
    pub containers: BTreeSet<String>,
}

/// Facts of a read, however it ended.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Facts {
    /// Dialect, where it was found out.
    pub dialect: Option<Dialect>,
    /// The searches: their filters.
    pub filters: Vec<String>,
    /// Pages that were whole.
    pub pages: usize,
    /// Entries.
    pub entries: usize,
    /// Values.
    pub values: usize,
    /// Bytes of content.
    pub bytes: usize,
    /// Groups whose members were asked for range by range.
    pub ranges: usize,
    /// References to other parts of the tree that hold no accounts (configuration, DNS): recorded, not followed.
    pub references: Vec<String>,
    /// How long it took.
    pub milliseconds: u64,
}

/// What a read gave.
#[derive(Debug)]
pub struct Reading {
    /// What was seen; none where nothing was, or where it cannot be understood.
    pub snapshot: Option<Snapshot>,
    /// Facts.
    pub facts: Facts,
    /// The proof that everything was read.
    pub reached: Option<Reached>,
    /// Why it was not.
    pub broken: Option<FetchError>,
    /// What in the content cannot be understood.
    pub errors: Vec<LdifError>,
    /// Containers that are gone with everything below them: deleted, or hidden from the account.
    pub vanished: BTreeSet<String>,
}

impl Reading {
    /// Proven only where the end was reached and nothing is known to be missing.
    pub fn completeness(&self) -> Completeness {
        let whole = self.snapshot.as_ref().is_some_and(|it| it.gaps.is_empty());
        match self.reached {
            Some(_) if whole && self.broken.is_none() && self.errors.is_empty() => Completeness::Proven,
            _ => Completeness::Incomplete,
        }
    }
}

/// Reads a directory. Nothing that goes wrong is an error of this function: it stands in the answer, beside what was seen
/// before it. Dropped, it stops reading.
pub async fn read(target: &Target, wanted: &Wanted) -> Reading {
    let began = Instant::now();
    let mut work = Work {
        target: Arc::new(target.clone()),
        collector: Collector::default(),
        facts: Facts::default(),
        referrals: Vec::new(),
    };
    let whole = target.limits.whole;
    let ended = match tokio::time::timeout(whole, work.all(wanted)).await {
        Ok(ended) => ended,
        Err(_) => Err(FetchError::Deadline { minutes: whole.as_secs().div_ceil(60) }),
    };
    let (reached, mut broken) = match ended {
        Ok(reached) => (Some(reached), None),
        Err(error) => (None, Some(error)),
    };
    let mut facts = work.facts;
    facts.entries = work.collector.entries();
    facts.values = work.collector.values();
    facts.bytes = work.collector.bytes();
    let (snapshot, errors) = match facts.dialect {
        Some(dialect) if facts.entries > 0 => {
            let options = LiveOptions {
                source: &wanted.source,
                dialect,
                places: &wanted.places,
                referrals: &work.referrals,
            };
            match work.collector.snapshot(&options) {
                Ok(snapshot) => (Some(snapshot), Vec::new()),
                Err(errors) => (None, errors),
            }
        }
        _ => (None, Vec::new()),
    };
    if let (None, Some(snapshot)) = (&broken, &snapshot) {
        broken = hidden(&target.canaries, snapshot);
    }
    let vanished = match &snapshot {
        // Of a read that broke, anything may be missing: the reason says so.
        Some(snapshot) if broken.is_none() => vanished(&wanted.containers, snapshot, &work.collector),
        _ => BTreeSet::new(),
    };
    facts.milliseconds = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
    Reading { snapshot, facts, reached: reached.filter(|_| broken.is_none()), broken, errors, vanished }
}

/// Of the containers of before, those below which nothing is seen any more and that are not seen themselves.
fn vanished(before: &BTreeSet<String>, snapshot: &Snapshot, collector: &Collector) -> BTreeSet<String> {
    let mut left = before.clone();
    for it in &snapshot.objects {
        if it.kind != ObjectKind::Dangling {
            left.remove(directory::dn::parent(&it.norm));
        }
    }
    if left.is_empty() { left } else { collector.without_entry(left) }
}

/// A canary that was not seen, or a group among them without members.
fn hidden(canaries: &[String], snapshot: &Snapshot) -> Option<FetchError> {
    for dn in canaries {
        let norm = directory::dn::norm(dn).ok();
        let found = (0_u32..).zip(&snapshot.objects).find(|it| Some(&it.1.norm) == norm.as_ref());
        let Some((number, object)) = found.filter(|it| it.1.kind != ObjectKind::Dangling) else {
            return Some(FetchError::Canary { dn: dn.clone() });
        };
        if object.kind == ObjectKind::Group && !snapshot.edges.iter().any(|it| it.group == number) {
            return Some(FetchError::CanaryEmpty { dn: dn.clone() });
        }
    }
    None
}

/// The control that makes Active Directory write identities beside names.
pub(crate) fn extended_names() -> RawControl {
    // SEQUENCE { INTEGER 1 }: identities as text.
    RawControl { ctype: EXTENDED_DN.to_owned(), crit: false, val: Some(vec![0x30, 3, 2, 1, 1]) }
}

/// What the server says of itself.
struct Server {
    dialect: Dialect,
    controls: Vec<RawControl>,
    /// Parts of the tree that the server itself holds.
    contexts: BTreeSet<String>,
    /// Attributes that filters of dynamic groups ask for.
    attributes: BTreeSet<String>,
}

struct Work {
    target: Arc<Target>,
    collector: Collector,
    facts: Facts,
    referrals: Vec<String>,
}

impl Work {
    async fn all(&mut self, wanted: &Wanted) -> Result<Reached, FetchError> {
        let target = Arc::clone(&self.target);
        let server = session::with(&target, async |ldap| look(&target, ldap).await).await?;
        self.facts.dialect = Some(server.dialect);
        let (every, members) = searches(&server, wanted);
        self.facts.filters = vec![every.filter.clone(), members.filter.clone()];
        let (sender, pages) = mpsc::channel(WAITING);
        let mut streams = JoinSet::new();
        for search in [every, members] {
            let (target, sender) = (Arc::clone(&target), sender.clone());
            streams.spawn(async move {
                session::with(&target, async |ldap| page::all(&target, ldap, &search, &sender).await).await
            });
        }
        drop(sender);
        self.take(pages, &server).await?;
        let mut proofs = Vec::new();
        while let Some(ended) = streams.join_next().await {
            // A task that panicked met an answer that the library does not understand.
            proofs.push(ended.map_err(|it| FetchError::Answer { why: it.to_string() })??);
        }
        let &[every, members] = proofs.as_slice() else {
            return Err(FetchError::Answer { why: "streams".to_owned() });
        };
        self.ranges().await?;
        Ok(Reached::both(every, members))
    }

    /// Takes in pages until both streams have ended, within the bounds.
    async fn take(&mut self, mut pages: mpsc::Receiver<Page>, server: &Server) -> Result<(), FetchError> {
        let limits = self.target.limits;
        while let Some(page) = pages.recv().await {
            for entry in page.entries {
                self.collector.add(page.part, entry);
            }
            for url in page.references {
                self.reference(url, server);
            }
            self.facts.pages += usize::from(page.whole);
            if self.collector.entries() > limits.entries
                || self.collector.values() > limits.entries.saturating_mul(VALUES)
            {
                return Err(FetchError::TooMany { limit: limits.entries });
            }
            if self.collector.bytes() > limits.bytes {
                return Err(FetchError::TooLarge { limit: limits.bytes });
            }
        }
        Ok(())
    }

    /// A reference to a part that the server itself holds beside the base, such as Active Directory's configuration and DNS,
    /// is recorded; any other leads to accounts that were not read.
    fn reference(&mut self, url: String, server: &Server) {
        let part = url.split_once("://").and_then(|it| it.1.split_once('/')).map(|it| decoded(it.1));
        let norm = part.and_then(|it| directory::dn::norm(it.split('?').next().unwrap_or_default()).ok());
        let list = match norm {
            Some(norm) if server.dialect == Dialect::Ad && server.contexts.contains(&norm) => {
                &mut self.facts.references
            }
            _ => &mut self.referrals,
        };
        if !list.contains(&url) {
            list.push(url);
        }
    }

    /// Asks for what long groups have beyond their first members.
    async fn ranges(&mut self) -> Result<(), FetchError> {
        let unfinished = self.collector.unfinished();
        if unfinished.is_empty() {
            return Ok(());
        }
        self.facts.ranges = unfinished.len();
        let target = Arc::clone(&self.target);
        let collector = &mut self.collector;
        session::with(&target, async |mut ldap| {
            for it in &unfinished {
                let values = range::all(&target, &mut ldap, &it.dn, &it.attribute).await?;
                collector.finish(it, values);
                if collector.bytes() > target.limits.bytes {
                    return Err(FetchError::TooLarge { limit: target.limits.bytes });
                }
            }
            Ok(())
        })
        .await
    }
}

/// The two searches: every entry, and what groups say of their members.
fn searches(server: &Server, wanted: &Wanted) -> (Search, Search) {
    let is_ad = server.dialect == Dialect::Ad;
    let mut attributes: BTreeSet<String> = directory::command::attributes(server.dialect)
        .into_iter()
        .filter(|it| !MEMBERSHIPS.contains(it))
        .map(str::to_owned)
        .collect();
    attributes.extend(["mail", "ref", "isDeleted"].map(str::to_owned));
    if is_ad {
        attributes.extend(["employeeNumber", "msDS-User-Account-Control-Computed"].map(str::to_owned));
    }
    let known: BTreeSet<String> = attributes.iter().map(|it| it.to_ascii_lowercase()).collect();
    let more = wanted.attributes.iter().chain(&server.attributes);
    attributes.extend(more.filter(|it| !known.contains(&it.to_ascii_lowercase()) && may_ask(it)).cloned());
    let every = Search {
        part: Part::Entry,
        filter: EVERYTHING.to_owned(),
        attributes: attributes.into_iter().collect(),
        controls: server.controls.clone(),
    };
    let (filter, of_members) =
        if is_ad { (AD_MEMBERS, AD_OF_MEMBERS) } else { (OPENLDAP_MEMBERS, OPENLDAP_OF_MEMBERS) };
    let mut controls = server.controls.clone();
    if is_ad {
        controls.push(extended_names());
    }
    let members = Search {
        part: Part::Members,
        filter: filter.to_owned(),
        attributes: of_members.iter().map(|it| (*it).to_owned()).collect(),
        controls,
    };
    (every, members)
}

/// Whether an attribute may be asked for: a plain name, none that makes some servers flatten memberships, no secret.
fn may_ask(name: &str) -> bool {
    let low = name.to_ascii_lowercase();
    low.starts_with(|it: char| it.is_ascii_alphabetic())
        && low.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'-')
        && low != "memberof"
        && !MEMBERSHIPS.iter().any(|it| it.eq_ignore_ascii_case(&low))
        && !directory::live::is_secret(&low)
}

/// Looks at the server: what it is, whether it knows us, whether it shows what must be seen.
async fn look(target: &Target, mut ldap: Ldap) -> Result<Server, FetchError> {
    let asked = ["supportedControl", "supportedExtension", "supportedCapabilities", "namingContexts"];
    let root = page::base(target, &mut ldap, "", &asked, Vec::new()).await?;
    let root = root.map_err(|code| FetchError::Base { base: String::new(), code })?;
    let has =
        |attribute: &str, oid: &str| entry::values(&root, attribute).iter().any(|it| it == oid.as_bytes());
    if !has("supportedControl", PAGED) {
        return Err(FetchError::NoPaging);
    }
    if has("supportedExtension", WHO_AM_I) {
        session::is_known(target, &mut ldap).await?;
    }
    // Only who is signed in sees it: a server that took an anonymous one in says that there is nothing.
    if let Err(code) = page::base(target, &mut ldap, &target.base, &["objectClass"], Vec::new()).await? {
        return Err(FetchError::Base { base: target.base.clone(), code });
    }
    for dn in &target.canaries {
        if page::base(target, &mut ldap, dn, &["objectClass"], Vec::new()).await?.is_err() {
            return Err(FetchError::Canary { dn: dn.clone() });
        }
    }
    let found = if has("supportedCapabilities", ACTIVE_DIRECTORY) { Dialect::Ad } else { Dialect::OpenLdap };
    let dialect = target.dialect.unwrap_or(found);
    let mut controls: Vec<RawControl> = Vec::new();
    let mut attributes = BTreeSet::new();
    if dialect == Dialect::OpenLdap {
        // With it a server gives dynamic groups as they are stored, and references as entries.
        if has("supportedControl", MANAGE_DSA_IT) {
            controls.push(ManageDsaIt.critical().into());
        }
        attributes = filtered(target, &mut ldap, &controls).await?;
    }
    let contexts =
        entry::values(&root, "namingContexts").iter().filter_map(|it| directory::dn::norm(&text(it)).ok());
    Ok(Server { dialect, controls, contexts: contexts.collect(), attributes })
}

/// Attributes that the filters of dynamic groups ask for.
async fn filtered(
    target: &Target,
    ldap: &mut Ldap,
    controls: &[RawControl],
) -> Result<BTreeSet<String>, FetchError> {
    let search = Search {
        part: Part::Members,
        filter: "(memberURL=*)".to_owned(),
        attributes: vec!["memberURL".to_owned()],
        controls: controls.to_vec(),
    };
    let groups = page::list(target, ldap, &search).await?;
    let urls = groups.iter().flat_map(|it| entry::values(it, "memberURL"));
    Ok(urls.flat_map(|it| directory::filter::attributes_of_url(&text(it))).collect())
}

/// `%20` and its kin as what they stand for.
fn decoded(text: &str) -> String {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        let code = (byte == b'%').then(|| {
            let mut ahead = rest.clone();
            let two = [ahead.next()?, ahead.next()?];
            let value = u8::from_str_radix(std::str::from_utf8(&two).ok()?, 16).ok()?;
            rest = ahead;
            Some(value)
        });
        out.push(code.flatten().unwrap_or(byte));
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_cannot_make_the_read_ask_for_secrets_or_flattened_members() {
        for (name, expected) in [
            ("department", true),
            ("extensionAttribute1", true),
            ("memberOf", false),
            ("member", false),
            ("userPassword", false),
            ("ms-Mcs-AdmPwd", false),
            ("+", false),
            ("*", false),
            ("cn;lang-sv", false),
        ] {
            assert_eq!(may_ask(name), expected, "{name}");
        }
    }

    #[test]
    fn names_in_urls_are_decoded() {
        assert_eq!(decoded("ou=a%20b%C3%A5%2"), "ou=a bå%2");
    }
}
