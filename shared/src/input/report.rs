//! The outcome report as a manager types it.

use serde::{Deserialize, Serialize};

use super::Errors;
use super::form::{Form, Size};

const TEXT: Size = Size::of(40, 20_000);

/// What we heard, what we will do, what we will not and why: in both languages, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReportDraft {
    pub ar: String,
    pub en: String,
}

/// A report that may be stored, 40 to 20,000 characters in each language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedReport {
    pub ar: String,
    pub en: String,
}

impl ReportDraft {
    /// Checks both texts.
    pub fn check(&self) -> Result<CheckedReport, Errors> {
        let mut form = Form::default();
        let ar = form.body("ar", &self.ar, TEXT);
        let en = form.body("en", &self.en, TEXT);
        form.done(CheckedReport { ar, en })
    }
}

#[cfg(test)]
mod tests {
    use super::super::faults;
    use super::*;

    #[test]
    fn both_languages_are_asked_for() {
        for (ar, en, wanted) in [
            (40, 40, &[][..]),
            (20_000, 20_000, &[]),
            (0, 40, &["ar: text_empty"]),
            (39, 20_001, &["ar: text_too_short", "en: text_too_long"]),
        ] {
            let report = ReportDraft {
                ar: "س".repeat(ar),
                en: "x".repeat(en),
            };
            assert_eq!(faults(report.check()), wanted, "{ar} {en}");
        }
    }
}
