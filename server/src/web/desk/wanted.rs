//! What is wanted of the queue: read from its address, kept as a view, counted.

use actix_web::web;
use serde::Deserialize;
use shared::account::Person;
use shared::clocks::{DueKind, Stage};
use shared::input::Governorate;
use shared::lang::{Lang, TextLang};
use shared::question::Asked;
use shared::view::desk::{AssignedTo, QueueFilter};
use shared::view::saved_views::SavedView;
use shared::view::text::UserText;

use super::debts::{Filter, Staged};
use crate::db::queue::{Assigned, Narrowed, TopicName};
use crate::db::saved_views;
use crate::web::render;

/// The filters, as in the address. A word that no filter knows is as if it were not there.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Query {
    pub owed: String,
    pub stage: String,
    pub topic: String,
    pub category: String,
    pub place: String,
    pub language: String,
    pub assigned: String,
    pub question: String,
    /// `all`: every row is ticked.
    pub tick: String,
    pub done: String,
    /// The code of why nothing was assigned.
    pub refused: String,
    /// Due day and id of the last row before this page, with a dot between.
    pub after: String,
}

impl Query {
    /// Read from a form that carries the filter along.
    pub fn of(value: impl Fn(&str) -> String) -> Query {
        Query {
            owed: value("owed"),
            stage: value("stage"),
            topic: value("topic"),
            category: value("category"),
            place: value("place"),
            language: value("language"),
            assigned: value("assigned"),
            question: value("question"),
            ..Query::default()
        }
    }

    /// The filters that hold. A colleague who left the desk is nobody's choice any more.
    pub fn chosen(&self, topics: &[TopicName], team: &[(String, String)]) -> QueueFilter {
        let here = |id: &String| team.iter().any(|(one, _)| one == id);
        QueueFilter {
            owed: DueKind::parse(&self.owed).ok(),
            stage: Stage::parse(&self.stage).ok(),
            topic: topics
                .iter()
                .find(|topic| topic.slug == self.topic)
                .map(|topic| topic.slug.clone()),
            category: Some(self.category.clone()).filter(|category| !category.is_empty()),
            place: Governorate::parse(&self.place),
            language: TextLang::parse(&self.language),
            assigned: AssignedTo::parse(&self.assigned).filter(|to| match to {
                AssignedTo::Person(id) => here(id),
                AssignedTo::Me | AssignedTo::Nobody => true,
            }),
            question: Asked::parse(&self.question).ok(),
        }
    }
}

/// A filter as it is kept: as in the address of the queue.
pub fn query_of(filter: &QueueFilter) -> String {
    let fields = filter.fields().into_iter();
    let fields: Vec<String> = fields
        .map(|(name, value)| format!("{name}={}", render::encode(&value)))
        .collect();
    fields.join("&")
}

/// A kept view as pages show it, without its count.
pub fn saved(
    stored: saved_views::SavedView,
    topics: &[TopicName],
    team: &[(String, String)],
) -> SavedView {
    let query = web::Query::<Query>::from_query(&stored.query);
    let query = query.map(web::Query::into_inner).unwrap_or_default();
    let filter = query.chosen(topics, team);
    SavedView {
        id: stored.id,
        name: UserText::detected(stored.name, Lang::Ar),
        whole: query_of(&filter) == stored.query,
        filter,
        count: None,
    }
}

/// How many suggestions a kept view holds, if the debts that were read for the page say so: what
/// narrows them in the statement itself must be the same.
pub fn count_of(
    view: &SavedView,
    staged: &Staged,
    read: &Narrowed,
    (person, topics): (&Person, &[TopicName]),
) -> Option<i64> {
    let chosen = &view.filter;
    if !view.whole || narrowed(chosen, person) != *read {
        return None;
    }
    let topic = topics
        .iter()
        .find(|topic| Some(&topic.slug) == chosen.topic.as_ref());
    Some(staged.count(Filter {
        owed: chosen.owed,
        stage: chosen.stage,
        topic_id: topic.map(|topic| topic.id.as_str()),
        category: chosen.category.as_deref(),
    }))
}

/// What the statements themselves narrow by.
pub fn narrowed(chosen: &QueueFilter, person: &Person) -> Narrowed {
    Narrowed {
        lang: chosen.language.map(TextLang::code),
        governorate: chosen.place.map(|place| place.code),
        assigned: chosen.assigned.as_ref().map(|to| match to {
            AssignedTo::Me => Assigned::To(person.id.clone()),
            AssignedTo::Nobody => Assigned::Nobody,
            AssignedTo::Person(id) => Assigned::To(id.clone()),
        }),
        question: chosen.question,
    }
}
