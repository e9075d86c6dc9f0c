//! How long a password is. Nothing else is asked of it.

use crate::error::{Code, Coded};

/// Characters a citizen's password has at least.
pub const CITIZEN_LEAST: usize = 12;
/// Characters the password of staff has at least.
pub const STAFF_LEAST: usize = 15;
/// Characters any password has at most: hashing is not free.
pub const MOST: usize = 256;

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PasswordRefusal {
    #[error("the password has {characters} characters, at least {least} are needed")]
    TooShort { characters: usize, least: usize },
    #[error("the password has more than {most} characters")]
    TooLong { most: usize },
}

impl Coded for PasswordRefusal {
    fn code(&self) -> Code {
        match self {
            Self::TooShort { .. } => Code::PasswordTooShort,
            Self::TooLong { .. } => Code::PasswordTooLong,
        }
    }
}

/// Checks the length of a new password in characters, not bytes: an Arabic one is not longer for
/// being Arabic. `staff` is [`Person::is_staff`](super::Person::is_staff).
pub fn check_password_length(password: &str, staff: bool) -> Result<(), PasswordRefusal> {
    let characters = password.chars().count();
    let least = if staff { STAFF_LEAST } else { CITIZEN_LEAST };
    if characters < least {
        Err(PasswordRefusal::TooShort { characters, least })
    } else if characters > MOST {
        Err(PasswordRefusal::TooLong { most: MOST })
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twelve_for_citizens_fifteen_for_staff_at_most_256() {
        let short = |characters, least| Err(PasswordRefusal::TooShort { characters, least });
        let long = Err(PasswordRefusal::TooLong { most: 256 });
        for (characters, citizen, staff) in [
            (0, short(0, 12), short(0, 15)),
            (11, short(11, 12), short(11, 15)),
            (12, Ok(()), short(12, 15)),
            (14, Ok(()), short(14, 15)),
            (15, Ok(()), Ok(())),
            (256, Ok(()), Ok(())),
            (257, long, long),
        ] {
            for letter in ["a", "ش", "𝄞"] {
                let password = letter.repeat(characters);
                assert_eq!(
                    check_password_length(&password, false),
                    citizen,
                    "{characters}"
                );
                assert_eq!(
                    check_password_length(&password, true),
                    staff,
                    "{characters}"
                );
            }
        }
    }
}
