//! Errors as RFC 9457 tells them: `application/problem+json`, one place where kinds become statuses.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

/// What went wrong, for a client to act upon (RFC 9457).
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Problem {
    /// What kind of problem: a relative reference that never changes its meaning.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// The kind in words.
    pub title: &'static str,
    /// The HTTP status.
    pub status: u16,
    /// What was wrong with this request, and what to do.
    pub detail: String,
    /// Character of the query at which it went wrong, where it was a query.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<usize>,
    /// Seconds to wait before another try.
    #[serde(skip)]
    pub retry_after: Option<u64>,
}

impl Problem {
    fn of(status: StatusCode, kind: &'static str, title: &'static str, detail: String) -> Problem {
        Problem { kind, title, status: status.as_u16(), detail, at: None, retry_after: None }
    }

    /// 400: the request cannot be understood.
    pub fn bad_request(detail: impl Into<String>) -> Problem {
        let status = StatusCode::BAD_REQUEST;
        Problem::of(status, "/problems/bad-request", "the request is not understood", detail.into())
    }

    /// 400: a search query is wrong at a place.
    pub fn bad_query(detail: impl Into<String>, at: usize) -> Problem {
        let title = "the query is not understood";
        let problem =
            Problem::of(StatusCode::BAD_REQUEST, "/problems/bad-query", title, detail.into());
        Problem { at: Some(at), ..problem }
    }

    /// 401: nobody is signed in.
    pub fn unauthorized() -> Problem {
        let detail = "sign in, or send an API token as \"Authorization: Bearer …\"".to_owned();
        let title = "nobody is signed in";
        Problem::of(StatusCode::UNAUTHORIZED, "/problems/unauthorized", title, detail)
    }

    /// 403: the one who asks may not.
    pub fn forbidden(detail: impl Into<String>) -> Problem {
        let title = "this is not allowed";
        Problem::of(StatusCode::FORBIDDEN, "/problems/forbidden", title, detail.into())
    }

    /// 404: there is no such thing.
    pub fn not_found(detail: impl Into<String>) -> Problem {
        let title = "there is no such thing";
        Problem::of(StatusCode::NOT_FOUND, "/problems/not-found", title, detail.into())
    }

    /// 409: it clashes with what is there.
    pub fn conflict(detail: impl Into<String>) -> Problem {
        let title = "it clashes with what is there";
        Problem::of(StatusCode::CONFLICT, "/problems/conflict", title, detail.into())
    }

    /// 413: too long.
    pub fn too_large(detail: impl Into<String>) -> Problem {
        let status = StatusCode::PAYLOAD_TOO_LARGE;
        Problem::of(status, "/problems/too-large", "the request is too long", detail.into())
    }

    /// 415: not a type that is taken.
    pub fn unsupported(detail: impl Into<String>) -> Problem {
        let status = StatusCode::UNSUPPORTED_MEDIA_TYPE;
        Problem::of(status, "/problems/media-type", "this type is not taken", detail.into())
    }

    /// 429: too many requests.
    pub fn too_many(seconds: u64) -> Problem {
        let detail = format!("too many requests: try again in {seconds} s");
        let status = StatusCode::TOO_MANY_REQUESTS;
        let problem = Problem::of(status, "/problems/too-many", "too many requests", detail);
        Problem { retry_after: Some(seconds), ..problem }
    }

    /// 503: more work waits than can be done soon.
    pub fn busy() -> Problem {
        let detail = "more work waits than can be done soon: try again in 2 s".to_owned();
        let status = StatusCode::SERVICE_UNAVAILABLE;
        let problem = Problem::of(status, "/problems/busy", "the desk is busy", detail);
        Problem { retry_after: Some(2), ..problem }
    }

    /// 507: no space is left for the archive.
    pub fn full() -> Problem {
        let detail = "no space is left for the archive: nothing of this was kept".to_owned();
        let status = StatusCode::INSUFFICIENT_STORAGE;
        Problem::of(status, "/problems/full", "the archive is full", detail)
    }

    /// 500: our fault. The cause goes to the log and not to the client.
    pub fn internal(cause: impl std::fmt::Display) -> Problem {
        tracing::error!(cause = %cause, "a request failed");
        let detail = "something broke on our side; the log tells what".to_owned();
        let status = StatusCode::INTERNAL_SERVER_ERROR;
        Problem::of(status, "/problems/internal", "something broke", detail)
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).expect("only statuses of ours");
        let body = serde_json::to_vec(&self).expect("a problem is JSON");
        let mut response = (status, body).into_response();
        let headers = response.headers_mut();
        let kind = HeaderValue::from_static("application/problem+json");
        headers.insert(header::CONTENT_TYPE, kind);
        if let Some(seconds) = self.retry_after {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        if status == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}
