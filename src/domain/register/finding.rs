//! What the register shows to be wrong: vacancies, departed holders, old and missing classifications, contradictions.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{
    Facts,
    holders::{Holders, Presence, Role, systems},
    objects::{assets, classification_age, unclassified},
};
use crate::{
    catalogue::{Catalogue, ParamValue},
    classification::Age,
    inventory::{Asset, Code, System},
    message::{Arg, Message},
    need::Contradiction,
    severity::{self, Circumstances, Severity, Weight},
};

/// Kinds of finding of the register.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    strum::IntoStaticStr,
    strum::Display,
    strum::EnumIter,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Kind {
    /// Nobody holds a role of a system.
    RoleVacancy,
    /// Who holds a role of a system no longer works here.
    DepartedHolder,
    /// The register says two things that cannot both hold.
    Contradiction,
    /// A classification whose time has passed.
    StaleClassification,
    /// An asset without a level in some dimension.
    Unclassified,
    /// A system without information assets.
    NoAssets,
}

impl Kind {
    /// Its row in the one table of severities.
    const fn row(self) -> severity::Kind {
        match self {
            Self::RoleVacancy => severity::Kind::RoleVacancy,
            Self::DepartedHolder => severity::Kind::DepartedHolder,
            Self::Contradiction => severity::Kind::Contradiction,
            // What is not classified at all is as serious as what was classified too long ago.
            Self::StaleClassification | Self::Unclassified | Self::NoAssets => {
                severity::Kind::StaleClassification
            }
        }
    }

    /// Severity for what hangs on the system.
    pub const fn severity(self, weight: Weight) -> Severity {
        self.row().severity(Circumstances::of(weight))
    }
}

/// A finding of the register.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Finding {
    /// Kind.
    pub kind: Kind,
    /// Severity, with the step for what hangs on the system.
    pub severity: Severity,
    /// The system, where it concerns one.
    pub system: Option<Code>,
    /// The asset, where it concerns one.
    pub asset: Option<Code>,
    /// The role, of a vacancy or a departed holder.
    pub role: Option<Role>,
    /// Who holds the role; none where there is nobody, and for a person with protected identity.
    pub person: Option<Code>,
    /// The sentence.
    pub message: Message,
}

/// Everything that the register shows to be wrong, by kind, then by what it concerns.
///
/// `contradictions` are those of [`crate::need::contradictions`]; `weights` says what hangs on each system, and one that
/// it leaves out counts as unknown.
pub fn findings(
    facts: &Facts<'_>,
    contradictions: &[Contradiction],
    weights: &BTreeMap<Code, Weight>,
) -> Vec<Finding> {
    let finder = Finder { facts, weights };
    let holders = Holders::new(facts);
    let mut found: Vec<Finding> = Vec::new();
    for system in systems(facts) {
        found.extend(finder.roles(&holders, system));
        if !assets(facts).any(|it| it.systems.contains(&system.code)) {
            let message = Message::new("register-system-without-assets").with("system", &system.name);
            found.push(finder.on_system(Kind::NoAssets, &system.code, message));
        }
    }
    found.extend(
        contradictions.iter().map(|it| finder.on_system(Kind::Contradiction, &it.system, it.message.clone())),
    );
    found.extend(assets(facts).filter_map(|it| finder.classification(it)));
    found.sort_by(|a, b| order(a).cmp(&order(b)));
    found
}

fn order(finding: &Finding) -> (Kind, &Option<Code>, &Option<Code>, Option<Role>) {
    (finding.kind, &finding.system, &finding.asset, finding.role)
}

struct Finder<'a> {
    facts: &'a Facts<'a>,
    weights: &'a BTreeMap<Code, Weight>,
}

impl Finder<'_> {
    fn weight(&self, system: &str) -> Weight {
        self.weights.get(system).copied().unwrap_or_default()
    }

    fn on_system(&self, kind: Kind, system: &str, message: Message) -> Finding {
        Finding {
            kind,
            severity: kind.severity(self.weight(system)),
            system: Some(system.to_owned()),
            asset: None,
            role: None,
            person: None,
            message,
        }
    }

    fn roles(&self, holders: &Holders<'_>, system: &System) -> Vec<Finding> {
        let required = Role::REQUIRED.into_iter().map(|it| (it, true));
        let deputies = Role::DEPUTIES.into_iter().map(|it| (it, false));
        required
            .chain(deputies)
            .filter_map(|(role, required)| self.role(holders, system, role, required))
            .collect()
    }

    fn role(&self, holders: &Holders<'_>, system: &System, role: Role, required: bool) -> Option<Finding> {
        let say = |key| {
            let mut message = Message::new(key).with("system", &system.name);
            message.args.0.insert("role", Arg::Word(role.word()));
            message
        };
        let Some(code) = role.holder(system) else {
            return required.then(|| Finding {
                role: Some(role),
                ..self.on_system(Kind::RoleVacancy, &system.code, say("register-role-vacancy"))
            });
        };
        let key = match holders.presence(code) {
            Presence::Here => return None,
            Presence::Ended => "register-departed-holder",
            Presence::NotInStaff => "register-departed-not-in-staff",
        };
        let person = holders.person(code);
        let protected = person.is_some_and(|it| it.protected);
        let mut message = say(key);
        let name = match person {
            Some(_) if protected => Arg::Word("register-person-protected"),
            Some(person) => Arg::Text(person.name.clone()),
            None => Arg::Text(code.to_owned()),
        };
        message.args.0.insert("person", name);
        Some(Finding {
            role: Some(role),
            person: (!protected).then(|| code.to_owned()),
            ..self.on_system(Kind::DepartedHolder, &system.code, message)
        })
    }

    fn classification(&self, asset: &Asset) -> Option<Finding> {
        let named = |key| Message::new(key).with("asset", &asset.name);
        let age = classification_age(self.facts, asset);
        let special =
            crate::classification::in_force(asset, self.facts.on).is_some_and(|it| it.special.is_some());
        let missing = if special { vec![] } else { unclassified(self.facts, asset) };
        let (kind, message) = match age {
            None => (Kind::Unclassified, named("register-unclassified")),
            Some(_) if !missing.is_empty() => {
                (Kind::Unclassified, named("register-unclassified-in-part").with("dimensions", missing))
            }
            Some(Age::Current) => return None,
            Some(Age::Old(ended)) => {
                (Kind::StaleClassification, named("register-stale-classification").with("ended", ended))
            }
            Some(Age::Unknown) => (Kind::StaleClassification, named("register-no-classification-day")),
        };
        // What hangs on the asset is what hangs on its systems; without any, nobody knows.
        let weight = asset.systems.iter().map(|it| self.weight(it)).max().unwrap_or_default();
        Some(Finding {
            kind,
            severity: kind.severity(weight),
            system: None,
            asset: Some(asset.code.clone()),
            role: None,
            person: None,
            message,
        })
    }
}

/// Months after which a classification is old, at the catalogue's levels 0-3: the interval of TIL-05.
///
/// Without that control nothing says when, and only a stated review day makes one old.
pub fn reclassify_months(catalogue: &Catalogue) -> [u32; 4] {
    let param = catalogue
        .control("TIL-05")
        .and_then(|it| it.params.iter().find(|param| param.key == "reclass_months"));
    param.map_or([u32::MAX; 4], |param| {
        param.values.clone().map(|value| match value {
            ParamValue::Number(months) => super::whole(months).unwrap_or(0),
            ParamValue::Word(_) => 0,
        })
    })
}
