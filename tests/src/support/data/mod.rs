//! People, agencies, topics, suggestions and lists, put straight into the database, so that a
//! journey starts where its story does. Sign-in itself is tested on its own page; elsewhere a
//! session is made by hand.

pub mod mail;
mod record;
mod topics;

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use diesel::prelude::*;
use server::chance;
use server::db::agencies;
use server::db::agencies::Agency;
use server::db::holidays as stored_holidays;
use server::db::people::{self, NewAccount};
use server::db::schema::{accounts, holidays};
use server::db::sessions::{self, NewSession};
use server::db::types::At;
use server::web::session::{self, Limits};
use shared::account::Role;
use shared::calendar::{Week, Weekend};

use crate::support::app::App;
use crate::support::http::Client;

/// The password of every account made here.
pub const PASSWORD: &str = "seven quiet date palms";

/// A reason of substance, for an answer in English.
pub const REASON: &str =
    "The libraries of all governorates will open in the evening, because most readers work by day.";

/// The name of the session's cookie while the site is served over plain http.
pub const COOKIE: &str = "sharikuna";

/// An account.
#[derive(Debug, Clone)]
pub struct Account {
    pub id: String,
    pub sign_in: String,
    pub name: String,
    staff: bool,
}

impl App {
    /// An agency; its names come from its slug.
    pub fn agency(&self, slug: &str) -> Agency {
        let agency = Agency {
            id: chance::id(self.now()),
            slug: slug.to_owned(),
            name_ar: format!("هيئة {slug}"),
            name_en: format!("Authority of {slug}"),
            about_ar: "تُعنى بشؤون الناس اليومية.".to_owned(),
            about_en: "It looks after everyday matters.".to_owned(),
            admitted_at: self.now().into(),
            second_person: false,
            closed_at: None,
            merged_into: None,
        };
        self.query(|conn| agencies::add(conn, &agency));
        agency
    }

    /// A citizen.
    pub fn citizen(&self, sign_in: &str) -> Account {
        self.account(sign_in, &[Role::Citizen])
    }

    /// A moderator of an agency.
    pub fn moderator(&self, sign_in: &str, agency: &Agency) -> Account {
        self.account(
            sign_in,
            &[Role::Moderator {
                agency: agency.id.clone(),
            }],
        )
    }

    /// A manager of an agency.
    pub fn manager(&self, sign_in: &str, agency: &Agency) -> Account {
        self.account(
            sign_in,
            &[Role::Manager {
                agency: agency.id.clone(),
            }],
        )
    }

    /// A steward of the platform.
    pub fn steward(&self, sign_in: &str) -> Account {
        self.account(sign_in, &[Role::Steward])
    }

    /// An account with these roles and [`PASSWORD`].
    pub fn account(&self, sign_in: &str, roles: &[Role]) -> Account {
        let account = Account {
            id: chance::id(self.now()),
            sign_in: sign_in.to_owned(),
            name: format!("Person {sign_in}"),
            staff: roles.iter().any(|role| *role != Role::Citizen),
        };
        let row = NewAccount {
            id: &account.id,
            sign_in,
            name: &account.name,
            show_name: false,
            password_hash: Some(password_hash()),
            lang: "ar",
            created_at: self.now().into(),
        };
        self.query(|conn| people::add(conn, &row, roles));
        account
    }

    /// Many citizens at once.
    pub fn citizens(&self, count: usize) -> Vec<Account> {
        (0..count)
            .map(|n| self.citizen(&format!("citizen-{n}")))
            .collect()
    }

    /// Ends an account's right to sign in.
    pub fn disable(&self, account: &Account) {
        let at = At::from(self.now());
        self.query(|conn| {
            diesel::update(accounts::table.find(&account.id))
                .set(accounts::disabled_at.eq(at))
                .execute(conn)
        });
    }

    /// A client with a session of this account, begun now.
    pub fn signed_in(&self, account: &Account) -> Client {
        let client = self.client();
        client.set_cookie(COOKIE, &self.session_of(account));
        client
    }

    /// A new session's cookie value.
    pub fn session_of(&self, account: &Account) -> String {
        self.new_session(account).0
    }

    /// A new session's cookie value and its public id.
    pub fn new_session(&self, account: &Account) -> (String, String) {
        let (value, hash) = session::new_token();
        let limits: Limits = if account.staff {
            session::STAFF
        } else {
            session::CITIZEN
        };
        let now = self.now();
        let id = chance::id(now);
        let row = NewSession {
            token_hash: &hash.0,
            account_id: &account.id,
            created_at: now.into(),
            last_seen_at: now.into(),
            expires_at: now.saturating_add(limits.absolute).expect("in time").into(),
            id: &id,
            device: "firefox/linux",
            network: Some("127.0.0.0/24"),
        };
        self.query(|conn| sessions::start(conn, &row));
        (value, id)
    }

    /// A day on which nobody works; gives its id.
    pub fn holiday(&self, day: &str) -> String {
        let id = chance::id(self.now());
        self.query(|conn| {
            diesel::insert_into(holidays::table)
                .values((
                    holidays::id.eq(&id),
                    holidays::first_day.eq(day),
                    holidays::last_day.eq(day),
                    holidays::name_ar.eq("عطلة"),
                    holidays::name_en.eq("Holiday"),
                    holidays::source_ar.eq("اختبار"),
                    holidays::source_en.eq("test"),
                    holidays::link.eq(""),
                    holidays::status.eq("announced"),
                ))
                .execute(conn)
        });
        id
    }

    /// A weekend of Saturday and Sunday from a day on.
    pub fn weekend_from(&self, day: &str) {
        let week = Week {
            from: day.parse().expect("a day"),
            weekend: Weekend::parse("sunday saturday").expect("a weekend"),
            source: "test".to_owned(),
            link: None,
        };
        self.query(|conn| stored_holidays::add_week(conn, &week));
    }

    /// Somebody who can have created a topic of the agency: a manager of its own, made at need.
    fn anybody(&self, agency: &Agency) -> String {
        let sign_in = format!("creator-{}", agency.slug);
        let known = self.query(|conn| people::by_sign_in(conn, &sign_in));
        known.map_or_else(
            || self.manager(&sign_in, agency).id,
            |account| account.person.id,
        )
    }
}

/// [`PASSWORD`] hashed once for the whole run: hashing is slow by intent.
fn password_hash() -> &'static str {
    static HASH: OnceLock<String> = OnceLock::new();
    HASH.get_or_init(|| server::passwords::hash(PASSWORD).expect("hashes"))
}

fn next() -> u32 {
    static NEXT: AtomicU32 = AtomicU32::new(1);
    NEXT.fetch_add(1, Ordering::Relaxed)
}
