//! Configuration: environment variables with flags of the same names. All faults are named at
//! once at start; none is guessed.

use std::net::SocketAddr;
use std::path::PathBuf;

use lettre::message::Mailbox;
use shared::time::Zone;

use crate::db::Opening;
use crate::mail::{MailFault, Mailing, Smtp};

/// What the operator sets, as typed.
#[derive(Debug, Clone, clap::Args)]
pub struct Settings {
    /// Address and port to listen on.
    #[arg(
        long,
        env = "SHARIKUNA_BIND",
        default_value = "127.0.0.1:8080",
        global = true
    )]
    pub bind: String,
    /// Folder for the SQLite database and everything else that is kept.
    #[arg(long, env = "SHARIKUNA_DATA", default_value = "./data", global = true)]
    pub data: String,
    /// A PostgreSQL address (postgres://…). Unset: SQLite in the data folder.
    #[arg(long, env = "DATABASE_URL", hide_env_values = true, global = true)]
    pub database_url: Option<String>,
    /// The address people see, such as https://sharikuna.example.org. Unset: http:// and the bind address.
    #[arg(long, env = "SHARIKUNA_BASE_URL", global = true)]
    pub base_url: Option<String>,
    /// The time zone in which days begin and end.
    #[arg(
        long,
        env = "SHARIKUNA_ZONE",
        default_value = "Asia/Muscat",
        global = true
    )]
    pub zone: String,
    #[command(flatten)]
    pub mail: MailSettings,
}

/// How letters leave, as typed.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct MailSettings {
    /// The mail server: smtps://user:password@host or smtp://host:587?tls=required. Unset: letters
    /// are kept and not sent.
    #[arg(
        long,
        env = "SHARIKUNA_SMTP_URL",
        hide_env_values = true,
        global = true
    )]
    pub smtp_url: Option<String>,
    /// A file that holds the address of the mail server, instead of SHARIKUNA_SMTP_URL.
    #[arg(long, env = "SHARIKUNA_SMTP_URL_FILE", global = true)]
    pub smtp_url_file: Option<PathBuf>,
    /// Who letters are from, such as Sharikuna <no-reply@example.org>.
    #[arg(long, env = "SHARIKUNA_MAIL_FROM", global = true)]
    pub mail_from: Option<String>,
    /// Show at /dev/mail to everyone what would be sent: 1 in development, never where people are.
    #[arg(long, env = "SHARIKUNA_DEV_MAIL", global = true)]
    pub dev_mail: Option<String>,
}

/// Checked configuration.
#[derive(Debug, Clone)]
pub struct Config {
    pub bind: SocketAddr,
    pub data: PathBuf,
    pub opening: Opening,
    pub base: Base,
    pub zone: Zone,
    pub mail: Mailing,
}

/// The address people see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Base {
    /// `https://host[:port]`, without a path.
    pub origin: String,
    /// `host[:port]` as browsers send it.
    pub host: String,
    pub https: bool,
    /// Other hosts that lead to the same place (the loopback names of a local run).
    pub also: Vec<String>,
}

/// One setting that cannot be used, and what would do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{name}={value}: {why}")]
pub struct Fault {
    pub name: &'static str,
    pub value: String,
    pub why: String,
}

impl Settings {
    /// Checks every setting.
    ///
    /// # Errors
    /// All faults, not only the first.
    pub fn check(&self) -> Result<Config, Vec<Fault>> {
        let mut faults = Vec::new();
        let mut fault = |name, value: &str, why: &str| {
            faults.push(Fault {
                name,
                value: value.to_owned(),
                why: why.to_owned(),
            });
        };
        let bind = self.bind.parse::<SocketAddr>();
        if bind.is_err() {
            fault(
                "SHARIKUNA_BIND",
                &self.bind,
                "give an address and a port, such as 127.0.0.1:8080",
            );
        }
        if self.data.trim().is_empty() {
            fault(
                "SHARIKUNA_DATA",
                &self.data,
                "name a folder, such as ./data",
            );
        }
        let data = PathBuf::from(&self.data);
        let opening = match self.database_url.as_deref().map(str::trim) {
            None | Some("") => Opening::Sqlite(data.join("sharikuna.db")),
            Some(url) if url.starts_with("postgres://") || url.starts_with("postgresql://") => {
                Opening::Postgres(url.to_owned())
            }
            Some(_) => {
                // The value may hold a password: it is not repeated.
                fault(
                    "DATABASE_URL",
                    "…",
                    "give a postgres:// address, or leave it unset for SQLite in the data folder",
                );
                Opening::Sqlite(data.join("sharikuna.db"))
            }
        };
        let base = match self.base_url.as_deref().map(str::trim) {
            None | Some("") => bind.as_ref().ok().map(|bind| Base::local(*bind)),
            Some(url) => {
                let base = Base::parse(url);
                if base.is_none() {
                    fault(
                        "SHARIKUNA_BASE_URL",
                        url,
                        "give http:// or https:// and a host, without a path",
                    );
                }
                base
            }
        };
        let zone = Zone::parse(&self.zone);
        if zone.is_err() {
            fault(
                "SHARIKUNA_ZONE",
                &self.zone,
                "name a time zone, such as Asia/Muscat",
            );
        }
        let mail = self.mail.check(&mut faults);
        match (bind, base, zone) {
            (Ok(bind), Some(base), Ok(zone)) if faults.is_empty() => Ok(Config {
                bind,
                data,
                opening,
                base,
                zone,
                mail,
            }),
            _ => Err(faults),
        }
    }
}

impl MailSettings {
    fn check(&self, faults: &mut Vec<Fault>) -> Mailing {
        // Values may hold a password: none is repeated.
        let mut fault = |name, why: &dyn std::fmt::Display| {
            faults.push(Fault {
                name,
                value: "…".to_owned(),
                why: why.to_string(),
            });
        };
        let given = |text: &Option<String>| {
            let text = text.as_deref().map(str::trim).unwrap_or_default();
            (!text.is_empty()).then(|| text.to_owned())
        };
        let mut name = "SHARIKUNA_SMTP_URL";
        let mut url = given(&self.smtp_url);
        if let Some(file) = self
            .smtp_url_file
            .as_ref()
            .filter(|file| !file.as_os_str().is_empty())
        {
            name = "SHARIKUNA_SMTP_URL_FILE";
            match std::fs::read_to_string(file) {
                _ if url.is_some() => fault(name, &"give this or SHARIKUNA_SMTP_URL, not both"),
                Ok(text) => url = Some(text.trim().to_owned()),
                Err(error) => fault(name, &error),
            }
        }
        let smtp = url.and_then(|url| Smtp::parse(&url).map_err(|error| fault(name, &error)).ok());
        let from = given(&self.mail_from);
        let from = match (&smtp, from.map(|from| from.parse::<Mailbox>())) {
            (_, Some(Ok(from))) => Some(from),
            (_, Some(Err(_))) | (Some(_), None) => {
                fault("SHARIKUNA_MAIL_FROM", &MailFault::NoSender);
                None
            }
            (None, None) => None,
        };
        let shown = match given(&self.dev_mail).as_deref() {
            None | Some("0") => false,
            Some("1") => true,
            Some(_) => {
                fault("SHARIKUNA_DEV_MAIL", &"give 1, or leave it unset");
                false
            }
        };
        Mailing {
            out: smtp.zip(from),
            shown,
        }
    }
}

impl Base {
    /// The address of a local run: the bind address, under both loopback names.
    pub fn local(bind: SocketAddr) -> Base {
        let host = bind.to_string();
        let also = match bind.ip() {
            ip if ip.is_loopback() || ip.is_unspecified() => {
                vec![
                    format!("localhost:{}", bind.port()),
                    format!("127.0.0.1:{}", bind.port()),
                ]
            }
            _ => Vec::new(),
        };
        Base {
            origin: format!("http://{host}"),
            host,
            https: false,
            also,
        }
    }

    /// Reads `http[s]://host[:port]`, a trailing slash allowed.
    pub fn parse(url: &str) -> Option<Base> {
        let (https, rest) = match url.split_once("://")? {
            ("https", rest) => (true, rest),
            ("http", rest) => (false, rest),
            _ => return None,
        };
        let host = rest.strip_suffix('/').unwrap_or(rest).to_ascii_lowercase();
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':' | '[' | ']');
        if host.is_empty() || !host.chars().all(plain) {
            return None;
        }
        let scheme = if https { "https" } else { "http" };
        Some(Base {
            origin: format!("{scheme}://{host}"),
            host,
            https,
            also: Vec::new(),
        })
    }

    /// Whether a request's Host leads here.
    pub fn serves(&self, host: &str) -> bool {
        let same = |own: &str| own.eq_ignore_ascii_case(host);
        same(&self.host) || self.also.iter().any(|own| same(own))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings() -> Settings {
        Settings {
            bind: "127.0.0.1:8080".into(),
            data: "./data".into(),
            database_url: None,
            base_url: None,
            zone: "Asia/Muscat".into(),
            mail: MailSettings::default(),
        }
    }

    fn mail(url: &str, from: &str, shown: &str) -> Result<Mailing, Vec<&'static str>> {
        let given = |text: &str| Some(text.to_owned());
        let mut settings = settings();
        settings.mail = MailSettings {
            smtp_url: given(url),
            smtp_url_file: None,
            mail_from: given(from),
            dev_mail: given(shown),
        };
        let checked = settings.check().map(|config| config.mail);
        checked.map_err(|faults| {
            assert!(!format!("{faults:?}").contains("secret"));
            faults.into_iter().map(|fault| fault.name).collect()
        })
    }

    #[test]
    fn mail_goes_out_with_a_server_and_a_sender_or_not_at_all() {
        let none = mail("", "", "").expect("no mail is no fault");
        assert!(none.out.is_none() && !none.shown);
        let url = "smtps://post:secret@mail.example.org";
        let set = mail(url, "Sharikuna <no-reply@example.org>", "1").expect("sound");
        assert!(set.out.is_some() && set.shown);
        for (url, from, shown, wanted) in [
            (url, "", "", "SHARIKUNA_MAIL_FROM"),
            (url, "Sharikuna", "", "SHARIKUNA_MAIL_FROM"),
            ("smtp://x:secret@host", "", "", "SHARIKUNA_SMTP_URL"),
            ("", "", "yes", "SHARIKUNA_DEV_MAIL"),
        ] {
            assert_eq!(mail(url, from, shown).expect_err(wanted), [wanted]);
        }
    }

    #[test]
    fn the_address_of_the_mail_server_may_stand_in_a_file() {
        let file = std::env::temp_dir().join(format!(
            "sharikuna-smtp-{}",
            crate::chance::reference_bits()
        ));
        std::fs::write(&file, "smtps://post:secret@mail.example.org\n").expect("written");
        let mut set = settings();
        set.mail.smtp_url_file = Some(file.clone());
        set.mail.mail_from = Some("no-reply@example.org".into());
        let checked = set.check().expect("sound");
        assert!(checked.mail.out.is_some());
        set.mail.smtp_url = Some("smtps://other.example.org".into());
        assert!(set.check().is_err(), "not both");
        std::fs::remove_file(&file).expect("removed");
        set.mail.smtp_url = None;
        assert!(set.check().is_err(), "no file");
    }

    #[test]
    fn nothing_set_is_a_local_run_on_sqlite() {
        let config = settings().check().expect("defaults are sound");
        assert_eq!(
            config.opening,
            Opening::Sqlite("./data/sharikuna.db".into())
        );
        assert_eq!(config.base.origin, "http://127.0.0.1:8080");
        assert!(config.base.serves("localhost:8080"));
        assert!(!config.base.serves("evil.example"));
    }

    #[test]
    fn all_faults_are_named_at_once() {
        let wrong = Settings {
            bind: "8080".into(),
            data: " ".into(),
            database_url: Some("mysql://root:secret@host/db".into()),
            base_url: Some("sharikuna.example.org/path".into()),
            zone: "Oman".into(),
            mail: MailSettings::default(),
        };
        let faults = wrong.check().expect_err("everything is wrong");
        let names: Vec<_> = faults.iter().map(|fault| fault.name).collect();
        assert_eq!(
            names,
            [
                "SHARIKUNA_BIND",
                "SHARIKUNA_DATA",
                "DATABASE_URL",
                "SHARIKUNA_BASE_URL",
                "SHARIKUNA_ZONE"
            ]
        );
        assert!(!format!("{faults:?}").contains("secret"));
    }

    #[test]
    fn a_base_address_is_a_scheme_and_a_host() {
        assert_eq!(
            Base::parse("https://Example.org/").map(|b| b.origin),
            Some("https://example.org".into())
        );
        for wrong in [
            "ftp://example.org",
            "https://",
            "https://a/b",
            "https://a b",
            "https://a@b",
        ] {
            assert_eq!(Base::parse(wrong), None, "{wrong}");
        }
    }
}
