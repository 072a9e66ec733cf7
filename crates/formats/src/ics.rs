//! What is announced, for calendars (RFC 5545).

use crate::diary::Announced;

/// The events as one calendar.
pub fn write(_entries: &[Announced]) -> String {
    String::new()
}
