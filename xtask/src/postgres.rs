//! A PostgreSQL for one run of the tests: in a folder of its own, on a free port of this machine, gone afterwards.

use std::{
    fs,
    net::TcpListener,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};

use crate::process::{Step, is_root, say};

/// Folder of PostgreSQL's programs: the newest version where Debian keeps several.
pub(crate) fn programs() -> Option<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql").ok()?;
    let mut found: Vec<(u32, PathBuf)> = versions
        .filter_map(|it| {
            let version = it.ok()?;
            let number = version.file_name().to_str()?.parse().ok()?;
            let programs = version.path().join("bin");
            programs.join("initdb").exists().then_some((number, programs))
        })
        .collect();
    found.sort();
    found.pop().map(|it| it.1)
}

/// A running server. Dropped, it stops and its folder is removed.
#[derive(Debug)]
pub(crate) struct Server {
    programs: PathBuf,
    folder: PathBuf,
    port: u16,
    as_root: bool,
}

impl Server {
    /// Starts one. It refuses to run as root, so then it runs as its own user.
    pub(crate) fn start() -> Result<Self> {
        let programs = programs().context("PostgreSQL is not installed")?;
        let folder = std::env::temp_dir().join(format!("skydd-postgres-{}", std::process::id()));
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let server = Self { programs, folder, port, as_root: is_root()? };
        let owner: &[&str] = if server.as_root { &["-o", "postgres"] } else { &[] };
        Step::new("install", ["-d", "-m", "700"]).args(owner).args([&server.folder]).run()?;
        let data = server.folder.join("data");
        server
            .program("initdb", &data)
            .args(["-U", "skydd", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"])
            .quiet()
            .run()?;
        // speed over safety: nothing here outlives the run
        let options = format!(
            "-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories={} -c max_connections=300 \
             -c fsync=off -c synchronous_commit=off -c full_page_writes=off",
            server.folder.display()
        );
        let log = server.folder.join("log");
        server
            .program("pg_ctl", &data)
            .args(["-w", "-l"])
            .args([log])
            .args(["-o", &options, "start"])
            .quiet()
            .run()?;
        Ok(server)
    }

    /// Its address.
    pub(crate) fn url(&self) -> String {
        format!("postgres://skydd@127.0.0.1:{}/postgres", self.port)
    }

    fn program(&self, name: &str, data: &Path) -> Step {
        let program = self.programs.join(name);
        let step = if self.as_root {
            Step::new("runuser", ["-u", "postgres", "--"]).args([program])
        } else {
            Step::new(program, [""; 0])
        };
        step.args(["-D"]).args([data])
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let data = self.folder.join("data");
        let stopped = self.program("pg_ctl", &data).args(["-w", "-m", "immediate", "stop"]).works();
        let removed = fs::remove_dir_all(&self.folder);
        if (!stopped || removed.is_err())
            && say(&format!("PostgreSQL was left behind in {}", self.folder.display())).is_err()
        {
            // standard output is closed: nobody is left to tell
        }
    }
}
