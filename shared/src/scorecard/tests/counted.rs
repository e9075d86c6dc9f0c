//! What is counted of a suggestion, and when.

use jiff::civil::Date;

use super::nov;
use crate::answer::AnswerState;
use crate::commitment::CommitmentState;
use crate::satisfaction::Verdict;
use crate::scorecard::{Cells, Cut, Facts, Key, Measure, Promised, Sums, compute};
use crate::suggestion::PublicationState;

fn published() -> Facts {
    Facts {
        cut: Cut::default(),
        publication: PublicationState::Published,
        answer: AnswerState::None,
        published: Some(nov(1)),
        acknowledge_due: Some(nov(4)),
        decide_due: Some(nov(29)),
        acknowledged: None,
        decided: None,
        left: None,
    }
}

fn all(cells: &Cells, measure: Measure) -> Sums {
    let mut sum = Sums::default();
    for (key, sums) in cells {
        if key.cut == Cut::default() && key.measure == measure {
            sum.cases += sums.cases;
            sum.in_time += sums.in_time;
            sum.late += sums.late;
            for (days, many) in &sums.met {
                *sum.met.entry(*days).or_default() += many;
            }
        }
    }
    sum
}

/// (cases, met in time, met late) of the clock to acknowledge.
fn acknowledged(facts: Facts) -> (i64, i64, i64) {
    let sums = all(&compute([facts], [], []), Measure::Acknowledge);
    (sums.cases, sums.in_time, sums.late)
}

#[test]
fn a_clock_keeps_what_had_come_of_it_when_its_suggestion_left() {
    let gone = |publication, left, met: Option<i8>| Facts {
        publication,
        left: Some(nov(left)),
        acknowledged: met.map(nov),
        ..published()
    };
    let met = |day| Facts {
        acknowledged: Some(nov(day)),
        ..published()
    };
    let pending = Facts {
        publication: PublicationState::Pending,
        published: None,
        acknowledge_due: None,
        decide_due: None,
        ..published()
    };
    use PublicationState::{Hidden, Merged, Withdrawn};
    for (facts, wanted, why) in [
        (published(), (1, 0, 0), "not answered"),
        (met(1), (1, 1, 0), "at once"),
        (met(4), (1, 1, 0), "the whole due day is in time"),
        (met(5), (1, 0, 1), "the day after is late"),
        (
            gone(Hidden, 3, None),
            (0, 0, 0),
            "still running when it was hidden",
        ),
        (gone(Hidden, 4, None), (0, 0, 0), "on its due day"),
        (
            gone(Hidden, 5, None),
            (1, 0, 0),
            "late when it was hidden stays late",
        ),
        (gone(Merged, 5, None), (1, 0, 0), "and when merged"),
        (gone(Withdrawn, 5, None), (1, 0, 0), "and when withdrawn"),
        (gone(Hidden, 3, Some(2)), (1, 1, 0), "answered before"),
        (
            gone(Merged, 9, Some(5)),
            (1, 0, 1),
            "answered late, then merged",
        ),
        (pending, (0, 0, 0), "not in public yet"),
    ] {
        assert_eq!(acknowledged(facts), wanted, "{why}");
    }
}

#[test]
fn what_left_is_counted_apart_and_by_whether_it_was_late() {
    let gone = |publication, left| Facts {
        publication,
        left: Some(nov(left)),
        ..published()
    };
    use PublicationState::{Hidden, Merged, Withdrawn};
    let cells = compute(
        [
            gone(Hidden, 2),
            gone(Hidden, 9),
            gone(Merged, 9),
            gone(Withdrawn, 30),
            published(),
        ],
        [],
        [],
    );
    for (measure, wanted) in [
        (Measure::Hidden, (2, 1)),
        (Measure::Merged, (1, 1)),
        (Measure::Withdrawn, (1, 1)),
    ] {
        let sums = all(&cells, measure);
        assert_eq!((sums.cases, sums.late), wanted, "{measure}");
    }
    assert_eq!(all(&cells, Measure::Published).cases, 5);
}

#[test]
fn a_decision_is_counted_as_it_stands_and_on_its_first_day() {
    let decided = |answer, left: Option<i8>| Facts {
        answer,
        acknowledged: Some(nov(3)),
        decided: Some(nov(10)),
        left: left.map(nov),
        publication: match left {
            Some(_) => PublicationState::Hidden,
            None => PublicationState::Published,
        },
        ..published()
    };
    let cells = compute(
        [
            decided(AnswerState::Adopted, None),
            decided(AnswerState::Rejected, None),
            decided(AnswerState::Adopted, Some(20)),
        ],
        [],
        [],
    );
    assert_eq!(all(&cells, Measure::Adopted).cases, 1);
    assert_eq!(all(&cells, Measure::Rejected).cases, 1);
    let answered = all(&cells, Measure::Answered);
    assert_eq!(answered.cases, 3);
    let key = Key {
        cut: Cut::default(),
        measure: Measure::Adopted,
        day: nov(1),
    };
    assert_eq!(cells.get(&key).map(|sums| sums.cases), Some(1));
    assert_eq!(all(&cells, Measure::Decide).in_time, 3);
}

#[test]
fn promises_that_stand_are_counted_by_their_day_too() {
    let promise = |state| Promised {
        cut: Cut::default(),
        state,
        made: nov(9),
        until: nov(20),
    };
    let cells = compute(
        [],
        CommitmentState::ALL.iter().map(|state| promise(*state)),
        [(Cut::default(), Verdict::Partly, nov(3))],
    );
    let counted: Vec<(Measure, Date, i64)> = cells
        .iter()
        .map(|(key, sums)| (key.measure, key.day, sums.cases))
        .collect();
    let wanted = [
        (Measure::Standing, nov(20), 2),
        (Measure::Planned, nov(1), 1),
        (Measure::InProgress, nov(1), 1),
        (Measure::Done, nov(1), 1),
        (Measure::Dropped, nov(1), 1),
        (Measure::Partly, nov(1), 1),
    ];
    assert_eq!(counted, wanted);
}

#[test]
fn the_last_answer_is_kept_with_its_day() {
    let answered = |on: i8| Facts {
        acknowledged: Some(nov(on)),
        ..published()
    };
    let cells = compute(
        [answered(9), answered(20), answered(3), published()],
        [],
        [],
    );
    let last = cells
        .iter()
        .find(|(key, _)| key.measure == Measure::Answered);
    let last = last.map(|(key, sums)| (key.day, sums.cases));
    assert_eq!(last, Some((nov(20), 3)));
}

#[test]
fn a_suggestion_is_counted_once_under_each_cut() {
    let cut = |governorate: &str, category: &str| Cut {
        governorate: governorate.to_owned(),
        category: category.to_owned(),
    };
    for (of, wanted) in [
        (cut("", ""), vec![cut("", "")]),
        (cut("muscat", ""), vec![cut("", ""), cut("muscat", "")]),
        (cut("", "lamps"), vec![cut("", ""), cut("", "lamps")]),
        (
            cut("muscat", "lamps"),
            vec![
                cut("", ""),
                cut("", "lamps"),
                cut("muscat", ""),
                cut("muscat", "lamps"),
            ],
        ),
    ] {
        let facts = Facts {
            cut: of,
            ..published()
        };
        let cells = compute([facts], [], []);
        let published = cells
            .iter()
            .filter(|(key, _)| key.measure == Measure::Published);
        let found: Vec<Cut> = published
            .map(|(key, sums)| {
                assert_eq!(sums.cases, 1);
                key.cut.clone()
            })
            .collect();
        assert_eq!(found, wanted);
    }
}
