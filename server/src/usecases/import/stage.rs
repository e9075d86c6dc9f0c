//! Staging: rows that nobody sees, written in short transactions that let a running server write
//! in between.

use std::collections::HashSet;

use jiff::Timestamp;
use shared::ids::{Reference, SuggestionId, TopicId};
use shared::tally::discover::sort_key;
use shared::topic::COUNTED;

use super::file::File;
use super::suggestions::Read;
use super::{ImportRefusal, Progress, When};
use crate::app::App;
use crate::chance;
use crate::db::imports::{
    self, Kind, NewImport, StagedEntry, StagedList, StagedSuggestion, StagedVersion,
};
use crate::db::topics::Topic;
use crate::db::{Conn, is_duplicate};

/// Rows written in one transaction.
const CHUNK: usize = 500;

/// An import that is not visible yet.
pub struct Staged {
    id: String,
}

impl Staged {
    /// Begins an import: removes what one that broke off has left in the topic, and notes the
    /// new one. `None` when this very file was imported before.
    ///
    /// # Errors
    /// The database's fault.
    pub fn begin(
        app: &App,
        topic_id: &str,
        kind: Kind,
        file: &File,
        now: Timestamp,
    ) -> Result<Option<Staged>, ImportRefusal> {
        let digest = file.digest();
        if app
            .db
            .read_now(|conn| imports::is_visible(conn, topic_id, kind, &digest))?
        {
            return Ok(None);
        }
        for left in app.db.read_now(|conn| imports::invisible(conn, topic_id))? {
            while app
                .db
                .write_now(|conn| imports::remove_staged(conn, topic_id, &left, CHUNK))?
                > 0
            {}
            app.db.write_now(|conn| imports::remove(conn, &left))?;
        }
        let staged = Staged {
            id: chance::id(now),
        };
        let row = NewImport {
            id: &staged.id,
            topic_id,
            kind: kind.as_str(),
            digest: &digest,
            file_name: &file.name,
            added: 0,
            visible: false,
            imported_at: now.into(),
        };
        app.db
            .write_now(|conn| imports::add(conn, &row))
            .map_err(overtaken)?;
        Ok(Some(staged))
    }

    pub fn id(&self) -> &str {
        &self.id
    }

    /// Marks the import as visible. `found` rows stand in the database, `added` were written:
    /// they differ when another import has removed some as left over.
    pub(super) fn show(
        &self,
        conn: &mut Conn,
        found: usize,
        added: usize,
    ) -> Result<(), ImportRefusal> {
        if found != added || !imports::show(conn, &self.id, added)? {
            return Err(ImportRefusal::Overtaken);
        }
        Ok(())
    }
}

/// Whether the last count of the topic stands, so that its editions are official.
pub(super) fn is_counted(topic: &Topic) -> bool {
    topic.state().is_in(COUNTED)
}

/// Stages suggestions, each with its first version.
pub(super) fn suggestions(
    app: &App,
    staged: &Staged,
    topic: &Topic,
    rows: &[Read],
    when: When,
    progress: Progress<'_>,
) -> Result<(), ImportRefusal> {
    let mut done = 0;
    for chunk in rows.chunks(CHUNK) {
        let ids: Vec<String> = chunk.iter().map(|_| chance::id(when.now)).collect();
        app.db
            .write_now(|conn| {
                let references = references(conn, chunk.len())?;
                let suggestions: Vec<_> = chunk
                    .iter()
                    .zip(ids.iter().zip(&references))
                    .map(|(row, (id, reference))| {
                        suggestion(staged, topic, row, id, reference, when)
                    })
                    .collect();
                let versions: Vec<_> = chunk
                    .iter()
                    .zip(&ids)
                    .map(|(row, id)| version(row, id, when))
                    .collect();
                imports::stage_suggestions(conn, &suggestions, &versions)
            })
            .map_err(overtaken)?;
        done += chunk.len();
        progress(done, rows.len());
    }
    Ok(())
}

fn suggestion<'a>(
    staged: &'a Staged,
    topic: &'a Topic,
    row: &'a Read,
    id: &'a str,
    reference: &'a str,
    when: When,
) -> StagedSuggestion<'a> {
    let shuffle = match (TopicId::parse(&topic.id), SuggestionId::parse(id)) {
        (Ok(topic), Ok(id)) => sort_key(&topic, when.today, &id),
        _ => chance::shuffle(),
    };
    StagedSuggestion {
        id,
        reference,
        topic_id: &topic.id,
        show_name: false,
        publication: imports::STAGED,
        title: &row.title,
        body: &row.body,
        lang: row.lang.code(),
        dir: row.dir.code(),
        category: row.category.as_deref(),
        external_id: row.external_id.as_deref(),
        import_id: &staged.id,
        posted_at: when.now.into(),
        answer_state: "none",
        shuffle,
        version: 1,
    }
}

fn version<'a>(row: &'a Read, suggestion_id: &'a str, when: When) -> StagedVersion<'a> {
    StagedVersion {
        id: chance::id(when.now),
        suggestion_id,
        number: 1,
        title: &row.title,
        body: &row.body,
        lang: row.lang.code(),
        dir: row.dir.code(),
        written_at: when.now.into(),
    }
}

/// So many references that no suggestion has.
fn references(conn: &mut Conn, wanted: usize) -> diesel::QueryResult<Vec<String>> {
    let mut drawn = HashSet::with_capacity(wanted);
    loop {
        while drawn.len() < wanted {
            drawn.insert(Reference::from_bits(chance::reference_bits()).to_string());
        }
        let taken = imports::taken_references(conn, &drawn)?;
        if taken.is_empty() {
            return Ok(drawn.into_iter().collect());
        }
        for reference in taken {
            drawn.remove(&reference);
        }
    }
}

/// Stages lists of suggestion ids.
pub(super) fn lists(
    app: &App,
    staged: &Staged,
    topic_id: &str,
    lists: &[Vec<&str>],
    when: When,
    progress: Progress<'_>,
) -> Result<(), ImportRefusal> {
    let mut done = 0;
    for chunk in lists.chunks(CHUNK) {
        let ids: Vec<String> = chunk.iter().map(|_| chance::id(when.now)).collect();
        let rows: Vec<_> = ids
            .iter()
            .map(|id| StagedList {
                id,
                topic_id,
                import_id: &staged.id,
                version: 1,
                saved_at: when.now.into(),
            })
            .collect();
        let mut entries = Vec::new();
        for (list_id, list) in ids.iter().zip(chunk) {
            for (place, suggestion_id) in (1..).zip(list) {
                entries.push(StagedEntry {
                    list_id,
                    place,
                    suggestion_id,
                });
            }
        }
        app.db
            .write_now(|conn| imports::stage_lists(conn, &rows, &entries))
            .map_err(overtaken)?;
        done += chunk.len();
        progress(done, lists.len());
    }
    Ok(())
}

/// Another import of the topic notes the same file or id, or has removed this one's row.
fn overtaken(error: diesel::result::Error) -> ImportRefusal {
    use diesel::result::{DatabaseErrorKind, Error};
    match error {
        Error::DatabaseError(DatabaseErrorKind::ForeignKeyViolation, _) => ImportRefusal::Overtaken,
        error if is_duplicate(&error) => ImportRefusal::Overtaken,
        error => error.into(),
    }
}
