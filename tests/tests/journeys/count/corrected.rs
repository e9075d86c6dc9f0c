//! A count that turns out wrong is made again, beside the first.

use std::process::Output;

use tests::on_both;
use tests::support::app::App;

use super::{both_agree, close, fetched, ranked, text};

on_both!(a_corrected_count_stands_beside_the_first);

fn a_corrected_count_stands_beside_the_first(app: &App) {
    let (topic, _) = ranked(app, 101);
    let agency = app.agency("parks");
    let (steward, manager) = (app.steward("huda"), app.manager("saif", &agency));
    let correct = |by: &str, english: &str| {
        let arabic = "عُدّت قائمة واحدة مرتين.";
        let topic = ["topic", "correct-count", "--slug", &topic.slug, "--as", by];
        let mut command = app.program(&topic);
        command.args(["--reason-ar", arabic, "--reason-en", english]);
        command.output().expect("start the program")
    };
    let reason = "One list had been counted twice.";
    let refused = |output: Output, why: &str| {
        assert_eq!(output.status.code(), Some(1));
        let said = text(&output.stderr);
        assert!(said.contains(why), "{said}");
    };
    refused(correct(&steward.sign_in, reason), "no published count yet");
    close(app);
    let (_kept, first) = fetched(app, &topic.slug, 1);
    app.unchanged("refused corrections", || {
        refused(correct(&manager.sign_in, reason), &manager.sign_in);
        refused(correct("nobody", reason), "nobody signs in as");
        refused(correct(&steward.sign_in, "why"), "--reason-en");
    });
    app.clock().advance(jiff::SignedDuration::from_hours(30));
    let output = correct(&steward.sign_in, reason);
    assert!(output.status.success(), "{}", text(&output.stderr));

    let path = format!("/en/topics/{}/count", topic.slug);
    let page = app.client().get(&path).expect_status(200).page();
    assert!(page.one("main").text().contains(reason));
    assert!(page.has("a[href$='?number=1']"));
    let (_folder, again) = fetched(app, &topic.slug, 1);
    assert_eq!(again, first, "what was published never changes");
    let (folder, second) = fetched(app, &topic.slug, 2);
    both_agree(folder.path());
    assert_eq!(second["lists.csv"], first["lists.csv"]);
    assert_ne!(second["manifest.json"], first["manifest.json"]);
    assert!(text(&second["manifest.json"]).contains(reason));
}
