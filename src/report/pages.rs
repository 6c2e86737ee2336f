//! Pages of the product: every template is parsed at start, so that a wrong one stops the start and no reader.
//!
//! Templates get text and counts only and decide nothing. `{{t "key"}}` is the text of a message without arguments, in
//! the language that the view names as `lang`; sentences with arguments are written by whoever makes the view.

use domain::message::Lang;
use handlebars::{Context, Handlebars, Helper, HelperResult, Output, RenderContext, RenderErrorReason};
use rust_embed::RustEmbed;
use serde::Serialize;

use crate::RenderError;

#[derive(RustEmbed)]
#[folder = "../../templates/web"]
struct Templates;

/// All templates of pages.
#[derive(Debug)]
pub struct Pages(Handlebars<'static>);

impl Pages {
    /// Reads all templates.
    ///
    /// # Errors
    /// [`RenderError::Template`] where one cannot be parsed.
    pub fn load() -> Result<Self, RenderError> {
        let mut engine = Handlebars::new();
        engine.set_strict_mode(true);
        engine.register_helper("t", Box::new(word));
        for name in Templates::iter() {
            let file = Templates::get(&name);
            let text = file.map(|it| String::from_utf8_lossy(&it.data).into_owned()).unwrap_or_default();
            engine
                .register_template_string(name.trim_end_matches(".hbs"), text)
                .map_err(|it| RenderError::Template(format!("{name}: {it}")))?;
        }
        Ok(Self(engine))
    }

    /// The page or the part called `name`.
    ///
    /// # Errors
    /// [`RenderError::Template`] where the template asks for what the view lacks.
    pub fn render(&self, name: &str, view: &impl Serialize) -> Result<String, RenderError> {
        self.0.render(name, view).map_err(|it| RenderError::Template(format!("{name}: {it}")))
    }

    /// Names of all templates.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.get_templates().keys().map(String::as_str)
    }
}

/// The source of every template with its name: a test reads which texts they ask for.
pub fn sources() -> Vec<(String, String)> {
    let text = |name: &str| Templates::get(name).map(|it| String::from_utf8_lossy(&it.data).into_owned());
    Templates::iter().filter_map(|name| Some((name.to_string(), text(&name)?))).collect()
}

fn word(
    helper: &Helper<'_>,
    _: &Handlebars<'_>,
    context: &Context,
    _: &mut RenderContext<'_, '_>,
    out: &mut dyn Output,
) -> HelperResult {
    let key = helper.param(0).and_then(|it| it.value().as_str());
    let key = key.ok_or(RenderErrorReason::ParamNotFoundForIndex("t", 0))?;
    let lang = context.data().get("lang").and_then(|it| it.as_str()).and_then(|it| it.parse().ok());
    let text = text::word(lang.unwrap_or(Lang::Sv), key);
    out.write(&handlebars::html_escape(&text))?;
    Ok(())
}
