//! Accounts, for stewards: the staff, and one account.

pub(super) mod office;
mod record;

use leptos::prelude::*;
use shared::account::RoleKind;
use shared::lang::Lang;
use shared::view::people::{HeldRole, PeoplePage, PersonDone, PersonPage, StaffLine};
use shared::view::text::Bilingual;

use crate::i18n::{date, t};
use crate::layout::Page;
use crate::parts::desk::said;
use crate::parts::errors;
use crate::parts::field::{self, Choice, Text};
use crate::parts::steward::{Room, tabs};

fn base(lang: Lang) -> String {
    format!("/{}/steward/people", lang.code())
}

pub(super) fn role(lang: Lang, kind: RoleKind) -> &'static str {
    match kind {
        RoleKind::Citizen => t::people::citizen(lang),
        RoleKind::Moderator => t::people::moderator(lang),
        RoleKind::Manager => t::people::manager(lang),
        RoleKind::Steward => t::people::steward(lang),
    }
}

pub(super) fn role_at(lang: Lang, kind: RoleKind, agency: Option<&Bilingual>) -> String {
    match agency {
        Some(agency) => t::people::role_at(lang, role(lang, kind), agency.get(lang)),
        None => role(lang, kind).to_owned(),
    }
}

/// `GET /{lang}/steward/people`
pub fn list(lang: Lang, view: PeoplePage) -> Page {
    let missed = view
        .missed
        .clone()
        .map(|_| t::people::missed(lang).to_owned());
    let faults: Vec<_> = missed
        .iter()
        .map(|words| ("sign_in", words.clone()))
        .collect();
    let desks = view
        .desks
        .iter()
        .map(|(agency, lines)| {
            view! {
                <section class="stack">
                    <h3><bdi>{agency.get(lang).to_owned()}</bdi></h3>
                    {lines_of(lang, lines)}
                </section>
            }
        })
        .collect_view();
    let main = view! {
        <div class="wrap section stack">
            {tabs(lang, Room::People)}
            <h1>{t::people::title(lang)}</h1>
            {errors::summary(lang, &faults)}
            <form class="stack" method="post" action=base(lang)>
                {field::text(lang, Text {
                    id: "sign_in".to_owned(),
                    name: "sign_in",
                    label: t::people::sign_in(lang).to_owned(),
                    hint: Some(t::people::sign_in_hint(lang).to_owned()),
                    value: view.missed.clone().unwrap_or_default(),
                    error: missed,
                    ..Text::default()
                })}
                <p><button class="btn" type="submit">{t::people::find(lang)}</button></p>
            </form>
            <p>
                <a class="btn alt" href=format!("/{}/steward/invitations", lang.code())>
                    {t::invitations::title(lang)}
                </a>
            </p>
            <section class="stack" aria-labelledby="h-s">
                <h2 id="h-s">{t::people::stewards(lang)}</h2>
                {lines_of(lang, &view.stewards)}
            </section>
            <section class="stack" aria-labelledby="h-d">
                <h2 id="h-d">{t::people::desks(lang)}</h2>
                {view.desks.is_empty().then(|| view! { <p class="ghost">{t::people::no_desks(lang)}</p> })}
                {desks}
            </section>
        </div>
    };
    Page::plain(t::people::title(lang), main).wide()
}

fn lines_of(lang: Lang, lines: &[StaffLine]) -> AnyView {
    let items = lines
        .iter()
        .map(|one| {
            let disabled = one
                .disabled
                .then(|| view! { " · " <b>{t::people::is_disabled(lang)}</b> });
            view! {
                <li>
                    <a href=format!("{}/{}", base(lang), one.id)><bdi>{one.name.clone()}</bdi></a>
                    " · " {role(lang, one.role)} " · " <bdi dir="ltr">{one.sign_in.clone()}</bdi>
                    {disabled}
                </li>
            }
        })
        .collect_view();
    view! { <ul>{items}</ul> }.into_any()
}

/// `GET /{lang}/steward/people/{account}`
pub fn one(lang: Lang, view: PersonPage) -> Page {
    let done = view.done.map(|done| {
        said(match done {
            PersonDone::Disabled => t::people::done_disabled(lang),
            PersonDone::Enabled => t::people::done_enabled(lang),
            PersonDone::Granted => t::people::done_granted(lang),
            PersonDone::Withdrawn => t::people::done_withdrawn(lang),
        })
    });
    let state = match view.disabled_on {
        Some(on) => t::people::disabled_since(lang, date(lang, on)),
        None => t::people::active(lang).to_owned(),
    };
    let roles = view
        .roles
        .iter()
        .map(|one| view! { <li>{held_words(lang, one)}</li> })
        .collect_view();
    let main = view! {
        <div class="wrap section stack">
            {tabs(lang, Room::People)}
            <h1><bdi>{view.name.clone()}</bdi></h1>
            {done}
            {errors::summary_of(lang, &view.errors)}
            <dl class="facts">
                <div><dt>{t::people::sign_in(lang)}</dt><dd><bdi dir="ltr">{view.sign_in.clone()}</bdi></dd></div>
                <div><dt>{t::people::since(lang)}</dt><dd>{date(lang, view.since)}</dd></div>
                <div><dt>{t::people::state(lang)}</dt><dd>{state}</dd></div>
            </dl>
            {view.unseen.then(|| view! { <p class="note">{t::people::unseen(lang)}</p> })}
            <section class="stack" aria-labelledby="h-r">
                <h2 id="h-r">{t::people::roles(lang)}</h2>
                <ul>{roles}</ul>
                {grant(lang, &view)}
                {withdraw(lang, &view)}
            </section>
            {access(lang, &view)}
            {record::history(lang, &view.sign_ins)}
            {record::acts(lang, &view.acts)}
        </div>
    };
    Page::plain(t::people::one_title(lang, &view.name), main).wide()
}

fn held_words(lang: Lang, one: &HeldRole) -> String {
    role_at(lang, one.kind, one.agency.as_ref().map(|(_, name)| name))
}

fn grant(lang: Lang, view: &PersonPage) -> AnyView {
    view! {
        <form class="stack" method="post" action=format!("{}/{}/roles", base(lang), view.id)>
            <h3>{t::people::grant(lang)}</h3>
            {office::chosen(lang, &view.draft.role, &view.draft.agency, &view.agencies, &view.errors)}
            {office::why(lang, "why_role", &view.draft.why_role, &view.errors)}
            <p class="hint">{t::people::signs_in_anew(lang)}</p>
            <p><button class="btn alt" type="submit">{t::people::grant_confirm(lang)}</button></p>
        </form>
    }
    .into_any()
}

fn withdraw(lang: Lang, view: &PersonPage) -> Option<AnyView> {
    let choices: Vec<_> = view
        .roles
        .iter()
        .filter(|one| one.kind != RoleKind::Citizen)
        .map(|one| {
            let value = match &one.agency {
                Some((agency, _)) => format!("{} {agency}", one.kind),
                None => one.kind.to_string(),
            };
            (value, held_words(lang, one))
        })
        .collect();
    if choices.is_empty() {
        return None;
    }
    let action = format!("{}/{}/roles/withdraw", base(lang), view.id);
    Some(
        view! {
            <form class="stack" method="post" action=action>
                <h3>{t::people::withdraw(lang)}</h3>
                {field::select(lang, Choice {
                    id: "held".to_owned(),
                    name: "held",
                    label: t::people::role(lang).to_owned(),
                    value: view.draft.held.clone(),
                    error: errors::of(lang, &view.errors, "held"),
                    choices,
                    ..Choice::default()
                })}
                {office::why(lang, "why_withdrawn", &view.draft.why_withdrawn, &view.errors)}
                <p class="hint">{t::people::signs_in_anew(lang)}</p>
                <p><button class="btn alt" type="submit">{t::people::withdraw_confirm(lang)}</button></p>
            </form>
        }
        .into_any(),
    )
}

/// Disabling, or enabling again.
fn access(lang: Lang, view: &PersonPage) -> AnyView {
    let (title, means, confirm, verb) = match view.disabled_on {
        None => (
            t::people::disable(lang),
            t::people::disable_means(lang),
            t::people::disable_confirm(lang),
            "disable",
        ),
        Some(_) => (
            t::people::enable(lang),
            t::people::enable_means(lang),
            t::people::enable_confirm(lang),
            "enable",
        ),
    };
    view! {
        <section class="stack" aria-labelledby="h-a">
            <h2 id="h-a">{title}</h2>
            <p>{means}</p>
            <form class="stack" method="post" action=format!("{}/{}/{verb}", base(lang), view.id)>
                {office::why(lang, "why", &view.draft.why, &view.errors)}
                <p><button class="btn alt" type="submit">{confirm}</button></p>
            </form>
        </section>
    }
    .into_any()
}
