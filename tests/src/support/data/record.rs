//! What is stored, and what an agency did.

use diesel::prelude::*;
use server::chance;
use server::db::agencies::{self, Agency};
use server::db::answer_drafts::{self, Draft};
use server::db::answer_releases::{self, Release};
use server::db::hidings_write::{self, Hiding};
use server::db::journal;
use server::db::merges::{self, Merge};
use server::db::objections::{self, Objection};
use server::db::objections_write;
use server::db::pending_acts::{self, Act, Item};
use server::db::questions::{self, Question};
use server::db::reports::{self, ReportCase};
use server::db::reports_write::{self, Report};
use server::db::saved_views::{self, SavedView};
use server::db::schema::{
    answers, commitments, outcome_reports, priority_list_entries, priority_lists, suggestions,
    topics,
};
use server::db::suggestions::Suggestion;
use server::db::templates::{self, Text};
use server::db::topics::Topic;
use server::db::types::At;
use shared::suggestion::PublicationState;

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

    /// An answer template of an agency that names the suggestion's title, as if kept now; gives its id.
    pub fn template(&self, agency: &Agency, kind: &str, by: &Account) -> String {
        let id = chance::id(self.now());
        let text = Text {
            template_id: &id,
            version: 1,
            kind,
            label: "Thanks",
            text_ar: "تشكرك {agency} على «{title}» ({reference}) في موضوع {topic}، وسيقرؤه المختصون ثم نعود إليك بقرار معلن.",
            text_en: "{agency} thanks you for “{title}” ({reference}) in {topic}.",
            written_at: self.now().into(),
            written_by: &by.id,
        };
        self.query(|conn| templates::add(conn, &agency.id, &text));
        id
    }

    /// What somebody of a desk is writing on a suggestion, as if kept now.
    pub fn writing(&self, suggestion: &Suggestion, by: &Account, reason: &str) {
        let draft = Draft {
            suggestion_id: suggestion.id.clone(),
            account_id: by.id.clone(),
            kind: "rejected".to_owned(),
            reason: reason.to_owned(),
            other_reason: String::new(),
            commitment_what: String::new(),
            commitment_due: String::new(),
            saved_at: self.now().into(),
            returned_note: "Which budget?".to_owned(),
            returned_by: "Somebody".to_owned(),
        };
        self.query(|conn| answer_drafts::keep(conn, &draft));
    }

    /// A decision on a suggestion that waits for a second person, as if written now; gives its id.
    pub fn held(&self, topic: &Topic, suggestion: &Suggestion, by: &Account) -> String {
        let release = Release {
            id: chance::id(self.now()),
            suggestion_id: suggestion.id.clone(),
            agency_id: topic.agency_id.clone(),
            state: "waiting".to_owned(),
            kind: "adopted".to_owned(),
            reason: REASON.to_owned(),
            other_reason: String::new(),
            commitment_what: "Open until nine on two evenings a week".to_owned(),
            commitment_due: "2027-03-31".to_owned(),
            lang: "en".to_owned(),
            seen: 0,
            written_by: by.id.clone(),
            written_at: self.now().into(),
            ended_by: None,
            ended_at: None,
        };
        self.query(|conn| answer_releases::add(conn, std::slice::from_ref(&release)));
        release.id
    }

    /// Says that a second person of an agency's desk releases its decisions.
    pub fn second_person(&self, agency: &Agency) {
        self.query(|conn| agencies::set_second_person(conn, &agency.id, true));
    }

    /// Hides a suggestion for reason 4, as if now, and gives the hiding's id.
    pub fn hide(&self, suggestion: &Suggestion, by: &Account) -> String {
        let hiding = Hiding {
            id: chance::id(self.now()),
            suggestion_id: suggestion.id.clone(),
            reason: 4,
            note: "It names a shop and its prices.".to_owned(),
            hidden_by: by.id.clone(),
            hidden_at: self.now().into(),
            restored_at: None,
        };
        let from = PublicationState::Published;
        self.query(|conn| hidings_write::hide(conn, &hiding, from, suggestion.version));
        hiding.id
    }

    /// Merges a suggestion into another, as if now.
    pub fn merge(&self, from: &Suggestion, into: &Suggestion, by: &Account) {
        let merge = Merge {
            id: chance::id(self.now()),
            suggestion_id: from.id.clone(),
            into_id: into.id.clone(),
            reason: "كلاهما يطلب الأمر نفسه في المكان نفسه.".to_owned(),
            lang: "ar".to_owned(),
            dir: "rtl".to_owned(),
            merged_by: by.id.clone(),
            merged_at: self.now().into(),
            undone_at: None,
        };
        self.query(|conn| merges::add(conn, &merge, (from.version, into.version)));
    }

    /// An author's objection to the hiding or merge that a suggestion is under, as if now; gives
    /// its id.
    pub fn object(&self, suggestion: &Suggestion, author: &Account) -> String {
        let hiding = self.query(|conn| objections::of_hidden(conn, &suggestion.id));
        let merge = self.query(|conn| merges::of_merged(conn, &suggestion.id));
        let kind = match hiding {
            Some(_) => "hiding",
            None => "merging",
        };
        let objection = Objection {
            id: chance::id(self.now()),
            kind: kind.to_owned(),
            suggestion_id: suggestion.id.clone(),
            hiding_id: hiding.map(|(hiding, _)| hiding.id),
            objected_by: author.id.clone(),
            body: "لم أذكر محلًا بعينه، والأسعار من قائمة الوزارة.".to_owned(),
            lang: "ar".to_owned(),
            dir: "rtl".to_owned(),
            objected_at: self.now().into(),
            due_on: "2026-12-08".to_owned(),
            outcome: None,
            reason: String::new(),
            reason_lang: String::new(),
            reason_dir: String::new(),
            decided_by: None,
            decided_at: None,
            merge_id: merge.map(|one| one.merge.id),
        };
        self.query(|conn| objections_write::add(conn, &objection));
        objection.id
    }

    /// A reader's report for reason 3, as if now.
    pub fn reader_report(&self, topic: &Topic, suggestion: &Suggestion, reader: &Account) {
        let case = ReportCase {
            id: chance::id(self.now()),
            suggestion_id: suggestion.id.clone(),
            agency_id: topic.agency_id.clone(),
            opened_at: self.now().into(),
            due_on: "2026-11-26".to_owned(),
            reports: 0,
            settled_as: None,
            note: String::new(),
            settled_by: None,
            settled_at: None,
        };
        self.query(|conn| {
            reports_write::open(conn, &case)?;
            let case = reports::open_case(conn, &suggestion.id)?;
            let report = Report {
                id: chance::id(self.now()),
                case_id: case.map(|case| case.id).unwrap_or_default(),
                suggestion_id: suggestion.id.clone(),
                reporter_id: reader.id.clone(),
                reason: 3,
                note: "رقم هاتف في السطر الأخير.".to_owned(),
                reported_at: self.now().into(),
            };
            reports_write::add(conn, &report)
        });
    }

    /// A question to a suggestion's author that waits, as if asked now.
    pub fn question(&self, topic: &Topic, suggestion: &Suggestion, by: &Account) {
        let question = Question {
            id: chance::id(self.now()),
            suggestion_id: suggestion.id.clone(),
            agency_id: topic.agency_id.clone(),
            number: 1,
            latest: true,
            body: "On which evenings would you come, and from when?".to_owned(),
            lang: "en".to_owned(),
            dir: "ltr".to_owned(),
            asked_at: self.now().into(),
            asked_by: by.id.clone(),
            ended_as: None,
            ended_at: None,
            withdrawn_by: None,
            addition_id: None,
        };
        self.query(|conn| questions::add(conn, &question));
    }

    /// A view of what is overdue in the queue of an agency; gives its id.
    pub fn saved_view(&self, agency: &Agency, of: &Account, name: &str) -> String {
        let view = SavedView {
            id: chance::id(self.now()),
            account_id: of.id.clone(),
            agency_id: agency.id.clone(),
            name: name.to_owned(),
            query: "stage=overdue".to_owned(),
            saved_at: self.now().into(),
        };
        self.query(|conn| saved_views::add(conn, &view));
        view.id
    }

    /// An act on one suggestion that can still be undone, as if sent now; gives its id.
    pub fn waiting_act(&self, topic: &Topic, suggestion: &Suggestion, by: &Account) -> String {
        let act = Act {
            id: chance::id(self.now()),
            agency_id: topic.agency_id.clone(),
            kind: "acknowledge".to_owned(),
            state: "waiting".to_owned(),
            form: "{}".to_owned(),
            lang: "ar".to_owned(),
            made_by: by.id.clone(),
            made_at: self.now().into(),
            due_at: (self.now() + shared::bulk::WAITS).into(),
            ended_at: None,
        };
        let item = Item {
            act_id: act.id.clone(),
            suggestion_id: suggestion.id.clone(),
            seen: 0,
            outcome: None,
        };
        self.query(|conn| pending_acts::add(conn, &act, &[item]));
        act.id
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
