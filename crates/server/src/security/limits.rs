//! How many requests one may send: a bucket of tokens a client, in bounded memory.

use std::collections::HashMap;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex};
use std::time::Instant;

use axum::extract::{ConnectInfo, Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::Principal;
use crate::desk::Desk;
use crate::problem::Problem;

/// Clients remembered at most; when there are more, the idle ones are forgotten.
const CLIENTS: usize = 10_000;

/// A rate limit by client.
pub struct Limit {
    /// Requests a second, in the long run.
    rate: f64,
    /// Requests at once.
    burst: f64,
    buckets: Mutex<HashMap<String, (f64, Instant)>>,
}

impl Limit {
    /// At most `burst` requests at once and `rate` a second in the long run.
    pub fn new(rate: f64, burst: f64) -> Limit {
        Limit { rate, burst, buckets: Mutex::default() }
    }

    /// Takes one request of `client`.
    ///
    /// # Errors
    ///
    /// The seconds to wait, where it has sent too many.
    pub fn take(&self, client: &str, now: Instant) -> Result<(), u64> {
        let mut buckets = self.buckets.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if buckets.len() >= CLIENTS {
            let (rate, burst) = (self.rate, self.burst);
            buckets.retain(|_, (left, at)| {
                *left + now.duration_since(*at).as_secs_f64() * rate < burst
            });
            if buckets.len() >= CLIENTS {
                buckets.clear();
            }
        }
        let (left, at) = buckets.entry(client.to_owned()).or_insert((self.burst, now));
        *left = (*left + now.duration_since(*at).as_secs_f64() * self.rate).min(self.burst);
        *at = now;
        if *left < 1.0 {
            return Err(((1.0 - *left) / self.rate).ceil() as u64);
        }
        *left -= 1.0;
        Ok(())
    }
}

/// Refuses those who send too many requests.
pub async fn check(State(desk): State<Arc<Desk>>, request: Request, next: Next) -> Response {
    let client = client(&desk, &request);
    match desk.limit.take(&client, Instant::now()) {
        Ok(()) => next.run(request).await,
        Err(seconds) => Problem::too_many(seconds).into_response(),
    }
}

/// Whom a request counts for: the one signed in, else the address.
pub fn client(desk: &Desk, request: &Request) -> String {
    match request.extensions().get::<Principal>() {
        Some(principal) => principal.name.clone(),
        None => address(desk, request).map_or_else(String::new, |address| address.to_string()),
    }
}

/// The address a request comes from; behind a proxy the last that it names.
fn address(desk: &Desk, request: &Request) -> Option<IpAddr> {
    let forwarded = request.headers().get_all("x-forwarded-for").iter().next_back();
    let named =
        forwarded.and_then(|value| value.to_str().ok()?.rsplit(',').next()?.trim().parse().ok());
    match named {
        Some(address) if desk.settings.behind_proxy => Some(address),
        _ => Some(request.extensions().get::<ConnectInfo<SocketAddr>>()?.ip()),
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_burst_is_let_through_and_then_one_at_a_time() {
        let limit = Limit::new(2.0, 3.0);
        let begun = Instant::now();
        for _ in 0..3 {
            assert_eq!(limit.take("a", begun), Ok(()));
        }
        assert_eq!(limit.take("a", begun), Err(1));
        assert_eq!(limit.take("b", begun), Ok(()));
        assert_eq!(limit.take("a", begun + Duration::from_millis(600)), Ok(()));
        assert_eq!(limit.take("a", begun + Duration::from_millis(600)), Err(1));
    }

    #[test]
    fn memory_is_bounded() {
        let limit = Limit::new(1.0, 1.0);
        let begun = Instant::now();
        for client in 0..3 * CLIENTS {
            let _ = limit.take(&client.to_string(), begun);
        }
        assert!(limit.buckets.lock().unwrap().len() <= CLIENTS);
    }
}
