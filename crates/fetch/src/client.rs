use std::sync::{Arc, Once};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use robotxt::Robots;
use ureq::Agent;
use ureq::config::Config;
use ureq::tls::{RootCerts, TlsConfig};
use ureq::unversioned::transport::DefaultConnector;
use url::Url;

use crate::addresses::{PublicOnly, REFUSED, is_public};
use crate::answer::{Answer, Known, Trouble, bounded, header, retry_after, unpacked};
use crate::error::{FetchError, FetchErrorKind};
use crate::hosts::Hosts;

/// The name that robots.txt may forbid things to.
const NAME: &str = "sayso";

/// Bytes of robots.txt that are looked at; RFC 9309 wants 500 KiB at least.
const RULES_BYTES: usize = 512 * 1024;

/// How to fetch.
#[derive(Clone, Debug)]
pub struct Options {
    /// For one request with all of its body.
    pub timeout: Duration,
    /// Largest body, packed and unpacked, in bytes.
    pub largest: usize,
    /// Redirects followed.
    pub redirects: usize,
    /// Between two requests to one host.
    pub pause: Duration,
    /// Whether addresses of this machine and of private networks may be asked.
    pub private: bool,
    /// Whether robots.txt is heeded.
    pub robots: bool,
    /// What to say of oneself.
    pub user_agent: String,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            timeout: Duration::from_secs(30),
            largest: 16 << 20,
            redirects: 5,
            pause: Duration::from_secs(1),
            private: false,
            robots: true,
            user_agent: format!("{NAME}/{}", env!("CARGO_PKG_VERSION")),
        }
    }
}

/// Fetches. Threads may share it; requests to one host then wait for each other.
pub struct Client {
    agent: Agent,
    options: Options,
    hosts: Hosts,
}

impl Client {
    /// A client. Proxies of the environment are not used: behind one it could not be told what is
    /// connected to.
    pub fn new(options: Options) -> Client {
        static CRYPTOGRAPHY: Once = Once::new();
        CRYPTOGRAPHY.call_once(|| {
            // Fails only where one is installed, and then that one serves.
            let _ = rustls::crypto::ring::default_provider().install_default();
        });
        let tls = TlsConfig::builder().root_certs(RootCerts::PlatformVerifier).build();
        let config = Config::builder()
            .timeout_global(Some(options.timeout))
            .http_status_as_error(false)
            .max_redirects(0)
            .proxy(None)
            .user_agent(&options.user_agent)
            .accept_encoding("gzip, deflate")
            .max_idle_connections(16)
            .tls_config(tls)
            .build();
        let resolver = PublicOnly::new(options.private);
        let agent = Agent::with_parts(config, DefaultConnector::new(), resolver);
        Client { agent, options, hosts: Hosts::default() }
    }

    /// Asks for an address, and for nothing where it has not changed since it was `known`.
    ///
    /// Waits while the host is asked by another thread or wants its pause.
    ///
    /// # Errors
    /// When it can't be had; the error says whether asking again makes sense.
    pub fn get(&self, address: &str, known: &Known) -> Result<Answer, FetchError> {
        let mut url = self.web_address(address, address)?;
        let mut seen = vec![url.clone()];
        loop {
            let pause = self.heed_robots(address, &url)?;
            let response = self.request(address, &url, known, pause, self.options.largest)?;
            match response {
                Response::Answer(answer) => return Ok(answer),
                Response::Elsewhere(target) => {
                    let next = url.join(&target).map_err(|_| {
                        let message = format!("redirects to what is no address, {target:?}");
                        FetchError::new(FetchErrorKind::Redirects, address, message)
                    })?;
                    let next = self.web_address(address, next.as_str())?;
                    if seen.contains(&next) || seen.len() > self.options.redirects {
                        let message = if seen.contains(&next) {
                            "redirects in a circle"
                        } else {
                            "redirects too often"
                        };
                        return Err(FetchError::new(FetchErrorKind::Redirects, address, message));
                    }
                    seen.push(next.clone());
                    url = next;
                }
            }
        }
    }

    /// An address that may be asked for, as far as can be told without looking it up.
    fn web_address(&self, asked: &str, address: &str) -> Result<Url, FetchError> {
        let wrong = |message: &str| FetchError::new(FetchErrorKind::Address, asked, message);
        let mut url = Url::parse(address.trim()).map_err(|_| wrong("is no address"))?;
        url.set_fragment(None);
        if !matches!(url.scheme(), "http" | "https") {
            return Err(wrong("is no http or https address"));
        }
        let literal = match url.host() {
            Some(url::Host::Ipv4(address)) => Some(address.into()),
            Some(url::Host::Ipv6(address)) => Some(address.into()),
            Some(url::Host::Domain(name)) if !name.is_empty() => None,
            _ => return Err(wrong("names no host")),
        };
        if literal.is_some_and(|literal| !is_public(literal)) && !self.options.private {
            return Err(private(asked));
        }
        Ok(url)
    }

    /// Sees whether robots.txt allows an address, and how long the host wants to be left alone.
    fn heed_robots(&self, asked: &str, url: &Url) -> Result<Duration, FetchError> {
        let pause = self.options.pause;
        if !self.options.robots {
            return Ok(pause);
        }
        let host = host(url);
        let rules = match self.hosts.rules(&host) {
            Some(rules) => rules,
            None => self.ask_for_rules(asked, url, &host)?,
        };
        if !rules.is_url_allowed(url) {
            let message = format!("robots.txt of {} forbids it", url.host_str().unwrap_or("it"));
            return Err(FetchError::new(FetchErrorKind::Robots, asked, message));
        }
        Ok(pause)
    }

    /// RFC 9309: no rules where there is no such file, nothing allowed while the server fails.
    fn ask_for_rules(&self, asked: &str, url: &Url, host: &str) -> Result<Arc<Robots>, FetchError> {
        let mut rules_url = url.clone();
        rules_url.set_path("/robots.txt");
        rules_url.set_query(None);
        let none = Known::default();
        for _ in 0..5 {
            match self.request(asked, &rules_url, &none, Duration::ZERO, RULES_BYTES) {
                Ok(Response::Answer(Answer::Fresh { bytes, .. })) => {
                    return Ok(self.hosts.set_rules(host, Robots::parse(&bytes, NAME), false));
                }
                Ok(Response::Answer(Answer::Unchanged)) => break,
                Ok(Response::Elsewhere(target)) => {
                    let next = rules_url.join(&target).ok();
                    match next.map(|next| self.web_address(asked, next.as_str())) {
                        Some(Ok(next)) => rules_url = next,
                        _ => break,
                    }
                }
                Err(error) => match error.kind() {
                    FetchErrorKind::Private => return Err(error),
                    FetchErrorKind::Status(status) if status != 429 && status < 500 => break,
                    FetchErrorKind::TooLarge => break,
                    // Not to know the rules is to be forbidden, for a while.
                    _ => {
                        return Err(FetchError::new(
                            error.kind(),
                            asked,
                            format!("robots.txt can't be had ({error})"),
                        )
                        .after(error.retry_after()));
                    }
                },
            }
        }
        Ok(self.hosts.set_rules(host, Robots::allow_all(), false))
    }

    fn request(
        &self,
        asked: &str,
        url: &Url,
        known: &Known,
        pause: Duration,
        largest: usize,
    ) -> Result<Response, FetchError> {
        let host = host(url);
        self.hosts.enter(&host);
        let result = self.exchange(asked, url, known, largest);
        self.hosts.leave(&host, pause);
        result
    }

    fn exchange(
        &self,
        asked: &str,
        url: &Url,
        known: &Known,
        largest: usize,
    ) -> Result<Response, FetchError> {
        let started = Instant::now();
        let mut request = self.agent.get(url.as_str());
        if let Some(etag) = &known.etag {
            request = request.header("If-None-Match", etag);
        }
        if let Some(last_modified) = &known.last_modified {
            request = request.header("If-Modified-Since", last_modified);
        }
        let mut response = request.call().map_err(|error| failed(asked, &error))?;
        let status = response.status().as_u16();
        let headers = response.headers().clone();
        match status {
            200..=299 => {}
            304 => return Ok(Response::Answer(Answer::Unchanged)),
            301 | 302 | 303 | 307 | 308 => {
                return match header(&headers, "location") {
                    Some(target) => Ok(Response::Elsewhere(target.to_owned())),
                    None => Err(FetchError::new(
                        FetchErrorKind::Redirects,
                        asked,
                        format!("redirects nowhere (status {status})"),
                    )),
                };
            }
            _ => {
                let wait = retry_after(&headers, Timestamp::now());
                let kind = FetchErrorKind::Status(status);
                let message = format!("the server answered with status {status}");
                return Err(FetchError::new(kind, asked, message).after(wait));
            }
        }
        let too_large = || {
            let message = format!("is larger than {} MiB", largest as f64 / f64::from(1 << 20));
            FetchError::new(FetchErrorKind::TooLarge, asked, message)
        };
        let length = header(&headers, "content-length").and_then(|length| length.parse().ok());
        if length.is_some_and(|length: u64| length > largest as u64) {
            return Err(too_large());
        }
        let coding = header(&headers, "content-encoding").unwrap_or_default();
        let trouble = |trouble| match trouble {
            Trouble::TooLarge => too_large(),
            Trouble::Broken(_) if started.elapsed() >= self.options.timeout => timed_out(asked),
            Trouble::Broken(error) => {
                let message = format!("what came can't be used: {error}");
                FetchError::new(FetchErrorKind::Broken, asked, message)
            }
        };
        let packed = bounded(response.body_mut().as_reader(), largest).map_err(trouble)?;
        let bytes = unpacked(packed, coding, largest).map_err(trouble)?;
        let kept = |name| header(&headers, name).map(str::to_owned);
        Ok(Response::Answer(Answer::Fresh {
            url: url.to_string(),
            bytes,
            content_type: kept("content-type"),
            known: Known { etag: kept("etag"), last_modified: kept("last-modified") },
        }))
    }
}

enum Response {
    Answer(Answer),
    Elsewhere(String),
}

fn host(url: &Url) -> String {
    let port = url.port_or_known_default().unwrap_or(0);
    format!("{}://{}:{port}", url.scheme(), url.host_str().unwrap_or_default())
}

fn private(asked: &str) -> FetchError {
    let message = format!("leads to {REFUSED}; allow it with --private");
    FetchError::new(FetchErrorKind::Private, asked, message)
}

fn timed_out(asked: &str) -> FetchError {
    FetchError::new(FetchErrorKind::Timeout, asked, "took too long")
}

fn failed(asked: &str, error: &ureq::Error) -> FetchError {
    match error {
        ureq::Error::Timeout(_) => timed_out(asked),
        ureq::Error::Other(inner) if inner.to_string() == REFUSED => private(asked),
        ureq::Error::Protocol(_) | ureq::Error::Http(_) | ureq::Error::LargeResponseHeader(..) => {
            let message = format!("the server doesn't speak HTTP right: {error}");
            FetchError::new(FetchErrorKind::Broken, asked, message)
        }
        ureq::Error::HostNotFound => {
            FetchError::new(FetchErrorKind::Connection, asked, "there is no such host")
        }
        _ => FetchError::new(FetchErrorKind::Connection, asked, format!("no connection: {error}")),
    }
}
