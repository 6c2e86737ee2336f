//! Arbitrary documents that follow the schema of the register, made from that schema.

use serde_json::{Map, Value};

use crate::validate;

/// Text that readers like to misunderstand.
const HOSTILE: [&str; 24] = [
    "no",
    "On",
    "2026-11-01",
    "012",
    "1e3",
    "~",
    "null",
    "a: b",
    "# a",
    "- a",
    "[a]",
    "{a: b}",
    "&a *b !c",
    "\"'\\",
    "a\nb\n\n c",
    "\ttab",
    "å ä ö",
    "e\u{301}",
    "😀",
    "\u{202e}abc",
    "\u{feff}x",
    "=1+1",
    " blank ",
    "x\u{2028}y",
];

/// A document with rows in every list; with `whole`, every row has every field.
pub(super) fn any_document(seed: u64, whole: bool) -> Value {
    let schema = validate::source("inventory").unwrap();
    let mut world = World {
        state: seed.wrapping_mul(2).wrapping_add(1),
        whole,
        rule: validate::source("access-rule").unwrap(),
        counter: 0,
    };
    world.value(&schema.clone(), &schema, "", 0)
}

struct World {
    state: u64,
    whole: bool,
    rule: Value,
    counter: u64,
}

impl World {
    /// The next number below `limit` (xorshift).
    fn below(&mut self, limit: u64) -> u64 {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        (self.state >> 11) % limit
    }

    fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        let index = self.below(items.len() as u64);
        &items[usize::try_from(index).unwrap()]
    }

    fn value(&mut self, schema: &Value, root: &Value, key: &str, depth: usize) -> Value {
        if let Some(target) = schema["$ref"].as_str() {
            return match target.strip_prefix("#") {
                Some(pointer) => {
                    let target = root.pointer(pointer).unwrap().clone();
                    self.value(&target, root, key, depth)
                }
                None => {
                    let rule = self.rule.clone();
                    self.value(&rule, &rule, key, depth)
                }
            };
        }
        if let Some(values) = schema["enum"].as_array() {
            return self.pick(values).clone();
        }
        if let Some(branches) = schema["anyOf"].as_array() {
            // The last branch of an expression is the clause, which ends the recursion.
            let branch = if depth > 5 { branches.last().unwrap() } else { self.pick(branches) }.clone();
            return self.value(&branch, root, key, depth + 1);
        }
        match schema["type"].as_str() {
            Some("object") => self.object(schema, root, depth),
            Some("array") => {
                let least = schema["minItems"].as_u64().unwrap_or(0);
                let count = if self.whole { 2 } else { least + self.below(3) };
                let mut items = Vec::new();
                for _ in 0..count {
                    let item = self.value(&schema["items"], root, key, depth + 1);
                    if !items.contains(&item) {
                        items.push(item);
                    }
                }
                Value::Array(items)
            }
            Some("boolean") => Value::from(self.whole || self.below(2) == 0),
            Some("integer") => {
                let low = schema["minimum"].as_u64().unwrap_or(0);
                let high = schema["maximum"].as_u64().unwrap_or(1_000);
                Value::from(low + self.below(high - low + 1))
            }
            Some("string") => Value::from(self.text(schema, key)),
            _ if self.below(2) == 0 => Value::from(self.below(9)),
            _ => Value::from(*self.pick(&["high", "low", "no", "3"])),
        }
    }

    fn object(&mut self, schema: &Value, root: &Value, depth: usize) -> Value {
        let mut map = Map::new();
        if let Some(properties) = schema["properties"].as_object() {
            let required = schema["required"].as_array().cloned().unwrap_or_default();
            for (key, property) in properties {
                if self.whole
                    || required.contains(&Value::from(key.as_str()))
                    || depth == 0
                    || self.below(2) == 0
                {
                    let value = self.value(property, root, key, depth + 1);
                    map.insert(key.clone(), value);
                }
            }
            // `values` may be left out with `present` alone.
            if map.contains_key("op") && map["op"] != "present" {
                let values = properties["values"].clone();
                let values = self.value(&values, root, "values", depth);
                map.insert("values".to_owned(), values);
            }
        } else {
            for key in ["K", "R", "on"].iter().take(usize::try_from(1 + self.below(3)).unwrap()) {
                let value = self.value(&schema["additionalProperties"], root, key, depth + 1);
                map.insert((*key).to_owned(), value);
            }
        }
        Value::Object(map)
    }

    fn text(&mut self, schema: &Value, key: &str) -> String {
        self.counter += 1;
        let number = self.counter;
        match (schema["format"].as_str(), schema["pattern"].as_str()) {
            (Some("date"), _) => {
                format!("20{:02}-{:02}-{:02}", self.below(40), 1 + self.below(12), 1 + self.below(28))
            }
            (Some("date-time"), _) => format!("2026-11-{:02}T08:30:00Z", 1 + self.below(28)),
            (_, Some(pattern)) if pattern.starts_with("^[0-9a-f]{64}") => format!("{number:064x}"),
            (_, Some(pattern)) if pattern.contains('@') && pattern.starts_with("^[^@") => {
                format!("a{number}@exempel.se")
            }
            (_, Some(pattern)) if pattern.starts_with("^[a-z][a-z0-9_]") => format!("flag_{number}"),
            (_, Some(pattern)) if pattern.starts_with("^[A-Za-z0-9_+-]+(/") => "Europe/Stockholm".to_owned(),
            (_, Some(pattern)) if pattern.starts_with("^[\\p{L}]") => {
                (*self.pick(&["K", "R", "T", "no", "title"])).to_owned()
            }
            (_, Some(pattern)) if pattern.starts_with("^[\\p{L}\\p{N}]") => {
                let word = *self.pick(&["INF-", "Å", "no:", "2026-11-01.", "1e3_", "a/b@"]);
                // Codes of rows are unique; references need not lead anywhere here.
                if key == "code" { format!("{word}{number}") } else { format!("{word}{}", self.below(50)) }
            }
            _ => format!(
                "{}{}",
                self.pick(&HOSTILE),
                if self.below(2) == 0 { String::new() } else { number.to_string() }
            ),
        }
    }
}
