//! Answers that are being written: the reader's own, and those of colleagues.

use jiff::civil::DateTime;
use leptos::prelude::*;
use shared::input::FieldError;
use shared::lang::Lang;
use shared::view::desk::{AnswerForm, SavedDraft};

use crate::i18n::{self, t};
use crate::parts::{desk, errors};

/// That the form holds the reader's own draft, why it was sent back, and the way to throw it away.
pub fn own(lang: Lang, base: &str, form: &AnswerForm) -> Option<AnyView> {
    let at = form.saved_at?;
    let returned = form.returned.as_ref().map(|(by, note)| {
        view! {
            <p><b>{t::drafts::returned(lang)} " " <bdi>{by.clone()}</bdi></b></p>
            {desk::block(note)}
        }
    });
    Some(
        view! {
            <div class="note stack">
                {returned}
                <p>{t::drafts::own(lang, i18n::moment(lang, at))}</p>
                <form method="post" action=format!("{base}/answer/draft/throw-away")>
                    <p><button class="btn alt" type="submit">{t::drafts::throw_away(lang)}</button></p>
                </form>
            </div>
        }
        .into_any(),
    )
}

/// Drafts that do not stand in the form: whose, of when, and what is written.
pub fn others(lang: Lang, drafts: &[SavedDraft]) -> Option<AnyView> {
    let items = drafts
        .iter()
        .map(|one| {
            let whose = match one.own {
                true => view! { {t::drafts::yours(lang)} }.into_any(),
                false => view! { <bdi>{one.name.clone()}</bdi> }.into_any(),
            };
            let texts = one.texts.iter().map(desk::block).collect_view();
            let kind = one
                .kind
                .map(|kind| view! { " · " {desk::kind(lang, kind)} });
            view! {
                <li>
                    <details>
                        <summary>{whose} " · " {i18n::moment(lang, one.at)} {kind}</summary>
                        <div class="reply stack">{texts}</div>
                    </details>
                </li>
            }
        })
        .collect_view();
    (!drafts.is_empty()).then(|| {
        view! {
            <section class="stack" aria-labelledby="h-drafts">
                <h2 id="h-drafts">{t::drafts::title(lang)}</h2>
                <ul class="stack">{items}</ul>
            </section>
        }
        .into_any()
    })
}

/// The sentence of a draft that was just kept.
pub fn kept_words(lang: Lang, at: DateTime) -> String {
    t::drafts::kept_at(lang, format!("{:02}:{:02}", at.hour(), at.minute()))
}

/// The sentence of one that is too long.
pub fn too_long_words(lang: Lang, faults: &[FieldError]) -> String {
    let first = faults.first().map(|fault| errors::message(lang, fault));
    first.unwrap_or_default()
}
