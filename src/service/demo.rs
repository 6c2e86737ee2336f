//! The demo: the fictional municipality, loaded, checked and reported on, on its own day.

use std::path::PathBuf;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use domain::message::Message;
use rust_embed::RustEmbed;

use super::{
    check_access::{self, Checked, Material},
    ctx::{Ctx, When},
    import::{self, File, Options},
    refusal::Refusal,
    report,
    situation::{self, Judged, Situation},
};

#[derive(RustEmbed)]
#[folder = "examples/norrvada"]
struct Sample;

/// The sample's day: the clock of the demo starts on its morning.
const DAY: Option<NaiveDate> = NaiveDate::from_ymd_opt(2026, 11, 1);
const MORNING: Option<NaiveTime> = NaiveTime::from_hms_opt(7, 0, 0);
const NAME: &str = "Norrvada kommun (fiktiv)";

/// What the demo shows.
pub(crate) struct Demo {
    pub(crate) situation: Situation,
    pub(crate) judged: Judged,
    pub(crate) checked: Checked,
    pub(crate) reports: Vec<PathBuf>,
}

/// Seconds by which the clock must be moved so that `now` is the morning of the sample's day.
pub(crate) fn clock_offset(now: DateTime<Utc>) -> i64 {
    let start = DAY.zip(MORNING).map(|(day, time)| day.and_time(time).and_utc());
    start.map_or(0, |it| (it - now).num_seconds())
}

/// Loads the sample, where it is not there yet, checks access and writes the report.
pub(crate) async fn run(ctx: &Ctx) -> Result<Demo, Refusal> {
    let checked = load(ctx).await?;
    let situation = situation::load(ctx, When::Now).await?;
    let judged = situation.judge()?;
    let to = report::kept_under(&ctx.folder.reports(), ctx.today(), ctx.lang);
    let reports = report::write(ctx, &situation, &judged, &to).await?;
    Ok(Demo { situation, judged, checked, reports })
}

/// Loads the sample, where it is not there yet, and checks access.
pub(crate) async fn load(ctx: &Ctx) -> Result<Checked, Refusal> {
    let present = situation::load(ctx, When::Now).await?;
    let name = present.inventory.organisation.as_ref().map(|it| it.name.as_str());
    if name.is_some_and(|it| it != NAME) || (name.is_none() && !present.inventory.systems.is_empty()) {
        let message =
            Message::new("demo-other-organisation").with("path", ctx.folder.path().display().to_string());
        return Err(Refusal::told(message));
    }
    let read_already = present.kept.is_some();
    if name.is_none() {
        import::import_files(ctx, &files(), &Options::default()).await?;
    }
    if read_already {
        let asked = check_access::Asked::Live(check_access::Sources::default());
        check_access::check(ctx, &asked, &[], When::Now).await
    } else {
        check_access::read(ctx, material()?, &[], When::Now).await
    }
}

fn files() -> Vec<File> {
    let names = Sample::iter().filter(|it| it.ends_with(".yaml"));
    names.filter_map(|it| Some((it.to_string(), Sample::get(&it)?.data.into_owned()))).collect()
}

fn material() -> Result<Material, Refusal> {
    let file = |name: &str| {
        let found = Sample::get(name).map(|it| it.data.into_owned());
        found.ok_or_else(|| Refusal::told(Message::new("cli-builtin-damaged")))
    };
    Ok(Material {
        ldif_name: "directory.ldif".to_owned(),
        ldif: file("directory.ldif")?,
        hr: Some(("hr.csv".to_owned(), file("hr.csv")?)),
        entries: None,
        stated_by: None,
        accept_drop: false,
    })
}
