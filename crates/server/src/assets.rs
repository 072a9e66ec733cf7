//! The page's files, inside the binary.

use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

use crate::problem::Problem;

struct Asset {
    name: &'static str,
    kind: &'static str,
    bytes: &'static [u8],
}

const HTML: &str = "text/html; charset=utf-8";
const SCRIPT: &str = "text/javascript; charset=utf-8";
const STYLE: &str = "text/css; charset=utf-8";

macro_rules! assets {
    ($($name:literal: $kind:expr),* $(,)?) => {
        &[$(Asset {
            name: $name,
            kind: $kind,
            bytes: include_bytes!(concat!("../assets/", $name)),
        }),*]
    };
}

const ASSETS: &[Asset] = assets! {
    "index.html": HTML,
    "style.css": STYLE,
    "icon.svg": "image/svg+xml",
    "app.js": SCRIPT,
    "account.js": SCRIPT,
    "api.js": SCRIPT,
    "cards.js": SCRIPT,
    "diary.js": SCRIPT,
    "dispatch.js": SCRIPT,
    "dom.js": SCRIPT,
    "explorer.js": SCRIPT,
    "home.js": SCRIPT,
    "marks.js": SCRIPT,
    "person.js": SCRIPT,
    "reading.js": SCRIPT,
    "search.js": SCRIPT,
    "sources.js": SCRIPT,
    "story.js": SCRIPT,
    "trace.js": SCRIPT,
};

/// `GET /` and every address of the page: the same file, the script reads the address.
pub async fn page(headers: HeaderMap) -> Response {
    serve(&ASSETS[0], &headers)
}

/// `GET /assets/NAME`
pub async fn file(Path(name): Path<String>, headers: HeaderMap) -> Response {
    match ASSETS.iter().find(|asset| asset.name == name) {
        Some(asset) => serve(asset, &headers),
        None => Problem::not_found(format!("there is no file {name:?}")).into_response(),
    }
}

/// Browsers ask again each time and mostly hear that nothing changed: so an upgrade shows at once.
fn serve(asset: &Asset, headers: &HeaderMap) -> Response {
    let digest = Sha256::digest(asset.bytes);
    let tag = format!(
        "\"{:02x}{:02x}{:02x}{:02x}{:02x}{:02x}\"",
        digest[0], digest[1], digest[2], digest[3], digest[4], digest[5]
    );
    let known =
        headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    let same = known
        .flat_map(|value| value.split(','))
        .any(|one| one.trim().trim_start_matches("W/") == tag);
    let kept = [(header::ETAG, tag), (header::CACHE_CONTROL, "no-cache".to_owned())];
    if same {
        return (StatusCode::NOT_MODIFIED, kept).into_response();
    }
    (kept, [(header::CONTENT_TYPE, asset.kind)], asset.bytes).into_response()
}
