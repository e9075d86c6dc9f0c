//! Why a count that stands is made again.

use super::Errors;
use super::form::Form;

/// The reason as typed, and cleaned once checked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CountCorrectionDraft {
    pub reason_ar: String,
    pub reason_en: String,
}

impl CountCorrectionDraft {
    /// The same fields, cleaned: at least 10 letters in both languages.
    ///
    /// # Errors
    /// Each field that is refused.
    pub fn check(&self) -> Result<Self, Errors> {
        let mut form = Form::default();
        let checked = Self {
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
        let good = CountCorrectionDraft {
            reason_ar: " عُدّت القائمة نفسها مرتين. ".to_owned(),
            reason_en: "One list was counted twice.".to_owned(),
        };
        let checked = good.check().unwrap();
        assert_eq!(checked.reason_ar, "عُدّت القائمة نفسها مرتين.");
        let bad = CountCorrectionDraft {
            reason_ar: "  ".to_owned(),
            reason_en: "12345 67890 !".to_owned(),
        };
        assert_eq!(
            faults(bad.check()),
            ["reason_ar: text_empty", "reason_en: text_too_short"]
        );
    }
}
