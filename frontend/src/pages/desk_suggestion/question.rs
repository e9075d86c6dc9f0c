//! What the desk asked the author in public, and the form to ask.

use leptos::prelude::*;
use shared::error::Code;
use shared::lang::Lang;
use shared::question::QUESTION_LETTERS;
use shared::view::desk::CasePage;
use shared::view::question::{CaseQuestions, Question, QuestionStands};

use crate::i18n::{t, words_of};
use crate::parts::field::{self, Text};
use crate::parts::{desk, errors, question};

/// Every question with its reply, the first one first.
pub fn asked(lang: Lang, base: &str, view: &CasePage) -> Option<AnyView> {
    let asked = &view.questions.asked;
    let items = asked.iter().map(|one| line(lang, base, one)).collect_view();
    (!asked.is_empty()).then(|| {
        view! {
            <section class="stack" aria-labelledby="questions">
                <h2 id="questions">{t::question::title(lang)}</h2>
                <ol class="stack">{items}</ol>
            </section>
        }
        .into_any()
    })
}

fn line(lang: Lang, base: &str, one: &Question) -> AnyView {
    let withdraw = (one.stands == QuestionStands::Open).then(|| {
        view! {
            <form method="post" action=format!("{base}/question/withdraw")>
                {field::hidden("number", one.number.to_string())}
                <p><button class="btn alt" type="submit">{t::question::withdraw(lang)}</button></p>
            </form>
        }
    });
    view! {
        <li class="reply stack">
            <p><b>{t::question::asks(lang)}</b> " · " {desk::day(lang, one.on)}</p>
            {desk::block(&one.text)}
            {question::became(lang, one)}
            {withdraw}
        </li>
    }
    .into_any()
}

/// The form to ask, or why nothing can be asked. What was typed is kept either way.
pub fn ask(lang: Lang, base: &str, questions: &CaseQuestions) -> Option<AnyView> {
    let form = &questions.form;
    let typed = !form.text.is_empty() || !form.errors.is_empty() || form.stale;
    let stale = form.stale.then(|| desk::stale(t::question::stale(lang)));
    let inner = match questions.may_ask {
        // An open question stands on the page, a decision too.
        Err(Code::QuestionNoAuthor) => {
            view! { <p class="ghost">{words_of(lang, Code::QuestionNoAuthor)}</p> }.into_any()
        }
        Err(code) if typed => view! {
            <p class="ghost">{words_of(lang, code)}</p>
            {kept(&form.text)}
        }
        .into_any(),
        Err(_) => return None,
        Ok(()) => fields(lang, base, questions),
    };
    Some(
        view! {
            <details open=typed>
                <summary>{t::question::ask(lang)}</summary>
                <div class="stack">{stale} {inner}</div>
            </details>
        }
        .into_any(),
    )
}

fn kept(typed: &str) -> Option<AnyView> {
    let lang = shared::view::text::UserText::detected(typed.to_owned(), Lang::Ar);
    (!typed.is_empty()).then(|| desk::block(&lang))
}

fn fields(lang: Lang, base: &str, questions: &CaseQuestions) -> AnyView {
    let form = &questions.form;
    let least = i64::try_from(QUESTION_LETTERS).unwrap_or_default();
    view! {
        {errors::summary_of(lang, &form.errors)}
        <form class="stack" method="post" action=format!("{base}/question")>
            {field::textarea(lang, Text {
                id: "question".to_owned(),
                name: "question",
                label: t::question::field(lang).to_owned(),
                hint: Some(t::question::hint(lang, least)),
                value: form.text.clone(),
                error: errors::of(lang, &form.errors, "question"),
                max: Some(1_000),
                rows: 4,
                ..Text::default()
            })}
            <p class="small muted">{t::question::no_clock(lang)}</p>
            <p class="row"><button class="btn alt" type="submit">{t::question::send(lang)}</button></p>
        </form>
    }
    .into_any()
}
