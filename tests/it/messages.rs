//! Words: every key that the code asks for has a text in both languages.

use std::{collections::BTreeSet, fs, path::PathBuf};

use domain::message::Lang;

/// Calls whose first text argument is a message key.
const CALLS: &[&str] = &[
    "Message::new(\"",
    "word(lang, \"",
    "word(out.lang, \"",
    "word(self.lang, \"",
    "say(lang, \"",
    "say(out.lang, \"",
    "self.say(\"",
];

/// The code of every source file of the project, without its tests.
fn sources() -> Vec<String> {
    let mut files = vec![];
    let mut open = vec![PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let is_test = path.ends_with("tests.rs") || path.ends_with("tests");
            match () {
                () if is_test => {}
                () if path.is_dir() => open.push(path),
                () if path.extension().is_some_and(|it| it == "rs") => files.push(path),
                () => {}
            }
        }
    }
    let code = |text: String| text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default().to_owned();
    files.into_iter().map(|it| code(fs::read_to_string(it).unwrap())).collect()
}

/// Keys in calls.
fn called(code: &str) -> Vec<String> {
    let code: String =
        code.lines().filter(|it| !it.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
    // A call that was broken over lines has its key on the next one.
    let code =
        code.replace("(\n", "(").split_whitespace().collect::<Vec<_>>().join(" ").replace("( \"", "(\"");
    let keys = CALLS.iter().flat_map(|call| code.split(call).skip(1)).filter_map(|it| it.split('"').next());
    keys.filter(|it| !it.contains('{')).map(str::to_owned).collect()
}

/// Keys in lists that are declared as such.
fn declared(code: &str) -> Vec<String> {
    let list = |part: &str| -> Vec<String> {
        part.split(';').next().unwrap_or_default().split('"').skip(1).step_by(2).map(str::to_owned).collect()
    };
    code.split("const KEYS: &[&str] =").skip(1).flat_map(list).collect()
}

/// Keys of errors: the variants of an enum, in kebab case after its prefix.
fn errors(code: &str) -> Vec<String> {
    let enums = code.split("#[strum(serialize_all = \"kebab-case\", prefix = \"").skip(1);
    let keys = enums.flat_map(|it| {
        let (prefix, rest) = it.split_once('"').unwrap();
        let (_, body) = rest.split_once("enum ").unwrap().1.split_once("{\n").unwrap();
        let body = body.split("\n}").next().unwrap();
        let variant = |line: &str| {
            let name = line
                .strip_prefix("    ")
                .filter(|it| it.starts_with(|first: char| first.is_ascii_uppercase()))?;
            Some(name.split(|it: char| !it.is_ascii_alphanumeric()).next()?.to_owned())
        };
        let key = |name: String| format!("{prefix}{}", kebab(&name));
        body.lines().filter_map(variant).map(key).collect::<Vec<_>>()
    });
    keys.collect()
}

fn kebab(name: &str) -> String {
    let mut out = String::new();
    for letter in name.chars() {
        if letter.is_ascii_uppercase() && !out.is_empty() {
            out.push('-');
        }
        out.push(letter.to_ascii_lowercase());
    }
    out
}

#[test]
fn every_key_in_the_code_has_a_text_in_both_languages() {
    let sources = sources();
    let kinds =
        [("calls", called as fn(&str) -> Vec<String>, 100), ("lists", declared, 60), ("errors", errors, 100)];
    for (kind, find, at_least) in kinds {
        let keys: BTreeSet<String> = sources.iter().flat_map(|it| find(it)).collect();
        assert!(keys.len() > at_least, "only {} keys seen in {kind}", keys.len());
        for lang in [Lang::Sv, Lang::En] {
            let missing: Vec<_> = keys.iter().filter(|it| !text::has(lang, it)).collect();
            assert!(missing.is_empty(), "{kind} {lang}: {missing:?}");
        }
    }
}

#[test]
fn both_languages_agree() {
    assert_eq!(text::coverage::faults(), Vec::<String>::new());
}

#[test]
fn no_text_begs_blames_or_shouts() {
    for lang in ["sv", "en"] {
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("locales").join(lang);
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            for (index, line) in fs::read_to_string(&path).unwrap().lines().enumerate() {
                let low = line.to_lowercase();
                for banned in ["vänligen", "please", "ogiltig.", "oops", "tyvärr"] {
                    assert!(!low.contains(banned), "{}:{}: {banned}", path.display(), index + 1);
                }
                let shouts = line.trim_end().ends_with('!') && !line.trim_start().starts_with('#');
                assert!(!shouts, "{}:{}: no exclamation marks", path.display(), index + 1);
            }
        }
    }
}
