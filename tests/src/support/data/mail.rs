//! Letters, and people who have an address.

use diesel::prelude::*;
use server::chance;
use server::db::agencies::Agency;
use server::db::data_requests::{self, DataRequest};
use server::db::follows;
use server::db::invitations::{self, Invitation};
use server::db::notices::{self, Notice};
use server::db::outbox::{self, Stored};
use server::db::schema::{accounts, outbox as letters};
use server::db::suggestions::Suggestion;
use server::db::tokens::{self, Token};
use server::db::topics::Topic;
use server::db::types::At;
use server::mail::{Letter, Receiver, Writing};
use server::web::session;
use shared::lang::Lang;
use shared::letter::{LetterKind, TokenKind};
use shared::notice::NoticeKind;

use super::Account;
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
    /// A citizen to whom letters go, in a language.
    pub fn reachable(&self, sign_in: &str, address: &str, lang: Lang) -> Account {
        let account = self.citizen(sign_in);
        self.reach(&account, address, lang);
        account
    }

    /// Something that a person is told of, as if it happened now.
    pub fn notice(
        &self,
        account: &Account,
        kind: NoticeKind,
        topic: &Topic,
        suggestion: Option<&Suggestion>,
    ) {
        let now = At::from(self.now());
        let id = chance::id(self.now());
        let row = Notice {
            cause: id.clone(),
            id,
            account_id: account.id.clone(),
            kind: kind.as_str().to_owned(),
            topic_id: topic.id.clone(),
            suggestion_id: suggestion.map(|one| one.id.clone()),
            happened_at: now,
            made_at: now,
            read_at: None,
            waits_since: None,
            mailed_at: None,
        };
        self.query(|conn| notices::add(conn, &[row]));
    }

    /// Lets a person follow a topic, as if from now.
    pub fn follow(&self, account: &Account, topic: &Topic) {
        let now = At::from(self.now());
        self.query(|conn| follows::begin(conn, &topic.id, &account.id, now));
    }

    /// Gives an account a confirmed address, and its letters a language.
    pub fn reach(&self, account: &Account, address: &str, lang: Lang) {
        let now = At::from(self.now());
        self.query(|conn| {
            diesel::update(accounts::table.find(&account.id))
                .set((
                    accounts::address.eq(address),
                    accounts::confirmed_at.eq(now),
                    accounts::lang.eq(lang.code()),
                ))
                .execute(conn)
        });
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

impl App {
    /// An invitation of a steward to be a moderator: its id, and the token of its link.
    pub fn invitation(&self, address: &str, agency: &Agency, by: &str) -> (String, String) {
        let (value, hash) = session::new_token();
        let now = self.now();
        let id = chance::id(now);
        let expires = now + TokenKind::Invite.lasts();
        let row = Invitation {
            id: id.clone(),
            address: address.to_owned(),
            sign_in: address.to_owned(),
            role: "moderator".to_owned(),
            agency_id: Some(agency.id.clone()),
            lang: "ar".to_owned(),
            reason: "Agreed with the agency on Sunday.".to_owned(),
            invited_by: by.to_owned(),
            invited_at: now.into(),
            expires_at: expires.into(),
            ended_as: None,
            ended_at: None,
            account_id: None,
        };
        let token = Token {
            hash: hash.0.to_vec(),
            kind: TokenKind::Invite.as_str().to_owned(),
            account_id: None,
            address: address.to_owned(),
            payload: serde_json::json!({ "invitation": id }).to_string(),
            created_at: now.into(),
            expires_at: expires.into(),
            used_at: None,
        };
        self.query(|conn| {
            invitations::add(conn, &row)?;
            tokens::put(conn, &token)
        });
        (id, value)
    }
}

impl App {
    /// A request of somebody about their data, that waits; gives its id.
    pub fn data_request(&self, of: &str) -> String {
        let now = self.now();
        let id = chance::id(now);
        let request = DataRequest {
            id: id.clone(),
            account_id: Some(of.to_owned()),
            kind: "correction".to_owned(),
            by_oneself: false,
            body: "Something of mine is wrong.".to_owned(),
            lang: "en".to_owned(),
            dir: "ltr".to_owned(),
            asked_at: now.into(),
            due_on: "2027-01-08".to_owned(),
            answered_at: None,
            answer: String::new(),
            answer_lang: String::new(),
            answer_dir: String::new(),
            answered_by: None,
        };
        self.query(|conn| data_requests::add(conn, &request));
        id
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
