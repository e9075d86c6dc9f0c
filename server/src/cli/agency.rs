//! `sharikuna agency admit`: the first agencies.

use serde_json::json;
use shared::ids::Slug;
use shared::text::allowed::{clean_body, clean_line};

use super::CommandError;
use crate::chance;
use crate::config::Config;
use crate::db::agencies::{self, Agency};
use crate::db::{is_duplicate, journal};

#[derive(Debug, clap::Subcommand)]
pub enum Command {
    /// Admit an agency to the platform.
    Admit(Admit),
}

#[derive(Debug, clap::Args)]
pub struct Admit {
    /// The agency's name in addresses: a-z, 0-9 and single dashes.
    #[arg(long)]
    slug: String,
    #[arg(long)]
    name_ar: String,
    #[arg(long)]
    name_en: String,
    #[arg(long, default_value = "")]
    about_ar: String,
    #[arg(long, default_value = "")]
    about_en: String,
}

pub fn run(config: Config, command: &Command) -> Result<(), CommandError> {
    let Command::Admit(given) = command;
    let app = super::open(config)?;
    let slug = Slug::parse(given.slug.trim())
        .map_err(|_| "--slug must be made of a-z, 0-9 and single dashes, at most 80 of them")?;
    let name = |flag: &str, typed: &str| match clean_line(typed) {
        Ok(name) if (2..=150).contains(&name.chars().count()) => Ok(name),
        Ok(_) => Err(format!("{flag} must have 2 to 150 characters")),
        Err(refused) => Err(format!("{flag}: {refused}")),
    };
    let about = |flag: &str, typed: &str| clean_body(typed).map_err(|why| format!("{flag}: {why}"));
    let now = app.now();
    let agency = Agency {
        id: chance::id(now),
        slug: slug.to_string(),
        name_ar: name("--name-ar", &given.name_ar)?,
        name_en: name("--name-en", &given.name_en)?,
        about_ar: about("--about-ar", &given.about_ar)?,
        about_en: about("--about-en", &given.about_en)?,
        admitted_at: now.into(),
    };
    let admitted = app.db.write_now(|conn| {
        agencies::add(conn, &agency)?;
        let entry = journal::Entry {
            kind: "agency.admitted",
            agency_id: Some(&agency.id),
            topic_id: None,
            subject_id: &agency.id,
            facts: json!({}),
            private: None,
        };
        journal::write(conn, now, &entry)
    });
    admitted.map_err(|error| match is_duplicate(&error) {
        true => CommandError::from(format!("there is an agency {slug} already")),
        false => error.into(),
    })?;
    println!("Admitted {slug}");
    Ok(())
}
