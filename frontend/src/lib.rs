//! Pages, parts and islands. With the feature `ssr` the server renders pages; with `hydrate` the
//! browser gets the islands alone.

// A page is one deeply nested type; the default limit of 128 is too low for that.
#![recursion_limit = "512"]

#[cfg(feature = "ssr")]
pub mod composed;
#[cfg(feature = "ssr")]
pub mod i18n;
pub mod islands;
#[cfg(feature = "ssr")]
pub mod layout;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod parts;

#[cfg(feature = "ssr")]
pub use i18n::words_of;

/// Wakes the islands of a page; called by the start script once the wasm is loaded.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
