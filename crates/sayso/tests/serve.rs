//! The desk as a program: it watches the feeds of its archive.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

const FEED: &str = "<rss version='2.0'><channel><title>Bell</title><item><title>Silo</title>\
    <link>https://bell.example/1</link><description>The quay is shut, the mayor of Lisse said.\
    </description></item></channel></rss>";

/// A server with one feed.
fn feed() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = format!("http://{}/feed", listener.local_addr().expect("an address"));
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let mut request = [0; 4096];
            let read = stream.read(&mut request).unwrap_or(0);
            let wanted = request[..read].starts_with(b"GET /feed ");
            let (status, body) = if wanted { ("200 OK", FEED) } else { ("404 Not Found", "") };
            let head = format!(
                "HTTP/1.1 {status}\r\nContent-Type: application/rss+xml\r\nConnection: close\r\n\
                 Content-Length: {}\r\n\r\n",
                body.len()
            );
            let _ = stream.write_all((head + body).as_bytes());
        }
    });
    address
}

/// The program, which ends with the value.
struct Desk(Child, String);

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn desk(folder: &std::path::Path) -> Desk {
    let mut child = Command::new(env!("CARGO_BIN_EXE_sayso"))
        .args(["serve", "--listen", "127.0.0.1:0", "--private", "--archive"])
        .arg(folder)
        .stderr(Stdio::piped())
        .spawn()
        .expect("it runs");
    let mut said = String::new();
    BufReader::new(child.stderr.take().expect("piped")).read_line(&mut said).expect("a line");
    let address = said.split("http://").nth(1).and_then(|rest| rest.split('/').next());
    let address = address.unwrap_or_else(|| panic!("{said}")).to_owned();
    Desk(child, address)
}

fn ask(address: &str, request: &str, body: &str) -> String {
    let mut stream = TcpStream::connect(address).expect("it listens");
    let head = format!(
        "{request} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    stream.write_all((head + body).as_bytes()).expect("it reads");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("it answers");
    answer
}

#[test]
fn a_feed_that_is_added_is_watched() {
    let folder = tempfile::tempdir().expect("a folder");
    let desk = desk(folder.path());
    let body = serde_json::json!({ "url": feed() }).to_string();
    let answer = ask(&desk.1, "POST /api/v1/feeds", &body);
    assert!(answer.starts_with("HTTP/1.1 204"), "{answer}");
    let until = Instant::now() + Duration::from_secs(60);
    loop {
        let found = ask(&desk.1, "GET /api/v1/statements?q=quay", "");
        if found.contains("The quay is shut") {
            break;
        }
        assert!(Instant::now() < until, "{found}");
        thread::sleep(Duration::from_millis(200));
    }
    // What is known of the feed is kept after what it brought.
    loop {
        let feeds = ask(&desk.1, "GET /api/v1/feeds", "");
        if feeds.contains(r#""title":"Bell""#) {
            break;
        }
        assert!(Instant::now() < until, "{feeds}");
        thread::sleep(Duration::from_millis(50));
    }
}
