//! The management report on the screen: the same model as the file, and the same figures.

use ::report::model::Management;
use axum::response::Response;
use serde::Serialize;

use super::layout::{Page, Place, page};
use crate::{
    edge::{failure::Failure, visit::Visit},
    service::report,
};

#[derive(Serialize)]
struct Report {
    #[serde(flatten)]
    report: Management,
}

pub(super) async fn show(visit: Visit) -> Result<Response, Failure> {
    let report = report::on_screen(&visit.ctx).await?;
    page(&visit, &Page::new("report", "nav-report").at(Place::Report), &Report { report })
}
