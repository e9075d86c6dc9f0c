//! The suggestions of a topic as a count sees them.

use std::collections::HashMap;

use super::lay::{Fate, Lay};
use super::lists::Lists;
use super::points::{Positions, Standing};
use super::shortlist::{Seat, Terms, shortlist};
use super::ties::Ties;
use super::weights::Weights;
use crate::suggestion::{COUNTED, PublicationState};

/// A suggestion, whatever its state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// What lists name it by, and merges.
    pub id: String,
    /// What the public names it by.
    pub reference: String,
    pub state: PublicationState,
    /// The id of the one it was merged into.
    pub merged_into: Option<String>,
    /// SHA-256 of its text; none where the text is not public.
    pub text: Option<[u8; 32]>,
}

/// The merges lead from a suggestion (by reference) back to itself, so nothing could count for it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the merges lead from {0} back to itself")]
pub struct LoopedMerges(pub String);

/// All suggestions of a topic by their index: those that count first, each part by reference.
#[derive(Debug, Clone)]
pub struct Field {
    suggestions: Vec<Suggestion>,
    counted: usize,
    index: HashMap<String, u32>,
    lay: Lay,
}

impl Field {
    /// # Errors
    /// [`LoopedMerges`].
    pub fn new(mut suggestions: Vec<Suggestion>) -> Result<Self, LoopedMerges> {
        suggestions.sort_by(|a, b| {
            let key = |one: &Suggestion| !one.state.is_in(COUNTED);
            (key(a), &a.reference).cmp(&(key(b), &b.reference))
        });
        let counted = suggestions.partition_point(|one| one.state.is_in(COUNTED));
        let index: HashMap<_, _> = suggestions
            .iter()
            .map(|one| one.id.clone())
            .zip(0..)
            .collect();
        let fates: Vec<Fate> = suggestions
            .iter()
            .map(|one| {
                let into = one.merged_into.as_ref().and_then(|into| index.get(into));
                match (one.state, into) {
                    (state, _) if state.is_in(COUNTED) => Fate::Counted,
                    (PublicationState::Merged, Some(into)) => Fate::MergedInto(*into),
                    _ => Fate::Dropped,
                }
            })
            .collect();
        let lay = Lay::new(&fates).map_err(|looped| {
            let at = usize::try_from(looped.0).ok();
            let one = at.and_then(|at| suggestions.get(at));
            LoopedMerges(one.map(|one| one.reference.clone()).unwrap_or_default())
        })?;
        Ok(Self {
            lay,
            suggestions,
            counted,
            index,
        })
    }

    /// Notes the digests of public texts, by id.
    pub fn note_texts(&mut self, mut text_of: impl FnMut(&Suggestion) -> Option<[u8; 32]>) {
        for one in &mut self.suggestions {
            one.text = text_of(one);
        }
    }

    /// All suggestions by their index.
    pub fn suggestions(&self) -> &[Suggestion] {
        &self.suggestions
    }

    /// Those that count, by their index.
    pub fn counted(&self) -> &[Suggestion] {
        self.suggestions.get(..self.counted).unwrap_or_default()
    }

    /// The references of those that count, by their index.
    pub fn references(&self) -> Vec<&str> {
        let counted = self.counted().iter();
        counted.map(|one| one.reference.as_str()).collect()
    }

    /// The index of a suggestion by its id.
    pub fn index_of(&self, id: &str) -> Option<u32> {
        self.index.get(id).copied()
    }

    /// The index of the suggestion that counts in the place of another; none if nothing does.
    pub fn stands_for(&self, index: u32) -> Option<u32> {
        self.lay.stands_for(index)
    }

    /// Lists with nothing in them yet, of any suggestions.
    pub fn no_lists(&self, k: usize) -> Lists {
        Lists::new(k, self.suggestions.len())
    }

    /// Lists as they count: merges laid over each, removed suggestions left out.
    pub fn laid(&self, lists: &Lists) -> Lists {
        let mut laid = self.none_laid(lists.k());
        lists.iter().for_each(|list| self.lay(list, &mut laid));
        laid
    }

    /// As [`Field::no_lists`], for lists as they count.
    pub fn none_laid(&self, k: usize) -> Lists {
        Lists::new(k, self.counted)
    }

    /// Adds one list to others as it counts.
    pub fn lay(&self, list: &[u32], laid: &mut Lists) {
        laid.push_laid(list, &self.lay);
    }

    /// Both orders of laid lists: the standing of all that count, and the balanced shortlist.
    pub fn orders(&self, laid: &Lists, terms: Terms, ties: &impl Ties) -> (Standing, Vec<Seat>) {
        let weights = Weights::harmonic(laid.k());
        let standing = Positions::of(laid).order(&weights, terms.least_support, ties);
        let seats = shortlist(laid, &standing, terms);
        (standing, seats)
    }
}
