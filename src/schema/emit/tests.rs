use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::read;

#[test]
fn text_is_quoted_where_a_reader_could_see_something_else_and_nowhere_else() {
    let plain = ["EKO", "Ekonomi och inköp", "INF-001", "a/b (c)", "e3", "nej", "Åsa", "T.d."];
    let quoted = [
        "",
        " a",
        "a ",
        "no",
        "On",
        "yes",
        "Y",
        "null",
        "~",
        "012",
        "1e3",
        "0x1",
        "1_000",
        "12:30",
        "2026-11-01",
        "-",
        "- a",
        "a: b",
        "a #b",
        "#a",
        "a,b",
        "[a]",
        "{a}",
        "&a",
        "*a",
        "!a",
        "|",
        ">",
        "'a'",
        "\"a\"",
        "%a",
        "@a",
        "`a",
        "?",
        ".5",
        "a\nb",
        "a\tb",
        "\u{202e}a",
        "a\u{0}",
        "\u{85}",
        "<<",
        "=",
        "a:",
        "CN=GG,DC=x",
        "😀",
        "a\u{308}",
    ];
    let written = |it: &str| {
        let mut out = String::new();
        scalar(&mut out, it);
        out
    };
    for it in plain {
        assert_eq!(written(it), it);
    }
    for it in quoted {
        assert!(written(it).starts_with('"'), "{it:?} → {}", written(it));
    }
}

#[test]
fn the_form_is_one_value_a_line_with_short_lists_on_theirs() {
    let long: Vec<String> = (0..20).map(|it| format!("SYSTEM-{it}")).collect();
    let rows = json!([
        {"code": "EKO", "name": "Ekonomi", "from": "2026-11-01", "levels": {"K": 3, "R": 2}, "systems": ["A", "B"], "none": [],
         "history": [{"levels": {"K": 2}, "because": "a\nb"}], "grants": [{"kind": "group", "object": "CN=x,DC=y"}]},
        {"code": "LON", "systems": long.get(..3), "rule": {"any": [{"attr": "title", "values": ["Chef"]}]}, "levels": {"K": "high"}},
    ]);
    insta::assert_snapshot!(document("systems", &rows), @r#"
    systems:
      - code: EKO
        name: Ekonomi
        from: "2026-11-01"
        levels: {K: 3, R: 2}
        systems: [A, B]
        none: []
        history:
          - levels: {K: 2}
            because: "a\nb"
        grants:
          - kind: group
            object: "CN=x,DC=y"
      - code: LON
        systems: [SYSTEM-0, SYSTEM-1, SYSTEM-2]
        rule:
          any:
            - attr: title
              values: [Chef]
        levels:
          K: high
    "#);
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "\\PC{0,40}",
        "[ \\t\\n:#,'\"\\[\\]{}&*!|>%@`?=.~0-9a-z-]{0,12}",
        prop::sample::select(vec![
            "no",
            "on",
            "2026-11-01",
            "012",
            "1e3",
            ".inf",
            "~",
            "",
            "<<",
            "\u{feff}",
            "\u{2028}"
        ])
        .prop_map(str::to_owned),
    ]
}

fn any_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any_text().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 40, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::btree_map(
                any_text().prop_filter("a merge key is no key", |it| it != "<<"),
                inner,
                0..5
            )
            .prop_map(|it| Value::Object(it.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn what_is_emitted_is_read_as_it_was(value in any_value(), key in "[a-z]{1,8}") {
        let text = document(&key, &value);
        let tree = read::yaml("a.yaml", text.as_bytes()).map_err(|it| TestCaseError::fail(format!("{it:?}\n{text}")))?;
        let mut whole = serde_json::Map::new();
        whole.insert(key.clone(), value);
        prop_assert_eq!(tree.to_json(), Value::Object(whole), "{}", text);
        prop_assert_eq!(document(&key, &tree.to_json()[&key]), text);
    }
}
