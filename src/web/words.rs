//! Names and marks that many pages show: of systems, units, people, levels, verdicts.

use domain::{
    access::snapshot::Completeness,
    assurance::{Judgement, Verdict},
    catalogue::Scope,
    inventory::{Asset, System, UnitKind},
    level::Level,
    message::{Args, Lang},
    need::SystemNeed,
    posture::Figure,
    requirement::Object,
};
use report::model::Bar;
use serde::Serialize;
use text::{number, percent, say, word};

use super::parts::{Link, Mark};
use crate::{edge::href::href, service::Situation};

/// A level of one dimension, as a coloured mark with its number.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Lv {
    pub(crate) class: String,
    pub(crate) code: String,
    pub(crate) name: String,
    pub(crate) level: String,
}

/// A bar with its figures beside it.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Spread {
    pub(crate) bar: Bar,
    pub(crate) bar_text: String,
    pub(crate) sub: String,
}

/// Somebody, or that there is nobody.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Person {
    pub(crate) name: String,
    pub(crate) sub: String,
    /// Set where there is nobody: the mark says so.
    pub(crate) missing: Option<Mark>,
}

/// What knows how things are called.
#[derive(Clone, Copy)]
pub(crate) struct Words<'a> {
    pub(crate) lang: Lang,
    pub(crate) situation: &'a Situation,
}

impl Words<'_> {
    pub(crate) fn count(&self, value: usize) -> String {
        number(self.lang, i64::try_from(value).unwrap_or(i64::MAX))
    }

    pub(crate) fn say(&self, key: &str, args: &Args) -> String {
        say(self.lang, key, args)
    }

    pub(crate) fn word(&self, key: &str) -> String {
        word(self.lang, key)
    }

    pub(crate) fn system(&self, code: &str) -> Link {
        let text = text::visible(&self.situation.system_name(self.lang, code));
        Link { href: href(&["system", code]), text }
    }

    pub(crate) fn asset(&self, code: &str) -> Link {
        let found = self.situation.inventory.assets.iter().find(|it| it.code == code);
        let text = found.map_or(code, |it| it.name.as_str());
        Link { href: href(&["tillgangar", code]), text: text::visible(text) }
    }

    pub(crate) fn control(&self, code: &str) -> Link {
        let title = self.situation.catalogue.control(code).map_or(code, |it| it.title.get(self.lang));
        Link { href: href(&["sakerhetsatgarder", code]), text: title.to_owned() }
    }

    /// What a requirement is on, with the page that shows it where there is one.
    pub(crate) fn object(&self, object: &Object) -> Link {
        match object.scope {
            Scope::System => self.system(&object.code),
            Scope::Information => self.asset(&object.code),
            _ => Link {
                href: String::new(),
                text: text::visible(&self.situation.object_name(self.lang, object)),
            },
        }
    }

    /// The unit with the nämnd or bolag that answers for it.
    pub(crate) fn unit(&self, code: &str) -> String {
        let own = self.situation.unit_name(self.lang, code);
        let name = match self.board(code) {
            Some(board) if board != code => format!("{}, {own}", self.situation.unit_name(self.lang, &board)),
            _ => own,
        };
        text::visible(&name)
    }

    /// The nämnd or bolag above a unit, or itself where it is one.
    pub(crate) fn board(&self, code: &str) -> Option<String> {
        let units = &self.situation.inventory.units;
        let mut at = units.iter().find(|it| it.code == code)?;
        // No unit stands below itself; the register refuses it, and this walk ends whatever it says.
        for _ in 0..units.len() {
            if matches!(at.kind, UnitKind::Board | UnitKind::Company) {
                return Some(at.code.clone());
            }
            at = units.iter().find(|it| Some(&it.code) == at.parent.as_ref())?;
        }
        None
    }

    /// Boards and companies by name: the choices of a filter.
    pub(crate) fn boards(&self) -> Vec<(String, String)> {
        let kinds = [UnitKind::Board, UnitKind::Company];
        let units = self.situation.inventory.units.iter().filter(|it| kinds.contains(&it.kind));
        let mut out: Vec<_> = units
            .map(|it| (it.code.clone(), text::visible(&self.situation.unit_name(self.lang, &it.code))))
            .collect();
        out.sort_by(|a, b| text::compare(self.lang, &a.1, &b.1));
        out
    }

    /// A person by code; one with protected identity by no name.
    pub(crate) fn person(&self, code: &str) -> String {
        match self.situation.inventory.people.iter().find(|it| it.code == code) {
            Some(it) if it.protected => self.word("person-protected"),
            Some(it) => text::visible(&it.name),
            // A unit can answer for information too.
            None => text::visible(&self.situation.unit_name(self.lang, code)),
        }
    }

    /// Who holds a role.
    pub(crate) fn holder(&self, code: Option<&String>) -> Person {
        let Some(code) = code else {
            let text = self.word("word-vacant");
            let mark = Mark { class: "st st-bad".to_owned(), icon: "s-bad".to_owned(), text };
            return Person { name: String::new(), sub: String::new(), missing: Some(mark) };
        };
        let found = self.situation.inventory.people.iter().find(|it| it.code == *code);
        let title = found.filter(|it| !it.protected).and_then(|it| it.title.clone()).unwrap_or_default();
        Person { name: self.person(code), sub: text::visible(&title), missing: None }
    }

    fn level(&self, dimension: usize, level: Option<Level>, at_least: bool) -> Option<Lv> {
        let dimension = self.situation.model.dimensions.get(dimension)?;
        if dimension.optional && level.is_none() {
            return None;
        }
        let text = level.and_then(|it| dimension.describe(it)).map(|it| it.code.to_string());
        let rank = level.map_or(0, Level::rank);
        let level = match (text, at_least) {
            (Some(text), true) => format!("≥\u{2060}{text}"),
            (Some(text), false) => text,
            (None, _) => "?".to_owned(),
        };
        Some(Lv {
            class: format!("lv-{}", rank.min(4)),
            code: dimension.code.clone(),
            name: dimension.name.get(self.lang).to_owned(),
            level,
        })
    }

    /// The class mark of a system.
    pub(crate) fn need(&self, need: &SystemNeed) -> Vec<Lv> {
        let all = need.dimensions.iter().enumerate();
        all.filter_map(|(place, it)| self.level(place, it.effective, it.at_least())).collect()
    }

    /// The class mark of an asset.
    pub(crate) fn classification(&self, asset: &Asset) -> Vec<Lv> {
        let levels = self.levels(asset);
        levels.into_iter().enumerate().filter_map(|(place, it)| self.level(place, it, false)).collect()
    }

    /// Levels of an asset in force today.
    pub(crate) fn levels(&self, asset: &Asset) -> Vec<Option<Level>> {
        let model = &self.situation.model;
        let day = self.situation.as_of.day;
        let version = domain::classification::in_force(asset, day);
        let of = |code: &str, place: usize| {
            let written = version.as_ref()?.levels.get(code)?;
            model.dimensions.get(place)?.level(written)
        };
        model.dimensions.iter().enumerate().map(|(place, it)| of(&it.code, place)).collect()
    }

    /// A level with its word: `3 allvarlig`.
    pub(crate) fn level_label(&self, dimension: usize, level: Option<Level>) -> String {
        let dimension = self.situation.model.dimensions.get(dimension);
        match dimension.zip(level) {
            Some((dimension, level)) => dimension.label(level).get(self.lang).to_owned(),
            None => self.word("need-unknown"),
        }
    }

    /// A level as a mark of its own, without the dimension's letter.
    pub(crate) fn level_class(level: Option<Level>) -> String {
        format!("lv-{}", level.map_or(0, Level::rank).min(4))
    }

    pub(crate) fn verdict(&self, verdict: Verdict) -> Mark {
        let shape = match verdict {
            Verdict::Met => "ok",
            Verdict::Partly => "part",
            Verdict::Gap => "bad",
            Verdict::NotVerified => "unk",
            Verdict::Exception => "exc",
            Verdict::NotApplicable => "na",
        };
        Mark {
            class: format!("st st-{shape}"),
            icon: format!("s-{shape}"),
            text: capital(&self.word(verdict.word())),
        }
    }

    pub(crate) fn completeness(&self, completeness: Completeness) -> Mark {
        let shape = match completeness {
            Completeness::Proven => "ok",
            Completeness::Stated => "part",
            Completeness::Incomplete => "unk",
        };
        let name: &'static str = completeness.into();
        Mark {
            class: format!("st st-{shape}"),
            icon: format!("s-{shape}"),
            text: capital(&self.word(&format!("completeness-{name}"))),
        }
    }

    /// Bar and figures of some verdicts.
    pub(crate) fn spread(&self, figure: Figure) -> Spread {
        let args = Args::new()
            .with("met", figure.met)
            .with("partly", figure.partly)
            .with("gap", figure.gap)
            .with("rest", figure.not_verified);
        let shares = Args::new()
            .with("verified", percent(self.lang, figure.verified().part, figure.verified().whole))
            .with("met", percent(self.lang, figure.met_of_verified().part, figure.met_of_verified().whole));
        Spread {
            bar: Bar::of(figure.met, figure.partly, figure.gap, figure.total()),
            bar_text: self.say("report-bar", &args),
            sub: self.say("spread-shares", &shares),
        }
    }

    /// The reason of a verdict.
    pub(crate) fn reason(&self, judgement: &Judgement) -> String {
        say(self.lang, judgement.reason.key, &judgement.reason.args)
    }

    /// The flags of an object, in words.
    pub(crate) fn flags(&self, flags: &[String]) -> Vec<String> {
        let known = &self.situation.catalogue.flags;
        flags
            .iter()
            .map(|it| known.get(it).map_or_else(|| text::visible(it), |text| text.get(self.lang).to_owned()))
            .collect()
    }
}

/// Systems that are in the register and not closed.
pub(crate) fn live(situation: &Situation) -> impl Iterator<Item = &System> {
    situation.inventory.systems.iter().filter(|it| it.retired.is_none())
}

/// The text with its first letter large: words of the log stand small.
pub(crate) fn capital(text: &str) -> String {
    let mut signs = text.chars();
    signs.next().map(|it| it.to_uppercase().chain(signs).collect()).unwrap_or_default()
}

/// Minutes as people say them.
pub(crate) fn duration(lang: Lang, minutes: u32) -> String {
    let (key, count) = match minutes {
        it if it >= 1440 && it % 1440 == 0 => ("duration-days", it / 1440),
        it if it >= 60 && it % 60 == 0 => ("duration-hours", it / 60),
        it => ("duration-minutes", it),
    };
    say(lang, key, &Args::new().with("count", count))
}
