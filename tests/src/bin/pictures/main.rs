//! `cargo xtask pictures`: every page of the demonstration as a picture, in both languages, light
//! and dark, on a phone and on a desk, with an index page to look through them.

mod found;
mod index;
mod pages;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use server::db::agencies;
use shared::account::Role;
use shared::lang::Lang;
use tests::support::app::{App, Backend};
use tests::support::browser::{Browser, Page, View};
use tests::support::data::COOKIE;

use pages::{Looked, Who, looked_at};

const USAGE: &str = "\
Usage: cargo xtask pictures [--only TEXT] [--out FOLDER] [--readme]

  --only TEXT    only pages with TEXT in their name
  --out FOLDER   where to (target/pictures)
  --readme       only the pictures of README.md, into docs/pictures";

/// Widths in CSS pixels, with the height of the first screen.
const SIZES: [(u32, u32); 2] = [(390, 844), (1280, 900)];

/// What the README shows: page, language, width. As much of it as the first screen holds.
const README: [(&str, Lang, u32); 4] = [
    ("topic", Lang::Ar, 390),
    ("suggestion-rejected", Lang::En, 390),
    ("home", Lang::Ar, 1280),
    ("desk-suggestion", Lang::En, 1280),
];

struct Asked {
    only: String,
    out: PathBuf,
    readme: bool,
}

/// One picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Shot<'a> {
    name: &'a str,
    lang: Lang,
    dark: bool,
    width: u32,
    height: u32,
}

impl Shot<'_> {
    fn file(&self) -> String {
        let light = if self.dark { "dark" } else { "light" };
        format!(
            "{}.{}.{light}.{}.png",
            self.name,
            self.lang.code(),
            self.width
        )
    }
}

fn main() -> ExitCode {
    let Some(asked) = asked() else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    std::fs::create_dir_all(&asked.out).expect("make the folder");
    let app = App::demonstration(Backend::Sqlite);
    let tabs = signed_in(&app);
    let pages = looked_at(&app);
    if asked.readme {
        for (name, lang, width) in README {
            let page = pages.iter().find(|page| page.name == name);
            let page = page.unwrap_or_else(|| panic!("no page {name}"));
            let height = SIZES.iter().find(|size| size.0 == width).expect("a size").1;
            let shot = Shot {
                name,
                lang,
                dark: false,
                width,
                height,
            };
            take(&app, &tabs, page, shot, &asked.out, false);
        }
        return ExitCode::SUCCESS;
    }
    let pages: Vec<&Looked> = pages
        .iter()
        .filter(|page| page.name.contains(&asked.only))
        .collect();
    for (done, page) in pages.iter().enumerate() {
        println!("{:>3}/{} {}", done + 1, pages.len(), page.name);
        for shot in shots(&page.name) {
            take(&app, &tabs, page, shot, &asked.out, true);
        }
    }
    let index = asked.out.join("index.html");
    let names: Vec<&str> = pages.iter().map(|page| page.name.as_str()).collect();
    std::fs::write(&index, index::page(&names)).expect("write the index");
    println!("{}", index.display());
    ExitCode::SUCCESS
}

fn shots(name: &str) -> Vec<Shot<'_>> {
    let mut shots = Vec::new();
    for (width, height) in SIZES {
        for lang in Lang::ALL {
            for dark in [false, true] {
                shots.push(Shot {
                    name,
                    lang,
                    dark,
                    width,
                    height,
                });
            }
        }
    }
    shots
}

fn take(
    app: &App,
    tabs: &BTreeMap<Who, Page<'_>>,
    page: &Looked,
    shot: Shot<'_>,
    folder: &Path,
    whole: bool,
) {
    let view = match shot.width {
        0..=600 => View::phone(),
        _ => View::desktop(),
    };
    let view = view.size(shot.width, shot.height).lang(shot.lang.code());
    let view = if shot.dark { view.dark() } else { view };
    let tab = tabs.get(&page.who).expect("a tab of each");
    tab.look(&view);
    tab.goto(&app.browser_url(&format!("/{}{}", shot.lang.code(), page.path)));
    if let Some(js) = page.then {
        tab.loading(|tab| drop(tab.eval(js)));
    }
    tab.wait_for("document.fonts.status === 'loaded'");
    tab.screenshot(&folder.join(shot.file()), whole);
}

/// A tab of each kind of person, signed in. It has seen a page in either language, so that the fonts
/// are there: the first page of a slow visit stands in the system's own.
fn signed_in(app: &App) -> BTreeMap<Who, Page<'static>> {
    let tab_of = |who: Who| {
        let tab = Browser::shared().page(View::desktop());
        tab.hide_scrollbars();
        if let Some(name) = who.sign_in() {
            let client = app.client();
            let fields = [("name", name), ("password", server::demo::PASSWORD)];
            client.post_form("/en/sign-in", &fields).expect_status(303);
            let cookie = client.cookie(COOKIE).expect("a session");
            tab.set_cookie(app.base(), COOKIE, &cookie.value);
        }
        if who == Who::TwoDesks {
            let account = app.account("two-desks", &two_desks(app));
            tab.set_cookie(app.base(), COOKIE, &app.session_of(&account));
        }
        for lang in Lang::ALL {
            tab.goto(&app.browser_url(&format!("/{}", lang.code())));
            tab.wait_for("document.fonts.status === 'loaded'");
        }
        (who, tab)
    };
    Who::ALL.into_iter().map(tab_of).collect()
}

/// The roles of a manager of two agencies.
fn two_desks(app: &App) -> Vec<Role> {
    ["marjan-coast", "local-health-centres"]
        .iter()
        .filter_map(|slug| app.query(|conn| agencies::by_slug(conn, slug)))
        .map(|agency| Role::Manager { agency: agency.id })
        .collect()
}

fn asked() -> Option<Asked> {
    let mut asked = Asked {
        only: String::new(),
        out: PathBuf::from("target/pictures"),
        readme: false,
    };
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--only" => asked.only = arguments.next()?,
            "--out" => asked.out = arguments.next()?.into(),
            "--readme" => {
                asked.readme = true;
                asked.out = PathBuf::from("docs/pictures");
            }
            _ => return None,
        }
    }
    Some(asked)
}
