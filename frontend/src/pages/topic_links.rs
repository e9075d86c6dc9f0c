//! The documents and videos of a topic, for its managers.

use leptos::prelude::*;
use shared::lang::Lang;
use shared::topic::LinkKind;
use shared::topic::links::MOST_LINKS;
use shared::view::topic_editor::LinksPage;

use crate::i18n::{number, t};
use crate::layout::Page;
use crate::parts::desk::{self, Room};
use crate::parts::errors;
use crate::parts::field::{self, Choice, Kind, Text};
use crate::parts::topic_links;

/// `GET /{lang}/desk/{agency}/topics/{slug}/links`
pub fn page(lang: Lang, view: LinksPage) -> Page {
    let base = format!("{}/topics", desk::path(lang, &view.head));
    let at = format!("{base}/{}/links", view.slug);
    let lines = view
        .links
        .iter()
        .map(|(id, line)| {
            let remove = view.may_remove.then(|| {
                view! {
                    <form class="inline" method="post" action=format!("{at}/remove")>
                        {field::hidden("link", id.clone())}
                        <button class="link" type="submit">
                            {t::links::remove(lang)}
                            <span class="vh">" " <bdi>{line.title.get(lang).to_owned()}</bdi></span>
                        </button>
                    </form>
                }
            });
            view! { <li>{topic_links::line(lang, line)} " " {remove}</li> }
        })
        .collect_view();
    let lines = match view.links.is_empty() {
        true => view! { <p class="ghost">{t::links::none(lang)}</p> }.into_any(),
        false => view! { <ul class="links">{lines}</ul> }.into_any(),
    };
    let text = |name: &'static str, label: &str, value: &str, kind: Kind| {
        let max = (kind == Kind::Free).then_some(150);
        field::text(
            lang,
            Text {
                id: name.to_owned(),
                name,
                label: label.to_owned(),
                hint: (kind == Kind::Link).then(|| t::links::address_hint(lang).to_owned()),
                value: value.to_owned(),
                error: errors::of(lang, &view.errors, name),
                max,
                kind,
                ..Text::default()
            },
        )
    };
    let draft = &view.draft;
    let form = view.may_add.then(|| {
        view! {
            <form class="stack" method="post" action=at.clone()>
                <h2>{t::links::add(lang)}</h2>
                {field::radios(lang, Choice {
                    id: "kind".to_owned(),
                    name: "kind",
                    label: t::links::kind(lang).to_owned(),
                    value: draft.kind.clone(),
                    error: errors::of(lang, &view.errors, "kind"),
                    choices: LinkKind::ALL
                        .iter()
                        .map(|kind| (kind.to_string(), topic_links::kind(lang, *kind).to_owned()))
                        .collect(),
                    ..Choice::default()
                })}
                <div class="pair">
                    {text("title_ar", t::editor::field_title_ar(lang), &draft.title_ar, Kind::Free)}
                    {text("title_en", t::editor::field_title_en(lang), &draft.title_en, Kind::Free)}
                </div>
                {text("address", t::links::address(lang), &draft.address, Kind::Link)}
                <p><button class="btn" type="submit">{t::links::add_confirm(lang)}</button></p>
            </form>
        }
    });
    let main = view! {
        <div class="wrap section stack">
            {desk::tabs(lang, &view.head, Room::Topics)}
            <h1>{t::links::heading(lang)}</h1>
            <p><b><bdi>{desk::title_or_none(lang, &view.title)}</bdi></b></p>
            {view.saved.then(|| desk::said(t::links::saved(lang)))}
            {errors::summary_of(lang, &view.errors)}
            <p class="hint">{t::links::hint(lang, number(MOST_LINKS))}</p>
            {lines}
            {form}
            <p><a href=base>{t::editor::back(lang)}</a></p>
        </div>
    };
    Page::plain(t::links::heading(lang), main).wide()
}
