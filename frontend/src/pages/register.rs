//! Registering: an address, then the letter's link, then a password.

use leptos::prelude::*;
use shared::input::FieldError;
use shared::lang::Lang;

use crate::i18n::t;
use crate::layout::{Page, encoded};
use crate::parts::errors;
use crate::parts::field::{self, Kind, Text};
use crate::parts::{trap, work};

/// The form that asks for an address: to register, or to choose a new password.
#[derive(Debug, Clone, Default)]
pub struct AddressForm {
    pub address: String,
    /// Where to go afterwards.
    pub next: String,
    pub errors: Vec<FieldError>,
    /// A piece of work that the form asks for.
    pub work: Option<String>,
}

/// `GET /{lang}/register`
pub fn ask(lang: Lang, form: AddressForm) -> Page {
    let code = lang.code();
    let next = match form.next.is_empty() {
        true => String::new(),
        false => format!("?next={}", encoded(&form.next)),
    };
    let asks = form.work.is_some();
    let main = view! {
        <div class="wrap section stack">
            <h1>{t::register::title(lang)}</h1>
            <p class="lede">{t::register::lede(lang)}</p>
            {errors::summary_of(lang, &form.errors)}
            <form class="stack" method="post" action=format!("/{code}/register")>
                {field::hidden("next", form.next.clone())}
                {address(lang, &form)}
                {work::fields(lang, form.work)}
                {trap::field(lang)}
                <p><button type="submit" class="btn">{t::register::send(lang)}</button></p>
            </form>
            <p class="muted small">
                {t::register::kept(lang)} " "
                <a href=format!("/{code}/privacy")>{t::pages::privacy(lang)}</a>
            </p>
            <p>
                {t::register::have_one(lang)} " "
                <a href=format!("/{code}/sign-in{next}")>{t::site::sign_in(lang)}</a>
            </p>
        </div>
    };
    Page::plain(t::register::title(lang), main)
        .unlisted()
        .with_work(asks)
}

/// The field for an address.
pub fn address(lang: Lang, form: &AddressForm) -> AnyView {
    field::text(
        lang,
        Text {
            id: "address".to_owned(),
            name: "address",
            label: t::register::address(lang).to_owned(),
            value: form.address.clone(),
            error: errors::of(lang, &form.errors, "address"),
            kind: Kind::Address,
            ..Text::default()
        },
    )
}

/// Look into your mailbox: the same page whatever is known of the address. `room` is where the form
/// went, `register` or `reset`.
pub fn sent(lang: Lang, room: &'static str, form: AddressForm) -> Page {
    let code = lang.code();
    let next = match form.next.is_empty() {
        true => String::new(),
        false => format!("?next={}", encoded(&form.next)),
    };
    let main = view! {
        <div class="wrap section stack">
            <h1>{t::register::sent(lang)}</h1>
            <p class="lede">{t::register::sent_to(lang)} " " <bdi dir="ltr">{form.address.clone()}</bdi></p>
            <p>{t::register::sent_then(lang)}</p>
            <section class="stack" aria-labelledby="h-nothing">
                <h2 id="h-nothing">{t::register::nothing(lang)}</h2>
                <p>{t::register::nothing_why(lang)}</p>
                <form class="row" method="post" action=format!("/{code}/{room}")>
                    {field::hidden("next", form.next)}
                    {field::hidden("address", form.address)}
                    <button type="submit" class="btn alt">{t::register::resend(lang)}</button>
                    <a href=format!("/{code}/{room}{next}")>{t::register::other_address(lang)}</a>
                </form>
            </section>
        </div>
    };
    Page::plain(t::register::sent(lang), main).unlisted()
}

/// The form behind the letter's link.
#[derive(Debug, Clone, Default)]
pub struct CompleteForm {
    pub token: String,
    /// Whose link it is.
    pub address: String,
    pub name: String,
    pub show_name: bool,
    pub consent: bool,
    pub errors: Vec<FieldError>,
    /// Nobody could be registered just now.
    pub busy: bool,
}

/// `GET /{lang}/register/{token}`
pub fn complete(lang: Lang, form: CompleteForm) -> Page {
    let code = lang.code();
    let mut faults: Vec<_> = form
        .errors
        .iter()
        .map(|error| (error.field, errors::message(lang, error)))
        .collect();
    if form.busy {
        faults.push(("", t::register::busy(lang).to_owned()));
    }
    let consent = view! {
        {t::register::consent(lang)} " "
        <a href=format!("/{code}/privacy")>{t::pages::privacy(lang)}</a>
    };
    let main = view! {
        <div class="wrap section stack">
            <h1>{t::register::complete(lang)}</h1>
            <p class="lede">{t::register::complete_lede(lang)}</p>
            {errors::summary(lang, &faults)}
            <form class="stack" method="post" action=format!("/{code}/register/{}", form.token)>
                {own_address(lang, form.address)}
                {new_password(lang, t::register::password(lang), &form.errors, false)}
                {field::text(lang, Text {
                    id: "name".to_owned(),
                    name: "name",
                    label: t::register::name(lang).to_owned(),
                    optional: true,
                    hint: Some(t::register::name_hint(lang).to_owned()),
                    value: form.name,
                    error: errors::of(lang, &form.errors, "name"),
                    ..Text::default()
                })}
                {field::checkbox(
                    "show_name".to_owned(),
                    "show_name",
                    t::register::show_name(lang).to_owned(),
                    form.show_name,
                )}
                {field::agreement(
                    lang,
                    "consent".to_owned(),
                    "consent",
                    consent,
                    form.consent,
                    errors::of(lang, &form.errors, "consent"),
                )}
                <p><button type="submit" class="btn">{t::register::submit(lang)}</button></p>
            </form>
        </div>
    };
    Page::plain(t::register::complete(lang), main).unlisted()
}

/// Whose password it is: for the eye, and for programs that keep passwords.
pub fn own_address(lang: Lang, address: String) -> AnyView {
    view! {
        <div class="field">
            <label for="own-address">{t::register::address(lang)}</label>
            <input
                type="text"
                id="own-address"
                value=address
                dir="ltr"
                autocomplete="username"
                readonly
            />
        </div>
    }
    .into_any()
}

/// A password that is being chosen.
pub fn new_password(
    lang: Lang,
    label: &'static str,
    faults: &[FieldError],
    staff: bool,
) -> AnyView {
    let least = if staff { 15 } else { 12 };
    field::text(
        lang,
        Text {
            id: "password".to_owned(),
            name: "password",
            label: label.to_owned(),
            hint: Some(t::register::password_hint(lang, least)),
            error: errors::of(lang, faults, "password"),
            kind: Kind::NewPassword,
            ..Text::default()
        },
    )
}
