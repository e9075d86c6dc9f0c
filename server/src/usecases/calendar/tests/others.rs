//! The days by which objections are decided and reports are looked at follow the calendar too.

use shared::clocks::PromisedDay;

use super::*;
use crate::db::hidings_write::{self, Hiding};
use crate::db::objections::Objection;
use crate::db::reports::ReportCase;
use crate::db::schema::{objections, report_cases};
use crate::db::{objections_write, reports_write};
use crate::usecases::calendar::plan::MovedReports;

impl World {
    /// An objection of today that is due on a day.
    pub(super) fn objection(&self, due_on: &str) -> String {
        let suggestion = self.suggestion();
        self.objection_to(&suggestion, due_on)
    }

    fn objection_to(&self, suggestion: &str, due_on: &str) -> String {
        let now = At::from(self.test.app.now());
        let id = format!("objection-{suggestion}");
        let hiding = Hiding {
            id: format!("hiding-{suggestion}"),
            suggestion_id: suggestion.to_owned(),
            reason: 1,
            note: String::new(),
            hidden_by: self.steward.id.clone(),
            hidden_at: now,
            restored_at: None,
        };
        let objection = Objection {
            id: id.clone(),
            kind: "hiding".to_owned(),
            suggestion_id: suggestion.to_owned(),
            hiding_id: Some(hiding.id.clone()),
            objected_by: self.steward.id.clone(),
            body: "It breaks nothing.".to_owned(),
            lang: "en".to_owned(),
            dir: "ltr".to_owned(),
            objected_at: now,
            due_on: due_on.to_owned(),
            outcome: None,
            reason: String::new(),
            reason_lang: String::new(),
            reason_dir: String::new(),
            decided_by: None,
            decided_at: None,
            merge_id: None,
        };
        self.test.run(|conn| {
            let published = shared::suggestion::PublicationState::Published;
            hidings_write::hide(conn, &hiding, published, 1)?;
            objections_write::add(conn, &objection)
        });
        id
    }

    /// Reports of a suggestion, first made now, due on a day.
    pub(super) fn reported(&self, due_on: &str) -> String {
        let suggestion_id = self.suggestion();
        let case = ReportCase {
            id: format!("case-{suggestion_id}"),
            suggestion_id,
            agency_id: self.topic.agency_id.clone(),
            opened_at: self.test.app.now().into(),
            due_on: due_on.to_owned(),
            reports: 1,
            settled_as: None,
            note: String::new(),
            settled_by: None,
            settled_at: None,
        };
        self.test.run(|conn| reports_write::open(conn, &case));
        case.id
    }

    fn objection_due(&self, id: &str) -> String {
        self.test.run(|conn| {
            objections::table
                .find(id)
                .select(objections::due_on)
                .first(conn)
        })
    }

    fn reports_due(&self, id: &str) -> String {
        self.test.run(|conn| {
            report_cases::table
                .find(id)
                .select(report_cases::due_on)
                .first(conn)
        })
    }
}

#[test]
fn objections_and_reports_that_wait_follow_and_those_settled_or_passed_stay() {
    let world = world();
    // Ten working days from Sunday 1 March are up on the 15th, two on the 3rd.
    let (waits, decided) = (world.objection("2026-03-15"), world.objection("2026-03-15"));
    let passed = world.objection("2026-02-26");
    let (open, settled) = (world.reported("2026-03-03"), world.reported("2026-03-03"));
    let late = world.reported("2026-02-26");
    let now = At::from(world.test.app.now());
    world.test.run(|conn| {
        diesel::update(objections::table.find(&decided))
            .set((
                objections::outcome.eq("stands"),
                objections::reason.eq("It insults."),
                objections::decided_by.eq(&world.steward.id),
                objections::decided_at.eq(now),
            ))
            .execute(conn)?;
        diesel::update(report_cases::table.find(&settled))
            .set((
                report_cases::settled_as.eq("kept"),
                report_cases::settled_by.eq(&world.steward.id),
                report_cases::settled_at.eq(now),
            ))
            .execute(conn)
    });
    let plan = world.change(&one_day(date(2026, 3, 3)));
    let of_objections: Vec<_> = plan
        .moves
        .iter()
        .filter(|one| one.clock == PromisedDay::Objection)
        .collect();
    assert_eq!(of_objections.len(), 1);
    assert_eq!(of_objections[0].id, waits);
    assert_eq!(of_objections[0].topic_id, world.topic.id);
    let (from, to) = (date(2026, 3, 3), date(2026, 3, 4));
    let case_id = open.clone();
    assert_eq!(plan.reports, [MovedReports { case_id, from, to }]);
    assert_eq!(world.objection_due(&waits), "2026-03-16");
    assert_eq!(world.reports_due(&open), "2026-03-04");
    for stays in [decided, passed] {
        assert!(["2026-03-15", "2026-02-26"].contains(&world.objection_due(&stays).as_str()));
    }
    assert_eq!(world.reports_due(&settled), "2026-03-03");
    assert_eq!(world.reports_due(&late), "2026-02-26");
    // What is said in public counts the objection, and no report.
    let said = world.test.run(|conn| calendar_changes::latest(conn, 1));
    assert_eq!(said[0].due_days, i64::try_from(plan.moves.len()).unwrap());
    let rows: Vec<(String, Option<String>, Option<String>, String)> = world.test.run(|conn| {
        journal::table
            .filter(journal::kind.eq("due_day.moved"))
            .filter(journal::subject_id.eq_any([&waits, &open]))
            .order(journal::subject_id.desc())
            .select((
                journal::subject_id,
                journal::agency_id,
                journal::topic_id,
                journal::facts,
            ))
            .load(conn)
    });
    assert_eq!(rows.len(), 2, "{rows:?}");
    assert_eq!(rows[0].0, waits);
    assert_eq!(rows[0].2.as_ref(), Some(&world.topic.id));
    assert!(rows[0].3.contains(r#""clock":"objection""#), "{rows:?}");
    assert!(rows[0].3.contains(r#""reference""#), "{rows:?}");
    let nobody_knows = (open.clone(), None, None);
    assert_eq!(
        (rows[1].0.clone(), rows[1].1.clone(), rows[1].2.clone()),
        nobody_knows
    );
    assert!(rows[1].3.contains(r#""clock":"reports""#), "{rows:?}");
    assert!(!rows[1].3.contains("reference"), "{rows:?}");
    // Taken back, nothing is left of it.
    let kept = world.test.run(holidays::entries).holidays;
    world.change(&Change::RemoveHoliday {
        id: kept[0].id.clone(),
    });
    assert_eq!(world.objection_due(&waits), "2026-03-15");
    assert_eq!(world.reports_due(&open), "2026-03-03");
}

#[test]
fn an_objection_in_a_topic_without_running_clocks_moves_alone() {
    let world = world();
    let id = world.suggestion();
    let now = At::from(world.test.app.now());
    let objection = world.objection_to(&id, "2026-03-15");
    world.test.run(|conn| {
        diesel::update(suggestions::table.find(&id))
            .set((
                suggestions::decided_at.eq(now),
                suggestions::answer_state.eq("rejected"),
            ))
            .execute(conn)
    });
    let plan = world.change(&one_day(date(2026, 3, 10)));
    assert_eq!(plan.moves.len(), 1);
    assert!(plan.topics.contains_key(&world.topic.id));
    assert_eq!(world.objection_due(&objection), "2026-03-16");
    let on_topic = world
        .test
        .run(|conn| calendar_changes::of_topic(conn, &world.topic.id));
    assert_eq!(on_topic.len(), 1);
    assert_eq!(on_topic[0].1, 1);
}
