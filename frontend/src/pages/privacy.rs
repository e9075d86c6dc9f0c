//! The words on personal data that everyone agrees to who registers.

use shared::lang::Lang;

use super::written;
use crate::i18n::t;
use crate::layout::Page;

const AR: &str = include_str!(concat!(env!("OUT_DIR"), "/pages/privacy.ar.html"));
const EN: &str = include_str!(concat!(env!("OUT_DIR"), "/pages/privacy.en.html"));

/// The page.
pub fn page(lang: Lang) -> Page {
    let html = match lang {
        Lang::Ar => AR,
        Lang::En => EN,
    };
    written::page(t::pages::privacy(lang), html)
}
