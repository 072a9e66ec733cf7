//! Who sends a request: a session's user, a token's program, or whoever sits at this machine.

use std::sync::Arc;

use axum::extract::{FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::{Principal, Role, secret};
use crate::desk::{Desk, now};
use crate::problem::Problem;

/// The cookie that holds a session's secret.
pub const COOKIE: &str = "sayso_session";
/// The header that holds a session's CSRF token.
pub const CSRF: &str = "x-csrf-token";

/// Finds out who asks and puts it beside the request.
pub async fn find(State(desk): State<Arc<Desk>>, mut request: Request, next: Next) -> Response {
    match principal(&desk, request.headers()) {
        Ok(Some(principal)) => {
            request.extensions_mut().insert(principal);
        }
        Ok(None) => {}
        Err(problem) => return problem.into_response(),
    }
    next.run(request).await
}

fn principal(desk: &Desk, headers: &HeaderMap) -> Result<Option<Principal>, Problem> {
    let bearer = headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.strip_prefix("Bearer "));
    if let Some(token) = bearer {
        let found = desk.accounts.of_token(token.trim()).map_err(Problem::internal)?;
        return found.map(Some).ok_or_else(Problem::unauthorized);
    }
    if let Some(secret) = cookie(headers)
        && let Some(found) = desk.accounts.of_session(secret, now()).map_err(Problem::internal)?
    {
        return Ok(Some(found));
    }
    let local = || Principal { name: "this machine".to_owned(), role: Role::Admin, csrf: None };
    Ok(desk.settings.loopback.then(local))
}

/// The secret in the session's cookie.
pub fn cookie(headers: &HeaderMap) -> Option<&str> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    cookies
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(name, value)| (name == COOKIE).then_some(value))
}

fn at_least(role: Role, parts: &Parts) -> Result<Principal, Problem> {
    let principal = parts.extensions.get::<Principal>().ok_or_else(Problem::unauthorized)?;
    if principal.role < role {
        let detail =
            format!("this needs the role {:?}, yours is {:?}", role.name(), principal.role.name());
        return Err(Problem::forbidden(detail));
    }
    let reads = matches!(parts.method, Method::GET | Method::HEAD);
    if let (Some(csrf), false) = (&principal.csrf, reads) {
        let sent = parts.headers.get(CSRF).and_then(|value| value.to_str().ok()).unwrap_or("");
        if !secret::equal(csrf, sent) {
            return Err(Problem::forbidden(format!(
                "the header {CSRF} of your session is missing"
            )));
        }
    }
    Ok(principal.clone())
}

macro_rules! extractor {
    ($name:ident, $text:literal) => {
        #[doc = $text]
        #[derive(Clone, Debug)]
        pub struct $name(pub Principal);

        impl<S: Sync> FromRequestParts<S> for $name {
            type Rejection = Problem;

            async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
                at_least(Role::$name, parts).map($name)
            }
        }
    };
}

extractor!(Reader, "Somebody who may look.");
extractor!(Editor, "Somebody who may add and correct.");
extractor!(Admin, "Somebody who may make users.");
