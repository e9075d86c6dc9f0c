//! The form of a reader who reports a suggestion.

use leptos::prelude::*;
use shared::lang::Lang;
use shared::suggestion::PolicyReason;
use shared::view::reports::ReportPage;

use super::hiding::numbered;
use crate::i18n::{short_date, t};
use crate::layout::Page;
use crate::parts::crumb::crumb;
use crate::parts::field::{self, Choice, Text};
use crate::parts::topic_tabs::address;
use crate::parts::{errors, text};

/// `GET /{lang}/suggestions/{ref}/report`
pub fn page(lang: Lang, view: ReportPage) -> Page {
    let back = format!("/{}/suggestions/{}", lang.code(), view.reference);
    let topic = view.topic.get(lang).to_owned();
    let above = vec![
        (
            format!("/{}/topics", lang.code()),
            t::topics::title(lang).into_any(),
        ),
        (address(lang, &view.topic_slug), topic.into_any()),
    ];
    let reasons = PolicyReason::ALL
        .iter()
        .map(|reason| (reason.number().to_string(), numbered(lang, *reason)))
        .collect();
    let main = view! {
        <div class="mast">
            <div class="wrap">
                {crumb(lang, above)}
                <h1>{t::reports::title(lang)}</h1>
                <p>
                    <span class="muted">{text::reference(view.reference.clone())}</span> " "
                    {text::inline(view.title.clone())}
                </p>
            </div>
        </div>
        <div class="wrap section stack measure">
            {errors::summary_of(lang, &view.errors)}
            <p>{t::reports::lede(lang, view.agency.get(lang).to_owned())}</p>
            <p>{t::reports::due(lang, short_date(lang, view.due))}</p>
            <p><a href=format!("/{}/policy", lang.code())>{t::site::policy(lang)}</a></p>
            <form class="stack" method="post" action=format!("{back}/report")>
                {field::radios(lang, Choice {
                    id: "reason".to_owned(),
                    name: "reason",
                    label: t::reports::reason(lang).to_owned(),
                    value: view.draft.reason.clone(),
                    error: errors::of(lang, &view.errors, "reason"),
                    choices: reasons,
                    ..Choice::default()
                })}
                {field::textarea(lang, Text {
                    id: "note".to_owned(),
                    name: "note",
                    label: t::reports::note(lang).to_owned(),
                    hint: Some(t::reports::note_hint(lang).to_owned()),
                    optional: true,
                    value: view.draft.note.clone(),
                    error: errors::of(lang, &view.errors, "note"),
                    max: Some(500),
                    rows: 3,
                    ..Text::default()
                })}
                <p class="row">
                    <button class="btn" type="submit">{t::reports::send(lang)}</button>
                    <a href=back.clone()>{t::reports::cancel(lang)}</a>
                </p>
            </form>
        </div>
    };
    Page::plain(t::reports::title(lang), main)
}
