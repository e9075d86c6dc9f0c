//! What is wrong with a form, above it and in words.

use leptos::prelude::*;
use shared::input::{FieldError, code};
use shared::lang::Lang;

use crate::i18n::{find, number, t};

/// The sentence of a fault: the words of `errors.<code>` with its limits filled in. What is missing
/// is asked for by name where `missing.<field>` has words for it: two lines "fill this in" one
/// below the other would say nothing to who only hears them.
pub fn message(lang: Lang, error: &FieldError) -> String {
    if error.code == code::TEXT_EMPTY
        && let Some(words) = find(lang, &format!("missing.{}", error.field), &[])
    {
        return words;
    }
    if error.code == code::WAIT {
        return wait(lang, error.max.unwrap_or_default());
    }
    if error.code == code::WORK {
        return t::limits::work_asked(lang).to_owned();
    }
    let limit = |limit: Option<u32>| number(i64::from(limit.unwrap_or_default()));
    let values = [("max", limit(error.max)), ("min", limit(error.min))];
    find(lang, &format!("errors.{}", error.code), &values).unwrap_or_else(|| error.code.to_owned())
}

/// Why somebody has to wait, and how long: in seconds up to a minute and a half, then in minutes.
pub fn wait(lang: Lang, seconds: u32) -> String {
    match seconds {
        0..=90 => t::limits::wait_seconds(lang, i64::from(seconds)),
        more => t::limits::wait_minutes(lang, i64::from(more.div_ceil(60))),
    }
}

/// The sentence of a field's first fault, for [`super::field`].
pub fn of(lang: Lang, errors: &[FieldError], field: &str) -> Option<String> {
    errors
        .iter()
        .find(|error| error.field == field)
        .map(|error| message(lang, error))
}

/// The summary of a form whose fields have their names as ids.
pub fn summary_of(lang: Lang, errors: &[FieldError]) -> Option<AnyView> {
    let faults: Vec<_> = errors
        .iter()
        .map(|error| (error.field, message(lang, error)))
        .collect();
    summary(lang, &faults)
}

/// The summary above a form: each fault (id of the field, sentence) leads to its field. A fault
/// with an empty id belongs to the whole form. Nothing without faults.
pub fn summary(lang: Lang, faults: &[(&str, String)]) -> Option<AnyView> {
    if faults.is_empty() {
        return None;
    }
    let items = faults
        .iter()
        .map(|(id, sentence)| {
            let sentence = sentence.clone();
            match id.is_empty() {
                true => view! { <li>{sentence}</li> }.into_any(),
                false => view! { <li><a href=format!("#{id}")>{sentence}</a></li> }.into_any(),
            }
        })
        .collect_view();
    let count = i64::try_from(faults.len()).unwrap_or(i64::MAX);
    Some(
        view! {
            <div class="errors" role="alert" tabindex="-1" aria-labelledby="errors-title">
                <h2 id="errors-title">{t::field::faults(lang, count)}</h2>
                <ul>{items}</ul>
            </div>
        }
        .into_any(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_fault_leads_to_its_field() {
        assert!(summary(Lang::En, &[]).is_none());
        let faults = [
            ("title", "Give a title".to_owned()),
            ("", "Try again".to_owned()),
        ];
        let html = summary(Lang::En, &faults).expect("faults").to_html();
        assert!(
            html.contains(r##"<a href="#title">Give a title</a>"##),
            "{html}"
        );
        assert!(
            html.contains(r#"role="alert""#) && html.contains("<li>Try again</li>"),
            "{html}"
        );
    }

    #[test]
    fn an_unknown_code_stands_for_itself() {
        let error = FieldError::new("title", "no_such_code");
        assert_eq!(message(Lang::Ar, &error), "no_such_code");
    }
}
