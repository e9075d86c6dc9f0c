//! The form of a desk that merges a suggestion into another.

use serde::{Deserialize, Serialize};

use super::form::{Form, Size};
use super::{Errors, FieldError};
use crate::error::Code;
use crate::ids::Reference;

const REASON: Size = Size::of(10, 1_000);

/// A merge, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct MergeDraft {
    /// The reference of the suggestion that stays.
    pub into: String,
    /// Why the two are one: the author and everyone reads it.
    pub merge_reason: String,
}

/// A merge that is in form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedMerge {
    pub into: Reference,
    /// 10 to 1,000 characters.
    pub reason: String,
}

impl MergeDraft {
    /// Checks both fields. Only a reference that reads as one leads to another suggestion.
    pub fn check(&self) -> Result<CheckedMerge, Errors> {
        let mut form = Form::default();
        let reason = form.body("merge_reason", &self.merge_reason, REASON);
        match Reference::parse(&self.into) {
            Ok(into) => form.done(CheckedMerge { into, reason }),
            Err(_) => {
                let code = Code::ReferenceInvalid.as_str();
                form.refuse(FieldError::new("into", code));
                Err(form.refused())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::faults;
    use super::*;

    #[test]
    fn a_merge_names_another_and_says_why() {
        let merge = |into: &str, reason: &str| {
            MergeDraft {
                into: into.to_owned(),
                merge_reason: reason.to_owned(),
            }
            .check()
        };
        let checked = merge(" s-7k3q-92 ", " كلاهما يطلب إنارة الممشى ").unwrap();
        assert_eq!(checked.reason, "كلاهما يطلب إنارة الممشى");
        let why = "Both ask for lamps there.";
        for (into, reason, expected) in [
            ("", why, vec!["into: reference_invalid"]),
            ("7K3Q", why, vec!["into: reference_invalid"]),
            ("S-7K3Q-92", "   ", vec!["merge_reason: text_empty"]),
            ("S-7K3Q-92", "Same.", vec!["merge_reason: text_too_short"]),
            (
                "",
                "\u{202E}Both ask for lamps",
                vec!["merge_reason: char_refused", "into: reference_invalid"],
            ),
        ] {
            assert_eq!(faults(merge(into, reason)), expected, "{into} {reason}");
        }
        let long = "x".repeat(1_001);
        assert_eq!(
            faults(merge("S-7K3Q-92", &long)),
            ["merge_reason: text_too_long"]
        );
    }
}
