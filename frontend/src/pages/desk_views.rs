//! The views of a queue that its reader keeps.

use leptos::prelude::*;
use shared::input::{FieldError, code};
use shared::lang::Lang;
use shared::view::desk::{AssignedTo, QueueFilter};
use shared::view::saved_views::{Chosen, RemoveViewPage, SavedView, SavedViewDone, SavedViewsPage};

use super::desk_queue::{address, language};
use crate::i18n::t;
use crate::layout::Page;
use crate::parts::desk::{self, Room};
use crate::parts::field::{self, Text};
use crate::parts::{errors, question, text};

/// `GET /{lang}/desk/{agency}/views`
pub fn page(lang: Lang, view: SavedViewsPage) -> Page {
    let queue = desk::path(lang, &view.head);
    let base = format!("{queue}/views");
    let done = view.done.map(|done| {
        desk::said(match done {
            SavedViewDone::Kept => t::views::kept(lang),
            SavedViewDone::Renamed => t::views::renamed(lang),
            SavedViewDone::Removed => t::views::removed(lang),
        })
    });
    // What was refused comes back, even where there is no filter to keep.
    let wanted = view.filter != QueueFilter::default() || !view.errors.is_empty();
    let new = wanted.then(|| keep(lang, &base, &view));
    let none = (view.views.is_empty() && new.is_none())
        .then(|| view! { <p class="ghost">{t::views::none(lang)}</p> });
    let views = view
        .views
        .iter()
        .map(|one| own(lang, &queue, one, &view))
        .collect_view();
    let field = view.renaming.as_ref().map(|(id, ..)| format!("name-{id}"));
    let renaming = view.renaming.as_ref();
    let wrong = faults(lang, &view.errors)
        .or_else(|| renaming.and_then(|(_, _, errors)| faults(lang, errors)));
    let wrong: Vec<_> = wrong
        .into_iter()
        .map(|words| (field.as_deref().unwrap_or("name"), words))
        .collect();
    let main = view! {
        <div class="wrap section stack">
            {desk::tabs(lang, &view.head, Room::Queue)}
            <h1>{t::views::title(lang)}</h1>
            {done}
            {errors::summary(lang, &wrong)}
            <p class="hint">{t::views::lede(lang)}</p>
            {new}
            {none}
            {views}
            <p><a href=queue.clone()>{t::views::back(lang)}</a></p>
        </div>
    };
    Page::plain(t::views::title(lang), main).wide()
}

fn keep(lang: Lang, base: &str, view: &SavedViewsPage) -> AnyView {
    let carried = view
        .filter
        .fields()
        .into_iter()
        .map(|(name, value)| field::hidden(name, value))
        .collect_view();
    view! {
        <section class="stack" aria-labelledby="h-keep">
            <h2 id="h-keep">{t::views::keep_title(lang)}</h2>
            <ul>{read(lang, &view.filter, &view.chosen)}</ul>
            <form class="stack" method="post" action=base.to_owned()>
                {carried}
                {field::text(lang, Text {
                    id: "name".to_owned(),
                    name: "name",
                    label: t::views::name(lang).to_owned(),
                    value: view.name.clone(),
                    error: faults(lang, &view.errors),
                    max: Some(60),
                    ..Text::default()
                })}
                <p><button class="btn" type="submit">{t::views::keep(lang)}</button></p>
            </form>
        </section>
    }
    .into_any()
}

/// What is wrong with a name: one that is missing is asked for by its own words, not by those of a
/// sign-in name.
fn faults(lang: Lang, errors: &[FieldError]) -> Option<String> {
    let first = errors.first()?;
    Some(match first.code {
        code::TEXT_EMPTY => t::views::missing(lang).to_owned(),
        _ => errors::message(lang, first),
    })
}

/// What a filter asks for, a line each.
fn read(lang: Lang, filter: &QueueFilter, chosen: &Chosen) -> AnyView {
    let topic = chosen
        .topic
        .as_ref()
        .map(|title| view! { <li><bdi>{desk::title_or_none(lang, title)}</bdi></li> });
    let person = match &filter.assigned {
        Some(AssignedTo::Me) => Some(t::bulk::me(lang).to_owned()),
        Some(AssignedTo::Nobody) => Some(t::bulk::nobody(lang).to_owned()),
        Some(AssignedTo::Person(_)) => chosen.person.clone(),
        None => None,
    };
    let person = person.map(|name| {
        view! { <li>{t::queue::by_person(lang)} ": " <bdi>{name}</bdi></li> }
    });
    let plain = [
        filter.owed.map(|owed| desk::owed(lang, owed).to_owned()),
        filter
            .stage
            .map(|stage| desk::stage(lang, stage).to_owned()),
        filter.category.clone(),
        filter.place.map(|place| place.name(lang).to_owned()),
        filter.language.map(|of| language(lang, of).to_owned()),
        filter
            .question
            .map(|asked| question::sign(lang, asked).to_owned()),
    ]
    .into_iter()
    .flatten()
    .map(|words| view! { <li><bdi>{words}</bdi></li> })
    .collect_view();
    view! { {topic} {person} {plain} }.into_any()
}

fn own(lang: Lang, queue: &str, one: &SavedView, page: &SavedViewsPage) -> AnyView {
    let at = format!("{queue}/views/{}", one.id);
    let id = format!("name-{}", one.id);
    let renaming = page.renaming.as_ref().filter(|(id, ..)| *id == one.id);
    let typed = renaming.map_or(one.name.text.clone(), |(_, typed, _)| typed.clone());
    let error = renaming.and_then(|(_, _, errors)| faults(lang, errors));
    let gone = (!one.whole).then(|| view! { <p class="small muted">{t::views::gone(lang)}</p> });
    view! {
        <article class="sug stack">
            <h2><a href=address(queue, &one.filter, None)>{text::inline(one.name.clone())}</a></h2>
            {gone}
            <form class="row" method="post" action=at.clone()>
                {field::text(lang, Text {
                    id,
                    name: "name",
                    label: t::views::new_name(lang).to_owned(),
                    value: typed,
                    error,
                    max: Some(60),
                    ..Text::default()
                })}
                <button class="btn alt" type="submit">
                    {t::views::rename(lang)} <span class="vh">" " {text::inline(one.name.clone())}</span>
                </button>
            </form>
            <p>
                <a href=format!("{at}/remove")>
                    {t::views::remove(lang)} <span class="vh">" " {text::inline(one.name.clone())}</span>
                </a>
            </p>
        </article>
    }
    .into_any()
}

/// The question before a view is removed.
pub fn remove(lang: Lang, view: RemoveViewPage) -> Page {
    let base = format!("{}/views", desk::path(lang, &view.head));
    let main = view! {
        <div class="wrap section stack">
            {desk::tabs(lang, &view.head, Room::Queue)}
            <h1>{t::views::remove_title(lang)}</h1>
            <p><b>{text::inline(view.name)}</b></p>
            <p>{t::views::remove_words(lang)}</p>
            <form method="post" action=format!("{base}/{}/remove", view.id)>
                <p class="row">
                    <button class="btn" type="submit">{t::views::remove(lang)}</button>
                    <a href=base.clone()>{t::views::cancel(lang)}</a>
                </p>
            </form>
        </div>
    };
    Page::plain(t::views::remove_title(lang), main).wide()
}
