//! Import of 20,000 assets in 2,000 systems by the program itself: read, validated, planned, kept, entered in the log.
//!
//! The floor of the same run is the disk: as many bytes as the database came to hold, written and made safe.
#![expect(clippy::disallowed_methods, reason = "a bench reads the clock")]
#![expect(clippy::print_stdout, reason = "a bench reports on standard output")]

use std::{
    error::Error,
    fs,
    io::Write as _,
    path::Path,
    process::Command,
    time::{Duration, Instant},
};

const SYSTEMS: usize = 2_000;
const ASSETS: usize = 20_000;
const BAR: Duration = Duration::from_secs(5);

fn main() -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let (inventory, data) = (folder.path().join("inventory"), folder.path().join("data"));
    fs::create_dir(&inventory)?;
    fs::write(inventory.join("register.json"), register().to_string())?;
    fs::write(inventory.join("assets.json"), assets().to_string())?;

    let whole = timed(|| skydd(&data, &["import", &inventory.to_string_lossy()]))?;
    let bytes = fs::metadata(data.join("skydd.db"))?.len();
    let again = timed(|| skydd(&data, &["import", &inventory.to_string_lossy()]))?;
    let floor = timed(|| on_disk(&folder.path().join("floor"), bytes))?;
    let verified = timed(|| skydd(&data, &["audit", "verify", "--deep"]))?;
    println!("{ASSETS} assets, {SYSTEMS} systems, {} MB in the database", bytes / 1_000_000);
    report("floor: the same bytes on the disk", floor, floor);
    report("import", whole, floor);
    report("import of the same again", again, floor);
    report("the log verified, every fact of it", verified, floor);
    println!("import {} its bar of {BAR:?}", if whole < BAR { "within" } else { "ABOVE" });
    Ok(())
}

fn timed(work: impl FnOnce() -> Result<(), Box<dyn Error>>) -> Result<Duration, Box<dyn Error>> {
    let start = Instant::now();
    work()?;
    Ok(start.elapsed())
}

fn report(what: &str, time: Duration, floor: Duration) {
    let ratio = time.as_secs_f64() / floor.as_secs_f64();
    println!("{what:<40} {:>9.1} ms, {ratio:.1} of the floor", time.as_secs_f64() * 1000.0);
}

fn skydd(data: &Path, command: &[&str]) -> Result<(), Box<dyn Error>> {
    let mut program = Command::new(env!("CARGO_BIN_EXE_skydd"));
    let run = program.arg("--data").arg(data).args(command).output()?;
    if run.status.success() {
        return Ok(());
    }
    Err(format!("{command:?}: {}\n{}", run.status, String::from_utf8_lossy(&run.stderr)).into())
}

fn on_disk(file: &Path, bytes: u64) -> Result<(), Box<dyn Error>> {
    let mut out = fs::File::create(file)?;
    let block = vec![7; 1 << 20];
    let mut left = usize::try_from(bytes)?;
    while left > 0 {
        let part = block.get(..left.min(block.len())).unwrap_or(&block);
        out.write_all(part)?;
        left -= part.len();
    }
    out.sync_all()?;
    Ok(())
}

fn register() -> serde_json::Value {
    serde_json::json!({
        "organisation": { "name": "Bänk", "language": "sv", "model": "klassa-0-4" },
        "units": (0..40).map(|at| serde_json::json!({
            "code": format!("E{at}"), "name": format!("Enhet {at}"), "kind": "department",
        })).collect::<Vec<_>>(),
        "people": (0..200).map(|at| serde_json::json!({
            "code": format!("P{at}"), "name": format!("Person {at}"), "unit": format!("E{}", at % 40),
        })).collect::<Vec<_>>(),
        "systems": (0..SYSTEMS).map(|at| serde_json::json!({
            "code": format!("S{at}"), "name": format!("System {at}"), "unit": format!("E{}", at % 40),
            "owner": format!("P{}", at % 200), "manager": format!("P{}", (at + 1) % 200),
            "administrator": format!("P{}", (at + 2) % 200), "flags": ["personal_data"],
        })).collect::<Vec<_>>(),
        "dependencies": (1..SYSTEMS).map(|at| serde_json::json!({
            "code": format!("D{at}"), "consumer": format!("S{at}"), "supplier": format!("S{}", at / 10),
        })).collect::<Vec<_>>(),
    })
}

fn assets() -> serde_json::Value {
    let asset = |at: usize| {
        serde_json::json!({
            "code": format!("A{at}"), "name": format!("Tillgång {at}"), "unit": format!("E{}", at % 40),
            "systems": [format!("S{}", at % SYSTEMS)], "flags": ["personal_data"],
            "levels": { "K": at % 4, "R": (at / 4) % 4, "T": (at / 16) % 4 },
            "because": "Skada för enskilda om uppgifterna sprids", "decided_by": format!("P{}", at % 200),
            "from": format!("2026-{:02}-01", 1 + at % 10), "review": "2027-10-01",
        })
    };
    serde_json::json!({ "assets": (0..ASSETS).map(asset).collect::<Vec<_>>() })
}
