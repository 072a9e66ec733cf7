//! What is counted, for Prometheus (OpenMetrics text).

use std::sync::Arc;
use std::time::Instant;

use axum::extract::{MatchedPath, Request, State};
use axum::http::header;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::{Registry, Unit};

use crate::desk::Desk;
use crate::problem::Problem;

/// Upper edges of the buckets of durations, in seconds.
const SECONDS: [f64; 12] = [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 20.0];

/// What is told apart of a request. The route is its pattern, so labels stay few.
#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Labels {
    method: String,
    route: String,
    status: u16,
}

/// Counters and the registry that names them.
pub struct Metrics {
    registry: Registry,
    requests: Family<Labels, Counter>,
    durations: Family<Route, Histogram>,
    waiting: Gauge,
    /// Dispatches read.
    pub read: Counter,
    /// Words read.
    pub words: Counter,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Route {
    route: String,
}

impl Default for Metrics {
    fn default() -> Metrics {
        let mut registry = Registry::with_prefix("sayso");
        let requests = Family::default();
        let durations =
            Family::<Route, Histogram>::new_with_constructor(|| Histogram::new(SECONDS));
        let (waiting, read, words) = (Gauge::default(), Counter::default(), Counter::default());
        registry.register("http_requests", "Requests answered", requests.clone());
        let help = "Time from request to answer";
        registry.register_with_unit("http_duration", help, Unit::Seconds, durations.clone());
        registry.register("work_waiting", "Pieces of work that wait for a thread", waiting.clone());
        registry.register("dispatches_read", "Dispatches read on request", read.clone());
        registry.register("words_read", "Words read on request", words.clone());
        Metrics { registry, requests, durations, waiting, read, words }
    }
}

/// Counts every request.
pub async fn count(State(desk): State<Arc<Desk>>, request: Request, next: Next) -> Response {
    let begun = Instant::now();
    let method = request.method().to_string();
    let matched = request.extensions().get::<MatchedPath>();
    let route = matched.map_or_else(|| "other".to_owned(), |path| path.as_str().to_owned());
    let response = next.run(request).await;
    let status = response.status().as_u16();
    let took = begun.elapsed();
    tracing::info!(method, route, status, ms = took.as_secs_f64() * 1e3, "request");
    let metrics = &desk.metrics;
    metrics.durations.get_or_create(&Route { route: route.clone() }).observe(took.as_secs_f64());
    metrics.requests.get_or_create(&Labels { method, route, status }).inc();
    response
}

/// `GET /metrics`
pub async fn show(State(desk): State<Arc<Desk>>) -> Response {
    desk.metrics.waiting.set((desk.readers.waiting() + desk.keepers.waiting()) as i64);
    let mut written = String::new();
    if let Err(error) = encode(&mut written, &desk.metrics.registry) {
        return Problem::internal(error).into_response();
    }
    let kind = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    ([(header::CONTENT_TYPE, kind)], written).into_response()
}
