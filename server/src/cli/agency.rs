//! `sharikuna agency create`: admits an agency, the first step on an empty installation.

use super::CommandError;
use crate::config::Config;
use crate::usecases::agency::create::{self, CreateAgencyRefusal, Sent};

#[derive(Debug, clap::Subcommand)]
pub enum Command {
    /// Admit an agency, under its Arabic and its English name.
    Create(Create),
}

#[derive(Debug, clap::Args)]
pub struct Create {
    /// Its name in addresses: small Latin letters, digits and hyphens.
    #[arg(long)]
    slug: String,
    /// Its Arabic name.
    #[arg(long)]
    name_ar: String,
    /// Its English name.
    #[arg(long)]
    name_en: String,
    /// What it does, in Arabic.
    #[arg(long, default_value = "")]
    about_ar: String,
    /// What it does, in English.
    #[arg(long, default_value = "")]
    about_en: String,
}

pub fn run(config: Config, command: &Command) -> Result<(), CommandError> {
    let Command::Create(create) = command;
    let app = super::open(config)?;
    let sent = Sent {
        slug: create.slug.clone(),
        name_ar: create.name_ar.clone(),
        name_en: create.name_en.clone(),
        about_ar: create.about_ar.clone(),
        about_en: create.about_en.clone(),
    };
    let now = app.now();
    app.db
        .write_now(|conn| create::create(conn, now, &sent))
        .map_err(|refusal| match refusal {
            CreateAgencyRefusal::SlugTaken => format!("--slug {} is taken", sent.slug),
            CreateAgencyRefusal::SlugInvalid => format!("--slug {}: {refusal}", sent.slug),
            CreateAgencyRefusal::Text { field, why } => format!("--{field}: {why}"),
            CreateAgencyRefusal::Database(fault) => fault.to_string(),
        })?;
    println!("Admitted agency {}", sent.slug.trim());
    Ok(())
}
