//! The audit log: a chain of entries, each over the one before and over a salted commitment to its detail.
//!
//!     detail_hash = SHA-256(salt ‖ canonical JSON)      hash = SHA-256(form ‖ seq ‖ at ‖ who ‖ what ‖ detail_hash ‖ prev)
//!
//! The detail can be erased; the chain still verifies. Beside the detail of the service, it holds for each table how many
//! rows of facts the entry wrote and a digest of their hashes, so that a fact changed behind the program's back is found.
//!
//! Invariants, each held by a test: numbers have no holes, `at` never decreases, a changed entry is named.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::{
    inventory::{Code, List},
    message::{Args, Explain},
    permission::{Action, Permit},
};
use migrations::Class;
use sea_orm::{ConnectionTrait, DatabaseTransaction};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::{
    Read, StoreError, canonical,
    session::Stamp,
    sql::{self, Columns, length, row},
};

/// Version of the canonical form of an entry.
const FORM: i32 = 1;
/// Entries read at a time when the chain is verified.
const PIECE: i64 = 10_000;

/// What a change was: the words of the log are keys, never sentences.
#[derive(Debug, Clone)]
pub struct Entry {
    action: &'static str,
    object: Option<(List, Code)>,
    detail: Value,
}

impl Entry {
    /// An entry of `action` (`inventory-import`), without object or detail.
    pub fn new(action: &'static str) -> Self {
        Self { action, object: None, detail: json!({}) }
    }

    /// The object that it concerns.
    #[must_use]
    pub fn on(mut self, list: List, code: impl Into<Code>) -> Self {
        self.object = Some((list, code.into()));
        self
    }

    /// One field of the detail. Whole numbers, texts and what is made of them: a fraction is refused when committed.
    #[must_use]
    pub fn with(mut self, key: &str, value: impl Into<Value>) -> Self {
        if let Value::Object(map) = &mut self.detail {
            map.insert(key.to_owned(), value.into());
        }
        self
    }
}

/// The last entry.
#[derive(Debug, Clone)]
pub(crate) struct Head {
    pub(crate) seq: i64,
    pub(crate) hash: [u8; 32],
    pub(crate) at: i64,
}

impl Head {
    pub(crate) async fn of(db: &DatabaseTransaction, lock: &str) -> Result<Self, StoreError> {
        let sql = format!("SELECT seq, hash, at FROM audit_head WHERE id = 1{lock}");
        let row = sql::one(db, sql, [])
            .await?
            .ok_or_else(|| StoreError::unreadable("audit log", "it has no head"))?;
        let mut it = Columns::of(&row);
        Ok(Self { seq: it.take()?, hash: it.hash()?, at: it.take()? })
    }
}

/// An entry as it is stored, in the order of the columns.
struct Stored {
    seq: i64,
    form: i32,
    at: i64,
    actor_kind: String,
    actor_id: Uuid,
    via: String,
    action: String,
    object_kind: Option<String>,
    object_id: Option<Uuid>,
    request_id: Option<Uuid>,
    detail_hash: [u8; 32],
    prev: [u8; 32],
}

impl Stored {
    fn hash(&self) -> [u8; 32] {
        let mut hash = Sha256::new();
        hash.update(self.form.to_be_bytes());
        hash.update(self.seq.to_be_bytes());
        hash.update(self.at.to_be_bytes());
        let mut part = |bytes: &[u8]| {
            hash.update(length(bytes));
            hash.update(bytes);
        };
        part(self.actor_kind.as_bytes());
        part(self.actor_id.as_bytes());
        part(self.via.as_bytes());
        part(self.action.as_bytes());
        part(self.object_kind.as_deref().unwrap_or_default().as_bytes());
        part(self.object_id.as_ref().map_or(&[][..], |it| it.as_bytes()));
        part(self.request_id.as_ref().map_or(&[][..], |it| it.as_bytes()));
        hash.update(self.detail_hash);
        hash.update(self.prev);
        hash.finalize().into()
    }
}

/// SHA-256(salt ‖ text): says nothing without the salt, not even of a short text.
pub(crate) fn commitment(salt: &[u8], text: &str) -> [u8; 32] {
    Sha256::new().chain_update(salt).chain_update(text.as_bytes()).finalize().into()
}

/// Appends an entry and moves the head.
pub(crate) async fn append(
    db: &DatabaseTransaction,
    head: &Head,
    permit: &Permit,
    stamp: &mut Stamp,
    facts: &BTreeMap<&'static str, Vec<[u8; 32]>>,
    entry: Entry,
) -> Result<(), StoreError> {
    let facts: serde_json::Map<String, Value> = facts
        .iter()
        .map(|(table, hashes)| {
            ((*table).to_owned(), json!([hashes.len(), hex::encode(digest(hashes.clone()))]))
        })
        .collect();
    let body = canonical(&json!({ "detail": entry.detail, "facts": facts }))?;
    let salt = (stamp.salt)();
    let actor = permit.actor();
    let (object_kind, object_id) = match &entry.object {
        Some((list, code)) => {
            (Some(<&str>::from(*list).to_owned()), Some(crate::inventory::id_of(db, *list, code).await?))
        }
        None => (None, None),
    };
    let stored = Stored {
        seq: head.seq + 1,
        form: FORM,
        // A clock that was set back must not turn the log around.
        at: stamp.now.timestamp_millis().max(head.at),
        actor_kind: <&str>::from(actor.role).to_owned(),
        actor_id: actor.id.0,
        via: actor.via.to_owned(),
        action: entry.action.to_owned(),
        object_kind,
        object_id,
        request_id: None,
        detail_hash: commitment(&salt, &body),
        prev: head.hash,
    };
    let hash = stored.hash();
    let (seq, at) = (stored.seq, stored.at);
    let line = row![
        stored.seq,
        stored.form,
        stored.at,
        stored.actor_kind,
        stored.actor_id,
        stored.via,
        stored.action,
        stored.object_kind,
        stored.object_id,
        stored.request_id,
        stored.detail_hash,
        stored.prev,
        hash,
    ];
    sql::insert(db, sql::table("audit")?, &[line]).await?;
    sql::insert(db, sql::table("audit_detail")?, &[row![seq, salt, body, None::<i64>]]).await?;
    sql::run(
        db,
        "UPDATE audit_head SET seq = $1, hash = $2, at = $3 WHERE id = 1",
        [seq.into(), hash.to_vec().into(), at.into()],
    )
    .await?;
    Ok(())
}

/// One hash over those of many rows, in whatever order they were written.
fn digest(mut hashes: Vec<[u8; 32]>) -> [u8; 32] {
    hashes.sort_unstable();
    let mut all = Sha256::new();
    for hash in &hashes {
        all.update(hash);
    }
    all.finalize().into()
}

/// An entry as people read it.
#[derive(Debug, Clone, PartialEq)]
pub struct Logged {
    /// Its number.
    pub seq: i64,
    /// When.
    pub at: DateTime<Utc>,
    /// The role that acted.
    pub role: String,
    /// Through what: `cli`, `session`.
    pub via: String,
    /// Name of the account that acted; none for the command line and for an account that is gone.
    pub account: Option<String>,
    /// What was done, as a key.
    pub action: String,
    /// List and code of the object, where there is one.
    pub object: Option<(String, Option<Code>)>,
    /// The service's own detail; none where it was erased.
    pub detail: Option<Value>,
}

impl Read {
    /// Entries before `before`, or the last ones, latest first.
    ///
    /// # Errors
    /// [`StoreError`] where they cannot be read.
    pub async fn audit_entries(&self, before: Option<i64>, limit: usize) -> Result<Vec<Logged>, StoreError> {
        let code = crate::inventory::code_of("a.object_kind", "a.object_id");
        let sql = format!(
            "SELECT a.seq, a.at, a.actor_kind, a.via, u.display, a.action, a.object_kind, {code}, d.body
             FROM audit a LEFT JOIN app_user u ON u.id = a.actor_id LEFT JOIN audit_detail d ON d.seq = a.seq
             WHERE a.seq < $1 ORDER BY a.seq DESC LIMIT $2"
        );
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let rows = sql::all(&self.db, sql, [before.unwrap_or(i64::MAX).into(), limit.into()]).await?;
        rows.iter().map(logged).collect()
    }
}

fn logged(row: &sea_orm::QueryResult) -> Result<Logged, StoreError> {
    let mut it = Columns::of(row);
    let (seq, at) = (it.take()?, sql::instant(it.take()?)?);
    let (role, via, account, action) = (it.take()?, it.take()?, it.take()?, it.take()?);
    let (kind, code): (Option<String>, Option<Code>) = (it.take()?, it.take()?);
    let body: Option<String> = it.take()?;
    let detail = body.as_deref().map(serde_json::from_str::<Value>).transpose();
    let detail = detail.map_err(|it| StoreError::unreadable("audit detail", it))?;
    Ok(Logged {
        seq,
        at,
        role,
        via,
        account,
        action,
        object: kind.map(|it| (it, code)),
        detail: detail.and_then(|mut it| it.get_mut("detail").map(Value::take)),
    })
}

/// What was found when the log was verified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verification {
    /// Entries that hold, from the first on.
    pub entries: i64,
    /// Time of the last of them.
    pub last_at: Option<DateTime<Utc>>,
    /// Entries whose detail was erased by decision.
    pub erased: i64,
    /// The first entry that does not hold.
    pub broken: Option<Broken>,
}

/// The first entry that does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    /// Its number.
    pub seq: i64,
    /// What is wrong with it.
    pub what: Break,
}

/// What can be wrong with an entry.
#[derive(Debug, Clone, PartialEq, Eq, strum::IntoStaticStr, strum::VariantNames)]
#[strum(serialize_all = "kebab-case", prefix = "audit-broken-")]
pub enum Break {
    /// The entry is not there, and later ones or the head are.
    Missing,
    /// It does not follow on the entry before it.
    Link,
    /// Its content is not what was hashed.
    Content,
    /// Its time lies before that of the entry before it.
    Time,
    /// Its detail is not what was committed to, or is gone without a decision.
    Detail,
    /// The head of the log is not the last entry.
    Head,
    /// Facts that it wrote were changed, removed or added to, behind the program's back.
    Facts {
        /// Table of the facts.
        table: String,
    },
}

impl Explain for Broken {
    fn key(&self) -> &'static str {
        (&self.what).into()
    }

    fn args(&self) -> Args {
        let args = Args::new().with("seq", self.seq);
        match &self.what {
            Break::Facts { table } => args.with("table", table),
            Break::Missing | Break::Link | Break::Content | Break::Time | Break::Detail | Break::Head => args,
        }
    }
}

impl Read {
    /// Verifies the chain from its first entry; `deep`, also the facts that the entries wrote.
    ///
    /// # Errors
    /// [`StoreError::WrongPermit`] without a permit for it.
    pub async fn verify_audit(&self, deep: bool) -> Result<Verification, StoreError> {
        if self.permit.action() != Action::AuditVerify {
            return Err(StoreError::WrongPermit { action: format!("{:?}", self.permit.action()) });
        }
        let head = Head::of(&self.db, "").await?;
        let mut walk =
            Walk { last: Head { seq: 0, hash: [0; 32], at: 0 }, erased: 0, facts: BTreeMap::new() };
        let mut broken = walk.entries(&self.db, deep).await?;
        if broken.is_none() && (walk.last.seq != head.seq || walk.last.hash != head.hash) {
            let what = if walk.last.seq < head.seq { Break::Missing } else { Break::Head };
            broken = Some(Broken { seq: walk.last.seq + i64::from(what == Break::Missing), what });
        }
        if broken.is_none() && deep {
            broken = walk.compare_facts(&self.db).await?;
        }
        Ok(Verification {
            entries: walk.last.seq,
            last_at: (walk.last.seq > 0).then(|| sql::instant(walk.last.at)).transpose()?,
            erased: walk.erased,
            broken,
        })
    }
}

/// Entry and table → number of rows and their digest.
type Facts = BTreeMap<(i64, String), (u64, String)>;

struct Walk {
    last: Head,
    erased: i64,
    facts: Facts,
}

impl Walk {
    async fn entries(&mut self, db: &impl ConnectionTrait, deep: bool) -> Result<Option<Broken>, StoreError> {
        let sql = "SELECT a.seq, a.form, a.at, a.actor_kind, a.actor_id, a.via, a.action, a.object_kind, a.object_id,
                   a.request_id, a.detail_hash, a.prev, a.hash, d.salt, d.body, d.erased_tx
                   FROM audit a LEFT JOIN audit_detail d ON d.seq = a.seq
                   WHERE a.seq > $1 ORDER BY a.seq LIMIT $2";
        loop {
            let rows = sql::all(db, sql, [self.last.seq.into(), PIECE.into()]).await?;
            if rows.is_empty() {
                return Ok(None);
            }
            for row in &rows {
                let mut it = Columns::of(row);
                let stored = Stored {
                    seq: it.take()?,
                    form: it.take()?,
                    at: it.take()?,
                    actor_kind: it.take()?,
                    actor_id: it.take()?,
                    via: it.take()?,
                    action: it.take()?,
                    object_kind: it.take()?,
                    object_id: it.take()?,
                    request_id: it.take()?,
                    detail_hash: it.hash()?,
                    prev: it.hash()?,
                };
                let hash = it.hash()?;
                let detail = (it.take()?, it.take()?, it.take()?);
                if let Some(broken) = self.entry(&stored, hash, detail, deep)? {
                    return Ok(Some(broken));
                }
            }
        }
    }

    fn entry(
        &mut self,
        stored: &Stored,
        hash: [u8; 32],
        (salt, body, erased): (Option<Vec<u8>>, Option<String>, Option<i64>),
        deep: bool,
    ) -> Result<Option<Broken>, StoreError> {
        let next = self.last.seq + 1;
        let broken = |what| Ok(Some(Broken { seq: next, what }));
        if stored.seq != next {
            return broken(Break::Missing);
        }
        if stored.prev != self.last.hash {
            return broken(Break::Link);
        }
        if stored.hash() != hash {
            return broken(Break::Content);
        }
        if stored.at < self.last.at {
            return broken(Break::Time);
        }
        match (salt, body) {
            (Some(salt), Some(body)) if commitment(&salt, &body) == stored.detail_hash => {
                if deep {
                    self.remember(next, &body)?;
                }
            }
            (None, None) if erased.is_some() => self.erased += 1,
            _ => return broken(Break::Detail),
        }
        self.last = Head { seq: next, hash, at: stored.at };
        Ok(None)
    }

    fn remember(&mut self, seq: i64, body: &str) -> Result<(), StoreError> {
        let body: Value =
            serde_json::from_str(body).map_err(|it| StoreError::unreadable("audit detail", it))?;
        for (table, fact) in body.get("facts").and_then(Value::as_object).into_iter().flatten() {
            let rows = fact.get(0).and_then(Value::as_u64).unwrap_or_default();
            let digest = fact.get(1).and_then(Value::as_str).unwrap_or_default();
            self.facts.insert((seq, table.clone()), (rows, digest.to_owned()));
        }
        Ok(())
    }

    /// Hashes every fact that is stored, and finds the first entry whose facts are others than it committed to.
    async fn compare_facts(&self, db: &impl ConnectionTrait) -> Result<Option<Broken>, StoreError> {
        let mut found = Facts::new();
        let mut first: Option<(i64, String)> = None;
        for table in migrations::tables().filter(|it| sql::is_fact(it)) {
            let revised = table.class == Class::Revised;
            let from = if revised { table.history() } else { table.name.to_owned() };
            let by_tx = row_hashes(db, table, &from).await?;
            if revised {
                for (tx, hashes) in row_hashes(db, table, table.name).await? {
                    let kept = by_tx.get(&tx);
                    if !hashes.iter().all(|it| kept.is_some_and(|all| all.contains(it))) {
                        first = first.into_iter().chain([(tx, table.name.to_owned())]).min();
                    }
                }
            }
            for (tx, hashes) in by_tx {
                let rows = u64::try_from(hashes.len()).unwrap_or(u64::MAX);
                found.insert((tx, table.name.to_owned()), (rows, hex::encode(digest(hashes))));
            }
        }
        let differs = self.facts.iter().filter(|(key, fact)| found.get(*key) != Some(*fact)).map(|it| it.0);
        // An entry whose detail was erased no longer says what it wrote.
        let told: std::collections::BTreeSet<i64> = self.facts.keys().map(|it| it.0).collect();
        let added = found
            .keys()
            .filter(|it| !self.facts.contains_key(*it) && (self.erased == 0 || told.contains(&it.0)));
        let first = differs.chain(added).cloned().chain(first).min();
        Ok(first.map(|(seq, table)| Broken { seq, what: Break::Facts { table } }))
    }
}

async fn row_hashes(
    db: &impl ConnectionTrait,
    table: &'static migrations::Table,
    from: &str,
) -> Result<BTreeMap<i64, Vec<[u8; 32]>>, StoreError> {
    let mut out: BTreeMap<i64, Vec<[u8; 32]>> = BTreeMap::new();
    let place = table.columns.iter().position(|it| it.name == "tx").unwrap_or_default();
    for row in sql::all(db, format!("SELECT {} FROM {from}", table.column_list()), []).await? {
        let tx: i64 = row.try_get_by_index(place)?;
        out.entry(tx).or_default().push(sql::row_hash(table, &sql::read_row(table, &row)?));
    }
    Ok(out)
}
