//! Signing in and out.

use std::sync::Arc;
use std::time::Instant;

use axum::Json;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::body;
use crate::desk::{Desk, now};
use crate::problem::Problem;
use crate::security::identity::{COOKIE, cookie};
use crate::security::limits::client;
use crate::security::{Principal, Reader, Role};

/// Who is signed in.
#[derive(Debug, Serialize, ToSchema)]
pub struct Session {
    /// User's name, the label of a token, or `this machine` where nobody needs to sign in.
    name: String,
    /// What the user may do.
    role: Role,
    /// To be sent as `X-CSRF-Token` with every request that changes something.
    #[serde(skip_serializing_if = "Option::is_none")]
    csrf: Option<String>,
}

/// Name and password.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Credentials {
    /// User's name.
    name: String,
    /// User's password.
    password: String,
}

/// Tells who is signed in.
#[utoipa::path(
    get, path = "/session", tag = "session",
    responses(
        (status = 200, description = "who is signed in", body = Session),
        (status = 401, description = "nobody", body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn show(Reader(principal): Reader) -> Json<Session> {
    let Principal { name, role, csrf } = principal;
    Json(Session { name, role, csrf })
}

/// Signs a user in; the answer sets a cookie.
#[utoipa::path(
    post, path = "/session", tag = "session", request_body = Credentials,
    responses(
        (status = 200, description = "signed in", body = Session),
        (status = 403, description = "a wrong name or password", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "too many attempts", body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn begin(State(desk): State<Arc<Desk>>, request: Request) -> Result<Response, Problem> {
    use axum::extract::FromRequest;
    let client = client(&desk, &request);
    let body::Json(sent) = body::Json::<Credentials>::from_request(request, &desk).await?;
    desk.attempts.take(&client, Instant::now()).map_err(Problem::too_many)?;
    let (shared, name) = (desk.clone(), sent.name.clone());
    let begun = desk
        .keepers
        .run(move || shared.accounts.sign_in(&sent.name, &sent.password, now()))
        .await?
        .map_err(Problem::internal)?
        .ok_or_else(|| Problem::forbidden("name or password is wrong"))?;
    let secure = if desk.settings.behind_proxy { "; Secure" } else { "" };
    let cookie = format!("{COOKIE}={}; Path=/; HttpOnly; SameSite=Strict{secure}", begun.secret);
    let session = Session { name, role: begun.role, csrf: Some(begun.csrf) };
    Ok(([(header::SET_COOKIE, cookie)], Json(session)).into_response())
}

/// Signs out.
#[utoipa::path(
    delete, path = "/session", tag = "session",
    responses((status = 204, description = "signed out"))
)]
pub async fn end(
    State(desk): State<Arc<Desk>>,
    _: Reader,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    if let Some(secret) = cookie(&headers) {
        desk.accounts.sign_out(secret).map_err(Problem::internal)?;
    }
    let gone = format!("{COOKIE}=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0");
    Ok((StatusCode::NO_CONTENT, [(header::SET_COOKIE, gone)]).into_response())
}
