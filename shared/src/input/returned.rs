//! A decision sent back to who wrote it.

use serde::{Deserialize, Serialize};

use super::Errors;
use super::form::{Form, Size};

const NOTE: Size = Size::of(3, 1_000);
const OWN: Size = Size::optional(3, 1_000);

/// The form, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReturnDraft {
    pub note: String,
}

impl ReturnDraft {
    /// The note, 3 to 1,000 characters; who takes back what they wrote needs none.
    pub fn check(&self, own: bool) -> Result<String, Errors> {
        let mut form = Form::default();
        let note = form.body("note", &self.note, if own { OWN } else { NOTE });
        form.done(note)
    }
}

#[cfg(test)]
mod tests {
    use super::super::faults;
    use super::*;

    #[test]
    fn who_sends_back_says_why() {
        let typed = |note: &str| ReturnDraft {
            note: note.to_owned(),
        };
        assert_eq!(
            typed(" Which budget? ").check(false).unwrap(),
            "Which budget?"
        );
        assert_eq!(faults(typed(" \n").check(false)), ["note: text_empty"]);
        assert_eq!(typed("").check(true).unwrap(), "");
        let much = typed(&"x".repeat(1_001));
        assert_eq!(faults(much.check(true)), ["note: text_too_long"]);
    }
}
