//! How the two orders are counted, with an example.

use shared::lang::Lang;

use super::written;
use crate::i18n::t;
use crate::layout::Page;

const AR: &str = include_str!(concat!(env!("OUT_DIR"), "/pages/ranking.ar.html"));
const EN: &str = include_str!(concat!(env!("OUT_DIR"), "/pages/ranking.en.html"));

/// The page.
pub fn page(lang: Lang) -> Page {
    let html = match lang {
        Lang::Ar => AR,
        Lang::En => EN,
    };
    written::page(t::pages::ranking(lang), html)
}

#[cfg(test)]
mod tests {
    use shared::tally::{AsGiven, Lists, Positions, Standing, Terms, Weights, shortlist};

    use super::*;

    const NAMES: [[&str; 4]; 2] = [
        ["الظل", "الماء", "البساط", "الحافلة"],
        ["Shade", "Taps", "Mat", "Bus"],
    ];
    /// The three lists of the example, by the order of [`NAMES`].
    const LISTS: [&[u32]; 3] = [&[0, 1, 3], &[0, 1], &[2, 3]];

    fn pages() -> [(&'static str, [&'static str; 4]); 2] {
        [(AR, NAMES[0]), (EN, NAMES[1])]
    }

    fn named(names: [&'static str; 4], at: u32) -> &'static str {
        names[usize::try_from(at).expect("a small index")]
    }

    fn lists() -> Lists {
        let mut lists = Lists::new(10, 4);
        for list in LISTS {
            lists.push(list).expect("known suggestions");
        }
        lists
    }

    fn standing() -> Standing {
        Positions::of(&lists()).order(&Weights::harmonic(10), 0, &AsGiven)
    }

    /// The cells of every table row, without markup.
    fn rows(html: &str) -> Vec<Vec<String>> {
        html.split("<tr>")
            .skip(1)
            .filter_map(|row| row.split_once("</tr>").map(|(row, _)| row))
            .map(|row| {
                row.split("<t")
                    .skip(1)
                    .filter_map(|cell| cell.split_once('>'))
                    .map(|(_, cell)| {
                        cell.split("</t")
                            .next()
                            .unwrap_or_default()
                            .trim()
                            .to_owned()
                    })
                    .collect()
            })
            .collect()
    }

    #[test]
    fn the_lists_of_the_example_are_those_counted() {
        for (html, names) in pages() {
            let rows = rows(html);
            for list in LISTS {
                let mut places: Vec<_> = list.iter().map(|at| named(names, *at)).collect();
                places.resize(3, "");
                let found = rows
                    .iter()
                    .any(|row| row.len() == 4 && row[1..] == places[..]);
                assert!(found, "{places:?} in {rows:?}");
            }
        }
    }

    #[test]
    fn the_example_by_points_is_what_the_count_gives() {
        let standing = standing();
        for (html, names) in pages() {
            let shown: Vec<_> = rows(html)
                .into_iter()
                .filter(|row| row.len() == 5 && names.contains(&row[0].as_str()))
                .map(|row| {
                    [
                        row[0].clone(),
                        row[2].clone(),
                        row[3].clone(),
                        row[4].clone(),
                    ]
                })
                .collect();
            let counted: Vec<_> = standing
                .rows
                .iter()
                .map(|row| {
                    let tenths = row.tenths(2_520);
                    [
                        named(names, row.suggestion).to_owned(),
                        row.points.to_string(),
                        format!("{}.{}", tenths / 10, tenths % 10),
                        row.support.to_string(),
                    ]
                })
                .collect();
            assert_eq!(shown, counted);
        }
    }

    #[test]
    fn the_example_of_the_shortlist_is_what_the_count_gives() {
        let terms = Terms {
            places: 10,
            least_support: 1,
        };
        let seats = shortlist(&lists(), &standing(), terms);
        for (html, names) in pages() {
            // Each step ends with the one that takes the place, set in bold, after its weight.
            let steps: Vec<_> = html
                .split("<li>")
                .filter_map(|step| {
                    let (_, bold) = step.split_once("<strong>")?;
                    let (name, _) = bold.split_once("</strong>")?;
                    names.contains(&name).then_some((step, name))
                })
                .collect();
            assert_eq!(steps.len(), seats.len());
            for ((step, name), seat) in steps.into_iter().zip(&seats) {
                assert_eq!(name, named(names, seat.suggestion));
                assert!(
                    step.contains(&seat.weight.to_string()),
                    "{} in {step}",
                    seat.weight
                );
            }
        }
    }

    #[test]
    fn the_worth_of_the_places_is_the_one_used() {
        let worth: Vec<_> = shared::tally::Weights::harmonic(10)
            .places()
            .iter()
            .map(u64::to_string)
            .collect();
        for (html, _) in pages() {
            assert!(
                rows(html)
                    .iter()
                    .any(|row| row.len() == 11 && row[1..] == worth[..])
            );
        }
    }
}
