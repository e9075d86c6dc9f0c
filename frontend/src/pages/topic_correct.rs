//! Correcting the description of an open topic.

use leptos::prelude::*;
use shared::lang::Lang;
use shared::view::topic_editor::CorrectPage;

use crate::i18n::t;
use crate::layout::Page;
use crate::parts::desk::{self, Room};
use crate::parts::errors;
use crate::parts::field::{self, Text};

/// `GET /{lang}/desk/{agency}/topics/{slug}/correct`
pub fn page(lang: Lang, view: CorrectPage) -> Page {
    let base = format!("{}/topics", desk::path(lang, &view.head));
    let area = |name: &'static str, label: &str, value: &str, rows: u32, max: u32| {
        let described = name.starts_with("description");
        field::textarea(
            lang,
            Text {
                id: name.to_owned(),
                name,
                label: label.to_owned(),
                hint: described.then(|| t::editor::markdown(lang).to_owned()),
                value: value.to_owned(),
                error: errors::of(lang, &view.errors, name),
                max: Some(max),
                rows,
                ..Text::default()
            },
        )
    };
    let draft = &view.draft;
    let main = view! {
        <div class="wrap section stack">
            {desk::tabs(lang, &view.head, Room::Topics)}
            <h1>{t::versions::correct(lang)}</h1>
            <p><b><bdi>{desk::title_or_none(lang, &view.title)}</bdi></b></p>
            {view.stale.then(|| desk::stale(t::versions::stale(lang)))}
            {errors::summary_of(lang, &view.errors)}
            <p class="hint">{t::versions::hint(lang)}</p>
            <form class="stack" method="post" action=format!("{base}/{}/correct", view.slug)>
                {field::hidden("version", view.version.to_string())}
                <div class="pair">
                    {area("description_ar", t::editor::field_description_ar(lang), &draft.description_ar, 8, 8_000)}
                    {area("description_en", t::editor::field_description_en(lang), &draft.description_en, 8, 8_000)}
                </div>
                <div class="pair">
                    {area("reason_ar", t::versions::reason_ar(lang), &draft.reason_ar, 3, 1_000)}
                    {area("reason_en", t::versions::reason_en(lang), &draft.reason_en, 3, 1_000)}
                </div>
                <p class="row">
                    <button class="btn" type="submit">{t::versions::confirm(lang)}</button>
                    <a href=base.clone()>{t::editor::back(lang)}</a>
                </p>
            </form>
        </div>
    };
    Page::plain(t::versions::correct(lang), main).wide()
}
