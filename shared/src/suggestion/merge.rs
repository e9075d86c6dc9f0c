//! Merging a suggestion into another of the same topic. Merges lay over priority lists and never
//! rewrite them.

use jiff::ToSpan;
use jiff::civil::Date;

use super::{Publication, PublicationState};
use crate::calendar::Calendar;
use crate::error::{Code, Coded};
use crate::topic::TopicState;

/// Before closing there are no merges for so many working days, the closing day among them.
pub const QUIET_WORKING_DAYS: i64 = 5;

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MergeRefusal {
    #[error("a suggestion does not merge into itself")]
    IntoItself,
    #[error("the two belong to different topics")]
    OtherTopic,
    #[error("it is {state}, not published")]
    NotPublished { state: PublicationState },
    #[error("the one to merge into is {state}, not published")]
    TargetNotPublished { state: PublicationState },
    #[error("the last day to merge in this topic was {last_day}")]
    TooLate { last_day: Date },
    #[error("its topic is {state}, not open")]
    TopicNotOpen { state: TopicState },
    #[error("it has its final answer")]
    Decided,
    #[error("others were merged into it")]
    Gathers,
    #[error("a decision on it waits for a second person")]
    Releasing,
    #[error("readers reported it, and the desk has not looked yet")]
    Reported,
    #[error("it is {state}, not merged")]
    NotMerged { state: PublicationState },
}

impl Coded for MergeRefusal {
    fn code(&self) -> Code {
        match self {
            Self::IntoItself => Code::MergeIntoItself,
            Self::OtherTopic => Code::MergeOtherTopic,
            Self::NotPublished { .. } => Code::SuggestionState,
            Self::TargetNotPublished { .. } => Code::MergeTarget,
            // What is ranked is settled for good once a topic is closed.
            Self::TooLate { .. } | Self::TopicNotOpen { .. } => Code::MergeTooLate,
            Self::Decided => Code::MergeDecided,
            Self::Gathers => Code::MergeGathers,
            Self::Releasing => Code::ReleaseWaits,
            Self::Reported => Code::MergeReported,
            Self::NotMerged { .. } => Code::SuggestionNotMerged,
        }
    }
}

/// One of the two suggestions of a merge.
#[derive(Clone, Copy, Debug)]
pub struct MergeSide<'a> {
    pub id: &'a str,
    pub topic: &'a str,
    pub state: PublicationState,
}

/// Merges `from` into `into`; both must be published, so that a chain of merges cannot arise.
/// Refused in the last five working days before `closes` and after it: what people ranked is then
/// settled.
pub fn merge(
    from: MergeSide<'_>,
    into: MergeSide<'_>,
    closes: Date,
    today: Date,
    calendar: &Calendar,
) -> Result<Publication, MergeRefusal> {
    if from.id == into.id {
        return Err(MergeRefusal::IntoItself);
    }
    if from.topic != into.topic {
        return Err(MergeRefusal::OtherTopic);
    }
    if from.state != PublicationState::Published {
        return Err(MergeRefusal::NotPublished { state: from.state });
    }
    if into.state != PublicationState::Published {
        return Err(MergeRefusal::TargetNotPublished { state: into.state });
    }
    let last_day = last_day_to_merge(closes, calendar);
    if today > last_day {
        return Err(MergeRefusal::TooLate { last_day });
    }
    Ok(Publication::Merged {
        into: into.id.to_owned(),
    })
}

/// What keeps a suggestion from being merged, beside where it stands in public.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Holding {
    /// It was adopted or rejected.
    pub decided: bool,
    /// Others were merged into it. They do not follow it on: each merge is said to its author with
    /// a reason, and the one merged into is never merged itself. The other way round it goes.
    pub gathers: bool,
    /// A decision on it waits for a second person.
    pub releasing: bool,
    /// Reports of readers wait. A merged one is not looked at any more.
    pub reported: bool,
}

/// Whether a desk merges `from` into `into` today, in a topic in `state` that closes on `closes`:
/// [`merge`], with what holds `from` back.
pub fn may_merge(
    from: MergeSide<'_>,
    into: MergeSide<'_>,
    holding: Holding,
    (state, closes): (TopicState, Date),
    (today, calendar): (Date, &Calendar),
) -> Result<Publication, MergeRefusal> {
    if state != TopicState::Open {
        return Err(MergeRefusal::TopicNotOpen { state });
    }
    let merged = merge(from, into, closes, today, calendar)?;
    for (holds, refusal) in [
        (holding.decided, MergeRefusal::Decided),
        (holding.gathers, MergeRefusal::Gathers),
        (holding.releasing, MergeRefusal::Releasing),
        (holding.reported, MergeRefusal::Reported),
    ] {
        if holds {
            return Err(refusal);
        }
    }
    Ok(merged)
}

/// Takes a merge back: the suggestion stands for itself again, with the due dates it had.
pub fn unmerge(current: &Publication) -> Result<Publication, MergeRefusal> {
    match current {
        Publication::Merged { .. } => Ok(Publication::Published),
        other => Err(MergeRefusal::NotMerged {
            state: other.state(),
        }),
    }
}

/// The last day on which five working days are still to come before the end of `closes`.
pub fn last_day_to_merge(closes: Date, calendar: &Calendar) -> Date {
    let mut day = closes;
    while calendar.working_days_between(day, closes) < QUIET_WORKING_DAYS && day > Date::MIN {
        day = day.saturating_sub(1.day());
    }
    day
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::calendar::Weekend;

    fn side<'a>(id: &'a str, topic: &'a str, state: PublicationState) -> MergeSide<'a> {
        MergeSide { id, topic, state }
    }

    fn early(from: MergeSide<'_>, into: MergeSide<'_>) -> Result<Publication, MergeRefusal> {
        merge(
            from,
            into,
            date(2026, 3, 31),
            date(2026, 3, 1),
            &Calendar::default(),
        )
    }

    #[test]
    fn two_published_suggestions_of_a_topic_merge() {
        let published = PublicationState::Published;
        let merged = early(side("a", "t", published), side("b", "t", published));
        assert_eq!(
            merged,
            Ok(Publication::Merged {
                into: "b".to_owned()
            })
        );
    }

    #[test]
    fn no_merge_into_itself_or_into_another_topic() {
        let published = PublicationState::Published;
        let itself = early(side("a", "t", published), side("a", "t", published));
        assert_eq!(itself, Err(MergeRefusal::IntoItself));
        let other = early(side("a", "t", published), side("b", "u", published));
        assert_eq!(other, Err(MergeRefusal::OtherTopic));
    }

    #[test]
    fn neither_side_may_be_out_of_public() {
        let published = PublicationState::Published;
        for state in PublicationState::ALL
            .iter()
            .copied()
            .filter(|state| *state != published)
        {
            assert_eq!(
                early(side("a", "t", state), side("b", "t", published)),
                Err(MergeRefusal::NotPublished { state }),
            );
            assert_eq!(
                early(side("a", "t", published), side("b", "t", state)),
                Err(MergeRefusal::TargetNotPublished { state }),
            );
        }
    }

    #[test]
    fn what_holds_a_suggestion_back_from_being_merged() {
        use MergeRefusal::{Decided, Gathers, Releasing, Reported, TopicNotOpen};
        use TopicState::{Closed, Concluded, Draft, Open};
        let free = Holding::default();
        for (state, holding, expected) in [
            (Open, free, None),
            (Draft, free, Some(TopicNotOpen { state: Draft })),
            // Counted: what was ranked stays as it was ranked.
            (Closed, free, Some(TopicNotOpen { state: Closed })),
            (Concluded, free, Some(TopicNotOpen { state: Concluded })),
            (
                Open,
                Holding {
                    decided: true,
                    ..free
                },
                Some(Decided),
            ),
            (
                Open,
                Holding {
                    gathers: true,
                    ..free
                },
                Some(Gathers),
            ),
            (
                Open,
                Holding {
                    releasing: true,
                    ..free
                },
                Some(Releasing),
            ),
            (
                Open,
                Holding {
                    reported: true,
                    ..free
                },
                Some(Reported),
            ),
        ] {
            let published = PublicationState::Published;
            let given = may_merge(
                side("a", "t", published),
                side("b", "t", published),
                holding,
                (state, date(2026, 3, 31)),
                (date(2026, 3, 1), &Calendar::default()),
            );
            let into = "b".to_owned();
            let expected = expected.map_or(Ok(Publication::Merged { into }), Err);
            assert_eq!(given, expected, "{state} {holding:?}");
        }
    }

    #[test]
    fn only_a_merged_one_is_taken_apart_again() {
        let into = "b".to_owned();
        let apart = unmerge(&Publication::Merged { into });
        assert_eq!(apart, Ok(Publication::Published));
        let at = jiff::Timestamp::UNIX_EPOCH;
        for current in [
            Publication::Published,
            Publication::Withdrawn { at },
            Publication::Hidden {
                reason: super::super::PolicyReason::OffTopic,
                at,
            },
        ] {
            let state = current.state();
            let refused = unmerge(&current).unwrap_err();
            assert_eq!(refused, MergeRefusal::NotMerged { state });
            assert_eq!(refused.code(), Code::SuggestionNotMerged);
        }
    }

    #[test]
    fn the_last_five_working_days_are_quiet() {
        let plain = Calendar::default();
        let with_holiday = Calendar::new(Weekend::default(), [date(2026, 3, 10)]);
        for (closes, calendar, last_day) in [
            // Thursday 12 March: Sunday to Thursday are quiet.
            (date(2026, 3, 12), &plain, date(2026, 3, 7)),
            // A closing day that is off is not one of the five.
            (date(2026, 3, 14), &plain, date(2026, 3, 7)),
            // Tuesday the 17th: 17, 16, 15, 12, 11.
            (date(2026, 3, 17), &plain, date(2026, 3, 10)),
            (date(2026, 3, 12), &with_holiday, date(2026, 3, 4)),
        ] {
            assert_eq!(last_day_to_merge(closes, calendar), last_day, "{closes}");
            let published = PublicationState::Published;
            let (from, into) = (side("a", "t", published), side("b", "t", published));
            assert!(
                merge(from, into, closes, last_day, calendar).is_ok(),
                "{closes}"
            );
            for today in [
                last_day.tomorrow().unwrap(),
                closes,
                closes.tomorrow().unwrap(),
            ] {
                assert_eq!(
                    merge(from, into, closes, today, calendar),
                    Err(MergeRefusal::TooLate { last_day }),
                    "{closes} {today}",
                );
            }
        }
        assert_eq!(last_day_to_merge(Date::MIN, &plain), Date::MIN);
    }
}
