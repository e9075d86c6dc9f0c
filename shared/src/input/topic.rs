//! A topic as a manager drafts it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::form::{Form, Size};
use super::{Errors, FieldError, code};
use crate::ids::Slug;
use crate::topic::settings::MOST_RANKING_ONLY_PERCENT;

/// How far people take part, from hearing of it to deciding with the agency.
pub const PARTICIPATION_LEVELS: [&str; 3] = ["information", "consultation", "decision_making"];

const TITLE: Size = Size::optional(5, 150);
const DESCRIPTION: Size = Size::optional(20, 8_000);
const QUESTION: Size = Size::optional(10, 300);
const WHAT_HAPPENS: Size = Size::optional(10, 2_000);
const SHORT_REASON: Size = Size::optional(10, 1_000);

/// The fields of the form, as typed. Any may be empty while the topic is a draft.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TopicDraft {
    pub slug: String,
    pub title_ar: String,
    pub title_en: String,
    pub description_ar: String,
    pub description_en: String,
    pub question_ar: String,
    pub question_en: String,
    pub what_happens_ar: String,
    pub what_happens_en: String,
    /// One of [`PARTICIPATION_LEVELS`].
    pub participation: String,
    pub opens: String,
    pub closes: String,
    pub short_reason_ar: String,
    pub short_reason_en: String,
    /// K.
    pub list_places: String,
    /// N.
    pub shortlist_places: String,
    /// t.
    pub shortlist_min_lists: String,
    pub per_person: String,
    pub ranking_only_percent: String,
}

/// A draft that may be stored. Empty texts are empty strings; whether the topic may open is
/// decided elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedTopic {
    pub slug: Option<Slug>,
    pub title_ar: String,
    pub title_en: String,
    pub description_ar: String,
    pub description_en: String,
    pub question_ar: String,
    pub question_en: String,
    pub what_happens_ar: String,
    pub what_happens_en: String,
    /// One of [`PARTICIPATION_LEVELS`].
    pub participation: Option<&'static str>,
    pub opens: Option<Date>,
    pub closes: Option<Date>,
    pub short_reason_ar: String,
    pub short_reason_en: String,
    /// K, 3 to 16; 10 if left empty.
    pub list_places: u32,
    /// N, 1 to 100; 10 if left empty.
    pub shortlist_places: u32,
    /// t, 1 to 1,000; 5 if left empty.
    pub shortlist_min_lists: u32,
    /// 1 to 100; 5 if left empty.
    pub per_person: u32,
    /// 0 to 50; 25 if left empty.
    pub ranking_only_percent: u32,
}

impl TopicDraft {
    /// Checks all fields that are filled.
    pub fn check(&self) -> Result<CheckedTopic, Errors> {
        let mut form = Form::default();
        let percent = &self.ranking_only_percent;
        let checked = CheckedTopic {
            slug: self.check_slug(&mut form),
            title_ar: form.line("title_ar", &self.title_ar, TITLE),
            title_en: form.line("title_en", &self.title_en, TITLE),
            description_ar: form.body("description_ar", &self.description_ar, DESCRIPTION),
            description_en: form.body("description_en", &self.description_en, DESCRIPTION),
            question_ar: form.line("question_ar", &self.question_ar, QUESTION),
            question_en: form.line("question_en", &self.question_en, QUESTION),
            what_happens_ar: form.body("what_happens_ar", &self.what_happens_ar, WHAT_HAPPENS),
            what_happens_en: form.body("what_happens_en", &self.what_happens_en, WHAT_HAPPENS),
            participation: form.optional_choice(
                "participation",
                &self.participation,
                &PARTICIPATION_LEVELS,
            ),
            opens: form.date("opens", &self.opens),
            closes: form.date("closes", &self.closes),
            short_reason_ar: form.body("short_reason_ar", &self.short_reason_ar, SHORT_REASON),
            short_reason_en: form.body("short_reason_en", &self.short_reason_en, SHORT_REASON),
            list_places: form.number_or("list_places", &self.list_places, (3, 16), 10),
            shortlist_places: form.number_or(
                "shortlist_places",
                &self.shortlist_places,
                (1, 100),
                10,
            ),
            shortlist_min_lists: form.number_or(
                "shortlist_min_lists",
                &self.shortlist_min_lists,
                (1, 1_000),
                5,
            ),
            per_person: form.number_or("per_person", &self.per_person, (1, 100), 5),
            ranking_only_percent: form.number_or(
                "ranking_only_percent",
                percent,
                (0, MOST_RANKING_ONLY_PERCENT),
                25,
            ),
        };
        form.done(checked)
    }

    fn check_slug(&self, form: &mut Form) -> Option<Slug> {
        let typed = self.slug.trim();
        if typed.is_empty() {
            return None;
        }
        let slug = Slug::parse(typed).ok();
        if slug.is_none() {
            form.refuse(FieldError::new("slug", code::SLUG_INVALID));
        }
        slug
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::faults;
    use super::*;

    #[test]
    fn an_empty_draft_is_a_draft_with_the_usual_numbers() {
        let checked = TopicDraft::default().check().unwrap();
        assert_eq!(
            (checked.slug, checked.opens, checked.participation),
            (None, None, None)
        );
        assert_eq!((checked.list_places, checked.shortlist_places), (10, 10));
        assert_eq!((checked.shortlist_min_lists, checked.per_person), (5, 5));
        assert_eq!(
            (checked.ranking_only_percent, checked.title_ar.as_str()),
            (25, "")
        );
    }

    #[test]
    fn a_filled_draft_is_read_in_either_script() {
        let draft = TopicDraft {
            slug: " library-hours ".to_owned(),
            title_ar: "ساعات عمل المكتبة العامة".to_owned(),
            participation: "consultation".to_owned(),
            opens: "٢٠٢٦-١٢-٠١".to_owned(),
            closes: "31/12/2026".to_owned(),
            list_places: "١٢".to_owned(),
            per_person: "۳".to_owned(),
            ranking_only_percent: "٠".to_owned(),
            ..TopicDraft::default()
        };
        let checked = draft.check().unwrap();
        assert_eq!(checked.slug.unwrap().as_str(), "library-hours");
        assert_eq!(checked.opens, Some(date(2026, 12, 1)));
        assert_eq!(checked.closes, Some(date(2026, 12, 31)));
        assert_eq!((checked.list_places, checked.per_person), (12, 3));
        assert_eq!(checked.ranking_only_percent, 0);
    }

    #[test]
    fn each_fault_has_its_code() {
        type Change = fn(&mut TopicDraft);
        let cases: [(Change, &[&str]); 16] = [
            (|d| d.slug = "Library Hours".into(), &["slug: slug_invalid"]),
            (|d| d.slug = "مكتبة".into(), &["slug: slug_invalid"]),
            (
                |d| d.title_en = "Four".into(),
                &["title_en: text_too_short"],
            ),
            (
                |d| d.title_ar = "م".repeat(151),
                &["title_ar: text_too_long"],
            ),
            (
                |d| d.title_ar = "\u{2067}عنوان طويل".into(),
                &["title_ar: char_refused"],
            ),
            (
                |d| d.description_en = "x".repeat(19),
                &["description_en: text_too_short"],
            ),
            (
                |d| d.description_ar = "x".repeat(8_001),
                &["description_ar: text_too_long"],
            ),
            (
                |d| d.question_en = "Which one".into(),
                &["question_en: text_too_short"],
            ),
            (
                |d| d.what_happens_en = "x".repeat(2_001),
                &["what_happens_en: text_too_long"],
            ),
            (
                |d| d.participation = "voting".into(),
                &["participation: choice_unknown"],
            ),
            (|d| d.opens = "2026-02-30".into(), &["opens: date_invalid"]),
            (|d| d.closes = "soon".into(), &["closes: date_invalid"]),
            (
                |d| d.list_places = "٢".into(),
                &["list_places: number_out_of_range"],
            ),
            (
                |d| d.list_places = "17".into(),
                &["list_places: number_out_of_range"],
            ),
            (
                |d| d.shortlist_places = "ten".into(),
                &["shortlist_places: number_invalid"],
            ),
            (
                |d| d.ranking_only_percent = "76".into(),
                &["ranking_only_percent: number_out_of_range"],
            ),
        ];
        for (at, (change, wanted)) in cases.into_iter().enumerate() {
            let mut draft = TopicDraft::default();
            change(&mut draft);
            assert_eq!(faults(draft.check()), wanted, "case {at}");
        }
    }
}
