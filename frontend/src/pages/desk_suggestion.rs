//! One suggestion at the desk, with everything to answer it by.

use jiff::civil::DateTime;
use leptos::prelude::*;
use shared::answer::{AnswerKind, REASON_LETTERS};
use shared::lang::{Lang, TextLang};
use shared::suggestion::PublicationState;
use shared::view::desk::{AnswerForm, CaseHiding, CasePage, CaseStanding, Done};

use crate::i18n::{self, find, number, t};
use crate::layout::Page;
use crate::pages::hiding;
use crate::parts::desk::{self, Room};
use crate::parts::errors;
use crate::parts::field::{self, Choice, Kind, Text};
use crate::parts::keys;

mod question;
mod record;

/// `GET /{lang}/desk/{agency}/suggestions/{ref}`
pub fn page(lang: Lang, view: CasePage) -> Page {
    let base = format!(
        "{}/suggestions/{}",
        desk::path(lang, &view.head),
        view.reference
    );
    let done = view.done.map(|done| desk::said(done_words(lang, done)));
    let form = match &view.form {
        Some(form) => answer_form(lang, &base, &view, form),
        None => view! { <p class="ghost">{no_form(lang, view.publication)}</p> }.into_any(),
    };
    let hide = view.may_hide.then(|| {
        view! { <p><a href=format!("{base}/hide")>{t::hiding::way(lang)}</a></p> }
    });
    let restore = view.may_restore.then(|| {
        view! { <p><a href=format!("{base}/restore")>{t::hiding::restore_way(lang)}</a></p> }
    });
    let clocks = view
        .clocks
        .iter()
        .map(|clock| {
            view! { <div><dt>{desk::owed(lang, clock.kind)}</dt><dd>{desk::clock(lang, clock)}</dd></div> }
        })
        .collect_view();
    let first = view
        .first_reading
        .then(|| desk::said(t::promises::first_reading(lang)));
    let read = view.first_read_on.map(|on| {
        view! { " · " {t::promises::first_read_on(lang)} " " {desk::day(lang, on)} }
    });
    let main = view! {
        <div class="wrap">{desk::tabs(lang, &view.head, Room::Queue)}</div>
        <div class="wrap case">
            <div class="stack">
                {done}
                {present(lang, &view.others)}
                {first}
                <header>
                    <p class="muted small">
                        {desk::reference(&view.reference)} " · "
                        <bdi>{desk::title_or_none(lang, &view.topic)}</bdi> " · "
                        {t::answering::posted(lang)} " " {desk::day(lang, view.posted_on)}
                        {read}
                    </p>
                    <h1>{desk::inline(&view.title)}</h1>
                </header>
                {view.hiding.as_ref().map(|hiding| hidden_note(lang, hiding))}
                {desk::block(&view.text)}
                {record::around(lang, &view)}
                {view.standing.as_ref().map(|standing| standing_line(lang, standing))}
                {record::answers(lang, &view.answers)}
                {question::asked(lang, &base, &view)}
                {record::commitments(lang, &base, &view.commitments)}
            </div>
            <div class="pane">
                <section aria-labelledby="clocks">
                    <h2 id="clocks" class="vh">{t::answering::clocks(lang)}</h2>
                    <dl class="dues">{clocks}</dl>
                </section>
                <section class="stack" aria-labelledby="answer">
                    <h2 id="answer">{t::answering::title(lang)}</h2>
                    {form}
                </section>
                {question::ask(lang, &base, &view.questions)}
                {keys::assign(lang, &view)}
                {hide}
                {restore}
                {keys::help(lang)}
            </div>
        </div>
    };
    Page::plain(format!("{} · {}", view.title.text, view.reference), main)
        .wide()
        .with_keys()
}

/// Who else has it open: both may write, and the second one to send is told of the first.
fn present(lang: Lang, others: &[(String, DateTime)]) -> Option<AnyView> {
    let lines = others.iter().map(|(name, at)| {
        let at = i18n::moment(lang, *at);
        view! { <li><bdi>{name.clone()}</bdi> " " {t::bulk::opened(lang, at)}</li> }
    });
    let lines = lines.collect_view();
    (!others.is_empty()).then(|| view! { <ul class="note">{lines}</ul> }.into_any())
}

fn done_words(lang: Lang, done: Done) -> &'static str {
    match done {
        Done::Answered => t::answering::done_answered(lang),
        Done::Updated => t::answering::done_updated(lang),
        Done::Hidden => t::hiding::done_hidden(lang),
        Done::Restored => t::hiding::done_restored(lang),
        Done::Assigned => t::bulk::done_assigned(lang),
        Done::Asked => t::question::done_asked(lang),
        Done::QuestionWithdrawn => t::question::done_withdrawn(lang),
    }
}

fn no_form(lang: Lang, publication: PublicationState) -> &'static str {
    match publication {
        PublicationState::Published => t::answering::not_here(lang),
        PublicationState::Pending => t::answering::not_pending(lang),
        PublicationState::Hidden => t::answering::not_hidden(lang),
        PublicationState::Withdrawn => t::answering::not_withdrawn(lang),
        PublicationState::Merged => t::answering::not_merged(lang),
    }
}

fn hidden_note(lang: Lang, hiding: &CaseHiding) -> AnyView {
    let note = hiding.note.as_ref().map(desk::block);
    view! {
        <div class="note">
            <p>
                <b>{t::hiding::hidden(lang)}</b> " " {desk::day(lang, hiding.on)} ": "
                {hiding::numbered(lang, hiding.reason)}
            </p>
            {note}
        </div>
    }
    .into_any()
}

fn standing_line(lang: Lang, standing: &CaseStanding) -> AnyView {
    let place = if standing.shared {
        format!("={}", standing.place)
    } else {
        standing.place.to_string()
    };
    let points = format!(
        "{}.{:02}",
        number(standing.points / 100),
        standing.points % 100
    );
    let lists = t::answering::on_lists(lang, standing.lists, number(standing.all_lists));
    view! {
        <p>
            {t::answering::standing(lang, place, points)} " " {lists} " "
            <span class="muted small">
                {t::answering::edition(lang, standing.edition)} " " {desk::day(lang, standing.on)}
            </span>
        </p>
    }
    .into_any()
}

fn answer_form(lang: Lang, base: &str, view: &CasePage, form: &AnswerForm) -> AnyView {
    let error = |field| errors::of(lang, &form.errors, field);
    let final_stands = view
        .answers
        .last()
        .is_some_and(|answer| answer.kind.is_final());
    let kinds = AnswerKind::ALL
        .iter()
        // Nothing returns to acknowledged.
        .filter(|kind| kind.is_final() || !final_stands)
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
    view! {
        {stale}
        {errors::summary_of(lang, &form.errors)}
        <form class="stack" method="post" action=format!("{base}/answer")>
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
            <p class="row"><button class="btn" type="submit">{t::answering::send(lang)}</button></p>
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

/// The words of a kind of ground.
fn ground_words(lang: Lang, kind: &str) -> String {
    find(lang, &format!("answering.ground_{kind}"), &[]).unwrap_or_else(|| kind.to_owned())
}
