//! The form of an answer.

use leptos::prelude::*;
use shared::answer::{AnswerKind, REASON_LETTERS};
use shared::lang::{Lang, TextLang};
use shared::view::desk::{AnswerForm, CasePage};

use super::drafts;
use crate::i18n::t;
use crate::parts::field::{self, Choice, Kind, Text};
use crate::parts::{desk, errors, templates};

/// The form, with what was typed and what is wrong with it.
pub fn answer(lang: Lang, base: &str, view: &CasePage, form: &AnswerForm) -> AnyView {
    let error = |field| errors::of(lang, &form.errors, field);
    let final_stands = view
        .answers
        .last()
        .is_some_and(|answer| answer.kind.is_final());
    let kinds = AnswerKind::ALL
        .iter()
        // Nothing returns to acknowledged.
        .filter(|kind| kind.is_final() || !final_stands)
        .filter(|kind| !form.acknowledge_only || !kind.is_final())
        .map(|kind| (kind.as_str().to_owned(), kind_words(lang, *kind).to_owned()))
        .collect();
    let in_language = match view.title.lang {
        TextLang::Ar => t::answering::reason_ar(lang),
        TextLang::En => t::answering::reason_en(lang),
        TextLang::Other => t::answering::reason_any(lang),
    };
    let needed = i64::try_from(REASON_LETTERS).unwrap_or_default();
    let draft = &form.draft;
    let stale = form.stale.then(|| desk::stale(t::answering::stale(lang)));
    let send = match view.head.second_person && !form.acknowledge_only {
        true => t::release::send_any(lang),
        false => t::answering::send(lang),
    };
    view! {
        {stale}
        {errors::summary_of(lang, &form.errors)}
        {drafts::own(lang, base, form)}
        <form
            class="stack"
            method="post"
            action=format!("{base}/answer")
            data-answer-draft=format!("{base}/answer/draft")
        >
            {field::hidden("seen", form.seen.to_string())}
            {field::hidden("key", form.key.clone())}
            {field::radios(lang, Choice {
                id: "kind".to_owned(),
                name: "kind",
                label: t::answering::kind(lang).to_owned(),
                value: draft.kind.clone(),
                error: error("kind"),
                choices: kinds,
                ..Choice::default()
            })}
            {field::textarea(lang, Text {
                id: "reason".to_owned(),
                name: "reason",
                label: in_language.to_owned(),
                hint: Some(t::answering::reason_hint(lang, needed)),
                value: draft.reason.clone(),
                error: error("reason"),
                max: Some(4_000),
                rows: 6,
                ..Text::default()
            })}
            {field::textarea(lang, Text {
                id: "other_reason".to_owned(),
                name: "other_reason",
                label: t::answering::other_reason(lang).to_owned(),
                optional: true,
                value: draft.other_reason.clone(),
                error: error("other_reason"),
                max: Some(4_000),
                rows: 3,
                ..Text::default()
            })}
            <fieldset class="stack">
                <legend>{t::answering::commitment(lang)}</legend>
                <p class="hint">{t::answering::commitment_hint(lang)}</p>
                {field::textarea(lang, Text {
                    id: "commitment_what".to_owned(),
                    name: "commitment_what",
                    label: t::answering::commitment_what(lang).to_owned(),
                    value: draft.commitment_what.clone(),
                    error: error("commitment_what"),
                    max: Some(1_000),
                    rows: 3,
                    ..Text::default()
                })}
                {field::text(lang, Text {
                    id: "commitment_due".to_owned(),
                    name: "commitment_due",
                    label: t::answering::commitment_until(lang).to_owned(),
                    value: draft.commitment_due.clone(),
                    error: error("commitment_due"),
                    kind: Kind::Day,
                    ..Text::default()
                })}
            </fieldset>
            <p class="small muted">
                {t::answering::signed_by(lang, view.head.agency.name.get(lang).to_owned())}
            </p>
            {view.head.second_person.then(|| view! { <p class="hint">{t::release::hint(lang)}</p> })}
            <p class="row">
                <button class="btn" type="submit">{send}</button>
                <button class="btn alt" type="submit" formaction=format!("{base}/answer/preview")>
                    {t::preview_answer::look(lang)}
                </button>
                <button class="btn alt" type="submit" formaction=format!("{base}/answer/draft")>
                    {t::drafts::save(lang)}
                </button>
            </p>
            <p class="hint" role="status" data-draft-said="" data-failed=t::drafts::failed(lang) hidden=""></p>
            {templates::choose(lang, &form.templates, &form.errors, &format!("{base}/answer/form"))}
        </form>
    }
    .into_any()
}

fn kind_words(lang: Lang, kind: AnswerKind) -> &'static str {
    match kind {
        AnswerKind::Acknowledged => t::answering::choose_acknowledge(lang),
        AnswerKind::Adopted => t::answering::choose_adopt(lang),
        AnswerKind::Rejected => t::answering::choose_reject(lang),
    }
}
