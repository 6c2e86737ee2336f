//! Findings over time: the same key is the same finding, whenever it is seen again.
//!
//! Invariant: a finding is closed only by a proven run. One that an incomplete or merely stated run does not show stays open.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use domain::{
    access::snapshot::Completeness,
    inventory::{Code, List},
    severity::Severity,
};
use uuid::Uuid;

use crate::{
    Read, RunNum, StoreError, Write,
    inventory::Ids,
    run,
    sql::{self, Columns, Row, instant, row},
};

/// A finding as a run shows it. No text: its sentence is built from kind and identifiers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FindingRecord {
    /// SHA-256 over kind and the stable identifiers that it concerns.
    pub key: [u8; 32],
    /// Kind.
    pub kind: String,
    /// Severity.
    pub severity: Severity,
    /// The system, where it is of one.
    pub system: Option<Code>,
    /// Its home unit.
    pub unit: Option<Code>,
    /// The right, where it is of one.
    pub right: Option<Code>,
    /// Stable key of the account in the run's source.
    pub account: Option<String>,
}

/// What recording did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Recorded {
    /// Never seen before.
    pub new: usize,
    /// Open already.
    pub seen: usize,
    /// Closed before, and back.
    pub regressed: usize,
    /// Open, not shown by this run, and closed by it: the run is proven.
    pub closed: usize,
    /// Open, not shown by this run, and still open: the run is not proven.
    pub not_seen: usize,
}

/// A finding of before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownFinding {
    /// Its key.
    pub key: [u8; 32],
    /// Kind.
    pub kind: String,
    /// Severity when it was last seen.
    pub severity: Severity,
    /// The system.
    pub system: Option<Code>,
    /// When it was first seen.
    pub first_at: DateTime<Utc>,
    /// When it was last seen.
    pub last_at: DateTime<Utc>,
    /// The run that last showed it.
    pub last_run: RunNum,
}

/// A row of `finding`.
struct Head {
    id: Uuid,
    row: Row,
    system: Option<Uuid>,
    closed: bool,
}

impl Write {
    /// Records what a run shows. `judged` names the systems that were looked at; none = all. Findings of other systems are
    /// left as they are.
    ///
    /// # Errors
    /// [`StoreError`] where they cannot be kept.
    pub async fn record_findings(
        &mut self,
        run: RunNum,
        findings: &[FindingRecord],
        judged: Option<&BTreeSet<Code>>,
    ) -> Result<Recorded, StoreError> {
        let (at, completeness, source) = run::facts(&self.db, run).await?;
        let ids = Ids::load(&self.db).await?;
        let mut heads = self.heads().await?;
        let accounts = self.accounts(source).await?;
        let word: &str = completeness.into();
        let tx = self.tx;
        let mut it = Recorded::default();
        let (mut new, mut old, mut events): (Vec<Row>, Vec<Row>, Vec<Row>) =
            (Vec::new(), Vec::new(), Vec::new());
        let shown: BTreeMap<[u8; 32], &FindingRecord> = findings.iter().map(|it| (it.key, it)).collect();
        for (key, finding) in shown {
            let known = heads.remove(&key);
            let (kind, count) = match &known {
                None => ("first_seen", &mut it.new),
                Some(head) if head.closed => ("regressed", &mut it.regressed),
                Some(_) => ("seen", &mut it.seen),
            };
            *count += 1;
            let id = known.as_ref().map_or_else(|| (self.stamp.mint)(), |it| it.id);
            let severity: &str = finding.severity.into();
            let account = finding.account.as_ref().and_then(|it| accounts.get(&run::stable_key(it)).copied());
            let first_at =
                known.as_ref().and_then(|it| it.row.get(FIRST_AT).cloned()).unwrap_or_else(|| at.into());
            let state = known.as_ref().filter(|it| !it.closed).and_then(|it| it.row.get(STATE).cloned());
            let mut line = row![
                id,
                key,
                &finding.kind,
                ids.maybe(List::Systems, finding.system.as_ref())?,
                ids.maybe(List::Units, finding.unit.as_ref())?,
                ids.maybe(List::Rights, finding.right.as_ref())?,
                account,
                severity,
                "open",
                at,
                at,
                run.0,
                tx,
            ];
            for (place, value) in [(FIRST_AT, Some(first_at)), (STATE, state)] {
                if let (Some(cell), Some(value)) = (line.get_mut(place), value) {
                    *cell = value;
                }
            }
            if known.is_some() {
                old.push(line);
            } else {
                new.push(line);
            }
            events.push(row![id, kind, run.0, word, None::<Uuid>, None::<String>, tx]);
        }
        for head in heads.into_values().filter(|it| !it.closed) {
            let looked_at = judged.is_none_or(|judged| {
                head.system
                    .is_some_and(|id| judged.iter().any(|code| ids.find(List::Systems, code) == Some(id)))
            });
            if !looked_at {
                continue;
            }
            if completeness != Completeness::Proven {
                it.not_seen += 1;
                continue;
            }
            it.closed += 1;
            events.push(row![head.id, "closed", run.0, word, None::<Uuid>, None::<String>, tx]);
            let mut line = head.row;
            for (place, value) in [(STATE, "closed".into()), (LAST_RUN, run.0.into()), (TX, tx.into())] {
                if let Some(cell) = line.get_mut(place) {
                    *cell = value;
                }
            }
            old.push(line);
        }
        self.insert("finding", new).await?;
        // Events before heads: the guard of a closed head looks for its event.
        self.insert("finding_event", events).await?;
        self.update("finding", old).await?;
        Ok(it)
    }

    async fn heads(&self) -> Result<BTreeMap<[u8; 32], Head>, StoreError> {
        let table = sql::table("finding")?;
        let mut out = BTreeMap::new();
        for row in sql::all(&self.db, format!("SELECT {} FROM finding", table.column_list()), []).await? {
            let mut it = Columns::of(&row);
            let (id, key) = (it.take()?, it.hash()?);
            let _kind: String = it.take()?;
            let system = it.take()?;
            let row = sql::read_row(table, &row)?;
            let closed = row.get(STATE) == Some(&"closed".into());
            out.insert(key, Head { id, row, system, closed });
        }
        Ok(out)
    }

    async fn accounts(&self, source: i32) -> Result<HashMap<[u8; 32], i32>, StoreError> {
        let sql = "SELECT stable_key, num FROM dir_object WHERE source_num = $1";
        let rows = sql::all(&self.db, sql, [source.into()]).await?;
        rows.iter()
            .map(|row| {
                let mut it = Columns::of(row);
                Ok((it.hash()?, it.take()?))
            })
            .collect()
    }
}

// Places of columns in `finding`, held by a test against the schema.
pub(crate) const STATE: usize = 8;
pub(crate) const FIRST_AT: usize = 9;
pub(crate) const LAST_RUN: usize = 11;
pub(crate) const TX: usize = 12;

impl Read {
    /// The findings that are not closed, by key.
    ///
    /// # Errors
    /// [`StoreError`] where they cannot be read.
    pub async fn open_findings(&self) -> Result<Vec<KnownFinding>, StoreError> {
        let sql = "SELECT f.key, f.kind, f.severity, s.code, f.first_at, f.last_at, f.last_run
                   FROM finding f LEFT JOIN system s ON s.id = f.system_id WHERE f.state <> 'closed' ORDER BY f.key";
        let rows = sql::all(&self.db, sql, []).await?;
        let finding = |row| {
            let mut it = Columns::of(row);
            Ok(KnownFinding {
                key: it.hash()?,
                kind: it.take()?,
                severity: it.word()?,
                system: it.take()?,
                first_at: instant(it.take()?)?,
                last_at: instant(it.take()?)?,
                last_run: RunNum(it.take()?),
            })
        };
        rows.iter().map(finding).collect()
    }
}
