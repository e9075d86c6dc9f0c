//! One form for many suggestions.

use serde::{Deserialize, Serialize};

use super::{AnswerDraft, HideDraft};
use crate::bulk::BulkKind;

/// What is said to each of them, as typed. An answer uses the first four fields, hiding the last
/// two.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct BulkDraft {
    pub reason: String,
    pub other_reason: String,
    pub commitment_what: String,
    pub commitment_due: String,
    /// The number of a reason of the participation policy.
    pub policy: String,
    pub note: String,
}

impl BulkDraft {
    /// The answer that each is given.
    pub fn answer(&self, kind: BulkKind) -> AnswerDraft {
        AnswerDraft {
            kind: kind
                .answer()
                .map(|kind| kind.as_str().to_owned())
                .unwrap_or_default(),
            reason: self.reason.clone(),
            lang: String::new(),
            commitment_what: self.commitment_what.clone(),
            commitment_due: self.commitment_due.clone(),
            other_reason: self.other_reason.clone(),
        }
    }

    /// The hiding of each.
    pub fn hiding(&self) -> HideDraft {
        HideDraft {
            reason: self.policy.clone(),
            note: self.note.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_form_holds_an_answer_or_a_hiding() {
        let typed = BulkDraft {
            reason: "سبب".to_owned(),
            commitment_due: "2027-01-31".to_owned(),
            policy: "4".to_owned(),
            ..BulkDraft::default()
        };
        let answer = typed.answer(BulkKind::Adopt);
        assert_eq!(
            (answer.kind.as_str(), answer.reason.as_str()),
            ("adopted", "سبب")
        );
        assert_eq!(answer.commitment_due, "2027-01-31");
        assert_eq!(typed.hiding().reason, "4");
    }
}
