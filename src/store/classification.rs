//! Versions of a classification: rows that are never changed, in the order in which the register states them.
//!
//! The version in force is stated first (place 0 of its entry), then the earlier ones and proposals. A new version goes
//! before those that are there. A version that is stated anew in another place is written again; read, it counts once.

use std::collections::{BTreeMap, HashMap};

use domain::{
    classification::{Classification, Special, State},
    inventory::{Asset, List},
};
use sea_orm::ConnectionTrait;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    StoreError,
    catalogue::{self, StoredModel},
    inventory::{Known, Loader, Origin, Saver, json, one_of, planned, taken},
    sql::{Columns, Row, row},
};

/// Byte of a dimension that nobody has classified.
const UNSET: u8 = 255;

/// What is known of one asset's classification.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Versions {
    pub(crate) current: Option<Classification>,
    pub(crate) history: Vec<Classification>,
}

impl Versions {
    fn add(&mut self, version: Classification, place: i32) {
        if self.current.is_none() && self.history.is_empty() && place == 0 {
            self.current = Some(version);
        } else if self.current.as_ref() != Some(&version) && !self.history.contains(&version) {
            self.history.push(version);
        }
    }
}

/// The versions of every asset.
pub(crate) async fn versions<C: ConnectionTrait>(
    it: &Loader<'_, C>,
    models: &[StoredModel],
) -> Result<HashMap<Uuid, Versions>, StoreError> {
    let columns =
        "asset_id, place, model_id, state, valid_on, levels, doc, proposed_by, decided_by, review_on,
                   special_owner_id, special_on";
    let mut out: HashMap<Uuid, Versions> = HashMap::new();
    for row in it.select("classification", columns, "ORDER BY asset_id, tx DESC, place").await? {
        let mut columns = Columns::of(&row);
        let (asset, place) = (columns.take()?, columns.take()?);
        out.entry(asset).or_default().add(version(it, models, columns)?, place);
    }
    Ok(out)
}

fn version<C: ConnectionTrait>(
    it: &Loader<'_, C>,
    models: &[StoredModel],
    mut columns: Columns<'_>,
) -> Result<Classification, StoreError> {
    let model: Uuid = columns.take()?;
    let state: String = columns.take()?;
    let from = columns.day()?;
    let mut levels = BTreeMap::new();
    for (byte, dim) in columns.take::<Option<Vec<u8>>>()?.unwrap_or_default().into_iter().zip(0..) {
        if byte != UNSET {
            let (dimension, level) = catalogue::level(models, model, dim, i32::from(byte))?;
            levels.insert(dimension, level);
        }
    }
    let doc: Option<String> = columns.take()?;
    let mut doc: Value = doc.map(|it| json(&it)).transpose()?.unwrap_or_default();
    let because = taken(&mut doc, "because")?;
    let attendees: Vec<Uuid> = taken(&mut doc, "attendees")?.unwrap_or_default();
    let (proposed_by, decided_by) = (it.maybe(columns.take()?)?, it.maybe(columns.take()?)?);
    let review = columns.day()?;
    let special = match (it.maybe(columns.take()?)?, columns.day()?) {
        (Some(owner), Some(date)) => Some(Special { owner, date }),
        _ => None,
    };
    let states = [State::Draft, State::Proposed, State::Approved];
    Ok(Classification {
        levels,
        because,
        state: if special.is_some() { State::Approved } else { one_of(&state, &states)? },
        proposed_by,
        decided_by,
        attendees: attendees.into_iter().map(|id| it.code(id)).collect::<Result<_, _>>()?,
        from,
        review,
        special,
    })
}

/// Writes the versions that the plan's assets state and the store does not have, or has in another place.
pub(crate) async fn save(it: &mut Saver<'_>) -> Result<(), StoreError> {
    let plan = it.plan;
    let known = if plan.changed.assets.is_empty() && plan.removed.assets.is_empty() {
        HashMap::new()
    } else {
        let codes = crate::inventory::codes(&it.w.db).await?;
        let loader = Loader { db: &it.w.db, known: Known::all(), codes };
        versions(&loader, &it.models).await?
    };
    let (mut rows, mut levels): (Vec<Row>, Vec<Row>) = (Vec::new(), Vec::new());
    for (_, asset) in planned::<Asset>(plan) {
        let id = it.ids.get(List::Assets, &asset.code)?;
        let before = known.get(&id).cloned().unwrap_or_default();
        for (version, place) in to_write(asset, &before) {
            let fresh = before.current.as_ref() != Some(version) && !before.history.contains(version);
            let origin = if fresh { it.origin } else { Origin::Import };
            write(it, (id, asset), version, place, origin, &mut rows, &mut levels)?;
        }
    }
    it.w.insert("classification", rows).await?;
    it.w.insert("classification_level", levels).await
}

/// The versions to state anew, with their places, so that they and what is stored read as the asset says.
fn to_write<'a>(asset: &'a Asset, before: &Versions) -> Vec<(&'a Classification, i32)> {
    let current = Some(&asset.classification).filter(|it| **it != Classification::default());
    let first = i32::from(current.is_none());
    let wanted: Vec<&Classification> = current.into_iter().chain(&asset.history).collect();
    let stored: Vec<&Classification> = before.current.iter().chain(&before.history).collect();
    let same_head = current.is_some() == before.current.is_some() || stored.is_empty();
    let enough = |written: usize| {
        let (new, _) = wanted.split_at_checked(written).unwrap_or((&wanted, &[]));
        let kept = stored.iter().filter(|it| !new.contains(it));
        (written > 0 || same_head) && new.iter().chain(kept).eq(wanted.iter())
    };
    let count = (0..=wanted.len()).find(|it| enough(*it)).unwrap_or(wanted.len());
    wanted.into_iter().take(count).zip(first..).collect()
}

fn write(
    it: &mut Saver<'_>,
    (asset, row): (Uuid, &Asset),
    version: &Classification,
    place: i32,
    origin: Origin,
    rows: &mut Vec<Row>,
    levels: &mut Vec<Row>,
) -> Result<(), StoreError> {
    let code = || row.code.clone();
    let (id, tx) = (it.w.mint(), it.tx());
    let (model, set) = catalogue::place(&it.models, &row.code, &version.levels)?;
    let proposed_by = it.ids.maybe(List::People, version.proposed_by.as_ref())?;
    let decided_by = it.ids.maybe(List::People, version.decided_by.as_ref())?;
    let word = match origin {
        Origin::Tool => "tool",
        Origin::Import => "import",
    };
    if let Some(special) = &version.special {
        let content =
            !version.levels.is_empty() || version.because.is_some() || !version.attendees.is_empty();
        if content || version.state != State::Approved {
            return Err(StoreError::SpecialContent { code: code() });
        }
        let owner = it.ids.get(List::People, &special.owner)?;
        rows.push(row![
            id,
            asset,
            model,
            place,
            "special",
            word,
            version.from,
            None::<Vec<u8>>,
            None::<Vec<u8>>,
            None::<String>,
            None::<Vec<u8>>,
            None::<Uuid>,
            proposed_by,
            decided_by,
            None::<Uuid>,
            version.review,
            owner,
            special.date,
            tx,
            None::<i64>
        ]);
        return Ok(());
    }
    let by_another = proposed_by.is_some() && proposed_by != decided_by;
    if version.state == State::Approved && (decided_by.is_none() || (origin == Origin::Tool && !by_another)) {
        return Err(StoreError::NoDecider { code: code() });
    }
    let mut bytes = vec![UNSET; catalogue::dimensions(&it.models, model)];
    for (dim, level) in &set {
        let slot = usize::try_from(*dim).ok().and_then(|it| bytes.get_mut(it));
        if let (Some(slot), Ok(level)) = (slot, u8::try_from(*level)) {
            *slot = level;
        }
        levels.push(row![id, model, *dim, *level, 0, tx]);
    }
    let attendees = version.attendees.iter().map(|who| it.ids.get(List::People, who));
    let attendees = attendees.collect::<Result<Vec<_>, _>>()?;
    let (salt, doc, hash) = it.commit_to(&json!({ "because": version.because, "attendees": attendees }))?;
    let state: &str = version.state.into();
    rows.push(row![
        id,
        asset,
        model,
        place,
        state,
        word,
        version.from,
        bytes,
        salt,
        doc,
        hash,
        None::<Uuid>,
        proposed_by,
        decided_by,
        None::<Uuid>,
        version.review,
        None::<Uuid>,
        None::<i32>,
        tx,
        None::<i64>
    ]);
    Ok(())
}
