//! The governorates of Oman.

use crate::lang::Lang;

/// A governorate: a stable code and its name in both languages.
#[derive(Debug, PartialEq, Eq)]
pub struct Governorate {
    pub code: &'static str,
    pub name_ar: &'static str,
    pub name_en: &'static str,
}

impl Governorate {
    /// The governorate of a code.
    pub fn parse(code: &str) -> Option<&'static Self> {
        GOVERNORATES.iter().find(|one| one.code == code)
    }

    /// Its name in a language of the interface.
    pub fn name(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::Ar => self.name_ar,
            Lang::En => self.name_en,
        }
    }
}

const fn governorate(
    code: &'static str,
    name_ar: &'static str,
    name_en: &'static str,
) -> Governorate {
    Governorate {
        code,
        name_ar,
        name_en,
    }
}

/// All eleven, in the usual official order.
pub const GOVERNORATES: &[Governorate] = &[
    governorate("muscat", "مسقط", "Muscat"),
    governorate("dhofar", "ظفار", "Dhofar"),
    governorate("musandam", "مسندم", "Musandam"),
    governorate("al-buraimi", "البريمي", "Al Buraimi"),
    governorate("ad-dakhiliyah", "الداخلية", "Ad Dakhiliyah"),
    governorate("north-al-batinah", "شمال الباطنة", "North Al Batinah"),
    governorate("south-al-batinah", "جنوب الباطنة", "South Al Batinah"),
    governorate("south-ash-sharqiyah", "جنوب الشرقية", "South Ash Sharqiyah"),
    governorate("north-ash-sharqiyah", "شمال الشرقية", "North Ash Sharqiyah"),
    governorate("adh-dhahirah", "الظاهرة", "Adh Dhahirah"),
    governorate("al-wusta", "الوسطى", "Al Wusta"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::Slug;

    #[test]
    fn eleven_with_codes_of_their_own() {
        assert_eq!(GOVERNORATES.len(), 11);
        for one in GOVERNORATES {
            assert_eq!(Governorate::parse(one.code), Some(one));
            assert!(Slug::parse(one.code).is_ok(), "{}", one.code);
            assert_ne!(one.name(Lang::Ar), one.name(Lang::En));
            assert_eq!(
                crate::lang::detect(one.name_ar, Lang::En),
                crate::lang::TextLang::Ar
            );
        }
        assert_eq!(Governorate::parse("Muscat"), None);
        assert_eq!(Governorate::parse(""), None);
    }
}
