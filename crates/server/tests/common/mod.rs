//! A desk over an archive of its own, asked through its real router.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Request, Response, StatusCode, header};
use http_body_util::BodyExt;
use sayso_read::Reader;
use sayso_server::archives::Archives;
use sayso_server::security::Accounts;
use sayso_server::{Desk, Settings, router};
use serde_json::Value;
use tempfile::TempDir;
use tower::ServiceExt;

pub struct Asked {
    pub router: Router,
    pub desk: Arc<Desk>,
    _folder: TempDir,
}

pub struct Answer {
    pub status: StatusCode,
    pub headers: axum::http::HeaderMap,
    pub body: String,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("no JSON: {}", self.body))
    }
}

/// A desk on loopback, which reads by rules alone.
pub fn desk() -> Asked {
    desk_with(Settings::default())
}

pub fn desk_with(settings: Settings) -> Asked {
    let folder = TempDir::new().expect("a folder");
    let archives = Archives::open(folder.path()).expect("an archive");
    let accounts = Accounts::in_memory().expect("accounts");
    let reader = Reader::rules_only();
    let desk = Arc::new(Desk::new(settings, reader, archives, accounts, 2));
    Asked { router: router(desk.clone()), desk, _folder: folder }
}

impl Asked {
    pub async fn send(&self, request: Request<Body>) -> Answer {
        let mut request = request;
        let from: SocketAddr = "192.0.2.7:4000".parse().expect("an address");
        request.extensions_mut().insert(ConnectInfo(from));
        let host = header::HeaderValue::from_static("localhost:8787");
        request.headers_mut().entry(header::HOST).or_insert(host);
        let response: Response<Body> =
            self.router.clone().oneshot(request).await.expect("an answer");
        let (parts, body) = response.into_parts();
        let body = body.collect().await.expect("a body").to_bytes();
        let body = String::from_utf8_lossy(&body).into_owned();
        Answer { status: parts.status, headers: parts.headers, body }
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(Request::get(path).body(Body::empty()).expect("a request")).await
    }

    pub async fn post(&self, path: &str, body: &Value) -> Answer {
        let request = Request::post(path).header(header::CONTENT_TYPE, "application/json");
        self.send(request.body(Body::from(body.to_string())).expect("a request")).await
    }
}
