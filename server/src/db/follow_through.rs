//! What became of commitments, of one agency or of all. Those of suggestions that left public view
//! are not among them; those that a later decision dropped are.

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Text};
use jiff::civil::Date;
use shared::answer::AnswerState;
use shared::commitment::{CommitmentState, PROMISED};
use shared::suggestion::PublicationState;

use super::Conn;
use super::agencies::Agency;
use super::answers::Answered;
use super::commitments::{Commitment, Update};
use super::schema::{agencies, commitment_updates, commitments, suggestions, topics};
use crate::on_each;

/// Which commitments.
#[derive(Debug, Clone, Copy, Default)]
pub struct Chosen<'a> {
    /// Of one agency; else of all.
    pub agency_id: Option<&'a str>,
    /// And of those that were merged into it.
    pub merged: bool,
    pub state: Option<CommitmentState>,
    /// Only those that still promise something.
    pub standing: bool,
    /// The first and the last day until which they promise it.
    pub from: Option<Date>,
    pub until: Option<Date>,
}

/// Where in a list a page goes on: after a commitment (day, id) of its first or its second part.
#[derive(Debug, Clone, Copy)]
pub struct After<'a> {
    pub second: bool,
    pub day: &'a str,
    pub id: &'a str,
}

/// A commitment, its suggestion and who made it.
pub type Row = (Commitment, Answered, Agency);

/// The chosen ones, the nearest day first, from after one (day, id).
///
/// # Errors
/// The database's fault.
pub fn by_day(
    conn: &mut Conn,
    chosen: Chosen<'_>,
    after: Option<(&str, &str)>,
    limit: i64,
) -> QueryResult<Vec<Row>> {
    let all = Part::of(&chosen, after);
    rows(conn, &chosen, [Part::nothing(), all], limit)
}

/// The chosen ones in two parts, each by day: what promised something until a day before `today`
/// and still does, then all others. One statement, since a page holds some of both.
///
/// # Errors
/// The database's fault.
pub fn overdue_first(
    conn: &mut Conn,
    chosen: Chosen<'_>,
    today: Date,
    after: Option<After<'_>>,
    limit: i64,
) -> QueryResult<Vec<Row>> {
    let from = after.map(|after| (after.day, after.id));
    let second = after.is_some_and(|after| after.second);
    let yesterday = today.yesterday().unwrap_or(today).to_string();
    let mut overdue = Part::of(&chosen, from);
    overdue.states.retain(|state| is_promised(state));
    overdue.until = overdue.until.min(yesterday);
    let mut others = Part::of(&chosen, from.filter(|_| second));
    others.standing_from = today.to_string();
    if second {
        overdue = Part::nothing();
    }
    let today = &others.standing_from.clone();
    let mut found = rows(conn, &chosen, [overdue, others], limit)?;
    found.sort_by_key(|(one, ..)| !is_promised(&one.state) || one.due_on >= *today);
    found.truncate(usize::try_from(limit).unwrap_or_default());
    Ok(found)
}

fn promised() -> impl Iterator<Item = &'static str> {
    PROMISED.iter().map(|state| state.as_str())
}

fn is_promised(state: &str) -> bool {
    promised().any(|one| one == state)
}

/// One part of a list: from after a day and an id, what stands in some states and promises it until
/// some day; of what still promises something, only that of a later day on.
struct Part<'a> {
    states: Vec<&'static str>,
    from: String,
    until: String,
    standing_from: String,
    after: (&'a str, &'a str),
}

/// Behind every day.
const NO_END: &str = "9999-99-99";

impl<'a> Part<'a> {
    fn of(chosen: &Chosen<'_>, after: Option<(&'a str, &'a str)>) -> Part<'a> {
        let states = CommitmentState::ALL.iter().filter(|one| {
            chosen.state.is_none_or(|state| state == **one)
                && (!chosen.standing || one.is_in(PROMISED))
        });
        Part {
            states: states.map(|state| state.as_str()).collect(),
            from: chosen.first_day(),
            until: chosen.last_day(),
            standing_from: String::new(),
            after: after.unwrap_or_default(),
        }
    }

    fn nothing() -> Part<'a> {
        Part {
            states: Vec::new(),
            ..Part::of(&Chosen::default(), None)
        }
    }
}

impl Chosen<'_> {
    fn first_day(&self) -> String {
        self.from.map_or(String::new(), |day| day.to_string())
    }

    fn last_day(&self) -> String {
        let day = self.until.map(|day| day.to_string());
        day.unwrap_or_else(|| NO_END.to_owned())
    }
}

/// The ids of a part, by this day of theirs.
macro_rules! ids {
    ($part:expr, $day:expr) => {{
        let part = $part;
        let still: Vec<&'static str> = promised().collect();
        let (day, id) = part.after;
        commitments::table
            .inner_join(suggestions::table.inner_join(topics::table))
            .filter(suggestions::publication.eq(PublicationState::Published.as_str()))
            .filter(commitments::state.eq_any(part.states.clone()))
            .filter($day.ge(part.from.as_str()))
            .filter($day.le(part.until.as_str()))
            .filter(
                $day.ge(part.standing_from.as_str())
                    .or(commitments::state.ne_all(still)),
            )
            .filter($day.ge(day))
            .filter($day.gt(day).or(commitments::id.gt(id)))
            .order(($day, commitments::id))
            .select(commitments::id)
    }};
}

/// The same of an agency. Its day is one that no index knows: SQLite would else go through the
/// commitments of all agencies by day, for the few that are this one's.
macro_rules! ids_of_agency {
    ($part:expr, $agency:expr, $merged:expr) => {{
        // Only decided suggestions have promised anything.
        let decided = [AnswerState::Adopted, AnswerState::Rejected].map(AnswerState::as_str);
        ids!($part, commitments::due_on.concat(""))
            .filter(topics::agency_id.eq_any(counted_with($agency, $merged)))
            .filter(suggestions::answer_state.eq_any(decided))
    }};
}

/// The ids of an agency and, where they are counted with it, of those merged into it.
#[diesel::dsl::auto_type(no_type_alias)]
fn counted_with<'a>(agency_id: &'a str, merged: bool) -> _ {
    let heir: &'a str = if merged { agency_id } else { "" };
    agencies::table
        .filter(
            agencies::id
                .nullable()
                .eq(agency_id)
                .or(agencies::merged_into.eq(heir)),
        )
        .select(agencies::id)
}

/// What both parts hold, at most `limit` of each, by day.
fn rows(
    conn: &mut Conn,
    chosen: &Chosen<'_>,
    parts: [Part<'_>; 2],
    limit: i64,
) -> QueryResult<Vec<Row>> {
    let (c, s, t, a) = diesel::alias!(
        commitments as shown,
        suggestions as answered,
        topics as within,
        agencies as promising
    );
    let [first, second] = &parts;
    let id = c.field(commitments::id);
    let query = c
        .inner_join(
            s.on(s
                .field(suggestions::id)
                .eq(c.field(commitments::suggestion_id))),
        )
        .inner_join(t.on(t.field(topics::id).eq(s.field(suggestions::topic_id))))
        .inner_join(a.on(a.field(agencies::id).eq(t.field(topics::agency_id))))
        .order((c.field(commitments::due_on), id))
        .select((
            c.fields(commitments::all_columns),
            s.fields((
                suggestions::reference,
                suggestions::title,
                suggestions::lang,
                suggestions::dir,
            )),
            a.fields(agencies::all_columns),
        ));
    match chosen.agency_id {
        None => query
            .filter(
                id.eq_any(ids!(first, commitments::due_on).limit(limit))
                    .or(id.eq_any(ids!(second, commitments::due_on).limit(limit))),
            )
            .load(conn),
        Some(agency) => query
            .filter(
                id.eq_any(ids_of_agency!(first, agency, chosen.merged).limit(limit))
                    .or(id.eq_any(ids_of_agency!(second, agency, chosen.merged).limit(limit))),
            )
            .load(conn),
    }
}

/// How many commitments stand where.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, QueryableByName)]
pub struct Sums {
    #[diesel(sql_type = BigInt)]
    pub planned: i64,
    #[diesel(sql_type = BigInt)]
    pub in_progress: i64,
    #[diesel(sql_type = BigInt)]
    pub done: i64,
    #[diesel(sql_type = BigInt)]
    pub dropped: i64,
    /// Of the first two, those until a day before today.
    #[diesel(sql_type = BigInt)]
    pub overdue: i64,
}

/// $1 today.
macro_rules! counted {
    () => {
        "count(*) FILTER (WHERE c.state = 'planned') AS planned, \
         count(*) FILTER (WHERE c.state = 'in_progress') AS in_progress, \
         count(*) FILTER (WHERE c.state = 'done') AS done, \
         count(*) FILTER (WHERE c.state = 'dropped') AS dropped, \
         count(*) FILTER (WHERE c.due_on < $1 AND c.state IN ('planned', 'in_progress')) AS overdue"
    };
}

/// $2 a state or nothing, $3 and $4 the first and the last day, $5 whether only what still promises
/// something.
macro_rules! chosen {
    () => {
        "($2 = '' OR c.state = $2) AND c.due_on >= $3 AND c.due_on <= $4 \
         AND (NOT $5 OR c.state IN ('planned', 'in_progress'))"
    };
}

/// All of them, less those of suggestions that left public view, of which there are few: looking up
/// the suggestion of each commitment would take longer than a page may.
const OF_ALL: &str = concat!(
    "SELECT a.planned - g.planned AS planned, a.in_progress - g.in_progress AS in_progress, \
     a.done - g.done AS done, a.dropped - g.dropped AS dropped, a.overdue - g.overdue AS overdue \
     FROM (SELECT ",
    counted!(),
    " FROM commitments c WHERE ",
    chosen!(),
    ") a CROSS JOIN (SELECT ",
    counted!(),
    " FROM departures d CROSS JOIN commitments c WHERE c.suggestion_id = d.suggestion_id AND ",
    chosen!(),
    ") g"
);

/// Read in the order in which it stands: SQLite would else go through everybody's commitments by day.
/// $6 the agency, $7 the same where those merged into it are counted with it.
const OF_AGENCY: &str = concat!(
    "SELECT ",
    counted!(),
    " FROM topics t CROSS JOIN suggestions s CROSS JOIN commitments c \
     WHERE s.topic_id = t.id AND c.suggestion_id = s.id AND ",
    chosen!(),
    " AND t.agency_id IN (SELECT id FROM agencies WHERE id = $6 OR merged_into = $7) \
     AND s.publication = 'published' \
     AND s.answer_state IN ('adopted', 'rejected')"
);

/// How many of the chosen commitments stand where on a day.
///
/// # Errors
/// The database's fault.
pub fn sums(conn: &mut Conn, chosen: Chosen<'_>, today: Date) -> QueryResult<Sums> {
    let state = chosen.state.map_or("", |state| state.as_str());
    let query = chosen.agency_id.map_or(OF_ALL, |_| OF_AGENCY);
    on_each!(conn, |c| {
        let query = diesel::sql_query(query)
            .bind::<Text, _>(today.to_string())
            .bind::<Text, _>(state)
            .bind::<Text, _>(chosen.first_day())
            .bind::<Text, _>(chosen.last_day())
            .bind::<Bool, _>(chosen.standing);
        match chosen.agency_id {
            Some(id) => query
                .bind::<Text, _>(id)
                .bind::<Text, _>(if chosen.merged { id } else { "" })
                .get_result(c),
            None => query.get_result(c),
        }
    })
}

/// The news of some commitments, the oldest first.
///
/// # Errors
/// The database's fault.
pub fn updates_of(conn: &mut Conn, ids: &[&str]) -> QueryResult<Vec<Update>> {
    commitment_updates::table
        .filter(commitment_updates::commitment_id.eq_any(ids.iter().copied()))
        .order((commitment_updates::updated_at, commitment_updates::id))
        .select(Update::as_select())
        .load(conn)
}
