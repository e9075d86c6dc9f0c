//! The rooms of a steward.

use leptos::prelude::*;
use shared::lang::Lang;

use crate::i18n::t;

/// The rooms of a steward.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Room {
    Objections,
    Calendar,
    People,
    Requests,
    Mail,
}

/// The way between the rooms; `room` is the one it stands in.
pub fn tabs(lang: Lang, room: Room) -> impl IntoView {
    let at = format!("/{}/steward", lang.code());
    let current = |here| (room == here).then_some("page");
    view! {
        <div class="deskhead">
            <p>{t::site::steward(lang)}</p>
            <nav class="tabs" aria-label=t::site::steward(lang)>
                <a href=format!("{at}/objections") aria-current=current(Room::Objections)>
                    {t::objection::queue(lang)}
                </a>
                <a href=format!("{at}/calendar") aria-current=current(Room::Calendar)>
                    {t::calendar::steward_nav(lang)}
                </a>
                <a href=format!("{at}/people") aria-current=current(Room::People)>
                    {t::people::nav(lang)}
                </a>
                <a href=format!("{at}/requests") aria-current=current(Room::Requests)>
                    {t::requests::nav(lang)}
                </a>
                <a href=format!("{at}/mail") aria-current=current(Room::Mail)>
                    {t::outbox::nav(lang)}
                </a>
            </nav>
        </div>
    }
}
