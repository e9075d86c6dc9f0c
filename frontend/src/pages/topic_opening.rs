//! Opening a topic: what is missing, or what it means.

use leptos::prelude::*;
use shared::lang::Lang;
use shared::view::topic_editor::OpeningPage;

use super::desk_topics::faults;
use crate::i18n::t;
use crate::layout::Page;
use crate::parts::desk::{self, Room};
use crate::parts::field;

/// `GET /{lang}/desk/{agency}/topics/{slug}/open`
pub fn page(lang: Lang, view: OpeningPage) -> Page {
    let at = format!("{}/topics/{}", desk::path(lang, &view.head), view.slug);
    let edit = view! { <a href=format!("{at}/edit")>{t::editor::edit(lang)}</a> };
    let body = match view.faults.is_empty() {
        false => view! {
            <div class="errors" role="alert" tabindex="-1">
                <p>{t::editor::missing(lang)}</p>
                {faults(lang, &view.faults)}
            </div>
            <p>{edit}</p>
        }
        .into_any(),
        true => {
            let days = view.days.map(|(opens, closes)| {
                view! { <p>{desk::day(lang, opens)} " – " {desk::day(lang, closes)}</p> }
            });
            view! {
                <section class="reply stack">
                    <h2><bdi>{desk::title_or_none(lang, &view.title)}</bdi></h2>
                    <p>{view.question.get(lang).to_owned()}</p>
                    {days}
                </section>
                <ul>
                    <li>{t::editor::open_means_texts(lang)}</li>
                    <li>{t::editor::open_means_days(lang)}</li>
                    <li>{t::editor::open_means_answers(lang)}</li>
                    {view.announced.then(|| view! { <li>{t::editor::open_means_announced(lang)}</li> })}
                </ul>
                <form method="post" action=format!("{at}/open")>
                    {field::hidden("version", view.version.to_string())}
                    <p class="row">
                        <button class="btn" type="submit">{t::editor::open_confirm(lang)}</button>
                        {edit}
                    </p>
                </form>
            }
            .into_any()
        }
    };
    let main = view! {
        <div class="wrap section stack">
            {desk::tabs(lang, &view.head, Room::Topics)}
            <h1>{t::editor::open_title(lang)}</h1>
            {view.stale.then(|| desk::stale(t::editor::open_stale(lang)))}
            {body}
        </div>
    };
    Page::plain(t::editor::open_title(lang), main).wide()
}
