//! The context of a request: who acts, in which language, when, and on which data.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use domain::{
    access::hr::AsOf,
    id::{ActorId, Tx},
    message::Lang,
    permission::{Action, Actor, Permit, Role, decide},
};
use store::{Stamp, Store, Write};
use uuid::Uuid;

use super::{clock, folder::Folder, mint, refusal::Refusal, view::Cache};
use crate::{auth::Gate, config::Settings};

/// A point in time as people ask for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum When {
    /// This moment.
    Now,
    /// The end of a civil day.
    Day(NaiveDate),
    /// An instant.
    Instant(DateTime<Utc>),
}

/// Who acts, when, and on which data.
#[derive(Clone)]
pub(crate) struct Ctx {
    pub(crate) store: Store,
    pub(crate) folder: Folder,
    pub(crate) settings: Settings,
    pub(crate) lang: Lang,
    pub(crate) zone: Tz,
    pub(crate) now: DateTime<Utc>,
    pub(crate) actor: Actor,
    /// What stands before a sign-in.
    pub(crate) gate: Arc<Gate>,
    /// What has been derived already.
    pub(crate) cache: Arc<Cache>,
}

/// The local administrator of the command line: owns the file, so it is the same one everywhere.
pub(crate) fn local_administrator() -> Actor {
    Actor { id: ActorId(Uuid::nil()), role: Role::Administrator, via: "cli" }
}

/// Somebody who has not signed in.
pub(crate) fn nobody() -> Actor {
    Actor { id: ActorId(Uuid::nil()), role: Role::Nobody, via: "session" }
}

impl Ctx {
    /// The same data for one request: its actor, its reader's language, its moment.
    pub(crate) fn for_request(&self, actor: Actor, lang: Option<Lang>) -> Self {
        let now = clock::now(self.settings.clock_offset_seconds);
        Self { actor, now, lang: lang.unwrap_or(self.lang), ..self.clone() }
    }

    /// Leave to do `action`, or a refusal.
    pub(crate) fn may(&self, action: Action) -> Result<Permit, Refusal> {
        Ok(decide(&self.actor, action)?)
    }

    /// The time of a change, and what identifiers and salts come from.
    pub(crate) fn stamp(&self) -> Stamp {
        let now = self.now;
        Stamp { now, day: self.today(), mint: Box::new(move || mint::id(now)), salt: Box::new(mint::salt) }
    }

    /// Opens a change that was planned from the state of the database at `known`.
    ///
    /// [`Refusal::Overtaken`] where another change came between: what was planned is to be planned anew.
    pub(crate) async fn write_on(&self, permit: Permit, known: Tx) -> Result<Write, Refusal> {
        let write = self.store.write(permit, self.stamp()).await?;
        if write.tx().0 == known.0 + 1 { Ok(write) } else { Err(Refusal::Overtaken) }
    }

    /// The civil day of `instant` in the organisation's time zone.
    pub(crate) fn day_of(&self, instant: DateTime<Utc>) -> NaiveDate {
        instant.with_timezone(&self.zone).date_naive()
    }

    /// Today, in the organisation's time zone.
    pub(crate) fn today(&self) -> NaiveDate {
        self.day_of(self.now)
    }

    /// The instant and the civil day that `when` means: a day is meant as it ended.
    pub(crate) fn as_of(&self, when: When) -> AsOf {
        match when {
            When::Now => AsOf { instant: self.now, day: self.today() },
            When::Instant(instant) => AsOf { instant, day: self.day_of(instant) },
            When::Day(day) if day == self.today() => AsOf { instant: self.now, day },
            When::Day(day) => AsOf { instant: self.end_of(day), day },
        }
    }

    fn end_of(&self, day: NaiveDate) -> DateTime<Utc> {
        let midnight = day.succ_opt().unwrap_or(day).and_time(chrono::NaiveTime::MIN);
        // Where a change of clocks skips midnight, the day ends at the first moment after it.
        let next = midnight
            .and_local_timezone(self.zone)
            .earliest()
            .map_or_else(|| midnight.and_utc(), |it| it.to_utc());
        next - chrono::Duration::milliseconds(1)
    }
}
