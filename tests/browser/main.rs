//! Pages in a real browser: Debian's Chromium, driven by `pages.mjs`, looked at by axe-core. `cargo xtask test` installs
//! the one and fetches the other; where they are missing, the test says that it was skipped.
#![expect(clippy::unwrap_used, reason = "helpers of tests are not #[test] functions")]

use std::{
    io::{BufRead as _, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

struct Demo {
    child: Child,
    address: String,
    password: String,
    _folder: tempfile::TempDir,
}

impl Drop for Demo {
    fn drop(&mut self) {
        // A test that failed must not leave a server behind; one that has ended already cannot be ended again.
        if self.child.kill().is_ok() {
            self.child.wait().unwrap();
        }
    }
}

impl Demo {
    fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut child = Command::new(env!("CARGO_BIN_EXE_skydd"))
            .arg("--data")
            .arg(folder.path().join("data"))
            .args(["--lang", "sv", "demo", "--listen", "127.0.0.1:0"])
            .env_remove("SKYDD_DATABASE_URL")
            .env("SKYDD_LOG", "error")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut password = String::new();
        let mut address = String::new();
        for line in BufReader::new(child.stderr.take().unwrap()).lines().map_while(Result::ok) {
            if let Some((_, after)) = line.split_once("lösenordet ") {
                after.trim().clone_into(&mut password);
            }
            if let Some((_, after)) = line.split_once("http://") {
                address = format!("http://{}", after.split('/').next().unwrap());
                break;
            }
        }
        assert!(!password.is_empty() && !address.is_empty(), "the demo says how to sign in");
        Self { child, address, password, _folder: folder }
    }
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn is_there(program: &str) -> bool {
    Command::new(program).arg("--version").output().is_ok_and(|it| it.status.success())
}

#[expect(clippy::print_stderr, reason = "a test that did not run must say so")]
fn skipped(missing: &str) -> bool {
    eprintln!("skipped: {missing} is missing; cargo xtask test installs it");
    true
}

fn cannot_run(tools: &Path) -> bool {
    ["chromium", "node"].into_iter().any(|it| !is_there(it) && skipped(it))
        || (!tools.join("node_modules/axe-core").is_dir() && skipped("axe-core in target/browser"))
}

#[test]
fn every_page_is_accessible_in_each_look_and_classification_needs_no_mouse() {
    let tools = root().join("target/browser");
    if cannot_run(&tools) {
        return;
    }
    let demo = Demo::start();
    let output = Command::new("node")
        .arg(root().join("tests/browser/pages.mjs"))
        .env("BASE", &demo.address)
        .env("PASSWORD", &demo.password)
        .env("TOOLS", &tools)
        .env("SHOTS", tools.join("shots"))
        .output()
        .unwrap();
    let (said, wrong) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{said}\n{wrong}");
    assert!(said.contains("pages looked at"), "the walk must see pages to prove anything: {said}");
}
