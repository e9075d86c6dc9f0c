//! What is published of an official count: its files, written once.

use std::collections::{BTreeMap, HashMap};
use std::io::{Cursor, Write};

use diesel::QueryResult;
use jiff::Timestamp;
use jiff::civil::Date;
use shared::ids::TopicId;
use shared::publication::manifest::{Figures, Reason};
use shared::publication::{File, Heading, Published, digest, publish, text_digest};
use shared::suggestion::VISIBLE;
use shared::tally::{Field, Lists, Root, Terms};
use shared::view::count::Week;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::count::Official;
use crate::chance;
use crate::db::counts_write::{self as store, NewCount, NewFile};
use crate::db::topics::Topic;
use crate::db::types::At;
use crate::db::{Conn, counted, fault};

/// The recount in another language, which is published beside the files.
const RECOUNT: &str = include_str!("../../../../tests/recount.py");
/// Bytes of a file that one row holds.
const PART: usize = if cfg!(test) { 512 } else { 1 << 20 };

/// The files of a count, and what pages say of it.
#[derive(Debug)]
pub(super) struct Paper {
    id: String,
    number: i32,
    reason: Option<Reason>,
    figures: Figures,
    root: Option<Root>,
    weeks: String,
    files: Vec<File>,
}

/// A part of a file: which file, and from which byte to which.
#[derive(Debug, Clone, Copy)]
pub(super) struct Part {
    file: usize,
    number: i32,
    from: usize,
}

impl Paper {
    /// Counts lists for good and writes the files.
    pub(super) fn write(
        conn: &mut Conn,
        (topic, topic_id): (&Topic, &TopicId),
        official: Official<'_>,
        (field, lists): (&mut Field, &Lists),
        terms: Terms,
        counted_at: Timestamp,
    ) -> QueryResult<(Published, Paper)> {
        let number = store::last_number(conn, &topic.id)? + 1;
        let reason = official.reason.filter(|_| number > 1);
        let texts = Texts::read(conn, &topic.id)?;
        texts.note(field);
        let heading = Heading {
            topic: topic_id.clone(),
            slug: topic.slug.clone(),
            title_ar: topic.title_ar.clone(),
            title_en: topic.title_en.clone(),
            number: u32::try_from(number).unwrap_or_default(),
            reason: reason.clone(),
            counted_at: counted_at.to_string(),
            program: concat!("sharikuna ", env!("CARGO_PKG_VERSION")).to_owned(),
        };
        let mut published = publish(&heading, field, lists, terms);
        let mut files = std::mem::take(&mut published.files);
        files.push(File {
            name: "recount.py".to_owned(),
            bytes: RECOUNT.as_bytes().to_vec(),
        });
        let archive = archive(&files).map_err(|error| fault(error.to_string()))?;
        files.push(File {
            name: "count.zip".to_owned(),
            bytes: archive,
        });
        let opens = topic.days().map(|days| days.opens);
        let day = |at: At| official.zone.day(at.time());
        let paper = Paper {
            id: chance::id(counted_at),
            number,
            reason,
            figures: published.figures,
            root: published.root,
            weeks: weeks(field, &published, &texts, opens, day),
            files,
        };
        Ok((published, paper))
    }

    /// Adds the count, which nobody sees before its edition is finished.
    pub(super) fn begin(
        &self,
        conn: &mut Conn,
        topic_id: &str,
        edition_id: &str,
    ) -> QueryResult<()> {
        let count = NewCount {
            id: &self.id,
            topic_id,
            number: self.number,
            edition_id,
            reason_ar: self.reason.as_ref().map(|reason| reason.ar.as_str()),
            reason_en: self.reason.as_ref().map(|reason| reason.en.as_str()),
            ranked: whole(self.figures.ranked),
            masked: whole(self.figures.masked),
            lists_published: self.root.is_some(),
            root: self.root.map(|root| root.to_string()),
            weeks: &self.weeks,
        };
        let files: Vec<NewFile<'_>> = (1..)
            .zip(&self.files)
            .map(|(position, file)| NewFile {
                count_id: &self.id,
                name: &file.name,
                position,
                bytes: whole(file.bytes.len()),
                sha256: digest(&file.bytes),
            })
            .collect();
        store::add(conn, &count, &files)
    }

    /// All parts of all files.
    pub(super) fn parts(&self) -> Vec<Part> {
        let of_file = |(file, one): (usize, &File)| {
            let starts = (0..one.bytes.len()).step_by(PART);
            let part = move |(number, from)| Part { file, number, from };
            (0..).zip(starts).map(part).collect::<Vec<_>>()
        };
        self.files.iter().enumerate().flat_map(of_file).collect()
    }

    /// Adds one of them.
    pub(super) fn part(&self, conn: &mut Conn, part: Part) -> QueryResult<()> {
        let Some(file) = self.files.get(part.file) else {
            return Ok(());
        };
        let to = file.bytes.len().min(part.from.saturating_add(PART));
        let bytes = file.bytes.get(part.from..to).unwrap_or_default();
        store::add_part(conn, (&self.id, &file.name), part.number, bytes)
    }
}

/// What the files and pages say of the suggestions beside their states.
struct Texts {
    digests: HashMap<String, [u8; 32]>,
    posted: HashMap<String, At>,
}

impl Texts {
    fn read(conn: &mut Conn, topic_id: &str) -> QueryResult<Texts> {
        let (mut digests, mut posted) = (HashMap::new(), HashMap::new());
        counted::each_text(conn, topic_id, |id, title, body, at| {
            digests.insert(id.clone(), text_digest(title, body));
            posted.insert(id, at);
        })?;
        Ok(Texts { digests, posted })
    }

    /// Notes the digests of what anybody may read.
    fn note(&self, field: &mut Field) {
        field.note_texts(|one| {
            let digest = self.digests.get(&one.id).copied();
            digest.filter(|_| one.state.is_in(VISIBLE))
        });
    }
}

/// The ranked suggestions by the week of the consultation in which they were posted, as JSON: what
/// posting early was worth.
fn weeks(
    field: &Field,
    published: &Published,
    texts: &Texts,
    opens: Option<Date>,
    day: impl Fn(At) -> Date,
) -> String {
    let week_of = |id: &str| {
        let posted = texts.posted.get(id)?;
        let since = day(*posted).since(opens?).ok()?.get_days();
        Some(since.max(0) / 7 + 1)
    };
    let mut weeks: BTreeMap<i32, Week> = BTreeMap::new();
    for one in field.counted() {
        if let Some(number) = week_of(&one.id) {
            let new = Week {
                number,
                ..Week::default()
            };
            weeks.entry(number).or_insert(new).suggestions += 1;
        }
    }
    for row in published.standing.ranked() {
        let at = usize::try_from(row.suggestion).ok();
        let one = at.and_then(|at| field.counted().get(at));
        let number = one.and_then(|one| week_of(&one.id));
        if let Some(week) = number.and_then(|number| weeks.get_mut(&number)) {
            week.ranked += 1;
            week.points += row.points;
        }
    }
    let weeks: Vec<Week> = weeks.into_values().collect();
    // Numbers only: nothing in it can fail to be written.
    serde_json::to_string(&weeks).unwrap_or_default()
}

/// All files as one; the same files give the same bytes.
fn archive(files: &[File]) -> zip::result::ZipResult<Vec<u8>> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(zip::DateTime::default());
    for file in files {
        archive.start_file(&*file.name, options)?;
        archive.write_all(&file.bytes)?;
    }
    Ok(archive.finish()?.into_inner())
}

fn whole(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
