use std::collections::BTreeMap;

use crate::{
    html,
    model::{AccessRow, Bar, Day, Decision, Figure, GapRow, Management, Point, PostureRow},
    pdf,
};

/// Text that would do harm wherever it were read as markup, code or a formula.
const HOSTILE: &str = "<script>alert(1)</script> #let x = 1 *fet* {{title}} =1+1";

fn report() -> Management {
    let text = |it: &str| it.to_owned();
    let labels = [
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
    let row = |name: &str, indent, total_row| PostureRow {
        name: text(name),
        indent,
        total_row,
        total: text("120"),
        verified: text("41 %"),
        met: text("83 %"),
        gaps: text("7"),
        bar: Bar::of(34, 8, 7, 120),
        bar_text: text("34 uppfyllt, 8 delvis, 7 brist, 71 ej verifierat"),
    };
    Management {
        lang: "sv",
        region: "SE",
        day: Day { year: 2026, month: 11, day: 1 },
        title: text("Informationssäkerhet, november 2026"),
        subtitle: text("Provkommunen. Ledningsrapport"),
        as_of: text("Läget den 1 november 2026"),
        secrecy: text("Sekretess 18 kap. 8 § OSL, prövas vid utlämnande"),
        labels: labels.iter().map(|it| (*it, format!("[{it}]"))).collect::<BTreeMap<_, _>>(),
        summary: vec![Point { lead: text("Vi vet lite."), text: text(HOSTILE) }],
        figures: vec![
            Figure { label: text("Verifierat"), value: text("41 %"), note: text("av 120 krav") };
            4
        ],
        decisions: vec![Decision {
            number: text("1"),
            title: text(HOSTILE),
            text: text("Rollen är tom."),
            proposal: text("Utse någon."),
            who: text("Kanslichefen."),
        }],
        posture: vec![
            row(HOSTILE, false, false),
            row("Förvaltningen", true, false),
            row("Hela organisationen", false, true),
        ],
        posture_note: text("71 av 120 krav är inte verifierade."),
        access: vec![AccessRow {
            system: text(HOSTILE),
            authorised: text("20"),
            reach: text("21"),
            outside: text("1"),
            hinder: text("0"),
            worst: text("Når utanför regeln"),
        }],
        access_note: text("Katalogen är läst ur en fil."),
        gaps: vec![GapRow {
            control: text("BAC-01"),
            title: text("Säkerhetskopiering"),
            on: text(HOSTILE),
            why: text("Återläsning är inte provad"),
            since: text("2026-10-01"),
        }],
        gaps_note: text("Det var alla."),
        method: vec![text(HOSTILE)],
    }
}

#[test]
fn the_page_shows_hostile_text_as_text_and_fetches_nothing() {
    let page = html::management(&report()).unwrap();
    assert!(!page.contains("<script"), "{page}");
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
    assert!(!page.contains("src=") && !page.contains("http://") && !page.contains("https://"));
    assert!(page.contains("<html lang=\"sv\">"));
}

#[test]
fn the_pdf_is_the_same_bytes_each_time() {
    let first = pdf::management(&report()).unwrap();
    assert!(first.starts_with(b"%PDF-1.7"));
    assert_eq!(first, pdf::management(&report()).unwrap());
    if let Some(folder) = option_env!("SHOW_REPORT") {
        std::fs::write(format!("{folder}/report.pdf"), &first).unwrap();
        std::fs::write(format!("{folder}/report.html"), html::management(&report()).unwrap()).unwrap();
    }
}
