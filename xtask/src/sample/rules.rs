//! Rights, access rules and rights that nobody may hold together.

use anyhow::Result;

use super::{
    date::Date,
    register::Register,
    source::{Clause, Policy},
    yaml::{Row, Value},
};

/// Rights of administrators: findings on them stand one step higher.
const PRIVILEGED: [&str; 5] = ["POL-18", "POL-34", "POL-37", "POL-38", "POL-39"];

/// Rules with a decided needs-and-risk analysis: rule, case, who decided (unit, title), day.
/// The rest are *by rule, not examined*, as in most municipalities in their first year.
const GROUNDS: &[(&str, &str, &str, &str, [i64; 3])] = &[
    ("POL-02", "KS 2026/118", "KLK-EKO", "Ekonomichef", [2026, 3, 16]),
    ("POL-05", "KS 2026/131", "KLK-HR", "HR-chef", [2026, 4, 9]),
    ("POL-07", "KS 2026/132", "KLK-HR", "HR-chef", [2026, 4, 9]),
    ("POL-10", "KS 2026/140", "KLK-KANS", "Kanslichef", [2026, 5, 4]),
    ("POL-12", "SN 2026/61", "SOF-AO", "Socialchef", [2026, 2, 18]),
    ("POL-13", "SN 2026/61", "SOF-AO", "Socialchef", [2026, 2, 18]),
    ("POL-14", "SN 2026/61", "SOF-AO", "Socialchef", [2026, 2, 18]),
    ("POL-16", "SN 2026/62", "SOF-AO", "Socialchef", [2026, 2, 18]),
    ("POL-19", "SN 2026/75", "SOF-AO", "Socialchef", [2026, 3, 25]),
    ("POL-20", "SN 2026/75", "SOF-AO", "Socialchef", [2026, 3, 25]),
    ("POL-26", "UN 2026/44", "UBF-SKOLA", "Skolchef", [2026, 6, 10]),
    ("POL-27", "UN 2026/45", "UBF-EHU", "Verksamhetschef elevhälsa", [2026, 6, 10]),
    ("POL-28", "UN 2026/45", "UBF-EHU", "Verksamhetschef elevhälsa", [2026, 6, 10]),
    ("POL-37", "KS 2026/97", "KLK-IT", "IT-chef", [2026, 2, 27]),
    ("POL-39", "KS 2026/97", "KLK-IT", "IT-chef", [2026, 2, 27]),
];

/// Code of the right of a granting group: `DL-EKO-Attest-RW` → `EKO-Attest`.
fn right_code(group: &str) -> String {
    let name = group.strip_prefix("DL-").unwrap_or(group);
    name.rsplit_once('-').map_or(name, |it| it.0).to_owned()
}

/// One right per rule, given by its granting group.
pub(super) fn rights(register: &Register) -> Vec<Row> {
    register
        .source
        .policies
        .iter()
        .map(|it| {
            let grant = Row::default().with("kind", "group").with("object", it.group.as_str());
            Row::new(&right_code(&it.group))
                .with("system", it.system.as_str())
                .with("name", it.right.as_str())
                .maybe("privileged", PRIVILEGED.contains(&it.code.as_str()).then_some(true))
                .with("grants", Value::List(vec![Value::Pair(grant)]))
        })
        .collect()
}

/// One rule per policy.
pub(super) fn rules(register: &mut Register) -> Result<Vec<Row>> {
    let source = register.source;
    source.policies.iter().map(|it| rule(register, it)).collect()
}

fn rule(register: &mut Register, policy: &Policy) -> Result<Row> {
    let named = match policy.code.as_str() {
        "POL-33" => vec![Value::Map(expired_permission(register)?)],
        _ => Vec::new(),
    };
    // POL-37 is control BEH-07 at its strictest; POL-26 is three designated and the skolchef
    let ceiling = match policy.code.as_str() {
        "POL-26" => Some(4),
        "POL-37" => Some(3),
        "POL-39" => Some(2),
        _ => None,
    };
    let row = Row::new(&policy.code)
        .with("system", policy.system.as_str())
        .list("rights", &[right_code(&policy.group)])
        .with("words", policy.words.as_str())
        .maybe("allow", expression(&policy.allow))
        .maybe("forbid", expression(&policy.forbid))
        .maybe("named", (!named.is_empty()).then_some(Value::List(named)))
        .with("entitled", if policy.entitled { "allowed" } else { "nobody" })
        .with("role_group", true)
        .maybe("ceiling", ceiling);
    let Some((_, case, unit, title, [year, month, day])) = GROUNDS.iter().find(|it| it.0 == policy.code)
    else {
        return Ok(row);
    };
    let ground = Row::default()
        .with("analysis", *case)
        .with("decided_by", register.responsible(unit, title, 0)?)
        .with("decided", Date::of(*year, *month, *day))
        .with("review", Date::of(*year + 1, *month, *day));
    Ok(row.with("ground", Value::Map(ground)))
}

/// DEV-05: the permission of the supplier's technician ended 60 days before the sample's day.
fn expired_permission(register: &mut Register) -> Result<Row> {
    let place = register.staff.plants.supplier;
    register.person(place)?;
    let id = register.staff.all.get(place).map_or("", |it| it.id.as_str());
    Ok(Row::default()
        .with("employee_id", id)
        .with("because", "Felsökning av styrsystemets kommunikation.")
        .with("case", "SBN 2026/88")
        .with("ends", "2026-09-01T22:00:00Z"))
}

fn expression(clauses: &[Clause]) -> Option<Value> {
    let mut any: Vec<Value> = clauses.iter().map(all_of).collect();
    match any.len() {
        0 => None,
        1 => any.pop(),
        _ => Some(Value::Map(Row::default().with("any", Value::List(any)))),
    }
}

fn all_of(clause: &Clause) -> Value {
    let mut all: Vec<Value> = clause.iter().map(|(key, values)| comparison(key, values)).collect();
    match (all.len(), all.pop()) {
        (1, Some(only)) => only,
        (_, last) => {
            Value::Map(Row::default().with("all", Value::List(all.into_iter().chain(last).collect())))
        }
    }
}

fn comparison(key: &str, values: &[String]) -> Value {
    let attribute = match key {
        "employeeType" => "employee_type",
        "account_tier" => "account.tier",
        other => other,
    };
    // "at most so many hours": rules compare words, so every number that keeps it is one
    let values: Vec<String> = match (key, values) {
        ("max_hours", [most]) => (1..=most.parse().unwrap_or(0)).map(|it: u32| it.to_string()).collect(),
        _ => values.to_vec(),
    };
    let op = if values.len() == 1 { "eq" } else { "in" };
    Value::Pair(Row::default().with("attr", attribute).with("op", op).list("values", &values))
}

/// Pairs of rights that nobody may hold together, each once although some are written on both sides.
pub(super) fn conflicts(register: &Register) -> Vec<Row> {
    let mut pairs: Vec<(&str, &str)> = Vec::new();
    for policy in &register.source.policies {
        for other in &policy.conflicts {
            let pair = (policy.group.as_str(), other.as_str());
            if !pairs.contains(&pair) && !pairs.contains(&(pair.1, pair.0)) {
                pairs.push(pair);
            }
        }
    }
    pairs
        .iter()
        .enumerate()
        .map(|(place, (left, right))| {
            Row::new(&format!("SOD-{:02}", place + 1))
                .with("left", right_code(left))
                .with("right", right_code(right))
                .with("because", "Ingen ska ensam kunna både utföra och dölja ett fel.")
        })
        .collect()
}
