//! Users and tokens, for those who may make them.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::body;
use super::shape::Page;
use crate::desk::{Desk, now};
use crate::problem::Problem;
use crate::security::{AccountError, AccountErrorKind, Accounts, Admin, Role};

/// A user or a token, without its secret.
#[derive(Debug, Serialize, ToSchema)]
pub struct Account {
    /// User's name, or a token's label.
    name: String,
    /// What it may do.
    role: Role,
}

/// A user to be made or changed.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ToMakeUser {
    /// 1 to 64 letters, digits and `-_.@`.
    name: String,
    /// What the user may do.
    role: Role,
    /// Ten characters or more.
    password: String,
}

/// A token to be made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ToMakeToken {
    /// What it is for.
    name: String,
    /// What it may do.
    role: Role,
}

/// A token just made.
#[derive(Debug, Serialize, ToSchema)]
pub struct Token {
    /// To be sent as `Authorization: Bearer …`; it is shown this once.
    token: String,
}

/// All users.
#[utoipa::path(get, path = "/users", tag = "accounts", responses((status = 200, description = "users by name", body = Page<Account>)))]
pub async fn users(
    State(desk): State<Arc<Desk>>,
    _: Admin,
) -> Result<Json<Page<Account>>, Problem> {
    with(&desk, |accounts| accounts.users()).await.map(page)
}

/// Makes a user, or gives one another role and password.
#[utoipa::path(
    post, path = "/users", tag = "accounts", request_body = ToMakeUser,
    responses(
        (status = 204, description = "made"),
        (status = 400, description = "an odd name or a short password", body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn set_user(
    State(desk): State<Arc<Desk>>,
    _: Admin,
    body::Json(sent): body::Json<ToMakeUser>,
) -> Result<StatusCode, Problem> {
    let ToMakeUser { name, role, password } = sent;
    with(&desk, move |accounts| accounts.set_user(&name, role, &password, now())).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Takes a user away.
#[utoipa::path(
    delete, path = "/users/{name}", tag = "accounts",
    params(("name" = String, Path, description = "user's name")),
    responses(
        (status = 204, description = "gone"),
        (status = 404, description = "there is none of this name", body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn remove_user(
    State(desk): State<Arc<Desk>>,
    _: Admin,
    body::Path(name): body::Path<String>,
) -> Result<StatusCode, Problem> {
    gone(with(&desk, move |accounts| accounts.remove_user(&name)).await?, "user")
}

/// All tokens, without their secrets.
#[utoipa::path(get, path = "/tokens", tag = "accounts", responses((status = 200, description = "tokens by label", body = Page<Account>)))]
pub async fn tokens(
    State(desk): State<Arc<Desk>>,
    _: Admin,
) -> Result<Json<Page<Account>>, Problem> {
    with(&desk, |accounts| accounts.tokens()).await.map(page)
}

/// Makes a token for a program.
#[utoipa::path(
    post, path = "/tokens", tag = "accounts", request_body = ToMakeToken,
    responses(
        (status = 201, description = "the token", body = Token),
        (status = 400, description = "no label", body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn make_token(
    State(desk): State<Arc<Desk>>,
    _: Admin,
    body::Json(sent): body::Json<ToMakeToken>,
) -> Result<(StatusCode, Json<Token>), Problem> {
    let ToMakeToken { name, role } = sent;
    let token = with(&desk, move |accounts| accounts.make_token(&name, role, now())).await?;
    Ok((StatusCode::CREATED, Json(Token { token })))
}

/// Takes the tokens of a label away.
#[utoipa::path(
    delete, path = "/tokens/{name}", tag = "accounts",
    params(("name" = String, Path, description = "the token's label")),
    responses(
        (status = 204, description = "gone"),
        (status = 404, description = "there is none of this label", body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn remove_token(
    State(desk): State<Arc<Desk>>,
    _: Admin,
    body::Path(name): body::Path<String>,
) -> Result<StatusCode, Problem> {
    gone(with(&desk, move |accounts| accounts.remove_token(&name)).await?, "token")
}

async fn with<T: Send + 'static>(
    desk: &Arc<Desk>,
    work: impl FnOnce(&Accounts) -> Result<T, AccountError> + Send + 'static,
) -> Result<T, Problem> {
    let at_work = desk.clone();
    let done = desk.keepers.run(move || work(&at_work.accounts)).await?;
    done.map_err(|error| match error.kind() {
        AccountErrorKind::Storage => Problem::internal(error),
        _ => Problem::bad_request(error.to_string()),
    })
}

fn page(found: Vec<(String, Role)>) -> Json<Page<Account>> {
    let items = found.into_iter().map(|(name, role)| Account { name, role }).collect();
    Json(Page { items, next: None })
}

fn gone(was_there: bool, what: &str) -> Result<StatusCode, Problem> {
    match was_there {
        true => Ok(StatusCode::NO_CONTENT),
        false => Err(Problem::not_found(format!("there is no such {what}"))),
    }
}
