//! What must hold for every set of lists and every fate of the suggestions.

use proptest::prelude::*;

use super::tests::{TERMS, again, heading, held, suggestion};
use super::*;
use crate::suggestion::PublicationState::{Hidden, Merged, Published as Counted};
use crate::tally::Suggestion;

const SUGGESTIONS: usize = 24;

/// Some suggestions are hidden, some merged into one that counts; 100 to 160 lists.
fn topics() -> impl Strategy<Value = (Vec<Suggestion>, Vec<Vec<usize>>)> {
    let fates = proptest::collection::vec(0_usize..6, SUGGESTIONS);
    let skewed = (0..SUGGESTIONS, 0..SUGGESTIONS).prop_map(|(a, b)| a.min(b));
    let list = proptest::collection::vec(skewed, 1..=5).prop_map(|mut list| {
        let mut seen = Vec::new();
        list.retain(|one| {
            !seen.contains(one) && {
                seen.push(*one);
                true
            }
        });
        list
    });
    (fates, proptest::collection::vec(list, 100..160)).prop_map(|(fates, lists)| {
        let suggestions = fates
            .into_iter()
            .enumerate()
            .map(|(number, fate)| match fate {
                // Into the first half only, which is never merged itself.
                0 if number >= SUGGESTIONS / 2 => suggestion(number, Merged, Some(number / 3)),
                1 if number > 2 => suggestion(number, Hidden, None),
                _ => suggestion(number, Counted, None),
            });
        (suggestions.collect(), lists)
    })
}

fn published(suggestions: &[Suggestion], all: &[Vec<usize>]) -> Published {
    let field = Field::new(suggestions.to_vec()).unwrap();
    publish(&heading(), &field, &held(&field, 5, all), TERMS)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_recount_of_the_masked_lists_is_the_count_of_all((suggestions, all) in topics()) {
        let published = published(&suggestions, &all);
        let recounted = again(&published.files).unwrap();
        prop_assert_eq!(&recounted.differences, &[]);
        // The count of the stored lists themselves, unmasked.
        let ranked: Vec<_> = published.standing.ranked().cloned().collect();
        let found: Vec<_> = recounted.standing.ranked().cloned().collect();
        prop_assert_eq!(ranked, found);
        if let Some(seats) = recounted.seats {
            prop_assert_eq!(published.seats, seats);
        }
    }

    #[test]
    fn every_name_on_a_list_stands_on_enough_lists((suggestions, all) in topics()) {
        let published = published(&suggestions, &all);
        let Some(lists) = published.files.iter().find(|file| file.name == names::LISTS) else {
            return Ok(());
        };
        let text = String::from_utf8(lists.bytes.clone()).unwrap();
        let mut on = std::collections::BTreeMap::new();
        for name in text.lines().skip(1).flat_map(|line| line.split(',')) {
            *on.entry(name.to_owned()).or_insert(0) += 1;
        }
        on.remove(MASK);
        prop_assert!(on.values().all(|lists| *lists >= TERMS.least_support), "{on:?}");
    }

    #[test]
    fn the_order_of_the_stored_lists_changes_no_byte(
        (suggestions, all, turned) in topics().prop_flat_map(|(suggestions, all)| {
            (Just(suggestions), Just(all.clone()), Just(all).prop_shuffle())
        }),
    ) {
        prop_assert_eq!(published(&suggestions, &all).files, published(&suggestions, &turned).files);
    }

    #[test]
    fn merges_undone_restore_the_count((suggestions, all) in topics()) {
        let undone: Vec<Suggestion> = suggestions
            .iter()
            .cloned()
            .map(|mut one| {
                if one.state == Merged {
                    (one.state, one.merged_into) = (Counted, None);
                }
                one
            })
            .collect();
        // Merged and restored gives the count of what was never merged: lists are not rewritten.
        let before = published(&undone, &all);
        let _ = published(&suggestions, &all);
        prop_assert_eq!(before.files, published(&undone, &all).files);
        let field = Field::new(undone).unwrap();
        let laid = field.laid(&held(&field, 5, &all));
        let hidden = |number: &usize| suggestions[*number].state == Hidden;
        let entries: usize = all.iter().flatten().filter(|number| !hidden(number)).count();
        prop_assert_eq!(laid.entries().len(), entries);
    }

    #[test]
    fn no_bytes_make_a_reader_panic(
        at in any::<prop::sample::Index>(),
        file in 0_usize..6,
        byte in any::<u8>(),
        cut in any::<prop::sample::Index>(),
    ) {
        let suggestions: Vec<_> = (0..8).map(|n| suggestion(n, Counted, None)).collect();
        let all: Vec<Vec<usize>> = (0..120).map(|n| vec![n % 8, (n + 1) % 8]).collect();
        let mut files = published(&suggestions, &all).files;
        let bytes = &mut files[file].bytes;
        let at = at.index(bytes.len());
        bytes[at] = byte;
        let _ = again(&files);
        let bytes = &mut files[file].bytes;
        let end = cut.index(bytes.len());
        bytes.truncate(end);
        let _ = again(&files);
    }
}
