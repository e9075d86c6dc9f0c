//! An act on many suggestions while it waits, and what became of it.

use leptos::prelude::*;
use shared::bulk::{ActState, BulkKind};
use shared::lang::Lang;
use shared::view::bulk::ActPage;

use crate::i18n::t;
use crate::layout::Page;
use crate::pages::desk_bulk;
use crate::parts::desk::{self, Room};

/// `GET /{lang}/desk/{agency}/acts/{act}`
pub fn page(lang: Lang, view: ActPage) -> Page {
    let base = desk::path(lang, &view.head);
    let here = format!("{base}/acts/{}", view.id);
    let count = i64::try_from(view.reached.len()).unwrap_or(i64::MAX);
    let title = match view.state {
        ActState::Waiting => desk_bulk::waits(lang, view.kind, count),
        ActState::Done if view.held => t::release::many_held(lang, count),
        ActState::Done => done(lang, view.kind, count),
        ActState::Undone => t::bulk::undone(lang).to_owned(),
    };
    let undo = (view.state == ActState::Waiting).then(|| {
        view! {
            <p>{t::bulk::undo_hint(lang)}</p>
            <form method="post" action=format!("{here}/undo")>
                <p class="row">
                    <button class="btn" type="submit">{t::bulk::undo(lang)}</button>
                    <a href=here.clone()>{t::bulk::look(lang)}</a>
                </p>
            </form>
        }
    });
    let releases = view
        .held
        .then(|| view! { <p><a href=format!("{base}/releases")>{t::release::title(lang)}</a></p> });
    let reached = view
        .reached
        .iter()
        .map(|(reference, title)| {
            let href = format!("{base}/suggestions/{reference}");
            view! { <li><a href=href>{desk::inline(title)}</a> " " {desk::reference(reference)}</li> }
        })
        .collect_view();
    let kept = (!view.kept.is_empty()).then(|| {
        view! {
            <section class="stack" aria-labelledby="kept">
                <h2 id="kept">{t::bulk::kept(lang)}</h2>
                {desk_bulk::kept(lang, &view.kept)}
            </section>
        }
    });
    let main = view! {
        <div class="wrap section stack">
            {desk::tabs(lang, &view.head, Room::Queue)}
            <h1>{title.clone()}</h1>
            {undo}
            {releases}
            {view.said.as_ref().map(desk::block)}
            <ul class="stack">{reached}</ul>
            {kept}
            <p><a href=base>{t::bulk::back(lang)}</a></p>
        </div>
    };
    Page::plain(title, main).wide()
}

fn done(lang: Lang, kind: BulkKind, count: i64) -> String {
    match kind {
        BulkKind::Acknowledge => t::bulk::did_acknowledge(lang, count),
        BulkKind::Adopt => t::bulk::did_adopt(lang, count),
        BulkKind::Reject => t::bulk::did_reject(lang, count),
        BulkKind::Hide => t::bulk::did_hide(lang, count),
    }
}
