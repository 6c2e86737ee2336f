//! Recording evidence: what somebody saw, when, how, and who accepted it.

use std::path::PathBuf;

use chrono::NaiveDate;
use domain::{
    assurance,
    inventory::{Evidence, Inventory, List, Row, Status, plan::Plan},
    message::Message,
    permission::Action,
};
use sha2::{Digest, Sha256};
use store::{Entry, Origin};

use super::{
    ctx::{Ctx, When},
    refusal::{ATTEMPTS, Refusal, read_file},
    situation::{self, Situation, no_such},
};

/// Largest attachment, in bytes.
const LARGEST: usize = 50 << 20;

/// What somebody saw.
#[derive(Debug, Clone)]
pub(crate) struct Seen {
    pub(crate) control: String,
    pub(crate) on: Option<String>,
    pub(crate) status: Status,
    pub(crate) because: String,
    pub(crate) value: Option<String>,
    pub(crate) observed: Option<NaiveDate>,
    pub(crate) observer: Option<String>,
    pub(crate) accepted_by: Option<String>,
    pub(crate) file: Option<PathBuf>,
}

/// Records it, and answers with the row.
pub(crate) async fn add(ctx: &Ctx, seen: &Seen) -> Result<Evidence, Refusal> {
    for _ in 0..ATTEMPTS {
        match attempt(ctx, seen).await {
            Err(Refusal::Overtaken) => {}
            done => return done,
        }
    }
    Err(Refusal::Overtaken)
}

async fn attempt(ctx: &Ctx, seen: &Seen) -> Result<Evidence, Refusal> {
    let permit = ctx.may(Action::EvidenceRecord)?;
    let situation = situation::load(ctx, When::Now).await?;
    check(&situation, seen)?;
    let attachment = seen.file.as_ref().map(|path| read_file(path)).transpose()?;
    if attachment.as_ref().is_some_and(|it| it.len() > LARGEST) {
        return Err(Refusal::told(Message::new("verify-file-too-large").with("megabytes", LARGEST >> 20)));
    }
    let evidence = Evidence {
        code: next_code(&situation.inventory),
        control: seen.control.clone(),
        on: seen.on.clone(),
        status: seen.status,
        because: seen.because.clone(),
        value: seen.value.clone(),
        method: "manual_evidence".to_owned(),
        observed: seen.observed.unwrap_or(situation.as_of.day),
        observer: seen.observer.clone(),
        accepted_by: seen.accepted_by.clone(),
        attachment: attachment.as_ref().map(|it| hex::encode(Sha256::digest(it))),
        retired: None,
    };
    assurance::proof(&evidence, &situation.inventory, situation.catalogue).map_err(Refusal::told)?;
    let added = Inventory { evidence: vec![evidence.clone()], ..Inventory::default() };
    let plan = Plan { added, ..Plan::default() };
    let mut write = ctx.write_on(permit, situation.known).await?;
    if let Some(bytes) = &attachment {
        write.add_blob(bytes, "application/octet-stream").await?;
    }
    write.apply(&plan, Origin::Tool).await?;
    write.commit(Entry::new("evidence-record").on(List::Evidence, &evidence.code)).await?;
    Ok(evidence)
}

fn check(situation: &Situation, seen: &Seen) -> Result<(), Refusal> {
    let controls = || situation.catalogue.controls.iter().map(|it| it.code.as_str());
    if !controls().any(|it| it == seen.control) {
        return Err(no_such(&seen.control, "list-controls", controls()));
    }
    let people = || situation.inventory.people.iter().map(Row::code);
    for person in seen.observer.iter().chain(&seen.accepted_by) {
        if !people().any(|it| it == person) {
            return Err(no_such(person, "list-people", people()));
        }
    }
    if let Some(on) = &seen.on {
        let known = objects(&situation.inventory);
        if !known.contains(&on.as_str()) {
            return Err(no_such(on, "list-objects", known.into_iter()));
        }
    }
    let own = seen.accepted_by.is_some() && seen.accepted_by == seen.observer;
    let future = seen.observed.is_some_and(|it| it > situation.as_of.day);
    let empty = seen.because.trim().is_empty();
    let faults: Vec<Message> = [
        own.then(|| Message::new("verify-own-acceptance")),
        (seen.accepted_by.is_some() && seen.observer.is_none())
            .then(|| Message::new("verify-accepted-without-observer")),
        future.then(|| Message::new("verify-in-the-future").with("today", situation.as_of.day)),
        empty.then(|| Message::new("verify-without-reason")),
    ]
    .into_iter()
    .flatten()
    .collect();
    if faults.is_empty() { Ok(()) } else { Err(Refusal::invalid(faults)) }
}

/// Everything that evidence can be on.
fn objects(inventory: &Inventory) -> Vec<&str> {
    fn codes<R: Row>(list: &[R]) -> impl Iterator<Item = &str> {
        list.iter().filter(|it| it.retired().is_none()).map(Row::code)
    }
    codes(&inventory.systems)
        .chain(codes(&inventory.units))
        .chain(codes(&inventory.suppliers))
        .chain(codes(&inventory.platforms))
        .chain(codes(&inventory.sites))
        .chain(codes(&inventory.assets))
        .collect()
}

/// `U-1`, `U-2` …: the first number that is free.
fn next_code(inventory: &Inventory) -> String {
    let taken = inventory.evidence.iter().filter_map(|it| it.code.strip_prefix("U-")?.parse::<u64>().ok());
    format!("U-{}", taken.max().unwrap_or(0) + 1)
}
