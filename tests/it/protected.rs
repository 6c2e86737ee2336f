//! People with protected identity (OSL 21:3), and secrets: planted, then looked for in everything that comes out.

use std::{fs, process::Command};

use super::world::{Answer, World, binary, on_postgres, sample};

/// What gives a planted person away, where no output may hold it.
struct Planted {
    /// Of whom the HR file says it: has left, account active. Of whom the register says it: reaches outside the rule.
    /// Of whom the register says it, a role holder: departed, so a finding of the register.
    words: Vec<&'static str>,
}

/// The sample with three of its people protected.
fn planted() -> (World, Planted) {
    let world = World::empty();
    world.on_day("2026-11-01");
    let folder = world.path("register");
    fs::create_dir(&folder).unwrap();
    for entry in fs::read_dir(sample()).unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, folder.join(path.file_name().unwrap())).unwrap();
    }
    let edit = |name: &str, from: &str, to: &str| {
        let text = fs::read_to_string(folder.join(name)).unwrap();
        assert!(text.contains(from), "{name}: {from}");
        fs::write(folder.join(name), text.replacen(from, to, 1)).unwrap();
    };
    edit("hr.csv", "bjohol01@norrvada.example;no", "bjohol01@norrvada.example;yes");
    edit("people.yaml", "  name: Astrid Ström\n", "  name: Astrid Ström\n  protected: true\n");
    let number = employee_number("Rakel Öhman");
    let row = format!(
        "people:\n- code: dold-1\n  name: Rakel Öhman\n  employee_id: {number}\n  email: rakohm01@norrvada.example\n  unit: KS\n  protected: true\n"
    );
    edit("people.yaml", "people:\n", &row);
    (world, Planted { words: vec!["Holmbom", "bjohol01", "Rakel Öhman", "rakohm01", "Astrid Ström"] })
}

fn employee_number(name: &str) -> String {
    let rows = fs::read_to_string(sample().join("hr.csv")).unwrap();
    rows.lines().find(|it| it.contains(name)).unwrap().split(';').next().unwrap().to_owned()
}

#[test]
fn a_protected_person_is_in_no_list_path_export_report_or_log() {
    let (world, planted) = planted();
    let register = world.path("register");
    let check = format!("access check --ldif {0}/directory.ldif --hr {0}/hr.csv", register.display());
    let said = std::cell::RefCell::new(Vec::<(String, String)>::new());
    let run = |line: &str| -> Answer {
        let answer = world.run(line);
        assert!(answer.code < 2, "{line}: {}", answer.err);
        said.borrow_mut().push((line.to_owned(), format!("{}{}", answer.out, answer.err)));
        answer
    };
    run(&format!("import {}", register.display()));
    let found = run(&format!("{check} --format json")).json();
    let protected = found["findings"].as_array().unwrap().iter().filter(|it| it["protected"] == true);
    let kinds: std::collections::BTreeSet<_> = protected.map(|it| it["kind"].as_str().unwrap()).collect();
    assert!(
        kinds.contains("leaver") && kinds.contains("unauthorised"),
        "they are found, not left out: {kinds:?}"
    );
    let (pdf, html) = (world.path("r.pdf"), world.path("r.html"));
    for lang in ["sv", "en"] {
        for format in ["table", "json", "csv"] {
            for command in ["access check", "need", "requirements", "posture", "audit verify"] {
                run(&format!("--lang {lang} --format {format} {command}"));
            }
        }
        run(&format!("--lang {lang} report management --to {}", pdf.display()));
        run(&format!("--lang {lang} report management --to {}", html.display()));
        let text = Command::new("pdftotext").arg(&pdf).arg("-").output().unwrap();
        assert!(text.status.success());
        said.borrow_mut().push(("pdf".to_owned(), String::from_utf8(text.stdout).unwrap()));
        said.borrow_mut().push(("html".to_owned(), fs::read_to_string(&html).unwrap()));
        fs::remove_file(&pdf).unwrap();
        fs::remove_file(&html).unwrap();
    }
    let mut said = said.into_inner();
    let out = world.path("export");
    let answer = world.run(&format!("export {}", out.display())).ended(0);
    said.push(("export".to_owned(), answer.err));
    for entry in fs::read_dir(&out).unwrap() {
        let path = entry.unwrap().path();
        said.push((path.display().to_string(), fs::read_to_string(path).unwrap()));
    }
    if !on_postgres() {
        said.push(("the log".to_owned(), log_of(&world)));
    }
    assert!(said.len() > 50);
    for (what, text) in &said {
        for word in &planted.words {
            assert!(!text.contains(word), "{what} says {word}");
        }
    }
    let people = fs::read_to_string(out.join("people.yaml")).unwrap();
    assert!(
        people.contains("code: dold-1") && people.contains("protected: true"),
        "the row itself is exported"
    );
}

/// Every table of the log and of findings, as text.
fn log_of(world: &World) -> String {
    let script = "
import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
for (table,) in db.execute(\"select name from sqlite_master where type='table' and (name like 'audit%' or name like 'finding%' or name = 'report')\"):
    print(table, [tuple(v.decode('utf-8', 'replace') if isinstance(v, bytes) else v for v in row) for row in db.execute(f'select * from {table}')])
";
    let out =
        Command::new("python3").args(["-c", script]).arg(world.data().join("skydd.db")).output().unwrap();
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    let text = String::from_utf8(out.stdout).unwrap();
    assert!(text.contains("access-check"), "the log was read: {text:.300}");
    text
}

#[test]
fn a_password_in_a_setting_is_never_said_again() {
    let world = World::empty();
    world.run("init").ended(0);
    for url in [
        "postgres://skydd:hemligt-ord@127.0.0.1:1/skydd",
        "postgres://skydd:hemligt-ord@no-such-host.invalid/skydd",
        "postgres://skydd:hemligt-ord@[broken",
        "mysql://skydd:hemligt-ord@127.0.0.1/skydd",
    ] {
        let mut program = binary();
        program.env("SKYDD_DATABASE_URL", url).arg("--data").arg(world.data());
        let run = program.arg("need").output().unwrap();
        let said =
            format!("{}{}", String::from_utf8_lossy(&run.stdout), String::from_utf8_lossy(&run.stderr));
        assert_eq!(run.status.code(), Some(2), "{said}");
        assert!(said.len() > 20 && !said.contains("hemligt"), "{said}");
    }
}
