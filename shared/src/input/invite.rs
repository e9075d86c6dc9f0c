//! A steward invites somebody by e-mail address.

use serde::Deserialize;

use super::form::Form;
use super::person::STAFF_ROLES;
use super::{AddressDraft, Errors, FieldError, code};
use crate::account::{Address, Role, RoleKind};
use crate::lang::Lang;

/// The fields of an invitation, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct InviteDraft {
    pub address: String,
    pub role: String,
    /// The agency's id, for moderators and managers.
    pub agency: String,
    /// The language of the letter.
    pub lang: String,
    pub why_role: String,
}

/// An invitation that can be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckedInvitation {
    pub address: Address,
    pub role: Role,
    pub lang: Lang,
    pub reason: String,
}

impl InviteDraft {
    /// Every fault at once; an agency is named for desk roles alone.
    ///
    /// # Errors
    /// Every field that is not as it must be.
    pub fn check(&self) -> Result<CheckedInvitation, Errors> {
        let mut form = Form::default();
        let address = AddressDraft {
            address: self.address.clone(),
        };
        let address = address.check().map_err(|faults| {
            for fault in faults.0 {
                form.refuse(fault);
            }
        });
        let word = form.choice("role", &self.role, &STAFF_ROLES);
        let kind = RoleKind::parse(word).ok();
        let agency = Some(self.agency.trim().to_owned()).filter(|agency| !agency.is_empty());
        let role = kind.and_then(|kind| Role::stored(kind, agency));
        if kind.is_some() && role.is_none() {
            form.refuse(FieldError::new("agency", code::CHOICE_UNKNOWN));
        }
        let lang = Lang::parse(&self.lang);
        if lang.is_none() {
            form.refuse(FieldError::new("lang", code::CHOICE_UNKNOWN));
        }
        let reason = form.reason("why_role", &self.why_role);
        match (address, role, lang) {
            (Ok(address), Some(role), Some(lang)) => form.done(CheckedInvitation {
                address,
                role,
                lang,
                reason,
            }),
            _ => Err(form.refused()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::faults;
    use super::*;

    #[test]
    fn an_invitation_says_whom_as_what_and_why() {
        let draft = |address: &str, role: &str, agency: &str, lang: &str, why: &str| InviteDraft {
            address: address.into(),
            role: role.into(),
            agency: agency.into(),
            lang: lang.into(),
            why_role: why.into(),
        };
        let why = "She leads the libraries from Sunday on.";
        let good = draft("Badr@Example.org", "moderator", " a ", "ar", why);
        let good = good.check().unwrap();
        assert_eq!(good.address.canonical(), "badr@example.org");
        assert_eq!(good.role, Role::Moderator { agency: "a".into() });
        let wanted = [
            "address: address_invalid",
            "role: choice_unknown",
            "lang: choice_unknown",
            "why_role: text_empty",
        ];
        assert_eq!(
            faults(draft("badr", "citizen", "", "fr", "").check()),
            wanted
        );
        for (role, agency) in [("steward", "a"), ("manager", "")] {
            let draft = draft("badr@example.org", role, agency, "en", why);
            assert_eq!(faults(draft.check()), ["agency: choice_unknown"], "{role}");
        }
    }
}
