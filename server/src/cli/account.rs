//! `sharikuna account create`: the first steward, managers, moderators, citizens.

use std::io::{IsTerminal, Read};

use shared::account::{Address, Role, RoleKind, check_password_length};
use shared::lang::Lang;
use shared::text;

use super::CommandError;
use crate::config::Config;
use crate::db::people::{self, NewAccount};
use crate::db::{accounts, agencies, is_duplicate};
use crate::guessable::is_guessable;
use crate::{chance, passwords};

#[derive(Debug, clap::Subcommand)]
pub enum Command {
    /// Create an account. The password is read from standard input.
    Create(Create),
}

#[derive(Debug, clap::Args)]
pub struct Create {
    /// What the person types to sign in, such as an e-mail address.
    #[arg(long)]
    sign_in: String,
    /// The person's name.
    #[arg(long)]
    name: String,
    /// citizen, moderator, manager or steward.
    #[arg(long, default_value = "citizen")]
    role: String,
    /// The agency's slug; for moderators and managers.
    #[arg(long)]
    agency: Option<String>,
    /// The person's language: ar or en.
    #[arg(long, default_value = "ar")]
    lang: String,
}

pub fn run(config: Config, command: &Command) -> Result<(), CommandError> {
    let Command::Create(create) = command;
    let app = super::open(config)?;
    let sign_in = Address::canonical_sign_in(&create.sign_in);
    if sign_in.chars().count() < 3 || sign_in.chars().count() > 254 {
        return Err("--sign-in must have 3 to 254 characters".into());
    }
    let lang = Lang::parse(&create.lang).ok_or("--lang must be ar or en")?;
    let kind = RoleKind::parse(&create.role)
        .map_err(|_| "--role must be citizen, moderator, manager or steward")?;
    let agency = match &create.agency {
        None => None,
        Some(slug) => {
            let slug = slug.clone();
            let found = app.db.read_now(|conn| agencies::by_slug(conn, &slug))?;
            Some(
                found
                    .ok_or_else(|| format!("there is no agency {slug}"))?
                    .id,
            )
        }
    };
    let role = Role::stored(kind, agency)
        .ok_or("--agency is needed for moderators and managers, and for nobody else")?;
    let name = text::names::clean_name(&create.name, std::iter::empty())
        .map_err(|fault| format!("--name: {fault}"))?;
    let password = password()?;
    check_password_length(&password, kind != RoleKind::Citizen)
        .map_err(|refusal| format!("the password was refused: {refusal}"))?;
    if is_guessable(&password, &[&sign_in, &name]) {
        return Err(
            "the password was refused: it is among the first that anybody would guess".into(),
        );
    }
    let hash = passwords::hash(&password)?;
    let now = app.now();
    let id = chance::id(now);
    let account = NewAccount {
        id: &id,
        sign_in: &sign_in,
        name: &name,
        show_name: false,
        password_hash: Some(&hash),
        lang: lang.code(),
        created_at: now.into(),
    };
    app.db
        .write_now(|conn| {
            people::add(conn, &account, std::slice::from_ref(&role))?;
            // The operator knows whose address it is.
            match Address::parse(&create.sign_in) {
                Ok(address) => accounts::reached(conn, &id, &address.to_string(), now),
                Err(_) => Ok(()),
            }
        })
        .map_err(|error| match is_duplicate(&error) {
            true => CommandError::from(format!("{sign_in} signs in already")),
            false => error.into(),
        })?;
    println!("Created {kind} {sign_in}");
    Ok(())
}

/// One line from standard input, so that no password stands in a process list or shell history.
fn password() -> Result<String, CommandError> {
    if std::io::stdin().is_terminal() {
        eprint!("Password (shown as you type): ");
        let mut line = String::new();
        std::io::stdin().read_line(&mut line)?;
        return Ok(line.trim_end_matches(['\r', '\n']).to_owned());
    }
    let mut text = String::new();
    std::io::stdin().take(4096).read_to_string(&mut text)?;
    Ok(text.lines().next().unwrap_or_default().to_owned())
}
