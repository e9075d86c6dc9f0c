//! Writing the outcome report.

use leptos::prelude::*;
use shared::lang::Lang;
use shared::view::topic_editor::{Composing, ReportPage};

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
                hint: Some(t::editor::markdown(lang).to_owned()),
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
            {(view.composing == Composing::Filled).then(|| desk::said(t::compose::filled(lang)))}
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
                {compose(lang, view.composing)}
            </form>
        </div>
    };
    Page::plain(t::report::title(lang), main).wide()
}

/// Under the fields and after saving, which stays what Enter does.
fn compose(lang: Lang, composing: Composing) -> AnyView {
    let button = |then: &'static str, words: &'static str| {
        view! { <button class="btn alt" type="submit" name="then" value=then>{words}</button> }
    };
    match composing {
        Composing::Asked => view! {
            <div class="note stack" role="alert" tabindex="-1">
                <p>{t::compose::ask(lang)}</p>
                <p class="row">
                    {button("append", t::compose::append(lang))}
                    {button("replace", t::compose::replace(lang))}
                </p>
            </div>
        }
        .into_any(),
        _ => view! {
            <p class="row">
                {button("compose", t::compose::button(lang))}
                <span class="hint">{t::compose::hint(lang)}</span>
            </p>
        }
        .into_any(),
    }
}
