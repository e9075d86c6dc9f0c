//! The queue's arithmetic: how many debts each filter holds, and which due days a stage spans.

use std::collections::BTreeMap;

use jiff::civil::Date;
use shared::calendar::Calendar;
use shared::clocks::{DueKind, DueSpan, Stage, due_days, read_running};
use shared::view::clock::Clock;
use shared::view::desk::{QueueCounts, TopicCount};
use shared::view::text::Bilingual;

use crate::db::queue::{Debts, TopicName};

/// The day of the queue.
pub struct Today<'a> {
    pub day: Date,
    pub calendar: &'a Calendar,
}

impl Today<'_> {
    /// The clock of a debt.
    pub fn clock(&self, kind: DueKind, due: Date) -> Clock {
        Clock {
            kind,
            state: read_running(kind, due, self.day, self.calendar),
        }
    }
}

/// Debts by topic, step and due day, with the stage of each.
pub struct Staged {
    debts: Vec<(Debts, Stage)>,
}

/// What is wanted; the topic by its id.
#[derive(Debug, Clone, Copy, Default)]
pub struct Filter<'a> {
    pub owed: Option<DueKind>,
    pub stage: Option<Stage>,
    pub topic_id: Option<&'a str>,
    pub category: Option<&'a str>,
}

impl Staged {
    /// Finds the stage of each; a stored day that is none (never stored) is left out.
    pub fn new(debts: Vec<Debts>, today: &Today<'_>) -> Staged {
        let spans: Vec<(DueKind, Stage, DueSpan)> = DueKind::ALL
            .iter()
            .flat_map(|kind| Stage::ALL.iter().map(|stage| (*kind, *stage)))
            .map(|(kind, stage)| {
                let span = due_days(kind, stage, today.day, today.calendar);
                (kind, stage, span)
            })
            .collect();
        let stage_of = |debt: &Debts| {
            let due: Date = debt.due.parse().ok()?;
            let found = spans.iter().find(|(kind, _, (first, last))| {
                *kind == debt.owed
                    && first.is_none_or(|first| first <= due)
                    && last.is_none_or(|last| due <= last)
            });
            found.map(|(_, stage, _)| *stage)
        };
        let debts = debts
            .into_iter()
            .filter_map(|debt| Some((stage_of(&debt)?, debt)))
            .map(|(stage, debt)| (debt, stage))
            .collect();
        Staged { debts }
    }

    fn chosen(&self, filter: Filter<'_>) -> impl Iterator<Item = &Debts> {
        self.debts
            .iter()
            .filter(move |(debt, stage)| {
                filter.owed.is_none_or(|owed| owed == debt.owed)
                    && filter.stage.is_none_or(|wanted| wanted == *stage)
                    && filter.topic_id.is_none_or(|id| id == debt.topic_id)
                    && (filter.category.is_none() || filter.category == debt.category.as_deref())
            })
            .map(|(debt, _)| debt)
    }

    /// How many debts a filter holds.
    pub fn count(&self, filter: Filter<'_>) -> i64 {
        self.chosen(filter).map(|debt| debt.count).sum()
    }

    /// First and last due day of a step under a filter; `None` when it holds no debt. Later days
    /// are never in a more pressing stage, so that the span holds this stage alone.
    pub fn span(&self, owed: DueKind, filter: Filter<'_>) -> Option<(String, String)> {
        if filter.owed.is_some_and(|only| only != owed) {
            return None;
        }
        let due = || {
            self.chosen(Filter {
                owed: Some(owed),
                ..filter
            })
            .map(|debt| &debt.due)
        };
        Some((due().min()?.clone(), due().max()?.clone()))
    }

    /// The part of [`Staged::span`] in which the next `rows` debts stand, from after one on the
    /// day `after`: of tens of thousands of debts only some days' are then read and sorted.
    pub fn span_of_page(
        &self,
        owed: DueKind,
        filter: Filter<'_>,
        after: Option<&str>,
        rows: i64,
    ) -> Option<(String, String)> {
        let (first, mut last) = self.span(owed, filter)?;
        let owed = Some(owed);
        let mut days: BTreeMap<&str, i64> = BTreeMap::new();
        for debt in self.chosen(Filter { owed, ..filter }) {
            *days.entry(&debt.due).or_default() += debt.count;
        }
        let mut found = 0;
        for (day, count) in days {
            // Of the day itself nobody knows here how many were shown before.
            if after.is_none_or(|after| day > after) {
                found += count;
            }
            if found >= rows {
                last = day.to_owned();
                break;
            }
        }
        let first = after.map_or(first.clone(), |after| first.max(after.to_owned()));
        Some((first, last))
    }

    /// What stands beside each choice of the filters.
    pub fn counts(&self, filter: Filter<'_>, topics: &[TopicName]) -> QueueCounts {
        let owed = |owed| self.count(Filter { owed, ..filter });
        let stage = |stage| self.count(Filter { stage, ..filter });
        let topic = |topic_id| self.count(Filter { topic_id, ..filter });
        let mut categories: BTreeMap<&str, i64> = BTreeMap::new();
        // The chosen one stays on offer, even where it holds nothing.
        categories.extend(filter.category.map(|chosen| (chosen, 0)));
        let any = Filter {
            category: None,
            ..filter
        };
        for debt in self.chosen(any) {
            if let Some(category) = debt.category.as_deref() {
                *categories.entry(category).or_default() += debt.count;
            }
        }
        QueueCounts {
            all: owed(None),
            acknowledge: owed(Some(DueKind::Acknowledge)),
            decide: owed(Some(DueKind::Decide)),
            stages: Stage::ALL
                .iter()
                .map(|one| (*one, stage(Some(*one))))
                .collect(),
            any_stage: stage(None),
            any_topic: topic(None),
            topics: topics
                .iter()
                .map(|one| TopicCount {
                    slug: one.slug.clone(),
                    title: Bilingual {
                        ar: one.title_ar.clone(),
                        en: one.title_en.clone(),
                    },
                    count: topic(Some(&one.id)),
                })
                .collect(),
            categories: categories
                .into_iter()
                .map(|(name, count)| (name.to_owned(), count))
                .collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn debt(topic: &str, owed: DueKind, due: &str, count: i64) -> Debts {
        Debts {
            topic_id: topic.to_owned(),
            owed,
            due: due.to_owned(),
            category: (topic == "b").then(|| "lamps".to_owned()),
            count,
        }
    }

    fn staged(calendar: &Calendar) -> Staged {
        use DueKind::{Acknowledge, Decide};
        // Sunday 22 November 2026.
        let today = Today {
            day: date(2026, 11, 22),
            calendar,
        };
        let debts = vec![
            debt("a", Acknowledge, "2026-11-10", 2),
            debt("a", Acknowledge, "2026-11-19", 3),
            debt("a", Acknowledge, "2026-11-22", 5),
            debt("b", Acknowledge, "2026-11-25", 7),
            debt("b", Decide, "2026-11-19", 11),
            debt("b", Decide, "2027-02-01", 13),
            debt("b", Decide, "never", 99),
        ];
        Staged::new(debts, &today)
    }

    #[test]
    fn debts_are_counted_exactly_under_every_filter() {
        let calendar = Calendar::default();
        let staged = staged(&calendar);
        let counts = staged.counts(Filter::default(), &[]);
        assert_eq!(
            (counts.all, counts.acknowledge, counts.decide),
            (41, 17, 24)
        );
        let stages: Vec<_> = counts.stages.iter().map(|(_, count)| *count).collect();
        assert_eq!(stages, [20, 5, 14, 2]);
        assert_eq!(
            staged.count(Filter {
                topic_id: Some("a"),
                ..Filter::default()
            }),
            10
        );
        let late = Filter {
            stage: Some(Stage::Overdue),
            ..Filter::default()
        };
        assert_eq!(staged.counts(late, &[]).decide, 11);
        assert_eq!(staged.counts(late, &[]).any_stage, 41);
        let lamps = Filter {
            category: Some("lamps"),
            ..late
        };
        assert_eq!(staged.count(lamps), 11);
        assert_eq!(
            staged.counts(late, &[]).categories,
            [("lamps".to_owned(), 11)]
        );
        let none = Filter {
            category: Some("benches"),
            ..late
        };
        assert_eq!(
            staged.counts(none, &[]).categories,
            [("benches".to_owned(), 0), ("lamps".to_owned(), 11)]
        );
    }

    #[test]
    fn a_stage_spans_due_days() {
        let calendar = Calendar::default();
        let staged = staged(&calendar);
        let span = |owed, stage| {
            staged.span(
                owed,
                Filter {
                    stage: Some(stage),
                    ..Filter::default()
                },
            )
        };
        let days = |first: &str, last: &str| Some((first.to_owned(), last.to_owned()));
        assert_eq!(
            span(DueKind::Acknowledge, Stage::LongOverdue),
            days("2026-11-10", "2026-11-10")
        );
        assert_eq!(span(DueKind::Decide, Stage::LongOverdue), None);
        assert_eq!(
            staged.span(DueKind::Decide, Filter::default()),
            days("2026-11-19", "2027-02-01")
        );
        let acknowledge = Filter {
            owed: Some(DueKind::Acknowledge),
            ..Filter::default()
        };
        assert_eq!(staged.span(DueKind::Decide, acknowledge), None);
    }

    #[test]
    fn a_page_spans_only_the_days_it_needs() {
        let calendar = Calendar::default();
        let staged = staged(&calendar);
        let span =
            |after, rows| staged.span_of_page(DueKind::Acknowledge, Filter::default(), after, rows);
        let days = |first: &str, last: &str| Some((first.to_owned(), last.to_owned()));
        assert_eq!(span(None, 2), days("2026-11-10", "2026-11-10"));
        assert_eq!(span(None, 3), days("2026-11-10", "2026-11-19"));
        assert_eq!(span(None, 99), days("2026-11-10", "2026-11-25"));
        // Debts of the cursor's own day may all have been shown.
        assert_eq!(
            span(Some("2026-11-19"), 5),
            days("2026-11-19", "2026-11-22")
        );
        assert_eq!(
            span(Some("2026-11-25"), 1),
            days("2026-11-25", "2026-11-25")
        );
    }
}
