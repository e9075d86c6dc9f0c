//! One act on many suggestions: what will happen to each, before it is sent.

use leptos::prelude::*;
use shared::answer::REASON_LETTERS;
use shared::bulk::BulkKind;
use shared::error::Code;
use shared::lang::Lang;
use shared::suggestion::PolicyReason;
use shared::view::bulk::{BulkPage, Kept};

use crate::i18n::{self, find, t};
use crate::layout::Page;
use crate::pages::hiding;
use crate::parts::desk::{self, Room};
use crate::parts::errors;
use crate::parts::field::{self, Choice, Kind, Text};
use crate::parts::{keys, templates};

/// What is done, as a button says it.
pub fn verb(lang: Lang, kind: BulkKind) -> &'static str {
    match kind {
        BulkKind::Acknowledge => t::bulk::acknowledge(lang),
        BulkKind::Adopt => t::bulk::adopt(lang),
        BulkKind::Reject => t::bulk::reject(lang),
        BulkKind::Hide => t::bulk::hide(lang),
    }
}

/// An act that can still be undone.
pub fn waits(lang: Lang, kind: BulkKind, count: i64) -> String {
    match kind {
        BulkKind::Acknowledge => t::bulk::waits_acknowledge(lang, count),
        BulkKind::Adopt => t::bulk::waits_adopt(lang, count),
        BulkKind::Reject => t::bulk::waits_reject(lang, count),
        BulkKind::Hide => t::bulk::waits_hide(lang, count),
    }
}

/// What the act will do to so many.
pub fn will(lang: Lang, kind: BulkKind, count: i64) -> String {
    match kind {
        BulkKind::Acknowledge => t::bulk::will_acknowledge(lang, count),
        BulkKind::Adopt => t::bulk::will_adopt(lang, count),
        BulkKind::Reject => t::bulk::will_reject(lang, count),
        BulkKind::Hide => t::bulk::will_hide(lang, count),
    }
}

/// Those that the act does not reach, each with what keeps it.
pub fn kept(lang: Lang, kept: &[Kept]) -> AnyView {
    let rows = kept
        .iter()
        .map(|one| {
            let why = find(lang, one.why.locale_key(), &[]).unwrap_or_default();
            let title = one.title.as_ref().map(desk::inline);
            view! { <li>{title} " " {desk::reference(&one.reference)} ": " {why}</li> }
        })
        .collect_view();
    view! { <ul class="stack">{rows}</ul> }.into_any()
}

/// `GET /{lang}/desk/{agency}/bulk`
pub fn page(lang: Lang, view: BulkPage) -> Page {
    let base = desk::path(lang, &view.head);
    let title = t::bulk::title(lang);
    let count = i64::try_from(view.will.len()).unwrap_or(i64::MAX);
    let refused = view.refused.map(|code| {
        let words = match code {
            Code::Stale => t::bulk::look_again(lang).to_owned(),
            code => find(lang, code.locale_key(), &[]).unwrap_or_default(),
        };
        desk::stale(words)
    });
    let form = (count > 0).then(|| form(lang, &base, &view, count));
    let cannot = (!view.cannot.is_empty()).then(|| {
        view! {
            <section class="stack" aria-labelledby="cannot">
                <h2 id="cannot">{t::bulk::cannot(lang)}</h2>
                {kept(lang, &view.cannot)}
            </section>
        }
    });
    let main = view! {
        <div class="wrap section stack">
            {desk::tabs(lang, &view.head, Room::Queue)}
            <h1>{title}</h1>
            {refused}
            {errors::summary_of(lang, &view.errors)}
            {form}
            {cannot}
            <p><a href=base.clone()>{t::bulk::back(lang)}</a></p>
            {keys::help(lang)}
        </div>
    };
    Page::plain(title, main).wide().with_keys().with_answer()
}

fn form(lang: Lang, base: &str, view: &BulkPage, count: i64) -> AnyView {
    let chosen = view
        .will
        .iter()
        .map(|one| {
            view! {
                <li>
                    {desk::inline(&one.title)} " " {desk::reference(&one.reference)}
                    {field::hidden("chosen", format!("{}.{}", one.reference, one.seen))}
                </li>
            }
        })
        .collect_view();
    let held = view.head.second_person && matches!(view.kind, BulkKind::Adopt | BulkKind::Reject);
    let key = match view.kind {
        BulkKind::Acknowledge => Some("a"),
        BulkKind::Reject => Some("r"),
        BulkKind::Adopt => Some("d"),
        BulkKind::Hide => None,
    };
    let answers = view.kind.answer().is_some();
    let keeps = answers.then(|| format!("{base}/bulk/draft"));
    view! {
        <form
            class="stack"
            method="post"
            action=format!("{base}/bulk")
            data-answer-draft=keeps
        >
            {field::hidden("act", view.kind.as_str())}
            {field::hidden("key", view.key.clone())}
            <h2>{will(lang, view.kind, count)}</h2>
            <ul class="stack">{chosen}</ul>
            {view.saved_at.map(|at| {
                view! { <p class="note">{t::drafts::bulk_own(lang, i18n::moment(lang, at))}</p> }
            })}
            {fields(lang, view)}
            <p class="muted">{t::bulk::undo_hint(lang)}</p>
            {held.then(|| view! { <p class="muted">{t::release::hint(lang)}</p> })}
            <p class="row">
                <button class="btn" type="submit" data-key=key data-confirm="">
                    {verb(lang, view.kind)}
                </button>
                {answers.then(|| writing(lang, base, view.saved_at.is_some()))}
            </p>
            {answers.then(|| view! {
                <p class="hint" role="status" data-draft-said="" data-failed=t::drafts::failed(lang) hidden=""></p>
            })}
            {templates::choose_for_many(lang, &view.templates, &view.errors, &format!("{base}/bulk/template"))}
        </form>
    }
    .into_any()
}

/// Looking at the answer, keeping it and throwing away what was kept. The button that sends comes
/// before them: it is the one that Enter in a field presses.
fn writing(lang: Lang, base: &str, kept: bool) -> AnyView {
    let throw = format!("{base}/bulk/draft/throw-away");
    let throw = kept.then(|| {
        view! {
            <button class="btn alt" type="submit" formaction=throw>
                {t::drafts::throw_away(lang)}
            </button>
        }
    });
    view! {
        <button class="btn alt" type="submit" formaction=format!("{base}/bulk/preview")>
            {t::preview_answer::look(lang)}
        </button>
        <button class="btn alt" type="submit" formaction=format!("{base}/bulk/draft")>
            {t::drafts::save(lang)}
        </button>
        {throw}
    }
    .into_any()
}

fn fields(lang: Lang, view: &BulkPage) -> AnyView {
    match view.kind {
        BulkKind::Acknowledge => reason(lang, view, t::bulk::reason_optional(lang), true),
        BulkKind::Reject => reason(lang, view, t::bulk::reason(lang), false),
        BulkKind::Adopt => view! {
            {reason(lang, view, t::bulk::reason(lang), false)}
            {commitment(lang, view)}
        }
        .into_any(),
        BulkKind::Hide => policy(lang, view),
    }
}

fn error(lang: Lang, view: &BulkPage, field: &str) -> Option<String> {
    errors::of(lang, &view.errors, field)
}

fn reason(lang: Lang, view: &BulkPage, label: &str, optional: bool) -> AnyView {
    let needed = i64::try_from(REASON_LETTERS).unwrap_or_default();
    view! {
        {field::textarea(lang, Text {
            id: "reason".to_owned(),
            name: "reason",
            label: label.to_owned(),
            optional,
            hint: (!optional).then(|| t::bulk::reason_hint(lang, needed)),
            value: view.draft.reason.clone(),
            error: error(lang, view, "reason"),
            max: Some(4_000),
            rows: 5,
            ..Text::default()
        })}
        {field::textarea(lang, Text {
            id: "other_reason".to_owned(),
            name: "other_reason",
            label: t::answering::other_reason(lang).to_owned(),
            optional: true,
            value: view.draft.other_reason.clone(),
            error: error(lang, view, "other_reason"),
            max: Some(4_000),
            rows: 3,
            ..Text::default()
        })}
    }
    .into_any()
}

fn commitment(lang: Lang, view: &BulkPage) -> AnyView {
    view! {
        <fieldset class="stack">
            <legend>{t::answering::commitment(lang)}</legend>
            <p class="hint">{t::bulk::commitment_hint(lang)}</p>
            {field::textarea(lang, Text {
                id: "commitment_what".to_owned(),
                name: "commitment_what",
                label: t::answering::commitment_what(lang).to_owned(),
                value: view.draft.commitment_what.clone(),
                error: error(lang, view, "commitment_what"),
                max: Some(1_000),
                rows: 3,
                ..Text::default()
            })}
            {field::text(lang, Text {
                id: "commitment_due".to_owned(),
                name: "commitment_due",
                label: t::answering::commitment_until(lang).to_owned(),
                value: view.draft.commitment_due.clone(),
                error: error(lang, view, "commitment_due"),
                kind: Kind::Day,
                ..Text::default()
            })}
        </fieldset>
    }
    .into_any()
}

fn policy(lang: Lang, view: &BulkPage) -> AnyView {
    let reasons = PolicyReason::ALL
        .iter()
        .map(|reason| (reason.number().to_string(), hiding::numbered(lang, *reason)))
        .collect();
    view! {
        {field::radios(lang, Choice {
            id: "policy".to_owned(),
            name: "policy",
            label: t::hiding::reason(lang).to_owned(),
            value: view.draft.policy.clone(),
            error: error(lang, view, "policy"),
            choices: reasons,
            ..Choice::default()
        })}
        {field::textarea(lang, Text {
            id: "note".to_owned(),
            name: "note",
            label: t::bulk::note(lang).to_owned(),
            hint: Some(t::hiding::note_hint(lang).to_owned()),
            optional: true,
            value: view.draft.note.clone(),
            error: error(lang, view, "note"),
            max: Some(1_000),
            rows: 3,
            ..Text::default()
        })}
    }
    .into_any()
}
