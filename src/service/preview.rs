//! What a classification would bring, before it is saved: nothing is stored, and nothing has to be justified yet.

use std::{collections::BTreeMap, sync::Arc};

use domain::{
    classification::{Classification, ClassificationError, State, in_force, resolve},
    inventory::{
        Asset, Inventory, Row,
        plan::{apply, plan},
    },
    message::Position,
    model::LevelCode,
    permission::Action,
    requirement::{self, Preview},
};

use super::{
    classify::with_version,
    ctx::Ctx,
    refusal::Refusal,
    situation::{Situation, no_such},
    view::{self, View},
};

/// What would follow.
pub(crate) struct Previewed {
    pub(crate) view: Arc<View>,
    pub(crate) outcome: Outcome,
}

/// What would follow from some levels.
pub(crate) enum Outcome {
    /// Requirements that come and go.
    Change(Preview),
    /// A level that is handled in special order: nothing is derived from it.
    Stop,
}

/// What `levels` of `asset` would bring; a dimension that is left out keeps its level.
pub(crate) async fn levels(
    ctx: &Ctx,
    asset: &str,
    levels: &BTreeMap<String, LevelCode>,
) -> Result<Previewed, Refusal> {
    ctx.may(Action::ClassificationPropose)?;
    let view = view::now(ctx).await?;
    let ctx = ctx.clone();
    let (asset, levels) = (asset.to_owned(), levels.clone());
    let work = view.clone();
    let outcome =
        tokio::task::spawn_blocking(move || outcome(&ctx, &work.situation, &asset, &levels)).await??;
    Ok(Previewed { view, outcome })
}

fn outcome(
    ctx: &Ctx,
    situation: &Situation,
    asset: &str,
    levels: &BTreeMap<String, LevelCode>,
) -> Result<Outcome, Refusal> {
    let assets = &situation.inventory.assets;
    let asset = assets
        .iter()
        .find(|it| it.code == asset)
        .ok_or_else(|| no_such(asset, "list-assets", assets.iter().map(Row::code)))?;
    let place = |key: &str| Position::Pointer(format!("/levels/{key}"));
    if let Err(wrong) = resolve(&situation.model, levels, &place) {
        let stop = wrong.iter().any(|it| matches!(it, ClassificationError::StopLevel { .. }));
        return if stop { Ok(Outcome::Stop) } else { Err(Refusal::invalid(wrong)) };
    }
    let mut version = in_force(asset, situation.as_of.day).cloned().unwrap_or_default();
    version.special = None;
    version.from = Some(situation.as_of.day);
    version.levels.extend(levels.iter().map(|(key, level)| (key.clone(), level.clone())));
    bring(ctx, situation, asset, &version).map(Outcome::Change)
}

/// What `version` would bring if it were approved. A proposal counts in nothing, so what it would bring is shown as if it
/// had been.
pub(super) fn bring(
    ctx: &Ctx,
    before: &Situation,
    asset: &Asset,
    version: &Classification,
) -> Result<Preview, Refusal> {
    let assumed = Classification { state: State::Approved, ..version.clone() };
    let ahead = Inventory { assets: vec![with_version(asset.clone(), assumed)], ..Inventory::default() };
    let ahead = apply(&before.inventory, &plan(&before.inventory, ahead, false, before.as_of.day));
    let mut at = before.as_of;
    at.day = at.day.max(version.from.unwrap_or(at.day));
    let after = Situation::of(ctx, ahead, None, at)?;
    Ok(requirement::preview(before.requirements(), after.requirements(), before.catalogue))
}
