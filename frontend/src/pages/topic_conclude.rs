//! Concluding a topic: what is still missing, or what it means.

use leptos::prelude::*;
use shared::lang::Lang;
use shared::topic::TopicState;
use shared::view::text::UserText;
use shared::view::topic_editor::ConcludePage;

use crate::i18n::{t, words_of};
use crate::layout::Page;
use crate::parts::desk::{self, Room};

/// `GET /{lang}/desk/{agency}/topics/{slug}/conclude`
pub fn page(lang: Lang, view: ConcludePage) -> Page {
    let at = format!("{}/topics/{}", desk::path(lang, &view.head), view.slug);
    let reported = view.report_ar && view.report_en;
    let body = match view.state {
        TopicState::Closed if view.waiting.is_empty() && view.pending.is_empty() && reported => view! {
            <ul>
                <li>{t::report::conclude_means_public(lang)}</li>
                <li>{t::report::conclude_means_restore(lang)}</li>
            </ul>
            <form method="post" action=format!("{at}/conclude")>
                <p class="row"><button class="btn" type="submit">{t::report::conclude_confirm(lang)}</button></p>
            </form>
        }
        .into_any(),
        TopicState::Closed => missing(lang, &at, &view),
        _ => {
            let code = shared::error::Code::TopicNotClosed;
            view! { <p class="ghost">{words_of(lang, code)}</p> }.into_any()
        }
    };
    let main = view! {
        <div class="wrap section stack">
            {desk::tabs(lang, &view.head, Room::Topics)}
            <h1>{t::report::conclude_title(lang)}</h1>
            <p><b><bdi>{desk::title_or_none(lang, &view.title)}</bdi></b></p>
            {view.refused.then(|| desk::stale(t::report::refused(lang)))}
            {body}
        </div>
    };
    Page::plain(t::report::conclude_title(lang), main).wide()
}

fn missing(lang: Lang, at: &str, view: &ConcludePage) -> AnyView {
    let base = desk::path(lang, &view.head);
    let named = |some: &[(String, UserText)]| {
        some.iter()
            .map(|(reference, title)| {
                view! {
                    <li>
                        <a href=format!("{base}/suggestions/{reference}")>
                            {desk::reference(reference)} " " {desk::inline(title)}
                        </a>
                    </li>
                }
            })
            .collect_view()
    };
    let pending = (!view.pending.is_empty()).then(|| {
        let count = i64::try_from(view.pending.len()).unwrap_or(i64::MAX);
        view! {
            <section class="stack" aria-labelledby="pending">
                <h2 id="pending">{t::compose::pending(lang, count)}</h2>
                <p>{t::compose::pending_note(lang)}</p>
                <ul>{named(&view.pending)}</ul>
            </section>
        }
    });
    let items = named(&view.waiting);
    let waiting = (!view.waiting.is_empty()).then(|| {
        let count = i64::try_from(view.waiting.len()).unwrap_or(i64::MAX);
        view! {
            <section class="stack" aria-labelledby="waiting">
                <h2 id="waiting">{t::editor::waiting(lang, count)}</h2>
                <ul>{items}</ul>
            </section>
        }
    });
    let languages = match (view.report_ar, view.report_en) {
        (true, true) => None,
        (false, true) => Some(t::report::missing_arabic(lang)),
        (true, false) => Some(t::report::missing_english(lang)),
        (false, false) => Some(t::report::missing(lang)),
    };
    let report = languages.map(|words| {
        view! { <p>{words} " " <a href=format!("{at}/report")>{t::report::write(lang)}</a></p> }
    });
    view! { <p>{t::report::not_yet(lang)}</p> {waiting} {pending} {report} }.into_any()
}
