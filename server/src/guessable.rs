//! Whether others would guess a password.

use zxcvbn::zxcvbn;

/// The platform's own names: everybody knows them.
const PLATFORM: [&str; 4] = ["sharikuna", "شاركونا", "مشاركة", "consultation"];

/// Guesses below which a password is refused, as a power of ten: what an attacker tries who has
/// stolen the digests and a few hours.
const TOO_FEW: f64 = 9.0;

/// Whether a password is among the first that somebody would try: one of the 30,000 most common
/// ones, a word or a name of such lists, a row of keys, digits or a date, also doubled, turned
/// round, with capitals, digits behind it or 0 for o (`zxcvbn`); or made of what is known of its
/// owner, as `about` says: address, name, agency.
pub fn is_guessable(password: &str, about: &[&str]) -> bool {
    let mut known: Vec<String> = PLATFORM.map(str::to_owned).to_vec();
    for text in about {
        // Of an address the part that names somebody; both also without signs, and in pieces.
        let name = text.split('@').next().unwrap_or(text);
        for whole in [*text, name] {
            known.push(whole.to_owned());
            known.push(whole.chars().filter(|c| c.is_alphanumeric()).collect());
        }
        let pieces = text.split(|c: char| !c.is_alphanumeric());
        known.extend(
            pieces
                .filter(|part| part.chars().count() > 2)
                .map(str::to_owned),
        );
    }
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    of_few_letters(password) || zxcvbn(password, &known).guesses_log10() < TOO_FEW
}

/// Lists know the words of few languages: in any, a password of very few different letters is one
/// that is typed without thinking.
fn of_few_letters(password: &str) -> bool {
    let mut letters: Vec<char> = password.to_lowercase().chars().collect();
    letters.sort_unstable();
    letters.dedup();
    letters.len() < 4
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_ones_and_their_variations_are_guessed() {
        for password in [
            "123456789012",
            "qwertyuiop123",
            "passwordpassword",
            "Password123456",
            "PASSWORDPASSWORD",
            "p4ssw0rdp4ssw0rd",
            "drowssapdrowssap",
            "iloveyou1234",
            "unbelievable",
            "administrator",
            "administrator1",
            "abcdefghijkl",
            "aaaaaaaaaaaa",
            "ممممممممممممم",
            "١١١١١١٢٢٢٢٢٢",
            "monkeymonkey12",
            "football2026",
            "sharikuna2026",
            "SharikunaSharikuna",
            "شاركونا2026",
            "شاركوناشاركونا",
        ] {
            assert!(is_guessable(password, &[]), "{password}");
        }
    }

    #[test]
    fn what_is_known_of_its_owner_is_guessed() {
        let about = [
            "salma.alharthy@example.org",
            "Salma Al-Harthy",
            "بلدية مسقط",
        ];
        for password in [
            "salma.alharthy",
            "salma.alharthy1",
            "salma_alharthy",
            "alharthy12345",
            "SalmaAlharthy1",
            "salma.alharthy@example.org",
            "بلدية مسقط",
        ] {
            assert!(is_guessable(password, &about), "{password}");
        }
        assert!(!is_guessable("salma likes nine dark figs", &about));
    }

    #[test]
    fn four_words_and_what_a_program_makes_are_not() {
        for password in [
            "seven quiet date palms",
            "ستّ نخلات على حافة الوادي",
            "kettle مفتاح drum قمر",
            "x7#Kq92mLp0v",
            "🌴🌙🐪⛵🏔️📻🧭🪁🎐🧿🪕🛶",
        ] {
            assert!(!is_guessable(password, &[]), "{password}");
        }
    }

    /// A password may have 256 characters: looking at it must not take long.
    #[test]
    fn the_longest_are_looked_at_as_well() {
        assert!(is_guessable(&"ab".repeat(128), &[]));
        let long: String = (0..64).map(|n| format!("{:04}", n * 7919 % 9973)).collect();
        assert_eq!(long.len(), 256);
        assert!(!is_guessable(&long, &[]));
    }
}
