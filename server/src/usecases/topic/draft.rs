//! A topic as typed in the editor, checked and put into the form in which it is stored.

use shared::ids::Slug;
use shared::input::{CheckedTopic, Errors, FieldError, TopicDraft, code};
use shared::topic::Participation;

use crate::db::topics::Topic;
use crate::db::topics_write::Texts;

/// The editor's fields.
#[derive(Debug, Clone, Default)]
pub struct Typed {
    pub draft: TopicDraft,
    /// Filled from files of an earlier consultation.
    pub imported: bool,
}

impl Typed {
    /// Checks every field. An empty address name becomes `spare`; without a choice the level is
    /// consultation.
    ///
    /// # Errors
    /// Every fault.
    pub fn check(&self, spare: &str) -> Result<Texts, Errors> {
        let checked = self.draft.check();
        let mut faults = checked
            .as_ref()
            .err()
            .map(|errors| errors.0.clone())
            .unwrap_or_default();
        if Slug::parse(self.draft.slug.trim()).is_ok_and(|slug| is_page(&slug)) {
            faults.push(FieldError::new("slug", code::SLUG_INVALID));
        }
        match checked {
            Ok(topic) if faults.is_empty() => Ok(self.texts(topic, spare)),
            _ => Err(Errors(faults)),
        }
    }

    fn texts(&self, topic: CheckedTopic, spare: &str) -> Texts {
        let level = topic
            .participation
            .unwrap_or(Participation::Consultation.as_str());
        let small = |n: u32| i32::try_from(n).unwrap_or(i32::MAX);
        Texts {
            slug: topic
                .slug
                .map_or_else(|| spare.to_owned(), |slug| slug.as_str().to_owned()),
            participation: level.to_owned(),
            title_ar: topic.title_ar,
            title_en: topic.title_en,
            description_ar: topic.description_ar,
            description_en: topic.description_en,
            question_ar: topic.question_ar,
            question_en: topic.question_en,
            what_happens_ar: topic.what_happens_ar,
            what_happens_en: topic.what_happens_en,
            opens_on: topic.opens.map(|day| day.to_string()).unwrap_or_default(),
            closes_on: topic.closes.map(|day| day.to_string()).unwrap_or_default(),
            short_reason_ar: topic.short_reason_ar,
            short_reason_en: topic.short_reason_en,
            list_length: small(topic.list_places),
            shortlist_length: small(topic.shortlist_places),
            shortlist_threshold: small(topic.shortlist_min_lists),
            per_person: small(topic.per_person),
            rank_only_percent: small(topic.ranking_only_percent),
            imported: self.imported,
        }
    }

    /// What the editor shows of a stored topic.
    pub fn of(topic: &Topic) -> Typed {
        Typed {
            draft: TopicDraft {
                slug: topic.slug.clone(),
                title_ar: topic.title_ar.clone(),
                title_en: topic.title_en.clone(),
                description_ar: topic.description_ar.clone(),
                description_en: topic.description_en.clone(),
                question_ar: topic.question_ar.clone(),
                question_en: topic.question_en.clone(),
                what_happens_ar: topic.what_happens_ar.clone(),
                what_happens_en: topic.what_happens_en.clone(),
                participation: topic.participation.clone(),
                opens: topic.opens_on.clone(),
                closes: topic.closes_on.clone(),
                short_reason_ar: topic.short_reason_ar.clone(),
                short_reason_en: topic.short_reason_en.clone(),
                list_places: topic.list_length.to_string(),
                shortlist_places: topic.shortlist_length.to_string(),
                shortlist_min_lists: topic.shortlist_threshold.to_string(),
                per_person: topic.per_person.to_string(),
                ranking_only_percent: topic.rank_only_percent.to_string(),
            },
            imported: topic.imported,
        }
    }
}

/// The address of the empty editor is no topic's.
fn is_page(slug: &Slug) -> bool {
    slug.as_str() == "new"
}

/// The fault of an address name that another topic has.
pub fn slug_taken() -> Errors {
    Errors(vec![FieldError::new(
        "slug",
        shared::error::Code::SlugTaken.as_str(),
    )])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_draft_may_be_stored() {
        let texts = Typed::default()
            .check("topic-1")
            .expect("nothing is needed yet");
        assert_eq!(texts.slug, "topic-1");
        assert_eq!(
            (texts.opens_on.as_str(), texts.participation.as_str()),
            ("", "consultation")
        );
        assert_eq!((texts.list_length, texts.rank_only_percent), (10, 25));
    }

    #[test]
    fn what_the_tables_or_addresses_cannot_take_is_refused() {
        let draft = TopicDraft {
            ranking_only_percent: "51".to_owned(),
            slug: "new".to_owned(),
            ..TopicDraft::default()
        };
        let Errors(faults) = Typed {
            draft,
            imported: false,
        }
        .check("x")
        .expect_err("two faults");
        let fields: Vec<_> = faults.iter().map(|fault| fault.field).collect();
        assert_eq!(fields, ["ranking_only_percent", "slug"]);
    }
}
