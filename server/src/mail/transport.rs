//! The way to the mail server.

use std::error::Error as _;
use std::fmt;
use std::io::ErrorKind;

use lettre::address::Envelope;
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{SmtpConnection, TlsParameters};
use lettre::transport::smtp::extension::ClientId;

use super::settings::{Secret, Smtp, Tls};

/// A connection to the mail server, over which letters go one after the other. It blocks.
pub struct Line(SmtpConnection);

/// Why a letter did not leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    Unreachable,
    /// The server took longer than it is given.
    TimedOut,
    /// No private way, or a certificate that this machine does not trust.
    Tls,
    /// The server did not let us in.
    SignIn(Option<u16>),
    /// The server wants it later (4xx).
    Later(u16),
    /// The server will not take this letter (5xx).
    Refused(u16),
    /// The connection broke, or what came was no SMTP. The letter may have been taken.
    Broken,
    /// The address is none that a server would take.
    Address,
}

/// What was tried in vain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failed {
    /// This letter: the next may go.
    Letter(Fault),
    /// The server: no letter goes for now.
    Server(Fault),
}

impl Failed {
    pub fn fault(self) -> Fault {
        match self {
            Failed::Letter(fault) | Failed::Server(fault) => fault,
        }
    }
}

impl Fault {
    /// Whether trying again is in vain.
    pub fn is_final(self) -> bool {
        matches!(self, Fault::Refused(_) | Fault::Address)
    }
}

/// A word and the server's code: nothing that the server said, which may name people.
impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::Unreachable => f.write_str("unreachable"),
            Fault::TimedOut => f.write_str("timeout"),
            Fault::Tls => f.write_str("tls"),
            Fault::SignIn(None) => f.write_str("sign-in"),
            Fault::SignIn(Some(code)) => write!(f, "sign-in {code}"),
            Fault::Later(code) => write!(f, "later {code}"),
            Fault::Refused(code) => write!(f, "refused {code}"),
            Fault::Broken => f.write_str("broken"),
            Fault::Address => f.write_str("address"),
        }
    }
}

impl Line {
    /// Connects, makes the way private and signs in, as configured. `as_host` is what we call
    /// ourselves.
    ///
    /// # Errors
    /// [`Failed::Server`]: whatever it answers here is not about a letter.
    pub fn open(smtp: &Smtp, as_host: &str) -> Result<Line, Failed> {
        let hello = ClientId::Domain(as_host.to_owned());
        let server = |error: Error| Failed::Server(fault(&error));
        let tls = match smtp.tls {
            Tls::None => None,
            Tls::Wrapped | Tls::Required => {
                Some(TlsParameters::new(smtp.host.clone()).map_err(server)?)
            }
        };
        let wrapped = tls.as_ref().filter(|_| smtp.tls == Tls::Wrapped);
        let host = smtp.host.trim_matches(['[', ']']);
        let patience = Some(smtp.patience);
        let mut line = SmtpConnection::connect((host, smtp.port), patience, &hello, wrapped, None)
            .map_err(server)?;
        if let Some(tls) = tls.filter(|_| smtp.tls == Tls::Required) {
            // Nothing is said in the open, whatever the server offers.
            if !line.can_starttls() {
                line.abort();
                return Err(Failed::Server(Fault::Tls));
            }
            line.starttls(&tls, &hello).map_err(server)?;
        }
        if let Some((name, Secret(password))) = &smtp.sign_in {
            let who = Credentials::new(name.clone(), password.clone());
            line.auth(&[Mechanism::Plain, Mechanism::Login], &who)
                .map_err(|error| Failed::Server(Fault::SignIn(code(&error))))?;
        }
        Ok(Line(line))
    }

    /// Hands a message over. After a failure the line is closed.
    ///
    /// # Errors
    /// Whether the letter failed or the server.
    pub fn send(&mut self, envelope: &Envelope, message: &[u8]) -> Result<(), Failed> {
        match self.0.send(envelope, message) {
            Ok(_) => Ok(()),
            Err(error) => Err(match fault(&error) {
                // The service is closing: no other letter would go.
                fault @ Fault::Later(421) => Failed::Server(fault),
                fault @ (Fault::Later(_) | Fault::Refused(_)) => Failed::Letter(fault),
                fault => Failed::Server(fault),
            }),
        }
    }

    /// Says goodbye. Letters are taken already: what is answered matters no more.
    pub fn close(mut self) {
        let _ = self.0.quit();
    }
}

fn code(error: &Error) -> Option<u16> {
    error.status().map(u16::from)
}

fn fault(error: &Error) -> Fault {
    if error.is_tls() {
        return Fault::Tls;
    }
    match code(error) {
        Some(code) if error.is_permanent() => return Fault::Refused(code),
        Some(code) => return Fault::Later(code),
        None => {}
    }
    let mut source = error.source();
    while let Some(one) = source {
        match one
            .downcast_ref::<std::io::Error>()
            .map(std::io::Error::kind)
        {
            // Linux calls a read that took too long "would block".
            Some(ErrorKind::TimedOut | ErrorKind::WouldBlock) => return Fault::TimedOut,
            Some(ErrorKind::InvalidData) => return Fault::Tls,
            Some(
                ErrorKind::ConnectionReset
                | ErrorKind::ConnectionAborted
                | ErrorKind::BrokenPipe
                | ErrorKind::UnexpectedEof,
            ) => return Fault::Broken,
            Some(_) => return Fault::Unreachable,
            None => source = one.source(),
        }
    }
    if error.is_response() || error.is_client() {
        Fault::Broken
    } else {
        Fault::Unreachable
    }
}
