//! `skydd init`: an empty database, and what to do next.

use domain::message::Args;
use serde_json::json;
use text::say;

use super::{
    args::{Format, Init},
    exit::Exit,
    output::{self, Output},
};
use crate::service::{
    Refusal,
    open::{self, Asked, Organisation},
};

pub(super) async fn run(place: &Asked<'_>, out: Output, args: &Init) -> Result<Exit, Refusal> {
    let organisation = Organisation {
        name: args.name.clone(),
        language: args.language,
        time_zone: args.time_zone.clone(),
        model: args.model.clone(),
    };
    let ctx = open::init(place, &organisation).await?;
    let path = ctx.folder.path().display().to_string();
    if out.format == Format::Json {
        output::json(&json!({ "folder": path }));
    }
    out.say(&say(out.lang, "init-done", &Args::new().with("path", path)));
    Ok(Exit::Clean)
}
