//! How long something may still wait, or since when it is late.

use leptos::prelude::*;
use shared::lang::Lang;
use shared::waiting::Waiting;

use crate::i18n::{self, t};

/// The days left or late, and the due day.
pub fn waiting(lang: Lang, waiting: Waiting) -> AnyView {
    let (class, words) = match waiting.left {
        late if late < 0 => ("clock over", t::desk::days_late(lang, -late)),
        0 => ("clock soon", t::desk::due_today(lang).to_owned()),
        left => ("clock", t::desk::days_left(lang, left)),
    };
    let due = waiting.due;
    view! {
        <span class=class>
            <span>
                {words} " "
                <small><time datetime=due.to_string()>{i18n::short_date(lang, due)}</time></small>
            </span>
        </span>
    }
    .into_any()
}
