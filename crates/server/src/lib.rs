//! The page for the desk: the archive over HTTP, for browsers and for programs.
//!
//! [`router`] is the whole of it: the page's files, the API under `/api/v1`, metrics and health. A
//! request passes, from the outside in: counting, headers, where it comes from, who sends it, how
//! many he sends. Reading and the archive run on threads of their own ([`workers`]).

// utoipa’s macros write them out.
#![allow(unused_qualifications)]

pub mod api;
pub mod archives;
pub mod assets;
pub mod corrections;
pub mod desk;
pub mod events;
pub mod health;
pub mod ledgers;
pub mod mcp;
pub mod metrics;
mod pool;
pub mod problem;
pub mod run;
pub mod security;
pub mod workers;

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::http::StatusCode;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::get;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::timeout::TimeoutLayer;

pub use desk::{Desk, Settings};
pub use problem::Problem;
pub use run::run;

/// Seconds that an answer may take to begin.
const PATIENCE: Duration = Duration::from_secs(60);

/// Everything that the desk answers.
pub fn router(desk: Arc<Desk>) -> Router {
    let inner = Router::new()
        .nest("/api/v1", api::router())
        .route("/assets/{name}", get(assets::file))
        .route("/metrics", get(metrics::show))
        .route("/health/live", get(health::live))
        .route("/health/ready", get(health::ready))
        .fallback(get(assets::page))
        .layer(TimeoutLayer::with_status_code(StatusCode::GATEWAY_TIMEOUT, PATIENCE))
        .layer(from_fn_with_state(desk.clone(), security::limits::check))
        .layer(from_fn_with_state(desk.clone(), security::identity::find))
        .layer(from_fn_with_state(desk.clone(), security::same_origin::check))
        .layer(CompressionLayer::new())
        .layer(CatchPanicLayer::custom(|_: Box<dyn std::any::Any + Send>| {
            axum::response::IntoResponse::into_response(Problem::internal("a handler panicked"))
        }))
        .layer(from_fn(security::headers::set))
        .layer(from_fn_with_state(desk.clone(), metrics::count));
    inner.with_state(desk)
}
