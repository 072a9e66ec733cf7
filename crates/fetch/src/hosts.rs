//! What is known of hosts: when each may be asked again, and what it forbids.

use std::collections::HashMap;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use robotxt::Robots;

/// Rules are asked for again after a day (RFC 9309, 2.4), or sooner where none could be had.
const RULES_LAST: Duration = Duration::from_secs(24 * 3600);
const TROUBLE_LASTS: Duration = Duration::from_secs(10 * 60);

/// More hosts than this and the oldest rules are forgotten.
const MOST: usize = 10_000;

#[derive(Default)]
struct Host {
    busy: bool,
    free: Option<Instant>,
    rules: Option<(Arc<Robots>, Instant)>,
}

/// Hosts by name and port. Threads may share it.
#[derive(Default)]
pub(crate) struct Hosts {
    hosts: Mutex<HashMap<String, Host>>,
    changed: Condvar,
}

impl Hosts {
    fn lock(&self) -> MutexGuard<'_, HashMap<String, Host>> {
        self.hosts.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until the host may be asked: nobody else asks it, and the pause is over.
    pub(crate) fn enter(&self, host: &str) {
        let mut hosts = self.lock();
        loop {
            let state = hosts.entry(host.to_owned()).or_default();
            let now = Instant::now();
            let wait = state.free.and_then(|free| free.checked_duration_since(now));
            if !state.busy && wait.is_none() {
                state.busy = true;
                return;
            }
            let wait = wait.unwrap_or(Duration::from_secs(1)).max(Duration::from_millis(1));
            hosts = self
                .changed
                .wait_timeout(hosts, wait)
                .map_or_else(|poisoned| poisoned.into_inner().0, |(hosts, _)| hosts);
        }
    }

    /// The answer is there; the pause begins.
    pub(crate) fn leave(&self, host: &str, pause: Duration) {
        let mut hosts = self.lock();
        let state = hosts.entry(host.to_owned()).or_default();
        state.busy = false;
        state.free = Some(Instant::now() + pause);
        if hosts.len() > MOST {
            let now = Instant::now();
            hosts.retain(|_, host| host.busy || host.free.is_some_and(|free| free > now));
        }
        drop(hosts);
        self.changed.notify_all();
    }

    /// What robots.txt of the host says, where that is known and not too old.
    pub(crate) fn rules(&self, host: &str) -> Option<Arc<Robots>> {
        let hosts = self.lock();
        let (rules, until) = hosts.get(host)?.rules.as_ref()?;
        (*until > Instant::now()).then(|| rules.clone())
    }

    pub(crate) fn set_rules(&self, host: &str, rules: Robots, trouble: bool) -> Arc<Robots> {
        let rules = Arc::new(rules);
        let until = Instant::now() + if trouble { TROUBLE_LASTS } else { RULES_LAST };
        let mut hosts = self.lock();
        hosts.entry(host.to_owned()).or_default().rules = Some((rules.clone(), until));
        rules
    }
}
