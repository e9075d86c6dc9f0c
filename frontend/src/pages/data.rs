//! Everything that is kept of a person, for that person.

use leptos::prelude::*;
use shared::device::Device;
use shared::lang::Lang;
use shared::view::data::{Held, Piece, Section};
use shared::view::text::UserText;

use crate::i18n::{date, find, moment, number, t};
use crate::layout::Page;
use crate::parts::{device, text};

/// `GET /{lang}/account/data`
pub fn page(lang: Lang, held: Held) -> Page {
    let base = format!("/{}/account", lang.code());
    let (some, none): (Vec<_>, Vec<_>) = held
        .sections
        .iter()
        .partition(|section| !section.rows.is_empty());
    let nothing: Vec<String> = none
        .iter()
        .map(|section| words(lang, "section", section.key))
        .collect();
    let nothing = (!nothing.is_empty()).then(|| {
        view! {
            <section class="stack" aria-labelledby="h-nothing">
                <h2 id="h-nothing">{t::data::nothing(lang)}</h2>
                <p>{nothing.join(t::data::comma(lang))}</p>
            </section>
        }
    });
    let sections = some
        .into_iter()
        .map(|section| shown(lang, section))
        .collect_view();
    let main = view! {
        <div class="wrap section stack loose">
            <h1>{t::data::title(lang)}</h1>
            <p class="lede">{t::data::lede(lang)}</p>
            <form class="stack" method="post" action=format!("{base}/data.json")>
                <p><button class="btn" type="submit">{t::data::take(lang)}</button></p>
                <p class="hint">{t::data::take_hint(lang)}</p>
            </form>
            {sections}
            {nothing}
            <p><a href=format!("{base}/erase")>{t::erase::title(lang)}</a></p>
            <p><a href=base>{t::account::again(lang)}</a></p>
        </div>
    };
    Page::plain(t::data::title(lang), main).unlisted()
}

/// The words of a key that is known only here: every key has them, which a test of the server holds.
fn words(lang: Lang, group: &str, key: &str) -> String {
    find(lang, &format!("data.{group}_{key}"), &[]).unwrap_or_else(|| key.to_owned())
}

fn shown(lang: Lang, section: &Section) -> AnyView {
    let id = format!("h-{}", section.key);
    let labelled = id.clone();
    let rows = section
        .rows
        .iter()
        .map(|row| entry(lang, row))
        .collect_view();
    view! {
        <section class="stack measure" aria-labelledby=labelled>
            <h2 id=id>{words(lang, "section", section.key)}</h2>
            <p class="muted">{words(lang, "why", section.key)}</p>
            {rows}
        </section>
    }
    .into_any()
}

/// A row: facts side by side, and what was written below them.
fn entry(lang: Lang, row: &[(&'static str, Piece)]) -> AnyView {
    let facts = row
        .iter()
        .filter(|(_, piece)| !piece.is_empty() && !matches!(piece, Piece::Text(_)))
        .map(|(key, piece)| {
            view! { <div><dt>{words(lang, "field", key)}</dt><dd>{value(lang, key, piece)}</dd></div> }
        })
        .collect_view();
    let texts = row
        .iter()
        .filter_map(|(key, piece)| match piece {
            Piece::Text(written) if !written.is_empty() => {
                let written = UserText::detected(written.clone(), lang);
                Some(view! {
                    <div>
                        <p class="muted small">{words(lang, "field", key)}</p>
                        {text::block(written)}
                    </div>
                })
            }
            _ => None,
        })
        .collect_view();
    view! {
        <article class="sug"><div class="body stack">
            <dl class="facts">{facts}</dl>
            {texts}
        </div></article>
    }
    .into_any()
}

fn value(lang: Lang, key: &str, piece: &Piece) -> AnyView {
    match piece {
        Piece::Nothing | Piece::Text(_) => ().into_any(),
        Piece::Word(word) => find(lang, &format!("data.word.{word}"), &[])
            .unwrap_or_else(|| word.clone())
            .into_any(),
        Piece::Sign(sign) if key == "device" => device::name(lang, Device::parse(sign)).into_any(),
        Piece::Sign(sign) => view! { <bdi dir="ltr">{sign.clone()}</bdi> }.into_any(),
        Piece::Moment(at) => {
            view! { <time datetime=at.utc.to_string()>{moment(lang, at.local)}</time> }.into_any()
        }
        Piece::Day(day) => {
            view! { <time datetime=day.to_string()>{date(lang, *day)}</time> }.into_any()
        }
        Piece::Number(count) => number(*count).into_any(),
        Piece::Flag(true) => t::data::yes(lang).into_any(),
        Piece::Flag(false) => t::data::no(lang).into_any(),
    }
}
