//! Letters, and people who have an address.

use diesel::prelude::*;
use server::db::outbox::{self, Stored};
use server::db::schema::outbox as letters;
use server::mail::{Letter, Receiver, Writing};
use shared::lang::Lang;
use shared::letter::LetterKind;

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
