//! The published count of a topic.

use leptos::prelude::*;
use shared::lang::Lang;
use shared::tally::Weights;
use shared::view::count::{CountPage, CountRow, CountView, OtherCount, Week};

use crate::i18n::{number, short_date, t};
use crate::layout::Page;
use crate::parts::card::{place, points};
use crate::parts::count;
use crate::parts::topic_tabs::{Tab, address, head};

/// The count: what it says, how anybody repeats it.
pub fn page(lang: Lang, view: CountPage) -> Page {
    let title = t::count::page_title(lang, view.head.title.get(lang));
    let base = format!("{}/count", address(lang, &view.head.slug));
    let body = match &view.count {
        Some(count) => counted(lang, &base, count).into_any(),
        None => {
            let words = match view.head.edition {
                Some(one) if one.official => t::count::none(lang),
                _ => t::count::not_yet(lang),
            };
            view! {
                <h2>{t::count::title(lang)}</h2>
                <p class="note">{words}</p>
            }
            .into_any()
        }
    };
    let ranking = format!("/{}/ranking", lang.code());
    let main = view! {
        {head(lang, &view.head, Tab::Standing)}
        <div class="section">
            <div class="wrap stack count">
                {body}
                <p><a href=ranking>{t::standing::how(lang)}</a></p>
            </div>
        </div>
    };
    Page::plain(title, main)
}

fn counted(lang: Lang, base: &str, count: &CountView) -> impl IntoView + use<> {
    let day = short_date(lang, count.at.date());
    let reason = count.reason.as_ref().map(|reason| {
        view! { <p class="note">{t::count::corrected(lang, reason.get(lang))}</p> }
    });
    let few = count
        .root
        .is_none()
        .then(|| view! { <p class="note">{t::count::few(lang)}</p> });
    let least = i64::from(count.least_lists);
    let ties = count
        .root
        .is_some()
        .then(|| view! { <p class="measure">{t::count::ties(lang)}</p> });
    view! {
        <div class="head">
            <h2>{t::count::number(lang, count.number)}</h2>
            <p>{t::count::counted(lang, count.lists, day)}</p>
        </div>
        {reason}
        <p>{t::count::ranked(lang, count.ranked, least)}</p>
        {few}
        {orders(lang, count)}
        {ties}
        {differences(lang, count)}
        {bars(lang, count)}
        {weeks(lang, count)}
        {files(lang, base, count)}
        {repeat(lang)}
        {others(lang, base, count)}
    }
}

/// Both orders in words and side by side.
fn orders(lang: Lang, count: &CountView) -> impl IntoView + use<> {
    let first = usize::try_from(count.shortlist_places).unwrap_or(usize::MAX);
    let official: Vec<_> = count
        .official
        .iter()
        .take(first)
        .map(|row| line(lang, row, place(&row.score), lists_and_points(lang, row)))
        .collect();
    let shortlist: Vec<_> = count
        .shortlist
        .iter()
        .map(|row| {
            let seat = row.score.shortlist.unwrap_or_default().to_string();
            line(lang, row, seat, t::topic::on_lists(lang, row.score.lists))
        })
        .collect();
    view! {
        <div class="two level">
            <section aria-labelledby="h-p">
                <h3 id="h-p">{t::standing::by_points(lang)}</h3>
                <p class="muted small">{t::standing::points_words(lang)}</p>
                <ol class="stand">{official}</ol>
            </section>
            <section aria-labelledby="h-b">
                <h3 id="h-b">{t::standing::shortlist(lang)}</h3>
                <p class="muted small">{t::standing::shortlist_words(lang)}</p>
                <ol class="stand">{shortlist}</ol>
            </section>
        </div>
    }
}

fn lists_and_points(lang: Lang, row: &CountRow) -> String {
    format!(
        "{} · {}",
        t::topic::points(lang, points(row.score.tenths)),
        t::topic::on_lists(lang, row.score.lists)
    )
}

fn line(lang: Lang, row: &CountRow, place: String, words: String) -> impl IntoView + use<> {
    view! {
        <li>
            <span class="p">{place}</span>
            <span>{count::title(lang, row)} " " <span class="small muted">{words}</span></span>
        </li>
    }
}

/// What takes one of the first places in one order only.
fn differences(lang: Lang, count: &CountView) -> impl IntoView + use<> {
    let (official, shortlist) = count.differences();
    let list = |rows: Vec<&CountRow>| -> Vec<_> {
        rows.into_iter()
            .map(|row| view! { <li>{count::title(lang, row)}</li> })
            .collect()
    };
    let (official, shortlist) = (list(official), list(shortlist));
    let body = if official.is_empty() && shortlist.is_empty() {
        view! { <p>{t::count::in_both(lang)}</p> }.into_any()
    } else {
        view! {
            <div class="two level">
                <div>
                    <h4>{t::count::only_official(lang)}</h4>
                    <ul>{official}</ul>
                </div>
                <div>
                    <h4>{t::count::only_shortlist(lang)}</h4>
                    <ul>{shortlist}</ul>
                </div>
            </div>
        }
        .into_any()
    };
    view! {
        <section aria-labelledby="h-d">
            <h3 id="h-d">{t::count::differences(lang)}</h3>
            {body}
        </section>
    }
}

/// On how many lists each of the first stands at each place.
fn bars(lang: Lang, count: &CountView) -> impl IntoView + use<> {
    view! {
        <section aria-labelledby="h-l">
            <h3 id="h-l">{t::count::bars(lang)}</h3>
            {count::bars(lang, &count.official, count.list_places)}
        </section>
    }
}

fn weeks(lang: Lang, count: &CountView) -> impl IntoView + use<> {
    let places = usize::try_from(count.list_places).unwrap_or_default();
    let unit = Weights::harmonic(places).unit().max(1);
    let row = |week: &Week| {
        let tenths = (week.points * 20 + unit) / (unit * 2);
        view! {
            <tr>
                <th scope="row">{week.number}</th>
                <td data-l=t::count::week_suggestions(lang)>{number(count::whole(week.suggestions))}</td>
                <td data-l=t::count::week_ranked(lang)>{number(count::whole(week.ranked))}</td>
                <td data-l=t::count::week_points(lang)>{points(tenths)}</td>
            </tr>
        }
    };
    let rows: Vec<_> = count.weeks.iter().map(row).collect();
    view! {
        <section aria-labelledby="h-w">
            <h3 id="h-w">{t::count::weeks(lang)}</h3>
            <p class="muted small">{t::count::weeks_words(lang)}</p>
            <table class="tbl fold">
                <thead>
                    <tr>
                        <th scope="col">{t::count::week(lang)}</th>
                        <th scope="col">{t::count::week_suggestions(lang)}</th>
                        <th scope="col">{t::count::week_ranked(lang)}</th>
                        <th scope="col">{t::count::week_points(lang)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </section>
    }
}

fn files(lang: Lang, base: &str, count: &CountView) -> impl IntoView + use<> {
    let base = format!("{base}/{}", count.number);
    let root = count.root.clone().map(|root| {
        view! {
            <p>{t::count::root(lang)} " " <code class="digest">{root}</code></p>
        }
    });
    let masked = count.root.is_some().then(|| {
        view! { <p class="muted small">{t::count::masked(lang, count.masked)}</p> }
    });
    view! {
        <section aria-labelledby="h-f">
            <h3 id="h-f">{t::count::files(lang)}</h3>
            {masked}
            {count::files(lang, &base, &count.files)}
            {root}
        </section>
    }
}

fn repeat(lang: Lang) -> impl IntoView {
    view! {
        <section aria-labelledby="h-a">
            <h3 id="h-a">{t::count::repeat(lang)}</h3>
            <p>{t::count::repeat_words(lang)}</p>
            <pre><code lang="en">"sharikuna recount count.zip\npython3 recount.py count.zip"</code></pre>
        </section>
    }
}

fn others(lang: Lang, base: &str, count: &CountView) -> impl IntoView + use<> {
    let line = |other: &OtherCount| {
        let href = format!("{base}?number={}", other.number);
        let day = short_date(lang, other.at.date());
        view! { <li><a href=href>{t::count::number(lang, other.number)}</a> " · " {day}</li> }
    };
    let lines: Vec<_> = count.others.iter().map(line).collect();
    (!lines.is_empty()).then(|| {
        view! {
            <section aria-labelledby="h-o">
                <h3 id="h-o">{t::count::others(lang)}</h3>
                <ul>{lines}</ul>
            </section>
        }
    })
}
