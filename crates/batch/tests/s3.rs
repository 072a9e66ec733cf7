//! Inputs of an object store: a server of S3 runs on this machine.

mod process;

use std::fs;

use process::{errors, lines, sayso, tables};
use s3s::auth::SimpleAuth;
use s3s::service::S3ServiceBuilder;
use tokio::net::TcpListener;

const KEY: &str = "test-key";
const SECRET: &str = "test-secret";

/// Serves a folder, a bucket each folder in it; gives its address.
async fn serve(root: &std::path::Path) -> String {
    let files = s3s_fs::FileSystem::new(root).expect("a folder");
    let mut service = S3ServiceBuilder::new(files);
    service.set_auth(SimpleAuth::from_single(KEY, SECRET));
    let service = service.build();
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = format!("http://{}", listener.local_addr().expect("an address"));
    tokio::spawn(async move {
        let http =
            hyper_util::server::conn::auto::Builder::new(hyper_util::rt::TokioExecutor::new());
        while let Ok((stream, _)) = listener.accept().await {
            let stream = hyper_util::rt::TokioIo::new(stream);
            let answering = http.serve_connection(stream, service.clone()).into_owned();
            tokio::spawn(answering);
        }
    });
    address
}

#[tokio::test(flavor = "multi_thread")]
async fn objects_are_read_as_files_are() {
    let root = tempfile::tempdir().expect("a folder");
    let bucket = root.path().join("news");
    fs::create_dir_all(bucket.join("2026/more")).expect("a bucket");
    let all = lines(6);
    let (first, second) = all.split_at(all.find("\n{\"id\":\"3-").expect("a line") + 1);
    fs::write(bucket.join("2026/a.jsonl"), first).expect("an object");
    fs::write(bucket.join("2026/more/b.jsonl"), second).expect("an object");
    fs::write(bucket.join("2026/notes.txt"), "Nothing is said here.").expect("an object");
    let address = serve(root.path()).await;
    let run = async |input: &str, secret: &str, out: &str| {
        let mut command = sayso(&["batch", input, "--no-read", "--out", out]);
        command.current_dir(root.path()).env("AWS_ENDPOINT", &address);
        command.env("AWS_ALLOW_HTTP", "true").env("AWS_REGION", "us-east-1");
        command.env("AWS_ACCESS_KEY_ID", KEY).env("AWS_SECRET_ACCESS_KEY", secret);
        let output = tokio::task::spawn_blocking(move || command.output()).await;
        let output = output.expect("it ends").expect("it starts");
        (output.status.code(), errors(&output))
    };
    let (code, said) = run("s3://news/2026/**/*.jsonl", SECRET, "pattern").await;
    assert_eq!(code, Some(0), "{said}");
    let (code, said) = run("news/2026/**/*.jsonl", SECRET, "files").await;
    assert_eq!(code, Some(0), "{said}");
    // But for the name of the input, the tables are the same.
    let short = |folder: &str| -> Vec<String> {
        let tables = tables(&root.path().join(folder));
        tables["dispatches"].iter().map(|row| row.replace("s3://", "")).collect()
    };
    assert_eq!(short("pattern"), short("files"));
    assert!(short("files").len() > 8);
    let (code, said) = run("s3://news/2026/a.jsonl", SECRET, "object").await;
    assert_eq!(code, Some(0), "{said}");
    let (code, said) = run("s3://news/2026/", SECRET, "prefix").await;
    assert_eq!(code, Some(0), "{said}");
    assert_eq!(short("prefix").len(), short("files").len() + 1);
    assert!(!root.path().join("prefix/work").exists(), "nothing that was fetched is left");
    let (code, said) = run("s3://news/2027/", SECRET, "x").await;
    assert_eq!(code, Some(2), "{said}");
    assert!(said.contains("there is no file"), "{said}");
    let (code, said) = run("s3://news/2026/", "wrong", "x").await;
    assert_eq!(code, Some(2), "{said}");
    assert!(said.contains("cannot list s3://news/2026/"), "{said}");
}
