//! What the desk of an agency reads. Every query names the agency.

use diesel::prelude::*;
use shared::account::RoleKind;
use shared::ids::Reference;
use shared::release::ReleaseState;

use super::Conn;
use super::agencies::Agency;
use super::answer_drafts::Draft;
use super::answer_releases::Release;
use super::saved_views::SavedView;
use super::schema::{
    account_roles, accounts, agencies, answer_drafts, answer_releases, desk_presence, editions,
    first_reads, saved_views, standings, suggestion_additions, suggestion_traps, suggestions,
    topics,
};
use super::suggestions::Suggestion;
use super::topics::Topic;
use super::types::At;

/// A suggestion with its topic and agency.
#[derive(Debug, Clone)]
pub struct Case {
    pub suggestion: Suggestion,
    pub topic: Topic,
    pub agency: Agency,
    /// When a moderator first opened it.
    pub first_read_at: Option<At>,
    /// The account of who takes care of it.
    pub assigned_to: Option<String>,
    /// A field that people do not see was filled in when it was posted.
    pub unseen: bool,
    /// In the last edition of its topic.
    pub standing: Option<Standing>,
    /// A decision that waits for a second person.
    pub release: Option<Release>,
}

type CaseRow = (
    Suggestion,
    Topic,
    Agency,
    (Option<At>, Option<String>, Option<At>),
    Option<Standing>,
    Option<Release>,
);

fn whole((suggestion, topic, agency, rest, standing, release): CaseRow) -> Case {
    let (first_read_at, assigned_to, unseen) = rest;
    Case {
        suggestion,
        topic,
        agency,
        first_read_at,
        assigned_to,
        unseen: unseen.is_some(),
        standing,
        release,
    }
}

/// Cases are chosen by one condition or another.
macro_rules! cases {
    ($conn:expr, $agency:expr, $chosen:expr) => {
        suggestions::table
            .inner_join(topics::table.inner_join(agencies::table))
            .left_join(first_reads::table)
            .left_join(
                suggestion_traps::table.on(suggestion_traps::suggestion_id.eq(suggestions::id)),
            )
            .left_join(
                standings::table.on(standings::suggestion_id
                    .eq(suggestions::id)
                    .and(topics::edition_id.eq(standings::edition_id.nullable()))),
            )
            .left_join(editions::table.on(editions::id.eq(standings::edition_id)))
            .left_join(
                answer_releases::table.on(answer_releases::suggestion_id
                    .eq(suggestions::id)
                    .and(answer_releases::state.eq(ReleaseState::Waiting.as_str()))),
            )
            .filter($chosen)
            .filter(agencies::slug.eq($agency))
            .select((
                Suggestion::as_select(),
                Topic::as_select(),
                Agency::as_select(),
                (
                    first_reads::read_at.nullable(),
                    suggestions::assigned_to,
                    suggestion_traps::filled_at.nullable(),
                ),
                (
                    standings::place,
                    standings::shared,
                    standings::points,
                    standings::lists,
                    editions::lists,
                    editions::number,
                    editions::counted_at,
                )
                    .nullable(),
                Option::<Release>::as_select(),
            ))
            .load::<CaseRow>($conn)
            .map(|rows| rows.into_iter().map(whole).collect::<Vec<_>>())
    };
}

/// The suggestion with a reference, if it stands in a topic of the agency.
///
/// # Errors
/// The database's fault.
pub fn case(conn: &mut Conn, agency: &str, reference: Reference) -> QueryResult<Option<Case>> {
    let mut found = cases!(
        conn,
        agency,
        suggestions::reference.eq(reference.to_string())
    )?;
    Ok(found.pop())
}

/// Those suggestions with these references that stand in topics of the agency.
///
/// # Errors
/// The database's fault.
pub fn cases(conn: &mut Conn, agency: &str, references: &[String]) -> QueryResult<Vec<Case>> {
    cases!(conn, agency, suggestions::reference.eq_any(references))
}

/// Those suggestions with these ids that stand in topics of the agency.
///
/// # Errors
/// The database's fault.
pub fn cases_by_id(conn: &mut Conn, agency: &str, ids: &[String]) -> QueryResult<Vec<Case>> {
    cases!(conn, agency, suggestions::id.eq_any(ids))
}

/// A topic with an address name, if it is of the agency.
///
/// # Errors
/// The database's fault.
pub fn topic(conn: &mut Conn, agency: &str, slug: &str) -> QueryResult<Option<(Topic, Agency)>> {
    topics::table
        .inner_join(agencies::table)
        .filter(topics::slug.eq(slug))
        .filter(agencies::slug.eq(agency))
        .select((Topic::as_select(), Agency::as_select()))
        .first(conn)
        .optional()
}

/// The agencies with these ids, by address name.
///
/// # Errors
/// The database's fault.
pub fn agencies_of(conn: &mut Conn, ids: &[String]) -> QueryResult<Vec<Agency>> {
    agencies::table
        .filter(agencies::id.eq_any(ids))
        .order(agencies::slug.asc())
        .select(Agency::as_select())
        .load(conn)
}

/// Where a suggestion stands in the last edition of its topic.
#[derive(Debug, Clone, Queryable)]
pub struct Standing {
    pub place: i32,
    pub shared: bool,
    pub points: i64,
    pub lists: i64,
    pub all_lists: i64,
    pub edition: i32,
    pub counted_at: At,
}

/// What the author added later, the oldest first: text, language, direction, time.
///
/// # Errors
/// The database's fault.
pub fn additions(
    conn: &mut Conn,
    suggestion_id: &str,
) -> QueryResult<Vec<(String, String, String, At)>> {
    suggestion_additions::table
        .filter(suggestion_additions::suggestion_id.eq(suggestion_id))
        .order((
            suggestion_additions::added_at.asc(),
            suggestion_additions::id.asc(),
        ))
        .select((
            suggestion_additions::body,
            suggestion_additions::lang,
            suggestion_additions::dir,
            suggestion_additions::added_at,
        ))
        .load(conn)
}

/// Somebody at an agency's desk.
#[derive(Debug, Clone, Queryable)]
pub struct Member {
    pub id: String,
    pub name: String,
    /// When the person last opened the suggestion that is asked about.
    pub opened_at: Option<At>,
    /// What the person is writing on it.
    pub draft: Option<Draft>,
}

/// Who works at an agency's desk, by name, when each last opened a suggestion and what each is
/// writing on it.
///
/// # Errors
/// The database's fault.
pub fn team(conn: &mut Conn, agency_id: &str, suggestion_id: &str) -> QueryResult<Vec<Member>> {
    account_roles::table
        .inner_join(accounts::table)
        .left_join(
            desk_presence::table.on(desk_presence::account_id
                .eq(accounts::id)
                .and(desk_presence::suggestion_id.eq(suggestion_id.to_owned()))),
        )
        .left_join(
            answer_drafts::table.on(answer_drafts::account_id
                .eq(accounts::id)
                .and(answer_drafts::suggestion_id.eq(suggestion_id.to_owned()))),
        )
        .filter(account_roles::agency_id.eq(agency_id))
        .filter(account_roles::role.eq_any(DESK_ROLES))
        .filter(accounts::disabled_at.is_null())
        .order((accounts::name.asc(), accounts::id.asc()))
        .select((
            accounts::id,
            accounts::name,
            desk_presence::opened_at.nullable(),
            Option::<Draft>::as_select(),
        ))
        .distinct()
        .load(conn)
}

/// Id and name of each who works at a desk.
pub type Team = Vec<(String, String)>;

/// An agency by its address name, who works at its desk, and what `reader` keeps of its queue: one
/// statement, since the queue has none to spare.
///
/// # Errors
/// The database's fault.
pub fn agency_team_and_views(
    conn: &mut Conn,
    slug: &str,
    reader: &str,
) -> QueryResult<Option<(Agency, Team, Vec<SavedView>)>> {
    type Row = (Agency, Option<(String, String)>, Option<SavedView>);
    // The views come with the row of their owner alone.
    let own = saved_views::agency_id
        .eq(agencies::id)
        .and(saved_views::account_id.eq(reader.to_owned()))
        .and(
            saved_views::account_id
                .nullable()
                .eq(accounts::id.nullable()),
        );
    let rows = agencies::table
        .left_join(
            account_roles::table
                .inner_join(accounts::table)
                .on(account_roles::agency_id
                    .eq(agencies::id.nullable())
                    .and(account_roles::role.eq_any(DESK_ROLES))
                    .and(accounts::disabled_at.is_null())),
        )
        .left_join(saved_views::table.on(own))
        .filter(agencies::slug.eq(slug))
        .order((
            accounts::name.asc(),
            accounts::id.asc(),
            saved_views::name.asc(),
        ))
        .select((
            Agency::as_select(),
            (accounts::id, accounts::name).nullable(),
            Option::<SavedView>::as_select(),
        ))
        .load::<Row>(conn)?;
    let mut found: Option<(Agency, Team, Vec<SavedView>)> = None;
    for (agency, member, view) in rows {
        let (_, team, views) = found.get_or_insert_with(|| (agency, Vec::new(), Vec::new()));
        // Who holds both roles comes twice, and so do that person's views.
        if let Some(member) = member.filter(|member| team.last() != Some(member)) {
            team.push(member);
        }
        views.extend(view.filter(|view| !views.contains(view)));
    }
    Ok(found)
}

const DESK_ROLES: [&str; 2] = [RoleKind::Moderator.as_str(), RoleKind::Manager.as_str()];
