//! Who may do what, and what browsers may not.

pub mod accounts;
pub mod headers;
pub mod identity;
pub mod limits;
pub mod same_origin;
pub mod secret;

mod role;

pub use accounts::{AccountError, AccountErrorKind, Accounts, Principal};
pub use identity::{Admin, Editor, Reader};
pub use role::Role;
