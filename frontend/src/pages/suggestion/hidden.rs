//! What stands in the place of a hidden suggestion, above a merged one, and what the author of
//! either sees and may do.

use leptos::prelude::*;
use shared::lang::Lang;
use shared::objection::ObjectionKind;
use shared::view::objection::{Decision, OwnHidden, OwnObjection};

use crate::i18n::{short_date, t};
use crate::parts::text;

/// Why it stays hidden or merged after an objection, for everyone.
pub fn stands(lang: Lang, kind: ObjectionKind, decision: &Decision) -> AnyView {
    let words = match kind {
        ObjectionKind::Hiding => t::objection::public_stands(lang),
        ObjectionKind::Merging => t::objection::public_stands_merged(lang),
    };
    view! {
        <section class="stack" aria-label=t::objection::decide(lang)>
            <p>{words} " " {text::day(lang, decision.on)}</p>
            <div class="reply">{text::block(decision.reason.clone())}</div>
        </section>
    }
    .into_any()
}

/// The text, the desk's note and the objection, for the author.
pub fn own(lang: Lang, reference: &str, own: &OwnHidden) -> AnyView {
    view! {
        {record(lang, own)}
        {objection(lang, reference, ObjectionKind::Hiding, &own.objection)}
    }
    .into_any()
}

/// The hidden text and the desk's note to its author.
pub fn record(lang: Lang, own: &OwnHidden) -> AnyView {
    let note = own.note.clone().map(|note| {
        view! {
            <h3>{t::objection::desk_note(lang)}</h3>
            {text::block(note)}
        }
    });
    view! {
        <section class="stack" aria-labelledby="h-own">
            <h2 id="h-own">{t::objection::your_text(lang)}</h2>
            <p class="small muted">{t::objection::private(lang)}</p>
            <div class="reply stack">
                <p><strong>{text::inline(own.title.clone())}</strong></p>
                {text::block(own.text.clone())}
            </div>
            {note}
        </section>
    }
    .into_any()
}

/// The author's objection, or the way to it.
pub fn objection(
    lang: Lang,
    reference: &str,
    kind: ObjectionKind,
    objection: &OwnObjection,
) -> AnyView {
    let (way, stands) = match kind {
        ObjectionKind::Hiding => (t::objection::way(lang), t::objection::stands(lang)),
        ObjectionKind::Merging => (
            t::objection::way_merged(lang),
            t::objection::stands_merged(lang),
        ),
    };
    match objection {
        OwnObjection::Open { until } => {
            let href = format!("/{}/suggestions/{reference}/object", lang.code());
            view! {
                <p>{t::objection::may_until(lang, short_date(lang, *until))}</p>
                <p><a class="btn" href=href>{way}</a></p>
            }
            .into_any()
        }
        OwnObjection::TooLate { until } => {
            view! { <p class="ghost">{t::objection::too_late(lang, short_date(lang, *until))}</p> }
                .into_any()
        }
        OwnObjection::Made {
            text: said,
            on,
            due,
            decision,
        } => {
            let then = match decision {
                Some(_) => view! { <p>{stands}</p> }.into_any(),
                None => {
                    view! { <p>{t::objection::waits(lang, short_date(lang, *due))}</p> }.into_any()
                }
            };
            view! {
                <section class="stack" aria-labelledby="h-obj">
                    <h2 id="h-obj">{t::objection::yours(lang)}</h2>
                    <p class="small muted">{t::objection::made_on(lang)} " " {text::day(lang, *on)}</p>
                    <div class="reply">{text::block(said.clone())}</div>
                    {then}
                </section>
            }
            .into_any()
        }
    }
}
