//! Who answers and who is silent, as pages show it.

use jiff::civil::Date;

use super::agency::{AgencyName, OldestDebt, Stages};
use super::outcome::Promises;
use super::text::UserText;
use crate::clocks::DueKind;
use crate::input::{FieldError, ScoredDraft};
use crate::satisfaction::Verdicts;
use crate::scorecard::Cut;
use crate::scorecard::figures::{Ended, Share};
use crate::scorecard::period::{Period, Step};

/// As of when figures are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AsOf {
    pub day: Date,
    /// The number of the journal that was followed up to.
    pub seq: i64,
    /// The last night on which everything was computed anew, and how many rows differed.
    pub checked: Option<(Date, i64)>,
}

/// Owes a late answer, and has given none since a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Silent {
    pub since: Date,
    pub working_days: i64,
}

/// What left public view in the period: how many, and how many of those with an answer late by
/// then.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Gone {
    pub hidden: (i64, i64),
    pub merged: (i64, i64),
    pub withdrawn: (i64, i64),
}

/// One agency in a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scored {
    pub agency: AgencyName,
    /// Topics that it has opened, ever.
    pub topics: i64,
    /// Since when it takes part.
    pub joined: Date,
    /// Since when it opens no topics.
    pub closed: Option<Date>,
    /// How many agencies were merged into it, whose figures are added to its own.
    pub taken_in: i64,
    pub published: i64,
    pub acknowledge: Share,
    pub decide: Share,
    /// Late answers owed today, whenever they came due.
    pub late_acknowledge: i64,
    pub late_decide: i64,
    pub oldest: Option<OldestDebt>,
    pub last_answer: Option<Date>,
    pub silent: Option<Silent>,
    pub adopted: i64,
    pub rejected: i64,
    pub promises: Promises,
    pub gone: Gone,
    pub said: Verdicts,
}

impl Scored {
    /// Of what was decided in the period, how much was adopted.
    pub fn adopted_share(&self) -> Share {
        Share {
            of: self.adopted + self.rejected,
            hits: self.adopted,
        }
    }

    /// Of the commitments made in the period, how many are done.
    pub fn done_share(&self) -> Share {
        Share {
            of: self.promises.all(),
            hits: self.promises.done,
        }
    }

    /// Late answers of both kinds.
    pub fn late(&self) -> i64 {
        self.late_acknowledge + self.late_decide
    }

    pub fn on_time(&self, kind: DueKind) -> Share {
        match kind {
            DueKind::Acknowledge => self.acknowledge,
            DueKind::Decide => self.decide,
        }
    }
}

/// Both clocks in one step of a trend.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TrendPoint {
    pub step: Step,
    pub acknowledge: Share,
    pub decide: Share,
    pub adopted: i64,
    pub done: i64,
}

/// The choice above figures: as typed, what is wrong with it, and what may be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choosing {
    pub draft: ScoredDraft,
    pub errors: Vec<FieldError>,
    /// Of what is shown; the last twelve months of everything where the choice was refused.
    pub period: Period,
    pub cut: Cut,
    /// The first year of which anything can be known.
    pub first_year: i16,
    pub today: Date,
    pub categories: Vec<String>,
}

/// `GET /{lang}/transparency`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NationalPage {
    pub as_of: AsOf,
    /// The address of this page without what was chosen, for whoever quotes it.
    pub link: String,
    pub choosing: Choosing,
    pub agencies: Vec<Scored>,
    pub trend: Vec<TrendPoint>,
}

/// `GET /{lang}/agencies`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComparisonPage {
    pub as_of: AsOf,
    pub choosing: Choosing,
    /// In the order that was chosen.
    pub agencies: Vec<Scored>,
}

/// A suggestion that waits longest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    pub reference: String,
    pub title: UserText,
    pub topic: super::text::Bilingual,
    pub kind: DueKind,
    pub due: Date,
    pub working_days_late: i64,
    pub long: bool,
}

/// One clock of an agency.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ClockCard {
    pub ended: Ended,
    pub owed: Stages,
    /// The middle share of all agencies with cases enough.
    pub median_of_all: Option<f64>,
    /// Its place among them, from 1, and how many they are; equal shares have equal places.
    pub rank: Option<(usize, usize)>,
}

/// `GET /{lang}/agencies/{slug}/scorecard`
#[derive(Debug, Clone, PartialEq)]
pub struct ScorecardPage {
    pub as_of: AsOf,
    pub link: String,
    pub choosing: Choosing,
    pub scored: Scored,
    pub acknowledge: ClockCard,
    pub decide: ClockCard,
    pub trend: Vec<TrendPoint>,
    pub waiting: Vec<Waiting>,
}
