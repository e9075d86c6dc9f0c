//! Sends a list to the API.

use js_sys::{JSON, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Headers, RequestInit, Response};

/// What became of a save.
pub enum Outcome {
    /// Stored; the list's version now.
    Saved(u32),
    /// The list was changed elsewhere meanwhile.
    Stale,
    /// Refused, in words.
    Refused(String),
    /// Nobody knows: ask again with the same key.
    Unknown,
}

/// A save, to be sent again as it is until it is answered.
#[derive(Clone)]
pub struct Save {
    pub key: String,
    pub body: String,
}

impl Save {
    /// A save of references in their order, over a version.
    pub fn of(version: u32, references: &[String]) -> Save {
        // References are letters, digits and dashes: nothing in them needs escaping.
        let body = format!(
            r#"{{"version":{version},"entries":["{}"]}}"#,
            references.join(r#"",""#)
        );
        let body = if references.is_empty() {
            body.replace(r#"[""]"#, "[]")
        } else {
            body
        };
        Save { key: key(), body }
    }
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

/// Sends a save.
pub async fn send(url: &str, lang: &str, save: &Save) -> Outcome {
    try_send(url, lang, save).await.unwrap_or(Outcome::Unknown)
}

async fn try_send(url: &str, lang: &str, save: &Save) -> Result<Outcome, JsValue> {
    let headers = Headers::new()?;
    headers.set("Content-Type", "application/json")?;
    headers.set("Accept-Language", lang)?;
    headers.set("Idempotency-Key", &save.key)?;
    let options = RequestInit::new();
    options.set_method("PUT");
    options.set_headers(&headers);
    options.set_body(&JsValue::from_str(&save.body));
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let sent = JsFuture::from(window.fetch_with_str_and_init(url, &options)).await?;
    let response: Response = sent.dyn_into()?;
    if response.status() >= 500 {
        return Ok(Outcome::Unknown);
    }
    let text = JsFuture::from(response.text()?)
        .await?
        .as_string()
        .unwrap_or_default();
    let answer = JSON::parse(&text)?;
    let field = |name: &str| Reflect::get(&answer, &JsValue::from_str(name));
    if response.ok() {
        let version = field("version")?
            .as_f64()
            .map(|version| format!("{version}"));
        return Ok(version
            .and_then(|v| v.parse().ok())
            .map_or(Outcome::Unknown, Outcome::Saved));
    }
    if field("code")?.as_string().as_deref() == Some("stale") {
        return Ok(Outcome::Stale);
    }
    Ok(Outcome::Refused(
        field("title")?.as_string().unwrap_or_default(),
    ))
}
