//! The only place that prints. Results go to standard output, progress and errors to standard error.
//! A reader who closes the pipe ends the printing, not the work.

use std::{
    io::{ErrorKind, IsTerminal, Write, stderr, stdin, stdout},
    sync::OnceLock,
};

use chrono::NaiveDate;
use domain::message::{Args, Lang};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use report::table::Table;

use super::args::Format;
use crate::service::Situation;

/// How and to whom a command answers.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Output {
    pub(crate) lang: Lang,
    pub(crate) format: Format,
}

impl Output {
    /// A result as rows: a table, CSV, or the JSON of `document`.
    pub(crate) fn rows(self, table: &Table, document: impl FnOnce() -> serde_json::Value) {
        match self.format {
            Format::Table => line(&table.text(width())),
            Format::Csv => raw(&table.csv()),
            Format::Json => json(&document()),
        }
    }

    /// A sentence beside a table; JSON and CSV have none.
    pub(crate) fn say(self, text: &str) {
        if self.format == Format::Table {
            line(text);
        }
    }
}

/// A line of the result.
pub(crate) fn line(text: &str) {
    raw(&format!("{text}\n"));
}

/// The first error of writing the result.
static FAILED: OnceLock<String> = OnceLock::new();

/// The result as it is.
pub(crate) fn raw(text: &str) {
    let written = stdout().write_all(text.as_bytes()).and_then(|()| stdout().flush());
    match written {
        Ok(()) => {}
        // A closed pipe (`skydd need | head`) is the reader's choice: nothing to report, and nobody to report it to.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => {}
        Err(error) => {
            FAILED.get_or_init(|| error.to_string());
        }
    }
}

/// Why the result did not reach its reader whole; none where it did.
pub(crate) fn failure() -> Option<&'static str> {
    FAILED.get().map(String::as_str)
}

/// A JSON document.
pub(crate) fn json(document: &serde_json::Value) {
    raw(&format!("{document:#}\n"));
}

/// A line about the work: an error, a warning, a path that was written.
pub(crate) fn note(text: &str) {
    drop(writeln!(stderr(), "{text}"));
}

/// Says so where a day before the register was kept is seen with what is known now.
pub(crate) fn basis(lang: Lang, situation: &Situation) {
    corrected(lang, situation.corrected.then_some(situation.as_of.day));
}

/// The same, for a day that is one.
pub(crate) fn corrected(lang: Lang, day: Option<NaiveDate>) {
    if let Some(day) = day {
        note(&text::say(lang, "cli-with-later-corrections", &Args::new().with("day", day)));
    }
}

/// Whether somebody sits at a terminal who can answer.
pub(crate) fn can_ask() -> bool {
    stdin().is_terminal() && stderr().is_terminal()
}

/// Asks at the terminal; the answer without blanks around it.
pub(crate) fn ask(question: &str) -> String {
    drop(write!(stderr(), "{question} ").and_then(|()| stderr().flush()));
    let mut answer = String::new();
    // No answer is an answer: it is none of those that are asked for.
    drop(stdin().read_line(&mut answer));
    answer.trim().to_owned()
}

/// A progress display on a terminal, and nothing anywhere else.
pub(crate) fn progress(text: String) -> ProgressBar {
    let bar = ProgressBar::new_spinner().with_message(text);
    if let Ok(style) = ProgressStyle::with_template("{spinner} {msg}") {
        bar.set_style(style);
    }
    if !stderr().is_terminal() {
        bar.set_draw_target(ProgressDrawTarget::hidden());
    }
    bar.tick();
    bar
}

/// Columns of the terminal; none where the output is no terminal, and then 100 are used so that lines can be read.
fn width() -> Option<u16> {
    if stdout().is_terminal() { None } else { Some(110) }
}
