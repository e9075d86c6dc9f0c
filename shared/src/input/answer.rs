//! An answer as a moderator types it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::form::{Form, Size};
use super::{Errors, FieldError, code};
use crate::lang::{Lang, TextLang, detect};
use crate::template::Filling;
use crate::text::letters::letters;

/// The kinds of answer.
pub const ANSWER_KINDS: [&str; 3] = ["acknowledged", "adopted", "rejected"];

/// The most characters of one text of a draft.
const DRAFT_CHARACTERS: usize = 20_000;

const REASON: Size = Size::optional(1, 4_000);
const COMMITMENT: Size = Size::optional(3, 1_000);

/// The fields of the form, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AnswerDraft {
    /// One of [`ANSWER_KINDS`].
    pub kind: String,
    pub reason: String,
    /// The language of `reason`: `ar`, `en`, `other`, or empty: then it is detected.
    pub lang: String,
    pub commitment_what: String,
    pub commitment_due: String,
    /// The reason in the other language, which may follow later.
    pub other_reason: String,
}

/// An answer whose fields are in form; whether it may be given is decided by the answer's rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedAnswer {
    /// One of [`ANSWER_KINDS`].
    pub kind: &'static str,
    /// Up to 4,000 characters; may be empty.
    pub reason: String,
    /// How many letters the reason has, for the rule on its substance.
    pub letters: usize,
    pub lang: TextLang,
    pub commitment_what: Option<String>,
    pub commitment_due: Option<Date>,
    pub other_reason: Option<String>,
}

impl AnswerDraft {
    /// The same with the names in its texts filled in for one suggestion.
    pub fn filled(&self, filling: &Filling, page: Lang) -> AnswerDraft {
        let fill = |text: &str| filling.fill_written(text, page);
        AnswerDraft {
            reason: fill(&self.reason),
            other_reason: fill(&self.other_reason),
            commitment_what: fill(&self.commitment_what),
            ..self.clone()
        }
    }

    /// Whether each text is short enough to be kept as a draft, whatever an answer may have.
    pub fn fits_a_draft(&self) -> Result<(), Errors> {
        let texts = [
            ("reason", &self.reason),
            ("other_reason", &self.other_reason),
            ("commitment_what", &self.commitment_what),
            ("commitment_due", &self.commitment_due),
        ];
        let long = texts
            .iter()
            .filter(|(_, text)| text.chars().count() > DRAFT_CHARACTERS);
        let faults: Vec<FieldError> = long
            .map(|(field, _)| FieldError {
                max: u32::try_from(DRAFT_CHARACTERS).ok(),
                ..FieldError::new(field, code::TEXT_TOO_LONG)
            })
            .collect();
        match faults.is_empty() {
            true => Ok(()),
            false => Err(Errors(faults)),
        }
    }

    /// Whether anything was typed; the kind alone says nothing.
    pub fn is_written(&self) -> bool {
        let texts = [
            &self.reason,
            &self.other_reason,
            &self.commitment_what,
            &self.commitment_due,
        ];
        texts.iter().any(|text| !text.trim().is_empty())
    }

    /// Checks all fields. `page` is the language of the desk, for a reason without letters.
    pub fn check(&self, page: Lang) -> Result<CheckedAnswer, Errors> {
        let mut form = Form::default();
        let kind = form.choice("kind", &self.kind, &ANSWER_KINDS);
        let reason = form.body("reason", &self.reason, REASON);
        let lang = form.optional_choice("lang", &self.lang, &TextLang::ALL.map(TextLang::code));
        let what = form.body("commitment_what", &self.commitment_what, COMMITMENT);
        let commitment_due = form.date("commitment_due", &self.commitment_due);
        let other_reason = form.body("other_reason", &self.other_reason, REASON);
        form.done(CheckedAnswer {
            kind,
            letters: letters(&reason),
            lang: lang
                .and_then(TextLang::parse)
                .unwrap_or_else(|| detect(&reason, page)),
            reason,
            commitment_what: filled(what),
            commitment_due,
            other_reason: filled(other_reason),
        })
    }
}

fn filled(text: String) -> Option<String> {
    Some(text).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::faults;
    use super::*;

    fn draft(kind: &str, reason: &str) -> AnswerDraft {
        let (kind, reason) = (kind.to_owned(), reason.to_owned());
        AnswerDraft {
            kind,
            reason,
            ..AnswerDraft::default()
        }
    }

    #[test]
    fn an_answer_is_read_with_its_letters_and_language() {
        let typed = AnswerDraft {
            commitment_what: "تمديد ساعات العمل".to_owned(),
            commitment_due: "٢٠٢٧-٠٣-٠١".to_owned(),
            other_reason: "We will extend the hours.".to_owned(),
            ..draft("adopted", " سَنُمدِّد الساعات 3 أيام! ")
        };
        let checked = typed.check(Lang::En).unwrap();
        assert_eq!((checked.kind, checked.letters), ("adopted", 16));
        assert_eq!(
            (checked.lang, checked.reason.as_str()),
            (TextLang::Ar, "سَنُمدِّد الساعات 3 أيام!")
        );
        assert_eq!(checked.commitment_due, Some(date(2027, 3, 1)));
        assert!(checked.commitment_what.is_some() && checked.other_reason.is_some());

        let bare = draft("acknowledged", "").check(Lang::Ar).unwrap();
        assert_eq!(
            (bare.reason.as_str(), bare.letters, bare.lang),
            ("", 0, TextLang::Ar)
        );
        assert_eq!((bare.commitment_what, bare.other_reason), (None, None));
        let padded = draft("rejected", &"ـ. 7".repeat(100))
            .check(Lang::Ar)
            .unwrap();
        assert_eq!(padded.letters, 0);
    }

    #[test]
    fn a_draft_may_be_longer_than_an_answer_and_not_endless() {
        let long = draft("rejected", &"ك".repeat(20_000));
        assert!(long.fits_a_draft().is_ok() && long.check(Lang::Ar).is_err());
        let endless = draft("rejected", &"x".repeat(20_001));
        assert_eq!(faults(endless.fits_a_draft()), ["reason: text_too_long"]);
        assert!(!draft("rejected", " \n").is_written());
    }

    #[test]
    fn each_fault_has_its_code() {
        assert_eq!(
            faults(draft("", "text").check(Lang::Ar)),
            ["kind: choice_unknown"]
        );
        assert_eq!(
            faults(draft("none", "text").check(Lang::Ar)),
            ["kind: choice_unknown"]
        );
        let all = AnswerDraft {
            kind: "postponed".to_owned(),
            reason: "x".repeat(4_001),
            lang: "fa".to_owned(),
            commitment_what: "a\u{202E}bc".to_owned(),
            commitment_due: "2027-02-29".to_owned(),
            other_reason: "a\u{0}".to_owned(),
        };
        assert_eq!(
            faults(all.check(Lang::Ar)),
            [
                "kind: choice_unknown",
                "reason: text_too_long",
                "lang: choice_unknown",
                "commitment_what: char_refused",
                "commitment_due: date_invalid",
                "other_reason: char_refused",
            ]
        );
    }
}
