//! Invitations, for stewards: a new one, and what became of the others.

use leptos::prelude::*;
use shared::lang::Lang;
use shared::view::invitations::{InvitationDone, InvitationRow, InvitationState, InvitationsPage};

use super::steward_people::{office, role_at};
use crate::i18n::{moment, t};
use crate::layout::Page;
use crate::parts::desk::{block, said};
use crate::parts::errors;
use crate::parts::field::{self, Choice, Kind, Text};
use crate::parts::steward::{Room, tabs};

fn base(lang: Lang) -> String {
    format!("/{}/steward/invitations", lang.code())
}

/// `GET /{lang}/steward/invitations`
pub fn page(lang: Lang, view: InvitationsPage) -> Page {
    let done = view.done.map(|done| {
        said(match done {
            InvitationDone::Invited => t::invitations::done_invited(lang),
            InvitationDone::Again => t::invitations::done_again(lang),
            InvitationDone::Withdrawn => t::invitations::done_withdrawn(lang),
        })
    });
    let rows = view
        .invitations
        .iter()
        .map(|one| row(lang, one))
        .collect_view();
    let list = match view.invitations.is_empty() {
        true => view! { <p class="ghost">{t::invitations::none(lang)}</p> }.into_any(),
        false => view! { <div class="people">{rows}</div> }.into_any(),
    };
    let main = view! {
        <div class="wrap section stack">
            {tabs(lang, Room::People)}
            <h1>{t::invitations::title(lang)}</h1>
            <p class="lede">{t::invitations::lede(lang)}</p>
            {done}
            {errors::summary_of(lang, &view.errors)}
            {form(lang, &view)}
            <section class="stack" aria-labelledby="h-sent">
                <h2 id="h-sent">{t::invitations::sent(lang)}</h2>
                {list}
            </section>
            <p><a href=format!("/{}/steward/people", lang.code())>{t::people::title(lang)}</a></p>
        </div>
    };
    Page::plain(t::invitations::title(lang), main).wide()
}

fn form(lang: Lang, view: &InvitationsPage) -> AnyView {
    let languages = [
        (
            Lang::Ar.code().to_owned(),
            t::account::arabic(lang).to_owned(),
        ),
        (
            Lang::En.code().to_owned(),
            t::account::english(lang).to_owned(),
        ),
    ];
    let written_in = match view.draft.lang.is_empty() {
        true => lang.code().to_owned(),
        false => view.draft.lang.clone(),
    };
    view! {
        <form class="stack" method="post" action=base(lang)>
            <h2>{t::invitations::invite(lang)}</h2>
            {field::text(lang, Text {
                id: "address".to_owned(),
                name: "address",
                label: t::register::address(lang).to_owned(),
                value: view.draft.address.clone(),
                error: errors::of(lang, &view.errors, "address"),
                kind: Kind::Address,
                ..Text::default()
            })}
            {office::chosen(lang, &view.draft.role, &view.draft.agency, &view.agencies, &view.errors)}
            {field::radios(lang, Choice {
                id: "lang".to_owned(),
                name: "lang",
                label: t::invitations::lang(lang).to_owned(),
                value: written_in,
                error: errors::of(lang, &view.errors, "lang"),
                choices: languages.to_vec(),
                ..Choice::default()
            })}
            {office::why(lang, "why_role", &view.draft.why_role, &view.errors)}
            <p><button class="btn" type="submit">{t::invitations::send(lang)}</button></p>
        </form>
    }
    .into_any()
}

fn row(lang: Lang, one: &InvitationRow) -> AnyView {
    let (state, at) = match one.state {
        InvitationState::Open(until) => (t::invitations::open(lang), until),
        InvitationState::Expired(at) => (t::invitations::expired(lang), at),
        InvitationState::Accepted(at) => (t::invitations::accepted(lang), at),
        InvitationState::Withdrawn(at) => (t::invitations::withdrawn(lang), at),
    };
    let address = one.address.clone();
    let acts = one.state.stands().then(|| {
        let button = |verb: &str, words: &'static str| {
            view! {
                <form method="post" action=format!("{}/{}/{verb}", base(lang), one.id)>
                    <button class="btn alt" type="submit">
                        {words} <span class="vh">" " <bdi dir="ltr">{address.clone()}</bdi></span>
                    </button>
                </form>
            }
        };
        view! {
            <div class="row">
                {button("again", t::invitations::again(lang))}
                {button("withdraw", t::invitations::withdraw(lang))}
            </div>
        }
    });
    view! {
        <article class="sug"><div class="body stack">
            <h3><bdi dir="ltr">{one.address.clone()}</bdi></h3>
            <dl class="facts">
                <div>
                    <dt>{t::people::role(lang)}</dt>
                    <dd>{role_at(lang, one.role, one.agency.as_ref())}</dd>
                </div>
                <div>
                    <dt>{state}</dt>
                    <dd><time datetime=at.to_string()>{moment(lang, at)}</time></dd>
                </div>
                <div>
                    <dt>{t::invitations::by(lang)}</dt>
                    <dd><bdi>{one.by.clone()}</bdi></dd>
                </div>
            </dl>
            {block(&one.reason)}
            {acts}
        </div></article>
    }
    .into_any()
}
