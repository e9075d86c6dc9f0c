//! What an agency promises beyond the common clocks.

use leptos::prelude::*;
use shared::clocks::DueKind;
use shared::lang::Lang;
use shared::view::agency::PromisesPage;

use crate::i18n::t;
use crate::layout::Page;
use crate::parts::desk::{self, Room};
use crate::parts::errors;
use crate::parts::field::{self, Kind, Text};

/// `GET /{lang}/desk/{agency}/promises`
pub fn page(lang: Lang, view: PromisesPage) -> Page {
    let action = format!("{}/promises", desk::path(lang, &view.head));
    let days = |kind: DueKind, name: &'static str, label: &str, value: &str| {
        let most = kind.working_days() - 1;
        let common = t::topic::working_days(lang, i64::from(kind.working_days()));
        field::text(
            lang,
            Text {
                id: name.to_owned(),
                name,
                label: label.to_owned(),
                optional: true,
                hint: Some(t::promises::hint(lang, most, common)),
                value: value.to_owned(),
                error: errors::of(lang, &view.errors, name),
                kind: Kind::Number,
                ..Text::default()
            },
        )
    };
    let (acknowledge, decide) = (&view.draft.acknowledge_days, &view.draft.decide_days);
    let main = view! {
        <div class="wrap section stack">
            {desk::tabs(lang, &view.head, Room::Topics)}
            <h1>{t::promises::title(lang)}</h1>
            {view.saved.then(|| desk::said(t::promises::saved(lang)))}
            {view.stale.then(|| desk::stale(t::promises::stale(lang)))}
            {errors::summary_of(lang, &view.errors)}
            <p class="hint">{t::promises::lede(lang)}</p>
            <form class="stack" method="post" action=action>
                {field::hidden("version", view.version.to_string())}
                {days(
                    DueKind::Acknowledge,
                    "acknowledge_days",
                    t::promises::field_acknowledge_days(lang),
                    acknowledge,
                )}
                {days(
                    DueKind::Decide,
                    "decide_days",
                    t::promises::field_decide_days(lang),
                    decide,
                )}
                <p><button class="btn" type="submit">{t::promises::save(lang)}</button></p>
            </form>
        </div>
    };
    Page::plain(t::promises::title(lang), main).wide()
}
