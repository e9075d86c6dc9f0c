//! A draft as the public will see it, marked as a preview.

use leptos::prelude::*;
use shared::lang::Lang;
use shared::view::topic_editor::PreviewPage;

use super::topic_about;
use crate::i18n::t;
use crate::layout::Page;
use crate::parts::desk::{self, Room};
use crate::parts::topic_tabs;

/// `GET /{lang}/desk/{agency}/topics/{slug}/preview`
pub fn page(lang: Lang, view: PreviewPage) -> Page {
    let at = format!(
        "{}/topics/{}",
        desk::path(lang, &view.desk),
        view.about.head.slug
    );
    let example = view
        .example_days
        .then(|| view! { " " {t::editor::preview_days(lang)} });
    let main = view! {
        <div class="wrap section stack">
            {desk::tabs(lang, &view.desk, Room::Topics)}
            <p class="note">
                <b>{t::editor::preview_title(lang)}</b> " " {t::editor::preview_note(lang)} {example}
                " " <a href=format!("{at}/edit")>{t::editor::edit(lang)}</a>
            </p>
        </div>
        {topic_tabs::mast(lang, &view.about.head)}
        {topic_about::body(lang, &view.about)}
    };
    let title = desk::title_or_none(lang, &view.about.head.title);
    Page::plain(format!("{} {title}", t::editor::preview_title(lang)), main).unlisted()
}
