//! The forms of a reader who reports a suggestion, and of the desk that keeps it.

use serde::{Deserialize, Serialize};

use super::Errors;
use super::form::{Form, Size};
use crate::suggestion::PolicyReason;

const NOTE: Size = Size::optional(1, 500);
const KEPT: Size = Size::of(3, 500);

/// A report, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReaderReportDraft {
    /// The number of a reason of the participation policy.
    pub reason: String,
    pub note: String,
}

/// A report that is in form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedReaderReport {
    pub reason: PolicyReason,
    /// At most 500 characters; may be empty.
    pub note: String,
}

impl ReaderReportDraft {
    /// Checks both fields.
    pub fn check(&self) -> Result<CheckedReaderReport, Errors> {
        let mut form = Form::default();
        let reasons = u32::try_from(PolicyReason::ALL.len()).unwrap_or_default();
        let number = form.number("reason", &self.reason, 1, reasons);
        let note = form.body("note", &self.note, NOTE);
        let reason = u8::try_from(number).ok();
        let reason = reason.and_then(|number| PolicyReason::numbered(number).ok());
        form.done(CheckedReaderReport {
            reason: reason.unwrap_or(PolicyReason::OffTopic),
            note,
        })
    }
}

/// Why a desk keeps what was reported, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct KeepDraft {
    pub keep_note: String,
}

impl KeepDraft {
    /// The stored form of the note, 3 to 500 characters.
    pub fn check(&self) -> Result<String, Errors> {
        let mut form = Form::default();
        let note = form.body("keep_note", &self.keep_note, KEPT);
        form.done(note)
    }
}

#[cfg(test)]
mod tests {
    use super::super::faults;
    use super::*;

    #[test]
    fn a_report_needs_a_reason_of_the_policy() {
        let report = |reason: &str, note: &str| {
            ReaderReportDraft {
                reason: reason.to_owned(),
                note: note.to_owned(),
            }
            .check()
        };
        for reason in PolicyReason::ALL.iter().copied() {
            let checked = report(&reason.number().to_string(), "").unwrap();
            assert_eq!(checked.reason, reason);
        }
        let checked = report("٣", " رقم هاتف جاري ").unwrap();
        assert_eq!(checked.reason, PolicyReason::PrivateData);
        assert_eq!(checked.note, "رقم هاتف جاري");
        assert_eq!(faults(report("", "")), ["reason: number_invalid"]);
        assert_eq!(faults(report("0", "")), ["reason: number_out_of_range"]);
        assert_eq!(
            faults(report("9", &"x".repeat(501))),
            ["reason: number_out_of_range", "note: text_too_long"]
        );
    }

    #[test]
    fn keeping_says_why() {
        let keep = |note: &str| {
            KeepDraft {
                keep_note: note.to_owned(),
            }
            .check()
        };
        assert_eq!(keep("It names no one.").as_deref(), Ok("It names no one."));
        assert_eq!(faults(keep(" \n")), ["keep_note: text_empty"]);
        assert_eq!(faults(keep("ok")), ["keep_note: text_too_short"]);
        assert_eq!(faults(keep(&"x".repeat(501))), ["keep_note: text_too_long"]);
    }
}
