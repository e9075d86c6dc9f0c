//! The suggestions of a topic as a count sees them.

use std::collections::HashMap;

use diesel::QueryResult;
use shared::ids::{SuggestionId, TopicId};
use shared::suggestion::{COUNTED, PublicationState};
use shared::tally::shortlist::tie_key;
use shared::tally::{BalancedCount, Fate, Lay, Tally};

use crate::db::editions_write as store;
use crate::db::{Conn, fault};

/// The suggestions of a topic as the count sees them.
pub(super) struct Field {
    /// Index of every suggestion that a list may name.
    index: HashMap<String, u32>,
    lay: Lay,
    /// For each of those, its index among the counted ones.
    counted_index: Vec<Option<u32>>,
    /// Ids of the counted ones, sorted.
    pub(super) counted: Vec<String>,
}

impl Field {
    pub(super) fn read(conn: &mut Conn, topic_id: &str) -> QueryResult<Field> {
        let stored = store::fates(conn, topic_id)?;
        let index: HashMap<String, u32> =
            stored.iter().map(|(id, ..)| id.clone()).zip(0..).collect();
        let fates: Vec<Fate> = stored
            .iter()
            .map(|(_, publication, into)| {
                let into = into.as_ref().and_then(|into| index.get(into));
                match (PublicationState::parse(publication), into) {
                    (Ok(state), _) if state.is_in(COUNTED) => Fate::Counted,
                    (Ok(PublicationState::Merged), Some(into)) => Fate::MergedInto(*into),
                    _ => Fate::Dropped,
                }
            })
            .collect();
        let lay = Lay::new(&fates).map_err(|error| fault(error.to_string()))?;
        let mut counted = Vec::new();
        let mut counted_index = Vec::with_capacity(fates.len());
        for ((id, ..), fate) in stored.into_iter().zip(fates) {
            let is_counted = fate == Fate::Counted;
            counted_index.push(
                is_counted
                    .then(|| u32::try_from(counted.len()).ok())
                    .flatten(),
            );
            if is_counted {
                counted.push(id);
            }
        }
        Ok(Field {
            index,
            lay,
            counted_index,
            counted,
        })
    }

    /// Counts the lists as they stream by; merges and removals are laid over each first.
    pub(super) fn tally(
        &self,
        conn: &mut Conn,
        (topic_id, staged): (&str, Option<&str>),
        places: usize,
    ) -> QueryResult<(Tally, BalancedCount)> {
        let mut tally = Tally::new(places, self.counted.len());
        let mut balanced = BalancedCount::new(places, self.counted.len());
        let (mut laid, mut list) = (Vec::new(), Vec::new());
        let mut refused = None;
        let mut end = |list: &mut Vec<u32>| {
            self.lay.over(list, places, &mut laid);
            let counted: Vec<u32> = laid
                .iter()
                .filter_map(|index| self.counted_as(*index))
                .collect();
            refused = refused
                .or(tally.add(&counted).err())
                .or(balanced.add(&counted).err());
            list.clear();
        };
        let mut current = String::new();
        store::each_entry(conn, topic_id, staged, |list_id, suggestion_id| {
            if list_id != current {
                end(&mut list);
                current = list_id;
            }
            // One posted since the suggestions were read is counted by the next edition.
            list.extend(self.index.get(&suggestion_id));
        })?;
        end(&mut list);
        match refused {
            Some(refused) => Err(fault(refused.to_string())),
            None => Ok((tally, balanced)),
        }
    }

    fn counted_as(&self, index: u32) -> Option<u32> {
        usize::try_from(index)
            .ok()
            .and_then(|at| self.counted_index.get(at).copied())
            .flatten()
    }

    pub(super) fn tie_keys(&self, topic_id: &str) -> Vec<[u8; 32]> {
        let Ok(topic) = TopicId::parse(topic_id) else {
            return Vec::new();
        };
        let key = |id: &String| SuggestionId::parse(id).map_or([0; 32], |id| tie_key(&topic, &id));
        self.counted.iter().map(key).collect()
    }
}
