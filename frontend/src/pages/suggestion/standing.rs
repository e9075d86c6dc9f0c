//! Where a suggestion stands with the public, and what was merged into it.

use leptos::prelude::*;
use shared::lang::Lang;
use shared::objection::ObjectionKind;
use shared::view::suggestion::{SuggestionText, Visibility};

use super::hidden;
use crate::i18n::t;
use crate::parts::text;

/// Where it stands with the public, if not simply there; for a merged one into which it went, why,
/// and what became of an objection to that.
pub fn visibility(lang: Lang, own_reference: &str, visibility: &Visibility) -> Option<AnyView> {
    match visibility {
        Visibility::Published => None,
        Visibility::Pending { publishes_on } => {
            let on = publishes_on.map(|on| text::full_day(lang, on));
            Some(view! { <p class="note">{t::suggestion::pending(lang)} " " {on}</p> }.into_any())
        }
        Visibility::Merged {
            reference,
            title,
            because,
            decision,
            own,
        } => {
            let href = format!("/{}/suggestions/{reference}", lang.code());
            let title = text::inline(title.clone());
            let because = because.clone().map(|(reason, on)| {
                view! {
                    <p>{t::suggestion::merged_on(lang)} " " {text::day(lang, on)} ": "</p>
                    {text::block(reason)}
                }
            });
            let kind = ObjectionKind::Merging;
            let decision = decision.as_ref().map(|one| hidden::stands(lang, kind, one));
            let own = own
                .as_ref()
                .map(|own| hidden::objection(lang, own_reference, kind, own));
            Some(
                view! {
                    <div class="note stack">
                        <p>{t::suggestion::merged(lang)} " " <a href=href>{title}</a></p>
                        {because}
                    </div>
                    {decision}
                    {own}
                }
                .into_any(),
            )
        }
    }
}

/// What was merged into it.
pub fn gathered(lang: Lang, text: &SuggestionText) -> Option<AnyView> {
    let count = i64::try_from(text.gathered.len()).unwrap_or(i64::MAX);
    let all: Vec<_> = text
        .gathered
        .iter()
        .map(|one| {
            let href = format!("/{}/suggestions/{}", lang.code(), one.reference);
            view! {
                <li>
                    <a href=href>{text::inline(one.title.clone())}</a> " · "
                    {text::day(lang, one.on)}
                </li>
            }
        })
        .collect();
    (count > 0).then(|| {
        view! {
            <section class="measure" aria-labelledby="h-m">
                <h2 id="h-m">{t::suggestion::gathered(lang, count)}</h2>
                <ul class="links">{all}</ul>
            </section>
        }
        .into_any()
    })
}
