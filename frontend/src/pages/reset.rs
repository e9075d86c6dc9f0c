//! A new password for who has forgotten theirs.

use leptos::prelude::*;
use shared::input::FieldError;
use shared::lang::Lang;

use super::register::{self, AddressForm};
use crate::i18n::t;
use crate::layout::Page;
use crate::parts::errors;
use crate::parts::{field, work};

/// `GET /{lang}/reset`
pub fn ask(lang: Lang, form: AddressForm) -> Page {
    let asks = form.work.is_some();
    let main = view! {
        <div class="wrap section stack">
            <h1>{t::reset::title(lang)}</h1>
            <p class="lede">{t::reset::lede(lang)}</p>
            {errors::summary_of(lang, &form.errors)}
            <form class="stack" method="post" action=format!("/{}/reset", lang.code())>
                {field::hidden("next", form.next.clone())}
                {register::address(lang, &form)}
                {work::fields(lang, form.work)}
                <p><button type="submit" class="btn">{t::register::send(lang)}</button></p>
            </form>
        </div>
    };
    Page::plain(t::reset::title(lang), main)
        .unlisted()
        .with_work(asks)
}

/// The form behind the letter's link.
#[derive(Debug, Clone, Default)]
pub struct ResetForm {
    pub token: String,
    pub address: String,
    pub errors: Vec<FieldError>,
    pub busy: bool,
}

/// `GET /{lang}/reset/{token}`
pub fn complete(lang: Lang, form: ResetForm) -> Page {
    let mut faults: Vec<_> = form
        .errors
        .iter()
        .map(|error| (error.field, errors::message(lang, error)))
        .collect();
    if form.busy {
        faults.push(("", t::register::busy(lang).to_owned()));
    }
    let main = view! {
        <div class="wrap section stack">
            <h1>{t::reset::complete(lang)}</h1>
            <p class="lede">{t::reset::complete_lede(lang)}</p>
            {errors::summary(lang, &faults)}
            <form class="stack" method="post" action=format!("/{}/reset/{}", lang.code(), form.token)>
                {register::own_address(lang, form.address)}
                {register::new_password(lang, t::reset::password(lang), &form.errors, false)}
                <p><button type="submit" class="btn">{t::reset::submit(lang)}</button></p>
            </form>
        </div>
    };
    Page::plain(t::reset::complete(lang), main).unlisted()
}

/// `GET /{lang}/reset?done=changed`
pub fn done(lang: Lang) -> Page {
    let main = view! {
        <div class="wrap section stack">
            <h1>{t::reset::done(lang)}</h1>
            <p class="lede" role="status">{t::reset::done_then(lang)}</p>
            <p><a class="btn" href=format!("/{}/sign-in", lang.code())>{t::site::sign_in(lang)}</a></p>
        </div>
    };
    Page::plain(t::reset::done(lang), main).unlisted()
}
