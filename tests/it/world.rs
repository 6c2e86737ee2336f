//! The program as its users run it: the binary, a folder of its own, a language.

use std::{
    path::{Path, PathBuf},
    process::{Command, Output},
    sync::atomic::{AtomicU32, Ordering},
};

use sea_orm::ConnectionTrait as _;

/// The built program.
pub(crate) fn binary() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_skydd"));
    for name in [
        "SKYDD_LANG",
        "SKYDD_DATA",
        "SKYDD_DATABASE_URL",
        "SKYDD_FAIL_ON",
        "SKYDD_ACCEPT_EVERYWHERE",
        "LC_ALL",
        "LC_MESSAGES",
        "LANG",
    ] {
        command.env_remove(name);
    }
    command
}

/// A data folder of a test. Where `SKYDD_TEST_STORE` says `postgres`, its database is one of its own on the server that
/// `SKYDD_TEST_POSTGRES` names; so the same tests run on both.
pub(crate) struct World {
    folder: tempfile::TempDir,
    database: Option<String>,
}

/// What a run answered.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Answer {
    /// The JSON on standard output.
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out).unwrap_or_else(|it| panic!("{it}: {}{}", self.out, self.err))
    }

    /// The same, having ended in `code`.
    #[track_caller]
    pub(crate) fn ended(self, code: i32) -> Self {
        assert_eq!(self.code, code, "stdout:\n{}\nstderr:\n{}", self.out, self.err);
        self
    }
}

impl World {
    /// An empty folder, in which nothing has been created.
    pub(crate) fn empty() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), database: on_postgres().then(fresh_database) }
    }

    /// A folder with the sample municipality's register on its own day, without any directory.
    pub(crate) fn norrvada() -> Self {
        let world = Self::empty();
        world.on_day("2026-11-01");
        world.run(&format!("import {}", sample().display())).ended(0);
        world
    }

    /// Moves the clock of the folder so that it is about midday of `day`.
    pub(crate) fn on_day(&self, day: &str) {
        let noon = day.parse::<chrono::NaiveDate>().unwrap().and_hms_opt(12, 0, 0).unwrap().and_utc();
        let offset = (noon - chrono::Utc::now()).num_seconds();
        if !self.data().exists() {
            // What `init` writes to the log must not lie after the day.
            let mut init = self.program();
            init.arg("init").env("SKYDD_CLOCK_OFFSET_SECONDS", offset.to_string());
            answer(init.output().unwrap()).ended(0);
        }
        std::fs::write(self.data().join("skydd.yaml"), format!("clock_offset_seconds: {offset}\n")).unwrap();
    }

    /// A folder beside the data folder.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn data(&self) -> PathBuf {
        self.path("data")
    }

    /// Writes a file beside the data folder, and says where.
    pub(crate) fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.path(name);
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent).unwrap();
        }
        std::fs::write(&path, text).unwrap();
        path
    }

    /// Runs a command line, split at blanks; Swedish unless it says otherwise.
    pub(crate) fn run(&self, line: &str) -> Answer {
        let parts: Vec<&str> = line.split_whitespace().collect();
        self.run_all(&parts)
    }

    pub(crate) fn run_all(&self, parts: &[&str]) -> Answer {
        answer(self.program().args(parts).output().unwrap())
    }

    /// The program with the data folder and the database of this world.
    pub(crate) fn program(&self) -> Command {
        let mut program = binary();
        program.arg("--data").arg(self.data());
        if let Some(database) = &self.database {
            program.env("SKYDD_DATABASE_URL", database);
        }
        program
    }
}

/// Whether the databases of the tests are on PostgreSQL.
pub(crate) fn on_postgres() -> bool {
    std::env::var("SKYDD_TEST_STORE").is_ok_and(|it| it == "postgres")
}

fn fresh_database() -> String {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let server = std::env::var("SKYDD_TEST_POSTGRES").unwrap();
    let name = format!("skydd_it_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let admin = sea_orm::Database::connect(&server).await.unwrap();
        admin.execute_unprepared(&format!("CREATE DATABASE {name}")).await.unwrap();
        admin.close().await.unwrap();
    });
    let (base, _) = server.rsplit_once('/').unwrap();
    format!("{base}/{name}")
}

fn answer(output: Output) -> Answer {
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    Answer { code: output.status.code().unwrap_or(-1), out: text(output.stdout), err: text(output.stderr) }
}

/// Runs the program without any data folder of a test.
pub(crate) fn bare(parts: &[&str]) -> Answer {
    answer(binary().args(parts).output().unwrap())
}

pub(crate) fn sample() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/norrvada")
}
