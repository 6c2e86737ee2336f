//! A report as one HTML file: nothing to fetch, no script, readable on screen and on paper.

use handlebars::Handlebars;
use rust_embed::RustEmbed;
use serde::Serialize;

use crate::{RenderError, model::Management};

#[derive(RustEmbed)]
#[folder = "../../templates/report"]
pub(crate) struct Templates;

pub(crate) fn template(name: &str) -> Result<String, RenderError> {
    let file = Templates::get(name).ok_or_else(|| RenderError::Template(format!("there is no {name}")))?;
    Ok(String::from_utf8_lossy(&file.data).into_owned())
}

/// The report as an HTML page of its own.
///
/// # Errors
/// [`RenderError::Template`] where the template asks for what the model lacks.
pub fn management(report: &Management) -> Result<String, RenderError> {
    #[derive(Serialize)]
    struct Page<'a> {
        style: String,
        #[serde(flatten)]
        report: &'a Management,
    }
    let wrong = |it: &dyn std::fmt::Display| RenderError::Template(it.to_string());
    let mut engine = Handlebars::new();
    engine.set_strict_mode(true);
    engine.register_template_string("management", template("management.hbs")?).map_err(|it| wrong(&it))?;
    engine.render("management", &Page { style: template("report.css")?, report }).map_err(|it| wrong(&it))
}
