//! What an agency asked an author in public, as pages show it.

use jiff::civil::Date;

use super::text::UserText;
use crate::error::Code;
use crate::input::FieldError;

/// One question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    pub number: i32,
    pub text: UserText,
    pub on: Date,
    /// How many answers had been given before it was asked.
    pub after_answers: usize,
    pub stands: QuestionStands,
}

/// What became of a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum QuestionStands {
    Open,
    Replied {
        text: UserText,
        on: Date,
    },
    /// The agency decided without a reply.
    Decided,
    Withdrawn {
        on: Date,
    },
}

/// The form in which an author replies.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReplyForm {
    /// The number of the question.
    pub question: i32,
    pub text: String,
    pub errors: Vec<FieldError>,
}

/// What the desk asked and may ask.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseQuestions {
    /// The oldest first.
    pub asked: Vec<Question>,
    /// Why nothing can be asked now.
    pub may_ask: Result<(), Code>,
    pub form: QuestionForm,
}

/// The form of a question, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct QuestionForm {
    pub text: String,
    pub errors: Vec<FieldError>,
    /// Something changed meanwhile: it stands on the page, and what was typed is kept.
    pub stale: bool,
}

/// A question that waits for a reply of the reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingQuestion {
    pub reference: String,
    pub title: UserText,
}
