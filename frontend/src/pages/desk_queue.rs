//! The desk's queue: what the agency owes, oldest debt first.

use leptos::prelude::*;
use shared::clocks::{DueKind, Stage};
use shared::lang::Lang;
use shared::view::agency::AgencyName;
use shared::view::desk::{QueueFilter, QueuePage, QueueRow};

use crate::i18n::{number, t};
use crate::layout::Page;
use crate::parts::desk::{self, Room};

/// The choice between several desks.
pub fn choice(lang: Lang, agencies: Vec<AgencyName>) -> Page {
    let items = agencies
        .into_iter()
        .map(|agency| {
            let href = format!("/{}/desk/{}", lang.code(), agency.slug);
            view! { <li><a href=href><bdi>{agency.name.get(lang).to_owned()}</bdi></a></li> }
        })
        .collect_view();
    let main = view! {
        <div class="wrap section stack">
            <h1>{t::desk::choose(lang)}</h1>
            <ul>{items}</ul>
        </div>
    };
    Page::plain(t::desk::choose(lang), main).wide()
}

/// `GET /{lang}/desk/{agency}`
pub fn page(lang: Lang, view: QueuePage) -> Page {
    let base = desk::path(lang, &view.head);
    let table = match view.rows.is_empty() {
        true if view.counts.all == 0 && view.filter == QueueFilter::default() => {
            view! { <p class="ghost">{t::queue::nothing_owed(lang)}</p> }.into_any()
        }
        true => view! { <p class="ghost">{t::queue::nothing_here(lang)}</p> }.into_any(),
        // Every row of a chosen topic would repeat its title.
        false => table(
            lang,
            &base,
            &view.rows,
            view.filter.topic.is_none() && view.counts.topics.len() > 1,
        ),
    };
    let href = |after: Option<&str>| address(&base, &view.filter, after);
    let first = view
        .later
        .then(|| view! { <a href=href(None)>{t::queue::first_page(lang)}</a> });
    let next = view.next.as_deref().map(|after| {
        view! { <a rel="next" href=href(Some(after))>{t::queue::next_page(lang)}</a> }
    });
    let pager = (first.is_some() || next.is_some())
        .then(|| view! { <nav class="row" aria-label=t::queue::pages(lang)>{first}{next}</nav> });
    let main = view! {
        <div class="wrap">{desk::tabs(lang, &view.head, Room::Queue)}</div>
        <div class="wrap desk">
            {filters(lang, &base, &view)}
            <div class="queue stack">
                <div class="head">
                    <h1>{t::queue::title(lang)}</h1>
                    <p>{t::queue::total(lang, view.total)}</p>
                </div>
                {table}
                {pager}
            </div>
        </div>
    };
    Page::plain(t::queue::title(lang), main).wide()
}

fn filters(lang: Lang, base: &str, view: &QueuePage) -> AnyView {
    let counts = &view.counts;
    let filter = &view.filter;
    let to = |change: &dyn Fn(&mut QueueFilter)| {
        let mut filter = filter.clone();
        change(&mut filter);
        address(base, &filter, None)
    };
    let link = |href: String, words: &str, count: i64, current: bool| {
        let words = words.to_owned();
        view! {
            <a href=href aria-current=current.then_some("true")>
                <span>{words}</span> " " <b>{number(count)}</b>
            </a>
        }
        .into_any()
    };
    let owed = [
        (None, counts.all),
        (Some(DueKind::Acknowledge), counts.acknowledge),
        (Some(DueKind::Decide), counts.decide),
    ]
    .map(|(kind, count)| {
        let words = kind.map_or_else(|| t::queue::owed_all(lang), |kind| desk::owed(lang, kind));
        link(to(&|f| f.owed = kind), words, count, filter.owed == kind)
    });
    let stages: Vec<_> = std::iter::once((None, counts.any_stage))
        .chain(
            counts
                .stages
                .iter()
                .map(|(stage, count)| (Some(*stage), *count)),
        )
        .map(|(stage, count): (Option<Stage>, i64)| {
            let words =
                stage.map_or_else(|| t::queue::any_stage(lang), |one| desk::stage(lang, one));
            link(
                to(&|f| f.stage = stage),
                words,
                count,
                filter.stage == stage,
            )
        })
        .collect();
    let topics: Vec<_> = counts
        .topics
        .iter()
        .map(|topic| {
            let current = filter.topic.as_deref() == Some(topic.slug.as_str());
            let slug = Some(topic.slug.clone());
            let title = desk::title_or_none(lang, &topic.title);
            link(
                to(&|f| f.topic = slug.clone()),
                &title,
                topic.count,
                current,
            )
        })
        .collect();
    let every = link(
        to(&|f| f.topic = None),
        t::queue::any_topic(lang),
        counts.any_topic,
        filter.topic.is_none(),
    );
    view! {
        <nav class="views" aria-label=t::queue::filters(lang)>
            <h2 class="vh">{t::queue::by_step(lang)}</h2>
            {owed.into_iter().collect_view()}
            <h2>{t::queue::by_stage(lang)}</h2>
            {stages.into_iter().collect_view()}
            <h2>{t::queue::by_topic(lang)}</h2>
            {every}
            {topics.into_iter().collect_view()}
        </nav>
    }
    .into_any()
}

fn table(lang: Lang, base: &str, rows: &[QueueRow], topics: bool) -> AnyView {
    let rows = rows
        .iter()
        .map(|row| {
            let href = format!("{base}/suggestions/{}", row.reference);
            let topic = topics.then(|| {
                view! { " · " <bdi>{desk::title_or_none(lang, &row.topic)}</bdi> }
            });
            view! {
                <tr>
                    <td>{desk::clock(lang, &row.clock)}</td>
                    <td class="nd">{desk::owed(lang, row.clock.kind)}</td>
                    <th scope="row" class="t">
                        <a href=href>{desk::inline(&row.title)}</a>
                        <small>{desk::reference(&row.reference)} {topic}</small>
                    </th>
                    <td class="lg">{language(lang, row.title.lang)}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label=t::queue::suggestions(lang)>
            <table class="q">
                <thead>
                    <tr>
                        <th scope="col">{t::queue::col_clock(lang)}</th>
                        <th scope="col">{t::queue::col_owed(lang)}</th>
                        <th scope="col">{t::queue::col_suggestion(lang)}</th>
                        <th scope="col">{t::queue::col_language(lang)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn language(lang: Lang, of: shared::lang::TextLang) -> &'static str {
    match of {
        shared::lang::TextLang::Ar => t::desk::language_ar(lang),
        shared::lang::TextLang::En => t::desk::language_en(lang),
        shared::lang::TextLang::Other => t::desk::language_else(lang),
    }
}

/// The queue under a filter.
fn address(base: &str, filter: &QueueFilter, after: Option<&str>) -> String {
    let fields = [
        ("owed", filter.owed.map(DueKind::as_str)),
        ("stage", filter.stage.map(Stage::as_str)),
        ("topic", filter.topic.as_deref()),
        ("after", after),
    ];
    let query: Vec<_> = fields
        .iter()
        .filter_map(|(name, value)| Some(format!("{name}={}", (*value)?)))
        .collect();
    match query.is_empty() {
        true => base.to_owned(),
        false => format!("{base}?{}", query.join("&")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_keeps_every_filter() {
        let filter = QueueFilter {
            owed: Some(DueKind::Decide),
            stage: Some(Stage::LongOverdue),
            topic: Some("beach".to_owned()),
        };
        assert_eq!(
            address("/en/desk/a", &filter, Some("2026-11-22.id")),
            "/en/desk/a?owed=decide&stage=long_overdue&topic=beach&after=2026-11-22.id"
        );
        assert_eq!(
            address("/en/desk/a", &QueueFilter::default(), None),
            "/en/desk/a"
        );
    }
}
