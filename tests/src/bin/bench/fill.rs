//! Three open topics of two agencies: 1,000, 10,000 and 100,000 suggestions, with lists, answers,
//! an edition and figures each.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use jiff::Timestamp;
use jiff::civil::Date;
use server::app::App;
use server::chance;
use server::db::agencies::{self, Agency};
use server::db::people::{self, NewAccount};
use server::db::sessions::{self, NewSession};
use server::db::topics::Topic;
use server::db::{Conn, figures_write, topics_write};
use server::jobs::editions;
use server::web::session::{self, TokenHash};
use shared::account::{Person, Role};

use crate::lists;
use crate::suggestions;

pub const THOUSAND: &str = "bins-of-the-old-town";
pub const TEN_THOUSAND: &str = "benches-of-the-coast";
pub const HUNDRED_THOUSAND: &str = "roads-of-the-interior";
/// The agency of the largest topic.
pub const LARGE_AGENCY: &str = "roads";
const AGENCY: &str = "municipality";

/// Topics: address name, agency, suggestions, lists. Only the middle one has as many lists as the
/// limits speak of; the pages read none but the reader's own.
const TOPICS: [(&str, &str, usize, usize); 3] = [
    (THOUSAND, AGENCY, 1_000, 2_000),
    (TEN_THOUSAND, AGENCY, 10_000, 100_000),
    (HUNDRED_THOUSAND, LARGE_AGENCY, 100_000, 20_000),
];

/// A person with a session.
pub struct SignedIn {
    pub person: Person,
    pub name: String,
    pub session: TokenHash,
    /// `name=value`.
    pub cookie: String,
}

/// What the measurements need to know of the database.
pub struct Filled {
    /// With a list in each topic.
    pub citizen: SignedIn,
    /// Of [`LARGE_AGENCY`].
    pub moderator: SignedIn,
    /// An adopted suggestion of the largest topic.
    pub reference: String,
}

/// Fills an empty database.
pub fn fill(app: &App) -> Filled {
    let began = crate::now();
    let large = agency(app, LARGE_AGENCY);
    let other = agency(app, AGENCY);
    let citizen = sign_in(app, "bench-citizen", Role::Citizen);
    let moderator = sign_in(
        app,
        "bench-moderator",
        Role::Moderator {
            agency: large.clone(),
        },
    );
    let (mut reference, mut before) = (String::new(), 0);
    for (slug, agency, many, listing) in TOPICS {
        let agency = if agency == LARGE_AGENCY {
            &large
        } else {
            &other
        };
        let topic = topic(app, slug, agency, &moderator.person.id);
        let adopted = write(app, |conn| {
            let added = suggestions::add(conn, app, &topic, many, before, &moderator.person.id)?;
            lists::add(
                conn,
                app,
                &topic,
                &added.published,
                listing,
                &citizen.person.id,
            )?;
            editions::count(conn, &topic.id, None, app.now())?.expect("an edition");
            figures_write::recompute(conn, &topic.id, app.now(), &app.config.zone)?;
            Ok(added.adopted)
        });
        reference = adopted;
        before += many;
        let seconds = began.elapsed().as_secs();
        println!(
            "  {slug}: {many} suggestions, {listing} lists of {}  ({seconds} s)",
            lists::ENTRIES
        );
    }
    // As after some hours of running: what was written stands in the file itself.
    app.db
        .read_now(|conn| conn.batch_execute("PRAGMA wal_checkpoint(TRUNCATE)"))
        .expect("a checkpoint");
    Filled {
        citizen,
        moderator,
        reference,
    }
}

/// A closed topic of three places that takes imports.
pub fn imported_topic(app: &App, slug: &str) {
    let agency = agency(app, AGENCY);
    let keeper = person(app, "bench-keeper", &Role::Citizen);
    let day = |text: &str| text.parse::<Date>().expect("a day");
    let topic = Topic {
        state: "closed".to_owned(),
        imported: true,
        list_length: 3,
        shortlist_length: 10,
        ..draft(
            app,
            slug,
            &agency,
            &keeper.id,
            day("2018-06-01"),
            day("2018-06-30"),
        )
    };
    write(app, |conn| topics_write::add_whole(conn, &topic));
}

/// One transaction that cannot be refused.
pub fn write<T>(app: &App, work: impl FnOnce(&mut Conn) -> QueryResult<T>) -> T {
    app.db.write_now(work).expect("fill the database")
}

/// An agency of which only the address name matters; its id.
pub fn agency(app: &App, slug: &str) -> String {
    let agency = Agency {
        id: chance::id(app.now()),
        slug: slug.to_owned(),
        name_ar: "جهة القياس".to_owned(),
        name_en: format!("Agency of {slug}"),
        about_ar: "جهة للقياس وحده.".to_owned(),
        about_en: "An agency for measuring alone.".to_owned(),
        admitted_at: app.now().into(),
        second_person: false,
        closed_at: None,
        merged_into: None,
    };
    write(app, |conn| agencies::add(conn, &agency));
    agency.id
}

/// An open topic of an agency.
pub fn topic(app: &App, slug: &str, agency: &str, by: &str) -> Topic {
    let today = app.today();
    let days = |many: i64| {
        today
            .checked_add(jiff::Span::new().days(many))
            .expect("a day")
    };
    let topic = draft(app, slug, agency, by, days(-10), days(20));
    write(app, |conn| topics_write::add_whole(conn, &topic));
    topic
}

/// An open topic.
fn draft(app: &App, slug: &str, agency: &str, by: &str, opens: Date, closes: Date) -> Topic {
    let now = app.now();
    Topic {
        id: chance::id(now),
        slug: slug.to_owned(),
        agency_id: agency.to_owned(),
        state: "open".to_owned(),
        participation: "consultation".to_owned(),
        title_ar: "ما الذي ينقص أماكننا العامة؟".to_owned(),
        title_en: "What do our public places lack?".to_owned(),
        description_ar: "تجمع الجهة الاقتراحات حتى نهاية الشهر.".to_owned(),
        description_en: "The agency collects suggestions until the end of the month.".to_owned(),
        question_ar: "ما أول ما يجب تحسينه، ولماذا؟".to_owned(),
        question_en: "What should be improved first, and why?".to_owned(),
        what_happens_ar: "تُدرج الاقتراحات المعتمدة في خطة السنة المقبلة.".to_owned(),
        what_happens_en: "Adopted suggestions enter next year's plan.".to_owned(),
        opens_on: opens.to_string(),
        closes_on: closes.to_string(),
        short_reason_ar: String::new(),
        short_reason_en: String::new(),
        list_length: 5,
        shortlist_length: 20,
        shortlist_threshold: 5,
        per_person: 5,
        rank_only_percent: 25,
        imported: false,
        shuffled_on: app.today().to_string(),
        edition_id: None,
        version: 1,
        created_by: by.to_owned(),
        created_at: now.into(),
        opened_at: Some(now.into()),
        closed_at: None,
        concluded_at: None,
    }
}

fn person(app: &App, name: &str, role: &Role) -> Person {
    let id = chance::id(app.now());
    let account = NewAccount {
        id: &id,
        sign_in: name,
        name,
        show_name: false,
        password_hash: None,
        lang: "en",
        created_at: app.now().into(),
    };
    write(app, |conn| {
        people::add(conn, &account, std::slice::from_ref(role))
    });
    Person {
        id,
        roles: vec![role.clone()],
        disabled: false,
    }
}

/// A person of one role with a session.
pub fn sign_in(app: &App, name: &str, role: Role) -> SignedIn {
    let person = person(app, name, &role);
    let (value, session) = session::new_token();
    let now: Timestamp = app.now();
    let expires = now + session::STAFF.absolute;
    let row = NewSession {
        token_hash: &session.0,
        account_id: &person.id,
        created_at: now.into(),
        last_seen_at: now.into(),
        expires_at: expires.into(),
        id: &server::chance::id(now),
        device: "firefox/linux",
        network: None,
    };
    write(app, |conn| sessions::start(conn, &row));
    let cookie = session::cookie(app, value, now, expires);
    let cookie = format!("{}={}", cookie.name(), cookie.value());
    SignedIn {
        person,
        name: name.to_owned(),
        session,
        cookie,
    }
}
