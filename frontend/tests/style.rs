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

    /// The tokens of the light and the dark theme: name and colour.
    fn themes() -> [Vec<(String, [f64; 3])>; 2] {
        let main = sheets()
            .into_iter()
            .find(|(name, _)| name.ends_with("main.css"))
            .unwrap()
            .1;
        let tokens = rules(&main)
            .split_once("@layer tokens")
            .unwrap()
            .1
            .to_owned();
        let (light, dark) = tokens.split_once("@media").unwrap();
        [light, dark].map(|theme| {
            theme
                .split("--")
                .skip(1)
                .filter_map(|token| token.split_once(':'))
                .filter_map(|(name, value)| {
                    let hex = value.split(';').next()?.trim().strip_prefix('#')?;
                    let each: String = match hex.len() {
                        3 => hex.chars().flat_map(|digit| [digit, digit]).collect(),
                        _ => hex.to_owned(),
                    };
                    let part = |at: usize| u8::from_str_radix(each.get(at..at + 2)?, 16).ok();
                    let parts = [part(0)?, part(2)?, part(4)?].map(|part| f64::from(part) / 255.0);
                    Some((name.to_owned(), parts))
                })
                .collect()
        })
    }

    /// Relative luminance, as WCAG 2.2 defines it.
    fn luminance(colour: [f64; 3]) -> f64 {
        let [r, g, b] = colour.map(|part| match part <= 0.04045 {
            true => part / 12.92,
            false => ((part + 0.055) / 1.055).powf(2.4),
        });
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }

    #[test]
    fn colours_can_be_told_apart() {
        // What is read needs 4.5, what is only seen 3.
        const TEXT: [(&str, &[&str]); 13] = [
            (
                "ink",
                &[
                    "ground",
                    "card",
                    "sand",
                    "sand-2",
                    "amber-tint",
                    "red-tint",
                    "teal-tint",
                ],
            ),
            ("ink-2", &["ground", "card", "sand", "sand-2", "teal-tint"]),
            ("teal", &["ground", "card", "sand", "teal-tint"]),
            ("teal-hover", &["ground", "card", "sand"]),
            ("amber-ink", &["ground", "card", "sand", "amber-tint"]),
            ("red", &["ground", "card", "sand", "red-tint"]),
            ("on-teal", &["teal", "teal-hover"]),
            ("on-red", &["red"]),
            ("on-bar", &["bar"]),
            ("on-bar-2", &["bar"]),
            ("on-rejected", &["rejected"]),
            ("amber-glow", &["bar"]),
            ("ground", &["ink"]),
        ];
        const SEEN: [(&str, &[&str]); 3] = [
            ("edge", &["ground", "card", "sand"]),
            ("amber", &["ground", "card", "sand"]),
            ("focus", &["ground", "card", "sand"]),
        ];
        for theme in themes() {
            let light = &themes()[0];
            let colour = |name: &str| {
                let of = |tokens: &[(String, [f64; 3])]| {
                    tokens
                        .iter()
                        .find(|(token, _)| token == name)
                        .map(|(_, colour)| *colour)
                };
                luminance(
                    of(&theme)
                        .or_else(|| of(light))
                        .unwrap_or_else(|| panic!("no --{name}")),
                )
            };
            for (pairs, least) in [(&TEXT[..], 4.5), (&SEEN[..], 3.0)] {
                for (front, grounds) in pairs {
                    for ground in *grounds {
                        let (a, b) = (colour(front), colour(ground));
                        let contrast = (a.max(b) + 0.05) / (a.min(b) + 0.05);
                        assert!(
                            contrast >= least,
                            "{front} on {ground}: {contrast:.2} of {least}"
                        );
                    }
                }
            }
        }
    }
}
