//! The address of a PostgreSQL database without its password: other programs are given addresses on
//! their command line, which everybody on the machine can read.

use percent_encoding::percent_decode_str;

use super::Fault;

/// An address that may be read, and the password apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Parted {
    pub(super) address: String,
    pub(super) password: Option<Secret>,
}

/// A password that is shown nowhere.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Secret {
    pub(super) plain: String,
    typed: String,
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("…")
    }
}

impl Parted {
    /// Takes the password out of `postgres://user:password@host/database?password=…`, and leaves
    /// everything else as it was typed: several hosts, sockets, certificates.
    ///
    /// # Errors
    /// It holds another secret that can be handed on in no other way.
    pub(super) fn of(address: &str) -> Result<Parted, Fault> {
        let (scheme, rest) = address.split_once("://").unwrap_or(("postgres", address));
        // As libpq reads it: the user ends at the first @, if no / comes before it.
        let user_ends = rest
            .find(['@', '/'])
            .filter(|at| rest.get(*at..=*at) == Some("@"));
        let mut password = None;
        let mut open = rest.to_owned();
        if let Some((user, hosts)) = user_ends.and_then(|at| rest.split_at_checked(at))
            && let Some((user, typed)) = user.split_once(':')
        {
            password = Some(Secret::of(typed));
            open = format!("{user}{hosts}");
        }
        let (before, query) = match open.split_once('?') {
            Some((before, query)) => (before, Some(query)),
            None => (open.as_str(), None),
        };
        let mut kept = Vec::new();
        for pair in query.iter().flat_map(|query| query.split('&')) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            match &*percent_decode_str(name).decode_utf8_lossy() {
                "password" => password = Some(Secret::of(value)),
                "sslpassword" => return Err(Fault::Secret("sslpassword")),
                _ => kept.push(pair),
            }
        }
        let mut address = format!("{scheme}://{before}");
        if !kept.is_empty() {
            address = format!("{address}?{}", kept.join("&"));
        }
        Ok(Parted { address, password })
    }

    /// The argument that names it.
    pub(super) fn to(&self) -> String {
        format!("--dbname={}", self.address)
    }

    /// What another program said, without the password.
    pub(super) fn without_secret(&self, said: &str) -> String {
        match &self.password {
            Some(secret) if !secret.plain.is_empty() => {
                said.replace(&secret.plain, "…").replace(&secret.typed, "…")
            }
            _ => said.to_owned(),
        }
    }
}

impl Secret {
    fn of(typed: &str) -> Secret {
        Secret {
            plain: percent_decode_str(typed).decode_utf8_lossy().into_owned(),
            typed: typed.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn parted(address: &str) -> (String, Option<String>) {
        let parted = Parted::of(address).unwrap();
        (parted.address, parted.password.map(|secret| secret.plain))
    }

    #[test]
    fn the_password_is_taken_out_and_the_rest_left_as_it_was() {
        for (address, public, password) in [
            ("postgres://h/db", "postgres://h/db", None),
            ("postgresql:///db", "postgresql:///db", None),
            ("postgres://u@h:5433/db", "postgres://u@h:5433/db", None),
            ("postgres://u:p@h/db", "postgres://u@h/db", Some("p")),
            ("postgres://u:@h/db", "postgres://u@h/db", Some("")),
            (
                "postgres://u:a%40b%2Fc@h/db",
                "postgres://u@h/db",
                Some("a@b/c"),
            ),
            (
                "postgres://u:a:b@h,i:5433/db",
                "postgres://u@h,i:5433/db",
                Some("a:b"),
            ),
            (
                "postgres://u:p@%2Frun%2Fpostgresql/db?sslmode=require",
                "postgres://u@%2Frun%2Fpostgresql/db?sslmode=require",
                Some("p"),
            ),
            (
                "postgres://h/db?password=p%26q&user=u",
                "postgres://h/db?user=u",
                Some("p&q"),
            ),
            (
                "postgres://u:p?q@h/db?x=y",
                "postgres://u@h/db?x=y",
                Some("p?q"),
            ),
            ("postgres://h/db?password=p", "postgres://h/db", Some("p")),
            ("postgres://h/d@b:c", "postgres://h/d@b:c", None),
        ] {
            let wanted = (public.to_owned(), password.map(str::to_owned));
            assert_eq!(parted(address), wanted, "{address}");
        }
        assert!(matches!(
            Parted::of("postgres://h/db?sslpassword=p"),
            Err(Fault::Secret(_))
        ));
    }

    #[test]
    fn nobody_is_shown_the_password() {
        let parted = Parted::of("postgres://u:a%40b@h/db").unwrap();
        let said = parted.without_secret("no entry for u:a%40b@h, a@b");
        assert_eq!(said, "no entry for u:…@h, …");
        assert!(!format!("{parted:?}").contains("a@b"));
    }
}
