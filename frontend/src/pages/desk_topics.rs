//! All topics of an agency, with what is missing for the next step of each.

use leptos::prelude::*;
use shared::lang::Lang;
use shared::topic::{OpeningFault, TopicState};
use shared::view::topic_editor::{DeskTopic, DeskTopicsPage};

use crate::i18n::{find, number, t, words_of};
use crate::layout::Page;
use crate::parts::desk::{self, Room};

/// `GET /{lang}/desk/{agency}/topics`
pub fn page(lang: Lang, view: DeskTopicsPage) -> Page {
    let base = format!("{}/topics", desk::path(lang, &view.head));
    let list = match view.rows.is_empty() {
        true => view! { <p class="ghost">{t::editor::no_topics(lang)}</p> }.into_any(),
        false => view
            .rows
            .iter()
            .map(|row| topic(lang, &base, row))
            .collect_view()
            .into_any(),
    };
    let main = view! {
        <div class="wrap section stack">
            {desk::tabs(lang, &view.head, Room::Topics)}
            <h1>{t::editor::topics(lang)}</h1>
            {view.head.closed.then(|| view! { <p>{t::errors::agency_closed(lang)}</p> })}
            <p class="row">
                {(!view.head.closed).then(|| {
                    view! { <a class="btn" href=format!("{base}/new")>{t::editor::new(lang)}</a> }
                })}
                <a href=format!("{}/promises", desk::path(lang, &view.head))>{t::promises::nav(lang)}</a>
            </p>
            {list}
        </div>
    };
    Page::plain(t::editor::topics(lang), main).wide()
}

fn topic(lang: Lang, base: &str, row: &DeskTopic) -> AnyView {
    let at = format!("{base}/{}", row.slug);
    let days = row.opens.zip(row.closes).map(|(opens, closes)| {
        view! { " · " {desk::day(lang, opens)} " – " {desk::day(lang, closes)} }
    });
    let announced = row
        .announced
        .then(|| view! { " · " {t::editor::announced(lang)} });
    let public = (row.state != TopicState::Draft).then(|| {
        view! {
            <a href=format!("/{}/topics/{}", lang.code(), row.slug)>{t::editor::public_page(lang)}</a>
        }
    });
    view! {
        <article class="sug stack">
            <h2><bdi>{desk::title_or_none(lang, &row.title)}</bdi></h2>
            <p>
                <b>{desk::topic_state(lang, row.state)}</b> {days} {announced} " · "
                <bdi dir="ltr" class="muted">{row.slug.clone()}</bdi>
            </p>
            {missing(lang, row)}
            <p class="row">{steps(lang, &at, row)} {public}</p>
        </article>
    }
    .into_any()
}

/// What keeps a topic from its next step.
fn missing(lang: Lang, row: &DeskTopic) -> AnyView {
    match row.state {
        TopicState::Draft if row.faults.is_empty() => {
            view! { <p>{t::editor::ready(lang)}</p> }.into_any()
        }
        TopicState::Draft => view! {
            <p>{t::editor::missing(lang)}</p>
            {faults(lang, &row.faults)}
        }
        .into_any(),
        TopicState::Open if row.due_to_close => {
            view! { <p>{t::editor::due_to_close(lang)}</p> }.into_any()
        }
        TopicState::Open => view! { <p>{t::editor::waiting(lang, row.waiting)}</p> }.into_any(),
        TopicState::Closed => {
            let report = (!row.reported).then(|| view! { <li>{t::report::missing(lang)}</li> });
            view! { <ul><li>{t::editor::waiting(lang, row.waiting)}</li>{report}</ul> }.into_any()
        }
        TopicState::Concluded => ().into_any(),
    }
}

fn steps(lang: Lang, at: &str, row: &DeskTopic) -> AnyView {
    let to = |step: &str, words: &'static str| view! { <a href=format!("{at}/{step}")>{words}</a> };
    match row.state {
        TopicState::Draft => view! {
            {to("edit", t::editor::edit(lang))} " " {to("preview", t::editor::preview(lang))} " "
            {to("open", t::editor::to_open(lang))}
        }
        .into_any(),
        TopicState::Open if row.due_to_close => view! {
            <form method="post" action=format!("{at}/close")>
                <button class="btn" type="submit">{t::editor::close_now(lang)}</button>
            </form>
        }
        .into_any(),
        TopicState::Open => view! {
            {to("extend", t::editor::to_extend(lang))} " " {to("correct", t::versions::to_correct(lang))} " "
            {to("links", t::links::heading(lang))} " " {to("report", t::report::write(lang))}
        }
        .into_any(),
        TopicState::Closed => view! {
            {to("report", t::report::write(lang))} " " {to("conclude", t::report::to_conclude(lang))}
        }
        .into_any(),
        TopicState::Concluded => view! { {to("report", t::report::write(lang))} }.into_any(),
    }
}

/// Everything that keeps a draft from opening.
pub fn faults(lang: Lang, faults: &[OpeningFault]) -> AnyView {
    let items = faults
        .iter()
        .map(|one| view! { <li>{fault(lang, one)}</li> })
        .collect_view();
    view! { <ul>{items}</ul> }.into_any()
}

fn fault(lang: Lang, fault: &OpeningFault) -> String {
    let field = fault.field().as_str();
    let field =
        find(lang, &format!("editor.field_{field}"), &[]).unwrap_or_else(|| field.to_owned());
    match fault {
        OpeningFault::Missing(_) => t::editor::fault_missing(lang, field),
        OpeningFault::TooShort { days, fewest, .. } => {
            t::editor::fault_too_short(lang, number(*days), number(*fewest), field)
        }
        OpeningFault::TooLong { days, most } => {
            t::editor::fault_too_long(lang, number(*days), number(*most))
        }
        OpeningFault::OpensInPast { .. } => t::editor::fault_past(lang).to_owned(),
        OpeningFault::ClosesBeforeOpening { .. } => {
            words_of(lang, shared::error::Code::TopicDaysReversed)
        }
    }
}
