//! What everybody does and is.

use super::Kind::{Day, Flag, Moment, Number, Sign, Text, Word};
use super::Source;

/// What is read of everybody.
pub const OWN: &[Source] = &[
    Source {
        key: "account",
        at: "a.created_at",
        from: "accounts a LEFT JOIN account_traps x ON x.account_id = a.id WHERE a.id = $1",
        fields: &[
            ("sign_in", "a.sign_in", Sign),
            ("address", "a.address", Sign),
            ("name", "a.name", Text),
            ("name_shown", "a.show_name", Flag),
            ("lang", "a.lang", Word),
            ("since", "a.created_at", Moment),
            ("address_confirmed", "a.confirmed_at", Moment),
            ("agreed_to", "a.consent", Sign),
            ("agreed_at", "a.consent_at", Moment),
            ("disabled_at", "a.disabled_at", Moment),
            ("unseen_filled", "x.filled_at", Moment),
        ],
        by: &["account_traps.account_id"],
    },
    Source {
        key: "roles",
        at: "r.granted_at",
        from: "account_roles r LEFT JOIN agencies g ON g.id = r.agency_id WHERE r.account_id = $1",
        fields: &[
            ("role", "r.role", Word),
            ("agency", "g.slug", Sign),
            ("since", "r.granted_at", Moment),
        ],
        by: &["account_roles.account_id"],
    },
    Source {
        key: "sessions",
        at: "s.created_at",
        from: "sessions s WHERE s.account_id = $1",
        fields: &[
            ("began", "s.created_at", Moment),
            ("last_used", "s.last_seen_at", Moment),
            ("ends", "s.expires_at", Moment),
            ("device", "s.device", Sign),
            ("network", "s.network", Sign),
        ],
        by: &["sessions.account_id"],
    },
    Source {
        key: "sign_ins",
        at: "s.happened_at",
        from: "sign_ins s WHERE s.account_id = $1",
        fields: &[
            ("at", "s.happened_at", Moment),
            ("outcome", "s.outcome", Word),
            ("device", "s.device", Sign),
            ("network", "s.network", Sign),
        ],
        by: &["sign_ins.account_id"],
    },
    Source {
        key: "suggestions",
        at: "s.posted_at",
        from: "suggestions s JOIN topics t ON t.id = s.topic_id \
               LEFT JOIN suggestion_traps x ON x.suggestion_id = s.id WHERE s.author_id = $1",
        fields: &[
            ("reference", "s.reference", Sign),
            ("topic", "t.slug", Sign),
            ("title", "s.title", Text),
            ("text", "s.body", Text),
            ("lang", "s.lang", Word),
            ("name_shown", "s.show_name", Flag),
            ("publication", "s.publication", Word),
            ("answer", "s.answer_state", Word),
            ("ground", "s.ground_kind", Word),
            ("ground_text", "s.ground_text", Text),
            ("ground_link", "s.ground_link", Sign),
            ("governorate", "s.governorate", Sign),
            ("wilayat", "s.wilayat", Sign),
            ("posted_at", "s.posted_at", Moment),
            ("published_at", "s.published_at", Moment),
            ("unseen_filled", "x.filled_at", Moment),
        ],
        by: &["suggestions.author_id"],
    },
    Source {
        key: "versions",
        at: "v.written_at",
        from: "suggestion_versions v JOIN suggestions s ON s.id = v.suggestion_id WHERE s.author_id = $1",
        fields: &[
            ("reference", "s.reference", Sign),
            ("number", "v.number", Number),
            ("title", "v.title", Text),
            ("text", "v.body", Text),
            ("written_at", "v.written_at", Moment),
        ],
        by: &[],
    },
    Source {
        key: "additions",
        at: "d.added_at",
        from: "suggestion_additions d JOIN suggestions s ON s.id = d.suggestion_id \
               LEFT JOIN questions q ON q.addition_id = d.id WHERE s.author_id = $1",
        fields: &[
            ("reference", "s.reference", Sign),
            ("text", "d.body", Text),
            ("reply_to_question", "q.number", Number),
            ("added_at", "d.added_at", Moment),
        ],
        by: &[],
    },
    Source {
        key: "lists",
        at: "l.saved_at",
        from: "priority_lists l JOIN topics t ON t.id = l.topic_id WHERE l.account_id = $1",
        fields: &[
            ("topic", "t.slug", Sign),
            ("saved_at", "l.saved_at", Moment),
            ("version", "l.version", Number),
        ],
        by: &["priority_lists.account_id"],
    },
    Source {
        key: "places",
        at: "t.slug || '/' || CAST(100 + e.place AS TEXT)",
        from: "priority_list_entries e JOIN priority_lists l ON l.id = e.list_id \
               JOIN topics t ON t.id = l.topic_id JOIN suggestions s ON s.id = e.suggestion_id \
               WHERE l.account_id = $1",
        fields: &[
            ("topic", "t.slug", Sign),
            ("place", "e.place", Number),
            ("reference", "s.reference", Sign),
        ],
        by: &[],
    },
    Source {
        key: "satisfaction",
        at: "f.said_at",
        from: "satisfactions f JOIN answers n ON n.id = f.answer_id \
               JOIN suggestions s ON s.id = n.suggestion_id WHERE f.account_id = $1",
        fields: &[
            ("reference", "s.reference", Sign),
            ("answer_number", "n.number", Number),
            ("verdict", "f.verdict", Word),
            ("at", "f.said_at", Moment),
        ],
        by: &["satisfactions.account_id"],
    },
    Source {
        key: "reports",
        at: "p.reported_at",
        from: "reports p JOIN suggestions s ON s.id = p.suggestion_id WHERE p.reporter_id = $1",
        fields: &[
            ("reference", "s.reference", Sign),
            ("reason", "p.reason", Number),
            ("note", "p.note", Text),
            ("at", "p.reported_at", Moment),
        ],
        by: &["reports.reporter_id"],
    },
    Source {
        key: "objections",
        at: "o.objected_at",
        from: "objections o JOIN suggestions s ON s.id = o.suggestion_id WHERE o.objected_by = $1",
        fields: &[
            ("reference", "s.reference", Sign),
            ("to", "o.kind", Word),
            ("text", "o.body", Text),
            ("at", "o.objected_at", Moment),
            ("decision", "o.outcome", Word),
            ("reason", "o.reason", Text),
        ],
        by: &["objections.objected_by"],
    },
    Source {
        key: "letters",
        at: "m.created_at",
        from: "outbox m WHERE m.account_id = $1 OR (m.account_id IS NULL AND m.to_address = \
               (SELECT address FROM accounts WHERE id = $1))",
        fields: &[
            ("letter", "m.kind", Word),
            ("to", "m.to_address", Sign),
            ("written_at", "m.created_at", Moment),
            ("sent_at", "m.sent_at", Moment),
        ],
        by: &["outbox.account_id"],
    },
    Source {
        key: "links",
        at: "k.created_at",
        from: "tokens k WHERE k.account_id = $1 OR (k.account_id IS NULL AND k.address = \
               (SELECT sign_in FROM accounts WHERE id = $1))",
        fields: &[
            ("link", "k.kind", Word),
            ("to", "k.address", Sign),
            ("made_at", "k.created_at", Moment),
            ("ends", "k.expires_at", Moment),
            ("used_at", "k.used_at", Moment),
        ],
        by: &["tokens.account_id"],
    },
    Source {
        key: "requests",
        at: "d.asked_at",
        from: "data_requests d WHERE d.account_id = $1",
        fields: &[
            ("request", "d.kind", Word),
            ("by_oneself", "d.by_oneself", Flag),
            ("text", "d.body", Text),
            ("at", "d.asked_at", Moment),
            ("due", "d.due_on", Day),
            ("answered_at", "d.answered_at", Moment),
            ("answer_text", "d.answer", Text),
        ],
        by: &["data_requests.account_id"],
    },
    Source {
        key: "invitations",
        at: "i.invited_at",
        from: "invitations i LEFT JOIN agencies g ON g.id = i.agency_id WHERE i.account_id = $1 \
               OR i.sign_in = (SELECT sign_in FROM accounts WHERE id = $1)",
        fields: &[
            ("to", "i.address", Sign),
            ("role", "i.role", Word),
            ("agency", "g.slug", Sign),
            ("reason", "i.reason", Text),
            ("at", "i.invited_at", Moment),
            ("ends", "i.expires_at", Moment),
            ("ended_as", "i.ended_as", Word),
        ],
        by: &["invitations.account_id"],
    },
];
