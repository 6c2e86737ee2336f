//! The inventory lists: what the register of the municipality holds.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result, bail};

use super::{
    assets, evidence, rules,
    source::Source,
    staff::Staff,
    systems,
    yaml::{Row, Value, document},
};

/// Code of a nämnd.
pub(super) fn board_code(name: &str) -> Result<&'static str> {
    Ok(match name {
        "Kommunfullmäktige" => "KF",
        "Kommunstyrelsen" => "KS",
        "Utbildningsnämnden" => "UN",
        "Socialnämnden" => "SN",
        "Samhällsbyggnadsnämnden" => "SBN",
        "Fritids- och kulturnämnden" => "FKN",
        "Jävsnämnden" => "JN",
        "Valnämnden" => "VN",
        "Överförmyndaren" => "OFN",
        other => bail!("no code for the board {other}"),
    })
}

/// Code of a förvaltning.
pub(super) fn administration_code(name: &str) -> Result<&'static str> {
    Ok(match name {
        "Kommunledningskontoret" => "KLK",
        "Samhällsbyggnadsförvaltningen" => "SBF",
        "Räddningstjänsten" => "RTF",
        "Utbildningsförvaltningen" => "UBF",
        "Socialförvaltningen" => "SOF",
        "Fritids- och kulturförvaltningen" => "FKF",
        other => bail!("no code for the administration {other}"),
    })
}

fn english(code: &str) -> &'static str {
    match code {
        "KF" => "Municipal council",
        "KS" => "Municipal executive board",
        "UN" => "Education board",
        "SN" => "Social services board",
        "SBN" => "Planning and environment board",
        "FKN" => "Leisure and culture board",
        "JN" => "Conflict of interest board",
        "VN" => "Election board",
        "OFN" => "Chief guardian",
        "KLK" => "Central administration",
        "SBF" => "Planning and environment administration",
        "RTF" => "Fire and rescue",
        "UBF" => "Education administration",
        "SOF" => "Social services administration",
        _ => "Leisure and culture administration",
    }
}

/// Title that leads a unit and decides in its name.
fn chief(unit: &str) -> &'static str {
    match unit {
        "KLK-KANS" => "Kanslichef",
        "KLK-EKO" => "Ekonomichef",
        "KLK-HR" => "HR-chef",
        "KLK-IT" => "IT-chef",
        "UBF-SKOLA" => "Skolchef",
        "UBF-EHU" => "Verksamhetschef elevhälsa",
        "SOF-AO" | "SOF-IFO" => "Verksamhetschef",
        "RTJ" => "Räddningschef",
        "SBF-PLAN" | "FOK" => "Förvaltningschef",
        _ => "Enhetschef",
    }
}

/// The lists under construction. Whoever is named becomes a row of `people`.
pub(super) struct Register<'a> {
    /// The source.
    pub(super) source: &'a Source,
    /// The staff.
    pub(super) staff: &'a Staff,
    named: BTreeSet<usize>,
}

impl<'a> Register<'a> {
    /// An empty register.
    pub(super) fn new(source: &'a Source, staff: &'a Staff) -> Self {
        Self { source, staff, named: BTreeSet::new() }
    }

    /// All documents, by file name.
    pub(super) fn documents(&mut self) -> Result<BTreeMap<String, String>> {
        let organisation = Row::default()
            .with("name", self.source.name.as_str())
            .with("language", "sv")
            .with("time_zone", "Europe/Stockholm")
            .with("model", "klassa-0-4");
        let mut lists = vec![
            ("units", self.units()?),
            ("suppliers", systems::suppliers(self)),
            ("contracts", systems::contracts(self)),
            ("platforms", systems::platforms()),
            ("sites", systems::sites()),
            ("systems", systems::systems(self)?),
            ("assets", assets::assets(self)?),
            ("dependencies", systems::dependencies(self)),
            ("rights", rules::rights(self)),
            ("rules", rules::rules(self)?),
            ("conflicts", rules::conflicts(self)),
            ("overrides", systems::overrides(self)?),
            ("evidence", evidence::evidence(self)?),
            ("sources", sources()),
        ];
        lists.push(("people", self.people()?));
        let mut files = BTreeMap::new();
        files.insert("organisation.yaml".to_owned(), document("organisation", &Value::Map(organisation)));
        for (name, rows) in lists {
            let rows = Value::List(rows.into_iter().map(Value::Map).collect());
            files.insert(format!("{name}.yaml"), document(name, &rows));
        }
        Ok(files)
    }

    /// Code of the person at a place in the staff, who is from now on in the register.
    pub(super) fn person(&mut self, place: usize) -> Result<String> {
        self.named.insert(place);
        Ok(self.staff.all.get(place).context("a place in the staff")?.logon.clone())
    }

    /// Code of whoever does `title` for `unit`.
    pub(super) fn responsible(&mut self, unit: &str, title: &str, turn: usize) -> Result<String> {
        let place = self.staff.responsible(unit, title, turn)?;
        self.person(place)
    }

    /// Code of whoever leads `unit`.
    pub(super) fn chief(&mut self, unit: &str) -> Result<String> {
        self.responsible(unit, chief(unit), 0)
    }

    fn units(&self) -> Result<Vec<Row>> {
        let mut rows = Vec::new();
        for board in &self.source.boards {
            let code = board_code(board)?;
            let row = Row::new(code).with("name", board.as_str()).with("name_en", english(code));
            rows.push(row.with("kind", "board"));
        }
        let mut seen = BTreeSet::new();
        for unit in &self.source.units {
            let code = administration_code(&unit.administration)?;
            if seen.insert(code) {
                let row =
                    Row::new(code).with("name", unit.administration.as_str()).with("name_en", english(code));
                rows.push(row.with("kind", "administration").with("parent", board_code(&unit.board)?));
            }
        }
        for unit in &self.source.units {
            let row =
                Row::new(&unit.code).with("name", unit.name.as_str()).with("name_en", unit.name_en.as_str());
            let parent = administration_code(&unit.administration)?;
            rows.push(row.with("kind", "department").with("parent", parent));
        }
        Ok(rows)
    }

    fn people(&self) -> Result<Vec<Row>> {
        self.named
            .iter()
            .map(|place| {
                let it = self.staff.all.get(*place).context("a place in the staff")?;
                let row = Row::new(&it.logon)
                    .with("name", it.name.as_str())
                    .with("employee_id", it.id.as_str())
                    .with("email", format!("{}@norrvada.example", it.logon));
                let row = match it.kind {
                    "leverantor" | "konsult" => row.with("kind", "external"),
                    "fortroendevald" => row.with("kind", "elected"),
                    _ => row,
                };
                Ok(row.with("unit", it.unit.as_str()).with("title", it.title.as_str()))
            })
            .collect()
    }
}

fn sources() -> Vec<Row> {
    let tier = |tier: &str| {
        let place = Row::default().with("under", format!("OU=Admin,OU={tier}"));
        Value::Pair(place.with("attribute", "tier").with("value", tier))
    };
    vec![
        Row::new("directory")
            .with("kind", "ldif")
            .with("name", "Kommunens katalog")
            .with("dialect", "ad")
            .with("stale_days", 90)
            .with("logon_lag_days", 14)
            .with("service_accounts", [format!("OU=Tjanstekonton,{}", super::directory::DOMAIN)].as_slice())
            .with("places", Value::List(["T0", "T0B", "T1", "T2"].map(tier).to_vec())),
        Row::new("hr").with("kind", "hr").with("name", "Personalsystemets fil"),
    ]
}
