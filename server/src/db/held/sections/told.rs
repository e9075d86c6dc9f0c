//! What people are told of.

use super::Kind::{Day, Moment, Sign, Word};
use super::Source;

/// What is read of notices.
pub const TOLD: &[Source] = &[
    Source {
        key: "notices",
        at: "n.made_at",
        from: "notices n JOIN topics t ON t.id = n.topic_id \
               LEFT JOIN suggestions s ON s.id = n.suggestion_id WHERE n.account_id = $1",
        fields: &[
            ("notice", "n.kind", Word),
            ("topic", "t.slug", Sign),
            ("reference", "s.reference", Sign),
            ("at", "n.happened_at", Moment),
            ("read_at", "n.read_at", Moment),
            ("sent_at", "n.mailed_at", Moment),
        ],
        by: &["notices.account_id"],
    },
    Source {
        key: "follows",
        at: "f.followed_at",
        from: "follows f JOIN topics t ON t.id = f.topic_id WHERE f.account_id = $1",
        fields: &[
            ("topic", "t.slug", Sign),
            ("since", "f.followed_at", Moment),
        ],
        by: &["follows.account_id"],
    },
    Source {
        key: "notice_ways",
        at: "c.kind",
        from: "notice_choices c WHERE c.account_id = $1",
        fields: &[("notice", "c.kind", Word), ("way", "c.way", Word)],
        by: &["notice_choices.account_id"],
    },
    Source {
        key: "stopped",
        at: "p.stopped_at",
        from: "letter_stops p WHERE p.account_id = $1",
        fields: &[
            ("letters_of", "p.scope", Word),
            ("at", "p.stopped_at", Moment),
        ],
        by: &["letter_stops.account_id"],
    },
    Source {
        key: "mornings",
        at: "d.day",
        from: "digests d WHERE d.account_id = $1",
        fields: &[("day", "d.day", Day)],
        by: &["digests.account_id"],
    },
    Source {
        key: "weekly_sheets",
        at: "w.week",
        from: "weekly_sheets w JOIN agencies g ON g.id = w.agency_id WHERE w.account_id = $1",
        fields: &[("agency", "g.slug", Sign), ("week_from", "w.week", Day)],
        by: &["weekly_sheets.account_id"],
    },
];
