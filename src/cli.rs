//! The command line: parse, call one service, render. Nothing is decided here.

use std::process::ExitCode;

use clap::FromArgMatches;
use domain::message::{Args, Lang, Message};

use crate::{
    config::Environment,
    service::{
        Ctx, Refusal,
        open::{self, Asked},
    },
};

mod access;
mod args;
mod classify;
mod demo;
mod directory;
mod exit;
mod help;
mod import;
mod init;
mod language;
mod need;
mod output;
mod posture;
mod report;
mod requirements;
mod serve;
mod validate;
mod verify;

use args::{Access, Account, Audit, Cli, Command, Directory, Report, Verify};
use exit::Exit;
use output::Output;

/// Runs the command line of this process.
pub fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args_os().map(|it| it.to_string_lossy().into_owned()).collect();
    let exit = run(&arguments, &Environment::read());
    let Some(cause) = output::failure() else { return exit.into() };
    let lang = language::asked(&arguments, &Environment::read()).unwrap_or_default();
    output::note(&text::say(lang, "cli-output-failed", &Args::new().with("cause", cause)));
    Exit::Failed.into()
}

fn run(arguments: &[String], environment: &Environment) -> Exit {
    let asked = language::asked(arguments, environment);
    let lang = asked.unwrap_or_default();
    let parsed = help::command(lang).try_get_matches_from(arguments);
    match parsed.and_then(|it| Cli::from_arg_matches(&it)) {
        Ok(cli) => begin(&cli, asked, environment),
        Err(error) => wrong(lang, &error),
    }
}

/// Help and version are answers; everything else is a command line that could not be understood.
fn wrong(lang: Lang, error: &clap::Error) -> Exit {
    if error.use_stderr() {
        output::note(&help::explain(lang, error));
        Exit::Failed
    } else {
        output::raw(&error.render().to_string());
        Exit::Clean
    }
}

fn begin(cli: &Cli, asked: Option<Lang>, environment: &Environment) -> Exit {
    let runtime = match tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            output::note(&error.to_string());
            return Exit::Failed;
        }
    };
    let mut lang = asked.unwrap_or_default();
    runtime.block_on(command(cli, asked, environment, &mut lang)).unwrap_or_else(|refusal| {
        for line in refusal.lines(lang) {
            output::note(&line);
        }
        if let Some(cause) = refusal.cause() {
            output::note(&text::say(lang, "cli-cause", &Args::new().with("cause", cause)));
        }
        tracing::debug!(error = &refusal as &dyn std::error::Error, "refused");
        Exit::Failed
    })
}

/// Runs the command; `lang` becomes the organisation's language where nobody has asked for another.
async fn command(
    cli: &Cli,
    asked: Option<Lang>,
    environment: &Environment,
    lang: &mut Lang,
) -> Result<Exit, Refusal> {
    let place = Asked { folder: &cli.data, lang: asked, environment };
    let out = |lang: Lang| Output { lang, format: cli.format };
    match &cli.command {
        Command::Completions(it) => {
            let mut script = vec![];
            clap_complete::generate(it.shell, &mut help::command(*lang), "skydd", &mut script);
            output::raw(&String::from_utf8_lossy(&script));
            return Ok(Exit::Clean);
        }
        Command::Validate(it) => return validate::run(&place.folder(), out(*lang), it),
        Command::Init(it) => return init::run(&place, out(*lang), it).await,
        _ => {}
    }
    let fresh = matches!(cli.command, Command::Import(_)) && !cli.data.exists();
    let ctx = match &cli.command {
        Command::Demo(_) => open::demo(&place).await?,
        Command::Import(it) if !it.dry_run => open::or_create(&place).await?,
        _ => open::open(&place).await?,
    };
    *lang = ctx.lang;
    let answer = with(&ctx, out(ctx.lang), &cli.command, environment).await;
    if fresh && answer.is_err() {
        // The first import failed: nothing is left of the folder that was made for it.
        let folder = ctx.folder.clone();
        drop(ctx);
        folder.undo()?;
    }
    answer
}

async fn with(ctx: &Ctx, out: Output, command: &Command, environment: &Environment) -> Result<Exit, Refusal> {
    match command {
        Command::Demo(it) => demo::run(ctx, out, it, environment).await,
        Command::Serve(it) => serve::run(ctx, out, it, environment).await,
        Command::Account(Account::Password(it)) => serve::password(ctx, out, it).await,
        Command::Import(it) => import::import(ctx, out, it).await,
        Command::Export(it) => import::export(ctx, out, it).await,
        Command::Classify(it) => classify::run(ctx, out, it).await,
        Command::Need(it) => need::run(ctx, out, it).await,
        Command::Requirements(it) => requirements::run(ctx, out, it).await,
        Command::Verify(Verify::Add(it)) => verify::add(ctx, out, it).await,
        Command::Posture(it) => posture::run(ctx, out, it).await,
        Command::Directory(Directory::Add(it)) => directory::add(ctx, out, it).await,
        Command::Directory(Directory::List(_)) => directory::list(ctx, out).await,
        Command::Directory(Directory::Show(it)) => directory::show(ctx, out, it).await,
        Command::Directory(Directory::Remove(it)) => directory::remove(ctx, out, it).await,
        Command::Access(Access::Check(it)) => access::check(ctx, out, it).await,
        Command::Report(Report::Management(it)) => report::management(ctx, out, it).await,
        Command::Audit(Audit::Verify(it)) => report::audit(ctx, out, it).await,
        Command::Init(_) | Command::Validate(_) | Command::Completions(_) => {
            Err(Refusal::told(Message::new("usage-other")))
        }
    }
}
