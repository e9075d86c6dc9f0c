//! Behind the link of an invitation: the role, and how to take it.

use leptos::prelude::*;
use shared::account::RoleKind;
use shared::input::{FieldError, RegisterDraft};
use shared::lang::Lang;
use shared::view::invitations::{InvitedPage, InvitedWay};

use super::register::{new_password, own_address};
use super::steward_people::role_at;
use crate::i18n::t;
use crate::layout::Page;
use crate::parts::errors;
use crate::parts::field::{self, Text};

/// `GET /{lang}/invitation/{token}`
pub fn page(lang: Lang, view: InvitedPage) -> Page {
    let action = format!("/{}/invitation/{}", lang.code(), view.token);
    let role = role_at(lang, view.role, view.agency.as_ref());
    let means = match view.role {
        RoleKind::Manager => t::invitations::manager_means(lang),
        RoleKind::Steward => t::invitations::steward_means(lang),
        RoleKind::Moderator | RoleKind::Citizen => t::invitations::moderator_means(lang),
    };
    let way = match view.way {
        InvitedWay::Join {
            draft,
            errors,
            busy,
        } => join(lang, action, view.address.clone(), &draft, errors, busy),
        InvitedWay::Accept => view! {
            <form class="stack" method="post" action=action>
                <p>{t::invitations::sign_in_anew(lang)}</p>
                <p><button type="submit" class="btn">{t::invitations::accept(lang)}</button></p>
            </form>
        }
        .into_any(),
        InvitedWay::SignIn => view! {
            <p>{t::invitations::has_account(lang)}</p>
            <p><a class="btn" href=format!("/{}/sign-in?next={action}", lang.code())>{t::mail::known_sign_in(lang)}</a></p>
        }
        .into_any(),
        InvitedWay::Other(name) => view! {
            <p class="note">{t::invitations::other_account(lang)} " " <bdi>{name}</bdi></p>
            <form method="post" action=format!("/{}/sign-out", lang.code())>
                <p><button type="submit" class="btn">{t::site::sign_out(lang)}</button></p>
            </form>
            <p>{t::invitations::open_again(lang)}</p>
        }
        .into_any(),
    };
    let main = view! {
        <div class="wrap section stack">
            <h1>{t::invitations::invited(lang)}</h1>
            <p class="lede">{t::invitations::as_role(lang, role)}</p>
            <p>{means}</p>
            <p>{t::invitations::for_address(lang)} " " <bdi dir="ltr">{view.address}</bdi></p>
            {way}
        </div>
    };
    Page::plain(t::invitations::invited(lang), main).unlisted()
}

fn join(
    lang: Lang,
    action: String,
    address: String,
    draft: &RegisterDraft,
    faults: Vec<FieldError>,
    busy: bool,
) -> AnyView {
    let mut said: Vec<_> = faults
        .iter()
        .map(|error| (error.field, errors::message(lang, error)))
        .collect();
    if busy {
        said.push(("", t::register::busy(lang).to_owned()));
    }
    let consent = view! {
        {t::register::consent(lang)} " "
        <a href=format!("/{}/privacy", lang.code())>{t::pages::privacy(lang)}</a>
    };
    view! {
        {errors::summary(lang, &said)}
        <form class="stack" method="post" action=action>
            {own_address(lang, address)}
            {new_password(lang, t::register::password(lang), &faults, true)}
            {field::text(lang, Text {
                id: "name".to_owned(),
                name: "name",
                label: t::register::name(lang).to_owned(),
                hint: Some(t::invitations::name_hint(lang).to_owned()),
                value: draft.name.clone(),
                error: errors::of(lang, &faults, "name"),
                ..Text::default()
            })}
            {field::agreement(
                lang,
                "consent".to_owned(),
                "consent",
                consent,
                draft.consent == "yes",
                errors::of(lang, &faults, "consent"),
            )}
            <p><button type="submit" class="btn">{t::invitations::join(lang)}</button></p>
        </form>
    }
    .into_any()
}
