//! How letters leave, as the operator set it.

use std::fmt;
use std::time::Duration;

use lettre::message::Mailbox;
use url::{Host, Url};

/// Everything about mail that is configured.
#[derive(Debug, Clone, Default)]
pub struct Mailing {
    /// The server that takes letters, and who they are from. Without it they stay in the outbox.
    pub out: Option<(Smtp, Mailbox)>,
    /// Shows at `/dev/mail` what would be sent: for development and demonstrations alone.
    pub shown: bool,
}

/// A mail server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Smtp {
    pub host: String,
    pub port: u16,
    pub tls: Tls,
    /// Who signs in there.
    pub sign_in: Option<(String, Secret)>,
    /// How long one answer of the server is waited for.
    pub patience: Duration,
}

/// Mail servers are given minutes by RFC 5321; one that needs so long is tried again later.
const PATIENCE: Duration = Duration::from_secs(20);

/// How the way to the mail server is kept private.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tls {
    /// From the first octet (`smtps://`).
    Wrapped,
    /// STARTTLS before anything else is said; without it nothing is sent.
    Required,
    /// Not at all: on this machine only.
    None,
}

/// A password that is never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(pub String);

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("…")
    }
}

/// Why a mail setting cannot be used. The value is not repeated: it may hold a password.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MailFault {
    #[error("give smtps://user:password@host or smtp://host:587?tls=required")]
    NotAnAddress,
    #[error("say ?tls=required; ?tls=none only for a server on this machine")]
    NoTls,
    #[error("give an e-mail address, such as Sharikuna <no-reply@example.org>")]
    NoSender,
}

impl Smtp {
    /// Reads `smtps://user:password@host[:465]` or `smtp://host[:587]?tls=required`.
    ///
    /// # Errors
    /// What is missing.
    pub fn parse(address: &str) -> Result<Smtp, MailFault> {
        let url = Url::parse(address.trim()).map_err(|_| MailFault::NotAnAddress)?;
        let host = url.host().ok_or(MailFault::NotAnAddress)?;
        let bare = matches!(url.path(), "" | "/") && url.fragment().is_none();
        if !bare {
            return Err(MailFault::NotAnAddress);
        }
        let wish = url.query().unwrap_or_default();
        let (tls, port) = match (url.scheme(), wish) {
            ("smtps", "") => (Tls::Wrapped, 465),
            ("smtp", "tls=required") => (Tls::Required, 587),
            ("smtp", "tls=none") if is_here(&host) => (Tls::None, 25),
            ("smtp", _) => return Err(MailFault::NoTls),
            _ => return Err(MailFault::NotAnAddress),
        };
        let sign_in = match (url.username(), url.password()) {
            ("", None) => None,
            (name, password) => Some((
                decoded(name).ok_or(MailFault::NotAnAddress)?,
                Secret(decoded(password.unwrap_or_default()).ok_or(MailFault::NotAnAddress)?),
            )),
        };
        Ok(Smtp {
            host: host.to_string(),
            port: url.port().unwrap_or(port),
            tls,
            sign_in,
            patience: PATIENCE,
        })
    }
}

/// Other schemes than those of the web leave hosts as they are: an address may come as a name.
fn is_here(host: &Host<&str>) -> bool {
    match host {
        Host::Domain(name) => {
            let number = name.parse::<std::net::IpAddr>();
            name.eq_ignore_ascii_case("localhost") || number.is_ok_and(|ip| ip.is_loopback())
        }
        Host::Ipv4(ip) => ip.is_loopback(),
        Host::Ipv6(ip) => ip.is_loopback(),
    }
}

fn decoded(part: &str) -> Option<String> {
    let bytes = percent_encoding::percent_decode_str(part);
    bytes.decode_utf8().ok().map(|text| text.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_how_the_way_is_kept_private() {
        let read = |address| Smtp::parse(address).map(|smtp| (smtp.host, smtp.port, smtp.tls));
        let ok = |host: &str, port, tls| Ok((host.to_owned(), port, tls));
        for (address, wanted) in [
            (
                "smtps://mail.example.org",
                ok("mail.example.org", 465, Tls::Wrapped),
            ),
            (
                "smtps://mail.example.org:4465",
                ok("mail.example.org", 4465, Tls::Wrapped),
            ),
            (
                "smtp://mail.example.org?tls=required",
                ok("mail.example.org", 587, Tls::Required),
            ),
            (
                "smtp://127.0.0.1:2525?tls=none",
                ok("127.0.0.1", 2525, Tls::None),
            ),
            ("smtp://localhost?tls=none", ok("localhost", 25, Tls::None)),
            ("smtp://[::1]:25?tls=none", ok("[::1]", 25, Tls::None)),
            ("smtp://mail.example.org", Err(MailFault::NoTls)),
            ("smtp://mail.example.org?tls=none", Err(MailFault::NoTls)),
            (
                "smtp://127.0.0.1.example.org?tls=none",
                Err(MailFault::NoTls),
            ),
            (
                "smtp://mail.example.org?tls=opportunistic",
                Err(MailFault::NoTls),
            ),
            (
                "smtps://mail.example.org?tls=none",
                Err(MailFault::NotAnAddress),
            ),
            ("https://mail.example.org", Err(MailFault::NotAnAddress)),
            (
                "smtps://mail.example.org/path",
                Err(MailFault::NotAnAddress),
            ),
            ("smtps://", Err(MailFault::NotAnAddress)),
            ("mail.example.org:25", Err(MailFault::NotAnAddress)),
            ("", Err(MailFault::NotAnAddress)),
        ] {
            assert_eq!(read(address), wanted, "{address}");
        }
    }

    #[test]
    fn a_password_is_read_and_never_printed() {
        let smtp =
            Smtp::parse("smtps://post%40example.org:p%40ss%3Aword@mail.example.org").unwrap();
        let wanted = (
            "post@example.org".to_owned(),
            Secret("p@ss:word".to_owned()),
        );
        assert_eq!(smtp.sign_in, Some(wanted));
        assert!(!format!("{smtp:?}").contains("p@ss"));
    }
}
