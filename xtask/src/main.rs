//! `cargo xtask COMMAND`.

use std::{io::Write as _, process::ExitCode};

fn main() -> ExitCode {
    let Err(error) = xtask::run(std::env::args_os().skip(1)) else { return ExitCode::SUCCESS };
    match writeln!(std::io::stderr(), "{error:#}") {
        Ok(()) => ExitCode::FAILURE,
        Err(_) => ExitCode::from(2),
    }
}
