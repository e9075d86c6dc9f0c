//! One suggestion at the desk, with everything to answer it by.

use jiff::civil::DateTime;
use leptos::prelude::*;
use shared::lang::Lang;
use shared::suggestion::PublicationState;
use shared::view::desk::{CaseHiding, CasePage, CaseStanding, Done};

use crate::i18n::{self, find, number, t};
use crate::layout::Page;
use crate::pages::{hiding, merging};
use crate::parts::desk::{self, Room};
use crate::parts::keys;

mod drafts;
mod form;
mod question;
mod record;
mod release;

pub use drafts::{kept_words, too_long_words};

/// `GET /{lang}/desk/{agency}/suggestions/{ref}`
pub fn page(lang: Lang, view: CasePage) -> Page {
    let base = format!(
        "{}/suggestions/{}",
        desk::path(lang, &view.head),
        view.reference
    );
    let done = view.done.map(|done| desk::said(done_words(lang, done)));
    let agency = desk::path(lang, &view.head);
    let not_sent = view.not_sent.map(|code| {
        let why = find(lang, code.locale_key(), &[]).unwrap_or_default();
        desk::stale(format!("{why} {}", t::drafts::kept_instead(lang)))
    });
    let waiting = view
        .release
        .as_ref()
        .map(|one| release::waiting(lang, &agency, one));
    let form = match &view.form {
        Some(form) => form::answer(lang, &base, &view, form),
        None => view! { <p class="ghost">{no_form(lang, &view)}</p> }.into_any(),
    };
    let hide = view.may_hide.then(|| {
        view! { <p><a href=format!("{base}/hide")>{t::hiding::way(lang)}</a></p> }
    });
    let merge = view.may_merge.then(|| {
        view! { <p><a href=format!("{base}/merge") data-key="m">{t::merging::way(lang)}</a></p> }
    });
    let unmerge = view.may_unmerge.then(|| {
        view! { <p><a href=format!("{base}/unmerge")>{t::merging::undo_way(lang)}</a></p> }
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
                {not_sent}
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
                {view.unseen.then(|| view! { <p class="note small">{t::answering::unseen(lang)}</p> })}
                {view.hiding.as_ref().map(|hiding| hidden_note(lang, hiding))}
                {view.merge.as_ref().map(|merge| merging::note(lang, &agency, merge))}
                {desk::block(&view.text)}
                {record::around(lang, &view)}
                {record::gathered(lang, &agency, &view.gathered)}
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
                {waiting}
                <section class="stack" aria-labelledby="answer">
                    <h2 id="answer">{t::answering::title(lang)}</h2>
                    {form}
                </section>
                {drafts::others(lang, &view.drafts)}
                {question::ask(lang, &base, &view.questions)}
                {keys::assign(lang, &view)}
                {merge}
                {unmerge}
                {hide}
                {restore}
                {keys::help(lang)}
            </div>
        </div>
    };
    Page::plain(format!("{} · {}", view.title.text, view.reference), main)
        .wide()
        .with_keys()
        .with_answer()
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
        Done::Held => t::release::done_held(lang),
        Done::Drafted => t::drafts::done_kept(lang),
        Done::ThrownAway => t::drafts::done_thrown_away(lang),
        Done::Updated => t::answering::done_updated(lang),
        Done::Hidden => t::hiding::done_hidden(lang),
        Done::Restored => t::hiding::done_restored(lang),
        Done::Merged => t::merging::done_merged(lang),
        Done::Unmerged => t::merging::done_unmerged(lang),
        Done::Assigned => t::bulk::done_assigned(lang),
        Done::Asked => t::question::done_asked(lang),
        Done::QuestionWithdrawn => t::question::done_withdrawn(lang),
    }
}

fn no_form(lang: Lang, view: &CasePage) -> &'static str {
    match view.publication {
        PublicationState::Published if view.release.is_some() => t::release::no_form(lang),
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

/// The words of a kind of ground.
fn ground_words(lang: Lang, kind: &str) -> String {
    find(lang, &format!("answering.ground_{kind}"), &[]).unwrap_or_else(|| kind.to_owned())
}
