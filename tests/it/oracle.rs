//! The access check against an independent oracle, on generated directories of both dialects: tests/rig/gen.py makes
//! them, tests/rig/oracle.py answers from the same files with code that shares nothing with ours.
//!
//! What is compared: members and reach of every system, and every finding with its kind, its system, whom it concerns,
//! what narrows it and the length of its path. Any shortest path is right, so of a path only the length is compared, and
//! that each of its steps is a membership.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use chrono::{DateTime, Utc};
use domain::{
    access::{
        check::{Check, Outcome, check},
        finding::{Detail, Finding, Kind, steps},
        hr::{AsOf, HrRow},
        reach::Step,
        snapshot::{EdgeKind, Snapshot},
    },
    inventory::{Inventory, check::Known},
    message::Bilingual,
    model::Model,
};
use serde_json::Value;
use tempfile::TempDir;

const SEEDS: std::ops::RangeInclusive<u32> = 1..=10;

#[test]
fn the_check_agrees_with_the_oracle_on_ten_directories_like_openldap() {
    for seed in SEEDS {
        World::make("openldap", seed).agrees();
    }
}

#[test]
fn the_check_agrees_with_the_oracle_on_ten_directories_like_active_directory() {
    for seed in SEEDS {
        World::make("ad", seed).agrees();
    }
}

/// A generated directory, read by us, with what the oracle says of it.
pub(crate) struct World {
    name: String,
    pub(crate) snapshot: Snapshot,
    hr: Vec<HrRow>,
    inventory: Inventory,
    as_of: AsOf,
    expected: Value,
}

impl World {
    fn make(dialect: &str, seed: u32) -> Self {
        Self::read(dialect, seed, |_, out| {
            let ldif = fs::read(out.join("directory.ldif")).unwrap();
            directory::read(&ldif, &directory::Options::new("directory.ldif")).unwrap()
        })
    }

    /// The same, with the directory as `read` gives it from the rig's folder and from that of the inventory.
    pub(crate) fn read(dialect: &str, seed: u32, read: impl FnOnce(&Path, &Path) -> Snapshot) -> Self {
        let dir = TempDir::new().unwrap();
        let (rig, out) = (dir.path().join("rig"), dir.path().join("inventory"));
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let script = |it: &str| root.join("tests/rig").join(it);
        let seed_text = seed.to_string();
        let arguments =
            ["--dialect", dialect, "--users", "400", "--groups", "200", "--seed", &seed_text, "--out"];
        python(&script("gen.py"), &arguments, &[&rig]);
        python(&script("oracle.py"), &[], &[&rig]);
        python(&root.join("examples/from-rig"), &[], &[&rig, &out]);
        let expected: Value = serde_json::from_slice(&fs::read(rig.join("expected.json")).unwrap()).unwrap();
        let instant: DateTime<Utc> = expected["as_of"].as_str().unwrap().parse().unwrap();
        let snapshot = read(&rig, &out);
        assert_eq!(snapshot.gaps, [], "{dialect} {seed}");
        Self {
            name: format!("{dialect}, seed {seed}"),
            snapshot,
            hr: schema::hr::read("hr.csv", &fs::read(out.join("hr.csv")).unwrap(), &BTreeMap::new()).unwrap(),
            inventory: inventory(&out),
            as_of: AsOf { instant, day: instant.date_naive() },
            expected,
        }
    }

    pub(crate) fn agrees(&self) {
        let norm = |it: &str| directory::dn::norm(it).ok();
        let outcome =
            check(&Check::new(&self.snapshot, &self.hr, &self.inventory, self.as_of, norm)).unwrap();
        assert_eq!(outcome.gaps, [], "{}", self.name);
        self.systems_agree(&outcome);
        self.findings_agree(&outcome);
        for finding in &outcome.findings {
            for path in [&finding.path, &finding.left_path, &finding.right_path] {
                self.exists(path);
            }
        }
    }

    fn systems_agree(&self, outcome: &Outcome) {
        let ours: BTreeMap<&str, (u64, u64)> =
            outcome.systems.iter().map(|it| (it.code.as_str(), (it.members, it.reach))).collect();
        let theirs: BTreeMap<&str, (u64, u64)> = self.expected["systems"]
            .as_object()
            .unwrap()
            .iter()
            .map(|(code, it)| (code.as_str(), (it["n"].as_u64().unwrap(), it["n_reach"].as_u64().unwrap())))
            .collect();
        assert!(theirs.len() > 10, "{}: systems are needed to prove anything", self.name);
        assert_eq!(ours, theirs, "{}", self.name);
    }

    fn findings_agree(&self, outcome: &Outcome) {
        let mut ours: Vec<String> = outcome.findings.iter().map(|it| self.line(it)).collect();
        let mut theirs: Vec<String> =
            self.expected["findings"].as_array().unwrap().iter().map(their_line).collect();
        ours.sort();
        theirs.sort();
        let kinds: BTreeSet<&str> = theirs.iter().filter_map(|it| it.split(' ').next()).collect();
        assert!(kinds.len() > 12, "{}: many kinds are needed to prove anything: {kinds:?}", self.name);
        let (extra, missed) = (without(&ours, &theirs), without(&theirs, &ours));
        assert!(
            extra.is_empty() && missed.is_empty(),
            "{}\nonly ours:\n{}\nonly the oracle's:\n{}",
            self.name,
            extra.join("\n"),
            missed.join("\n")
        );
    }

    /// A finding as [`their_line`] writes the oracle's.
    fn line(&self, it: &Finding) -> String {
        let mut words = vec![it.kind.to_string(), it.rule.clone().unwrap()];
        let account = it.account.clone().unwrap_or_default();
        match it.kind {
            Kind::Cycle => {
                let mut names: Vec<&str> =
                    it.circle.iter().map(|it| self.snapshot.objects[*it as usize].dn.as_str()).collect();
                names.sort_unstable();
                words.push(names.join(" | "));
                return words.join(" ");
            }
            Kind::MissingAccount => words.push(it.person.clone().unwrap()),
            Kind::MissingAccess => words.extend([account, it.person.clone().unwrap()]),
            Kind::GrantGroupMissing => words.push(it.group.clone().unwrap()),
            Kind::Dangling => words.push(self.snapshot.objects[it.object.unwrap() as usize].norm.clone()),
            Kind::DirectAssignment => {
                let right = it.right.clone().unwrap();
                let role = right.strip_prefix(&format!("{}-", it.system.as_ref().unwrap())).unwrap();
                let group = self.snapshot.objects[it.grant.unwrap() as usize].dn.clone();
                words.extend([account, role.to_owned(), group]);
                return words.join(" ");
            }
            _ => words.push(account),
        }
        match (it.kind, it.detail) {
            (Kind::StaleLogon, Some(detail)) => words.push((detail == Detail::Certain).to_string()),
            (Kind::NonPerson, Some(detail)) => words.push(detail.to_string()),
            (_, Some(Detail::ExpiredGrant(_))) => words.push("expired".into()),
            _ => {}
        }
        // The oracle gives no path for these.
        if !matches!(it.kind, Kind::StaleLogon | Kind::NeverLoggedOn) {
            let paths = [&it.path, &it.left_path, &it.right_path];
            words.extend(paths.into_iter().filter(|it| !it.is_empty()).map(|it| it.len().to_string()));
        }
        words.join(" ")
    }

    /// Every step of the path is a membership, as it is labelled.
    fn exists(&self, path: &[Step]) {
        let edges: BTreeSet<(u32, u32, EdgeKind)> =
            self.snapshot.edges.iter().map(|it| (it.group, it.member, it.kind)).collect();
        if let Some(first) = path.first() {
            assert_eq!(first.edge, None);
        }
        for pair in path.windows(2) {
            let step = (pair[0].object, pair[1].object, pair[1].edge.unwrap());
            assert!(edges.contains(&step), "{}: {:?}", self.name, steps(path, &self.snapshot));
        }
    }
}

/// An oracle's finding as one line: kind, system or conflict, whom, what narrows it, and how long the path is.
fn their_line(it: &Value) -> String {
    let text = |name: &str| it[name].as_str().map(str::to_owned);
    let kind = text("kind").unwrap();
    let mut words = vec![kind.clone(), text("system").or(text("rule")).unwrap()];
    match kind.as_str() {
        "cycle" => {
            let names: Vec<&str> =
                it["groups"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
            words.push(names.join(" | "));
        }
        "missing_account" => words.push(text("employee").unwrap()),
        "missing_access" => words.extend([text("account").unwrap(), text("employee").unwrap()]),
        "grant_group_missing" => words.push(text("group").unwrap()),
        "direct_assignment" => {
            words.extend([text("account").unwrap(), text("role").unwrap(), text("group").unwrap()]);
        }
        _ => words.push(text("account").unwrap()),
    }
    if kind == "stale_logon" {
        words.push(it["certain"].as_bool().unwrap().to_string());
    }
    if kind == "non_person" {
        words.push(text("what").unwrap());
    }
    if it.get("detail").is_some() {
        words.push("expired".into());
    }
    for name in ["path", "left_path", "right_path"] {
        words.extend(it[name].as_array().map(|it| it.len().to_string()));
    }
    words.join(" ")
}

/// What stands more often in `left` than in `right`; both are sorted.
fn without(left: &[String], right: &[String]) -> Vec<String> {
    let mut count: BTreeMap<&String, usize> = BTreeMap::new();
    for it in right {
        *count.entry(it).or_default() += 1;
    }
    let mut out = vec![];
    for it in left {
        match count.get_mut(it) {
            Some(left) if *left > 0 => *left -= 1,
            _ => out.push(it.clone()),
        }
    }
    out
}

pub(crate) fn python(script: &Path, arguments: &[&str], paths: &[&PathBuf]) {
    // The system's own, where there is one: a version manager's shim is slow to start.
    let program = if Path::new("/usr/bin/python3").exists() { "/usr/bin/python3" } else { "python3" };
    let output = Command::new(program).arg(script).args(arguments).args(paths).output().unwrap();
    assert!(output.status.success(), "{}: {}", script.display(), String::from_utf8_lossy(&output.stderr));
}

fn inventory(folder: &Path) -> Inventory {
    let mut files = vec![];
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|it| it == "yaml") {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            files.push((name, fs::read(&path).unwrap()));
        }
    }
    files.sort();
    // The rig classifies nothing, so a model without dimensions is enough.
    let model = Model { code: "klassa-0-4".into(), name: Bilingual::default(), dimensions: vec![] };
    let (nothing, models) = (Inventory::default(), [model]);
    let known = Known { is_time_zone: |it| it == "UTC", ..Known::new(&nothing, &models) };
    schema::inventory::read(&files, &known, None, None).unwrap().inventory
}
