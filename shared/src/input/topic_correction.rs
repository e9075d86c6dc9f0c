//! A description corrected after the topic was opened, with its public reason.

use serde::{Deserialize, Serialize};

use super::Errors;
use super::form::{Form, Size};

const DESCRIPTION: Size = Size::of(20, 8_000);

/// The fields of the form as typed, and what they are once checked.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TopicCorrectionDraft {
    pub description_ar: String,
    pub description_en: String,
    pub reason_ar: String,
    pub reason_en: String,
}

impl TopicCorrectionDraft {
    /// The same fields, cleaned: the description of 20 to 8,000 characters and the reason of at least
    /// 10 letters, each in both languages.
    pub fn check(&self) -> Result<Self, Errors> {
        let mut form = Form::default();
        let checked = Self {
            description_ar: form.body("description_ar", &self.description_ar, DESCRIPTION),
            description_en: form.body("description_en", &self.description_en, DESCRIPTION),
            reason_ar: form.reason("reason_ar", &self.reason_ar),
            reason_en: form.reason("reason_en", &self.reason_en),
        };
        form.done(checked)
    }
}

#[cfg(test)]
mod tests {
    use super::super::faults;
    use super::*;

    #[test]
    fn a_correction_says_why_in_both_languages() {
        let good = TopicCorrectionDraft {
            description_ar: "نراجع ساعات فتح المكتبات العامة كلها.".to_owned(),
            description_en: "We review the hours of all public libraries.".to_owned(),
            reason_ar: "نسينا مكتبات القرى.".to_owned(),
            reason_en: "We had left out villages.".to_owned(),
        };
        assert_eq!(good.check(), Ok(good.clone()));
        let bad = TopicCorrectionDraft {
            description_en: "Short.".to_owned(),
            reason_ar: "  ".to_owned(),
            reason_en: "1234567890 ...".to_owned(),
            ..good
        };
        assert_eq!(
            faults(bad.check()),
            [
                "description_en: text_too_short",
                "reason_ar: text_empty",
                "reason_en: text_too_short"
            ]
        );
    }
}
