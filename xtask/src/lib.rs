//! Orchestration of the project: set-up, tests, the sample, generated documents.
//!
//! Invariants: it never links the product, so that it starts in a second; what it starts it stops; what it installs
//! on the machine starts no service.

use std::{ffi::OsString, path::PathBuf};

use anyhow::{Result, bail};

pub mod sample;

mod packages;
mod postgres;
mod process;
mod tidy;

use process::{Step, say};

const HELP: &str = "\
cargo xtask demo [ARGS]     build the program and show the fictional municipality in a browser
cargo xtask test [ARGS]     install what the tests need, start a PostgreSQL of their own, run them all (they start slapd and Samba)
cargo xtask sample          write examples/norrvada from examples/norrvada.yaml
cargo xtask docs            write the generated documents anew
cargo xtask tidy            show the largest files and functions
cargo xtask bench [ARGS]    compare with the floors
cargo xtask fuzz TARGET [SECONDS]";

/// Folder of the workspace.
pub fn root() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

/// Carries out one command.
pub fn run(mut args: impl Iterator<Item = OsString>) -> Result<()> {
    let command = args.next().unwrap_or_default();
    let rest: Vec<OsString> = args.collect();
    match command.to_str() {
        Some("demo") => {
            Step::cargo(["run", "--release", "--package", "skydd", "--", "demo"]).args(rest).run()
        }
        Some("test") => test(&rest),
        Some("sample") => sample::write(&root().join("examples/norrvada")),
        Some("docs") => {
            Step::cargo(["test", "--test", "it", "documents"]).env("UPDATE_DOCS", "1").args(rest).run()
        }
        Some("tidy") => tidy::print(&root()),
        Some("bench") => Step::cargo(["bench", "--workspace"]).args(rest).run(),
        Some("fuzz") => fuzz(rest),
        Some("" | "help" | "--help" | "-h") => say(HELP),
        _ => bail!("There is no such command.\n{HELP}"),
    }
}

/// All tests; those of the program's surface once more on PostgreSQL. The last line is that of the test runner.
fn test(args: &[OsString]) -> Result<()> {
    packages::install()?;
    packages::browser_tools()?;
    let server = postgres::Server::start()?;
    let (command, again): (&[&str], &[&str]) = if Step::cargo(["nextest", "--version"]).works() {
        // a filter may leave nothing of the second half
        (&["nextest", "run"], &["--test", "it", "--no-tests", "pass"])
    } else {
        (&["test"], &["--test", "it"])
    };
    let run = |more: &[&str]| {
        let step = Step::cargo(command.iter().copied()).args(["--workspace"]).args(more);
        step.env("SKYDD_TEST_POSTGRES", server.url()).args(args)
    };
    // Once is enough for what a server says: the store's half of it runs on both databases by itself.
    run(&[]).env("SKYDD_TEST_DIRECTORIES", "1").run()?;
    if args.iter().any(|it| it == "--no-run") {
        return Ok(());
    }
    say("The program's surface again, on PostgreSQL")?;
    // What reads live directories has been told apart by its servers, not by the database: once is enough.
    let filter: &[&str] =
        if args.is_empty() && command.len() == 2 { &["-E", "not test(/^live/)"] } else { &[] };
    run(again).args(filter).env("SKYDD_TEST_STORE", "postgres").run()
}

/// cargo-fuzz is installed on first use. On the stable toolchain it runs without a sanitizer.
fn fuzz(mut args: Vec<OsString>) -> Result<()> {
    if args.is_empty() {
        bail!("Say which target: see fuzz/.");
    }
    let target = args.remove(0);
    let seconds = args.first().and_then(|it| it.to_str()).unwrap_or("60");
    if !Step::cargo(["fuzz", "--version"]).works() {
        Step::cargo(["install", "--locked", "cargo-fuzz"]).run()?;
    }
    Step::cargo(["fuzz", "run", "--sanitizer", "none"])
        .args([target, "--".into(), format!("-max_total_time={seconds}").into()])
        .run()
}
