//! An answer as its author's page will show it, before it is sent.

use leptos::prelude::*;
use shared::lang::Lang;
use shared::view::preview::PreviewPage;

use crate::i18n::t;
use crate::layout::Page;
use crate::pages::suggestion;
use crate::parts::desk::{self, Room};
use crate::parts::field;

/// `POST /{lang}/desk/{agency}/suggestions/{ref}/answer/preview`
pub fn page(lang: Lang, view: PreviewPage) -> Page {
    let base = format!(
        "{}/suggestions/{}",
        desk::path(lang, &view.head),
        view.reference
    );
    let agency = view.head.agency.name.get(view.lang).to_owned();
    let (words, send) = match view.second_person {
        true => (t::preview_answer::then_waits(lang), t::release::send(lang)),
        false => (t::preview_answer::lede(lang), t::answering::send(lang)),
    };
    let draft = &view.draft;
    let main = view! {
        <div class="wrap section stack">
            {desk::tabs(lang, &view.head, Room::Queue)}
            <h1>{t::preview_answer::title(lang)}</h1>
            <p>{desk::inline(&view.title)} " " {desk::reference(&view.reference)}</p>
            <p class="hint">{words}</p>
            <div class="reply" lang=view.lang.code() dir=view.lang.dir().code()>
                {suggestion::as_public(view.lang, &agency, &view.answer)}
            </div>
            <form class="stack" method="post" action=format!("{base}/answer")>
                {field::hidden("seen", view.seen.to_string())}
                {field::hidden("key", view.key.clone())}
                {field::hidden("kind", draft.kind.clone())}
                {field::hidden("reason", draft.reason.clone())}
                {field::hidden("other_reason", draft.other_reason.clone())}
                {field::hidden("commitment_what", draft.commitment_what.clone())}
                {field::hidden("commitment_due", draft.commitment_due.clone())}
                <p class="row">
                    <button class="btn" type="submit">{send}</button>
                    <button class="btn alt" type="submit" formaction=format!("{base}/answer/form")>
                        {t::preview_answer::back(lang)}
                    </button>
                </p>
            </form>
        </div>
    };
    Page::plain(t::preview_answer::title(lang), main).wide()
}
