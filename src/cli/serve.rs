//! `skydd serve`: pages until somebody stops it. `skydd account password`: when the password is lost.

use std::sync::Arc;

use domain::message::Args;
use serde_json::json;
use text::{say, word};
use tracing_subscriber::EnvFilter;

use super::{
    args::{Format, Password, Serve},
    exit::Exit,
    output::{self, Output},
};
use crate::{
    config::Environment,
    edge::{
        app::App,
        guard, serve as edge,
        tls::{Files, Tls},
    },
    service::{
        Ctx, Refusal,
        accounts::{self, ADMINISTRATOR, Chosen},
    },
    web,
};

/// What is logged unless `SKYDD_LOG` says otherwise.
const LOGGED: &str = "warn,skydd=info";

pub(super) async fn run(
    ctx: &Ctx,
    out: Output,
    args: &Serve,
    environment: &Environment,
) -> Result<Exit, Refusal> {
    if let Some(password) = accounts::ensure_administrator(ctx).await? {
        tell(out, Some(&password));
    }
    serve(ctx, out, args, environment).await
}

/// Serves the pages.
pub(super) async fn serve(
    ctx: &Ctx,
    out: Output,
    args: &Serve,
    environment: &Environment,
) -> Result<Exit, Refusal> {
    log(environment);
    let tls = Files::of(ctx)?.map(Tls::load).transpose()?;
    let secure = tls.is_some();
    let listener = edge::bind(args.listen, secure)?;
    let address = listener.local_addr().unwrap_or(args.listen);
    let app = Arc::new(App::new(ctx, secure)?);
    let router = guard::router(&app, web::routes(), web::layout::failure);
    output::note(&say(
        out.lang,
        "serve-at",
        &Args::new().with("address", format!("{}://{address}/", if secure { "https" } else { "http" })),
    ));
    tracing::info!(%address, "serving");
    edge::serve(listener, router, tls).await?;
    output::note(&word(out.lang, "serve-stopped"));
    Ok(Exit::Clean)
}

/// Gives the local administrator another password.
pub(super) async fn password(ctx: &Ctx, out: Output, args: &Password) -> Result<Exit, Refusal> {
    let chosen = Chosen::from_file(args.password_file.as_deref())?;
    let password = accounts::reset_administrator(ctx, chosen).await?;
    if out.format == Format::Json {
        output::json(&json!({ "login": ADMINISTRATOR, "password": password }));
    } else {
        tell(out, password.as_deref());
    }
    Ok(Exit::Clean)
}

/// Says how to sign in; the password only where it was made here, and only now.
pub(super) fn tell(out: Output, password: Option<&str>) {
    let args = Args::new().with("login", ADMINISTRATOR).with("password", password.unwrap_or_default());
    let key = if password.is_some() { "account-made" } else { "account-given" };
    output::note(&say(out.lang, key, &args));
}

/// Structured logs on standard error: JSON, one object a line.
fn log(environment: &Environment) {
    let wanted = environment.get("SKYDD_LOG").unwrap_or(LOGGED);
    let filter = EnvFilter::try_new(wanted).unwrap_or_else(|_unreadable| EnvFilter::new(LOGGED));
    let logger = tracing_subscriber::fmt()
        .json()
        .flatten_event(true)
        .with_span_list(false)
        .with_env_filter(filter)
        .with_writer(std::io::stderr);
    // A second server in one process keeps the first one's log.
    if logger.try_init().is_err() {
        tracing::debug!("the log is set up already");
    }
}
