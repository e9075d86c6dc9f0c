//! Smaller forms of the desk and of authors: hiding, additions, updates of commitments.

use serde::{Deserialize, Serialize};

use super::Errors;
use super::form::{Form, Size};

/// The states of a commitment.
pub const COMMITMENT_STATES: [&str; 4] = ["planned", "in_progress", "done", "dropped"];

const NOTE: Size = Size::optional(1, 1_000);
const ADDITION: Size = Size::of(3, 2_000);
const UPDATE: Size = Size::optional(3, 2_000);
const REASON: Size = Size::of(3, 2_000);

/// Hiding a suggestion, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct HideDraft {
    /// The number of a reason of the participation policy.
    pub reason: String,
    pub note: String,
}

/// Hiding for a reason that the policy has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedHide {
    pub reason: u32,
    pub note: Option<String>,
}

impl HideDraft {
    /// Checks the fields; `reasons` is how many numbered reasons the policy has.
    pub fn check(&self, reasons: u32) -> Result<CheckedHide, Errors> {
        let mut form = Form::default();
        let reason = form.number("reason", &self.reason, 1, reasons);
        let note = form.body("note", &self.note, NOTE);
        form.done(CheckedHide {
            reason,
            note: Some(note).filter(|note| !note.is_empty()),
        })
    }
}

/// What an author adds once the text itself can no longer change, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DatedAddition {
    pub text: String,
}

impl DatedAddition {
    /// The stored form of the text, 3 to 2,000 characters.
    pub fn check(&self) -> Result<String, Errors> {
        let mut form = Form::default();
        let text = form.body("text", &self.text, ADDITION);
        form.done(text)
    }
}

/// News of a commitment, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CommitmentUpdateDraft {
    /// One of [`COMMITMENT_STATES`].
    pub state: String,
    /// What was done; for a dropped one the reason, which is then needed.
    pub note: String,
}

/// News of a commitment that are in form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedCommitmentUpdate {
    /// One of [`COMMITMENT_STATES`].
    pub state: &'static str,
    /// Empty only if the state speaks for itself.
    pub note: String,
}

impl CommitmentUpdateDraft {
    /// Checks both fields.
    pub fn check(&self) -> Result<CheckedCommitmentUpdate, Errors> {
        let mut form = Form::default();
        let state = form.choice("state", &self.state, &COMMITMENT_STATES);
        let size = if state == "dropped" { REASON } else { UPDATE };
        let note = form.body("note", &self.note, size);
        form.done(CheckedCommitmentUpdate { state, note })
    }
}

#[cfg(test)]
mod tests {
    use super::super::faults;
    use super::*;

    #[test]
    fn hiding_needs_a_numbered_reason() {
        let hide = |reason: &str, note: &str| {
            HideDraft {
                reason: reason.to_owned(),
                note: note.to_owned(),
            }
            .check(8)
        };
        assert_eq!(
            hide("٣", "").unwrap(),
            CheckedHide {
                reason: 3,
                note: None
            }
        );
        assert_eq!(hide("8", " why ").unwrap().note.as_deref(), Some("why"));
        assert_eq!(faults(hide("", "")), ["reason: number_invalid"]);
        assert_eq!(faults(hide("0", "")), ["reason: number_out_of_range"]);
        assert_eq!(
            faults(hide("9", &"x".repeat(1_001))),
            ["reason: number_out_of_range", "note: text_too_long",]
        );
    }

    #[test]
    fn an_addition_says_something() {
        let add = |text: &str| {
            DatedAddition {
                text: text.to_owned(),
            }
            .check()
        };
        assert_eq!(add(" صورة مرفقة \r\n").as_deref(), Ok("صورة مرفقة"));
        assert_eq!(faults(add(" \n ")), ["text: text_empty"]);
        assert_eq!(faults(add("ab")), ["text: text_too_short"]);
        assert_eq!(faults(add(&"x".repeat(2_001))), ["text: text_too_long"]);
    }

    #[test]
    fn dropping_a_commitment_needs_a_reason() {
        let update = |state: &str, note: &str| {
            CommitmentUpdateDraft {
                state: state.to_owned(),
                note: note.to_owned(),
            }
            .check()
        };
        assert_eq!(update("done", "").unwrap().state, "done");
        assert_eq!(update("dropped", "No budget").unwrap().note, "No budget");
        assert_eq!(
            faults(update("dropped", " \u{A0}\u{200B}")),
            ["note: text_empty"]
        );
        assert_eq!(
            faults(update("lost", "x")),
            ["state: choice_unknown", "note: text_too_short"]
        );
    }
}
