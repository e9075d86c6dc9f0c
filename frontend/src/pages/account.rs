//! A person's own account.

use leptos::prelude::*;
use shared::input::FieldError;
use shared::lang::Lang;
use shared::view::account::{AccountDone, AccountForm, AccountPage};

use super::register;
use crate::i18n::t;
use crate::layout::Page;
use crate::parts::desk::said;
use crate::parts::errors;
use crate::parts::field::{self, Choice, Kind, Text};

/// `GET /{lang}/account`
pub fn page(lang: Lang, view: AccountPage) -> Page {
    let done = view.done.map(|done| match done {
        AccountDone::Details => said(t::account::done_details(lang)),
        AccountDone::Password => said(t::account::done_password(lang)),
        AccountDone::Address => said(t::account::done_address(lang)),
        AccountDone::Asked => said(t::account::done_asked(lang)),
    });
    let faults = view.refused.as_ref().map(|refused| {
        let mut faults: Vec<_> = refused
            .errors
            .iter()
            .map(|error| {
                (
                    id_of(refused.form, error.field),
                    errors::message(lang, error),
                )
            })
            .collect();
        if refused.busy {
            faults.push(("", t::register::busy(lang).to_owned()));
        }
        errors::summary(lang, &faults)
    });
    let unread = (view.unread > 0).then(|| {
        view! { " " <b class="badge b-ack">{t::notices::unread(lang, view.unread)}</b> }
    });
    let main = view! {
        <div class="wrap section stack loose">
            <h1>{t::account::title(lang)}</h1>
            {done}
            {faults}
            <p>
                <a href=format!("/{}/account/notices", lang.code())>{t::notices::title(lang)}</a>
                {unread}
            </p>
            {details(lang, &view)}
            {address(lang, &view)}
            {password(lang, &view)}
            <p>
                <a href=format!("/{}/account/sessions", lang.code())>{t::sessions::title(lang)}</a>
            </p>
            <p><a href=format!("/{}/account/data", lang.code())>{t::data::title(lang)}</a></p>
            <p>
                <a href=format!("/{}/account/requests", lang.code())>{t::requests::title(lang)}</a>
            </p>
            <p><a href=format!("/{}/account/erase", lang.code())>{t::erase::title(lang)}</a></p>
            <p><a href=format!("/{}/privacy", lang.code())>{t::pages::privacy(lang)}</a></p>
        </div>
    };
    Page::plain(t::account::title(lang), main).unlisted()
}

/// The page has two fields for the present password.
fn id_of(form: AccountForm, field: &'static str) -> &'static str {
    match (form, field) {
        (AccountForm::Address, "current") => "address-current",
        _ => field,
    }
}

fn faults(view: &AccountPage, form: AccountForm) -> &[FieldError] {
    match &view.refused {
        Some(refused) if refused.form == form => &refused.errors,
        _ => &[],
    }
}

fn details(lang: Lang, view: &AccountPage) -> AnyView {
    let faults = faults(view, AccountForm::Details);
    let languages = Lang::ALL
        .into_iter()
        .map(|one| {
            let words = match one {
                Lang::Ar => t::account::arabic(lang),
                Lang::En => t::account::english(lang),
            };
            (one.code().to_owned(), words.to_owned())
        })
        .collect();
    view! {
        <section class="stack" aria-labelledby="h-details">
            <h2 id="h-details">{t::account::details(lang)}</h2>
            <form class="stack" method="post" action=format!("/{}/account", lang.code())>
                {field::text(lang, Text {
                    id: "name".to_owned(),
                    name: "name",
                    label: t::register::name(lang).to_owned(),
                    optional: true,
                    hint: Some(t::register::name_hint(lang).to_owned()),
                    value: view.name.clone(),
                    error: errors::of(lang, faults, "name"),
                    ..Text::default()
                })}
                {field::checkbox(
                    "show_name".to_owned(),
                    "show_name",
                    t::register::show_name(lang).to_owned(),
                    view.show_name,
                )}
                {field::radios(lang, Choice {
                    id: "lang".to_owned(),
                    name: "lang",
                    label: t::account::lang(lang).to_owned(),
                    value: view.lang.code().to_owned(),
                    error: errors::of(lang, faults, "lang"),
                    choices: languages,
                    ..Choice::default()
                })}
                <p><button type="submit" class="btn">{t::account::save(lang)}</button></p>
            </form>
        </section>
    }
    .into_any()
}

fn current(lang: Lang, id: &str, faults: &[FieldError]) -> AnyView {
    field::text(
        lang,
        Text {
            id: id.to_owned(),
            name: "current",
            label: t::account::current(lang).to_owned(),
            error: errors::of(lang, faults, "current"),
            kind: Kind::Password,
            ..Text::default()
        },
    )
}

fn address(lang: Lang, view: &AccountPage) -> AnyView {
    let faults = faults(view, AccountForm::Address);
    let now = match &view.address {
        Some(address) => view! {
            <p>{t::account::address_now(lang)} " " <bdi dir="ltr">{address.clone()}</bdi></p>
        }
        .into_any(),
        None => view! {
            <p>{t::account::no_address(lang)} " " <bdi>{view.sign_in.clone()}</bdi></p>
        }
        .into_any(),
    };
    view! {
        <section class="stack" aria-labelledby="h-address">
            <h2 id="h-address">{t::account::address(lang)}</h2>
            {now}
            <form class="stack" method="post" action=format!("/{}/account/address", lang.code())>
                {field::text(lang, Text {
                    id: "address".to_owned(),
                    name: "address",
                    label: t::account::new_address(lang).to_owned(),
                    hint: Some(t::account::new_address_hint(lang).to_owned()),
                    value: view.wanted.clone(),
                    error: errors::of(lang, faults, "address"),
                    kind: Kind::Address,
                    ..Text::default()
                })}
                {current(lang, "address-current", faults)}
                <p><button type="submit" class="btn">{t::register::send(lang)}</button></p>
            </form>
        </section>
    }
    .into_any()
}

fn password(lang: Lang, view: &AccountPage) -> AnyView {
    let faults = faults(view, AccountForm::Password);
    view! {
        <section class="stack" aria-labelledby="h-password">
            <h2 id="h-password">{t::account::password(lang)}</h2>
            <p class="muted">{t::account::password_ends(lang)}</p>
            <form class="stack" method="post" action=format!("/{}/account/password", lang.code())>
                {current(lang, "current", faults)}
                {register::new_password(lang, t::reset::password(lang), faults, view.staff)}
                <p><button type="submit" class="btn">{t::account::change_password(lang)}</button></p>
            </form>
        </section>
    }
    .into_any()
}

/// `GET /{lang}/account/address/{token}`
pub fn confirm_address(lang: Lang, token: String, address: String) -> Page {
    let main = view! {
        <div class="wrap section stack">
            <h1>{t::account::confirm_address(lang)}</h1>
            <p class="lede">{t::account::confirm_lede(lang)} " " <bdi dir="ltr">{address}</bdi></p>
            <form method="post" action=format!("/{}/account/address/{token}", lang.code())>
                <button type="submit" class="btn">{t::account::confirm(lang)}</button>
            </form>
        </div>
    };
    Page::plain(t::account::confirm_address(lang), main).unlisted()
}
