//! The largest files and functions, to look at: split by meaning, never to please the counter.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};

use crate::process::say;

const SHOWN: usize = 20;

/// Prints both tables.
pub(crate) fn print(root: &Path) -> Result<()> {
    let mut sources = Vec::new();
    for folder in ["src", "migrations", "tests", "benches", "xtask"] {
        collect(&root.join(folder), &mut sources)?;
    }
    let (mut files, mut functions) = (Vec::new(), Vec::new());
    for path in sources {
        let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        let name = path.strip_prefix(root).unwrap_or(&path).display().to_string();
        functions.extend(
            lengths(&text).into_iter().map(|(function, lines)| (lines, format!("{name}: {function}"))),
        );
        files.push((text.lines().count(), name));
    }
    for (title, mut rows) in [("file", files), ("function", functions)] {
        rows.sort_by(|a, b| b.cmp(a));
        say(&format!("lines  {title}"))?;
        for (lines, name) in rows.into_iter().take(SHOWN) {
            say(&format!("{lines:>5}  {name}"))?;
        }
    }
    Ok(())
}

fn collect(folder: &Path, sources: &mut Vec<PathBuf>) -> Result<()> {
    if !folder.exists() {
        return Ok(());
    }
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, sources)?;
        } else if path.extension().is_some_and(|it| it == "rs") {
            sources.push(path);
        }
    }
    Ok(())
}

/// Functions with their lines: from `fn` to the brace that closes at the same indent, which rustfmt keeps.
fn lengths(text: &str) -> Vec<(String, usize)> {
    let lines: Vec<&str> = text.lines().collect();
    let mut found = Vec::new();
    for (place, line) in lines.iter().enumerate() {
        let code = line.trim_start();
        let Some((before, after)) = code.split_once("fn ") else { continue };
        let is_item = before.split_whitespace().all(|it| {
            it.starts_with("pub") || matches!(it, "const" | "async" | "unsafe" | "extern" | "in" | "super)")
        });
        if !is_item {
            continue;
        }
        let indent = " ".repeat(line.len() - code.len());
        let closing = format!("{indent}}}");
        let length = lines.iter().skip(place).position(|it| *it == closing);
        let name: String = after.chars().take_while(|it| it.is_alphanumeric() || *it == '_').collect();
        found.extend(length.map(|it| (name, it + 1)));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_function_ends_at_the_brace_of_its_own_indent() {
        let text = "pub(crate) fn long() {\n    if x {\n    }\n}\n\nimpl X {\n    const fn short(&self) {\n    }\n}\n// fn no\n";
        assert_eq!(lengths(text), [("long".to_owned(), 4), ("short".to_owned(), 2)]);
    }
}
