//! The document round every page: head, header, footer.

use std::sync::Arc;

use hydration_context::SsrSharedContext;
use leptos::prelude::*;
use shared::lang::Lang;

use crate::i18n::t;

/// What the document needs to know besides the page.
#[derive(Debug, Clone)]
pub struct Chrome {
    pub lang: Lang,
    /// Path and query of this page.
    pub here: String,
    pub person: Option<Person>,
    pub assets: AssetUrls,
}

/// The signed-in reader, as the header shows it.
#[derive(Debug, Clone)]
pub struct Person {
    pub name: String,
    /// Sits at an agency's desk.
    pub desk: bool,
}

/// Addresses of styles, fonts and scripts. `islands` and `wasm` are missing in a server built
/// without them.
#[derive(Debug, Clone)]
pub struct AssetUrls {
    pub style: String,
    pub arabic_font: String,
    pub icon: String,
    pub start: String,
    pub islands: Option<String>,
    pub wasm: Option<String>,
}

/// A page: its title and its main part.
pub struct Page {
    pub title: String,
    pub main: AnyView,
    /// Whether the page holds islands, and so loads the scripts.
    pub islands: bool,
    /// The desk uses the width of a wide screen.
    pub wide: bool,
}

impl Page {
    /// A page without islands, of ordinary width.
    pub fn plain(title: impl Into<String>, main: impl IntoView + 'static) -> Page {
        Page { title: title.into(), main: main.into_any(), islands: false, wide: false }
    }

    /// The same page with islands.
    pub fn with_islands(self) -> Page {
        Page { islands: true, ..self }
    }

    /// The same page on the desk's width.
    pub fn wide(self) -> Page {
        Page { wide: true, ..self }
    }
}

/// Renders a page to HTML.
pub fn document(chrome: Chrome, page: impl FnOnce(Lang) -> Page + 'static) -> String {
    let owner = Owner::new_root(Some(Arc::new(SsrSharedContext::new_islands())));
    let html = owner.with(move || {
        let page = page(chrome.lang);
        shell(chrome, page).to_html()
    });
    owner.cleanup();
    format!("<!doctype html>{html}")
}

fn shell(chrome: Chrome, page: Page) -> impl IntoView {
    let lang = chrome.lang;
    let assets = chrome.assets.clone();
    let title = format!("{} · {}", page.title, t::site::name(lang));
    let scripts = page.islands.then(|| {
        Some(view! {
            <script
                type="module"
                src=assets.start.clone()
                data-islands=assets.islands.clone()?
                data-wasm=assets.wasm.clone()?
            ></script>
        })
    });
    let font = (lang == Lang::Ar).then(|| {
        view! { <link rel="preload" href=assets.arabic_font r#as="font" r#type="font/woff2" crossorigin=""/> }
    });
    view! {
        <html lang=lang.code() dir=lang.dir().code()>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <title>{title}</title>
                {font}
                <link rel="stylesheet" href=assets.style/>
                <link rel="icon" href=assets.icon r#type="image/svg+xml"/>
                {scripts}
            </head>
            <body class:wide=page.wide>
                <a class="skip" href="#main">{t::site::skip(lang)}</a>
                {header(&chrome)}
                <main id="main">{page.main}</main>
                {footer(lang)}
            </body>
        </html>
    }
}

fn header(chrome: &Chrome) -> impl IntoView + use<> {
    let lang = chrome.lang;
    let code = lang.code();
    let other = lang.other();
    let there = in_language(&chrome.here, other);
    let person = match &chrome.person {
        Some(person) => {
            let desk = person
                .desk
                .then(|| view! { <a href=format!("/{code}/desk")>{t::site::desk(lang)}</a> });
            view! {
                {desk}
                <form class="inline" method="post" action=format!("/{code}/sign-out")>
                    <bdi class="who">{person.name.clone()}</bdi>
                    <button type="submit" class="link">{t::site::sign_out(lang)}</button>
                </form>
            }
            .into_any()
        }
        None => {
            view! { <a href=format!("/{code}/sign-in")>{t::site::sign_in(lang)}</a> }.into_any()
        }
    };
    view! {
        <header class="top">
            <div class="wrap">
                <a class="mark" href=format!("/{code}")>{t::site::name(lang)}</a>
                <nav class="nav" aria-label=t::site::main_nav(lang)>
                    <a href=format!("/{code}/topics")>{t::site::topics(lang)}</a>
                    <a href=format!("/{code}/agencies")>{t::site::agencies(lang)}</a>
                    <a href=format!("/{code}/ranking")>{t::site::ranking(lang)}</a>
                </nav>
                <div class="tools">
                    <a href=there lang=other.code() hreflang=other.code()>{t::site::other_language(lang)}</a>
                    {person}
                </div>
            </div>
        </header>
    }
}

fn footer(lang: Lang) -> impl IntoView {
    let code = lang.code();
    view! {
        <footer class="end">
            <div class="wrap">
                <ul>
                    <li><a href=format!("/{code}/policy")>{t::site::policy(lang)}</a></li>
                    <li><a href=format!("/{code}/ranking")>{t::site::ranking(lang)}</a></li>
                    <li><a href=format!("/{code}/about")>{t::site::about(lang)}</a></li>
                </ul>
                <p>{t::site::working_days(lang)}</p>
            </div>
        </footer>
    }
}

/// The same address in another language.
fn in_language(here: &str, lang: Lang) -> String {
    let rest = here
        .strip_prefix("/ar")
        .or_else(|| here.strip_prefix("/en"))
        .filter(|rest| rest.is_empty() || rest.starts_with(['/', '?']));
    format!("/{}{}", lang.code(), rest.unwrap_or_default())
}
