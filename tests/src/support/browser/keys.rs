//! Keys by the names people use for them.

/// What the browser is told about a key.
pub struct Key {
    pub key: String,
    pub code: String,
    pub number: u32,
    /// What it types, if anything.
    pub text: &'static str,
}

/// A key by name (`Tab`, `Enter`, `Space`, `ArrowUp` …), or a letter or digit as typed in Latin.
pub fn key(name: &str) -> Key {
    let (key, code, number, text) = match name {
        "Tab" => ("Tab", "Tab", 9, ""),
        "Enter" => ("Enter", "Enter", 13, "\r"),
        "Escape" => ("Escape", "Escape", 27, ""),
        "Space" => (" ", "Space", 32, " "),
        "Backspace" => ("Backspace", "Backspace", 8, ""),
        "Delete" => ("Delete", "Delete", 46, ""),
        "PageUp" => ("PageUp", "PageUp", 33, ""),
        "PageDown" => ("PageDown", "PageDown", 34, ""),
        "End" => ("End", "End", 35, ""),
        "Home" => ("Home", "Home", 36, ""),
        "ArrowLeft" => ("ArrowLeft", "ArrowLeft", 37, ""),
        "ArrowUp" => ("ArrowUp", "ArrowUp", 38, ""),
        "ArrowRight" => ("ArrowRight", "ArrowRight", 39, ""),
        "ArrowDown" => ("ArrowDown", "ArrowDown", 40, ""),
        "?" => ("?", "Slash", 191, "?"),
        "/" => ("/", "Slash", 191, "/"),
        _ => return character(name),
    };
    Key {
        key: key.to_owned(),
        code: code.to_owned(),
        number,
        text,
    }
}

const CHARACTERS: &str = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

fn character(name: &str) -> Key {
    let at = CHARACTERS.find(name).filter(|_| name.len() == 1);
    let at = at.unwrap_or_else(|| panic!("no key is called {name}"));
    let text = &CHARACTERS[at..=at];
    let upper = text.to_ascii_uppercase();
    let row = if text.as_bytes()[0].is_ascii_digit() {
        "Digit"
    } else {
        "Key"
    };
    let number = u32::from(upper.as_bytes()[0]);
    Key {
        key: text.to_owned(),
        code: format!("{row}{upper}"),
        number,
        text,
    }
}

/// The bits of `Alt+`, `Control+`, `Meta+` and `Shift+` before a key, and the key.
pub fn with_modifiers(name: &str) -> (u32, &str) {
    let mut bits = 0;
    let mut rest = name;
    while let Some((modifier, key)) = rest.split_once('+') {
        bits |= match modifier {
            "Alt" => 1,
            "Control" => 2,
            "Meta" => 4,
            "Shift" => 8,
            _ => panic!("no modifier is called {modifier}"),
        };
        rest = key;
    }
    (bits, rest)
}
