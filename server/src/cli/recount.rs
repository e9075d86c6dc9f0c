//! `sharikuna recount`: counting again what others counted.

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use serde_json::json;
use shared::publication::recount::{Recounted, Step, recount};

use crate::recount::folder::Folder;
use crate::recount::plain;
use crate::usecases::import::file::File;

/// It cannot be read; 1 says that it was read and is not the same.
const UNREADABLE: u8 = 2;
/// So many lists take a moment to read.
const LISTS_A_LINE: usize = 500_000;

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// A published count: its folder, or its zip file.
    #[arg(
        required_unless_present = "suggestions",
        conflicts_with = "suggestions"
    )]
    count: Option<PathBuf>,
    /// Say it in JSON.
    #[arg(long, conflicts_with = "suggestions")]
    json: bool,
    /// Any suggestions: a CSV file with a column id.
    #[arg(long, requires = "lists", requires = "weights")]
    suggestions: Option<PathBuf>,
    /// Their ranked lists: a CSV file with a header, then one list of ids a line.
    #[arg(long, requires = "suggestions")]
    lists: Option<PathBuf>,
    /// What each place is worth, the first place first, such as 3,2,1.
    #[arg(long, requires = "suggestions")]
    weights: Option<String>,
}

pub fn run(arguments: &Arguments) -> ExitCode {
    let done = match arguments {
        Arguments {
            suggestions: Some(suggestions),
            lists: Some(lists),
            weights: Some(weights),
            ..
        } => by_weights(suggestions, lists, weights),
        Arguments {
            count: Some(count), ..
        } => published(count, arguments.json),
        _ => Err("nothing to count was named".to_owned()),
    };
    done.unwrap_or_else(|why| {
        if arguments.json {
            println!("{}", json!({ "same": null, "error": why }));
        }
        eprintln!("sharikuna: {why}");
        ExitCode::from(UNREADABLE)
    })
}

fn by_weights(suggestions: &Path, lists: &Path, weights: &str) -> Result<ExitCode, String> {
    let (suggestions, lists) = (file(suggestions)?, file(lists)?);
    let said = |fault: plain::PlainFault| fault.to_string();
    let weights = plain::weights(weights).map_err(said)?;
    let counted = plain::count(&suggestions, &lists, &weights).map_err(said)?;
    written(plain::write(&counted, io::stdout().lock()).map_err(io::Error::from))?;
    Ok(ExitCode::SUCCESS)
}

fn file(path: &Path) -> Result<File, String> {
    let shown = path.display();
    let bytes = std::fs::read(path).map_err(|error| format!("{shown} cannot be read: {error}"))?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    Ok(File {
        name: name.into_owned(),
        bytes,
    })
}

fn published(path: &Path, in_json: bool) -> Result<ExitCode, String> {
    let shown = path.display();
    let folder = Folder::open(path).map_err(|error| format!("{shown} cannot be read: {error}"))?;
    let recounted = match recount(folder, said()) {
        Ok(recounted) => recounted,
        Err(fault) if fault.is_of_content() => {
            let said = match in_json {
                true => json!({ "same": false, "differences": [fault.to_string()] }).to_string(),
                false => fault.to_string(),
            };
            written(writeln!(io::stdout(), "{said}"))?;
            return Ok(ExitCode::FAILURE);
        }
        Err(fault) => return Err(fault.to_string()),
    };
    let out = BufWriter::new(io::stdout().lock());
    written(match in_json {
        true => as_json(&recounted, out),
        false => as_text(&recounted, out),
    })?;
    Ok(match recounted.differences.is_empty() {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    })
}

/// Whoever stopped reading what is printed (`| head`) has read enough.
fn written(done: io::Result<()>) -> Result<(), String> {
    match done {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error.to_string()),
        _ => Ok(()),
    }
}

/// Says a line now and then; small counts are over before anyone reads one.
fn said() -> impl FnMut(Step) {
    let mut next = LISTS_A_LINE;
    move |step| match step {
        Step::Lists(lists) if lists >= next => {
            eprintln!("· {lists} lists read");
            next = lists + LISTS_A_LINE;
        }
        Step::Counting if next > LISTS_A_LINE => eprintln!("· counting"),
        _ => {}
    }
}

/// The order as `result.csv` has it, and below it whether all is the same.
fn as_text(recounted: &Recounted, mut out: impl Write) -> io::Result<()> {
    let manifest = &recounted.manifest;
    eprintln!(
        "{} · count {} · {} lists · points in units of 1/{}",
        manifest.topic.slug, manifest.number, manifest.figures.lists, recounted.standing.unit
    );
    if recounted.seats.is_none() {
        eprintln!(
            "The lists are not published (fewer than 100), so the shortlist cannot be recounted."
        );
    }
    out.write_all(&recounted.result)?;
    match recounted.differences.first() {
        None => writeln!(out, "same")?,
        Some(first) => writeln!(out, "{first}")?,
    }
    out.flush()
}

fn as_json(recounted: &Recounted, mut out: impl Write) -> io::Result<()> {
    let order: Vec<_> = recounted
        .standing
        .ranked()
        .map(|row| {
            json!({
                "place": row.rank,
                "equal": row.equal,
                "suggestion": reference(recounted, row.suggestion),
                "points": row.points,
                "lists": row.support,
            })
        })
        .collect();
    let seats = recounted.seats.as_ref().map(|seats| {
        let seat = |(place, seat): (usize, &shared::tally::Seat)| {
            json!({
                "place": place,
                "suggestion": reference(recounted, seat.suggestion),
                "weight": seat.weight,
                "drawn": seat.drawn,
            })
        };
        (1..).zip(seats).map(seat).collect::<Vec<_>>()
    });
    let differences: Vec<String> = recounted
        .differences
        .iter()
        .map(ToString::to_string)
        .collect();
    let said = json!({
        "same": differences.is_empty(),
        "topic": recounted.manifest.topic.slug,
        "count": recounted.manifest.number,
        "unit": recounted.standing.unit,
        "lists": recounted.manifest.figures.lists,
        "order": order,
        "shortlist": seats,
        "differences": differences,
    });
    writeln!(out, "{said}")?;
    out.flush()
}

fn reference(recounted: &Recounted, suggestion: u32) -> &str {
    let at = usize::try_from(suggestion).ok();
    let found = at.and_then(|at| recounted.references.get(at));
    found.map(String::as_str).unwrap_or_default()
}
