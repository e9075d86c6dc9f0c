//! From stored rows to what pages show: pure, and the same for all reading pages.

mod debts;
pub mod scored;
#[cfg(test)]
mod tests;

use std::collections::HashMap;

use diesel::QueryResult;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use shared::answer::AnswerState;
use shared::calendar::Calendar;
use shared::clocks;
use shared::suggestion::{PolicyReason, PublicationState};
use shared::tally::Weights;
use shared::tally::edition::LEAST_LISTS;
use shared::time::Zone;
use shared::topic::{Settings, TopicDays, TopicState, may_rank};
use shared::view::agency::AgencyName;
use shared::view::answer::AnswerLine;
use shared::view::clock::{Clocks, StoredClocks};
use shared::view::text::{Bilingual, UserText};
use shared::view::topic::{
    Card, EditionLine, Figures, MyPriorities, Priority, Score, ShownCard, Stands, TopicHead,
};
use shared::view::topics::{TopicBar, TopicLine};

use crate::db::agencies::Agency;
use crate::db::answers::{Decision, Given};
use crate::db::editions::{Stood, UNRANKED};
use crate::db::figures::Counts;
use crate::db::suggestions::{self, Listed};
use crate::db::topics::{self, Headed};
use crate::db::types::At;
use crate::db::{Conn, holidays};

pub use debts::{debts, owe};

/// Characters of a suggestion's text and of an answer that a list shows.
const EXCERPT: usize = 150;

/// The day, the zone and the calendar that everything on a page is read by.
#[derive(Debug, Clone)]
pub struct Day {
    pub today: Date,
    pub zone: Zone,
    pub calendar: Calendar,
}

impl Day {
    /// With the calendar as it stands, the one thing that is read here.
    ///
    /// # Errors
    /// The database's fault.
    pub fn load(conn: &mut Conn, today: Date, zone: Zone) -> QueryResult<Self> {
        Ok(Self {
            today,
            zone,
            calendar: holidays::calendar(conn)?,
        })
    }

    /// The day of a stored moment.
    pub fn of(&self, at: At) -> Date {
        self.zone.day(at.time())
    }
}

/// A stored moment as clocks in the zone show it.
pub fn local(zone: &Zone, at: At) -> DateTime {
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
    let (state, days) = (headed.topic.state(), headed.topic.days()?);
    let visible = state.is_in(shared::topic::VISIBLE);
    visible.then(|| head_as(headed, (state, days), counts, day))
}

/// The same of a topic as if it stood in a state on some days.
pub fn head_as(
    headed: &Headed,
    (state, days): (TopicState, TopicDays),
    counts: Counts,
    day: &Day,
) -> TopicHead {
    let topic = &headed.topic;
    let settings = topic.settings();
    TopicHead {
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
    }
}

/// A standing as pages show it; one without a rank says only that it is on too few lists.
pub fn stands(stood: &Stood, settings: &Settings) -> Stands {
    match stood.place {
        UNRANKED => Stands::OnFew(settings.shortlist_min_lists),
        _ => Stands::Ranked(score(stood, settings)),
    }
}

/// The rank of a suggestion as pages show it; `settings` give the worth of a point.
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
    /// A suggestion of a list.
    pub fn card(&self, listed: Listed, stood: Option<Stood>, day: &Day) -> Option<Card> {
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
            stands: stood
                .filter(|_| self.scores)
                .map(|stood| stands(&stood, &self.settings)),
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
pub fn priorities(entries: Vec<suggestions::Priority>, settings: &Settings) -> MyPriorities {
    let entries = entries
        .into_iter()
        .map(|entry| Priority {
            place: i64::from(entry.place),
            reference: entry.reference,
            title: UserText::stored(entry.title, &entry.lang, &entry.dir),
        })
        .collect();
    MyPriorities {
        places: i64::from(settings.list_places),
        entries,
    }
}

/// A decision in a list of decisions.
pub fn answer_line((given, answered, topic, agency, until): Decision, day: &Day) -> AnswerLine {
    let days = stored_day(&topic.opens_on).zip(stored_day(&topic.closes_on));
    let state = TopicState::parse(&topic.state).unwrap_or(TopicState::Draft);
    let ranks = days.is_some_and(|(opens, closes)| {
        may_rank(state, TopicDays { opens, closes }, day.today).is_ok()
    });
    AnswerLine {
        agency: agency_name(agency),
        reference: answered.reference,
        title: UserText::stored(answered.title, &answered.title_lang, &answered.title_dir),
        kind: given.kind(),
        reason: reason(&given).map(|reason| reason.excerpt(EXCERPT)),
        on: day.of(given.answered_at),
        until: until.as_deref().and_then(stored_day),
        ranks_in: ranks.then_some(topic.slug),
    }
}
