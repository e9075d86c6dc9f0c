//! From stored rows to what pages show: pure, and the same for all reading pages.

use std::collections::HashMap;

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use shared::answer::AnswerState;
use shared::calendar::Calendar;
use shared::clocks::{self, DueDate, DueKind, Stage};
use shared::suggestion::{PolicyReason, PublicationState};
use shared::tally::Weights;
use shared::tally::edition::LEAST_LISTS;
use shared::time::Zone;
use shared::topic::{Settings, TopicDays, TopicState};
use shared::view::agency::{AgencyName, Debt, OldestDebt, Stages};
use shared::view::answer::AnswerLine;
use shared::view::clock::{Clock, Clocks, StoredClocks, starting_day};
use shared::view::text::{Bilingual, UserText};
use shared::view::topic::{
    Card, EditionLine, Figures, MyPriorities, Priority, Score, ShownCard, TopicHead,
};
use shared::view::topics::{TopicBar, TopicLine};

use crate::db::agencies::{Agency, Owed};
use crate::db::answers::{Decision, Given};
use crate::db::editions::Stood;
use crate::db::figures::Counts;
use crate::db::suggestions::{self, Listed};
use crate::db::topics::{self, Headed};
use crate::db::types::At;

/// Characters of a suggestion's text and of an answer that a list shows.
const EXCERPT: usize = 220;

/// The day, the zone and the calendar that everything on a page is read by.
#[derive(Debug, Clone)]
pub struct Day {
    pub today: Date,
    pub zone: Zone,
    pub calendar: Calendar,
}

impl Day {
    /// The day of a stored moment.
    pub fn of(&self, at: At) -> Date {
        self.zone.day(at.time())
    }
}

/// A stored moment as clocks in the zone show it.
fn local(zone: &Zone, at: At) -> DateTime {
    let zone = TimeZone::get(zone.name()).unwrap_or(TimeZone::UTC);
    at.time().to_zoned(zone).datetime()
}

/// A day as stored; none when empty.
pub fn stored_day(text: &str) -> Option<Date> {
    text.parse().ok()
}

pub fn both(ar: String, en: String) -> Bilingual {
    Bilingual { ar, en }
}

pub fn agency_name(agency: Agency) -> AgencyName {
    AgencyName {
        slug: agency.slug,
        name: both(agency.name_ar, agency.name_en),
    }
}

/// Where a topic stands on a day.
pub fn bar(state: TopicState, days: TopicDays, percent: u32, day: &Day) -> TopicBar {
    let from = days.ranking_only_from(percent);
    TopicBar {
        state,
        phase: days.phase(percent, day.today),
        opens: days.opens,
        closes: days.closes,
        rank_only_from: (from <= days.closes).then_some(from),
        decide_by: clocks::decide_due(days.closes, &day.calendar).due,
        today: day.today,
    }
}

/// A topic of a list; none for one without days, which no public list holds.
pub fn topic_line((brief, agency, published): topics::Listed, day: &Day) -> Option<TopicLine> {
    let days = TopicDays {
        opens: stored_day(&brief.opens_on)?,
        closes: stored_day(&brief.closes_on)?,
    };
    let state = TopicState::parse(&brief.state).ok()?;
    let percent = u32::try_from(brief.rank_only_percent).unwrap_or_default();
    Some(TopicLine {
        slug: brief.slug,
        title: both(brief.title_ar, brief.title_en),
        question: both(brief.question_ar, brief.question_en),
        agency: agency_name(agency),
        imported: brief.imported,
        bar: bar(state, days, percent, day),
        suggestions: published,
    })
}

/// What stands above each page of a public topic; none for a draft.
pub fn head(headed: &Headed, counts: Counts, day: &Day) -> Option<TopicHead> {
    let topic = &headed.topic;
    let (state, days, settings) = (topic.state(), topic.days()?, topic.settings());
    if !state.is_in(shared::topic::VISIBLE) {
        return None;
    }
    Some(TopicHead {
        slug: topic.slug.clone(),
        title: both(topic.title_ar.clone(), topic.title_en.clone()),
        question: both(topic.question_ar.clone(), topic.question_en.clone()),
        agency: agency_name(headed.agency.clone()),
        imported: topic.imported,
        bar: bar(state, days, settings.ranking_only_percent, day),
        figures: Figures {
            published: counts.published,
            unanswered: counts.unanswered,
            acknowledged: counts.acknowledged,
            adopted: counts.adopted,
            rejected: counts.rejected,
            hidden: counts.hidden,
            withdrawn: counts.withdrawn,
            merged: counts.merged,
        },
        edition: headed.edition.as_ref().map(|edition| EditionLine {
            number: edition.number,
            lists: edition.lists,
            official: edition.official,
            at: local(&day.zone, edition.counted_at),
        }),
        least_lists: i64::try_from(LEAST_LISTS).unwrap_or_default(),
    })
}

/// A standing as pages show it; `settings` give the worth of a point.
pub fn score(stood: &Stood, settings: &Settings) -> Score {
    let places = usize::try_from(settings.list_places).unwrap_or_default();
    let unit = Weights::harmonic(places).unit();
    let points = u64::try_from(stood.points).unwrap_or_default();
    Score {
        place: stood.place,
        shared: stood.shared,
        // Tenths, halves rounded up.
        tenths: (points * 20 + unit) / (unit * 2),
        lists: stood.lists,
        shortlist: stood.shortlist_place,
    }
}

/// What the cards of one page have in common.
pub struct Cards<'a> {
    pub closes: Date,
    pub settings: Settings,
    /// Whether points and list counts are shown.
    pub scores: bool,
    /// The account of the reader.
    pub reader: Option<&'a str>,
    pub replies: HashMap<String, Given>,
}

impl Cards<'_> {
    /// A suggestion of a list; `key` is drawn anew for each button.
    pub fn card(
        &self,
        listed: Listed,
        stood: Option<Stood>,
        key: String,
        day: &Day,
    ) -> Option<Card> {
        if listed.publication == PublicationState::Hidden.as_str() {
            let number = u8::try_from(listed.hidden_reason?).ok()?;
            let reason = PolicyReason::numbered(number).ok()?;
            return Some(Card::Hidden {
                reference: listed.reference,
                reason,
            });
        }
        let answer = AnswerState::parse(&listed.answer_state).unwrap_or(AnswerState::None);
        let clocks = clocks(&listed_clocks(&listed), self.closes, day)
            .map(|clocks| clocks.shown(answer))
            .unwrap_or_default();
        let reply = self.replies.get(&listed.id).and_then(reason);
        let own = self.reader.is_some() && self.reader == listed.author_id.as_deref();
        let body = UserText::stored(listed.body, &listed.lang, &listed.dir);
        Some(Card::Shown(Box::new(ShownCard {
            reference: listed.reference,
            title: UserText::stored(listed.title, &listed.lang, &listed.dir),
            excerpt: body.excerpt(EXCERPT),
            answer,
            clocks,
            reply: reply.map(|reply| reply.excerpt(EXCERPT)),
            score: stood
                .filter(|_| self.scores)
                .map(|stood| score(&stood, &self.settings)),
            key,
            own,
        })))
    }
}

/// The words of an answer; none for an acknowledgement without any.
pub fn reason(given: &Given) -> Option<UserText> {
    let words = !given.reason.trim().is_empty();
    words.then(|| UserText::stored(given.reason.clone(), &given.lang, &given.dir))
}

/// The stored clock facts of a suggestion.
#[derive(Debug, Clone, Copy)]
pub struct ClockFacts<'a> {
    pub published_at: Option<At>,
    pub acknowledge_due: Option<&'a str>,
    pub decide_due: Option<&'a str>,
    pub acknowledged_at: Option<At>,
    pub decided_at: Option<At>,
}

fn listed_clocks(listed: &Listed) -> ClockFacts<'_> {
    ClockFacts {
        published_at: listed.published_at.or(Some(listed.posted_at)),
        acknowledge_due: listed.acknowledge_due.as_deref(),
        decide_due: listed.decide_due.as_deref(),
        acknowledged_at: listed.acknowledged_at,
        decided_at: listed.decided_at,
    }
}

/// Both clocks of a suggestion on the day; none before it is published.
pub fn clocks(facts: &ClockFacts<'_>, closes: Date, day: &Day) -> Option<Clocks> {
    let stored = StoredClocks {
        published: day.of(facts.published_at?),
        acknowledge_due: stored_day(facts.acknowledge_due?)?,
        decide_due: stored_day(facts.decide_due?)?,
        acknowledged: facts.acknowledged_at.map(|at| day.of(at)),
        decided: facts.decided_at.map(|at| day.of(at)),
        closes,
    };
    Some(Clocks::read(&stored, day.today, &day.calendar))
}

/// The reader's list as pages show it.
pub fn priorities(
    (version, entries): (i32, Vec<suggestions::Priority>),
    settings: &Settings,
) -> MyPriorities {
    let entries = entries
        .into_iter()
        .map(|entry| Priority {
            place: i64::from(entry.place),
            reference: entry.reference,
            title: UserText::stored(entry.title, &entry.lang, &entry.dir),
        })
        .collect();
    MyPriorities {
        version,
        places: i64::from(settings.list_places),
        entries,
    }
}

/// A decision in a list of decisions.
pub fn answer_line((given, answered, agency, until): Decision, day: &Day) -> AnswerLine {
    AnswerLine {
        agency: agency_name(agency),
        reference: answered.reference,
        title: UserText::stored(answered.title, &answered.title_lang, &answered.title_dir),
        kind: given.kind(),
        reason: reason(&given).map(|reason| reason.excerpt(EXCERPT)),
        on: day.of(given.answered_at),
        until: until.as_deref().and_then(stored_day),
    }
}

/// What each agency owes, by agency id.
pub fn debts(owed: &[Owed], day: &Day) -> HashMap<String, Debt> {
    let mut debts: HashMap<String, Debt> = HashMap::new();
    for row in owed {
        let debt = debts.entry(row.agency_id.clone()).or_default();
        let due = |text: &Option<String>| text.as_deref().and_then(stored_day);
        if row.answer_state == AnswerState::None.as_str()
            && let Some(due) = due(&row.acknowledge_due)
        {
            owe(debt, DueKind::Acknowledge, due, row.suggestions, day);
        }
        if let Some(due) = due(&row.decide_due) {
            owe(debt, DueKind::Decide, due, row.suggestions, day);
        }
    }
    debts
}

fn owe(debt: &mut Debt, kind: DueKind, due: Date, many: i64, day: &Day) {
    let counted_back = starting_day(kind, due, due, &day.calendar);
    let starts = match kind {
        // It runs since publication. Counting back over a weekend may end after that day.
        DueKind::Acknowledge => counted_back.min(day.today),
        DueKind::Decide => counted_back,
    };
    let state = clocks::read(
        &DueDate { kind, starts, due },
        None,
        day.today,
        &day.calendar,
    );
    let stage = Clock { kind, state }.stage();
    let stages: &mut Stages = match kind {
        DueKind::Acknowledge => &mut debt.acknowledge,
        DueKind::Decide => &mut debt.decide,
    };
    match stage {
        None => stages.not_started += many,
        Some(Stage::OnTime) => stages.on_time += many,
        Some(Stage::DueSoon) => stages.due_soon += many,
        Some(Stage::Overdue) => stages.overdue += many,
        Some(Stage::LongOverdue) => stages.long_overdue += many,
    }
    if let clocks::ClockState::Late {
        stage,
        working_days_late,
        ..
    } = state
        && debt.oldest.is_none_or(|oldest| due < oldest.due)
    {
        let long = stage == Stage::LongOverdue;
        debt.oldest = Some(OldestDebt {
            due,
            working_days_late,
            long,
        });
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use shared::clocks::ClockState;

    use super::*;

    fn day(today: Date) -> Day {
        let zone = Zone::parse(Zone::DEFAULT).expect("the default zone");
        Day {
            today,
            zone,
            calendar: Calendar::default(),
        }
    }

    fn at(time: &str) -> At {
        time.parse::<jiff::Timestamp>().expect("a time").into()
    }

    fn listed() -> Listed {
        Listed {
            id: "s1".into(),
            reference: "S-7K3Q-92".into(),
            author_id: Some("p1".into()),
            publication: "published".into(),
            hidden_reason: None,
            title: "Shade first".into(),
            body: "A shelter at every stop.\nMore below.".into(),
            lang: "en".into(),
            dir: "ltr".into(),
            // 1 November begins at 20:00 UTC of the day before in Muscat.
            posted_at: at("2026-10-31T20:30:00Z"),
            published_at: Some(at("2026-10-31T20:30:00Z")),
            acknowledge_due: Some("2026-11-04".into()),
            decide_due: Some("2026-12-28".into()),
            acknowledged_at: None,
            decided_at: None,
            answer_state: "none".into(),
            shuffle: 0,
        }
    }

    fn cards(scores: bool) -> Cards<'static> {
        Cards {
            closes: date(2026, 11, 30),
            settings: Settings::default(),
            scores,
            reader: Some("p1"),
            replies: HashMap::new(),
        }
    }

    #[test]
    fn a_card_reads_its_clock_on_the_day() {
        let stood = Stood {
            position: 1,
            place: 1,
            shared: false,
            points: 540_540,
            lists: 486,
            shortlist_place: None,
        };
        let card = cards(true).card(listed(), Some(stood), "k".into(), &day(date(2026, 11, 5)));
        let Some(Card::Shown(card)) = card else {
            panic!("a published one is shown")
        };
        assert_eq!(card.excerpt.text, "A shelter at every stop.");
        assert_eq!(card.score.map(|score| score.tenths), Some(2145));
        assert!(card.own);
        let late = ClockState::Late {
            stage: Stage::Overdue,
            due: date(2026, 11, 4),
            working_days_late: 1,
        };
        assert_eq!(
            card.clocks,
            [Clock {
                kind: DueKind::Acknowledge,
                state: late
            }]
        );
        let card = cards(false).card(listed(), Some(stood), "k".into(), &day(date(2026, 11, 5)));
        let Some(Card::Shown(card)) = card else {
            panic!("a published one is shown")
        };
        assert_eq!(card.score, None);
    }

    #[test]
    fn a_hidden_one_is_its_reason_and_nothing_else() {
        let hidden = Listed {
            publication: "hidden".into(),
            hidden_reason: Some(3),
            ..listed()
        };
        let card = cards(true).card(hidden, None, "k".into(), &day(date(2026, 11, 5)));
        let reason = PolicyReason::PrivateData;
        assert_eq!(
            card,
            Some(Card::Hidden {
                reference: "S-7K3Q-92".into(),
                reason
            })
        );
    }

    #[test]
    fn debts_add_up_by_stage_and_name_the_oldest() {
        let owed = |state: &str, acknowledge: &str, decide: &str, suggestions| Owed {
            agency_id: "a1".into(),
            answer_state: state.into(),
            acknowledge_due: Some(acknowledge.into()),
            decide_due: Some(decide.into()),
            suggestions,
        };
        // Thursday 19 November.
        let debts = debts(
            &[
                owed("none", "2026-11-18", "2026-12-28", 2),
                owed("none", "2026-11-24", "2026-11-17", 3),
                owed("acknowledged", "2026-11-01", "2026-11-22", 4),
            ],
            &day(date(2026, 11, 19)),
        );
        let debt = debts.get("a1").copied().expect("it owes");
        assert_eq!((debt.acknowledge.overdue, debt.acknowledge.on_time), (2, 3));
        assert_eq!((debt.decide.overdue, debt.decide.due_soon), (3, 4));
        assert_eq!(
            debt.decide.all() - debt.decide.late() - debt.decide.due_soon,
            2
        );
        let oldest = debt.oldest.expect("something is late");
        assert_eq!(
            (oldest.due, oldest.working_days_late),
            (date(2026, 11, 17), 2)
        );
    }
}
