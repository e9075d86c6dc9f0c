//! Beside a suggestion: whether its answer met the point, and the reader's own report.

use leptos::prelude::*;
use shared::lang::Lang;
use shared::reader_report::Settlement;
use shared::satisfaction::Verdict;
use shared::view::reports::{OwnReport, Reporting};
use shared::view::satisfaction::{Satisfaction, Saying};

use crate::i18n::{short_date, t};
use crate::parts::{field, text, verdicts};

/// What was said of the answer that stands, and what the reader may say.
pub fn satisfaction(lang: Lang, reference: &str, said: Satisfaction) -> AnyView {
    let shown = match said.shown {
        Some(counts) => view! {
            <p>{t::satisfaction::of(lang, counts.all())}</p>
            {verdicts::counts(lang, counts)}
        }
        .into_any(),
        None => view! { <p class="muted">{t::satisfaction::few(lang)}</p> }.into_any(),
    };
    let own = match said.reader {
        Saying::Not => None,
        Saying::Said(verdict) => {
            let word = verdicts::word(lang, verdict);
            Some(view! { <p class="note">{t::satisfaction::said(lang, word)}</p> }.into_any())
        }
        Saying::May => Some(ask(lang, reference, said.answer)),
    };
    view! {
        <section class="stack" id="satisfaction" aria-labelledby="h-met">
            <h2 id="h-met">{t::satisfaction::title(lang)}</h2>
            {own}
            {shown}
        </section>
    }
    .into_any()
}

/// One tap: each answer is a button.
fn ask(lang: Lang, reference: &str, answer: i32) -> AnyView {
    let action = format!("/{}/suggestions/{reference}/satisfaction", lang.code());
    let buttons: Vec<_> = Verdict::ALL
        .iter()
        .map(|verdict| {
            view! {
                <button type="submit" class="btn alt" name="verdict" value=verdict.as_str()>
                    {verdicts::word(lang, *verdict)}
                </button>
            }
        })
        .collect();
    view! {
        <p id="h-ask">{t::satisfaction::ask(lang)}</p>
        <form method="post" action=action aria-labelledby="h-met" aria-describedby="h-ask">
            {field::hidden("answer", answer.to_string())}
            <p class="row">{buttons}</p>
        </form>
    }
    .into_any()
}

/// The way to report it, or what became of the reader's report.
pub fn reporting(lang: Lang, reference: &str, reporting: &Reporting) -> Option<AnyView> {
    match reporting {
        Reporting::Not => None,
        Reporting::May => {
            let href = format!("/{}/suggestions/{reference}/report", lang.code());
            Some(
                view! { <ul class="links"><li><a href=href>{t::reports::way(lang)}</a></li></ul> }
                    .into_any(),
            )
        }
        Reporting::Done(report) => Some(own_report(lang, report)),
    }
}

/// That the reader reported it, and whether it was looked at.
pub fn own_report(lang: Lang, report: &OwnReport) -> AnyView {
    let then = match &report.settled {
        None => t::reports::own_waits(lang, short_date(lang, report.due)),
        Some(settled) => {
            let on = short_date(lang, settled.on);
            match settled.settlement {
                Settlement::Kept => t::reports::own_kept(lang, on),
                Settlement::Hidden => t::reports::own_hidden(lang, on),
                Settlement::Withdrawn => t::reports::own_withdrawn(lang, on),
            }
        }
    };
    let note = report.settled.as_ref().and_then(|one| one.note.clone());
    let note = note.map(|note| {
        view! { <p>{t::reports::desk_says(lang)} " " {text::inline(note)}</p> }
    });
    view! {
        <div class="note">
            <p>{t::reports::own(lang)} " " {text::day(lang, report.on)} ". " {then}</p>
            {note}
        </div>
    }
    .into_any()
}
