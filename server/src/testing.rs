//! An app on a database of its own in a temporary folder, with a clock moved by hand.

use std::path::PathBuf;
use std::sync::Arc;

use diesel::prelude::*;
use jiff::civil::Date;
use shared::time::{MovedClock, Zone};

use crate::app::App;
use crate::chance;
use crate::config::{Base, Config};
use crate::db::agencies::{self, Agency};
use crate::db::people::{self, NewAccount};
use crate::db::schema::{priority_list_entries as entries, priority_lists as lists};
use crate::db::suggestions::{self, Suggestion};
use crate::db::topics::{self, Topic};
use crate::db::topics_write;
use crate::db::types::At;
use crate::db::{Conn, Db, Opening, migrate};
use crate::limits::address::Proxies;

/// The app of one test. Its folder goes with it.
pub struct TestApp {
    pub app: App,
    pub clock: Arc<MovedClock>,
    folder: PathBuf,
}

impl TestApp {
    /// An empty database at ten in the morning of Sunday 1 March 2026 in Muscat.
    pub fn new() -> TestApp {
        let clock = Arc::new(MovedClock::at("2026-03-01T06:00:00Z".parse().unwrap()));
        let folder = std::env::temp_dir().join(format!("sharikuna-{}", hex(&chance::bytes::<8>())));
        std::fs::create_dir_all(&folder).unwrap();
        let opening = Opening::Sqlite(folder.join("sharikuna.db"));
        let db = Db::open(opening.clone(), 4).unwrap();
        db.read_now(migrate::up).unwrap();
        let bind = "127.0.0.1:0".parse().unwrap();
        let zone = Zone::parse(Zone::DEFAULT).unwrap();
        let config = Config {
            bind,
            data: folder.clone(),
            opening,
            base: Base::local(bind),
            zone,
            proxies: Proxies::default(),
            unlimited: false,
            mail: crate::mail::Mailing::default(),
        };
        TestApp {
            app: App::new(config, db, clock.clone()),
            clock,
            folder,
        }
    }

    /// Another node on the same database.
    pub fn other_node(&self) -> App {
        App::new(
            self.app.config.clone(),
            self.app.db.clone(),
            self.clock.clone(),
        )
    }

    pub fn run<T>(&self, work: impl FnOnce(&mut Conn) -> QueryResult<T>) -> T {
        self.app.db.write_now(work).unwrap()
    }

    /// A citizen.
    pub fn citizen(&self, sign_in: &str) -> String {
        let now = self.app.now();
        let id = chance::id(now);
        let account = NewAccount {
            id: &id,
            sign_in,
            name: "Somebody",
            show_name: false,
            password_hash: None,
            lang: "en",
            created_at: now.into(),
        };
        self.run(|conn| people::add(conn, &account, &[shared::account::Role::Citizen]));
        id
    }

    /// A topic of a new agency, whose days are the given ones.
    pub fn topic(&self, slug: &str, state: &str, opens: &str, closes: &str) -> Topic {
        let now = self.app.now();
        let agency = Agency {
            id: chance::id(now),
            slug: format!("{slug}-agency"),
            name_ar: "جهة".into(),
            name_en: "Agency".into(),
            about_ar: String::new(),
            about_en: String::new(),
            admitted_at: now.into(),
            second_person: false,
            closed_at: None,
            merged_into: None,
        };
        let created_by = self.citizen(&format!("{slug}-manager"));
        let topic = Topic {
            id: chance::id(now),
            slug: slug.into(),
            agency_id: agency.id.clone(),
            state: state.into(),
            participation: "consultation".into(),
            title_ar: "عنوان".into(),
            title_en: "Title".into(),
            description_ar: "وصف".into(),
            description_en: "Description".into(),
            question_ar: "سؤال؟".into(),
            question_en: "Question?".into(),
            what_happens_ar: "قرار".into(),
            what_happens_en: "A decision".into(),
            opens_on: opens.into(),
            closes_on: closes.into(),
            short_reason_ar: String::new(),
            short_reason_en: String::new(),
            list_length: 3,
            shortlist_length: 10,
            shortlist_threshold: 5,
            per_person: 5,
            rank_only_percent: 25,
            imported: false,
            shuffled_on: String::new(),
            edition_id: None,
            version: 1,
            created_by,
            created_at: now.into(),
            opened_at: None,
            closed_at: None,
            concluded_at: None,
        };
        self.run(|conn| {
            agencies::add(conn, &agency)?;
            topics_write::add_whole(conn, &topic)
        });
        topic
    }

    /// A topic that takes imports, closed since 2018.
    pub fn imported_topic(&self, slug: &str) -> Topic {
        let topic = self.topic(slug, "closed", "2018-06-01", "2018-06-30");
        self.run(|conn| {
            use crate::db::schema::topics::{dsl, table};
            diesel::update(table.find(&topic.id))
                .set(dsl::imported.eq(true))
                .execute(conn)
        });
        Topic {
            imported: true,
            ..topic
        }
    }

    /// A suggestion with a publication (`published`, `withdrawn`).
    pub fn suggestion(&self, topic: &Topic, publication: &str) -> String {
        let now = self.app.now();
        let id = chance::id(now);
        let row = Suggestion {
            id: id.clone(),
            reference: shared::ids::Reference::from_bits(chance::reference_bits()).to_string(),
            topic_id: topic.id.clone(),
            author_id: None,
            show_name: false,
            publication: publication.into(),
            pending_reason: None,
            publishes_on: None,
            hidden_reason: None,
            merged_into: None,
            title: "Title".into(),
            body: "Text".into(),
            lang: "en".into(),
            dir: "ltr".into(),
            ground_kind: None,
            ground_text: None,
            ground_link: None,
            governorate: None,
            wilayat: None,
            category: None,
            external_id: None,
            import_id: None,
            posted_at: now.into(),
            published_at: Some(now.into()),
            acknowledge_due: Some("2026-03-04".into()),
            decide_due: Some("2026-04-01".into()),
            acknowledged_at: None,
            decided_at: None,
            answer_state: "none".into(),
            shuffle: 0,
            version: 1,
        };
        self.run(|conn| suggestions::add(conn, &row));
        id
    }

    /// A list saved now by somebody new.
    pub fn list(&self, topic: &Topic, order: &[&str]) {
        let now = self.app.now();
        let list = chance::id(now);
        let person = self.citizen(&format!("{list}@example.org"));
        self.run(|conn| {
            diesel::insert_into(lists::table)
                .values((
                    lists::id.eq(&list),
                    lists::topic_id.eq(&topic.id),
                    lists::account_id.eq(person),
                    lists::version.eq(1),
                    lists::saved_at.eq(At::from(now)),
                ))
                .execute(conn)?;
            for (place, suggestion) in (1..).zip(order) {
                diesel::insert_into(entries::table)
                    .values((
                        entries::list_id.eq(&list),
                        entries::place.eq(place),
                        entries::suggestion_id.eq(suggestion),
                    ))
                    .execute(conn)?;
            }
            Ok(())
        });
    }

    pub fn topic_now(&self, topic: &Topic) -> Topic {
        self.app
            .db
            .read_now(|conn| topics::by_id(conn, &topic.id))
            .unwrap()
            .unwrap()
    }

    /// Moves the clock to noon of a day in Muscat.
    pub fn noon_of(&self, day: Date) {
        let midnight = self.app.config.zone.start_of(day);
        self.clock
            .set(midnight + jiff::SignedDuration::from_hours(12));
    }
}

impl Drop for TestApp {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A file of the real data sets, which stand beside the repository: `SHARIKUNA_TEST_DATA`, else
/// `../shared/data` from the workspace.
pub fn real_file(path: &str) -> Vec<u8> {
    let folder = std::env::var_os("SHARIKUNA_TEST_DATA").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared/data"),
        PathBuf::from,
    );
    let path = folder.join(path);
    std::fs::read(&path).unwrap_or_else(|fault| {
        panic!(
            "the real data is missing: {} ({fault}); see SHARIKUNA_TEST_DATA",
            path.display()
        )
    })
}
