//! What a published count is shown with.

use leptos::prelude::*;
use shared::lang::Lang;
use shared::view::count::{CountRow, FileLine};

use super::text;
use crate::i18n::{number, t};

/// The steps of a bar.
const STEPS: u64 = 20;

/// On how many lists each suggestion stands at each place, as small bars of one scale.
pub fn bars(lang: Lang, rows: &[CountRow], places: u32) -> impl IntoView + use<> {
    let most = rows.iter().flat_map(|row| &row.places).max().copied();
    let most = most.unwrap_or_default();
    let rows: Vec<_> = rows
        .iter()
        .map(|row| {
            let cells: Vec<_> = row
                .places
                .iter()
                .map(|lists| {
                    view! { <td class="n">{bar(*lists, most)} {number(whole(*lists))}</td> }
                })
                .collect();
            view! { <tr><th scope="row">{title(lang, row)}</th>{cells}</tr> }
        })
        .collect();
    let heads: Vec<_> = (1..=places)
        .map(|place| {
            let words = t::count::place(lang);
            view! { <th scope="col" class="n"><span class="vh">{words} " "</span> {place}</th> }
        })
        .collect();
    view! {
        <div class="scroll" tabindex="0" role="group" aria-label=t::count::bars(lang)>
            <table class="tbl counts">
                <thead>
                    <tr><th scope="col">{t::count::suggestion(lang)}</th>{heads}</tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

fn bar(lists: u64, most: u64) -> impl IntoView {
    let height = (lists * STEPS).div_ceil(most.max(1)).min(STEPS);
    let (top, height) = ((STEPS - height).to_string(), height.to_string());
    view! {
        <svg class="bar" viewBox="0 0 10 20" width="10" height="20" aria-hidden="true">
            <rect x="0" y=top width="10" height=height></rect>
        </svg>
    }
}

/// The title of a suggestion, which leads to it.
pub fn title(lang: Lang, row: &CountRow) -> impl IntoView + use<> {
    let href = format!("/{}/suggestions/{}", lang.code(), row.reference);
    view! { <a href=href>{text::inline(row.title.clone())}</a> }
}

/// The files below the address `base`: what each holds, its size and its digest.
pub fn files(lang: Lang, base: &str, files: &[FileLine]) -> impl IntoView + use<> {
    let line = |file: &FileLine| {
        let href = format!("{base}/{}", file.name);
        let size = t::count::bytes(lang, number(file.bytes));
        view! {
            <li>
                <a href=href download=""><bdi dir="ltr">{file.name.clone()}</bdi></a>
                <span>{what(lang, &file.name)}</span>
                <span class="muted small">{size}</span>
                <code class="digest">{file.sha256.clone()}</code>
            </li>
        }
    };
    let lines: Vec<_> = files.iter().map(line).collect();
    view! { <ul class="files">{lines}</ul> }
}

fn what(lang: Lang, name: &str) -> &'static str {
    match name {
        "manifest.json" => t::count::file_manifest(lang),
        "suggestions.csv" => t::count::file_suggestions(lang),
        "merges.csv" => t::count::file_merges(lang),
        "lists.csv" => t::count::file_lists(lang),
        "positions.csv" => t::count::file_positions(lang),
        "result.csv" => t::count::file_result(lang),
        "recount.py" => t::count::file_recount(lang),
        "count.zip" => t::count::file_count_zip(lang),
        _ => "",
    }
}

/// A number as words take it.
pub fn whole(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
