//! A directory of 20,000 users, 4,000 groups and 200,000 memberships: read from LDIF, resolved, and judged against 100
//! systems.
//!
//! The floors of the same run are the bare work that nothing can avoid: looking at every byte of the file, and looking at
//! every membership once per granting group, without paths. The ratios to them hold on any machine; the bar in seconds is
//! that of the issue, for reading and judging together.
#![expect(clippy::disallowed_methods, reason = "a bench reads the clock")]
#![expect(clippy::print_stdout, reason = "a bench reports on standard output")]

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    hint::black_box,
    time::{Duration, Instant},
};

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    access::{
        check::{Check, Outcome, check},
        graph::Graph,
        hr::{AsOf, HrRow},
        snapshot::Snapshot,
    },
    inventory::Inventory,
};

const USERS: usize = 20_000;
const GROUPS: usize = 4_000;
const MEMBERSHIPS: usize = 200_000;
const SYSTEMS: usize = 100;
const UNITS: usize = 50;
/// Groups that grant, two to a system; the groups after them hold people.
const GRANTING: usize = SYSTEMS * 2;
/// Role groups in a granting one.
const ROLES: usize = 20;
const BAR: Duration = Duration::from_secs(2);
const ROUNDS: u32 = 5;

fn main() -> Result<(), String> {
    let ldif = ldif().map_err(|error| error.to_string())?;
    let people = people();
    let inventory: Inventory = serde_json::from_value(inventory()).map_err(|error| error.to_string())?;
    let snapshot = read(&ldif)?;
    if !snapshot.gaps.is_empty() {
        return Err(format!("the directory must be whole to measure anything: {:?}", snapshot.gaps));
    }
    let outcome = judge(&snapshot, &people, &inventory)?;
    println!(
        "{} entries, {} memberships, {:.1} MB; {} systems, {} reach, {} findings",
        snapshot.entries,
        snapshot.edges.len(),
        megabytes(ldif.len()),
        outcome.systems.len(),
        outcome.systems.iter().map(|it| it.reach).sum::<u64>(),
        outcome.findings.len(),
    );
    let bytes = best(|| ldif.iter().map(|it| usize::from(*it)).sum());
    let walks = best(|| bare_walks(&snapshot));
    let reading = best(|| read(&ldif).map_or(0, |it| it.edges.len()));
    let judging = best(|| judge(&snapshot, &people, &inventory).map_or(0, |it| it.findings.len()));
    report("floor: look at every byte", bytes, bytes);
    report("read and resolved", reading, bytes);
    report("floor: look at every membership per grant", walks, walks);
    report("judged, with paths", judging, walks);
    let both = reading + judging;
    let within = if both < BAR { "within" } else { "ABOVE" };
    println!("{:<44} {:>9.1} ms, {within} the bar of {BAR:?}", "together", both.as_secs_f64() * 1000.0);
    Ok(())
}

fn read(ldif: &[u8]) -> Result<Snapshot, String> {
    directory::read(ldif, &directory::Options::new("bench.ldif"))
        .map_err(|errors| format!("{:?}", errors.first()))
}

fn judge(snapshot: &Snapshot, people: &[HrRow], inventory: &Inventory) -> Result<Outcome, String> {
    let norm = |it: &str| directory::dn::norm(it).ok();
    check(&Check::new(snapshot, people, inventory, now(), norm)).map_err(|error| error.to_string())
}

fn now() -> AsOf {
    AsOf {
        instant: DateTime::<Utc>::UNIX_EPOCH + chrono::Duration::days(20_758),
        day: NaiveDate::default() + chrono::Duration::days(20_758),
    }
}

/// Every membership below every granting group, each looked at once per group: no paths, no views, no rules.
fn bare_walks(snapshot: &Snapshot) -> usize {
    let graph = Graph::new(snapshot);
    let granting = |it: &&(usize, &str)| it.1.starts_with("DL-");
    let names = snapshot.objects.iter().map(|it| it.name.as_deref().unwrap_or_default()).enumerate();
    let roots: Vec<u32> =
        names.collect::<Vec<_>>().iter().filter(granting).filter_map(|it| u32::try_from(it.0).ok()).collect();
    let mut looked = 0;
    for root in roots {
        let mut seen = BTreeSet::from([root]);
        let mut open = vec![root];
        while let Some(group) = open.pop() {
            for (member, _) in graph.members(group) {
                looked += 1;
                if graph.is_group(*member) && seen.insert(*member) {
                    open.push(*member);
                }
            }
        }
    }
    looked
}

fn best(mut work: impl FnMut() -> usize) -> Duration {
    let once = |work: &mut dyn FnMut() -> usize| {
        let start = Instant::now();
        black_box(work());
        start.elapsed()
    };
    (0..ROUNDS).map(|_| once(&mut work)).min().unwrap_or_default()
}

fn report(what: &str, time: Duration, floor: Duration) {
    let ratio = time.as_secs_f64() / floor.as_secs_f64();
    println!("{what:<44} {:>9.1} ms, {ratio:.1} of the floor", time.as_secs_f64() * 1000.0);
}

#[expect(clippy::cast_precision_loss, reason = "shown with one decimal")]
fn megabytes(bytes: usize) -> f64 {
    bytes as f64 / 1e6
}

/// The same numbers in every run (Knuth's multiplier), good enough to scatter members.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let limit = u64::try_from(limit).unwrap_or(u64::MAX);
        usize::try_from((self.0 >> 33) % limit).unwrap_or_default()
    }
}

fn user_dn(user: usize) -> String {
    format!("CN=Åsa Öberg {user:05},OU=Unit{},OU=Personal,DC=kommun,DC=example", user % UNITS)
}

fn group_dn(group: usize) -> String {
    format!("CN={},OU=Grupper,DC=kommun,DC=example", group_name(group))
}

fn group_name(group: usize) -> String {
    if group < GRANTING { format!("DL-{group:04}") } else { format!("GG-{group:04}") }
}

/// Members by group: granting groups hold role groups and, in every third system, the group of all staff; role groups
/// hold people, mostly of one unit.
fn members() -> Vec<BTreeSet<String>> {
    let mut dice = Dice(1);
    let mut out: Vec<BTreeSet<String>> = vec![BTreeSet::new(); GROUPS];
    let mut count = 0;
    let staff = GRANTING;
    for (group, members) in out.iter_mut().enumerate().take(GRANTING) {
        members.extend(
            (0..ROLES).map(|it| group_dn(GRANTING + 1 + (group * ROLES + it) % (GROUPS - GRANTING - 1))),
        );
        if group.is_multiple_of(6) {
            members.insert(group_dn(staff));
        }
        count += members.len();
    }
    if let Some(members) = out.get_mut(staff) {
        members.extend((0..USERS).map(user_dn));
        count += USERS;
    }
    while count < MEMBERSHIPS {
        let group = GRANTING + 1 + dice.below(GROUPS - GRANTING - 1);
        let unit = if dice.below(20) == 0 { dice.below(UNITS) } else { group % UNITS };
        let user = unit + UNITS * dice.below(USERS / UNITS);
        if out.get_mut(group).is_some_and(|it| it.insert(user_dn(user))) {
            count += 1;
        }
    }
    out
}

/// The export, as `ldifde` writes it: sorted by nothing, values with other letters than ASCII in base64.
fn ldif() -> Result<Vec<u8>, std::fmt::Error> {
    let mut out = String::new();
    let sid = |rid: usize| format!("S-1-5-21-1-2-3-{rid}");
    writeln!(
        out,
        "dn: CN=Domain Users,CN=Users,DC=kommun,DC=example\nobjectClass: top\nobjectClass: group\n\
         sAMAccountName: Domain Users\ngroupType: -2147483646\nobjectSid: {}\n",
        sid(513)
    )?;
    for user in 0..USERS {
        value(&mut out, "dn", &user_dn(user))?;
        writeln!(
            out,
            "objectClass: top\nobjectClass: person\nobjectClass: organizationalPerson\nobjectClass: user\n\
             sAMAccountName: user{user:05}\nemployeeID: E{user:05}\nuserAccountControl: 512\naccountExpires: 0\n\
             lastLogonTimestamp: 134370000000000000\npwdLastSet: 134370000000000000\nprimaryGroupID: 513\nobjectSid: {}\n",
            sid(10_000 + user)
        )?;
    }
    for (group, members) in members().into_iter().enumerate() {
        value(&mut out, "dn", &group_dn(group))?;
        let name = group_name(group);
        writeln!(
            out,
            "objectClass: top\nobjectClass: group\nsAMAccountName: {name}\ngroupType: -2147483646\nobjectSid: {}",
            sid(100_000 + group)
        )?;
        for member in members {
            value(&mut out, "member", &member)?;
        }
        out.push('\n');
    }
    Ok(out.into_bytes())
}

fn value(out: &mut String, name: &str, text: &str) -> std::fmt::Result {
    use base64::{Engine, engine::general_purpose::STANDARD};
    if text.is_ascii() {
        writeln!(out, "{name}: {text}")
    } else {
        writeln!(out, "{name}:: {}", STANDARD.encode(text))
    }
}

fn people() -> Vec<HrRow> {
    (0..USERS)
        .map(|user| {
            let id = format!("E{user:05}");
            let title = format!("Befattning {}", user / UNITS % 20);
            let kind = if user % 25 == 0 { "konsult" } else { "tillsvidare" };
            let columns = [
                ("employee_id", id.clone()),
                ("department", format!("Unit{}", user % UNITS)),
                ("title", title),
                ("employee_type", kind.to_owned()),
            ];
            HrRow {
                employee_id: id,
                active: true,
                attributes: columns
                    .into_iter()
                    .map(|(name, it)| (name.to_owned(), it))
                    .collect::<BTreeMap<_, _>>(),
                ..HrRow::default()
            }
        })
        .collect()
}

/// A rule per system over its two rights: the units of its role groups, or everybody but consultants.
fn inventory() -> serde_json::Value {
    let is =
        |attr: &str, values: Vec<String>| serde_json::json!({ "attr": attr, "op": "in", "values": values });
    let right = |system: usize, it: usize| {
        let grants = [serde_json::json!({ "kind": "group", "object": group_dn(system * 2 + it) })];
        serde_json::json!({ "code": format!("S{system}-{it}"), "system": format!("S{system}"), "name": "x", "grants": grants })
    };
    let rule = |system: usize| {
        let units: BTreeSet<usize> = (0..2 * ROLES)
            .map(|it| (GRANTING + 1 + (system * 2 * ROLES + it) % (GROUPS - GRANTING - 1)) % UNITS)
            .collect();
        let units = is("department", units.into_iter().map(|it| format!("Unit{it}")).collect());
        let employed = is("employeeType", vec!["tillsvidare".into(), "visstid".into()]);
        let allow =
            if system.is_multiple_of(3) { employed } else { serde_json::json!({ "all": [units, employed] }) };
        serde_json::json!({
            "code": format!("R{system}"), "system": format!("S{system}"), "allow": allow, "role_group": true,
            "rights": [format!("S{system}-0"), format!("S{system}-1")],
            "forbid": is("title", vec!["Befattning 19".into()]),
        })
    };
    serde_json::json!({
        "systems": (0..SYSTEMS).map(|it| serde_json::json!({ "code": format!("S{it}"), "name": "x", "unit": "U" })).collect::<Vec<_>>(),
        "rights": (0..SYSTEMS).flat_map(|it| [right(it, 0), right(it, 1)]).collect::<Vec<_>>(),
        "rules": (0..SYSTEMS).map(rule).collect::<Vec<_>>(),
        "conflicts": [{ "code": "C1", "left": "S1-0", "right": "S2-0" }],
    })
}
