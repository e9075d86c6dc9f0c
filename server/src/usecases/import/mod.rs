//! Importing the suggestions and lists of an earlier consultation from files. All or nothing: a
//! file is read and checked whole, staged in short transactions, then made visible in one.

pub mod file;
pub mod lists;
pub mod stage;
pub mod suggestions;
#[cfg(test)]
mod tests;

use diesel::result::Error as DieselError;
use jiff::Timestamp;
use jiff::civil::Date;
use shared::topic::TopicState;

use crate::app::App;
use crate::db::topics::{self, Topic};

pub use file::{File, RowFault};

/// What an import did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Imported {
    /// The file was imported before; nothing was added.
    Before,
    Now {
        added: usize,
        /// Suggestions whose id the topic has already, or lists that are empty.
        left_out: usize,
    },
}

/// Why nothing was imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportRefusal {
    #[error("there is no topic {0}")]
    NoTopic(String),
    #[error("the topic {0} is not marked as imported; citizens speak there themselves")]
    NotImported(String),
    #[error("the topic {0} is a draft; open it first (sharikuna topic open --slug {0})")]
    Draft(String),
    #[error("the topic {0} is concluded")]
    Concluded(String),
    /// Every fault up to [`file::MOST_FAULTS`]; never empty.
    #[error("{} {}; nothing was imported\n{}", .0.len(), if .0.len() == 1 { "fault" } else { "faults" }, lines(.0))]
    Rows(Vec<RowFault>),
    #[error("another import into this topic ran at the same time; import the file again")]
    Overtaken,
    #[error(transparent)]
    Database(#[from] DieselError),
}

fn lines(faults: &[RowFault]) -> String {
    faults
        .iter()
        .map(|fault| format!("  {fault}"))
        .collect::<Vec<_>>()
        .join("\n")
}

/// Told how many of how many are staged.
pub type Progress<'a> = &'a mut dyn FnMut(usize, usize);

/// The moment and the day of one import.
#[derive(Debug, Clone, Copy)]
struct When {
    now: Timestamp,
    today: Date,
}

impl When {
    fn of(app: &App) -> When {
        When {
            now: app.now(),
            today: app.today(),
        }
    }
}

/// The topic of an address name, if files may be imported into it.
fn topic(app: &App, slug: &str) -> Result<Topic, ImportRefusal> {
    let found = app.db.read_now(|conn| topics::by_slug(conn, slug))?;
    let topic = found.ok_or_else(|| ImportRefusal::NoTopic(slug.to_owned()))?;
    if !topic.imported {
        return Err(ImportRefusal::NotImported(slug.to_owned()));
    }
    match topic.state() {
        TopicState::Draft => Err(ImportRefusal::Draft(slug.to_owned())),
        TopicState::Concluded => Err(ImportRefusal::Concluded(slug.to_owned())),
        TopicState::Open | TopicState::Closed => Ok(topic),
    }
}
