//! Information assets: the list, unclassified first, and one asset with the versions of its classification.

use axum::{extract::Path, response::Response};
use domain::{
    catalogue::Scope,
    classification::{Classification, State},
    inventory::Asset,
    message::Args,
    permission::{Action, allows},
    posture::Figure,
    requirement::Object,
};
use serde::Serialize;

use super::{
    layout::{Page, Place, page},
    list::{Asked, Filter, Heading, Pager, plain},
    parts::{Link, Mark},
    systems::{RequirementRow, requirement, shares},
    words::{Lv, Person, Spread, Words, capital},
};
use crate::{
    edge::{failure::Failure, fields::Fields, href::href, visit::Visit},
    service::view,
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
    krt: Vec<Lv>,
    state: Option<Mark>,
    unit: String,
    owner: Person,
    systems: Vec<Link>,
    review: String,
    late: bool,
    #[serde(skip)]
    order: (bool, u32),
}

pub(super) async fn list(visit: Visit, fields: Fields) -> Result<Response, Failure> {
    let view = view::now(&visit.ctx).await?;
    let words = Words { lang: visit.ctx.lang, situation: &view.situation };
    let asked = Asked { path: "/tillgangar", fields: &fields };
    let all: Vec<&Asset> = view.situation.inventory.assets.iter().filter(|it| it.retired.is_none()).collect();
    let unclassified = all.iter().filter(|it| !is_classified(&words, it)).count();
    let mut rows: Vec<Row> = all
        .iter()
        .filter(|it| {
            asked.matches(&[&it.code, &it.name])
                && asked.get("namnd").is_none_or(|board| words.board(&it.unit).as_deref() == Some(board))
                && match asked.get("klassning") {
                    Some("saknas") => !is_classified(&words, it),
                    Some("forslag") => it.history.iter().any(|it| it.state == State::Proposed),
                    Some("gammal") => is_late(&words, it),
                    _ => true,
                }
        })
        .map(|it| row(&words, it))
        .collect();
    let order = asked.order(&["klassning", "namn", "omprovas"], "klassning");
    rows.sort_by(|a, b| {
        let by = match order {
            "namn" => std::cmp::Ordering::Equal,
            "omprovas" => (a.review.is_empty(), &a.review).cmp(&(b.review.is_empty(), &b.review)),
            _ => b.order.cmp(&a.order),
        };
        by.then_with(|| text::compare(words.lang, &a.link.text, &b.link.text))
    });
    let filters = vec![
        asked.filter("namnd", words.word("list-board"), words.word("list-all"), words.boards()),
        asked.filter(
            "klassning",
            words.word("col-classification"),
            words.word("list-all"),
            vec![
                ("saknas".to_owned(), words.word("assets-unclassified")),
                ("forslag".to_owned(), words.word("assets-proposed")),
                ("gammal".to_owned(), words.word("assets-late")),
            ],
        ),
    ];
    let args = Args::new().with("count", all.len()).with("unclassified", unclassified);
    let (rows, pager) = asked.page(words.lang, rows);
    let headings = vec![
        asked.heading(words.word("col-asset"), "namn", order, false, ""),
        asked.heading(words.word("col-classification"), "klassning", order, true, ""),
        plain(words.word("report-unit"), ""),
        plain(words.word("word-information-owner"), ""),
        plain(words.word("nav-systems"), ""),
        asked.heading(words.word("col-review"), "omprovas", order, false, ""),
    ];
    let body = List {
        lede: words.say("assets-lede", &args),
        q: asked.get("q").unwrap_or_default().to_owned(),
        chips: asked.chips(&filters),
        filters,
        headings,
        rows,
        pager,
    };
    let page_ = Page::new("assets", "nav-assets").at(Place::Assets).regions(&[("lista", "assets-list")]);
    page(&visit, &page_, &body)
}

/// Every dimension that must have a level has one; in special order there is none to have.
fn is_classified(words: &Words<'_>, asset: &Asset) -> bool {
    let levels = words.levels(asset);
    asset.classification.special.is_some()
        || levels.iter().zip(&words.situation.model.dimensions).all(|(it, d)| d.optional || it.is_some())
}

fn is_late(words: &Words<'_>, asset: &Asset) -> bool {
    asset.classification.review.is_some_and(|it| it < words.situation.as_of.day)
}

fn row(words: &Words<'_>, asset: &Asset) -> Row {
    let ranks = || words.levels(asset).into_iter().flatten().map(|it| u32::from(it.rank()));
    Row {
        link: words.asset(&asset.code),
        code: text::visible(&asset.code),
        krt: if asset.classification.special.is_some() { vec![] } else { words.classification(asset) },
        state: state(words, asset),
        unit: words.unit(&asset.unit),
        owner: words.holder(asset.owner.as_ref()),
        systems: asset.systems.iter().map(|it| words.system(it)).collect(),
        review: asset.classification.review.map(|it| it.to_string()).unwrap_or_default(),
        late: is_late(words, asset),
        order: (!is_classified(words, asset), ranks().max().unwrap_or(0) * 100 + ranks().sum::<u32>()),
    }
}

/// What stands beside the levels: unclassified, proposed, or in special order.
fn state(words: &Words<'_>, asset: &Asset) -> Option<Mark> {
    let mark = |shape: &str, key: &str| Mark {
        class: format!("st st-{shape}"),
        icon: format!("s-{shape}"),
        text: words.word(key),
    };
    if asset.classification.special.is_some() {
        Some(mark("exc", "asset-special"))
    } else if asset.history.iter().any(|it| it.state == State::Proposed) {
        Some(mark("run", "assets-proposed"))
    } else if !is_classified(words, asset) {
        Some(mark("unk", "assets-unclassified"))
    } else {
        None
    }
}

#[derive(Serialize)]
struct Detail {
    saved: String,
    name: String,
    code: String,
    krt: Vec<Lv>,
    state: Option<Mark>,
    unit: String,
    flags: Vec<String>,
    classify: String,
    levels: Vec<LevelRow>,
    special: String,
    versions: Vec<Version>,
    systems: Vec<SystemRow>,
    count: String,
    spread: Spread,
    shares: String,
    requirements: Vec<RequirementRow>,
    owner: Person,
    law: String,
    retention: String,
}

#[derive(Serialize)]
struct LevelRow {
    name: String,
    class: String,
    code: String,
    label: String,
    consequence: String,
}

#[derive(Serialize)]
struct Version {
    when: String,
    what: String,
    who: String,
    because: String,
}

#[derive(Serialize)]
struct SystemRow {
    link: Link,
    krt: Vec<Lv>,
}

pub(super) async fn detail(
    visit: Visit,
    Path(code): Path<String>,
    fields: Fields,
) -> Result<Response, Failure> {
    let view = view::now(&visit.ctx).await?;
    let words = Words { lang: visit.ctx.lang, situation: &view.situation };
    let mut assets = view.situation.inventory.assets.iter().filter(|it| it.retired.is_none());
    let asset = assets.find(|it| it.code == code).ok_or(Failure::NotFound)?;
    let object = Object::new(Scope::Information, code.as_str());
    let mut figure = Figure::default();
    let mut requirements = vec![];
    for (it, required) in view.verdicts().filter(|it| it.0.object == object) {
        figure.count(it);
        requirements.push(requirement(&words, it, required));
    }
    requirements.sort_by(|a, b| a.order.cmp(&b.order));
    let needs = view.situation.needs();
    let special = asset.classification.special.as_ref();
    let may = allows(visit.ctx.actor.role, Action::ClassificationPropose);
    let name = words.asset(&code).text;
    let body = Detail {
        saved: saved(&words, fields.get("sparat"), &name),
        code: text::visible(&code),
        krt: if special.is_some() { vec![] } else { words.classification(asset) },
        state: state(&words, asset),
        unit: words.unit(&asset.unit),
        flags: words.flags(&asset.flags),
        classify: if may { href(&["tillgangar", &code, "klassa"]) } else { String::new() },
        levels: if special.is_some() { vec![] } else { levels(&words, asset) },
        special: special.map_or_else(String::new, |it| {
            let args = Args::new().with("name", words.person(&it.owner)).with("day", it.date);
            words.say("asset-special-row", &args)
        }),
        versions: versions(&words, asset),
        systems: asset
            .systems
            .iter()
            .map(|it| SystemRow {
                link: words.system(it),
                krt: needs
                    .iter()
                    .find(|need| need.system == *it)
                    .map(|it| words.need(it))
                    .unwrap_or_default(),
            })
            .collect(),
        count: words.say("count-requirements", &Args::new().with("count", figure.total())),
        shares: shares(&words, figure),
        spread: words.spread(figure),
        requirements,
        owner: words.holder(asset.owner.as_ref()),
        law: asset.law.as_deref().map(text::visible).unwrap_or_default(),
        retention: asset.retention.as_deref().map(text::visible).unwrap_or_default(),
        name: name.clone(),
    };
    page(&visit, &Page::new("asset", "nav-assets").called(name).at(Place::Assets), &body)
}

/// What was saved just now, as the address says.
fn saved(words: &Words<'_>, what: Option<&str>, name: &str) -> String {
    let key = match what {
        Some("beslut") => "asset-saved-decision",
        Some("forslag") => "asset-saved-proposal",
        Some("sarskild") => "asset-saved-special",
        _ => return String::new(),
    };
    words.say(key, &Args::new().with("asset", name))
}

fn levels(words: &Words<'_>, asset: &Asset) -> Vec<LevelRow> {
    let dimensions = words.situation.model.dimensions.iter().zip(words.levels(asset)).enumerate();
    dimensions
        .filter(|(_, (dimension, level))| !dimension.optional || level.is_some())
        .map(|(place, (dimension, level))| {
            let described = level.and_then(|it| dimension.describe(it));
            LevelRow {
                name: capital(dimension.name.get(words.lang)),
                class: Words::level_class(level),
                code: described.map_or_else(|| "?".to_owned(), |it| it.code.to_string()),
                label: if level.is_some() {
                    words.level_label(place, level)
                } else {
                    words.word("assets-unclassified")
                },
                consequence: described
                    .map(|it| it.consequence.get(words.lang).to_owned())
                    .unwrap_or_default(),
            }
        })
        .collect()
}

/// The versions of the classification, the latest first.
fn versions(words: &Words<'_>, asset: &Asset) -> Vec<Version> {
    let own = std::iter::once(&asset.classification).filter(|it| !it.is_empty());
    own.chain(&asset.history).map(|it| version(words, it)).collect()
}

fn version(words: &Words<'_>, it: &Classification) -> Version {
    let levels: Vec<String> = words
        .situation
        .model
        .dimensions
        .iter()
        .filter_map(|dimension| Some(format!("{}{}", dimension.code, it.levels.get(&dimension.code)?)))
        .collect();
    let state: &'static str = it.state.into();
    let args = Args::new().with("levels", levels.join(" "));
    let key = if it.special.is_some() { "asset-version-special" } else { &format!("asset-version-{state}") };
    let who = match (&it.decided_by, &it.proposed_by) {
        (Some(person), _) => Some(("asset-decided-by", person)),
        (None, Some(person)) => Some(("asset-proposed-by", person)),
        (None, None) => None,
    };
    Version {
        when: it.from.map(|it| it.to_string()).unwrap_or_default(),
        what: words.say(key, &args),
        who: who
            .map(|(key, person)| words.say(key, &Args::new().with("name", words.person(person))))
            .unwrap_or_default(),
        because: it.because.as_deref().map(text::visible).unwrap_or_default(),
    }
}
