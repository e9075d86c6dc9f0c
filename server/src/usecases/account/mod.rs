//! What people do about their own accounts: register, get back in, change what is theirs.

pub mod accept;
pub mod ask;
pub mod change_address;
pub mod change_details;
pub mod change_password;
pub mod enter;
pub mod erase;
pub mod letters;
pub mod password;
pub mod register;
pub mod reset;
pub mod take_away;

use serde::{Deserialize, Serialize};

use crate::db::tokens::Token;

/// What a link leads on to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Carried {
    /// The address as typed.
    pub address: String,
    /// A path of this platform, or nothing.
    pub next: String,
    /// A field that people do not see was filled in when it was asked for.
    pub unseen: bool,
}

impl Carried {
    fn of(token: &Token) -> Carried {
        serde_json::from_str(&token.payload).unwrap_or_default()
    }

    fn stored(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

/// What is kept of a link's token.
pub type Digest = [u8; 32];
