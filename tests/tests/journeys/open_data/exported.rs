//! An operator writes the same files by the command line.

use std::fs;
use std::path::Path;
use std::process::Output;

use tests::on_both;
use tests::support::app::App;

use super::expected::FILES;
use super::fetch;

on_both!(
    an_export_writes_what_the_site_sends,
    an_export_goes_into_an_empty_folder_alone,
);

fn export(app: &App, folder: &Path, more: &[&str]) -> Output {
    let mut command = app.program(&["export"]);
    command.arg(folder).args(more);
    command.output().expect("run the program")
}

fn names(folder: &Path) -> Vec<String> {
    let files = fs::read_dir(folder).expect("the folder");
    let mut names: Vec<String> = files
        .map(|file| {
            file.expect("a file")
                .file_name()
                .into_string()
                .expect("a name")
        })
        .collect();
    names.sort();
    names
}

fn scene(app: &App) {
    let agency = app.agency("libraries");
    let moderator = app.moderator("badr", &agency);
    let topic = app.topic(&agency);
    for one in app.suggestions(&topic, 20).iter().take(5) {
        app.adopt(&topic, one, &moderator);
    }
    app.holiday("2026-12-18");
    app.touch(&topic);
    app.run_jobs();
}

fn an_export_writes_what_the_site_sends(app: &App) {
    scene(app);
    let folder = app.storage().folder.join("new").join("export");
    let out = export(app, &folder, &[]);
    let said = String::from_utf8_lossy(&out.stderr).into_owned();
    assert_eq!(out.status.code(), Some(0), "{said}");
    let mut wanted = vec!["README.txt".to_owned(), "dictionary.csv".to_owned()];
    for name in FILES {
        for ending in ["csv", "jsonl"] {
            let name = format!("{name}.{ending}");
            let written = fs::read(folder.join(&name)).expect("a file");
            assert_eq!(written, fetch(app, &name).body, "{name}");
            wanted.push(name);
        }
    }
    wanted.sort();
    assert_eq!(names(&folder), wanted);
    let dictionary = fs::read(folder.join("dictionary.csv")).expect("the dictionary");
    assert_eq!(dictionary, fetch(app, "dictionary.csv").body);
    let number = fetch(app, "topics.csv");
    let number = number.header("sharikuna-journal").expect("a number");
    let readme = fs::read_to_string(folder.join("README.txt")).expect("the readme");
    assert!(readme.contains("البيانات المفتوحة") && readme.contains("Open data"));
    assert!(
        readme.contains(&format!("journal number {number}.")),
        "{readme}"
    );
    let said = String::from_utf8_lossy(&out.stdout).into_owned();
    assert!(
        said.contains(&format!("journal number {number}.")),
        "{said}"
    );
}

fn an_export_goes_into_an_empty_folder_alone(app: &App) {
    scene(app);
    let folder = app.storage().folder.join("export");
    fs::create_dir(&folder).expect("a folder");
    let out = export(app, &folder, &["--format", "csv"]);
    assert_eq!(out.status.code(), Some(0));
    assert_eq!(names(&folder).len(), FILES.len() + 2);
    assert!(names(&folder).iter().all(|name| !name.ends_with("jsonl")));
    let before = names(&folder);
    // Not empty any more; a file; a format that there is not.
    let file = app.storage().folder.join("a-file");
    fs::write(&file, "something").expect("a file");
    for (folder, more, code) in [
        (&folder, &[][..], 1),
        (&file, &[][..], 1),
        (
            &app.storage().folder.join("other"),
            &["--format", "xlsx"][..],
            2,
        ),
    ] {
        let out = export(app, folder, more);
        assert_eq!(out.status.code(), Some(code));
        assert!(!out.stderr.is_empty());
    }
    assert_eq!(names(&folder), before);
    assert_eq!(fs::read_to_string(&file).expect("the file"), "something");
}
