use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What somebody may do. Each may also do what those before may.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Look at everything, read dispatches without keeping them.
    Reader,
    /// Add dispatches and feeds, correct readings.
    Editor,
    /// Make users and tokens.
    Admin,
}

impl Role {
    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            Role::Reader => "reader",
            Role::Editor => "editor",
            Role::Admin => "admin",
        }
    }

    /// The role that a word stands for.
    pub fn from_name(name: &str) -> Option<Role> {
        [Role::Reader, Role::Editor, Role::Admin].into_iter().find(|role| role.name() == name)
    }
}
