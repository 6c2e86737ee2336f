//! `skydd demo`: what a manager would read on one screen.

use domain::{
    message::{Args, Lang},
    severity::Severity,
};
use serde_json::json;
use text::{explain, long_date, percent, say, word};

use super::{
    access,
    args::{Demo, Format},
    exit::Exit,
    output::{self, Output},
    serve,
};
use crate::{
    config::Environment,
    service::{
        Ctx, Refusal,
        accounts::{self, Chosen},
        check_access::Shown,
        demo::{self, Demo as Shows},
    },
};

/// Findings of the worst kinds that the screen shows with their path.
const SHOWN: usize = 6;

pub(super) async fn run(
    ctx: &Ctx,
    out: Output,
    args: &Demo,
    environment: &Environment,
) -> Result<Exit, Refusal> {
    let progress = output::progress(word(out.lang, "demo-progress"));
    let demo = demo::run(ctx).await;
    progress.finish_and_clear();
    let demo = demo?;
    if out.format == Format::Json {
        let whole = demo.judged.posture.organisation;
        output::json(&json!({
            "as_of": demo.situation.as_of.instant,
            "verified": { "part": whole.verified().part, "of": whole.verified().whole },
            "met": { "part": whole.met_of_verified().part, "of": whole.met_of_verified().whole },
            "access_findings": demo.checked.findings.len(),
            "register_findings": demo.judged.findings.len(),
            "reports": demo.reports.iter().map(|it| it.display().to_string()).collect::<Vec<_>>(),
        }));
    } else {
        screen(out.lang, &demo);
    }
    if args.no_serve {
        return Ok(Exit::Clean);
    }
    // The demo is shown, not kept: each time it gets a password that can be read on the screen.
    let password = accounts::reset_administrator(ctx, Chosen::Made).await?;
    output::note("");
    serve::tell(out, password.as_deref());
    serve::serve(ctx, out, &args.serve, environment).await
}

fn screen(lang: Lang, demo: &Shows) {
    let heading = |key: &str| {
        output::line("");
        output::line(&word(lang, key));
    };
    let situation = &demo.situation;
    let name = situation.inventory.organisation.as_ref().map(|it| it.name.clone()).unwrap_or_default();
    let day = long_date(lang, situation.as_of.day);
    output::line(&say(lang, "demo-title", &Args::new().with("name", name).with("day", day)));
    let whole = demo.judged.posture.organisation;
    let args = Args::new()
        .with("verified", percent(lang, whole.verified().part, whole.verified().whole))
        .with("met", percent(lang, whole.met_of_verified().part, whole.met_of_verified().whole))
        .with("total", whole.total())
        .with("rest", whole.not_verified)
        .with("gaps", whole.gap)
        .with("systems", situation.needs().len())
        .with("assets", situation.inventory.assets.len());
    output::line(&say(lang, "demo-posture", &args));

    heading("demo-register");
    let mut kinds: Vec<&domain::register::Finding> = demo.judged.findings.iter().collect();
    kinds.sort_by_key(|it| std::cmp::Reverse(it.severity));
    for it in kinds.iter().take(SHOWN) {
        output::line(&format!("  {} {}", label(lang, it.severity), explain(lang, &it.message)));
    }
    if kinds.len() > SHOWN {
        output::line(&format!(
            "  {}",
            say(lang, "and-more", &Args::new().with("count", kinds.len() - SHOWN))
        ));
    }

    heading("demo-access");
    output::line(&access::by_kind(lang, &demo.checked).text(Some(90)));
    heading("demo-worst");
    for it in worst(demo) {
        let system = it.system.as_deref().map(|code| situation.system_name(lang, code)).unwrap_or_default();
        let line = format!("  {} {system}: {}", label(lang, it.severity), access::kind(lang, it));
        output::line(&line);
        output::line(&format!("      {}", access::path(lang, it)));
    }
    output::line("");
    for path in &demo.reports {
        output::line(&say(lang, "demo-report", &Args::new().with("path", path.display().to_string())));
    }
    output::line(&say(lang, "demo-next", &Args::new()));
}

/// The worst findings that have a path, one per kind and system so that the screen shows the spread.
fn worst(demo: &Shows) -> Vec<&Shown> {
    let mut all: Vec<&Shown> =
        demo.checked.findings.iter().filter(|it| !it.path.is_empty() || !it.left_path.is_empty()).collect();
    all.sort_by_key(|it| std::cmp::Reverse(it.severity));
    let mut seen = std::collections::BTreeSet::new();
    all.into_iter().filter(|it| seen.insert((it.kind, it.system.clone()))).take(SHOWN).collect()
}

fn label(lang: Lang, severity: Severity) -> String {
    format!("{:<8}", access::severity(lang, severity))
}
