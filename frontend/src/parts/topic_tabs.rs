//! The head of a topic's pages and the tabs between them.

use leptos::prelude::*;
use shared::lang::Lang;
use shared::view::topic::{EditionLine, TopicHead};

use super::crumb::crumb;
use super::desk;
use super::topic_bar::plan;
use crate::i18n::{number, short_date, t};

/// The pages of a topic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    Suggestions,
    Standing,
    About,
    Outcome,
}

/// The address of a topic.
pub fn address(lang: Lang, slug: &str) -> String {
    format!("/{}/topics/{slug}", lang.code())
}

/// The head with the topic's title, its bar and the tabs; `tab` is the page it stands on.
pub fn head(lang: Lang, head: &TopicHead, tab: Tab) -> AnyView {
    view! { {mast(lang, head)} {tabs(lang, head, tab)} }.into_any()
}

/// The head without the tabs.
pub fn mast(lang: Lang, head: &TopicHead) -> AnyView {
    let code = lang.code();
    let agency = head.agency.name.get(lang).to_owned();
    let above = vec![
        (format!("/{code}/topics"), t::topics::title(lang).into_any()),
        (
            format!("/{code}/agencies/{}", head.agency.slug),
            agency.clone().into_any(),
        ),
    ];
    let imported = head
        .imported
        .then(|| view! { <p class="note">{t::topic::imported(lang)}</p> });
    let question = head.question.get(lang).to_owned();
    let title = desk::title_or_none(lang, &head.title);
    view! {
        <div class="mast">
            <div class="wrap">
                {crumb(lang, above)}
                <h1>{title}</h1>
                <p class="lede">{question}</p>
                {imported}
                {plan(lang, head.bar, &agency)}
            </div>
        </div>
    }
    .into_any()
}

fn tabs(lang: Lang, head: &TopicHead, tab: Tab) -> impl IntoView + use<> {
    let base = address(lang, &head.slug);
    let published = number(head.figures.published);
    let link = |to: Tab, path: &str, words: &'static str, count: Option<String>| {
        let here = (to == tab).then_some("page");
        let count = count.map(|count| view! { <span class="muted">{count}</span> });
        view! { <a href=format!("{base}{path}") aria-current=here>{words} " " {count}</a> }
    };
    view! {
        <nav class="tabs" aria-label=t::topic::tabs(lang)>
            <div class="wrap">
                {link(Tab::Suggestions, "", t::topic::suggestions(lang), Some(published))}
                {link(Tab::Standing, "/standing", t::topic::standing(lang), None)}
                {link(Tab::About, "/about", t::topic::about(lang), None)}
                {link(Tab::Outcome, "/outcome", t::topic::outcome(lang), None)}
            </div>
        </nav>
    }
}

/// From which edition points and list counts are.
pub fn edition(lang: Lang, edition: &EditionLine) -> String {
    let day = short_date(lang, edition.at.date());
    let time = format!("{:02}:{:02}", edition.at.hour(), edition.at.minute());
    if edition.official {
        t::standing::official_edition(lang, edition.lists, edition.number, day, time)
    } else {
        t::standing::edition(lang, edition.lists, edition.number, day, time)
    }
}
