//! An answer as the public would see it, before it is sent.

use super::answer::Answer;
use super::desk::DeskHead;
use super::text::UserText;
use crate::input::AnswerDraft;
use crate::lang::Lang;

/// `POST /{lang}/desk/{agency}/suggestions/{ref}/answer/preview`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PreviewPage {
    pub head: DeskHead,
    pub reference: String,
    pub title: UserText,
    /// The language in which the author reads it.
    pub lang: Lang,
    pub answer: Answer,
    /// What was typed, to be sent or gone back to.
    pub draft: AnswerDraft,
    pub seen: i32,
    pub key: String,
    /// Sent, it waits for a second person.
    pub second_person: bool,
}
