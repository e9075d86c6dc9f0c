//! Holidays and weekends as a steward types them.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::form::{Form, Size};
use super::{Errors, FieldError, code, parse_date};
use crate::calendar::{CalendarRefusal, Holiday, HolidayStatus, Week, Weekend, day_of};
use crate::error::{Code, Coded};

const NAME: Size = Size::of(2, 100);
const SOURCE: Size = Size::of(3, 300);

/// The states of a holiday.
pub const HOLIDAY_STATUSES: [&str; 2] = ["announced", "estimated"];

/// A holiday, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct HolidayDraft {
    pub name_ar: String,
    pub name_en: String,
    pub first_day: String,
    /// Empty for a holiday of one day.
    pub last_day: String,
    /// One of [`HOLIDAY_STATUSES`].
    pub status: String,
    pub source_ar: String,
    pub source_en: String,
    pub link: String,
}

impl HolidayDraft {
    /// The form of a holiday that stands.
    pub fn of(holiday: &Holiday) -> Self {
        let last_day = match holiday.first == holiday.last {
            true => String::new(),
            false => holiday.last.to_string(),
        };
        Self {
            name_ar: holiday.name_ar.clone(),
            name_en: holiday.name_en.clone(),
            first_day: holiday.first.to_string(),
            last_day,
            status: holiday.status.as_str().to_owned(),
            source_ar: holiday.source_ar.clone(),
            source_en: holiday.source_en.clone(),
            link: holiday.link.clone().unwrap_or_default(),
        }
    }

    /// Checks the fields; whether the calendar takes it is the calendar's question.
    pub fn check(&self) -> Result<Holiday, Errors> {
        let mut form = Form::default();
        let name_ar = form.line("name_ar", &self.name_ar, NAME);
        let name_en = form.line("name_en", &self.name_en, NAME);
        let first = needed_day(&mut form, "first_day", &self.first_day);
        let last = form.date("last_day", &self.last_day);
        let last_faulty = last.is_none() && !self.last_day.trim().is_empty();
        let last = last.unwrap_or(first);
        if last < first && !last_faulty && parse_date(&self.first_day).is_some() {
            let code = Code::CalendarDaysReversed.as_str();
            form.refuse(FieldError::new("last_day", code));
        }
        let status = form.choice("status", &self.status, &HOLIDAY_STATUSES);
        let source_ar = form.line("source_ar", &self.source_ar, SOURCE);
        let source_en = form.line("source_en", &self.source_en, SOURCE);
        let link = form.link("link", &self.link);
        form.done(Holiday {
            first,
            last,
            name_ar,
            name_en,
            source_ar,
            source_en,
            link: link.map(|link| link.as_str().to_owned()),
            status: HolidayStatus::parse(status).unwrap_or(HolidayStatus::Estimated),
        })
    }
}

/// A weekend from a day on, as typed. Each day off sends `yes`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct WeekDraft {
    pub from_day: String,
    pub sunday: String,
    pub monday: String,
    pub tuesday: String,
    pub wednesday: String,
    pub thursday: String,
    pub friday: String,
    pub saturday: String,
    pub source: String,
    pub link: String,
}

impl WeekDraft {
    /// The form of a weekend that stands, or of a new one that changes it: then without a day.
    pub fn of(weekend: Weekend, stored: Option<&Week>) -> Self {
        let yes = |word: &str| {
            let off = day_of(word).is_some_and(|day| weekend.has(day));
            if off { "yes" } else { "" }.to_owned()
        };
        Self {
            from_day: stored.map(|week| week.from.to_string()).unwrap_or_default(),
            sunday: yes("sunday"),
            monday: yes("monday"),
            tuesday: yes("tuesday"),
            wednesday: yes("wednesday"),
            thursday: yes("thursday"),
            friday: yes("friday"),
            saturday: yes("saturday"),
            source: stored.map(|week| week.source.clone()).unwrap_or_default(),
            link: stored
                .and_then(|week| week.link.clone())
                .unwrap_or_default(),
        }
    }

    /// Name of each field of a day, and whether it is ticked, from Sunday on.
    pub fn ticked(&self) -> [(&'static str, bool); 7] {
        [
            ("sunday", &self.sunday),
            ("monday", &self.monday),
            ("tuesday", &self.tuesday),
            ("wednesday", &self.wednesday),
            ("thursday", &self.thursday),
            ("friday", &self.friday),
            ("saturday", &self.saturday),
        ]
        .map(|(name, value)| (name, value == "yes"))
    }

    /// Checks the fields. A weekend of all seven days is a fault of `sunday`, the first of them.
    pub fn check(&self) -> Result<Week, Errors> {
        let mut form = Form::default();
        let from = needed_day(&mut form, "from_day", &self.from_day);
        let off = self.ticked().into_iter().filter(|(_, ticked)| *ticked);
        let weekend = Weekend::new(off.filter_map(|(name, _)| day_of(name)));
        let weekend = weekend.unwrap_or_else(|refusal: CalendarRefusal| {
            form.refuse(FieldError::new("sunday", refusal.code().as_str()));
            Weekend::default()
        });
        let source = form.line("source", &self.source, SOURCE);
        let link = form.link("link", &self.link);
        form.done(Week {
            from,
            weekend,
            source,
            link: link.map(|link| link.as_str().to_owned()),
        })
    }
}

fn needed_day(form: &mut Form, field: &'static str, typed: &str) -> Date {
    if typed.trim().is_empty() {
        form.refuse(FieldError::new(field, code::TEXT_EMPTY));
    }
    // A day that was refused never leaves the form.
    form.date(field, typed).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::faults;
    use super::*;

    fn draft() -> HolidayDraft {
        HolidayDraft {
            name_ar: "اليوم الوطني".to_owned(),
            name_en: "National Day".to_owned(),
            first_day: "٢٥/١١/٢٠٢٦".to_owned(),
            last_day: "2026-11-26".to_owned(),
            status: "announced".to_owned(),
            source_ar: "بيان".to_owned(),
            source_en: "Announcement".to_owned(),
            link: "https://example.om/decree".to_owned(),
        }
    }

    #[test]
    fn a_holiday_is_read_as_typed_and_written_back() {
        let read = draft().check().unwrap();
        assert_eq!(
            (read.first, read.last),
            (date(2026, 11, 25), date(2026, 11, 26))
        );
        let one_day = HolidayDraft {
            last_day: " ".to_owned(),
            ..draft()
        };
        let read_one = one_day.check().unwrap();
        assert_eq!(read_one.last, read_one.first);
        for holiday in [read, read_one] {
            assert_eq!(HolidayDraft::of(&holiday).check().unwrap(), holiday);
        }
    }

    #[test]
    fn each_fault_of_a_holiday_stands_at_its_field() {
        type Change = fn(&mut HolidayDraft);
        let cases: [(Change, &[&str]); 10] = [
            (|d| d.name_ar.clear(), &["name_ar: text_empty"]),
            (|d| d.name_en = " ".to_owned(), &["name_en: text_empty"]),
            (|d| d.first_day.clear(), &["first_day: text_empty"]),
            (
                |d| d.first_day = "2026-02-30".to_owned(),
                &["first_day: date_invalid"],
            ),
            (
                |d| d.last_day = "someday".to_owned(),
                &["last_day: date_invalid"],
            ),
            (
                |d| d.last_day = "2026-11-24".to_owned(),
                &["last_day: calendar_days_reversed"],
            ),
            (
                |d| d.link = "javascript:alert(1)".to_owned(),
                &["link: link_invalid"],
            ),
            (|d| d.status.clear(), &["status: choice_unknown"]),
            (|d| d.source_ar.clear(), &["source_ar: text_empty"]),
            (|d| d.source_en.clear(), &["source_en: text_empty"]),
        ];
        for (change, wanted) in cases {
            let mut typed = draft();
            change(&mut typed);
            assert_eq!(faults(typed.check()), wanted, "{typed:?}");
        }
        assert_eq!(faults(HolidayDraft::default().check()).len(), 6);
    }

    #[test]
    fn a_weekend_has_at_most_six_days() {
        let usual = WeekDraft {
            from_day: "2027-01-01".to_owned(),
            source: "Decree".to_owned(),
            ..WeekDraft::of(Weekend::default(), None)
        };
        let week = usual.check().unwrap();
        assert_eq!(week.weekend, Weekend::default());
        assert_eq!(
            WeekDraft::of(week.weekend, Some(&week)).check().unwrap(),
            week
        );
        let mut seven = usual.clone();
        for field in [
            &mut seven.sunday,
            &mut seven.monday,
            &mut seven.tuesday,
            &mut seven.wednesday,
            &mut seven.thursday,
        ] {
            *field = "yes".to_owned();
        }
        assert_eq!(faults(seven.check()), ["sunday: calendar_no_working_day"]);
        assert_eq!(
            faults(WeekDraft::default().check()),
            ["from_day: text_empty", "source: text_empty"]
        );
    }
}
