//! Open data: what the files hold, how they are written, and what each column is.

use jiff::Timestamp;
use leptos::prelude::*;
use shared::lang::Lang;
use shared::view::open_data::{ColumnLine, FileLine, OpenDataPage};

use crate::i18n::{find, t};
use crate::layout::Page;

/// Each format by the ending of its files.
const FORMATS: [&str; 2] = ["csv", "jsonl"];

/// `GET /{lang}/open-data`
pub fn page(lang: Lang, view: OpenDataPage) -> Page {
    let files = view.files.iter().map(|file| row(lang, file)).collect_view();
    let entries = view.files.iter().map(|file| entry(lang, file));
    let entries = entries.collect_view();
    let ranking = format!("/{}/ranking", lang.code());
    let main = view! {
        <div class="mast">
            <div class="wrap">
                <h1>{t::open_data::title(lang)}</h1>
                <p class="lede">{t::open_data::lede(lang)}</p>
            </div>
        </div>
        <div class="wrap section stack loose">
            <section class="stack" aria-labelledby="h-files">
                <h2 id="h-files">{t::open_data::files(lang)}</h2>
                <p class="measure">{t::open_data::as_of(lang, view.journal)}</p>
                <table class="tbl fold">
                    <thead>
                        <tr>
                            <th scope="col">{t::open_data::file(lang)}</th>
                            <th scope="col">{t::open_data::holds(lang)}</th>
                            <th scope="col">{t::open_data::fetch(lang)}</th>
                        </tr>
                    </thead>
                    <tbody>{files}</tbody>
                </table>
            </section>
            {sentences("h-formats", t::open_data::formats(lang), formats(lang))}
            {sentences("h-out", t::open_data::left_out(lang), left_out(lang))}
            {sentences("h-licence", t::open_data::licence(lang), vec![t::open_data::licence_words(lang)])}
            <section class="stack" aria-labelledby="h-recount">
                <h2 id="h-recount">{t::open_data::recount(lang)}</h2>
                <p class="measure">{t::open_data::recount_words(lang)}</p>
                <p class="measure">
                    {t::open_data::recount_order(lang)} " "
                    <a href=ranking>{t::site::ranking(lang)}</a>
                </p>
            </section>
            <section class="stack" aria-labelledby="h-dictionary">
                <h2 id="h-dictionary">{t::open_data::dictionary(lang)}</h2>
                <p>
                    {t::open_data::dictionary_words(lang)} " "
                    <a href="/open-data/dictionary.csv" download="">
                        <bdi dir="ltr">"dictionary.csv"</bdi>
                    </a>
                </p>
                {entries}
            </section>
        </div>
    };
    Page::plain(t::open_data::title(lang), main)
}

fn formats(lang: Lang) -> Vec<&'static str> {
    vec![
        t::open_data::format_csv(lang),
        t::open_data::format_jsonl(lang),
        t::open_data::format_time(lang),
        t::open_data::format_names(lang),
    ]
}

fn left_out(lang: Lang) -> Vec<&'static str> {
    vec![
        t::open_data::left_out_people(lang),
        t::open_data::left_out_lists(lang),
        t::open_data::left_out_unseen(lang),
    ]
}

fn sentences(id: &'static str, heading: &'static str, words: Vec<&'static str>) -> impl IntoView {
    let words = words
        .into_iter()
        .map(|one| view! { <p class="measure">{one}</p> })
        .collect_view();
    view! {
        <section class="stack" aria-labelledby=id>
            <h2 id=id>{heading}</h2>
            {words}
        </section>
    }
}

/// A file with its links, one a format.
fn row(lang: Lang, file: &FileLine) -> impl IntoView + use<> {
    let name = file.name;
    let links = FORMATS.map(|ending| {
        let href = format!("/open-data/{name}.{ending}");
        let words = match ending {
            "csv" => t::open_data::fetch_csv(lang),
            _ => t::open_data::fetch_jsonl(lang),
        };
        view! {
            <a href=href download="">
                <span class="vh"><bdi dir="ltr">{name}</bdi> " "</span>
                <bdi dir="ltr">{words}</bdi>
            </a>
            " "
        }
    });
    view! {
        <tr>
            <th scope="row"><bdi dir="ltr">{name}</bdi></th>
            <td data-l=t::open_data::holds(lang)>{holds(lang, name)}</td>
            <td data-l=t::open_data::fetch(lang)>{links.into_iter().collect_view()}</td>
        </tr>
    }
}

/// The dictionary of one file.
fn entry(lang: Lang, file: &FileLine) -> impl IntoView + use<> {
    let rows = file
        .columns
        .iter()
        .map(|column| defined(lang, file.name, column))
        .collect_view();
    view! {
        <details>
            <summary><bdi dir="ltr">{file.name}</bdi></summary>
            <table class="tbl fold">
                <thead>
                    <tr>
                        <th scope="col">{t::open_data::column(lang)}</th>
                        <th scope="col">{t::open_data::r#type(lang)}</th>
                        <th scope="col">{t::open_data::definition(lang)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </details>
    }
}

fn defined(lang: Lang, file: &str, column: &ColumnLine) -> impl IntoView + use<> {
    let values = (!column.values.is_empty()).then(|| {
        let values = column.values.join(" · ");
        view! { " " {t::open_data::values(lang)} " " <bdi dir="ltr" lang="en">{values}</bdi> }
    });
    let kind = word(lang, "type", column.kind);
    let kind = match column.unit {
        Some(unit) => format!("{kind} ({})", word(lang, "unit", unit)),
        None => kind,
    };
    view! {
        <tr>
            <th scope="row"><bdi dir="ltr">{column.name}</bdi></th>
            <td data-l=t::open_data::r#type(lang)>{kind}</td>
            <td data-l=t::open_data::definition(lang)>
                {definition(lang, file, column.name).unwrap_or_default()} {values}
            </td>
        </tr>
    }
}

/// What a column of a file is, in words. A test of the server holds that every column has them.
pub fn definition(lang: Lang, file: &str, column: &str) -> Option<String> {
    let of = |group: &str| find(lang, &format!("open_data.columns.{group}.{column}"), &[]);
    of(file).or_else(|| of("any"))
}

/// What a file holds.
fn holds(lang: Lang, file: &str) -> String {
    word(lang, "holds", file)
}

fn word(lang: Lang, group: &str, key: &str) -> String {
    find(lang, &format!("open_data.{group}_{key}"), &[]).unwrap_or_else(|| key.to_owned())
}

/// The page without its dictionary as plain text, for a folder of files made at a moment.
pub fn readme(lang: Lang, view: &OpenDataPage, made: Timestamp) -> String {
    let made = made.strftime("%Y-%m-%d %H:%M:%S").to_string();
    let files = view
        .files
        .iter()
        .map(|file| format!("{}: {}", file.name, holds(lang, file.name)));
    let sections: [(&str, Vec<String>); 5] = [
        (t::open_data::files(lang), files.collect()),
        (t::open_data::formats(lang), owned(formats(lang))),
        (t::open_data::left_out(lang), owned(left_out(lang))),
        (
            t::open_data::licence(lang),
            owned(vec![t::open_data::licence_words(lang)]),
        ),
        (
            t::open_data::recount(lang),
            owned(vec![
                t::open_data::recount_words(lang),
                t::open_data::recount_order(lang),
            ]),
        ),
    ];
    let mut text = format!(
        "{}\n\n{}\n\n{}\n{} dictionary.csv\n",
        t::open_data::title(lang),
        t::open_data::lede(lang),
        t::open_data::made(lang, made, view.journal),
        t::open_data::dictionary_words(lang),
    );
    for (heading, lines) in sections {
        text.push_str(&format!("\n{heading}\n\n"));
        for line in lines {
            text.push_str(&format!("- {line}\n"));
        }
    }
    text
}

fn owned(words: Vec<&'static str>) -> Vec<String> {
    words.into_iter().map(str::to_owned).collect()
}
