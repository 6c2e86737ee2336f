//! Style, script and pictures, embedded, under names that change with their content: a browser keeps them for ever.

use std::{borrow::Cow, collections::BTreeMap, sync::Arc};

use axum::{
    extract::{Path, State},
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use rust_embed::RustEmbed;
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::{app::App, failure::Failure};

#[derive(RustEmbed)]
#[folder = "assets/"]
struct Files;

/// Addresses of the assets, as layouts name them.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Addresses {
    pub(crate) css: String,
    pub(crate) js: String,
    pub(crate) icons: String,
    pub(crate) favicon: String,
}

/// All assets by the name that they are served under.
pub(crate) struct Assets {
    files: BTreeMap<String, (&'static str, Cow<'static, [u8]>)>,
    pub(crate) at: Addresses,
}

impl Assets {
    /// Names each asset after its content.
    pub(crate) fn load() -> Self {
        let mut files = BTreeMap::new();
        let mut address = |name: &str| {
            let bytes = Files::get(name).map(|it| it.data).unwrap_or_default();
            let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
            let hash: String = hex::encode(Sha256::digest(&bytes)).chars().take(12).collect();
            let served = format!("{stem}-{hash}.{ending}");
            files.insert(served.clone(), (kind(ending), bytes));
            format!("/static/{served}")
        };
        let at = Addresses {
            css: address("skydd.css"),
            js: address("skydd.js"),
            icons: address("icons.svg"),
            favicon: address("favicon.svg"),
        };
        Self { files, at }
    }
}

fn kind(ending: &str) -> &'static str {
    match ending {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        _ => "image/svg+xml",
    }
}

/// Serves one.
pub(crate) async fn serve(
    State(app): State<Arc<App>>,
    Path(name): Path<String>,
) -> Result<Response, Failure> {
    let Some((kind, bytes)) = app.assets.files.get(&name) else { return Err(Failure::NotFound) };
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable")),
    ];
    Ok((headers, bytes.clone().into_owned()).into_response())
}
