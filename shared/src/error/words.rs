//! Enums that stand in storage, addresses and the API as one stable word each.

/// A word that none of the known ones is; `of` names the kind of thing it was read as.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{word:?} is no {of}")]
pub struct UnknownWord {
    pub of: &'static str,
    pub word: String,
}

impl super::Coded for UnknownWord {
    fn code(&self) -> super::Code {
        super::Code::ChoiceUnknown
    }
}

/// Declares an enum without facts whose variants are stored as words, from one table:
/// `ALL`, `as_str`, `parse`, `Display`, and serde as that word.
macro_rules! words {
    ($(#[$meta:meta])* $vis:vis enum $name:ident {
        $($(#[$variant_meta:meta])* $variant:ident = $word:literal),+ $(,)?
    }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        $vis enum $name {
            $($(#[$variant_meta])* $variant),+
        }

        impl $name {
            /// Every one, in the order of declaration.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The stable word that is stored and sent.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $word),+
                }
            }

            /// Reads the stable word back.
            pub fn parse(word: &str) -> Result<Self, $crate::error::UnknownWord> {
                match word {
                    $($word => Ok(Self::$variant),)+
                    _ => Err($crate::error::UnknownWord {
                        of: stringify!($name),
                        word: word.to_owned(),
                    }),
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(self.as_str())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let word = <String as serde::Deserialize>::deserialize(from)?;
                Self::parse(&word).map_err(serde::de::Error::custom)
            }
        }
    };
}

pub(crate) use words;

#[cfg(test)]
mod tests {
    use serde::de::IntoDeserializer;
    use serde::de::value::{Error, StrDeserializer};

    use super::*;

    words! {
        enum Tree {
            Palm = "palm",
            Frankincense = "frankincense",
        }
    }

    #[test]
    fn every_word_reads_back_and_no_other_does() {
        assert_eq!(Tree::ALL.len(), 2);
        for tree in Tree::ALL {
            assert_eq!(Tree::parse(tree.as_str()), Ok(*tree));
            assert_eq!(tree.to_string(), tree.as_str());
        }
        for word in ["", "Palm", "palm ", "olive"] {
            let refused = Tree::parse(word).unwrap_err();
            assert_eq!(
                refused,
                UnknownWord {
                    of: "Tree",
                    word: word.to_owned()
                }
            );
        }
    }

    #[test]
    fn serde_knows_the_same_words() {
        let read = |word: &'static str| -> Result<Tree, Error> {
            let from: StrDeserializer<'_, Error> = word.into_deserializer();
            serde::Deserialize::deserialize(from)
        };
        assert_eq!(read("palm"), Ok(Tree::Palm));
        assert!(read("olive").is_err());
    }
}
