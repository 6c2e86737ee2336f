//! Running other programs.

use std::{
    ffi::OsStr,
    io::Write as _,
    process::{Command, Stdio},
};

use anyhow::{Context, Result, ensure};

/// A program to run.
#[derive(Debug)]
pub(crate) struct Step(Command);

impl Step {
    /// A program with its arguments. It gets no input, so that nothing waits for somebody to answer.
    pub(crate) fn new<S: AsRef<OsStr>>(
        program: impl AsRef<OsStr>,
        args: impl IntoIterator<Item = S>,
    ) -> Self {
        let mut command = Command::new(program);
        command.args(args).stdin(Stdio::null());
        Self(command)
    }

    /// cargo, the same one that runs this, in the workspace.
    pub(crate) fn cargo<S: AsRef<OsStr>>(args: impl IntoIterator<Item = S>) -> Self {
        let mut step = Self::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()), args);
        step.0.current_dir(crate::root());
        step
    }

    /// The same with more arguments.
    pub(crate) fn args<S: AsRef<OsStr>>(mut self, args: impl IntoIterator<Item = S>) -> Self {
        self.0.args(args);
        self
    }

    /// The same with a variable in its environment.
    pub(crate) fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.0.env(name, value);
        self
    }

    /// The same without its output.
    pub(crate) fn quiet(mut self) -> Self {
        self.0.stdout(Stdio::null());
        self
    }

    /// Runs it; anything but success is an error that names it.
    pub(crate) fn run(mut self) -> Result<()> {
        let program = self.0.get_program().to_string_lossy().into_owned();
        let status = self.0.status().with_context(|| format!("{program} could not be started"))?;
        ensure!(status.success(), "{program} ended with {status}");
        Ok(())
    }

    /// Whether it is there and succeeds; its output is dropped.
    pub(crate) fn works(mut self) -> bool {
        self.0.stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|it| it.success())
    }

    /// What it prints, without the line's end.
    pub(crate) fn output(mut self) -> Result<String> {
        let program = self.0.get_program().to_string_lossy().into_owned();
        let output = self.0.output().with_context(|| format!("{program} could not be started"))?;
        ensure!(output.status.success(), "{program} ended with {}", output.status);
        Ok(String::from_utf8(output.stdout)?.trim_end().to_owned())
    }
}

/// Whether this process may change the machine.
pub(crate) fn is_root() -> Result<bool> {
    Ok(Step::new("id", ["-u"]).output()? == "0")
}

/// Writes to standard output.
pub(crate) fn say(text: &str) -> Result<()> {
    Ok(writeln!(std::io::stdout(), "{text}")?)
}
