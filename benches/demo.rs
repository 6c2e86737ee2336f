//! The demo from nothing, and its access check again, by the program itself, with the most memory that each took.
//!
//! The floor of the same run is the start of the program alone: what no command can be quicker than.
#![expect(clippy::disallowed_methods, reason = "a bench reads the clock")]
#![expect(clippy::print_stdout, reason = "a bench reports on standard output")]

use std::{
    error::Error,
    fs,
    path::Path,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

const ROUNDS: usize = 5;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let mut floor = Cost::default();
    let (mut demo, mut check) = (Cost::default(), Cost::default());
    for round in 0..ROUNDS {
        let data = folder.path().join(round.to_string());
        floor.best(run(&data, &["--version"])?);
        demo.best(run(&data, &["demo", "--no-serve"])?);
        check.best(run(&data, &["access", "check"])?);
    }
    report("floor: the program starts and ends", floor, floor, None);
    report("demo from nothing, with its reports", demo, floor, Some(Duration::from_secs(3)));
    report("access check on the demo again", check, floor, Some(Duration::from_millis(500)));
    let within = if demo.memory_kb < 120_000 { "within" } else { "ABOVE" };
    println!("memory of the demo {within} its bar of 120 MB");
    Ok(())
}

/// What a run took.
#[derive(Debug, Clone, Copy, Default)]
struct Cost {
    time: Option<Duration>,
    /// Most resident memory, of any run.
    memory_kb: u64,
}

impl Cost {
    fn best(&mut self, other: Self) {
        self.time = self.time.into_iter().chain(other.time).min();
        self.memory_kb = self.memory_kb.max(other.memory_kb);
    }
}

/// Runs a command to its end, and asks all the while how much memory it has taken so far.
fn run(data: &Path, command: &[&str]) -> Result<Cost, Box<dyn Error>> {
    let mut program = Command::new(env!("CARGO_BIN_EXE_skydd"));
    program.arg("--data").arg(data).args(command).stdout(Stdio::null()).stderr(Stdio::null());
    let start = Instant::now();
    let mut child = program.spawn()?;
    let mut memory_kb = 0;
    let status = loop {
        memory_kb = memory_kb.max(peak_kb(child.id()).unwrap_or_default());
        match child.try_wait()? {
            Some(status) => break status,
            None => std::thread::sleep(Duration::from_millis(1)),
        }
    };
    // 1 says that there are findings, which the demo has
    if status.code().is_none_or(|it| it > 1) {
        return Err(format!("{command:?}: {status}").into());
    }
    Ok(Cost { time: Some(start.elapsed()), memory_kb })
}

/// The high-water mark of a running process, where the system tells.
fn peak_kb(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|it| it.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok()
}

fn report(what: &str, cost: Cost, floor: Cost, bar: Option<Duration>) {
    let time = cost.time.unwrap_or_default();
    let ratio = time.as_secs_f64() / floor.time.unwrap_or(time).as_secs_f64();
    let bar = bar.map_or_else(String::new, |it| {
        format!(", {} its bar of {it:?}", if time < it { "within" } else { "ABOVE" })
    });
    let (ms, mb) = (time.as_secs_f64() * 1000.0, cost.memory_kb / 1000);
    println!("{what:<40} {ms:>8.1} ms, {ratio:>6.1} of the floor, {mb:>4} MB{bar}");
}
