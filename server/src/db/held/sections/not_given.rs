//! What is not given, and why.

/// What an agency or the platform did by somebody's hands is its record, and not what it keeps of
/// that person.
const OF_THE_AGENCY: &str = "done in the agency’s or the platform’s name; it is their record";

/// Columns that lead to an account and are not given to its owner, with the reason.
pub const NOT_GIVEN: &[(&str, &str)] = &[
    ("account_acts.acted_by", OF_THE_AGENCY),
    ("answer_releases.ended_by", OF_THE_AGENCY),
    ("answer_releases.written_by", OF_THE_AGENCY),
    ("answer_template_texts.written_by", OF_THE_AGENCY),
    ("calendar_changes.changed_by", OF_THE_AGENCY),
    ("data_requests.answered_by", OF_THE_AGENCY),
    (
        "desk_presence.account_id",
        "which suggestion somebody at the desk opened last, so that two do not answer at once",
    ),
    ("first_reads.read_by", OF_THE_AGENCY),
    ("hidings.hidden_by", OF_THE_AGENCY),
    (
        "idempotency_keys.account_id",
        "keeps a form that is sent twice from being stored twice; what it stored is given",
    ),
    ("invitations.invited_by", OF_THE_AGENCY),
    ("merges.merged_by", OF_THE_AGENCY),
    ("objections.decided_by", OF_THE_AGENCY),
    ("pending_acts.made_by", OF_THE_AGENCY),
    ("questions.asked_by", OF_THE_AGENCY),
    ("questions.withdrawn_by", OF_THE_AGENCY),
    ("report_cases.settled_by", OF_THE_AGENCY),
    ("suggestions.assigned_to", OF_THE_AGENCY),
    ("topic_moderators.account_id", OF_THE_AGENCY),
    ("topic_versions.corrected_by", OF_THE_AGENCY),
    ("topics.created_by", OF_THE_AGENCY),
];
