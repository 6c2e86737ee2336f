//! The server as its operators meet it: the binary, a port, a signal.

use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    process::{Child, Command, Stdio},
    sync::mpsc,
    thread,
};

use crate::world::World;

/// A running server.
struct Server {
    child: Child,
    address: String,
    log: mpsc::Receiver<String>,
}

impl Server {
    fn start(world: &World) -> Self {
        let mut command = world.program();
        command.args(["serve", "--listen", "127.0.0.1:0"]).stdin(Stdio::null()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let (send, log) = mpsc::channel();
        thread::spawn(move || lines.map_while(Result::ok).try_for_each(|it| send.send(it)));
        let said = log.iter().find(|it| it.contains("http://")).unwrap();
        let address = said.split("http://").nth(1).unwrap().split('/').next().unwrap().to_owned();
        Self { child, address, log }
    }

    /// Status, headers and body of one request.
    fn ask(&self, head: &str, body: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        let length = body.len();
        write!(
            stream,
            "{head}\r\nHost: {}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}",
            self.address
        )
        .unwrap();
        let mut answer = vec![];
        stream.read_to_end(&mut answer).unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    }

    /// Asks it to stop as a supervisor does; gives its exit code and all that it wrote to the log.
    fn stop(mut self) -> (Option<i32>, Vec<String>) {
        let asked = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().unwrap();
        assert!(asked.success());
        let code = self.child.wait().unwrap().code();
        (code, self.log.iter().collect())
    }
}

#[test]
fn a_server_says_where_it_is_serves_and_stops_when_asked() {
    let world = World::empty();
    let made = world.run("init --name Provkommunen --format json").ended(0).json();
    let password = made["password"].as_str().unwrap().to_owned();
    assert!(password.len() >= 20, "made passwords are long");
    let server = Server::start(&world);
    assert!(server.ask("GET /healthz HTTP/1.1", "").starts_with("HTTP/1.1 200"));
    assert!(server.ask("GET /readyz HTTP/1.1", "").ends_with("ready\n"));
    let form = "POST /logga-in HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded";
    let signed = server.ask(form, &format!("login=admin&password={password}"));
    assert!(signed.starts_with("HTTP/1.1 303"), "{signed}");
    let cookie = signed.lines().find_map(|it| it.strip_prefix("set-cookie: ")).unwrap();
    let cookie = cookie.split(';').next().unwrap().to_owned();
    let start = server.ask(&format!("GET / HTTP/1.1\r\nCookie: {cookie}"), "");
    assert!(start.starts_with("HTTP/1.1 200") && start.contains("Provkommunen"), "{start}");
    let (code, log) = server.stop();
    assert_eq!(code, Some(0));
    assert_eq!(log.last().map(String::as_str), Some("Skydd är stoppat."));
    let entries: Vec<serde_json::Value> =
        log.iter().filter(|it| it.starts_with('{')).map(|it| serde_json::from_str(it).unwrap()).collect();
    let answered: Vec<_> = entries.iter().filter(|it| it["message"] == "answered").collect();
    assert!(answered.len() >= 4, "{log:#?}");
    assert!(answered.iter().all(|it| it["span"]["request.id"].as_str().is_some_and(|it| it.len() == 36)));
    let secret = cookie.split('=').nth(1).unwrap();
    assert!(log.iter().all(|it| !it.contains(&password) && !it.contains(secret)), "no secret in the log");
    world.run("audit verify --deep").ended(0);
}

#[test]
fn a_server_does_not_listen_where_passwords_would_travel_in_the_clear() {
    let world = World::empty();
    world.run("init").ended(0);
    let told = world.run("serve --listen 0.0.0.0:0").ended(2).err;
    assert!(told.contains("0.0.0.0:0 kan nås från nätet") && told.contains("Lyssna på 127.0.0.1."), "{told}");
}

#[test]
fn a_password_comes_from_a_file_or_is_shown_once() {
    let world = World::empty();
    let short = world.file("kort.txt", "kort\n");
    let told = world.run(&format!("init --password-file {}", short.display())).ended(2).err;
    assert!(told.contains("minst 12 tecken"), "{told}");
    assert!(!world.data().exists(), "nothing was written");
    let long = world.file("långt.txt", "ett långt lösenord\n");
    let made = world.run(&format!("init --format json --password-file {}", long.display())).ended(0).json();
    assert_eq!(made["password"], serde_json::Value::Null);
    let other = world.run("account password --format json").ended(0).json();
    assert_eq!(other["login"], "admin");
    assert!(other["password"].as_str().is_some_and(|it| it.len() >= 20));
}
