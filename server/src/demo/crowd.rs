//! The three hundred participants whom the story does not name: what they are called, and what
//! their lists hold.

use serde::Deserialize;
use shared::lang::Lang;

use super::draw::Draw;
use super::story::Chapter;

/// So many people, each with at least one list.
pub const PEOPLE: usize = 300;

/// Names that are put together freely: whoever bears one of them is not meant.
#[derive(Debug, Clone, Deserialize)]
pub struct Names {
    given: Vec<Given>,
    family: Vec<Family>,
}

#[derive(Debug, Clone, Deserialize)]
struct Given {
    ar: String,
    en: String,
    #[serde(default)]
    woman: bool,
}

#[derive(Debug, Clone, Deserialize)]
struct Family {
    ar: String,
    ar_woman: String,
    en: String,
}

/// How a part of the lists of a topic comes about.
#[derive(Debug, Clone, Deserialize)]
pub struct Leaning {
    /// In percent of the lists.
    share: usize,
    /// Keys of suggestions, the dearest first; all others are listed now and then.
    #[serde(default)]
    favours: Vec<String>,
    /// The whole list of people who agreed on it, each in another order.
    #[serde(default)]
    slate: Vec<String>,
    /// The most places that one of its lists fills, 3 or more; a slate is as long as it is.
    #[serde(default = "six")]
    longest: usize,
}

fn six() -> usize {
    6
}

/// The lists of a topic that the story does not tell one by one.
#[derive(Debug, Clone, Deserialize)]
pub struct Crowd {
    pub lists: usize,
    pub leanings: Vec<Leaning>,
}

/// A list of the crowd.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CrowdList<'s> {
    /// Whose it is, from 0 to below [`PEOPLE`].
    pub person: usize,
    /// Keys of suggestions in order.
    pub entries: Vec<&'s str>,
    /// On which of the topic's days it is saved, from 0, if nothing on it is newer.
    pub day: usize,
}

impl Names {
    /// The name of a person of the crowd: two in three write theirs in Arabic. As long as the
    /// numbers of given and of family names share no divisor, no name comes twice.
    pub fn of(&self, person: usize) -> Option<String> {
        let given = self.given.iter().cycle().nth(person)?;
        let family = self.family.iter().cycle().nth(person)?;
        Some(match (person % 3, given.woman) {
            (2, _) => format!("{} {}", given.en, family.en),
            (_, true) => format!("{} {}", given.ar, family.ar_woman),
            (_, false) => format!("{} {}", given.ar, family.ar),
        })
    }
}

/// The language in which a person of the crowd writes their name.
pub fn lang_of(person: usize) -> Lang {
    match person % 3 {
        2 => Lang::En,
        _ => Lang::Ar,
    }
}

/// The crowd's lists in a topic. `first` is the person to begin with: topic after topic takes the
/// people who come next, so that all have their turn.
pub fn lists<'s>(chapter: &'s Chapter, first: usize) -> Vec<CrowdList<'s>> {
    let Some(crowd) = &chapter.crowd else {
        return Vec::new();
    };
    let mut draw = Draw::of(&chapter.topic.slug);
    let listed: Vec<&str> = chapter.listed().collect();
    let shares: Vec<usize> = crowd.leanings.iter().map(|one| one.share).collect();
    let days = chapter.topic.closes_offset_days - chapter.topic.opens_offset_days;
    let days = usize::try_from(days).unwrap_or_default();
    let people = (0..crowd.lists.min(PEOPLE)).map(|number| (first + number) % PEOPLE);
    people
        .filter_map(|person| {
            let leaning = crowd.leanings.get(draw.weighed(&shares)?)?;
            let entries = leaning.list(&listed, &mut draw);
            let day = draw.below(days);
            (!entries.is_empty()).then_some(CrowdList {
                person,
                entries,
                day,
            })
        })
        .collect()
}

impl Leaning {
    fn list<'s>(&'s self, listed: &[&'s str], draw: &mut Draw) -> Vec<&'s str> {
        if !self.slate.is_empty() {
            let slate: Vec<&str> = self.slate.iter().map(String::as_str).collect();
            return draw.shuffled(&slate);
        }
        let mut left = listed.to_vec();
        let mut entries = Vec::new();
        // Two draws: middling lengths come oftener than the shortest and the longest.
        let middling = draw.below(3) + draw.below(self.longest.saturating_sub(2));
        for _ in 0..=middling {
            let weights: Vec<usize> = left.iter().map(|key| self.weight(key)).collect();
            let Some(at) = draw.weighed(&weights) else {
                break;
            };
            entries.push(left.remove(at));
        }
        entries
    }

    /// The dearest weighs most; what is not favoured weighs 1.
    fn weight(&self, key: &str) -> usize {
        let place = self.favours.iter().position(|favoured| favoured == key);
        place.map_or(1, |place| 2 + 3 * (self.favours.len() - place).pow(2))
    }
}
