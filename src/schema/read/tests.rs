use proptest::prelude::*;

use super::*;
use crate::sheet::SheetError;

fn faults(text: &str) -> Vec<String> {
    yaml("a.yaml", text.as_bytes()).unwrap_err().into_iter().map(|it| it.to_string()).collect()
}

#[test]
fn scalars_follow_yaml_1_2() {
    let tree = yaml(
        "a.yaml",
        "a: no\nb: 012\nc: 1e3\nd: ~\ne: 'yes'\nf: 2026-01-01\ng: 3.0\nh: 2.5\ni: \"\\u00e5\\U0001F600\"\nj:\n".as_bytes(),
    )
    .unwrap();
    let want = serde_json::json!({"a": "no", "b": 12, "c": 1000, "d": null, "e": "yes", "f": "2026-01-01", "g": 3,
        "h": 2.5, "i": "å😀", "j": null});
    assert_eq!(tree.to_json(), want);
}

#[test]
fn columns_count_characters_from_one() {
    let tree = yaml("a.yaml", "åäö: {ö: 7}\n".as_bytes()).unwrap();
    assert_eq!(tree.place("/åäö/ö").to_string(), "a.yaml:1:10");
    assert_eq!(tree.key_place("/åäö/ö").to_string(), "a.yaml:1:7");
}

#[test]
fn what_could_mean_two_things_is_refused_with_its_place_and_all_of_it_at_once() {
    assert_eq!(
        faults("a: &x 1\nb: *x\nc: !!str 1\n<<: {d: 1}\na: 2\n"),
        [
            "a.yaml:1:4: anchor",
            "a.yaml:2:4: alias",
            "a.yaml:3:4: tag",
            "a.yaml:4:1: merge key",
            "a.yaml:5:1: key \"a\" stands already on line 1",
        ]
    );
    assert_eq!(faults("a: 1\n---\nb: 2\n"), ["a.yaml:2:1: more than one document"]);
    assert_eq!(faults("? [a]\n: 1\n"), ["a.yaml:1:3: a key that is not plain text"]);
    assert_eq!(faults("a: .inf\nb: .nan\n").len(), 2);
}

#[test]
fn hostile_texts_give_an_error_with_a_place_and_no_crash() {
    assert_eq!(faults(&"[".repeat(100)), ["a.yaml:1:65: nested deeper than 64"]);
    assert_eq!(faults(&"[".repeat(100_000)), ["a.yaml:1:256: syntax: recursion limit exceeded"]);
    assert_eq!(faults(&"- ".repeat(100_000)).len(), 1);
    assert!(json("a.json", "[".repeat(100_000).as_bytes()).is_err());
    assert_eq!(faults("a: [1, 2\nb: 3\n").len(), 1);
    let bad = yaml("a.yaml", b"a: 1\nb: \xE5\n").unwrap_err();
    assert_eq!(bad.first().map(ToString::to_string).as_deref(), Some("a.yaml:2:4: not UTF-8"));
    let large = vec![b' '; MAX_BYTES + 1];
    assert!(matches!(yaml("a.yaml", &large).unwrap_err().as_slice(), [ReadError::TooLarge { .. }]));
}

#[test]
fn an_empty_document_is_nothing_and_a_byte_order_mark_is_not_content() {
    assert_eq!(yaml("a.yaml", b"").unwrap().root.kind, Kind::Null);
    assert_eq!(yaml("a.yaml", "\u{feff}a: 1".as_bytes()).unwrap().place("/a").to_string(), "a.yaml:1:4");
}

#[test]
fn json_has_places_too() {
    let tree =
        json("a.json", b"{\n\t\"code\": \"AB\",\n\t\"levels\":{\"K\":9},\"e\":\"\\ud83d\\ude00\\/\"\n}")
            .unwrap();
    assert_eq!(tree.place("/levels/K").to_string(), "a.json:3:16");
    assert_eq!(tree.find("/e").and_then(Node::text), Some("😀/"));
}

/// Text that comes close to a document.
fn nearly_a_document() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "a", ":", " ", "\n", "  ", "- ", "[", "]", "{", "}", ",", "\"", "'", "#", "&a", "*a", "!t", "|", ">",
        "---", "...", "<<", "\t", "\\u", "\\ud83d", "1e9", "%", "?", "å", "\u{feff}", "\0", "\r",
    ]);
    prop::collection::vec(piece, 0..40).prop_map(|it| it.concat())
}

proptest! {
    #[test]
    fn any_bytes_give_a_tree_or_an_error_with_a_place(bytes: Vec<u8>, text in nearly_a_document()) {
        for bytes in [bytes.as_slice(), text.as_bytes()] {
            for read in [yaml("a", bytes), json("a", bytes)] {
                if let Err(faults) = read {
                    prop_assert!(!faults.is_empty() && faults.iter().all(|it| it.position().is_some()));
                }
            }
            // Tables take any bytes, every one a character in some encoding, save what is no text and what has no end.
            if let Err(faults) = crate::sheet::csv("a.csv", bytes) {
                let known = |it: &SheetError| matches!(it, SheetError::NotText { .. } | SheetError::QuoteOpen { .. });
                prop_assert!(bytes.iter().any(|it| matches!(it, 0 | b'"')) && faults.iter().all(known), "{faults:?}");
            }
            let people = crate::hr::read("hr.csv", bytes, &std::collections::BTreeMap::new());
            prop_assert!(people.is_err() || people.is_ok_and(|it| it.is_empty()));
        }
    }

    #[test]
    fn json_is_read_as_others_read_it(text in nearly_a_document(), word: String) {
        let written = serde_json::json!({"a": [word, 1, null, true, 2.5], "b": {}}).to_string();
        for text in [text, written] {
            // Of keys that stand twice, others keep the last; those are refused here.
            if let Ok(tree) = json("a.json", text.as_bytes()) {
                let want: serde_json::Value = serde_json::from_str(text.trim_start_matches('\u{feff}')).unwrap();
                prop_assert_eq!(tree.to_json().to_string(), want.to_string().replace("1000000000.0", "1000000000"));
            }
        }
    }
}
