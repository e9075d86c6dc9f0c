//! The demonstration keeps the rules that it shows.

mod figures;
mod life;
mod told;

use diesel::prelude::*;
use jiff::civil::Date;
use shared::account::RoleKind;
use shared::commitment::{CommitmentState, is_overdue};

use super::*;
use crate::db::agencies::owed;
use crate::db::schema::{
    agencies as all_agencies, answers, commitment_updates, commitments, installation as marks,
    suggestions as texts, topics as all_topics,
};
use crate::db::types::At;
use crate::testing::TestApp;

/// Who answers everything in time, who is late with a little, who says nothing.
const GOOD: &str = "marjan-coast";
const LATE_AT_TIMES: &str = "local-health-centres";
const SILENT: [&str; 2] = ["town-bus-office", "school-services"];

/// Every day of a week, the day after a feast, a leap day, a new year without known holidays.
const TODAYS: [Date; 10] = [
    Date::constant(2026, 11, 15),
    Date::constant(2026, 11, 16),
    Date::constant(2026, 11, 17),
    Date::constant(2026, 11, 18),
    Date::constant(2026, 11, 19),
    Date::constant(2026, 11, 20),
    Date::constant(2026, 11, 21),
    Date::constant(2026, 5, 29),
    Date::constant(2028, 2, 29),
    Date::constant(2027, 1, 1),
];

#[test]
fn it_fills_an_empty_database_once_whatever_the_day() {
    for day in TODAYS {
        let test = TestApp::new();
        test.noon_of(day);
        assert_eq!(fill(&test.app).unwrap(), Filled::Now, "{day}");
        assert_eq!(fill(&test.app).unwrap(), Filled::Before, "{day}");
        assert!(test.other_node().demonstration);
        let now = At::from(test.app.now());
        test.run(|conn| {
            nothing_is_out_of_time(conn, now)?;
            some_answer_and_some_are_silent(conn, day)?;
            promises_stand_everywhere(conn, day)
        });
    }
}

fn nothing_is_out_of_time(conn: &mut Conn, now: At) -> QueryResult<()> {
    let late = texts::table.filter(texts::posted_at.gt(now)).count();
    let late: i64 = late.get_result(conn)?;
    assert_eq!(late, 0, "nothing is posted in the future");
    let late = answers::table.filter(answers::answered_at.gt(now)).count();
    let late: i64 = late.get_result(conn)?;
    assert_eq!(late, 0, "nothing is answered in the future");
    let early = answers::table
        .inner_join(texts::table)
        .filter(answers::answered_at.le(texts::posted_at))
        .count();
    let early: i64 = early.get_result(conn)?;
    assert_eq!(early, 0, "nothing is answered before it is posted");
    let late = commitment_updates::table
        .filter(commitment_updates::updated_at.gt(now))
        .count();
    let late: i64 = late.get_result(conn)?;
    assert_eq!(late, 0, "there is no news from the future");
    let owed = texts::table
        .inner_join(all_topics::table)
        .filter(all_topics::state.eq("concluded"))
        .filter(texts::publication.eq("published"))
        .filter(texts::answer_state.ne_all(["adopted", "rejected"]))
        .count();
    let owed: i64 = owed.get_result(conn)?;
    assert_eq!(owed, 0, "a concluded topic owes no answer");
    let after = answers::table
        .inner_join(texts::table.inner_join(all_topics::table))
        .filter(answers::answered_at.gt(all_topics::concluded_at.assume_not_null()))
        .count();
    let after: i64 = after.get_result(conn)?;
    assert_eq!(after, 0, "a topic is concluded after its answers");
    Ok(())
}

/// How many suggestions an agency is late with.
fn late(conn: &mut Conn, slug: &str, day: Date) -> QueryResult<i64> {
    let id: String = all_agencies::table
        .filter(all_agencies::slug.eq(slug))
        .select(all_agencies::id)
        .first(conn)?;
    let debts = owed(conn, Some(&id), Some(day))?;
    Ok(debts.iter().map(|debt| debt.suggestions).sum())
}

fn some_answer_and_some_are_silent(conn: &mut Conn, day: Date) -> QueryResult<()> {
    assert_eq!(late(conn, GOOD, day)?, 0, "{day}");
    let some = late(conn, LATE_AT_TIMES, day)?;
    assert!((1..=5).contains(&some), "{day}: {some}");
    for slug in SILENT {
        let debts = late(conn, slug, day)?;
        assert!(debts >= 11, "{day}: {slug} owes {debts}");
        let said = answers::table
            .inner_join(all_agencies::table.on(all_agencies::id.eq(answers::agency_id)))
            .filter(all_agencies::slug.eq(slug))
            .select(answers::kind)
            .load::<String>(conn)?;
        assert_eq!(said, ["acknowledged"], "{day}: {slug}");
    }
    // Twice the twenty working days have gone by for every one of the closed topic.
    let long = texts::table
        .inner_join(all_topics::table)
        .filter(all_topics::slug.eq("school-canteens"))
        .filter(texts::decide_due.gt(day.saturating_sub(jiff::ToSpan::days(28)).to_string()))
        .count();
    assert_eq!(long.get_result::<i64>(conn)?, 0, "{day}");
    Ok(())
}

fn promises_stand_everywhere(conn: &mut Conn, day: Date) -> QueryResult<()> {
    let all = commitments::table
        .select((commitments::id, commitments::state, commitments::due_on))
        .load::<(String, String, String)>(conn)?;
    let (mut overdue, mut in_time, mut behind) = (0, 0, 0);
    for (id, state, due) in &all {
        let state = CommitmentState::parse(state).unwrap();
        let due: Date = due.parse().unwrap();
        overdue += i32::from(is_overdue(state, due, day));
        if state == CommitmentState::Done {
            let done: At = commitment_updates::table
                .filter(commitment_updates::commitment_id.eq(id))
                .filter(commitment_updates::state.eq("done"))
                .select(commitment_updates::updated_at)
                .first(conn)?;
            let on = done.time().to_zoned(jiff::tz::TimeZone::UTC).date();
            match on <= due {
                true => in_time += 1,
                false => behind += 1,
            }
        }
    }
    for state in CommitmentState::ALL {
        let is = |(_, stored, _): &&(String, String, String)| stored == state.as_str();
        assert!(all.iter().any(|one| is(&one)), "{day}: none is {state}");
    }
    assert!(
        overdue >= 1 && in_time >= 3 && behind >= 1,
        "{day}: {overdue} overdue, {in_time} done in time, {behind} done late"
    );
    Ok(())
}

#[test]
fn a_database_with_anything_else_is_refused_and_left_alone() {
    let test = TestApp::new();
    test.citizen("somebody@example.org");
    assert!(matches!(fill(&test.app), Err(DemoError::NotEmpty)));
    let filled = marks::table.filter(marks::name.eq("demonstration"));
    assert_eq!(test.run(|conn| filled.count().get_result::<i64>(conn)), 0);
}

#[test]
fn somebody_signs_in_with_each_role() {
    let story = Story::told().unwrap();
    let roles: Vec<_> = story.people().iter().map(|(role, _)| *role).collect();
    assert_eq!(roles, RoleKind::ALL);
    for (role, _) in story.people() {
        let staff = role != RoleKind::Citizen;
        assert_eq!(
            shared::account::check_password_length(PASSWORD, staff),
            Ok(())
        );
    }
}
