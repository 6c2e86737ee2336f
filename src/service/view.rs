//! What pages read: the situation as it is now, with its verdicts, derived once for each state of the database.
//!
//! Every change has a number in the audit log without holes, so that number and the day say whether what was derived still
//! holds. Nothing has to be told that something changed.

use std::sync::{Arc, OnceLock};

use chrono::NaiveDate;
use domain::{assurance::Judgement, message::Lang, permission::Action, requirement::Requirement};
use report::model::Management;
use tokio::sync::Mutex;

use super::{
    ctx::{Ctx, When},
    refusal::Refusal,
    situation::{self, Judged, Situation},
};

/// The situation with its verdicts.
pub(crate) struct View {
    pub(crate) situation: Situation,
    pub(crate) judged: Judged,
    /// The management report of it, once somebody has asked.
    pub(crate) report: OnceLock<Management>,
}

impl View {
    /// Every verdict with what it is on; the two stand in the same order.
    pub(crate) fn verdicts(&self) -> impl Iterator<Item = (&Judgement, &Requirement)> {
        self.judged.judgements.iter().zip(self.situation.requirements())
    }
}

#[derive(PartialEq, Eq, Clone, Copy)]
struct Key {
    tx: i64,
    day: NaiveDate,
    lang: Lang,
}

/// The latest views, one for each language that is read in.
#[derive(Default)]
pub(crate) struct Cache {
    views: Mutex<Vec<(Key, Arc<View>)>>,
    organisation: std::sync::RwLock<String>,
}

impl Cache {
    /// Name of the organisation, as it was last read.
    pub(crate) fn organisation(&self) -> String {
        self.organisation.read().unwrap_or_else(std::sync::PoisonError::into_inner).clone()
    }

    /// Keeps the name of the organisation.
    pub(crate) fn named(&self, name: &str) {
        let mut kept = self.organisation.write().unwrap_or_else(std::sync::PoisonError::into_inner);
        if *kept != name {
            name.clone_into(&mut kept);
        }
    }
}

impl std::fmt::Debug for Cache {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Cache").finish_non_exhaustive()
    }
}

/// The situation now.
pub(crate) async fn now(ctx: &Ctx) -> Result<Arc<View>, Refusal> {
    let permit = ctx.may(Action::PostureRead)?;
    // Whoever comes second waits here for the first rather than derive the same.
    let mut held = ctx.cache.views.lock().await;
    let tx = ctx.store.read(&permit).await?.known().0;
    let key = Key { tx, day: ctx.today(), lang: ctx.lang };
    if let Some((_, view)) = held.iter().find(|it| it.0 == key) {
        return Ok(view.clone());
    }
    let situation = situation::load(ctx, When::Now).await?;
    ctx.cache.named(situation.inventory.organisation.as_ref().map_or("", |it| it.name.as_str()));
    let view = tokio::task::spawn_blocking(move || {
        let judged = situation.judge()?;
        Ok::<_, Refusal>(Arc::new(View { situation, judged, report: OnceLock::new() }))
    })
    .await??;
    held.retain(|it| it.0.tx == key.tx && it.0.day == key.day);
    held.push((key, view.clone()));
    Ok(view)
}
