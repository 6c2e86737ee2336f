//! Checks of the register alone.

use std::collections::BTreeSet;

use chrono::{Months, NaiveDate};

use super::{
    Answer, Facts,
    finding::reclassify_months,
    holders::{system, systems},
    limit, share,
};
use crate::{
    access::finding::Kind,
    classification::{age, in_force, stale},
    inventory::{Asset, Contract, ContractKind, Hosting, Right, Rule, Status, System},
    message::Message,
    requirement::Requirement,
};

fn live(retired: Option<NaiveDate>, on: NaiveDate) -> bool {
    retired.is_none_or(|day| day > on)
}

pub(super) fn assets<'a>(facts: &Facts<'a>) -> impl Iterator<Item = &'a Asset> {
    let on = facts.on;
    facts.inventory.assets.iter().filter(move |it| live(it.retired, on))
}

/// The asset with this code, where it is not retired.
fn asset<'a>(facts: &Facts<'a>, code: &str) -> Option<&'a Asset> {
    facts.index.assets.get(code).copied().filter(|it| live(it.retired, facts.on))
}

fn counted(key: &'static str, ok: usize, total: usize) -> Message {
    Message::new(key).with("ok", ok).with("total", total)
}

/// TIL-01: every asset has an owner and a system, and every system has an asset.
pub(super) fn assets_recorded(facts: &Facts<'_>, _: &Requirement) -> Answer {
    let all: Vec<&Asset> = assets(facts).collect();
    if all.is_empty() {
        return Answer::unknown("register-no-assets");
    }
    let ok = all.iter().filter(|it| it.owner.is_some() && !it.systems.is_empty()).count();
    let used: BTreeSet<&str> = all.iter().flat_map(|it| &it.systems).map(String::as_str).collect();
    let empty = systems(facts).filter(|it| !used.contains(it.code.as_str())).count();
    let recorded = share(ok, all.len());
    let status = if recorded == Status::Met && empty > 0 { Status::Partly } else { recorded };
    Answer::whole(status, counted("register-assets-recorded", ok, all.len()).with("empty", empty))
}

/// TIL-02: every system has its form of hosting and, where somebody else delivers it, supplier and contract.
pub(super) fn systems_recorded(facts: &Facts<'_>, _: &Requirement) -> Answer {
    let all: Vec<&System> = systems(facts).collect();
    if all.is_empty() {
        return Answer::unknown("register-no-systems");
    }
    let recorded = |system: &&&System| {
        system.hosting.is_some() && (!is_external(system) || !contracts(facts, system).is_empty())
    };
    let ok = all.iter().filter(recorded).count();
    Answer::part(share(ok, all.len()), counted("register-systems-recorded", ok, all.len()))
}

fn is_external(system: &System) -> bool {
    let by_hosting = match system.hosting {
        Some(Hosting::Saas | Hosting::Paas | Hosting::Iaas | Hosting::Hybrid) => true,
        Some(Hosting::OnPrem) | None => false,
    };
    by_hosting || system.flags.iter().any(|it| it == "external_service")
}

/// Contracts in force with the supplier of a system that cover it; one that names no system covers them all.
fn contracts<'a>(facts: &Facts<'a>, system: &System) -> Vec<&'a Contract> {
    let Some(supplier) = &system.supplier else { return vec![] };
    recorded(facts, supplier, ContractKind::Contract)
        .filter(|it| in_time(it, facts.on) && covers(it, system))
        .collect()
}

fn recorded<'a>(facts: &Facts<'a>, supplier: &str, kind: ContractKind) -> impl Iterator<Item = &'a Contract> {
    let on = facts.on;
    facts
        .inventory
        .contracts
        .iter()
        .filter(move |it| it.supplier == supplier && it.kind == kind && live(it.retired, on))
}

fn in_time(contract: &Contract, on: NaiveDate) -> bool {
    contract.from.is_none_or(|day| day <= on) && contract.ends.is_none_or(|day| on < day)
}

fn covers(contract: &Contract, system: &System) -> bool {
    contract.systems.is_empty() || contract.systems.contains(&system.code)
}

/// TIL-05: classified in every dimension that is not optional, and within its time.
pub(super) fn classified(facts: &Facts<'_>, requirement: &Requirement) -> Answer {
    let Some(asset) = asset(facts, &requirement.object.code) else {
        return Answer::unknown("register-no-assets");
    };
    let Some(classification) = in_force(asset, facts.on) else {
        return Answer::whole(Status::Gap, Message::new("register-unclassified").with("asset", &asset.name));
    };
    if classification.special.is_some() {
        return Answer::unknown("register-special");
    }
    let missing: Vec<String> = unclassified(facts, asset);
    if !missing.is_empty() {
        let value = Message::new("register-unclassified-in-part")
            .with("asset", &asset.name)
            .with("dimensions", missing);
        return Answer::whole(Status::Gap, value);
    }
    let Some(from) = classification.from else {
        return Answer::Unknown(Message::new("register-no-classification-day").with("asset", &asset.name));
    };
    let old = stale(facts.model, classification, reclassify_months(facts.catalogue), facts.on);
    let status = if old { Status::Gap } else { Status::Met };
    Answer::whole(status, Message::new("register-classified").with("from", from))
}

/// Dimensions in which the classification in force has no level, and is not free to have none.
pub(super) fn unclassified(facts: &Facts<'_>, asset: &Asset) -> Vec<String> {
    let levels = in_force(asset, facts.on).map(|it| &it.levels);
    let has = |code: &str| levels.is_some_and(|it| it.contains_key(code));
    let dimensions = facts.model.dimensions.iter().filter(|it| !it.optional && !has(&it.code));
    dimensions.map(|it| it.code.clone()).collect()
}

/// Why a classification is old, for findings.
pub(super) fn classification_age(facts: &Facts<'_>, asset: &Asset) -> Option<crate::classification::Age> {
    let classification = in_force(asset, facts.on)?;
    Some(age(facts.model, classification, reclassify_months(facts.catalogue), facts.on))
}

/// TIL-08: dependencies are recorded; whether all of them are, nobody can see here.
pub(super) fn dependencies_recorded(facts: &Facts<'_>, requirement: &Requirement) -> Answer {
    let code = &requirement.object.code;
    let found = facts
        .inventory
        .dependencies
        .iter()
        .filter(|it| live(it.retired, facts.on) && (it.consumer == *code || it.supplier == *code))
        .count();
    if found == 0 {
        return Answer::unknown("register-no-dependency");
    }
    Answer::part(Status::Met, Message::new("register-dependencies").with("count", found))
}

/// BEH-01: every right has a rule with a decided ground that is still to be leant on, and is given by a group.
pub(super) fn rules_decided(facts: &Facts<'_>, requirement: &Requirement) -> Answer {
    let code = &requirement.object.code;
    let rights: Vec<&Right> =
        facts.inventory.rights.iter().filter(|it| it.system == *code && live(it.retired, facts.on)).collect();
    let rules: Vec<&Rule> =
        facts.inventory.rules.iter().filter(|it| it.system == *code && live(it.retired, facts.on)).collect();
    if rights.is_empty() || rules.is_empty() {
        return Answer::unknown("register-no-rule");
    }
    let decided = |right: &&&Right| {
        let mut covering = rules.iter().filter(|it| it.rights.contains(&right.code)).peekable();
        !right.grants.is_empty() && covering.peek().is_some() && covering.all(|it| is_examined(it, facts.on))
    };
    let ok = rights.iter().filter(decided).count();
    let direct = facts.access.map_or(0, |it| {
        let findings = it.outcome.findings.iter();
        findings.filter(|it| it.kind == Kind::DirectAssignment && it.system.as_ref() == Some(code)).count()
    });
    // A recorded rule without a decided ground is a rule all the same: *by rule, not examined*.
    let status = if ok == rights.len() && direct == 0 { Status::Met } else { Status::Partly };
    Answer::whole(status, counted("register-rules", ok, rights.len()).with("direct", direct))
}

fn is_examined(rule: &Rule, on: NaiveDate) -> bool {
    rule.ground.as_ref().is_some_and(|it| it.decided <= on && it.review.is_none_or(|day| day >= on))
}

/// LEV-01: every supplier of a system has a unit that follows it up; the way to reach it in an incident is not recorded.
pub(super) fn suppliers_followed(facts: &Facts<'_>, _: &Requirement) -> Answer {
    let used: BTreeSet<&str> = systems(facts).filter_map(|it| it.supplier.as_deref()).collect();
    if used.is_empty() {
        return Answer::unknown("register-no-supplier");
    }
    let followed = facts
        .inventory
        .suppliers
        .iter()
        .filter(|it| used.contains(it.code.as_str()) && it.unit.is_some() && live(it.retired, facts.on));
    let ok = followed.count();
    Answer::part(share(ok, used.len()), counted("register-suppliers", ok, used.len()))
}

/// LEV-02: a contract in force that covers the system holds requirements from the catalogue.
pub(super) fn terms_in_contract(facts: &Facts<'_>, requirement: &Requirement) -> Answer {
    let Some(system) = system(facts, &requirement.object.code) else {
        return Answer::unknown("register-no-systems");
    };
    let terms: BTreeSet<&str> =
        contracts(facts, system).into_iter().flat_map(|it| &it.terms).map(String::as_str).collect();
    if terms.is_empty() {
        return Answer::unknown("register-no-terms");
    }
    Answer::part(Status::Met, Message::new("register-terms").with("count", terms.len()))
}

/// LEV-03: a contract in force holds the security terms. A contract whose terms nobody has recorded shows nothing.
pub(super) fn security_terms(facts: &Facts<'_>, requirement: &Requirement) -> Answer {
    let all: Vec<&Contract> = recorded(facts, &requirement.object.code, ContractKind::Contract).collect();
    if all.is_empty() {
        return Answer::unknown("register-no-contract");
    }
    let current: Vec<&Contract> = all.into_iter().filter(|it| in_time(it, facts.on)).collect();
    if current.is_empty() {
        return Answer::whole(Status::Gap, Message::new("register-contract-ended"));
    }
    let holds = |it: &&&Contract| it.terms.contains(&requirement.control);
    let ok = current.iter().filter(holds).count();
    if ok == 0 && current.iter().any(|it| it.terms.is_empty()) {
        return Answer::unknown("register-terms-missing");
    }
    Answer::whole(share(ok, current.len()), counted("register-security-terms", ok, current.len()))
}

/// LEV-04: every system of the supplier with personal data is covered by a processor agreement in force.
pub(super) fn processor_agreements(facts: &Facts<'_>, requirement: &Requirement) -> Answer {
    let supplier = &requirement.object.code;
    let personal: BTreeSet<&str> = assets(facts)
        .filter(|it| it.flags.iter().any(|flag| flag == "personal_data"))
        .flat_map(|it| &it.systems)
        .map(String::as_str)
        .collect();
    let concerned: Vec<&System> = systems(facts)
        .filter(|it| it.supplier.as_ref() == Some(supplier))
        .filter(|it| personal.contains(it.code.as_str()) || it.flags.iter().any(|it| it == "personal_data"))
        .collect();
    if concerned.is_empty() {
        return Answer::unknown("register-no-personal-data");
    }
    let all: Vec<&Contract> = recorded(facts, supplier, ContractKind::ProcessorAgreement).collect();
    if all.is_empty() {
        return Answer::unknown("register-no-processor-agreement");
    }
    let covered = |system: &&&System| all.iter().any(|it| in_time(it, facts.on) && covers(it, system));
    let ok = concerned.iter().filter(covered).count();
    Answer::part(share(ok, concerned.len()), counted("register-processor-agreements", ok, concerned.len()))
}

/// KON-02: outage and loss of work are decided and within what the level tolerates.
pub(super) fn recovery_decided(facts: &Facts<'_>, requirement: &Requirement) -> Answer {
    let on = facts.on;
    let goal = facts
        .inventory
        .recovery
        .iter()
        .filter(|it| it.system == requirement.object.code && live(it.retired, on))
        .filter(|it| it.from.is_none_or(|day| day <= on))
        .max_by_key(|it| it.from);
    let Some(goal) = goal else { return Answer::unknown("register-no-recovery") };
    let within = |minutes: u32, key: &str| {
        limit(requirement, key).is_none_or(|hours| u64::from(minutes) <= u64::from(hours) * 60)
    };
    let outage = within(goal.rto_minutes, "rto_hours");
    let loss = goal.rpo_minutes.is_some_and(|it| within(it, "rpo_hours"));
    let status = match (outage, loss, goal.decided_by.is_some()) {
        (true, true, true) => Status::Met,
        (false, _, _) => Status::Gap,
        (true, _, _) => Status::Partly,
    };
    let value = Message::new("register-recovery").with("rto", goal.rto_minutes);
    Answer::part(status, value)
}

/// DAT-01: assets with personal data have statute, retention, owner and system.
pub(super) fn processing_recorded(facts: &Facts<'_>, _: &Requirement) -> Answer {
    let all: Vec<&Asset> =
        assets(facts).filter(|it| it.flags.iter().any(|flag| flag == "personal_data")).collect();
    if all.is_empty() {
        return Answer::unknown("register-no-personal-data");
    }
    let complete = |it: &&&Asset| {
        it.law.is_some() && it.retention.is_some() && it.owner.is_some() && !it.systems.is_empty()
    };
    let ok = all.iter().filter(complete).count();
    Answer::part(share(ok, all.len()), counted("register-processing", ok, all.len()))
}

/// DAT-03: how long the information is kept is decided; that it is carried out is not seen.
pub(super) fn retention_decided(facts: &Facts<'_>, requirement: &Requirement) -> Answer {
    match asset(facts, &requirement.object.code).and_then(|it| it.retention.as_ref()) {
        None => Answer::unknown("register-no-retention"),
        Some(retention) => {
            Answer::part(Status::Met, Message::new("register-retention").with("retention", retention))
        }
    }
}

/// EFT-02: the latest management report is recent enough. The program only reads, so its checks disturb nothing.
pub(super) fn reported(facts: &Facts<'_>, requirement: &Requirement) -> Answer {
    let Some(day) = facts.reported.filter(|it| *it <= facts.on) else {
        return Answer::unknown("register-no-report");
    };
    let due = limit(requirement, "report_months").and_then(|it| day.checked_add_months(Months::new(it)));
    let status = if due.is_some_and(|it| it < facts.on) { Status::Gap } else { Status::Met };
    Answer::whole(status, Message::new("register-reported").with("day", day))
}

/// STY-13: overrides are decided, explained and to be reviewed in time, and named permissions end.
pub(super) fn deviations_limited(facts: &Facts<'_>, requirement: &Requirement) -> Answer {
    let on = facts.on;
    let last =
        limit(requirement, "max_exception_months").and_then(|it| on.checked_add_months(Months::new(it)));
    let in_time = |day: NaiveDate| day >= on && last.is_none_or(|last| day <= last);
    let overrides: Vec<_> =
        facts.inventory.overrides.iter().filter(|it| live(it.retired, on) && it.from <= on).collect();
    let named: Vec<_> = facts
        .inventory
        .rules
        .iter()
        .filter(|it| live(it.retired, on))
        .flat_map(|it| &it.named)
        .filter(|it| it.ends.is_none_or(|ends| ends.date_naive() >= on))
        .collect();
    let total = overrides.len() + named.len();
    if total == 0 {
        return Answer::unknown("register-no-deviation");
    }
    let expired = overrides.iter().filter(|it| it.review.is_some_and(|day| day < on)).count();
    let decided = overrides
        .iter()
        .filter(|it| it.decided_by.is_some() && it.because.is_some() && it.review.is_some_and(in_time))
        .count();
    let ending = named.iter().filter(|it| it.ends.is_some_and(|ends| in_time(ends.date_naive()))).count();
    let status = if expired > 0 { Status::Gap } else { share(decided + ending, total) };
    Answer::part(status, counted("register-deviations", decided + ending, total).with("expired", expired))
}
