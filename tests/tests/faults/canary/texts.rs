//! Every text of the database: who may read it.

/// Texts of one table that not everybody may read.
pub struct Private {
    pub table: &'static str,
    /// Which rows; of all but the one who asks, as `{asker}`.
    pub rows: &'static str,
    pub columns: &'static [&'static str],
    /// Must differ from row to row: the row's id is added.
    pub unique: bool,
    /// Kept from the person it is about, too: the desk's and the steward's own words.
    pub of_staff: bool,
}

const fn own(table: &'static str, rows: &'static str, columns: &'static [&'static str]) -> Private {
    Private {
        table,
        rows,
        columns,
        unique: false,
        of_staff: false,
    }
}

const fn staff(table: &'static str, columns: &'static [&'static str]) -> Private {
    Private {
        of_staff: true,
        ..own(table, ALL, columns)
    }
}

impl Private {
    const fn unique(self) -> Private {
        Private {
            unique: true,
            ..self
        }
    }

    const fn where_only(self, rows: &'static str) -> Private {
        Private { rows, ..self }
    }
}

const ALL: &str = "1 = 1";
const OTHERS: &str = "account_id <> '{asker}'";
const UNSEEN: &str = "publication IN ('staged', 'pending', 'hidden', 'withdrawn')";
const OF_UNSEEN: &str = "suggestion_id IN (SELECT id FROM suggestions \
     WHERE publication IN ('staged', 'pending', 'hidden', 'withdrawn'))";
const OF_DRAFTS: &str = "topic_id IN (SELECT id FROM topics WHERE state = 'draft')";
const OF_UNFINISHED: &str = "topic_id IN (SELECT id FROM topics WHERE state <> 'concluded')";

pub const PRIVATE: &[Private] = &[
    own("accounts", "id <> '{asker}'", &["sign_in", "address"]).unique(),
    own(
        "accounts",
        "id <> '{asker}'",
        &["name", "password_hash", "consent"],
    ),
    own("sessions", OTHERS, &["device", "network"]),
    own("sign_ins", OTHERS, &["device", "network"]),
    own("tokens", ALL, &["address", "payload"]),
    own("outbox", ALL, &["message_id"]).unique(),
    own(
        "outbox",
        ALL,
        &["to_address", "subject", "text", "html", "last_error"],
    ),
    own("outbox", ALL, &["unsubscribe"]),
    own("invitations", ALL, &["address", "sign_in"]).unique(),
    own("invitations", ALL, &["reason"]),
    own(
        "data_requests",
        "NOT by_oneself AND account_id <> '{asker}'",
        &["body"],
    ),
    own(
        "data_requests",
        "answered_by IS NOT NULL AND account_id <> '{asker}'",
        &["answer"],
    ),
    own("idempotency_keys", OTHERS, &["operation", "result"]),
    own(
        "suggestions",
        UNSEEN,
        &["title", "body", "ground_text", "ground_link"],
    ),
    own("suggestion_versions", OF_UNSEEN, &["title", "body"]),
    own("suggestion_additions", OF_UNSEEN, &["body"]),
    own("questions", OF_UNSEEN, &["body"]),
    own("objections", ALL, &["body"]),
    own("reports", "reporter_id <> '{asker}'", &["note"]),
    own("account_acts", OTHERS, &["reason"]),
    staff("report_cases", &["note"]),
    staff("pending_acts", &["form"]),
    own("hidings", ALL, &["note"]),
    staff(
        "bulk_drafts",
        &[
            "reason",
            "other_reason",
            "commitment_what",
            "commitment_due",
        ],
    ),
    staff(
        "answer_drafts",
        &[
            "reason",
            "other_reason",
            "commitment_what",
            "commitment_due",
            "returned_note",
        ],
    ),
    staff(
        "answer_releases",
        &[
            "reason",
            "other_reason",
            "commitment_what",
            "commitment_due",
        ],
    ),
    staff("answer_template_texts", &["label", "text_ar", "text_en"]),
    staff("saved_views", &["query"]),
    staff("saved_views", &["name"]).unique(),
    staff("imports", &["file_name"]),
    staff(
        "topics",
        &[
            "title_ar",
            "title_en",
            "description_ar",
            "description_en",
            "question_ar",
            "question_en",
            "what_happens_ar",
            "what_happens_en",
            "short_reason_ar",
            "short_reason_en",
        ],
    )
    .where_only("state = 'draft'"),
    staff("topic_links", &["title_ar", "title_en", "address"]).where_only(OF_DRAFTS),
    staff("outcome_reports", &["text_ar", "text_en"]).where_only(OF_UNFINISHED),
];

/// What everybody may read, or names one of a few choices or files.
pub const PUBLIC: &[(&str, &[&str])] = &[
    (
        "agencies",
        &[
            "slug",
            "name_ar",
            "name_en",
            "about_ar",
            "about_en",
            "merged_into",
        ],
    ),
    ("agency_names", &["name_ar", "name_en"]),
    ("account_roles", &["role"]),
    ("account_acts", &["role"]),
    ("topics", &["slug", "participation"]),
    (
        "topic_extensions",
        &["closes_before", "closes_after", "reason_ar", "reason_en"],
    ),
    (
        "suggestions",
        &[
            "reference",
            "pending_reason",
            "merged_into",
            "ground_kind",
            "governorate",
            "wilayat",
            "category",
            "answer_state",
        ],
    ),
    ("standings", &["place_counts"]),
    ("answers", &["reason", "other_reason"]),
    ("commitments", &["what"]),
    ("commitment_updates", &["note"]),
    (
        "holidays",
        &[
            "first_day",
            "last_day",
            "name_ar",
            "name_en",
            "source_ar",
            "source_en",
            "link",
            "status",
        ],
    ),
    ("working_weeks", &["from_day", "days_off", "source", "link"]),
    (
        "calendar_changes",
        &[
            "name_ar",
            "name_en",
            "days_off",
            "first_day",
            "last_day",
            "was_first",
            "was_last",
        ],
    ),
    ("journal", &["facts"]),
    ("objections", &["reason"]),
    ("digests", &["day"]),
    ("escalations", &["clock", "stage"]),
    ("invitations", &["role", "ended_as"]),
    ("letter_stops", &["scope"]),
    ("notice_choices", &["way"]),
    ("notices", &["cause"]),
    ("weekly_sheets", &["week"]),
    ("topic_debts", &["answer_state"]),
    ("derived_checks", &["day"]),
    (
        "scorecard_cells",
        &["category", "day", "governorate", "measure", "met"],
    ),
    (
        "scorecard_months",
        &["category", "first_unmet", "governorate", "measure", "month"],
    ),
    ("leases", &["name", "holder"]),
    ("followers", &["name"]),
    ("idempotency_keys", &["key"]),
    ("merges", &["reason"]),
    ("report_cases", &["settled_as"]),
    ("satisfactions", &["verdict"]),
    (
        "topic_versions",
        &["description_ar", "description_en", "reason_ar", "reason_en"],
    ),
    ("questions", &["ended_as"]),
    ("counts", &["reason_ar", "reason_en", "root", "weeks"]),
    ("count_files", &["name", "sha256"]),
    ("count_parts", &["name"]),
];

/// Names whose texts are ids, days, languages and choices in every table. Ids of people and of
/// sessions are marks themselves.
pub const ENDINGS: [&str; 6] = ["_id", "_by", "_on", "_due", "_lang", "_dir"];
pub const CHOICES: [&str; 8] = [
    "id",
    "assigned_to",
    "dir",
    "kind",
    "lang",
    "outcome",
    "publication",
    "state",
];
