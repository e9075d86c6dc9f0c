//! An author changes, adds to or takes back a suggestion.

use leptos::prelude::*;
use shared::lang::Lang;
use shared::view::suggestion_form::{AddBecause, EditForm, EditKind, WithdrawView};

use super::suggest;
use crate::i18n::t;
use crate::layout::Page;
use crate::parts::{errors, field};

/// The form of a change or, once the text is fixed, of a dated addition.
pub fn page(lang: Lang, form: EditForm) -> Page {
    let base = format!("/{}/suggestions/{}", lang.code(), form.reference);
    let stale = form
        .stale
        .then(|| vec![("", t::edit::stale(lang).to_owned())]);
    let summary = match &stale {
        Some(stale) => errors::summary(lang, stale),
        None => errors::summary_of(lang, &form.errors),
    };
    let adding = matches!(form.kind, EditKind::Add { .. });
    let (title, why, fields, submit) = match form.kind {
        EditKind::Change(draft) => (
            t::edit::title(lang),
            t::edit::lede(lang).to_owned(),
            view! {
                {suggest::inputs(lang, &draft, &form.errors)}
                {suggest::language(lang, &draft.lang)}
            }
            .into_any(),
            t::edit::save(lang),
        ),
        EditKind::Add { text, because } => (
            t::edit::add_title(lang),
            match because {
                AddBecause::Answered => t::edit::because_answered(lang).to_owned(),
                AddBecause::QuestionEnded => t::question::ended_meanwhile(lang).to_owned(),
                AddBecause::Lists(others) => t::edit::because_lists(lang, i64::from(others)),
            },
            field::textarea(
                lang,
                field::Text {
                    id: "text".to_owned(),
                    name: "text",
                    label: t::edit::addition(lang).to_owned(),
                    value: text,
                    error: errors::of(lang, &form.errors, "text"),
                    max: Some(2_000),
                    rows: 6,
                    ..field::Text::default()
                },
            ),
            t::edit::add(lang),
        ),
    };
    let stands = (form.stale || adding).then(|| {
        view! {
            <section class="stack">
                <p class="muted">{t::edit::stands(lang)}</p>
                <article class="sug"><div class="body">{suggest::shown(&form.stands)}</div></article>
            </section>
        }
    });
    let main = view! {
        {suggest::head(lang, &form.topic, title)}
        <div class="wrap section stack">
            <p class="lede">{why}</p>
            {summary}
            <form class="stack" method="post" action=format!("{base}/edit")>
                {field::hidden("version", form.version.to_string())}
                {fields}
                <p><button type="submit" class="btn">{submit}</button></p>
            </form>
            {stands}
            <p><a href=format!("{base}/withdraw")>{t::edit::withdraw(lang)}</a></p>
        </div>
    };
    Page::plain(title, main)
}

/// The question before a suggestion is taken back.
pub fn withdraw_page(lang: Lang, view: WithdrawView) -> Page {
    let base = format!("/{}/suggestions/{}", lang.code(), view.reference);
    let others = (view.others > 0)
        .then(|| view! { <p>{t::withdraw::others(lang, i64::from(view.others))}</p> });
    let main = view! {
        {suggest::head(lang, &view.topic, t::withdraw::title(lang))}
        <div class="wrap section stack">
            <p class="lede">{t::withdraw::lede(lang)}</p>
            {others}
            <article class="sug"><div class="body">{suggest::shown(&view.shown)}</div></article>
            <form class="row" method="post" action=format!("{base}/withdraw")>
                <button type="submit" class="btn">{t::withdraw::yes(lang)}</button>
                <a class="btn alt" href=base.clone()>{t::withdraw::no(lang)}</a>
            </form>
        </div>
    };
    Page::plain(t::withdraw::title(lang), main)
}
