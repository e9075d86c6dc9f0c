//! The calendar changed under running clocks.

mod many;
mod others;

use diesel::prelude::*;
use jiff::civil::{Date, date};
use shared::account::{Person, Role};
use shared::calendar::{EntryRefusal, Holiday, HolidayStatus, Week, Weekend};
use shared::clocks::{acknowledge_due, decide_due};
use shared::error::{Code, Coded};

use super::change::{ChangeCalendarRefusal, change, preview};
use super::plan::{Change, Plan};
use crate::db::schema::{
    calendar_moves as kept_moves, journal, suggestions, topic_debts, topic_extensions, topics,
};
use crate::db::topics::Topic;
use crate::db::types::At;
use crate::db::{calendar_changes, holidays};
use crate::testing::TestApp;

/// Sunday 1 March 2026; acknowledged by the 4th, decided 20 working days after 15 March, on
/// Sunday 12 April.
struct World {
    test: TestApp,
    topic: Topic,
    steward: Person,
}

fn world() -> World {
    let test = TestApp::new();
    let topic = test.topic("t", "open", "2026-02-15", "2026-03-15");
    let id = test.citizen("steward");
    let steward = Person {
        id,
        disabled: false,
        roles: vec![Role::Steward],
    };
    World {
        test,
        topic,
        steward,
    }
}

fn holiday(first: Date, last: Date) -> Holiday {
    Holiday {
        first,
        last,
        name_ar: "عيد".to_owned(),
        name_en: "Feast".to_owned(),
        source_ar: "بيان".to_owned(),
        source_en: "Announcement".to_owned(),
        link: None,
        status: HolidayStatus::Announced,
    }
}

fn one_day(day: Date) -> Change {
    Change::AddHoliday(holiday(day, day))
}

impl World {
    /// A suggestion whose days are what the calendar gives, or as changed.
    fn suggestion(&self) -> String {
        let id = self.test.suggestion(&self.topic, "published");
        let calendar = self.test.run(holidays::calendar);
        let first = acknowledge_due(self.test.app.today(), &calendar).due;
        let second = decide_due(date(2026, 3, 15), &calendar).due;
        self.set_due(&id, &first.to_string(), &second.to_string());
        id
    }

    fn set_due(&self, id: &str, acknowledge: &str, decide: &str) {
        self.test.run(|conn| {
            diesel::update(suggestions::table.find(id))
                .set((
                    suggestions::acknowledge_due.eq(acknowledge),
                    suggestions::decide_due.eq(decide),
                ))
                .execute(conn)
        });
    }

    fn due(&self, id: &str) -> (String, String) {
        self.test.run(|conn| {
            suggestions::table
                .find(id)
                .select((
                    suggestions::acknowledge_due.assume_not_null(),
                    suggestions::decide_due.assume_not_null(),
                ))
                .first(conn)
        })
    }

    fn try_change(
        &self,
        person: &Person,
        seen: i32,
        wanted: &Change,
    ) -> Result<Plan, ChangeCalendarRefusal> {
        let (zone, now) = (&self.test.app.config.zone, self.test.app.now());
        self.test
            .app
            .db
            .write_now(|conn| change(conn, person, zone, now, seen, wanted))
    }

    fn change(&self, wanted: &Change) -> Plan {
        let seen = self.test.run(calendar_changes::last_number);
        self.try_change(&self.steward, seen, wanted).unwrap()
    }

    fn kinds(&self) -> Vec<String> {
        self.test
            .run(|conn| journal::table.select(journal::kind).load::<String>(conn))
    }

    fn moved_in_journal(&self) -> usize {
        let kinds = self.kinds();
        kinds.iter().filter(|kind| *kind == "due_day.moved").count()
    }
}

fn due(acknowledge: &str, decide: &str) -> (String, String) {
    (acknowledge.to_owned(), decide.to_owned())
}

#[test]
fn a_holiday_announced_late_moves_what_has_not_passed_and_nothing_else() {
    let world = world();
    let running = world.suggestion();
    assert_eq!(world.due(&running), due("2026-03-04", "2026-04-12"));
    let (passed, acknowledged, decided) =
        (world.suggestion(), world.suggestion(), world.suggestion());
    let withdrawn = world.suggestion();
    world.set_due(&passed, "2026-02-26", "2026-02-28");
    let now = At::from(world.test.app.now());
    world.test.run(|conn| {
        diesel::update(suggestions::table.find(&acknowledged))
            .set((
                suggestions::acknowledged_at.eq(now),
                suggestions::answer_state.eq("acknowledged"),
            ))
            .execute(conn)?;
        diesel::update(suggestions::table.find(&decided))
            .set((
                suggestions::decided_at.eq(now),
                suggestions::answer_state.eq("rejected"),
            ))
            .execute(conn)?;
        diesel::update(suggestions::table.find(&withdrawn))
            .set(suggestions::publication.eq("withdrawn"))
            .execute(conn)
    });
    let wanted = one_day(date(2026, 3, 3));
    let (zone, now) = (&world.test.app.config.zone, world.test.app.now());
    let asked = world
        .test
        .app
        .db
        .read_now(|conn| preview(conn, &world.steward, zone, now, &wanted))
        .unwrap();
    assert_eq!(world.due(&running), due("2026-03-04", "2026-04-12"));
    let made = world.change(&wanted);
    assert_eq!(asked.moves, made.moves);
    // The decision is due 20 working days after 15 March, which 3 March is not among.
    assert_eq!(made.moves.len(), 1);
    assert_eq!(world.due(&running), due("2026-03-05", "2026-04-12"));
    let made = world.change(&one_day(date(2026, 4, 1)));
    assert_eq!(
        made.moves.len(),
        2,
        "the acknowledged one is decided later too"
    );
    assert_eq!(world.due(&running), due("2026-03-05", "2026-04-13"));
    assert_eq!(world.due(&acknowledged), due("2026-03-04", "2026-04-13"));
    assert_eq!(world.due(&passed), due("2026-02-26", "2026-02-28"));
    assert_eq!(world.due(&decided), due("2026-03-04", "2026-04-12"));
    assert_eq!(world.due(&withdrawn), due("2026-03-04", "2026-04-12"));
    assert_eq!(world.moved_in_journal(), 3);
    let kept = world.test.run(|conn| {
        kept_moves::table
            .order(kept_moves::change_number)
            .select((
                kept_moves::change_number,
                kept_moves::suggestions,
                kept_moves::due_days,
            ))
            .load::<(i32, i64, i64)>(conn)
    });
    assert_eq!(kept, [(1, 1, 1), (2, 2, 2)]);
    // What is owed follows at once: by 13 March nobody owes what was due on the 12th.
    let owed = world.test.run(|conn| {
        topic_debts::table
            .filter(topic_debts::decide_due.eq("2026-04-12"))
            .count()
            .get_result::<i64>(conn)
    });
    assert_eq!(owed, 0);
}

#[test]
fn no_passed_debt_vanishes_behind_a_holiday() {
    let world = world();
    let id = world.suggestion();
    world.test.noon_of(date(2026, 3, 5));
    // Had it been known, the first date would not have passed before the 9th.
    let late = Change::AddHoliday(holiday(date(2026, 3, 2), date(2026, 3, 5)));
    let plan = world.change(&late);
    assert!(plan.moves.is_empty(), "{:?}", plan.moves);
    assert_eq!(world.due(&id), due("2026-03-04", "2026-04-12"));
    assert_eq!(world.kinds(), ["calendar.changed"]);
}

#[test]
fn a_holiday_taken_back_gives_the_old_days_again_and_makes_nobody_late() {
    let world = world();
    let id = world.suggestion();
    let added = world.change(&Change::AddHoliday(holiday(
        date(2026, 3, 2),
        date(2026, 3, 3),
    )));
    assert_eq!(world.due(&id), due("2026-03-08", "2026-04-12"));
    let kept = world.test.run(holidays::entries).holidays;
    let remove = Change::RemoveHoliday {
        id: kept[0].id.clone(),
    };
    world.test.noon_of(date(2026, 3, 5));
    world.change(&remove);
    assert_eq!(world.due(&id), due("2026-03-05", "2026-04-12"));
    assert_eq!(added.version, 0);
    let later = world.suggestion();
    assert_eq!(world.due(&later).0, "2026-03-10");
    let again = world.try_change(&world.steward, 2, &remove);
    assert!(matches!(
        again,
        Err(ChangeCalendarRefusal::Entry(EntryRefusal::Unknown))
    ));
}

#[test]
fn a_decision_is_promised_from_the_closing_day_that_was_announced() {
    let world = world();
    let before = world.suggestion();
    world
        .test
        .clock
        .advance(jiff::SignedDuration::from_hours(1));
    let extended = At::from(world.test.app.now());
    world.test.run(|conn| {
        diesel::insert_into(topic_extensions::table)
            .values((
                topic_extensions::id.eq("extension"),
                topic_extensions::topic_id.eq(&world.topic.id),
                topic_extensions::closes_before.eq("2026-03-15"),
                topic_extensions::closes_after.eq("2026-04-15"),
                topic_extensions::reason_ar.eq("سبب"),
                topic_extensions::reason_en.eq("Reason"),
                topic_extensions::extended_at.eq(extended),
            ))
            .execute(conn)?;
        diesel::update(topics::table.find(&world.topic.id))
            .set(topics::closes_on.eq("2026-04-15"))
            .execute(conn)
    });
    world.change(&one_day(date(2026, 4, 1)));
    assert_eq!(world.due(&before).1, "2026-04-13");
}

#[test]
fn a_weekend_moved_by_decree_moves_what_lies_behind_it() {
    let world = world();
    let id = world.suggestion();
    let week = Week {
        from: date(2026, 4, 5),
        weekend: Weekend::parse("sunday saturday").unwrap(),
        source: "Decree".to_owned(),
        link: None,
    };
    let plan = world.change(&Change::AddWeek(week));
    // 16 March to 2 April are 14 working days; Sunday 5 April is off now, Friday the 10th worked.
    assert_eq!(world.due(&id), due("2026-03-04", "2026-04-13"));
    assert_eq!(plan.moves.len(), 1);
    let from = date(2026, 4, 5);
    world.change(&Change::RemoveWeek { from });
    assert_eq!(world.due(&id), due("2026-03-04", "2026-04-12"));
}

#[test]
fn who_changes_it_is_a_steward_with_the_latest_calendar_before_them() {
    let world = world();
    let wanted = one_day(date(2026, 3, 3));
    let manager = Person {
        roles: vec![Role::Manager {
            agency: world.topic.agency_id.clone(),
        }],
        ..world.steward.clone()
    };
    let refused = world.try_change(&manager, 0, &wanted).unwrap_err();
    assert_eq!(refused.code(), Code::NotPermitted);
    world.change(&wanted);
    let stale = world.try_change(&world.steward, 0, &one_day(date(2026, 3, 4)));
    assert!(matches!(stale, Err(ChangeCalendarRefusal::Stale)));
    let twice = world.try_change(&world.steward, 1, &wanted);
    let day = date(2026, 3, 3);
    assert!(matches!(
        twice,
        Err(ChangeCalendarRefusal::Entry(EntryRefusal::Taken { day: taken })) if taken == day
    ));
    assert_eq!(world.test.run(calendar_changes::last_number), 1);
    assert_eq!(world.test.run(holidays::entries).holidays.len(), 1);
}

#[test]
fn a_year_is_entered_once_and_with_one_change() {
    let world = world();
    let plan = world.change(&Change::EnterYear(2027));
    // Both are Saturdays in 2027.
    let names: Vec<_> = plan
        .left_out
        .iter()
        .map(|(holiday, _)| holiday.name_en.as_str())
        .collect();
    assert_eq!(names, ["Birthday of the Prophet", "Isra and Mi‘raj"]);
    assert_eq!(plan.entered.len(), 6);
    assert_eq!(world.test.run(holidays::entries).holidays.len(), 6);
    assert_eq!(world.test.run(calendar_changes::last_number), 1);
    let again = world.change(&Change::EnterYear(2027));
    assert!(again.entered.is_empty());
}
