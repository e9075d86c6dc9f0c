//! What the pages of the demonstration have to show.

use std::collections::BTreeMap;

use diesel::dsl::count_star;
use shared::ids::Reference;
use shared::topic::{Phase, TopicDays};

use super::super::crowd::PEOPLE;
use super::*;
use crate::db::schema::{
    account_roles, editions, journal as rows, outcome_reports, priority_lists, standings,
    suggestion_additions, suggestion_versions, topic_figures,
};

fn filled() -> TestApp {
    let test = TestApp::new();
    test.noon_of(Date::constant(2026, 11, 22));
    fill(&test.app).unwrap();
    test
}

#[test]
fn four_agencies_have_eight_topics_in_all_states() {
    filled().run(|conn| {
        assert_eq!(all_agencies::table.count().get_result::<i64>(conn)?, 4);
        let states = all_topics::table
            .group_by(all_topics::state)
            .order(all_topics::state)
            .select((all_topics::state, count_star()))
            .load::<(String, i64)>(conn)?;
        let states: Vec<_> = states
            .iter()
            .map(|(state, n)| (state.as_str(), *n))
            .collect();
        assert_eq!(
            states,
            [("closed", 2), ("concluded", 2), ("draft", 1), ("open", 3)]
        );
        let levels = all_topics::table
            .select(all_topics::participation)
            .distinct();
        assert_eq!(levels.load::<String>(conn)?.len(), 3);
        let reports = outcome_reports::table
            .select((outcome_reports::text_ar, outcome_reports::text_en))
            .load::<(String, String)>(conn)?;
        assert_eq!(reports.len(), 2);
        assert!(
            reports
                .iter()
                .all(|(ar, en)| ar.len() > 400 && en.len() > 400)
        );
        let today = Date::constant(2026, 11, 22);
        let open = all_topics::table
            .filter(all_topics::state.eq("open"))
            .order(all_topics::slug)
            .select((
                all_topics::slug,
                all_topics::opens_on,
                all_topics::closes_on,
            ))
            .load::<(String, String, String)>(conn)?;
        let phases: Vec<_> = open
            .iter()
            .map(|(slug, opens, closes)| {
                let (opens, closes) = (opens.parse().unwrap(), closes.parse().unwrap());
                (slug.as_str(), TopicDays { opens, closes }.phase(25, today))
            })
            .collect();
        assert_eq!(
            phases,
            [
                ("clinic-evening-hours", Phase::SuggestAndRank),
                ("summer-seafront", Phase::SuggestAndRank),
                ("town-buses", Phase::RankOnly),
            ]
        );
        Ok(())
    });
}

#[test]
fn everything_that_can_become_of_a_suggestion_is_there() {
    filled().run(|conn| {
        let publications = texts::table
            .group_by(texts::publication)
            .select((texts::publication, count_star()))
            .load::<(String, i64)>(conn)?;
        let publications: BTreeMap<String, i64> = publications.into_iter().collect();
        assert!(publications["published"] >= 75, "{publications:?}");
        for taken_out in ["hidden", "merged", "withdrawn"] {
            assert!(publications[taken_out] >= 1, "{publications:?}");
        }
        for state in ["none", "acknowledged", "adopted", "rejected"] {
            let such = texts::table.filter(texts::answer_state.eq(state)).count();
            assert!(such.get_result::<i64>(conn)? >= 8, "{state}");
        }
        let edited = suggestion_versions::table
            .filter(suggestion_versions::number.gt(1))
            .count();
        assert!(edited.get_result::<i64>(conn)? >= 1);
        let added = suggestion_additions::table.count();
        assert!(added.get_result::<i64>(conn)? >= 1);
        let kinds = answers::table
            .filter(answers::kind.ne("acknowledged"))
            .order((answers::suggestion_id, answers::number))
            .select((answers::suggestion_id, answers::kind))
            .load::<(String, String)>(conn)?;
        let follows = |first: &str, then: &str| {
            let of_one = |pair: &&[(String, String)]| pair[0].0 == pair[1].0;
            let so = |pair: &[(String, String)]| pair[0].1 == first && pair[1].1 == then;
            kinds.windows(2).filter(of_one).any(so)
        };
        for (first, then) in [
            ("adopted", "adopted"),
            ("rejected", "rejected"),
            ("adopted", "rejected"),
            ("rejected", "adopted"),
        ] {
            assert!(follows(first, then), "no {first} became {then}");
        }
        Ok(())
    });
}

#[test]
fn its_pages_have_orders_figures_and_a_numbered_journal() {
    filled().run(|conn| {
        let shown = all_topics::table
            .inner_join(editions::table.on(all_topics::edition_id.eq(editions::id.nullable())))
            .order((all_topics::state, all_topics::slug))
            .select((all_topics::slug, editions::official, editions::lists))
            .load::<(String, bool, i64)>(conn)?;
        let slugs: Vec<_> = shown
            .iter()
            .map(|(slug, official, _)| (slug.as_str(), *official))
            .collect();
        assert_eq!(
            slugs,
            [
                ("health-centre-visit", true),
                ("school-canteens", true),
                ("library-second-floor", true),
                ("small-works-permit", true),
                ("summer-seafront", false),
                ("town-buses", false),
            ]
        );
        assert!(shown.iter().all(|(.., lists)| *lists >= 25), "{shown:?}");
        let counted = texts::table
            .inner_join(all_topics::table)
            .filter(texts::publication.eq("published"))
            .filter(all_topics::edition_id.is_not_null())
            .count();
        let counted: i64 = counted.get_result(conn)?;
        assert_eq!(standings::table.count().get_result::<i64>(conn)?, counted);
        let published = texts::table
            .filter(texts::publication.eq("published"))
            .count();
        let published: i64 = published.get_result(conn)?;
        let figures = topic_figures::table
            .select(topic_figures::published)
            .load::<i64>(conn)?;
        assert_eq!((figures.len(), figures.iter().sum()), (7, published));
        let numbers = rows::table
            .select(rows::seq)
            .order(rows::seq)
            .load::<Option<i64>>(conn)?;
        let gap_free: Vec<_> = (1..).take(numbers.len()).map(Some).collect();
        assert_eq!(numbers, gap_free);
        Ok(())
    });
}

#[test]
fn three_hundred_people_and_more_have_lists_but_no_staff_of_the_agency() {
    filled().run(|conn| {
        let having = priority_lists::table
            .select(priority_lists::account_id)
            .distinct();
        let having = having.load::<Option<String>>(conn)?.len();
        assert!(having >= PEOPLE, "{having}");
        let few = priority_lists::table
            .inner_join(all_topics::table.on(all_topics::id.eq(priority_lists::topic_id)))
            .filter(all_topics::slug.eq("clinic-evening-hours"))
            .count();
        assert!((5..20).contains(&few.get_result::<i64>(conn)?));
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

/// Reference, points, lists.
type Score = (String, i64, i64);

fn scores(test: &TestApp) -> Vec<Score> {
    test.run(|conn| {
        standings::table
            .inner_join(texts::table.on(texts::id.eq(standings::suggestion_id)))
            .order(texts::reference)
            .select((texts::reference, standings::points, standings::lists))
            .load(conn)
    })
}

#[test]
fn everybody_looks_at_the_same_demonstration() {
    let (one, other) = (filled(), filled());
    let scores_of_one = scores(&one);
    assert!(
        scores_of_one
            .iter()
            .all(|(reference, ..)| Reference::parse(reference).is_ok())
    );
    assert_eq!(scores_of_one, scores(&other));
}

#[test]
fn a_slate_takes_less_of_the_balanced_shortlist_than_of_the_points() {
    filled().run(|conn| {
        let slate = ["b3", "b5", "b8", "b10", "b12", "b14"].map(|key| {
            let bits = super::super::draw::Draw::of(key).thirty_bits();
            Reference::from_bits(bits).to_string()
        });
        let of_slate = standings::table
            .inner_join(texts::table.on(texts::id.eq(standings::suggestion_id)))
            .filter(texts::reference.eq_any(slate))
            .select((standings::position, standings::shortlist_place))
            .load::<(i32, Option<i32>)>(conn)?;
        assert_eq!(of_slate.len(), 6);
        let by_points = of_slate
            .iter()
            .filter(|(position, _)| *position <= 10)
            .count();
        let balanced = of_slate.iter().filter(|(_, place)| place.is_some()).count();
        assert_eq!(by_points, 6, "{of_slate:?}");
        assert!(balanced <= 4, "{of_slate:?}");
        let first = of_slate
            .iter()
            .filter(|(position, _)| *position <= 4)
            .count();
        assert!(first >= 3, "{of_slate:?}");
        Ok(())
    });
}
