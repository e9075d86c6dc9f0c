//! The numbered reasons of the participation policy, the only ones for which a suggestion is
//! hidden.

use crate::error::{UnknownWord, words};

words! {
    /// One reason of the policy. Numbers and words are never reused for another meaning.
    pub enum PolicyReason {
        OffTopic = "off_topic",
        Insult = "insult",
        PrivateData = "private_data",
        Advertising = "advertising",
        Unlawful = "unlawful",
        Flood = "flood",
        Impersonation = "impersonation",
        /// Out of public at once and on to the private channel.
        SensitiveCase = "sensitive_case",
    }
}

impl PolicyReason {
    /// The number it has in the policy, 1 to 8.
    pub const fn number(self) -> u8 {
        match self {
            Self::OffTopic => 1,
            Self::Insult => 2,
            Self::PrivateData => 3,
            Self::Advertising => 4,
            Self::Unlawful => 5,
            Self::Flood => 6,
            Self::Impersonation => 7,
            Self::SensitiveCase => 8,
        }
    }

    /// The reason of a number of the policy.
    pub fn numbered(number: u8) -> Result<Self, UnknownWord> {
        Self::ALL
            .iter()
            .copied()
            .find(|reason| reason.number() == number)
            .ok_or_else(|| UnknownWord {
                of: "PolicyReason",
                word: number.to_string(),
            })
    }

    /// Where its words stand in the locales: `policy.reasons.<word>`.
    pub fn locale_key(self) -> String {
        format!("policy.reasons.{}", self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_are_numbered_from_one_without_gaps() {
        let numbers: Vec<u8> = PolicyReason::ALL
            .iter()
            .map(|reason| reason.number())
            .collect();
        assert_eq!(numbers, [1, 2, 3, 4, 5, 6, 7, 8]);
        for reason in PolicyReason::ALL {
            assert_eq!(PolicyReason::numbered(reason.number()), Ok(*reason));
        }
        for number in [0, 9, 255] {
            assert!(PolicyReason::numbered(number).is_err(), "{number}");
        }
    }
}
