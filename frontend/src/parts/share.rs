//! Shares in words, and drawn with their interval.

use leptos::prelude::*;
use shared::lang::Lang;
use shared::scorecard::figures::Share;

use crate::i18n::t;

/// A part of one in whole percent; a share that is not all is not shown as all, nor one that is not
/// nothing as nothing.
pub fn percent(value: f64) -> String {
    match format!("{:.0}%", value * 100.0).as_str() {
        "100%" if value < 1.0 => "99%".to_owned(),
        "0%" if value > 0.0 => "1%".to_owned(),
        shown => shown.to_owned(),
    }
}

/// A share in percent, or a dash where there are no cases.
pub fn of(share: Share) -> String {
    share.value().map_or_else(|| "–".to_owned(), percent)
}

/// The interval of a share in words.
pub fn interval(lang: Lang, share: Share) -> Option<String> {
    let (low, high) = share.interval()?;
    Some(t::scored::interval_of(lang, percent(low), percent(high)))
}

/// The width of the drawing; every place in it is in parts of this.
const WIDE: f64 = 400.0;

/// The share on a line from 0 to 100 %, its interval as a band, and where the middle of all
/// agencies is. What it shows stands in words beside it.
pub fn drawn(lang: Lang, share: Share, middle: Option<f64>) -> Option<AnyView> {
    let (low, high) = share.interval()?;
    let value = share.value()?;
    // The drawing runs with the text: from the right in Arabic.
    let at = |part: f64| match lang {
        Lang::Ar => (1.0 - part) * WIDE,
        Lang::En => part * WIDE,
    };
    let place = |x: f64| format!("{x:.1}");
    let (from, to) = (at(low).min(at(high)), at(low).max(at(high)));
    let mark = middle.map(|middle| {
        let x = place(at(middle));
        view! { <path class="mid" d=format!("M{x} 2V30")></path> }
    });
    Some(
        view! {
            <svg class="ci" viewBox="0 0 400 32" aria-hidden="true" focusable="false">
                <rect class="tr" x="0" y="12" width="400" height="8" rx="2"></rect>
                <rect class="in" x=place(from) y="7" width=place(to - from) height="18" rx="4"></rect>
                {mark}
                <rect class="at" x=place(at(value) - 2.0) y="3" width="4" height="26" rx="2"></rect>
            </svg>
        }
        .into_any(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_all_is_all_and_only_nothing_is_nothing() {
        for (value, wanted) in [
            (0.0, "0%"),
            (0.001, "1%"),
            (0.126, "13%"),
            (0.5, "50%"),
            (0.996, "99%"),
            (1.0, "100%"),
        ] {
            assert_eq!(percent(value), wanted, "{value}");
        }
        assert_eq!(of(Share::default()), "–");
    }
}
