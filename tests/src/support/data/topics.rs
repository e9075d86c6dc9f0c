//! Topics with their suggestions and lists.

use diesel::prelude::*;
use jiff::Timestamp;
use jiff::civil::Date;
use server::chance;
use server::db::agencies::Agency;
use server::db::holidays as stored_holidays;
use server::db::schema::{priority_list_entries, priority_lists, topics};
use server::db::suggestions::{Suggestion, add as add_suggestion};
use server::db::topic_links::{self, TopicLink};
use server::db::topics::Topic;
use server::db::types::At;
use server::jobs::editions::{self, Official};
use shared::ids::Reference;

use super::{Account, next};
use crate::support::app::App;

impl App {
    /// A topic of an agency, open since 1 November and until 20 December 2026.
    pub fn topic(&self, agency: &Agency) -> Topic {
        self.topic_with(agency, |_| {})
    }

    /// The same, where a suggestion is ranked from the first list on.
    pub fn topic_ranking_all(&self, agency: &Agency) -> Topic {
        self.topic_with(agency, |topic| topic.shortlist_threshold = 1)
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

    /// A video of a topic, as if added now; gives its id.
    pub fn topic_link(&self, topic: &Topic) -> String {
        let link = TopicLink {
            id: chance::id(self.now()),
            topic_id: topic.id.clone(),
            kind: "video".to_owned(),
            title_ar: "جولة في المكتبة".to_owned(),
            title_en: "A walk through the library".to_owned(),
            address: "https://libraries.gov.om/film".to_owned(),
            added_at: self.now().into(),
        };
        self.query(|conn| topic_links::add(conn, &link));
        link.id
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
        self.list_of(topic, Some(account), entries);
    }

    /// The official count of a closed topic, with so many lists that are nobody's.
    pub fn counted(&self, topic: &Topic, lists: usize, entries: &[&Suggestion]) {
        for _ in 0..lists {
            self.list_of(topic, None, entries);
        }
        let (now, zone) = (self.now(), self.inner().config.zone.clone());
        let official = Some(Official::first(&zone));
        self.query(|conn| editions::count(conn, &topic.id, official, now));
    }

    fn list_of(&self, topic: &Topic, account: Option<&Account>, entries: &[&Suggestion]) {
        let id = chance::id(self.now());
        let at = At::from(self.now());
        self.query(|conn| {
            diesel::insert_into(priority_lists::table)
                .values((
                    priority_lists::id.eq(&id),
                    priority_lists::topic_id.eq(&topic.id),
                    priority_lists::account_id.eq(account.map(|account| &account.id)),
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
}
