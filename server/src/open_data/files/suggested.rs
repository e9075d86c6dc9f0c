//! Who asks, what they ask, and what is suggested.

use super::{AGENCY, SUGGESTION, TOPIC};
use crate::open_data::File;
use crate::open_data::column::{Kind, Unit, column, named, number, sign, text, word};

/// Every agency that was admitted.
pub const AGENCIES: File = File {
    name: "agencies",
    columns: &[
        AGENCY,
        named("name_ar", "g.name_ar"),
        named("name_en", "g.name_en"),
        named("about_ar", "g.about_ar"),
        named("about_en", "g.about_en"),
        column("admitted_on", "g.admitted_at", Kind::DayOf),
        number(
            "promised_acknowledge_days",
            "p.acknowledge_days",
            Unit::WorkingDays,
        ),
        number("promised_decide_days", "p.decide_days", Unit::WorkingDays),
        column("closed_on", "g.closed_at", Kind::DayOf),
        sign("merged_into", "h.slug"),
        number("said_yes", "v.yes", Unit::Cases),
        number("said_partly", "v.partly", Unit::Cases),
        number("said_no", "v.no", Unit::Cases),
    ],
    from: "agencies g LEFT JOIN agencies h ON h.id = g.merged_into \
           LEFT JOIN agency_promises p ON p.agency_id = g.id \
           LEFT JOIN (SELECT t.agency_id, sum(x.yes) AS yes, sum(x.partly) AS partly, \
             sum(x.no) AS no FROM topic_satisfaction x JOIN topics t ON t.id = x.topic_id \
             GROUP BY t.agency_id HAVING sum(x.yes + x.partly + x.no) >= {heard}) v \
           ON v.agency_id = g.id",
    order: "g.slug",
};

/// Every topic that was opened. The outcome report of one that is not concluded is a draft. Asked
/// which states it wants, SQLite would read along their index and sort.
pub const TOPICS: File = File {
    name: "topics",
    columns: &[
        TOPIC,
        AGENCY,
        word("state", "t.state", &["open", "closed", "concluded"]),
        word(
            "participation",
            "t.participation",
            &["information", "consultation", "decision_making"],
        ),
        named("title_ar", "t.title_ar"),
        named("title_en", "t.title_en"),
        named("question_ar", "t.question_ar"),
        named("question_en", "t.question_en"),
        named("description_ar", "t.description_ar"),
        named("description_en", "t.description_en"),
        named("what_happens_ar", "t.what_happens_ar"),
        named("what_happens_en", "t.what_happens_en"),
        column("opens_on", "t.opens_on", Kind::Day),
        column("closes_on", "t.closes_on", Kind::Day),
        named("short_reason_ar", "t.short_reason_ar"),
        named("short_reason_en", "t.short_reason_en"),
        number("list_places", "t.list_length", Unit::Places),
        number("suggestions_per_person", "t.per_person", Unit::Suggestions),
        number("ranking_only_percent", "t.rank_only_percent", Unit::Percent),
        number("shortlist_places", "t.shortlist_length", Unit::Places),
        number(
            "shortlist_least_lists",
            "t.shortlist_threshold",
            Unit::Lists,
        ),
        column("imported", "t.imported", Kind::Flag),
        column("opened_at", "t.opened_at", Kind::Moment),
        column("closed_at", "t.closed_at", Kind::Moment),
        column("concluded_at", "t.concluded_at", Kind::Moment),
        named("outcome_report_ar", "o.text_ar"),
        named("outcome_report_en", "o.text_en"),
    ],
    from: "topics t CROSS JOIN agencies g \
           LEFT JOIN outcome_reports o ON o.topic_id = t.id AND t.state IN {concluded} \
           WHERE g.id = t.agency_id AND t.state NOT IN {drafts}",
    order: "t.slug",
};

/// Every suggestion that has a page. Of a hidden or withdrawn one the page shows no more than its
/// number, its day and, if hidden, the number of the reason; who wrote it is in no file.
pub const SUGGESTIONS: File = File {
    name: "suggestions",
    columns: &[
        SUGGESTION,
        TOPIC,
        AGENCY,
        word(
            "publication",
            "s.publication",
            &["published", "hidden", "withdrawn", "merged"],
        ),
        number("hidden_reason", "s.hidden_reason", Unit::Ordinal),
        sign("merged_into", "m.reference"),
        text("title", "v.title", "lang"),
        text("text", "v.body", "lang"),
        column("lang", "v.lang", Kind::Lang),
        word(
            "ground",
            "v.ground_kind",
            &["own_experience", "study", "practice_elsewhere"],
        ),
        text("ground_text", "v.ground_text", "ground_lang"),
        column("ground_lang", "v.ground_text", Kind::Recognised),
        column("ground_link", "v.ground_link", Kind::Link),
        sign("governorate", "v.governorate"),
        text("wilayat", "v.wilayat", "lang"),
        text("category", "v.category", "lang"),
        column("imported", "t.imported", Kind::Flag),
        column("posted_on", "s.posted_at", Kind::DayOf),
        column("published_on", "v.published_at", Kind::DayOf),
        column("first_read_on", "r.read_at", Kind::DayOf),
        word(
            "answer",
            "v.answer_state",
            &["none", "acknowledged", "adopted", "rejected"],
        ),
    ],
    // What stands on the page of a visible one alone is read from the same row once more: no column
    // of `v` says anything of another.
    from: "suggestions s CROSS JOIN topics t CROSS JOIN agencies g \
           LEFT JOIN suggestions v ON v.id = s.id AND v.publication IN {texts} \
           LEFT JOIN first_reads r ON r.suggestion_id = v.id \
           LEFT JOIN suggestions m ON m.id = v.merged_into \
           WHERE t.id = s.topic_id AND g.id = t.agency_id \
           AND t.state IN {topics} AND s.publication IN {pages}",
    order: "s.id",
};
