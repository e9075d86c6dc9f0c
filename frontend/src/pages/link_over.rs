//! A link of a letter that can no longer be used: which of the reasons it is, nobody is told.

use leptos::prelude::*;
use shared::lang::Lang;

use crate::i18n::t;
use crate::layout::Page;

/// What the link was for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum For {
    Registering,
    NewPassword,
    NewAddress,
    /// Stopping letters.
    Letters,
    Invitation,
}

/// The page, with the way to a new link.
pub fn page(lang: Lang, what: For) -> Page {
    let (room, words) = match what {
        For::Registering => ("register", t::register::again(lang)),
        For::NewPassword => ("reset", t::reset::again(lang)),
        For::NewAddress => ("account", t::account::again(lang)),
        For::Letters => ("account/notices/choices", t::notices::to_choices(lang)),
        // Who was invited asks the one who did.
        For::Invitation => ("sign-in", t::mail::known_sign_in(lang)),
    };
    let main = view! {
        <div class="wrap section stack">
            <h1>{t::register::over(lang)}</h1>
            <p class="lede">{t::register::over_why(lang)}</p>
            <p><a class="btn" href=format!("/{}/{room}", lang.code())>{words}</a></p>
        </div>
    };
    Page::plain(t::register::over(lang), main).unlisted()
}
