//! Signing in.

use leptos::prelude::*;
use shared::error::Code;
use shared::input::FieldError;
use shared::lang::Lang;

use crate::i18n::{t, words_of};
use crate::layout::{Page, encoded};
use crate::parts::{errors, field, work};

/// The form as it was sent, without the password.
#[derive(Debug, Clone, Default)]
pub struct SignInForm {
    pub name: String,
    /// Where to go afterwards.
    pub next: String,
    pub errors: Vec<FieldError>,
    /// Why nobody was signed in.
    pub refused: Option<Code>,
    /// A piece of work that the form asks for.
    pub work: Option<String>,
}

/// The sign-in form, empty or refused.
pub fn page(lang: Lang, form: SignInForm) -> Page {
    let mut faults: Vec<_> = form
        .errors
        .iter()
        .map(|error| (error.field, errors::message(lang, error)))
        .collect();
    faults.extend(form.refused.map(|code| ("name", words_of(lang, code))));
    let name = field::Text {
        id: "name".to_owned(),
        name: "name",
        label: t::sign_in::name(lang).to_owned(),
        hint: Some(t::sign_in::name_hint(lang).to_owned()),
        value: form.name,
        error: errors::of(lang, &form.errors, "name"),
        kind: field::Kind::SignInName,
        ..field::Text::default()
    };
    let password = field::Text {
        id: "password".to_owned(),
        name: "password",
        label: t::sign_in::password(lang).to_owned(),
        error: errors::of(lang, &form.errors, "password"),
        kind: field::Kind::Password,
        ..field::Text::default()
    };
    let asks = form.work.is_some();
    let code = lang.code();
    let next = match form.next.is_empty() {
        true => String::new(),
        false => format!("?next={}", encoded(&form.next)),
    };
    let main = view! {
        <div class="wrap section stack">
            <h1>{t::sign_in::title(lang)}</h1>
            <p class="lede">{t::sign_in::lede(lang)}</p>
            {errors::summary(lang, &faults)}
            <form class="stack" method="post" action=format!("/{}/sign-in", lang.code())>
                {field::hidden("next", form.next)}
                {field::text(lang, name)}
                {field::text(lang, password)}
                {work::fields(lang, form.work)}
                <p><button type="submit" class="btn">{t::sign_in::submit(lang)}</button></p>
            </form>
            <p><a href=format!("/{code}/reset{next}")>{t::reset::way(lang)}</a></p>
            <section class="stack" aria-labelledby="h-register">
                <h2 id="h-register">{t::register::no_account(lang)}</h2>
                <p>
                    <a class="btn alt" href=format!("/{code}/register{next}")>
                        {t::register::way(lang)}
                    </a>
                </p>
            </section>
        </div>
    };
    Page::plain(t::sign_in::title(lang), main).with_work(asks)
}
