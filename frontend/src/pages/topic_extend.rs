//! Moving the closing day of an open topic.

use leptos::prelude::*;
use shared::lang::Lang;
use shared::view::topic_editor::ExtendPage;

use crate::i18n::t;
use crate::layout::Page;
use crate::parts::desk::{self, Room};
use crate::parts::errors;
use crate::parts::field::{self, Kind, Text};

/// `GET /{lang}/desk/{agency}/topics/{slug}/extend`
pub fn page(lang: Lang, view: ExtendPage) -> Page {
    let base = format!("{}/topics", desk::path(lang, &view.head));
    let typed = &view.typed;
    let reason = |name: &'static str, label: &str, value: &str| {
        field::textarea(
            lang,
            Text {
                id: name.to_owned(),
                name,
                label: label.to_owned(),
                value: value.to_owned(),
                error: errors::of(lang, &view.errors, name),
                max: Some(1_000),
                rows: 4,
                ..Text::default()
            },
        )
    };
    let closes = view.closes.map(|closes| {
        view! { <p>{t::editor::closes_now(lang)} " " {desk::day(lang, closes)}</p> }
    });
    let main = view! {
        <div class="wrap section stack">
            {desk::tabs(lang, &view.head, Room::Topics)}
            <h1>{t::editor::extend_title(lang)}</h1>
            <p><b><bdi>{desk::title_or_none(lang, &view.title)}</bdi></b></p>
            {closes}
            {errors::summary_of(lang, &view.errors)}
            <p class="hint">{t::editor::extend_hint(lang)}</p>
            <form class="stack" method="post" action=format!("{base}/{}/extend", view.slug)>
                {field::text(lang, Text {
                    id: "closes".to_owned(),
                    name: "closes",
                    label: t::editor::extend_to(lang).to_owned(),
                    value: typed.closes.clone(),
                    error: errors::of(lang, &view.errors, "closes"),
                    kind: Kind::Day,
                    ..Text::default()
                })}
                <div class="pair">
                    {reason("reason_ar", t::editor::extend_reason_ar(lang), &typed.reason_ar)}
                    {reason("reason_en", t::editor::extend_reason_en(lang), &typed.reason_en)}
                </div>
                <p class="row">
                    <button class="btn" type="submit">{t::editor::extend_confirm(lang)}</button>
                    <a href=base.clone()>{t::editor::back(lang)}</a>
                </p>
            </form>
        </div>
    };
    Page::plain(t::editor::extend_title(lang), main).wide()
}
