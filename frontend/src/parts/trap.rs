//! A field that only programs fill in.

use leptos::prelude::*;
use shared::lang::Lang;

use crate::i18n::t;

/// The name of [`field`]: none that a browser fills in by itself.
pub const NAME: &str = "leave_empty";

/// A field that nobody sees, hears or reaches: what fills it in is a program. It says so all the
/// same, for whoever reads the page without styles.
pub fn field(lang: Lang) -> AnyView {
    view! {
        <div hidden aria-hidden="true">
            <label for=NAME>{t::field::leave_empty(lang)}</label>
            <input type="text" id=NAME name=NAME tabindex="-1" autocomplete="off"/>
        </div>
    }
    .into_any()
}
