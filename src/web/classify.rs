//! Classifying an asset: the form follows the model, which is a JSON Schema; what would change is shown before it is saved.

use std::collections::BTreeMap;

use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use chrono::NaiveDate;
use domain::{
    classification::{Classification, in_force},
    inventory::Asset,
    level::Level,
    message::Args,
    model::{Dimension, LevelCode},
    permission::{Action, allows},
    requirement::{Change, Preview, Requirement, Respect},
};
use serde::Serialize;
use text::number;

use super::{
    form::{Choice, Fault, beside, faults},
    layout::{Page, Place, page},
    parts::Link,
    words::{Words, capital},
};
use crate::{
    edge::{
        failure::Failure,
        fields::{Fields, Posted},
        href::{href, with_query},
        visit::Visit,
    },
    service::{
        Refusal, classify,
        preview::{self, Outcome},
        view::{self, View},
        words::{label, value},
    },
};

/// Changes of one kind that the preview names; more are counted.
const NAMED: usize = 12;

#[derive(Serialize)]
struct Form {
    name: String,
    asset: Link,
    action: String,
    preview_action: String,
    base: String,
    faults: Vec<Fault>,
    /// The version that somebody saved meanwhile.
    theirs: String,
    dimensions: Vec<Aspect>,
    because: String,
    because_fault: String,
    from: String,
    from_fault: String,
    review: String,
    review_fault: String,
    may_decide: bool,
    deciders: Vec<Choice>,
    owners: Vec<Choice>,
    special_date: String,
    special_fault: String,
    preview: Changes,
}

/// A dimension of the model.
#[derive(Serialize)]
struct Aspect {
    code: String,
    name: String,
    question: String,
    fault: String,
    options: Vec<Opt>,
}

#[derive(Serialize)]
struct Opt {
    id: String,
    value: String,
    class: String,
    word: String,
    consequence: String,
    stop: bool,
    chosen: bool,
    current: bool,
}

/// What would change.
#[derive(Serialize, Default)]
struct Changes {
    asked: bool,
    stop: bool,
    levels: Vec<LevelChange>,
    summary: Vec<String>,
    lists: Vec<ChangeList>,
}

#[derive(Serialize)]
struct LevelChange {
    name: String,
    before: String,
    after: String,
    changed: bool,
}

#[derive(Serialize)]
struct ChangeList {
    heading: String,
    items: Vec<ChangeRow>,
    more: String,
}

#[derive(Serialize)]
struct ChangeRow {
    control: String,
    on: String,
    detail: String,
}

/// What the reader has filled in so far.
#[derive(Default)]
struct Given {
    levels: BTreeMap<String, LevelCode>,
    because: String,
    from: String,
    review: String,
    decided_by: String,
    owner: String,
    date: String,
}

impl Given {
    fn of(fields: &Fields) -> Self {
        let text = |name: &str| fields.get(name).unwrap_or_default().to_owned();
        let levels = fields.0.iter().filter_map(|(name, value)| {
            let dimension = name.strip_suffix(".niva")?;
            let level = value.trim();
            (!level.is_empty()).then(|| {
                let code =
                    level.parse().map_or_else(|_| LevelCode::Word(level.to_owned()), LevelCode::Number);
                (dimension.to_owned(), code)
            })
        });
        Self {
            levels: levels.collect(),
            because: text("motivering"),
            from: text("galler-fran"),
            review: text("omprovas"),
            decided_by: text("beslutad-av"),
            owner: text("sarskild.agare"),
            date: text("sarskild.datum"),
        }
    }

    /// What is in force, to begin with.
    fn current(asset: &Asset, day: NaiveDate) -> Self {
        let levels = in_force(asset, day).map(|it| it.levels.clone()).unwrap_or_default();
        Self { levels, from: day.to_string(), date: day.to_string(), ..Self::default() }
    }
}

fn find<'a>(view: &'a View, code: &str) -> Result<&'a Asset, Failure> {
    let mut assets = view.situation.inventory.assets.iter().filter(|it| it.retired.is_none());
    assets.find(|it| it.code == code).ok_or(Failure::NotFound)
}

pub(super) async fn show(visit: Visit, Path(code): Path<String>) -> Result<Response, Failure> {
    let view = view::now(&visit.ctx).await?;
    let asset = find(&view, &code)?;
    let given = Given::current(asset, view.situation.as_of.day);
    respond(&visit, &view, asset, &given, vec![], Changes::default())
}

/// What would change, as the form with its preview or as the preview alone.
pub(super) async fn preview(
    visit: Visit,
    Path(code): Path<String>,
    Posted(fields): Posted,
) -> Result<Response, Failure> {
    let given = Given::of(&fields);
    let previewed = preview::levels(&visit.ctx, &code, &given.levels).await?;
    let view = previewed.view;
    let words = Words { lang: visit.ctx.lang, situation: &view.situation };
    let asset = find(&view, &code)?;
    let changes = match &previewed.outcome {
        Outcome::Stop => Changes { asked: true, stop: true, ..Changes::default() },
        Outcome::Change(preview) => changes(&words, asset, &given, preview),
    };
    respond(&visit, &view, asset, &given, vec![], changes)
}

pub(super) async fn save(
    visit: Visit,
    Path(code): Path<String>,
    Posted(fields): Posted,
) -> Result<Response, Failure> {
    let lang = visit.ctx.lang;
    let given = Given::of(&fields);
    let special = fields.get("gor") == Some("sarskild");
    let mut wrong = vec![];
    let mut day = |name: &'static str, id: &'static str| match fields.get(name).map(str::parse::<NaiveDate>) {
        None => None,
        Some(Ok(day)) => Some(day),
        Some(Err(_)) => {
            wrong.push(Fault { field: id.to_owned(), text: text::word(lang, "form-not-a-day") });
            None
        }
    };
    let (from, review) = (day("galler-fran", "galler-fran"), day("omprovas", "omprovas"));
    let special_day = if special { day("sarskild.datum", "sarskild-datum") } else { None };
    if special {
        if given.owner.is_empty() {
            wrong.push(Fault {
                field: "sarskild-agare".to_owned(),
                text: text::word(lang, "classify-special-owner"),
            });
        }
        if special_day.is_none() && given.date.is_empty() {
            wrong.push(Fault {
                field: "sarskild-datum".to_owned(),
                text: text::word(lang, "classify-special-date"),
            });
        }
    }
    let levels: Vec<String> = given.levels.iter().map(|(key, level)| format!("{key}={level}")).collect();
    let text = |it: &str| (!it.is_empty()).then(|| it.to_owned());
    let ask = classify::Ask {
        asset: code.clone(),
        levels: if special { vec![] } else { levels },
        because: if special { None } else { text(&given.because) },
        decided_by: if special { None } else { text(&given.decided_by) },
        from: if special { None } else { from },
        review: if special { None } else { review },
        special: special_day.filter(|_| special).map(|day| (given.owner.clone(), day)),
        dry_run: false,
        base: fields.get("bas").map(str::to_owned),
    };
    if wrong.is_empty() {
        match classify::classify(&visit.ctx, &ask).await {
            Ok(done) => {
                let what = match (&done.version.special, &ask.decided_by) {
                    (Some(_), _) => "sarskild",
                    (None, Some(_)) => "beslut",
                    (None, None) => "forslag",
                };
                let there = with_query(&href(&["tillgangar", &code]), [("sparat", what)]);
                return Ok(Redirect::to(&there).into_response());
            }
            Err(Refusal::Changed) => return conflict(&visit, &code, &given).await,
            Err(refusal) => wrong = faults(lang, refusal, field)?,
        }
    }
    let view = view::now(&visit.ctx).await?;
    let mut response = respond(&visit, &view, find(&view, &code)?, &given, wrong, Changes::default())?;
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(response)
}

/// Somebody was faster: theirs is shown beside what the reader has filled in, and nothing of it is lost.
async fn conflict(visit: &Visit, code: &str, given: &Given) -> Result<Response, Failure> {
    let view = view::now(&visit.ctx).await?;
    let words = Words { lang: visit.ctx.lang, situation: &view.situation };
    let asset = find(&view, code)?;
    let latest = asset.history.first().filter(|it| it.state != domain::classification::State::Approved);
    let mut form = form(visit, &view, asset, given, vec![], Changes::default())?;
    form.theirs = describe(&words, latest.unwrap_or(&asset.classification));
    let page_ = named(&form).wrong(true);
    let mut response = page(visit, &page_, &form)?;
    *response.status_mut() = StatusCode::CONFLICT;
    Ok(response)
}

fn describe(words: &Words<'_>, version: &Classification) -> String {
    let model = &words.situation.model;
    let levels = model.dimensions.iter().filter_map(|it| {
        let label = it.label(it.level(version.levels.get(&it.code)?)?);
        Some(format!("{} {}", it.name.get(words.lang), label.get(words.lang)))
    });
    let levels = levels.collect::<Vec<_>>().join(", ");
    let because = version.because.as_deref().map(text::visible).unwrap_or_default();
    words.say("classify-theirs", &Args::new().with("levels", levels).with("because", because))
}

/// The field that a fault stands beside.
fn field(key: &str, place: &str) -> &'static str {
    match (key, place) {
        (_, "/because") => "motivering",
        (_, "/from") => "galler-fran",
        (_, "/review") => "omprovas",
        (_, "/special") => "sarskild-agare",
        (_, "/decided_by") => "beslutad-av",
        _ => "aspekter",
    }
}

fn respond(
    visit: &Visit,
    view: &View,
    asset: &Asset,
    given: &Given,
    faults: Vec<Fault>,
    changes: Changes,
) -> Result<Response, Failure> {
    let form = form(visit, view, asset, given, faults, changes)?;
    page(visit, &named(&form).wrong(!form.faults.is_empty()), &form)
}

fn named(form: &Form) -> Page {
    Page::new("classify", "asset-classify")
        .called(form.name.clone())
        .at(Place::Assets)
        .regions(&[("forhandsgranskning", "classify-preview")])
}

fn form(
    visit: &Visit,
    view: &View,
    asset: &Asset,
    given: &Given,
    faults: Vec<Fault>,
    preview: Changes,
) -> Result<Form, Failure> {
    let words = Words { lang: visit.ctx.lang, situation: &view.situation };
    let day = view.situation.as_of.day;
    let current = in_force(asset, day).map(|it| it.levels.clone()).unwrap_or_default();
    let link = words.asset(&asset.code);
    let model = &view.situation.model;
    Ok(Form {
        name: words.say("classify-title", &Args::new().with("asset", link.text.as_str())),
        action: href(&["tillgangar", &asset.code, "klassa"]),
        preview_action: href(&["tillgangar", &asset.code, "klassa", "forhandsgranska"]),
        base: classify::fingerprint(asset)?,
        theirs: String::new(),
        dimensions: model
            .dimensions
            .iter()
            .map(|it| aspect(&words, it, given.levels.get(&it.code), current.get(&it.code), &faults))
            .collect(),
        because: given.because.clone(),
        because_fault: beside(&faults, "motivering"),
        from: given.from.clone(),
        from_fault: beside(&faults, "galler-fran"),
        review: given.review.clone(),
        review_fault: beside(&faults, "omprovas"),
        may_decide: allows(visit.ctx.actor.role, Action::ClassificationApprove),
        deciders: people(&words, &given.decided_by),
        owners: people(&words, &given.owner),
        special_date: given.date.clone(),
        special_fault: [beside(&faults, "sarskild-agare"), beside(&faults, "sarskild-datum")]
            .join(" ")
            .trim()
            .to_owned(),
        asset: link,
        faults,
        preview,
    })
}

/// People by name, those with protected identity left out: a name in a list would give them away.
pub(super) fn people(words: &Words<'_>, chosen: &str) -> Vec<Choice> {
    let people = words.situation.inventory.people.iter();
    let mut out: Vec<Choice> = people
        .filter(|it| it.retired.is_none() && !it.protected)
        .map(|it| Choice { value: it.code.clone(), text: text::visible(&it.name), chosen: it.code == chosen })
        .collect();
    out.sort_by(|a, b| text::compare(words.lang, &a.text, &b.text));
    out
}

fn aspect(
    words: &Words<'_>,
    dimension: &Dimension,
    given: Option<&LevelCode>,
    current: Option<&LevelCode>,
    faults: &[Fault],
) -> Aspect {
    let options = dimension.levels.iter().enumerate().map(|(rank, it)| {
        let level = u8::try_from(rank).map(Level::from_rank).ok();
        Opt {
            id: format!("{}-{rank}", dimension.code),
            value: it.code.to_string(),
            class: Words::level_class(level),
            word: capital(it.word.get(words.lang)),
            consequence: it.consequence.get(words.lang).to_owned(),
            stop: it.stop,
            chosen: given == Some(&it.code),
            current: current == Some(&it.code),
        }
    });
    Aspect {
        code: dimension.code.clone(),
        name: capital(dimension.name.get(words.lang)),
        question: dimension.question.get(words.lang).to_owned(),
        fault: if faults.iter().any(|it| it.field == "aspekter") {
            beside(faults, "aspekter")
        } else {
            String::new()
        },
        options: options.collect(),
    }
}

fn changes(words: &Words<'_>, asset: &Asset, given: &Given, preview: &Preview) -> Changes {
    let before = words.levels(asset);
    let levels = words.situation.model.dimensions.iter().zip(before).enumerate();
    let levels = levels.filter_map(|(place, (dimension, before))| {
        let after = given.levels.get(&dimension.code).and_then(|it| dimension.level(it)).or(before);
        (!dimension.optional || after.is_some()).then(|| LevelChange {
            name: capital(dimension.name.get(words.lang)),
            before: words.level_label(place, before),
            after: words.level_label(place, after),
            changed: before != after,
        })
    });
    Changes {
        asked: true,
        stop: false,
        levels: levels.collect(),
        summary: summary(words, preview),
        lists: vec![
            whole(words, "preview-added", &preview.added),
            part(words, "preview-tightened", &preview.tightened),
            part(words, "preview-loosened", &preview.loosened),
            whole(words, "preview-removed", &preview.removed),
        ]
        .into_iter()
        .filter(|it| !it.items.is_empty())
        .collect(),
    }
}

/// Minutes, and what users will notice.
fn summary(words: &Words<'_>, preview: &Preview) -> Vec<String> {
    if preview.is_empty() {
        return vec![words.word("preview-nothing")];
    }
    let mut out = vec![];
    let minutes = preview.minutes_per_year;
    if minutes != 0 {
        let key = if minutes > 0 { "preview-more-minutes" } else { "preview-fewer-minutes" };
        out.push(capital(&words.say(key, &Args::new().with("minutes", minutes.abs()))));
    }
    for (impact, count) in &preview.usability {
        let impact: &'static str = (*impact).into();
        if impact != "none" {
            let usability = words.word(&format!("usability-{impact}"));
            out.push(
                words.say(
                    "preview-usability",
                    &Args::new().with("count", *count).with("usability", usability),
                ),
            );
        }
    }
    out
}

fn list(words: &Words<'_>, key: &str, count: usize, items: Vec<ChangeRow>) -> ChangeList {
    let left = count.saturating_sub(items.len());
    ChangeList {
        heading: capital(&words.say(key, &Args::new().with("count", count))),
        more: if left == 0 { String::new() } else { words.say("and-more", &Args::new().with("count", left)) },
        items,
    }
}

fn whole(words: &Words<'_>, key: &str, all: &[Requirement]) -> ChangeList {
    let row = |it: &Requirement| ChangeRow {
        control: format!("{} {}", it.control, words.control(&it.control).text),
        on: words.object(&it.object).text,
        detail: String::new(),
    };
    list(words, key, all.len(), all.iter().take(NAMED).map(row).collect())
}

fn part(words: &Words<'_>, key: &str, all: &[Change]) -> ChangeList {
    let detail = |it: &Change| match &it.change {
        Respect::Strength(before, after) => {
            let label = label(words.lang, words.situation, &it.control, before);
            format!("{label}: {} → {}", value(words.lang, before), value(words.lang, after))
        }
        Respect::Interval(before, after) => {
            let digits = |it: u32| number(words.lang, i64::from(it));
            let args = Args::new().with("before", digits(*before)).with("after", digits(*after));
            words.say("classify-interval", &args)
        }
    };
    let row = |it: &Change| ChangeRow {
        control: format!("{} {}", it.control, words.control(&it.control).text),
        on: words.object(&it.object).text,
        detail: detail(it),
    };
    list(words, key, all.len(), all.iter().take(NAMED).map(row).collect())
}
