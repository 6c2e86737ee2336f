//! Classification: a proposal, or a decision where somebody has decided; and what it would bring, before it is saved.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::{
    classification::{Classification, Draft, Special, approve, in_force, propose, waiting},
    inventory::{Asset, Inventory, Row, plan::plan},
    message::Message,
    model::LevelCode,
    permission::Action,
    requirement::Preview,
};
use sha2::{Digest, Sha256};
use store::{Entry, Origin};

use super::{
    builtin,
    ctx::{Ctx, When},
    preview::bring,
    refusal::{ATTEMPTS, Refusal},
    situation::{self, Situation, no_such},
};

/// What somebody asks to have saved. A decider without levels decides the proposal that waits.
#[derive(Debug, Clone, Default)]
pub(crate) struct Ask {
    pub(crate) asset: String,
    /// `K=3`, as written.
    pub(crate) levels: Vec<String>,
    pub(crate) because: Option<String>,
    pub(crate) decided_by: Option<String>,
    pub(crate) from: Option<NaiveDate>,
    pub(crate) review: Option<NaiveDate>,
    pub(crate) special: Option<(String, NaiveDate)>,
    pub(crate) dry_run: bool,
    /// [`fingerprint`] of the classification that the change was made from, where that is known.
    pub(crate) base: Option<String>,
}

/// What identifies the versions of an asset's classification: it changes with any of them.
pub(crate) fn fingerprint(asset: &Asset) -> Result<String, Refusal> {
    let versions = serde_json::to_vec(&(&asset.classification, &asset.history))?;
    Ok(hex::encode(Sha256::digest(versions)))
}

/// What was or would be saved, and what it brings.
pub(crate) struct Classified {
    pub(crate) version: Classification,
    pub(crate) dry_run: bool,
    pub(crate) preview: Preview,
    pub(crate) before: Situation,
}

/// Proposes a classification, or decides it where `decided_by` names somebody.
pub(crate) async fn classify(ctx: &Ctx, ask: &Ask) -> Result<Classified, Refusal> {
    for _ in 0..ATTEMPTS {
        match attempt(ctx, ask).await {
            Err(Refusal::Overtaken) => {}
            done => return done,
        }
    }
    Err(Refusal::Overtaken)
}

async fn attempt(ctx: &Ctx, ask: &Ask) -> Result<Classified, Refusal> {
    let permit = ctx.may(if ask.decided_by.is_some() {
        Action::ClassificationApprove
    } else {
        Action::ClassificationPropose
    })?;
    let before = situation::load(ctx, When::Now).await?;
    let asset = before
        .inventory
        .assets
        .iter()
        .find(|it| it.code == ask.asset)
        .ok_or_else(|| no_such(&ask.asset, "list-assets", before.inventory.assets.iter().map(Row::code)))?
        .clone();
    if let Some(base) = &ask.base
        && fingerprint(&asset)? != *base
    {
        return Err(Refusal::Changed);
    }
    let version = decide(&before, &asset, ask)?;
    let incoming = with_version(asset.clone(), version.clone());
    let plan = plan(
        &before.inventory,
        Inventory { assets: vec![incoming], ..Inventory::default() },
        false,
        before.as_of.day,
    );
    let preview = bring(ctx, &before, &asset, &version)?;
    if !ask.dry_run {
        let mut write = ctx.write_on(permit, before.known).await?;
        builtin::keep(ctx, &mut write).await?;
        // On the command line a decision has been made elsewhere: it is taken over, with its decider.
        let origin = if ask.decided_by.is_some() { Origin::Import } else { Origin::Tool };
        write.apply(&plan, origin).await?;
        let action = match (&version.special, &ask.decided_by) {
            (Some(_), _) => "classification-special",
            (None, Some(_)) => "classification-approve",
            (None, None) => "classification-propose",
        };
        write.commit(Entry::new(action).on(Asset::LIST, &ask.asset)).await?;
    }
    Ok(Classified { version, dry_run: ask.dry_run, preview, before })
}

fn decide(situation: &Situation, asset: &Asset, ask: &Ask) -> Result<Classification, Refusal> {
    let people = || situation.inventory.people.iter().map(Row::code);
    for person in ask.decided_by.iter().chain(ask.special.iter().map(|it| &it.0)) {
        if !people().any(|it| it == person) {
            return Err(no_such(person, "list-people", people()));
        }
    }
    let day = situation.as_of.day;
    let draft = if ask.decided_by.is_some() && ask.levels.is_empty() {
        proposed(asset, ask, day)?
    } else {
        let levels = levels(&ask.levels)?;
        // To decide the very levels that somebody has proposed is to approve their proposal.
        let same =
            |it: &&Classification| levels.iter().all(|(code, level)| it.levels.get(code) == Some(level));
        let proposal = waiting(asset).filter(|_| ask.decided_by.is_some()).filter(same);
        Draft {
            proposed_by: proposal.and_then(|it| it.proposed_by.clone()),
            levels,
            because: ask.because.clone(),
            from: ask.from,
            review: ask.review,
            special: ask.special.clone().map(|(owner, date)| Special { owner, date }),
            ..Draft::default()
        }
    };
    let proposal = propose(&situation.model, in_force(asset, day), &draft, day).map_err(Refusal::invalid)?;
    match (&ask.decided_by, &ask.special) {
        (Some(person), _) | (None, Some((person, _))) => approve(proposal, person).map_err(Refusal::invalid),
        (None, None) => Ok(proposal.into_version()),
    }
}

/// The proposal that waits, to be judged against what is in force today: it holds from the decision on, unless it names a
/// later day.
fn proposed(asset: &Asset, ask: &Ask, day: NaiveDate) -> Result<Draft, Refusal> {
    let Some(it) = waiting(asset).cloned() else {
        return Err(Refusal::told(Message::new("classify-nothing-waits").with("asset", &asset.code)));
    };
    Ok(Draft {
        levels: it.levels,
        because: ask.because.clone().or(it.because),
        proposed_by: it.proposed_by,
        attendees: it.attendees,
        from: ask.from.or(it.from.map(|from| from.max(day))),
        review: ask.review.or(it.review),
        special: None,
    })
}

/// `K=3` → dimension and level, as written.
pub(crate) fn levels(all: &[String]) -> Result<BTreeMap<String, LevelCode>, Refusal> {
    let mut out = BTreeMap::new();
    for it in all {
        let Some((dimension, level)) = it.split_once('=').filter(|it| !it.0.is_empty() && !it.1.is_empty())
        else {
            return Err(Refusal::told(Message::new("classify-not-a-level").with("text", it)));
        };
        let level = level.parse().map_or_else(|_word| LevelCode::Word(level.to_owned()), LevelCode::Number);
        if out.insert(dimension.to_owned(), level).is_some() {
            return Err(Refusal::told(Message::new("classify-level-twice").with("dimension", dimension)));
        }
    }
    Ok(out)
}

/// The asset with `version` beside what it has: a decision replaces the version on the row, a proposal waits in the history.
pub(super) fn with_version(mut asset: Asset, version: Classification) -> Asset {
    if version.state == domain::classification::State::Approved {
        let old = std::mem::replace(&mut asset.classification, version);
        if !old.is_empty() {
            asset.history.insert(0, old);
        }
    } else {
        asset.history.insert(0, version);
    }
    asset
}
