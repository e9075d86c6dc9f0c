//! Numbers as people type them in either script.

/// Writes Arabic-Indic (٠-٩) and extended Arabic-Indic (۰-۹) digits as 0-9; the rest stays.
pub fn ascii_digits(text: &str) -> String {
    text.chars().map(ascii_digit).collect()
}

/// The ASCII digit for an Arabic-Indic one; any other character stays as it is.
pub fn ascii_digit(c: char) -> char {
    match c {
        '٠' | '۰' => '0',
        '١' | '۱' => '1',
        '٢' | '۲' => '2',
        '٣' | '۳' => '3',
        '٤' | '۴' => '4',
        '٥' | '۵' => '5',
        '٦' | '۶' => '6',
        '٧' | '۷' => '7',
        '٨' | '۸' => '8',
        '٩' | '۹' => '9',
        other => other,
    }
}

/// Drops LRM, RLM and ALM, which formatted Arabic dates and numbers bring along when copied.
pub fn drop_marks(text: &str) -> String {
    text.chars()
        .filter(|c| !matches!(c, '\u{200E}' | '\u{200F}' | '\u{061C}'))
        .collect()
}

/// Why a typed number was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NumberFault {
    #[error("not a whole number")]
    NotWhole,
    #[error("out of range")]
    OutOfRange,
}

/// Reads a whole number in digits of either script, spaces around it allowed, no sign and no
/// separators; `min` and `max` are both allowed values.
pub fn parse_whole(text: &str, min: u32, max: u32) -> Result<u32, NumberFault> {
    let plain = ascii_digits(&drop_marks(text));
    let plain = plain.trim();
    if plain.is_empty() || !plain.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(NumberFault::NotWhole);
    }
    // All digits: the only way to fail is to be too large.
    let number = plain.parse().map_err(|_| NumberFault::OutOfRange)?;
    if (min..=max).contains(&number) {
        Ok(number)
    } else {
        Err(NumberFault::OutOfRange)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_in_either_script() {
        use NumberFault::{NotWhole, OutOfRange};
        for (typed, wanted) in [
            ("10", Ok(10)),
            ("١٠", Ok(10)),
            ("۱۰", Ok(10)),
            ("1٠", Ok(10)),
            (" 7 ", Ok(7)),
            ("\u{200F}١٢", Ok(12)),
            ("0003", Ok(3)),
            ("3", Ok(3)),
            ("16", Ok(16)),
            ("2", Err(OutOfRange)),
            ("17", Err(OutOfRange)),
            ("99999999999999999999999", Err(OutOfRange)),
            ("", Err(NotWhole)),
            ("  ", Err(NotWhole)),
            ("-3", Err(NotWhole)),
            ("+3", Err(NotWhole)),
            ("3.0", Err(NotWhole)),
            ("٣٫٥", Err(NotWhole)),
            ("1e1", Err(NotWhole)),
            ("five", Err(NotWhole)),
            ("1 0", Err(NotWhole)),
            ("½", Err(NotWhole)),
        ] {
            assert_eq!(parse_whole(typed, 3, 16), wanted, "{typed:?}");
        }
    }

    #[test]
    fn every_digit_has_its_ascii_form() {
        assert_eq!(
            ascii_digits("٠١٢٣٤٥٦٧٨٩ ۰۱۲۳۴۵۶۷۸۹"),
            "0123456789 0123456789"
        );
        assert_eq!(ascii_digits("غرفة ٣ب"), "غرفة 3ب");
    }
}
