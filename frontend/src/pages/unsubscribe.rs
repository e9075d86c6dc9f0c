//! Letters that somebody stops by the link in one of them.

use leptos::prelude::*;
use shared::lang::Lang;
use shared::view::notices::{Stopping, UnsubscribePage};

use crate::i18n::t;
use crate::layout::Page;
use crate::parts::notice;

/// `GET /{lang}/unsubscribe/{token}`, and what comes of its buttons.
pub fn page(lang: Lang, view: UnsubscribePage) -> Page {
    let path = format!("/{}/unsubscribe/{}", lang.code(), view.token);
    let (title, words, action, button) = match view.stopping {
        Stopping::Asked => (
            t::notices::stop_title(lang),
            notice::stops(lang, view.scope),
            path,
            Some((t::notices::stop(lang), "btn")),
        ),
        Stopping::Stopped => (
            t::notices::stopped_title(lang),
            notice::stopped(lang, view.scope),
            format!("{path}/undo"),
            Some((t::notices::undo(lang), "btn alt")),
        ),
        Stopping::Undone => (
            t::notices::undone_title(lang),
            t::notices::undone(lang).to_owned(),
            path,
            None,
        ),
    };
    let button = button.map(|(words, class)| {
        view! {
            <form method="post" action=action>
                <button type="submit" class=class>{words}</button>
            </form>
        }
    });
    let main = view! {
        <div class="wrap section stack">
            <h1>{title}</h1>
            <p class="lede" role="status">{words}</p>
            {button}
            <p><a href=format!("/{}/account/notices/choices", lang.code())>{t::notices::to_choices(lang)}</a></p>
        </div>
    };
    Page::plain(title, main).unlisted()
}
