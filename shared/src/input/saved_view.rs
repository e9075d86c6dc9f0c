//! The name of a view that somebody keeps of a queue.

use serde::{Deserialize, Serialize};

use super::Errors;
use super::form::{Form, Size};

const NAME: Size = Size::of(1, 60);

/// A name, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SavedViewDraft {
    pub name: String,
}

impl SavedViewDraft {
    /// The stored form of the name: one line of 1 to 60 characters.
    pub fn check(&self) -> Result<String, Errors> {
        let mut form = Form::default();
        let name = form.line("name", &self.name, NAME);
        form.done(name)
    }
}

#[cfg(test)]
mod tests {
    use super::super::faults;
    use super::*;

    #[test]
    fn a_view_has_a_name_of_one_line() {
        let name = |name: &str| {
            SavedViewDraft {
                name: name.to_owned(),
            }
            .check()
        };
        assert_eq!(name(" المتأخر عندي ").as_deref(), Ok("المتأخر عندي"));
        assert!(name("1").is_ok() && name(&"x".repeat(60)).is_ok());
        assert_eq!(faults(name("")), ["name: text_empty"]);
        assert_eq!(faults(name(" \u{200B}")), ["name: text_empty"]);
        assert_eq!(faults(name(&"x".repeat(61))), ["name: text_too_long"]);
        assert_eq!(faults(name("a\u{202E}b")), ["name: char_refused"]);
    }
}
