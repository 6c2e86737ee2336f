//! Systems, with what they stand on, who delivers them and what they depend on.

use anyhow::Result;

use super::{
    AS_OF,
    date::Date,
    names::ascii,
    register::Register,
    source::System,
    yaml::{Row, Value},
};

/// Made-up names, in the order of the external systems.
const SUPPLIERS: &[&str] = &[
    "Alkärret Data",
    "Björkbryggan System",
    "Dungvinden Programvara",
    "Enrisåsen Vårdstöd",
    "Flarkmyren Digital",
    "Gransjöbäcken Larm",
    "Hällkisvägen Skolstöd",
    "Isrännan Lärande",
    "Jordgranen Ärendestöd",
    "Kvarnhumlen Automation",
    "Lavskrikan Kundsystem",
    "Mossbergskullen Insats",
    "Norrtallheden Samarbete",
    "Ormbunksdalen Lagring",
    "Pilgrenen Nät",
    "Rönnklockan Webb",
    "Starrtjärnen Intranät",
    "Tuvullsmon Bibliotek",
    "Urskogsstigen Bokning",
    "Vitsippslunden Förmynderskap",
    "Åkerrenen Arkiv",
    "Älvsälgen Telefoni",
];
/// Systems without which their unit cannot do its task.
const VITAL: &[&str] = &["VSS", "HSJ", "HTP", "TRL", "SCA", "RIS", "KAT", "NAT", "VIR", "TEL", "HRL"];

/// Systems whose three roles have deputies: titles of the deputies of systemägare, systemförvaltare, systemadministratör.
const DEPUTIES: &[(&str, [&str; 3])] = &[
    ("EKO", ["Controller", "Controller", "Redovisningsekonom"]),
    ("HRL", ["HR-specialist", "HR-specialist", "Lönekonsult"]),
    ("VSS", ["Verksamhetschef", "Systemförvaltare verksamhet", "Systemtekniker"]),
    ("HTP", ["Enhetschef", "Planerare hemtjänst", "Systemförvaltare verksamhet"]),
    ("KAT", ["IT-arkitekt", "Systemtekniker", "Systemtekniker"]),
    ("VIR", ["IT-arkitekt", "Systemtekniker", "Systemtekniker"]),
    ("BKP", ["IT-arkitekt", "Systemtekniker", "Systemtekniker"]),
];

fn external<'a>(register: &'a Register) -> impl Iterator<Item = (&'a System, String, &'static str)> {
    let systems = register.source.systems.iter().filter(|it| has(it, "external_service"));
    systems.zip(SUPPLIERS).map(|(system, name)| (system, format!("LEV-{}", system.code), *name))
}

fn has(system: &System, flag: &str) -> bool {
    system.flags.iter().any(|it| it == flag)
}

/// One supplier per external system.
pub(super) fn suppliers(register: &Register) -> Vec<Row> {
    external(register)
        .map(|(system, code, name)| {
            Row::new(&code).with("name", format!("{name} AB (fiktiv)")).with("unit", system.unit.as_str())
        })
        .collect()
}

/// One contract per supplier, and a data processing agreement where one is in place: three are missing.
pub(super) fn contracts(register: &Register) -> Vec<Row> {
    const TERMS: [&str; 7] = ["LEV-03", "LEV-04", "LEV-08", "LOG-01", "BAC-01", "AUT-01", "KRY-02"];
    let mut rows = Vec::new();
    for (place, (system, supplier, _)) in external(register).enumerate() {
        let years = i64::try_from(place % 4).unwrap_or(0) + 1;
        let from = Date(AS_OF.0 - years * 365 + 61);
        // a third of the contracts have all terms, a third some, and the oldest none
        let terms: Vec<String> = match place % 3 {
            0 => TERMS.iter().map(ToString::to_string).collect(),
            1 => TERMS.iter().take(3).map(ToString::to_string).collect(),
            _ => Vec::new(),
        };
        let codes = vec![system.code.clone()];
        let row = |kind: &str, prefix: &str| {
            let row = Row::new(&format!("{prefix}-{}", system.code)).with("supplier", supplier.as_str());
            row.with("kind", kind).list("systems", &codes)
        };
        rows.push(
            row("contract", "AVT")
                .with("reference", format!("KS {}/{}", 2026 - years, 104 + place * 7))
                .list("terms", &terms)
                .with("from", from)
                .with("ends", Date(from.0 + 5 * 365 + 1)),
        );
        if has(system, "personal_data") && !["VAK", "FRI", "TEL"].contains(&system.code.as_str()) {
            let reference = format!("KS {}/{}", 2026 - years, 105 + place * 7);
            rows.push(row("processor_agreement", "PUB").with("reference", reference).with("from", from));
        }
    }
    rows
}

/// Platforms that systems share.
pub(super) fn platforms() -> Vec<Row> {
    let platform = |code, name, hosting, unit| {
        Row::new(code).with("name", name).with("hosting", hosting).with("unit", unit)
    };
    vec![
        platform("PLT-EGEN", "Egen virtualisering och lagring", "on_prem", "KLK-IT"),
        platform("PLT-STYR", "Driftplattform för styrsystem", "on_prem", "SBF-TEK"),
        platform("PLT-MOLN", "Molntjänst för e-post, möten och intranät", "saas", "KLK-IT"),
    ]
}

/// Sites where systems stand.
pub(super) fn sites() -> Vec<Row> {
    let site = |code, name, unit| Row::new(code).with("name", name).with("unit", unit);
    vec![
        site("PLATS-KH", "Kommunhuset", "SBF-FAST"),
        site("PLATS-DH1", "Datahall 1", "KLK-IT"),
        site("PLATS-DH2", "Datahall 2, reserv", "KLK-IT"),
        site("PLATS-VV", "Vattenverket", "SBF-TEK"),
        site("PLATS-BR", "Brandstationen", "RTJ"),
    ]
}

fn platform(system: &System) -> Option<&'static str> {
    match system.code.as_str() {
        "SCA" => Some("PLT-STYR"),
        "SAM" | "INT" => Some("PLT-MOLN"),
        "NAT" => None,
        _ => (system.hosting != "saas").then_some("PLT-EGEN"),
    }
}

fn places(system: &System) -> Vec<String> {
    let places: &[&str] = match system.code.as_str() {
        "SCA" => &["PLATS-VV"],
        "RIS" => &["PLATS-BR", "PLATS-DH1"],
        "BKP" | "VIR" | "KAT" => &["PLATS-DH1", "PLATS-DH2"],
        "NAT" => &["PLATS-DH1", "PLATS-DH2", "PLATS-KH"],
        "PAS" => &["PLATS-KH", "PLATS-DH1"],
        _ if system.hosting == "saas" => &[],
        _ => &["PLATS-DH1"],
    };
    places.iter().map(ToString::to_string).collect()
}

/// The systems. FRI and BIB have no systemförvaltare, and the systemägare of GIS has left (DEV-12).
pub(super) fn systems(register: &mut Register) -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    for (turn, system) in register.source.systems.iter().enumerate() {
        let [owner, manager, administrator] = &system.roles;
        let owner = match system.code.as_str() {
            "GIS" => register.person(register.staff.plants.predecessor)?,
            _ => register.responsible(&system.unit, owner, turn)?,
        };
        let vacant = matches!(system.code.as_str(), "FRI" | "BIB");
        let manager = (!vacant).then(|| register.responsible(&system.unit, manager, turn)).transpose()?;
        let supplier = has(system, "external_service").then(|| format!("LEV-{}", system.code));
        let accounts = match system.code.as_str() {
            "SCA" | "PAS" | "TRL" => Some("yes"),
            "FIL" | "SAM" | "KAT" | "INT" | "ADH" | "EKO" => Some("no"),
            _ => None,
        };
        let row = Row::new(&system.code)
            .with("name", system.name.as_str())
            .with("name_en", system.name_en.as_str())
            .with("unit", system.unit.as_str())
            .with("owner", owner)
            .maybe("manager", manager)
            .with("administrator", register.responsible(&system.unit, administrator, turn)?);
        let row = deputies(register, system, turn, row)?
            .maybe("supplier", supplier)
            .maybe("platform", platform(system))
            .with("hosting", system.hosting.as_str())
            .list("sites", &places(system))
            .list("flags", &system.flags)
            .maybe("vital", VITAL.contains(&system.code.as_str()).then_some(true))
            .with("lifecycle", "in_use")
            .maybe("own_accounts", accounts)
            .maybe("note", system.note.as_deref());
        rows.push(row);
    }
    Ok(rows)
}

/// Adds the deputies, where the system has any: the next people in turn.
fn deputies(register: &mut Register, system: &System, turn: usize, mut row: Row) -> Result<Row> {
    let Some((_, titles)) = DEPUTIES.iter().find(|it| it.0 == system.code) else { return Ok(row) };
    for (role, title) in ["owner", "manager", "administrator"].into_iter().zip(titles) {
        let deputy = register.responsible(&system.unit, title, turn + if role == "owner" { 2 } else { 1 })?;
        row = row.with(&format!("{role}_deputy"), deputy);
    }
    Ok(row)
}

/// What depends on what; where less than all follows, with the reason.
pub(super) fn dependencies(register: &Register) -> Vec<Row> {
    let source = register.source;
    let mut rows = Vec::new();
    for system in &source.systems {
        for supplier in &system.depends_on {
            let limit = source
                .limits
                .iter()
                .find(|it| it.supplier == *supplier && (it.consumer == "*" || it.consumer == system.code));
            let mut row = Row::new(&format!("{}-{supplier}", system.code))
                .with("consumer", system.code.as_str())
                .with("supplier", supplier.as_str())
                .with("kind", if supplier == "BKP" { "restores" } else { "feeds" });
            if let Some(limit) = limit {
                let follows: Vec<String> = limit.carries.iter().map(|it| it.to_uppercase()).collect();
                row = row.list("follows", &follows).with("because", limit.because.as_str());
            }
            rows.push(row);
        }
    }
    rows
}

/// The four decided deviations from the computed need.
pub(super) fn overrides(register: &mut Register) -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    for (turn, system) in register.source.systems.iter().enumerate() {
        let Some(it) = &system.deviation else { continue };
        let dimension = match it.aspect.as_str() {
            "c" => "K",
            "i" => "R",
            _ => "T",
        };
        let [owner, ..] = &system.roles;
        let part = it.part.as_deref().map(Value::from);
        let code = format!("AVV-{}-{dimension}", system.code);
        rows.push(
            Row::new(&ascii(&code))
                .with("system", system.code.as_str())
                .maybe("part", part)
                .with("dimension", dimension)
                .with("direction", if it.kind == "cumulation" { "raise" } else { "lower" })
                .with("reason", it.kind.as_str())
                .with("level", it.to)
                .with("because", it.because.as_str())
                .with("decided_by", register.responsible(&system.unit, owner, turn)?)
                .with("from", Date::of(2026, 3, 2))
                .with("review", Date::of(2027, 3, 2)),
        );
    }
    Ok(rows)
}
