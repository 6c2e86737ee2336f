//! The frame of every page: header, menu, title, and the words of a failure.

use axum::{
    http::{HeaderName, HeaderValue, header},
    response::{IntoResponse, Response},
};
use domain::{
    message::{Args, Lang},
    permission::{Action, allows},
};
use serde::Serialize;
use text::{say, word};

use crate::edge::{assets::Addresses, failure::Failure, visit::Visit};

/// Where in the menu a page belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// The queue.
    Start,
    /// Information assets.
    Assets,
    /// Systems.
    Systems,
    /// Controls.
    Controls,
    /// Access checks.
    Access,
    /// The report.
    Report,
    /// The audit log.
    Log,
    /// Nowhere in it.
    Nowhere,
}

struct Item {
    place: Place,
    href: &'static str,
    icon: &'static str,
    label: &'static str,
    action: Action,
}

/// The menu: five groups, the first without a heading. At most twelve entries (DESIGN section 3).
const MENU: &[(&str, &[Item])] = &[
    (
        "",
        &[Item {
            place: Place::Start,
            href: "/",
            icon: "i-home",
            label: "nav-start",
            action: Action::PostureRead,
        }],
    ),
    (
        "nav-group-need",
        &[
            Item {
                place: Place::Assets,
                href: "/tillgangar",
                icon: "i-layers",
                label: "nav-assets",
                action: Action::PostureRead,
            },
            Item {
                place: Place::Systems,
                href: "/system",
                icon: "i-server",
                label: "nav-systems",
                action: Action::PostureRead,
            },
        ],
    ),
    (
        "nav-group-protection",
        &[Item {
            place: Place::Controls,
            href: "/sakerhetsatgarder",
            icon: "i-shield",
            label: "nav-controls",
            action: Action::PostureRead,
        }],
    ),
    (
        "nav-group-access",
        &[Item {
            place: Place::Access,
            href: "/behorighet",
            icon: "i-key",
            label: "nav-access",
            action: Action::AccessCheck,
        }],
    ),
    (
        "nav-group-follow-up",
        &[Item {
            place: Place::Report,
            href: "/rapport",
            icon: "i-doc",
            label: "nav-report",
            action: Action::PostureRead,
        }],
    ),
    (
        "nav-group-administration",
        &[Item {
            place: Place::Log,
            href: "/handelselogg",
            icon: "i-log",
            label: "nav-log",
            action: Action::AuditVerify,
        }],
    ),
];

/// What a page is.
#[derive(Debug, Clone)]
pub(crate) struct Page {
    template: &'static str,
    title: String,
    key: &'static str,
    place: Place,
    wrong: bool,
    regions: &'static [(&'static str, &'static str)],
}

impl Page {
    /// A page of `template`, called by the text of `title`.
    pub(crate) fn new(template: &'static str, title: &'static str) -> Self {
        Self { template, title: String::new(), key: title, place: Place::Nowhere, wrong: false, regions: &[] }
    }

    /// Called by a name instead.
    pub(crate) fn called(mut self, title: impl Into<String>) -> Self {
        self.title = title.into();
        self
    }

    /// Where it belongs.
    pub(crate) fn at(mut self, place: Place) -> Self {
        self.place = place;
        self
    }

    /// Whether it says what was wrong with a form: its title begins so.
    pub(crate) fn wrong(mut self, wrong: bool) -> Self {
        self.wrong = wrong;
        self
    }

    /// Regions that are answered alone when they are asked for: id, template.
    pub(crate) fn regions(mut self, regions: &'static [(&'static str, &'static str)]) -> Self {
        self.regions = regions;
        self
    }

    fn heading(&self, lang: Lang) -> String {
        if self.title.is_empty() { word(lang, self.key) } else { self.title.clone() }
    }
}

#[derive(Serialize)]
struct Link {
    href: &'static str,
    icon: &'static str,
    label: String,
    current: bool,
}

#[derive(Serialize)]
struct Group {
    id: String,
    label: String,
    items: Vec<Link>,
}

#[derive(Serialize)]
struct User {
    name: String,
    initials: String,
    role: String,
}

#[derive(Serialize)]
struct Frame<'a, V: Serialize> {
    lang: &'static str,
    other: &'static str,
    other_label: &'static str,
    theme: &'static str,
    next_theme: &'static str,
    title: String,
    heading: String,
    organisation: String,
    at: &'a Addresses,
    menu: Vec<Group>,
    user: Option<User>,
    token: String,
    here: &'a str,
    page: &'a V,
}

/// A page in its frame, or the one region of it that was asked for.
pub(crate) fn page(visit: &Visit, page: &Page, view: &impl Serialize) -> Result<Response, Failure> {
    render(visit, page, &visit.here, view)
}

/// A page for somebody who may not have signed in.
pub(crate) fn bare(visit: &Visit, page: &Page, view: &impl Serialize) -> Result<Response, Failure> {
    let mut response = render(visit, page, &visit.here, view)?;
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

fn render(visit: &Visit, page: &Page, here: &str, view: &impl Serialize) -> Result<Response, Failure> {
    let lang = visit.ctx.lang;
    let heading = page.heading(lang);
    let organisation = visit.ctx.cache.organisation();
    let site = if organisation.is_empty() { "Skydd".to_owned() } else { format!("Skydd, {organisation}") };
    let args = Args::new().with("page", heading.as_str()).with("site", site);
    let title = say(lang, if page.wrong { "layout-title-wrong" } else { "layout-title" }, &args);
    let (other, other_label) = match lang {
        Lang::Sv => ("en", "English"),
        Lang::En => ("sv", "Svenska"),
    };
    let frame = Frame {
        lang: lang.into(),
        other,
        other_label,
        theme: visit.theme.unwrap_or(""),
        next_theme: if visit.theme == Some("dark") { "light" } else { "dark" },
        title: title.clone(),
        heading,
        organisation,
        at: &visit.app.assets.at,
        menu: menu(visit, page.place),
        user: user(visit),
        token: visit.signed.as_ref().map(|it| it.secret.form_token()).unwrap_or_default(),
        here,
        page: view,
    };
    let region = visit.fragment.as_deref().and_then(|id| page.regions.iter().find(|it| it.0 == id));
    let template = region.map_or(page.template, |it| it.1);
    let html = visit.app.pages.render(template, &frame)?;
    let mut response = ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], html).into_response();
    let headers = response.headers_mut();
    headers.insert(header::VARY, HeaderValue::from_static("x-fragment, cookie"));
    if region.is_some() {
        let mut encoded = String::new();
        crate::edge::href::encode(&title, &mut encoded);
        if let Ok(value) = HeaderValue::from_str(&encoded) {
            headers.insert(HeaderName::from_static("x-title"), value);
        }
    }
    Ok(response)
}

fn menu(visit: &Visit, place: Place) -> Vec<Group> {
    let lang = visit.ctx.lang;
    let Some(signed) = &visit.signed else { return vec![] };
    let mut out = vec![];
    for (number, (label, items)) in MENU.iter().enumerate() {
        let items: Vec<Link> = items
            .iter()
            .filter(|it| allows(signed.actor.role, it.action))
            .map(|it| Link {
                href: it.href,
                icon: it.icon,
                label: word(lang, it.label),
                current: it.place == place,
            })
            .collect();
        if !items.is_empty() {
            let label = if label.is_empty() { String::new() } else { word(lang, label) };
            out.push(Group { id: format!("meny-{number}"), label, items });
        }
    }
    out
}

fn user(visit: &Visit) -> Option<User> {
    let signed = visit.signed.as_ref()?;
    let role: &'static str = signed.actor.role.into();
    let words = signed.display.split_whitespace();
    Some(User {
        name: text::visible(&signed.display),
        initials: words.filter_map(|it| it.chars().next()).take(2).flat_map(char::to_uppercase).collect(),
        role: word(visit.ctx.lang, &format!("tool-role-{}", role.replace('_', "-"))),
    })
}

#[derive(Serialize)]
struct Wrong {
    heading: String,
    lines: Vec<String>,
    fix: String,
    signed_in: bool,
}

/// A failure as a page. It says nothing of the address, so that what is not there and what is not the reader's are the
/// same, byte for byte.
pub(crate) fn failure(visit: &Visit, failure: &Failure) -> Response {
    let lang = visit.ctx.lang;
    let key = failure.title();
    let view = Wrong {
        heading: word(lang, key),
        lines: failure.lines(lang),
        fix: word(lang, &format!("{key}-fix")),
        signed_in: visit.signed.is_some(),
    };
    let page = Page::new("failure", key);
    let mut response = render(visit, &page, "/", &view).unwrap_or_else(|broken| {
        broken.log();
        word(lang, "failure-internal").into_response()
    });
    *response.status_mut() = failure.status();
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
