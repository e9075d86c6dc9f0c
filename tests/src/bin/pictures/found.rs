//! What pages of the demonstration there are to look at, by what is in it.

use diesel::prelude::*;
use server::db::agencies as stored_agencies;
use server::db::schema::{accounts, agencies, report_cases, suggestions, topics};
use tests::support::app::App;

use super::pages::Who;

/// The reference of a suggestion in a state; an empty word asks for none.
pub fn one(app: &App, publication: &str, answer: &str, lang: &str) -> Option<String> {
    app.query(|conn| {
        let mut query = suggestions::table
            .filter(suggestions::publication.eq(publication.to_owned()))
            .order(suggestions::posted_at)
            .select(suggestions::reference)
            .into_boxed();
        if !answer.is_empty() {
            query = query.filter(suggestions::answer_state.eq(answer.to_owned()));
        }
        if !lang.is_empty() {
            query = query.filter(suggestions::lang.eq(lang.to_owned()));
        }
        query.first::<String>(conn).optional()
    })
}

/// The reference of a published suggestion of the citizen who looks.
pub fn own(app: &App) -> Option<String> {
    app.query(|conn| {
        suggestions::table
            .inner_join(accounts::table.on(suggestions::author_id.eq(accounts::id.nullable())))
            .inner_join(topics::table)
            .filter(topics::slug.eq("summer-seafront"))
            .filter(accounts::sign_in.nullable().eq(Who::Citizen.sign_in()))
            .filter(suggestions::publication.eq("published"))
            .select(suggestions::reference)
            .first::<String>(conn)
            .optional()
    })
}

/// A hidden suggestion, with the agency that hid it.
pub fn hidden(app: &App) -> Option<(String, String)> {
    app.query(|conn| {
        suggestions::table
            .inner_join(topics::table.inner_join(agencies::table))
            .filter(suggestions::publication.eq("hidden"))
            .order(suggestions::posted_at)
            .select((agencies::slug, suggestions::reference))
            .first::<(String, String)>(conn)
            .optional()
    })
}

/// The reference of a suggestion in Arabic that the seafront's agency has yet to answer.
pub fn owed(app: &App) -> Option<String> {
    app.query(|conn| {
        suggestions::table
            .inner_join(topics::table)
            .filter(topics::slug.eq("summer-seafront"))
            .filter(suggestions::publication.eq("published"))
            .filter(suggestions::answer_state.eq("none"))
            .filter(suggestions::lang.eq("ar"))
            .order(suggestions::posted_at)
            .select(suggestions::reference)
            .first::<String>(conn)
            .optional()
    })
}

/// The reference of a suggestion in public that the citizen did not write.
pub fn anothers(app: &App) -> Option<String> {
    app.query(|conn| {
        suggestions::table
            .inner_join(accounts::table.on(suggestions::author_id.eq(accounts::id.nullable())))
            .filter(accounts::sign_in.ne(Who::Citizen.sign_in().unwrap_or_default()))
            .filter(suggestions::publication.eq("published"))
            .order(suggestions::posted_at)
            .select(suggestions::reference)
            .first::<String>(conn)
            .optional()
    })
}

/// The token of an invitation to the desk of the seafront.
pub fn invited(app: &App) -> Option<String> {
    let agency = app.query(|conn| stored_agencies::by_slug(conn, "marjan-coast"))?;
    let by = account(app, Who::Steward.sign_in()?)?;
    Some(app.invitation("badr.new@example.org", &agency, &by).1)
}

/// A request of the citizen about their data.
pub fn asking(app: &App) -> Option<String> {
    let sign_in = Who::Citizen.sign_in()?;
    Some(app.data_request(&account(app, sign_in)?))
}

/// The id of the account that signs in under a name.
pub fn account(app: &App, sign_in: &str) -> Option<String> {
    app.query(|conn| {
        accounts::table
            .filter(accounts::sign_in.eq(sign_in))
            .select(accounts::id)
            .first::<String>(conn)
            .optional()
    })
}

/// A suggestion that waits for its first answer and that nobody reported.
pub fn mergeable(app: &App) -> Option<String> {
    app.query(|conn| {
        suggestions::table
            .inner_join(topics::table)
            .left_join(report_cases::table.on(report_cases::suggestion_id.eq(suggestions::id)))
            .filter(topics::slug.eq("summer-seafront"))
            .filter(suggestions::publication.eq("published"))
            .filter(suggestions::answer_state.eq("none"))
            .filter(report_cases::id.is_null())
            .order(suggestions::posted_at)
            .select(suggestions::reference)
            .first::<String>(conn)
            .optional()
    })
}

/// A merged suggestion, and the one that it was merged into.
pub fn merged(app: &App) -> Option<(String, String)> {
    let target = diesel::alias!(suggestions as target);
    app.query(|conn| {
        suggestions::table
            .inner_join(
                target.on(suggestions::merged_into.eq(target.field(suggestions::id).nullable())),
            )
            .select((suggestions::reference, target.field(suggestions::reference)))
            .first::<(String, String)>(conn)
            .optional()
    })
}
