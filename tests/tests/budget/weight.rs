//! Bytes: what a page, the style and the islands weigh as they go over the line.

use shared::lang::Lang;
use tests::support::app::{App, Backend};
use tests::support::http::Client;

use super::world::World;

/// Bytes of a KB in every budget here.
pub const KB: usize = 1024;

/// A full page of a topic, as it is, before it is packed for the line.
const PAGE: usize = 30 * KB;
const STYLE: usize = 15 * KB;
const ISLANDS: usize = 100 * KB;
/// What must come before anything is painted: the page, its style, the font it asks for first.
const FIRST_PAINT: usize = 80 * KB;

/// Bytes of a body as it is sent to one who takes these codings.
fn sent(client: &Client, path: &str, takes: &str) -> usize {
    let request = client.request("GET", path).header("Accept-Encoding", takes);
    let answer = request.send().expect_status(200);
    let length = answer.body.len();
    assert!(length > 0, "{path} is empty");
    length
}

fn files(kinds: &[&str], page: &str) -> Vec<String> {
    let quoted = page.split('"').filter(|part| part.starts_with("/assets/"));
    quoted
        .filter(|path| kinds.iter().any(|kind| path.ends_with(kind)))
        .map(str::to_owned)
        .collect()
}

#[test]
fn a_topic_with_twenty_cards_is_light() {
    let app = App::start(Backend::Sqlite);
    let world = World::new(&app);
    let mut over = Vec::new();
    for lang in Lang::ALL {
        for (who, client) in [
            ("visitor", app.client()),
            ("citizen", app.signed_in(&world.reader)),
        ] {
            let path = format!("{}?order=top", world.topic(lang));
            let page = client.get(&path).expect_status(200);
            assert_eq!(page.page().all("li.sug").len(), 20, "a full page");
            let (plain, packed) = (page.body.len(), sent(&client, &path, "br, gzip"));
            println!(
                "topic, {}, {who}: {plain} bytes, {packed} as sent",
                lang.code()
            );
            if plain > PAGE {
                over.push(format!("{path} ({who}): {plain} bytes"));
            }
        }
    }
    assert!(over.is_empty(), "over {PAGE}: {over:#?}");
}

#[test]
fn the_style_and_the_islands_are_light() {
    let app = App::start(Backend::Sqlite);
    let client = app.client();
    let urls = server::web::assets::urls();
    let style = sent(&client, &urls.style, "gzip");
    let wasm = urls
        .wasm
        .expect("islands: run cargo xtask test, which builds them");
    let islands = sent(&client, &wasm, "br");
    println!("style: {style} bytes with gzip; islands: {islands} with brotli");
    assert!(style <= STYLE, "the style is {style} bytes with gzip");
    assert!(
        islands <= ISLANDS,
        "the islands are {islands} bytes with brotli"
    );
}

#[test]
fn little_is_needed_before_the_first_paint() {
    let app = App::start(Backend::Sqlite);
    let world = World::new(&app);
    let client = app.signed_in(&world.reader);
    for lang in Lang::ALL {
        for path in world.pages(lang) {
            let html = client.get(&path).expect_status(200);
            let html = html.text();
            let blocking: Vec<String> = html
                .split('<')
                .filter(|tag| {
                    tag.starts_with("link")
                        && (tag.contains("stylesheet") || tag.contains("preload"))
                })
                .flat_map(|tag| files(&["css", "woff2"], tag))
                .collect();
            assert!(
                blocking.iter().any(|path| path.ends_with("css")),
                "{path} asks for no style"
            );
            assert!(
                !html.contains("<script src") && !html.contains("<script async src"),
                "{path} waits for a script"
            );
            let files: usize = blocking
                .iter()
                .map(|file| sent(&client, file, "br, gzip"))
                .sum();
            let all = sent(&client, &path, "br, gzip") + files;
            println!("before the first paint of {path}: {all} bytes");
            assert!(
                all <= FIRST_PAINT,
                "{path}: {all} bytes before the first paint"
            );
        }
    }
}
