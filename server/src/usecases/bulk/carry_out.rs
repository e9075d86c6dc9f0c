//! An act that was not undone in time becomes public.

use std::collections::BTreeMap;

use diesel::QueryResult;
use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::json;
use shared::account::{Person, Subject, can};
use shared::answer::{AnswerKind, AnswerState, FINAL};
use shared::bulk::{ActState, BulkKind};
use shared::clocks::DueKind;
use shared::error::{Code, Coded};
use shared::input::BulkDraft;
use shared::lang::Lang;
use shared::reader_report::Settlement;
use shared::suggestion::PolicyReason;

use super::weigh::{Chosen, Deed, answer_state};
use crate::chance;
use crate::db::answers_write::Answered;
use crate::db::desk::{self, Case};
use crate::db::hidings_write::Hiding;
use crate::db::journal::{self, Entry};
use crate::db::pending_acts::{self, Act, HELD, REACHED};
use crate::db::topics::Topic;
use crate::db::{Conn, answer_drafts, bulk as queries, people, questions};
use crate::usecases::release::hold::{Written, hold};
use crate::usecases::suggestion::answer::entry;
use crate::usecases::suggestion::given;
use crate::usecases::suggestion::reason::Decided;
use crate::usecases::suggestion::unmerge::fall_apart;
use crate::usecases::template::filled::filling_of;

/// Carries out an act that waits, on all of its suggestions that are as they were when it was sent;
/// what keeps it from the others is kept with the act. One that does not wait is left alone.
///
/// # Errors
/// The database's fault; not found when something changed while it was carried out. Nothing is
/// stored then, and it is tried again.
pub fn carry_out(conn: &mut Conn, now: Timestamp, today: Date, act_id: &str) -> QueryResult<()> {
    let Some(act) = pending_acts::by_id(conn, act_id)? else {
        return Ok(());
    };
    if act.state != ActState::Waiting.as_str() {
        return Ok(());
    }
    pending_acts::end(conn, &act.id, ActState::Done, now.into())?;
    let items = pending_acts::items(conn, &act.id)?;
    let ids: Vec<String> = items
        .iter()
        .map(|item| item.suggestion_id.clone())
        .collect();
    let Ok(kind) = BulkKind::parse(&act.kind) else {
        return Ok(());
    };
    let who = match who_may(conn, &act, kind)? {
        Ok(person) => person,
        Err(code) => {
            let all: Vec<&str> = ids.iter().map(String::as_str).collect();
            return pending_acts::keep_outcome(conn, &act.id, &all, code.as_str());
        }
    };
    let agency = desk::agencies_of(conn, std::slice::from_ref(&act.agency_id))?;
    let agency = agency.first();
    let slug = agency.map_or("", |agency| agency.slug.as_str());
    let decides = kind.answer().is_some_and(AnswerKind::is_final);
    let holds = decides && agency.is_some_and(|agency| agency.second_person);
    let cases = desk::cases_by_id(conn, slug, &ids)?;
    let chosen = Chosen::load(conn, &act.agency_id, cases, Some(&act.id))?;
    let draft: BulkDraft = serde_json::from_str(&act.form).unwrap_or_default();
    let page = Lang::parse(&act.lang).unwrap_or(Lang::Ar);
    let mut outcomes: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut answers = Vec::new();
    let mut hidings = Vec::new();
    let mut written = Vec::new();
    for item in &items {
        let id = item.suggestion_id.as_str();
        let case = chosen.cases.iter().find(|case| case.suggestion.id == id);
        let deed = match case {
            None => Err(Code::NotFound),
            Some(case) if chosen.seen(case, kind) != item.seen => Err(Code::Stale),
            Some(case) => chosen
                .deed(case, kind, &draft, page, today)
                .map(|deed| (case, deed)),
        };
        let outcome = match deed {
            Err(code) => code.as_str(),
            Ok((case, Deed::Answer(_))) if holds => {
                written.push(Written {
                    case,
                    draft: draft.answer(kind).filled(&filling_of(case), page),
                    seen: item.seen,
                });
                HELD
            }
            Ok((case, Deed::Answer(decided))) => {
                answers.push((case, item.seen, decided));
                REACHED
            }
            Ok((case, Deed::Hide { reason, note })) => {
                hidings.push((case, item.seen, reason, note));
                REACHED
            }
        };
        outcomes.entry(outcome).or_default().push(id);
    }
    hold(conn, written, &who.id, (page, now))?;
    answer_all(conn, &who, page, now, answers)?;
    hide_all(conn, &who, now, hidings)?;
    // As many statements as there are different outcomes.
    for (outcome, ids) in outcomes {
        pending_acts::keep_outcome(conn, &act.id, &ids, outcome)?;
    }
    Ok(())
}

/// Who made the act, if they still may: somebody can have left the desk meanwhile.
fn who_may(conn: &mut Conn, act: &Act, kind: BulkKind) -> QueryResult<Result<Person, Code>> {
    let Some(person) = people::by_id(conn, &act.made_by)? else {
        return Ok(Err(Code::NotPermitted));
    };
    let agency = Subject::Agency {
        agency: &act.agency_id,
    };
    let may = can(Some(&person), kind.action(), agency);
    Ok(may.map(|()| person).map_err(|refusal| refusal.code()))
}

fn answer_all(
    conn: &mut Conn,
    by: &Person,
    page: Lang,
    now: Timestamp,
    decided: Vec<(&Case, i32, Box<Decided>)>,
) -> QueryResult<()> {
    if decided.is_empty() {
        return Ok(());
    }
    let rows: Vec<_> = decided
        .iter()
        .map(|(case, seen, one)| given::row(case, one, &by.id, seen.saturating_add(1), page, now))
        .collect();
    queries::add_answers(conn, &rows)?;
    let answered: Vec<&str> = rows.iter().map(|row| row.suggestion_id.as_str()).collect();
    answer_drafts::let_go(conn, &answered, &by.id)?;
    for from in AnswerState::ALL.iter().copied() {
        let of = |case: &Case| answer_state(case) == from;
        let those = decided.iter().filter(|(case, _, _)| of(case));
        let ids: Vec<&str> = those
            .map(|(case, _, _)| case.suggestion.id.as_str())
            .collect();
        let new = decided.iter().find(|(case, _, _)| of(case));
        let Some((_, _, one)) = new else { continue };
        let stops = |kind| one.new.stops.contains(&kind).then(|| now.into());
        let change = Answered {
            answer_state: one.new.state.as_str(),
            acknowledged_at: stops(DueKind::Acknowledge),
            decided_at: stops(DueKind::Decide),
        };
        queries::move_on(conn, &ids, from, &change)?;
        if one.new.state.is_in(FINAL) {
            questions::decided(conn, &ids, now.into())?;
        }
    }
    let promises: Vec<_> = decided
        .iter()
        .zip(&rows)
        .filter_map(|((case, _, one), answer)| {
            let promise = one.promise.clone()?;
            let (commitment, planned) = given::promise(case, answer, promise, page, now);
            Some((*case, answer, commitment, planned))
        })
        .collect();
    if !promises.is_empty() {
        let commitments: Vec<_> = promises.iter().map(|one| one.2.clone()).collect();
        let planned: Vec<_> = promises.iter().map(|one| one.3.clone()).collect();
        queries::add_commitments(conn, &commitments, &planned)?;
    }
    let mut entries: Vec<Entry<'_>> = decided
        .iter()
        .zip(&rows)
        .map(|((case, _, _), answer)| given::answer_entry(case, answer))
        .collect();
    entries.extend(
        promises
            .iter()
            .map(|(case, answer, commitment, _)| given::commitment_entry(case, answer, commitment)),
    );
    journal::write_all(conn, now, &entries)
}

fn hide_all(
    conn: &mut Conn,
    by: &Person,
    now: Timestamp,
    hidden: Vec<(&Case, i32, PolicyReason, String)>,
) -> QueryResult<()> {
    if hidden.is_empty() {
        return Ok(());
    }
    let rows: Vec<Hiding> = hidden
        .iter()
        .map(|(case, _, reason, note)| Hiding {
            id: chance::id(now),
            suggestion_id: case.suggestion.id.clone(),
            reason: i32::from(reason.number()),
            note: note.clone(),
            hidden_by: by.id.clone(),
            hidden_at: now.into(),
            restored_at: None,
        })
        .collect();
    let versions: Vec<i32> = hidden.iter().map(|(_, seen, _, _)| *seen).collect();
    queries::hide(conn, &rows, &versions)?;
    let ids: Vec<&str> = rows.iter().map(|row| row.suggestion_id.as_str()).collect();
    let settled = queries::settle_gone(conn, &ids, &by.id, now.into())?;
    let agency = hidden
        .first()
        .map(|(case, _, _, _)| case.agency.id.as_str());
    let private = hidden
        .first()
        .map(|(_, _, _, note)| format!("{}\n{note}", by.id));
    let mut entries: Vec<Entry<'_>> = hidden
        .iter()
        .map(|(case, _, reason, _)| {
            let facts =
                json!({ "reference": case.suggestion.reference, "reason": reason.number() });
            Entry {
                private: private.as_deref(),
                ..entry("suggestion.hidden", case, &case.suggestion.id, facts)
            }
        })
        .collect();
    entries.extend(settled.iter().map(|case| Entry {
        kind: "reports.settled",
        agency_id: agency,
        topic_id: None,
        subject_id: case,
        facts: json!({ "as": Settlement::Hidden.as_str() }),
        private: Some(&by.id),
    }));
    journal::write_all(conn, now, &entries)?;
    let topics: Vec<&Topic> = hidden.iter().map(|(case, _, _, _)| &case.topic).collect();
    fall_apart(conn, now, &ids, &topics)
}
