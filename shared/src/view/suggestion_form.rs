//! Writing, checking, posting, changing and taking back a suggestion.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::error::Code;
use crate::input::{FieldError, SuggestionDraft};
use crate::lang::{TextDir, TextLang};

/// The topic that a suggestion is written in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormTopic {
    pub slug: String,
    /// In the language of the page.
    pub title: String,
    /// The agency's question, in the language of the page.
    pub question: String,
}

/// Everything that the form of a new suggestion carries, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SuggestFields {
    pub title: String,
    pub text: String,
    pub lang: String,
    pub ground_kind: String,
    pub ground_text: String,
    pub ground_link: String,
    pub governorate: String,
    pub wilayat: String,
    /// `yes`, or empty.
    pub show_name: String,
    /// The place among one's own priorities, from 1, or empty: not at all.
    pub place: String,
    /// The idempotency key of the posting.
    pub key: String,
    /// A field that people do not see.
    pub leave_empty: String,
}

impl SuggestFields {
    /// The part that is the suggestion itself.
    pub fn draft(&self) -> SuggestionDraft {
        SuggestionDraft {
            title: self.title.clone(),
            text: self.text.clone(),
            lang: self.lang.clone(),
            ground_kind: self.ground_kind.clone(),
            ground_text: self.ground_text.clone(),
            ground_link: self.ground_link.clone(),
            governorate: self.governorate.clone(),
            wilayat: self.wilayat.clone(),
        }
    }
}

/// The form, empty or as it was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SuggestForm {
    pub topic: FormTopic,
    pub fields: SuggestFields,
    pub errors: Vec<FieldError>,
    /// Why nothing at all is taken now.
    pub refused: Option<Code>,
}

/// The page on which a suggestion is looked at before it is posted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SuggestCheck {
    pub topic: FormTopic,
    pub fields: SuggestFields,
    pub shown: ShownText,
    /// Titles on the person's list, the first priority first.
    pub list: Vec<ListTitle>,
    pub max: usize,
    /// The name shown with it; `None` for "a participant".
    pub name: Option<String>,
}

/// A suggestion as it will appear.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownText {
    pub title: String,
    pub text: String,
    pub lang: TextLang,
    pub dir: TextDir,
}

/// A suggestion on the person's list, as the check page names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListTitle {
    pub title: String,
    pub lang: TextLang,
    pub dir: TextDir,
}

/// The confirmation of a posted suggestion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostedView {
    pub topic: FormTopic,
    pub reference: String,
    pub shown: ShownText,
    /// The agency's name in the language of the page.
    pub agency: String,
    pub acknowledge_by: Option<Date>,
    pub decide_by: Option<Date>,
    /// Its place on the author's list, from 1.
    pub place: Option<usize>,
    /// How many suggestions are on that list.
    pub listed: usize,
    pub max: usize,
    pub list_version: u32,
    pub key: String,
}

/// The form of the author's changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditForm {
    pub topic: FormTopic,
    pub reference: String,
    pub version: i32,
    pub kind: EditKind,
    /// The text as it stands.
    pub stands: ShownText,
    pub errors: Vec<FieldError>,
    /// The text was changed elsewhere since the form was opened: what stands is newer.
    pub stale: bool,
}

/// What the author may do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EditKind {
    /// Change it, as typed.
    Change(SuggestionDraft),
    /// Only add to it, as typed, for this reason.
    Add { text: String, because: AddBecause },
}

/// Why a text is only added to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AddBecause {
    Answered,
    /// On the lists of so many others.
    Lists(u32),
    /// A reply to a question that ended before it came.
    QuestionEnded,
}

/// The question before a suggestion is taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WithdrawView {
    pub topic: FormTopic,
    pub reference: String,
    pub shown: ShownText,
    /// On the lists of so many other people.
    pub others: u32,
}
