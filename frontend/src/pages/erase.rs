//! Leaving: what goes and what stays, before anything does.

use leptos::prelude::*;
use shared::lang::Lang;
use shared::view::data::ErasePage;

use crate::i18n::t;
use crate::layout::Page;
use crate::parts::errors;
use crate::parts::field::{self, Choice, Kind, Text};

/// `GET /{lang}/account/erase`
pub fn page(lang: Lang, view: ErasePage) -> Page {
    let faults: Vec<_> = view
        .errors
        .iter()
        .map(|error| (error.field, errors::message(lang, error)))
        .chain(view.busy.then(|| ("", t::register::busy(lang).to_owned())))
        .collect();
    let stays = stays(lang, &view);
    let base = format!("/{}/account", lang.code());
    let rest = match view.staff {
        true => view! { <p class="note">{t::erase::staff(lang)}</p> }.into_any(),
        false => form(lang, &view, &base),
    };
    let main = view! {
        <div class="wrap section stack loose">
            <h1>{t::erase::title(lang)}</h1>
            <p class="lede">{t::erase::lede(lang)}</p>
            {errors::summary(lang, &faults)}
            <section class="stack" aria-labelledby="h-goes">
                <h2 id="h-goes">{t::erase::goes(lang)}</h2>
                <ul>
                    <li>{t::erase::goes_account(lang)}</li>
                    <li>{t::erase::goes_history(lang)}</li>
                    <li>{t::erase::goes_lists(lang, i64::from(view.open_lists))}</li>
                    <li>{t::erase::goes_withdrawn(lang)}</li>
                </ul>
            </section>
            <section class="stack" aria-labelledby="h-stays">
                <h2 id="h-stays">{t::erase::stays(lang)}</h2>
                <ul>{stays}</ul>
                <p><a href=format!("{base}/data")>{t::erase::take_first(lang)}</a></p>
            </section>
            {rest}
            <p><a href=base>{t::erase::cancel(lang)}</a></p>
        </div>
    };
    Page::plain(t::erase::title(lang), main).unlisted()
}

fn stays(lang: Lang, view: &ErasePage) -> AnyView {
    view! {
        <li>{t::erase::stays_published(lang, i64::from(view.published))}</li>
        <li>{t::erase::stays_hidden(lang)}</li>
        <li>{t::erase::stays_lists(lang, i64::from(view.counted_lists))}</li>
        <li>{t::erase::stays_said(lang)}</li>
    }
    .into_any()
}

fn form(lang: Lang, view: &ErasePage, base: &str) -> AnyView {
    // Who has nothing that may be withdrawn has nothing to choose.
    let choice = match view.withdrawable {
        0 => field::hidden("suggestions", "stay").into_any(),
        many => {
            let withdraw = t::erase::choice_withdraw(lang, i64::from(many));
            let choices = vec![
                ("stay".to_owned(), t::erase::choice_stay(lang).to_owned()),
                ("withdraw".to_owned(), withdraw),
            ];
            field::radios(
                lang,
                Choice {
                    id: "suggestions".to_owned(),
                    name: "suggestions",
                    label: t::erase::choice(lang).to_owned(),
                    hint: Some(t::erase::choice_hint(lang).to_owned()),
                    value: view.choice.clone(),
                    error: errors::of(lang, &view.errors, "suggestions"),
                    choices,
                    ..Choice::default()
                },
            )
        }
    };
    view! {
        <form class="stack" method="post" action=format!("{base}/erase")>
            {choice}
            {field::text(lang, Text {
                id: "current".to_owned(),
                name: "current",
                label: t::account::current(lang).to_owned(),
                error: errors::of(lang, &view.errors, "current"),
                kind: Kind::Password,
                ..Text::default()
            })}
            {field::agreement(
                lang,
                "understood".to_owned(),
                "understood",
                t::erase::understood(lang),
                false,
                errors::of(lang, &view.errors, "understood"),
            )}
            <p><button class="btn" type="submit">{t::erase::submit(lang)}</button></p>
        </form>
    }
    .into_any()
}

/// `GET /{lang}/account/erased`
pub fn gone(lang: Lang) -> Page {
    let main = view! {
        <div class="wrap section stack">
            <h1>{t::erase::gone(lang)}</h1>
            <p class="lede">{t::erase::gone_lede(lang)}</p>
            <p><a href=format!("/{}", lang.code())>{t::erase::gone_home(lang)}</a></p>
        </div>
    };
    Page::plain(t::erase::gone(lang), main).unlisted()
}
