//! A request about one's own data, and its answer.

use serde::Deserialize;

use super::form::{Form, Size};
use super::{Errors, code};
use crate::data_request::{ANSWER_MOST, RequestKind, TEXT_MOST};

const TEXT: Size = Size::of(3, TEXT_MOST);
const ANSWER: Size = Size::of(3, ANSWER_MOST);

/// A request, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct RequestDraft {
    /// A word of [`RequestKind`].
    pub request: String,
    pub request_text: String,
}

impl RequestDraft {
    /// Kind and text.
    ///
    /// # Errors
    /// Every field that is not as it must be.
    pub fn check(&self) -> Result<(RequestKind, String), Errors> {
        let mut form = Form::default();
        let known: Vec<&'static str> = RequestKind::ALL.iter().map(|one| one.as_str()).collect();
        let kind = RequestKind::parse(form.choice("request", &self.request, &known));
        let text = form.body("request_text", &self.request_text, TEXT);
        match kind {
            Ok(kind) => form.done((kind, text)),
            Err(_) => Err(form.refused()),
        }
    }
}

/// The answer to a request, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct RequestAnswerDraft {
    pub request_answer: String,
}

impl RequestAnswerDraft {
    /// The stored form of the text.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn check(&self) -> Result<String, Errors> {
        let mut form = Form::default();
        let text = form.body("request_answer", &self.request_answer, ANSWER);
        form.done(text)
    }
}

/// A fault of the whole request: too many of one person wait.
pub fn too_many_requests() -> Errors {
    Errors(vec![super::FieldError::new("", code::REQUEST_LIMIT)])
}

#[cfg(test)]
mod tests {
    use super::super::faults;
    use super::*;

    #[test]
    fn a_request_has_a_kind_and_a_text() {
        let draft = |kind: &str, text: &str| RequestDraft {
            request: kind.into(),
            request_text: text.into(),
        };
        let good = draft("correction", " My village is spelt wrong. ");
        let wanted = (
            RequestKind::Correction,
            "My village is spelt wrong.".to_owned(),
        );
        assert_eq!(good.check(), Ok(wanted));
        assert_eq!(
            faults(draft("all", "").check()),
            ["request: choice_unknown", "request_text: text_empty"]
        );
        let long = "a".repeat(2_001);
        assert_eq!(
            faults(draft("other", &long).check()),
            ["request_text: text_too_long"]
        );
        assert_eq!(
            faults(RequestAnswerDraft::default().check()),
            ["request_answer: text_empty"]
        );
    }
}
