//! Lists: filter, order and page stand in the address, so that copying it copies the view.

use domain::message::{Args, Lang};
use serde::Serialize;
use text::{number, say};

use super::parts::Link;
use crate::edge::{fields::Fields, href::with_query};

/// Rows on a page.
pub(crate) const ROWS: usize = 50;

/// What a list was asked for.
pub(crate) struct Asked<'a> {
    pub(crate) path: &'a str,
    pub(crate) fields: &'a Fields,
}

/// Where in a list one is.
#[derive(Debug, Serialize)]
pub(crate) struct Pager {
    /// `1–50 av 214`.
    pub(crate) text: String,
    pub(crate) previous: Option<String>,
    pub(crate) next: Option<String>,
}

/// A heading that orders the list.
#[derive(Debug, Serialize)]
pub(crate) struct Heading {
    pub(crate) text: String,
    /// Where it leads; empty where the list cannot be ordered by it.
    pub(crate) href: String,
    pub(crate) icon: &'static str,
    /// `ascending`, `descending` or empty.
    pub(crate) sorted: &'static str,
    pub(crate) class: &'static str,
}

/// A choice of a filter.
#[derive(Debug, Serialize)]
pub(crate) struct Choice {
    pub(crate) value: String,
    pub(crate) text: String,
    pub(crate) chosen: bool,
}

/// A filter with its choices.
#[derive(Debug, Serialize)]
pub(crate) struct Filter {
    pub(crate) name: &'static str,
    pub(crate) label: String,
    pub(crate) choices: Vec<Choice>,
}

impl<'a> Asked<'a> {
    pub(crate) fn get(&self, name: &str) -> Option<&'a str> {
        self.fields.get(name)
    }

    /// Whether the searched text stands in any of `texts`, large or small.
    pub(crate) fn matches(&self, texts: &[&str]) -> bool {
        let Some(wanted) = self.get("q").map(str::to_lowercase) else { return true };
        texts.iter().any(|it| it.to_lowercase().contains(&wanted))
    }

    /// This list with one field set or taken away; the page begins anew.
    pub(crate) fn with(&self, name: &str, value: Option<&str>) -> String {
        let kept = self.fields.0.iter().map(|it| (it.0.as_str(), it.1.as_str()));
        let kept = kept.filter(|it| it.0 != name && it.0 != "sida" && !it.1.is_empty());
        with_query(self.path, kept.chain(value.map(|it| (name, it))))
    }

    fn at(&self, page: usize) -> String {
        let page = page.to_string();
        self.with("sida", (page != "1").then_some(page.as_str()))
    }

    /// The rows of the page that is asked for.
    pub(crate) fn page<T>(&self, lang: Lang, rows: Vec<T>) -> (Vec<T>, Pager) {
        let total = rows.len();
        let pages = total.div_ceil(ROWS).max(1);
        let page = self.get("sida").and_then(|it| it.parse().ok()).unwrap_or(1).clamp(1, pages);
        let from = (page - 1) * ROWS;
        let rows: Vec<T> = rows.into_iter().skip(from).take(ROWS).collect();
        let digits = |it: usize| number(lang, i64::try_from(it).unwrap_or(i64::MAX));
        let args = Args::new()
            .with("from", digits(if total == 0 { 0 } else { from + 1 }))
            .with("to", digits(from + rows.len()))
            .with("count", digits(total));
        let pager = Pager {
            text: say(lang, "list-pager", &args),
            previous: (page > 1).then(|| self.at(page - 1)),
            next: (page < pages).then(|| self.at(page + 1)),
        };
        (rows, pager)
    }

    /// What the list is ordered by: `default` unless the address says another that is known.
    pub(crate) fn order(&self, known: &[&'static str], default: &'static str) -> &'static str {
        let wanted = self.get("sortera");
        known.iter().copied().find(|it| Some(*it) == wanted).unwrap_or(default)
    }

    /// A heading by which the list can be ordered.
    pub(crate) fn heading(
        &self,
        text: String,
        by: &'static str,
        order: &str,
        falls: bool,
        class: &'static str,
    ) -> Heading {
        let here = by == order;
        let (icon, sorted) = match (here, falls) {
            (false, _) => ("i-sort", ""),
            (true, true) => ("i-down", "descending"),
            (true, false) => ("i-up", "ascending"),
        };
        Heading { text, href: self.with("sortera", Some(by)), icon, sorted, class }
    }

    /// One link for each filter that is set: following it takes the filter away.
    pub(crate) fn chips(&self, filters: &[Filter]) -> Vec<Link> {
        let chosen = |it: &Filter| {
            let choice = it.choices.iter().find(|it| it.chosen && !it.value.is_empty())?;
            Some(Link { href: self.with(it.name, None), text: format!("{}: {}", it.label, choice.text) })
        };
        let searched = self
            .get("q")
            .map(|it| Link { href: self.with("q", None), text: format!("”{}”", text::visible(it)) });
        searched.into_iter().chain(filters.iter().filter_map(chosen)).collect()
    }

    /// A filter; its first choice leaves it out.
    pub(crate) fn filter(
        &self,
        name: &'static str,
        label: String,
        all: String,
        choices: Vec<(String, String)>,
    ) -> Filter {
        let chosen = self.get(name).unwrap_or_default();
        let choices = std::iter::once((String::new(), all))
            .chain(choices)
            .map(|(value, text)| Choice { chosen: value == chosen, value, text })
            .collect();
        Filter { name, label, choices }
    }
}

/// A heading that orders nothing.
pub(crate) fn plain(text: String, class: &'static str) -> Heading {
    Heading { text, href: String::new(), icon: "", sorted: "", class }
}
