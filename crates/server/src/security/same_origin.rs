//! Requests that another site makes a browser send are refused.
//!
//! Two attacks are meant. A page elsewhere may post to us with our cookies or, on loopback, without
//! any (cross-site request forgery): browsers tell by `Sec-Fetch-Site` and `Origin` where a request
//! comes from. And a name elsewhere may be made to point to this machine (DNS rebinding): then
//! `Host` names it, and on loopback only loopback's names are answered.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::desk::Desk;
use crate::problem::Problem;

/// Refuses what comes from elsewhere.
pub async fn check(State(desk): State<Arc<Desk>>, request: Request, next: Next) -> Response {
    let headers = request.headers();
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or("");
    if desk.settings.loopback && !is_loopback(host) {
        let detail = format!("this desk answers to localhost, not to {host:?}");
        return Problem::forbidden(detail).into_response();
    }
    let reads = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if !reads && !is_ours(headers, host) {
        return Problem::forbidden("a page of another site sent this request").into_response();
    }
    next.run(request).await
}

/// Whether a `Host` is a name of this machine for itself.
fn is_loopback(host: &str) -> bool {
    let name = match host.strip_prefix('[') {
        Some(rest) => return rest.split(']').next() == Some("::1"),
        None => host.split(':').next().unwrap_or(""),
    };
    name.eq_ignore_ascii_case("localhost")
        || name.parse::<std::net::Ipv4Addr>().is_ok_and(|address| address.is_loopback())
}

/// Whether our own page sent it, or a program that is no browser.
fn is_ours(headers: &HeaderMap, host: &str) -> bool {
    if let Some(site) = headers.get("sec-fetch-site") {
        return site == "same-origin" || site == "none";
    }
    match headers.get(header::ORIGIN).map(|origin| origin.to_str()) {
        None => true,
        Some(Ok(origin)) => origin.split_once("://").is_some_and(|(_, from)| from == host),
        Some(Err(_)) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn loopback_has_these_names_and_no_others() {
        for host in ["localhost", "LOCALHOST:8787", "127.0.0.1:1", "127.1.2.3", "[::1]:8787"] {
            assert!(is_loopback(host), "{host}");
        }
        for host in ["", "evil.example", "localhost.evil.example", "10.0.0.1", "[::2]"] {
            assert!(!is_loopback(host), "{host}");
        }
    }

    #[test]
    fn another_sites_page_is_refused_and_a_program_is_not() {
        let sent = |name: &'static str, value: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(name, value.parse().unwrap());
            is_ours(&headers, "desk.example:8787")
        };
        assert!(is_ours(&HeaderMap::new(), "desk.example:8787"));
        assert!(sent("sec-fetch-site", "same-origin"));
        assert!(!sent("sec-fetch-site", "cross-site"));
        assert!(!sent("sec-fetch-site", "same-site"));
        assert!(sent("origin", "http://desk.example:8787"));
        assert!(!sent("origin", "http://evil.example"));
        assert!(!sent("origin", "null"));
    }
}
