//! How some of the demonstration's suggestions left public view, by the rules of the domain.

use serde_json::json;
use shared::lang::{Lang, direction};
use shared::suggestion::{MergeSide, PublicationState, merge};

use super::story;
use super::suggestions::Case;
use super::{DemoError, Filling, look_up};
use crate::chance;
use crate::db::demonstration::{self, Hiding, Merge};
use crate::db::departures;
use crate::usecases::suggestion::answer::digest;

impl Filling<'_> {
    /// The id of the suggestion that one is merged into, told before it.
    pub(super) fn merge_target(
        &self,
        case: &Case<'_>,
        told: &story::Merged,
    ) -> Result<String, DemoError> {
        let into = look_up(&self.known.suggestions, "suggestion", &told.into)?;
        let side = |id| MergeSide {
            id,
            topic: case.topic.id.as_str(),
            state: PublicationState::Published,
        };
        let calendar = &self.days.calendar;
        let day = calendar.add_working_days(case.posted_on, told.working_days);
        let closes = case.topic.days.closes;
        merge(side(&case.id), side(&into.id), closes, day, calendar)
            .map_err(|why| case.wrong(&why.to_string()))?;
        Ok(into.id.clone())
    }

    /// Hides, withdraws or merges it, where the story does.
    pub(super) fn taken_out(&mut self, case: &Case<'_>) -> Result<(), DemoError> {
        let told = case.told;
        if let Some(hidden) = &told.hidden {
            let at = self.after_posting(case, hidden.working_days, 600);
            let row = Hiding {
                id: chance::id(at),
                suggestion_id: &case.id,
                reason: i32::from(hidden.reason),
                note: &hidden.note,
                hidden_by: &self.person(&hidden.by)?,
                hidden_at: at.into(),
            };
            demonstration::add_hiding(self.conn, &row)?;
            departures::leave(self.conn, &[&case.id], at.into())?;
            let facts = json!({ "reference": case.reference, "reason": hidden.reason });
            self.journal_of(case, at, "suggestion.hidden", &case.id, facts)?;
        }
        if let Some(withdrawn) = &told.withdrawn {
            let at = self.after_posting(case, withdrawn.working_days, 1_140);
            departures::leave(self.conn, &[&case.id], at.into())?;
            let facts = json!({ "reference": case.reference });
            self.journal_of(case, at, "suggestion.withdrawn", &case.id, facts)?;
        }
        if let Some(merged) = &told.merged {
            let at = self.after_posting(case, merged.working_days, 640);
            let into = look_up(&self.known.suggestions, "suggestion", &merged.into)?;
            let row = Merge {
                id: chance::id(at),
                suggestion_id: &case.id,
                into_id: &into.id,
                reason: &merged.reason,
                lang: case.lang.code(),
                dir: direction(&merged.reason, Lang::Ar).code(),
                merged_by: &self.person(&merged.by)?,
                merged_at: at.into(),
            };
            demonstration::add_merge(self.conn, &row)?;
            departures::leave(self.conn, &[&case.id], at.into())?;
            let facts = json!({
                "reference": case.reference,
                "into": into.reference,
                "digest": digest(&[&merged.reason]),
            });
            self.journal_of(case, at, "suggestion.merged", &case.id, facts)?;
        }
        Ok(())
    }
}
