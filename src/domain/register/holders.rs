//! Who holds the roles of a system, and whether they still work here.

use chrono::NaiveDate;
use serde::Serialize;

use super::{Answer, Facts, Index, limit};
use crate::{
    access::hr::{Employment, HrRow, Match},
    inventory::{Lifecycle, Person, PersonKind, Status, System},
    message::Message,
    requirement::Requirement,
};

/// A role of a system.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, strum::IntoStaticStr, strum::EnumIter,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Role {
    /// Systemägare.
    Owner,
    /// Systemförvaltare.
    Manager,
    /// Systemadministratör.
    Administrator,
    /// Deputy of the systemägare.
    OwnerDeputy,
    /// Deputy of the systemförvaltare.
    ManagerDeputy,
    /// Deputy of the systemadministratör.
    AdministratorDeputy,
}

impl Role {
    /// The roles that every system must have.
    pub const REQUIRED: [Self; 3] = [Self::Owner, Self::Manager, Self::Administrator];
    /// Their deputies.
    pub const DEPUTIES: [Self; 3] = [Self::OwnerDeputy, Self::ManagerDeputy, Self::AdministratorDeputy];

    /// Code of the person who holds it.
    pub fn holder(self, system: &System) -> Option<&str> {
        match self {
            Self::Owner => system.owner.as_deref(),
            Self::Manager => system.manager.as_deref(),
            Self::Administrator => system.administrator.as_deref(),
            Self::OwnerDeputy => system.owner_deputy.as_deref(),
            Self::ManagerDeputy => system.manager_deputy.as_deref(),
            Self::AdministratorDeputy => system.administrator_deputy.as_deref(),
        }
    }

    /// Key of its word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Owner => "register-owner",
            Self::Manager => "register-manager",
            Self::Administrator => "register-administrator",
            Self::OwnerDeputy => "register-owner-deputy",
            Self::ManagerDeputy => "register-manager-deputy",
            Self::AdministratorDeputy => "register-administrator-deputy",
        }
    }
}

/// Whether a person still works here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Presence {
    /// As far as register and HR file say.
    Here,
    /// No longer: by register or HR file.
    Ended,
    /// Employed according to the register, and unknown to the HR file.
    NotInStaff,
}

/// The people of the register beside those of the HR file.
pub(super) struct Holders<'a> {
    index: &'a Index<'a>,
    on: NaiveDate,
}

impl<'a> Holders<'a> {
    pub(super) fn new(facts: &Facts<'a>) -> Self {
        Self { index: facts.index, on: facts.on }
    }

    pub(super) fn person(&self, code: &str) -> Option<&'a Person> {
        self.index.people.get(code).copied()
    }

    /// A code that no person has is nobody, and nobody is not here.
    pub(super) fn presence(&self, code: &str) -> Presence {
        let Some(person) = self.person(code) else { return Presence::Ended };
        let gone = |day: Option<NaiveDate>| day.is_some_and(|it| it <= self.on);
        if gone(person.ended) || gone(person.retired) {
            return Presence::Ended;
        }
        let (Some(staff), Some(number)) = (&self.index.staff, &person.employee_id) else {
            return Presence::Here;
        };
        match staff.find(number) {
            Match::Person(place) => {
                let row: Option<&&HrRow> = staff.rows().get(place as usize);
                match row.map(|it| it.employment(self.on)) {
                    Some(Employment::Ended) => Presence::Ended,
                    Some(Employment::Active | Employment::NotStarted(_)) | None => Presence::Here,
                }
            }
            Match::Ambiguous => Presence::Here,
            Match::Nobody if person.kind == PersonKind::Employee => Presence::NotInStaff,
            Match::Nobody => Presence::Here,
        }
    }

    fn held(&self, role: Role, system: &System) -> bool {
        role.holder(system).is_some_and(|it| self.presence(it) == Presence::Here)
    }
}

/// Systems that are in the register on the day: planned, in use or closing.
pub(super) fn systems<'a>(facts: &Facts<'a>) -> impl Iterator<Item = &'a System> {
    let on = facts.on;
    facts.inventory.systems.iter().filter(move |it| takes_part(it, on))
}

/// The system with this code, where it is not closed or retired.
pub(super) fn system<'a>(facts: &Facts<'a>, code: &str) -> Option<&'a System> {
    facts.index.systems.get(code).copied().filter(|it| takes_part(it, facts.on))
}

fn takes_part(system: &System, on: NaiveDate) -> bool {
    system.lifecycle != Lifecycle::Closed && system.retired.is_none_or(|day| day > on)
}

/// STY-03: all three roles held by somebody who is still here, and deputies for as many as are demanded.
pub(super) fn appointed(facts: &Facts<'_>, requirement: &Requirement) -> Answer {
    let Some(system) = system(facts, &requirement.object.code) else {
        return Answer::unknown("register-no-systems");
    };
    let holders = Holders::new(facts);
    let held = Role::REQUIRED.iter().filter(|it| holders.held(**it, system)).count();
    let deputies = Role::DEPUTIES.iter().filter(|it| holders.held(**it, system)).count();
    let needed = limit(requirement, "deputies").unwrap_or(0) as usize;
    let status = match (held, deputies) {
        (3, deputies) if deputies >= needed => Status::Met,
        (3, _) => Status::Partly,
        _ => Status::Gap,
    };
    let value = Message::new("register-roles")
        .with("held", held)
        .with("required", Role::REQUIRED.len())
        .with("deputies", deputies)
        .with("needed", needed);
    Answer::whole(status, value)
}
