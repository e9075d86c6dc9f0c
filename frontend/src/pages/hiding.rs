//! Hiding a suggestion, and restoring it: what will happen, before it does.

use leptos::prelude::*;
use shared::lang::Lang;
use shared::suggestion::PolicyReason;
use shared::view::desk::{HidePage, RestorePage};

use crate::i18n::{find, t};
use crate::layout::Page;
use crate::parts::desk::{self, Room};
use crate::parts::errors;
use crate::parts::field::{self, Choice, Text};

/// A reason of the participation policy with its number.
pub fn numbered(lang: Lang, reason: PolicyReason) -> String {
    let words = find(lang, &reason.locale_key(), &[]).unwrap_or_else(|| reason.as_str().to_owned());
    format!("{}. {words}", reason.number())
}

/// `GET /{lang}/desk/{agency}/suggestions/{ref}/hide`
pub fn hide(lang: Lang, view: HidePage) -> Page {
    let back = format!(
        "{}/suggestions/{}",
        desk::path(lang, &view.head),
        view.reference
    );
    let reasons = PolicyReason::ALL
        .iter()
        .map(|reason| (reason.number().to_string(), numbered(lang, *reason)))
        .collect();
    let main = view! {
        <div class="wrap section stack">
            {desk::tabs(lang, &view.head, Room::Queue)}
            <h1>{t::hiding::title(lang)}</h1>
            {view.stale.then(|| desk::stale(t::hiding::stale(lang)))}
            {errors::summary_of(lang, &view.errors)}
            <section class="reply stack">
                <p class="muted small">{desk::reference(&view.reference)}</p>
                <h2>{desk::inline(&view.title)}</h2>
                {desk::block(&view.text)}
            </section>
            <ul>
                <li>{t::hiding::means_placeholder(lang)}</li>
                <li>{t::hiding::means_objection(lang)}</li>
                <li>{t::hiding::means_clock(lang)}</li>
            </ul>
            <p><a href=format!("/{}/policy", lang.code())>{t::site::policy(lang)}</a></p>
            <form class="stack" method="post" action=format!("{back}/hide")>
                {field::hidden("version", view.version.to_string())}
                {field::radios(lang, Choice {
                    id: "reason".to_owned(),
                    name: "reason",
                    label: t::hiding::reason(lang).to_owned(),
                    value: view.draft.reason.clone(),
                    error: errors::of(lang, &view.errors, "reason"),
                    choices: reasons,
                    ..Choice::default()
                })}
                {field::textarea(lang, Text {
                    id: "note".to_owned(),
                    name: "note",
                    label: t::hiding::note(lang).to_owned(),
                    hint: Some(t::hiding::note_hint(lang).to_owned()),
                    optional: true,
                    value: view.draft.note.clone(),
                    error: errors::of(lang, &view.errors, "note"),
                    max: Some(1_000),
                    rows: 3,
                    ..Text::default()
                })}
                <p class="row">
                    <button class="btn" type="submit">{t::hiding::confirm(lang)}</button>
                    <a href=back.clone()>{t::hiding::cancel(lang)}</a>
                </p>
            </form>
        </div>
    };
    Page::plain(t::hiding::title(lang), main).wide()
}

/// `GET /{lang}/desk/{agency}/suggestions/{ref}/restore`
pub fn restore(lang: Lang, view: RestorePage) -> Page {
    let action = format!(
        "/{}/desk/{}/suggestions/{}/restore",
        lang.code(),
        view.agency.slug,
        view.reference
    );
    let hidden = match &view.hiding {
        Some(hiding) => {
            let note = hiding.note.as_ref().map(desk::block);
            view! {
                <p>
                    <b>{t::hiding::hidden(lang)}</b> " " {desk::day(lang, hiding.on)} ": "
                    {numbered(lang, hiding.reason)}
                </p>
                {note}
                <ul>
                    <li>{t::hiding::restore_means(lang)}</li>
                    {view.reopens.then(|| view! { <li>{t::hiding::restore_reopens(lang)}</li> })}
                </ul>
                <form method="post" action=action>
                    <p class="row"><button class="btn" type="submit">{t::hiding::restore_confirm(lang)}</button></p>
                </form>
            }
            .into_any()
        }
        None => view! { <p class="ghost">{t::hiding::not_hidden(lang)}</p> }.into_any(),
    };
    let main = view! {
        <div class="wrap section stack">
            <p class="muted small"><bdi>{view.agency.name.get(lang).to_owned()}</bdi></p>
            <h1>{t::hiding::restore_title(lang)}</h1>
            <section class="reply stack">
                <p class="muted small">{desk::reference(&view.reference)}</p>
                <h2>{desk::inline(&view.title)}</h2>
                {desk::block(&view.text)}
            </section>
            {hidden}
        </div>
    };
    Page::plain(t::hiding::restore_title(lang), main).wide()
}
