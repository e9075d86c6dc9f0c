//! Topics in lists.

use jiff::civil::Date;

use super::agency::AgencyName;
use super::text::Bilingual;
use crate::topic::{Phase, TopicState};

/// A topic in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TopicLine {
    pub slug: String,
    pub title: Bilingual,
    pub question: Bilingual,
    pub agency: AgencyName,
    /// Filled from files of an earlier consultation.
    pub imported: bool,
    pub bar: TopicBar,
    /// How many suggestions are published; none before they were counted.
    pub suggestions: Option<i64>,
}

/// Where a topic stands between opening and the agency's decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TopicBar {
    pub state: TopicState,
    pub phase: Phase,
    pub opens: Date,
    pub closes: Date,
    /// The first day for ranking only, if the topic has such days.
    pub rank_only_from: Option<Date>,
    /// The last day for a decision on what is published today.
    pub decide_by: Date,
    pub today: Date,
}

impl TopicBar {
    /// Days after today up to the closing day; 0 on that day and later.
    pub fn days_left(&self) -> i64 {
        days(self.today, self.closes)
    }

    /// The day on which suggesting ends.
    pub fn suggest_until(&self) -> Date {
        let day_before = |from: Date| from.yesterday().unwrap_or(from);
        self.rank_only_from.map_or(self.closes, day_before)
    }

    /// How much is gone of suggesting, of ranking only and of deciding, 0 to 100 each.
    pub fn gone(&self) -> [i64; 3] {
        let suggest = self.suggest_until();
        let after = |day: Date| day.tomorrow().unwrap_or(day);
        [
            self.share(self.opens, suggest),
            self.rank_only_from
                .map_or(0, |from| self.share(from, self.closes)),
            self.share(after(self.closes), self.decide_by),
        ]
    }

    fn share(&self, first: Date, last: Date) -> i64 {
        if self.today < first {
            return 0;
        }
        let all = days(first, last) + 1;
        let gone = days(first, self.today) + 1;
        (gone * 100 / all).clamp(0, 100)
    }
}

/// Days from `a` to a later `b`; 0 when `b` is not later.
fn days(a: Date, b: Date) -> i64 {
    (a.duration_until(b).as_hours() / 24).max(0)
}

/// `GET /{lang}/topics`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TopicsPage {
    pub state: TopicState,
    /// The agency asked for.
    pub agency: Option<AgencyName>,
    /// All agencies, for the filter.
    pub agencies: Vec<AgencyName>,
    pub topics: Vec<TopicLine>,
    /// The cursor of the next page.
    pub next: Option<String>,
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn bar(today: Date) -> TopicBar {
        TopicBar {
            state: TopicState::Open,
            phase: Phase::SuggestAndRank,
            opens: date(2026, 11, 1),
            closes: date(2026, 11, 20),
            rank_only_from: Some(date(2026, 11, 16)),
            decide_by: date(2026, 12, 20),
            today,
        }
    }

    #[test]
    fn each_part_of_the_bar_fills_with_its_days() {
        for (today, gone) in [
            (date(2026, 10, 31), [0, 0, 0]),
            (date(2026, 11, 3), [20, 0, 0]),
            (date(2026, 11, 15), [100, 0, 0]),
            (date(2026, 11, 16), [100, 20, 0]),
            (date(2026, 11, 20), [100, 100, 0]),
            (date(2026, 12, 5), [100, 100, 50]),
            (date(2027, 2, 1), [100, 100, 100]),
        ] {
            assert_eq!(bar(today).gone(), gone, "{today}");
        }
    }

    #[test]
    fn days_left_end_with_the_closing_day() {
        for (day, left) in [(1, 19), (19, 1), (20, 0), (25, 0)] {
            assert_eq!(bar(date(2026, 11, day)).days_left(), left);
        }
        assert_eq!(bar(date(2026, 11, 1)).suggest_until(), date(2026, 11, 15));
    }
}
