//! The form of a desk that asks an author something in public.

use serde::{Deserialize, Serialize};

use super::Errors;
use super::form::{Form, Size};
use super::objection::substance;
use crate::error::Code;
use crate::question::QUESTION_LETTERS;

const QUESTION: Size = Size::of(1, 1_000);

/// A question, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct QuestionDraft {
    pub question: String,
}

impl QuestionDraft {
    /// The stored form of the text: at most 1,000 characters with at least [`QUESTION_LETTERS`]
    /// letters among them.
    pub fn check(&self) -> Result<String, Errors> {
        let mut form = Form::default();
        let text = form.body("question", &self.question, QUESTION);
        let least = (QUESTION_LETTERS, Code::QuestionTooShort);
        substance(&mut form, "question", &text, least);
        form.done(text)
    }
}

#[cfg(test)]
mod tests {
    use super::super::faults;
    use super::*;

    #[test]
    fn a_question_has_substance_and_an_end() {
        let ask = |text: &str| {
            QuestionDraft {
                question: text.to_owned(),
            }
            .check()
        };
        let arabic = "في أي ساعة تحتاج إلى الحافلة، وأي أيام الأسبوع؟";
        assert_eq!(ask(&format!(" {arabic}\r\n")).as_deref(), Ok(arabic));
        assert!(ask("abcdefghijklmnopqrst").is_ok());
        assert!(ask(&"x".repeat(1_000)).is_ok());
        for (text, fault) in [
            ("", "question: text_empty"),
            (" \n\t \u{A0}\u{200B}", "question: text_empty"),
            ("abcdefghijklmnopqrs", "question: question_too_short"),
            ("???????????????????????", "question: question_too_short"),
            (
                "ـــــــــــــــــــــــ لماذا؟",
                "question: question_too_short",
            ),
            (&"x".repeat(1_001), "question: text_too_long"),
            (&"x".repeat(1_000_000), "question: text_too_long"),
            ("abcdefghijklmnopqrstuvw\u{202E}x", "question: char_refused"),
        ] {
            assert_eq!(faults(ask(text)), [fault], "{text:.40}");
        }
    }
}
