//! The choice of a template beside an answer. Its button comes after the one that sends: Enter in a
//! field must not choose a template.

use leptos::prelude::*;
use shared::input::FieldError;
use shared::lang::Lang;
use shared::template::Placeholder;
use shared::view::templates::TemplateChoice;

use super::field::{self, Choice};
use super::{desk, errors};
use crate::i18n::t;

/// For one suggestion; nothing where the agency has no template. `action` is the address that gives
/// the form back with the text in it.
pub fn choose(
    lang: Lang,
    templates: &[TemplateChoice],
    faults: &[FieldError],
    action: &str,
) -> Option<AnyView> {
    chooser(
        lang,
        templates,
        faults,
        (action, t::templates::choose_hint(lang)),
    )
}

/// For many suggestions at once.
pub fn choose_for_many(
    lang: Lang,
    templates: &[TemplateChoice],
    faults: &[FieldError],
    action: &str,
) -> Option<AnyView> {
    chooser(
        lang,
        templates,
        faults,
        (action, t::templates::many_hint(lang)),
    )
}

fn chooser(
    lang: Lang,
    templates: &[TemplateChoice],
    faults: &[FieldError],
    (action, hint): (&str, &str),
) -> Option<AnyView> {
    let mut choices = vec![(String::new(), t::templates::choose_none(lang).to_owned())];
    choices.extend(templates.iter().map(|one| {
        let words = format!("{} · {}", desk::kind(lang, one.kind), one.label);
        (one.id.clone(), words)
    }));
    let select = Choice {
        id: "template".to_owned(),
        name: "template",
        label: t::templates::choose(lang).to_owned(),
        hint: Some(hint.to_owned()),
        error: errors::of(lang, faults, "template"),
        choices,
        ..Choice::default()
    };
    (!templates.is_empty()).then(|| {
        view! {
            {field::select(lang, select)}
            <p>
                <button class="btn alt" type="submit" name="with" value="template" formaction=action.to_owned()>
                    {t::templates::choose_send(lang)}
                </button>
            </p>
        }
        .into_any()
    })
}

/// The names that are filled in, each with what it stands for.
pub fn placeholders(lang: Lang) -> AnyView {
    let rows = Placeholder::ALL
        .iter()
        .map(|name| {
            let words = match name {
                Placeholder::Reference => t::templates::stands_reference(lang),
                Placeholder::Title => t::templates::stands_title(lang),
                Placeholder::Topic => t::templates::stands_topic(lang),
                Placeholder::Agency => t::templates::stands_agency(lang),
            };
            let name = format!("{{{name}}}");
            view! { <div><dt><code dir="ltr">{name}</code></dt><dd>{words}</dd></div> }
        })
        .collect_view();
    view! { <dl class="dues">{rows}</dl> }.into_any()
}
