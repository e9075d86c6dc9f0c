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
    /// Whether the agencies, people and figures are invented.
    pub demonstration: bool,
    /// Whether this answers a form that was refused: the title says so first.
    pub refused: bool,
    pub assets: AssetUrls,
}

/// The signed-in reader, as the header shows it.
#[derive(Debug, Clone)]
pub struct Person {
    pub name: String,
    /// Sits at an agency's desk.
    pub desk: bool,
    /// Keeps the calendar and decides objections.
    pub steward: bool,
}

/// Addresses of styles, fonts and scripts. `islands` and `wasm` are missing in a server built
/// without them.
#[derive(Debug, Clone)]
pub struct AssetUrls {
    pub style: String,
    pub arabic_font: String,
    pub icon: String,
    /// For the home screen of a phone.
    pub touch_icon: String,
    pub start: String,
    pub draft: String,
    pub desk: String,
    pub answer: String,
    pub work: String,
    pub islands: Option<String>,
    pub wasm: Option<String>,
}

/// A page: its title and its main part.
pub struct Page {
    pub title: String,
    pub main: AnyView,
    /// Whether the page holds islands, and so loads the scripts.
    pub islands: bool,
    /// Whether the page keeps what is being written in the browser, or lets it go.
    pub drafts: bool,
    /// Whether the page is worked by single keys.
    pub keys: bool,
    /// Whether an answer is written on the page, which keeps itself as a draft.
    pub answers: bool,
    /// Whether a form asks for a piece of work.
    pub work: bool,
    /// The desk uses the width of a wide screen.
    pub wide: bool,
    /// Search engines leave the page out.
    pub unlisted: bool,
}

impl Page {
    /// A page without islands, of ordinary width.
    pub fn plain(title: impl Into<String>, main: impl IntoView + 'static) -> Page {
        Page {
            title: title.into(),
            main: main.into_any(),
            islands: false,
            drafts: false,
            keys: false,
            answers: false,
            work: false,
            wide: false,
            unlisted: false,
        }
    }

    /// The same page with islands.
    pub fn with_islands(self) -> Page {
        Page {
            islands: true,
            ..self
        }
    }

    /// The same page, keeping what is being written.
    pub fn with_drafts(self) -> Page {
        Page {
            drafts: true,
            ..self
        }
    }

    /// The same page, worked by single keys as well.
    pub fn with_keys(self) -> Page {
        Page { keys: true, ..self }
    }

    /// The same page, on which an answer is written.
    pub fn with_answer(self) -> Page {
        Page {
            answers: true,
            ..self
        }
    }

    /// The same page, whose form may ask for a piece of work.
    pub fn with_work(self, work: bool) -> Page {
        Page { work, ..self }
    }

    /// The same page on the desk's width.
    pub fn wide(self) -> Page {
        Page { wide: true, ..self }
    }

    /// The same page, left out by search engines.
    pub fn unlisted(self) -> Page {
        Page {
            unlisted: true,
            ..self
        }
    }
}

/// What stands between two pieces of a page as it is rendered.
const MARK: &str = "<!>";

/// Renders a page to HTML.
pub fn document(chrome: Chrome, page: impl FnOnce(Lang) -> Page + 'static) -> String {
    let owner = Owner::new_root(Some(Arc::new(SsrSharedContext::new_islands())));
    let (html, islands) = owner.with(move || {
        let page = page(chrome.lang);
        let islands = page.islands;
        (shell(chrome, page).to_html(), islands)
    });
    owner.cleanup();
    // The marks between pieces are for islands to wake by. What people write has its `<` escaped.
    let html = if islands {
        html
    } else {
        html.replace(MARK, "")
    };
    format!("<!doctype html>{html}")
}

fn shell(chrome: Chrome, page: Page) -> impl IntoView {
    let lang = chrome.lang;
    let assets = chrome.assets.clone();
    let title = match chrome.refused {
        true => format!("{} {}", t::field::error(lang), page.title),
        false => page.title,
    };
    let title = format!("{title} · {}", t::site::name(lang));
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
    let script = |wanted: bool, src: &str| {
        let src = src.to_owned();
        wanted.then(|| view! { <script type="module" src=src></script> })
    };
    let drafts = script(page.drafts, &assets.draft);
    let keys = script(page.keys, &assets.desk);
    let answers = script(page.answers, &assets.answer);
    let work = script(page.work, &assets.work);
    let font = (lang == Lang::Ar).then(|| {
        view! { <link rel="preload" href=assets.arabic_font r#as="font" r#type="font/woff2" crossorigin=""/> }
    });
    let other = lang.other();
    let alternate = in_language(&chrome.here, other);
    let notice = chrome.demonstration.then(|| {
        view! {
            <aside class="demonstration" aria-label=t::site::demonstration_name(lang)>
                <p class="wrap">{t::site::demonstration(lang)}</p>
            </aside>
        }
    });
    view! {
        <html lang=lang.code() dir=lang.dir().code()>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                {page.unlisted.then(|| view! { <meta name="robots" content="noindex"/> })}
                <title>{title}</title>
                {font}
                <link rel="stylesheet" href=assets.style/>
                <link rel="icon" href=assets.icon r#type="image/svg+xml"/>
                <link rel="apple-touch-icon" href=assets.touch_icon/>
                <link rel="alternate" hreflang=other.code() href=alternate/>
                {scripts}
                {drafts}
                {keys}
                {answers}
                {work}
            </head>
            <body class:wide=page.wide>
                <a class="skip" href="#main">{t::site::skip(lang)}</a>
                {notice}
                {header(&chrome)}
                <main id="main" tabindex="-1">{page.main}</main>
                {footer(lang)}
            </body>
        </html>
    }
}

fn header(chrome: &Chrome) -> impl IntoView + use<> {
    let lang = chrome.lang;
    let code = lang.code();
    let here = path_of(&chrome.here).to_owned();
    let link = move |room: &str, words: &'static str| {
        let href = format!("/{code}/{room}");
        let current = current(&here, &href);
        view! { <a href=href aria-current=current>{words}</a> }
    };
    let desk = chrome.person.as_ref().is_some_and(|person| person.desk);
    let steward = chrome.person.as_ref().is_some_and(|person| person.steward);
    let rooms = view! {
        {link("topics", t::site::topics(lang))}
        {link("agencies", t::site::agencies(lang))}
        {link("ranking", t::site::ranking(lang))}
        {desk.then(|| link("desk", t::site::desk(lang)))}
        {steward.then(|| link("steward", t::site::steward(lang)))}
    };
    let other = lang.other();
    let switch = format!(
        "/{code}/language/{}?to={}",
        other.code(),
        encoded(&chrome.here)
    );
    let person = match &chrome.person {
        Some(person) => view! {
            <form class="inline" method="post" action=format!("/{code}/sign-out")>
                <a href=format!("/{code}/account")>
                    <span class="who">
                        <span class="vh">{t::site::signed_in(lang)} " "</span>
                        <bdi>{person.name.clone()}</bdi>
                    </span>
                </a>
                <button type="submit" class="link">{t::site::sign_out(lang)}</button>
            </form>
        }
        .into_any(),
        None => {
            // Nobody wants to come back to the sign-in page after signing in.
            let next = match chrome.here.contains("/sign-in") {
                true => String::new(),
                false => format!("?next={}", encoded(&chrome.here)),
            };
            view! { <a href=format!("/{code}/sign-in{next}")>{t::site::sign_in(lang)}</a> }
                .into_any()
        }
    };
    view! {
        <header class="top">
            <div class="wrap">
                <a class="mark" href=format!("/{code}")>
                    {mark()}
                    <span class="names">
                        <b lang="ar">"شاركونا"</b>
                        <span lang="en">"Sharikuna"</span>
                    </span>
                </a>
                <nav class="nav" aria-label=t::site::main_nav(lang)>{rooms}</nav>
                <div class="tools">
                    <a
                        href=switch
                        lang=other.code()
                        dir=other.dir().code()
                        hreflang=other.code()
                        rel="nofollow"
                    >
                        {t::site::other_language(lang)}
                    </a>
                    {person}
                </div>
            </div>
        </header>
    }
}

/// Three lozenges, as the dots over a letter.
fn mark() -> impl IntoView {
    view! {
        <svg class="gem" viewBox="0 0 44 40" aria-hidden="true">
            <path d="M22 0l10 10-10 10-10-10zM10 20l10 10-10 10L0 30zM34 20l10 10-10 10-10-10z"/>
        </svg>
    }
}

fn footer(lang: Lang) -> impl IntoView {
    let code = lang.code();
    view! {
        <footer class="end">
            <div class="wrap">
                <nav aria-label=t::site::footer(lang)>
                    <ul>
                        <li><a href=format!("/{code}/policy")>{t::site::policy(lang)}</a></li>
                        <li><a href=format!("/{code}/privacy")>{t::pages::privacy(lang)}</a></li>
                        <li><a href=format!("/{code}/ranking")>{t::site::ranking(lang)}</a></li>
                        <li><a href=format!("/{code}/calendar")>{t::calendar::title(lang)}</a></li>
                        <li><a href=format!("/{code}/transparency")>{t::scored::title(lang)}</a></li>
                        <li><a href=format!("/{code}/open-data")>{t::open_data::title(lang)}</a></li>
                        <li><a href=format!("/{code}/about")>{t::site::about(lang)}</a></li>
                    </ul>
                </nav>
                <p>{t::site::working_days(lang)}</p>
            </div>
        </footer>
    }
}

fn path_of(here: &str) -> &str {
    here.split(['?', '#']).next().unwrap_or(here)
}

/// `page` for the link to this page, `true` for the link to the room it stands in.
fn current(here: &str, href: &str) -> Option<&'static str> {
    match here.strip_prefix(href) {
        Some("" | "/") => Some("page"),
        Some(rest) if rest.starts_with('/') => Some("true"),
        _ => None,
    }
}

/// Percent-encoded, for a query.
pub fn encoded(here: &str) -> String {
    here.bytes()
        .map(|byte| match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'/' => {
                char::from(byte).to_string()
            }
            other => format!("%{other:02X}"),
        })
        .collect()
}

/// An address of this platform in another language; the front page for any other address.
pub fn in_language(here: &str, lang: Lang) -> String {
    let rest = here
        .strip_prefix("/ar")
        .or_else(|| here.strip_prefix("/en"))
        .filter(|rest| rest.is_empty() || rest.starts_with(['/', '?']))
        .filter(|rest| rest.bytes().all(|byte| byte.is_ascii_graphic()));
    format!("/{}{}", lang.code(), rest.unwrap_or_default())
}

#[cfg(test)]
mod tests;
