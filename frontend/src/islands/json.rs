//! Reads JSON by the browser's own reader, which weighs nothing.

use js_sys::{Array, JSON, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// A value; what is not there is undefined.
pub struct Json(JsValue);

impl Json {
    /// None for a text that is not JSON.
    pub fn parse(text: &str) -> Option<Json> {
        JSON::parse(text).ok().map(Json)
    }

    pub fn field(&self, name: &str) -> Json {
        Json(Reflect::get(&self.0, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED))
    }

    /// The text; empty for what is none.
    pub fn text(&self, name: &str) -> String {
        self.field(name).0.as_string().unwrap_or_default()
    }

    /// A whole number that is not negative.
    pub fn number(&self, name: &str) -> Option<u32> {
        // By its digits: a number of JavaScript is not always whole.
        JSON::stringify(&self.field(name).0)
            .ok()
            .and_then(|digits| String::from(digits).parse().ok())
    }

    /// The values of a list; none for what is none.
    pub fn list(&self, name: &str) -> Vec<Json> {
        let list = self.field(name).0.dyn_into::<Array>();
        list.map(|list| list.iter().map(Json).collect())
            .unwrap_or_default()
    }

    pub fn is_object(&self) -> bool {
        self.0.is_object()
    }

    /// The texts of a list; None when one is not a text.
    pub fn texts(&self, name: &str) -> Option<Vec<String>> {
        self.list(name)
            .iter()
            .map(|one| one.0.as_string())
            .collect()
    }
}

/// A text as it stands in JSON.
pub fn quoted(text: &str) -> String {
    JSON::stringify(&JsValue::from_str(text)).map_or_else(|_| "\"\"".to_owned(), String::from)
}
