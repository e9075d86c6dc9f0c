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

/// Promised days of four kinds under changes of seeded pseudo-random calendars: each change leaves
/// no waiting day before today or on a day off, moves none that has passed, and keeps a row of the
/// journal for each that it moved.
#[test]
fn whatever_the_calendar_becomes_no_waiting_day_is_lost_or_made_late() {
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let mut below = |bound: u64| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 11) % bound
    };
    let world = world();
    let day =
        |offset: u64| date(2026, 3, 1) + jiff::Span::new().days(i64::try_from(offset).unwrap());
    world.suggestion();
    world.objection("2026-03-15");
    world.reported("2026-03-03");
    let mut journaled = world.moved_in_journal();
    for round in 0..60 {
        let kept = world.test.run(holidays::entries).holidays;
        let first = day(below(45));
        let last = first + jiff::Span::new().days(i64::try_from(below(4)).unwrap());
        let wanted = match below(3) {
            0 if !kept.is_empty() => Change::RemoveHoliday {
                id: kept[usize::try_from(below(u64::try_from(kept.len()).unwrap())).unwrap()]
                    .id
                    .clone(),
            },
            _ => Change::AddHoliday(holiday(first, last)),
        };
        let today = day(below(2) + round / 8);
        world.test.noon_of(today);
        let before = world.waiting();
        let seen = world.test.run(calendar_changes::last_number);
        let Ok(plan) = world.try_change(&world.steward, seen, &wanted) else {
            continue;
        };
        let calendar = world.test.run(holidays::calendar);
        let after = world.waiting();
        let mut moved = 0;
        for ((what, was), (_, is)) in before.iter().zip(&after) {
            let told = format!("round {round} on {today}: {what} from {was} to {is}");
            if *was < today {
                assert_eq!(was, is, "{told}: it has passed");
            } else {
                assert!(*is >= today && calendar.is_working(*is), "{told}");
            }
            moved += usize::from(was != is);
        }
        assert_eq!(
            plan.moves.len() + plan.reports.len(),
            moved,
            "round {round}"
        );
        assert_eq!(world.moved_in_journal(), journaled + moved, "round {round}");
        journaled += moved;
    }
    assert!(journaled > 10, "hardly anything moved: {journaled}");
}

impl World {
    /// Every promised day that is stored, in an order that stays: whose, and the day.
    fn waiting(&self) -> Vec<(String, Date)> {
        use crate::db::schema::{objections, report_cases};
        let mut all: Vec<(String, String)> = self.test.run(|conn| {
            let mut all: Vec<(String, String)> = suggestions::table
                .select((
                    suggestions::id,
                    suggestions::acknowledge_due.assume_not_null(),
                ))
                .load(conn)?;
            all.extend(
                suggestions::table
                    .select((suggestions::id, suggestions::decide_due.assume_not_null()))
                    .load::<(String, String)>(conn)?
                    .into_iter()
                    .map(|(id, due)| (format!("decide {id}"), due)),
            );
            all.extend(
                objections::table
                    .select((objections::id, objections::due_on))
                    .load::<(String, String)>(conn)?,
            );
            all.extend(
                report_cases::table
                    .select((report_cases::id, report_cases::due_on))
                    .load::<(String, String)>(conn)?,
            );
            Ok(all)
        });
        all.sort();
        all.into_iter()
            .map(|(id, due)| (id, due.parse().unwrap()))
            .collect()
    }
}
