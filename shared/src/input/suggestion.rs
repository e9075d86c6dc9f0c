//! A suggestion as a citizen types it.

use serde::{Deserialize, Serialize};

use super::form::{Form, Size};
use super::places::GOVERNORATES;
use super::{Errors, FieldError, Governorate, Link, code};
use crate::lang::{Lang, TextDir, TextLang, detect, direction};

/// What a suggestion may rest on.
pub const GROUND_KINDS: [&str; 3] = ["own_experience", "study", "practice_elsewhere"];

const TITLE: Size = Size::of(3, 150);
const TEXT: Size = Size::of(10, 4_000);
const GROUND_TEXT: Size = Size::optional(1, 1_000);
const WILAYAT: Size = Size::optional(1, 60);

/// The fields of the form, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SuggestionDraft {
    pub title: String,
    pub text: String,
    /// `ar`, `en`, `other`, or empty: then it is detected.
    pub lang: String,
    /// One of [`GROUND_KINDS`], or empty.
    pub ground_kind: String,
    pub ground_text: String,
    pub ground_link: String,
    /// The code of a governorate, or empty.
    pub governorate: String,
    pub wilayat: String,
}

/// A text with its own direction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct UserText {
    pub text: String,
    pub dir: TextDir,
}

/// What the suggestion rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Ground {
    /// One of [`GROUND_KINDS`].
    pub kind: &'static str,
    pub text: Option<UserText>,
    pub link: Option<Link>,
}

/// Where in Oman it would apply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    pub governorate: &'static Governorate,
    pub wilayat: Option<String>,
}

/// A suggestion that may be stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedSuggestion {
    /// 3 to 150 characters, one line.
    pub title: UserText,
    /// 10 to 4,000 characters.
    pub text: UserText,
    pub lang: TextLang,
    pub ground: Option<Ground>,
    pub place: Option<Place>,
}

impl SuggestionDraft {
    /// Checks all fields. `page` is the language of the page it was typed on, for texts without
    /// letters.
    pub fn check(&self, page: Lang) -> Result<CheckedSuggestion, Errors> {
        let mut form = Form::default();
        let title = form.line("title", &self.title, TITLE);
        let text = form.body("text", &self.text, TEXT);
        let lang = form.optional_choice("lang", &self.lang, &TextLang::ALL.map(TextLang::code));
        let detected = || detect(&format!("{title}\n{text}"), page);
        let lang = lang.and_then(TextLang::parse).unwrap_or_else(detected);
        let ground = self.check_ground(&mut form, page);
        let place = self.check_place(&mut form);
        let (title, text) = (user_text(title, page), user_text(text, page));
        form.done(CheckedSuggestion {
            title,
            text,
            lang,
            ground,
            place,
        })
    }

    fn check_ground(&self, form: &mut Form, page: Lang) -> Option<Ground> {
        let kind = form.optional_choice("ground_kind", &self.ground_kind, &GROUND_KINDS);
        let text = form.body("ground_text", &self.ground_text, GROUND_TEXT);
        let link = form.link("ground_link", &self.ground_link);
        if self.ground_kind.trim().is_empty() && (!text.is_empty() || link.is_some()) {
            form.refuse(FieldError::new("ground_kind", code::CHOICE_UNKNOWN));
        }
        let text = Some(text)
            .filter(|text| !text.is_empty())
            .map(|text| user_text(text, page));
        kind.map(|kind| Ground { kind, text, link })
    }

    fn check_place(&self, form: &mut Form) -> Option<Place> {
        let codes: Vec<&'static str> = GOVERNORATES.iter().map(|one| one.code).collect();
        let code = form.optional_choice("governorate", &self.governorate, &codes);
        let wilayat = form.line("wilayat", &self.wilayat, WILAYAT);
        if self.governorate.trim().is_empty() && !wilayat.is_empty() {
            form.refuse(FieldError::new("governorate", code::CHOICE_UNKNOWN));
        }
        let governorate = code.and_then(Governorate::parse)?;
        Some(Place {
            governorate,
            wilayat: Some(wilayat).filter(|name| !name.is_empty()),
        })
    }
}

fn user_text(text: String, page: Lang) -> UserText {
    let dir = direction(&text, page);
    UserText { text, dir }
}

#[cfg(test)]
mod tests {
    use super::super::faults;
    use super::*;

    fn good() -> SuggestionDraft {
        SuggestionDraft {
            title: " WiFi بطيء في المكتبة! ".to_owned(),
            text: "نحتاج نقاط وصول أكثر\r\nفي الطابق الثاني".to_owned(),
            ..SuggestionDraft::default()
        }
    }

    #[test]
    fn a_whole_suggestion_is_taken() {
        let draft = SuggestionDraft {
            ground_kind: "study".to_owned(),
            ground_text: "Measured in 2025.".to_owned(),
            ground_link: "https://example.om/study".to_owned(),
            governorate: "dhofar".to_owned(),
            wilayat: "صلالة".to_owned(),
            ..good()
        };
        let checked = draft.check(Lang::En).unwrap();
        assert_eq!(checked.title.text, "WiFi بطيء في المكتبة!");
        assert_eq!(checked.title.dir, TextDir::Rtl);
        assert_eq!(checked.text.text, "نحتاج نقاط وصول أكثر\nفي الطابق الثاني");
        assert_eq!(checked.lang, TextLang::Ar);
        let ground = checked.ground.unwrap();
        assert_eq!(
            (ground.kind, ground.text.unwrap().dir),
            ("study", TextDir::Ltr)
        );
        assert_eq!(ground.link.unwrap().as_str(), "https://example.om/study");
        let place = checked.place.unwrap();
        assert_eq!(
            (place.governorate.name_en, place.wilayat.as_deref()),
            ("Dhofar", Some("صلالة"))
        );
    }

    #[test]
    fn ground_and_place_may_be_left_out_and_the_language_changed() {
        let checked = good().check(Lang::En).unwrap();
        assert_eq!((checked.ground, checked.place), (None, None));
        let changed = SuggestionDraft {
            lang: "other".to_owned(),
            ..good()
        };
        assert_eq!(changed.check(Lang::Ar).unwrap().lang, TextLang::Other);
        let kind_alone = SuggestionDraft {
            ground_kind: "own_experience".to_owned(),
            ..good()
        };
        assert!(kind_alone.check(Lang::Ar).unwrap().ground.is_some());
    }

    #[test]
    fn each_fault_has_its_code() {
        type Change = fn(&mut SuggestionDraft);
        let cases: [(Change, &[&str]); 19] = [
            (|d| d.title = "  ".into(), &["title: text_empty"]),
            (
                |d| d.title = "\u{200B}\u{FEFF}".into(),
                &["title: text_empty"],
            ),
            (|d| d.title = "ab".into(), &["title: text_too_short"]),
            (|d| d.title = "ا".repeat(150), &[]),
            (|d| d.title = "ا".repeat(151), &["title: text_too_long"]),
            (|d| d.title = "two\nlines".into(), &["title: char_refused"]),
            (
                |d| d.title = "turned \u{202E}txet".into(),
                &["title: char_refused"],
            ),
            (|d| d.text = String::new(), &["text: text_empty"]),
            (|d| d.text = "too short".into(), &["text: text_too_short"]),
            (|d| d.text = "x".repeat(4_000), &[]),
            (
                |d| d.text = "x".repeat(10_000_000),
                &["text: text_too_long"],
            ),
            (
                |d| d.text = "null \0 in the text".into(),
                &["text: char_refused"],
            ),
            (|d| d.text = "<script>alert(1)</script>".into(), &[]),
            (|d| d.lang = "fr".into(), &["lang: choice_unknown"]),
            (
                |d| d.ground_kind = "rumour".into(),
                &["ground_kind: choice_unknown"],
            ),
            (
                |d| d.ground_text = "I saw it.".into(),
                &["ground_kind: choice_unknown"],
            ),
            (
                |d| d.ground_link = "javascript:alert(1)".into(),
                &["ground_link: link_invalid"],
            ),
            (
                |d| d.wilayat = "نزوى".into(),
                &["governorate: choice_unknown"],
            ),
            (
                |d| d.governorate = "atlantis".into(),
                &["governorate: choice_unknown"],
            ),
        ];
        for (at, (change, wanted)) in cases.into_iter().enumerate() {
            let mut draft = good();
            change(&mut draft);
            assert_eq!(faults(draft.check(Lang::Ar)), wanted, "case {at}");
        }
    }

    #[test]
    fn all_faults_come_at_once_and_the_draft_stays_as_typed() {
        let draft = SuggestionDraft {
            title: " x ".to_owned(),
            text: String::new(),
            lang: "?".to_owned(),
            ground_kind: "study".to_owned(),
            ground_text: "y".repeat(1_001),
            ground_link: format!("https://example.om/{}", "z".repeat(500)),
            governorate: "nowhere".to_owned(),
            wilayat: "w".repeat(61),
        };
        let typed = draft.clone();
        assert_eq!(
            faults(draft.check(Lang::Ar)),
            [
                "title: text_too_short",
                "text: text_empty",
                "lang: choice_unknown",
                "ground_text: text_too_long",
                "ground_link: text_too_long",
                "governorate: choice_unknown",
                "wilayat: text_too_long",
            ]
        );
        assert_eq!(draft, typed);
    }
}
