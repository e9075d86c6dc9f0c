//! The demonstration keeps the rules that it shows.

use diesel::prelude::*;
use jiff::civil::Date;
use shared::account::RoleKind;

use super::*;
use crate::db::schema::{
    account_roles, answers, editions, installation as marks, journal as rows, priority_lists,
    standings, suggestions as texts, topic_figures, topics as all_topics,
};
use crate::db::types::At;
use crate::testing::TestApp;

#[test]
fn it_fills_an_empty_database_once_whatever_the_day_of_the_week() {
    for day in 15..22 {
        let test = TestApp::new();
        test.noon_of(Date::constant(2026, 11, day));
        assert_eq!(fill(&test.app).unwrap(), Filled::Now);
        assert_eq!(fill(&test.app).unwrap(), Filled::Before);
        assert!(test.other_node().demonstration);
        let now = At::from(test.app.now());
        test.run(|conn| {
            let late = texts::table.filter(texts::posted_at.gt(now)).count();
            assert_eq!(
                late.get_result::<i64>(conn)?,
                0,
                "nothing is posted in the future"
            );
            let late = answers::table.filter(answers::answered_at.gt(now)).count();
            assert_eq!(
                late.get_result::<i64>(conn)?,
                0,
                "nothing is answered in the future"
            );
            let early = answers::table
                .inner_join(texts::table)
                .filter(answers::answered_at.le(texts::posted_at))
                .count();
            assert_eq!(
                early.get_result::<i64>(conn)?,
                0,
                "nothing is answered before it is posted"
            );
            let owed = texts::table
                .inner_join(all_topics::table)
                .filter(all_topics::state.eq("concluded"))
                .filter(texts::publication.eq("published"))
                .filter(texts::answer_state.ne_all(["adopted", "rejected"]))
                .count();
            assert_eq!(
                owed.get_result::<i64>(conn)?,
                0,
                "a concluded topic owes no answer"
            );
            Ok(())
        });
    }
}

#[test]
fn its_pages_have_orders_figures_and_a_numbered_journal() {
    let test = TestApp::new();
    test.noon_of(Date::constant(2026, 11, 22));
    fill(&test.app).unwrap();
    test.run(|conn| {
        let shown = all_topics::table
            .inner_join(editions::table.on(all_topics::edition_id.eq(editions::id.nullable())))
            .order(all_topics::state)
            .select((all_topics::state, editions::official, editions::lists))
            .load::<(String, bool, i64)>(conn)?;
        let states: Vec<_> = shown
            .iter()
            .map(|(state, official, _)| (state.as_str(), *official))
            .collect();
        assert_eq!(
            states,
            [("closed", true), ("concluded", true), ("open", false)]
        );
        assert!(shown.iter().all(|(.., lists)| *lists >= 25), "{shown:?}");
        let published = texts::table
            .filter(texts::publication.eq("published"))
            .count();
        let published: i64 = published.get_result(conn)?;
        assert_eq!(standings::table.count().get_result::<i64>(conn)?, published);
        let figures = topic_figures::table
            .select(topic_figures::published)
            .load::<i64>(conn)?;
        assert_eq!((figures.len(), figures.iter().sum()), (3, published));
        let numbers = rows::table
            .select(rows::seq)
            .order(rows::seq)
            .load::<Option<i64>>(conn)?;
        let gap_free: Vec<_> = (1..).take(numbers.len()).map(Some).collect();
        assert_eq!(numbers, gap_free);
        // No list by the staff of the topic's agency.
        let staff = priority_lists::table
            .inner_join(all_topics::table.on(all_topics::id.eq(priority_lists::topic_id)))
            .inner_join(
                account_roles::table.on(account_roles::account_id
                    .nullable()
                    .eq(priority_lists::account_id)),
            )
            .filter(account_roles::agency_id.eq(all_topics::agency_id.nullable()))
            .count();
        assert_eq!(staff.get_result::<i64>(conn)?, 0);
        Ok(())
    });
}

#[test]
fn a_database_with_anything_else_is_refused_and_left_alone() {
    let test = TestApp::new();
    test.citizen("somebody@example.org");
    assert!(matches!(fill(&test.app), Err(DemoError::NotEmpty)));
    assert_eq!(
        test.run(|conn| marks::table.count().get_result::<i64>(conn)),
        0
    );
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
