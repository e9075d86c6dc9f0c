//! One answer to many as it would be given now: looked at, not given.

use jiff::civil::Date;
use shared::account::Person;
use shared::answer::AnswerState;
use shared::bulk::MOST_SELECTED;
use shared::error::Code;
use shared::input::Errors;

use super::propose::{ProposeRefusal, Sent};
use super::weigh::{Chosen, Deed, answer_state};
use crate::db::agencies::Agency;
use crate::db::desk::Case;
use crate::db::{Conn, desk as cases};
use crate::usecases::desk;
use crate::usecases::suggestion::reason::Decided;

/// What one of them would be answered.
#[derive(Debug)]
pub struct Would {
    pub case: Case,
    pub decided: Decided,
    /// The number that the answer would get.
    pub number: i32,
    /// How it is answered so far.
    pub from: AnswerState,
}

/// What would happen to each of those that were chosen.
#[derive(Debug)]
pub struct Looked {
    pub agency: Agency,
    /// In the order in which they were chosen.
    pub would: Vec<Would>,
    /// Those that it would not reach: reference, and what keeps it.
    pub cannot: Vec<(String, Option<Case>, Code)>,
}

/// Weighs the answer for each as its sending would; hiding has nothing to be looked at.
///
/// # Errors
/// The refusal that its sending would meet, but for what suits some and not others.
pub fn preview(
    conn: &mut Conn,
    person: &Person,
    today: Date,
    sent: &Sent,
) -> Result<Looked, ProposeRefusal> {
    let agency = desk::agency(conn, person, &sent.agency, sent.kind.action())??;
    if sent.chosen.is_empty() {
        return Err(ProposeRefusal::Nothing);
    }
    if sent.chosen.len() > MOST_SELECTED {
        return Err(ProposeRefusal::TooMany);
    }
    let references: Vec<String> = sent.chosen.iter().map(|(one, _)| one.clone()).collect();
    let found = cases::cases(conn, &agency.slug, &references)?;
    let chosen = Chosen::load(conn, &agency.id, found, None)?;
    let faults = chosen.faults(sent.kind, &sent.draft, sent.page, today);
    if !faults.is_empty() {
        return Err(ProposeRefusal::Form(Errors(faults)));
    }
    let (mut would, mut cannot) = (Vec::new(), Vec::new());
    for (reference, seen) in &sent.chosen {
        let case = chosen
            .cases
            .iter()
            .find(|case| case.suggestion.reference == *reference);
        let Some(case) = case else {
            cannot.push((reference.clone(), None, Code::NotFound));
            continue;
        };
        let latest = chosen.seen(case, sent.kind);
        let deed = match latest == *seen {
            true => chosen.deed(case, sent.kind, &sent.draft, sent.page, today),
            false => Err(Code::Stale),
        };
        match deed {
            Ok(Deed::Answer(decided)) => would.push(Would {
                case: case.clone(),
                decided: *decided,
                number: latest.saturating_add(1),
                from: answer_state(case),
            }),
            Ok(Deed::Hide { .. }) => {}
            Err(why) => cannot.push((reference.clone(), Some(case.clone()), why)),
        }
    }
    Ok(Looked {
        agency,
        would,
        cannot,
    })
}
