//! What the story says, before it is filled in.

use std::collections::{BTreeMap, BTreeSet};

use shared::input::SuggestionDraft;
use shared::lang::detect;
use shared::topic::Settings;

use super::super::crowd::{self, PEOPLE};
use super::super::story::{Account, Story};
use super::*;

fn told() -> Story {
    Story::told().unwrap()
}

#[test]
fn its_suggestions_are_many_in_both_languages_and_each_its_own() {
    let story = told();
    let mut number = BTreeMap::new();
    let (mut keys, mut titles, mut bodies) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for one in story.chapters.iter().flat_map(|one| &one.suggestions) {
        *number.entry(one.lang.as_str()).or_insert(0) += 1;
        assert!(keys.insert(&one.key), "{} comes twice", one.key);
        assert!(titles.insert(&one.title), "{}", one.title);
        assert!(bodies.insert(&one.text), "{}", one.title);
    }
    assert!(number["ar"] >= 38 && number["en"] >= 38, "{number:?}");
    assert!(number["ar"] + number["en"] >= 80, "{number:?}");
}

#[test]
fn its_texts_pass_the_checks_of_the_forms() {
    for one in told().chapters.iter().flat_map(|one| &one.suggestions) {
        let ground = one.ground.clone();
        let link = ground.as_ref().and_then(|ground| ground.link.clone());
        let is_invented = |link: &String| link.starts_with("https://example.org/");
        assert!(link.iter().all(is_invented), "{}", one.key);
        let of = |text: &Option<String>| text.clone().unwrap_or_default();
        let draft = SuggestionDraft {
            title: one.title.clone(),
            text: one.text.clone(),
            lang: String::new(),
            ground_kind: ground
                .as_ref()
                .map(|ground| ground.kind.clone())
                .unwrap_or_default(),
            ground_text: ground
                .as_ref()
                .map(|ground| of(&ground.text))
                .unwrap_or_default(),
            ground_link: link.unwrap_or_default(),
            governorate: of(&one.governorate),
            wilayat: of(&one.wilayat),
        };
        let checked = draft.check(Lang::En).unwrap_or_else(|faults| {
            panic!("{}: {faults:?}", one.key);
        });
        assert_eq!(checked.lang.code(), one.lang, "{}", one.key);
        assert_eq!(checked.title.text, one.title, "{}", one.key);
        assert_eq!(checked.text.text, one.text, "{}", one.key);
        for answer in &one.answers {
            assert!(
                answer.reason.is_empty() || detect(&answer.reason, Lang::En) == checked.lang,
                "{}",
                one.key
            );
        }
    }
}

#[test]
fn nobody_suggests_too_much_and_no_agency_to_itself() {
    let story = told();
    let named: HashMap<&str, &Account> = story
        .accounts
        .iter()
        .map(|account| (account.key.as_str(), account))
        .collect();
    let most = Settings::default().per_person;
    for chapter in &story.chapters {
        let mut by = BTreeMap::new();
        for one in &chapter.suggestions {
            let author = named[one.author.as_str()];
            assert_ne!(author.agency.as_ref(), Some(&chapter.topic.agency));
            assert!(!one.show_name || author.show_name, "{}", one.key);
            *by.entry(one.author.as_str()).or_insert(0) += 1;
            let staff = one.answers.iter().map(|answer| &answer.by);
            for by in staff.chain(one.hidden.iter().map(|hidden| &hidden.by)) {
                assert_eq!(
                    named[by.as_str()].agency,
                    Some(chapter.topic.agency.clone())
                );
            }
        }
        assert!(by.values().all(|number| *number <= most), "{by:?}");
    }
}

#[test]
fn the_agencies_say_that_they_are_invented() {
    for agency in told().agencies {
        assert!(agency.about_ar.starts_with("جهة متخيَّلة للعرض التجريبي."));
        assert!(
            agency
                .about_en
                .starts_with("An invented agency, for demonstration only.")
        );
    }
}

#[test]
fn the_crowd_has_names_of_its_own_and_everyone_a_list() {
    let story = told();
    let names: BTreeSet<String> = (0..PEOPLE).filter_map(|n| story.names.of(n)).collect();
    assert_eq!(names.len(), PEOPLE, "no name comes twice");
    for person in 0..PEOPLE {
        let name = story.names.of(person).unwrap();
        assert_eq!(
            detect(&name, Lang::En),
            crowd::lang_of(person).into(),
            "{name}"
        );
    }
    let mut next = 0;
    let mut having = BTreeSet::new();
    for chapter in &story.chapters {
        let lists = crowd::lists(chapter, next);
        assert_eq!(lists, crowd::lists(chapter, next), "the same each time");
        next += lists.len();
        let people: BTreeSet<usize> = lists.iter().map(|list| list.person).collect();
        assert_eq!(people.len(), lists.len(), "one person, one list");
        having.extend(people);
        let listed: BTreeSet<&str> = chapter.listed().collect();
        for list in lists {
            let once: BTreeSet<&str> = list.entries.iter().copied().collect();
            assert_eq!(once.len(), list.entries.len(), "{list:?}");
            assert!(once.is_subset(&listed) && once.len() <= 10, "{list:?}");
        }
    }
    assert_eq!(having.len(), PEOPLE);
}
