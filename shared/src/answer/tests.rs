use super::*;

const GOOD: ReasonFacts = ReasonFacts {
    letters: REASON_LETTERS,
    in_suggestion_language: true,
    is_template: false,
    repeats_standing: false,
};

/// Answers a published suggestion with what the kind needs.
fn rightly(current: AnswerState, kind: AnswerKind) -> Result<NewAnswer, Vec<AnswerRefusal>> {
    let commitment = kind == AnswerKind::Adopted;
    answer(
        PublicationState::Published,
        current,
        kind,
        Some(GOOD),
        commitment,
    )
}

#[test]
fn every_transition() {
    use AnswerKind as Kind;
    use AnswerState as State;
    use AnswerStep::{Correction, Forward, Turned};
    const ACKNOWLEDGE: &[DueKind] = &[DueKind::Acknowledge];
    const DECIDE: &[DueKind] = &[DueKind::Decide];
    const BOTH: &[DueKind] = &[DueKind::Acknowledge, DueKind::Decide];
    let table = [
        (
            State::None,
            Kind::Acknowledged,
            Some((Forward, ACKNOWLEDGE)),
        ),
        (State::None, Kind::Adopted, Some((Forward, BOTH))),
        (State::None, Kind::Rejected, Some((Forward, BOTH))),
        (
            State::Acknowledged,
            Kind::Acknowledged,
            Some((Correction, &[][..])),
        ),
        (State::Acknowledged, Kind::Adopted, Some((Forward, DECIDE))),
        (State::Acknowledged, Kind::Rejected, Some((Forward, DECIDE))),
        (State::Adopted, Kind::Acknowledged, None),
        (State::Adopted, Kind::Adopted, Some((Correction, &[][..]))),
        (State::Adopted, Kind::Rejected, Some((Turned, &[][..]))),
        (State::Rejected, Kind::Acknowledged, None),
        (State::Rejected, Kind::Adopted, Some((Turned, &[][..]))),
        (State::Rejected, Kind::Rejected, Some((Correction, &[][..]))),
    ];
    assert_eq!(table.len(), State::ALL.len() * Kind::ALL.len());
    for (current, kind, expected) in table {
        let expected = match expected {
            Some((step, stops)) => Ok(NewAnswer {
                state: kind.state(),
                step,
                stops,
            }),
            None => Err(vec![AnswerRefusal::AlreadyFinal { state: current }]),
        };
        assert_eq!(rightly(current, kind), expected, "{current} to {kind}");
    }
}

#[test]
fn only_a_published_suggestion_is_answered() {
    for state in PublicationState::ALL.iter().copied() {
        let given = answer(
            state,
            AnswerState::None,
            AnswerKind::Rejected,
            Some(GOOD),
            false,
        );
        if state == PublicationState::Published {
            assert!(given.is_ok());
        } else {
            assert_eq!(given, Err(vec![AnswerRefusal::NotAnswerable { state }]));
        }
    }
}

#[test]
fn a_decision_needs_a_reason_of_substance() {
    use AnswerRefusal::{ReasonInOtherLanguage, ReasonIsTemplate, ReasonMissing, ReasonTooShort};
    let short = |letters| ReasonTooShort {
        letters,
        needed: 40,
    };
    for (reason, expected) in [
        (None, vec![ReasonMissing]),
        (
            Some(ReasonFacts { letters: 0, ..GOOD }),
            vec![ReasonMissing],
        ),
        (Some(ReasonFacts { letters: 1, ..GOOD }), vec![short(1)]),
        (
            Some(ReasonFacts {
                letters: 39,
                ..GOOD
            }),
            vec![short(39)],
        ),
        (
            Some(ReasonFacts {
                letters: 40,
                ..GOOD
            }),
            vec![],
        ),
        (
            Some(ReasonFacts {
                in_suggestion_language: false,
                ..GOOD
            }),
            vec![ReasonInOtherLanguage],
        ),
        (
            Some(ReasonFacts {
                is_template: true,
                ..GOOD
            }),
            vec![ReasonIsTemplate],
        ),
        (
            Some(ReasonFacts {
                letters: 12,
                in_suggestion_language: false,
                is_template: true,
                repeats_standing: false,
            }),
            vec![short(12), ReasonInOtherLanguage, ReasonIsTemplate],
        ),
    ] {
        for kind in [AnswerKind::Adopted, AnswerKind::Rejected] {
            let given = answer(
                PublicationState::Published,
                AnswerState::None,
                kind,
                reason,
                kind == AnswerKind::Adopted,
            );
            assert_eq!(
                given.err().unwrap_or_default(),
                expected,
                "{kind} {reason:?}"
            );
        }
    }
}

#[test]
fn an_acknowledgement_needs_no_reason() {
    let published = PublicationState::Published;
    let template = ReasonFacts {
        letters: 3,
        is_template: true,
        ..GOOD
    };
    for reason in [None, Some(template)] {
        let given = answer(
            published,
            AnswerState::None,
            AnswerKind::Acknowledged,
            reason,
            false,
        );
        assert!(given.is_ok(), "{reason:?}");
    }
}

#[test]
fn turning_a_final_answer_needs_a_new_reason() {
    let same = Some(ReasonFacts {
        repeats_standing: true,
        ..GOOD
    });
    let published = PublicationState::Published;
    let turned = answer(
        published,
        AnswerState::Adopted,
        AnswerKind::Rejected,
        same,
        false,
    );
    assert_eq!(turned, Err(vec![AnswerRefusal::ReasonNotNew]));
    // A correction may keep the reason, for instance to correct the commitment alone.
    assert!(
        answer(
            published,
            AnswerState::Adopted,
            AnswerKind::Adopted,
            same,
            true
        )
        .is_ok()
    );
}

#[test]
fn adopted_and_only_adopted_carries_a_commitment() {
    let published = PublicationState::Published;
    for (kind, has_commitment, refusal) in [
        (AnswerKind::Adopted, true, None),
        (
            AnswerKind::Adopted,
            false,
            Some(AnswerRefusal::CommitmentMissing),
        ),
        (AnswerKind::Rejected, false, None),
        (
            AnswerKind::Rejected,
            true,
            Some(AnswerRefusal::CommitmentUnexpected),
        ),
        (AnswerKind::Acknowledged, false, None),
        (
            AnswerKind::Acknowledged,
            true,
            Some(AnswerRefusal::CommitmentUnexpected),
        ),
    ] {
        let given = answer(
            published,
            AnswerState::None,
            kind,
            Some(GOOD),
            has_commitment,
        );
        let refusals: Vec<_> = refusal.into_iter().collect();
        assert_eq!(
            given.err().unwrap_or_default(),
            refusals,
            "{kind} {has_commitment}"
        );
    }
}

#[test]
fn a_form_hears_of_reason_and_commitment_together() {
    let given = answer(
        PublicationState::Published,
        AnswerState::Acknowledged,
        AnswerKind::Adopted,
        None,
        false,
    );
    let refusals = given.unwrap_err();
    assert_eq!(
        refusals,
        [
            AnswerRefusal::ReasonMissing,
            AnswerRefusal::CommitmentMissing
        ]
    );
    let codes: Vec<_> = refusals.iter().map(Coded::code).collect();
    assert_eq!(codes, [Code::ReasonMissing, Code::CommitmentMissing]);
}

#[test]
fn every_answer_state_is_undecided_or_final() {
    for state in AnswerState::ALL {
        assert_ne!(state.is_in(UNDECIDED), state.is_in(FINAL), "{state}");
        let by_kind = state.kind().is_some_and(AnswerKind::is_final);
        assert_eq!(by_kind, state.is_in(FINAL), "{state}");
    }
}
