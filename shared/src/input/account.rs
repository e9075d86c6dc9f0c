//! What people type about their accounts: address, password, name.

use std::fmt;

use serde::Deserialize;

use super::{Errors, FieldError, check_name, code};
use crate::account::address::{self, Address, AddressFault};
use crate::account::check_password_length;
use crate::account::password::{CITIZEN_LEAST, MOST, PasswordRefusal, STAFF_LEAST};

/// An address, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct AddressDraft {
    pub address: String,
}

impl AddressDraft {
    /// # Errors
    /// What is wrong with it.
    pub fn check(&self) -> Result<Address, Errors> {
        Address::parse(&self.address).map_err(|fault| {
            let code = match fault {
                AddressFault::Empty => code::TEXT_EMPTY,
                AddressFault::TooLong => code::TEXT_TOO_LONG,
                AddressFault::Invalid => code::ADDRESS_INVALID,
            };
            Errors(vec![FieldError {
                field: "address",
                code,
                max: u32::try_from(address::MOST).ok(),
                min: None,
            }])
        })
    }
}

/// A password that somebody chooses; never printed, never written back.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct NewPassword(pub String);

impl NewPassword {
    /// Its length. Whether it is easily guessed is asked where the lists are.
    ///
    /// # Errors
    /// Too short or too long.
    pub fn check(&self, field: &'static str, staff: bool) -> Result<(), FieldError> {
        if self.0.is_empty() {
            return Err(FieldError::new(field, code::TEXT_EMPTY));
        }
        check_password_length(&self.0, staff).map_err(|refusal| {
            let least = if staff { STAFF_LEAST } else { CITIZEN_LEAST };
            FieldError {
                field,
                code: match refusal {
                    PasswordRefusal::TooShort { .. } => code::PASSWORD_TOO_SHORT,
                    PasswordRefusal::TooLong { .. } => code::PASSWORD_TOO_LONG,
                },
                max: u32::try_from(MOST).ok(),
                min: u32::try_from(least).ok(),
            }
        })
    }
}

impl fmt::Debug for NewPassword {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("…")
    }
}

/// What completes a registration, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct RegisterDraft {
    pub password: NewPassword,
    /// May be left empty.
    pub name: String,
    /// `yes` when ticked.
    pub show_name: String,
    /// `yes` when ticked.
    pub consent: String,
}

/// A person who can be registered, if the password is none that others would guess.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedPerson {
    pub password: NewPassword,
    pub name: Option<String>,
    /// Only with a name.
    pub show_name: bool,
}

impl RegisterDraft {
    /// Every fault at once; `taken` as in [`check_name`].
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn check<'a>(
        &self,
        taken: impl IntoIterator<Item = &'a str>,
    ) -> Result<CheckedPerson, Errors> {
        let mut errors = Vec::new();
        errors.extend(self.password.check("password", false).err());
        let name = match self.name.trim() {
            "" => None,
            typed => match check_name("name", typed, taken) {
                Ok(name) => Some(name),
                Err(faults) => {
                    errors.extend(faults.0);
                    None
                }
            },
        };
        if self.consent != "yes" {
            errors.push(FieldError::new("consent", code::CONSENT_MISSING));
        }
        if !errors.is_empty() {
            return Err(Errors(errors));
        }
        Ok(CheckedPerson {
            password: self.password.clone(),
            show_name: self.show_name == "yes" && name.is_some(),
            name,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::faults;
    use super::*;

    #[test]
    fn an_address_that_is_none_says_why() {
        let check = |typed: &str| {
            let address = typed.to_owned();
            faults(AddressDraft { address }.check())
        };
        assert_eq!(check("salma@example.org"), Vec::<String>::new());
        assert_eq!(check(" "), ["address: text_empty"]);
        assert_eq!(check("salma"), ["address: address_invalid"]);
        assert_eq!(check(&"a".repeat(300)), ["address: address_invalid"]);
        assert_eq!(check(&"a".repeat(3_000)), ["address: text_too_long"]);
    }

    fn person(password: &str, name: &str, consent: &str) -> RegisterDraft {
        RegisterDraft {
            password: NewPassword(password.to_owned()),
            name: name.to_owned(),
            show_name: "yes".to_owned(),
            consent: consent.to_owned(),
        }
    }

    #[test]
    fn everything_wrong_is_said_at_once() {
        for (draft, wanted) in [
            (person("seven quiet date palms", "", "yes"), vec![]),
            (
                person("", "x", ""),
                vec![
                    "password: text_empty",
                    "name: text_too_short",
                    "consent: consent_missing",
                ],
            ),
            (
                person("eleven char", "", "yes"),
                vec!["password: password_too_short"],
            ),
            (person(&"م".repeat(12), "", "yes"), vec![]),
            (person(&"م".repeat(256), "", "yes"), vec![]),
            (
                person(&"م".repeat(257), "", "yes"),
                vec!["password: password_too_long"],
            ),
            (
                person("seven quiet date palms", "بلدية مسقط", "yes"),
                vec!["name: name_reserved"],
            ),
            (
                person("seven quiet date palms", "sal\u{202E}ma", "yes"),
                vec!["name: char_refused"],
            ),
            (
                person("seven quiet date palms", &"ا".repeat(10_000), "on"),
                vec!["name: text_too_long", "consent: consent_missing"],
            ),
        ] {
            assert_eq!(faults(draft.check(["بلدية مسقط"])), wanted, "{draft:?}");
        }
    }

    #[test]
    fn a_name_is_shown_only_where_there_is_one() {
        let shown = |name| person("seven quiet date palms", name, "yes").check([]);
        assert!(!shown("").unwrap().show_name);
        assert!(!shown("   ").unwrap().show_name);
        assert_eq!(shown("سلمى").unwrap().name.as_deref(), Some("سلمى"));
        assert!(shown("سلمى").unwrap().show_name);
    }

    #[test]
    fn no_password_is_printed() {
        let draft = person("seven quiet date palms", "", "yes");
        assert!(!format!("{draft:?}{:?}", draft.check([])).contains("palms"));
    }
}
