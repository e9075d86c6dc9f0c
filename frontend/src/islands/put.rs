//! Sends a list to the API and understands the answer.

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Headers, RequestInit, Response};

use super::json::Json;

/// What became of a save.
#[derive(Debug, PartialEq)]
pub enum Outcome {
    /// Stored; the list's version now.
    Saved(u32),
    /// The list was changed elsewhere meanwhile.
    Stale(Current),
    /// The topic takes no lists any more: why, and the list that stands.
    Closed(Current),
    /// These, by their place from 0, can be on no list any more.
    LeaveOut(Vec<usize>),
    /// The key came before with another body.
    KeyUsed,
    /// Nobody is signed in, or another person.
    SignedOut,
    /// Refused, in words.
    Refused(String),
    /// Nobody knows: ask again with the same key.
    Unknown,
}

/// The list as it is stored.
#[derive(Debug, Clone, PartialEq)]
pub struct Current {
    pub version: u32,
    pub entries: Vec<Listed>,
}

/// A suggestion on the stored list.
#[derive(Debug, Clone, PartialEq)]
pub struct Listed {
    pub reference: String,
    /// Empty for one that is out of public.
    pub title: String,
    pub lang: String,
    pub dir: String,
    pub state: String,
}

/// A save, to be sent again as it is until it is answered.
#[derive(Debug, Clone, PartialEq)]
pub struct Save {
    pub key: String,
    pub version: u32,
    /// References, the first priority first.
    pub entries: Vec<String>,
}

impl Save {
    /// A save of references in their order, over a version, with a key of its own.
    pub fn of(version: u32, entries: Vec<String>) -> Save {
        Save {
            key: key(),
            version,
            entries,
        }
    }

    /// Whether it can have been written by this page: nothing in it needs escaping.
    pub fn is_sound(&self, max: usize) -> bool {
        (8..=100).contains(&self.key.len())
            && self.key.bytes().all(|byte| byte.is_ascii_hexdigit())
            && self.entries.len() <= max
            && self.entries.iter().all(|one| is_reference(one))
    }

    /// Its references as they stand in JSON.
    pub fn list(&self) -> String {
        match self.entries.is_empty() {
            true => "[]".to_owned(),
            false => format!("[\"{}\"]", self.entries.join("\",\"")),
        }
    }

    fn body(&self, owner: &str) -> String {
        let (version, entries) = (self.version, self.list());
        format!(r#"{{"version":{version},"entries":{entries},"owner":"{owner}"}}"#)
    }
}

/// Letters, digits and dashes.
pub fn is_reference(text: &str) -> bool {
    (1..=20).contains(&text.len())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

/// Thirty-two random digits.
fn key() -> String {
    let mut bytes = [0_u8; 16];
    if let Some(crypto) = web_sys::window().and_then(|window| window.crypto().ok()) {
        // Also there on plain http, where randomUUID is not.
        let _ = crypto.get_random_values_with_u8_array(&mut bytes);
    }
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Sends a save of the person that `owner` stands for.
pub async fn send(url: &str, lang: &str, owner: &str, save: &Save) -> Outcome {
    match try_send(url, lang, owner, save).await {
        Ok((status, text)) => understood(status, &text),
        Err(_) => Outcome::Unknown,
    }
}

async fn try_send(
    url: &str,
    lang: &str,
    owner: &str,
    save: &Save,
) -> Result<(u16, String), JsValue> {
    let headers = Headers::new()?;
    headers.set("Content-Type", "application/json")?;
    headers.set("Accept-Language", lang)?;
    headers.set("Idempotency-Key", &save.key)?;
    let options = RequestInit::new();
    options.set_method("PUT");
    options.set_headers(&headers);
    options.set_body(&JsValue::from_str(&save.body(owner)));
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let sent = JsFuture::from(window.fetch_with_str_and_init(url, &options)).await?;
    let response: Response = sent.dyn_into()?;
    let text = JsFuture::from(response.text()?).await?;
    Ok((response.status(), text.as_string().unwrap_or_default()))
}

/// What an answer says. One that is not the API's, such as a page of the network that wants to be
/// signed in to, says nothing.
fn understood(status: u16, text: &str) -> Outcome {
    let Some(answer) = Json::parse(text) else {
        return Outcome::Unknown;
    };
    let code = answer.text("code");
    match status {
        200 => answer
            .number("version")
            .map_or(Outcome::Unknown, Outcome::Saved),
        401 => Outcome::SignedOut,
        408 | 425 | 429 | 500.. => Outcome::Unknown,
        409 => match (current(&answer), code == "stale") {
            (None, _) => Outcome::Refused(answer.text("title")),
            (Some(current), true) => Outcome::Stale(current),
            (Some(current), false) => Outcome::Closed(current),
        },
        _ if code == "key_reused" => Outcome::KeyUsed,
        _ => {
            let fields = answer.list("fields");
            let places: Vec<usize> = fields
                .iter()
                .filter_map(|one| place(&one.text("field")))
                .collect();
            match places.is_empty() {
                true => Outcome::Refused(answer.text("title")),
                false => Outcome::LeaveOut(places),
            }
        }
    }
}

fn current(answer: &Json) -> Option<Current> {
    let current = answer.field("current");
    let entries = current.list("entries").into_iter().map(|one| Listed {
        reference: one.text("reference"),
        title: one.text("title"),
        lang: one.text("lang"),
        dir: one.text("dir"),
        state: one.text("state"),
    });
    Some(Current {
        version: current.number("version")?,
        entries: entries.collect(),
    })
}

/// The place from 0 in `entries[3]`.
fn place(field: &str) -> Option<usize> {
    let place = field.strip_prefix("entries[")?.strip_suffix(']')?;
    place.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_names_its_place() {
        assert_eq!(place("entries[0]"), Some(0));
        assert_eq!(place("entries[12]"), Some(12));
        for other in ["entries", "entries[]", "entries[-1]", "version"] {
            assert_eq!(place(other), None, "{other}");
        }
    }

    #[test]
    fn a_body_is_json() {
        let save = |entries: &[&str]| Save {
            key: "0123456789abcdef".into(),
            version: 4,
            entries: entries.iter().map(|&one| one.to_owned()).collect(),
        };
        let body = save(&["S-1", "S-2"]).body("ab12");
        assert_eq!(
            body,
            r#"{"version":4,"entries":["S-1","S-2"],"owner":"ab12"}"#
        );
        assert_eq!(
            save(&[]).body(""),
            r#"{"version":4,"entries":[],"owner":""}"#
        );
        assert!(save(&["S-1"]).is_sound(1));
        assert!(!save(&["S-1", "S-2"]).is_sound(1), "too many");
        assert!(!save(&["S\"1"]).is_sound(9), "not a reference");
    }
}
