//! The direction of dependency, held by reading manifests and sources.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// No clock, no I/O; a new one is a decision record.
const DOMAIN_MAY_USE: &[&str] =
    &["chrono", "icu_normalizer", "roaring", "serde", "strum", "thiserror", "uuid"];
const NO_IO: &[&str] =
    &["std::fs", "std::net", "std::env", "std::process", "std::thread", "std::time::", "std::io", "async fn"];
/// Modules of the root package, and what each may use beside itself.
const MAY_USE: &[(&str, &[&str])] = &[
    ("config", &[]),
    ("auth", &[]),
    ("service", &["auth", "config"]),
    ("edge", &["auth", "service"]),
    ("web", &["auth", "edge", "service"]),
    ("cli", &["config", "edge", "service", "web"]),
];
/// Crates of the workspace, and which of ours each may use.
const CRATES: &[(&str, &[&str])] = &[
    ("src/domain", &[]),
    ("src/text", &["domain"]),
    ("src/schema", &["domain"]),
    ("src/directory", &["domain"]),
    ("src/fetch", &["directory", "domain"]),
    ("migrations", &[]),
    ("src/store", &["domain", "migrations"]),
    ("src/report", &["domain", "text"]),
    ("xtask", &[]),
];
const OURS: &[&str] =
    &["directory", "domain", "fetch", "migrations", "report", "schema", "store", "text", "skydd"];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Names under `[dependencies]` of a manifest.
fn dependencies_of(manifest: &str) -> Vec<String> {
    let text = fs::read_to_string(root().join(manifest)).unwrap();
    let lines =
        text.lines().skip_while(|it| *it != "[dependencies]").skip(1).take_while(|it| !it.starts_with('['));
    lines
        .filter_map(|it| it.split(['.', ' ', '=']).next())
        .filter(|it| !it.is_empty())
        .map(str::to_owned)
        .collect()
}

fn sources(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, out);
        } else if path.extension().is_some_and(|it| it == "rs") {
            out.push(path);
        }
    }
    out.sort();
}

/// Tests are no part of the product.
fn is_test(name: &str) -> bool {
    name.ends_with("/tests.rs") || name.contains("/tests/")
}

/// File, line and text without comment, of every line of code below `folder`.
fn code_lines(folder: &str) -> Vec<(String, usize, String)> {
    let mut files = vec![];
    sources(&root().join(folder), &mut files);
    let mut out = vec![];
    for file in files {
        let name = file.strip_prefix(root()).unwrap().display().to_string();
        if is_test(&name) {
            continue;
        }
        for (index, line) in fs::read_to_string(&file).unwrap().lines().enumerate() {
            let code = line.split("//").next().unwrap_or_default();
            if !code.trim().is_empty() {
                out.push((name.clone(), index + 1, code.to_owned()));
            }
        }
    }
    out
}

#[test]
fn the_domain_depends_on_nothing_that_can_do_io() {
    let found = dependencies_of("src/domain/Cargo.toml");
    assert!(found.len() > 3, "the manifest must be read to prove anything: {found:?}");
    for name in found {
        assert!(
            DOMAIN_MAY_USE.contains(&&*name),
            "src/domain/Cargo.toml: {name} is not on the list of pure crates"
        );
    }
    let lines = code_lines("src/domain");
    assert!(lines.len() > 500, "only {} lines read: is the path right?", lines.len());
    for (file, line, text) in lines {
        for banned in NO_IO {
            assert!(!text.contains(banned), "{file}:{line}: the domain must not use {banned}");
        }
    }
}

#[test]
fn crates_use_only_what_lies_below_them() {
    for (folder, allowed) in CRATES {
        for name in dependencies_of(&format!("{folder}/Cargo.toml")) {
            let ours = OURS.contains(&&*name);
            assert!(!ours || allowed.contains(&&*name), "{folder} must not use {name}");
        }
    }
}

#[test]
fn modules_use_only_what_lies_below_them() {
    let mut seen = BTreeSet::new();
    for (own, allowed) in MAY_USE {
        let mut files = vec![root().join(format!("src/{own}.rs"))];
        let folder = root().join("src").join(own);
        if folder.is_dir() {
            sources(&folder, &mut files);
        }
        for file in files {
            for (index, line) in fs::read_to_string(&file).unwrap().lines().enumerate() {
                let code = line.split("//").next().unwrap_or_default();
                assert!(!code.contains("super::super"), "{}:{}: say crate::…", file.display(), index + 1);
                for part in code.split("crate::").skip(1) {
                    let used: String =
                        part.chars().take_while(|it| it.is_alphanumeric() || *it == '_').collect();
                    if used.is_empty() {
                        continue;
                    }
                    seen.insert(used.clone());
                    let fine = used == *own || allowed.contains(&&*used);
                    assert!(fine, "{}:{}: `{own}` must not use `{used}`", file.display(), index + 1);
                }
            }
        }
    }
    assert!(
        seen.contains("service") && seen.contains("config"),
        "the walk must see uses to prove anything: {seen:?}"
    );
}

#[test]
fn only_the_store_knows_the_database_and_only_the_output_prints() {
    let mut files = vec![];
    sources(&root().join("src"), &mut files);
    assert!(files.len() > 60);
    for file in files {
        let name = file.strip_prefix(root()).unwrap().display().to_string();
        if is_test(&name) {
            continue;
        }
        let text = fs::read_to_string(&file).unwrap();
        if !name.starts_with("src/store/") {
            assert!(!text.contains("sea_orm"), "{name}: only src/store may know the database");
        }
        if name != "src/cli/output.rs" {
            assert!(
                !text.contains("println!(") && !text.contains("stdout()"),
                "{name}: only cli/output prints"
            );
        }
    }
}

#[test]
fn stricter_lints_hold_all_that_the_common_ones_do() {
    let common = fs::read_to_string(root().join("clippy.toml")).unwrap();
    for nested in ["src/domain/clippy.toml", "src/report/clippy.toml"] {
        let text = fs::read_to_string(root().join(nested)).unwrap();
        for line in common.lines().filter(|it| it.trim_start().starts_with("{ path")) {
            assert!(text.contains(line.trim()), "{nested} lacks {line}");
        }
    }
}
