//! An answer template as a manager types it.

use serde::{Deserialize, Serialize};

use super::form::{Form, Size};
use super::{ANSWER_KINDS, Errors, FieldError};
use crate::error::Code;
use crate::template::names_unknown;

const LABEL: Size = Size::of(3, 80);
const TEXT: Size = Size::of(3, 3_000);

/// The fields of the form, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TemplateDraft {
    /// One of [`ANSWER_KINDS`].
    pub kind: String,
    /// What the desk calls it; never public.
    pub label: String,
    pub text_ar: String,
    pub text_en: String,
}

/// A template that may be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedTemplate {
    /// One of [`ANSWER_KINDS`].
    pub kind: &'static str,
    /// 3 to 80 characters.
    pub label: String,
    /// 3 to 3,000 characters each.
    pub text_ar: String,
    pub text_en: String,
}

impl TemplateDraft {
    /// Checks all fields: the kind of answer, a name for the desk, the text in both languages with
    /// no other names in braces than those that are filled in.
    pub fn check(&self) -> Result<CheckedTemplate, Errors> {
        let mut form = Form::default();
        let kind = form.choice("kind", &self.kind, &ANSWER_KINDS);
        let label = form.line("label", &self.label, LABEL);
        let mut text = |field, typed: &str| {
            let text = form.body(field, typed, TEXT);
            if names_unknown(&text) {
                let code = Code::PlaceholderUnknown.as_str();
                form.refuse(FieldError::new(field, code));
            }
            text
        };
        let text_ar = text("text_ar", &self.text_ar);
        let text_en = text("text_en", &self.text_en);
        form.done(CheckedTemplate {
            kind,
            label,
            text_ar,
            text_en,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::faults;
    use super::*;

    #[test]
    fn a_template_has_both_languages_and_known_names() {
        let draft = TemplateDraft {
            kind: "rejected".to_owned(),
            label: "لا ميزانية".to_owned(),
            text_ar: "نشكرك على «{title}».".to_owned(),
            text_en: "Thank you for “{title}”.".to_owned(),
        };
        assert!(draft.check().is_ok());
        let named = TemplateDraft {
            text_en: "Dear {name}".to_owned(),
            ..draft.clone()
        };
        assert_eq!(faults(named.check()), ["text_en: placeholder_unknown"]);
        let half = TemplateDraft {
            text_ar: " \n".to_owned(),
            kind: "none".to_owned(),
            ..draft
        };
        assert_eq!(
            faults(half.check()),
            ["kind: choice_unknown", "text_ar: text_empty"]
        );
        assert_eq!(faults(TemplateDraft::default().check()).len(), 4);
    }
}
