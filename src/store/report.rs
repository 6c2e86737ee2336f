//! Reports that were written: the complete model by hash, and as of when it was true.

use chrono::NaiveDate;
use domain::{id::Tx, message::Lang};
use serde_json::Value;

use crate::{
    Read, StoreError, Write, canonical,
    sql::{self, row},
};

/// A report that is to be kept.
#[derive(Debug, Clone)]
pub struct NewReport {
    /// Kind: `management`.
    pub kind: &'static str,
    /// What it covers.
    pub scope: Value,
    /// The day that it speaks of.
    pub as_of: NaiveDate,
    /// What was known when it was made.
    pub known: Tx,
    /// Version of the derivations.
    pub engine: i32,
    /// Hash of the catalogue that it was derived with.
    pub catalogue: [u8; 32],
    /// Its language.
    pub lang: Lang,
    /// Whether it is the edition that may be given to anybody.
    pub public: bool,
    /// Its complete model, from which it can be rendered again: JSON.
    pub model: Vec<u8>,
}

impl Read {
    /// Day of the latest kept report of a kind, of those that speak of `day` or before.
    ///
    /// # Errors
    /// [`StoreError`] where it cannot be read.
    pub async fn last_report(&self, kind: &str, day: NaiveDate) -> Result<Option<NaiveDate>, StoreError> {
        let sql = "SELECT max(as_of_on) FROM report WHERE kind = $1 AND as_of_on <= $2";
        let row = sql::one(&self.db, sql, [kind.into(), sql::days(day).into()]).await?;
        let days: Option<i32> = row.map(|it| it.try_get_by_index(0)).transpose()?.flatten();
        Ok(days.map(sql::date))
    }
}

impl Write {
    /// Keeps a report; gives the hash of its model.
    ///
    /// # Errors
    /// [`StoreError`] where it cannot be kept.
    pub async fn add_report(&mut self, report: &NewReport) -> Result<[u8; 32], StoreError> {
        let model = self.add_blob(&report.model, "application/json").await?;
        let (id, tx) = (self.mint(), self.tx);
        let (lang, edition): (&str, _) =
            (report.lang.into(), if report.public { "public" } else { "secret" });
        let line = row![
            id,
            report.kind,
            canonical(&report.scope)?,
            report.as_of,
            report.known.0,
            report.engine,
            report.catalogue,
            lang,
            edition,
            model,
            false,
            tx,
        ];
        self.insert("report", vec![line]).await?;
        Ok(model)
    }
}
