//! Reads `examples/norrvada.yaml`, from which all else follows.

use anyhow::{Context, Result, bail};
use saphyr::{LoadableYamlNode, Yaml};

const TEXT: &str = include_str!("../../../examples/norrvada.yaml");

/// A unit with its staff.
#[derive(Debug, Clone)]
pub(super) struct Unit {
    /// Code.
    pub(super) code: String,
    /// Name.
    pub(super) name: String,
    /// Name in English.
    pub(super) name_en: String,
    /// Name of its förvaltning.
    pub(super) administration: String,
    /// Name of its nämnd.
    pub(super) board: String,
    /// Titles, with the number of people in monthly pay.
    pub(super) titles: Vec<(String, usize)>,
}

/// A decided deviation from the computed need.
#[derive(Debug, Clone)]
pub(super) struct Override {
    /// `cumulation` or `distribution`.
    pub(super) kind: String,
    /// `c`, `i` or `a`.
    pub(super) aspect: String,
    /// A part of the system.
    pub(super) part: Option<String>,
    /// The level that holds instead.
    pub(super) to: i64,
    /// Why.
    pub(super) because: String,
}

/// A system.
#[derive(Debug, Clone)]
pub(super) struct System {
    /// Code.
    pub(super) code: String,
    /// Name.
    pub(super) name: String,
    /// Name in English.
    pub(super) name_en: String,
    /// Code of its unit.
    pub(super) unit: String,
    /// Titles of systemägare, systemförvaltare and systemadministratör.
    pub(super) roles: [String; 3],
    /// Form of hosting.
    pub(super) hosting: String,
    /// Flags.
    pub(super) flags: Vec<String>,
    /// Systems that it needs.
    pub(super) depends_on: Vec<String>,
    /// Deviation from the computed need.
    pub(super) deviation: Option<Override>,
    /// Note.
    pub(super) note: Option<String>,
}

/// What follows a dependency, instead of all.
#[derive(Debug, Clone)]
pub(super) struct Limit {
    /// The system that needs the other; `*` is every one.
    pub(super) consumer: String,
    /// The system that is needed.
    pub(super) supplier: String,
    /// `k`, `r`, `t`.
    pub(super) carries: Vec<String>,
    /// Why.
    pub(super) because: String,
}

/// An information asset.
#[derive(Debug, Clone)]
pub(super) struct Asset {
    /// Code.
    pub(super) code: String,
    /// Name.
    pub(super) name: String,
    /// Systems that handle it.
    pub(super) systems: Vec<String>,
    /// Code of its unit.
    pub(super) unit: String,
    /// Name of the nämnd that answers for it.
    pub(super) owner: String,
    /// Levels of K, R and T.
    pub(super) levels: [i64; 3],
    /// Flags.
    pub(super) flags: Vec<String>,
    /// Statutes.
    pub(super) law: Option<String>,
    /// How long it is kept.
    pub(super) retention: Option<String>,
}

/// Attributes with the values that are asked for; all must hold.
pub(super) type Clause = Vec<(String, Vec<String>)>;

/// An access rule.
#[derive(Debug, Clone)]
pub(super) struct Policy {
    /// Code.
    pub(super) code: String,
    /// The system.
    pub(super) system: String,
    /// Name of the right.
    pub(super) right: String,
    /// The granting group.
    pub(super) group: String,
    /// The rule in words.
    pub(super) words: String,
    /// Who is allowed: any of these.
    pub(super) allow: Vec<Clause>,
    /// Who is not: any of these.
    pub(super) forbid: Vec<Clause>,
    /// Granting groups of rights that nobody may hold beside this one.
    pub(super) conflicts: Vec<String>,
    /// Whether everyone allowed must have it.
    pub(super) entitled: bool,
}

/// The municipality.
#[derive(Debug, Clone)]
pub(super) struct Source {
    /// Its name.
    pub(super) name: String,
    /// Names of its nämnder.
    pub(super) boards: Vec<String>,
    /// Units.
    pub(super) units: Vec<Unit>,
    /// Systems.
    pub(super) systems: Vec<System>,
    /// Limits of dependencies.
    pub(super) limits: Vec<Limit>,
    /// Assets.
    pub(super) assets: Vec<Asset>,
    /// Access rules.
    pub(super) policies: Vec<Policy>,
}

impl Source {
    /// Reads it.
    pub(super) fn read() -> Result<Self> {
        let documents = Yaml::load_from_str(TEXT).context("examples/norrvada.yaml")?;
        let root = Node(documents.first().context("examples/norrvada.yaml is empty")?);
        Ok(Self {
            name: root.get("municipality")?.text("name")?,
            boards: root.rows("boards")?.iter().map(|it| it.text("name")).collect::<Result<_>>()?,
            units: root.rows("units")?.iter().map(unit).collect::<Result<_>>()?,
            systems: root.rows("systems")?.iter().map(system).collect::<Result<_>>()?,
            limits: root.rows("dependency_limits")?.iter().map(limit).collect::<Result<_>>()?,
            assets: root.rows("information_assets")?.iter().map(asset).collect::<Result<_>>()?,
            policies: root.rows("access_policies")?.iter().map(policy).collect::<Result<_>>()?,
        })
    }
}

fn unit(row: &Node) -> Result<Unit> {
    let titles = row.get("titles")?.pairs()?.into_iter().map(|(title, it)| Ok((title, it.count()?)));
    Ok(Unit {
        code: row.text("code")?,
        name: row.text("name_sv")?,
        name_en: row.text("name_en")?,
        administration: row.text("forvaltning")?,
        board: row.text("namnd")?,
        titles: titles.collect::<Result<_>>()?,
    })
}

fn system(row: &Node) -> Result<System> {
    let roles = row.get("roles")?;
    Ok(System {
        code: row.text("code")?,
        name: row.text("function_sv")?,
        name_en: row.text("function_en")?,
        unit: row.text("owner_unit")?,
        roles: [
            roles.text("systemagare")?,
            roles.text("systemforvaltare")?,
            roles.text("systemadministrator")?,
        ],
        hosting: row.text("hosting")?,
        flags: row.texts("flags")?,
        depends_on: row.texts("depends_on")?,
        deviation: row.find("override").map(|it| deviation(&it)).transpose()?,
        note: row.find("note").map(|it| it.as_text()).transpose()?,
    })
}

fn deviation(row: &Node) -> Result<Override> {
    Ok(Override {
        kind: row.text("kind")?,
        aspect: row.text("aspect")?,
        part: row.find("applies_to").map(|it| it.as_text()).transpose()?,
        to: row.get("to_level")?.number()?,
        because: row.text("reason")?,
    })
}

fn limit(row: &Node) -> Result<Limit> {
    Ok(Limit {
        consumer: row.text("consumer")?,
        supplier: row.text("supplier")?,
        carries: row.texts("carries")?,
        because: row.text("reason")?,
    })
}

fn asset(row: &Node) -> Result<Asset> {
    Ok(Asset {
        code: row.text("id")?,
        name: row.text("name_sv")?,
        systems: row.texts("systems")?,
        unit: row.text("owner_unit")?,
        owner: row.text("information_owner")?,
        levels: [row.get("k")?.number()?, row.get("r")?.number()?, row.get("t")?.number()?],
        flags: row.texts("flags")?,
        law: row.find("law").map(|it| it.as_text()).transpose()?,
        retention: row.find("retention_hint").map(|it| it.as_text()).transpose()?,
    })
}

fn policy(row: &Node) -> Result<Policy> {
    Ok(Policy {
        code: row.text("id")?,
        system: row.text("system")?,
        right: row.text("right_sv")?,
        group: row.text("resource_group")?,
        words: row.text("words_sv")?,
        allow: row.rows("allow")?.iter().map(clause).collect::<Result<_>>()?,
        forbid: row.rows("forbid")?.iter().map(clause).collect::<Result<_>>()?,
        conflicts: row.texts("conflicts_with")?,
        entitled: row.get("expected_members")?.number().is_ok(),
    })
}

fn clause(row: &Node) -> Result<Clause> {
    let pairs = row.pairs()?.into_iter();
    pairs
        .map(|(key, it)| {
            let values = match it.number() {
                Ok(number) => vec![number.to_string()],
                Err(_) => it.items()?.iter().map(Node::as_text).collect::<Result<_>>()?,
            };
            Ok((key, values))
        })
        .collect()
}

/// A node of the document, with the accesses that are needed here.
struct Node<'a>(&'a Yaml<'a>);

impl<'a> Node<'a> {
    fn find(&self, key: &str) -> Option<Self> {
        self.0.as_mapping_get(key).map(Self)
    }

    fn get(&self, key: &str) -> Result<Self> {
        self.find(key).with_context(|| format!("no {key}"))
    }

    fn as_text(&self) -> Result<String> {
        Ok(self.0.as_str().context("not a text")?.to_owned())
    }

    fn text(&self, key: &str) -> Result<String> {
        self.get(key)?.as_text().with_context(|| key.to_owned())
    }

    fn number(&self) -> Result<i64> {
        self.0.as_integer().context("not a number")
    }

    fn count(&self) -> Result<usize> {
        Ok(usize::try_from(self.number()?)?)
    }

    fn items(&self) -> Result<Vec<Self>> {
        Ok(self.0.as_sequence().context("not a list")?.iter().map(Self).collect())
    }

    fn rows(&self, key: &str) -> Result<Vec<Self>> {
        self.get(key)?.items().with_context(|| key.to_owned())
    }

    fn texts(&self, key: &str) -> Result<Vec<String>> {
        self.rows(key)?.iter().map(Self::as_text).collect()
    }

    fn pairs(&self) -> Result<Vec<(String, Node<'a>)>> {
        let Some(map) = self.0.as_mapping() else { bail!("not a map") };
        map.iter().map(|(key, value)| Ok((Self(key).as_text()?, Self(value)))).collect()
    }
}
