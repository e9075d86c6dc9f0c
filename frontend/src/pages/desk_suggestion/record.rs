//! What was said about a suggestion so far: its ground, additions, answers and commitments.

use leptos::prelude::*;
use shared::commitment::CommitmentState;
use shared::lang::Lang;
use shared::view::desk::{CaseAnswer, CaseCommitment, CasePage, UpdateForm};
use shared::view::merge::Other;

use crate::i18n::{number, t};
use crate::parts::field::{self, Choice, Text};
use crate::parts::{commitment, desk, errors};

/// What it rests on, its place and what its author added.
pub fn around(lang: Lang, page: &CasePage) -> AnyView {
    let ground = page.ground.as_ref().map(|ground| {
        let link = ground.link.clone().map(|link| {
            view! { <p><a href=link.clone() rel="nofollow ugc noopener" dir="ltr">{link.clone()}</a></p> }
        });
        view! {
            <section class="stack" aria-labelledby="ground">
                <h2 id="ground">{t::answering::ground(lang)}</h2>
                <p>{super::ground_words(lang, &ground.kind)}</p>
                {ground.text.as_ref().map(desk::block)}
                {link}
            </section>
        }
    });
    let place = page.place.as_ref().map(|(governorate, wilayat)| {
        let wilayat = wilayat
            .clone()
            .map(|wilayat| view! { " · " <bdi>{wilayat}</bdi> });
        view! { <p>{t::answering::place(lang)} ": " {governorate.name(lang)} {wilayat}</p> }
    });
    let additions = page
        .additions
        .iter()
        .map(|(text, on)| {
            view! {
                <section class="stack">
                    <h3>{t::answering::added(lang)} " " {desk::day(lang, *on)}</h3>
                    {desk::block(text)}
                </section>
            }
        })
        .collect_view();
    let additions = (!page.additions.is_empty()).then(|| {
        view! {
            <section class="stack" aria-labelledby="additions">
                <h2 id="additions">{t::answering::additions(lang)}</h2>
                {additions}
            </section>
        }
    });
    view! { {place} {ground} {additions} }.into_any()
}

/// What was merged into it; `path` is the agency's desk.
pub fn gathered(lang: Lang, path: &str, gathered: &[Other]) -> Option<AnyView> {
    let count = i64::try_from(gathered.len()).unwrap_or(i64::MAX);
    let lines: Vec<_> = gathered
        .iter()
        .map(|one| {
            let href = format!("{path}/suggestions/{}", one.reference);
            view! {
                <li>
                    <a href=href>{desk::inline(&one.title)}</a> " · " {desk::reference(&one.reference)}
                    " · " {desk::day(lang, one.on)}
                </li>
            }
        })
        .collect();
    (count > 0).then(|| {
        view! {
            <section class="stack" aria-labelledby="gathered">
                <h2 id="gathered">{t::suggestion::gathered(lang, count)}</h2>
                <ul>{lines}</ul>
            </section>
        }
        .into_any()
    })
}

/// Every answer, the first one first.
pub fn answers(lang: Lang, answers: &[CaseAnswer]) -> AnyView {
    let items = answers
        .iter()
        .map(|answer| {
            let number = number(i64::from(answer.number));
            view! {
                <li class="reply stack">
                    <p>
                        <b>{desk::kind(lang, answer.kind)}</b> " · "
                        {t::answering::number(lang, number)} " · " {desk::day(lang, answer.on)}
                    </p>
                    {answer.reason.as_ref().map(desk::block)}
                    {answer.other.as_ref().map(desk::block)}
                </li>
            }
        })
        .collect_view();
    let list = match answers.is_empty() {
        true => view! { <p class="ghost">{t::answering::no_answer(lang)}</p> }.into_any(),
        false => view! { <ol class="stack">{items}</ol> }.into_any(),
    };
    view! {
        <section class="stack" aria-labelledby="answers">
            <h2 id="answers">{t::answering::so_far(lang)}</h2>
            {list}
        </section>
    }
    .into_any()
}

/// Every commitment with its news.
pub fn commitments(lang: Lang, base: &str, commitments: &[CaseCommitment]) -> Option<AnyView> {
    if commitments.is_empty() {
        return None;
    }
    let items = commitments
        .iter()
        .map(|one| commitment(lang, base, one))
        .collect_view();
    Some(
        view! {
            <section class="stack" aria-labelledby="commitments">
                <h2 id="commitments">{t::answering::commitments(lang)}</h2>
                {items}
            </section>
        }
        .into_any(),
    )
}

fn commitment(lang: Lang, base: &str, one: &CaseCommitment) -> AnyView {
    let updates = one
        .updates
        .iter()
        .map(|(state, note, on)| {
            let note = note
                .as_ref()
                .map(|note| view! { ": " {desk::inline(note)} });
            view! {
                <li>{desk::day(lang, *on)} " · " {commitment::words(lang, *state)} {note}</li>
            }
        })
        .collect_view();
    let form = one
        .form
        .as_ref()
        .map(|form| update_form(lang, base, one, form));
    view! {
        <article class="plan stack">
            {desk::block(&one.what)}
            <p>
                {t::answering::until(lang)} " " {desk::day(lang, one.until)} " · "
                <b>{commitment::words(lang, one.state)}</b>
            </p>
            <ol>{updates}</ol>
            {form}
        </article>
    }
    .into_any()
}

/// The states that may follow: the same with news, the next, or dropped.
fn following(state: CommitmentState) -> &'static [CommitmentState] {
    use CommitmentState::{Done, Dropped, InProgress, Planned};
    match state {
        Planned => &[Planned, InProgress, Dropped],
        InProgress => &[InProgress, Done, Dropped],
        Done | Dropped => &[],
    }
}

fn update_form(lang: Lang, base: &str, one: &CaseCommitment, form: &UpdateForm) -> AnyView {
    let error = |field| errors::of(lang, &form.errors, field);
    // Several commitments may stand on one page: ids carry the commitment's.
    let id = |field: &str| format!("{field}-{}", one.id);
    let faults: Vec<_> = form
        .errors
        .iter()
        .map(|e| (id(e.field), errors::message(lang, e)))
        .collect();
    let faults: Vec<_> = faults
        .iter()
        .map(|(id, words)| (id.as_str(), words.clone()))
        .collect();
    let states = following(one.state)
        .iter()
        .map(|state| {
            (
                state.as_str().to_owned(),
                commitment::words(lang, *state).to_owned(),
            )
        })
        .collect();
    view! {
        {form.stale.then(|| desk::stale(t::answering::update_stale(lang)))}
        {errors::summary(lang, &faults)}
        <form class="stack" method="post" action=format!("{base}/commitment")>
            {field::hidden("commitment", one.id.clone())}
            {field::hidden("seen", one.state.as_str())}
            {field::select(lang, Choice {
                id: id("state"),
                name: "state",
                label: t::answering::update_state(lang).to_owned(),
                value: form.draft.state.clone(),
                error: error("state"),
                choices: states,
                ..Choice::default()
            })}
            {field::textarea(lang, Text {
                id: id("note"),
                name: "note",
                label: t::answering::update_note(lang).to_owned(),
                hint: Some(t::answering::update_hint(lang).to_owned()),
                value: form.draft.note.clone(),
                error: error("note"),
                max: Some(2_000),
                rows: 3,
                ..Text::default()
            })}
            <p class="row"><button class="btn alt" type="submit">{t::answering::update_send(lang)}</button></p>
        </form>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_offers_what_the_rules_take() {
        for from in CommitmentState::ALL.iter().copied() {
            for to in CommitmentState::ALL.iter().copied() {
                let taken = shared::commitment::update(from, to, 1_000).is_ok();
                assert_eq!(following(from).contains(&to), taken, "{from} {to}");
            }
        }
    }
}
