//! Working days for everyone: the weekend, the holidays, and what was changed.

use leptos::prelude::*;
use shared::lang::Lang;
use shared::view::calendar::CalendarPage;

use crate::i18n::t;
use crate::layout::Page;
use crate::parts::calendar as parts;

/// `GET /{lang}/calendar`
pub fn page(lang: Lang, view: CalendarPage) -> Page {
    let none = view
        .years
        .is_empty()
        .then(|| view! { <p>{t::calendar::no_holidays(lang)}</p> });
    let years: Vec<_> = view
        .years
        .into_iter()
        .map(|(year, lines)| {
            let heading = t::calendar::holidays_of(lang, year);
            let lines = lines.into_iter().map(|line| (line, None)).collect();
            view! {
                <h3>{heading.clone()}</h3>
                {parts::holidays(lang, heading, lines, None)}
            }
        })
        .collect();
    let main = view! {
        <div class="mast">
            <div class="wrap">
                <h1>{t::calendar::title(lang)}</h1>
                <p class="lede">{t::calendar::lede(lang)}</p>
            </div>
        </div>
        <div class="wrap section stack">
            <p class="measure">{t::calendar::rule(lang)}</p>
            <section class="stack" aria-labelledby="h-w">
                <h2 id="h-w">{t::calendar::weekend(lang)}</h2>
                <p>{t::calendar::weekend_now(lang, parts::weekend(lang, view.weekend))}</p>
                {parts::weeks(lang, &view.weeks)}
            </section>
            <section class="stack" aria-labelledby="h-h">
                <h2 id="h-h">{t::calendar::holidays(lang)}</h2>
                {none}
                {years}
            </section>
            <section class="stack" aria-labelledby="h-c">
                <h2 id="h-c">{t::calendar::changes(lang)}</h2>
                {parts::changes(lang, &view.changes)}
            </section>
        </div>
    };
    Page::plain(t::calendar::title(lang), main)
}
