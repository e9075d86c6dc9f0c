use super::*;

fn html(view: AnyView) -> String {
    view.to_html()
}

#[test]
fn a_field_is_tied_to_its_label_hint_and_fault() {
    let field = Text {
        id: "title".to_owned(),
        name: "title",
        label: "Title".to_owned(),
        hint: Some("In one line".to_owned()),
        value: "\"<b>".to_owned(),
        error: Some("Too short".to_owned()),
        max: Some(150),
        ..Text::default()
    };
    let html = html(text(Lang::En, field));
    assert!(html.contains(r#"for="title""#), "{html}");
    assert!(
        html.contains(r#"aria-describedby="title-hint title-error title-limit""#),
        "{html}"
    );
    assert!(
        html.contains(r#"aria-invalid="true""#) && html.contains(r#"dir="auto""#),
        "{html}"
    );
    assert!(!html.contains("<b>"), "{html}");
}

#[test]
fn a_password_is_never_written_back() {
    let field = Text {
        value: "secret".to_owned(),
        kind: Kind::Password,
        ..Text::default()
    };
    assert!(!html(text(Lang::En, field)).contains("secret"));
}

#[test]
fn a_text_area_keeps_what_was_typed() {
    assert_eq!(area_content("\n</textarea>&"), "\n\n&lt;/textarea&gt;&amp;");
    let empty = html(textarea(
        Lang::Ar,
        Text {
            name: "text",
            ..Text::default()
        },
    ));
    assert!(
        empty.contains("\n</textarea>") && !empty.contains("<!>\n"),
        "{empty}"
    );
}

#[test]
fn the_chosen_one_is_marked() {
    let field = Choice {
        id: "kind".to_owned(),
        name: "kind",
        value: "b".to_owned(),
        choices: vec![("a".into(), "A".into()), ("b".into(), "B".into())],
        ..Choice::default()
    };
    let drop_down = html(select(Lang::En, field.clone()));
    assert!(
        drop_down.contains(r#"<option value="b" selected"#),
        "{drop_down}"
    );
    let radios = html(radios(Lang::En, field));
    assert_eq!(radios.matches(" checked").count(), 1, "{radios}");
}

#[test]
fn a_field_of_one_language_says_so_whatever_is_quoted_in_it() {
    let of = |name: &'static str, value: &str| {
        let value = value.to_owned();
        html(textarea(
            Lang::Ar,
            Text {
                name,
                value,
                ..Text::default()
            },
        ))
    };
    let quoted = "What we heard: «ساعات أطول في المكتبة، وقاعة للقراءة في كل حي من الأحياء»";
    for name in ["en", "title_en"] {
        assert!(of(name, quoted).contains(r#"lang="en""#), "{name}");
    }
    for (name, value) in [("ar", "Hello there"), ("title_ar", ""), ("reason", quoted)] {
        assert!(!of(name, value).contains("lang="), "{name}");
    }
    assert!(of("reason", "Hello there").contains(r#"lang="en""#));
}
