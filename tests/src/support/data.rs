//! People, agencies, topics, suggestions and lists, put straight into the database, so that a
//! journey starts where its story does. Sign-in itself is tested on its own page; elsewhere a
//! session is made by hand.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use diesel::prelude::*;
use jiff::Timestamp;
use jiff::civil::Date;
use server::chance;
use server::db::agencies::Agency;
use server::db::people::{self, NewAccount, NewSession};
use server::db::schema::{
    accounts, answers, commitments, holidays, outcome_reports, priority_list_entries,
    priority_lists, suggestions, topics,
};
use server::db::suggestions::{Suggestion, add as add_suggestion};
use server::db::topics::Topic;
use server::db::types::At;
use server::db::{agencies, holidays as stored_holidays, journal};
use server::web::session::{self, Limits};
use shared::account::Role;
use shared::ids::Reference;

use super::app::App;
use super::http::Client;

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
        let (value, hash) = session::new_token();
        let limits: Limits = if account.staff {
            session::STAFF
        } else {
            session::CITIZEN
        };
        let now = self.now();
        let row = NewSession {
            token_hash: &hash.0,
            account_id: &account.id,
            created_at: now.into(),
            last_seen_at: now.into(),
            expires_at: now.saturating_add(limits.absolute).expect("in time").into(),
        };
        self.query(|conn| people::start_session(conn, &row));
        value
    }

    /// A topic of an agency, open since 1 November and until 20 December 2026.
    pub fn topic(&self, agency: &Agency) -> Topic {
        self.topic_with(agency, |_| {})
    }

    /// The same, changed as the test needs it before it is stored.
    pub fn topic_with(&self, agency: &Agency, change: impl FnOnce(&mut Topic)) -> Topic {
        let number = next();
        let opened: Timestamp = "2026-11-01T04:00:00Z".parse().expect("a time");
        let mut topic = Topic {
            id: chance::id(self.now()),
            slug: format!("topic-{number}"),
            agency_id: agency.id.clone(),
            state: "open".to_owned(),
            participation: "consultation".to_owned(),
            title_ar: format!("ساعات المكتبات العامة {number}"),
            title_en: format!("Hours of public libraries {number}"),
            description_ar: "نراجع ساعات فتح المكتبات العامة في المحافظات كلها.".to_owned(),
            description_en: "We review the hours of public libraries everywhere.".to_owned(),
            question_ar: "متى تحتاج إلى أن تكون المكتبة مفتوحة؟".to_owned(),
            question_en: "When do you need a library to be open?".to_owned(),
            what_happens_ar: "تدخل النتائج في قرار الساعات الجديد.".to_owned(),
            what_happens_en: "The results enter the decision on the new hours.".to_owned(),
            opens_on: "2026-11-01".to_owned(),
            closes_on: "2026-12-20".to_owned(),
            short_reason_ar: String::new(),
            short_reason_en: String::new(),
            list_length: 10,
            shortlist_length: 10,
            shortlist_threshold: 5,
            per_person: 5,
            rank_only_percent: 25,
            imported: false,
            shuffled_on: String::new(),
            edition_id: None,
            version: 1,
            created_by: self.anybody(agency),
            created_at: opened.into(),
            opened_at: Some(opened.into()),
            closed_at: None,
            concluded_at: None,
        };
        change(&mut topic);
        self.query(|conn| {
            diesel::insert_into(topics::table)
                .values(&topic)
                .execute(conn)
        });
        topic
    }

    /// A topic whose last day has ended, closed by the program.
    pub fn closed_topic(&self, agency: &Agency) -> Topic {
        let closed: Timestamp = "2026-11-20T20:00:00Z".parse().expect("a time");
        self.topic_with(agency, |topic| {
            topic.state = "closed".to_owned();
            topic.closes_on = "2026-11-20".to_owned();
            topic.closed_at = Some(closed.into());
        })
    }

    /// A draft that has everything it needs to be opened.
    pub fn draft(&self, agency: &Agency) -> Topic {
        self.topic_with(agency, |topic| {
            topic.state = "draft".to_owned();
            topic.opens_on = "2026-11-25".to_owned();
            topic.closes_on = "2026-12-24".to_owned();
            topic.opened_at = None;
        })
    }

    /// A published suggestion in English.
    pub fn suggestion(&self, topic: &Topic, author: Option<&Account>) -> Suggestion {
        self.suggestion_with(topic, author, |_| {})
    }

    /// The same, changed as the test needs it before it is stored.
    pub fn suggestion_with(
        &self,
        topic: &Topic,
        author: Option<&Account>,
        change: impl FnOnce(&mut Suggestion),
    ) -> Suggestion {
        let number = next();
        let calendar = self.query(stored_holidays::calendar);
        let today = self.inner().today();
        let closes: Date = topic.closes_on.parse().unwrap_or(today);
        let mut suggestion = Suggestion {
            id: chance::id(self.now()),
            reference: Reference::from_bits(number * 7919).to_string(),
            topic_id: topic.id.clone(),
            author_id: author.map(|author| author.id.clone()),
            show_name: false,
            publication: "published".to_owned(),
            pending_reason: None,
            publishes_on: None,
            hidden_reason: None,
            merged_into: None,
            title: format!("Open the library on evening {number}"),
            body: format!("People who work by day can only come in evening {number}."),
            lang: "en".to_owned(),
            dir: "ltr".to_owned(),
            ground_kind: None,
            ground_text: None,
            ground_link: None,
            governorate: None,
            wilayat: None,
            category: None,
            external_id: None,
            import_id: None,
            posted_at: self.now().into(),
            published_at: Some(self.now().into()),
            acknowledge_due: Some(
                shared::clocks::acknowledge_due(today, &calendar)
                    .due
                    .to_string(),
            ),
            decide_due: Some(
                shared::clocks::decide_due(closes, &calendar)
                    .due
                    .to_string(),
            ),
            acknowledged_at: None,
            decided_at: None,
            answer_state: "none".to_owned(),
            shuffle: i64::from(number) * 7_919 % 1_000,
            version: 1,
        };
        change(&mut suggestion);
        self.query(|conn| add_suggestion(conn, &suggestion));
        suggestion
    }

    /// Several published suggestions.
    pub fn suggestions(&self, topic: &Topic, count: usize) -> Vec<Suggestion> {
        (0..count).map(|_| self.suggestion(topic, None)).collect()
    }

    /// A person's list, as if saved now.
    pub fn list(&self, topic: &Topic, account: &Account, entries: &[&Suggestion]) {
        let id = chance::id(self.now());
        let at = At::from(self.now());
        self.query(|conn| {
            diesel::insert_into(priority_lists::table)
                .values((
                    priority_lists::id.eq(&id),
                    priority_lists::topic_id.eq(&topic.id),
                    priority_lists::account_id.eq(Some(&account.id)),
                    priority_lists::version.eq(1),
                    priority_lists::saved_at.eq(at),
                ))
                .execute(conn)?;
            for (place, entry) in (1..).zip(entries) {
                diesel::insert_into(priority_list_entries::table)
                    .values((
                        priority_list_entries::list_id.eq(&id),
                        priority_list_entries::place.eq(place),
                        priority_list_entries::suggestion_id.eq(&entry.id),
                    ))
                    .execute(conn)?;
            }
            Ok(())
        });
    }

    /// The references on a person's stored list, in order; empty when there is none.
    pub fn stored_list(&self, topic: &Topic, account: &Account) -> Vec<String> {
        self.query(|conn| {
            priority_list_entries::table
                .inner_join(priority_lists::table)
                .inner_join(suggestions::table)
                .filter(priority_lists::topic_id.eq(&topic.id))
                .filter(priority_lists::account_id.eq(&account.id))
                .order(priority_list_entries::place)
                .select(suggestions::reference)
                .load(conn)
        })
    }

    /// A suggestion as it is stored now.
    pub fn stored(&self, reference: &str) -> Suggestion {
        self.query(|conn| {
            suggestions::table
                .filter(suggestions::reference.eq(reference))
                .select(Suggestion::as_select())
                .first(conn)
        })
    }

    /// A topic as it is stored now.
    pub fn stored_topic(&self, slug: &str) -> Topic {
        self.query(|conn| {
            topics::table
                .filter(topics::slug.eq(slug))
                .select(Topic::as_select())
                .first(conn)
        })
    }

    /// Kind and reason of each answer to a suggestion, the first first.
    pub fn stored_answers(&self, suggestion: &Suggestion) -> Vec<(String, String)> {
        self.query(|conn| {
            answers::table
                .filter(answers::suggestion_id.eq(&suggestion.id))
                .order(answers::number)
                .select((answers::kind, answers::reason))
                .load(conn)
        })
    }

    /// Adopts a suggestion with a commitment, as if now, and gives the commitment's id.
    pub fn adopt(&self, topic: &Topic, suggestion: &Suggestion, by: &Account) -> String {
        let (answer, commitment) = (chance::id(self.now()), chance::id(self.now()));
        let now = At::from(self.now());
        self.query(|conn| {
            diesel::insert_into(answers::table)
                .values((
                    answers::id.eq(&answer),
                    answers::suggestion_id.eq(&suggestion.id),
                    answers::agency_id.eq(&topic.agency_id),
                    answers::number.eq(1),
                    answers::kind.eq("adopted"),
                    answers::reason.eq(REASON),
                    answers::lang.eq("en"),
                    answers::dir.eq("ltr"),
                    answers::other_reason.eq(""),
                    answers::other_lang.eq(""),
                    answers::answered_at.eq(now),
                    answers::answered_by.eq(&by.id),
                ))
                .execute(conn)?;
            diesel::insert_into(commitments::table)
                .values((
                    commitments::id.eq(&commitment),
                    commitments::suggestion_id.eq(&suggestion.id),
                    commitments::answer_id.eq(&answer),
                    commitments::what.eq("Open until nine on two evenings a week"),
                    commitments::lang.eq("en"),
                    commitments::dir.eq("ltr"),
                    commitments::due_on.eq("2027-03-31"),
                    commitments::state.eq("planned"),
                    commitments::made_at.eq(now),
                ))
                .execute(conn)?;
            diesel::update(suggestions::table.find(&suggestion.id))
                .set((
                    suggestions::answer_state.eq("adopted"),
                    suggestions::acknowledged_at.eq(now),
                    suggestions::decided_at.eq(now),
                ))
                .execute(conn)
        });
        commitment
    }

    /// An outcome report in both languages.
    pub fn report(&self, topic: &Topic) {
        let at = At::from(self.now());
        self.query(|conn| {
            diesel::insert_into(outcome_reports::table)
                .values((
                    outcome_reports::topic_id.eq(&topic.id),
                    outcome_reports::text_ar.eq("سمعنا أن الساعات لا تناسب العاملين، وسنفتح مساءً."),
                    outcome_reports::text_en
                        .eq("We heard that the hours do not suit people who work."),
                    outcome_reports::version.eq(1),
                    outcome_reports::saved_at.eq(at),
                ))
                .execute(conn)
        });
    }

    /// Notes in the journal that something of the topic changed, as the program does with each
    /// change; what is derived from the journal then follows with the next [`App::run_jobs`].
    pub fn touch(&self, topic: &Topic) {
        let now = self.now();
        let entry = journal::Entry {
            kind: "test.changed",
            agency_id: Some(&topic.agency_id),
            topic_id: Some(&topic.id),
            subject_id: &topic.id,
            facts: serde_json::json!({}),
            private: None,
        };
        self.query(|conn| journal::write(conn, now, &entry));
    }

    /// A day on which nobody works.
    pub fn holiday(&self, day: &str) {
        self.query(|conn| {
            diesel::insert_into(holidays::table)
                .values((
                    holidays::day.eq(day),
                    holidays::name_ar.eq("عطلة"),
                    holidays::name_en.eq("Holiday"),
                    holidays::source.eq("test"),
                    holidays::status.eq("announced"),
                ))
                .execute(conn)
        });
    }

    /// Somebody who can have created a topic of the agency: a manager of its own, made at need.
    fn anybody(&self, agency: &Agency) -> String {
        let sign_in = format!("creator of {}", agency.slug);
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
