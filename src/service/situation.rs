//! The situation on a day: everything that follows from the facts, in one place, for every command and report.
//!
//!     register ──► needs ──► requirements ─┐
//!     last read ──► access ──► own proofs ─┴─► verdicts ──► posture
//!
//! Nothing here decides: each arrow is a function of the domain. What no one asks for is not derived.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::OnceLock,
};

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    access::{
        check::{self, Check, Outcome},
        hr::{AsOf, HrRow},
        snapshot::{Completeness, Snapshot},
    },
    assurance::{self, Context, History, Judgement, Material},
    catalogue::{Catalogue, Scope},
    id::Tx,
    inventory::{Code, Inventory, Lifecycle, Person, Row},
    message::{Lang, Message},
    model::Model,
    need::{self, SystemNeed},
    permission::Action,
    posture::{self, Posture},
    register,
    requirement::{self, Object, Requirement},
    severity::Weight,
};

use super::{
    builtin,
    ctx::{Ctx, When},
    refusal::Refusal,
};

/// A kept read of the directory, with its HR file.
#[derive(Debug, Clone)]
pub(crate) struct Kept {
    pub(crate) snapshot: Snapshot,
    pub(crate) hr: Vec<HrRow>,
    pub(crate) completeness: Completeness,
    pub(crate) read_at: DateTime<Utc>,
    /// Civil day on which it was read.
    pub(crate) read_on: NaiveDate,
    pub(crate) file: Option<String>,
    pub(crate) stated_by: Option<String>,
    pub(crate) stated_entries: Option<usize>,
    /// Codes of the directories that it was read from.
    pub(crate) sources: Vec<Code>,
    /// SHA-256 of what was read.
    pub(crate) content_hash: [u8; 32],
}

impl Kept {
    /// The reads that are in force, as one: as complete as the least complete, as old as the oldest.
    fn of(ctx: &Ctx, in_force: Vec<(store::Run, Snapshot)>, hr: Vec<HrRow>) -> Option<Self> {
        let (runs, parts): (Vec<store::Run>, Vec<Snapshot>) = in_force.into_iter().unzip();
        let oldest = runs.iter().min_by_key(|it| it.as_of)?;
        Some(Self {
            snapshot: Snapshot::joined(parts)?,
            hr,
            completeness: runs.iter().map(|it| it.completeness).min()?,
            read_at: oldest.as_of,
            read_on: ctx.day_of(oldest.as_of),
            file: oldest.file.clone(),
            stated_by: oldest.stated_by.clone(),
            stated_entries: oldest.stated_entries,
            content_hash: oldest.content_hash,
            sources: runs.iter().map(|it| it.source.clone()).collect(),
        })
    }
}

/// What the register and the last kept read say about one moment.
pub(crate) struct Situation {
    pub(crate) inventory: Inventory,
    pub(crate) model: Model,
    pub(crate) catalogue: &'static Catalogue,
    pub(crate) as_of: AsOf,
    pub(crate) kept: Option<Kept>,
    pub(crate) lang: Lang,
    pub(crate) second_person_everywhere: bool,
    /// The HR file that was read last, with a directory or without.
    pub(crate) staff: Option<Vec<HrRow>>,
    /// Day of the latest management report.
    pub(crate) reported: Option<NaiveDate>,
    /// The last entry of the state that was loaded.
    pub(crate) known: Tx,
    /// It is a day before the register was kept, seen with what is known now.
    pub(crate) corrected: bool,
    needs: OnceLock<Vec<SystemNeed>>,
    requirements: OnceLock<Vec<Requirement>>,
    /// Where each object stands in its list.
    places: OnceLock<BTreeMap<Object, usize>>,
}

/// Verdicts with what they were reached from.
pub(crate) struct Judged {
    pub(crate) judgements: Vec<Judgement>,
    pub(crate) posture: Posture,
    pub(crate) findings: Vec<register::Finding>,
    pub(crate) unplaced: Vec<assurance::Unplaced>,
    /// The access check behind it; none where no directory has been read.
    pub(crate) access: Option<Outcome>,
}

/// Loads what is known of `when`.
pub(crate) async fn load(ctx: &Ctx, when: When) -> Result<Situation, Refusal> {
    let permit = ctx.may(Action::InventoryRead)?;
    let as_of = ctx.as_of(when);
    let read = ctx.store.read(&permit).await?;
    let known = read.known();
    let mut inventory = read.inventory(store::AsOf::known_then(as_of.day, as_of.instant)).await?;
    // Before its first import a register knew nothing. What it says now of that day is said instead, and that it is so.
    let corrected = when != When::Now && inventory.organisation.is_none();
    if corrected {
        inventory = read.inventory(store::AsOf::corrected(as_of.day, as_of.instant, known)).await?;
    }
    let live: Vec<Code> = read.directories().await?.into_iter().map(|it| it.name).collect();
    let in_force = read.in_force(&live).await?;
    let staff = read.last_hr().await?.map(|it| it.1);
    hide(&mut inventory, staff.as_deref().unwrap_or_default());
    let reported = read.last_report("management", as_of.day).await?;
    let kept = Kept::of(ctx, in_force, staff.clone().unwrap_or_default());
    let mut situation = Situation::of(ctx, inventory, kept, as_of)?;
    situation.staff = staff;
    situation.reported = reported;
    (situation.known, situation.corrected) = (known, corrected && situation.inventory.organisation.is_some());
    Ok(situation)
}

/// Hides people whom the HR file calls protected though the register does not know it (OSL 21:3): either list is enough.
pub(crate) fn hide(inventory: &mut Inventory, staff: &[HrRow]) {
    let protected: BTreeSet<&str> =
        staff.iter().filter(|it| it.protected).map(|it| it.employee_id.as_str()).collect();
    let is_protected = |it: &&mut Person| it.employee_id.as_deref().is_some_and(|it| protected.contains(it));
    for person in inventory.people.iter_mut().filter(is_protected) {
        person.protected = true;
        store::HIDDEN.clone_into(&mut person.name);
        (person.email, person.unit, person.title) = (None, None, None);
    }
}

impl Situation {
    /// The situation that `inventory` and `kept` make: what has been loaded, or what would be if a plan were carried out.
    pub(crate) fn of(
        ctx: &Ctx,
        inventory: Inventory,
        kept: Option<Kept>,
        as_of: AsOf,
    ) -> Result<Self, Refusal> {
        let code = inventory.organisation.as_ref().map(|it| it.model.clone());
        let model = builtin::model(code.as_deref().unwrap_or(builtin::DEFAULT_MODEL), &ctx.folder)?;
        Ok(Self {
            inventory,
            model,
            catalogue: builtin::catalogue()?,
            as_of,
            lang: ctx.lang,
            second_person_everywhere: ctx.settings.accept_everywhere,
            staff: kept.as_ref().map(|it| it.hr.clone()),
            reported: None,
            known: Tx(0),
            corrected: false,
            kept,
            needs: OnceLock::new(),
            requirements: OnceLock::new(),
            places: OnceLock::new(),
        })
    }

    /// Need of every system that is not closed.
    pub(crate) fn needs(&self) -> &[SystemNeed] {
        self.needs.get_or_init(|| need::derive(&self.inventory, &self.model, self.as_of.day))
    }

    /// Need of one system, or of all.
    pub(crate) fn needs_of(&self, system: Option<&str>) -> Result<Vec<SystemNeed>, Refusal> {
        let Some(code) = system else { return Ok(self.by_vital(self.needs())) };
        let found = self.needs().iter().find(|it| it.system == code).cloned();
        found.map(|it| vec![it]).ok_or_else(|| self.no_system(code))
    }

    /// Everything that is required.
    pub(crate) fn requirements(&self) -> &[Requirement] {
        self.requirements.get_or_init(|| {
            requirement::derive(self.catalogue, &self.model, &self.inventory, self.needs(), self.as_of.day)
        })
    }

    /// What is required of one system, or everything.
    pub(crate) fn requirements_of(&self, system: Option<&str>) -> Result<Vec<Requirement>, Refusal> {
        let Some(code) = system else { return Ok(self.requirements().to_vec()) };
        self.needs_of(Some(code))?;
        let object = Object::new(Scope::System, code);
        Ok(self.requirements().iter().filter(|it| it.object == object).cloned().collect())
    }

    /// How much hangs on each system.
    pub(crate) fn weights(&self) -> BTreeMap<Code, Weight> {
        self.needs().iter().map(|it| (it.system.clone(), Weight::of(it, &self.model))).collect()
    }

    /// Judges the kept read. None where no directory has been read.
    pub(crate) fn access(&self) -> Result<Option<Outcome>, Refusal> {
        let Some(kept) = &self.kept else { return Ok(None) };
        let weights = self.weights();
        let check = Check {
            weights: &weights,
            sources: &kept.sources,
            ..Check::new(&kept.snapshot, &kept.hr, &self.inventory, self.as_of, norm_dn)
        };
        check::check(&check).map(Some).map_err(|it| Refusal::invalid([it]))
    }

    /// Reaches every verdict, and counts them.
    pub(crate) fn judge(&self) -> Result<Judged, Refusal> {
        let access = self.access()?;
        let index = register::Index::new(&self.inventory, self.staff.as_deref());
        let facts = self.register_facts(access.as_ref(), &index);
        let (proofs, unplaced) = assurance::from_register(&self.inventory, self.catalogue, self.as_of.day);
        let material =
            register::verify(&facts, self.requirements()).and(Material { proofs, unproven: vec![] });
        let contradictions = need::contradictions(&self.inventory, &self.model, self.needs(), self.as_of.day);
        let findings = register::findings(&facts, &contradictions, &self.weights());
        let days = assurance::observation_days(&material).into_iter().chain([self.as_of.day]);
        let history = History::new(self.catalogue, &self.model, &self.inventory, days);
        let facts_on = |object: &Object, day: NaiveDate| history.facts(object, day);
        let context = Context {
            on: self.as_of.day,
            inventory: &self.inventory,
            catalogue: self.catalogue,
            top_level: assurance::top_level(&self.model),
            second_person_everywhere: self.second_person_everywhere,
            facts_on: &facts_on,
        };
        let judgements = assurance::judge(self.requirements(), &material, &context);
        let posture = posture::posture(&judgements, &self.inventory);
        Ok(Judged { judgements, posture, findings, unplaced, access })
    }

    fn register_facts<'a>(
        &'a self,
        access: Option<&'a Outcome>,
        index: &'a register::Index<'a>,
    ) -> register::Facts<'a> {
        register::Facts {
            on: self.as_of.day,
            inventory: &self.inventory,
            index,
            model: &self.model,
            catalogue: self.catalogue,
            staff: self.staff.as_deref(),
            access: access.zip(self.kept.as_ref()).map(|(outcome, kept)| register::Access {
                outcome,
                snapshot: &kept.snapshot,
                completeness: kept.completeness,
                as_of: self.as_of,
                sources: &kept.sources,
            }),
            reported: self.reported,
        }
    }

    /// Vital systems first, then by code.
    fn by_vital(&self, needs: &[SystemNeed]) -> Vec<SystemNeed> {
        let vital: BTreeMap<&str, bool> =
            self.inventory.systems.iter().map(|it| (it.code.as_str(), it.vital)).collect();
        let mut out = needs.to_vec();
        out.sort_by_key(|it| (!vital.get(it.system.as_str()).copied().unwrap_or(false), it.system.clone()));
        out
    }

    /// Name of a system in the reader's language.
    pub(crate) fn system_name(&self, lang: Lang, code: &str) -> String {
        let found = self.find(&self.inventory.systems, Scope::System, code);
        found.map_or_else(|| code.to_owned(), |it| localised(lang, &it.name, it.name_en.as_ref()))
    }

    /// Name of a unit in the reader's language.
    pub(crate) fn unit_name(&self, lang: Lang, code: &str) -> String {
        let found = self.find(&self.inventory.units, Scope::Unit, code);
        found.map_or_else(|| code.to_owned(), |it| localised(lang, &it.name, it.name_en.as_ref()))
    }

    /// Life cycle of a system, as documents write it.
    pub(crate) fn lifecycle(&self, code: &str) -> &'static str {
        let found = self.find(&self.inventory.systems, Scope::System, code);
        found.map_or(Lifecycle::InUse, |it| it.lifecycle).into()
    }

    /// What a requirement is on, by name.
    pub(crate) fn object_name(&self, lang: Lang, object: &Object) -> String {
        let code = object.code.as_str();
        let named =
            |found: Option<&String>| found.map_or_else(|| code.to_owned(), |name| format!("{code} {name}"));
        match object.scope {
            Scope::Organisation => {
                let name = self.inventory.organisation.as_ref().map(|it| it.name.clone());
                name.unwrap_or_else(|| text::word(lang, "assurance-organisation"))
            }
            Scope::System => format!("{code} {}", self.system_name(lang, code)),
            Scope::Unit => self.unit_name(lang, code),
            scope @ Scope::Information => {
                named(self.find(&self.inventory.assets, scope, code).map(|it| &it.name))
            }
            scope @ Scope::Supplier => {
                named(self.find(&self.inventory.suppliers, scope, code).map(|it| &it.name))
            }
            scope @ Scope::Platform => {
                named(self.find(&self.inventory.platforms, scope, code).map(|it| &it.name))
            }
            scope @ Scope::Site => named(self.find(&self.inventory.sites, scope, code).map(|it| &it.name)),
        }
    }

    /// The row with this code of the list that holds the objects of `scope`.
    fn find<'a, R>(&self, rows: &'a [R], scope: Scope, code: &str) -> Option<&'a R> {
        let places = self.places.get_or_init(|| places(&self.inventory));
        rows.get(*places.get(&Object::new(scope, code))?)
    }

    fn no_system(&self, code: &str) -> Refusal {
        if self.inventory.systems.iter().any(|it| it.code == code) {
            return Refusal::told(Message::new("cli-system-closed").with("code", code));
        }
        no_such(code, "list-systems", self.inventory.systems.iter().map(Row::code))
    }
}

fn places(inventory: &Inventory) -> BTreeMap<Object, usize> {
    fn of<R: Row>(rows: &[R], scope: Scope) -> impl Iterator<Item = (Object, usize)> {
        rows.iter().enumerate().map(move |(at, it)| (Object::new(scope, it.code()), at))
    }
    (of(&inventory.systems, Scope::System))
        .chain(of(&inventory.units, Scope::Unit))
        .chain(of(&inventory.assets, Scope::Information))
        .chain(of(&inventory.suppliers, Scope::Supplier))
        .chain(of(&inventory.platforms, Scope::Platform))
        .chain(of(&inventory.sites, Scope::Site))
        .collect()
}

/// There is no such object; the nearest codes are named.
pub(crate) fn no_such<'a>(code: &str, list: &'static str, known: impl Iterator<Item = &'a str>) -> Refusal {
    let mut near: Vec<(usize, &str)> = known.map(|it| (distance(code, it), it)).collect();
    near.sort_unstable();
    let near: Vec<String> = near.iter().take(3).map(|it| it.1.to_owned()).collect();
    let key = if near.is_empty() { "cli-no-such-object-none" } else { "cli-no-such-object" };
    Refusal::Absent(
        Message::new(key)
            .with("code", code)
            .with("what", domain::message::Arg::Word(list))
            .with("near", near),
    )
}

/// Edits between two codes, case aside (Levenshtein).
fn distance(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.to_lowercase().chars().collect();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (i, a) in left.to_lowercase().chars().enumerate() {
        let mut next = vec![i + 1];
        for (j, b) in right.iter().enumerate() {
            let change = row.get(j).copied().unwrap_or_default() + usize::from(a != *b);
            let insert = row.get(j + 1).copied().unwrap_or_default() + 1;
            let remove = next.last().copied().unwrap_or_default() + 1;
            next.push(change.min(insert).min(remove));
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

fn localised(lang: Lang, name: &str, english: Option<&String>) -> String {
    match lang {
        Lang::Sv => name.to_owned(),
        Lang::En => english.cloned().unwrap_or_else(|| name.to_owned()),
    }
}

fn norm_dn(dn: &str) -> Option<String> {
    directory::dn::norm(dn).ok()
}
