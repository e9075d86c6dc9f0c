//! What a steward sees of letters: how many wait, and those that were given up.

use jiff::civil::DateTime;

use crate::letter::LetterKind;

/// `GET /{lang}/steward/mail`
#[derive(Debug, Clone)]
pub struct OutboxPage {
    /// Whether this installation can send letters at all.
    pub configured: bool,
    pub waiting: i64,
    /// All that were given up; the page shows the newest.
    pub given_up: i64,
    pub dead: Vec<DeadLetter>,
    /// One was just handed over to be sent again.
    pub done: bool,
}

/// A letter that was given up. Its words are nobody's but the receiver's.
#[derive(Debug, Clone)]
pub struct DeadLetter {
    pub id: String,
    pub kind: LetterKind,
    /// `s…@example.org`
    pub to: String,
    /// In the platform's zone.
    pub written: DateTime,
    pub given_up: DateTime,
    pub tries: i32,
    /// The class of the fault, such as `refused`.
    pub fault: String,
    /// What the mail server answered, such as 550.
    pub code: Option<u16>,
}

/// One letter of `GET /dev/mail`.
#[derive(Debug, Clone)]
pub struct ShownLetter {
    pub to: String,
    pub lang: crate::lang::Lang,
    pub subject: String,
    pub text: String,
    pub written: DateTime,
}
