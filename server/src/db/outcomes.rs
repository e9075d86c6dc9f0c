//! What a topic came to: its orders, its categories, its decisions.

use diesel::dsl::count_star;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable, Text, Timestamp};
use shared::suggestion::PublicationState;
use shared::topic::TopicState;

use super::Conn;
use super::editions::{Stood, Titled, UNRANKED};
use super::schema::{
    agencies, editions, outcome_reports, standings, suggestions, topic_figures, topics,
};
use super::topics::Headed;
use super::types::At;
use crate::on_each;

/// A topic as it stands above its pages, and its outcome report in both languages, Arabic first;
/// none before it is concluded, when the report is the agency's own.
pub type Reported = (Headed, Option<(String, String)>);

/// The topic with an address name and its report.
///
/// # Errors
/// The database's fault.
pub fn reported(conn: &mut Conn, slug: &str) -> QueryResult<Option<Reported>> {
    let published = outcome_reports::topic_id
        .eq(topics::id)
        .and(topics::state.eq(TopicState::Concluded.as_str()));
    topics::table
        .inner_join(agencies::table)
        .left_join(editions::table.on(topics::edition_id.eq(editions::id.nullable())))
        .left_join(topic_figures::table.on(topic_figures::topic_id.eq(topics::id)))
        .left_join(outcome_reports::table.on(published))
        .filter(topics::slug.eq(slug))
        .select((
            Headed::as_select(),
            (outcome_reports::text_ar, outcome_reports::text_en).nullable(),
        ))
        .first(conn)
        .optional()
}

/// The first published suggestions of an edition that have a rank, in the official order, and among
/// them wherever they stand those of its shortlist.
///
/// # Errors
/// The database's fault.
pub fn leading(conn: &mut Conn, edition_id: &str, most: i64) -> QueryResult<Vec<(Titled, Stood)>> {
    let (place, of) = diesel::alias!(standings as first_places, suggestions as placed);
    let published = PublicationState::Published.as_str();
    let first = place
        .inner_join(
            of.on(of
                .field(suggestions::id)
                .eq(place.field(standings::suggestion_id))),
        )
        .filter(place.field(standings::edition_id).eq(edition_id))
        .filter(of.field(suggestions::publication).eq(published))
        .order(place.field(standings::position))
        .limit(most)
        .select(place.field(standings::position));
    standings::table
        .inner_join(suggestions::table)
        .filter(standings::edition_id.eq(edition_id))
        .filter(standings::place.ne(UNRANKED))
        .filter(suggestions::publication.eq(published))
        .filter(
            standings::position
                .eq_any(first)
                .or(standings::shortlist_place.is_not_null()),
        )
        .order(standings::position)
        .select((Titled::as_select(), Stood::as_select()))
        .load(conn)
}

/// How many published suggestions of a topic there are of each category with each answer; those
/// without a category are not among them.
///
/// # Errors
/// The database's fault.
pub fn categories(conn: &mut Conn, topic_id: &str) -> QueryResult<Vec<(String, String, i64)>> {
    suggestions::table
        .filter(suggestions::topic_id.eq(topic_id))
        .filter(suggestions::publication.eq(PublicationState::Published.as_str()))
        .filter(suggestions::category.is_not_null())
        .group_by((suggestions::category, suggestions::answer_state))
        .select((
            suggestions::category.assume_not_null(),
            suggestions::answer_state,
            count_star(),
        ))
        .load(conn)
}

/// A suggestion with the decision that stands and, where it was adopted, its last commitment.
#[derive(Debug, Clone, QueryableByName)]
pub struct Decided {
    #[diesel(sql_type = Text)]
    pub id: String,
    #[diesel(sql_type = Text)]
    pub reference: String,
    #[diesel(sql_type = Text)]
    pub title: String,
    #[diesel(sql_type = Text)]
    pub lang: String,
    #[diesel(sql_type = Text)]
    pub dir: String,
    #[diesel(sql_type = Text)]
    pub answer_state: String,
    #[diesel(sql_type = Timestamp)]
    pub posted_at: At,
    #[diesel(sql_type = Text)]
    pub reason: String,
    #[diesel(sql_type = Text)]
    pub reason_lang: String,
    #[diesel(sql_type = Text)]
    pub reason_dir: String,
    #[diesel(sql_type = Timestamp)]
    pub answered_at: At,
    /// How many decisions were given on it, this one included.
    #[diesel(sql_type = BigInt)]
    pub decisions: i64,
    #[diesel(sql_type = Nullable<Text>)]
    pub what: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub what_lang: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub what_dir: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub due_on: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub state: Option<String>,
    #[diesel(sql_type = Nullable<Timestamp>)]
    pub done_at: Option<At>,
}

/// $1 the topic; of the adopted ones $2 and $3 after which (time of posting, id), $4 how many; $5 to
/// $7 the same of the rejected ones.
const DECIDED: &str = "\
SELECT s.id, s.reference, s.title, s.lang, s.dir, s.answer_state, s.posted_at, \
  a.reason, a.lang AS reason_lang, a.dir AS reason_dir, a.answered_at, \
  (SELECT count(*) FROM answers b WHERE b.suggestion_id = s.id AND b.kind <> 'acknowledged') \
    AS decisions, \
  c.what, c.lang AS what_lang, c.dir AS what_dir, c.due_on, c.state, \
  (SELECT min(u.updated_at) FROM commitment_updates u \
    WHERE u.commitment_id = c.id AND u.state = 'done') AS done_at \
FROM ( \
  SELECT id FROM (SELECT id FROM suggestions WHERE topic_id = $1 AND publication = 'published' \
    AND answer_state = 'adopted' AND posted_at >= $2 AND (posted_at > $2 OR id > $3) \
    ORDER BY posted_at, id LIMIT $4) adopted \
  UNION ALL \
  SELECT id FROM (SELECT id FROM suggestions WHERE topic_id = $1 AND publication = 'published' \
    AND answer_state = 'rejected' AND posted_at >= $5 AND (posted_at > $5 OR id > $6) \
    ORDER BY posted_at, id LIMIT $7) rejected \
) p JOIN suggestions s ON s.id = p.id \
JOIN answers a ON a.suggestion_id = s.id AND a.number = ( \
  SELECT max(number) FROM answers WHERE suggestion_id = s.id AND kind <> 'acknowledged') \
LEFT JOIN commitments c ON s.answer_state = 'adopted' AND c.id = ( \
  SELECT k.id FROM commitments k JOIN answers g ON g.id = k.answer_id \
  WHERE k.suggestion_id = s.id ORDER BY g.number DESC LIMIT 1) \
ORDER BY s.answer_state, s.posted_at, s.id";

/// Where a page of decisions goes on: after a suggestion (time of posting, id) among the adopted ones
/// or, once those are all shown, among the rejected ones.
#[derive(Debug, Clone)]
pub struct After {
    pub rejected: bool,
    pub at: At,
    pub id: String,
}

/// The decisions on published suggestions of a topic, adopted ones first, each by when they were
/// posted; at most `limit` of each.
///
/// # Errors
/// The database's fault.
pub fn decided(
    conn: &mut Conn,
    topic_id: &str,
    after: Option<&After>,
    limit: i64,
) -> QueryResult<Vec<Decided>> {
    let start = (At::from(jiff::Timestamp::UNIX_EPOCH), "");
    let from = after.map_or(start, |after| (after.at, after.id.as_str()));
    let (adopted, rejected, adopted_limit) = match after.is_some_and(|after| after.rejected) {
        true => (start, from, 0),
        false => (from, start, limit),
    };
    on_each!(conn, |c| diesel::sql_query(DECIDED)
        .bind::<Text, _>(topic_id)
        .bind::<Timestamp, _>(adopted.0)
        .bind::<Text, _>(adopted.1)
        .bind::<BigInt, _>(adopted_limit)
        .bind::<Timestamp, _>(rejected.0)
        .bind::<Text, _>(rejected.1)
        .bind::<BigInt, _>(limit)
        .load(c))
}
