//! A change under many running clocks.

use super::*;

#[test]
fn ten_times_the_suggestions_ask_for_hardly_more_statements() {
    let statements = |suggestions: usize| {
        let world = world();
        let first = world.suggestion();
        let (topic, id) = (&world.topic.id, &first);
        let copy = format!(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {suggestions}) \
             INSERT INTO suggestions (id, reference, topic_id, show_name, publication, title, body, \
             lang, dir, posted_at, published_at, acknowledge_due, decide_due, answer_state, shuffle, \
             version) SELECT id || i, reference || i, topic_id, show_name, publication, title, body, \
             lang, dir, posted_at, published_at, acknowledge_due, decide_due, answer_state, shuffle, \
             version FROM suggestions, n WHERE topic_id = '{topic}' AND id = '{id}'"
        );
        world
            .test
            .run(|conn| crate::on_each!(conn, |c| diesel::sql_query(copy).execute(c)));
        let before = world.test.app.db.statements();
        let plan = world.change(&Change::AddHoliday(holiday(
            date(2026, 3, 3),
            date(2026, 3, 3),
        )));
        assert_eq!(plan.moves.len(), suggestions + 1);
        assert_eq!(world.moved_in_journal(), suggestions + 1);
        world.test.app.db.statements() - before
    };
    let (few, many) = (statements(900), statements(9_000));
    // One for each thousand that is moved, and one for each thousand rows of the journal.
    assert!(many <= few + 20, "{few} for 900, {many} for 9,000");
}
