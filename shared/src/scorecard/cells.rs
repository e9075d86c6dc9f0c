//! Counting one topic: what became of its suggestions, commitments and decisions, by day.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::Measure;
use crate::answer::AnswerState;
use crate::clocks::DueKind;
use crate::commitment::{CommitmentState, PROMISED};
use crate::satisfaction::Verdict;
use crate::suggestion::PublicationState;

/// By what a count is cut. Each is stored, so that a page reads one of them and adds up little.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// Every suggestion.
    All,
    /// Those of one governorate.
    Place,
    /// Those of one category.
    Category,
    /// Those of one governorate and one category.
    Both,
}

impl Scope {
    /// As it is stored.
    pub const fn number(self) -> i32 {
        match self {
            Scope::All => 0,
            Scope::Place => 1,
            Scope::Category => 2,
            Scope::Both => 3,
        }
    }
}

/// Where a suggestion belongs; empty where it does not say.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cut {
    pub governorate: String,
    pub category: String,
}

impl Cut {
    /// The scope that a reader asks for who names this place and this category, or leaves them out.
    pub fn scope(&self) -> Scope {
        match (self.governorate.is_empty(), self.category.is_empty()) {
            (true, true) => Scope::All,
            (false, true) => Scope::Place,
            (true, false) => Scope::Category,
            (false, false) => Scope::Both,
        }
    }

    /// Every cut under which a suggestion of this place and category is counted.
    fn all(&self) -> impl Iterator<Item = Cut> + use<> {
        let one = |governorate: &str, category: &str| Cut {
            governorate: governorate.to_owned(),
            category: category.to_owned(),
        };
        let mut cuts = vec![
            one("", ""),
            one(&self.governorate, ""),
            one("", &self.category),
            one(&self.governorate, &self.category),
        ];
        cuts.sort();
        cuts.dedup();
        cuts.into_iter()
    }
}

/// What a sum is of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    pub cut: Cut,
    pub measure: Measure,
    /// As the measure says.
    pub day: Date,
}

/// How many. Of clocks `in_time` and `late` were met; the rest of `cases` was not. Of what left
/// public view `late` are those of which an answer was late by then.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    pub cases: i64,
    pub in_time: i64,
    pub late: i64,
    /// Of clocks: by how many calendar days after the due day (before it: below 0) how many were
    /// met.
    pub met: BTreeMap<i32, i64>,
}

/// The sums of one topic.
pub type Cells = BTreeMap<Key, Sums>;

/// What is known of a suggestion, in days of the platform's zone.
#[derive(Clone, Debug)]
pub struct Facts {
    pub cut: Cut,
    pub publication: PublicationState,
    pub answer: AnswerState,
    pub published: Option<Date>,
    pub acknowledge_due: Option<Date>,
    pub decide_due: Option<Date>,
    pub acknowledged: Option<Date>,
    pub decided: Option<Date>,
    /// When it left public view; none while it has not.
    pub left: Option<Date>,
}

/// A commitment, of a suggestion in public view.
#[derive(Clone, Debug)]
pub struct Promised {
    pub cut: Cut,
    pub state: CommitmentState,
    pub made: Date,
    pub until: Date,
}

/// Counts a topic whole.
pub fn compute(
    suggestions: impl IntoIterator<Item = Facts>,
    commitments: impl IntoIterator<Item = Promised>,
    verdicts: impl IntoIterator<Item = (Cut, Verdict, Date)>,
) -> Cells {
    let mut cells = Cells::new();
    let mut answered: BTreeMap<Cut, (Date, i64)> = BTreeMap::new();
    for facts in suggestions {
        add_suggestion(&mut cells, &facts);
        if let Some(day) = facts.acknowledged.max(facts.decided) {
            for cut in facts.cut.all() {
                let (last, many) = answered.entry(cut).or_insert((day, 0));
                *last = day.max(*last);
                *many += 1;
            }
        }
    }
    for (cut, (day, cases)) in answered {
        let measure = Measure::Answered;
        let sums = Sums {
            cases,
            ..Sums::default()
        };
        cells.insert(Key { cut, measure, day }, sums);
    }
    for one in commitments {
        if one.state.is_in(PROMISED) {
            add(&mut cells, &one.cut, Measure::Standing, one.until, one_more);
        }
        in_month(&mut cells, &one.cut, one.state.into(), Some(one.made));
    }
    for (cut, verdict, day) in verdicts {
        in_month(&mut cells, &cut, verdict.into(), Some(day));
    }
    cells
}

fn add(cells: &mut Cells, cut: &Cut, measure: Measure, day: Date, count: impl Fn(&mut Sums)) {
    for cut in cut.all() {
        count(cells.entry(Key { cut, measure, day }).or_default());
    }
}

fn one_more(sums: &mut Sums) {
    sums.cases += 1;
}

fn in_month(cells: &mut Cells, cut: &Cut, measure: Measure, day: Option<Date>) {
    if let Some(day) = day {
        add(cells, cut, measure, day.first_of_month(), one_more);
    }
}

fn add_suggestion(cells: &mut Cells, facts: &Facts) {
    let cut = &facts.cut;
    in_month(cells, cut, Measure::Published, facts.published);
    if facts.publication == PublicationState::Published {
        match facts.answer {
            AnswerState::Adopted => in_month(cells, cut, Measure::Adopted, facts.decided),
            AnswerState::Rejected => in_month(cells, cut, Measure::Rejected, facts.decided),
            AnswerState::None | AnswerState::Acknowledged => {}
        }
    }
    let acknowledge = Clock {
        due: facts.acknowledge_due,
        met: facts.acknowledged,
        left: facts.left,
    };
    let decide = Clock {
        due: facts.decide_due,
        met: facts.decided,
        left: facts.left,
    };
    for (kind, clock) in [
        (DueKind::Acknowledge, acknowledge),
        (DueKind::Decide, decide),
    ] {
        clock.add(cells, cut, kind.into());
    }
    let gone = match facts.publication {
        PublicationState::Hidden => Measure::Hidden,
        PublicationState::Merged => Measure::Merged,
        PublicationState::Withdrawn => Measure::Withdrawn,
        PublicationState::Published | PublicationState::Pending => return,
    };
    if let Some(left) = facts.left {
        let late = [acknowledge, decide].iter().any(Clock::ran_out);
        add(cells, cut, gone, left.first_of_month(), |sums| {
            sums.cases += 1;
            sums.late += i64::from(late);
        });
    }
}

#[derive(Clone, Copy)]
struct Clock {
    due: Option<Date>,
    met: Option<Date>,
    left: Option<Date>,
}

impl Clock {
    /// Late and not met on the day its suggestion left public view.
    fn ran_out(&self) -> bool {
        let late = |due: Date| self.left.is_some_and(|left| due < left);
        self.met.is_none() && self.due.is_some_and(late)
    }

    fn add(&self, cells: &mut Cells, cut: &Cut, measure: Measure) {
        let Some(due) = self.due else { return };
        if self.met.is_none() && self.left.is_some() && !self.ran_out() {
            return;
        }
        add(cells, cut, measure, due, |sums| {
            sums.cases += 1;
            let Some(met) = self.met else { return };
            if met <= due {
                sums.in_time += 1;
            } else {
                sums.late += 1;
            }
            let days = (met - due).get_days();
            *sums.met.entry(days).or_default() += 1;
        });
    }
}
