//! Writing the outcome report.

use leptos::prelude::*;
use shared::lang::Lang;
use shared::view::topic_editor::ReportPage;

use crate::i18n::t;
use crate::layout::Page;
use crate::parts::desk::{self, Room};
use crate::parts::errors;
use crate::parts::field::{self, Text};

/// `GET /{lang}/desk/{agency}/topics/{slug}/report`
pub fn page(lang: Lang, view: ReportPage) -> Page {
    let at = format!("{}/topics/{}", desk::path(lang, &view.head), view.slug);
    let text = |name: &'static str, label: &str, value: &str| {
        field::textarea(
            lang,
            Text {
                id: name.to_owned(),
                name,
                label: label.to_owned(),
                value: value.to_owned(),
                error: errors::of(lang, &view.errors, name),
                max: Some(20_000),
                rows: 16,
                ..Text::default()
            },
        )
    };
    let main = view! {
        <div class="wrap section stack">
            {desk::tabs(lang, &view.head, Room::Topics)}
            <h1>{t::report::title(lang)}</h1>
            <p><b><bdi>{desk::title_or_none(lang, &view.title)}</bdi></b></p>
            {view.saved.then(|| desk::said(t::report::saved(lang)))}
            {view.stale.then(|| desk::stale(t::report::stale(lang)))}
            {errors::summary_of(lang, &view.errors)}
            <p class="hint">{t::report::hint(lang)}</p>
            <form class="stack" method="post" action=format!("{at}/report")>
                {field::hidden("version", view.version.to_string())}
                <div class="pair">
                    {text("ar", t::report::in_arabic(lang), &view.draft.ar)}
                    {text("en", t::report::in_english(lang), &view.draft.en)}
                </div>
                <p class="row">
                    <button class="btn" type="submit">{t::report::save(lang)}</button>
                    <a href=format!("{at}/conclude")>{t::report::to_conclude(lang)}</a>
                </p>
            </form>
        </div>
    };
    Page::plain(t::report::title(lang), main).wide()
}
