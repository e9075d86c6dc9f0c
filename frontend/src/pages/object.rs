//! The form of an author who objects to a hiding or a merge.

use leptos::prelude::*;
use shared::lang::Lang;
use shared::view::objection::{Against, ObjectPage};

use super::suggestion::hidden_record;
use crate::i18n::{short_date, t};
use crate::layout::Page;
use crate::parts::card::policy_reason;
use crate::parts::crumb::crumb;
use crate::parts::field::{self, Text};
use crate::parts::topic_tabs::address;
use crate::parts::{errors, text};

/// `GET /{lang}/suggestions/{ref}/object`
pub fn page(lang: Lang, view: ObjectPage) -> Page {
    let back = format!("/{}/suggestions/{}", lang.code(), view.reference);
    let topic = view.topic.get(lang).to_owned();
    let above = vec![
        (
            format!("/{}/topics", lang.code()),
            t::topics::title(lang).into_any(),
        ),
        (address(lang, &view.topic_slug), topic.into_any()),
    ];
    let (title, field_label) = match &view.against {
        Against::Hiding(_) => (t::objection::title(lang), t::objection::field(lang)),
        Against::Merging { .. } => (
            t::objection::title_merged(lang),
            t::objection::field_merged(lang),
        ),
    };
    let main = view! {
        <div class="mast">
            <div class="wrap">
                {crumb(lang, above)}
                <h1>{title}</h1>
                <p class="muted">{text::reference(view.reference.clone())}</p>
            </div>
        </div>
        <div class="wrap section stack measure">
            {errors::summary_of(lang, &view.errors)}
            {done(lang, &view)}
            <section class="stack" aria-labelledby="h-next">
                <h2 id="h-next">{t::objection::next(lang)}</h2>
                <ul>
                    <li>{t::objection::may_until(lang, short_date(lang, view.until))}</li>
                    <li>{t::objection::next_decides(lang, short_date(lang, view.decided_by))}</li>
                    <li>{t::objection::next_restored(lang)}</li>
                    <li>{t::objection::next_public(lang)}</li>
                </ul>
            </section>
            <form class="stack" method="post" action=format!("{back}/object")>
                {field::textarea(lang, Text {
                    id: "objection".to_owned(),
                    name: "objection",
                    label: field_label.to_owned(),
                    hint: Some(t::objection::field_hint(lang).to_owned()),
                    value: view.draft.objection.clone(),
                    error: errors::of(lang, &view.errors, "objection"),
                    max: Some(1_000),
                    rows: 6,
                    ..Text::default()
                })}
                <p class="row">
                    <button class="btn" type="submit">{t::objection::send(lang)}</button>
                    <a href=back.clone()>{t::objection::cancel(lang)}</a>
                </p>
            </form>
        </div>
    };
    Page::plain(title, main)
}

/// What the desk did, and the text it did it to.
fn done(lang: Lang, view: &ObjectPage) -> AnyView {
    match &view.against {
        Against::Hiding(reason) => view! {
            <p class="note">
                {t::suggestion::hidden_because(lang)} " " {policy_reason(lang, *reason)} " · "
                {text::day(lang, view.done_on)}
            </p>
            {hidden_record(lang, &view.own)}
        }
        .into_any(),
        Against::Merging {
            into,
            title,
            reason,
        } => {
            let href = format!("/{}/suggestions/{into}", lang.code());
            let reason = reason.clone().map(text::block);
            view! {
                <div class="note stack">
                    <p>
                        {t::suggestion::merged(lang)} " " <a href=href>{text::inline(title.clone())}</a>
                    </p>
                    <p>{t::suggestion::merged_on(lang)} " " {text::day(lang, view.done_on)} ": "</p>
                    {reason}
                </div>
                <section class="stack" aria-labelledby="h-own">
                    <h2 id="h-own">{t::objection::your_text_merged(lang)}</h2>
                    <div class="reply stack">
                        <p><strong>{text::inline(view.own.title.clone())}</strong></p>
                        {text::block(view.own.text.clone())}
                    </div>
                </section>
            }
            .into_any()
        }
    }
}
