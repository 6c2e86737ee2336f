//! Writing the management report.

use std::path::{Path, PathBuf};

use chrono::Months;
use domain::{
    message::{Lang, Message},
    permission::Action,
    posture,
};
use report::{html, model::Management, pdf};
use store::{Entry, NewReport};

use super::{
    builtin,
    ctx::{Ctx, When},
    management,
    refusal::{Refusal, write_file},
    situation::{self, Judged, Situation},
    view,
};

/// Version of the derivations: raised whenever one can give another answer for the same facts.
const ENGINE: i32 = 1;

/// Months back that the report compares with.
const COMPARED_MONTHS: u32 = 3;

/// Forms of a report, by the ending of the file.
enum Form {
    Html,
    Pdf,
}

/// Writes the report of `when` to each of `to`.
pub(crate) async fn management(ctx: &Ctx, to: &[PathBuf], when: When) -> Result<Vec<PathBuf>, Refusal> {
    ctx.may(Action::ReportWrite)?;
    forms(to)?;
    let situation = situation::load(ctx, when).await?;
    let judged = situation.judge()?;
    write(ctx, &situation, &judged, to).await
}

/// The report of now, to be read on the screen: nothing is kept.
pub(crate) async fn on_screen(ctx: &Ctx) -> Result<Management, Refusal> {
    let view = view::now(ctx).await?;
    if let Some(report) = view.report.get() {
        return Ok(report.clone());
    }
    let ctx = ctx.clone();
    tokio::task::spawn_blocking(move || {
        let moved = moved(&ctx, &view.situation, &view.judged)?;
        let report = || management::report(&view.situation, &view.judged, moved);
        Ok(view.report.get_or_init(report).clone())
    })
    .await?
}

/// Writes the report of a situation that has been judged already.
pub(crate) async fn write(
    ctx: &Ctx,
    situation: &Situation,
    judged: &Judged,
    to: &[PathBuf],
) -> Result<Vec<PathBuf>, Refusal> {
    let permit = ctx.may(Action::ReportWrite)?;
    let forms = forms(to)?;
    let model = management::report(situation, judged, moved(ctx, situation, judged)?);
    let mut written = vec![];
    for (path, form) in to.iter().zip(forms) {
        let bytes = render(&model, &form)?;
        if let Some(folder) = path.parent().filter(|it| !it.as_os_str().is_empty()) {
            std::fs::create_dir_all(folder)
                .map_err(|source| Refusal::File { path: folder.to_owned(), source })?;
        }
        write_file(path, &bytes)?;
        written.push(path.clone());
    }
    let document = serde_json::to_vec(&model).map_err(report::RenderError::from)?;
    let known = ctx.store.read(&permit).await?.known();
    let mut write = ctx.store.write(permit, ctx.stamp()).await?;
    let catalogue = builtin::keep(ctx, &mut write).await?;
    let kept = NewReport {
        kind: "management",
        scope: serde_json::json!({}),
        as_of: situation.as_of.day,
        known,
        engine: ENGINE,
        catalogue,
        lang: ctx.lang,
        public: false,
        model: document,
    };
    write.add_report(&kept).await?;
    write.commit(Entry::new("report-management").with("files", written.len())).await?;
    Ok(written)
}

fn render(model: &Management, form: &Form) -> Result<Vec<u8>, Refusal> {
    Ok(match form {
        Form::Html => html::management(model)?.into_bytes(),
        Form::Pdf => pdf::management(model)?,
    })
}

fn forms(to: &[PathBuf]) -> Result<Vec<Form>, Refusal> {
    let form = |path: &PathBuf| match path
        .extension()
        .and_then(|it| it.to_str())
        .map(str::to_lowercase)
        .as_deref()
    {
        Some("html" | "htm") => Ok(Form::Html),
        Some("pdf") => Ok(Form::Pdf),
        _ => Err(Refusal::told(Message::new("report-unknown-form").with("path", path.display().to_string()))),
    };
    to.iter().map(form).collect()
}

/// What moved since some months ago, by what the register says of that day now: *with later corrections*.
fn moved(
    ctx: &Ctx,
    situation: &Situation,
    judged: &Judged,
) -> Result<Option<(chrono::NaiveDate, posture::Movement)>, Refusal> {
    let Some(since) = situation.as_of.day.checked_sub_months(Months::new(COMPARED_MONTHS)) else {
        return Ok(None);
    };
    let before = Situation::of(ctx, situation.inventory.clone(), None, ctx.as_of(When::Day(since)))?;
    let then = before.judge()?;
    let movement = posture::compare(
        posture::counted(&then.judgements, &before.inventory),
        posture::counted(&judged.judgements, &situation.inventory),
    );
    Ok((movement.before.verified().part > 0).then_some((since, movement)))
}

/// The names under which the demo keeps its report.
pub(crate) fn kept_under(folder: &Path, day: chrono::NaiveDate, lang: Lang) -> [PathBuf; 2] {
    let name = match lang {
        Lang::Sv => "ledningsrapport",
        Lang::En => "management-report",
    };
    [folder.join(format!("{name}-{day}.html")), folder.join(format!("{name}-{day}.pdf"))]
}
