//! What an agency asked an author: on the rail of a suggestion, and as a sign at the desk.

use leptos::prelude::*;
use shared::lang::Lang;
use shared::question::Asked;
use shared::view::clock::Ring;
use shared::view::question::{Question, QuestionStands, ReplyForm};
use shared::view::suggestion::SuggestionPage;

use crate::i18n::t;
use crate::parts::field::{self, Text};
use crate::parts::{clock, errors, text};

/// Where the latest question stands, for the desk.
pub fn sign(lang: Lang, asked: Asked) -> &'static str {
    match asked {
        Asked::Open => t::question::sign_open(lang),
        Asked::Replied => t::question::sign_replied(lang),
    }
}

/// A question with what became of it, between the answers.
pub fn on_rail(lang: Lang, agency: &str, one: &Question) -> AnyView {
    let ring = match one.stands {
        QuestionStands::Open => Ring::Empty,
        _ => Ring::Tick,
    };
    let class = match one.stands {
        QuestionStands::Withdrawn { .. } => "say old",
        _ => "say",
    };
    view! {
        <li id=format!("question-{}", one.number)>
            {clock::ring(ring)}
            <p class="when">{text::full_day(lang, one.on)}</p>
            <h3>{t::question::asks(lang)}</h3>
            <div class=class>
                {text::block(one.text.clone())}
                <p class="sign">{agency.to_owned()}</p>
            </div>
            {became(lang, one)}
        </li>
    }
    .into_any()
}

/// What became of a question: the reply, or why there is none.
pub fn became(lang: Lang, one: &Question) -> AnyView {
    match &one.stands {
        QuestionStands::Open => {
            view! { <p class="small muted">{t::question::open(lang)}</p> }.into_any()
        }
        QuestionStands::Decided => {
            view! { <p class="small muted">{t::question::decided(lang)}</p> }.into_any()
        }
        QuestionStands::Withdrawn { on } => view! {
            <p class="small muted">{t::question::withdrawn(lang)} " " {text::day(lang, *on)}</p>
        }
        .into_any(),
        QuestionStands::Replied { text: reply, on } => view! {
            <div class="say">
                <p class="small muted">{t::question::replied(lang)} " " {text::day(lang, *on)}</p>
                {text::block(reply.clone())}
            </div>
        }
        .into_any(),
    }
}

/// Said to the author above the text.
pub fn asks_you(lang: Lang) -> AnyView {
    view! {
        <p class="note">
            {t::question::asks_you(lang)} " "
            <a href="#reply">{t::question::to_reply(lang)}</a>
        </p>
    }
    .into_any()
}

/// The form in which the author replies.
pub fn reply(lang: Lang, view: &SuggestionPage, form: &ReplyForm) -> AnyView {
    let action = format!("/{}/suggestions/{}/reply", lang.code(), view.reference);
    view! {
        <section class="stack measure" aria-labelledby="h-reply">
            <h2 id="h-reply">{t::question::your_reply(lang)}</h2>
            {errors::summary_of(lang, &form.errors)}
            <form class="stack" method="post" action=action>
                {field::hidden("question", form.question.to_string())}
                {field::textarea(lang, Text {
                    id: "reply".to_owned(),
                    name: "reply",
                    label: t::question::reply(lang).to_owned(),
                    hint: Some(t::question::reply_hint(lang).to_owned()),
                    value: form.text.clone(),
                    error: errors::of(lang, &form.errors, "reply"),
                    max: Some(2_000),
                    rows: 5,
                    ..Text::default()
                })}
                <p><button type="submit" class="btn">{t::question::send_reply(lang)}</button></p>
            </form>
        </section>
    }
    .into_any()
}
