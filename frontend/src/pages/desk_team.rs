//! The people of a desk, what each has to do and has done, and who is responsible for which topic.

use leptos::prelude::*;
use shared::lang::Lang;
use shared::view::team::{Member, Pace, RemoveModeratorPage, TeamDone, TeamPage, TeamTopic};

use crate::i18n::{number, t};
use crate::layout::Page;
use crate::parts::desk::{self, Room};
use crate::parts::errors;
use crate::parts::field::{self, Choice, Kind, Text};

/// `GET /{lang}/desk/{agency}/team`
pub fn page(lang: Lang, view: TeamPage) -> Page {
    let base = format!("{}/team", desk::path(lang, &view.head));
    let done = view.done.map(|done| {
        desk::said(match done {
            TeamDone::Appointed => t::team::appointed(lang),
            TeamDone::Removed => t::team::removed(lang),
            TeamDone::Assigned => t::team::assigned(lang),
            TeamDone::Release => t::release::setting_kept(lang),
        })
    });
    let members = view
        .members
        .iter()
        .map(|one| member(lang, &base, one))
        .collect_view();
    let topics = match view.topics.is_empty() {
        true => view! { <p class="ghost">{t::team::no_topics(lang)}</p> }.into_any(),
        false => view
            .topics
            .iter()
            .map(|one| topic(lang, &base, one, &view.members))
            .collect_view()
            .into_any(),
    };
    let main = view! {
        <div class="wrap section stack">
            {desk::tabs(lang, &view.head, Room::Team)}
            <h1>{t::team::title(lang)}</h1>
            {done}
            {view.stale.then(|| desk::stale(t::team::stale(lang)))}
            {errors::summary_of(lang, &view.errors)}
            <p class="hint">{t::team::lede(lang)}</p>
            <section class="stack" aria-labelledby="h-p">
                <h2 id="h-p">{t::team::people(lang)}</h2>
                <div class="people">{members}</div>
            </section>
            <section class="stack" aria-labelledby="h-a">
                <h2 id="h-a">{t::team::appoint(lang)}</h2>
                <form class="stack" method="post" action=base.clone()>
                    {field::text(lang, Text {
                        id: "sign_in".to_owned(),
                        name: "sign_in",
                        label: t::team::sign_in(lang).to_owned(),
                        hint: Some(t::team::sign_in_hint(lang).to_owned()),
                        value: view.draft.sign_in.clone(),
                        error: errors::of(lang, &view.errors, "sign_in"),
                        kind: Kind::Free,
                        ..Text::default()
                    })}
                    <p><button class="btn" type="submit">{t::team::appoint_confirm(lang)}</button></p>
                </form>
            </section>
            <section class="stack" aria-labelledby="h-t">
                <h2 id="h-t">{t::team::topics(lang)}</h2>
                <div class="people">{topics}</div>
            </section>
            {second_person(lang, &base, &view)}
        </div>
    };
    Page::plain(t::team::title(lang), main).wide()
}

/// Whether a second person releases the desk's decisions.
fn second_person(lang: Lang, base: &str, view: &TeamPage) -> AnyView {
    let releases = format!("{}/releases", desk::path(lang, &view.head));
    view! {
        <section class="stack" aria-labelledby="h-r">
            <h2 id="h-r">{t::release::setting(lang)}</h2>
            <p class="hint">{t::release::setting_hint(lang)}</p>
            <form class="stack" method="post" action=format!("{base}/release")>
                {field::checkbox(
                    "second_person".to_owned(),
                    "second_person",
                    t::release::setting_label(lang).to_owned(),
                    view.head.second_person,
                )}
                <p class="row">
                    <button class="btn alt" type="submit">{t::release::setting_save(lang)}</button>
                    <a href=releases>{t::release::title(lang)}</a>
                </p>
            </form>
        </section>
    }
    .into_any()
}

fn role(lang: Lang, one: &Member) -> String {
    match (one.manages, one.moderates) {
        (true, true) => t::team::both(lang).to_owned(),
        (true, false) => t::team::manager(lang).to_owned(),
        _ => t::team::moderator(lang).to_owned(),
    }
}

fn member(lang: Lang, base: &str, one: &Member) -> AnyView {
    let remove = one.moderates.then(|| {
        view! {
            <p>
                <a href=format!("{base}/{}/remove", one.id)>
                    {t::team::to_remove(lang)} <span class="vh">" " <bdi>{one.name.clone()}</bdi></span>
                </a>
            </p>
        }
    });
    view! {
        <article class="sug"><div class="body">
            <h3><bdi>{one.name.clone()}</bdi></h3>
            <p class="muted"><b>{role(lang, one)}</b> " · " <bdi dir="ltr">{one.sign_in.clone()}</bdi></p>
            <dl class="facts">
                <div><dt>{t::team::open(lang)}</dt><dd>{number(one.open)}</dd></div>
                <div><dt>{t::team::acknowledged(lang)}</dt><dd>{pace(lang, one.acknowledged)}</dd></div>
                <div><dt>{t::team::decided(lang)}</dt><dd>{pace(lang, one.decided)}</dd></div>
            </dl>
            {remove}
        </div></article>
    }
    .into_any()
}

fn pace(lang: Lang, pace: Pace) -> String {
    match pace.median {
        Some(days) => t::team::pace(lang, days, number(pace.count)),
        None => number(0),
    }
}

fn topic(lang: Lang, base: &str, one: &TeamTopic, members: &[Member]) -> AnyView {
    let title = desk::title_or_none(lang, &one.title);
    let mut choices = vec![(String::new(), t::team::nobody(lang).to_owned())];
    choices.extend(members.iter().map(|one| (one.id.clone(), one.name.clone())));
    view! {
        <article class="sug"><div class="body">
            <h3><bdi>{title.clone()}</bdi></h3>
            <p><b>{desk::topic_state(lang, one.state)}</b> " · " {t::team::owed(lang, one.open)}</p>
            <form class="stack" method="post" action=format!("{base}/topics/{}", one.slug)>
                {field::hidden("saw", one.responsible.clone())}
                {field::select(lang, Choice {
                    id: format!("account-{}", one.slug),
                    name: "account",
                    label: t::team::responsible(lang).to_owned(),
                    value: one.responsible.clone(),
                    choices,
                    ..Choice::default()
                })}
                <p>
                    <button class="btn alt" type="submit">
                        {t::team::assign(lang)} <span class="vh">" " <bdi>{title}</bdi></span>
                    </button>
                </p>
            </form>
        </div></article>
    }
    .into_any()
}

/// `GET /{lang}/desk/{agency}/team/{account}/remove`
pub fn remove(lang: Lang, view: RemoveModeratorPage) -> Page {
    let base = format!("{}/team", desk::path(lang, &view.head));
    let freed = view
        .topics
        .iter()
        .map(|title| view! { <li><bdi>{desk::title_or_none(lang, title)}</bdi></li> })
        .collect_view();
    let freed = (!view.topics.is_empty()).then(|| {
        view! {
            <li>
                {t::team::remove_frees(lang)}
                <ul>{freed}</ul>
            </li>
        }
    });
    let main = view! {
        <div class="wrap section stack">
            {desk::tabs(lang, &view.head, Room::Team)}
            <h1>{t::team::remove_title(lang)}</h1>
            <p><b><bdi>{view.name.clone()}</bdi></b> " · " <bdi dir="ltr">{view.sign_in.clone()}</bdi></p>
            <ul>
                <li>{t::team::remove_at_once(lang)}</li>
                <li>{t::team::remove_keeps(lang)}</li>
                {view.manages.then(|| view! { <li>{t::team::remove_manager(lang)}</li> })}
                {freed}
            </ul>
            <form method="post" action=format!("{base}/{}/remove", view.id)>
                <p class="row">
                    <button class="btn" type="submit">{t::team::remove_confirm(lang)}</button>
                    <a href=base.clone()>{t::team::cancel(lang)}</a>
                </p>
            </form>
        </div>
    };
    Page::plain(t::team::remove_title(lang), main).wide()
}
