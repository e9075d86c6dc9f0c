//! The calendar as its stewards keep it.

use leptos::prelude::*;
use shared::lang::Lang;
use shared::view::calendar::{StewardCalendarPage, WeekLine};

use crate::i18n::t;
use crate::layout::Page;
use crate::parts::calendar as parts;
use crate::parts::desk;
use crate::parts::steward::{self, Room};

pub mod confirm;
pub mod forms;

/// Where the calendar is kept.
fn base(lang: Lang) -> String {
    format!("/{}/steward/calendar", lang.code())
}

/// `GET /{lang}/steward/calendar`
pub fn page(lang: Lang, view: StewardCalendarPage) -> Page {
    let at = base(lang);
    let done = view.done.then(|| desk::said(t::calendar::done(lang)));
    let offered: Vec<_> = view
        .offered
        .iter()
        .map(|year| {
            view! {
                <a class="btn alt" href=format!("{at}/years/{year}")>
                    {t::calendar::enter_year(lang, year)}
                </a>
            }
        })
        .collect();
    let none = view
        .years
        .is_empty()
        .then(|| view! { <p>{t::calendar::no_holidays(lang)}</p> });
    let years: Vec<_> = view
        .years
        .into_iter()
        .map(|(year, lines)| {
            let heading = t::calendar::holidays_of(lang, year);
            let lines = lines
                .into_iter()
                .map(|(id, line)| {
                    let name = line.name.get(lang).to_owned();
                    let ways = ways(lang, &format!("{at}/holidays/{id}"), &name);
                    (line, Some(ways))
                })
                .collect();
            view! {
                <h3>{heading.clone()}</h3>
                {parts::holidays(lang, heading, lines, Some(t::calendar::actions(lang)))}
            }
        })
        .collect();
    let main = view! {
        <div class="wrap section stack">
            {steward::tabs(lang, Room::Calendar)}
            <h1>{t::calendar::keep(lang)}</h1>
            {done}
            <p class="hint">{t::calendar::keep_hint(lang)}</p>
            <p>
                <a href=format!("/{}/calendar", lang.code())>{t::calendar::public_page(lang)}</a>
            </p>
            <section class="stack" aria-labelledby="h-h">
                <h2 id="h-h">{t::calendar::holidays(lang)}</h2>
                <p class="row">
                    <a class="btn" href=format!("{at}/holidays/new")>{t::calendar::add(lang)}</a>
                    {offered}
                </p>
                {none}
                {years}
            </section>
            <section class="stack" aria-labelledby="h-w">
                <h2 id="h-w">{t::calendar::weekend(lang)}</h2>
                <p>{t::calendar::weekend_now(lang, parts::weekend(lang, view.weekend))}</p>
                {weeks(lang, &at, &view.weeks)}
                <p>
                    <a class="btn alt" href=format!("{at}/weeks/new")>
                        {t::calendar::add_week(lang)}
                    </a>
                </p>
            </section>
            <section class="stack" aria-labelledby="h-c">
                <h2 id="h-c">{t::calendar::changes(lang)}</h2>
                {parts::changes(lang, &view.changes)}
            </section>
        </div>
    };
    Page::plain(t::calendar::keep(lang), main).wide()
}

fn weeks(lang: Lang, at: &str, lines: &[WeekLine]) -> Option<AnyView> {
    let items: Vec<_> = lines
        .iter()
        .map(|line| {
            let words = parts::week(lang, line);
            let ways = ways(lang, &format!("{at}/weeks/{}", line.from), &words);
            view! {
                <li>
                    {words} " · " {parts::source(lang, line.source.clone(), line.link.clone())}
                    " " {ways}
                </li>
            }
        })
        .collect();
    (!items.is_empty()).then(|| view! { <ul>{items}</ul> }.into_any())
}

/// The ways to change an entry and to take it out; who hears them is told of which.
fn ways(lang: Lang, at: &str, name: &str) -> AnyView {
    view! {
        <span class="row">
            <a href=at.to_owned() aria-label=t::calendar::alter_of(lang, name)>
                {t::calendar::alter(lang)}
            </a>
            <a href=format!("{at}/remove") aria-label=t::calendar::take_out_of(lang, name)>
                {t::calendar::take_out(lang)}
            </a>
        </span>
    }
    .into_any()
}
