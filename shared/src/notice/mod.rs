//! What people are told of: the kinds of notices, the ways they come, and when letters go.

mod staff;
#[cfg(test)]
mod tests;

use jiff::ToSpan;
use jiff::civil::Date;

use crate::answer::AnswerKind;
use crate::error::words;
use crate::suggestion::PublicationState;

pub use staff::{NAMED_AT_MOST, Told, first_of_week, told_at};

words! {
    /// What somebody is told of.
    pub enum NoticeKind {
        /// Their own suggestion, or one that theirs was merged into, was acknowledged.
        Acknowledged = "acknowledged",
        Adopted = "adopted",
        Rejected = "rejected",
        /// The answer that stands was corrected.
        Corrected = "corrected",
        /// The desk asked them something about it.
        Asked = "asked",
        Hidden = "hidden",
        Restored = "restored",
        /// There is news of what was promised with it.
        CommitmentMoved = "commitment_moved",
        /// A suggestion on their list was decided, or its decision corrected.
        ListedAnswered = "listed_answered",
        /// A topic that they follow.
        TopicOpened = "topic_opened",
        TopicCloses = "topic_closes",
        TopicConcluded = "topic_concluded",
    }
}

/// What a kind of notice is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// One's own suggestion.
    Own,
    /// A suggestion on one's list.
    Listed,
    /// A topic that one follows.
    Followed,
}

impl Group {
    pub const ALL: [Self; 3] = [Self::Own, Self::Listed, Self::Followed];

    /// The kinds of a group, in the order shown.
    pub fn kinds(self) -> impl Iterator<Item = NoticeKind> {
        NoticeKind::ALL
            .iter()
            .copied()
            .filter(move |kind| kind.group() == self)
    }
}

words! {
    /// How a notice comes. Each stands on the site as well.
    pub enum Way {
        /// A letter at once.
        Mail = "mail",
        /// With others in one letter, the next morning.
        Digest = "digest",
        /// No letter.
        Site = "site",
    }
}

impl NoticeKind {
    pub const fn group(self) -> Group {
        match self {
            Self::Acknowledged
            | Self::Adopted
            | Self::Rejected
            | Self::Corrected
            | Self::Asked
            | Self::Hidden
            | Self::Restored
            | Self::CommitmentMoved => Group::Own,
            Self::ListedAnswered => Group::Listed,
            Self::TopicOpened | Self::TopicCloses | Self::TopicConcluded => Group::Followed,
        }
    }

    /// The way of whoever chose none: at once what is about one's own words, since some of it can be
    /// replied or objected to within days only; of others' suggestions and of topics, which can be
    /// many, the next morning.
    pub const fn usual_way(self) -> Way {
        match self.group() {
            Group::Own => Way::Mail,
            Group::Listed | Group::Followed => Way::Digest,
        }
    }
}

/// What somebody stopped by the link of a letter, or with one switch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    Kind(NoticeKind),
    Digest,
    All,
}

impl Scope {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Kind(kind) => kind.as_str(),
            Self::Digest => "digest",
            Self::All => "all",
        }
    }

    /// Reads the word back; `None` for any other.
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "digest" => Some(Self::Digest),
            "all" => Some(Self::All),
            kind => NoticeKind::parse(kind).ok().map(Self::Kind),
        }
    }
}

/// The way a kind of notice comes to somebody: as chosen, else the usual one, and no letter where it
/// was stopped.
pub fn way(kind: NoticeKind, chosen: Option<Way>, stopped: &[Scope]) -> Way {
    let way = chosen.unwrap_or_else(|| kind.usual_way());
    let off = stopped.iter().any(|scope| match scope {
        Scope::All => true,
        Scope::Digest => way == Way::Digest,
        Scope::Kind(stopped) => *stopped == kind,
    });
    if off { Way::Site } else { way }
}

/// Letters at once that one person gets in a day; what is more waits for the digest.
pub const AT_ONCE_A_DAY: i64 = 10;
/// The hour of the platform's zone from which digests, and letters to staff, are written.
pub const MORNING: i8 = 7;
/// Whoever follows a topic is told so many days before it closes.
pub const CLOSES_IN: i64 = 3;
/// Notices that one digest names; it says how many more there are.
pub const DIGEST_NAMES: i64 = 30;

/// What is done about a letter when a notice is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sends {
    Now,
    /// It waits for the next digest.
    Waits,
    Nothing,
}

/// Whether a letter goes: only to an address known to reach its owner, and at once no more than
/// [`AT_ONCE_A_DAY`]. `stopped_digest`: the person wants no digest, so what is too much waits for none.
pub fn sends(way: Way, reachable: bool, sent_today: i64, stopped_digest: bool) -> Sends {
    match way {
        _ if !reachable => Sends::Nothing,
        Way::Site => Sends::Nothing,
        Way::Mail if sent_today < AT_ONCE_A_DAY => Sends::Now,
        Way::Mail if stopped_digest => Sends::Nothing,
        Way::Mail | Way::Digest => Sends::Waits,
    }
}

/// The kind of a notice to the author about an answer, by the one that stood before it.
pub fn of_answer(before: Option<AnswerKind>, given: AnswerKind) -> NoticeKind {
    if before == Some(given) {
        return NoticeKind::Corrected;
    }
    match given {
        AnswerKind::Acknowledged => NoticeKind::Acknowledged,
        AnswerKind::Adopted => NoticeKind::Adopted,
        AnswerKind::Rejected => NoticeKind::Rejected,
    }
}

/// Whether those who listed the suggestion are told of an answer: of decisions, not of the sign that
/// it was read.
pub const fn listers_are_told(given: AnswerKind) -> bool {
    given.is_final()
}

/// Whether the title may stand in a notice: what left public view is its author's alone.
pub fn names_title(publication: Option<PublicationState>, own: bool) -> bool {
    let public = matches!(
        publication,
        Some(PublicationState::Published | PublicationState::Merged)
    );
    own || public
}

/// The first and last closing day of which followers are told on the day `today`: [`CLOSES_IN`] days
/// ahead, and nearer ones should nobody have worked on their day.
pub fn closing_days_told(today: Date) -> (Date, Date) {
    (today, today.saturating_add(CLOSES_IN.days()))
}

/// The day from the start of which somebody is told of a closing day: whoever follows the topic only
/// later knows it.
pub fn told_of_closing_from(closes: Date) -> Date {
    closes.saturating_sub(CLOSES_IN.days())
}

/// The first and last opening day of which followers are told on the day `today`: those of days on
/// which nobody worked included.
pub fn opening_days_told(today: Date) -> (Date, Date) {
    (today.saturating_sub(CLOSES_IN.days()), today)
}
