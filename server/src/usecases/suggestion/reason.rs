//! Decides on an answer as typed: every fault of the form and of the rules at once.

use jiff::civil::Date;
use shared::answer::{self, AnswerKind, AnswerRefusal, AnswerState, NewAnswer, ReasonFacts};
use shared::commitment::{self, CommitmentRefusal};
use shared::error::Coded;
use shared::input::{AnswerDraft, CheckedAnswer, FieldError};
use shared::lang::{Lang, TextLang, detect};
use shared::suggestion::PublicationState;
use shared::text::allowed::normalize;
use shared::text::fold::same_words;
use shared::text::letters::letters;

/// What an answer is weighed against.
#[derive(Debug, Clone, Copy)]
pub struct Stands<'a> {
    pub publication: PublicationState,
    pub lang: TextLang,
    pub answer: AnswerState,
    /// The reason of the answer that stands.
    pub reason: Option<&'a str>,
    /// Whether a commitment still promises something.
    pub promised: bool,
    pub templates: &'a [String],
}

/// An answer that may be given.
#[derive(Debug, Clone)]
pub struct Decided {
    pub kind: AnswerKind,
    pub new: NewAnswer,
    pub answer: CheckedAnswer,
    /// A new promise: what, and until when.
    pub promise: Option<(String, Date)>,
}

/// Weighs an answer. `page` is the language of the desk.
///
/// # Errors
/// Every fault, in the order of the fields.
pub fn decide(
    draft: &AnswerDraft,
    stands: &Stands<'_>,
    page: Lang,
    today: Date,
) -> Result<Decided, Vec<FieldError>> {
    let checked = draft.check(page);
    let mut faults = checked
        .as_ref()
        .err()
        .map(|errors| errors.0.clone())
        .unwrap_or_default();
    let Ok(kind) = AnswerKind::parse(draft.kind.trim()) else {
        return Err(faults);
    };
    let what = normalize(&draft.commitment_what);
    let until_typed = !draft.commitment_due.trim().is_empty();
    let until = checked
        .as_ref()
        .ok()
        .and_then(|answer| answer.commitment_due);
    let typed = (!what.is_empty(), until_typed);
    // A correction may leave the commitment that stands as it is.
    let stays = stands.answer.kind() == Some(kind) && stands.promised && typed == (false, false);
    let has_commitment = match kind {
        AnswerKind::Adopted => stays || typed == (true, true),
        AnswerKind::Rejected | AnswerKind::Acknowledged => typed != (false, false),
    };
    let facts = facts(&draft.reason, stands, page);
    let decided = answer::answer(
        stands.publication,
        stands.answer,
        kind,
        Some(facts),
        has_commitment,
    );
    if let Err(refusals) = &decided {
        faults.extend(refusals.iter().map(|refusal| at_field(refusal, typed)));
    }
    let promise = Some(what)
        .zip(until)
        .filter(|_| kind == AnswerKind::Adopted);
    if let Some((what, until)) = &promise
        && let Err(refusal) = commitment::promise(letters(what), *until, today)
    {
        faults.push(FieldError::new(
            promise_field(&refusal),
            refusal.code().as_str(),
        ));
    }
    faults.sort_by_key(|fault| ORDER.iter().position(|field| *field == fault.field));
    faults.dedup_by_key(|fault| fault.field);
    match (decided, checked) {
        (Ok(new), Ok(answer)) if faults.is_empty() => Ok(Decided {
            kind,
            new,
            answer,
            promise,
        }),
        _ => Err(faults),
    }
}

const ORDER: [&str; 6] = [
    "kind",
    "reason",
    "lang",
    "other_reason",
    "commitment_what",
    "commitment_due",
];

fn facts(typed: &str, stands: &Stands<'_>, page: Lang) -> ReasonFacts {
    let reason = normalize(typed);
    let same = |other: &str| same_words(&reason, other);
    ReasonFacts {
        letters: letters(&reason),
        // The desk cannot be asked to write every language: Arabic or English answers the others.
        in_suggestion_language: stands.lang == TextLang::Other
            || detect(&reason, page) == stands.lang,
        is_template: stands.templates.iter().any(|template| same(template)),
        repeats_standing: stands.reason.is_some_and(same),
    }
}

fn at_field(refusal: &AnswerRefusal, (what, until): (bool, bool)) -> FieldError {
    let field = match refusal {
        AnswerRefusal::NotAnswerable { .. } | AnswerRefusal::AlreadyFinal { .. } => "kind",
        AnswerRefusal::ReasonMissing
        | AnswerRefusal::ReasonTooShort { .. }
        | AnswerRefusal::ReasonInOtherLanguage
        | AnswerRefusal::ReasonIsTemplate
        | AnswerRefusal::ReasonNotNew => "reason",
        AnswerRefusal::CommitmentMissing if what && !until => "commitment_due",
        AnswerRefusal::CommitmentUnexpected if !what && until => "commitment_due",
        AnswerRefusal::CommitmentMissing | AnswerRefusal::CommitmentUnexpected => "commitment_what",
    };
    let code = refusal.code().as_str();
    match refusal {
        AnswerRefusal::ReasonTooShort { needed, .. } => FieldError {
            min: u32::try_from(*needed).ok(),
            ..FieldError::new(field, code)
        },
        _ => FieldError::new(field, code),
    }
}

fn promise_field(refusal: &CommitmentRefusal) -> &'static str {
    match refusal {
        CommitmentRefusal::UntilInPast { .. } | CommitmentRefusal::UntilTooFar { .. } => {
            "commitment_due"
        }
        _ => "commitment_what",
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const REASON: &str = "We will open the gate at five, since the buses arrive before six.";
    const TODAY: Date = date(2026, 11, 22);

    fn stands() -> Stands<'static> {
        Stands {
            publication: PublicationState::Published,
            lang: TextLang::En,
            answer: AnswerState::None,
            reason: None,
            promised: false,
            templates: &[],
        }
    }

    fn typed(kind: &str, reason: &str, what: &str, until: &str) -> AnswerDraft {
        AnswerDraft {
            kind: kind.to_owned(),
            reason: reason.to_owned(),
            commitment_what: what.to_owned(),
            commitment_due: until.to_owned(),
            ..AnswerDraft::default()
        }
    }

    fn faults(draft: &AnswerDraft, stands: &Stands<'_>) -> Vec<String> {
        let faults = decide(draft, stands, Lang::En, TODAY)
            .err()
            .unwrap_or_default();
        faults
            .iter()
            .map(|fault| format!("{}: {}", fault.field, fault.code))
            .collect()
    }

    #[test]
    fn an_adoption_promises_something() {
        let decided = decide(
            &typed("adopted", REASON, "Open at five", "2027-01-31"),
            &stands(),
            Lang::Ar,
            TODAY,
        )
        .expect("a sound adoption");
        assert_eq!(
            decided.promise,
            Some(("Open at five".to_owned(), date(2027, 1, 31)))
        );
        assert_eq!(decided.new.stops.len(), 2);
        for (what, until, fault) in [
            ("", "", "commitment_what: commitment_missing"),
            ("Open at five", "", "commitment_due: commitment_missing"),
            ("", "2027-01-31", "commitment_what: commitment_missing"),
            ("Open at five", "2026-11-21", "commitment_due: date_in_past"),
            ("Open at five", "2046-11-21", "commitment_due: date_too_far"),
            ("Open at five", "soon", "commitment_due: date_invalid"),
            ("123", "2027-01-31", "commitment_what: commitment_missing"),
        ] {
            assert_eq!(
                faults(&typed("adopted", REASON, what, until), &stands()),
                [fault],
                "{what} {until}"
            );
        }
    }

    #[test]
    fn every_fault_is_named_at_once() {
        let draft = typed("adopted", "نعم", "", "soon");
        assert_eq!(
            faults(&draft, &stands()),
            [
                "reason: reason_too_short",
                "commitment_what: commitment_missing",
                "commitment_due: date_invalid"
            ]
        );
        assert_eq!(
            faults(&typed("maybe", "", "", ""), &stands()),
            ["kind: choice_unknown"]
        );
    }

    #[test]
    fn a_reason_is_in_the_language_of_the_suggestion() {
        let arabic = Stands {
            lang: TextLang::Ar,
            ..stands()
        };
        assert_eq!(
            faults(&typed("rejected", REASON, "", ""), &arabic),
            ["reason: reason_language"]
        );
        let other = Stands {
            lang: TextLang::Other,
            ..stands()
        };
        assert!(faults(&typed("rejected", REASON, "", ""), &other).is_empty());
    }

    #[test]
    fn a_template_or_the_old_reason_is_no_reason() {
        let templates = [REASON.to_uppercase()];
        let with = Stands {
            templates: &templates,
            ..stands()
        };
        assert_eq!(
            faults(&typed("rejected", REASON, "", ""), &with),
            ["reason: reason_template"]
        );
        let adopted = Stands {
            answer: AnswerState::Adopted,
            reason: Some(REASON),
            promised: true,
            ..stands()
        };
        assert_eq!(
            faults(&typed("rejected", REASON, "", ""), &adopted),
            ["reason: reason_not_new"]
        );
        assert!(
            faults(&typed("adopted", REASON, "", ""), &adopted).is_empty(),
            "a correction keeps the promise"
        );
        assert_eq!(
            faults(&typed("acknowledged", "", "", ""), &adopted),
            ["kind: answer_is_final"]
        );
    }

    #[test]
    fn what_is_not_public_is_not_answered() {
        let hidden = Stands {
            publication: PublicationState::Hidden,
            ..stands()
        };
        assert_eq!(
            faults(&typed("acknowledged", "", "", ""), &hidden),
            ["kind: suggestion_state"]
        );
    }
}
