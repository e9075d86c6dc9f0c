//! The lists as they are shown: without persons or times, the rarely listed masked.

use super::MASK;
use crate::tally::{Field, Lists};

/// What stands on a published list for a suggestion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shown {
    /// The one with this index, by its reference.
    Named(u32),
    /// [`MASK`], for the counted one with this index.
    Masked(u32),
    /// It was removed, and nobody can be recognised by its absence.
    Nothing,
}

/// The lines of `lists.csv`, sorted by their bytes, so that no order in time shows.
#[derive(Debug, Clone)]
pub struct Lines {
    k: usize,
    text: Vec<u8>,
    /// From and to in `text`.
    lines: Vec<(usize, usize)>,
    masked: usize,
}

impl Lines {
    /// Writes stored lists. What is named stands on at least `least_lists` lists under that name:
    ///
    /// - a suggestion that counts is masked if it stands on fewer, merges included;
    /// - one that was merged is named itself if every suggestion of that merge that is listed at
    ///   all stands on enough lists; else all are named as the one they were merged into;
    /// - one that was removed is named if it stands on enough, else left out. It counts for
    ///   nothing either way, and the gap closes.
    pub fn of(field: &Field, lists: &Lists, laid: &Lists, least_lists: u64) -> Self {
        let shown = shown(field, &support(lists), &support(laid), least_lists);
        let mut written = Self {
            k: lists.k(),
            text: Vec::with_capacity(lists.entries().len() * 10),
            lines: Vec::with_capacity(lists.len()),
            masked: 0,
        };
        let mut line: Vec<Shown> = Vec::with_capacity(lists.k());
        for list in lists.iter() {
            line.clear();
            for index in list {
                let one = at(&shown, *index).unwrap_or(Shown::Nothing);
                // Two that are shown alike count as one, at the better place.
                if one != Shown::Nothing && !line.contains(&one) {
                    line.push(one);
                }
            }
            written.write(field, &line);
        }
        let text = &written.text;
        let bytes = |line: &(usize, usize)| text.get(line.0..line.1).unwrap_or_default();
        written
            .lines
            .sort_unstable_by(|a, b| bytes(a).cmp(bytes(b)));
        written
    }

    fn write(&mut self, field: &Field, line: &[Shown]) {
        if line.is_empty() {
            return;
        }
        let from = self.text.len();
        for (before, one) in line.iter().enumerate() {
            if before > 0 {
                self.text.push(b',');
            }
            match one {
                Shown::Named(index) => {
                    let named = usize::try_from(*index).ok();
                    let named = named.and_then(|at| field.suggestions().get(at));
                    let reference = named.map(|one| one.reference.as_str());
                    self.text.extend(reference.unwrap_or(MASK).as_bytes());
                }
                Shown::Masked(_) => {
                    self.text.extend(MASK.as_bytes());
                    self.masked += 1;
                }
                Shown::Nothing => {}
            }
        }
        self.lines.push((from, self.text.len()));
    }

    /// The lines in their order, without line ends.
    pub fn sorted(&self) -> Vec<&[u8]> {
        let bytes = |line: &(usize, usize)| self.text.get(line.0..line.1).unwrap_or_default();
        self.lines.iter().map(bytes).collect()
    }

    /// How many entries are masked.
    pub fn masked(&self) -> usize {
        self.masked
    }

    /// `lists.csv`: a header, then one list a line.
    pub fn file(&self) -> Vec<u8> {
        let mut file = super::tables::list_header(self.k).into_bytes();
        file.reserve(self.text.len() + self.lines.len());
        for line in self.sorted() {
            file.extend(line);
            file.push(b'\n');
        }
        file
    }
}

/// What stands on a published list for each suggestion of the field.
fn shown(field: &Field, stored: &[u64], laid: &[u64], least_lists: u64) -> Vec<Shown> {
    // Whether everything that counts as one suggestion may be named by its own name.
    let mut apart = vec![true; field.counted().len()];
    for (index, support) in (0..).zip(stored) {
        let counts_as = field
            .stands_for(index)
            .and_then(|to| usize::try_from(to).ok());
        if let Some(apart) = counts_as.and_then(|to| apart.get_mut(to)) {
            *apart &= *support == 0 || *support >= least_lists;
        }
    }
    (0..)
        .zip(stored)
        .map(|(index, support)| match field.stands_for(index) {
            None if *support >= least_lists => Shown::Named(index),
            None => Shown::Nothing,
            Some(counted) if at(laid, counted).unwrap_or_default() < least_lists => {
                Shown::Masked(counted)
            }
            Some(counted) if at(&apart, counted) == Some(false) => Shown::Named(counted),
            Some(_) => Shown::Named(index),
        })
        .collect()
}

/// On how many lists each suggestion stands.
fn support(lists: &Lists) -> Vec<u64> {
    let mut support = vec![0; lists.suggestions()];
    for index in lists.entries() {
        let slot = usize::try_from(*index).ok();
        if let Some(count) = slot.and_then(|slot| support.get_mut(slot)) {
            *count += 1;
        }
    }
    support
}

fn at<T: Copy>(all: &[T], index: u32) -> Option<T> {
    all.get(usize::try_from(index).ok()?).copied()
}
