//! `cargo xtask COMMAND`.

use std::path::Path;

use anyhow::{Result, bail};

fn main() -> Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    match std::env::args().nth(1).as_deref() {
        Some("sample") => xtask::sample::write(&root.join("examples/norrvada")),
        _ => bail!("cargo xtask sample"),
    }
}
