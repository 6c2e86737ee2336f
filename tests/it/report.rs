//! The management report as its readers get it: a sound and accessible PDF, and the same figures in both forms.

use std::{path::PathBuf, process::Command};

use serde_json::Value;

use super::world::World;

/// The demo's report in `lang`, as HTML and PDF.
fn written(lang: &str) -> (World, String, PathBuf) {
    let world = World::empty();
    world.run(&format!("--lang {lang} demo --no-serve")).ended(0);
    let (html, pdf) = (world.path("report.html"), world.path("report.pdf"));
    for file in [&html, &pdf] {
        world.run(&format!("--lang {lang} report management --to {}", file.display())).ended(0);
    }
    let html = std::fs::read_to_string(html).unwrap();
    (world, html, pdf)
}

/// Standard output of a program that the tests' set-up installs.
fn output(program: &str, args: &[&str]) -> String {
    let out = Command::new(program).args(args).output();
    let out = out.unwrap_or_else(|it| panic!("{program}: {it}; cargo xtask test installs it"));
    assert!(out.status.success(), "{program} {args:?}: {}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8(out.stdout).unwrap()
}

#[test]
fn the_pdf_is_sound_tagged_and_says_its_language_title_and_parts() {
    for (lang, region, title) in [
        ("sv", "u:sv-SE", "Informationssäkerhet, november 2026"),
        ("en", "u:en-GB", "Information security, November 2026"),
    ] {
        let (_world, _, pdf) = written(lang);
        let pdf = pdf.to_str().unwrap();
        output("qpdf", &["--check", pdf]);
        let info = output("pdfinfo", &[pdf]);
        let says = |key: &str| {
            info.lines().find_map(|it| it.strip_prefix(key)).unwrap_or_default().trim().to_owned()
        };
        assert_eq!(
            (says("Title:").as_str(), says("Tagged:").as_str(), says("Pages:").as_str()),
            (title, "yes", "2")
        );
        assert!(says("Page size:").contains("A4"), "{info}");

        let json: Value = serde_json::from_str(&output("qpdf", &["--json", pdf])).unwrap();
        let objects = json["qpdf"][1].as_object().unwrap();
        let get = |reference: &Value| &objects[&format!("obj:{}", reference.as_str().unwrap())]["value"];
        let root = get(&objects["trailer"]["value"]["/Root"]);
        assert_eq!(root["/Lang"], region);
        assert_eq!(root["/MarkInfo"]["/Marked"], true);
        assert_eq!(root["/ViewerPreferences"]["/DisplayDocTitle"], true);
        assert!(root["/StructTreeRoot"].is_string());
        assert!(get(&root["/Outlines"])["/Count"].as_i64().unwrap().abs() >= 6, "a bookmark per part");
        let all = |kind: &str, named: &str| -> Vec<&Value> {
            objects.values().map(|it| &it["value"]).filter(|it| it[kind] == named).collect()
        };
        let heads = all("/S", "/TH");
        assert!(
            heads.len() > 10 && heads.iter().all(|it| it["/A"].to_string().contains("/Scope")),
            "{heads:?}"
        );
        let figures = all("/S", "/Figure");
        assert!(
            figures.len() > 5
                && figures.iter().all(|it| it["/Alt"].as_str().is_some_and(|alt| alt.len() > 10))
        );
        let fonts = all("/Type", "/FontDescriptor");
        let embedded = |it: &&&Value| it.as_object().unwrap().keys().any(|key| key.starts_with("/FontFile"));
        assert!(!fonts.is_empty() && fonts.iter().all(|it| embedded(&it)));
    }
}

#[test]
fn html_and_pdf_say_the_same_figures() {
    for lang in ["sv", "en"] {
        let (_world, html, pdf) = written(lang);
        let mut rest = lean(&output("pdftotext", &["-raw", pdf.to_str().unwrap(), "-"]));
        let body = html.split_once("<body").unwrap().1;
        // Between two pages stand foot and head, which may come in the middle of a sentence.
        let of = |class: &str| lean(body.split_once(class).unwrap().1.split('<').next().unwrap());
        let between = format!("{}1(2){}", of("class=\"sub\">"), of("class=\"secrecy\">"));
        assert!(rest.contains(&between), "{lang}: {between}");
        rest = rest.replacen(&between, "", 1);
        let mut texts: Vec<String> =
            body.split('>').skip(1).filter_map(|it| it.split('<').next()).map(lean).collect();
        texts.retain(|it| it.contains(|it: char| it.is_ascii_digit()));
        // the longest first, so that a lone figure does not take a place out of the middle of a sentence
        texts.sort_by_key(|it| std::cmp::Reverse(it.len()));
        assert!(texts.len() > 100, "{texts:?}");
        for text in &texts {
            assert!(rest.contains(text.as_str()), "{lang}: not in the PDF: {text}");
            rest = rest.replacen(text.as_str(), "\n", 1);
        }
        // What the PDF says beyond the HTML: numbers of list items, and the foot of its last page.
        let items = (1..=body.matches("<li>").count()).map(|it| it.to_string());
        let expected: String = items.chain(["22".to_owned()]).collect();
        assert_eq!(digits(&rest), digits(&expected), "{lang}: {rest}");
    }
}

/// Without blanks, which the two forms break and set differently, and with marks of HTML read.
fn lean(text: &str) -> String {
    let text = text.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
    text.replace("&#x27;", "'").split_whitespace().collect()
}

fn digits(text: &str) -> Vec<char> {
    let mut digits: Vec<char> = text.chars().filter(char::is_ascii_digit).collect();
    digits.sort_unstable();
    digits
}

#[test]
fn a_large_organisation_gets_two_pages_too() {
    let world = World::empty();
    let units = (0..25).flat_map(|at| {
        [
            format!("- {{code: N{at}, name: Nämnd {at}, kind: board}}"),
            format!("- {{code: F{at}, name: Förvaltning {at}, kind: administration, parent: N{at}}}"),
            format!("- {{code: G{at}, name: Förvaltning {at} b, kind: administration, parent: N{at}}}"),
        ]
    });
    let systems = (0..50).map(|at| {
        let unit = if at % 2 == 0 { "F" } else { "G" };
        format!(
            "- {{code: S{at}, name: Ett system med ett ganska långt namn nummer {at}, unit: {unit}{}}}",
            at / 2
        )
    });
    let long = "Brist som någon har beskrivit mycket utförligt. ".repeat(40);
    let gaps = (0..40).map(|at| {
        format!("- {{code: E{at}, control: BAC-0{}, on: S{at}, status: gap, because: {long}, method: manual_evidence, observed: 2026-10-01, observer: ada}}", 1 + at % 3)
    });
    let lines = |rows: Vec<String>| rows.join("\n");
    let text = format!(
        "organisation: {{name: Storstad, language: sv}}\npeople: [{{code: ada, name: Ada Berg}}]\nunits:\n{}\nsystems:\n{}\nevidence:\n{}\n",
        lines(units.collect()),
        lines(systems.collect()),
        lines(gaps.collect()),
    );
    let file = world.file("stor.yaml", &text);
    world.on_day("2026-11-01");
    world.run(&format!("import {}", file.display())).ended(0);
    let pdf = world.path("stor.pdf");
    world.run(&format!("report management --to {}", pdf.display())).ended(0);
    let info = output("pdfinfo", &[pdf.to_str().unwrap()]);
    assert!(info.lines().any(|it| it.starts_with("Pages:") && it.ends_with(" 2")), "{info}");
    let told = output("pdftotext", &["-raw", pdf.to_str().unwrap(), "-"]);
    assert!(told.contains("144 till") && told.contains("7 till"), "what is left out is counted: {told}");
    assert!(told.contains("Ingen katalog har lästs"), "{told}");
}
