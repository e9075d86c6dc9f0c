//! What people said of answers, in counts.

use leptos::prelude::*;
use shared::lang::Lang;
use shared::satisfaction::{Verdict, Verdicts};

use crate::i18n::{number, t};

/// The word of a verdict.
pub fn word(lang: Lang, verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Yes => t::satisfaction::yes(lang),
        Verdict::Partly => t::satisfaction::partly(lang),
        Verdict::No => t::satisfaction::no(lang),
    }
}

/// The three counts.
pub fn counts(lang: Lang, verdicts: Verdicts) -> impl IntoView {
    let rows: Vec<_> = [
        (Verdict::Yes, verdicts.yes),
        (Verdict::Partly, verdicts.partly),
        (Verdict::No, verdicts.no),
    ]
    .into_iter()
    .map(|(verdict, many)| {
        view! { <div><dt>{word(lang, verdict)}</dt><dd>{number(many)}</dd></div> }
    })
    .collect();
    view! { <dl class="facts measure">{rows}</dl> }
}

/// What was said of all decisions of an agency; none while fewer than five have said so.
pub fn of_agency(lang: Lang, shown: Option<Verdicts>) -> impl IntoView {
    let words = match shown {
        Some(verdicts) => view! {
            <p>
                {t::satisfaction::agency_words(lang)} " "
                {t::satisfaction::agency_of(lang, verdicts.all())}
            </p>
            {counts(lang, verdicts)}
        }
        .into_any(),
        None => view! { <p>{t::satisfaction::few(lang)}</p> }.into_any(),
    };
    view! {
        <section class="stack tight" aria-labelledby="h-s">
            <h2 id="h-s">{t::satisfaction::agency_title(lang)}</h2>
            {words}
        </section>
    }
}
