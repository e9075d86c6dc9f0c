use jiff::civil::date;

use super::*;

const TODAY: Date = date(2026, 3, 1);

fn whole() -> OpeningDraft<'static> {
    OpeningDraft {
        title: ("عنوان", "Title"),
        description: ("وصف", "Description"),
        question: ("سؤال", "Question"),
        what_happens: ("ما يحدث", "What happens"),
        participation: Some(Participation::Consultation),
        opens: Some(TODAY),
        closes: Some(date(2026, 3, 30)),
        short_reason: ("", ""),
    }
}

fn faults(draft: &OpeningDraft<'_>) -> Vec<OpeningFault> {
    match open(TopicState::Draft, draft, TODAY) {
        Ok(_) => vec![],
        Err(OpenRefusal::Faults(faults)) => faults,
        Err(other) => panic!("{other:?}"),
    }
}

#[test]
fn a_whole_draft_opens_and_only_a_draft() {
    for state in TopicState::ALL.iter().copied() {
        let given = open(state, &whole(), TODAY);
        if state == TopicState::Draft {
            let days = TopicDays {
                opens: TODAY,
                closes: date(2026, 3, 30),
            };
            assert_eq!(given, Ok(days));
        } else {
            assert_eq!(given, Err(OpenRefusal::NotDraft { state }));
        }
    }
}

#[test]
fn each_missing_field_is_named() {
    for (field, draft) in [
        (
            OpeningField::TitleAr,
            OpeningDraft {
                title: ("", "Title"),
                ..whole()
            },
        ),
        (
            OpeningField::TitleEn,
            OpeningDraft {
                title: ("عنوان", " \n"),
                ..whole()
            },
        ),
        (
            OpeningField::DescriptionAr,
            OpeningDraft {
                description: ("", "D"),
                ..whole()
            },
        ),
        (
            OpeningField::DescriptionEn,
            OpeningDraft {
                description: ("و", ""),
                ..whole()
            },
        ),
        (
            OpeningField::QuestionAr,
            OpeningDraft {
                question: ("", "Q"),
                ..whole()
            },
        ),
        (
            OpeningField::QuestionEn,
            OpeningDraft {
                question: ("س", ""),
                ..whole()
            },
        ),
        (
            OpeningField::WhatHappensAr,
            OpeningDraft {
                what_happens: ("", "W"),
                ..whole()
            },
        ),
        (
            OpeningField::WhatHappensEn,
            OpeningDraft {
                what_happens: ("م", ""),
                ..whole()
            },
        ),
        (
            OpeningField::Participation,
            OpeningDraft {
                participation: None,
                ..whole()
            },
        ),
        (
            OpeningField::Opens,
            OpeningDraft {
                opens: None,
                ..whole()
            },
        ),
        (
            OpeningField::Closes,
            OpeningDraft {
                closes: None,
                ..whole()
            },
        ),
    ] {
        assert_eq!(faults(&draft), [OpeningFault::Missing(field)]);
        assert_eq!(OpeningFault::Missing(field).field(), field);
    }
}

#[test]
fn an_empty_draft_hears_of_everything_at_once() {
    let named: Vec<_> = faults(&OpeningDraft::default())
        .iter()
        .map(|f| f.field())
        .collect();
    assert_eq!(named, OpeningField::ALL[..11]);
}

#[test]
fn fifteen_to_ninety_days_and_fewer_with_a_public_reason() {
    let both = ("سبب", "Reason");
    let short = |days, missing| OpeningFault::TooShort {
        days,
        fewest: 15,
        missing,
    };
    let (ar, en) = (OpeningField::ShortReasonAr, OpeningField::ShortReasonEn);
    for (closes, short_reason, expected) in [
        (date(2026, 3, 15), ("", ""), vec![]),
        (
            date(2026, 3, 14),
            ("", ""),
            vec![short(14, ar), short(14, en)],
        ),
        (date(2026, 3, 14), ("سبب", " "), vec![short(14, en)]),
        (date(2026, 3, 14), both, vec![]),
        (date(2026, 3, 1), both, vec![]),
        (date(2026, 5, 29), ("", ""), vec![]),
        (
            date(2026, 5, 30),
            ("", ""),
            vec![OpeningFault::TooLong { days: 91, most: 90 }],
        ),
        (
            date(2026, 5, 30),
            both,
            vec![OpeningFault::TooLong { days: 91, most: 90 }],
        ),
        (
            date(2026, 2, 28),
            both,
            vec![OpeningFault::ClosesBeforeOpening {
                opens: TODAY,
                closes: date(2026, 2, 28),
            }],
        ),
    ] {
        let draft = OpeningDraft {
            closes: Some(closes),
            short_reason,
            ..whole()
        };
        assert_eq!(faults(&draft), expected, "{closes} {short_reason:?}");
    }
}

#[test]
fn the_opening_day_is_not_in_the_past() {
    let yesterday = date(2026, 2, 28);
    let past = OpeningFault::OpensInPast {
        opens: yesterday,
        today: TODAY,
    };
    assert_eq!(
        faults(&OpeningDraft {
            opens: Some(yesterday),
            ..whole()
        }),
        [past]
    );
    let without_closing = OpeningDraft {
        opens: Some(yesterday),
        closes: None,
        ..whole()
    };
    let closes = OpeningFault::Missing(OpeningField::Closes);
    assert_eq!(faults(&without_closing), [closes, past]);
    assert!(
        faults(&OpeningDraft {
            opens: Some(date(2026, 3, 2)),
            ..whole()
        })
        .is_empty()
    );
    assert_eq!(past.code(), Code::DateInPast);
}
