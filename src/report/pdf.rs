//! A report as PDF/UA-1 and PDF/A-2a, set by Typst in-process: no files, no packages, no network.

use std::{collections::BTreeMap, sync::LazyLock};

use typst::{
    Library, LibraryExt, World,
    diag::{FileError, FileResult, SourceDiagnostic},
    foundations::{Bytes, Datetime, Duration, Smart},
    syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot},
    text::{Font, FontBook},
    utils::LazyHash,
};
use typst_kit::fonts::FontStore;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::{
    RenderError,
    html::template,
    model::{Day, Management},
};

/// Loaded once per process.
static FONTS: LazyLock<FontStore> = LazyLock::new(|| {
    let mut store = FontStore::new();
    store.extend(typst_kit::fonts::embedded());
    store
});

/// The report as PDF. The same model gives the same bytes.
///
/// # Errors
/// [`RenderError::Typst`] where the page cannot be set, or would not be accessible (PDF/UA-1).
pub fn management(report: &Management) -> Result<Vec<u8>, RenderError> {
    render(template("management.typ")?, &serde_json::to_vec(report)?, report.day)
}

fn render(template: String, data: &[u8], day: Day) -> Result<Vec<u8>, RenderError> {
    let made = compile(template, data, day);
    // Typst keeps a process-wide memo of everything it made, of failed runs too: emptied whatever happened.
    typst::comemo::evict(0);
    made
}

fn compile(template: String, data: &[u8], day: Day) -> Result<Vec<u8>, RenderError> {
    let date = u8::try_from(day.month).ok().zip(u8::try_from(day.day).ok());
    let today = date
        .and_then(|(month, day_of_month)| Datetime::from_ymd_hms(day.year, month, day_of_month, 0, 0, 0))
        .ok_or_else(|| RenderError::Typst("no such day".to_owned()))?;
    let world = Memory {
        library: LazyHash::new(Library::builder().build()),
        main: Source::new(id("main.typ")?, template),
        files: BTreeMap::from([("data.json".to_owned(), (id("data.json")?, Bytes::new(data.to_vec())))]),
        today,
    };
    let made = typst::compile::<PagedDocument>(&world);
    let document = made.output.map_err(|it| told(&it))?;
    drop(made.warnings);
    typst::comemo::evict(0);
    let standards = PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_2a])
        .map_err(|it| RenderError::Typst(it.message().to_string()))?;
    let options = PdfOptions {
        ident: Smart::Custom("skydd-management-1".to_owned()),
        timestamp: Some(Timestamp::new_utc(today)),
        standards,
        tagged: true,
        ..Default::default()
    };
    typst_pdf::pdf(&document, &options).map_err(|it| told(&it))
}

fn told(all: &[SourceDiagnostic]) -> RenderError {
    let lines = all.iter().map(|it| {
        let hints: Vec<_> = it.hints.iter().map(|hint| hint.v.to_string()).collect();
        format!("{} {}", it.message, hints.join(" "))
    });
    RenderError::Typst(lines.collect::<Vec<_>>().join("; "))
}

fn id(path: &str) -> Result<FileId, RenderError> {
    let path = VirtualPath::new(path).map_err(|it| RenderError::Typst(it.to_string()))?;
    Ok(FileId::new(RootedPath::new(VirtualRoot::Project, path)))
}

/// Typst's world: our template and our data, and nothing else can be reached.
struct Memory {
    library: LazyHash<Library>,
    main: Source,
    files: BTreeMap<String, (FileId, Bytes)>,
    today: Datetime,
}

impl World for Memory {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }
    fn book(&self) -> &LazyHash<FontBook> {
        FONTS.book()
    }
    fn main(&self) -> FileId {
        self.main.id()
    }
    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main.id() { Ok(self.main.clone()) } else { Err(FileError::AccessDenied) }
    }
    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let found = self.files.values().find(|it| it.0 == id);
        found.map(|it| it.1.clone()).ok_or(FileError::AccessDenied)
    }
    fn font(&self, index: usize) -> Option<Font> {
        FONTS.font(index)
    }
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        Some(self.today)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: Day = Day { year: 2026, month: 11, day: 1 };

    #[test]
    fn a_template_reaches_nothing_but_its_data() {
        for attempt in
            ["#read(\"/etc/hostname\")", "#import \"@preview/cetz:0.3.0\": *", "#read(\"../../etc/passwd\")"]
        {
            assert!(render(attempt.to_owned(), b"{}", DAY).is_err(), "{attempt}");
        }
    }
}
