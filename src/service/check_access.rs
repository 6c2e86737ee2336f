//! The access check: read what was given, keep it, judge it, and record what was found.
//!
//! Only a live read that reached its end is proven, and only a proven one closes findings. A file is complete as far as its
//! giver says: it adds findings and closes none. An incomplete read adds what it has seen, says nothing of what it has not,
//! and leaves the last complete one in force.

mod live;

use std::{
    collections::{BTreeMap, BTreeSet},
    path::PathBuf,
    sync::Arc,
};

use chrono::{DateTime, Utc};
use domain::{
    access::{
        check::{DIRECTORY, SystemAccess},
        finding::{Finding, steps},
        hr::HrRow,
        snapshot::{Completeness, EdgeKind, Snapshot},
    },
    inventory::{Inventory, Rule, Source, SourceKind},
    message::Message,
    permission::Action,
    severity::{Kind, Severity},
};
use store::{Entry, FindingRecord, NewRun};

use super::{
    ctx::{Ctx, When},
    directory,
    refusal::{Refusal, read_file},
    situation::{self, Kept, Situation},
    view::{self, View},
};

/// A drop of more than one in this many, against the read before, stops a read.
pub(crate) const DROP: usize = 10;

/// A finding with the key that identifies it from one read to the next.
type Keyed = (Finding, [u8; 32]);

/// What the user asks to be read.
#[derive(Debug, Clone)]
pub(crate) enum Asked {
    /// A file.
    File(Given),
    /// The directories called so, or all that are configured; without any, the last read is judged again.
    Live(Sources),
}

/// Directories that are read live.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sources {
    pub(crate) names: Vec<String>,
    pub(crate) hr: Option<PathBuf>,
    pub(crate) accept_drop: bool,
}

/// What the user gave.
#[derive(Debug, Clone)]
pub(crate) struct Given {
    pub(crate) ldif: PathBuf,
    pub(crate) hr: Option<PathBuf>,
    pub(crate) entries: Option<usize>,
    pub(crate) stated_by: Option<String>,
    pub(crate) accept_drop: bool,
}

/// The same as bytes: a file, or what the demo carries.
pub(crate) struct Material {
    pub(crate) ldif_name: String,
    pub(crate) ldif: Vec<u8>,
    pub(crate) hr: Option<(String, Vec<u8>)>,
    pub(crate) entries: Option<usize>,
    pub(crate) stated_by: Option<String>,
    pub(crate) accept_drop: bool,
}

/// Facts of the run that was judged.
#[derive(Debug, Clone)]
pub(crate) struct RunFacts {
    pub(crate) completeness: Completeness,
    pub(crate) as_of: DateTime<Utc>,
    pub(crate) read_at: DateTime<Utc>,
    pub(crate) file: Option<String>,
    pub(crate) stated_by: Option<String>,
    pub(crate) entries: usize,
    pub(crate) people: usize,
    pub(crate) content_hash: String,
    /// Codes of the directories that were read.
    pub(crate) sources: Vec<String>,
    /// What makes it incomplete, the reason first.
    pub(crate) gaps: Vec<Message>,
    /// Where it is incomplete: when the last complete read was made, which stays in force.
    pub(crate) last_complete: Option<DateTime<Utc>>,
    /// Open findings that it has closed.
    pub(crate) closed: usize,
    /// Open findings of before that this run does not show.
    pub(crate) not_seen: usize,
}

/// A finding as it may be shown: a person with protected identity has neither account nor path.
#[derive(Debug, Clone)]
pub(crate) struct Shown {
    pub(crate) kind: Kind,
    pub(crate) severity: Severity,
    pub(crate) system: Option<String>,
    pub(crate) rule: Option<String>,
    pub(crate) right: Option<String>,
    pub(crate) account: Option<String>,
    pub(crate) person: Option<String>,
    pub(crate) path: Vec<(String, Option<EdgeKind>)>,
    pub(crate) left_path: Vec<(String, Option<EdgeKind>)>,
    pub(crate) right_path: Vec<(String, Option<EdgeKind>)>,
    pub(crate) detail: Option<String>,
    pub(crate) detail_words: Option<Message>,
    pub(crate) protected: bool,
    pub(crate) first_seen: Option<DateTime<Utc>>,
}

/// What a check answers.
#[derive(Debug, Clone)]
pub(crate) struct Checked {
    pub(crate) run: RunFacts,
    pub(crate) systems: Vec<SystemAccess>,
    pub(crate) findings: Vec<Shown>,
    /// What could not be judged, with the system that it concerns.
    pub(crate) gaps: Vec<(Option<String>, Message)>,
    /// The rules of the systems that were asked for by name.
    pub(crate) rules: Vec<Rule>,
    /// The day, where it is one before the register was kept, seen with what is known now.
    pub(crate) corrected: Option<chrono::NaiveDate>,
}

/// What the last kept read shows.
pub(crate) struct Seen {
    pub(crate) view: Arc<View>,
    pub(crate) findings: Vec<Shown>,
}

/// Reads what was given, keeps it and judges it; without anything given, judges the last kept read again.
pub(crate) async fn check(
    ctx: &Ctx,
    asked: &Asked,
    systems: &[String],
    when: When,
) -> Result<Checked, Refusal> {
    let given = match asked {
        Asked::File(given) => given,
        Asked::Live(sources) if sources.names.is_empty() && directory::list(ctx).await?.is_empty() => {
            if sources.hr.is_some() || sources.accept_drop {
                return Err(Refusal::told(Message::new("access-no-directory")));
            }
            return again(ctx, systems, when).await;
        }
        Asked::Live(sources) => return live::read(ctx, sources, systems, when).await,
    };
    let name = |path: &PathBuf| path.display().to_string();
    let material = Material {
        ldif_name: name(&given.ldif),
        ldif: read_file(&given.ldif)?,
        hr: given.hr.as_ref().map(|path| Ok::<_, Refusal>((name(path), read_file(path)?))).transpose()?,
        entries: given.entries,
        stated_by: given.stated_by.clone(),
        accept_drop: given.accept_drop,
    };
    read(ctx, material, systems, when).await
}

/// Judges the last kept read again, as of `when`. Nothing is recorded: what it shows has been found before, or follows
/// from a register that was changed since, and the next read records it.
async fn again(ctx: &Ctx, systems: &[String], when: When) -> Result<Checked, Refusal> {
    let permit = ctx.may(Action::AccessCheck)?;
    let situation = situation::load(ctx, when).await?;
    known_systems(&situation, systems)?;
    let Some(kept) = &situation.kept else { return Err(nothing_read()) };
    let open = ctx.store.read(&permit).await?.open_findings().await?;
    let run = facts(kept, &situation);
    judge(&situation, kept, run, systems, &open).map(|it| it.0)
}

/// What the last kept read shows of some systems, or of all: findings as they may be shown, with when they were first
/// seen. Nothing where no directory has been read.
pub(crate) async fn seen(ctx: &Ctx, system: Option<&str>) -> Result<Seen, Refusal> {
    let permit = ctx.may(Action::AccessCheck)?;
    let view = view::now(ctx).await?;
    let open = ctx.store.read(&permit).await?.open_findings().await?;
    let first_seen: BTreeMap<[u8; 32], DateTime<Utc>> = open.iter().map(|it| (it.key, it.first_at)).collect();
    let mut findings = vec![];
    if let (Some(kept), Some(outcome)) = (&view.situation.kept, &view.judged.access) {
        let protected = Protected::of(kept, &view.situation.inventory);
        let asked = |it: &&Finding| system.is_none() || it.system.as_deref() == system;
        findings = outcome
            .findings
            .iter()
            .filter(asked)
            .map(|it| {
                let first = first_seen.get(&key_of(it, &kept.snapshot)).copied();
                show(it, &kept.snapshot, &protected, first)
            })
            .collect();
    }
    Ok(Seen { view, findings })
}

/// Reads a directory and judges it.
pub(crate) async fn read(
    ctx: &Ctx,
    material: Material,
    systems: &[String],
    when: When,
) -> Result<Checked, Refusal> {
    let permit = ctx.may(Action::AccessCheck)?;
    let mut situation = situation::load(ctx, when).await?;
    known_systems(&situation, systems)?;
    let source = situation.inventory.sources.iter().find(|it| it.code == DIRECTORY).cloned();
    let snapshot = parse(&material, source.as_ref())?;
    let hr = staff(&situation, material.hr.as_ref(), material.accept_drop)?;
    if let Some(before) = situation.kept.as_ref().filter(|_| !material.accept_drop) {
        plausible("directory", before.snapshot.entries, snapshot.entries)?;
    }
    let completeness = if snapshot.gaps.is_empty() { Completeness::Stated } else { Completeness::Incomplete };
    let gaps: Vec<Message> = snapshot.gaps.iter().map(::directory::gap_message).collect();
    let kept = Kept {
        content_hash: content_hash(&material),
        file: Some(material.ldif_name.clone()),
        stated_by: material.stated_by.clone(),
        stated_entries: material.entries,
        read_at: ctx.now,
        read_on: ctx.today(),
        completeness,
        snapshot,
        hr,
        sources: vec![DIRECTORY.to_owned()],
    };
    let new = NewRun {
        source: DIRECTORY.to_owned(),
        kind: SourceKind::Ldif,
        as_of: kept.read_at,
        completeness,
        content_hash: kept.content_hash,
        file: kept.file.clone(),
        stated_by: kept.stated_by.clone(),
        entries: kept.snapshot.entries,
        stated_entries: kept.stated_entries,
        live: None,
    };
    situation.kept = Some(kept.clone());
    situation.staff = Some(kept.hr.clone());
    let run = RunFacts { gaps, ..facts(&kept, &situation) };
    let open = ctx.store.read(&permit).await?.open_findings().await?;
    let (mut checked, found) = judge(&situation, &kept, run, &[], &open)?;
    let parts = [(new, Some(kept.snapshot.clone()))];
    let made =
        Made { parts: &parts, hr: Some(&kept.hr), snapshot: &kept.snapshot, found: &found, closes: true };
    record(ctx, permit, &situation, made).await?;
    keep_systems(&mut checked, systems, &situation);
    Ok(checked)
}

/// The HR file: the one that was given, else the last.
fn staff(
    situation: &Situation,
    given: Option<&(String, Vec<u8>)>,
    accept_drop: bool,
) -> Result<Vec<HrRow>, Refusal> {
    let hr = match given {
        Some((name, bytes)) => {
            schema::hr::read(name, bytes, &hr_columns(situation)).map_err(Refusal::invalid)?
        }
        None => situation.staff.clone().filter(|it| !it.is_empty()).ok_or_else(no_hr)?,
    };
    if let Some(before) = situation.kept.as_ref().filter(|_| !accept_drop) {
        plausible("hr", before.hr.len(), hr.len())?;
    }
    Ok(hr)
}

fn parse(material: &Material, source: Option<&Source>) -> Result<Snapshot, Refusal> {
    let mut options = ::directory::Options::new(&material.ldif_name);
    options.dialect = source.and_then(|it| it.dialect);
    options.places = source.map_or(&[], |it| &it.places);
    options.stated_entries = material.entries;
    ::directory::read(&material.ldif, &options).map_err(Refusal::invalid)
}

fn hr_columns(situation: &Situation) -> BTreeMap<String, String> {
    let found =
        situation.inventory.sources.iter().find(|it| it.kind == SourceKind::Hr && it.retired.is_none());
    found.map(|it| it.columns.clone()).unwrap_or_default()
}

/// An implausible drop stops a read before anything is replaced (ACCESS point 34).
fn plausible(what: &'static str, before: usize, now: usize) -> Result<(), Refusal> {
    if now * DROP >= before * (DROP - 1) && now > 0 {
        return Ok(());
    }
    let key = if what == "hr" { "access-hr-drop" } else { "access-directory-drop" };
    Err(Refusal::told(Message::new(key).with("before", before).with("now", now)))
}

fn no_hr() -> Refusal {
    Refusal::told(Message::new("access-no-hr"))
}

/// Nothing can be judged: says how to make a file.
fn nothing_read() -> Refusal {
    let command = |dialect| ::directory::command::commands(dialect, None).join(" && ");
    Refusal::told(
        Message::new("access-nothing-read")
            .with("ad", command(domain::inventory::Dialect::Ad))
            .with("openldap", command(domain::inventory::Dialect::OpenLdap)),
    )
}

fn known_systems(situation: &Situation, systems: &[String]) -> Result<(), Refusal> {
    if situation.inventory.systems.is_empty() {
        // nobody outside a rule where there is no rule: that must not read as *no findings*
        return Err(Refusal::told(Message::new("access-empty-register")));
    }
    for code in systems {
        situation.needs_of(Some(code))?;
    }
    Ok(())
}

fn content_hash(material: &Material) -> [u8; 32] {
    use sha2::{Digest, Sha256};
    let mut hash = Sha256::new();
    hash.update(&material.ldif);
    if let Some((_, bytes)) = &material.hr {
        hash.update(bytes);
    }
    hash.finalize().into()
}

fn facts(kept: &Kept, situation: &Situation) -> RunFacts {
    RunFacts {
        completeness: kept.completeness,
        as_of: situation.as_of.instant,
        read_at: kept.read_at,
        file: kept.file.clone(),
        stated_by: kept.stated_by.clone(),
        entries: kept.snapshot.entries,
        people: kept.hr.len(),
        content_hash: hex::encode(kept.content_hash),
        sources: kept.sources.clone(),
        gaps: vec![],
        last_complete: None,
        closed: 0,
        not_seen: 0,
    }
}

/// Judges a read, and says which of the open findings of before it does not show.
fn judge(
    situation: &Situation,
    kept: &Kept,
    mut run: RunFacts,
    systems: &[String],
    open: &[store::KnownFinding],
) -> Result<(Checked, Vec<Keyed>), Refusal> {
    let Some(outcome) = situation.access()? else { return Err(nothing_read()) };
    let first_seen: BTreeMap<[u8; 32], DateTime<Utc>> = open.iter().map(|it| (it.key, it.first_at)).collect();
    let found: Vec<Keyed> = outcome
        .findings
        .into_iter()
        // What an incomplete read does not show may be there all the same.
        .filter(|it| run.completeness != Completeness::Incomplete || !it.kind.rests_on_absence())
        .map(|it| {
            let key = key_of(&it, &kept.snapshot);
            (it, key)
        })
        .collect();
    let shown: BTreeSet<[u8; 32]> = found.iter().map(|it| it.1).collect();
    run.not_seen = open.iter().filter(|it| !shown.contains(&it.key)).count();
    let protected = Protected::of(kept, &situation.inventory);
    let findings = found
        .iter()
        .map(|(it, key)| show(it, &kept.snapshot, &protected, first_seen.get(key).copied()))
        .collect();
    let gaps = outcome.gaps.iter().map(|it| (it.system().cloned(), it.message())).collect();
    let corrected = situation.corrected.then_some(situation.as_of.day);
    let mut checked = Checked { run, systems: outcome.systems, findings, gaps, rules: vec![], corrected };
    keep_systems(&mut checked, systems, situation);
    Ok((checked, found))
}

/// What concerns the systems that were asked for; a conflict concerns those of its two rights.
fn keep_systems(checked: &mut Checked, systems: &[String], situation: &Situation) {
    if systems.is_empty() {
        return;
    }
    let inventory = &situation.inventory;
    let rights: BTreeSet<&str> = inventory
        .rights
        .iter()
        .filter(|it| systems.contains(&it.system))
        .map(|it| it.code.as_str())
        .collect();
    let conflicts: BTreeSet<&str> = inventory
        .conflicts
        .iter()
        .filter(|it| rights.contains(it.left.as_str()) || rights.contains(it.right.as_str()))
        .map(|it| it.code.as_str())
        .collect();
    let (day, in_question) = (situation.as_of.day, |it: &&Rule| systems.contains(&it.system));
    let in_force = |it: &&Rule| it.retired.is_none_or(|retired| day < retired);
    checked.rules = inventory.rules.iter().filter(in_question).filter(in_force).cloned().collect();
    checked.systems.retain(|it| systems.contains(&it.code));
    checked.gaps.retain(|it| it.0.as_ref().is_none_or(|it| systems.contains(it)));
    checked.findings.retain(|it| match &it.system {
        Some(system) => systems.contains(system),
        None => it.rule.as_deref().is_some_and(|it| conflicts.contains(it)),
    });
}

/// SHA-256 over the kind and the stable identifiers that a finding concerns.
fn key_of(finding: &Finding, snapshot: &Snapshot) -> [u8; 32] {
    use sha2::{Digest, Sha256};
    let mut hash = Sha256::new();
    for part in finding.key(snapshot) {
        hash.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
        hash.update(part.as_bytes());
    }
    hash.finalize().into()
}

/// Whose account and path are hidden.
struct Protected(BTreeSet<String>);

impl Protected {
    /// Those whom either list calls protected: the HR file, or the register.
    fn of(kept: &Kept, register: &Inventory) -> Self {
        let staff = kept.hr.iter().filter(|it| it.protected).map(|it| &it.employee_id);
        let people =
            register.people.iter().filter(|it| it.protected).filter_map(|it| it.employee_id.as_ref());
        Self(staff.chain(people).cloned().collect())
    }

    fn is(&self, finding: &Finding, snapshot: &Snapshot) -> bool {
        let of_account = finding
            .object
            .and_then(|it| snapshot.objects.get(usize::try_from(it).ok()?))
            .and_then(|it| it.account.as_ref());
        let number = of_account.and_then(|it| it.employee_id.as_ref()).or(finding.person.as_ref());
        number.is_some_and(|it| self.0.contains(it))
    }
}

fn show(
    finding: &Finding,
    snapshot: &Snapshot,
    protected: &Protected,
    first_seen: Option<DateTime<Utc>>,
) -> Shown {
    let hidden = protected.is(finding, snapshot);
    let walk = |path: &[domain::access::reach::Step]| -> Vec<(String, Option<EdgeKind>)> {
        if hidden {
            vec![]
        } else {
            steps(path, snapshot).into_iter().map(|(dn, edge)| (dn.to_owned(), edge)).collect()
        }
    };
    Shown {
        kind: finding.kind,
        severity: finding.severity,
        system: finding.system.clone(),
        rule: finding.rule.clone(),
        right: finding.right.clone(),
        account: finding.account.clone().filter(|_| !hidden),
        person: finding.person.clone(),
        path: walk(&finding.path),
        left_path: walk(&finding.left_path),
        right_path: walk(&finding.right_path),
        detail: finding.detail.as_ref().map(ToString::to_string),
        detail_words: finding.detail.as_ref().map(domain::access::finding::Detail::message),
        protected: hidden,
        first_seen,
    }
}

/// Reads that are to be kept, and what they show.
struct Made<'a> {
    parts: &'a [(NewRun, Option<Snapshot>)],
    /// The HR file, where it is a new one.
    hr: Option<&'a [HrRow]>,
    /// What was judged.
    snapshot: &'a Snapshot,
    found: &'a [Keyed],
    /// Whether what is not shown is gone.
    closes: bool,
}

/// Keeps the reads and what they show, in one change; gives how many findings that has closed.
async fn record(
    ctx: &Ctx,
    permit: domain::permission::Permit,
    situation: &Situation,
    made: Made<'_>,
) -> Result<usize, Refusal> {
    let Made { parts, hr, snapshot, found, closes } = made;
    let mut write = ctx.store.write(permit, ctx.stamp()).await?;
    let mut run = None;
    for (place, (new, snapshot)) in parts.iter().enumerate() {
        let hr = hr.filter(|_| place + 1 == parts.len());
        run = Some(write.add_run(new, snapshot.as_ref(), hr).await?);
    }
    let mut closed = 0;
    let units: BTreeMap<&str, &String> =
        situation.inventory.systems.iter().map(|it| (it.code.as_str(), &it.unit)).collect();
    let records: Vec<FindingRecord> = found
        .iter()
        .map(|(it, key)| FindingRecord {
            key: *key,
            kind: it.kind.to_string(),
            severity: it.severity,
            system: it.system.clone(),
            unit: it.system.as_deref().and_then(|code| units.get(code)).map(|it| (*it).clone()),
            right: it.right.clone(),
            account: account_key(it, snapshot),
        })
        .collect();
    if let Some(run) = run {
        // A proven read of one directory closes nothing while another was not read.
        let nothing = BTreeSet::new();
        closed = write.record_findings(run, &records, (!closes).then_some(&nothing)).await?.closed;
    }
    let completeness: Option<&str> = parts.iter().map(|it| it.0.completeness).min().map(Into::into);
    let sources: Vec<String> = parts.iter().map(|it| it.0.source.clone()).collect();
    let entry = Entry::new("access-check")
        .with("entries", parts.iter().map(|it| it.0.entries).sum::<usize>())
        .with("people", situation.staff.as_ref().map_or(0, Vec::len))
        .with("findings", found.len())
        .with("closed", closed)
        .with("sources", sources)
        .with("completeness", completeness.unwrap_or_default())
        .with("systems", situation.needs().len());
    write.commit(entry).await?;
    Ok(closed)
}

/// Stable key of the account that a finding concerns.
fn account_key(finding: &Finding, snapshot: &Snapshot) -> Option<String> {
    let object = snapshot.objects.get(usize::try_from(finding.object?).ok()?)?;
    Some(object.key.clone())
}
