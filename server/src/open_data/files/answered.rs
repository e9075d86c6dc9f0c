//! What agencies answered, until when they had to, and what they promised.

use super::{AGENCY, SUGGESTION, TOPIC};
use crate::open_data::File;
use crate::open_data::column::{Kind, Unit, column, number, text, word};

/// The states of a commitment.
const STATES: &[&str] = &["planned", "in_progress", "done", "dropped"];

/// Every answer that was given, corrected ones too. The agency signs, and nobody else is named.
pub const ANSWERS: File = File {
    name: "answers",
    columns: &[
        SUGGESTION,
        TOPIC,
        AGENCY,
        number("number", "a.number", Unit::Ordinal),
        word("kind", "a.kind", &["acknowledged", "adopted", "rejected"]),
        text("reason", "a.reason", "reason_lang"),
        column("reason_lang", "a.lang", Kind::Lang),
        text("other_reason", "a.other_reason", "other_lang"),
        column("other_lang", "a.other_lang", Kind::Lang),
        column("answered_at", "a.answered_at", Kind::Moment),
    ],
    from: "answers a CROSS JOIN suggestions s CROSS JOIN topics t CROSS JOIN agencies g \
           WHERE s.id = a.suggestion_id AND t.id = s.topic_id AND g.id = a.agency_id \
           AND t.state IN {topics} AND s.publication IN {texts}",
    order: "a.id",
};

/// A row for each clock of each suggestion that is owed an answer. Whether it is late is not said:
/// that hangs on the day on which somebody asks.
pub const DUE_DATES: File = File {
    name: "due_dates",
    columns: &[
        SUGGESTION,
        TOPIC,
        AGENCY,
        word("clock", "c.clock", &["acknowledge", "decide"]),
        column("published_on", "s.published_at", Kind::DayOf),
        column(
            "due_on",
            "CASE c.clock WHEN 'acknowledge' THEN s.acknowledge_due ELSE s.decide_due END",
            Kind::Day,
        ),
        column(
            "stopped_on",
            "CASE c.clock WHEN 'acknowledge' THEN s.acknowledged_at ELSE s.decided_at END",
            Kind::DayOf,
        ),
    ],
    from: "suggestions s CROSS JOIN topics t CROSS JOIN agencies g \
           CROSS JOIN (SELECT 'acknowledge' AS clock UNION ALL SELECT 'decide') c \
           WHERE t.id = s.topic_id AND g.id = t.agency_id \
           AND t.state IN {topics} AND s.publication IN {owed}",
    order: "s.id, c.clock",
};

/// Every promise that an answer made.
pub const COMMITMENTS: File = File {
    name: "commitments",
    columns: &[
        SUGGESTION,
        TOPIC,
        AGENCY,
        number("answer_number", "a.number", Unit::Ordinal),
        text("commitment", "k.what", "lang"),
        column("lang", "k.lang", Kind::Lang),
        column("due_on", "k.due_on", Kind::Day),
        word("state", "k.state", STATES),
        column("made_at", "k.made_at", Kind::Moment),
    ],
    from: "commitments k CROSS JOIN answers a CROSS JOIN suggestions s \
           CROSS JOIN topics t CROSS JOIN agencies g \
           WHERE a.id = k.answer_id AND s.id = k.suggestion_id AND t.id = s.topic_id \
           AND g.id = a.agency_id AND t.state IN {topics} AND s.publication IN {texts}",
    order: "k.id",
};

/// What was said of each since.
pub const COMMITMENT_UPDATES: File = File {
    name: "commitment_updates",
    columns: &[
        SUGGESTION,
        TOPIC,
        AGENCY,
        number("answer_number", "a.number", Unit::Ordinal),
        word("state", "u.state", STATES),
        text("note", "u.note", "note_lang"),
        column("note_lang", "u.note", Kind::Recognised),
        column("updated_at", "u.updated_at", Kind::Moment),
    ],
    from: "commitment_updates u CROSS JOIN commitments k CROSS JOIN answers a \
           CROSS JOIN suggestions s CROSS JOIN topics t CROSS JOIN agencies g \
           WHERE k.id = u.commitment_id AND a.id = k.answer_id AND s.id = k.suggestion_id \
           AND t.id = s.topic_id AND g.id = a.agency_id \
           AND t.state IN {topics} AND s.publication IN {texts}",
    order: "u.id",
};
