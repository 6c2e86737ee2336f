//! Small registers in a small notation, one fact a line:
//!
//!     Loner: K3 R1 in HRL EKO        an asset (`-` unclassified, `special` in special order)
//!     EKO -> NAT                     a dependency; also `follows K,R`, `cap T1`, `gives Loner`, `restores`
//!     EKO planned                    a life cycle; a code alone is a system
//!     O1 EKO T lower 1 distribution  an override; also `because`, `decided`, `from DAY`, `review DAY`, `part`
//!     EKO back 60                    a recovery goal in minutes

use chrono::NaiveDate;

use crate::{
    classification::Special,
    inventory::{
        Asset, Dependency, DependencyKind, Direction, Inventory, Lifecycle, Override, OverrideReason,
        Recovery, System,
    },
    model::{LevelCode, Model},
    need::{Driver, Gap, SystemNeed},
};

pub(super) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// `K3` as code of a dimension and of a level.
fn level(text: &str) -> (String, LevelCode) {
    let (dimension, level) = text.split_at(1);
    (dimension.to_owned(), LevelCode::from(level))
}

pub(super) fn world(text: &str) -> Inventory {
    let mut all = Inventory::default();
    for line in text.lines().map(str::trim).filter(|it| !it.is_empty()) {
        let words: Vec<&str> = line.split_whitespace().collect();
        match words.as_slice() {
            [code, rest @ ..] if code.ends_with(':') => asset(&mut all, code.trim_end_matches(':'), rest),
            [consumer, "->", supplier, rest @ ..] => dependency(&mut all, consumer, supplier, rest),
            [system, "back", minutes] => goal(&mut all, system, minutes.parse().unwrap()),
            [code, system, dimension, direction @ ("raise" | "lower"), to, reason, rest @ ..] => {
                mention(&mut all, system);
                let mut row = Override {
                    code: (*code).into(),
                    system: (*system).into(),
                    part: None,
                    dimension: (*dimension).into(),
                    direction: direction.parse::<Direction>().unwrap(),
                    reason: reason.parse::<OverrideReason>().unwrap(),
                    level: LevelCode::from(*to),
                    because: None,
                    decided_by: None,
                    from: day("2026-01-01"),
                    review: None,
                    retired: None,
                };
                let mut rest = rest.iter();
                while let Some(word) = rest.next() {
                    match *word {
                        "because" => row.because = Some("why".into()),
                        "decided" => row.decided_by = Some("P1".into()),
                        "part" => row.part = Some("a station".into()),
                        "from" => row.from = day(rest.next().unwrap()),
                        "review" => row.review = Some(day(rest.next().unwrap())),
                        other => panic!("{other}"),
                    }
                }
                all.overrides.push(row);
            }
            [system, life @ ("planned" | "closed" | "closing")] => {
                mention(&mut all, system);
                let row = all.systems.iter_mut().find(|it| it.code == *system).unwrap();
                row.lifecycle = life.parse().unwrap();
            }
            [system] => mention(&mut all, system),
            other => panic!("{other:?}"),
        }
    }
    all
}

fn mention(all: &mut Inventory, code: &str) {
    if all.systems.iter().all(|it| it.code != code) {
        all.systems.push(System {
            code: code.into(),
            name: code.into(),
            name_en: None,
            unit: "U".into(),
            owner: None,
            manager: None,
            administrator: None,
            owner_deputy: None,
            manager_deputy: None,
            administrator_deputy: None,
            supplier: None,
            platform: None,
            hosting: None,
            sites: vec![],
            flags: vec![],
            vital: false,
            lifecycle: Lifecycle::InUse,
            own_accounts: Default::default(),
            replaced: None,
            note: None,
            retired: None,
        });
    }
}

fn asset(all: &mut Inventory, code: &str, words: &[&str]) {
    let mut row = Asset {
        code: code.into(),
        name: code.into(),
        unit: "U".into(),
        owner: None,
        systems: vec![],
        flags: vec![],
        law: None,
        retention: None,
        classification: Default::default(),
        history: vec![],
        retired: None,
    };
    let mut words = words.iter();
    for word in words.by_ref().take_while(|it| **it != "in") {
        match *word {
            "-" => {}
            "special" => {
                row.classification.special = Some(Special { owner: "P1".into(), date: day("2026-01-01") });
            }
            word => row.classification.levels.extend([level(word)]),
        }
    }
    for system in words {
        mention(all, system);
        row.systems.push((*system).into());
    }
    all.assets.push(row);
}

fn dependency(all: &mut Inventory, consumer: &str, supplier: &str, words: &[&str]) {
    mention(all, consumer);
    mention(all, supplier);
    let mut row = Dependency {
        code: format!("{consumer}-{supplier}"),
        consumer: consumer.into(),
        supplier: supplier.into(),
        kind: DependencyKind::Feeds,
        follows: None,
        cap: Default::default(),
        assets: vec![],
        because: None,
        retired: None,
    };
    let mut words = words.iter();
    while let Some(word) = words.next() {
        match *word {
            "restores" => row.kind = DependencyKind::Restores,
            "follows" => row.follows = Some(words.next().unwrap().split(',').map(str::to_owned).collect()),
            "cap" => row.cap.extend([level(words.next().unwrap())]),
            "gives" => row.assets.push((*words.next().unwrap()).into()),
            other => panic!("{other}"),
        }
    }
    all.dependencies.push(row);
}

fn goal(all: &mut Inventory, system: &str, minutes: u32) {
    mention(all, system);
    all.recovery.push(Recovery {
        code: format!("{system}-{}", all.recovery.len()),
        system: system.into(),
        rto_minutes: minutes,
        rpo_minutes: None,
        decided_by: None,
        from: None,
        retired: None,
    });
}

/// One line per system and dimension that has something to say: `EKO K 3+ < asset 3, SYSTEM> 3 ? asset, special!`;
/// `3 (2, O1)` is a level by the override O1 where 2 was computed.
pub(super) fn show(model: &Model, needs: &[SystemNeed]) -> String {
    let mut out = vec![];
    for need in needs {
        for (dimension, it) in model.dimensions.iter().zip(&need.dimensions) {
            let word = |level: Option<crate::level::Level>| {
                level.and_then(|it| dimension.describe(it)).map_or("-".to_owned(), |it| it.code.to_string())
            };
            let drivers = it.computed.drivers.iter().map(|it| match it {
                Driver::Asset(code, level) => format!("{code} {}", word(Some(*level))),
                Driver::System(code, level) => format!("{code}> {}", word(Some(*level))),
            });
            let gaps = it.computed.gaps.iter().map(|it| match it {
                Gap::Unclassified(code) => code.clone(),
                Gap::Special(code) => format!("{code}!"),
                Gap::NoAssets => "nothing".to_owned(),
                Gap::System(code) => format!("{code}>"),
            });
            let (drivers, gaps) =
                (drivers.collect::<Vec<_>>().join(", "), gaps.collect::<Vec<_>>().join(", "));
            if dimension.optional && drivers.is_empty() && gaps.is_empty() {
                continue;
            }
            let mut line = format!("{} {} {}", need.system, dimension.code, word(it.effective));
            if it.at_least() && !dimension.optional {
                line.push('+');
            }
            if let Some(code) = &it.by_override {
                for part in [" (", &word(it.computed.value), ", ", code, ")"] {
                    line.push_str(part);
                }
            }
            for (mark, text) in [(" < ", drivers), (" ? ", gaps)] {
                if !text.is_empty() {
                    line.push_str(mark);
                    line.push_str(&text);
                }
            }
            out.push(line);
        }
    }
    out.join("\n")
}
