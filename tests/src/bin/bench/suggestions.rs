//! The suggestions of a topic with their answers and commitments.

use diesel::prelude::*;
use jiff::{SignedDuration, Span, Timestamp};
use server::app::App;
use server::chance;
use server::db::Conn;
use server::db::answers_write::{self, Answer};
use server::db::commitments_write::{self, Commitment};
use server::db::suggestions::{self, Suggestion};
use server::db::topics::Topic;
use shared::ids::{Reference, SuggestionId, TopicId};
use shared::tally::discover::sort_key;

use crate::texts::{REASON, words};

/// The suggestions of a topic that a list may name, and one with everything a page can show.
pub struct Added {
    pub published: Vec<String>,
    /// The reference of an adopted one.
    pub adopted: String,
}

/// Adds `many` suggestions posted over the last nine days. Of ten published ones six have no
/// answer, two are acknowledged, one is adopted, one rejected; one of a hundred is hidden or
/// withdrawn. `before` suggestions stand in the database already.
pub fn add(
    conn: &mut Conn,
    app: &App,
    topic: &Topic,
    many: usize,
    before: usize,
    moderator: &str,
) -> QueryResult<Added> {
    let mut added = Added {
        published: Vec::with_capacity(many),
        adopted: String::new(),
    };
    let apart = SignedDuration::from_hours(9 * 24) / i32::try_from(many).expect("not so many");
    for n in 0..many {
        let posted = app.now() - apart * i32::try_from(many - n).expect("not so many");
        let suggestion = suggestion(app, topic, n, before + n, posted);
        suggestions::add(conn, &suggestion)?;
        if suggestion.publication != "published" {
            continue;
        }
        if suggestion.answer_state != "none" {
            answer(conn, app, topic, &suggestion, moderator)?;
        }
        if suggestion.answer_state == "adopted" {
            added.adopted.clone_from(&suggestion.reference);
        }
        added.published.push(suggestion.id);
    }
    Ok(added)
}

fn suggestion(app: &App, topic: &Topic, n: usize, number: usize, posted: Timestamp) -> Suggestion {
    let id = chance::id(posted);
    let key = sort_key(
        &TopicId::parse(&topic.id).expect("a topic's id"),
        app.today(),
        &SuggestionId::parse(&id).expect("a suggestion's id"),
    );
    let (publication, hidden_reason) = match n % 200 {
        7 => ("hidden", Some(3)),
        107 => ("withdrawn", None),
        _ => ("published", None),
    };
    let state = match n % 10 {
        0..=5 => "none",
        6 | 7 => "acknowledged",
        8 => "adopted",
        _ => "rejected",
    };
    let answered = (publication == "published" && state != "none").then(|| app.now().into());
    let day = app.config.zone.day(posted);
    let due = |days: i64| Some((day + Span::new().days(days)).to_string());
    let words = words(n);
    Suggestion {
        id,
        reference: reference(number),
        topic_id: topic.id.clone(),
        author_id: None,
        show_name: false,
        publication: publication.to_owned(),
        pending_reason: None,
        publishes_on: None,
        hidden_reason,
        merged_into: None,
        title: words.title,
        body: words.body,
        lang: words.lang.to_owned(),
        dir: words.dir.to_owned(),
        ground_kind: None,
        ground_text: None,
        ground_link: None,
        governorate: None,
        wilayat: None,
        category: None,
        external_id: None,
        import_id: None,
        posted_at: posted.into(),
        published_at: Some(posted.into()),
        acknowledge_due: due(5),
        decide_due: due(45),
        acknowledged_at: answered,
        decided_at: answered.filter(|_| state != "acknowledged"),
        answer_state: if answered.is_some() {
            state.to_owned()
        } else {
            "none".to_owned()
        },
        shuffle: key,
        version: 1,
    }
}

fn answer(
    conn: &mut Conn,
    app: &App,
    topic: &Topic,
    suggestion: &Suggestion,
    moderator: &str,
) -> QueryResult<()> {
    let now = app.now();
    let answer = Answer {
        id: chance::id(now),
        suggestion_id: suggestion.id.clone(),
        agency_id: topic.agency_id.clone(),
        number: 1,
        kind: suggestion.answer_state.clone(),
        reason: REASON.to_owned(),
        lang: "en".to_owned(),
        dir: "ltr".to_owned(),
        other_reason: String::new(),
        other_lang: "ar".to_owned(),
        answered_at: now.into(),
        answered_by: moderator.to_owned(),
    };
    answers_write::add(conn, &answer)?;
    if suggestion.answer_state != "adopted" {
        return Ok(());
    }
    let commitment = Commitment {
        id: chance::id(now),
        suggestion_id: suggestion.id.clone(),
        answer_id: answer.id,
        what: "The work is tendered and begun.".to_owned(),
        lang: "en".to_owned(),
        dir: "ltr".to_owned(),
        due_on: topic.closes_on.clone(),
        state: "planned".to_owned(),
        made_at: now.into(),
    };
    commitments_write::add(conn, &commitment)
}

/// A reference that no other suggestion has and that lies anywhere among them, as drawn ones do.
fn reference(n: usize) -> String {
    // An odd factor maps the numbers one to one.
    let n = u32::try_from(n).expect("not so many");
    Reference::from_bits(n.wrapping_mul(0x9E37_79B1)).to_string()
}
