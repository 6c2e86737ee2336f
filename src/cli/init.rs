//! `skydd init`: an empty database, and what to do next.

use domain::message::Args;
use serde_json::json;
use text::say;

use super::{
    args::{Format, Init},
    exit::Exit,
    output::{self, Output},
    serve,
};
use crate::service::{
    Refusal,
    accounts::{self, Chosen},
    open::{self, Asked, Organisation},
};

pub(super) async fn run(place: &Asked<'_>, out: Output, args: &Init) -> Result<Exit, Refusal> {
    let organisation = Organisation {
        name: args.name.clone(),
        language: args.language,
        time_zone: args.time_zone.clone(),
        model: args.model.clone(),
    };
    // Read before anything is written.
    let chosen = Chosen::from_file(args.password_file.as_deref())?;
    let ctx = open::init(place, &organisation).await?;
    let password = accounts::create_administrator(&ctx, chosen).await?;
    let path = ctx.folder.path().display().to_string();
    if out.format == Format::Json {
        output::json(&json!({
            "folder": path,
            "login": accounts::ADMINISTRATOR,
            "password": password,
        }));
    }
    out.say(&say(out.lang, "init-done", &Args::new().with("path", path)));
    if out.format != Format::Json {
        serve::tell(out, password.as_deref());
    }
    Ok(Exit::Clean)
}
