//! What an act would do to each of the chosen suggestions, and what keeps it from some.

use std::collections::{BTreeMap, BTreeSet};

use diesel::QueryResult;
use jiff::Timestamp;
use jiff::civil::Date;
use shared::answer::{AnswerKind, AnswerState};
use shared::bulk::BulkKind;
use shared::error::{Code, Coded};
use shared::input::{BulkDraft, FieldError};
use shared::lang::{Lang, TextLang};
use shared::suggestion::{ANSWERABLE, PolicyReason, PublicationState, hide};
use shared::topic::may_answer;

use crate::db::desk::Case;
use crate::db::{Conn, bulk as queries, pending_acts, templates};
use crate::usecases::suggestion::hide::{publication_of, reasons};
use crate::usecases::suggestion::reason::{self, Decided, Stands};
use crate::usecases::template::filled::{filled, filling_of};

/// The chosen suggestions with all that their fates hang on: four statements with their own.
pub struct Chosen {
    pub cases: Vec<Case>,
    /// Number and reason of the answer that stands.
    latest: BTreeMap<String, (i32, String)>,
    /// Those that another act will reach.
    waiting: BTreeSet<String>,
    /// Arabic and English, not filled in.
    templates: Vec<(String, String)>,
}

/// What an act does to one suggestion.
pub enum Deed {
    Answer(Box<Decided>),
    Hide { reason: PolicyReason, note: String },
}

impl Chosen {
    /// Loads what belongs to the cases. `but` is an act that does not count as another.
    ///
    /// # Errors
    /// The database's fault.
    pub fn load(
        conn: &mut Conn,
        agency_id: &str,
        cases: Vec<Case>,
        but: Option<&str>,
    ) -> QueryResult<Chosen> {
        let ids: Vec<&str> = cases
            .iter()
            .map(|case| case.suggestion.id.as_str())
            .collect();
        let latest = queries::latest_answers(conn, &ids)?
            .into_iter()
            .map(|(id, number, reason)| (id, (number, reason)))
            .collect();
        let waiting = pending_acts::waiting(conn, agency_id)?
            .into_iter()
            .filter(|(act, _, _)| Some(act.as_str()) != but)
            .map(|(_, _, suggestion)| suggestion)
            .collect();
        Ok(Chosen {
            latest,
            waiting,
            templates: templates::texts_of(conn, agency_id)?,
            cases,
        })
    }

    /// What has to stand unchanged until the act is carried out: the latest answer's number, or for
    /// hiding the version of the text.
    pub fn seen(&self, case: &Case, kind: BulkKind) -> i32 {
        match kind {
            BulkKind::Hide => case.suggestion.version,
            _ => self
                .latest
                .get(&case.suggestion.id)
                .map_or(0, |(number, _)| *number),
        }
    }

    /// What keeps the act from this suggestion, whatever is typed.
    pub fn barrier(&self, case: &Case, kind: BulkKind) -> Option<Code> {
        if self.waiting.contains(&case.suggestion.id) {
            return Some(Code::ActWaits);
        }
        if kind == BulkKind::Hide {
            let Some(from) = publication_of(&case.suggestion) else {
                return Some(Code::SuggestionState);
            };
            let any = PolicyReason::OffTopic;
            return hide(&from, any, Timestamp::UNIX_EPOCH)
                .err()
                .map(|refusal| refusal.code());
        }
        if !publication(case).is_in(ANSWERABLE) {
            return Some(Code::SuggestionState);
        }
        if !kind.moves_on(answer_state(case)) {
            return Some(Code::AnsweredBefore);
        }
        let decides = kind.answer().is_some_and(AnswerKind::is_final);
        if decides && case.release.is_some() {
            return Some(Code::ReleaseWaits);
        }
        may_answer(case.topic.state())
            .err()
            .map(|refusal| refusal.code())
    }

    /// What the act does to this suggestion, or what keeps it from it.
    ///
    /// # Errors
    /// The code of what keeps it.
    pub fn deed(
        &self,
        case: &Case,
        kind: BulkKind,
        draft: &BulkDraft,
        page: Lang,
        today: Date,
    ) -> Result<Deed, Code> {
        if let Some(code) = self.barrier(case, kind) {
            return Err(code);
        }
        if kind == BulkKind::Hide {
            return hiding(draft).map_err(|faults| code_of(&faults));
        }
        let filling = filling_of(case);
        let stands = Stands {
            publication: publication(case),
            lang: TextLang::parse(&case.suggestion.lang).unwrap_or(TextLang::Other),
            answer: answer_state(case),
            reason: self
                .latest
                .get(&case.suggestion.id)
                .map(|(_, reason)| reason.as_str()),
            promised: false,
            templates: &filled(&self.templates, &filling),
        };
        let answer = draft.answer(kind).filled(&filling, page);
        reason::decide(&answer, &stands, page, today)
            .map(|decided| Deed::Answer(Box::new(decided)))
            .map_err(|faults| code_of(&faults))
    }

    /// What is wrong with the form, whichever suggestions it is for.
    pub fn faults(
        &self,
        kind: BulkKind,
        draft: &BulkDraft,
        page: Lang,
        today: Date,
    ) -> Vec<FieldError> {
        if kind == BulkKind::Hide {
            return hiding(draft).err().unwrap_or_default();
        }
        let both = |(ar, en): &(String, String)| [ar.clone(), en.clone()];
        let unfilled: Vec<String> = self.templates.iter().flat_map(both).collect();
        let any = Stands {
            publication: PublicationState::Published,
            lang: TextLang::Other,
            answer: AnswerState::None,
            reason: None,
            promised: false,
            templates: &unfilled,
        };
        reason::decide(&draft.answer(kind), &any, page, today)
            .err()
            .unwrap_or_default()
    }
}

fn publication(case: &Case) -> PublicationState {
    case.suggestion
        .publication()
        .unwrap_or(PublicationState::Withdrawn)
}

/// Where the answer of a case stands.
pub fn answer_state(case: &Case) -> AnswerState {
    case.suggestion.answer_state()
}

/// The fields of hiding have other names on this form.
fn hiding(draft: &BulkDraft) -> Result<Deed, Vec<FieldError>> {
    let checked = draft.hiding().check(reasons()).map_err(|errors| {
        let renamed = errors.0.into_iter().map(|fault| match fault.field {
            "reason" => FieldError {
                field: "policy",
                ..fault
            },
            _ => fault,
        });
        renamed.collect::<Vec<_>>()
    })?;
    let number = u8::try_from(checked.reason).unwrap_or_default();
    let reason = PolicyReason::numbered(number)
        .map_err(|refusal| vec![FieldError::new("policy", refusal.code().as_str())])?;
    Ok(Deed::Hide {
        reason,
        note: checked.note.unwrap_or_default(),
    })
}

fn code_of(faults: &[FieldError]) -> Code {
    faults
        .first()
        .and_then(|fault| Code::parse(fault.code).ok())
        .unwrap_or(Code::SuggestionState)
}
