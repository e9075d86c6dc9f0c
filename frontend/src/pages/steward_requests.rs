//! Requests of people about their data, for stewards.

use leptos::prelude::*;
use shared::data_request::ANSWER_MOST;
use shared::lang::Lang;
use shared::view::data_requests::{EndedRow, RequestPage, RequestRow, RequestsPage};

use super::requests::kind;
use crate::i18n::{moment, t};
use crate::layout::Page;
use crate::parts::desk::{block, said};
use crate::parts::errors;
use crate::parts::field::{self, Text};
use crate::parts::steward::{Room, tabs};
use crate::parts::text::full_day;
use crate::parts::waiting::waiting;

fn base(lang: Lang) -> String {
    format!("/{}/steward/requests", lang.code())
}

/// `GET /{lang}/steward/requests`
pub fn list(lang: Lang, view: RequestsPage) -> Page {
    let done = view.done.then(|| said(t::requests::done(lang)));
    let rows = view.waiting.iter().map(|one| row(lang, one)).collect_view();
    let queue = match view.waiting.is_empty() {
        true => view! { <p class="ghost">{t::requests::none(lang)}</p> }.into_any(),
        false => view! {
            <table class="tbl fold">
                <caption class="vh">{t::requests::queue(lang)}</caption>
                <thead>
                    <tr>
                        <th scope="col">{t::requests::what(lang)}</th>
                        <th scope="col">{t::people::sign_in(lang)}</th>
                        <th scope="col">{t::requests::asked_on(lang)}</th>
                        <th scope="col">{t::requests::due(lang)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        }
        .into_any(),
    };
    let ended = view.ended.iter().map(|one| over(lang, one)).collect_view();
    let ended = (!view.ended.is_empty()).then(|| {
        view! {
            <section class="stack" aria-labelledby="h-ended">
                <h2 id="h-ended">{t::requests::ended(lang)}</h2>
                <ul>{ended}</ul>
            </section>
        }
    });
    let main = view! {
        <div class="wrap section stack">
            {tabs(lang, Room::Requests)}
            <h1>{t::requests::queue(lang)}</h1>
            <p class="lede">{t::requests::queue_lede(lang)}</p>
            {done}
            {queue}
            {ended}
        </div>
    };
    Page::plain(t::requests::queue(lang), main).wide()
}

fn row(lang: Lang, one: &RequestRow) -> AnyView {
    view! {
        <tr>
            <th scope="row">
                <a href=format!("{}/{}", base(lang), one.id)>{kind(lang, one.kind)}</a>
            </th>
            <td data-l=t::people::sign_in(lang)><bdi dir="ltr">{one.sign_in.clone()}</bdi></td>
            <td data-l=t::requests::asked_on(lang)>{full_day(lang, one.asked_on)}</td>
            <td data-l=t::requests::due(lang)>{waiting(lang, one.waiting)}</td>
        </tr>
    }
    .into_any()
}

fn over(lang: Lang, one: &EndedRow) -> AnyView {
    let how = match one.by_oneself {
        true => t::requests::by_oneself(lang),
        false => t::requests::answered(lang),
    };
    view! {
        <li>
            {kind(lang, one.kind)} " · " {full_day(lang, one.asked_on)} " · " {how} " "
            {full_day(lang, one.ended_on)}
        </li>
    }
    .into_any()
}

/// `GET /{lang}/steward/requests/{request}`
pub fn one(lang: Lang, view: RequestPage) -> Page {
    let title = kind(lang, view.row.kind);
    let person = format!("/{}/steward/people/{}", lang.code(), view.account);
    let main = view! {
        <div class="wrap section stack">
            {tabs(lang, Room::Requests)}
            <h1>{title}</h1>
            {errors::summary_of(lang, &view.errors)}
            <dl class="facts measure">
                <div>
                    <dt>{t::requests::from(lang)}</dt>
                    <dd>
                        <a href=person><bdi>{view.name.clone()}</bdi></a> " · "
                        <bdi dir="ltr">{view.row.sign_in.clone()}</bdi>
                    </dd>
                </div>
                <div>
                    <dt>{t::requests::asked_on(lang)}</dt>
                    <dd><time datetime=view.asked_at.to_string()>{moment(lang, view.asked_at)}</time></dd>
                </div>
                <div>
                    <dt>{t::requests::due(lang)}</dt>
                    <dd>{waiting(lang, view.row.waiting)}</dd>
                </div>
            </dl>
            {block(&view.text)}
            <form class="stack" method="post" action=format!("{}/{}", base(lang), view.row.id)>
                {field::textarea(lang, Text {
                    id: "request_answer".to_owned(),
                    name: "request_answer",
                    label: t::requests::answer(lang).to_owned(),
                    hint: Some(t::requests::answer_hint(lang).to_owned()),
                    value: view.answer.clone(),
                    error: errors::of(lang, &view.errors, "request_answer"),
                    max: Some(ANSWER_MOST),
                    rows: 8,
                    ..Text::default()
                })}
                <p><button class="btn" type="submit">{t::requests::answer_send(lang)}</button></p>
            </form>
        </div>
    };
    Page::plain(title, main).wide()
}
