//! The access check of directories that are read live: what was read is kept and judged, complete or not.

use domain::{
    access::snapshot::{Completeness, Snapshot},
    inventory::SourceKind,
    message::Message,
    permission::Action,
};
use store::NewRun;

use super::{Checked, Made, RunFacts, Sources, facts, judge, keep_systems, known_systems, record, staff};
use crate::service::{
    ctx::{Ctx, When},
    directory::{self, Live},
    refusal::{Refusal, read_file},
    situation::{self, Kept},
};

/// Reads directories live, keeps what they said, and judges it.
pub(super) async fn read(
    ctx: &Ctx,
    sources: &Sources,
    systems: &[String],
    when: When,
) -> Result<Checked, Refusal> {
    let permit = ctx.may(Action::AccessCheck)?;
    let mut situation = situation::load(ctx, when).await?;
    known_systems(&situation, systems)?;
    let file = sources.hr.as_ref().map(|it| Ok::<_, Refusal>((it.display().to_string(), read_file(it)?)));
    let file = file.transpose()?;
    let hr = staff(&situation, file.as_ref(), sources.accept_drop)?;
    let all = directory::read(ctx, &sources.names, &situation.inventory, sources.accept_drop).await?;
    let store = ctx.store.read(&permit).await?;
    // Those that were not asked for now are judged as they were read last.
    let mut others = Vec::new();
    for it in store.directories().await? {
        if !all.iter().any(|read| read.directory.name == it.name) {
            others.push((it.name.clone(), store.last_run(Some(&it.name)).await?));
        }
    }
    let open = store.open_findings().await?;
    drop(store);
    let mut gaps: Vec<Message> = all.iter().flat_map(|it| it.gaps.clone()).collect();
    let unread = others.iter().filter(|it| it.1.is_none());
    gaps.extend(unread.map(|it| Message::new("access-directory-unread").with("name", &it.0)));
    let kept_before: Vec<(store::Run, Snapshot)> = others.into_iter().filter_map(|it| it.1).collect();
    let completeness = all
        .iter()
        .map(Live::completeness)
        .chain(kept_before.iter().map(|it| it.0.completeness))
        .min()
        .filter(|_| gaps.is_empty())
        .unwrap_or(Completeness::Incomplete);
    let last_complete = situation
        .kept
        .as_ref()
        .filter(|it| completeness == Completeness::Incomplete && it.completeness != Completeness::Incomplete)
        .map(|it| it.read_at);
    let mut parts: Vec<(NewRun, Option<Snapshot>)> = Vec::new();
    for it in all {
        let hash = it.reading.snapshot.as_ref().map_or([0; 32], snapshot_hash);
        parts.push((
            NewRun {
                source: it.directory.name.clone(),
                kind: SourceKind::Ldif,
                as_of: ctx.now,
                completeness: it.completeness(),
                content_hash: hash,
                file: None,
                stated_by: None,
                entries: it.reading.facts.entries,
                stated_entries: None,
                live: Some(it.facts()),
            },
            it.reading.snapshot,
        ));
    }
    // What closes findings is recorded last, under the least complete read.
    parts.sort_by_key(|it| std::cmp::Reverse(it.0.completeness));
    let names: Vec<String> = parts
        .iter()
        .map(|it| it.0.source.clone())
        .chain(kept_before.iter().map(|it| it.0.source.clone()))
        .collect();
    let entries = parts.iter().map(|it| it.0.entries).sum();
    let seen = parts.iter().any(|it| it.1.is_some());
    let whole = parts.iter().filter_map(|it| it.1.clone()).chain(kept_before.into_iter().map(|it| it.1));
    let snapshot = Snapshot::joined(whole).filter(|_| seen);
    let last = parts.last().map_or([0; 32], |it| it.0.content_hash);
    let Some(snapshot) = snapshot else {
        // Nothing was seen: nothing can be judged, and what was known stays.
        let made =
            Made { parts: &parts, hr: None, snapshot: &Snapshot::nothing(), found: &[], closes: false };
        record(ctx, permit, &situation, made).await?;
        let run = RunFacts {
            completeness,
            as_of: situation.as_of.instant,
            read_at: ctx.now,
            file: None,
            stated_by: None,
            entries,
            people: hr.len(),
            content_hash: hex::encode(last),
            sources: names,
            gaps,
            last_complete,
            closed: 0,
            not_seen: open.len(),
        };
        return Ok(Checked {
            run,
            systems: vec![],
            findings: vec![],
            gaps: vec![],
            rules: vec![],
            corrected: None,
        });
    };
    let kept = Kept {
        content_hash: last,
        file: None,
        stated_by: None,
        stated_entries: None,
        read_at: ctx.now,
        read_on: ctx.today(),
        completeness,
        snapshot,
        hr,
        sources: names,
    };
    situation.kept = Some(kept.clone());
    situation.staff = Some(kept.hr.clone());
    let run = RunFacts { gaps, last_complete, ..facts(&kept, &situation) };
    let (mut checked, found) = judge(&situation, &kept, run, &[], &open)?;
    // A new HR file is kept with whatever was read; the one of before is kept already.
    let new_hr = sources.hr.is_some().then_some(kept.hr.as_slice());
    let made = Made {
        parts: &parts,
        hr: new_hr,
        snapshot: &kept.snapshot,
        found: &found,
        closes: completeness == Completeness::Proven,
    };
    let closed = record(ctx, permit, &situation, made).await?;
    checked.run.closed = closed;
    checked.run.not_seen -= closed.min(checked.run.not_seen);
    keep_systems(&mut checked, systems, &situation);
    Ok(checked)
}

/// SHA-256 over what was read, whatever the order in which it came.
fn snapshot_hash(snapshot: &Snapshot) -> [u8; 32] {
    use sha2::{Digest, Sha256};
    let mut objects: Vec<_> = snapshot.objects.iter().collect();
    objects.sort_by(|a, b| a.key.cmp(&b.key));
    let key = |it: u32| {
        let object = usize::try_from(it).ok().and_then(|it| snapshot.objects.get(it));
        object.map_or("", |it| it.key.as_str())
    };
    let mut edges: Vec<(&str, &str, &'static str)> =
        snapshot.edges.iter().map(|it| (key(it.group), key(it.member), it.kind.into())).collect();
    edges.sort_unstable();
    let mut hash = Sha256::new();
    let mut part = |text: &str| {
        hash.update(u64::try_from(text.len()).unwrap_or(u64::MAX).to_be_bytes());
        hash.update(text.as_bytes());
    };
    for it in objects {
        let manager = it.account.as_ref().and_then(|it| it.manager).map_or("", key);
        let account =
            it.account.as_ref().map(|it| domain::access::snapshot::Account { manager: None, ..it.clone() });
        for text in [it.key.as_str(), &it.dn, it.kind.into(), manager] {
            part(text);
        }
        part(&serde_json::json!([it.name, it.sid, it.security, account]).to_string());
    }
    for (group, member, kind) in edges {
        for text in [group, member, kind] {
            part(text);
        }
    }
    hash.finalize().into()
}
