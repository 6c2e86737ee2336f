//! The whole staff, as the HR file carries it, and who among them stands for a planted deviation.

use std::collections::BTreeMap;

use anyhow::{Context, Result, ensure};

use super::{
    AS_OF,
    date::Date,
    names,
    random::Dice,
    register::{administration_code, board_code},
    source::Source,
};

/// A row of the HR file.
#[derive(Debug, Clone)]
pub(super) struct Employee {
    /// Employee number.
    pub(super) id: String,
    /// Logon name of the everyday account, also the code in the register.
    pub(super) logon: String,
    /// Given and family name.
    pub(super) name: String,
    /// Unit.
    pub(super) unit: String,
    /// Title.
    pub(super) title: String,
    /// Form of employment.
    pub(super) kind: &'static str,
    /// Place of the nearest manager in the staff.
    pub(super) manager: Option<usize>,
    /// Day of employment.
    pub(super) start: Date,
    /// Day from which it no longer holds.
    pub(super) end: Option<Date>,
    /// Works here today.
    pub(super) active: bool,
    /// Protected identity.
    pub(super) protected: bool,
    /// Columns that only some rules ask for.
    pub(super) extra: BTreeMap<&'static str, &'static str>,
}

/// People, by their place in the staff, who stand for planted deviations.
#[derive(Debug, Clone)]
pub(super) struct Plants {
    /// DEV-01: supporttekniker in a group of the social services.
    pub(super) support: usize,
    /// DEV-02: hourly staff of the schools in a forgotten pool.
    pub(super) pool: Vec<usize>,
    /// DEV-03: ekonomiassistent who may also pay.
    pub(super) assistant: usize,
    /// DEV-04: lönekonsult who has left.
    pub(super) leaver: usize,
    /// DEV-05: supplier's technician whose permission has expired.
    pub(super) supplier: usize,
    /// DEV-06: rektor in a medical group.
    pub(super) rector: usize,
    /// DEV-07: the three systemtekniker who are domain administrators; two of them with the everyday account too.
    pub(super) administrators: Vec<usize>,
    /// DEV-07: domain administrators of another title.
    pub(super) wrong_title: Vec<usize>,
    /// POL-39: the other two systemtekniker.
    pub(super) backup: Vec<usize>,
    /// DEV-08: teachers out of their role group.
    pub(super) missing: Vec<usize>,
    /// DEV-09: nurses who have moved to the schools.
    pub(super) moved: Vec<usize>,
    /// DEV-10: accounts without sign-in.
    pub(super) dormant: Vec<usize>,
    /// DEV-12: the former systemägare of GIS.
    pub(super) predecessor: usize,
}

/// The staff.
#[derive(Debug, Clone)]
pub(super) struct Staff {
    /// Everybody, monthly staff first.
    pub(super) all: Vec<Employee>,
    /// Who stands for what.
    pub(super) plants: Plants,
    administrations: BTreeMap<String, String>,
}

const FIXED_TERM: &[&str] = &[
    "Lärare",
    "Barnskötare",
    "Elevassistent",
    "Undersköterska",
    "Vårdbiträde",
    "Stödassistent",
    "Personlig assistent",
    "Lokalvårdare",
    "Måltidsbiträde",
    "Badvakt",
];
const HOURLY: &[(&str, &str, usize)] = &[
    ("SOF-AO", "Undersköterska", 90),
    ("SOF-AO", "Vårdbiträde", 60),
    ("SOF-HSL", "Sjuksköterska", 10),
    ("SOF-LSS", "Stödassistent", 40),
    ("SOF-LSS", "Personlig assistent", 20),
    ("UBF-SKOLA", "Lärare", 25),
    ("UBF-SKOLA", "Barnskötare", 40),
    ("UBF-SKOLA", "Elevassistent", 25),
    ("SBF-FAST", "Lokalvårdare", 18),
    ("SBF-FAST", "Måltidsbiträde", 12),
    ("FOK", "Badvakt", 10),
];
const ELECTED: &[(&str, usize)] = &[
    ("Kommunstyrelsen", 26),
    ("Utbildningsnämnden", 17),
    ("Socialnämnden", 17),
    ("Samhällsbyggnadsnämnden", 17),
    ("Fritids- och kulturnämnden", 12),
    ("Jävsnämnden", 3),
    ("Valnämnden", 3),
];
/// Titles in which a computer is seldom needed: that is where accounts go dormant.
const SELDOM_SIGN_IN: &[&str] = &[
    "Lokalvårdare",
    "Måltidsbiträde",
    "Kock",
    "Gatuarbetare",
    "Avfallsarbetare",
    "Brandman RiB",
    "Personlig assistent",
    "Stödassistent",
    "Barnskötare",
    "Elevassistent",
    "Vaktmästare",
];

impl Staff {
    /// Invents the staff of `source`.
    pub(super) fn invent(source: &Source) -> Result<Self> {
        let mut hiring = Hiring::default();
        for unit in &source.units {
            for (title, count) in &unit.titles {
                for place in 0..*count {
                    let fixed = FIXED_TERM.contains(&title.as_str()) && place % 12 == 7;
                    hiring.hire(&unit.code, title, if fixed { "visstid" } else { "tillsvidare" });
                }
            }
        }
        for (unit, title, count) in HOURLY {
            for _ in 0..*count {
                hiring.hire(unit, title, "timanstalld");
            }
        }
        for (board, count) in ELECTED {
            for place in 0..*count {
                let title = if place * 3 < count * 2 { "Ledamot" } else { "Ersättare" };
                hiring.hire(board_code(board)?, title, "fortroendevald");
            }
        }
        let supplier = hiring.hire("SBF-TEK", "Leverantörstekniker", "leverantor");
        hiring.hire("SOF-AO", "Leverantörstekniker", "leverantor");
        hiring.hire("KLK-IT", "Konsult nät", "konsult");
        hiring.hire("KLK-KANS", "Konsult e-arkiv", "konsult");
        hiring.hire("KLK-KANS", "Praktikant", "praktikant");
        let leaver = hiring.leave("KLK-HR", "Lönekonsult", 19)?;
        let predecessor = hiring.leave("SBF-PLAN", "Förvaltningschef", 93)?;
        for (unit, title, days) in [
            ("SOF-AO", "Undersköterska", 40),
            ("SOF-AO", "Vårdbiträde", 77),
            ("UBF-SKOLA", "Lärare", 124),
            ("UBF-SKOLA", "Förskollärare", 138),
            ("SBF-FAST", "Kock", 61),
            ("KLK-KANS", "Kommunikatör", 151),
        ] {
            hiring.leave(unit, title, days)?;
        }
        let administrations = source
            .units
            .iter()
            .map(|it| Ok((it.code.clone(), administration_code(&it.administration)?.to_owned())))
            .collect::<Result<_>>()?;
        let plants = plants(&hiring.all, supplier, leaver, predecessor)?;
        let mut staff = Self { all: hiring.all, plants, administrations };
        staff.report_lines();
        staff.attributes()?;
        Ok(staff)
    }

    /// Places of those who hold `title` in `unit` now, on monthly pay.
    pub(super) fn holders(&self, unit: &str, title: &str) -> Vec<usize> {
        holders(&self.all, unit, title)
    }

    /// Code of the förvaltning of a unit.
    pub(super) fn administration(&self, unit: &str) -> &str {
        self.administrations.get(unit).map_or("", String::as_str)
    }

    /// Who does `title` for `unit`: in the unit itself, in its förvaltning, anywhere. `turn` spreads the load.
    pub(super) fn responsible(&self, unit: &str, title: &str, turn: usize) -> Result<usize> {
        let mut choices = self.holders(unit, title);
        if choices.is_empty() {
            let home = self.administration(unit);
            let near = self.administrations.iter().filter(|(_, it)| *it == home);
            choices = near.flat_map(|(code, _)| self.holders(code, title)).collect();
        }
        if choices.is_empty() {
            choices = self.administrations.keys().flat_map(|code| self.holders(code, title)).collect();
        }
        let permanent: Vec<usize> = choices
            .into_iter()
            .filter(|it| self.all.get(*it).is_some_and(|it| it.kind == "tillsvidare"))
            .collect();
        permanent.get(turn % permanent.len().max(1)).copied().with_context(|| format!("no {title} stays"))
    }

    /// The HR file.
    pub(super) fn csv(&self) -> String {
        const EXTRA: [&str; 5] = ["delegation", "shift", "designation", "sponsor_title", "max_hours"];
        let mut out = String::from(
            "employee_id;name;department;title;employee_type;manager_id;status;start;end;email;protected",
        );
        for column in EXTRA {
            out.extend([";", column]);
        }
        out.push('\n');
        for it in &self.all {
            let manager = it.manager.and_then(|place| self.all.get(place)).map_or("", |it| it.id.as_str());
            let mut fields = vec![
                it.id.clone(),
                it.name.clone(),
                it.unit.clone(),
                it.title.clone(),
                it.kind.to_owned(),
                manager.to_owned(),
                if it.active { "active" } else { "ended" }.to_owned(),
                it.start.to_string(),
                it.end.map(|it| it.to_string()).unwrap_or_default(),
                format!("{}@norrvada.example", it.logon),
                if it.protected { "yes" } else { "no" }.to_owned(),
            ];
            fields.extend(EXTRA.iter().map(|name| (*it.extra.get(name).unwrap_or(&"")).to_owned()));
            out.push_str(&fields.join(";"));
            out.push('\n');
        }
        out
    }

    fn report_lines(&mut self) {
        let chiefs: Vec<(usize, usize, String)> = self
            .all
            .iter()
            .enumerate()
            .filter(|(_, it)| it.active && it.kind == "tillsvidare" && rank(&it.title) < 4)
            .map(|(place, it)| (place, rank(&it.title), it.unit.clone()))
            .collect();
        let managers: Vec<Option<usize>> = self
            .all
            .iter()
            .enumerate()
            .map(|(place, it)| {
                let own = rank(&it.title);
                let above = |near: &dyn Fn(&str) -> bool, limit: usize| -> Vec<usize> {
                    let over =
                        chiefs.iter().filter(|(_, rank, unit)| *rank < own && *rank <= limit && near(unit));
                    let nearest = over.clone().map(|it| it.1).max();
                    over.filter(|it| Some(it.1) == nearest).map(|it| it.0).collect()
                };
                let unit = above(&|unit| unit == it.unit, 3);
                let administration =
                    above(&|unit| self.administration(unit) == self.administration(&it.unit), 1);
                let top = above(&|_| true, 0);
                let choices = [unit, administration, top].into_iter().find(|it| !it.is_empty())?;
                choices.get(place % choices.len()).copied()
            })
            .collect();
        for (it, manager) in self.all.iter_mut().zip(managers) {
            it.manager = manager.filter(|_| !matches!(it.kind, "fortroendevald"));
        }
    }

    /// The attributes that only some rules ask for, and protected identities.
    fn attributes(&mut self) -> Result<()> {
        let mut dice = Dice::new("attributes");
        let of = |staff: &Self, unit: &str, title: &str, kinds: &[&str]| -> Vec<usize> {
            let all = staff.all.iter().enumerate();
            all.filter(|(_, it)| {
                it.active && it.unit == unit && it.title == title && kinds.contains(&it.kind)
            })
            .map(|(place, _)| place)
            .collect()
        };
        let monthly = ["tillsvidare", "visstid"];
        for (unit, title, share) in [("SOF-AO", "Undersköterska", 96), ("SOF-LSS", "Stödassistent", 31)] {
            let choices = of(self, unit, title, &monthly);
            self.mark(&dice.sample(&choices, share), "delegation", "giltig")?;
        }
        for (title, share, kinds) in [
            ("Undersköterska", 64, monthly.as_slice()),
            ("Vårdbiträde", 22, &monthly),
            ("Undersköterska", 12, &["timanstalld"]),
        ] {
            let choices = of(self, "SOF-AO", title, kinds);
            self.mark(&dice.sample(&choices, share), "shift", "aktiv")?;
        }
        let designated = dice.sample(&of(self, "UBF-SKOLA", "Skoladministratör", &["tillsvidare"]), 3);
        self.mark(&designated, "designation", "skyddade-uppgifter")?;
        let dormant = self.plants.dormant.clone();
        for (unit, title) in [("UBF-SKOLA", "Barnskötare"), ("SOF-AO", "Undersköterska")] {
            let choices: Vec<usize> =
                of(self, unit, title, &monthly).into_iter().filter(|it| !dormant.contains(it)).collect();
            for place in dice.sample(&choices, 1) {
                self.all.get_mut(place).context("a place in the staff")?.protected = true;
            }
        }
        Ok(())
    }

    fn mark(&mut self, places: &[usize], column: &'static str, value: &'static str) -> Result<()> {
        for place in places {
            self.all.get_mut(*place).context("a place in the staff")?.extra.insert(column, value);
        }
        Ok(())
    }
}

fn rank(title: &str) -> usize {
    match title {
        "Kommundirektör" => 0,
        "Förvaltningschef" | "Socialchef" | "Skolchef" | "Räddningschef" | "Kanslichef" | "Ekonomichef"
        | "HR-chef" | "IT-chef" => 1,
        "Verksamhetschef" | "Verksamhetschef elevhälsa" => 2,
        "Enhetschef" | "Rektor" => 3,
        _ => 4,
    }
}

fn holders(all: &[Employee], unit: &str, title: &str) -> Vec<usize> {
    all.iter()
        .enumerate()
        .filter(|(_, it)| it.active && matches!(it.kind, "tillsvidare" | "visstid"))
        .filter(|(_, it)| it.unit == unit && it.title == title)
        .map(|(place, _)| place)
        .collect()
}

fn plants(all: &[Employee], supplier: usize, leaver: usize, predecessor: usize) -> Result<Plants> {
    let mut dice = Dice::new("plants");
    let mut choose = |unit: &str, title: &str, count: usize| -> Result<Vec<usize>> {
        let chosen = dice.sample(&holders(all, unit, title), count);
        ensure!(chosen.len() == count, "{count} {title} in {unit}");
        Ok(chosen)
    };
    let one = |chosen: Vec<usize>| chosen.into_iter().next().context("nobody chosen");
    let technicians = choose("KLK-IT", "Systemtekniker", 5)?;
    let (administrators, backup) = technicians.split_at_checked(3).context("five systemtekniker")?;
    let mut wrong_title = choose("KLK-IT", "IT-arkitekt", 1)?;
    wrong_title.extend(choose("KLK-IT", "Nätverkstekniker", 1)?);
    let (support, assistant) =
        (choose("KLK-IT", "Supporttekniker", 1)?, choose("KLK-EKO", "Ekonomiassistent", 1)?);
    let rector = choose("UBF-SKOLA", "Rektor", 1)?;
    let missing = choose("UBF-SKOLA", "Lärare", 41)?;
    let moved = choose("UBF-EHU", "Skolsköterska", 2)?;
    let with = |test: &dyn Fn(&Employee) -> bool| -> Vec<usize> {
        all.iter().enumerate().filter(|(_, it)| it.active && test(it)).map(|(place, _)| place).collect()
    };
    let school = with(&|it| it.kind == "timanstalld" && it.unit == "UBF-SKOLA");
    let pool = dice.sample(&school, 23);
    let hourly: Vec<usize> =
        with(&|it| it.kind == "timanstalld").into_iter().filter(|it| !pool.contains(it)).collect();
    let monthly = with(&|it| {
        matches!(it.kind, "tillsvidare" | "visstid") && SELDOM_SIGN_IN.contains(&it.title.as_str())
    });
    let mut dormant = dice.sample(&monthly, 152);
    dormant.extend(dice.sample(&hourly, 60));
    Ok(Plants {
        support: one(support)?,
        pool,
        assistant: one(assistant)?,
        leaver,
        supplier,
        rector: one(rector)?,
        administrators: administrators.to_vec(),
        wrong_title,
        backup: backup.to_vec(),
        missing,
        moved,
        dormant,
        predecessor,
    })
}

/// Employs people one after the other.
struct Hiring {
    all: Vec<Employee>,
    dice: Dice,
    logons: BTreeMap<String, usize>,
}

impl Default for Hiring {
    fn default() -> Self {
        Self { all: Vec::new(), dice: Dice::new("people"), logons: BTreeMap::new() }
    }
}

impl Hiring {
    fn hire(&mut self, unit: &str, title: &str, kind: &'static str) -> usize {
        let (first, last) = (self.dice.pick(names::FIRST), self.dice.pick(names::LAST));
        let base = names::logon(first, last, 0);
        let stem = base.trim_end_matches('0').to_owned();
        let number = self.logons.entry(stem).or_default();
        *number += 1;
        let years = i64::try_from(self.dice.below(18)).unwrap_or(0);
        let days = i64::try_from(self.dice.below(330)).unwrap_or(0);
        // those who hold roles and decide have been here for some years; care and schools hire all the time
        let years = if FIXED_TERM.contains(&title) { years } else { years + 4 };
        let start = Date(AS_OF.0 - 60 - years * 365 - days);
        let temporary = matches!(kind, "visstid" | "konsult" | "praktikant" | "leverantor");
        let end = temporary.then(|| Date(AS_OF.0 + 120 + days % 240));
        self.all.push(Employee {
            id: format!("N{:05}", 10_001 + self.all.len()),
            logon: names::logon(first, last, *number),
            name: format!("{first} {last}"),
            unit: unit.to_owned(),
            title: title.to_owned(),
            kind,
            manager: None,
            start: if temporary { AS_OF.before(90 + days) } else { start },
            end,
            active: true,
            protected: false,
            extra: BTreeMap::new(),
        });
        self.all.len() - 1
    }

    fn leave(&mut self, unit: &str, title: &str, days_ago: i64) -> Result<usize> {
        let place = self.hire(unit, title, "tillsvidare");
        let it = self.all.get_mut(place).context("a place in the staff")?;
        it.start = it.start.before(days_ago);
        it.end = Some(AS_OF.before(days_ago));
        it.active = false;
        Ok(place)
    }
}
