//! The style sheets serve both directions and stay small.

#[cfg(test)]
mod style {
    use std::fs;
    use std::path::Path;

    fn sheets() -> Vec<(String, String)> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("style");
        let mut sheets: Vec<_> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .map(|path| {
                (
                    path.display().to_string(),
                    fs::read_to_string(&path).unwrap(),
                )
            })
            .collect();
        sheets.sort();
        assert!(sheets.iter().any(|(name, _)| name.ends_with("main.css")));
        sheets
    }

    /// The sheet without its comments.
    fn rules(sheet: &str) -> String {
        let mut rules = String::new();
        let mut rest = sheet;
        while let Some((before, after)) = rest.split_once("/*") {
            rules.push_str(before);
            rest = after.split_once("*/").unwrap_or_default().1;
        }
        rules + rest
    }

    #[test]
    fn nothing_knows_left_from_right() {
        for (name, sheet) in sheets() {
            for (at, line) in rules(&sheet).lines().enumerate() {
                let words = line.split(|c: char| !c.is_ascii_alphanumeric());
                for word in words {
                    assert!(
                        !["left", "right", "float"].contains(&word),
                        "{name}: {}: {line}",
                        at + 1
                    );
                }
            }
        }
    }

    #[test]
    fn every_sheet_names_the_layers_in_one_order() {
        for (name, sheet) in sheets() {
            let first = rules(&sheet)
                .trim()
                .lines()
                .next()
                .unwrap_or_default()
                .to_owned();
            assert_eq!(
                first, "@layer reset, tokens, base, layout, parts, print;",
                "{name}"
            );
        }
    }

    #[test]
    fn two_weights_are_used() {
        for (name, sheet) in sheets() {
            for value in rules(&sheet).split("font-weight:").skip(1) {
                let value = value.split([';', '}']).next().unwrap_or_default().trim();
                assert!(
                    ["400", "700", "inherit"].contains(&value),
                    "{name}: {value}"
                );
            }
        }
    }

    #[test]
    fn what_the_sheets_load_is_there_with_its_licence() {
        let assets = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets");
        let mut found = 0;
        for (name, sheet) in sheets() {
            for url in rules(&sheet).split("url(").skip(1) {
                let url = url.split(')').next().unwrap_or_default();
                assert!(assets.join(url).is_file(), "{name}: {url}");
                found += 1;
            }
        }
        assert!(found >= 4);
        let licence = fs::read_to_string(assets.join("fonts/OFL.txt")).unwrap();
        assert!(licence.contains("SIL OPEN FONT LICENSE") && licence.contains("IBM Corp"));
    }
}
