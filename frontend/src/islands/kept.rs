//! An order that is not saved yet, kept in this browser until it is.

use super::json::{Json, quoted};
use super::put::{Save, is_reference};
use super::words::{OrderEntry, OrderForm, references};

/// What is kept: the save that was never answered, and the order as it is now.
#[derive(Debug, Clone, PartialEq)]
pub struct Kept {
    pub sent: Save,
    pub now: Vec<OrderEntry>,
}

/// The name under which a list is kept. It holds what stands for the person, so that another one on
/// the same browser neither sees nor sends what is kept here.
fn name(form: &OrderForm) -> String {
    format!("list {} {}", form.api, form.owner)
}

/// A browser may refuse to store anything: then an order lasts as long as its page.
fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok()?
}

/// Keeps an order; false where nothing can be kept.
pub fn keep(form: &OrderForm, kept: &Kept) -> bool {
    let text = written(kept);
    storage().is_some_and(|storage| storage.set_item(&name(form), &text).is_ok())
}

/// What is kept for this person, if it makes sense; what does not is thrown away.
pub fn read(form: &OrderForm) -> Option<Kept> {
    let storage = storage()?;
    let text = storage.get_item(&name(form)).ok()??;
    let kept = parse(&text, form);
    if kept.is_none() {
        let _ = storage.remove_item(&name(form));
    }
    kept
}

/// Forgets a save; what another tab keeps by now stays.
pub fn forget(form: &OrderForm, key: &str) {
    if read(form).is_some_and(|kept| kept.sent.key == key)
        && let Some(storage) = storage()
    {
        let _ = storage.remove_item(&name(form));
    }
}

fn written(kept: &Kept) -> String {
    let Save { key, version, .. } = &kept.sent;
    let now: Vec<String> = kept
        .now
        .iter()
        .map(|one| {
            let OrderEntry {
                reference,
                title,
                lang,
                dir,
                note,
                ..
            } = one;
            let shown = if one.user_text { "1" } else { "0" };
            let texts = [reference, title, lang, dir, note].map(|text| quoted(text));
            format!("{{\"of\":[{},\"{shown}\"]}}", texts.join(","))
        })
        .collect();
    let (list, now) = (kept.sent.list(), now.join(","));
    format!(r#"{{"key":"{key}","version":{version},"sent":{list},"now":[{now}]}}"#)
}

fn parse(text: &str, form: &OrderForm) -> Option<Kept> {
    let json = Json::parse(text).filter(Json::is_object)?;
    let sent = Save {
        key: json.text("key"),
        version: json.number("version")?,
        entries: json.texts("sent")?,
    };
    let now = json.list("now").into_iter().map(|one| {
        let of: [String; 6] = one.texts("of")?.try_into().ok()?;
        let [reference, title, lang, dir, note, shown] = of;
        Some(OrderEntry {
            href: form.page_of(&reference),
            user_text: shown == "1",
            reference,
            title,
            lang,
            dir,
            note,
        })
    });
    let now: Vec<OrderEntry> = now.collect::<Option<_>>()?;
    (sent.is_sound(form.max) && is_sound(&references(&now), form.max)).then_some(Kept { sent, now })
}

/// References, none of them twice, and no more than a list holds.
fn is_sound(order: &[String], max: usize) -> bool {
    let is_first = |at: usize, one: &String| !order.iter().take(at).any(|earlier| earlier == one);
    order.len() <= max
        && order
            .iter()
            .enumerate()
            .all(|(at, one)| is_reference(one) && is_first(at, one))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_is_sound_or_not() {
        let order = |order: &[&str]| order.iter().map(|&one| one.to_owned()).collect::<Vec<_>>();
        assert!(is_sound(&[], 2));
        assert!(is_sound(&order(&["S-1", "S-2"]), 2));
        for wrong in [&["S-1", "S-1"][..], &["S-1", "S-2", "S-3"], &["\"}"], &[""]] {
            assert!(!is_sound(&order(wrong), 2), "{wrong:?}");
        }
    }
}
