//! The tokens as the style sheet has them, and how well they can be told apart.

/// The sheet that holds the tokens, so that the page never shows others than are used.
const SHEET: &str = include_str!("../../../style/main.css");

/// A token: its name without dashes, its value in light and, where it differs, in dark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    pub name: String,
    pub light: String,
    pub dark: Option<String>,
}

/// What stands on what: foreground, ground, and the contrast that WCAG 2.2 asks for: 4.5 for text,
/// 3 for large text and what must be seen of a part.
pub const PAIRS: [(&str, &str, f64); 26] = [
    ("ink", "ground", 4.5),
    ("ink", "card", 4.5),
    ("ink", "sand", 4.5),
    ("ink", "sand-2", 4.5),
    ("ink", "teal-tint", 4.5),
    ("ink", "amber-tint", 4.5),
    ("ink", "red-tint", 4.5),
    ("ink-2", "ground", 4.5),
    ("ink-2", "card", 4.5),
    ("ink-2", "sand", 4.5),
    ("ink-2", "teal-tint", 4.5),
    ("teal", "ground", 4.5),
    ("teal", "card", 4.5),
    ("teal", "sand", 4.5),
    ("teal", "teal-tint", 4.5),
    ("on-teal", "teal", 4.5),
    ("on-teal", "teal-hover", 4.5),
    ("on-bar", "bar", 4.5),
    ("on-bar-2", "bar", 4.5),
    ("amber-ink", "ground", 4.5),
    ("amber-ink", "amber-tint", 4.5),
    ("red", "ground", 4.5),
    ("red", "red-tint", 4.5),
    ("on-red", "red", 4.5),
    ("on-rejected", "rejected", 4.5),
    ("edge", "ground", 3.0),
];

/// All tokens in the order of the sheet.
pub fn tokens() -> Vec<Token> {
    let mut roots = SHEET.split(":root {").skip(1).map(declarations);
    let light = roots.next().unwrap_or_default();
    let dark = roots.next().unwrap_or_default();
    light
        .into_iter()
        .map(|(name, value)| Token {
            dark: dark
                .iter()
                .find(|(other, _)| *other == name)
                .map(|(_, value)| value.clone()),
            name,
            light: value,
        })
        .collect()
}

/// The custom properties up to the end of a block.
fn declarations(block: &str) -> Vec<(String, String)> {
    let block = block.split_once('}').map_or(block, |(inside, _)| inside);
    block
        .split(';')
        .filter_map(|line| {
            let (name, value) = line.trim().strip_prefix("--")?.split_once(':')?;
            Some((name.trim().to_owned(), value.trim().to_owned()))
        })
        .collect()
}

/// The contrast of two colours such as `#0a5a5b`, from 1 to 21; none when one is no such colour.
///
/// Relative luminance and contrast ratio as WCAG 2.2 defines them.
pub fn contrast(a: &str, b: &str) -> Option<f64> {
    let (a, b) = (luminance(a)?, luminance(b)?);
    Some((a.max(b) + 0.05) / (a.min(b) + 0.05))
}

fn luminance(colour: &str) -> Option<f64> {
    let digits = colour.strip_prefix('#')?;
    let long = match digits.len() {
        3 => digits.chars().flat_map(|digit| [digit, digit]).collect(),
        6 => digits.to_owned(),
        _ => return None,
    };
    let part = |at: usize| {
        let value = f64::from(u8::from_str_radix(long.get(at..at + 2)?, 16).ok()?) / 255.0;
        Some(if value <= 0.04045 {
            value / 12.92
        } else {
            ((value + 0.055) / 1.055).powf(2.4)
        })
    };
    Some(0.2126 * part(0)? + 0.7152 * part(2)? + 0.0722 * part(4)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_that_of_the_definition() {
        for (a, b, wanted) in [
            ("#000000", "#ffffff", 21.0),
            ("#fff", "#fff", 1.0),
            ("#777777", "#ffffff", 4.478),
        ] {
            let found = contrast(a, b).expect("two colours");
            assert!((found - wanted).abs() < 0.001, "{a} {b}: {found}");
        }
        for bad in ["", "teal", "#12", "#12345g"] {
            assert_eq!(contrast(bad, "#fff"), None, "{bad}");
        }
    }

    #[test]
    fn every_pair_can_be_told_apart_in_light_and_in_dark() {
        let tokens = tokens();
        let find = |name: &str| {
            let token = tokens.iter().find(|token| token.name == name);
            token.unwrap_or_else(|| panic!("no token {name}")).clone()
        };
        for (front, ground, least) in PAIRS {
            let (front, ground) = (find(front), find(ground));
            let dark = |token: &Token| token.dark.clone().unwrap_or(token.light.clone());
            for (front_value, ground_value) in [
                (front.light.clone(), ground.light.clone()),
                (dark(&front), dark(&ground)),
            ] {
                let found = contrast(&front_value, &ground_value).expect("two colours");
                assert!(
                    found >= least,
                    "{} {front_value} on {} {ground_value}: {found:.2} is below {least}",
                    front.name,
                    ground.name
                );
            }
        }
    }
}
