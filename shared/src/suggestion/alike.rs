//! Finding suggestions by words: which titles share most with what is looked for.

use std::collections::{BTreeSet, HashMap};

use crate::text::fold::words;

/// Characters that a word has at least for another to begin with it.
const STEM: usize = 4;

/// The places, in `titles`, of those that share words with `wanted`, most alike first and at most
/// `most`. A word weighs the more the fewer titles have it, and words that say nothing ("the",
/// "في") are not looked for. Harakat, variants of letters and the Arabic article make no
/// difference; a word of four letters or more finds those that begin with it.
pub fn alike<'a>(
    wanted: &str,
    titles: impl IntoIterator<Item = &'a str>,
    most: usize,
) -> Vec<usize> {
    let says_something = |word: &String| !EMPTY.contains(&word.as_str());
    let wanted: BTreeSet<String> = words(wanted)
        .into_iter()
        .filter(says_something)
        .map(bare)
        .collect();
    let mut found: Vec<(usize, Vec<&str>)> = Vec::new();
    let mut titles_with: HashMap<&str, u64> = HashMap::new();
    for (at, title) in titles.into_iter().enumerate() {
        let of_title: BTreeSet<String> = words(title).into_iter().map(bare).collect();
        let shared: Vec<&str> = wanted
            .iter()
            .filter(|one| of_title.iter().any(|other| matches(one, other)))
            .map(String::as_str)
            .collect();
        for word in &shared {
            *titles_with.entry(word).or_default() += 1;
        }
        if !shared.is_empty() {
            found.push((at, shared));
        }
    }
    let weight = |shared: &[&str]| -> u64 {
        let one = |word: &&str| WHOLE / titles_with.get(word).copied().unwrap_or(1).max(1);
        shared.iter().map(one).sum()
    };
    found.sort_by_key(|(at, shared)| (std::cmp::Reverse(weight(shared)), *at));
    found.into_iter().take(most).map(|(at, _)| at).collect()
}

/// Words, folded, that say nothing of what a title is about.
const EMPTY: [&str; 34] = [
    "a", "after", "an", "and", "at", "before", "by", "for", "from", "in", "is", "it", "not", "of",
    "on", "or", "that", "the", "to", "with", "الي", "ان", "او", "بعد", "بين", "عن", "علي", "في",
    "قبل", "كل", "لا", "ما", "مع", "من",
];

/// The weight of a word that one title has.
const WHOLE: u64 = 1_000_000;

/// A word without the Arabic article, and without what is joined before that.
fn bare(word: String) -> String {
    for article in ["وال", "بال", "فال", "كال", "ال", "لل"] {
        if let Some(rest) = word.strip_prefix(article)
            && rest.chars().count() >= 2
        {
            return rest.to_owned();
        }
    }
    word
}

fn matches(wanted: &str, other: &str) -> bool {
    wanted == other || (wanted.chars().count() >= STEM && other.starts_with(wanted))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TITLES: [&str; 6] = [
        "إنارة الممشى البحري حتى منتصف الليل",
        "A shaded bus stop at the library",
        "مواقف مظللة للحافلات قرب المكتبة",
        "Lights on the way to the library",
        "مواقف سيارات في الشاطئ",
        "Library hours in the evening",
    ];

    #[test]
    fn the_rarest_shared_words_come_first() {
        for (wanted, expected) in [
            ("library", &[1, 3, 5][..]),
            ("the library evenings", &[1, 3, 5]),
            ("evening at the library", &[5, 1, 3]),
            ("المكتبه", &[2]),
            ("مكتبة وحافلات", &[2]),
            ("مَوَاقِف الشاطئ", &[4, 2]),
            ("انارة", &[0]),
            ("librar", &[1, 3, 5]),
            ("lib", &[]),
            ("to the", &[]),
            ("في من", &[]),
            ("", &[]),
            ("؟!", &[]),
        ] {
            assert_eq!(alike(wanted, TITLES, 10), expected, "{wanted}");
        }
    }

    #[test]
    fn no_more_than_asked_for() {
        assert_eq!(alike("library", TITLES, 2), [1, 3]);
        assert!(alike("library", TITLES, 0).is_empty());
    }
}
