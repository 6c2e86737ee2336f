//! Information assets with their classification.

use anyhow::Result;

use super::{
    AS_OF,
    date::Date,
    random::Dice,
    register::{Register, board_code},
    source::Asset,
    yaml::{Row, Value},
};

/// DEV-14: classified 37 months ago and never since.
const STALE: [&str; 9] =
    ["INF-008", "INF-016", "INF-024", "INF-032", "INF-040", "INF-048", "INF-056", "INF-064", "INF-072"];

/// Assets whose earlier classification is kept: day, levels and reason.
const EARLIER: &[(&str, [i64; 3], &str)] = &[
    ("INF-031", [1, 2, 2], "Första klassningen räknade bara uppgifter som ändå är offentliga."),
    ("INF-047", [2, 3, 2], "Första klassningen gjordes före kartan över skyddsobjekt."),
    ("INF-075", [1, 2, 2], "Första klassningen såg inte att larm går genom växeln."),
];

/// The assets.
pub(super) fn assets(register: &mut Register) -> Result<Vec<Row>> {
    let mut dice = Dice::new("classifications");
    let source = register.source;
    let mut rows = Vec::new();
    for (turn, asset) in source.assets.iter().enumerate() {
        let days = i64::try_from(dice.below(290)).unwrap_or(0);
        let settled =
            source.systems.iter().any(|it| it.deviation.is_some() && asset.systems.contains(&it.code));
        let from = if STALE.contains(&asset.code.as_str()) {
            Date::of(2023, 10, 1)
        } else if settled {
            // a deviation from the computed need is decided knowing the classification that it rests on
            Date::of(2026, 2, 20).before(days % 40)
        } else {
            AS_OF.before(20 + days)
        };
        // every other fresh one says when it is looked at again; the rest follow the interval of their level
        let review = (from > Date::of(2025, 1, 1) && turn % 2 == 0).then(|| Date(from.0 + 365));
        let row = Row::new(&asset.code)
            .with("name", asset.name.as_str())
            .with("unit", asset.unit.as_str())
            .with("owner", board_code(&asset.owner)?)
            .list("systems", &asset.systems)
            .list("flags", &asset.flags)
            .maybe("law", asset.law.as_deref())
            .maybe("retention", asset.retention.as_deref());
        let row = decision(register, row, asset, turn, (asset.levels, &because(asset), from))?
            .maybe("review", review);
        let row = match EARLIER.iter().find(|it| it.0 == asset.code) {
            Some((_, levels, because)) => {
                let was = (*levels, *because, Date::of(2024, 2, 12));
                let earlier = decision(register, Row::default(), asset, turn, was)?;
                row.with("history", Value::List(vec![Value::Map(earlier)]))
            }
            None => row,
        };
        rows.push(row);
    }
    Ok(rows)
}

fn decision(
    register: &mut Register,
    row: Row,
    asset: &Asset,
    turn: usize,
    (levels, because, from): ([i64; 3], &str, Date),
) -> Result<Row> {
    let [k, r, t] = levels;
    let levels = Row::default().with("K", k).with("R", r).with("T", t);
    let decided_by = register.chief(&asset.unit)?;
    let mut attendees = vec![register.responsible("KLK-KANS", "Informationssäkerhetssamordnare", 0)?];
    if asset.flags.iter().any(|it| it == "personal_data") {
        attendees.push(register.responsible("KLK-KANS", "Dataskyddsombud", 0)?);
    }
    let system =
        asset.systems.first().and_then(|code| register.source.systems.iter().find(|it| it.code == *code));
    if let Some(system) = system.filter(|it| !matches!(it.code.as_str(), "FRI" | "BIB")) {
        let [_, manager, _] = &system.roles;
        let expert = register.responsible(&system.unit, manager, turn)?;
        if expert != decided_by && !attendees.contains(&expert) {
            attendees.push(expert);
        }
    }
    Ok(row
        .with("levels", Value::Pair(levels))
        .with("because", because)
        .with("decided_by", decided_by)
        .list("attendees", &attendees)
        .with("from", from))
}

/// The justification: which harm to whom, if the information is spread, wrong or out of reach.
fn because(asset: &Asset) -> String {
    let has = |flag: &str| asset.flags.iter().any(|it| it == flag);
    let [k, r, t] = asset.levels;
    let spread = match k {
        3 if has("protected_identity") => {
            "Röjs var någon finns kan liv och hälsa hotas, utan att det går att göra ogjort."
        }
        3 if has("patient_data") => "Sprids uppgifter om någons hälsa skadas den enskilde varaktigt.",
        3 if has("social_services_data") => {
            "Sprids uppgifterna kan den enskilde och närstående skadas allvarligt, också för lång tid."
        }
        3 if has("personal_data") => {
            "Sprids uppgifterna kan enskilda skadas allvarligt, personligt eller ekonomiskt."
        }
        3 => "I fel händer visar uppgifterna hur skyddet är ordnat; många invånare kan drabbas.",
        2 if has("personal_data") => {
            "Spridning ger betydande obehag för dem som uppgifterna gäller, men går att reparera."
        }
        2 => "Spridning ger kommunen eller en motpart betydande skada som går att reparera.",
        1 => "Spridning ger få personer måttligt obehag.",
        _ => "Uppgifterna är avsedda för alla; spridning skadar ingen.",
    };
    let wrong = match r {
        3 if has("patient_data") => "Fel uppgifter kan ge fel vård.",
        3 if asset.systems.iter().any(|it| it == "SCA") => {
            "Fel värden kan ge otjänligt vatten i hela tätorten."
        }
        3 if has("personal_data") => {
            "Fel uppgifter kan ge beslut eller utbetalningar som skadar enskilda allvarligt."
        }
        3 => "Fel uppgifter kan ge beslut som skadar många och är svåra att rätta.",
        2 => "Fel uppgifter stör arbetet betydligt och måste rättas för hand.",
        _ => "Fel uppgifter märks och rättas utan större besvär.",
    };
    let gone = match t {
        3 => "Utan uppgifterna kan liv, hälsa eller försörjning hotas inom några timmar.",
        2 => "Utan uppgifterna stannar viktiga delar av arbetet inom ett dygn.",
        _ => "Verksamheten klarar några dagar utan uppgifterna.",
    };
    format!("{spread} {wrong} {gone}")
}
