//! A piece of work that a form carries: done by script at once, waited for without it.

use leptos::prelude::*;
use shared::lang::Lang;

use crate::i18n::t;
use crate::parts::field;

/// The fields, and the words for who waits. Nothing where no work is asked.
pub fn fields(lang: Lang, work: Option<String>) -> Option<AnyView> {
    let work = work?;
    Some(
        view! {
            <div class="note work" data-doing=t::limits::working(lang) data-done=t::limits::worked(lang)>
                <p role="status">{t::limits::work(lang)}</p>
                {field::hidden("work", work)}
                {field::hidden("work_number", "")}
            </div>
        }
        .into_any(),
    )
}
