//! Names that people choose to show: no mixing of scripts inside a word, no taken names.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_script::{Script, UnicodeScript};

use super::allowed;
use super::fold::fold;
use super::letters::{is_letter, letters};

/// Fewest and most characters of a name.
pub const MIN: usize = 2;
pub const MAX: usize = 60;
/// Most characters of an agency's name.
pub const MAX_AGENCY: usize = 150;

/// Names of roles and of the platform itself, in either language; agencies come as a parameter.
const RESERVED: [&str; 28] = [
    "admin",
    "administrator",
    "moderator",
    "manager",
    "steward",
    "support",
    "system",
    "official",
    "government",
    "ministry",
    "agency",
    "sharikuna",
    "root",
    "staff",
    "مدير",
    "المدير",
    "مشرف",
    "المشرف",
    "مسؤول",
    "المسؤول",
    "الدعم",
    "النظام",
    "الإدارة",
    "الحكومة",
    "وزارة",
    "الوزارة",
    "الجهة",
    "شاركونا",
];
/// No person's name begins so.
const RESERVED_FIRST_WORDS: [&str; 3] = ["وزارة", "الوزارة", "ministry"];

/// Why a name was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NameFault {
    #[error("the name is empty")]
    Empty,
    #[error("the name is too short")]
    TooShort,
    #[error("the name is too long")]
    TooLong,
    #[error("the name holds a character that names cannot have")]
    CharRefused,
    #[error("a word of the name mixes scripts")]
    MixedScripts,
    #[error("the name belongs to the platform or to an agency")]
    Reserved,
}

/// The stored form of a name, or why it is refused.
///
/// Direction marks are dropped and spaces become single. A word is Arabic, or Latin with digits,
/// or Arabic-Indic digits; different words may differ. `taken` holds the names of agencies and
/// whatever else nobody may pass for; look-alikes of those are refused too.
pub fn clean_name<'a>(
    typed: &str,
    taken: impl IntoIterator<Item = &'a str>,
) -> Result<String, NameFault> {
    let name = line(typed, MAX)?;
    for word in name.split(' ') {
        check_word(word)?;
    }
    let skeleton = skeleton(&name);
    let first = name.split(' ').next().map(self::skeleton);
    let first = first.unwrap_or_default();
    let is_taken = RESERVED
        .into_iter()
        .chain(taken)
        .any(|one| self::skeleton(one) == skeleton)
        || RESERVED_FIRST_WORDS
            .into_iter()
            .any(|one| self::skeleton(one) == first);
    if is_taken {
        Err(NameFault::Reserved)
    } else {
        Ok(name)
    }
}

/// The stored form of an agency's name, which the operator types: what is reserved for agencies it
/// may have, and commas and ampersands as their names do.
///
/// # Errors
/// Why it is refused; never [`NameFault::Reserved`] or [`NameFault::MixedScripts`].
pub fn clean_agency_name(typed: &str) -> Result<String, NameFault> {
    line(typed, MAX_AGENCY)
}

/// One line without direction marks and with single spaces, of [`MIN`] to `max` characters.
fn line(typed: &str, max: usize) -> Result<String, NameFault> {
    let marks = |c: &char| !matches!(c, '\u{200E}' | '\u{200F}' | '\u{061C}');
    let bare: String = typed.chars().filter(marks).collect();
    let text = allowed::clean_line(&bare).map_err(|_| NameFault::CharRefused)?;
    let words: Vec<&str> = text.split_whitespace().collect();
    let name = words.join(" ");
    match name.chars().count() {
        0 => Err(NameFault::Empty),
        short if short < MIN => Err(NameFault::TooShort),
        long if long > max => Err(NameFault::TooLong),
        _ if letters(&name) == 0 => Err(NameFault::CharRefused),
        _ => Ok(name),
    }
}

fn check_word(word: &str) -> Result<(), NameFault> {
    let (mut arabic, mut latin, mut arabic_digits, mut foreign) = (false, false, false, false);
    for c in word.chars() {
        match c {
            '0'..='9' => latin = true,
            '٠'..='٩' | '۰'..='۹' => arabic_digits = true,
            '\'' | '’' | '-' | '.' | '\u{0640}' | '\u{200C}' | '\u{200D}' => {}
            c if is_combining_mark(c) => match c.script() {
                Script::Arabic | Script::Inherited => {}
                _ => foreign = true,
            },
            c if is_letter(c) => match c.script() {
                Script::Arabic => arabic = true,
                Script::Latin => latin = true,
                _ => foreign = true,
            },
            _ => return Err(NameFault::CharRefused),
        }
    }
    match [arabic, latin, arabic_digits, foreign]
        .into_iter()
        .filter(|seen| *seen)
        .count()
    {
        0 | 1 if foreign => Err(NameFault::CharRefused),
        0 | 1 => Ok(()),
        _ => Err(NameFault::MixedScripts),
    }
}

/// The form in which look-alike names are equal: folded, without accents, spaces and signs, and
/// with digits and letters that resemble each other written as one; what that leaves, by the
/// skeleton of Unicode Technical Standard 39.
fn skeleton(name: &str) -> String {
    let alike: String = fold(name)
        .nfd()
        .filter(|c| is_letter(*c) || c.is_numeric())
        .map(|c| match c {
            '0' => 'o',
            '1' | 'i' | 'ı' => 'l',
            '3' => 'e',
            '4' | 'ɑ' => 'a',
            '5' => 's',
            '7' => 't',
            'گ' => 'ك',
            'پ' => 'ب',
            'چ' => 'ج',
            'ڤ' => 'ف',
            other => other,
        })
        .collect();
    unicode_security::skeleton(&alike).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const AGENCIES: [&str; 3] = ["بلدية مسقط", "Muscat Municipality", "جامعة السلطان قابوس"];

    fn clean(typed: &str) -> Result<String, NameFault> {
        clean_name(typed, AGENCIES)
    }

    #[test]
    fn good_names_are_kept() {
        for (typed, wanted) in [
            ("أحمد البلوشي", "أحمد البلوشي"),
            ("  Salma   Al-Harthy ", "Salma Al-Harthy"),
            ("Ahmed أحمد", "Ahmed أحمد"),
            ("O’Neil", "O’Neil"),
            ("Zoë Łukasz", "Zoë Łukasz"),
            ("user2026", "user2026"),
            ("أبو محمد ٩٩", "أبو محمد ٩٩"),
            ("\u{200F}مريم\u{200E}", "مريم"),
            ("عَبْدُ الله", "عَبْدُ الله"),
            ("محمّد", "محمّد"),
            ("أحمد مدير المدرسة", "أحمد مدير المدرسة"),
            ("اب", "اب"),
        ] {
            assert_eq!(clean(typed).as_deref(), Ok(wanted), "{typed:?}");
        }
    }

    #[test]
    fn bad_names_are_refused_with_the_reason() {
        use NameFault::*;
        for (typed, wanted) in [
            ("", Empty),
            (" \u{200F}\u{200B} ", Empty),
            ("x", TooShort),
            (&"ا".repeat(61), TooLong),
            ("abc\u{202E}def", CharRefused),
            ("a\nb", CharRefused),
            ("<b>x</b>", CharRefused),
            ("name😊", CharRefused),
            ("a@b", CharRefused),
            ("12345", CharRefused),
            ("--", CharRefused),
            ("аdmin", MixedScripts), // the first letter is Cyrillic
            ("Иван", CharRefused),
            ("अमित", CharRefused),
            ("aحمد", MixedScripts),
            ("أحمد99", MixedScripts),
            ("أحمد٩٩", MixedScripts),
            ("abc٣", MixedScripts),
        ] {
            assert_eq!(clean(typed), Err(wanted), "{typed:?}");
        }
        assert!(clean(&"ا".repeat(60)).is_ok());
    }

    #[test]
    fn nobody_passes_for_staff_or_an_agency() {
        for typed in [
            "admin",
            "Admin",
            "ADMIN",
            "adm1n",
            "4dmin",
            "ádmin",
            "ad.min",
            "adrnin",
            "ɡovernment",
            "sharıkuna",
            "Muscɑt Municipality",
            "a-d-m-i-n",
            "adm in",
            "admln",
            "ａｄｍｉｎ",
            "m0derator",
            "مدير",
            "مدیر",
            "مُدِير",
            "مـديـر",
            "المدير",
            "وزارة",
            "وزاره",
            "وزارة الصحة",
            "وزاره التربيه",
            "Ministry of Health",
            "شاركونا",
            "شارکونا",
            "الإدارة",
            "الاداره",
            "بلدية مسقط",
            "بلديه  مسقط",
            "MUSCAT municipality",
            "MuscatMunicipality",
            "جامعة السلطان قابوس.",
        ] {
            assert_eq!(clean(typed), Err(NameFault::Reserved), "{typed:?}");
        }
    }

    #[test]
    fn an_agency_is_called_as_agencies_are() {
        for name in [
            "Ministry of Heritage & Tourism",
            "Ministry of Commerce, Industry and Investment Promotion",
            "وزارة العدل والشؤون القانونية",
            "هيئة تنظيم الاتصالات (TRA)",
        ] {
            assert_eq!(clean_agency_name(&format!(" {name} ")).as_deref(), Ok(name));
        }
        for (typed, fault) in [
            ("", NameFault::Empty),
            ("و", NameFault::TooShort),
            ("12 34", NameFault::CharRefused),
            ("\u{202E}Ministry", NameFault::CharRefused),
            (&"م".repeat(MAX_AGENCY + 1), NameFault::TooLong),
        ] {
            assert_eq!(clean_agency_name(typed), Err(fault), "{typed}");
        }
    }
}
