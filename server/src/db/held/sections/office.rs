//! What is kept of staff.

use super::Kind::{Moment, Number, Sign, Text, Word};
use super::Source;

/// What is read of those who have or had an office.
pub const OFFICE: &[Source] = &[
    Source {
        key: "acts",
        at: "c.acted_at",
        from: "account_acts c LEFT JOIN agencies g ON g.id = c.agency_id WHERE c.account_id = $1",
        fields: &[
            ("act", "c.kind", Word),
            ("role", "c.role", Word),
            ("agency", "g.slug", Sign),
            ("reason", "c.reason", Text),
            ("at", "c.acted_at", Moment),
        ],
        by: &["account_acts.account_id"],
    },
    Source {
        key: "answers",
        at: "n.answered_at",
        from: "answers n JOIN suggestions s ON s.id = n.suggestion_id WHERE n.answered_by = $1",
        fields: &[
            ("reference", "s.reference", Sign),
            ("number", "n.number", Number),
            ("answer", "n.kind", Word),
            ("text", "n.reason", Text),
            ("at", "n.answered_at", Moment),
        ],
        by: &["answers.answered_by"],
    },
    Source {
        key: "drafts",
        at: "d.saved_at",
        from: "answer_drafts d JOIN suggestions s ON s.id = d.suggestion_id WHERE d.account_id = $1",
        fields: &[
            ("reference", "s.reference", Sign),
            ("answer", "d.kind", Word),
            ("text", "d.reason", Text),
            ("saved_at", "d.saved_at", Moment),
        ],
        by: &["answer_drafts.account_id"],
    },
    Source {
        key: "drafts_for_many",
        at: "d.saved_at",
        from: "bulk_drafts d JOIN agencies g ON g.id = d.agency_id WHERE d.account_id = $1",
        fields: &[
            ("agency", "g.slug", Sign),
            ("answer", "d.kind", Word),
            ("text", "d.reason", Text),
            ("saved_at", "d.saved_at", Moment),
        ],
        by: &["bulk_drafts.account_id"],
    },
    Source {
        key: "views",
        at: "v.saved_at",
        from: "saved_views v JOIN agencies g ON g.id = v.agency_id WHERE v.account_id = $1",
        fields: &[
            ("agency", "g.slug", Sign),
            ("name", "v.name", Text),
            ("filter", "v.query", Sign),
            ("saved_at", "v.saved_at", Moment),
        ],
        by: &["saved_views.account_id"],
    },
];
