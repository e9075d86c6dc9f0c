//! One suggestion as the desk sees it: seven statements at most, and the session's.

use jiff::civil::{Date, DateTime};
use jiff::{SignedDuration, Timestamp};
use shared::account::{Action, Person, Subject, can};
use shared::answer::{AnswerKind, AnswerState, UNDECIDED};
use shared::commitment::{CommitmentState, PROMISED};
use shared::error::Coded;
use shared::ids::Reference;
use shared::input::{CommitmentUpdateDraft, Governorate};
use shared::lang::Lang;
use shared::suggestion::{ANSWERABLE, PolicyReason, PublicationState};
use shared::tally::weights::Weights;
use shared::time::Zone;
use shared::topic::{TopicState, may_answer};
use shared::view::clock::{Clock, Clocks, StoredClocks};
use shared::view::desk::{
    AnswerForm, CaseAnswer, CaseCommitment, CaseGround, CaseHiding, CasePage, CaseStanding,
    Colleague, UpdateForm,
};
use shared::view::question::{CaseQuestions, QuestionForm, QuestionStands};
use shared::view::text::{Bilingual, UserText};

use super::written as drafts;
use super::{head, merging};
use crate::db::answers_write::Answer;
use crate::db::commitments_write::{self, Commitment, Update};
use crate::db::desk::{self as queries, Case, Member, Standing};
use crate::db::editions::UNRANKED;
use crate::db::hidings_write::{self, Hiding};
use crate::db::suggestions::{self, Suggestion, Written};
use crate::db::types::At;
use crate::db::{Conn, holidays, merges};
use crate::usecases::desk;
use crate::usecases::suggestion::{ask_author, first_read};
use crate::usecases::template::filled::choices;
use crate::web::error::Failure;
use crate::web::questions::{gathered, is_plain_addition, questions};

/// The page without its answer form, which the handler fills, and whether it is to be kept that the
/// reader has it open: not again at each look.
pub fn load(
    conn: &mut Conn,
    person: &Person,
    (agency, reference): (&str, Reference),
    zone: &Zone,
    now: Timestamp,
) -> Result<(CasePage, bool), Failure> {
    let today = zone.day(now);
    let case = desk::case(conn, person, agency, reference, Action::ReadDesk)??;
    let calendar = holidays::calendar(conn)?;
    let stored = &case.suggestion;
    let answers = commitments_write::with_answers(conn, &stored.id)?;
    let record = suggestions::record_of(conn, &stored.id)?;
    let team = queries::team(conn, &case.agency.id, &stored.id)?;
    let publication = stored.publication().unwrap_or(PublicationState::Withdrawn);
    let hiding = match publication {
        PublicationState::Hidden => hidings_write::latest_of(conn, &stored.id)?,
        _ => None,
    };
    let merge = match publication {
        PublicationState::Merged => merges::of_merged(conn, &stored.id)?,
        _ => None,
    };
    let on = |at: At| zone.day(at.time());
    let clocks =
        stored_clocks(&case, zone, today).map(|stored| Clocks::read(&stored, today, &calendar));
    let answerable = publication.is_in(ANSWERABLE) && may_answer(case.topic.state()).is_ok();
    let subject = Subject::Suggestion {
        agency: &case.agency.id,
        author: stored.author_id.as_deref(),
    };
    let may = |action| can(Some(person), action, subject).is_ok();
    let opened = !seen_lately(&team, person, now);
    // While a decision waits, the first clock can still be stopped.
    let held = case.release.is_some();
    let left = !held || stored.answer_state() == AnswerState::None;
    let form = match answerable && left && may(Action::Decide) {
        true => {
            let mut form = AnswerForm {
                seen: answers.last().map_or(0, |(answer, _)| answer.number),
                templates: choices(conn, &case.agency.id)?,
                acknowledge_only: held,
                ..AnswerForm::default()
            };
            let own = team.iter().find(|member| member.id == person.id);
            if let Some(draft) = own.and_then(|member| member.draft.clone()) {
                drafts::into_form(&mut form, draft, zone);
            }
            Some(form)
        }
        false => None,
    };
    let in_form = form.as_ref().is_some_and(|form| form.saved_at.is_some());
    let (answers, commitments): (Vec<_>, Vec<_>) = answers.into_iter().unzip();
    let page = CasePage {
        unseen: case.unseen,
        head: head(person, &case.agency),
        reference: stored.reference.clone(),
        topic_slug: case.topic.slug.clone(),
        topic: Bilingual {
            ar: case.topic.title_ar.clone(),
            en: case.topic.title_en.clone(),
        },
        title: UserText::stored(stored.title.clone(), &stored.lang, &stored.dir),
        text: UserText::stored(stored.body.clone(), &stored.lang, &stored.dir),
        posted_on: on(stored.posted_at),
        first_read_on: case.first_read_at.map(on),
        first_reading: first_read::is_first(&case, person),
        ground: ground(stored),
        place: stored
            .governorate
            .as_deref()
            .and_then(Governorate::parse)
            .map(|governorate| (governorate, stored.wilayat.clone())),
        additions: record
            .iter()
            .filter(|one| is_plain_addition(one))
            .map(|one| {
                let text = UserText::stored(one.body.clone(), &one.lang, &one.dir);
                (text, on(one.at))
            })
            .collect(),
        questions: case_questions(&case, &record, &answers, zone),
        publication,
        hiding: hiding.and_then(|hiding| case_hiding(hiding, zone)),
        may_merge: may(Action::Merge) && mergeable(&case),
        may_unmerge: may(Action::Merge)
            && merge.is_some()
            && case.topic.state() != TopicState::Concluded,
        merge: merge.map(|merge| merging::case_merge(merge, zone)),
        gathered: gathered(&record, zone),
        clocks: clocks.map(shown).unwrap_or_default(),
        standing: case
            .standing
            .as_ref()
            .filter(|standing| standing.place != UNRANKED)
            .map(|standing| case_standing(standing, &case, zone)),
        commitments: commitments
            .into_iter()
            .flatten()
            .filter_map(|(commitment, updates)| case_commitment(commitment, updates, zone))
            .collect(),
        form,
        not_sent: None,
        release: case
            .release
            .clone()
            .and_then(|release| drafts::held(release, person, &team, zone)),
        drafts: drafts::outside_the_form(&team, person, in_form, zone),
        answers: answers
            .into_iter()
            .filter_map(|answer| case_answer(answer, zone))
            .collect(),
        may_hide: may(Action::Hide)
            && matches!(
                publication,
                PublicationState::Published | PublicationState::Pending
            ),
        may_restore: may(Action::Restore) && publication == PublicationState::Hidden,
        assigned: case.assigned_to.clone(),
        others: others(&team, person, zone, now),
        team: team
            .into_iter()
            .map(|member| Colleague {
                id: member.id,
                name: member.name,
            })
            .collect(),
        done: None,
    };
    Ok((page, opened))
}

/// Whether the way to merging is shown. What else may hold it back is said on the page there.
fn mergeable(case: &Case) -> bool {
    case.suggestion.publication() == Some(PublicationState::Published)
        && case.topic.state() == TopicState::Open
        && UNDECIDED.contains(&case.suggestion.answer_state())
}

fn case_questions(
    case: &Case,
    record: &[Written],
    answers: &[Answer],
    zone: &Zone,
) -> CaseQuestions {
    let answered: Vec<At> = answers.iter().map(|answer| answer.answered_at).collect();
    let asked = questions(record, &answered, zone);
    let open = asked
        .last()
        .is_some_and(|last| last.stands == QuestionStands::Open);
    CaseQuestions {
        may_ask: ask_author::askable(case, open).map_err(|refusal| refusal.code()),
        asked,
        form: QuestionForm::default(),
    }
}

/// How long somebody counts as still being there after opening a page.
const PRESENT: SignedDuration = SignedDuration::from_mins(2);

/// How long it is known of the reader without being kept again.
const KEPT: SignedDuration = SignedDuration::from_secs(30);

fn seen_lately(team: &[Member], person: &Person, now: Timestamp) -> bool {
    let own = team.iter().find(|member| member.id == person.id);
    own.and_then(|member| member.opened_at)
        .is_some_and(|at| now.duration_since(at.time()) <= KEPT)
}

/// Who else has the suggestion open, and since when.
fn others(
    team: &[Member],
    person: &Person,
    zone: &Zone,
    now: Timestamp,
) -> Vec<(String, DateTime)> {
    team.iter()
        .filter(|member| member.id != person.id)
        .filter_map(|member| Some((member, member.opened_at?.time())))
        .filter(|(_, at)| now.duration_since(*at) <= PRESENT)
        .map(|(member, at)| (member.name.clone(), zone.civil(at)))
        .collect()
}

fn shown(clocks: Clocks) -> Vec<Clock> {
    vec![clocks.acknowledge, clocks.decide]
}

/// The stored clocks of a case; none before it is published.
pub(super) fn stored_clocks(case: &Case, zone: &Zone, today: Date) -> Option<StoredClocks> {
    let stored = &case.suggestion;
    let day = |text: &Option<String>| text.as_deref()?.parse::<Date>().ok();
    Some(StoredClocks {
        published: zone.day(stored.published_at?.time()),
        acknowledge_due: day(&stored.acknowledge_due)?,
        decide_due: day(&stored.decide_due)?,
        acknowledged: stored.acknowledged_at.map(|at| zone.day(at.time())),
        decided: stored.decided_at.map(|at| zone.day(at.time())),
        closes: case.topic.days().map_or(today, |days| days.closes),
    })
}

fn ground(stored: &Suggestion) -> Option<CaseGround> {
    Some(CaseGround {
        kind: stored.ground_kind.clone()?,
        text: stored.ground_text.clone().and_then(written),
        link: stored.ground_link.clone(),
    })
}

/// A text kept without its language; none when it is empty.
fn written(text: String) -> Option<UserText> {
    (!text.is_empty()).then(|| UserText::detected(text, Lang::Ar))
}

/// The last hiding as the desk and the stewards see it.
pub fn case_hiding(hiding: Hiding, zone: &Zone) -> Option<CaseHiding> {
    Some(CaseHiding {
        reason: PolicyReason::numbered(u8::try_from(hiding.reason).ok()?).ok()?,
        note: written(hiding.note),
        on: zone.day(hiding.hidden_at.time()),
    })
}

fn case_standing(standing: &Standing, case: &Case, zone: &Zone) -> CaseStanding {
    let places = usize::try_from(case.topic.list_length).unwrap_or(10);
    let unit = i64::try_from(Weights::harmonic(places).unit())
        .unwrap_or(1)
        .max(1);
    CaseStanding {
        place: standing.place,
        shared: standing.shared,
        points: standing.points.saturating_mul(100) / unit,
        lists: standing.lists,
        all_lists: standing.all_lists,
        edition: standing.edition,
        on: zone.day(standing.counted_at.time()),
    }
}

fn case_answer(answer: Answer, zone: &Zone) -> Option<CaseAnswer> {
    let filled = |text: String| Some(text).filter(|text| !text.is_empty());
    Some(CaseAnswer {
        number: answer.number,
        kind: AnswerKind::parse(&answer.kind).ok()?,
        reason: filled(answer.reason).map(|text| UserText::stored(text, &answer.lang, &answer.dir)),
        other: filled(answer.other_reason).map(|text| {
            let dir = if answer.other_lang == "ar" {
                "rtl"
            } else {
                "ltr"
            };
            UserText::stored(text, &answer.other_lang, dir)
        }),
        on: zone.day(answer.answered_at.time()),
    })
}

fn case_commitment(
    commitment: Commitment,
    updates: Vec<Update>,
    zone: &Zone,
) -> Option<CaseCommitment> {
    let state = CommitmentState::parse(&commitment.state).ok()?;
    Some(CaseCommitment {
        id: commitment.id,
        what: UserText::stored(commitment.what, &commitment.lang, &commitment.dir),
        until: commitment.due_on.parse().ok()?,
        state,
        updates: updates
            .into_iter()
            .filter_map(|update| {
                let state = CommitmentState::parse(&update.state).ok()?;
                Some((
                    state,
                    written(update.note),
                    zone.day(update.updated_at.time()),
                ))
            })
            .collect(),
        form: state.is_in(PROMISED).then(|| UpdateForm {
            draft: CommitmentUpdateDraft {
                state: state.as_str().to_owned(),
                note: String::new(),
            },
            ..UpdateForm::default()
        }),
    })
}
