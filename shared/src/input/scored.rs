//! Which figures a reader asks for: months, place, category, order.

use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::form::Form;
use super::places::GOVERNORATES;
use super::{Errors, FieldError, code, parse_date};
use crate::error::words;
use crate::scorecard::Cut;
use crate::scorecard::period::{LONGEST_YEARS, Period};

words! {
    /// By what agencies are put in order.
    pub enum ScoredOrder {
        /// The longest silence first, then the oldest late answer.
        Silence = "silence",
        Acknowledged = "acknowledged",
        Decided = "decided",
        Adopted = "adopted",
        Done = "done",
        Late = "late",
        Name = "name",
    }
}

/// The choice as it stands in an address. What is empty is not chosen.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ScoredDraft {
    /// YYYY-MM
    pub from: String,
    /// YYYY-MM
    pub to: String,
    pub governorate: String,
    pub category: String,
    pub order: String,
}

/// A choice that can be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScoredWish {
    pub period: Period,
    pub cut: Cut,
    pub order: ScoredOrder,
}

/// The most characters of a category, as imports take them.
const LONGEST_CATEGORY: usize = 100;

impl ScoredDraft {
    /// Checks it on the day `today`. Without months it is the last twelve; with one alone, from it to
    /// today's, or the twelve that end with it.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn check(&self, today: Date) -> Result<ScoredWish, Errors> {
        let mut form = Form::default();
        let from = month(&mut form, "from", &self.from);
        let to = month(&mut form, "to", &self.to);
        let period = match (from, to) {
            (None, None) => Period::last_year(today),
            (Some(from), None) => Period::months(from, today.max(from)),
            (None, Some(to)) => Period::last_year(to),
            (Some(from), Some(to)) => Period::months(from, to),
        };
        if period.to < period.from {
            form.refuse(FieldError::new("to", code::PERIOD_REVERSED));
        } else if period.from.saturating_add(LONGEST_YEARS.years()) <= period.to {
            form.refuse(FieldError::new("from", code::PERIOD_TOO_LONG));
        }
        let codes: Vec<&'static str> = GOVERNORATES.iter().map(|one| one.code).collect();
        let governorate = form.optional_choice("governorate", &self.governorate, &codes);
        let words: Vec<&'static str> = ScoredOrder::ALL.iter().map(|one| one.as_str()).collect();
        let order = form.optional_choice("order", &self.order, &words);
        let category = self.category.trim();
        if category.chars().count() > LONGEST_CATEGORY {
            form.refuse(FieldError::new("category", code::CHOICE_UNKNOWN));
        }
        form.done(ScoredWish {
            period,
            cut: Cut {
                governorate: governorate.unwrap_or_default().to_owned(),
                category: category.to_owned(),
            },
            order: order
                .and_then(|word| ScoredOrder::parse(word).ok())
                .unwrap_or(ScoredOrder::Silence),
        })
    }
}

/// The first day of a month that was typed as `2026-11` or, as people write it, `11/2026`.
fn month(form: &mut Form, field: &'static str, typed: &str) -> Option<Date> {
    let typed = typed.trim();
    if typed.is_empty() {
        return None;
    }
    let first = parse_date(&format!("{typed}-01")).or_else(|| parse_date(&format!("01/{typed}")));
    if first.is_none() {
        form.refuse(FieldError::new(field, code::MONTH_INVALID));
    }
    first
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn draft(from: &str, to: &str) -> ScoredDraft {
        ScoredDraft {
            from: from.to_owned(),
            to: to.to_owned(),
            ..ScoredDraft::default()
        }
    }

    const TODAY: Date = date(2026, 11, 23);

    #[test]
    fn months_are_whole_and_in_any_digits() {
        for (from, to, first, last) in [
            ("", "", date(2025, 12, 1), date(2026, 11, 30)),
            ("2026-01", "2026-03", date(2026, 1, 1), date(2026, 3, 31)),
            ("٢٠٢٦-٠١", " 2026-02 ", date(2026, 1, 1), date(2026, 2, 28)),
            ("03/2026", "٤/٢٠٢٦", date(2026, 3, 1), date(2026, 4, 30)),
            ("2026-06", "", date(2026, 6, 1), date(2026, 11, 30)),
            ("", "2024-02", date(2023, 3, 1), date(2024, 2, 29)),
            ("2027-01", "", date(2027, 1, 1), date(2027, 1, 31)),
        ] {
            let wish = draft(from, to).check(TODAY).unwrap();
            assert_eq!((wish.period.from, wish.period.to), (first, last));
            assert_eq!(wish.order, ScoredOrder::Silence);
            assert_eq!(wish.cut, Cut::default());
        }
    }

    #[test]
    fn what_cannot_be_shown_is_named() {
        let with = |change: fn(&mut ScoredDraft)| {
            let mut one = ScoredDraft::default();
            change(&mut one);
            one
        };
        for (typed, field, why) in [
            (draft("2026-13", ""), "from", code::MONTH_INVALID),
            (draft("", "2026"), "to", code::MONTH_INVALID),
            (draft("13/2026", ""), "from", code::MONTH_INVALID),
            (draft("2026-01-01", ""), "from", code::MONTH_INVALID),
            (draft("9999-01", ""), "from", code::MONTH_INVALID),
            (draft("é026-01", ""), "from", code::MONTH_INVALID),
            (draft("2026-03", "2026-02"), "to", code::PERIOD_REVERSED),
            (draft("2001-01", "2026-02"), "from", code::PERIOD_TOO_LONG),
            (
                with(|one| one.governorate = "atlantis".to_owned()),
                "governorate",
                code::CHOICE_UNKNOWN,
            ),
            (
                with(|one| one.order = "password_hash".to_owned()),
                "order",
                code::CHOICE_UNKNOWN,
            ),
            (
                with(|one| one.category = "x".repeat(101)),
                "category",
                code::CHOICE_UNKNOWN,
            ),
        ] {
            let errors = typed.check(TODAY).unwrap_err();
            let found: Vec<_> = errors.iter().map(|one| (one.field, one.code)).collect();
            assert_eq!(found, [(field, why)], "{typed:?}");
        }
    }
}
