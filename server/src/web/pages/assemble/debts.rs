//! What agencies owe, added up.

use std::collections::HashMap;

use jiff::civil::Date;
use shared::answer::AnswerState;
use shared::clocks::{self, DueKind, Stage};
use shared::view::agency::{Debt, OldestDebt, Stages};
use shared::view::clock::Clock;

use super::{Day, stored_day};
use crate::db::agencies::Owed;

/// What each agency owes, by agency id.
pub fn debts(owed: &[Owed], day: &Day) -> HashMap<String, Debt> {
    let mut debts: HashMap<String, Debt> = HashMap::new();
    for row in owed {
        let debt = debts.entry(row.agency_id.clone()).or_default();
        if row.answer_state == AnswerState::None.as_str()
            && let Some(due) = stored_day(&row.acknowledge_due)
        {
            owe(debt, DueKind::Acknowledge, due, row.suggestions, day);
        }
        if let Some(due) = stored_day(&row.decide_due) {
            owe(debt, DueKind::Decide, due, row.suggestions, day);
        }
    }
    debts
}

/// Adds what is owed by one day.
pub fn owe(debt: &mut Debt, kind: DueKind, due: Date, many: i64, day: &Day) {
    let state = clocks::read_running(kind, due, day.today, &day.calendar);
    let stage = Clock { kind, state }.stage();
    let stages: &mut Stages = match kind {
        DueKind::Acknowledge => &mut debt.acknowledge,
        DueKind::Decide => &mut debt.decide,
    };
    match stage {
        None => stages.not_started += many,
        Some(Stage::OnTime) => stages.on_time += many,
        Some(Stage::DueSoon) => stages.due_soon += many,
        Some(Stage::Overdue) => stages.overdue += many,
        Some(Stage::LongOverdue) => stages.long_overdue += many,
    }
    if let clocks::ClockState::Late {
        stage,
        working_days_late,
        ..
    } = state
        && debt.oldest.is_none_or(|oldest| due < oldest.due)
    {
        let long = stage == Stage::LongOverdue;
        debt.oldest = Some(OldestDebt {
            due,
            working_days_late,
            long,
        });
    }
}
