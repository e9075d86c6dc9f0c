//! The settings of mail.

use std::path::PathBuf;

use lettre::message::Mailbox;

use super::Fault;
use crate::mail::{MailFault, Mailing, Smtp};

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

impl MailSettings {
    /// Checks the settings; every fault goes to `faults`.
    pub(super) fn check(&self, faults: &mut Vec<Fault>) -> Mailing {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn check(settings: &MailSettings) -> Result<Mailing, Vec<&'static str>> {
        let mut faults = Vec::new();
        let mailing = settings.check(&mut faults);
        assert!(!format!("{faults:?}").contains("secret"));
        match faults.is_empty() {
            true => Ok(mailing),
            false => Err(faults.into_iter().map(|fault| fault.name).collect()),
        }
    }

    fn mail(url: &str, from: &str, shown: &str) -> Result<Mailing, Vec<&'static str>> {
        let given = |text: &str| Some(text.to_owned());
        check(&MailSettings {
            smtp_url: given(url),
            smtp_url_file: None,
            mail_from: given(from),
            dev_mail: given(shown),
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
        let mut set = MailSettings {
            smtp_url_file: Some(file.clone()),
            mail_from: Some("no-reply@example.org".into()),
            ..MailSettings::default()
        };
        assert!(check(&set).expect("sound").out.is_some());
        set.smtp_url = Some("smtps://other.example.org".into());
        assert!(check(&set).is_err(), "not both");
        std::fs::remove_file(&file).expect("removed");
        set.smtp_url = None;
        assert!(check(&set).is_err(), "no file");
    }
}
