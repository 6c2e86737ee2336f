//! What lives as long as the process.

use report::pages::Pages;

use super::assets::Assets;
use crate::service::{Ctx, Refusal};

/// What every request has at hand.
pub(crate) struct App {
    /// The data, as nobody.
    pub(crate) base: Ctx,
    pub(crate) pages: Pages,
    pub(crate) assets: Assets,
    /// Whether readers come over TLS.
    pub(crate) secure: bool,
}

impl App {
    /// Parses all templates and hashes all assets.
    pub(crate) fn new(base: &Ctx, secure: bool) -> Result<Self, Refusal> {
        let base = base.for_request(crate::service::ctx::nobody(), None);
        Ok(Self { base, pages: Pages::load()?, assets: Assets::load(), secure })
    }
}
