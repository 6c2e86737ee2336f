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

fn keys() -> BTreeSet<String> {
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
    let mut out = BTreeSet::new();
    for file in files {
        let text = fs::read_to_string(file).unwrap();
        let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
        let code: String =
            code.lines().filter(|it| !it.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
        // A call that was broken over lines has its key on the next one.
        let code =
            code.replace("(\n", "(").split_whitespace().collect::<Vec<_>>().join(" ").replace("( \"", "(\"");
        for call in CALLS {
            for part in code.split(call).skip(1) {
                out.extend(part.split('"').next().filter(|it| !it.contains('{')).map(str::to_owned));
            }
        }
    }
    out
}

#[test]
fn every_key_in_the_code_has_a_text_in_both_languages() {
    let keys = keys();
    assert!(keys.len() > 100, "only {} keys seen", keys.len());
    for lang in [Lang::Sv, Lang::En] {
        let missing: Vec<_> = keys.iter().filter(|it| !text::has(lang, it)).collect();
        assert!(missing.is_empty(), "{lang}: {missing:?}");
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
