//! What stewards do to an account: disabling and enabling it, giving and taking roles.

use serde::Deserialize;

use super::form::Form;
use super::{Errors, FieldError, code};
use crate::account::{Role, RoleKind};

/// The roles that a steward gives and takes, as their words.
pub const STAFF_ROLES: [&str; 3] = [
    RoleKind::Moderator.as_str(),
    RoleKind::Manager.as_str(),
    RoleKind::Steward.as_str(),
];

/// The fields of the forms of one account, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct PersonDraft {
    /// Why the account is disabled or enabled.
    pub why: String,
    pub role: String,
    /// The agency's id, for moderators and managers.
    pub agency: String,
    pub why_role: String,
    /// A role held, as the page wrote it: `manager AGENCY` or `steward`.
    pub held: String,
    pub why_withdrawn: String,
}

/// A role and the reason for giving or taking it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckedRole {
    pub role: Role,
    pub reason: String,
}

impl PersonDraft {
    /// The reason for disabling or enabling: at least ten letters.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn check_reason(&self) -> Result<String, Errors> {
        let mut form = Form::default();
        let reason = form.reason("why", &self.why);
        form.done(reason)
    }

    /// The role to be given.
    ///
    /// # Errors
    /// Every field that is not as it must be; an agency must be named for desk roles alone.
    pub fn check_grant(&self) -> Result<CheckedRole, Errors> {
        let mut form = Form::default();
        let word = form.choice("role", &self.role, &STAFF_ROLES);
        let kind = RoleKind::parse(word).ok();
        let agency = Some(self.agency.trim().to_owned()).filter(|agency| !agency.is_empty());
        let role = kind.and_then(|kind| Role::stored(kind, agency));
        if kind.is_some() && role.is_none() {
            form.refuse(FieldError::new("agency", code::CHOICE_UNKNOWN));
        }
        let reason = form.reason("why_role", &self.why_role);
        match role {
            Some(role) => form.done(CheckedRole { role, reason }),
            None => Err(form.refused()),
        }
    }

    /// The role to be taken.
    ///
    /// # Errors
    /// Every field that is not as it must be.
    pub fn check_withdrawal(&self) -> Result<CheckedRole, Errors> {
        let mut form = Form::default();
        let (word, agency) = match self.held.trim().split_once(' ') {
            Some((word, agency)) => (word, Some(agency.to_owned())),
            None => (self.held.trim(), None),
        };
        let kind = RoleKind::parse(word).ok();
        let role = kind
            .filter(|kind| *kind != RoleKind::Citizen)
            .and_then(|kind| Role::stored(kind, agency));
        if role.is_none() {
            form.refuse(FieldError::new("held", code::CHOICE_UNKNOWN));
        }
        let reason = form.reason("why_withdrawn", &self.why_withdrawn);
        match role {
            Some(role) => form.done(CheckedRole { role, reason }),
            None => Err(form.refused()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::faults;
    use super::*;

    const WHY: &str = "She leads the libraries from Sunday on.";

    #[test]
    fn a_desk_role_has_an_agency_and_every_act_a_reason() {
        let draft = |role: &str, agency: &str, why: &str| PersonDraft {
            role: role.into(),
            agency: agency.into(),
            why_role: why.into(),
            ..PersonDraft::default()
        };
        assert_eq!(
            draft("manager", " a ", WHY).check_grant().unwrap().role,
            Role::Manager { agency: "a".into() }
        );
        assert_eq!(
            draft("steward", "", WHY).check_grant().unwrap().role,
            Role::Steward
        );
        for (role, agency, why, wanted) in [
            ("manager", "", WHY, &["agency: choice_unknown"][..]),
            ("steward", "a", WHY, &["agency: choice_unknown"]),
            ("citizen", "", WHY, &["role: choice_unknown"]),
            (
                "",
                "",
                "",
                &["role: choice_unknown", "why_role: text_empty"],
            ),
            ("steward", "", "because", &["why_role: text_too_short"]),
        ] {
            assert_eq!(
                faults(draft(role, agency, why).check_grant()),
                wanted,
                "{role} {agency}"
            );
        }
    }

    #[test]
    fn only_a_role_of_staff_is_taken() {
        let draft = |held: &str| PersonDraft {
            held: held.into(),
            why_withdrawn: WHY.into(),
            ..PersonDraft::default()
        };
        let agency = || "a".to_owned();
        for (held, wanted) in [
            ("steward", Some(Role::Steward)),
            ("moderator a", Some(Role::Moderator { agency: agency() })),
            ("manager", None),
            ("steward a", None),
            ("citizen", None),
            ("", None),
        ] {
            let role = draft(held)
                .check_withdrawal()
                .ok()
                .map(|checked| checked.role);
            assert_eq!(role, wanted, "{held}");
        }
        assert_eq!(
            faults(PersonDraft::default().check_reason()),
            ["why: text_empty"]
        );
    }
}
