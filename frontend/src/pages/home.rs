//! The front page.

use leptos::prelude::*;
use shared::lang::Lang;
use shared::view::clock::Ring;
use shared::view::home::HomePage;

use super::agencies::debt_table;
use crate::i18n::t;
use crate::layout::Page;
use crate::parts::{card, clock, text};

/// What the platform is, what is open, what was answered, and who owes answers.
pub fn page(lang: Lang, view: HomePage) -> Page {
    let code = lang.code();
    let open = if view.open.is_empty() {
        view! { <p>{t::home::none_open(lang)}</p> }.into_any()
    } else {
        let topics: Vec<_> = view
            .open
            .into_iter()
            .map(|line| card::topic(lang, line, 3))
            .collect();
        view! { <ul class="topics">{topics}</ul> }.into_any()
    };
    let answers = if view.answers.is_empty() {
        view! { <p>{t::home::no_answers(lang)}</p> }.into_any()
    } else {
        let answers: Vec<_> = view
            .answers
            .into_iter()
            .map(|line| card::answer(lang, line))
            .collect();
        view! { <ul class="ans">{answers}</ul> }.into_any()
    };
    let debts = if view.debtors.is_empty() {
        view! { <p>{t::home::no_debts(lang)}</p> }.into_any()
    } else {
        let others = t::home::others(lang, view.others);
        view! {
            {debt_table(lang, view.debtors)}
            <p class="small muted">
                {t::home::counted(lang)} " " {text::day(lang, view.today)} ". " {others}
            </p>
        }
        .into_any()
    };
    let main = view! {
        <div class="mast front">
            <div class="wrap two lead">
                <div>
                    <h1>{t::home::title(lang)}</h1>
                    <p class="lede">{t::home::lede(lang)}</p>
                    <p class="actions"><a class="btn" href="#open">{t::home::choose(lang)}</a></p>
                </div>
                {key(lang)}
            </div>
        </div>
        <section class="section" id="open" aria-labelledby="h-open">
            <div class="wrap">
                <div class="head">
                    <h2 id="h-open">{t::home::open(lang)}</h2>
                    <p>{t::home::closing_first(lang)}</p>
                </div>
                {open}
                <p><a href=format!("/{code}/topics")>{t::home::all_topics(lang)}</a></p>
            </div>
        </section>
        <div class="section">
            <div class="wrap two">
                <section aria-labelledby="h-ans">
                    <div class="head"><h2 id="h-ans">{t::home::answered(lang)}</h2></div>
                    {answers}
                </section>
                <section aria-labelledby="h-debt">
                    <div class="head">
                        <h2 id="h-debt">{t::home::debts(lang)}</h2>
                        <a href=format!("/{code}/agencies")>{t::home::all_agencies(lang)}</a>
                    </div>
                    {debts}
                </section>
            </div>
        </div>
    };
    Page::plain(t::home::title(lang), main)
}

/// How to read the clock.
fn key(lang: Lang) -> impl IntoView {
    let line = |ring, name: &'static str, words: &'static str| {
        view! {
            <li>
                {clock::ring(ring)}
                <div><b>{name}</b> <br/> <span class="small muted">{words}</span></div>
            </li>
        }
    };
    let run = Ring::Segments { gone: 1, of: 3 };
    view! {
        <section class="key" aria-labelledby="key">
            <h2 id="key">{t::clock::key(lang)}</h2>
            <ul class="k">
                {line(run, t::clock::on_time(lang), t::clock::key_run(lang))}
                {line(Ring::Dot, t::clock::due_soon(lang), t::clock::key_soon(lang))}
                {line(Ring::Mark, t::clock::overdue(lang), t::clock::key_over(lang))}
                {line(Ring::Solid, t::clock::long_overdue(lang), t::clock::key_long(lang))}
                {line(Ring::Tick, t::clock::answered(lang), t::clock::key_met(lang))}
            </ul>
        </section>
    }
}
