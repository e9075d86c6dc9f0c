//! The living page of the design language: every token, every part in every state, both ways.

mod counts;
mod lists;
mod samples;
mod tokens;
mod told;

use leptos::prelude::*;
use shared::lang::Lang;

use crate::i18n::t;
use crate::layout::Page;
use tokens::{PAIRS, Token, contrast, tokens};

/// `GET /{lang}/design`
pub fn page(lang: Lang) -> Page {
    let tokens = tokens();
    let main = view! {
        <div class="mast">
            <div class="wrap">
                <h1>{t::design::title(lang)}</h1>
                <p class="lede">{t::design::lede(lang)}</p>
            </div>
        </div>
        <div class="wrap section stack loose">
            {colours(lang, &tokens)}
            {contrasts(lang, &tokens)}
            {type_scale(lang)}
            {measures(lang, &tokens)}
            {samples::all(lang)}
        </div>
    };
    Page::plain(t::design::title(lang), main).wide()
}

fn colours(lang: Lang, tokens: &[Token]) -> impl IntoView + use<> {
    let rows: Vec<_> = tokens
        .iter()
        .filter(|token| token.light.starts_with('#'))
        .map(|token| {
            let dark = token.dark.clone().unwrap_or_else(|| token.light.clone());
            view! {
                <tr>
                    <th scope="row">{code(format!("--{}", token.name))}</th>
                    <td data-l=t::design::light(lang)>{swatch(&token.light)}</td>
                    <td data-l=t::design::dark(lang)>{swatch(&dark)}</td>
                </tr>
            }
        })
        .collect();
    view! {
        <section aria-labelledby="colours">
            <h2 id="colours">{t::design::colours(lang)}</h2>
            <table class="tbl fold">
                <thead>
                    <tr>
                        <th scope="col">{t::design::token(lang)}</th>
                        <th scope="col">{t::design::light(lang)}</th>
                        <th scope="col">{t::design::dark(lang)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </section>
    }
}

/// A word of the style sheet.
fn code(word: impl Into<String>) -> AnyView {
    let word: String = word.into();
    view! { <code lang="en">{word}</code> }.into_any()
}

/// A colour: drawn, since styles may not stand in the markup.
fn swatch(colour: &str) -> impl IntoView + use<> {
    let fill = colour.to_owned();
    view! {
        <span class="swatch">
            <svg viewBox="0 0 24 24" aria-hidden="true">
                <rect x="1" y="1" width="22" height="22" rx="5" fill=fill stroke="currentColor"></rect>
            </svg>
            {code(colour)}
        </span>
    }
}

fn contrasts(lang: Lang, tokens: &[Token]) -> impl IntoView + use<> {
    let of = |name: &str, dark: bool| {
        let token = tokens.iter().find(|token| token.name == name)?;
        let own = token.dark.as_ref().filter(|_| dark);
        Some(own.unwrap_or(&token.light).clone())
    };
    let measured = |front: &str, ground: &str, dark: bool| {
        let found = contrast(&of(front, dark)?, &of(ground, dark)?)?;
        Some(format!("{found:.2}"))
    };
    let rows: Vec<_> = PAIRS
        .iter()
        .map(|(front, ground, least)| {
            let pair = format!("--{front} / --{ground}");
            view! {
                <tr>
                    <th scope="row">{code(pair)}</th>
                    <td class="n" data-l=t::design::light(lang)>{measured(front, ground, false)}</td>
                    <td class="n" data-l=t::design::dark(lang)>{measured(front, ground, true)}</td>
                    <td class="n z" data-l=t::design::least(lang)>{least.to_string()}</td>
                </tr>
            }
        })
        .collect();
    view! {
        <section aria-labelledby="contrast">
            <h2 id="contrast">{t::design::contrast(lang)}</h2>
            <table class="tbl fold">
                <thead>
                    <tr>
                        <th scope="col">{t::design::pair(lang)}</th>
                        <th scope="col" class="n">{t::design::light(lang)}</th>
                        <th scope="col" class="n">{t::design::dark(lang)}</th>
                        <th scope="col" class="n">{t::design::least(lang)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </section>
    }
}

fn type_scale(lang: Lang) -> impl IntoView {
    let column = |of: Lang| {
        view! {
            <div class="stack" lang=of.code() dir=of.dir().code()>
                <p class="big4"><b>{t::design::sample_title(of)}</b></p>
                <p class="big3"><b>{t::design::sample_title(of)}</b></p>
                <p class="big2"><b>{t::design::sample_title(of)}</b></p>
                <p class="lede">{t::design::sample_text(of)}</p>
                <p class="measure">{t::design::sample_text(of)}</p>
                <p class="small muted measure">{t::design::sample_text(of)}</p>
            </div>
        }
    };
    view! {
        <section aria-labelledby="type">
            <h2 id="type">{t::design::type_scale(lang)}</h2>
            <div class="two">{column(Lang::Ar)} {column(Lang::En)}</div>
        </section>
    }
}

fn measures(lang: Lang, tokens: &[Token]) -> impl IntoView + use<> {
    let rows: Vec<_> = tokens
        .iter()
        .filter(|token| !token.light.starts_with('#'))
        .map(|token| {
            view! {
                <div>
                    <dt>{code(format!("--{}", token.name))}</dt>
                    <dd>{code(token.light.as_str())}</dd>
                </div>
            }
        })
        .collect();
    view! {
        <section aria-labelledby="measures">
            <h2 id="measures">{t::design::measures(lang)}</h2>
            <p class="measure">{t::design::motion(lang)}</p>
            <dl class="facts">{rows}</dl>
        </section>
    }
}
