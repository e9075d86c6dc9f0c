//! Signing in, and the name that a person chooses to show.

use std::fmt;

use serde::Deserialize;

use super::form::{Form, Size};
use super::{Errors, FieldError, code};
use crate::text::names::{self, NameFault, clean_name};

const NAME: Size = Size::of(1, 100);
const PASSWORD_MAX: u32 = 1_000;

/// The fields of the form, as typed. The password is never written back or printed.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct SignInDraft {
    pub name: String,
    pub password: String,
}

/// Fields that are worth a look into the accounts.
#[derive(Clone, PartialEq, Eq)]
pub struct CheckedSignIn {
    pub name: String,
    /// Exactly as typed, up to 1,000 characters.
    pub password: String,
}

impl SignInDraft {
    /// Both fields must be filled; the bound on the password bounds the work of hashing it.
    pub fn check(&self) -> Result<CheckedSignIn, Errors> {
        let mut form = Form::default();
        let name = form.line("name", &self.name, NAME);
        let fault = match u32::try_from(self.password.chars().count()).unwrap_or(u32::MAX) {
            0 => Some((code::TEXT_EMPTY, None)),
            long if long > PASSWORD_MAX => Some((code::TEXT_TOO_LONG, Some(PASSWORD_MAX))),
            _ => None,
        };
        if let Some((code, max)) = fault {
            form.refuse(FieldError {
                field: "password",
                code,
                max,
                min: None,
            });
        }
        form.done(CheckedSignIn {
            name,
            password: self.password.clone(),
        })
    }
}

impl fmt::Debug for SignInDraft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SignInDraft")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for CheckedSignIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CheckedSignIn")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

/// Checks a shown name as one field; `taken` as in [`clean_name`].
pub fn check_name<'a>(
    field: &'static str,
    typed: &str,
    taken: impl IntoIterator<Item = &'a str>,
) -> Result<String, Errors> {
    let (min, max) = (
        u32::try_from(names::MIN).ok(),
        u32::try_from(names::MAX).ok(),
    );
    clean_name(typed, taken).map_err(|fault| {
        let plain = |code| FieldError::new(field, code);
        let sized = |code| FieldError {
            field,
            code,
            max,
            min,
        };
        Errors(vec![match fault {
            NameFault::Empty => sized(code::TEXT_EMPTY),
            NameFault::TooShort => sized(code::TEXT_TOO_SHORT),
            NameFault::TooLong => sized(code::TEXT_TOO_LONG),
            NameFault::CharRefused => plain(code::CHAR_REFUSED),
            NameFault::MixedScripts => plain(code::NAME_MIXED_SCRIPTS),
            NameFault::Reserved => plain(code::NAME_RESERVED),
        }])
    })
}

#[cfg(test)]
mod tests {
    use super::super::faults;
    use super::*;

    fn draft(name: &str, password: &str) -> SignInDraft {
        SignInDraft {
            name: name.to_owned(),
            password: password.to_owned(),
        }
    }

    #[test]
    fn both_fields_are_needed_and_the_password_stays_as_typed() {
        let checked = draft(" salma ", " کلمة  سر ").check().unwrap();
        assert_eq!(
            (checked.name.as_str(), checked.password.as_str()),
            ("salma", " کلمة  سر ")
        );
        assert_eq!(
            faults(draft("", "").check()),
            ["name: text_empty", "password: text_empty"]
        );
        assert_eq!(
            faults(draft("a", &"x".repeat(1_001)).check()),
            ["password: text_too_long"]
        );
        assert_eq!(
            faults(draft("a\u{202E}", "x").check()),
            ["name: char_refused"]
        );
    }

    #[test]
    fn no_password_is_printed() {
        let typed = draft("salma", "secret");
        assert!(!format!("{typed:?}{:?}", typed.check()).contains("secret"));
    }

    #[test]
    fn names_have_codes() {
        for (typed, wanted) in [
            ("سلمى", &[][..]),
            ("", &["name: text_empty"]),
            ("س", &["name: text_too_short"]),
            (&"س".repeat(61), &["name: text_too_long"]),
            ("a<b", &["name: char_refused"]),
            ("аdmin", &["name: name_mixed_scripts"]),
            ("Adm1n", &["name: name_reserved"]),
            ("بلديه مسقط", &["name: name_reserved"]),
        ] {
            assert_eq!(
                faults(check_name("name", typed, ["بلدية مسقط"])),
                wanted,
                "{typed:?}"
            );
        }
    }
}
