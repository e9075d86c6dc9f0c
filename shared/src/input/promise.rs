//! What an agency promises beyond the common clocks, as its manager types it.

use serde::{Deserialize, Serialize};

use super::Errors;
use super::form::Form;
use crate::clocks::{DueKind, Promise};

/// Working days promised, as typed; left empty where nothing is promised beyond the common clock.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PromiseDraft {
    pub acknowledge_days: String,
    pub decide_days: String,
}

impl PromiseDraft {
    /// The form of a promise that stands.
    pub fn of(promise: Promise) -> Self {
        let written = |days: Option<u32>| days.map(|days| days.to_string()).unwrap_or_default();
        Self {
            acknowledge_days: written(promise.acknowledge),
            decide_days: written(promise.decide),
        }
    }

    /// Checks both: at least one working day, and fewer than the common clock gives.
    pub fn check(&self) -> Result<Promise, Errors> {
        let mut form = Form::default();
        let mut days = |field, typed: &str, kind: DueKind| {
            let most = kind.working_days() - 1;
            (!typed.trim().is_empty()).then(|| form.number(field, typed, 1, most))
        };
        let acknowledge = days(
            "acknowledge_days",
            &self.acknowledge_days,
            DueKind::Acknowledge,
        );
        let decide = days("decide_days", &self.decide_days, DueKind::Decide);
        form.done(Promise {
            acknowledge,
            decide,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::faults;
    use super::*;

    #[test]
    fn a_promise_is_stricter_than_the_common_clock_or_none() {
        let typed = |acknowledge: &str, decide: &str| PromiseDraft {
            acknowledge_days: acknowledge.to_owned(),
            decide_days: decide.to_owned(),
        };
        let promise = typed("١", "19").check().unwrap();
        assert_eq!((promise.acknowledge, promise.decide), (Some(1), Some(19)));
        assert_eq!(PromiseDraft::of(promise), typed("1", "19"));
        assert_eq!(typed(" ", "").check().unwrap(), Promise::default());
        for (acknowledge, decide, wanted) in [
            ("3", "", &["acknowledge_days: number_out_of_range"][..]),
            ("0", "", &["acknowledge_days: number_out_of_range"]),
            (
                "soon",
                "20",
                &[
                    "acknowledge_days: number_invalid",
                    "decide_days: number_out_of_range",
                ],
            ),
        ] {
            assert_eq!(faults(typed(acknowledge, decide).check()), wanted);
        }
    }
}
