//! The shortlist against committees that an independent implementation chose (`vectors/`; the
//! file says which). Where that leaves several open by a tie, ours must be one of them.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::*;
use crate::text::real_data;

#[derive(Deserialize)]
struct Vectors {
    cities: Vec<City>,
    profiles: Vec<Profile>,
}

#[derive(Deserialize)]
struct City {
    folder: String,
    places: usize,
    committees: Vec<BTreeSet<String>>,
}

#[derive(Deserialize)]
struct Profile {
    k: usize,
    suggestions: usize,
    places: usize,
    lists: Vec<Vec<u32>>,
    committees: Vec<BTreeSet<u32>>,
}

fn vectors() -> Vectors {
    serde_json::from_str(include_str!("vectors/seqpav.json")).unwrap()
}

fn chosen(lists: &Lists, places: usize) -> BTreeSet<u32> {
    let standing = Positions::of(lists).order(&Weights::harmonic(lists.k()), 0, &AsGiven);
    let terms = Terms {
        places,
        least_support: 0,
    };
    let seats = shortlist(lists, &standing, terms);
    seats.iter().map(|seat| seat.suggestion).collect()
}

#[test]
fn random_profiles_give_the_committees_of_another_implementation() {
    let profiles = vectors().profiles;
    assert_eq!(profiles.len(), 15);
    for (number, profile) in profiles.iter().enumerate() {
        let mut lists = Lists::new(profile.k, profile.suggestions);
        for list in &profile.lists {
            lists.push(list).unwrap();
        }
        let ours = chosen(&lists, profile.places);
        assert!(
            profile.committees.contains(&ours),
            "profile {number}: {ours:?} is none of {:?}",
            profile.committees
        );
    }
}

#[test]
fn two_cities_votes_give_the_committees_of_another_implementation() {
    for city in vectors().cities {
        let ids = real_data::column(&format!("{}/suggestions.csv", city.folder), "id");
        let index: BTreeMap<&str, u32> = ids.iter().map(String::as_str).zip(0..).collect();
        let mut lists = Lists::new(3, ids.len());
        for row in real_data::rows(&format!("{}/lists.csv", city.folder)).1 {
            let list: Vec<u32> = row.iter().map(|id| index[id.as_str()]).collect();
            lists.push(&list).unwrap();
        }
        let ours: BTreeSet<String> = chosen(&lists, city.places)
            .into_iter()
            .map(|at| ids[usize::try_from(at).unwrap()].clone())
            .collect();
        assert_eq!([ours].as_slice(), city.committees, "{}", city.folder);
    }
}
