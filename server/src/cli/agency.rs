//! `sharikuna agency`: admits an agency, the first step on an empty installation; renames, closes,
//! merges and opens it again.

use super::CommandError;
use crate::app::App;
use crate::config::Config;
use crate::db::Conn;
use crate::usecases::agency::create::{self, CreateAgencyRefusal, Sent};
use crate::usecases::agency::end::{self, EndAgencyRefusal};
use crate::usecases::agency::rename::{self, RenameAgencyRefusal};

#[derive(Debug, clap::Subcommand)]
pub enum Command {
    /// Admit an agency, under its Arabic and its English name.
    Create(Create),
    /// Give an agency another name; its address and its figures stay.
    Rename(Rename),
    /// Close an agency: it opens no more topics, and still answers what it owes.
    Close(Named),
    /// Merge an agency into another, which takes in its figures.
    Merge(Merge),
    /// Open a closed or merged agency again.
    Reopen(Named),
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

#[derive(Debug, clap::Args)]
pub struct Named {
    /// Its name in addresses.
    #[arg(long)]
    slug: String,
}

#[derive(Debug, clap::Args)]
pub struct Rename {
    /// Its name in addresses.
    #[arg(long)]
    slug: String,
    /// Its new Arabic name.
    #[arg(long, required_unless_present = "name_en")]
    name_ar: Option<String>,
    /// Its new English name.
    #[arg(long)]
    name_en: Option<String>,
}

#[derive(Debug, clap::Args)]
pub struct Merge {
    /// Its name in addresses.
    #[arg(long)]
    slug: String,
    /// The agency that takes it in, by its name in addresses.
    #[arg(long)]
    into: String,
}

pub fn run(config: Config, command: &Command) -> Result<(), CommandError> {
    let app = super::open(config)?;
    match command {
        Command::Create(create) => admit(&app, create),
        Command::Rename(new) => {
            let names = (new.name_ar.as_deref(), new.name_en.as_deref());
            let now = app.now();
            app.db
                .write_now(|conn| rename::rename(conn, now, &new.slug, names))
                .map_err(|refusal| match refusal {
                    RenameAgencyRefusal::Name(CreateAgencyRefusal::Text { field, why }) => {
                        format!("--{field}: {why}")
                    }
                    other => other.to_string(),
                })?;
            println!("Renamed agency {}", new.slug);
            Ok(())
        }
        Command::Close(named) => {
            let now = app.now();
            end_with(&app, |conn| end::close(conn, now, &named.slug))?;
            println!(
                "Closed agency {}; `sharikuna agency reopen --slug {}` takes it back",
                named.slug, named.slug
            );
            Ok(())
        }
        Command::Merge(merge) => {
            let now = app.now();
            end_with(&app, |conn| end::merge(conn, now, &merge.slug, &merge.into))?;
            println!(
                "Merged agency {} into {}; `sharikuna agency reopen --slug {}` takes it back",
                merge.slug, merge.into, merge.slug
            );
            Ok(())
        }
        Command::Reopen(named) => {
            let now = app.now();
            end_with(&app, |conn| end::reopen(conn, now, &named.slug))?;
            println!("Opened agency {} again", named.slug);
            Ok(())
        }
    }
}

fn end_with(
    app: &App,
    act: impl FnOnce(&mut Conn) -> Result<(), EndAgencyRefusal>,
) -> Result<(), CommandError> {
    Ok(app
        .db
        .write_now(act)
        .map_err(|refusal| refusal.to_string())?)
}

fn admit(app: &App, create: &Create) -> Result<(), CommandError> {
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
