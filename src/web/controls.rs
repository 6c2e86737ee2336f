//! Controls: the catalogue with how each stands; and one control with its strengths, its references and where it is
//! required.

use std::collections::BTreeMap;

use axum::{extract::Path, response::Response};
use domain::{
    assurance::{Judgement, Verdict},
    catalogue::{
        Control, ParamValue, TOP,
        wording::{self, Mood, Part},
    },
    message::Args,
    permission::{Action, allows},
    posture::Figure,
    requirement::{Requirement, Strength},
};
use serde::Serialize;
use text::decimal;

use super::{
    layout::{Page, Place, page},
    list::{Asked, Filter, Heading, Pager, plain},
    parts::{Link, Mark},
    systems::shares,
    words::{Spread, Words, capital},
};
use crate::{
    edge::{failure::Failure, fields::Fields, href, visit::Visit},
    service::{view, view::View, words::reason},
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
    category: String,
    scope: String,
    spread: Spread,
    count: String,
    gaps: String,
    late: bool,
    #[serde(skip)]
    order: (usize, usize),
}

pub(super) async fn list(visit: Visit, fields: Fields) -> Result<Response, Failure> {
    let view = view::now(&visit.ctx).await?;
    let words = Words { lang: visit.ctx.lang, situation: &view.situation };
    let asked = Asked { path: "/sakerhetsatgarder", fields: &fields };
    let figures = figures(&view);
    let mut rows: Vec<Row> = words
        .situation
        .catalogue
        .controls
        .iter()
        .filter(|it| wanted(&asked, &words, it, figures.get(it.code.as_str())))
        .map(|it| row(&words, it, figures.get(it.code.as_str()).copied().unwrap_or_default()))
        .collect();
    let order = asked.order(&["brister", "kod"], "brister");
    rows.sort_by(|a, b| {
        let by = if order == "kod" { std::cmp::Ordering::Equal } else { b.order.cmp(&a.order) };
        by.then_with(|| a.code.cmp(&b.code))
    });
    let family = |code: &str, name: &domain::message::Bilingual| {
        (code.to_owned(), format!("{code} {}", name.get(words.lang)))
    };
    let families = words.situation.catalogue.families.iter().map(|(code, name)| family(code, name));
    let filters = vec![
        asked.filter("familj", words.word("controls-family"), words.word("list-all"), families.collect()),
        asked.filter(
            "typ",
            words.word("col-type"),
            words.word("list-all"),
            ["administrative", "technical"]
                .map(|it| (it.to_owned(), capital(&words.word(&format!("category-{it}")))))
                .to_vec(),
        ),
        asked.filter(
            "lage",
            words.word("col-state"),
            words.word("list-all"),
            vec![
                ("brist".to_owned(), words.word("controls-with-gaps")),
                ("ej".to_owned(), words.word("controls-not-verified")),
            ],
        ),
    ];
    let lede = words.say(
        "controls-lede",
        &Args::new()
            .with("count", words.situation.catalogue.controls.len())
            .with("requirements", view.judged.posture.organisation.total()),
    );
    let (rows, pager) = asked.page(words.lang, rows);
    let headings = vec![
        asked.heading(words.word("col-control"), "kod", order, false, ""),
        plain(words.word("col-type"), ""),
        plain(words.word("col-on"), ""),
        plain(words.word("col-state"), "bars"),
        plain(words.word("col-requirements"), "num"),
        asked.heading(words.word("report-gaps"), "brister", order, true, "num"),
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
    let page_ =
        Page::new("controls", "nav-controls").at(Place::Controls).regions(&[("lista", "controls-list")]);
    page(&visit, &page_, &body)
}

fn wanted(asked: &Asked<'_>, words: &Words<'_>, control: &Control, figure: Option<&Figure>) -> bool {
    let category: &'static str = control.category.into();
    asked.matches(&[&control.code, control.title.get(words.lang)])
        && asked.get("familj").is_none_or(|it| control.code.split('-').next() == Some(it))
        && asked.get("typ").is_none_or(|it| it == category)
        && match asked.get("lage") {
            Some("brist") => figure.is_some_and(|it| it.gap > 0),
            Some("ej") => figure.is_some_and(|it| it.not_verified > 0),
            _ => true,
        }
}

fn figures(view: &View) -> BTreeMap<&str, Figure> {
    let mut out: BTreeMap<&str, Figure> = BTreeMap::new();
    for it in view.judged.judgements.iter().filter(|it| !it.planned) {
        out.entry(&it.control).or_default().count(it);
    }
    out
}

fn row(words: &Words<'_>, control: &Control, figure: Figure) -> Row {
    let (category, scope): (&'static str, &'static str) = (control.category.into(), control.scope.into());
    Row {
        link: words.control(&control.code),
        code: control.code.clone(),
        category: capital(&words.word(&format!("category-{category}"))),
        scope: capital(&words.word(&format!("scope-{scope}"))),
        spread: words.spread(figure),
        count: words.count(figure.total()),
        gaps: words.count(figure.gap),
        late: figure.gap > 0,
        order: (figure.gap, figure.not_verified),
    }
}

#[derive(Serialize)]
struct Detail {
    saved: String,
    name: String,
    code: String,
    category: String,
    scope: String,
    usability: String,
    wording: String,
    params: Vec<ParamRow>,
    record: String,
    count: String,
    spread: Spread,
    shares: String,
    rows: Vec<On>,
    pager: Pager,
    methods: Vec<String>,
    hint: String,
    evidence: Vec<String>,
    intervals: String,
    references: Vec<Reference>,
}

#[derive(Serialize)]
struct ParamRow {
    label: String,
    values: Vec<LevelValue>,
}

#[derive(Serialize)]
struct LevelValue {
    level: String,
    text: String,
}

#[derive(Serialize)]
struct On {
    link: Link,
    because: String,
    mark: Mark,
    reason: String,
    observed: String,
    #[serde(skip)]
    order: u8,
}

#[derive(Serialize)]
struct Reference {
    framework: String,
    id: String,
    standing: String,
}

pub(super) async fn detail(
    visit: Visit,
    Path(code): Path<String>,
    fields: Fields,
) -> Result<Response, Failure> {
    let view = view::now(&visit.ctx).await?;
    let words = Words { lang: visit.ctx.lang, situation: &view.situation };
    let control = words.situation.catalogue.control(&code).ok_or(Failure::NotFound)?;
    let (category, scope): (&'static str, &'static str) = (control.category.into(), control.scope.into());
    let usability: &'static str = control.usability.into();
    let mut figure = Figure::default();
    let mut rows = vec![];
    for (it, required) in view.verdicts().filter(|it| it.0.control == code) {
        if !it.planned {
            figure.count(it);
        }
        rows.push(on(&words, it, required));
    }
    rows.sort_by(|a, b| {
        a.order.cmp(&b.order).then_with(|| text::compare(words.lang, &a.link.text, &b.link.text))
    });
    let path = href::href(&["sakerhetsatgarder", &code]);
    let asked = Asked { path: &path, fields: &fields };
    let (rows, pager) = asked.page(words.lang, rows);
    let may = allows(visit.ctx.actor.role, Action::EvidenceRecord);
    let name = control.title.get(words.lang).to_owned();
    let days: Vec<String> = control.reverify_days.iter().map(ToString::to_string).collect();
    let body = Detail {
        saved: fields
            .get("sparat")
            .map_or_else(String::new, |it| words.say("verify-saved", &Args::new().with("code", it))),
        code: control.code.clone(),
        category: capital(&words.word(&format!("category-{category}"))),
        scope: words.word(&format!("scope-{scope}")),
        usability: capital(&words.word(&format!("usability-{usability}"))),
        wording: wording(&words, control),
        params: control.params.iter().map(|it| param(&words, it)).collect(),
        record: if may { href::href(&["sakerhetsatgarder", &code, "underlag"]) } else { String::new() },
        count: words.say("count-requirements", &Args::new().with("count", figure.total())),
        shares: shares(&words, figure),
        spread: words.spread(figure),
        rows,
        pager,
        methods: control
            .methods
            .iter()
            .map(|it| {
                let method: &'static str = (*it).into();
                capital(&words.word(&format!("assurance-method-{}", method.replace('_', "-"))))
            })
            .collect(),
        hint: control.hint.as_ref().map(|it| it.get(words.lang).to_owned()).unwrap_or_default(),
        evidence: control.evidence.iter().map(|it| it.get(words.lang).to_owned()).collect(),
        intervals: words.say("control-intervals", &Args::new().with("days", days.join(", "))),
        references: references(&words, control),
        name: name.clone(),
    };
    let page_ = Page::new("control", "nav-controls")
        .called(name)
        .at(Place::Controls)
        .regions(&[("lista", "control-list")]);
    page(&visit, &page_, &body)
}

/// Identifiers by framework and by what stands behind them.
fn references(words: &Words<'_>, control: &Control) -> Vec<Reference> {
    let titles = &words.situation.catalogue.titles;
    let mut out: Vec<Reference> = vec![];
    for it in &control.references {
        let standing: &'static str = it.standing.into();
        let standing = words.word(&format!("standing-{}", standing.replace('_', "-")));
        let framework = titles.get(&it.framework).cloned().unwrap_or_else(|| words.word("control-law"));
        match out.iter_mut().find(|seen| seen.framework == framework && seen.standing == standing) {
            Some(seen) => {
                seen.id.push_str(", ");
                seen.id.push_str(&it.id);
            }
            None => out.push(Reference { framework, id: it.id.clone(), standing }),
        }
    }
    out
}

/// The wording at the highest level of the catalogue.
fn wording(words: &Words<'_>, control: &Control) -> String {
    let top = |it: &domain::catalogue::Param| Strength {
        key: it.key.clone(),
        level: TOP,
        value: it.value(TOP).clone(),
    };
    let strength: Vec<Strength> = control.params.iter().map(top).collect();
    let parts = wording::wording(control, &strength, words.lang, Mood::Is).unwrap_or_default();
    let text = |it: Part<'_>| match it {
        Part::Text(text) => text.to_owned(),
        Part::Number(number) => decimal(words.lang, number),
    };
    parts.into_iter().map(text).collect()
}

fn param(words: &Words<'_>, param: &domain::catalogue::Param) -> ParamRow {
    let value = |it: &ParamValue| match it {
        ParamValue::Number(number) => decimal(words.lang, *number),
        ParamValue::Word(word) => word.get(words.lang).to_owned(),
    };
    let keys = ["control-level-0", "control-level-1", "control-level-2", "control-level-3"];
    ParamRow {
        label: capital(param.label.get(words.lang)),
        values: keys
            .into_iter()
            .zip(&param.values)
            .map(|(key, it)| LevelValue { level: words.word(key), text: value(it) })
            .collect(),
    }
}

fn on(words: &Words<'_>, judgement: &Judgement, required: &Requirement) -> On {
    let because = &required.because;
    let because: Vec<String> = because.iter().map(|it| reason(words.lang, it, words.situation)).collect();
    let driver = judgement.verdict.drivers.first();
    On {
        link: words.object(&judgement.object),
        because: because.join(", "),
        mark: words.verdict(judgement.verdict()),
        reason: words.reason(judgement),
        observed: driver.map(|it| it.proof.observed.to_string()).unwrap_or_default(),
        order: match judgement.verdict() {
            Verdict::Gap => 0,
            Verdict::Partly => 1,
            Verdict::NotVerified => 2,
            Verdict::Exception | Verdict::Met | Verdict::NotApplicable => 3,
        },
    }
}
