//! Recording evidence: what somebody saw of a control, on what, and when.

use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use chrono::NaiveDate;
use domain::{
    catalogue::{Control, Scope},
    inventory::Status,
    message::Args,
};
use serde::Serialize;

use super::{
    classify::people,
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
        Refusal, verify,
        view::{self, View},
    },
};

#[derive(Serialize)]
struct Form {
    name: String,
    control: Link,
    action: String,
    minutes: String,
    hint: String,
    evidence: Vec<String>,
    faults: Vec<Fault>,
    on_organisation: bool,
    objects: Vec<Choice>,
    on_fault: String,
    statuses: Vec<Choice>,
    status_fault: String,
    because: String,
    because_fault: String,
    value: String,
    observed: String,
    observed_fault: String,
    observers: Vec<Choice>,
    observer_fault: String,
    accepters: Vec<Choice>,
    accepted_fault: String,
}

/// What the reader has filled in so far.
#[derive(Default)]
struct Given {
    on: String,
    status: String,
    because: String,
    value: String,
    observed: String,
    observer: String,
    accepted: String,
}

impl Given {
    fn of(fields: &Fields) -> Self {
        let text = |name: &str| fields.get(name).unwrap_or_default().to_owned();
        Self {
            on: text("galler"),
            status: text("utfall"),
            because: text("sag"),
            value: text("varde"),
            observed: text("dag"),
            observer: text("av"),
            accepted: text("godtaget-av"),
        }
    }
}

fn find<'a>(view: &'a View, code: &str) -> Result<&'a Control, Failure> {
    view.situation.catalogue.control(code).ok_or(Failure::NotFound)
}

pub(super) async fn show(
    visit: Visit,
    Path(code): Path<String>,
    fields: Fields,
) -> Result<Response, Failure> {
    let view = view::now(&visit.ctx).await?;
    let mut given = Given::of(&fields);
    given.observed = view.situation.as_of.day.to_string();
    respond(&visit, &view, find(&view, &code)?, &given, vec![])
}

pub(super) async fn save(
    visit: Visit,
    Path(code): Path<String>,
    Posted(fields): Posted,
) -> Result<Response, Failure> {
    let lang = visit.ctx.lang;
    let view = view::now(&visit.ctx).await?;
    let control = find(&view, &code)?;
    let given = Given::of(&fields);
    let mut wrong: Vec<Fault> = vec![];
    let mut fault = |field: &str, key: &str| {
        wrong.push(Fault { field: field.to_owned(), text: text::word(lang, key) });
    };
    let on_organisation = control.scope == Scope::Organisation;
    if given.on.is_empty() && !on_organisation {
        fault("galler", "evidence-no-object");
    }
    let status: Option<Status> = given.status.parse().ok();
    if status.is_none() {
        fault("utfall-met", "evidence-no-status");
    }
    let observed = if given.observed.is_empty() { None } else { given.observed.parse::<NaiveDate>().ok() };
    if observed.is_none() {
        fault("dag", "form-not-a-day");
    }
    if given.because.is_empty() {
        fault("sag", "evidence-no-reason");
    }
    if let (true, Some(status)) = (wrong.is_empty(), status) {
        let text = |it: &str| (!it.is_empty()).then(|| it.to_owned());
        let seen = verify::Seen {
            control: code.clone(),
            on: text(&given.on),
            status,
            because: given.because.clone(),
            value: text(&given.value),
            observed,
            observer: text(&given.observer),
            accepted_by: text(&given.accepted),
            file: None,
        };
        match verify::add(&visit.ctx, &seen).await {
            Ok(evidence) => {
                let there = href(&["sakerhetsatgarder", &code]);
                let there = with_query(&there, [("sparat", evidence.code.as_str())]);
                return Ok(Redirect::to(&there).into_response());
            }
            // A code that a select does not offer was typed by somebody else than a reader.
            Err(Refusal::Absent(_)) => return Err(Failure::Unreadable),
            Err(refusal) => wrong = faults(lang, refusal, field)?,
        }
    }
    let mut response = respond(&visit, &view, control, &given, wrong)?;
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(response)
}

/// The field that a fault stands beside.
fn field(key: &str, _: &str) -> &'static str {
    match key {
        "verify-own-acceptance" => "godtaget-av",
        "verify-accepted-without-observer" => "av",
        "verify-in-the-future" => "dag",
        _ => "sag",
    }
}

fn respond(
    visit: &Visit,
    view: &View,
    control: &Control,
    given: &Given,
    faults: Vec<Fault>,
) -> Result<Response, Failure> {
    let words = Words { lang: visit.ctx.lang, situation: &view.situation };
    let link = words.control(&control.code);
    let form = Form {
        name: words.say("evidence-title", &Args::new().with("control", link.text.as_str())),
        action: href(&["sakerhetsatgarder", &control.code, "underlag"]),
        minutes: words.say("evidence-minutes", &Args::new().with("minutes", control.minutes)),
        hint: control.hint.as_ref().map(|it| it.get(words.lang).to_owned()).unwrap_or_default(),
        evidence: control.evidence.iter().map(|it| it.get(words.lang).to_owned()).collect(),
        on_organisation: control.scope == Scope::Organisation,
        objects: objects(&words, view, &control.code, &given.on),
        on_fault: beside(&faults, "galler"),
        statuses: ["met", "partly", "gap", "na"]
            .map(|it| Choice {
                value: it.to_owned(),
                text: capital(&words.word(&format!("status-{it}"))),
                chosen: given.status == it,
            })
            .to_vec(),
        status_fault: beside(&faults, "utfall-met"),
        because: given.because.clone(),
        because_fault: beside(&faults, "sag"),
        value: given.value.clone(),
        observed: given.observed.clone(),
        observed_fault: beside(&faults, "dag"),
        observers: people(&words, &given.observer),
        observer_fault: beside(&faults, "av"),
        accepters: people(&words, &given.accepted),
        accepted_fault: beside(&faults, "godtaget-av"),
        control: link,
        faults,
    };
    let page_ = Page::new("evidence", "control-record")
        .called(form.name.clone())
        .at(Place::Controls)
        .wrong(!form.faults.is_empty());
    page(visit, &page_, &form)
}

/// What the control is required of, by name; and platforms and suppliers that one proof serves for many.
fn objects(words: &Words<'_>, view: &View, control: &str, chosen: &str) -> Vec<Choice> {
    let mut out: Vec<Choice> = view
        .verdicts()
        .filter(|it| it.0.control == control && it.0.object.scope != Scope::Organisation)
        .map(|(it, _)| {
            let code = it.object.code.clone();
            Choice { chosen: code == chosen, text: words.object(&it.object).text, value: code }
        })
        .collect();
    out.sort_by(|a, b| text::compare(words.lang, &a.text, &b.text));
    out
}
