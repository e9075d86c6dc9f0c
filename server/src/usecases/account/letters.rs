//! The letters about an account.

use frontend::i18n::t;
use jiff::Timestamp;
use shared::account::{Address, RoleKind};
use shared::lang::Lang;
use shared::letter::LetterKind;

use crate::config::Base;
use crate::mail::{Letter, Receiver, Writing};

/// Where a letter's words come from and go to.
pub struct To<'a> {
    pub base: &'a Base,
    pub account_id: Option<&'a str>,
    pub address: String,
    pub lang: Lang,
    pub now: Timestamp,
}

impl To<'_> {
    fn writing(&self, kind: LetterKind, subject: &str) -> Writing<'_> {
        let receiver = Receiver {
            account_id: self.account_id.map(str::to_owned),
            address: self.address.clone(),
            lang: self.lang,
        };
        Writing::new(self.base, kind, receiver, subject)
    }

    fn path(&self, rest: &str) -> String {
        format!("/{}/{rest}", self.lang.code())
    }
}

/// Somebody registered: on with the link.
pub fn confirm(to: &To<'_>, token: &str) -> Letter {
    let lang = to.lang;
    to.writing(LetterKind::Confirm, t::mail::confirm_subject(lang))
        .says(t::mail::confirm_why(lang))
        .leads(
            t::mail::confirm_link(lang),
            &to.path(&format!("register/{token}")),
        )
        .says(t::mail::holds_a_day(lang))
        .says(t::mail::not_you(lang))
        .at(to.now)
}

/// Somebody registered with the address of an account.
pub fn known(to: &To<'_>, token: &str) -> Letter {
    let lang = to.lang;
    to.writing(LetterKind::Known, t::mail::known_subject(lang))
        .says(t::mail::known_why(lang))
        .leads(t::mail::known_sign_in(lang), &to.path("sign-in"))
        .says(t::mail::known_forgotten(lang))
        .leads(
            t::mail::reset_link(lang),
            &to.path(&format!("reset/{token}")),
        )
        .says(t::mail::not_you(lang))
        .at(to.now)
}

/// Somebody wants a new password.
pub fn reset(to: &To<'_>, token: &str) -> Letter {
    let lang = to.lang;
    to.writing(LetterKind::Reset, t::mail::reset_subject(lang))
        .says(t::mail::reset_why(lang))
        .leads(
            t::mail::reset_link(lang),
            &to.path(&format!("reset/{token}")),
        )
        .says(t::mail::holds_a_day(lang))
        .says(t::mail::not_you(lang))
        .at(to.now)
}

/// Somebody wants a new password where there is no account.
pub fn unknown(to: &To<'_>, token: &str) -> Letter {
    let lang = to.lang;
    to.writing(LetterKind::Unknown, t::mail::unknown_subject(lang))
        .says(t::mail::unknown_why(lang))
        .leads(
            t::mail::unknown_link(lang),
            &to.path(&format!("register/{token}")),
        )
        .says(t::mail::holds_a_day(lang))
        .says(t::mail::not_you(lang))
        .at(to.now)
}

/// The account of this address is closed.
pub fn closed(to: &To<'_>) -> Letter {
    let lang = to.lang;
    to.writing(LetterKind::Closed, t::mail::closed_subject(lang))
        .says(t::mail::closed_why(lang))
        .says(t::mail::closed_operator(lang))
        .at(to.now)
}

/// To a new address: it becomes the account's by the link.
pub fn change_address(to: &To<'_>, token: &str) -> Letter {
    let lang = to.lang;
    to.writing(
        LetterKind::ChangeAddress,
        t::mail::change_address_subject(lang),
    )
    .says(t::mail::change_address_why(lang))
    .leads(
        t::mail::change_address_link(lang),
        &to.path(&format!("account/address/{token}")),
    )
    .says(t::mail::holds_a_day(lang))
    .says(t::mail::not_you(lang))
    .at(to.now)
}

/// To an address that another account has: nothing changes.
pub fn address_taken(to: &To<'_>) -> Letter {
    let lang = to.lang;
    to.writing(
        LetterKind::AddressTaken,
        t::mail::address_taken_subject(lang),
    )
    .says(t::mail::address_taken_why(lang))
    .leads(t::mail::known_sign_in(lang), &to.path("sign-in"))
    .at(to.now)
}

/// To the old address: the account has another now.
pub fn address_changed(to: &To<'_>, new: &Address) -> Letter {
    let lang = to.lang;
    to.writing(
        LetterKind::AddressChanged,
        t::mail::address_changed_subject(lang),
    )
    .says(t::mail::address_changed_why(
        lang,
        crate::mail::isolated(&new.masked()),
    ))
    .says(t::mail::not_you_operator(lang))
    .at(to.now)
}

/// The account has another password.
pub fn password_changed(to: &To<'_>) -> Letter {
    let lang = to.lang;
    to.writing(
        LetterKind::PasswordChanged,
        t::mail::password_changed_subject(lang),
    )
    .says(t::mail::password_changed_why(lang))
    .says(t::mail::password_changed_not_you(lang))
    .leads(t::mail::reset_link(lang), &to.path("reset"))
    .at(to.now)
}

/// Somebody is asked to become staff.
pub fn invite(to: &To<'_>, token: &str, kind: RoleKind, agency: Option<&str>) -> Letter {
    let lang = to.lang;
    let role = match kind {
        RoleKind::Citizen => t::people::citizen(lang),
        RoleKind::Moderator => t::people::moderator(lang),
        RoleKind::Manager => t::people::manager(lang),
        RoleKind::Steward => t::people::steward(lang),
    };
    let role = match agency {
        Some(agency) => t::people::role_at(lang, role, crate::mail::isolated(agency)),
        None => role.to_owned(),
    };
    to.writing(LetterKind::Invite, t::mail::invite_subject(lang))
        .says(t::mail::invite_why(lang, role))
        .leads(
            t::mail::invite_link(lang),
            &to.path(&format!("invitation/{token}")),
        )
        .says(t::mail::holds_three_days(lang))
        .says(t::mail::invite_not_you(lang))
        .at(to.now)
}

/// A request about one's own data was answered: with these words, which stand on a page as well.
pub fn request_answered(to: &To<'_>, answer: &str) -> Letter {
    let lang = to.lang;
    let subject = t::mail::request_answered_subject(lang);
    let letter = to
        .writing(LetterKind::RequestAnswered, subject)
        .says(t::mail::request_answered_why(lang));
    let lines = answer.lines().filter(|line| !line.trim().is_empty());
    lines
        .fold(letter, |letter, line| {
            letter.says(crate::mail::isolated(line))
        })
        .leads(
            t::mail::request_answered_link(lang),
            &to.path("account/requests"),
        )
        .at(to.now)
}

/// To the address of somebody who left: what was kept is gone. It leads to no account.
pub fn farewell(to: &To<'_>) -> Letter {
    let lang = to.lang;
    to.writing(LetterKind::Farewell, t::mail::farewell_subject(lang))
        .says(t::mail::farewell_why(lang))
        .says(t::mail::farewell_stays(lang))
        .says(t::mail::farewell_not_you(lang))
        .at(to.now)
}
