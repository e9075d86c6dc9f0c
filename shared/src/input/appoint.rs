//! Whom a manager appoints, by the name under which the person signs in.

use serde::{Deserialize, Serialize};

use super::Errors;
use super::form::{Form, Size};

const SIGN_IN: Size = Size::of(3, 254);

/// The field of the form, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AppointDraft {
    pub sign_in: String,
}

impl AppointDraft {
    /// The name as typed, without outer spaces: 3 to 254 characters.
    pub fn check(&self) -> Result<String, Errors> {
        let mut form = Form::default();
        let name = form.line("sign_in", &self.sign_in, SIGN_IN);
        form.done(name)
    }
}

#[cfg(test)]
mod tests {
    use super::super::faults;
    use super::*;

    #[test]
    fn a_name_is_asked_for() {
        for (typed, wanted) in [
            (" salma@example.om ", &[][..]),
            ("  ", &["sign_in: text_empty"]),
            ("ab", &["sign_in: text_too_short"]),
            ("sal\u{202E}ma", &["sign_in: char_refused"]),
        ] {
            let sign_in = typed.to_owned();
            assert_eq!(faults(AppointDraft { sign_in }.check()), wanted, "{typed}");
        }
    }
}
