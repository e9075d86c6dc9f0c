//! What the desks of the demonstration have to do, and what readers say back.

use std::collections::BTreeMap;

use super::*;
use crate::db::schema::{
    agency_promises, first_reads, hidings, objections, questions, report_cases, reports,
    satisfactions, topic_links, topic_moderators, topic_satisfaction, topic_versions,
};

fn filled() -> TestApp {
    let test = TestApp::new();
    test.noon_of(Date::constant(2026, 11, 22));
    fill(&test.app).unwrap();
    test
}

fn of<T: Ord>(all: Vec<T>) -> BTreeMap<T, i64> {
    let mut counted = BTreeMap::new();
    for one in all {
        *counted.entry(one).or_default() += 1;
    }
    counted
}

#[test]
fn questions_wait_are_replied_to_and_are_taken_back() {
    filled().run(|conn| {
        let ends = questions::table
            .select(questions::ended_as)
            .load::<Option<String>>(conn)?;
        let ends = of(ends);
        for end in [None, Some("replied"), Some("withdrawn")] {
            assert!(
                ends.contains_key(&end.map(str::to_owned)),
                "{end:?}: {ends:?}"
            );
        }
        let languages = questions::table.select(questions::lang).distinct();
        assert_eq!(languages.load::<String>(conn)?.len(), 2);
        let other_language = questions::table
            .inner_join(texts::table)
            .filter(questions::lang.ne(texts::lang))
            .count();
        assert_eq!(other_language.get_result::<i64>(conn)?, 0);
        Ok(())
    });
}

#[test]
fn readers_report_and_say_whether_answers_met_the_point() {
    filled().run(|conn| {
        let settled = report_cases::table
            .select(report_cases::settled_as)
            .load::<Option<String>>(conn)?;
        let settled = of(settled);
        assert_eq!(settled[&None], 2, "the desk has reports to look at");
        assert!(settled[&Some("kept".to_owned())] >= 2, "{settled:?}");
        assert!(reports::table.count().get_result::<i64>(conn)? >= 5);
        let said = of(satisfactions::table
            .select(satisfactions::verdict)
            .load::<String>(conn)?);
        for verdict in ["yes", "partly", "no"] {
            assert!(said[verdict] >= 15, "{said:?}");
        }
        // Few of one answer are not shown: most of those told are many enough.
        let by_answer = of(satisfactions::table
            .select(satisfactions::answer_id)
            .load::<String>(conn)?);
        let shown = by_answer.values().filter(|many| **many >= 5).count();
        assert!(shown >= 15, "{by_answer:?}");
        assert!(topic_satisfaction::table.count().get_result::<i64>(conn)? >= 3);
        Ok(())
    });
}

#[test]
fn objections_wait_stand_and_bring_back() {
    filled().run(|conn| {
        let outcomes = of(objections::table
            .select(objections::outcome)
            .load::<Option<String>>(conn)?);
        for outcome in [None, Some("stands"), Some("restored")] {
            let outcome = outcome.map(str::to_owned);
            assert_eq!(outcomes[&outcome], 1, "{outcome:?}");
        }
        let back = hidings::table
            .inner_join(texts::table.on(texts::id.eq(hidings::suggestion_id)))
            .filter(hidings::restored_at.is_not_null())
            .select(texts::publication)
            .load::<String>(conn)?;
        assert_eq!(back, ["published"]);
        Ok(())
    });
}

#[test]
fn whoever_answered_had_read_it_before() {
    filled().run(|conn| {
        let read = first_reads::table.count().get_result::<i64>(conn)?;
        let answered = texts::table
            .filter(texts::publication.eq("published"))
            .filter(texts::answer_state.ne("none"))
            .count();
        let answered = answered.get_result::<i64>(conn)?;
        assert!(read > answered, "{read} read, {answered} answered");
        let early = first_reads::table
            .inner_join(texts::table)
            .filter(first_reads::read_at.le(texts::posted_at))
            .count();
        assert_eq!(
            early.get_result::<i64>(conn)?,
            0,
            "read before it was posted"
        );
        let late = first_reads::table
            .inner_join(texts::table)
            .inner_join(answers::table.on(answers::suggestion_id.eq(texts::id)))
            .filter(first_reads::read_at.ge(answers::answered_at))
            .count();
        assert_eq!(late.get_result::<i64>(conn)?, 0, "answered unread");
        Ok(())
    });
}

#[test]
fn managers_promise_assign_link_and_correct() {
    filled().run(|conn| {
        for (what, many) in [
            (
                "promises",
                agency_promises::table.count().get_result::<i64>(conn)?,
            ),
            ("links", topic_links::table.count().get_result(conn)?),
            (
                "corrections",
                topic_versions::table.count().get_result(conn)?,
            ),
            (
                "responsible",
                topic_moderators::table.count().get_result(conn)?,
            ),
        ] {
            assert!(many >= 1, "no {what}");
        }
        let assigned = texts::table
            .filter(texts::assigned_to.is_not_null())
            .count();
        assert!(assigned.get_result::<i64>(conn)? >= 5);
        Ok(())
    });
}

#[test]
fn nothing_of_it_lies_in_the_future_whatever_the_day() {
    for day in TODAYS {
        let test = TestApp::new();
        test.noon_of(day);
        fill(&test.app).unwrap();
        let now = At::from(test.app.now());
        test.run(|conn| {
            let future = [
                questions::table
                    .filter(questions::asked_at.gt(now))
                    .count()
                    .get_result::<i64>(conn)?,
                satisfactions::table
                    .filter(satisfactions::said_at.gt(now))
                    .count()
                    .get_result(conn)?,
                reports::table
                    .filter(reports::reported_at.gt(now))
                    .count()
                    .get_result(conn)?,
                objections::table
                    .filter(objections::objected_at.gt(now))
                    .count()
                    .get_result(conn)?,
                first_reads::table
                    .filter(first_reads::read_at.gt(now))
                    .count()
                    .get_result(conn)?,
            ];
            assert_eq!(future, [0; 5], "{day}");
            Ok(())
        });
    }
}

#[test]
fn desks_have_templates_in_both_languages_and_decisions_that_wait() {
    use shared::lang::TextLang;

    use crate::db::schema::{answer_releases, answer_template_texts, answer_templates};
    filled().run(|conn| {
        let agencies = answer_templates::table.select(answer_templates::agency_id);
        assert_eq!(agencies.distinct().load::<String>(conn)?.len(), 2);
        let written = answer_template_texts::table
            .select((
                answer_template_texts::text_ar,
                answer_template_texts::text_en,
            ))
            .load::<(String, String)>(conn)?;
        assert!(written.len() >= 3);
        for (ar, en) in written {
            assert_eq!(detect(&ar, Lang::En), TextLang::Ar, "{ar}");
            assert_eq!(detect(&en, Lang::Ar), TextLang::En, "{en}");
        }
        let waiting = answer_releases::table
            .inner_join(texts::table)
            .filter(answer_releases::state.eq("waiting"))
            .select((answer_releases::kind, texts::answer_state))
            .load::<(String, String)>(conn)?;
        let kinds: Vec<&str> = waiting.iter().map(|(kind, _)| kind.as_str()).collect();
        assert!(
            kinds.contains(&"adopted") && kinds.contains(&"rejected"),
            "{kinds:?}"
        );
        // Nothing of them is public.
        assert!(
            waiting.iter().all(|(_, state)| state == "acknowledged"),
            "{waiting:?}"
        );
        Ok(())
    });
}
