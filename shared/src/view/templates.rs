//! The answer templates of an agency, as its managers keep them and its desk chooses them.

use jiff::civil::Date;

use super::desk::DeskHead;
use crate::answer::AnswerKind;
use crate::input::{FieldError, TemplateDraft};

/// A template in the choice beside an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateChoice {
    pub id: String,
    pub kind: AnswerKind,
    pub label: String,
}

/// `GET /{lang}/desk/{agency}/templates`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplatesPage {
    pub head: DeskHead,
    /// In use by kind and name, and after them those that are not any more.
    pub templates: Vec<TemplateLine>,
    pub draft: TemplateDraft,
    pub errors: Vec<FieldError>,
    pub done: Option<TemplateDone>,
}

/// What has just been done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TemplateDone {
    Added,
    Changed,
    Retired,
}

/// One template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateLine {
    pub id: String,
    pub kind: AnswerKind,
    pub label: String,
    pub text_ar: String,
    pub text_en: String,
    pub retired_on: Option<Date>,
}

/// `GET /{lang}/desk/{agency}/templates/{template}`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplatePage {
    pub head: DeskHead,
    pub id: String,
    pub version: i32,
    pub draft: TemplateDraft,
    pub errors: Vec<FieldError>,
    /// Somebody else changed it meanwhile; what was typed is kept.
    pub stale: bool,
}
