//! Documents that are made from the program itself, held fresh: `cargo xtask docs` writes them.

use std::{fmt::Write as _, path::PathBuf};

use serde_json::Value;

use crate::world::bare;

const COMMANDS: &[&str] = &[
    "",
    "init",
    "demo",
    "serve",
    "account password",
    "import",
    "export",
    "validate",
    "classify",
    "need",
    "requirements",
    "verify add",
    "posture",
    "directory add",
    "directory list",
    "directory show",
    "directory remove",
    "access check",
    "report management",
    "audit verify",
    "completions",
];

fn hold(name: &str, text: &str) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs").join(name);
    if std::env::var("UPDATE_DOCS").is_ok() {
        std::fs::write(&path, text).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == text, "docs/{name} is old: cargo xtask docs writes it anew");
}

#[test]
fn the_reference_of_the_command_line_is_what_the_program_says() {
    let mut out = String::from(
        "# Command line\n\nMade from the program's own help by `cargo xtask docs`; not edited by hand.\n",
    );
    for command in COMMANDS {
        writeln!(out, "\n## `{}`", format!("skydd {command}").trim()).unwrap();
        for lang in ["sv", "en"] {
            let mut parts: Vec<&str> = vec!["--lang", lang];
            parts.extend(command.split_whitespace());
            parts.push("--help");
            let help = bare(&parts).ended(0).out;
            let help = help.lines().map(str::trim_end).collect::<Vec<_>>().join("\n");
            writeln!(out, "\n```text\n{}\n```", help.trim_end()).unwrap();
        }
    }
    hold("cli.md", &out);
}

#[test]
fn the_reference_of_the_settings_is_what_their_schema_says() {
    let schema = schema::validate::source("configuration").unwrap();
    let text = |value: &Value, key: &str| value[key].as_str().unwrap_or_default().to_owned();
    let mut out = String::from(
        "# Configuration\n\nMade from `schemas/configuration.schema.json` by `cargo xtask docs`; not edited by hand.\n",
    );
    writeln!(out, "\n{}\n\n{}", text(&schema, "x-description-sv"), text(&schema, "description")).unwrap();
    for (name, property) in schema["properties"].as_object().unwrap() {
        writeln!(out, "\n## `{name}`\n\nSKYDD_{}", name.to_uppercase()).unwrap();
        let values = property["enum"].as_array().map(|all| {
            all.iter()
                .map(|it| format!("`{}`", it.as_str().unwrap_or_default()))
                .collect::<Vec<_>>()
                .join(", ")
        });
        writeln!(out, "\n- {}", values.unwrap_or_else(|| text(property, "type"))).unwrap();
        if !property["default"].is_null() {
            writeln!(out, "- default: `{}`", property["default"].to_string().trim_matches('"')).unwrap();
        }
        writeln!(out, "\n{}\n\n{}", text(property, "x-description-sv"), text(property, "description"))
            .unwrap();
        for (kind, inner) in property["properties"].as_object().into_iter().flatten() {
            let default = &inner["default"];
            writeln!(
                out,
                "- `{kind}` ({default}): {} {}",
                text(inner, "x-description-sv"),
                text(inner, "description")
            )
            .unwrap();
        }
    }
    hold("configuration.md", &out);
}
