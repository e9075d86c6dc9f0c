//! The fields of the forms that give somebody an office.

use leptos::prelude::*;
use shared::account::RoleKind;
use shared::input::FieldError;
use shared::lang::Lang;
use shared::view::text::Bilingual;

use super::role;
use crate::i18n::t;
use crate::parts::errors;
use crate::parts::field::{self, Choice, Text};

/// Which role, and at which agency.
pub fn chosen(
    lang: Lang,
    held: &str,
    agency: &str,
    agencies: &[(String, Bilingual)],
    faults: &[FieldError],
) -> AnyView {
    let roles = [RoleKind::Moderator, RoleKind::Manager, RoleKind::Steward];
    let roles = roles.map(|kind| (kind.as_str().to_owned(), role(lang, kind).to_owned()));
    let none = (String::new(), t::people::no_agency(lang).to_owned());
    let named = agencies
        .iter()
        .map(|(id, name)| (id.clone(), name.get(lang).to_owned()));
    view! {
        {field::select(lang, Choice {
            id: "role".to_owned(),
            name: "role",
            label: t::people::role(lang).to_owned(),
            value: held.to_owned(),
            error: errors::of(lang, faults, "role"),
            choices: roles.to_vec(),
            ..Choice::default()
        })}
        {field::select(lang, Choice {
            id: "agency".to_owned(),
            name: "agency",
            label: t::people::agency(lang).to_owned(),
            hint: Some(t::people::agency_hint(lang).to_owned()),
            value: agency.to_owned(),
            error: errors::of(lang, faults, "agency"),
            choices: std::iter::once(none).chain(named).collect(),
            ..Choice::default()
        })}
    }
    .into_any()
}

/// The reason, which stewards read.
pub fn why(lang: Lang, name: &'static str, value: &str, faults: &[FieldError]) -> AnyView {
    field::textarea(
        lang,
        Text {
            id: name.to_owned(),
            name,
            label: t::people::why(lang).to_owned(),
            hint: Some(t::people::why_hint(lang).to_owned()),
            value: value.to_owned(),
            error: errors::of(lang, faults, name),
            max: Some(1_000),
            rows: 3,
            ..Text::default()
        },
    )
}
