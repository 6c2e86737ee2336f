//! Systems: the list, with what each must withstand and how it stands; and one system in full.

use std::collections::BTreeMap;

use axum::{extract::Path, response::Response};
use domain::{
    assurance::{Judgement, Verdict},
    catalogue::Scope,
    inventory::{Contract, ContractKind, DependencyKind, System},
    message::Args,
    need::{Driver, Gap, Need, SystemNeed},
    posture::Figure,
    requirement::{Object, Requirement},
};
use serde::Serialize;

use super::{
    layout::{Page, Place, page},
    list::{Asked, Filter, Heading, Pager, plain},
    parts::{Link, Mark},
    words::{Lv, Person, Spread, Words, capital, duration, live},
};
use crate::{
    edge::{failure::Failure, fields::Fields, href::href, visit::Visit},
    service::{management, view, view::View, words::reason},
};

#[derive(Serialize)]
struct List {
    lede: String,
    q: String,
    filters: Vec<Filter>,
    chips: Vec<Link>,
    headings: Vec<Heading>,
    rows: Vec<Row>,
    pager: Pager,
}

#[derive(Serialize)]
struct Row {
    link: Link,
    code: String,
    planned: bool,
    krt: Vec<Lv>,
    unit: String,
    owner: Person,
    spread: Spread,
    findings: String,
    late: bool,
    #[serde(skip)]
    order: (u32, usize),
}

pub(super) async fn list(visit: Visit, fields: Fields) -> Result<Response, Failure> {
    let view = view::now(&visit.ctx).await?;
    let words = Words { lang: visit.ctx.lang, situation: &view.situation };
    let asked = Asked { path: "/system", fields: &fields };
    let figures = figures(&view);
    let findings = findings(&view);
    let needs: BTreeMap<&str, &SystemNeed> =
        view.situation.needs().iter().map(|it| (it.system.as_str(), it)).collect();
    let mut rows: Vec<Row> = live(&view.situation)
        .filter(|it| wanted(&asked, &words, it, needs.get(it.code.as_str()).copied()))
        .map(|it| {
            let code = it.code.as_str();
            let need = needs.get(code).copied();
            row(&words, it, need, figures.get(code), findings.get(code).copied().unwrap_or(0))
        })
        .collect();
    let order = asked.order(&["behov", "namn", "avvikelser"], "behov");
    rows.sort_by(|a, b| {
        let by = match order {
            "namn" => std::cmp::Ordering::Equal,
            "avvikelser" => b.order.1.cmp(&a.order.1),
            _ => b.order.0.cmp(&a.order.0),
        };
        by.then_with(|| text::compare(words.lang, &a.link.text, &b.link.text))
    });
    let lede = words.say("systems-lede", &Args::new().with("count", live(&view.situation).count()));
    let filters = vec![
        asked.filter("namnd", words.word("list-board"), words.word("list-all"), words.boards()),
        asked.filter(
            "roller",
            words.word("systems-roles"),
            words.word("list-all"),
            vec![("saknas".to_owned(), words.word("systems-roles-missing"))],
        ),
        asked.filter(
            "behov",
            words.word("systems-need"),
            words.word("list-all"),
            vec![
                ("hogst".to_owned(), words.word("systems-need-top")),
                ("okant".to_owned(), words.word("systems-need-unknown")),
            ],
        ),
    ];
    let (rows, pager) = asked.page(words.lang, rows);
    let headings = vec![
        asked.heading(words.word("col-system"), "namn", order, false, ""),
        asked.heading(words.word("systems-need"), "behov", order, true, ""),
        plain(words.word("report-unit"), ""),
        plain(capital(&words.word("role-owner")), ""),
        plain(words.word("col-requirements"), "bars"),
        asked.heading(words.word("systems-findings"), "avvikelser", order, true, "num"),
    ];
    let body = List {
        lede,
        q: asked.get("q").unwrap_or_default().to_owned(),
        chips: asked.chips(&filters),
        filters,
        headings,
        rows,
        pager,
    };
    let page_ = Page::new("systems", "nav-systems").at(Place::Systems).regions(&[("lista", "systems-list")]);
    page(&visit, &page_, &body)
}

fn wanted(asked: &Asked<'_>, words: &Words<'_>, system: &System, need: Option<&SystemNeed>) -> bool {
    let roles = [&system.owner, &system.manager, &system.administrator];
    let name = words.situation.system_name(words.lang, &system.code);
    asked.matches(&[&system.code, &name])
        && asked.get("namnd").is_none_or(|it| words.board(&system.unit).as_deref() == Some(it))
        && asked.get("roller").is_none_or(|_| roles.iter().any(|it| it.is_none()))
        && match asked.get("behov") {
            Some("hogst") => need.is_some_and(|it| at_top(words, it)),
            Some("okant") => need.is_none_or(|it| it.dimensions.iter().any(Need::at_least)),
            _ => true,
        }
}

fn at_top(words: &Words<'_>, need: &SystemNeed) -> bool {
    let model = &words.situation.model;
    need.dimensions
        .iter()
        .zip(&model.dimensions)
        .any(|(it, dimension)| it.effective.is_some() && it.effective == dimension.top())
}

/// How high the needs of a system are together: the highest first, then how many stand there.
fn height(need: Option<&SystemNeed>) -> u32 {
    let Some(need) = need else { return 0 };
    let ranks = || need.dimensions.iter().filter_map(|it| it.effective).map(|it| u32::from(it.rank()));
    ranks().max().unwrap_or(0) * 100 + ranks().sum::<u32>()
}

fn row(
    words: &Words<'_>,
    system: &System,
    need: Option<&SystemNeed>,
    figure: Option<&Figure>,
    findings: usize,
) -> Row {
    Row {
        link: words.system(&system.code),
        code: text::visible(&system.code),
        planned: system.lifecycle == domain::inventory::Lifecycle::Planned,
        krt: need.map(|it| words.need(it)).unwrap_or_default(),
        unit: words.unit(&system.unit),
        owner: words.holder(system.owner.as_ref()),
        spread: words.spread(figure.copied().unwrap_or_default()),
        findings: words.count(findings),
        late: findings > 0,
        order: (height(need), findings),
    }
}

/// Verdicts per system.
fn figures(view: &View) -> BTreeMap<&str, Figure> {
    let mut out: BTreeMap<&str, Figure> = BTreeMap::new();
    for it in view.judged.judgements.iter().filter(|it| it.object.scope == Scope::System) {
        out.entry(&it.object.code).or_default().count(it);
    }
    out
}

/// Findings per system: of access and of the register.
fn findings(view: &View) -> BTreeMap<&str, usize> {
    let access = view.judged.access.iter().flat_map(|it| &it.findings).filter_map(|it| it.system.as_deref());
    let register = view.judged.findings.iter().filter_map(|it| it.system.as_deref());
    let mut out = BTreeMap::new();
    for system in access.chain(register) {
        *out.entry(system).or_default() += 1;
    }
    out
}

#[derive(Serialize)]
struct Detail {
    name: String,
    code: String,
    krt: Vec<Lv>,
    unit: String,
    lifecycle: String,
    note: String,
    flags: Vec<String>,
    needs: Vec<NeedRow>,
    need_sub: String,
    requirements_count: String,
    spread: Spread,
    shares: String,
    requirements: Vec<RequirementRow>,
    assets: Vec<AssetRow>,
    uses: Vec<DependencyRow>,
    used_by: Vec<DependencyRow>,
    roles: Vec<Role>,
    access: Option<Access>,
    supplier: Vec<Fact>,
    recovery: Vec<Fact>,
    findings: Vec<FindingRow>,
}

#[derive(Serialize)]
struct NeedRow {
    name: String,
    class: String,
    code: String,
    label: String,
    drivers: Vec<Link>,
    gaps: Vec<String>,
    beside: String,
}

#[derive(Serialize)]
pub(super) struct RequirementRow {
    pub(super) link: Link,
    pub(super) code: String,
    pub(super) category: String,
    pub(super) because: String,
    pub(super) mark: Mark,
    pub(super) reason: String,
    pub(super) observed: String,
    pub(super) method: String,
    #[serde(skip)]
    pub(super) order: (u8, String),
}

#[derive(Serialize)]
struct AssetRow {
    link: Link,
    krt: Vec<Lv>,
    owner: Person,
}

#[derive(Serialize)]
struct DependencyRow {
    link: Link,
    krt: Vec<Lv>,
    kind: String,
    because: String,
}

#[derive(Serialize)]
struct Role {
    name: String,
    holder: Person,
    deputy: String,
}

#[derive(Serialize)]
struct Access {
    href: String,
    read: String,
    reach: String,
    authorised: String,
    outside: String,
    hinder: String,
    late: bool,
}

#[derive(Serialize)]
struct Fact {
    name: String,
    value: String,
}

#[derive(Serialize)]
struct FindingRow {
    mark: Mark,
    text: String,
    fix: String,
}

pub(super) async fn detail(visit: Visit, Path(code): Path<String>) -> Result<Response, Failure> {
    let view = view::now(&visit.ctx).await?;
    let words = Words { lang: visit.ctx.lang, situation: &view.situation };
    let system = live(&view.situation).find(|it| it.code == code).ok_or(Failure::NotFound)?;
    let needs = view.situation.needs();
    let need = needs.iter().find(|it| it.system == code);
    let object = Object::new(Scope::System, code.as_str());
    let mut figure = Figure::default();
    let mut requirements: Vec<RequirementRow> = vec![];
    for (it, required) in view.verdicts().filter(|it| it.0.object == object) {
        figure.count(it);
        requirements.push(requirement(&words, it, required));
    }
    requirements.sort_by(|a, b| a.order.cmp(&b.order));
    let name = words.system(&code).text;
    let lifecycle: &'static str = system.lifecycle.into();
    let assets: Vec<_> = view
        .situation
        .inventory
        .assets
        .iter()
        .filter(|it| it.retired.is_none() && it.systems.contains(&code))
        .collect();
    let body = Detail {
        code: text::visible(&code),
        krt: need.map(|it| words.need(it)).unwrap_or_default(),
        unit: words.unit(&system.unit),
        lifecycle: words.word(&format!("lifecycle-{}", lifecycle.replace('_', "-"))),
        note: system.note.as_deref().map(text::visible).unwrap_or_default(),
        flags: words.flags(&system.flags),
        needs: need.map(|it| need_rows(&words, it)).unwrap_or_default(),
        need_sub: words.say("system-need-sub", &Args::new().with("count", assets.len())),
        requirements_count: words.say("count-requirements", &Args::new().with("count", figure.total())),
        shares: shares(&words, figure),
        spread: words.spread(figure),
        requirements,
        assets: assets
            .iter()
            .map(|it| AssetRow {
                link: words.asset(&it.code),
                krt: words.classification(it),
                owner: words.holder(it.owner.as_ref()),
            })
            .collect(),
        uses: dependencies(&words, &code, true),
        used_by: dependencies(&words, &code, false),
        roles: roles(&words, system),
        access: access(&words, &view, &code),
        supplier: supplier(&words, system),
        recovery: need.map(|it| recovery(&words, it)).unwrap_or_default(),
        findings: view
            .judged
            .findings
            .iter()
            .filter(|it| it.system.as_deref() == Some(code.as_str()))
            .map(|it| FindingRow {
                mark: Mark::severity(words.lang, it.severity),
                text: words.say(it.message.key, &it.message.args),
                fix: text::fix(words.lang, &it.message),
            })
            .collect(),
        name: name.clone(),
    };
    page(&visit, &Page::new("system", "nav-systems").called(name).at(Place::Systems), &body)
}

/// The two figures in a sentence, never netted.
pub(super) fn shares(words: &Words<'_>, figure: Figure) -> String {
    let (verified, met) = (figure.verified(), figure.met_of_verified());
    let args = Args::new()
        .with("verified", text::percent(words.lang, verified.part, verified.whole))
        .with("verified-part", verified.part)
        .with("verified-whole", verified.whole)
        .with("met", text::percent(words.lang, met.part, met.whole))
        .with("met-part", met.part)
        .with("met-whole", met.whole);
    words.say("spread-sentence", &args)
}

/// A requirement as a row: the worst first.
pub(super) fn requirement(
    words: &Words<'_>,
    judgement: &Judgement,
    required: &Requirement,
) -> RequirementRow {
    let control = words.situation.catalogue.control(&judgement.control);
    let category: &'static str = control.map_or("technical", |it| it.category.into());
    let because = &required.because;
    let because: Vec<String> = because.iter().map(|it| reason(words.lang, it, words.situation)).collect();
    let driver = judgement.verdict.drivers.first();
    let method: Option<&'static str> = driver.map(|it| it.proof.method.into());
    let place = match judgement.verdict() {
        Verdict::Gap => 0,
        Verdict::Partly => 1,
        Verdict::NotVerified => 2,
        Verdict::Exception => 3,
        Verdict::Met => 4,
        Verdict::NotApplicable => 5,
    };
    RequirementRow {
        link: words.control(&judgement.control),
        code: judgement.control.clone(),
        category: capital(&words.word(&format!("category-{category}"))),
        because: because.join(", "),
        mark: words.verdict(judgement.verdict()),
        reason: words.reason(judgement),
        observed: driver.map(|it| it.proof.observed.to_string()).unwrap_or_default(),
        method: method
            .map(|it| words.word(&format!("assurance-method-{}", it.replace('_', "-"))))
            .unwrap_or_default(),
        order: (place, judgement.control.clone()),
    }
}

fn need_rows(words: &Words<'_>, need: &SystemNeed) -> Vec<NeedRow> {
    let dimensions = need.dimensions.iter().zip(&words.situation.model.dimensions).enumerate();
    dimensions
        .filter(|(_, (it, dimension))| {
            !(dimension.optional && it.effective.is_none() && it.computed.value.is_none())
        })
        .map(|(place, (it, dimension))| {
            let label = words.level_label(place, it.effective);
            let at_least = Args::new().with("level", label.as_str());
            NeedRow {
                name: capital(dimension.name.get(words.lang)),
                class: Words::level_class(it.effective),
                code: it
                    .effective
                    .and_then(|level| dimension.describe(level))
                    .map_or_else(|| "?".to_owned(), |level| level.code.to_string()),
                label: if it.at_least() { words.say("need-at-least", &at_least) } else { label },
                drivers: it
                    .computed
                    .drivers
                    .iter()
                    .map(|it| match it {
                        Driver::Asset(code, _) => words.asset(code),
                        Driver::System(code, _) => words.system(code),
                    })
                    .collect(),
                gaps: it.computed.gaps.iter().map(|it| gap(words, it)).collect(),
                beside: it.by_override.as_ref().map_or_else(String::new, |code| {
                    let args = Args::new()
                        .with("code", code)
                        .with("computed", words.level_label(place, it.computed.value));
                    words.say("system-override", &args)
                }),
            }
        })
        .collect()
}

fn gap(words: &Words<'_>, gap: &Gap) -> String {
    let message = gap.message();
    capital(&words.say(message.key, &message.args))
}

fn dependencies(words: &Words<'_>, code: &str, uses: bool) -> Vec<DependencyRow> {
    let needs = words.situation.needs();
    let all = words.situation.inventory.dependencies.iter().filter(|it| it.retired.is_none());
    all.filter(|it| if uses { it.consumer == code } else { it.supplier == code })
        .map(|it| {
            let other = if uses { &it.supplier } else { &it.consumer };
            DependencyRow {
                link: words.system(other),
                krt: needs.iter().find(|it| it.system == *other).map(|it| words.need(it)).unwrap_or_default(),
                kind: words.word(match it.kind {
                    DependencyKind::Feeds => "dependency-feeds",
                    DependencyKind::Restores => "dependency-restores",
                }),
                because: it.because.as_deref().map(text::visible).unwrap_or_default(),
            }
        })
        .collect()
}

fn roles(words: &Words<'_>, system: &System) -> Vec<Role> {
    [
        ("role-owner", &system.owner, &system.owner_deputy),
        ("role-manager", &system.manager, &system.manager_deputy),
        ("role-administrator", &system.administrator, &system.administrator_deputy),
    ]
    .into_iter()
    .map(|(key, holder, deputy)| Role {
        name: capital(&words.word(key)),
        holder: words.holder(holder.as_ref()),
        deputy: deputy.as_ref().map_or_else(String::new, |it| {
            words.say("system-deputy", &Args::new().with("name", words.person(it)))
        }),
    })
    .collect()
}

fn access(words: &Words<'_>, view: &View, code: &str) -> Option<Access> {
    let outcome = view.judged.access.as_ref()?;
    let counted = outcome.systems.iter().find(|it| it.code == code)?;
    let of = |chosen: fn(domain::severity::Kind) -> bool| {
        let found =
            outcome.findings.iter().filter(|it| it.system.as_deref() == Some(code) && chosen(it.kind));
        let who: std::collections::BTreeSet<_> =
            found.filter_map(|it| it.account.as_ref().or(it.person.as_ref())).collect();
        who.len()
    };
    let (outside, hinder) = (of(management::is_outside), of(management::is_hinder));
    let read = view.situation.kept.as_ref().map(|it| it.read_on.to_string()).unwrap_or_default();
    Some(Access {
        href: href(&["behorighet", code]),
        read: words.say("start-read-on", &Args::new().with("day", read)),
        reach: words.count(usize::try_from(counted.reach).unwrap_or(usize::MAX)),
        authorised: words.count(usize::try_from(counted.authorised).unwrap_or(usize::MAX)),
        outside: words.count(outside),
        hinder: words.count(hinder),
        late: outside > 0,
    })
}

fn supplier(words: &Words<'_>, system: &System) -> Vec<Fact> {
    let inventory = &words.situation.inventory;
    let mut out = vec![];
    let mut fact = |key: &str, value: String| out.push(Fact { name: words.word(key), value });
    let named = |it: &Option<String>| {
        it.as_ref().map(|code| {
            let found = inventory.suppliers.iter().find(|it| it.code == *code);
            text::visible(found.map_or(code, |it| &it.name))
        })
    };
    if let Some(name) = named(&system.supplier) {
        fact("system-supplier", name);
        let of = |kind: ContractKind| {
            let holds = |it: &&Contract| {
                it.retired.is_none()
                    && it.kind == kind
                    && Some(&it.supplier) == system.supplier.as_ref()
                    && (it.systems.is_empty() || it.systems.contains(&system.code))
            };
            inventory.contracts.iter().find(holds)
        };
        for (key, kind) in [
            ("system-contract", ContractKind::Contract),
            ("system-processor", ContractKind::ProcessorAgreement),
        ] {
            let text = match of(kind) {
                Some(Contract { ends: Some(ends), .. }) => {
                    words.say("system-contract-until", &Args::new().with("day", *ends))
                }
                Some(_) => words.word("system-contract-open"),
                None => words.word("system-contract-none"),
            };
            fact(key, text);
        }
    }
    if let Some(hosting) = system.hosting {
        let hosting: &'static str = hosting.into();
        fact("system-hosting", words.word(&format!("hosting-{}", hosting.replace('_', "-"))));
    }
    if let Some(platform) = &system.platform {
        let found = inventory.platforms.iter().find(|it| it.code == *platform);
        fact("system-platform", text::visible(found.map_or(platform, |it| &it.name)));
    }
    out
}

fn recovery(words: &Words<'_>, need: &SystemNeed) -> Vec<Fact> {
    let Some(recovery) = &need.recovery else { return vec![] };
    let own = recovery
        .own_minutes
        .map_or_else(|| words.word("system-recovery-no-goal"), |it| duration(words.lang, it));
    let mut out = vec![
        Fact { name: words.word("system-recovery-own"), value: own },
        Fact {
            name: words.word("system-recovery-needed"),
            value: duration(words.lang, recovery.needed_minutes),
        },
    ];
    if !recovery.drivers.is_empty() {
        let names: Vec<String> = recovery.drivers.iter().map(|it| words.system(it).text).collect();
        out.push(Fact { name: words.word("system-recovery-because"), value: names.join(", ") });
    }
    out
}
