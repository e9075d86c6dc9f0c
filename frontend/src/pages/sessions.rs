//! Where one is signed in.

use leptos::prelude::*;
use shared::lang::Lang;
use shared::view::sessions::{SessionRow, SessionsDone, SessionsPage};

use crate::i18n::{moment, t};
use crate::layout::Page;
use crate::parts::desk::said;
use crate::parts::device;

fn base(lang: Lang) -> String {
    format!("/{}/account/sessions", lang.code())
}

/// `GET /{lang}/account/sessions`
pub fn page(lang: Lang, view: SessionsPage) -> Page {
    let done = view.done.map(|done| {
        said(match done {
            SessionsDone::One => t::sessions::ended_one(lang),
            SessionsDone::Others => t::sessions::ended_others(lang),
        })
    });
    let alone = view.sessions.iter().all(|one| one.here);
    let rows = view
        .sessions
        .iter()
        .map(|one| row(lang, one, true))
        .collect_view();
    let others = match alone {
        true => view! { <p class="muted">{t::sessions::alone(lang)}</p> }.into_any(),
        false => view! {
            <p><a class="btn alt" href=format!("{}/others", base(lang))>{t::sessions::to_others(lang)}</a></p>
        }
        .into_any(),
    };
    let main = view! {
        <div class="wrap section stack">
            <h1>{t::sessions::title(lang)}</h1>
            <p class="lede">{t::sessions::lede(lang)}</p>
            {done}
            <div class="people">{rows}</div>
            {others}
            <p class="muted small">{t::sessions::kept(lang)}</p>
        </div>
    };
    Page::plain(t::sessions::title(lang), main).unlisted()
}

fn row(lang: Lang, one: &SessionRow, ending: bool) -> AnyView {
    let name = device::name(lang, one.device);
    let mark = one
        .here
        .then(|| view! { <p><b class="badge b-ack">{t::sessions::here(lang)}</b></p> });
    let network = one.network.clone().map(|network| {
        view! { <div><dt>{t::sessions::network(lang)}</dt><dd><bdi dir="ltr">{network}</bdi></dd></div> }
    });
    let end = (ending && !one.here).then(|| {
        view! {
            <form method="post" action=format!("{}/{}/end", base(lang), one.id)>
                <p>
                    <button class="btn alt" type="submit">
                        {t::sessions::end_one(lang)} <span class="vh">" " {name.clone()}</span>
                    </button>
                </p>
            </form>
        }
    });
    view! {
        <article class="sug"><div class="body">
            <h2>{name.clone()}</h2>
            {mark}
            <dl class="facts">
                <div>
                    <dt>{t::sessions::last_used(lang)}</dt>
                    <dd><time datetime=one.last_used.to_string()>{moment(lang, one.last_used)}</time></dd>
                </div>
                <div>
                    <dt>{t::sessions::began(lang)}</dt>
                    <dd><time datetime=one.began.to_string()>{moment(lang, one.began)}</time></dd>
                </div>
                {network}
            </dl>
            {end}
        </div></article>
    }
    .into_any()
}

/// `GET /{lang}/account/sessions/others`
pub fn ask_others(lang: Lang, sessions: Vec<SessionRow>) -> Page {
    let ending: Vec<_> = sessions.iter().filter(|one| !one.here).collect();
    let count = i64::try_from(ending.len()).unwrap_or(i64::MAX);
    let rows = ending
        .into_iter()
        .map(|one| row(lang, one, false))
        .collect_view();
    let main = view! {
        <div class="wrap section stack">
            <h1>{t::sessions::others_title(lang)}</h1>
            <p class="lede">{t::sessions::others_count(lang, count)}</p>
            <p>{t::sessions::others_means(lang)}</p>
            <div class="people">{rows}</div>
            <form method="post" action=format!("{}/others", base(lang))>
                <p class="row">
                    <button class="btn" type="submit">{t::sessions::others_confirm(lang)}</button>
                    <a href=base(lang)>{t::sessions::cancel(lang)}</a>
                </p>
            </form>
        </div>
    };
    Page::plain(t::sessions::others_title(lang), main).unlisted()
}
