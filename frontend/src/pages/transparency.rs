//! Who answers and who is silent, in the whole country.

use leptos::prelude::*;
use shared::lang::Lang;
use shared::scorecard::figures::Share;
use shared::view::transparency::{NationalPage, Scored, Silent};

use crate::i18n::{date, number, short_date, t};
use crate::layout::Page;
use crate::parts::{chart, choosing, clock};
use shared::view::clock::Ring;

/// `GET /{lang}/transparency`
pub fn page(lang: Lang, view: NationalPage) -> Page {
    let path = format!("/{}/transparency", lang.code());
    let query = choosing::query(&view.choosing.draft, |_| ());
    let compare = format!("/{}/agencies{query}", lang.code());
    let commitments = format!("/{}/commitments", lang.code());
    let main = view! {
        <div class="mast">
            <div class="wrap">
                <h1>{t::scored::title(lang)}</h1>
                <p class="lede">{t::scored::lede(lang)}</p>
                {choosing::as_of(lang, view.as_of)}
            </div>
        </div>
        <div class="wrap section stack">
            {choosing::form(lang, &path, &view.choosing, false)}
            {choosing::chosen(lang, &view.choosing)}
            {three(lang, &view.agencies)}
            <p><a href=compare>{t::scored::compare(lang)}</a></p>
            <p><a href=commitments>{t::commitments::way_all(lang)}</a></p>
        </div>
        <section class="section band" aria-labelledby="h-silent">
            <div class="wrap stack">
                <h2 id="h-silent">{t::scored::silent(lang)}</h2>
                <p class="muted">{t::scored::silent_words(lang)}</p>
                {silent(lang, &view.agencies)}
            </div>
        </section>
        {quote(lang, &view)}
        <section class="section" aria-labelledby="h-trend">
            <div class="wrap stack">
                <h2 id="h-trend">{t::scored::on_time(lang)}</h2>
                {chart::on_time(lang, &view.trend)}
            </div>
        </section>
        <section class="section" aria-labelledby="h-adopted">
            <div class="wrap stack">
                <h2 id="h-adopted">{t::scored::adopted_done(lang)}</h2>
                {chart::adopted(lang, &view.trend)
                    .unwrap_or_else(|| view! { <p>{t::scored::decisions_none(lang)}</p> }.into_any())}
            </div>
        </section>
        {choosing::definitions(lang, &view.choosing)}
    };
    Page::plain(t::scored::title(lang), main)
}

fn sum(agencies: &[Scored], of: impl Fn(&Scored) -> i64) -> i64 {
    agencies.iter().map(of).sum()
}

fn share_of(agencies: &[Scored], of: impl Fn(&Scored) -> Share) -> Share {
    Share {
        of: sum(agencies, |one| of(one).of),
        hits: sum(agencies, |one| of(one).hits),
    }
}

fn count(agencies: &[Scored], which: impl Fn(&Scored) -> bool) -> i64 {
    sum(agencies, |one| i64::from(which(one)))
}

/// The three numbers that stand large.
fn three(lang: Lang, agencies: &[Scored]) -> impl IntoView + use<> {
    let (acknowledge, decide) = (
        sum(agencies, |one| one.late_acknowledge),
        sum(agencies, |one| one.late_decide),
    );
    let late = acknowledge + decide;
    let all = count(agencies, |_| true);
    let silent = count(agencies, |one| one.silent.is_some());
    let done = share_of(agencies, Scored::done_share);
    let red = |many: i64| (many > 0).then_some("red");
    view! {
        <ul class="three">
            <li>
                <b class=red(late)>{number(late)}</b>
                <span>{t::scored::late_now(lang, late)}</span>
                <small>{t::scored::late_parts(lang, number(acknowledge), number(decide))}</small>
            </li>
            <li>
                <b class=red(silent)>{number(silent)}</b>
                <span>{t::scored::silent_now(lang, silent)}</span>
                <small>{t::scored::silent_of(lang, all)}</small>
            </li>
            <li>
                <b>{number(done.hits)}</b>
                <span>{t::scored::done_now(lang, done.hits)}</span>
                <small>{t::scored::done_of(lang, done.of)}</small>
            </li>
        </ul>
    }
}

fn silent(lang: Lang, agencies: &[Scored]) -> AnyView {
    let rows: Vec<_> = agencies
        .iter()
        .filter_map(|one| Some((one, one.silent?)))
        .map(|(one, silent)| {
            let href = format!("/{}/agencies/{}/scorecard", lang.code(), one.agency.slug);
            let last = one.last_answer.map_or_else(
                || t::scored::no_answer(lang).to_owned(),
                |day| {
                    format!(
                        "{}: {}",
                        t::scored::last_answer(lang),
                        short_date(lang, day)
                    )
                },
            );
            view! {
                <li>
                    <p><a href=href><b>{one.agency.name.get(lang).to_owned()}</b></a></p>
                    <p>{since(lang, silent)}</p>
                    <p class="small muted">{t::scored::owes(lang, one.late())} " · " {last}</p>
                </li>
            }
        })
        .collect();
    match rows.is_empty() {
        true => view! { <p>{t::scored::silent_none(lang)}</p> }.into_any(),
        false => view! { <ul class="silent">{rows}</ul> }.into_any(),
    }
}

/// Since when an agency is silent, with its sign.
pub fn since(lang: Lang, silent: Silent) -> impl IntoView {
    let words = t::scored::silent_since(lang, silent.working_days, short_date(lang, silent.since));
    view! { <span class="clock long">{clock::ring(Ring::Solid)} <span>{words}</span></span> }
}

/// What can be quoted of all agencies, with its day.
fn quote(lang: Lang, view: &NationalPage) -> impl IntoView + use<> {
    let agencies = &view.agencies;
    let late = sum(agencies, Scored::late);
    let silent = count(agencies, |one| one.silent.is_some());
    let mut said = vec![
        t::scored::quote_late(lang, late, date(lang, view.as_of.day)),
        match silent {
            0 => t::scored::quote_silent_none(lang).to_owned(),
            many => t::scored::quote_silent(lang, many, count(agencies, |_| true)),
        },
    ];
    let shares = [
        share_of(agencies, |one| one.acknowledge),
        share_of(agencies, |one| one.decide),
    ];
    said.extend(choosing::quoted_on_time(
        lang,
        &view.choosing,
        t::scored::quote_on_time,
        shares,
    ));
    choosing::quote(lang, &view.choosing, said, &view.link)
}
