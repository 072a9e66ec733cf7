//! The page in a real browser: `browser/flows.mjs` against a desk of its own.
//!
//! Needs what `.ci/browser` installs. Where that is missing the test says so and passes, but in CI.

use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use sayso_model::Model;
use sayso_read::Reader;
use sayso_server::archives::Archives;
use sayso_server::security::Accounts;
use sayso_server::{Desk, Settings};
use tempfile::TempDir;

#[tokio::test(flavor = "multi_thread")]
async fn the_page_does_what_the_desk_needs() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let tools = root.join("target/browser");
    if !tools.join("installed").exists() || !Path::new("/usr/bin/chromium").exists() {
        assert!(std::env::var_os("CI").is_none(), ".ci/browser was not run");
        eprintln!("skipped: .ci/browser installs the browser that this drives");
        return;
    }
    let folder = TempDir::new().expect("a folder");
    let archives = Archives::open(folder.path()).expect("an archive");
    let accounts = Accounts::in_memory().expect("accounts");
    let reader = Reader::new(Model::load(sayso_weights::READER).expect("the model"));
    let desk = Desk::new(Settings::default(), reader, archives, accounts, 2);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a socket");
    let address = format!("http://{}", listener.local_addr().expect("an address"));
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let served = tokio::spawn(sayso_server::run(listener, Arc::new(desk), async {
        let _ = stopped.await;
    }));
    let shots = root.join("target/browser/shots");
    let sample = |name: &str| root.join("samples").join(name);
    let mut node = Command::new("node");
    node.arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser/flows.mjs"))
        .arg(address)
        .arg(tools.canonicalize().expect("the tools"))
        .arg(shots)
        .arg(sample("01-wire-flash.txt"))
        .arg(sample("03-local-paper.txt"));
    let ran = tokio::task::spawn_blocking(move || node.output()).await.expect("it runs");
    let ran = ran.expect("node starts");
    let (out, err) = (String::from_utf8_lossy(&ran.stdout), String::from_utf8_lossy(&ran.stderr));
    print!("{out}");
    assert!(ran.status.success(), "{out}{err}");
    let _ = stop.send(());
    served.await.expect("it ends").expect("it served");
}
