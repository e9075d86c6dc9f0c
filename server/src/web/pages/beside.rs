//! What stands beside the text of a suggestion: why it is hidden and what its author may do, the
//! reader's own report, and what was said of its answer.

use jiff::civil::Date;
use shared::account::Person;
use shared::answer::AnswerState;
use shared::lang::Lang;
use shared::objection::{ObjectionOutcome, ObjectionRefusal, last_day, may_object};
use shared::reader_report::{Settlement, may_report};
use shared::satisfaction::{Facts, may_say};
use shared::suggestion::{PolicyReason, PublicationState};
use shared::view::objection::{Decision, OwnHidden, OwnObjection};
use shared::view::reports::{OwnReport, OwnSettled, Reporting};
use shared::view::satisfaction::{Satisfaction, Saying};
use shared::view::suggestion::{Body, Visibility};
use shared::view::text::UserText;
use shared::view::topic::Part;

use super::assemble::{Day, stored_day};
use crate::db::answers::Given;
use crate::db::merges::{self, Target};
use crate::db::objections::{self, Objection};
use crate::db::reports::ReportCase;
use crate::db::suggestions::Suggestion;
use crate::db::types::At;
use crate::db::{Conn, satisfaction};
use crate::web::error::Failure;

/// What stands in the place of a hidden suggestion: the reason for everyone, the text for its author.
pub fn hidden(
    conn: &mut Conn,
    suggestion: Suggestion,
    reported: Option<OwnReport>,
    own: bool,
    day: &Day,
) -> Result<Body, Failure> {
    let number = suggestion
        .hidden_reason
        .and_then(|number| u8::try_from(number).ok());
    let reason = number.and_then(|number| PolicyReason::numbered(number).ok());
    let reason = reason.ok_or_else(|| Failure::Fault("a hidden one has no reason".to_owned()))?;
    let Some((hiding, objection)) = objections::of_hidden(conn, &suggestion.id)? else {
        return Ok(Body::Hidden {
            reason,
            on: None,
            decision: None,
            own: None,
            reported,
        });
    };
    let on = day.of(hiding.hidden_at);
    let until = last_day(on, &day.calendar);
    let decision = objection.as_ref().and_then(|one| decision(one, day));
    let own = own.then(|| {
        let user = |text: String| UserText::stored(text, &suggestion.lang, &suggestion.dir);
        let objection = own_objection(PublicationState::Hidden, objection, until, day);
        Box::new(OwnHidden {
            title: user(suggestion.title.clone()),
            text: user(suggestion.body.clone()),
            note: note(hiding.note),
            objection,
        })
    });
    Ok(Body::Hidden {
        reason,
        on: Some(on),
        decision,
        own,
        reported,
    })
}

/// What a suggestion was merged into: the reason for everyone, the objection for its author. One
/// statement.
pub fn merged(
    conn: &mut Conn,
    suggestion: &Suggestion,
    target: Target,
    own: bool,
    day: &Day,
) -> Result<Visibility, Failure> {
    let (reference, title, lang, dir) = target;
    let mut visibility = Visibility::Merged {
        reference,
        title: UserText::stored(title, &lang, &dir),
        because: None,
        decision: None,
        own: None,
    };
    if let Visibility::Merged {
        because,
        decision: stands,
        own: objection,
        ..
    } = &mut visibility
        && let Some(found) = merges::of_merged(conn, &suggestion.id)?
    {
        let merge = found.merge;
        let on = day.of(merge.merged_at);
        let until = last_day(on, &day.calendar);
        *stands = found.objection.as_ref().and_then(|one| decision(one, day));
        *objection = own.then(|| {
            let made = found.objection;
            Box::new(own_objection(PublicationState::Merged, made, until, day))
        });
        *because = Some((UserText::stored(merge.reason, &merge.lang, &merge.dir), on));
    }
    Ok(visibility)
}

/// Where the objection of an author stands, or until when it may be made.
fn own_objection(
    state: PublicationState,
    objection: Option<Objection>,
    until: Date,
    day: &Day,
) -> OwnObjection {
    match (
        may_object(state, objection.is_some(), until, day.today),
        objection,
    ) {
        (_, Some(objection)) => {
            let decision = decision(&objection, day);
            made(objection, decision, day)
        }
        (Err(ObjectionRefusal::TooLate { until }), None) => OwnObjection::TooLate { until },
        (_, None) => OwnObjection::Open { until },
    }
}

/// A text kept without its language; none when it is empty.
pub fn note(text: String) -> Option<UserText> {
    (!text.is_empty()).then(|| UserText::detected(text, Lang::Ar))
}

fn made(objection: Objection, decision: Option<Decision>, day: &Day) -> OwnObjection {
    let on = day.of(objection.objected_at);
    OwnObjection::Made {
        on,
        due: stored_day(&objection.due_on).unwrap_or(on),
        text: UserText::stored(objection.body, &objection.lang, &objection.dir),
        decision,
    }
}

/// The decision of an objection, as everyone may know it.
pub fn decision(objection: &Objection, day: &Day) -> Option<Decision> {
    Some(Decision {
        outcome: ObjectionOutcome::parse(objection.outcome.as_deref()?).ok()?,
        reason: UserText::stored(
            objection.reason.clone(),
            &objection.reason_lang,
            &objection.reason_dir,
        ),
        on: day.of(objection.decided_at?),
    })
}

/// The reader's own report.
pub fn own_report(reported: Option<(At, ReportCase)>, day: &Day) -> Option<OwnReport> {
    let (at, case) = reported?;
    let settled = case.settled_as.as_deref();
    let settlement = settled.and_then(|word| Settlement::parse(word).ok());
    let on = day.of(at);
    Some(OwnReport {
        on,
        due: stored_day(&case.due_on).unwrap_or(on),
        settled: settlement
            .zip(case.settled_at)
            .map(|(settlement, at)| OwnSettled {
                settlement,
                on: day.of(at),
                note: note(case.note),
            }),
    })
}

/// What the reader may do about a suggestion that is shown. A visitor is asked to sign in first.
pub fn reporting(
    state: PublicationState,
    own: bool,
    part: &Part,
    reported: Option<OwnReport>,
) -> Reporting {
    match (part, reported) {
        (Part::Staff, _) => Reporting::Not,
        (_, Some(reported)) => Reporting::Done(reported),
        (_, None) if may_report(state, own, false).is_ok() => Reporting::May,
        _ => Reporting::Not,
    }
}

/// Who reads, for what is asked of the answer.
pub struct Asked<'a> {
    pub person: Option<&'a Person>,
    pub part: &'a Part,
    pub own: bool,
}

/// What is said of the final answer that stands; none without one. One statement.
pub fn satisfaction(
    conn: &mut Conn,
    suggestion: &Suggestion,
    standing: Option<&Given>,
    asked: &Asked<'_>,
) -> Result<Option<Satisfaction>, Failure> {
    let answer: AnswerState = suggestion.answer_state();
    let publication = suggestion.publication();
    let Some(standing) = standing.filter(|given| given.kind().is_final()) else {
        return Ok(None);
    };
    let Some(publication @ PublicationState::Published) = publication else {
        return Ok(None);
    };
    let reader = asked.person.map_or("", |person| person.id.as_str());
    let (verdicts, said) = satisfaction::of_answer(conn, &standing.id, reader)?;
    let listed = match asked.part {
        Part::Citizen(mine) => mine
            .entries
            .iter()
            .any(|entry| entry.reference == suggestion.reference),
        Part::Staff | Part::Visitor => false,
    };
    let facts = Facts {
        publication,
        answer,
        author: asked.own,
        listed,
        said: said.is_some(),
    };
    let reader = match (asked.part, said) {
        (Part::Citizen(_), Some(verdict)) => Saying::Said(verdict),
        (Part::Citizen(_), None) if may_say(facts).is_ok() => Saying::May,
        _ => Saying::Not,
    };
    Ok(Some(Satisfaction {
        answer: standing.number,
        shown: verdicts.shown(),
        reader,
    }))
}
