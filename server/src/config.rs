//! Configuration: environment variables with flags of the same names. All faults are named at
//! once at start; none is guessed.

mod mail;

use std::net::SocketAddr;
use std::path::PathBuf;

use shared::time::Zone;

use crate::db::Opening;
use crate::limits::address::Proxies;
use crate::mail::Mailing;

pub use mail::MailSettings;

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
    /// Networks of the proxies in front, such as 127.0.0.1,10.0.0.0/8: what they say of a client's
    /// address is believed. Unset: nobody's word is.
    #[arg(long, env = "SHARIKUNA_TRUSTED_PROXIES", global = true)]
    pub trusted_proxies: Option<String>,
    #[command(flatten)]
    pub mail: MailSettings,
}

/// Checked configuration.
#[derive(Debug, Clone)]
pub struct Config {
    pub bind: SocketAddr,
    pub data: PathBuf,
    pub opening: Opening,
    pub base: Base,
    pub zone: Zone,
    pub proxies: Proxies,
    /// Whether nobody is refused for asking often: for measuring alone, no setting leads here.
    pub unlimited: bool,
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
        let proxies = Proxies::parse(self.trusted_proxies.as_deref().unwrap_or_default());
        if let Err(wrong) = &proxies {
            fault(
                "SHARIKUNA_TRUSTED_PROXIES",
                wrong,
                "give addresses or networks with commas between, such as 127.0.0.1,10.0.0.0/8",
            );
        }
        let mail = self.mail.check(&mut faults);
        match (bind, base, zone, proxies) {
            (Ok(bind), Some(base), Ok(zone), Ok(proxies)) if faults.is_empty() => Ok(Config {
                bind,
                data,
                opening,
                base,
                zone,
                proxies,
                unlimited: false,
                mail,
            }),
            _ => Err(faults),
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
            trusted_proxies: None,
            mail: MailSettings::default(),
        }
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
            trusted_proxies: Some("10.0.0.0/8,proxy".into()),
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
                "SHARIKUNA_ZONE",
                "SHARIKUNA_TRUSTED_PROXIES"
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
