//! The audit log as its reader meets it: whole, or with the first broken entry named.

use std::process::Command;

use super::world::{World, on_postgres};

/// Changes the database behind the program's back, as somebody with the file and the rights can: the guards go first.
fn tamper(world: &World, change: &str) {
    let script = "
import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
for (name,) in db.execute(\"select name from sqlite_master where type='trigger'\").fetchall():
    db.execute(f'drop trigger \"{name}\"')
assert db.execute(sys.argv[2]).rowcount == 1
db.commit()
";
    let file = world.data().join("skydd.db");
    let run = Command::new("python3").args(["-c", script]).arg(file).arg(change).output().unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
}

fn world() -> World {
    let world = World::norrvada();
    world.run_all(&["classify", "INF-068", "K=3", "--because", "Skadar enskilda"]).ended(0);
    world.run("audit verify").ended(0);
    world.run("audit verify --deep").ended(0);
    world
}

#[test]
fn a_changed_entry_is_named_and_ends_with_two() {
    if on_postgres() {
        return; // the file of SQLite is what is changed; the store's own tests change both databases
    }
    for (change, named) in [
        ("update audit set action = 'classification-approve' where seq = (select max(seq) from audit)", None),
        (
            "update audit_detail set body = replace(body, 'a', 'b') where seq = (select max(seq) from audit_detail)",
            None,
        ),
        ("delete from audit where seq = 1", Some("1")),
    ] {
        let world = world();
        tamper(&world, change);
        let told = world.run("audit verify").ended(2);
        let said = format!("{}{}", told.out, told.err);
        let last = world.run("--format json audit verify").out;
        assert!(named.is_none_or(|it| said.contains(it)), "{change}: {said}");
        assert!(said.to_lowercase().contains("logghändelse"), "{change}: {said}{last}");
    }
}

#[test]
fn a_fact_changed_behind_the_program_is_found_by_a_deep_look() {
    if on_postgres() {
        return; // the file of SQLite is what is changed; the store's own tests change both databases
    }
    let world = world();
    tamper(
        &world,
        "update classification set review_on = review_on + 900 where id = (select min(id) from classification where review_on is not null)",
    );
    world.run("audit verify").ended(0);
    let told = world.run("audit verify --deep").ended(2);
    assert!(format!("{}{}", told.out, told.err).contains("classification"), "{told:?}");
}
