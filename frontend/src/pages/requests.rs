//! Requests about one's own data, for who asks.

use leptos::prelude::*;
use shared::data_request::{RequestKind, TEXT_MOST};
use shared::lang::Lang;
use shared::view::data_requests::{OwnRequest, OwnRequestsPage, RequestState};

use crate::i18n::{date, t};
use crate::layout::Page;
use crate::parts::desk::{block, said};
use crate::parts::errors;
use crate::parts::field::{self, Choice, Text};
use crate::parts::text::full_day;
use crate::parts::waiting::waiting;

/// The words of a kind of request.
pub(super) fn kind(lang: Lang, kind: RequestKind) -> &'static str {
    match kind {
        RequestKind::Access => t::requests::access(lang),
        RequestKind::Correction => t::requests::correction(lang),
        RequestKind::Erasure => t::requests::erasure(lang),
        RequestKind::Objection => t::requests::objection(lang),
        RequestKind::Other => t::requests::anything(lang),
    }
}

/// `GET /{lang}/account/requests`
pub fn page(lang: Lang, view: OwnRequestsPage) -> Page {
    let base = format!("/{}/account", lang.code());
    let filed = view.filed.then(|| said(t::requests::filed(lang)));
    let kinds = RequestKind::ALL
        .iter()
        .map(|one| (one.as_str().to_owned(), kind(lang, *one).to_owned()))
        .collect();
    let rows = view
        .requests
        .iter()
        .map(|one| row(lang, one))
        .collect_view();
    let own = (!view.requests.is_empty()).then(|| {
        view! {
            <section class="stack" aria-labelledby="h-own">
                <h2 id="h-own">{t::requests::own(lang)}</h2>
                <div class="people">{rows}</div>
            </section>
        }
    });
    let main = view! {
        <div class="wrap section stack">
            <h1>{t::requests::title(lang)}</h1>
            <p class="lede">{t::requests::lede(lang)}</p>
            <p>
                <a href=format!("{base}/data")>{t::data::title(lang)}</a> " · "
                <a href=base.clone()>{t::account::title(lang)}</a> " · "
                <a href=format!("{base}/erase")>{t::erase::title(lang)}</a>
            </p>
            {filed}
            {errors::summary_of(lang, &view.errors)}
            <form class="stack" method="post" action=format!("{base}/requests")>
                {field::select(lang, Choice {
                    id: "request".to_owned(),
                    name: "request",
                    label: t::requests::what(lang).to_owned(),
                    value: view.draft.request.clone(),
                    error: errors::of(lang, &view.errors, "request"),
                    choices: kinds,
                    ..Choice::default()
                })}
                {field::textarea(lang, Text {
                    id: "request_text".to_owned(),
                    name: "request_text",
                    label: t::requests::text(lang).to_owned(),
                    hint: Some(t::requests::answer_by(lang, date(lang, view.due))),
                    value: view.draft.request_text.clone(),
                    error: errors::of(lang, &view.errors, "request_text"),
                    max: Some(TEXT_MOST),
                    rows: 6,
                    ..Text::default()
                })}
                <p><button class="btn" type="submit">{t::requests::send(lang)}</button></p>
            </form>
            {own}
        </div>
    };
    Page::plain(t::requests::title(lang), main).unlisted()
}

fn row(lang: Lang, one: &OwnRequest) -> AnyView {
    let state = match &one.state {
        RequestState::ByOneself => view! { <p>{t::requests::by_oneself(lang)}</p> }.into_any(),
        RequestState::Waits(due) => view! { <p>{waiting(lang, *due)}</p> }.into_any(),
        RequestState::Answered(on, answer) => view! {
            <div class="reply stack">
                <p class="small">{t::requests::answered(lang)} " " {full_day(lang, *on)}</p>
                {block(answer)}
            </div>
        }
        .into_any(),
    };
    view! {
        <article class="sug"><div class="body stack">
            <h3>{kind(lang, one.kind)}</h3>
            <p class="muted small">{full_day(lang, one.asked_on)}</p>
            {one.text.as_ref().map(block)}
            {state}
        </div></article>
    }
    .into_any()
}
