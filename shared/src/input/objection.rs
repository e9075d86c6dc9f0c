//! The forms of an author who objects, and of the steward who decides.

use serde::{Deserialize, Serialize};

use super::form::{Form, Size};
use super::{Errors, FieldError};
use crate::answer::REASON_LETTERS;
use crate::error::Code;
use crate::objection::{OBJECTION_LETTERS, ObjectionOutcome};
use crate::text::letters::letters;

const OBJECTION: Size = Size::of(1, 1_000);
const REASON: Size = Size::of(1, 2_000);
const OUTCOMES: [&str; 2] = [
    ObjectionOutcome::Restored.as_str(),
    ObjectionOutcome::Stands.as_str(),
];

/// An objection, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ObjectionDraft {
    pub objection: String,
}

impl ObjectionDraft {
    /// The stored form of the text: at most 1,000 characters with at least
    /// [`OBJECTION_LETTERS`] letters among them.
    pub fn check(&self) -> Result<String, Errors> {
        let mut form = Form::default();
        let text = form.body("objection", &self.objection, OBJECTION);
        substance(
            &mut form,
            "objection",
            &text,
            (OBJECTION_LETTERS, Code::ObjectionTooShort),
        );
        form.done(text)
    }
}

/// A steward's decision, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DecisionDraft {
    /// A word of [`ObjectionOutcome`].
    pub outcome: String,
    pub public_reason: String,
}

/// A decision that is in form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedDecision {
    pub outcome: ObjectionOutcome,
    /// Public, at least [`REASON_LETTERS`] letters.
    pub reason: String,
}

impl DecisionDraft {
    /// Checks both fields.
    pub fn check(&self) -> Result<CheckedDecision, Errors> {
        let mut form = Form::default();
        let outcome = form.choice("outcome", &self.outcome, &OUTCOMES);
        let reason = form.body("public_reason", &self.public_reason, REASON);
        substance(
            &mut form,
            "public_reason",
            &reason,
            (REASON_LETTERS, Code::ReasonTooShort),
        );
        form.done(CheckedDecision {
            outcome: ObjectionOutcome::parse(outcome).unwrap_or(ObjectionOutcome::Stands),
            reason,
        })
    }
}

/// Letters, not length: spaces, digits and signs are no substance. An empty text has its own fault.
pub(super) fn substance(
    form: &mut Form,
    field: &'static str,
    text: &str,
    (least, code): (usize, Code),
) {
    if !text.is_empty() && letters(text) < least {
        form.refuse(FieldError {
            min: u32::try_from(least).ok(),
            ..FieldError::new(field, code.as_str())
        });
    }
}

#[cfg(test)]
mod tests {
    use super::super::faults;
    use super::*;

    #[test]
    fn an_objection_has_substance_and_an_end() {
        let object = |text: &str| {
            ObjectionDraft {
                objection: text.to_owned(),
            }
            .check()
        };
        let arabic = "لم أذكر اسم أي محل في المقترح، وما كُتب عنه وصف للمكان.";
        assert_eq!(object(arabic).as_deref(), Ok(arabic));
        assert!(object(&"ab ".repeat(333)).is_ok());
        for (text, fault) in [
            ("", "objection: text_empty"),
            (" \n\t \u{A0}\u{200B}", "objection: text_empty"),
            (
                "1234567890 1234567890 1234567890",
                "objection: objection_too_short",
            ),
            ("abcdefghijklmnopqrs", "objection: objection_too_short"),
            (
                "ـــــــــــــــــــــــــــ لا",
                "objection: objection_too_short",
            ),
            (&"x".repeat(1_001), "objection: text_too_long"),
            (&"x".repeat(1_000_000), "objection: text_too_long"),
            (
                "abcdefghijklmnopqrstuvw\u{202E}x",
                "objection: char_refused",
            ),
        ] {
            assert_eq!(faults(object(text)), [fault], "{:.40}", text);
        }
        assert!(object(&"x".repeat(1_000)).is_ok());
        assert!(object("abcdefghijklmnopqrst").is_ok());
    }

    #[test]
    fn a_decision_has_an_outcome_and_a_public_reason() {
        let decide = |outcome: &str, reason: &str| {
            DecisionDraft {
                outcome: outcome.to_owned(),
                public_reason: reason.to_owned(),
            }
            .check()
        };
        let good = "abcdefghij ".repeat(4);
        assert_eq!(
            decide("restored", &good).unwrap(),
            CheckedDecision {
                outcome: ObjectionOutcome::Restored,
                reason: good.trim().to_owned()
            }
        );
        let stands = decide("stands", &good).unwrap();
        assert_eq!(stands.outcome, ObjectionOutcome::Stands);
        assert_eq!(
            faults(decide("", "")),
            ["outcome: choice_unknown", "public_reason: text_empty"]
        );
        assert_eq!(
            faults(decide("upheld", &"a".repeat(39))),
            ["outcome: choice_unknown", "public_reason: reason_too_short"]
        );
        assert_eq!(
            faults(decide("stands", &"a".repeat(2_001))),
            ["public_reason: text_too_long"]
        );
    }
}
