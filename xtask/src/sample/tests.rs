use std::collections::BTreeSet;

use super::*;

/// Values of an attribute in the export, in order; only those that need no decoding.
fn values<'a>(ldif: &'a str, name: &str) -> Vec<&'a str> {
    let start = format!("{name}: ");
    ldif.split("\r\n").filter_map(|it| it.strip_prefix(&start)).collect()
}

fn column<'a>(csv: &'a str, name: &str) -> Vec<&'a str> {
    let place = csv.lines().next().unwrap().split(';').position(|it| it == name).unwrap();
    csv.lines().skip(1).map(|it| it.split(';').nth(place).unwrap()).collect()
}

#[test]
fn writing_the_sample_again_gives_the_bytes_that_are_kept() {
    let kept = crate::root().join("examples/norrvada");
    let written = files().unwrap();
    let names: BTreeSet<String> =
        fs::read_dir(&kept).unwrap().map(|it| it.unwrap().file_name().into_string().unwrap()).collect();
    assert_eq!(names, written.keys().cloned().collect(), "run `cargo xtask sample`");
    for (name, text) in written {
        let old = fs::read_to_string(kept.join(&name)).unwrap();
        let differs = old.lines().zip(text.lines()).position(|(a, b)| a != b);
        assert!(old == text, "{name} differs at line {differs:?}: run `cargo xtask sample`");
    }
}

#[test]
fn the_staff_is_as_large_as_the_municipality_says() {
    let files = files().unwrap();
    let hr = &files["hr.csv"];
    let count = |kinds: &[&str]| {
        let rows = column(hr, "employee_type").into_iter().zip(column(hr, "status"));
        rows.filter(|(kind, status)| kinds.contains(kind) && *status == "active").count()
    };
    assert_eq!(count(&["tillsvidare", "visstid"]), 1_655);
    assert_eq!(count(&["timanstalld"]), 350);
    assert_eq!(count(&["fortroendevald"]), 95);
    let ids: BTreeSet<&str> = column(hr, "employee_id").into_iter().collect();
    assert_eq!(ids.len(), hr.lines().count() - 1, "employee numbers are unique");
    assert_eq!(column(hr, "protected").into_iter().filter(|it| *it == "yes").count(), 2);
}

#[test]
fn logon_names_are_unique_and_hold_no_swedish_letters() {
    let files = files().unwrap();
    let names = values(&files["directory.ldif"], "sAMAccountName");
    assert_eq!(
        names.len(),
        values(&files["directory.ldif"], "changetype").iter().filter(|it| **it == "add").count()
    );
    assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len());
}

#[test]
fn the_export_is_as_ldifde_writes_it() {
    let files = files().unwrap();
    let ldif = &files["directory.ldif"];
    assert!(ldif.is_ascii() && !ldif.replace("\r\n", "").contains(['\r', '\n']));
    assert!(ldif.split("\r\n").all(|it| it.len() <= 77));
    assert!(values(ldif, "changetype").contains(&"modify"), "a group past 1,500 members is split");
    let service = values(ldif, "sAMAccountName").into_iter().filter(|it| it.starts_with("svc-"));
    assert_eq!(service.count(), 140);
}

#[test]
fn days_are_counted_in_the_gregorian_calendar() {
    for (text, days) in
        [("1970-01-01", 0), ("2000-02-29", 11_016), ("2026-11-01", 20_758), ("2023-10-01", 19_631)]
    {
        assert_eq!(Date::parse(text).unwrap(), Date(days), "{text}");
        assert_eq!(Date(days).to_string(), text);
    }
    assert_eq!(AS_OF.filetime(0), 134_379_648_000_000_000);
}
