//! The check of directories that are read live, as its users run it: what is proven closes findings, what is not never does.

use serde_json::Value;

use crate::{
    oracle::python,
    rig::{Breaker, Fault, Server, servers},
    world::{Answer, World},
};

/// A municipality of the rig with its register, and its directory in a real server.
struct Place {
    world: World,
    server: Server,
}

impl Place {
    fn new(users: &str, seed: &str) -> Self {
        let world = World::empty();
        let rig = world.path("rig");
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        let arguments =
            ["--dialect", "openldap", "--users", users, "--groups", "200", "--seed", seed, "--out"];
        python(&root.join("tests/rig/gen.py"), &arguments, &[&rig]);
        python(&root.join("examples/from-rig"), &[], &[&rig, &world.path("register")]);
        let server = Server::slapd(&rig.join("01-entries.ldif"), &[]);
        let place = Self { world, server };
        place.register(&place.world);
        place
    }

    /// Imports the register into a world.
    fn register(&self, world: &World) {
        world.run("init").ended(0);
        // A stall is told after a second; pages are small, so that there are many.
        std::fs::write(
            world.data().join("skydd.yaml"),
            "directory_stall_seconds: 1\ndirectory_page_size: 100\n",
        )
        .unwrap();
        world.run(&format!("import {}", self.world.path("register").display())).ended(0);
    }

    /// Configures the directory `ad` in a world, read by one of the accounts on a port.
    fn directory(&self, world: &World, account: &str, port: u16, more: &str) {
        let (dn, password) = self.server.account(account);
        let file = world.file(&format!("{account}.losen"), &password);
        let add = format!(
            "directory add ad --url ldaps://localhost:{port} --base {} --bind-dn {dn} --password-file {} --ca {} {more}",
            self.server.of("RIG_BASE"),
            file.display(),
            self.server.of("RIG_CA"),
        );
        world.run(&add).ended(0);
    }
}

fn check(world: &World) -> Answer {
    world.run("access check --format json")
}

/// What a check that was proven printed.
#[track_caller]
fn proven(world: &World) -> Value {
    let answer = check(world).ended(1).json();
    assert_eq!(answer["run"]["completeness"], "proven", "{}", answer["run"]);
    answer
}

#[track_caller]
fn incomplete(world: &World, reason: &str) -> Value {
    let answer = check(world).ended(2).json();
    let run = &answer["run"];
    assert_eq!((&run["completeness"], &run["closed"]), (&"incomplete".into(), &0.into()), "{run}");
    assert!(run["gaps"][0].as_str().is_some_and(|it| it.starts_with(reason)), "{run}");
    assert!(run["reason"].as_str().is_some_and(|it| !it.is_empty()), "{run}");
    answer
}

fn count(answer: &Value) -> usize {
    answer["findings"].as_array().unwrap().len()
}

#[test]
fn a_proven_read_closes_what_is_mended_and_no_other_read_does() {
    if !servers() {
        return;
    }
    let place = Place::new("600", "3");
    let (world, port) = (&place.world, place.server.port());
    place.directory(world, "svc-audit", port, "");
    let first = proven(world);
    let odd = first["findings"]
        .as_array()
        .unwrap()
        .iter()
        .find(|it| it["kind"] == "unauthorised" && it["path"].as_array().unwrap().len() == 2);
    let path = &odd.unwrap()["path"];
    let (group, member) = (path[0]["dn"].as_str().unwrap(), path[1]["dn"].as_str().unwrap());
    place.server.modify(&format!(
        "dn:: {}\nchangetype: modify\ndelete: member\nmember:: {}\n",
        base64(group),
        base64(member)
    ));

    // Whoever sees less is not believed, however little is missing.
    place.directory(world, "svc-limited", port, "");
    let limited = incomplete(world, "fetch-result");
    assert!(limited["run"]["last_complete"].as_str().is_some(), "{}", limited["run"]);
    place.directory(world, "svc-nopage", port, "");
    let nothing = incomplete(world, "fetch-result");
    assert_eq!(
        (count(&nothing), &nothing["run"]["not_seen"]),
        (0, &count(&first).into()),
        "{}",
        nothing["run"]
    );
    place.directory(world, "svc-audit", port, "");
    let last = proven(world);
    let closed = last["run"]["closed"].as_u64().unwrap();
    assert!(closed >= 1 && last["run"]["not_seen"] == 0, "{}", last["run"]);
    assert_eq!(count(&first) - count(&last), usize::try_from(closed).unwrap(), "{}", last["run"]);
    // A file, however whole, proves nothing.
    let ldif = world.path("register").join("directory.ldif");
    let stated = world
        .run(&format!("access check --ldif {} --accept-drop --format json", ldif.display()))
        .ended(1)
        .json();
    assert_eq!((&stated["run"]["completeness"], &stated["run"]["closed"]), (&"stated".into(), &0.into()));
    world.run("audit verify --deep").ended(0);
}

#[test]
fn a_branch_that_can_no_longer_be_seen_makes_the_read_incomplete() {
    if !servers() {
        return;
    }
    let place = Place::new("120", "5");
    let (world, port) = (&place.world, place.server.port());
    place.server.modify(
        "dn: cn=dold,ou=hidden,dc=kommun,dc=test\nchangetype: add\nobjectClass: groupOfNames\ncn: dold\nmember: cn=svc-audit,ou=services,dc=kommun,dc=test\n",
    );
    place.directory(world, "svc-audit", port, "");
    proven(world);
    // Less than a tenth is missing, so that only the branch itself tells.
    place.directory(world, "svc-blind", port, "");
    incomplete(world, "access-subtree-gone");
    let told = world.run("access check").ended(2).out;
    assert!(told.starts_with("Läsningen är ofullständig.") && told.contains("ou=hidden"), "{told}");
    // What must be seen is asked for by name too.
    place.directory(world, "svc-blind", port, "--canary cn=dold,ou=hidden,dc=kommun,dc=test");
    incomplete(world, "fetch-canary");
    place.directory(world, "svc-blind", port, "");
    let accepted = world.run("access check --accept-drop --format json").ended(1).json();
    assert_eq!(accepted["run"]["completeness"], "proven");
}

#[test]
fn a_directory_that_shrank_beyond_belief_makes_the_read_incomplete() {
    if !servers() {
        return;
    }
    let place = Place::new("120", "6");
    let (world, port) = (&place.world, place.server.port());
    place.directory(world, "svc-audit", port, "");
    let first = proven(world);
    let people = place.server.search(&[
        "-E",
        "pr=500/noprompt",
        "-b",
        place.server.of("RIG_BASE"),
        "(objectClass=inetOrgPerson)",
        "1.1",
    ]);
    let gone: Vec<String> = people
        .split("\n\n")
        .filter(|it| it.starts_with("dn:"))
        .take(30)
        .map(|it| format!("{}\nchangetype: delete\n", it.trim()))
        .collect();
    place.server.modify(&gone.join("\n"));
    let answer = incomplete(world, "access-live-drop");
    assert!(count(&answer) > 0, "what it shows is told");
    let accepted = world.run("access check --accept-drop --format json").ended(1).json();
    assert_eq!(accepted["run"]["completeness"], "proven");
    assert!(
        accepted["run"]["closed"].as_u64().unwrap() > 0 || count(&accepted) >= count(&first),
        "{}",
        accepted["run"]
    );
}

#[test]
fn the_password_is_nowhere_but_in_its_file() {
    if !servers() {
        return;
    }
    let place = Place::new("120", "7");
    let (world, port) = (&place.world, place.server.port());
    place.directory(world, "svc-audit", port, "");
    let mut said = String::new();
    for line in [
        "access check",
        "access check --format json",
        "directory list --format json",
        "directory show ad",
        "audit verify --deep",
    ] {
        let answer = world.run(line);
        said += &(answer.out + &answer.err);
    }
    let file = world.file("svc-audit.losen", "fel-losen-av-nagon");
    let answer = check(world).ended(2);
    said += &(answer.out + &answer.err);
    drop(file);
    for secret in ["rig-svc-audit-pw", "fel-losen-av-nagon"] {
        assert!(!said.contains(secret), "{secret} was printed");
        let mut open = vec![world.data()];
        let mut files = 0;
        while let Some(folder) = open.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    open.push(path);
                    continue;
                }
                files += 1;
                let bytes = std::fs::read(&path).unwrap();
                let found = bytes.windows(secret.len()).any(|it| it == secret.as_bytes());
                assert!(!found, "{secret} stands in {}", path.display());
            }
        }
        assert!(files > 2, "the walk must see files to prove anything");
    }
}

/// Worlds that are broken at once.
const WORLDS: u64 = 4;
/// Broken reads of each.
const RUNS: u64 = 50;

#[test]
fn of_two_hundred_broken_reads_none_is_taken_as_complete_and_none_closes_anything() {
    if !servers() {
        return;
    }
    let place = Place::new("600", "8");
    std::thread::scope(|scope| {
        let all: Vec<_> = (0..WORLDS)
            .map(|number| {
                let place = &place;
                scope.spawn(move || broken(place, number))
            })
            .collect();
        for it in all {
            it.join().unwrap();
        }
    });
}

fn broken(place: &Place, number: u64) {
    let world = World::empty();
    place.register(&world);
    let breaker = Breaker::before(place.server.port());
    place.directory(&world, "svc-audit", breaker.port, "");
    let first = proven(&world);
    breaker.set(None);
    let again = proven(&world);
    assert_eq!((&again["run"]["closed"], count(&again)), (&0.into(), count(&first)));
    let total = breaker.passed();
    // The last bytes are farewells, after the end of the read.
    let end = total - 2_000;
    assert!(end > 100_000, "only {total} bytes passed");
    let mut dice = Dice(number + 1);
    for run in 0..RUNS {
        let (kind, after) = (dice.below(10), 1 + dice.below(end));
        let fault = match kind {
            0..=3 => Some(Fault::Drop),
            4..=6 => Some(Fault::Reset),
            7..=8 => Some(Fault::Stall),
            _ => None,
        };
        let answer = if let Some(fault) = fault {
            breaker.set(Some((fault, after)));
            check(&world)
        } else {
            breaker.set(None);
            let account = ["svc-limited", "svc-nopage"][usize::try_from(dice.below(2)).unwrap()];
            place.directory(&world, account, breaker.port, "");
            let answer = check(&world);
            place.directory(&world, "svc-audit", breaker.port, "");
            answer
        };
        let told = format!("world {number}, run {run}, {fault:?} after {after} of {total}");
        assert_eq!(
            answer.code,
            2,
            "{told}: {}{}",
            answer.out.chars().take(600).collect::<String>(),
            answer.err
        );
        let answer = answer.json();
        assert_eq!(answer["run"]["completeness"], "incomplete", "{told}");
        assert_eq!(answer["run"]["closed"], 0, "{told}");
    }
    // Had a broken read closed anything it would be back now; had it added anything false it would be closed now.
    breaker.set(None);
    let last = proven(&world);
    assert_eq!((&last["run"]["closed"], count(&last)), (&0.into(), count(&first)));
    let seen = |it: &Value| {
        it["findings"].as_array().unwrap().iter().map(|it| it["first_seen"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(seen(&last), seen(&again), "each is known since the first read");
}

/// Choices that are the same every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: u64) -> u64 {
        // SplitMix64
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut it = self.0;
        it = (it ^ (it >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        it = (it ^ (it >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (it ^ (it >> 31)) % sides
    }
}

fn base64(text: &str) -> String {
    const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for three in text.as_bytes().chunks(3) {
        let bits = (0..3).fold(0_u32, |sum, it| sum << 8 | u32::from(three.get(it).copied().unwrap_or(0)));
        for place in 0..4 {
            let digit = DIGITS[usize::try_from(bits >> (18 - 6 * place) & 63).unwrap()];
            out.push(if place > three.len() { '=' } else { char::from(digit) });
        }
    }
    out
}
