//! Line icons, only where they carry meaning; always beside words.

use leptos::prelude::*;

/// An icon by its path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Icon {
    Tick,
    Cross,
    Eye,
    Dots,
}

/// Draws an icon, hidden from readers that hear the page.
pub fn icon(icon: Icon) -> impl IntoView {
    let path = match icon {
        Icon::Tick => "m5 12.5 4.5 4.5L19 7.5",
        Icon::Cross => "M6 6l12 12M18 6 6 18",
        Icon::Eye => {
            "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 14.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z"
        }
        Icon::Dots => "M6 12h.01M12 12h.01M18 12h.01",
    };
    view! {
        <svg class="line" viewBox="0 0 24 24" aria-hidden="true">
            <path d=path></path>
        </svg>
    }
}
