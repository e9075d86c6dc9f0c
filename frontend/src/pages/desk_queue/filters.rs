//! What is shown of the queue, and how many each choice holds.

use leptos::prelude::*;
use shared::clocks::{DueKind, Stage};
use shared::input::places::GOVERNORATES;
use shared::lang::{Lang, TextLang};
use shared::question::Asked;
use shared::view::desk::{AssignedTo, QueueFilter, QueuePage};

use super::language;
use crate::i18n::{number, t};
use crate::layout::encoded;
use crate::parts::field::{self, Choice};
use crate::parts::{desk, question};

/// Every filter: links with how many each holds, and a form for the rest.
pub fn all(lang: Lang, base: &str, view: &QueuePage) -> AnyView {
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
    // One topic is no choice.
    let by_topic = (topics.len() > 1 || filter.topic.is_some()).then(|| {
        view! {
            <h2>{t::queue::by_topic(lang)}</h2>
            {every}
            {topics.into_iter().collect_view()}
        }
    });
    view! {
        <div class="stack">
        <nav class="views" aria-label=t::queue::filters(lang)>
            <h2 class="vh">{t::queue::by_step(lang)}</h2>
            {owed.into_iter().collect_view()}
            <h2>{t::queue::by_stage(lang)}</h2>
            {stages.into_iter().collect_view()}
            {by_topic}
        </nav>
        {more(lang, base, view)}
        </div>
    }
    .into_any()
}

/// What is chosen from longer lists, by a form that keeps the other filters.
fn more(lang: Lang, base: &str, view: &QueuePage) -> AnyView {
    let filter = &view.filter;
    let kept = [
        ("owed", filter.owed.map(DueKind::as_str)),
        ("stage", filter.stage.map(Stage::as_str)),
        ("topic", filter.topic.as_deref()),
    ]
    .map(|(name, value)| value.map(|value| field::hidden(name, value)));
    let any = || (String::new(), t::queue::any(lang).to_owned());
    let select = |name: &'static str, label: &str, value: &str, choices: Vec<(String, String)>| {
        field::select(
            lang,
            Choice {
                id: name.to_owned(),
                name,
                label: label.to_owned(),
                value: value.to_owned(),
                choices: std::iter::once(any()).chain(choices).collect(),
                ..Choice::default()
            },
        )
    };
    let categories: Vec<_> = view
        .counts
        .categories
        .iter()
        .map(|(name, count)| (name.clone(), format!("{name} ({})", number(*count))))
        .collect();
    let category = (!categories.is_empty()).then(|| {
        let chosen = filter.category.as_deref().unwrap_or_default();
        select("category", t::queue::by_category(lang), chosen, categories)
    });
    let places = GOVERNORATES
        .iter()
        .map(|one| (one.code.to_owned(), one.name(lang).to_owned()))
        .collect();
    let languages = TextLang::ALL
        .iter()
        .map(|one| (one.code().to_owned(), language(lang, *one).to_owned()))
        .collect();
    let questions = Asked::ALL
        .iter()
        .map(|asked| {
            (
                asked.as_str().to_owned(),
                question::sign(lang, *asked).to_owned(),
            )
        })
        .collect();
    let people = [
        ("me".to_owned(), t::bulk::me(lang).to_owned()),
        ("nobody".to_owned(), t::bulk::nobody(lang).to_owned()),
    ]
    .into_iter()
    .chain(
        view.team
            .iter()
            .map(|one| (one.id.clone(), one.name.clone())),
    )
    .collect();
    let chosen = filter.category.is_some()
        || filter.place.is_some()
        || filter.language.is_some()
        || filter.assigned.is_some();
    view! {
        <details class="more" open=chosen>
        <summary>{t::queue::by_more(lang)}</summary>
        <form class="views stack" method="get" action=base.to_owned() data-filter="">
            {kept.into_iter().flatten().collect_view()}
            {category}
            {select(
                "place",
                t::queue::by_place(lang),
                filter.place.map(|place| place.code).unwrap_or_default(),
                places,
            )}
            {select(
                "language",
                t::queue::col_language(lang),
                filter.language.map(TextLang::code).unwrap_or_default(),
                languages,
            )}
            {select(
                "assigned",
                t::queue::by_person(lang),
                filter.assigned.as_ref().map(AssignedTo::as_str).unwrap_or_default(),
                people,
            )}
            {select(
                "question",
                t::question::filter(lang),
                filter.question.map(Asked::as_str).unwrap_or_default(),
                questions,
            )}
            <p><button class="btn alt" type="submit">{t::queue::show(lang)}</button></p>
        </form>
        </details>
    }
    .into_any()
}

/// The queue under a filter.
pub fn address(base: &str, filter: &QueueFilter, after: Option<&str>) -> String {
    let after = after.map(|after| ("after", after.to_owned()));
    let query: Vec<_> = filter
        .fields()
        .into_iter()
        .chain(after)
        .map(|(name, value)| format!("{name}={}", encoded(&value)))
        .collect();
    match query.is_empty() {
        true => base.to_owned(),
        false => format!("{base}?{}", query.join("&")),
    }
}

#[cfg(test)]
mod tests {
    use shared::input::Governorate;

    use super::*;

    #[test]
    fn an_address_keeps_every_filter() {
        let filter = QueueFilter {
            owed: Some(DueKind::Decide),
            stage: Some(Stage::LongOverdue),
            topic: Some("beach".to_owned()),
            category: Some("ماء & كهرباء".to_owned()),
            place: Governorate::parse("muscat"),
            language: Some(TextLang::Ar),
            assigned: Some(AssignedTo::Me),
            question: Some(Asked::Replied),
        };
        assert_eq!(
            address("/en/desk/a", &filter, Some("2026-11-22.id")),
            "/en/desk/a?owed=decide&stage=long_overdue&topic=beach\
             &category=%D9%85%D8%A7%D8%A1%20%26%20%D9%83%D9%87%D8%B1%D8%A8%D8%A7%D8%A1\
             &place=muscat&language=ar&assigned=me&question=replied&after=2026-11-22.id"
        );
        assert_eq!(
            address("/en/desk/a", &QueueFilter::default(), None),
            "/en/desk/a"
        );
    }
}
