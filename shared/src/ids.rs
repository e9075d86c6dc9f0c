//! Names of things: ids, the short reference said on the phone, and slugs in addresses.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::error::{Code, Coded};
use crate::text::digits::ascii_digits;

/// The text is not a lower-case hyphenated uuid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an id")]
pub struct BadId;

impl Coded for BadId {
    fn code(&self) -> Code {
        Code::IdInvalid
    }
}

/// True for 36 characters, hyphens at 8, 13, 18 and 23, lower-case hexadecimal elsewhere.
fn is_uuid_text(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => matches!(byte, b'0'..=b'9' | b'a'..=b'f'),
        })
}

/// Conversions from and to text for a type with `parse` and `Display`.
macro_rules! text_form {
    ($name:ident, $fault:ident) => {
        impl FromStr for $name {
            type Err = $fault;

            fn from_str(text: &str) -> Result<Self, $fault> {
                Self::parse(text)
            }
        }

        impl TryFrom<String> for $name {
            type Error = $fault;

            fn try_from(text: String) -> Result<Self, $fault> {
                Self::parse(&text)
            }
        }

        impl From<$name> for String {
            fn from(named: $name) -> String {
                named.to_string()
            }
        }
    };
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// Takes the lower-case hyphenated text of a uuid, nothing else.
            pub fn parse(text: &str) -> Result<Self, BadId> {
                if is_uuid_text(text) { Ok(Self(text.to_owned())) } else { Err(BadId) }
            }

            /// The 36 characters of the id.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        text_form!($name, BadId);
    )+};
}

ids! {
    /// An agency that opens topics and owes answers.
    AgencyId
    /// A person with an account.
    PersonId
    /// A topic of consultation.
    TopicId
    /// A suggestion.
    SuggestionId
    /// One row of the answers to a suggestion.
    AnswerId
    /// The commitment that an adopted answer carries.
    CommitmentId
    /// A numbered edition of a topic's standing.
    EditionId
    /// A signed-in session.
    SessionId
    /// A topic's outcome report.
    ReportId
}

/// Crockford's base 32: no I, L, O or U, so that a reference survives being said aloud.
const SYMBOLS: [char; 32] = [
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'J',
    'K', 'M', 'N', 'P', 'Q', 'R', 'S', 'T', 'V', 'W', 'X', 'Y', 'Z',
];
const SYMBOLS_IN_REFERENCE: usize = 6;

/// The short reference of a suggestion, `S-7K3Q-92`: 30 bits as six symbols of Crockford base 32.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Reference(u32);

/// The text is not a reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a reference")]
pub struct BadReference;

impl Coded for BadReference {
    fn code(&self) -> Code {
        Code::ReferenceInvalid
    }
}

impl Reference {
    /// Takes the lowest 30 bits; the two highest are ignored.
    pub fn from_bits(bits: u32) -> Self {
        Self(bits & 0x3FFF_FFFF)
    }

    /// The 30 bits of the reference.
    pub fn bits(self) -> u32 {
        self.0
    }

    /// Reads what people type: any case, dashes and spaces anywhere or nowhere, the leading S
    /// left out, Arabic-Indic digits, O for 0, I or L for 1.
    pub fn parse(text: &str) -> Result<Self, BadReference> {
        let typed = ascii_digits(text);
        let typed = typed.trim_matches(is_filler);
        let after_s = typed.strip_prefix(['S', 's']);
        // A dash after the S makes it the prefix; without one, only the length can tell.
        let prefixed = after_s.is_some_and(|rest| rest.starts_with(is_filler));
        let mut code = symbol_values(typed)?;
        if prefixed || (after_s.is_some() && code.len() > SYMBOLS_IN_REFERENCE) {
            code.remove(0);
        }
        if code.len() != SYMBOLS_IN_REFERENCE {
            return Err(BadReference);
        }
        Ok(Self(code.iter().fold(0, |bits, value| bits << 5 | value)))
    }
}

/// Dashes, spaces and the direction marks that copying from an Arabic line brings along.
fn is_filler(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{200E}' | '\u{200F}' | '\u{061C}'
        )
        || matches!(c, '\u{2066}'..='\u{2069}')
}

fn symbol_values(typed: &str) -> Result<Vec<u32>, BadReference> {
    let symbols = typed.chars().filter(|c| !is_filler(*c));
    symbols
        .map(|c| symbol_value(c).ok_or(BadReference))
        .collect()
}

fn symbol_value(typed: char) -> Option<u32> {
    let symbol = match typed.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    SYMBOLS
        .iter()
        .zip(0..)
        .find_map(|(known, value)| (*known == symbol).then_some(value))
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("S-")?;
        for (at, shift) in [25, 20, 15, 10, 5, 0].into_iter().enumerate() {
            if at == 4 {
                f.write_str("-")?;
            }
            let wanted = self.0 >> shift & 31;
            for (symbol, value) in SYMBOLS.iter().zip(0..) {
                if value == wanted {
                    write!(f, "{symbol}")?;
                }
            }
        }
        Ok(())
    }
}

text_form!(Reference, BadReference);

/// The readable part of an address: ASCII `a-z 0-9 -`, 1 to 80 characters, no dash at either end
/// and none doubled.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Slug(String);

/// The text is not a slug.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a slug")]
pub struct BadSlug;

impl Coded for BadSlug {
    fn code(&self) -> Code {
        Code::SlugInvalid
    }
}

impl Slug {
    /// The most characters a slug may have.
    pub const MAX: usize = 80;

    /// Takes a slug exactly as it must stand in an address.
    pub fn parse(text: &str) -> Result<Self, BadSlug> {
        let allowed = |byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-');
        let good = (1..=Self::MAX).contains(&text.len())
            && text.bytes().all(allowed)
            && text.split('-').all(|part| !part.is_empty());
        if good {
            Ok(Self(text.to_owned()))
        } else {
            Err(BadSlug)
        }
    }

    /// The slug as it stands in addresses.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

text_form!(Slug, BadSlug);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_lower_case_hyphenated_uuid_text_and_nothing_else() {
        let good = "0193a5f0-7c1e-7b42-9d3a-5f2e8c6b1a00";
        assert_eq!(TopicId::parse(good).unwrap().as_str(), good);
        for bad in [
            "",
            "0193A5F0-7C1E-7B42-9D3A-5F2E8C6B1A00",
            "0193a5f07c1e7b429d3a5f2e8c6b1a00",
            "0193a5f0-7c1e-7b42-9d3a-5f2e8c6b1a0",
            "0193a5f0-7c1e-7b42-9d3a-5f2e8c6b1a000",
            "0193a5f0-7c1e-7b42-9d3a-5f2e8c6b1a0g",
            "0193a5f0_7c1e-7b42-9d3a-5f2e8c6b1a00",
            " 193a5f0-7c1e-7b42-9d3a-5f2e8c6b1a00",
            "0193a5f0-7c1e-7b42-9d3a-5f2e8c6b1é0",
            "٠193a5f0-7c1e-7b42-9d3a-5f2e8c6b1a0",
        ] {
            assert_eq!(SuggestionId::parse(bad), Err(BadId), "{bad:?}");
        }
    }

    #[test]
    fn an_id_travels_as_a_plain_string() {
        let id = PersonId::parse("0193a5f0-7c1e-7b42-9d3a-5f2e8c6b1a00").unwrap();
        let json = serde_json::to_string(&id).unwrap();
        assert_eq!(json, "\"0193a5f0-7c1e-7b42-9d3a-5f2e8c6b1a00\"");
        assert_eq!(serde_json::from_str::<PersonId>(&json).unwrap(), id);
        assert!(serde_json::from_str::<PersonId>("\"me\"").is_err());
    }

    #[test]
    fn a_reference_reads_back_from_its_own_text() {
        for bits in [0, 1, 31, 32, 0x1234_5678, 0x3FFF_FFFF] {
            let reference = Reference::from_bits(bits);
            assert_eq!(Reference::parse(&reference.to_string()), Ok(reference));
        }
        assert_eq!(Reference::from_bits(0).to_string(), "S-0000-00");
        assert_eq!(Reference::from_bits(u32::MAX).to_string(), "S-ZZZZ-ZZ");
    }

    #[test]
    fn a_reference_is_read_as_people_type_it() {
        let meant = Reference::parse("S-7K3Q-92").unwrap();
        for typed in [
            "s-7k3q-92",
            "S7K3Q92",
            "7k3q92",
            "7K3Q-92",
            " s 7k3q 92 ",
            "S-٧K٣Q-٩٢",
            "S-۷K۳Q-۹۲",
            "S–7K3Q–92",
            "\u{2066}S-7K3Q-92\u{2069}",
        ] {
            assert_eq!(Reference::parse(typed), Ok(meant), "{typed:?}");
        }
        assert_eq!(Reference::parse("S-OIL0-1O"), Reference::parse("S-0110-10"));
        assert_eq!(Reference::parse("SSSSSS"), Reference::parse("S-SSSS-SS"));
        for bad in [
            "",
            "S",
            "S-7K3Q-9",
            "S-7K3Q-923",
            "T-7K3Q-92",
            "S-7K3U-92",
            "S-7K3Q-9ب",
        ] {
            assert_eq!(Reference::parse(bad), Err(BadReference), "{bad:?}");
        }
    }

    #[test]
    fn a_slug_is_plain_ascii() {
        for good in ["a", "library-hours-2026", "7", &"a".repeat(80)] {
            assert!(Slug::parse(good).is_ok(), "{good}");
        }
        for bad in [
            "",
            "-a",
            "a-",
            "a--b",
            "A",
            "a b",
            "مكتبة",
            "a/b",
            "a_b",
            "a.b",
            &"a".repeat(81),
        ] {
            assert_eq!(Slug::parse(bad), Err(BadSlug), "{bad}");
        }
    }
}
