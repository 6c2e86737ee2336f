//! Reads of sources: what was read, how complete it is, and the read itself, kept whole.
//!
//!     Snapshot, HR rows ──pack──► content by hash, without names      └──► labels: names, DNs, latest only
//!
//! Invariant: a payload refers to `run_open`, and is seen only once its sealed `run` row exists.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use domain::{
    access::{
        hr::HrRow,
        snapshot::{Completeness, Snapshot},
    },
    inventory::{Code, List, SourceKind},
};
use sea_orm::ConnectionTrait;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::{
    HIDDEN, Read, StoreError, Write, blob, canonical,
    inventory::{json, one_of},
    pack, people,
    sql::{self, Columns, Row, instant, row},
};

/// Number of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct RunNum(pub i32);

/// A read that is to be kept.
#[derive(Debug, Clone)]
pub struct NewRun {
    /// Code of the source; made when it is absent.
    pub source: Code,
    /// Its kind, where it is made.
    pub kind: SourceKind,
    /// The instant that the read shows.
    pub as_of: DateTime<Utc>,
    /// How complete it is. A file is at most stated.
    pub completeness: Completeness,
    /// SHA-256 of the bytes as they were read.
    pub content_hash: [u8; 32],
    /// Name of the file, as it was given.
    pub file: Option<String>,
    /// Who states that it is complete.
    pub stated_by: Option<String>,
    /// Entries that were read.
    pub entries: usize,
    /// Entries that were stated.
    pub stated_entries: Option<usize>,
    /// Of a live read: server, account, counts, and what was wrong.
    pub live: Option<Value>,
}

/// A kept read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// Its number.
    pub num: RunNum,
    /// Code of the source.
    pub source: Code,
    /// The instant that it shows.
    pub as_of: DateTime<Utc>,
    /// How complete it is.
    pub completeness: Completeness,
    /// SHA-256 of the bytes as they were read.
    pub content_hash: [u8; 32],
    /// Name of the file.
    pub file: Option<String>,
    /// Who states that it is complete.
    pub stated_by: Option<String>,
    /// Entries that were read.
    pub entries: usize,
    /// Entries that were stated.
    pub stated_entries: Option<usize>,
}

const COMPLETENESS: [Completeness; 3] =
    [Completeness::Proven, Completeness::Stated, Completeness::Incomplete];

impl Write {
    /// Keeps a read whole: a directory, an HR file, or both of one moment.
    ///
    /// # Errors
    /// [`StoreError`] where it cannot be kept.
    pub async fn add_run(
        &mut self,
        new: &NewRun,
        snapshot: Option<&Snapshot>,
        hr: Option<&[HrRow]>,
    ) -> Result<RunNum, StoreError> {
        let source = self.source(new).await?;
        let num = self.next_num("run_open", "num").await?;
        let now = self.stamp.now;
        self.insert("run_open", vec![row![num, source, now, None::<i64>]]).await?;
        let mut protected = people::protected_numbers(&self.db).await?;
        protected.extend(hr.into_iter().flatten().filter(|it| it.protected).map(|it| it.employee_id.clone()));
        let mut stored = Sha256::new();
        if let Some(snapshot) = snapshot {
            let nums = self.objects(source, num, snapshot).await?;
            self.label_objects(snapshot, &nums, &protected).await?;
            stored.update(self.part(num, "directory", &pack::snapshot(snapshot, &nums)?).await?);
        }
        if let Some(rows) = hr {
            self.label_staff(source, rows, &protected).await?;
            stored.update(self.part(num, "hr", &pack::hr(rows)).await?);
        }
        let mut facts = json!({
            "file": new.file, "stated_by": new.stated_by, "entries": new.entries, "stated_entries": new.stated_entries,
        });
        if let (Some(map), Some(live)) = (facts.as_object_mut(), &new.live) {
            map.insert("live".to_owned(), live.clone());
        }
        let facts = canonical(&facts)?;
        let completeness: &str = new.completeness.into();
        let stored: [u8; 32] = stored.finalize().into();
        let tx = self.tx;
        let line = row![num, new.as_of, now, completeness, facts, new.content_hash, stored, tx];
        self.insert("run", vec![line]).await?;
        Ok(RunNum(num))
    }

    /// Number of the source; a new one where it is not in the register.
    async fn source(&mut self, new: &NewRun) -> Result<i32, StoreError> {
        let sql = "SELECT num FROM source WHERE code = $1";
        if let Some(row) = sql::one(&self.db, sql, [new.source.as_str().into()]).await? {
            return Ok(row.try_get_by_index(0)?);
        }
        let (id, num, tx) = (self.mint(), self.next_num("source", "num").await?, self.tx);
        let kind: &str = new.kind.into();
        let empty = None::<String>;
        let line = row![id, num, &new.source, kind, empty.clone(), empty.clone(), empty, None::<i32>, tx];
        self.insert("source", vec![line]).await?;
        self.touch(id, List::Sources.into());
        Ok(num)
    }

    async fn part(&mut self, run: i32, part: &str, bytes: &[u8]) -> Result<[u8; 32], StoreError> {
        let hash = self.add_blob(bytes, "application/vnd.skydd.read").await?;
        self.insert("snapshot_part", vec![row![run, part, None::<i32>, hash]]).await?;
        Ok(hash)
    }

    /// Numbers of the objects in the dictionary of the source; new ones are added.
    async fn objects(&mut self, source: i32, run: i32, snapshot: &Snapshot) -> Result<Vec<i32>, StoreError> {
        let mut known: HashMap<[u8; 32], i32> = HashMap::new();
        let sql = "SELECT stable_key, num FROM dir_object WHERE source_num = $1";
        for row in sql::all(&self.db, sql, [source.into()]).await? {
            let mut it = Columns::of(&row);
            known.insert(it.hash()?, it.take()?);
        }
        let mut next = self.next_num("dir_object", "num").await?;
        let (mut nums, mut rows) = (Vec::with_capacity(snapshot.objects.len()), Vec::new());
        for object in &snapshot.objects {
            let key = stable_key(&object.key);
            let num = *known.entry(key).or_insert_with(|| {
                let (id, kind): (Uuid, &str) = ((self.stamp.mint)(), object.kind.into());
                rows.push(row![next, id, source, kind, key, run]);
                next += 1;
                next - 1
            });
            nums.push(num);
        }
        self.insert("dir_object", rows).await?;
        Ok(nums)
    }

    async fn label_objects(
        &mut self,
        snapshot: &Snapshot,
        nums: &[i32],
        protected: &BTreeSet<String>,
    ) -> Result<(), StoreError> {
        let (mut plain, mut hidden): (BTreeMap<i32, Row>, BTreeMap<i32, Row>) =
            (BTreeMap::new(), BTreeMap::new());
        for (object, num) in snapshot.objects.iter().zip(nums) {
            let account = object.account.as_ref();
            let attributes = match account.map(|it| pack::labelled(&it.attributes)) {
                Some(labels) if !labels.is_empty() => Some(canonical(&labels)?),
                _ => None,
            };
            let line = row![*num, &object.key, &object.dn, &object.norm, &object.name, attributes];
            let number = account.and_then(|it| it.employee_id.as_ref());
            let to = if number.is_some_and(|it| protected.contains(it)) { &mut hidden } else { &mut plain };
            to.insert(*num, line);
        }
        let all: Vec<i32> = nums.to_vec();
        for chunk in all.chunks(1_000) {
            let list = chunk.iter().map(i32::to_string).collect::<Vec<_>>().join(", ");
            for table in ["dir_label", "protected_dir_label"] {
                sql::run(&self.db, format!("DELETE FROM {table} WHERE num IN ({list})"), []).await?;
            }
        }
        self.insert("dir_label", plain.into_values().collect()).await?;
        self.insert("protected_dir_label", hidden.into_values().collect()).await
    }

    async fn label_staff(
        &mut self,
        source: i32,
        rows: &[HrRow],
        protected: &BTreeSet<String>,
    ) -> Result<(), StoreError> {
        let (mut plain, mut hidden): (Vec<Row>, Vec<Row>) = (Vec::new(), Vec::new());
        for (person, place) in rows.iter().zip(0_i32..) {
            let labels = pack::labelled(&person.attributes);
            let attributes = (!labels.is_empty()).then(|| canonical(&labels)).transpose()?;
            let line = row![source, place, &person.name, &person.email, attributes];
            if protected.contains(&person.employee_id) { hidden.push(line) } else { plain.push(line) }
        }
        for table in ["hr_label", "protected_hr_label"] {
            let sql = format!("DELETE FROM {table} WHERE source_num = $1");
            sql::run(&self.db, sql, [source.into()]).await?;
        }
        self.insert("hr_label", plain).await?;
        self.insert("protected_hr_label", hidden).await
    }
}

/// What a source calls an object, as the dictionary knows it.
pub(crate) fn stable_key(key: &str) -> [u8; 32] {
    Sha256::digest(key.as_bytes()).into()
}

/// A kept read, its content, and the number of the source.
struct Kept {
    run: Run,
    source: i32,
    bytes: Vec<u8>,
}

impl Read {
    /// The reads of directories that are in force, each with its directory: the last complete one, or the last where none is.
    /// Where that was read live, those of all `live` directories; where from a file, that alone.
    ///
    /// # Errors
    /// [`StoreError::Unreadable`] where what is kept is not what was kept.
    pub async fn in_force(&self, live: &[Code]) -> Result<Vec<(Run, Snapshot)>, StoreError> {
        let Some(last) = self.last_run(None).await? else { return Ok(vec![]) };
        let mut all = Vec::new();
        for name in live.iter().filter(|it| live.contains(&last.0.source) && **it != last.0.source) {
            all.extend(self.last_run(Some(name)).await?);
        }
        all.push(last);
        all.sort_by(|a, b| a.0.source.cmp(&b.0.source));
        Ok(all)
    }

    /// The last complete read of a directory, or the last where none is, with the directory; of any directory where `source` is none. Objects of people with protected identity are without name
    /// and DN unless the permit is for reading them.
    ///
    /// # Errors
    /// [`StoreError::Unreadable`] where what is kept is not what was kept.
    pub async fn last_run(&self, source: Option<&str>) -> Result<Option<(Run, Snapshot)>, StoreError> {
        let Some(kept) = self.kept("directory", source).await? else { return Ok(None) };
        let (mut snapshot, nums) = pack::open_snapshot(&kept.bytes)?;
        let mut labels = self.object_labels(kept.source).await?;
        for (object, num) in snapshot.objects.iter_mut().zip(nums) {
            let label = labels.remove(&num);
            // Erased: the object stays, under its number.
            let label = label.unwrap_or_else(|| ObjectLabel {
                key: num.to_string(),
                dn: format!("{HIDDEN}{num}"),
                norm: format!("{HIDDEN}{num}"),
                name: None,
                attributes: BTreeMap::new(),
            });
            object.key = label.key;
            object.dn = label.dn;
            object.norm = label.norm;
            object.name = label.name;
            if let Some(account) = &mut object.account {
                account.attributes.extend(label.attributes);
            }
        }
        Ok(Some((kept.run, snapshot)))
    }

    /// The last kept HR file, of whatever source. People with protected identity are without name and address unless the
    /// permit is for reading them.
    ///
    /// # Errors
    /// [`StoreError::Unreadable`] where what is kept is not what was kept.
    pub async fn last_hr(&self) -> Result<Option<(Run, Vec<HrRow>)>, StoreError> {
        let Some(kept) = self.kept("hr", None).await? else { return Ok(None) };
        let mut rows = pack::open_hr(&kept.bytes)?;
        let columns = "place, name, email, attributes";
        let sql = format!(
            "SELECT {columns}, 0 FROM hr_label WHERE source_num = $1
             UNION ALL SELECT {columns}, 1 FROM protected_hr_label WHERE source_num = $1"
        );
        for row in sql::all(&self.db, sql, [kept.source.into()]).await? {
            let mut it = Columns::of(&row);
            let place: i32 = it.take()?;
            let (name, email): (String, Option<String>) = (it.take()?, it.take()?);
            let attributes = attributes(it.take()?)?;
            let hidden = it.take::<i32>()? == 1 && !self.entitled();
            let person = usize::try_from(place).ok().and_then(|it| rows.get_mut(it));
            let person = person.ok_or_else(|| StoreError::unreadable("kept read", "a label without row"))?;
            person.name = if hidden { HIDDEN.to_owned() } else { name };
            person.email = email.filter(|_| !hidden);
            person.attributes.extend(attributes.into_iter().filter(|it| !hidden || !pack::names(&it.0)));
        }
        Ok(Some((kept.run, rows)))
    }

    async fn kept(&self, part: &str, source: Option<&str>) -> Result<Option<Kept>, StoreError> {
        let which = if source.is_some() { "AND s.code = $2" } else { "" };
        let sql = format!(
            "SELECT p.hash, s.num, r.num, s.code, r.at, r.completeness, r.content_hash, r.facts
             FROM snapshot_part p JOIN run r ON r.num = p.run_num JOIN run_open o ON o.num = r.num
             JOIN source s ON s.num = o.source_num WHERE p.part = $1 {which}
             ORDER BY CASE r.completeness WHEN 'incomplete' THEN 1 ELSE 0 END, r.num DESC LIMIT 1"
        );
        let values = std::iter::once(part).chain(source).map(sea_orm::Value::from);
        let Some(row) = sql::one(&self.db, sql, values).await? else { return Ok(None) };
        let mut it = Columns::of(&row);
        let (hash, source) = (it.hash()?, it.take()?);
        let run = run(it)?;
        let bytes = blob::load(&self.db, &self.options, hash).await?;
        let bytes = bytes.ok_or_else(|| StoreError::unreadable("kept read", "its content is gone"))?;
        Ok(Some(Kept { run, source, bytes }))
    }

    async fn object_labels(&self, source: i32) -> Result<HashMap<i32, ObjectLabel>, StoreError> {
        let columns = "l.num, l.stable, l.dn, l.norm, l.name, l.attributes";
        let of = "JOIN dir_object o ON o.num = l.num WHERE o.source_num = $1";
        let sql = format!(
            "SELECT {columns}, 0 FROM dir_label l {of} UNION ALL SELECT {columns}, 1 FROM protected_dir_label l {of}"
        );
        let mut out = HashMap::new();
        for row in sql::all(&self.db, sql, [source.into()]).await? {
            let mut it = Columns::of(&row);
            let num: i32 = it.take()?;
            let mut label = ObjectLabel {
                key: it.take()?,
                dn: it.take()?,
                norm: it.take()?,
                name: it.take()?,
                attributes: attributes(it.take()?)?,
            };
            if it.take::<i32>()? == 1 && !self.entitled() {
                label.dn = format!("{HIDDEN}{num}");
                label.norm.clone_from(&label.dn);
                label.name = None;
                label.attributes.retain(|name, _| !pack::names(name));
            }
            out.insert(num, label);
        }
        Ok(out)
    }
}

/// What a directory calls an object.
struct ObjectLabel {
    key: String,
    dn: String,
    norm: String,
    name: Option<String>,
    attributes: BTreeMap<String, String>,
}

fn attributes(doc: Option<String>) -> Result<BTreeMap<String, String>, StoreError> {
    Ok(doc.map(|it| json(&it)).transpose()?.unwrap_or_default())
}

fn run(mut it: Columns<'_>) -> Result<Run, StoreError> {
    let (num, source) = (RunNum(it.take()?), it.take()?);
    let as_of = instant(it.take()?)?;
    let completeness = one_of(&it.take::<String>()?, &COMPLETENESS)?;
    let content_hash = it.hash()?;
    let facts: Value = json(&it.take::<String>()?)?;
    let text = |key: &str| facts.get(key).and_then(Value::as_str).map(str::to_owned);
    let count = |key: &str| facts.get(key).and_then(Value::as_u64).and_then(|it| usize::try_from(it).ok());
    Ok(Run {
        num,
        source,
        as_of,
        completeness,
        content_hash,
        file: text("file"),
        stated_by: text("stated_by"),
        entries: count("entries").unwrap_or_default(),
        stated_entries: count("stated_entries"),
    })
}

/// Instant and completeness of a run, and the number of its source.
pub(crate) async fn facts(
    db: &impl ConnectionTrait,
    num: RunNum,
) -> Result<(i64, Completeness, i32), StoreError> {
    let sql = "SELECT r.at, r.completeness, o.source_num FROM run r JOIN run_open o ON o.num = r.num WHERE r.num = $1";
    let row = sql::one(db, sql, [num.0.into()]).await?;
    let row = row.ok_or_else(|| StoreError::unreadable("run", num.0))?;
    let mut it = Columns::of(&row);
    Ok((it.take()?, one_of(&it.take::<String>()?, &COMPLETENESS)?, it.take()?))
}
