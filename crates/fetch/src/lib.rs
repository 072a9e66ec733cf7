//! Fetching from the web with manners, and with care.
//!
//! [`Client::get`] asks for one address: at most as often as a host likes, only what robots.txt
//! allows (RFC 9309), only what has changed where it is told what there was. What answers is not
//! trusted: everything has a limit of time and size, also after unpacking, redirects are few and
//! each is checked again, and addresses of this machine or of private networks are refused, unless
//! allowed, after the name was looked up and on the very address that is connected to.

mod addresses;
mod answer;
mod client;
mod error;
mod hosts;

pub use addresses::is_public;
pub use answer::{Answer, Known};
pub use client::{Client, Options};
pub use error::{FetchError, FetchErrorKind};
