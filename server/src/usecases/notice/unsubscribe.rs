//! Letters are stopped by a link, without signing in, and come again by a button.
//!
//! The link is signed with the installation's secret and never runs out: a letter is read late, and
//! whoever wants no more of them must not be asked to sign in first. It can do nothing else.

use diesel::QueryResult;
use jiff::Timestamp;
use shared::notice::Scope;

use crate::db::{Conn, accounts, notice_choices, notices};
use crate::limits::secret::{Secret, hex};

const PURPOSE: &[u8] = b"unsubscribe";

/// What the link carries: whose letters of which scope, and the signature.
pub fn token(secret: &Secret, account_id: &str, scope: Scope) -> String {
    let word = scope.as_str();
    let signature = secret.sign(&[PURPOSE, account_id.as_bytes(), word.as_bytes()]);
    format!("{account_id}.{word}.{}", hex(&signature))
}

/// Whose letters of which scope a link stops; `None` for one that was not signed here.
pub fn read(secret: &Secret, token: &str) -> Option<(String, Scope)> {
    let mut parts = token.splitn(3, '.');
    let (account, word, signature) = (parts.next()?, parts.next()?, parts.next()?);
    let scope = Scope::parse(word)?;
    let signed = secret.signed(&[PURPOSE, account.as_bytes(), word.as_bytes()], signature);
    signed.then(|| (account.to_owned(), scope))
}

/// Stops them; what waits for a digest that is stopped waits no more. False where there is no such
/// account any more.
///
/// # Errors
/// The database's fault.
pub fn stop(conn: &mut Conn, account_id: &str, scope: Scope, now: Timestamp) -> QueryResult<bool> {
    if accounts::by_id(conn, account_id)?.is_none() {
        return Ok(false);
    }
    notice_choices::stop(conn, account_id, scope, now.into())?;
    if matches!(scope, Scope::Digest | Scope::All) {
        notices::wait_no_more(conn, account_id)?;
    }
    Ok(true)
}

/// Lets them come again as they were chosen. False where there is no such account any more.
///
/// # Errors
/// The database's fault.
pub fn start(conn: &mut Conn, account_id: &str, scope: Scope) -> QueryResult<bool> {
    if accounts::by_id(conn, account_id)?.is_none() {
        return Ok(false);
    }
    notice_choices::start(conn, account_id, scope)?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use shared::notice::NoticeKind;

    use super::*;

    #[test]
    fn a_link_is_good_for_its_person_and_its_letters_alone() {
        let (secret, other) = (Secret::passing(), Secret::passing());
        let account = "0190a1b2-0000-7000-8000-000000000001";
        for scope in [
            Scope::All,
            Scope::Digest,
            Scope::Kind(NoticeKind::CommitmentMoved),
        ] {
            let token = token(&secret, account, scope);
            assert_eq!(read(&secret, &token), Some((account.to_owned(), scope)));
            assert_eq!(read(&other, &token), None);
            let stretched = token.replace(scope.as_str(), "adopted");
            assert_eq!(read(&secret, &stretched), None);
            let anothers = token.replace("0001.", "0002.");
            assert_eq!(read(&secret, &anothers), None);
        }
        for forged in ["", "a.b.c", "..", &format!("{account}.all."), "a.all"] {
            assert_eq!(read(&secret, forged), None, "{forged}");
        }
    }
}
