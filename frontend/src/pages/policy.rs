//! The participation policy: who may take part, and the only reasons for hiding.

use shared::lang::Lang;

use super::written;
use crate::i18n::t;
use crate::layout::Page;

const AR: &str = include_str!(concat!(env!("OUT_DIR"), "/pages/policy.ar.html"));
const EN: &str = include_str!(concat!(env!("OUT_DIR"), "/pages/policy.en.html"));

/// The page.
pub fn page(lang: Lang) -> Page {
    let html = match lang {
        Lang::Ar => AR,
        Lang::En => EN,
    };
    written::page(t::pages::policy(lang), html)
}
