//! `/api/v1`: one file a resource.

pub mod accounts;
pub mod archive;
pub mod atom;
pub mod body;
pub mod diary;
pub mod dispatches;
pub mod feeds;
pub mod files;
pub mod lines;
pub mod people;
pub mod read;
pub mod search;
pub mod session;
pub mod shape;
pub mod sources;
pub mod stories;
pub mod trace;
pub mod traced;

mod openapi;

use std::sync::Arc;

use axum::Router;
use axum::routing::get;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::desk::Desk;

/// All routes of the API, and the document that tells of them at `openapi.json`.
pub fn router() -> Router<Arc<Desk>> {
    let (router, document) = OpenApiRouter::with_openapi(openapi::base())
        .routes(routes!(read::read))
        .routes(routes!(search::dispatches, dispatches::keep))
        .routes(routes!(files::add))
        .routes(routes!(lines::add))
        .routes(routes!(dispatches::show))
        .routes(routes!(dispatches::annotations))
        .routes(routes!(dispatches::correct))
        .routes(routes!(search::statements))
        .routes(routes!(atom::feed))
        .routes(routes!(people::show))
        .routes(routes!(diary::list))
        .routes(routes!(diary::calendar))
        .routes(routes!(sources::show))
        .routes(routes!(trace::dispatch))
        .routes(routes!(trace::dispatch_tree))
        .routes(routes!(trace::statement))
        .routes(routes!(trace::statement_tree))
        .routes(routes!(stories::list))
        .routes(routes!(stories::show))
        .routes(routes!(archive::show))
        .routes(routes!(feeds::list, feeds::watch))
        .routes(routes!(accounts::users, accounts::set_user))
        .routes(routes!(accounts::remove_user))
        .routes(routes!(accounts::tokens, accounts::make_token))
        .routes(routes!(accounts::remove_token))
        .routes(routes!(session::show, session::begin, session::end))
        .split_for_parts();
    let document: Arc<str> = openapi::whole(document).into();
    let show = move || {
        let document = document.clone();
        async move { ([("content-type", "application/json")], document.to_string()) }
    };
    router.route("/openapi.json", get(show))
}
