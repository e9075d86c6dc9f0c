//! The forms of a holiday and of a weekend. Sending one leads to a page that says what would move.

use leptos::prelude::*;
use shared::calendar::day_of;
use shared::input::{FieldError, HOLIDAY_STATUSES};
use shared::lang::Lang;
use shared::view::calendar::{HolidayForm, WeekForm};

use super::base;
use crate::i18n::t;
use crate::layout::Page;
use crate::parts::calendar::weekday;
use crate::parts::field::{self, Choice, Kind, Text};
use crate::parts::{desk, errors};

/// Where the form of a holiday is sent.
pub(super) fn holiday_at(lang: Lang, stored: Option<&str>) -> String {
    format!("{}/holidays/{}", base(lang), stored.unwrap_or("new"))
}

/// Where the form of a weekend is sent.
pub(super) fn week_at(lang: Lang, stored: Option<jiff::civil::Date>) -> String {
    let week = stored.map_or_else(|| "new".to_owned(), |from| from.to_string());
    format!("{}/weeks/{week}", base(lang))
}

/// `GET /{lang}/steward/calendar/holidays/{holiday}`
pub fn holiday(lang: Lang, view: HolidayForm) -> Page {
    let title = match view.stored {
        Some(_) => t::calendar::alter_title(lang),
        None => t::calendar::add_title(lang),
    };
    let draft = &view.draft;
    let line = |name, label: &str, value: &str| Text {
        error: errors::of(lang, &view.errors, name),
        ..text(name, label, value)
    };
    let words = |status: &str| match status {
        "estimated" => t::calendar::status_estimated(lang),
        _ => t::calendar::status_announced(lang),
    };
    let fields = view! {
        <div class="pair">
            {field::text(lang, line("name_ar", t::calendar::field_name_ar(lang), &draft.name_ar))}
            {field::text(lang, line("name_en", t::calendar::field_name_en(lang), &draft.name_en))}
        </div>
        <div class="pair">
            {field::text(lang, Text {
                kind: Kind::Day,
                ..line("first_day", t::calendar::field_first_day(lang), &draft.first_day)
            })}
            {field::text(lang, Text {
                kind: Kind::Day,
                optional: true,
                hint: Some(t::calendar::last_day_hint(lang).to_owned()),
                ..line("last_day", t::calendar::field_last_day(lang), &draft.last_day)
            })}
        </div>
        {field::radios(lang, Choice {
            id: "status".to_owned(),
            name: "status",
            label: t::calendar::field_status(lang).to_owned(),
            value: draft.status.clone(),
            error: errors::of(lang, &view.errors, "status"),
            choices: HOLIDAY_STATUSES
                .iter()
                .map(|status| ((*status).to_owned(), words(status).to_owned()))
                .collect(),
            ..Choice::default()
        })}
        <div class="pair">
            {field::text(lang, Text {
                hint: Some(t::calendar::source_hint(lang).to_owned()),
                max: Some(300),
                ..line("source_ar", t::calendar::field_source_ar(lang), &draft.source_ar)
            })}
            {field::text(lang, Text {
                hint: Some(t::calendar::source_hint(lang).to_owned()),
                max: Some(300),
                ..line("source_en", t::calendar::field_source_en(lang), &draft.source_en)
            })}
        </div>
        {link(lang, &view.errors, &draft.link)}
    };
    let at = holiday_at(lang, view.stored.as_deref());
    let sent = Sent {
        at,
        version: view.version,
        stale: view.stale,
        errors: &view.errors,
    };
    form(lang, title, sent, fields.into_any())
}

/// `GET /{lang}/steward/calendar/weeks/{week}`
pub fn week(lang: Lang, view: WeekForm) -> Page {
    let title = match view.stored {
        Some(_) => t::calendar::week_alter_title(lang),
        None => t::calendar::week_title(lang),
    };
    let draft = &view.draft;
    let fault = errors::of(lang, &view.errors, "sunday");
    let faulty = fault.is_some();
    let fault = fault.map(|fault| {
        view! {
            <p class="error" id="days-off-error">
                <span class="vh">{t::field::error(lang)} " "</span>
                {fault}
            </p>
        }
    });
    let days: Vec<_> = draft
        .ticked()
        .into_iter()
        .filter_map(|(name, ticked)| {
            let words = weekday(lang, day_of(name)?).to_owned();
            Some(field::checkbox(name.to_owned(), name, words, ticked))
        })
        .collect();
    let fields = view! {
        {field::text(lang, Text {
            kind: Kind::Day,
            hint: Some(t::calendar::from_day_hint(lang).to_owned()),
            error: errors::of(lang, &view.errors, "from_day"),
            ..text("from_day", t::calendar::field_from_day(lang), &draft.from_day)
        })}
        <fieldset
            class="field"
            class:faulty=faulty
            aria-describedby=faulty.then_some("days-off-error")
        >
            <legend>{t::calendar::field_days_off(lang)}</legend>
            {fault}
            {days}
        </fieldset>
        {from_where(lang, &view.errors, &draft.source, &draft.link)}
    };
    let sent = Sent {
        at: week_at(lang, view.stored),
        version: view.version,
        stale: view.stale,
        errors: &view.errors,
    };
    form(lang, title, sent, fields.into_any())
}

fn text(name: &'static str, label: &str, value: &str) -> Text {
    Text {
        id: name.to_owned(),
        name,
        label: label.to_owned(),
        value: value.to_owned(),
        ..Text::default()
    }
}

fn from_where(lang: Lang, faults: &[FieldError], source: &str, typed: &str) -> AnyView {
    view! {
        {field::text(lang, Text {
            hint: Some(t::calendar::source_hint(lang).to_owned()),
            error: errors::of(lang, faults, "source"),
            max: Some(300),
            ..text("source", t::calendar::field_source(lang), source)
        })}
        {link(lang, faults, typed)}
    }
    .into_any()
}

/// The address at which the source can be read.
fn link(lang: Lang, faults: &[FieldError], typed: &str) -> AnyView {
    field::text(
        lang,
        Text {
            kind: Kind::Link,
            optional: true,
            error: errors::of(lang, faults, "link"),
            ..text("link", t::calendar::field_link(lang), typed)
        },
    )
}

/// Where a form is sent, and what came of it before.
struct Sent<'a> {
    at: String,
    version: i32,
    stale: bool,
    errors: &'a [FieldError],
}

fn form(lang: Lang, title: &'static str, sent: Sent<'_>, fields: AnyView) -> Page {
    let main = view! {
        <div class="wrap section stack">
            <h1>{title}</h1>
            {sent.stale.then(|| desk::stale(t::calendar::stale(lang)))}
            {errors::summary_of(lang, sent.errors)}
            <form class="stack" method="post" action=sent.at>
                {field::hidden("version", sent.version.to_string())}
                {fields}
                <p class="row">
                    <button class="btn" type="submit">{t::calendar::go_on(lang)}</button>
                    <a href=base(lang)>{t::calendar::back(lang)}</a>
                </p>
            </form>
        </div>
    };
    Page::plain(title, main).wide()
}
