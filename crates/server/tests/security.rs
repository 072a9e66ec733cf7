//! Who may do what, and what an answer tells the browser.

mod common;

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use common::{Asked, desk, desk_with};
use sayso_server::Settings;
use sayso_server::security::Role;
use serde_json::json;

fn open_to_others() -> Asked {
    let asked = desk_with(Settings { loopback: false, ..Settings::default() });
    let accounts = &asked.desk.accounts;
    accounts.set_user("rosa", Role::Reader, "a long password", 0).unwrap();
    accounts.set_user("edo", Role::Editor, "another long one", 0).unwrap();
    asked
}

async fn sign_in(asked: &Asked, name: &str, password: &str) -> Option<(String, String)> {
    let body = json!({ "name": name, "password": password });
    let answer = asked.post("/api/v1/session", &body).await;
    if answer.status != StatusCode::OK {
        return None;
    }
    let cookie = answer.headers[header::SET_COOKIE].to_str().unwrap();
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), "{cookie}");
    let cookie = cookie.split(';').next().unwrap().to_owned();
    Some((cookie, answer.json()["csrf"].as_str().unwrap().to_owned()))
}

fn keep(cookie: &str, csrf: Option<&str>) -> Request<Body> {
    let mut request = Request::post("/api/v1/dispatches")
        .header(header::CONTENT_TYPE, "application/json")
        .header(header::COOKIE, cookie);
    if let Some(csrf) = csrf {
        request = request.header("x-csrf-token", csrf);
    }
    request.body(Body::from(json!({ "text": "\"No,\" said Ilka Dorn." }).to_string())).unwrap()
}

#[tokio::test]
async fn nobody_gets_in_without_an_account() {
    let asked = open_to_others();
    for path in ["/api/v1/session", "/api/v1/dispatches", "/api/v1/statements", "/api/v1/users"] {
        assert_eq!(asked.get(path).await.status, StatusCode::UNAUTHORIZED, "{path}");
    }
    let read = asked.post("/api/v1/read", &json!({ "text": "x" })).await;
    assert_eq!(read.status, StatusCode::UNAUTHORIZED);
    assert!(sign_in(&asked, "rosa", "a wrong password").await.is_none());
    assert!(sign_in(&asked, "nobody", "a long password").await.is_none());
    assert!(sign_in(&asked, "rosa", "a long password").await.is_some());
}

#[tokio::test]
async fn roles_and_the_csrf_token_are_asked_for() {
    let asked = open_to_others();
    let (reader, reader_csrf) = sign_in(&asked, "rosa", "a long password").await.unwrap();
    let (editor, csrf) = sign_in(&asked, "edo", "another long one").await.unwrap();
    let status = |request| async { asked.send(request).await.status };
    assert_eq!(status(keep(&reader, Some(&reader_csrf))).await, StatusCode::FORBIDDEN);
    assert_eq!(status(keep(&editor, None)).await, StatusCode::FORBIDDEN);
    assert_eq!(status(keep(&editor, Some("wrong"))).await, StatusCode::FORBIDDEN);
    assert_eq!(status(keep(&editor, Some(&csrf))).await, StatusCode::CREATED);
    let users = Request::get("/api/v1/users").header(header::COOKIE, &editor);
    assert_eq!(status(users.body(Body::empty()).unwrap()).await, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_token_needs_no_session() {
    let asked = open_to_others();
    let token = asked.desk.accounts.make_token("monitor", Role::Reader, 0).unwrap();
    let with = |token: &str| {
        let request = Request::get("/api/v1/statements");
        let request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        request.body(Body::empty()).unwrap()
    };
    assert_eq!(asked.send(with(&token)).await.status, StatusCode::OK);
    assert_eq!(asked.send(with("sayso_wrong")).await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn guessing_passwords_is_slowed_down() {
    let asked = open_to_others();
    let mut last = StatusCode::OK;
    for _ in 0..8 {
        let body = json!({ "name": "rosa", "password": "guess" });
        last = asked.post("/api/v1/session", &body).await.status;
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn pages_of_other_sites_and_other_names_of_this_machine_are_refused() {
    let asked = desk();
    let post = |name: &str, value: &str| {
        let request =
            Request::post("/api/v1/read").header(header::CONTENT_TYPE, "application/json");
        let request = request.header(name, value);
        request.body(Body::from(json!({ "text": "\"No,\" she said." }).to_string())).unwrap()
    };
    let status = |request| async { asked.send(request).await.status };
    assert_eq!(status(post("origin", "http://evil.example")).await, StatusCode::FORBIDDEN);
    assert_eq!(status(post("sec-fetch-site", "cross-site")).await, StatusCode::FORBIDDEN);
    assert_eq!(status(post("host", "evil.example:8787")).await, StatusCode::FORBIDDEN);
    assert_eq!(status(post("origin", "http://localhost:8787")).await, StatusCode::OK);
}

#[tokio::test]
async fn every_answer_forbids_what_it_does_not_need() {
    let asked = desk();
    for path in ["/", "/assets/app.js", "/api/v1/session", "/api/v1/dispatches/7", "/metrics"] {
        let headers = asked.get(path).await.headers;
        let policy = headers["content-security-policy"].to_str().unwrap();
        assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{path}");
        assert_eq!(headers["x-content-type-options"], "nosniff", "{path}");
    }
    let page = asked.get("/").await.body;
    assert!(!page.contains("<script>") && !page.contains("style=") && !page.contains("onclick"));
}
