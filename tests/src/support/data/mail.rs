//! Letters, and people who have an address.

use diesel::prelude::*;
use server::db::outbox::{self, Stored};
use server::db::schema::outbox as letters;
use server::db::tokens::{self, Token};
use server::mail::{Letter, Receiver, Writing};
use server::web::session;
use shared::lang::Lang;
use shared::letter::{LetterKind, TokenKind};

use crate::support::app::App;

impl App {
    /// A letter to an address, in the outbox.
    pub fn letter(&self, address: &str) -> Letter {
        let to = Receiver {
            account_id: None,
            address: address.to_owned(),
            lang: Lang::Ar,
        };
        let base = &self.inner().config.base;
        let letter = Writing::new(base, LetterKind::Confirm, to, "أكمل تسجيلك")
            .says("أهلًا بك.")
            .leads("أكمل", "/ar/register/0123")
            .at(self.now());
        self.query(|conn| outbox::put(conn, &letter));
        letter
    }

    /// A letter that was given up; gives its id.
    pub fn dead_letter(&self, address: &str) -> String {
        let (letter, now) = (self.letter(address), self.now());
        self.query(|conn| outbox::failed(conn, &letter.id, "refused 550", Some(now)));
        letter.id
    }

    /// The letter of a kind that waits; the newest, where time has passed between them.
    #[track_caller]
    pub fn letter_of(&self, kind: &str) -> Stored {
        let mut letters = self.letters().into_iter();
        let found = letters.rfind(|letter| letter.kind == kind);
        found.unwrap_or_else(|| panic!("no letter of the kind {kind}"))
    }

    /// The letter that waits for an address; the newest, where time has passed between them.
    #[track_caller]
    pub fn letter_to(&self, address: &str) -> Stored {
        let mut letters = self.letters().into_iter();
        let found = letters.rfind(|letter| letter.to_address == address);
        found.unwrap_or_else(|| panic!("no letter to {address}"))
    }

    /// What waits in the outbox, the oldest first.
    pub fn letters(&self) -> Vec<Stored> {
        self.query(|conn| {
            letters::table
                .filter(letters::sent_at.is_null())
                .order((letters::created_at, letters::id))
                .select(Stored::as_select())
                .load(conn)
        })
    }
}

impl App {
    /// A token as a letter carries it; for a registration nobody has the address yet.
    pub fn token(&self, kind: TokenKind, address: &str) -> String {
        let (value, hash) = session::new_token();
        let now = self.now();
        let account = (kind != TokenKind::Confirm).then(|| self.citizen(address));
        let to = match kind {
            TokenKind::ChangeAddress => format!("new-{address}"),
            _ => address.to_owned(),
        };
        let token = Token {
            hash: hash.0.to_vec(),
            kind: kind.as_str().to_owned(),
            account_id: account.map(|account| account.id),
            address: to.clone(),
            payload: serde_json::json!({ "address": to, "next": "" }).to_string(),
            created_at: now.into(),
            expires_at: (now + kind.lasts()).into(),
            used_at: None,
        };
        self.query(|conn| tokens::put(conn, &token));
        value
    }
}

/// The path that a letter leads to in a room such as `register`.
#[track_caller]
pub fn link_in(letter: &Stored, room: &str) -> String {
    let part = format!("/{room}/");
    let line = letter.text.lines().find(|line| line.contains(&part));
    let line = line.unwrap_or_else(|| panic!("no link to {room} in:\n{}", letter.text));
    let path = line.splitn(4, '/').nth(3).expect("a path");
    format!("/{path}")
}
