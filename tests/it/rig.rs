//! Real directory servers of a test: started from tests/rig in a folder of their own, stopped and removed at its end.
//!
//! They run where `SKYDD_TEST_DIRECTORIES` is set, as `cargo xtask test` does after it has installed them; elsewhere the
//! tests that need them say that they were skipped.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::Command,
    sync::{Arc, Mutex},
};

use domain::access::snapshot::{Completeness, Dialect, Snapshot};
use fetch::{Address, Limits, Password, Reading, Roots, Target, Wanted};
use tempfile::TempDir;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
};

/// Whether servers may be started.
pub(crate) fn servers() -> bool {
    let wanted = std::env::vars_os().any(|it| it.0 == "SKYDD_TEST_DIRECTORIES");
    if !wanted {
        eprintln!("skipped: SKYDD_TEST_DIRECTORIES is not set (cargo xtask test sets it)");
    }
    wanted
}

fn script(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rig").join(name)
}

/// A running server.
pub(crate) struct Server {
    folder: TempDir,
    env: BTreeMap<String, String>,
}

impl Server {
    /// OpenLDAP with the entries of a generated directory.
    pub(crate) fn slapd(ldif: &Path, settings: &[(&str, &str)]) -> Self {
        Self::start("slapd-up", &[&two_ports().to_string()], &[ldif], settings)
    }

    /// Samba's Active Directory with the entries of a generated one.
    pub(crate) fn samba(rig: &Path) -> Self {
        let files = [rig.join("01-entries.ldif"), rig.join("02-links.ldif")];
        Self::start("samba-ad-up", &[], &[&files[0], &files[1]], &[])
    }

    fn start(name: &str, first: &[&str], files: &[&Path], settings: &[(&str, &str)]) -> Self {
        // Samba's sockets allow no long path.
        let folder = tempfile::Builder::new().prefix("sk").tempdir_in("/tmp").unwrap();
        let mut command = Command::new("bash");
        command.arg(script(name)).arg(folder.path().join("d")).args(first).args(files);
        command.envs(settings.iter().copied());
        let output = command.output().unwrap();
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let mut server = Self { folder, env: BTreeMap::new() };
        assert!(output.status.success(), "{name}: {text}{}", String::from_utf8_lossy(&output.stderr));
        let pairs = text.lines().filter_map(|it| it.split_once('='));
        server.env =
            pairs.map(|(key, value)| (key.to_owned(), value.trim_matches('\'').to_owned())).collect();
        server
    }

    pub(crate) fn of(&self, key: &str) -> &str {
        self.env.get(key).unwrap_or_else(|| panic!("{key}: {:?}", self.env))
    }

    pub(crate) fn folder(&self) -> PathBuf {
        self.folder.path().join("d")
    }

    /// Port of its LDAPS.
    pub(crate) fn port(&self) -> u16 {
        self.of("RIG_URL").rsplit(':').next().unwrap().parse().unwrap_or(636)
    }

    /// How it is read by the account of the check.
    pub(crate) fn target(&self) -> Target {
        self.target_of(self.of("RIG_BIND_DN"), self.of("RIG_BIND_PW"))
    }

    pub(crate) fn target_of(&self, bind_dn: &str, password: &str) -> Target {
        Target {
            address: Address::parse(self.of("RIG_URL"), false).unwrap(),
            roots: self.roots("RIG_CA"),
            base: self.of("RIG_BASE").to_owned(),
            bind_dn: bind_dn.to_owned(),
            password: Password::of_file(password.as_bytes().to_vec()).unwrap(),
            dialect: None,
            canaries: vec![],
            limits: Limits::default(),
        }
    }

    pub(crate) fn roots(&self, key: &str) -> Roots {
        Roots::of_pem(key, &fs::read(self.of(key)).unwrap()).unwrap()
    }

    /// One of slapd's accounts for failures, with its password.
    pub(crate) fn account(&self, name: &str) -> (String, String) {
        (format!("cn={name},ou=services,{}", self.of("RIG_BASE")), format!("rig-{name}-pw"))
    }

    /// Changes entries as the administrator.
    pub(crate) fn modify(&self, ldif: &str) {
        let file = self.folder.path().join("change.ldif");
        fs::write(&file, ldif).unwrap();
        let mut command = Command::new("ldapmodify");
        command.args([
            "-x",
            "-H",
            self.of("RIG_URL"),
            "-D",
            self.of("RIG_ADMIN_DN"),
            "-w",
            self.of("RIG_ADMIN_PW"),
        ]);
        let output = command.arg("-f").arg(file).env("LDAPTLS_CACERT", self.of("RIG_CA")).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }

    /// What `ldapsearch` prints, with continued lines joined.
    pub(crate) fn search(&self, arguments: &[&str]) -> String {
        let mut command = Command::new("ldapsearch");
        command.args(["-x", "-LLL", "-o", "ldif-wrap=no", "-H", self.of("RIG_URL")]);
        command.args(["-D", self.of("RIG_BIND_DN"), "-w", self.of("RIG_BIND_PW")]);
        let output = command.args(arguments).env("LDAPTLS_CACERT", self.of("RIG_CA")).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).into_owned()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let stopped = Command::new("bash").arg(script("down")).arg(self.folder()).output();
        assert!(
            stopped.is_ok_and(|it| it.status.success()),
            "a server was left behind in {}",
            self.folder().display()
        );
    }
}

/// A program of the rig that listens, such as a proxy; ended with the test.
pub(crate) struct Helper(std::process::Child);

impl Helper {
    pub(crate) fn start(name: &str, port: u16, arguments: &[&str]) -> Self {
        let python = if Path::new("/usr/bin/python3").exists() { "/usr/bin/python3" } else { "python3" };
        let mut command = Command::new(python);
        command.arg(script(name)).arg(port.to_string()).args(arguments);
        let child =
            command.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null()).spawn().unwrap();
        let helper = Self(child);
        for _ in 0..2_000 {
            if std::net::TcpStream::connect(("127.0.0.1", port)).is_ok() {
                return helper;
            }
            // Another process begins to listen when it does.
            std::thread::sleep(std::time::Duration::from_millis(10));
        }
        panic!("{name} does not listen");
    }
}

impl Drop for Helper {
    fn drop(&mut self) {
        drop(self.0.kill().and_then(|()| self.0.wait()));
    }
}

/// How a connection is broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// It is closed.
    Drop,
    /// It is reset.
    Reset,
    /// It stays open, and nothing comes any more.
    Stall,
}

/// What a [`Breaker`] does next.
#[derive(Debug, Default)]
struct Plan {
    fault: Option<(Fault, u64)>,
    passed: u64,
}

/// A proxy that breaks the connection on which the server's bytes, those of all connections together, pass a mark.
pub(crate) struct Breaker {
    pub(crate) port: u16,
    plan: Arc<Mutex<Plan>>,
    runtime: Option<tokio::runtime::Runtime>,
}

impl Breaker {
    pub(crate) fn before(server: u16) -> Self {
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let plan = Arc::new(Mutex::new(Plan::default()));
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
        let port = listener.local_addr().unwrap().port();
        let shared = Arc::clone(&plan);
        runtime.spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let plan = Arc::clone(&shared);
                tokio::spawn(async move {
                    if let Ok(server) = TcpStream::connect(("127.0.0.1", server)).await {
                        pass(client, server, &plan).await;
                    }
                });
            }
        });
        Self { port, plan, runtime: Some(runtime) }
    }

    /// From here on, the next `after` bytes pass; without a fault, all do.
    pub(crate) fn set(&self, fault: Option<(Fault, u64)>) {
        *self.plan.lock().unwrap() = Plan { fault, passed: 0 };
    }

    /// Bytes of the server that have passed since it was set.
    pub(crate) fn passed(&self) -> u64 {
        self.plan.lock().unwrap().passed
    }
}

impl Drop for Breaker {
    fn drop(&mut self) {
        self.runtime.take().unwrap().shutdown_background();
    }
}

async fn pass(client: TcpStream, server: TcpStream, plan: &Mutex<Plan>) {
    let (mut from_client, mut to_client) = client.into_split();
    let (mut from_server, mut to_server) = server.into_split();
    let up = async { drop(tokio::io::copy(&mut from_client, &mut to_server).await) };
    let down = async {
        let mut bytes = vec![0; 16 * 1024];
        loop {
            let read = from_server.read(&mut bytes).await.unwrap_or(0);
            if read == 0 {
                return None;
            }
            let (allowed, fault) = {
                let mut plan = plan.lock().unwrap();
                let size = u64::try_from(read).unwrap();
                let left = plan.fault.map_or(size, |it| it.1.saturating_sub(plan.passed));
                plan.passed += size;
                (usize::try_from(left.min(size)).unwrap(), plan.fault.filter(|_| left < size).map(|it| it.0))
            };
            if to_client.write_all(&bytes[..allowed]).await.is_err() {
                return None;
            }
            if fault.is_some() {
                return fault;
            }
        }
    };
    let fault = tokio::select! { () = up => None, fault = down => fault };
    match fault {
        Some(Fault::Stall) => tokio::time::sleep(std::time::Duration::from_secs(30)).await,
        Some(Fault::Reset) => to_client.as_ref().set_zero_linger().unwrap(),
        Some(Fault::Drop) | None => {}
    }
}

/// A free port.
pub(crate) fn free_port() -> u16 {
    std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// A free port whose next is free too.
fn two_ports() -> u16 {
    for _ in 0..100 {
        let port = free_port();
        if port < u16::MAX && std::net::TcpListener::bind(("127.0.0.1", port + 1)).is_ok() {
            return port;
        }
    }
    panic!("no two free ports");
}

/// Reads as the program does.
pub(crate) fn read(target: &Target) -> Reading {
    let wanted = Wanted { source: "katalog".to_owned(), ..Wanted::default() };
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(fetch::read(target, &wanted))
}

/// Reads what must be whole.
#[track_caller]
pub(crate) fn proven(target: &Target, dialect: Dialect) -> Snapshot {
    let reading = read(target);
    assert_eq!(reading.broken, None);
    assert_eq!(reading.errors, []);
    assert_eq!((reading.completeness(), reading.facts.dialect), (Completeness::Proven, Some(dialect)));
    reading.snapshot.unwrap()
}
