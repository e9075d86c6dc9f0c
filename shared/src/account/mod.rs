//! Who a person is on the platform, and what each may do.

pub mod address;
pub mod can;
pub mod consent;
pub mod password;

pub use address::{Address, AddressFault};
pub use can::{Action, Refusal, Subject, can};
pub use password::{PasswordRefusal, check_password_length};

use crate::error::words;

words! {
    /// The word of a role as it is stored; the agency of a desk role is stored beside it.
    pub enum RoleKind {
        Citizen = "citizen",
        Moderator = "moderator",
        Manager = "manager",
        Steward = "steward",
    }
}

/// A role, with the id of the agency where it belongs to one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Role {
    /// Everyone with an account.
    Citizen,
    /// Answers, merges and hides for an agency.
    Moderator { agency: String },
    /// Also opens and concludes the topics of an agency.
    Manager { agency: String },
    /// Keeps the platform; never answers for an agency.
    Steward,
}

impl Role {
    pub const fn kind(&self) -> RoleKind {
        match self {
            Self::Citizen => RoleKind::Citizen,
            Self::Moderator { .. } => RoleKind::Moderator,
            Self::Manager { .. } => RoleKind::Manager,
            Self::Steward => RoleKind::Steward,
        }
    }

    /// The agency of a desk role.
    pub fn agency(&self) -> Option<&str> {
        match self {
            Self::Moderator { agency } | Self::Manager { agency } => Some(agency),
            Self::Citizen | Self::Steward => None,
        }
    }

    /// Puts a stored role together; `None` when a desk role has no agency or another has one.
    pub fn stored(kind: RoleKind, agency: Option<String>) -> Option<Self> {
        match (kind, agency) {
            (RoleKind::Citizen, None) => Some(Self::Citizen),
            (RoleKind::Steward, None) => Some(Self::Steward),
            (RoleKind::Moderator, Some(agency)) => Some(Self::Moderator { agency }),
            (RoleKind::Manager, Some(agency)) => Some(Self::Manager { agency }),
            _ => None,
        }
    }
}

/// A signed-in person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    pub id: String,
    pub roles: Vec<Role>,
    pub disabled: bool,
}

impl Person {
    pub fn is_steward(&self) -> bool {
        self.roles.contains(&Role::Steward)
    }

    /// Whether the person sits at the desk of `agency`, as moderator or manager.
    pub fn is_staff_of(&self, agency: &str) -> bool {
        self.roles.iter().any(|role| role.agency() == Some(agency))
    }

    pub fn manages(&self, agency: &str) -> bool {
        self.roles
            .iter()
            .any(|role| matches!(role, Role::Manager { agency: of } if of == agency))
    }

    /// Whether the person is steward or sits at any desk: the rules for staff passwords apply.
    pub fn is_staff(&self) -> bool {
        self.roles.iter().any(|role| *role != Role::Citizen)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_desk_role_has_an_agency_and_no_other_has() {
        for kind in RoleKind::ALL.iter().copied() {
            let desk = matches!(kind, RoleKind::Moderator | RoleKind::Manager);
            let with = Role::stored(kind, Some("a".to_owned()));
            let without = Role::stored(kind, None);
            assert_eq!((with.is_some(), without.is_some()), (desk, !desk), "{kind}");
            let role = with.or(without).unwrap();
            assert_eq!(role.kind(), kind);
            assert_eq!(role.agency(), desk.then_some("a"));
        }
    }

    #[test]
    fn staff_are_all_but_citizens() {
        for kind in RoleKind::ALL.iter().copied() {
            let role = Role::stored(kind, None).or(Role::stored(kind, Some("a".to_owned())));
            let person = Person {
                id: "p".to_owned(),
                roles: Vec::from_iter(role),
                disabled: false,
            };
            assert_eq!(person.is_staff(), kind != RoleKind::Citizen, "{kind}");
        }
    }
}
