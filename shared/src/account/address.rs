//! E-mail addresses: as typed, for writing to a person, and in canonical form, by which an account
//! is found.

use std::fmt;

use crate::text::digits::{ascii_digits, drop_marks};

/// Octets of a whole address at most (RFC 5321 with erratum 1690), and of the part before the `@`.
pub const MOST: usize = 254;
const LOCAL_MOST: usize = 64;

/// An address that mail can be sent to.
#[derive(Clone, PartialEq, Eq)]
pub struct Address {
    local: String,
    host: String,
}

/// Why an address was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AddressFault {
    #[error("the address is empty")]
    Empty,
    #[error("the address is too long")]
    TooLong,
    #[error("this is no e-mail address")]
    Invalid,
}

impl Address {
    /// Reads an address as people type it: outer spaces and direction marks go, digits of either
    /// script are digits, a host of any script is written as it is looked up (IDNA).
    ///
    /// Before the `@` only what every mail server takes: ASCII letters, digits and signs with single
    /// dots between them, unquoted. The host has a dot, and is no number.
    ///
    /// # Errors
    /// The fault; none of them says more than that.
    pub fn parse(typed: &str) -> Result<Self, AddressFault> {
        // Before any work: nobody types so much.
        if typed.len() > 4 * MOST {
            return Err(AddressFault::TooLong);
        }
        let plain = ascii_digits(&drop_marks(typed));
        let plain = plain.trim();
        if plain.is_empty() {
            return Err(AddressFault::Empty);
        }
        let (local, host) = plain.split_once('@').ok_or(AddressFault::Invalid)?;
        if !is_local(local) || host.chars().any(|c| c.is_whitespace() || c.is_control()) {
            return Err(AddressFault::Invalid);
        }
        let host = idna::domain_to_ascii_strict(host).map_err(|_| AddressFault::Invalid)?;
        if !is_host(&host) {
            return Err(AddressFault::Invalid);
        }
        if local.len() > LOCAL_MOST || local.len() + 1 + host.len() > MOST {
            return Err(AddressFault::TooLong);
        }
        Ok(Self {
            local: local.to_owned(),
            host,
        })
    }

    /// The form by which an account is found, unique among accounts: lower case throughout. By the
    /// letter of RFC 5321 a server may tell `A@` from `a@`; none in use gives them to two people,
    /// and whoever types a capital once must not end up with a second account. Nothing else is
    /// taken together: whether dots or what follows a `+` mean anything is the provider's matter,
    /// and a guess would give one person's account to another.
    pub fn canonical(&self) -> String {
        format!("{}@{}", self.local.to_ascii_lowercase(), self.host)
    }

    /// The canonical form of what somebody signs in with: of an address as above, of a name that an
    /// operator gave without outer spaces and in lower case.
    pub fn canonical_sign_in(typed: &str) -> String {
        Self::parse(typed).map_or_else(
            |_| typed.trim().to_lowercase(),
            |address| address.canonical(),
        )
    }

    /// The host in ASCII and lower case.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// Enough to recognise one's own, too little to write to another's: `s…@example.org`.
    pub fn masked(&self) -> String {
        let first = self.local.chars().next().unwrap_or('…');
        format!("{first}…@{}", self.host)
    }
}

/// Where mail goes: the part before the `@` as typed, the host in ASCII.
impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}@{}", self.local, self.host)
    }
}

/// Logs and error messages hold no addresses.
impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Address(…@{})", self.host)
    }
}

/// A dot-atom of RFC 5322.
fn is_local(local: &str) -> bool {
    let atom = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(c);
    local
        .split('.')
        .all(|part| !part.is_empty() && part.chars().all(atom))
}

fn is_host(host: &str) -> bool {
    let last = host.rsplit('.').next().unwrap_or_default();
    host.contains('.')
        && !last.is_empty()
        && !last.bytes().all(|byte| byte.is_ascii_digit())
        && host
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn canonical(typed: &str) -> Result<String, AddressFault> {
        Address::parse(typed).map(|address| address.canonical())
    }

    #[test]
    fn an_address_is_one_however_it_is_typed() {
        for (typed, wanted) in [
            ("salma@example.org", "salma@example.org"),
            ("  Salma@Example.ORG ", "salma@example.org"),
            ("\u{200F}salma@example.org\u{200E}", "salma@example.org"),
            ("salma٢٠٢٦@example.org", "salma2026@example.org"),
            ("salma۲۰۲۶@example٧.org", "salma2026@example7.org"),
            ("salma+news@example.org", "salma+news@example.org"),
            ("s.a.l.m.a@example.org", "s.a.l.m.a@example.org"),
            ("o'neil@example.org", "o'neil@example.org"),
            ("salma@موقع.عمان", "salma@xn--4gbrim.xn--mgb9awbf"),
            (
                "salma@XN--4gbrim.xn--mgb9awbf",
                "salma@xn--4gbrim.xn--mgb9awbf",
            ),
            ("salma@ｅｘａｍｐｌｅ.org", "salma@example.org"),
            // Looks alike, is another: the first letter is Cyrillic.
            ("salma@еxample.org", "salma@xn--xample-2of.org"),
        ] {
            assert_eq!(canonical(typed).as_deref(), Ok(wanted), "{typed:?}");
        }
    }

    #[test]
    fn names_that_are_no_addresses_sign_in_too() {
        for (typed, wanted) in [
            (" Maryam@Example.om ", "maryam@example.om"),
            ("Maryam٢@Example.om", "maryam2@example.om"),
            (" Desk.Roads ", "desk.roads"),
            ("roads@desk", "roads@desk"),
            ("", ""),
        ] {
            assert_eq!(Address::canonical_sign_in(typed), wanted, "{typed:?}");
        }
    }

    #[test]
    fn mail_goes_to_the_address_as_it_was_typed() {
        let address = Address::parse(" Salma.H@Example.Org").unwrap();
        assert_eq!(address.to_string(), "Salma.H@example.org");
        assert_eq!(address.masked(), "S…@example.org");
        assert!(!format!("{address:?}").contains("Salma"));
    }

    #[test]
    fn what_is_no_address_is_refused() {
        use AddressFault::*;
        for (typed, wanted) in [
            ("", Empty),
            (" \u{200F} ", Empty),
            ("salma", Invalid),
            ("salma@", Invalid),
            ("@example.org", Invalid),
            ("salma@@example.org", Invalid),
            ("salma@example.org@evil.example", Invalid),
            ("sal ma@example.org", Invalid),
            ("salma@exam ple.org", Invalid),
            ("salma@example", Invalid),
            ("salma@localhost", Invalid),
            ("salma@127.0.0.1", Invalid),
            ("salma@[127.0.0.1]", Invalid),
            ("salma@example..org", Invalid),
            ("salma@.example.org", Invalid),
            ("salma@example.org.", Invalid),
            ("salma@-example.org", Invalid),
            ("salma@exa_mple.org", Invalid),
            (".salma@example.org", Invalid),
            ("salma.@example.org", Invalid),
            ("sal..ma@example.org", Invalid),
            ("\"salma\"@example.org", Invalid),
            ("\"sal@ma\"@example.org", Invalid),
            ("salma(x)@example.org", Invalid),
            ("Salma <salma@example.org>", Invalid),
            ("salma@example.org,other@example.org", Invalid),
            ("سلمى@example.org", Invalid),
            ("sаlma@example.org", Invalid), // the second letter is Cyrillic
            ("sal\u{202E}ma@example.org", Invalid),
            ("salma@exa\u{202E}mple.org", Invalid),
            ("salma@example.org\r\nBcc: other@example.org", Invalid),
            ("salma\n@example.org", Invalid),
            ("salma\0@example.org", Invalid),
            ("salma@example.org\0", Invalid),
        ] {
            assert_eq!(canonical(typed), Err(wanted), "{typed:?}");
        }
    }

    #[test]
    fn no_longer_than_mail_servers_take() {
        let host = |octets: usize| {
            let label = "a".repeat(61);
            let whole = format!("{label}.{label}.{label}.");
            format!("{whole}{}", "b".repeat(octets - whole.len()))
        };
        let at = |octets: usize| format!("salma@{}", host(octets - 6));
        assert_eq!(canonical(&at(254)), Ok(at(254)));
        // The host alone may have no more than 253 octets: the longest local part makes it too long.
        let long = format!("{}@{}", "a".repeat(64), host(190));
        assert_eq!(canonical(&long), Err(AddressFault::TooLong));
        let local = |octets: usize| format!("{}@example.org", "a".repeat(octets));
        assert_eq!(canonical(&local(64)), Ok(local(64)));
        assert_eq!(canonical(&local(65)), Err(AddressFault::TooLong));
        assert_eq!(
            canonical(&"a".repeat(10_000_000)),
            Err(AddressFault::TooLong)
        );
    }
}
