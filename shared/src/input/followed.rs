//! Which commitments a reader asks for: of whom, where they stand, when they are due.

use jiff::ToSpan;
use jiff::civil::Date;

use super::form::Form;
use super::{Errors, FieldError, code};
use crate::commitment::CommitmentState;
use crate::error::words;

words! {
    /// When a commitment that still promises something is due.
    pub enum Due {
        /// Its day has gone by.
        Overdue = "overdue",
        /// Within [`SOON_DAYS`].
        Soon = "soon",
        /// After that.
        Later = "later",
    }
}

/// Soon is today and so many days after it.
pub const SOON_DAYS: i32 = 30;

impl Due {
    /// The first and the last day of it on the day `today`; none where it has no end.
    pub fn days(self, today: Date) -> (Option<Date>, Option<Date>) {
        let soon = today.saturating_add(SOON_DAYS.days());
        match self {
            Due::Overdue => (None, Some(today.saturating_sub(1.day()))),
            Due::Soon => (Some(today), Some(soon)),
            Due::Later => (Some(soon.saturating_add(1.day())), None),
        }
    }
}

/// The choice as it stands in an address. What is empty is not chosen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FollowDraft {
    /// The address name of an agency.
    pub agency: String,
    pub state: String,
    pub due: String,
    /// What stood in the address more than once, of which the first is kept.
    pub twice: Vec<&'static str>,
}

/// A choice that can be shown, but for its agency, which the database knows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct FollowWish {
    pub state: Option<CommitmentState>,
    pub due: Option<Due>,
}

impl FollowDraft {
    /// The choice among the parameters of an address; others are left alone.
    pub fn of(parameters: &[(String, String)]) -> FollowDraft {
        let mut draft = FollowDraft::default();
        let mut first = |name: &'static str| {
            let mut found = parameters.iter().filter(|(one, _)| one == name);
            let value = found.next().map(|(_, value)| value.trim().to_owned());
            if found.next().is_some() {
                draft.twice.push(name);
            }
            value.unwrap_or_default()
        };
        let [agency, state, due] = ["agency", "state", "due"].map(&mut first);
        FollowDraft {
            agency,
            state,
            due,
            ..draft
        }
    }

    /// Whether anything is chosen.
    pub fn is_chosen(&self) -> bool {
        [&self.agency, &self.state, &self.due]
            .iter()
            .any(|one| !one.is_empty())
    }

    /// Checks it; `agency_known` says whether there is an agency of the name chosen.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn check(&self, agency_known: bool) -> Result<FollowWish, Errors> {
        let mut form = Form::default();
        for field in &self.twice {
            form.refuse(FieldError::new(field, code::CHOICE_TWICE));
        }
        let once = |field: &str| !self.twice.contains(&field);
        if once("agency") && !self.agency.is_empty() && !agency_known {
            form.refuse(FieldError::new("agency", code::CHOICE_UNKNOWN));
        }
        let (mut state, mut due) = (None, None);
        if once("state") {
            let known: Vec<_> = CommitmentState::ALL
                .iter()
                .map(|one| one.as_str())
                .collect();
            state = form.optional_choice("state", &self.state, &known);
        }
        if once("due") {
            let known: Vec<_> = Due::ALL.iter().map(|one| one.as_str()).collect();
            due = form.optional_choice("due", &self.due, &known);
        }
        form.done(FollowWish {
            state: state.and_then(|word| CommitmentState::parse(word).ok()),
            due: due.and_then(|word| Due::parse(word).ok()),
        })
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::faults;
    use super::*;

    fn draft(query: &[(&str, &str)]) -> FollowDraft {
        let pairs: Vec<_> = query
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        FollowDraft::of(&pairs)
    }

    #[test]
    fn every_day_is_due_once() {
        let today = date(2026, 11, 23);
        for day in [date(2020, 1, 1), date(2026, 11, 22), today]
            .into_iter()
            .chain([date(2026, 12, 23), date(2026, 12, 24), date(2036, 1, 1)])
        {
            let of: Vec<_> = Due::ALL
                .iter()
                .filter(|due| {
                    let (first, last) = due.days(today);
                    first.is_none_or(|first| first <= day) && last.is_none_or(|last| day <= last)
                })
                .collect();
            assert_eq!(of.len(), 1, "{day}: {of:?}");
        }
        assert_eq!(Due::Overdue.days(today).1, Some(date(2026, 11, 22)));
        assert_eq!(Due::Soon.days(today).1, Some(date(2026, 12, 23)));
    }

    #[test]
    fn what_is_left_empty_is_not_chosen() {
        let empty = draft(&[("agency", ""), ("state", " "), ("page", "x")]);
        assert!(!empty.is_chosen());
        assert_eq!(empty.check(false), Ok(FollowWish::default()));
        let wish = draft(&[("state", "done"), ("due", "soon"), ("agency", "roads")]);
        let wanted = FollowWish {
            state: Some(CommitmentState::Done),
            due: Some(Due::Soon),
        };
        assert_eq!(wish.check(true), Ok(wanted));
    }

    #[test]
    fn what_cannot_be_chosen_is_named() {
        for (query, wanted) in [
            (vec![("agency", "nobody")], vec!["agency: choice_unknown"]),
            (vec![("state", "secret")], vec!["state: choice_unknown"]),
            (vec![("due", "2026-01-01")], vec!["due: choice_unknown"]),
            (
                vec![("state", "done"), ("state", "done")],
                vec!["state: choice_twice"],
            ),
            (vec![("agency", "a"); 100], vec!["agency: choice_twice"]),
            (
                vec![("agency", "nobody"), ("state", "x"), ("due", "y")],
                vec![
                    "agency: choice_unknown",
                    "state: choice_unknown",
                    "due: choice_unknown",
                ],
            ),
        ] {
            assert_eq!(faults(draft(&query).check(false)), wanted, "{query:?}");
        }
    }
}
