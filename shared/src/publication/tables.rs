//! The tables of a published count, as CSV. Nothing in them needs quotes.

use std::fmt::Write;

use super::hex;
use crate::tally::{Field, Seat, Standing};

/// `place_1,place_2,…` and a line end.
pub fn list_header(k: usize) -> String {
    let places: Vec<String> = (1..=k).map(|place| format!("place_{place}")).collect();
    places.join(",") + "\n"
}

/// `suggestion,state,text_sha256`, by reference.
pub fn suggestions(field: &Field) -> Vec<u8> {
    let mut all: Vec<_> = field.suggestions().iter().collect();
    all.sort_by(|a, b| a.reference.cmp(&b.reference));
    let mut out = "suggestion,state,text_sha256\n".to_owned();
    for one in all {
        let text = one.text.map(|digest| hex(&digest)).unwrap_or_default();
        line(
            &mut out,
            format_args!("{},{},{text}", one.reference, one.state.as_str()),
        );
    }
    out.into_bytes()
}

/// `suggestion,into`, by reference.
pub fn merges(field: &Field) -> Vec<u8> {
    let into = |id: &String| {
        let at = field
            .index_of(id)
            .and_then(|index| usize::try_from(index).ok());
        at.and_then(|at| field.suggestions().get(at))
    };
    let mut all: Vec<(&str, &str)> = field
        .suggestions()
        .iter()
        .filter_map(|one| {
            let into = one.merged_into.as_ref().and_then(into)?;
            Some((one.reference.as_str(), into.reference.as_str()))
        })
        .collect();
    all.sort_unstable();
    let mut out = "suggestion,into\n".to_owned();
    for (suggestion, into) in all {
        line(&mut out, format_args!("{suggestion},{into}"));
    }
    out.into_bytes()
}

/// `suggestion,place_1,place_2,…`: on how many lists each ranked suggestion stands at each place,
/// by reference.
pub fn positions(standing: &Standing, references: &[&str], k: usize) -> Vec<u8> {
    let mut rows: Vec<(&str, &[u64])> = standing
        .ranked()
        .map(|row| (name(references, row.suggestion), row.places.as_slice()))
        .collect();
    rows.sort_unstable();
    let mut out = format!("suggestion,{}", list_header(k));
    for (suggestion, places) in rows {
        let counts: Vec<String> = places.iter().map(u64::to_string).collect();
        line(&mut out, format_args!("{suggestion},{}", counts.join(",")));
    }
    out.into_bytes()
}

/// `place,equal,suggestion,points,lists,shortlist_place,shortlist_weight,shortlist_drawn`: the
/// ranked suggestions in the official order; points in units of 1/L. The last three are empty
/// outside of the shortlist, and where the lists are not published.
pub fn result(standing: &Standing, seats: Option<&Vec<Seat>>, references: &[&str]) -> Vec<u8> {
    let mut seat_of = vec![None; references.len()];
    for (place, seat) in (1..).zip(seats.into_iter().flatten()) {
        let slot = usize::try_from(seat.suggestion).ok();
        if let Some(slot) = slot.and_then(|slot| seat_of.get_mut(slot)) {
            *slot = Some((place, seat));
        }
    }
    let header = "place,equal,suggestion,points,lists,\
                  shortlist_place,shortlist_weight,shortlist_drawn\n";
    let mut out = header.to_owned();
    for row in standing.ranked() {
        let slot = usize::try_from(row.suggestion).ok();
        let seat = slot.and_then(|slot| seat_of.get(slot).copied().flatten());
        let seat: Option<(u64, &Seat)> = seat;
        let seat = seat.map_or_else(
            || ",,".to_owned(),
            |(place, seat)| format!("{place},{},{}", seat.weight, yes(seat.drawn)),
        );
        let suggestion = name(references, row.suggestion);
        let (points, lists) = (row.points, row.support);
        let equal = yes(row.equal);
        line(
            &mut out,
            format_args!("{},{equal},{suggestion},{points},{lists},{seat}", row.rank),
        );
    }
    out.into_bytes()
}

fn name<'a>(references: &[&'a str], index: u32) -> &'a str {
    let at = usize::try_from(index).ok();
    at.and_then(|at| references.get(at).copied())
        .unwrap_or_default()
}

fn yes(yes: bool) -> &'static str {
    if yes { "yes" } else { "no" }
}

fn line(out: &mut String, line: std::fmt::Arguments<'_>) {
    // Writing into a String cannot fail.
    let _ = writeln!(out, "{line}");
}
