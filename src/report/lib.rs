//! Reports and tables: plain models in, HTML, PDF and terminal tables out.
//!
//! One model feeds every rendering, with figures already written as text, so that they cannot differ; templates decide
//! nothing.

pub mod html;
pub mod model;
pub mod pages;
pub mod pdf;
pub mod table;

/// Why a report could not be rendered. For the log: the user is told that the report was not written.
#[derive(Debug, thiserror::Error)]
pub enum RenderError {
    /// The template of the page is wrong.
    #[error("template: {0}")]
    Template(String),
    /// The page could not be set or exported.
    #[error("typst: {0}")]
    Typst(String),
    /// The model could not be written as JSON.
    #[error("model: {0}")]
    Model(#[from] serde_json::Error),
}

#[cfg(test)]
mod tests;
