//! Opening a topic: everything it needs, asked for at once.

use jiff::civil::Date;

use super::{Participation, TopicDays, TopicState};
use crate::error::{Code, Coded, words};

#[cfg(test)]
mod tests;

/// Days a topic is open at least, unless a public reason is given for fewer.
pub const FEWEST_DAYS: i64 = 15;
/// Days a topic is open at most, extensions included.
pub const MOST_DAYS: i64 = 90;

words! {
    /// A field that must be filled before a topic opens.
    pub enum OpeningField {
        TitleAr = "title_ar",
        TitleEn = "title_en",
        DescriptionAr = "description_ar",
        DescriptionEn = "description_en",
        QuestionAr = "question_ar",
        QuestionEn = "question_en",
        /// What will be done with the results.
        WhatHappensAr = "what_happens_ar",
        WhatHappensEn = "what_happens_en",
        Participation = "participation",
        Opens = "opens",
        Closes = "closes",
        /// Why it is open for fewer days than usual.
        ShortReasonAr = "short_reason_ar",
        ShortReasonEn = "short_reason_en",
    }
}

/// A topic as drafted; texts in (Arabic, English), empty or blank where missing.
#[derive(Clone, Copy, Debug, Default)]
pub struct OpeningDraft<'a> {
    pub title: (&'a str, &'a str),
    pub description: (&'a str, &'a str),
    pub question: (&'a str, &'a str),
    pub what_happens: (&'a str, &'a str),
    pub participation: Option<Participation>,
    pub opens: Option<Date>,
    pub closes: Option<Date>,
    /// Read only when the days are fewer than [`FEWEST_DAYS`].
    pub short_reason: (&'a str, &'a str),
}

/// One thing that keeps a topic from opening.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OpeningFault {
    #[error("{0} is missing")]
    Missing(OpeningField),
    #[error("the opening day {opens} is before today, {today}")]
    OpensInPast { opens: Date, today: Date },
    #[error("the closing day {closes} is before the opening day {opens}")]
    ClosesBeforeOpening { opens: Date, closes: Date },
    #[error("{days} days are fewer than {fewest}, and the {missing} is missing")]
    TooShort {
        days: i64,
        fewest: i64,
        missing: OpeningField,
    },
    #[error("{days} days are more than {most}")]
    TooLong { days: i64, most: i64 },
}

impl Coded for OpeningFault {
    fn code(&self) -> Code {
        match self {
            Self::Missing(_) => Code::TopicIncomplete,
            Self::OpensInPast { .. } => Code::DateInPast,
            Self::ClosesBeforeOpening { .. } => Code::TopicDaysReversed,
            Self::TooShort { .. } => Code::TopicTooShort,
            Self::TooLong { .. } => Code::TopicTooLong,
        }
    }
}

impl OpeningFault {
    /// The field of the form that the fault is shown at.
    pub const fn field(&self) -> OpeningField {
        match self {
            Self::Missing(field) => *field,
            Self::OpensInPast { .. } => OpeningField::Opens,
            Self::ClosesBeforeOpening { .. } | Self::TooLong { .. } => OpeningField::Closes,
            Self::TooShort { missing, .. } => *missing,
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OpenRefusal {
    #[error("the topic is {state}, not a draft")]
    NotDraft { state: TopicState },
    /// Everything that is missing or wrong; never empty.
    #[error("{} things keep the topic from opening", .0.len())]
    Faults(Vec<OpeningFault>),
}

impl Coded for OpenRefusal {
    fn code(&self) -> Code {
        match self {
            Self::NotDraft { .. } => Code::TopicNotDraft,
            Self::Faults(_) => Code::TopicIncomplete,
        }
    }
}

/// Opens a drafted topic, with its days. On an opening day still to come it is open and waits.
pub fn open(
    state: TopicState,
    draft: &OpeningDraft<'_>,
    today: Date,
) -> Result<TopicDays, OpenRefusal> {
    if state != TopicState::Draft {
        return Err(OpenRefusal::NotDraft { state });
    }
    let mut faults: Vec<_> = missing(draft)
        .into_iter()
        .map(OpeningFault::Missing)
        .collect();
    match (draft.opens, draft.closes) {
        (Some(opens), Some(closes)) => {
            let days = TopicDays { opens, closes };
            faults.extend(day_faults(days, draft.short_reason, today));
            if faults.is_empty() {
                Ok(days)
            } else {
                Err(OpenRefusal::Faults(faults))
            }
        }
        (opens, _) => {
            faults.extend(opens.and_then(|opens| in_past(opens, today)));
            Err(OpenRefusal::Faults(faults))
        }
    }
}

fn missing(draft: &OpeningDraft<'_>) -> Vec<OpeningField> {
    let blank = |text: &str| text.trim().is_empty();
    [
        (OpeningField::TitleAr, blank(draft.title.0)),
        (OpeningField::TitleEn, blank(draft.title.1)),
        (OpeningField::DescriptionAr, blank(draft.description.0)),
        (OpeningField::DescriptionEn, blank(draft.description.1)),
        (OpeningField::QuestionAr, blank(draft.question.0)),
        (OpeningField::QuestionEn, blank(draft.question.1)),
        (OpeningField::WhatHappensAr, blank(draft.what_happens.0)),
        (OpeningField::WhatHappensEn, blank(draft.what_happens.1)),
        (OpeningField::Participation, draft.participation.is_none()),
        (OpeningField::Opens, draft.opens.is_none()),
        (OpeningField::Closes, draft.closes.is_none()),
    ]
    .into_iter()
    .filter_map(|(field, missing)| missing.then_some(field))
    .collect()
}

fn in_past(opens: Date, today: Date) -> Option<OpeningFault> {
    (opens < today).then_some(OpeningFault::OpensInPast { opens, today })
}

fn day_faults(days: TopicDays, short_reason: (&str, &str), today: Date) -> Vec<OpeningFault> {
    let TopicDays { opens, closes } = days;
    let mut faults = Vec::from_iter(in_past(opens, today));
    let count = days.count();
    if closes < opens {
        faults.push(OpeningFault::ClosesBeforeOpening { opens, closes });
    } else if count > MOST_DAYS {
        faults.push(OpeningFault::TooLong {
            days: count,
            most: MOST_DAYS,
        });
    } else if count < FEWEST_DAYS {
        let reasons = [
            (OpeningField::ShortReasonAr, short_reason.0),
            (OpeningField::ShortReasonEn, short_reason.1),
        ];
        for (missing, text) in reasons {
            if text.trim().is_empty() {
                faults.push(OpeningFault::TooShort {
                    days: count,
                    fewest: FEWEST_DAYS,
                    missing,
                });
            }
        }
    }
    faults
}
