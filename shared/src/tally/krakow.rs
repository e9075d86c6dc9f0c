//! Two real city votes, counted with the city's own worths and compared with its own result.

use std::collections::BTreeMap;

use super::*;
use crate::text::real_data;

struct Vote {
    lists: Lists,
    /// Points and lists of each proposal, as the city published them.
    official: Vec<(u64, u64)>,
}

fn read(folder: &str) -> Vote {
    let file = format!("{folder}/suggestions.csv");
    let ids = real_data::column(&file, "id");
    let numbers = |name| {
        let texts = real_data::column(&file, name).into_iter();
        texts
            .map(|text| text.parse::<u64>().unwrap())
            .collect::<Vec<_>>()
    };
    let official = numbers("official_points_3_2_1")
        .into_iter()
        .zip(numbers("official_lists"))
        .collect();
    let index: BTreeMap<&str, u32> = ids.iter().map(String::as_str).zip(0..).collect();
    let mut lists = Lists::new(3, ids.len());
    for row in real_data::rows(&format!("{folder}/lists.csv")).1 {
        let list: Vec<u32> = row.iter().map(|id| index[id.as_str()]).collect();
        lists.push(&list).unwrap();
    }
    Vote { lists, official }
}

fn equals_the_city(folder: &str, count: u64, proposals: usize) -> Vote {
    let vote = read(folder);
    let weights = Weights::positional(vec![3, 2, 1]);
    let standing = Positions::of(&vote.lists).order(&weights, 0, &AsGiven);
    assert_eq!((standing.lists, standing.rows.len()), (count, proposals));
    let mut rows = standing.rows;
    rows.sort_by_key(|row| row.suggestion);
    let counted: Vec<_> = rows.iter().map(|row| (row.points, row.support)).collect();
    assert_eq!(counted, vote.official);
    vote
}

#[test]
fn the_count_equals_the_citys_own_in_2018() {
    equals_the_city("krakow-2018", 32_958, 123);
}

#[test]
fn the_count_equals_the_citys_own_in_the_old_town_in_2024() {
    equals_the_city("krakow-2024-old-town", 1_726, 20);
}
