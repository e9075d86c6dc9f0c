//! Where a suggestion's answer stands, in one word.

use leptos::prelude::*;
use shared::answer::{AnswerKind, AnswerState};
use shared::lang::Lang;

use super::icon::{Icon, icon};
use crate::i18n::t;

/// The badge of an answer state.
pub fn badge(lang: Lang, answer: AnswerState) -> impl IntoView {
    let (class, sign) = match answer {
        AnswerState::None => ("badge b-wait", Icon::Dots),
        AnswerState::Acknowledged => ("badge b-ack", Icon::Eye),
        AnswerState::Adopted => ("badge b-adopted", Icon::Tick),
        AnswerState::Rejected => ("badge b-rejected", Icon::Cross),
    };
    view! { <span class=class>{icon(sign)} {words(lang, answer)}</span> }
}

/// The badge of one answer.
pub fn kind_badge(lang: Lang, kind: AnswerKind) -> impl IntoView {
    badge(lang, kind.state())
}

/// The word for an answer state.
pub fn words(lang: Lang, answer: AnswerState) -> &'static str {
    match answer {
        AnswerState::None => t::answer::none(lang),
        AnswerState::Acknowledged => t::answer::acknowledged(lang),
        AnswerState::Adopted => t::answer::adopted(lang),
        AnswerState::Rejected => t::answer::rejected(lang),
    }
}
