//! One answer to many as the first of them will show it, before it is sent.

use leptos::prelude::*;
use shared::lang::Lang;
use shared::view::bulk::{BulkPreviewPage, PreviewOf};

use super::desk_bulk::{kept, verb, will};
use crate::i18n::t;
use crate::layout::Page;
use crate::pages::suggestion;
use crate::parts::desk::{self, Room};
use crate::parts::field;

/// `POST /{lang}/desk/{agency}/bulk/preview`
pub fn page(lang: Lang, view: BulkPreviewPage) -> Page {
    let base = desk::path(lang, &view.head);
    let shown: Vec<_> = view
        .shown
        .iter()
        .map(|one| {
            let agency = view.head.agency.name.get(one.lang).to_owned();
            public(one, &agency)
        })
        .collect();
    let count = i64::try_from(view.shown.len()).unwrap_or_default();
    let rest = view.total.saturating_sub(count);
    let rest = (rest > 0).then(|| view! { <p>{t::preview_answer::rest(lang, rest)}</p> });
    let cannot = (!view.cannot.is_empty()).then(|| {
        view! {
            <section class="stack" aria-labelledby="cannot">
                <h2 id="cannot">{t::bulk::cannot(lang)}</h2>
                {kept(lang, &view.cannot)}
            </section>
        }
    });
    let words = match view.second_person {
        true => t::preview_answer::many_wait(lang),
        false => t::preview_answer::many_lede(lang),
    };
    let draft = &view.draft;
    let chosen: Vec<_> = view
        .chosen
        .iter()
        .map(|(reference, seen)| field::hidden("chosen", format!("{reference}.{seen}")))
        .collect();
    let main = view! {
        <div class="wrap section stack">
            {desk::tabs(lang, &view.head, Room::Queue)}
            <h1>{t::preview_answer::title(lang)}</h1>
            <p class="hint">{words}</p>
            <p><b>{will(lang, view.kind, view.total)}</b></p>
            {shown}
            {rest}
            {cannot}
            <form class="stack" method="post" action=format!("{base}/bulk")>
                {field::hidden("act", view.kind.as_str())}
                {field::hidden("key", view.key.clone())}
                {chosen}
                {field::hidden("reason", draft.reason.clone())}
                {field::hidden("other_reason", draft.other_reason.clone())}
                {field::hidden("commitment_what", draft.commitment_what.clone())}
                {field::hidden("commitment_due", draft.commitment_due.clone())}
                <p class="muted">{t::bulk::undo_hint(lang)}</p>
                <p class="row">
                    <button class="btn" type="submit">{verb(lang, view.kind)}</button>
                    <button class="btn alt" type="submit" formaction=format!("{base}/bulk/form")>
                        {t::preview_answer::back(lang)}
                    </button>
                </p>
            </form>
        </div>
    };
    Page::plain(t::preview_answer::title(lang), main).wide()
}

/// The answer below the title it belongs to, in the language and direction of its author.
fn public(one: &PreviewOf, agency: &str) -> AnyView {
    let id = format!("p-{}", one.reference);
    let by = id.clone();
    view! {
        <section class="stack" aria-labelledby=by>
            <h2 id=id>{desk::inline(&one.title)} " " {desk::reference(&one.reference)}</h2>
            <div class="reply" lang=one.lang.code() dir=one.lang.dir().code()>
                {suggestion::as_public(one.lang, agency, &one.answer)}
            </div>
        </section>
    }
    .into_any()
}
