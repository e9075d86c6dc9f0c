//! Labelled fields of forms: hint, fault and words are tied to the field for those who hear it.
//!
//! Fields carry no `required` or `maxlength`: browsers would say so in their own language, and cut
//! what is pasted without a word. The server checks and answers in the page's language.

use leptos::prelude::*;
use shared::lang::{Lang, detect};

use crate::i18n::t;

/// What is typed into a field of one line.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Kind {
    /// Free text of any language: its direction follows what is typed.
    #[default]
    Free,
    /// A sign-in name.
    SignInName,
    /// Never written back.
    Password,
    /// One that is being chosen; never written back.
    NewPassword,
    /// An e-mail address, left to right.
    Address,
    /// A web address, left to right.
    Link,
    /// A whole number.
    Number,
    /// A day.
    Day,
}

/// A field for text. `..Text::default()` fills what is not needed.
#[derive(Debug, Clone, Default)]
pub struct Text {
    /// Unique on the page; the error summary leads to it.
    pub id: String,
    pub name: &'static str,
    pub label: String,
    /// May be left empty: the label says so.
    pub optional: bool,
    pub hint: Option<String>,
    /// What was typed.
    pub value: String,
    /// What is wrong with it.
    pub error: Option<String>,
    /// The most characters: said under the field.
    pub max: Option<u32>,
    /// Lines shown: for [`textarea`] alone.
    pub rows: u32,
    /// For [`text`] alone.
    pub kind: Kind,
}

/// A field with given choices. The first choice may have an empty value.
#[derive(Debug, Clone, Default)]
pub struct Choice {
    /// Unique on the page; the error summary leads to it.
    pub id: String,
    pub name: &'static str,
    pub label: String,
    pub optional: bool,
    pub hint: Option<String>,
    /// The value chosen.
    pub value: String,
    pub error: Option<String>,
    /// Value and words of each choice.
    pub choices: Vec<(String, String)>,
}

/// A field of one line.
pub fn text(lang: Lang, field: Text) -> AnyView {
    let notes = Notes::of(lang, &field.id, field.hint, field.error, field.max);
    let (kind, dir, autocomplete) = match field.kind {
        Kind::Free => ("text", Some("auto"), "off"),
        Kind::SignInName => ("text", Some("auto"), "username"),
        Kind::Password => ("password", None, "current-password"),
        Kind::NewPassword => ("password", None, "new-password"),
        // Not `email`: browsers would refuse Arabic digits and hosts in words of their own.
        Kind::Address => ("text", Some("ltr"), "email"),
        Kind::Link => ("url", Some("ltr"), "url"),
        Kind::Number => ("text", None, "off"),
        Kind::Day => ("date", None, "off"),
    };
    let inputmode = match field.kind {
        Kind::Number => Some("numeric"),
        Kind::Address => Some("email"),
        _ => None,
    };
    let exact = matches!(field.kind, Kind::SignInName | Kind::Address);
    let written = written_in(lang, field.name, field.kind, &field.value);
    let secret = matches!(field.kind, Kind::Password | Kind::NewPassword);
    let value = (!secret).then_some(field.value);
    view! {
        <div class="field" class:faulty=notes.faulty>
            {label(lang, field.id.clone(), field.label, field.optional)}
            {notes.before}
            <input
                type=kind
                id=field.id
                name=field.name
                value=value
                lang=written
                dir=dir
                inputmode=inputmode
                autocomplete=autocomplete
                autocapitalize=exact.then_some("none")
                spellcheck=exact.then_some("false")
                aria-describedby=notes.ids
                aria-invalid=notes.invalid
            />
            {notes.after}
        </div>
    }
    .into_any()
}

/// A field of several lines.
pub fn textarea(lang: Lang, field: Text) -> AnyView {
    let notes = Notes::of(lang, &field.id, field.hint, field.error, field.max);
    view! {
        <div class="field" class:faulty=notes.faulty>
            {label(lang, field.id.clone(), field.label, field.optional)}
            {notes.before}
            <textarea
                id=field.id
                name=field.name
                rows=field.rows.max(3).to_string()
                lang=written_in(lang, field.name, Kind::Free, &field.value)
                dir="auto"
                aria-describedby=notes.ids
                aria-invalid=notes.invalid
                inner_html=area_content(&field.value)
            ></textarea>
            {notes.after}
        </div>
    }
    .into_any()
}

/// A drop-down.
pub fn select(lang: Lang, field: Choice) -> AnyView {
    let notes = Notes::of(lang, &field.id, field.hint, field.error, None);
    let chosen = field.value;
    let options = field
        .choices
        .into_iter()
        .map(|(value, words)| {
            let selected = value == chosen;
            view! { <option value=value selected=selected>{words}</option> }
        })
        .collect_view();
    view! {
        <div class="field" class:faulty=notes.faulty>
            {label(lang, field.id.clone(), field.label, field.optional)}
            {notes.before}
            <select
                id=field.id
                name=field.name
                aria-describedby=notes.ids
                aria-invalid=notes.invalid
            >
                {options}
            </select>
            {notes.after}
        </div>
    }
    .into_any()
}

/// Radio buttons under one question. The first one has the field's id.
pub fn radios(lang: Lang, field: Choice) -> AnyView {
    let notes = Notes::of(lang, &field.id, field.hint, field.error, None);
    let (id, name, chosen) = (field.id, field.name, field.value);
    let buttons = field
        .choices
        .into_iter()
        .enumerate()
        .map(|(at, (value, words))| {
            let id = if at == 0 {
                id.clone()
            } else {
                format!("{id}-{at}")
            };
            let checked = value == chosen;
            view! {
                <label class="choice" for=id.clone()>
                    <input type="radio" id=id.clone() name=name value=value checked=checked/>
                    <span>{words}</span>
                </label>
            }
        })
        .collect_view();
    view! {
        <fieldset
            class="field"
            class:faulty=notes.faulty
            aria-describedby=notes.ids
            aria-invalid=notes.invalid
        >
            <legend>{field.label}{optional_mark(lang, field.optional)}</legend>
            {notes.before}
            {buttons}
            {notes.after}
        </fieldset>
    }
    .into_any()
}

/// One box to tick; sends `value=yes` when ticked.
pub fn checkbox(id: String, name: &'static str, label: String, ticked: bool) -> AnyView {
    view! {
        <div class="field">
            <label class="choice" for=id.clone()>
                <input type="checkbox" id=id.clone() name=name value="yes" checked=ticked/>
                <span>{label}</span>
            </label>
        </div>
    }
    .into_any()
}

/// [`checkbox`] that must be ticked, with what is wrong when it was not.
pub fn agreement(
    lang: Lang,
    id: String,
    name: &'static str,
    label: impl IntoView + 'static,
    ticked: bool,
    error: Option<String>,
) -> AnyView {
    let notes = Notes::of(lang, &id, None, error, None);
    view! {
        <div class="field" class:faulty=notes.faulty>
            {notes.before}
            <label class="choice" for=id.clone()>
                <input
                    type="checkbox"
                    id=id.clone()
                    name=name
                    value="yes"
                    checked=ticked
                    aria-describedby=notes.ids
                    aria-invalid=notes.invalid
                />
                <span>{label}</span>
            </label>
        </div>
    }
    .into_any()
}

/// A value that a form carries along.
pub fn hidden(name: &'static str, value: impl Into<String>) -> AnyView {
    let value: String = value.into();
    view! { <input type="hidden" name=name value=value/> }.into_any()
}

fn label(lang: Lang, id: String, words: String, optional: bool) -> impl IntoView {
    view! { <label for=id>{words}{optional_mark(lang, optional)}</label> }
}

fn optional_mark(lang: Lang, optional: bool) -> Option<impl IntoView> {
    optional.then(|| view! { " " <span class="muted">{t::field::optional(lang)}</span> })
}

/// Hint and fault before the field, the limit after it, and how the field refers to them.
struct Notes {
    before: AnyView,
    after: AnyView,
    ids: Option<String>,
    invalid: Option<&'static str>,
    faulty: bool,
}

impl Notes {
    fn of(
        lang: Lang,
        id: &str,
        hint: Option<String>,
        error: Option<String>,
        max: Option<u32>,
    ) -> Notes {
        let faulty = error.is_some();
        let mut ids = Vec::new();
        let hint = hint.map(|hint| {
            let id = format!("{id}-hint");
            ids.push(id.clone());
            view! { <p class="hint" id=id>{hint}</p> }
        });
        let error = error.map(|error| {
            let id = format!("{id}-error");
            ids.push(id.clone());
            view! {
                <p class="error" id=id>
                    <span class="vh">{t::field::error(lang)} " "</span>
                    {error}
                </p>
            }
        });
        let limit = max.map(|max| {
            let id = format!("{id}-limit");
            ids.push(id.clone());
            view! { <p class="hint small" id=id>{t::field::at_most(lang, i64::from(max))}</p> }
        });
        Notes {
            before: view! { {hint}{error} }.into_any(),
            after: view! { {limit} }.into_any(),
            ids: (!ids.is_empty()).then(|| ids.join(" ")),
            invalid: faulty.then_some("true"),
            faulty,
        }
    }
}

/// The language of what was typed, where it is not the page's: that of the field where its name says
/// so, however much another language is quoted in it.
fn written_in(lang: Lang, name: &str, kind: Kind, value: &str) -> Option<&'static str> {
    if kind != Kind::Free {
        return None;
    }
    let named = Lang::ALL
        .into_iter()
        .find(|one| name.rsplit('_').next() == Some(one.code()));
    let written = match named {
        Some(named) => named.code(),
        None => detect(value, lang).html_lang(),
    };
    (written != lang.code()).then_some(written)
}

/// The text of a textarea as HTML. A browser drops one line break at its beginning: it is given
/// one to drop.
fn area_content(value: &str) -> String {
    let escaped = value
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;");
    format!("\n{escaped}")
}

#[cfg(test)]
mod tests;
