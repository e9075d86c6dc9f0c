//! What should stand in each file, worked out from plain rows of the database.

mod answered;
mod calendar;
mod scored;

use std::collections::HashMap;

use diesel::prelude::*;
use jiff::Timestamp;
use serde_json::{Value, json};
use server::db::agencies::Agency;
use server::db::commitments::{Commitment, Update};
use server::db::schema::{
    agencies, agency_promises, answers, commitment_updates, commitments, first_reads,
    outcome_reports, suggestions, topics,
};
use server::db::suggestions::Suggestion;
use server::db::topics::Topic;
use server::db::types::At;
use shared::lang::{Lang, detect};
use tests::support::app::App;

/// Every file, in the order of the page.
pub const FILES: [&str; 10] = [
    "agencies",
    "topics",
    "suggestions",
    "answers",
    "due_dates",
    "commitments",
    "commitment_updates",
    "scorecards",
    "holidays",
    "weekends",
];

/// Everything that the files are made of.
pub struct Rows<'a> {
    app: &'a App,
    agencies: Vec<Agency>,
    topics: Vec<Topic>,
    suggestions: Vec<Suggestion>,
    answers: Vec<Answer>,
    commitments: Vec<Commitment>,
    updates: Vec<Update>,
}

/// Id, suggestion, agency, number, kind, reason and its language, other reason and its language,
/// time.
type Answer = (
    String,
    String,
    String,
    i32,
    String,
    String,
    String,
    String,
    String,
    At,
);

impl<'a> Rows<'a> {
    pub fn of(app: &'a App) -> Rows<'a> {
        app.query(|conn| {
            Ok(Rows {
                app,
                agencies: agencies::table
                    .order(agencies::slug)
                    .select(Agency::as_select())
                    .load(conn)?,
                topics: topics::table
                    .order(topics::slug)
                    .select(Topic::as_select())
                    .load(conn)?,
                suggestions: suggestions::table
                    .order(suggestions::id)
                    .select(Suggestion::as_select())
                    .load(conn)?,
                answers: answers::table
                    .order(answers::id)
                    .select((
                        answers::id,
                        answers::suggestion_id,
                        answers::agency_id,
                        answers::number,
                        answers::kind,
                        answers::reason,
                        answers::lang,
                        answers::other_reason,
                        answers::other_lang,
                        answers::answered_at,
                    ))
                    .load(conn)?,
                commitments: commitments::table
                    .order(commitments::id)
                    .select(Commitment::as_select())
                    .load(conn)?,
                updates: commitment_updates::table
                    .order(commitment_updates::id)
                    .select(Update::as_select())
                    .load(conn)?,
            })
        })
    }

    /// The rows of a file.
    pub fn file(&self, name: &str) -> Vec<Value> {
        match name {
            "agencies" => self.agencies(),
            "topics" => self.topics(),
            "suggestions" => self.suggestions(),
            "answers" => self.answers(),
            "due_dates" => self.due_dates(),
            "commitments" => self.commitments(),
            "commitment_updates" => self.updates(),
            "scorecards" => self.scorecards(),
            "holidays" => self.holidays(),
            "weekends" => self.weekends(),
            other => panic!("no file {other}"),
        }
    }

    fn day(&self, at: At) -> Value {
        self.app
            .inner()
            .config
            .zone
            .day(at.time())
            .to_string()
            .into()
    }

    fn agency(&self, id: &str) -> &Agency {
        self.agencies.iter().find(|one| one.id == id).expect("one")
    }

    /// The topic of a suggestion, if everybody may see it.
    fn topic(&self, suggestion: &Suggestion) -> Option<&Topic> {
        self.topics
            .iter()
            .find(|one| one.id == suggestion.topic_id && one.state != "draft")
    }

    /// A suggestion whose text everybody may read, with its topic.
    fn readable(&self, id: &str) -> Option<(&Suggestion, &Topic)> {
        let one = self.suggestions.iter().find(|one| one.id == id)?;
        let open = matches!(one.publication.as_str(), "published" | "merged");
        Some((one, self.topic(one).filter(|_| open)?))
    }

    fn agencies(&self) -> Vec<Value> {
        let promised: Vec<(String, Option<i32>, Option<i32>)> = self.app.query(|conn| {
            agency_promises::table
                .select((
                    agency_promises::agency_id,
                    agency_promises::acknowledge_days,
                    agency_promises::decide_days,
                ))
                .load(conn)
        });
        let said = self.said();
        let row = |one: &Agency| {
            let said = said.get(&one.id);
            let heir = one
                .merged_into
                .as_ref()
                .map(|id| self.agency(id).slug.clone());
            let promise = promised.iter().find(|promise| promise.0 == one.id);
            json!({
                "agency": one.slug,
                "name_ar": one.name_ar,
                "name_en": one.name_en,
                "about_ar": some(&one.about_ar),
                "about_en": some(&one.about_en),
                "admitted_on": self.day(one.admitted_at),
                "promised_acknowledge_days": promise.and_then(|one| one.1),
                "promised_decide_days": promise.and_then(|one| one.2),
                "closed_on": one.closed_at.map(|at| self.day(at)),
                "merged_into": heir,
                "said_yes": said.map(|said| said[0]),
                "said_partly": said.map(|said| said[1]),
                "said_no": said.map(|said| said[2]),
            })
        };
        self.agencies.iter().map(row).collect()
    }

    fn topics(&self) -> Vec<Value> {
        let reports: Vec<(String, String, String)> = self.app.query(|conn| {
            outcome_reports::table
                .select((
                    outcome_reports::topic_id,
                    outcome_reports::text_ar,
                    outcome_reports::text_en,
                ))
                .load(conn)
        });
        let row = |one: &Topic| {
            let done = one.state == "concluded";
            let report = reports.iter().find(|report| report.0 == one.id && done);
            json!({
                "topic": one.slug,
                "agency": self.agency(&one.agency_id).slug,
                "state": one.state,
                "participation": one.participation,
                "title_ar": one.title_ar,
                "title_en": one.title_en,
                "question_ar": one.question_ar,
                "question_en": one.question_en,
                "description_ar": one.description_ar,
                "description_en": one.description_en,
                "what_happens_ar": one.what_happens_ar,
                "what_happens_en": one.what_happens_en,
                "opens_on": one.opens_on,
                "closes_on": one.closes_on,
                "short_reason_ar": some(&one.short_reason_ar),
                "short_reason_en": some(&one.short_reason_en),
                "list_places": one.list_length,
                "suggestions_per_person": one.per_person,
                "ranking_only_percent": one.rank_only_percent,
                "shortlist_places": one.shortlist_length,
                "shortlist_least_lists": one.shortlist_threshold,
                "imported": one.imported,
                "opened_at": one.opened_at.map(moment),
                "closed_at": one.closed_at.map(moment),
                "concluded_at": one.concluded_at.map(moment),
                "outcome_report_ar": report.map(|one| one.1.clone()),
                "outcome_report_en": report.map(|one| one.2.clone()),
            })
        };
        let visible = self.topics.iter().filter(|one| one.state != "draft");
        visible.map(row).collect()
    }

    fn suggestions(&self) -> Vec<Value> {
        let reads: HashMap<String, At> = self.app.query(|conn| {
            let rows: Vec<(String, At)> = first_reads::table
                .select((first_reads::suggestion_id, first_reads::read_at))
                .load(conn)?;
            Ok(rows.into_iter().collect())
        });
        let row = |one: &Suggestion| {
            let topic = self.topic(one)?;
            let nowhere = matches!(one.publication.as_str(), "pending" | "staged");
            let open = self.readable(&one.id).is_some();
            let ground = shown(one.ground_text.as_deref(), open);
            let ground_lang = ground.map(|text| detect(text, Lang::Ar).code());
            let into = one.merged_into.as_ref();
            let into = into.and_then(|id| self.suggestions.iter().find(|one| one.id == *id));
            let row = json!({
                "suggestion": one.reference,
                "topic": topic.slug,
                "agency": self.agency(&topic.agency_id).slug,
                "publication": one.publication,
                "hidden_reason": one.hidden_reason,
                "merged_into": into.map(|one| one.reference.clone()),
                "title": shown(Some(&one.title), open),
                "text": shown(Some(&one.body), open),
                "lang": shown(Some(&one.lang), open),
                "ground": shown(one.ground_kind.as_deref(), open),
                "ground_text": ground,
                "ground_lang": ground_lang,
                "ground_link": shown(one.ground_link.as_deref(), open),
                "governorate": shown(one.governorate.as_deref(), open),
                "wilayat": shown(one.wilayat.as_deref(), open),
                "category": shown(one.category.as_deref(), open),
                "imported": topic.imported,
                "posted_on": self.day(one.posted_at),
                "published_on": one.published_at.filter(|_| open).map(|at| self.day(at)),
                "first_read_on": reads.get(&one.id).filter(|_| open).map(|at| self.day(*at)),
                "answer": shown(Some(&one.answer_state), open),
            });
            (!nowhere).then_some(row)
        };
        self.suggestions.iter().filter_map(row).collect()
    }
}

/// A text, if there is one.
fn some(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.is_empty())
}

/// A text of a suggestion, if everybody may read it and there is one.
fn shown(text: Option<&str>, open: bool) -> Option<&str> {
    text.and_then(some).filter(|_| open)
}

/// In UTC, without parts of a second.
fn moment(at: At) -> Value {
    let second = Timestamp::from_second(at.time().as_second());
    second.expect("in time").to_string().into()
}
