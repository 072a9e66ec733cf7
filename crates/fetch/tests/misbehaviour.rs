//! A server that does everything wrong, on this machine.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use sayso_fetch::{Answer, Client, FetchErrorKind, Known, Options};

/// Answers each path in its own way, and keeps what was asked.
fn server() -> (String, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let asked = Arc::new(Mutex::new(Vec::new()));
    let kept = asked.clone();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let kept = kept.clone();
            std::thread::spawn(move || answer(stream, &kept));
        }
    });
    (address, asked)
}

fn answer(mut stream: TcpStream, kept: &Mutex<Vec<String>>) {
    let mut request = Vec::new();
    let mut byte = [0];
    while !request.ends_with(b"\r\n\r\n") {
        match stream.read(&mut byte) {
            Ok(1) => request.push(byte[0]),
            _ => return,
        }
    }
    let request = String::from_utf8_lossy(&request).into_owned();
    let path = request.split(' ').nth(1).unwrap_or_default().to_owned();
    kept.lock().unwrap().push(request.clone());
    let plain = |extra: &str, body: &[u8]| {
        let mut answer = format!(
            "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: {}\r\n{extra}\r\n",
            body.len()
        )
        .into_bytes();
        answer.extend_from_slice(body);
        answer
    };
    let status = |line: &str| {
        format!("HTTP/1.1 {line}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n").into_bytes()
    };
    let answer = match path.as_str() {
        "/robots.txt" => plain("", b"User-agent: *\nDisallow: /forbidden\n"),
        "/page" if request.contains("\"v1\"") => status("304 Not Modified"),
        "/page" => plain("ETag: \"v1\"\r\nLast-Modified: Tue, 14 Apr 2026 12:00:00 GMT\r\nContent-Type: text/html; charset=latin1\r\n", b"<p>Rain</p>"),
        "/slow" => {
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
            for _ in 0..200 {
                std::thread::sleep(Duration::from_millis(50));
                if stream.write_all(b"x").is_err() {
                    return;
                }
            }
            return;
        }
        "/silent" => {
            std::thread::sleep(Duration::from_secs(5));
            return;
        }
        "/endless" => {
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
            while stream.write_all(&[b'x'; 4096]).is_ok() {}
            return;
        }
        "/endless-head" => {
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\n");
            while stream.write_all(b"X-Filler: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\r\n").is_ok() {}
            return;
        }
        "/long" => b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 50\r\n\r\ntoo short".to_vec(),
        "/huge" => b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 99999999999\r\n\r\n".to_vec(),
        "/bomb" => {
            let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
            for _ in 0..64 {
                packer.write_all(&[0; 1 << 16]).unwrap();
            }
            plain("Content-Encoding: gzip\r\n", &packer.finish().unwrap())
        }
        "/packed" => {
            let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
            packer.write_all(b"It will rain.").unwrap();
            plain("Content-Encoding: gzip\r\n", &packer.finish().unwrap())
        }
        "/not-packed" => plain("Content-Encoding: gzip\r\n", b"It will rain."),
        "/strange" => plain("Content-Encoding: zebra\r\n", b"It will rain."),
        "/garbage" => b"\x00\x01\x02 nothing of HTTP\r\n\r\n".to_vec(),
        "/hang-up" => Vec::new(),
        "/gone" => status("410 Gone"),
        "/busy" => b"HTTP/1.1 429 Too Many Requests\r\nRetry-After: 120\r\nConnection: close\r\nContent-Length: 0\r\n\r\n".to_vec(),
        "/broken" => status("503 Service Unavailable"),
        "/nowhere" => status("302 Found"),
        path => {
            let target = match path {
                "/moved" => "/page",
                "/circle" => "/circle-2",
                "/circle-2" => "/circle",
                "/to-file" => "file:///etc/passwd",
                "/to-forbidden" => "/forbidden",
                path if path.starts_with("/far") => &format!("/far{}", path.len()),
                _ => return stream.write_all(&status("404 Not Found")).unwrap_or_default(),
            };
            format!("HTTP/1.1 302 Found\r\nLocation: {target}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n").into_bytes()
        }
    };
    let _ = stream.write_all(&answer);
}

fn client() -> Client {
    Client::new(Options {
        timeout: Duration::from_secs(2),
        largest: 1 << 20,
        pause: Duration::ZERO,
        private: true,
        ..Options::default()
    })
}

#[test]
fn what_goes_well() {
    let (server, asked) = server();
    let client = client();
    for path in ["/page", "/moved"] {
        let answer = client.get(&format!("{server}{path}"), &Known::default()).unwrap();
        let Answer::Fresh { url, bytes, content_type, known } = answer else { panic!("{path}") };
        assert_eq!((url, bytes), (format!("{server}/page"), b"<p>Rain</p>".to_vec()));
        assert_eq!(content_type.as_deref(), Some("text/html; charset=latin1"));
        let again = client.get(&format!("{server}{path}"), &known).unwrap();
        assert_eq!(again, Answer::Unchanged);
    }
    let packed = client.get(&format!("{server}/packed"), &Known::default()).unwrap();
    assert!(matches!(packed, Answer::Fresh { bytes, .. } if bytes == b"It will rain."));
    let asked = asked.lock().unwrap();
    assert_eq!(asked.iter().filter(|it| it.starts_with("GET /robots.txt")).count(), 1);
    assert!(asked[1].contains("user-agent: sayso/") || asked[1].contains("User-Agent: sayso/"));
    assert!(
        asked.iter().any(|it| it.to_lowercase().contains("if-modified-since: tue, 14 apr 2026"))
    );
}

#[test]
fn what_goes_wrong_is_told_and_soon() {
    let (server, _) = server();
    let client = client();
    for (path, kind) in [
        ("/slow", FetchErrorKind::Timeout),
        ("/silent", FetchErrorKind::Timeout),
        ("/endless", FetchErrorKind::TooLarge),
        ("/endless-head", FetchErrorKind::Broken),
        ("/long", FetchErrorKind::Broken),
        ("/huge", FetchErrorKind::TooLarge),
        ("/bomb", FetchErrorKind::TooLarge),
        ("/not-packed", FetchErrorKind::Broken),
        ("/strange", FetchErrorKind::Broken),
        ("/garbage", FetchErrorKind::Broken),
        ("/hang-up", FetchErrorKind::Connection),
        ("/gone", FetchErrorKind::Status(410)),
        ("/busy", FetchErrorKind::Status(429)),
        ("/broken", FetchErrorKind::Status(503)),
        ("/nowhere", FetchErrorKind::Redirects),
        ("/circle", FetchErrorKind::Redirects),
        ("/far", FetchErrorKind::Redirects),
        ("/to-file", FetchErrorKind::Address),
        ("/forbidden", FetchErrorKind::Robots),
        ("/to-forbidden", FetchErrorKind::Robots),
    ] {
        let started = Instant::now();
        let error = client.get(&format!("{server}{path}"), &Known::default()).unwrap_err();
        assert_eq!(error.kind(), kind, "{path}: {error}");
        assert!(started.elapsed() < Duration::from_secs(10), "{path}");
        assert!(error.to_string().starts_with(&format!("{server}{path}: ")), "{error}");
        if path == "/busy" {
            assert_eq!(error.retry_after(), Some(Duration::from_secs(120)));
        }
    }
}

#[test]
fn private_addresses_are_refused() {
    let (server, asked) = server();
    let client = Client::new(Options { pause: Duration::ZERO, ..Options::default() });
    let port = server.rsplit(':').next().unwrap();
    for address in [
        server.clone(),
        // A name that means this machine is seen through when it is looked up.
        format!("http://localhost:{port}/page"),
        format!("http://[::1]:{port}/page"),
        format!("http://[::ffff:127.0.0.1]:{port}/page"),
        format!("http://2130706433:{port}/page"),
        format!("http://0x7f.1:{port}/page"),
        "http://169.254.169.254/latest/meta-data".to_owned(),
    ] {
        let error = client.get(&address, &Known::default()).unwrap_err();
        assert_eq!(error.kind(), FetchErrorKind::Private, "{error}");
    }
    assert!(asked.lock().unwrap().is_empty());
    for wrong in ["", "ftp://a.example/", "no address", "http://", "file:///etc/passwd"] {
        let error = client.get(wrong, &Known::default()).unwrap_err();
        assert_eq!(error.kind(), FetchErrorKind::Address, "{error}");
    }
}

#[test]
fn a_host_has_its_pause() {
    let (server, _) = server();
    let client = Client::new(Options {
        pause: Duration::from_millis(200),
        private: true,
        ..Options::default()
    });
    let started = Instant::now();
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| client.get(&format!("{server}/page"), &Known::default()).unwrap());
        }
    });
    assert!(started.elapsed() >= Duration::from_millis(600), "{:?}", started.elapsed());
}
