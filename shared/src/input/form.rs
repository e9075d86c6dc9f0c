//! Checks fields one after the other and gathers what is wrong with them.

use jiff::civil::Date;

use super::{Errors, FieldError, Link, code};
use crate::text::allowed::{RefusedChar, clean_body, clean_line};
use crate::text::digits::{NumberFault, ascii_digits, drop_marks, parse_whole};
use crate::text::letters::letters;

const REASON: Size = Size::of(1, 1_000);
const REASON_LETTERS: usize = 10;

/// Gathers faults; a refused field gives an empty value, which never leaves a refused form.
#[derive(Default)]
pub(super) struct Form {
    errors: Vec<FieldError>,
}

/// The fewest and the most characters of a text. With a least of 0 it may be left empty; with
/// `optional`, it may be empty but not too short.
#[derive(Clone, Copy)]
pub(super) struct Size {
    least: u32,
    most: u32,
    optional: bool,
}

impl Size {
    pub(super) const fn of(least: u32, most: u32) -> Self {
        Self {
            least,
            most,
            optional: false,
        }
    }

    pub(super) const fn optional(least: u32, most: u32) -> Self {
        Self {
            least,
            most,
            optional: true,
        }
    }
}

impl Form {
    pub(super) fn refuse(&mut self, error: FieldError) {
        self.errors.push(error);
    }

    /// The value, if nothing was refused.
    pub(super) fn done<T>(self, value: T) -> Result<T, Errors> {
        if self.errors.is_empty() {
            Ok(value)
        } else {
            Err(Errors(self.errors))
        }
    }

    /// What was refused, where nothing can be given.
    pub(super) fn refused(self) -> Errors {
        Errors(self.errors)
    }

    /// A text of one line.
    pub(super) fn line(&mut self, field: &'static str, typed: &str, size: Size) -> String {
        self.text(field, clean_line(typed), size)
    }

    /// A text of several lines.
    pub(super) fn body(&mut self, field: &'static str, typed: &str, size: Size) -> String {
        self.text(field, clean_body(typed), size)
    }

    /// A public reason: up to 1,000 characters, of them at least ten letters.
    pub(super) fn reason(&mut self, field: &'static str, typed: &str) -> String {
        let text = self.body(field, typed, REASON);
        if !text.is_empty() && letters(&text) < REASON_LETTERS {
            self.refuse(FieldError {
                field,
                code: code::TEXT_TOO_SHORT,
                max: Some(1_000),
                min: u32::try_from(REASON_LETTERS).ok(),
            });
        }
        text
    }

    fn text(
        &mut self,
        field: &'static str,
        cleaned: Result<String, RefusedChar>,
        size: Size,
    ) -> String {
        let Ok(text) = cleaned else {
            self.refuse(FieldError::new(field, code::CHAR_REFUSED));
            return String::new();
        };
        let (min, max) = (Some(size.least), Some(size.most));
        let fault = match u32::try_from(text.chars().count()).unwrap_or(u32::MAX) {
            0 if size.optional || size.least == 0 => return text,
            0 => code::TEXT_EMPTY,
            short if short < size.least => code::TEXT_TOO_SHORT,
            long if long > size.most => code::TEXT_TOO_LONG,
            _ => return text,
        };
        self.refuse(FieldError {
            field,
            code: fault,
            max,
            min,
        });
        String::new()
    }

    /// One of the `known` codes; empty is refused.
    pub(super) fn choice(
        &mut self,
        field: &'static str,
        typed: &str,
        known: &[&'static str],
    ) -> &'static str {
        let found = known.iter().find(|code| **code == typed.trim());
        if found.is_none() {
            self.refuse(FieldError::new(field, code::CHOICE_UNKNOWN));
        }
        found.copied().unwrap_or_default()
    }

    /// One of the `known` codes, or none if the field is empty.
    pub(super) fn optional_choice(
        &mut self,
        field: &'static str,
        typed: &str,
        known: &[&'static str],
    ) -> Option<&'static str> {
        if typed.trim().is_empty() {
            return None;
        }
        Some(self.choice(field, typed, known)).filter(|code| !code.is_empty())
    }

    /// A whole number in digits of either script.
    pub(super) fn number(&mut self, field: &'static str, typed: &str, min: u32, max: u32) -> u32 {
        let fault = match parse_whole(typed, min, max) {
            Ok(number) => return number,
            Err(NumberFault::NotWhole) => code::NUMBER_INVALID,
            Err(NumberFault::OutOfRange) => code::NUMBER_OUT_OF_RANGE,
        };
        self.refuse(FieldError {
            field,
            code: fault,
            max: Some(max),
            min: Some(min),
        });
        min
    }

    /// The same, with a value for a field left empty.
    pub(super) fn number_or(
        &mut self,
        field: &'static str,
        typed: &str,
        (min, max): (u32, u32),
        default: u32,
    ) -> u32 {
        if typed.trim().is_empty() {
            default
        } else {
            self.number(field, typed, min, max)
        }
    }

    /// A day, or none if the field is empty.
    pub(super) fn date(&mut self, field: &'static str, typed: &str) -> Option<Date> {
        if typed.trim().is_empty() {
            return None;
        }
        let date = parse_date(typed);
        if date.is_none() {
            self.refuse(FieldError::new(field, code::DATE_INVALID));
        }
        date
    }

    /// An http or https address, or none if the field is empty.
    pub(super) fn link(&mut self, field: &'static str, typed: &str) -> Option<Link> {
        let line = self.line(field, typed, Size::optional(1, Link::MAX));
        if line.is_empty() {
            return None;
        }
        let link = Link::parse(&line).ok();
        if link.is_none() {
            self.refuse(FieldError::new(field, code::LINK_INVALID));
        }
        link
    }
}

/// Reads a day as `2026-11-22` or, as people write it, `22/11/2026`, in digits of either script;
/// `/`, `-` and `.` separate. Only years 2000 to 2100, so that a slip of the finger is noticed.
pub fn parse_date(typed: &str) -> Option<Date> {
    let plain = ascii_digits(&drop_marks(typed));
    let parts: Vec<&str> = plain.trim().split(['-', '/', '.']).collect();
    let (year, month, day) = match parts.as_slice() {
        [year, month, day] if year.len() == 4 => (year, month, day),
        [day, month, year] if year.len() == 4 => (year, month, day),
        _ => return None,
    };
    let year = parse_whole(year, 2000, 2100).ok()?;
    let month = short(month, 12)?;
    let day = short(day, 31)?;
    Date::new(i16::try_from(year).ok()?, month, day).ok()
}

/// A number of one or two digits.
fn short(text: &str, max: u32) -> Option<i8> {
    let number = if text.len() <= 2 {
        parse_whole(text, 1, max).ok()?
    } else {
        return None;
    };
    i8::try_from(number).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn days_are_read_as_people_type_them() {
        let day = Some(date(2026, 11, 2));
        for (typed, wanted) in [
            ("2026-11-02", day),
            ("2026-11-2", day),
            (" 2026/11/02 ", day),
            ("٢٠٢٦-١١-٠٢", day),
            ("۲۰۲۶-۱۱-۰۲", day),
            ("2/11/2026", day),
            ("٢/١١/٢٠٢٦", day),
            ("2\u{200F}/11\u{200F}/2026", day),
            ("02.11.2026", day),
            ("2026-02-29", None),
            ("2028-02-29", Some(date(2028, 2, 29))),
            ("2026-13-01", None),
            ("2026-00-10", None),
            ("11/22/2026", None),
            ("26-11-02", None),
            ("1448-06-12", None),
            ("20261102", None),
            ("2026-11", None),
            ("2026-11-02-01", None),
            ("2026-11-002", None),
            ("2026-+1-02", None),
            ("2026--11-02", None),
            ("9999999999-1-1", None),
            ("tomorrow", None),
            ("", None),
        ] {
            assert_eq!(parse_date(typed), wanted, "{typed:?}");
        }
    }

    #[test]
    fn faults_carry_their_limits() {
        let mut form = Form::default();
        form.line("title", "ab", Size::of(3, 5));
        form.line("title", "abcdef", Size::of(3, 5));
        form.number("k", "٢", 3, 16);
        form.number("k", "two", 3, 16);
        let Errors(errors) = form.done(()).unwrap_err();
        let seen: Vec<_> = errors.iter().map(|e| (e.code, e.min, e.max)).collect();
        assert_eq!(
            seen,
            [
                ("text_too_short", Some(3), Some(5)),
                ("text_too_long", Some(3), Some(5)),
                ("number_out_of_range", Some(3), Some(16)),
                ("number_invalid", Some(3), Some(16)),
            ]
        );
    }
}
