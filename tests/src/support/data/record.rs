//! What is stored, and what an agency did.

use diesel::prelude::*;
use server::chance;
use server::db::journal;
use server::db::schema::{
    answers, commitments, outcome_reports, priority_list_entries, priority_lists, suggestions,
    topics,
};
use server::db::suggestions::Suggestion;
use server::db::topics::Topic;
use server::db::types::At;

use super::{Account, REASON};
use crate::support::app::App;

impl App {
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
}
