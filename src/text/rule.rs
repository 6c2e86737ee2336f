//! An access rule as a sentence that its owner can check: *Behöriga: enhet är KLK-EKO och befattning är Controller.*
//!
//! Whatever the nesting, the sentence means exactly what the rule means: `och` within `eller` stands in parentheses, and
//! the other way round. Named persons appear by employee number; who may see a name decides that elsewhere.

use domain::{
    access::rule::{ACCOUNT, Expr, Op, Part, column},
    inventory::{Entitled, Named, Rule},
    message::{Args, Lang},
};

use crate::{say, visible, word};

/// Keys of the texts used here, for the test that each has one.
pub const KEYS: &[&str] = &[
    "access-rule-allowed",
    "access-rule-named-only",
    "access-rule-never",
    "access-rule-also",
    "access-rule-named",
    "access-rule-person",
    "access-rule-person-until",
    "access-rule-entitled-allowed",
    "access-rule-entitled",
    "access-rule-role-group",
    "access-rule-ceiling",
    "access-rule-everyone",
    "access-rule-nobody",
    "access-rule-and",
    "access-rule-or",
    "access-rule-is",
    "access-rule-is-not",
    "access-rule-prefix",
    "access-rule-prefix-not",
    "access-rule-present",
    "access-rule-present-not",
    "access-rule-reports-to",
    "access-rule-reports-to-not",
    "access-rule-not",
    "access-attribute-account",
    "access-attribute-employeeid",
    "access-attribute-name",
    "access-attribute-department",
    "access-attribute-title",
    "access-attribute-employeetype",
    "access-attribute-managerid",
    "access-attribute-email",
    "access-attribute-tier",
];

/// The whole rule: who is authorised, who never, who by name, who must reach, and on what terms.
pub fn sentence(lang: Lang, rule: &Rule) -> String {
    let who = |key: &str, text: String| say(lang, key, &Args::new().with("who", text));
    let mut out = vec![];
    match (&rule.allow, rule.named.is_empty()) {
        (Some(allow), _) => out.push(who("access-rule-allowed", expression(lang, allow))),
        (None, true) => out.push(who("access-rule-allowed", word(lang, "access-rule-nobody"))),
        (None, false) => out.push(word(lang, "access-rule-named-only")),
    }
    if let Some(forbid) = &rule.forbid {
        out.push(who("access-rule-never", expression(lang, forbid)));
    }
    if !rule.named.is_empty() {
        let key = if rule.allow.is_some() { "access-rule-also" } else { "access-rule-named" };
        let people: Vec<String> = rule.named.iter().map(|it| person(lang, it)).collect();
        out.push(who(key, people.join(", ")));
    }
    match &rule.entitled {
        Entitled::Nobody => {}
        Entitled::Allowed => out.push(word(lang, "access-rule-entitled-allowed")),
        Entitled::Rule(expr) => out.push(who("access-rule-entitled", expression(lang, expr))),
    }
    if rule.role_group {
        out.push(word(lang, "access-rule-role-group"));
    }
    if let Some(ceiling) = rule.ceiling {
        out.push(say(lang, "access-rule-ceiling", &Args::new().with("count", ceiling)));
    }
    out.join(" ")
}

fn person(lang: Lang, named: &Named) -> String {
    let args = Args::new().with("person", &named.employee_id).with("because", &named.because);
    match named.ends {
        None => say(lang, "access-rule-person", &args),
        Some(end) => say(lang, "access-rule-person-until", &args.with("on", end.date_naive())),
    }
}

/// How tightly a piece of the sentence holds together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Bond {
    /// One clause, or something in parentheses.
    Whole,
    /// Pieces with *and* between them.
    And,
    /// Pieces with *or* between them.
    Or,
}

/// A piece of the sentence, with how it is said when it must not hold.
struct Piece {
    text: String,
    negative: Option<String>,
    bond: Bond,
}

impl Piece {
    fn whole(text: String, negative: String) -> Self {
        Self { text, negative: Some(negative), bond: Bond::Whole }
    }

    /// Its text inside something of another bond.
    fn within(self, bond: Bond) -> String {
        if self.bond == Bond::Whole || self.bond == bond { self.text } else { format!("({})", self.text) }
    }
}

/// The expression in words. Built in postfix order, so no nesting is too deep.
pub fn expression(lang: Lang, expr: &Expr) -> String {
    let mut stack: Vec<Piece> = vec![];
    for part in expr.postfix() {
        let piece = match part {
            Part::Clause { attr, op, values } => clause(lang, attr, op, values),
            Part::Not => not(lang, stack.pop()),
            Part::Any(count) => joined(lang, take(&mut stack, count), Bond::Or),
            Part::All(count) => joined(lang, take(&mut stack, count), Bond::And),
        };
        stack.push(piece);
    }
    stack.pop().map(|it| it.text).unwrap_or_default()
}

fn take(stack: &mut Vec<Piece>, count: usize) -> Vec<Piece> {
    stack.split_off(stack.len().saturating_sub(count))
}

fn joined(lang: Lang, mut pieces: Vec<Piece>, bond: Bond) -> Piece {
    let (everyone, nobody) = (word(lang, "access-rule-everyone"), word(lang, "access-rule-nobody"));
    match (pieces.len(), bond) {
        (1, _) => pieces.remove(0),
        // Nothing to fulfil holds for everyone; no alternative holds for nobody.
        (0, Bond::And) => Piece::whole(everyone, nobody),
        (0, _) => Piece::whole(nobody, everyone),
        _ => {
            let key = if bond == Bond::And { "access-rule-and" } else { "access-rule-or" };
            let between = format!(" {} ", word(lang, key));
            let texts: Vec<String> = pieces.into_iter().map(|it| it.within(bond)).collect();
            Piece { text: texts.join(&between), negative: None, bond }
        }
    }
}

fn not(lang: Lang, piece: Option<Piece>) -> Piece {
    match piece {
        Some(Piece { text, negative: Some(negative), .. }) => Piece::whole(negative, text),
        Some(piece) => {
            let text = format!("({})", piece.text);
            let negative = say(lang, "access-rule-not", &Args::new().with("what", &text));
            Piece::whole(negative, text)
        }
        None => Piece::whole(String::new(), String::new()),
    }
}

fn clause(lang: Lang, attr: &str, op: Op, values: &[String]) -> Piece {
    let (yes, no) = match op {
        Op::Eq | Op::In => ("access-rule-is", "access-rule-is-not"),
        Op::Prefix => ("access-rule-prefix", "access-rule-prefix-not"),
        Op::Present => ("access-rule-present", "access-rule-present-not"),
        Op::ReportsTo => ("access-rule-reports-to", "access-rule-reports-to-not"),
    };
    let mut args = Args::new();
    if op != Op::ReportsTo {
        args = args.with("attribute", attribute(lang, attr));
    }
    if op != Op::Present {
        args = args.with("values", alternatives(lang, values));
    }
    Piece::whole(say(lang, yes, &args), say(lang, no, &args))
}

/// `a`, `a eller b`, `a, b eller c`. No value at all is nobody's.
fn alternatives(lang: Lang, values: &[String]) -> String {
    match values {
        [] => word(lang, "access-rule-nobody"),
        [one] => one.clone(),
        [first @ .., last] => format!("{} {} {last}", first.join(", "), word(lang, "access-rule-or")),
    }
}

/// The word for an attribute, or its name where there is none.
fn attribute(lang: Lang, attr: &str) -> String {
    match attr.strip_prefix(ACCOUNT) {
        Some(name) => say(lang, "access-attribute-account", &Args::new().with("name", known(lang, name))),
        None => known(lang, attr),
    }
}

fn known(lang: Lang, name: &str) -> String {
    let key = match column(name).as_str() {
        "employeeid" => "access-attribute-employeeid",
        "name" => "access-attribute-name",
        "department" => "access-attribute-department",
        "title" => "access-attribute-title",
        "employeetype" => "access-attribute-employeetype",
        "managerid" => "access-attribute-managerid",
        "email" => "access-attribute-email",
        "tier" => "access-attribute-tier",
        _ => return visible(name),
    };
    word(lang, key)
}

#[cfg(test)]
mod tests;
