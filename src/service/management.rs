//! The management report: the situation in the words of those who decide. Every figure is counted elsewhere.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};
use domain::{
    access::{check::Outcome, snapshot::Completeness},
    assurance::{Judgement, Verdict, Words},
    catalogue::Scope,
    inventory::{Code, UnitKind},
    message::{Args, Lang},
    posture::{Figure as Count, Movement},
    register,
    severity::{Kind, Severity},
};
use report::model::{AccessRow, Bar, Day, Decision, Figure, GapRow, Labels, Management, Point, PostureRow};
use text::{long_date, number, percent, say, word};

use super::situation::{Judged, Situation};

/// Rows of a table on paper: two pages hold no more, and what is left out is counted beside it.
const ROWS: usize = 12;
const DECISIONS: usize = 5;
/// Roles that a decision names.
const NAMED: usize = 6;
/// Rows of posture, beside those of the whole: more than these do not fit on two pages with all else.
const POSTURE_ROWS: usize = 18;
/// Characters of what was seen that a row of gaps has room for.
const SEEN: usize = 120;

const LABELS: [&str; 27] = [
    "summary",
    "decisions",
    "no-decisions",
    "posture",
    "unit",
    "spread",
    "requirements",
    "verified",
    "met",
    "gaps",
    "word-met",
    "word-partly",
    "word-gap",
    "word-not-verified",
    "access",
    "system",
    "authorised",
    "reach",
    "outside",
    "hinder",
    "worst",
    "known-gaps",
    "control",
    "on",
    "why",
    "since",
    "method",
];

/// The report of `situation`, with what moved since `since` where that can be said.
pub(crate) fn report(
    situation: &Situation,
    judged: &Judged,
    moved: Option<(NaiveDate, Movement)>,
) -> Management {
    Writer { lang: situation.lang, situation, judged }.write(moved)
}

struct Writer<'a> {
    lang: Lang,
    situation: &'a Situation,
    judged: &'a Judged,
}

/// Accounts that reach outside the rule, and people who should and cannot.
#[derive(Default)]
struct AccessCount {
    outside: BTreeSet<String>,
    hinder: BTreeSet<String>,
    worst: Option<(Severity, Kind, usize)>,
}

/// Cut at a blank where it is long.
fn short(text: &str) -> String {
    if text.chars().count() <= SEEN {
        return text.to_owned();
    }
    let cut: String = text.chars().take(SEEN).collect();
    let whole = cut.rsplit_once(' ').map_or(cut.as_str(), |it| it.0);
    format!("{whole} …")
}

impl Writer<'_> {
    fn write(&self, moved: Option<(NaiveDate, Movement)>) -> Management {
        let day = self.situation.as_of.day;
        let name =
            self.situation.inventory.organisation.as_ref().map(|it| it.name.clone()).unwrap_or_default();
        let args = || Args::new().with("day", long_date(self.lang, day)).with("organisation", name.clone());
        let month = format!("{} {}", word(self.lang, &format!("month-{}", day.month())), day.year());
        let gaps = self.gaps();
        Management {
            lang: self.lang.into(),
            region: if self.lang == Lang::Sv { "SE" } else { "GB" },
            day: Day { year: day.year(), month: day.month(), day: day.day() },
            title: say(self.lang, "report-title", &Args::new().with("month", month)),
            subtitle: say(self.lang, "report-subtitle", &args()),
            as_of: say(
                self.lang,
                if self.situation.corrected { "report-as-of-corrected" } else { "report-as-of" },
                &args(),
            ),
            secrecy: word(self.lang, "report-secrecy"),
            labels: LABELS
                .iter()
                .map(|it| (*it, word(self.lang, &format!("report-{it}"))))
                .collect::<Labels>(),
            summary: self.summary(moved),
            figures: self.figures(),
            decisions: self.decisions(),
            posture: self.posture(),
            posture_note: self.posture_note(),
            access: self.access_rows(),
            access_note: self.access_note(),
            gaps_note: self.more("report-gaps-more", "report-gaps-none", gaps.len()),
            gaps: gaps.into_iter().take(ROWS).collect(),
            method: self.method(),
        }
    }

    fn say(&self, key: &str, args: &Args) -> String {
        say(self.lang, key, args)
    }

    fn point(&self, key: &str, args: &Args) -> Point {
        Point { lead: self.say(&format!("{key}-lead"), args), text: self.say(key, args) }
    }

    fn whole(&self) -> Count {
        self.judged.posture.organisation
    }

    fn summary(&self, moved: Option<(NaiveDate, Movement)>) -> Vec<Point> {
        let whole = self.whole();
        let shares = Args::new()
            .with("verified", percent(self.lang, whole.verified().part, whole.verified().whole))
            .with("met", percent(self.lang, whole.met_of_verified().part, whole.met_of_verified().whole))
            .with("total", whole.total())
            .with("rest", whole.not_verified)
            .with("gaps", whole.gap)
            .with("partly", whole.partly);
        let mut out = vec![self.point("report-sum-verified", &shares), self.point("report-sum-met", &shares)];
        if let Some((since, movement)) = moved {
            let args = Args::new().with("since", long_date(self.lang, since));
            let lead = self.say("report-sum-moved-lead", &args);
            out.push(Point { lead, text: text::explain(self.lang, &movement.claim()) });
        }
        out.extend(self.lowest_board());
        out.push(self.access_point());
        out
    }

    /// The board whose share met of verified is lowest, where it can be compared.
    fn lowest_board(&self) -> Option<Point> {
        let boards = self.boards();
        let lowest = boards.iter().filter(|it| it.1.met_of_verified().whole > 0).min_by(|a, b| {
            let (a, b) = (a.1.met_of_verified(), b.1.met_of_verified());
            (a.part * b.whole).cmp(&(b.part * a.whole))
        })?;
        if boards.len() < 2 {
            return None;
        }
        let share = lowest.1.met_of_verified();
        let args = Args::new()
            .with("unit", self.situation.unit_name(self.lang, &lowest.0))
            .with("met", percent(self.lang, share.part, share.whole))
            .with("gaps", lowest.1.gap);
        Some(self.point("report-sum-lowest", &args))
    }

    fn access_point(&self) -> Point {
        let Some(outcome) = &self.judged.access else {
            return self.point("report-sum-no-access", &Args::new());
        };
        let (outside, hinder) = Self::access_totals(outcome);
        let systems =
            outcome.findings.iter().filter(|it| is_outside(it.kind)).filter_map(|it| it.system.as_ref());
        let args = Args::new()
            .with("outside", outside)
            .with("hinder", hinder)
            .with("systems", systems.collect::<BTreeSet<_>>().len());
        self.point("report-sum-access", &args)
    }

    fn access_totals(outcome: &Outcome) -> (usize, usize) {
        let accounts =
            outcome.findings.iter().filter(|it| is_outside(it.kind)).filter_map(|it| it.account.as_ref());
        let people =
            outcome.findings.iter().filter(|it| is_hinder(it.kind)).filter_map(|it| it.person.as_ref());
        (accounts.collect::<BTreeSet<_>>().len(), people.collect::<BTreeSet<_>>().len())
    }

    fn figures(&self) -> Vec<Figure> {
        let whole = self.whole();
        let share = |key: &str, share: domain::posture::Share| Figure {
            label: word(self.lang, &format!("report-fig-{key}")),
            value: percent(self.lang, share.part, share.whole),
            note: self.say(
                &format!("report-fig-{key}-note"),
                &Args::new().with("part", share.part).with("whole", share.whole),
            ),
        };
        let count = |key: &str, value: usize, of: usize| Figure {
            label: word(self.lang, &format!("report-fig-{key}")),
            value: number(self.lang, i64::try_from(value).unwrap_or(i64::MAX)),
            note: self.say(&format!("report-fig-{key}-note"), &Args::new().with("of", of)),
        };
        let mut out = vec![
            share("verified", whole.verified()),
            share("met", whole.met_of_verified()),
            count("gaps", whole.gap, whole.own_statement),
        ];
        match &self.judged.access {
            Some(outcome) => {
                let (outside, hinder) = Self::access_totals(outcome);
                out.push(count("outside", outside, outcome.systems.len()));
                out.push(count("hinder", hinder, outcome.systems.len()));
            }
            None => out.push(Figure {
                label: word(self.lang, "report-fig-outside"),
                value: "–".to_owned(),
                note: word(self.lang, "report-fig-not-read"),
            }),
        }
        out
    }

    /// What management must decide, the most pressing first.
    fn decisions(&self) -> Vec<Decision> {
        let mut out: Vec<(Severity, Point, String)> = vec![];
        out.extend(self.vacancies(register::Kind::RoleVacancy, "report-decide-vacancy"));
        out.extend(self.vacancies(register::Kind::DepartedHolder, "report-decide-departed"));
        out.extend(self.over_limit());
        out.extend(self.ungrounded());
        out.extend(self.old_classifications());
        out.extend(self.unclassified());
        out.extend(self.unread());
        out.sort_by_key(|it| std::cmp::Reverse(it.0));
        out.truncate(DECISIONS);
        out.into_iter()
            .enumerate()
            .map(|(index, (_, point, key))| Decision {
                number: (index + 1).to_string(),
                title: point.lead,
                text: point.text,
                proposal: word(self.lang, &format!("{key}-proposal")),
                who: word(self.lang, &format!("{key}-who")),
            })
            .collect()
    }

    fn vacancies(&self, kind: register::Kind, key: &str) -> Option<(Severity, Point, String)> {
        let found: Vec<_> = self.judged.findings.iter().filter(|it| it.kind == kind).collect();
        let worst = found.iter().map(|it| it.severity).max()?;
        let roles: Vec<String> = found
            .iter()
            .filter_map(|it| {
                let role: &'static str = it.role?.into();
                let args = Args::new()
                    .with("role", word(self.lang, &format!("role-{}", role.replace('_', "-"))))
                    .with("system", self.situation.system_name(self.lang, it.system.as_deref()?));
                Some(self.say("report-role-of", &args))
            })
            .collect();
        let args = Args::new().with("count", roles.len()).with("roles", self.some(roles, NAMED));
        Some((worst, self.point(key, &args), key.to_owned()))
    }

    /// The first of many, and how many more there are: the report has two pages, whatever the size of the organisation.
    fn some(&self, mut all: Vec<String>, most: usize) -> Vec<String> {
        let more = all.len().saturating_sub(most);
        if more > 0 {
            all.truncate(most);
            all.push(self.say("and-more", &Args::new().with("count", more)));
        }
        all
    }

    fn over_limit(&self) -> Option<(Severity, Point, String)> {
        let outcome = self.judged.access.as_ref()?;
        let found =
            outcome.findings.iter().filter(|it| it.kind == Kind::OverLimit).max_by_key(|it| it.severity)?;
        let detail =
            found.detail.as_ref().map(|it| text::explain(self.lang, &it.message())).unwrap_or_default();
        let args = Args::new()
            .with(
                "system",
                found.system.as_ref().map(|it| self.situation.system_name(self.lang, it)).unwrap_or_default(),
            )
            .with("detail", detail);
        let key = "report-decide-over-limit";
        Some((found.severity, self.point(key, &args), key.to_owned()))
    }

    /// Rules without a decided analysis, on systems that hold what the law guards most.
    fn ungrounded(&self) -> Option<(Severity, Point, String)> {
        const DEMANDING: [&str; 3] = ["patient_data", "social_services_data", "protected_identity"];
        let inventory = &self.situation.inventory;
        let demanding: BTreeSet<&str> = inventory
            .systems
            .iter()
            .filter(|it| it.flags.iter().any(|flag| DEMANDING.contains(&flag.as_str())))
            .map(|it| it.code.as_str())
            .collect();
        let rules: Vec<String> = inventory
            .rules
            .iter()
            .filter(|it| {
                it.retired.is_none() && it.ground.is_none() && demanding.contains(it.system.as_str())
            })
            .map(|it| it.code.clone())
            .collect();
        if rules.is_empty() {
            return None;
        }
        let key = "report-decide-ground";
        let args = Args::new().with("count", rules.len()).with("rules", self.some(rules, ROWS));
        Some((Severity::Medium, self.point(key, &args), key.to_owned()))
    }

    fn old_classifications(&self) -> Option<(Severity, Point, String)> {
        let old = self.judged.findings.iter().filter(|it| it.kind == register::Kind::StaleClassification);
        let worst = old.clone().map(|it| it.severity).max()?;
        let key = "report-decide-classification";
        Some((worst, self.point(key, &Args::new().with("count", old.count())), key.to_owned()))
    }

    fn unclassified(&self) -> Option<(Severity, Point, String)> {
        let assumed = self.whole().assumed;
        let key = "report-decide-unclassified";
        (assumed > 0)
            .then(|| (Severity::Medium, self.point(key, &Args::new().with("count", assumed)), key.to_owned()))
    }

    fn unread(&self) -> Option<(Severity, Point, String)> {
        let key = "report-decide-unread";
        let nothing = self.judged.access.is_none() && self.whole().total() > 0;
        nothing.then(|| (Severity::Medium, self.point(key, &Args::new()), key.to_owned()))
    }

    /// Boards (nämnder) and companies with anything to count, with their subtree.
    fn boards(&self) -> Vec<(Code, Count)> {
        let units = &self.judged.posture.units;
        let kinds = [UnitKind::Board, UnitKind::Company];
        self.situation
            .inventory
            .units
            .iter()
            .filter(|it| kinds.contains(&it.kind))
            .filter_map(|it| Some((it.code.clone(), units.get(&it.code)?.subtree)))
            .filter(|it| it.1.total() > 0)
            .collect()
    }

    fn posture(&self) -> Vec<PostureRow> {
        let inventory = &self.situation.inventory;
        let mut out = vec![];
        let mut boards = self.boards();
        let administrations = inventory.units.iter().filter(|it| it.kind == UnitKind::Administration).count();
        let apart = boards.len() + administrations <= POSTURE_ROWS;
        let more = boards.split_off(boards.len().min(POSTURE_ROWS));
        for (code, count) in boards {
            out.push(self.posture_row(self.situation.unit_name(self.lang, &code), count, false, false));
            if !apart {
                continue;
            }
            let below = inventory.units.iter().filter(|it| {
                it.kind == UnitKind::Administration && it.parent.as_deref() == Some(code.as_str())
            });
            for unit in below {
                let Some(figure) = self.judged.posture.units.get(&unit.code) else { continue };
                if figure.subtree.total() > 0 {
                    out.push(self.posture_row(
                        self.situation.unit_name(self.lang, &unit.code),
                        figure.subtree,
                        true,
                        false,
                    ));
                }
            }
        }
        if !more.is_empty() {
            let mut rest = Count::default();
            for it in &more {
                rest.add(it.1);
            }
            let name = self.say("and-more", &Args::new().with("count", more.len()));
            out.push(self.posture_row(name, rest, false, false));
        }
        let common = self.judged.posture.organisation_own;
        if common.total() > 0 {
            out.push(self.posture_row(word(self.lang, "report-common"), common, false, false));
        }
        out.push(self.posture_row(word(self.lang, "report-whole"), self.whole(), false, true));
        out
    }

    fn posture_row(&self, name: String, count: Count, indent: bool, total_row: bool) -> PostureRow {
        let digits = |value: usize| number(self.lang, i64::try_from(value).unwrap_or(i64::MAX));
        let args = Args::new()
            .with("met", count.met)
            .with("partly", count.partly)
            .with("gap", count.gap)
            .with("rest", count.not_verified);
        PostureRow {
            name,
            indent,
            total_row,
            total: digits(count.total()),
            verified: percent(self.lang, count.verified().part, count.verified().whole),
            met: percent(self.lang, count.met_of_verified().part, count.met_of_verified().whole),
            gaps: digits(count.gap),
            bar: Bar::of(count.met, count.partly, count.gap, count.total()),
            bar_text: self.say("report-bar", &args),
        }
    }

    fn posture_note(&self) -> String {
        let whole = self.whole();
        let args = Args::new()
            .with("rest", whole.not_verified)
            .with("total", whole.total())
            .with("assumed", whole.assumed)
            .with("own", whole.own_statement)
            .with("planned", self.judged.posture.planned.total());
        self.say("report-posture-note", &args)
    }

    fn access_counts(&self) -> BTreeMap<Code, AccessCount> {
        let mut out: BTreeMap<Code, AccessCount> = BTreeMap::new();
        let Some(outcome) = &self.judged.access else { return out };
        for finding in &outcome.findings {
            let Some(system) = &finding.system else { continue };
            let entry = out.entry(system.clone()).or_default();
            if is_outside(finding.kind) {
                entry.outside.extend(finding.account.clone());
            }
            if is_hinder(finding.kind) {
                entry.hinder.extend(finding.person.clone().or_else(|| finding.account.clone()));
            }
            entry.worst = match entry.worst {
                Some((severity, kind, count)) if kind == finding.kind => {
                    Some((severity.max(finding.severity), kind, count + 1))
                }
                Some(worst) if worst.0 >= finding.severity => Some(worst),
                _ => Some((finding.severity, finding.kind, 1)),
            };
        }
        out
    }

    fn access_rows(&self) -> Vec<AccessRow> {
        let Some(outcome) = &self.judged.access else { return vec![] };
        let counts = self.access_counts();
        let mut rows: Vec<_> =
            outcome.systems.iter().filter_map(|it| Some((it, counts.get(&it.code)?))).collect();
        rows.sort_by_key(|(it, count)| {
            let worst = count.worst.map(|it| it.0);
            (
                std::cmp::Reverse(worst),
                std::cmp::Reverse(count.outside.len() + count.hinder.len()),
                it.code.clone(),
            )
        });
        let digits = |value: u64| number(self.lang, i64::try_from(value).unwrap_or(i64::MAX));
        rows.into_iter()
            .take(ROWS)
            .map(|(it, count)| AccessRow {
                system: self.situation.system_name(self.lang, &it.code),
                authorised: digits(it.authorised),
                reach: digits(it.reach),
                outside: digits(count.outside.len() as u64),
                hinder: digits(count.hinder.len() as u64),
                worst: count.worst.map(|(severity, kind, _)| self.worst(severity, kind)).unwrap_or_default(),
            })
            .collect()
    }

    fn worst(&self, severity: Severity, kind: Kind) -> String {
        let (severity, kind): (&'static str, &'static str) = (severity.into(), kind.into());
        let args = Args::new()
            .with("severity", word(self.lang, &format!("severity-{severity}")))
            .with("kind", word(self.lang, &format!("kind-{}", kind.replace('_', "-"))));
        self.say("report-worst-of", &args)
    }

    fn access_note(&self) -> String {
        let (Some(kept), Some(outcome)) = (&self.situation.kept, &self.judged.access) else {
            return word(self.lang, "report-access-not-read");
        };
        let live = self.situation.needs().len();
        let completeness: &'static str = kept.completeness.into();
        let args = Args::new()
            .with("day", long_date(self.lang, kept.read_on))
            .with("entries", kept.snapshot.entries)
            .with("completeness", word(self.lang, &format!("completeness-{completeness}")))
            .with("judged", outcome.systems.len())
            .with("unmapped", live.saturating_sub(outcome.systems.len()))
            .with("shown", self.access_rows().len())
            .with("with", self.access_counts().len());
        let mut out = self.say("report-access-note", &args);
        let judged: BTreeSet<&str> = outcome.systems.iter().map(|it| it.code.as_str()).collect();
        let unmapped = self.situation.needs().iter().filter(|it| !judged.contains(it.system.as_str()));
        let unmapped: Vec<String> = unmapped.map(|it| it.system.clone()).collect();
        if !unmapped.is_empty() {
            out.push(' ');
            let names = self.some(unmapped, ROWS);
            out.push_str(&self.say("report-access-unmapped", &Args::new().with("names", names)));
        }
        if kept.completeness != Completeness::Proven {
            out.push(' ');
            out.push_str(&word(self.lang, "report-access-closes-nothing"));
        }
        out.push(' ');
        out.push_str(&word(self.lang, "report-access-not-looked-at"));
        out
    }

    /// Known gaps by control, those on most objects first, and of the thirty to begin with before the others.
    fn gaps(&self) -> Vec<GapRow> {
        let mut by_control: BTreeMap<&str, Vec<&Judgement>> = BTreeMap::new();
        for it in self.judged.judgements.iter().filter(|it| it.verdict() == Verdict::Gap) {
            by_control.entry(&it.control).or_default().push(it);
        }
        let mut all: Vec<_> = by_control.into_iter().collect();
        let start = |code: &str| self.situation.catalogue.control(code).is_some_and(|it| it.start);
        all.sort_by_key(|(code, on)| (!start(code), std::cmp::Reverse(on.len()), *code));
        all.into_iter().map(|(code, on)| self.gap(code, &on)).collect()
    }

    fn gap(&self, code: &str, on: &[&Judgement]) -> GapRow {
        let title = self.situation.catalogue.control(code).map(|it| it.title.get(self.lang).to_owned());
        let drivers = || on.iter().flat_map(|it| &it.verdict.drivers);
        let first = drivers().map(|it| it.proof.observed).min();
        let object = match on {
            [one] if one.object.scope != Scope::Organisation => {
                self.situation.object_name(self.lang, &one.object)
            }
            [_] => word(self.lang, "report-common"),
            many => {
                let systems = many.iter().filter(|it| it.object.scope == Scope::System).count();
                let key = if systems == many.len() { "report-on-systems" } else { "report-on-objects" };
                self.say(key, &Args::new().with("count", many.len()))
            }
        };
        GapRow {
            control: code.to_owned(),
            title: title.unwrap_or_default(),
            on: object,
            why: self.why(on),
            since: first.map(|it| it.to_string()).unwrap_or_default(),
        }
    }

    /// What was seen; of many, what was seen on the first.
    fn why(&self, on: &[&Judgement]) -> String {
        let seen = |it: &&Judgement| {
            let proof = &it.verdict.drivers.first()?.proof;
            Some(match proof.because.as_ref().or(proof.value.as_ref())? {
                Words::Written(text) => short(&text::visible(text)),
                Words::Said(message) => text::explain(self.lang, message),
            })
        };
        let Some((first, words)) = on.iter().find_map(|it| Some((it, seen(it)?))) else {
            return String::new();
        };
        match on.len() {
            1 => words,
            _ => self.say(
                "report-for-example",
                &Args::new().with("on", first.object.code.clone()).with("words", words),
            ),
        }
    }

    fn more(&self, key: &str, none: &str, count: usize) -> String {
        match count {
            0 => word(self.lang, none),
            all => self.say(key, &Args::new().with("count", all).with("more", all.saturating_sub(ROWS))),
        }
    }

    fn method(&self) -> Vec<String> {
        let live = self.situation.needs().len();
        let args = Args::new()
            .with("total", self.whole().total())
            .with("systems", live)
            .with("assumed", self.whole().assumed)
            .with("controls", self.situation.catalogue.controls.len());
        ["report-method-requirement", "report-method-met", "report-method-two", "report-method-reading"]
            .iter()
            .map(|it| self.say(it, &args))
            .collect()
    }
}

/// Kinds in which somebody reaches who should not.
pub(crate) fn is_outside(kind: Kind) -> bool {
    matches!(kind, Kind::Unauthorised | Kind::Leaver | Kind::Orphan | Kind::AmbiguousPerson)
}

/// Kinds in which somebody should reach and does not.
pub(crate) fn is_hinder(kind: Kind) -> bool {
    matches!(kind, Kind::MissingAccess | Kind::MissingAccount)
}
