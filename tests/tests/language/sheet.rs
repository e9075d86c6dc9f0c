//! The contact sheet: every text with the product's own markup, style and fonts, to be opened from
//! the disk.

use std::io::Write;
use std::path::PathBuf;

use tests::support::app::App;
use tests::support::sources;

use super::Shown;

pub struct Sheet {
    folder: PathBuf,
    body: String,
}

impl Sheet {
    /// Begins an empty sheet beside copies of the style and its fonts.
    pub fn new(app: &App) -> Sheet {
        let folder = sources::root().join("target/contact-sheet");
        std::fs::create_dir_all(folder.join("fonts")).expect("make the sheet's folder");
        let urls = server::web::assets::urls();
        let client = app.client();
        let style = client.get(&urls.style).expect_status(200);
        std::fs::write(folder.join("main.css"), style.text()).expect("write the style");
        for part in style.text().split("url(").skip(1) {
            let file = part.split(')').next().expect("an address");
            let file = file.trim_matches(['"', '\'']);
            if let Some(name) = file
                .rsplit('/')
                .next()
                .filter(|name| name.ends_with(".woff2"))
            {
                let font = client
                    .get(&format!("/assets/fonts/{name}"))
                    .expect_status(200);
                std::fs::write(folder.join("fonts").join(name), font.body).expect("write a font");
            }
        }
        Sheet {
            folder,
            body: String::new(),
        }
    }

    /// Adds the texts of a collection; those in its rarer language come first.
    pub fn add(&mut self, name: &str, shown: &[Shown]) {
        let count = |one: &Shown| {
            shown
                .iter()
                .filter(|other| other.title == one.title)
                .count()
        };
        let mut sorted: Vec<(usize, &Shown)> = shown.iter().map(|one| (count(one), one)).collect();
        sorted.sort_by_key(|(count, _)| *count);
        let texts = shown.len();
        self.body.push_str(&format!(
            "<h2>{name}: {texts} texts</h2><ol class=\"sugs\">"
        ));
        for (_, one) in sorted {
            let (lang, dir) = &one.title;
            self.body.push_str(&format!(
                "<li class=\"sug\"><div class=\"body\"><p class=\"small muted\">{} · {lang} {dir}</p>{}</div></li>",
                one.id, one.html
            ));
        }
        self.body.push_str("</ol>");
    }

    /// Writes the sheet and says where it is, also while output is captured.
    pub fn write(&self) {
        let file = self.folder.join("index.html");
        let page = format!(
            "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Real texts</title>\
             <meta name=\"viewport\" content=\"width=device-width\">\
             <link rel=\"stylesheet\" href=\"main.css\">\
             <main class=\"wrap section stack\"><h1>Real texts, as pages show them</h1>{}</main></html>",
            self.body
        );
        std::fs::write(&file, page).expect("write the sheet");
        writeln!(std::io::stderr(), "contact sheet: {}", file.display()).expect("say where");
    }
}
